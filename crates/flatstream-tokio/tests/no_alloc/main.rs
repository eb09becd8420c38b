//! What a message costs the heap, and what a peer can make it cost.

#![expect(clippy::unwrap_used, reason = "helpers of tests")]

mod memory;
mod reading;
mod writing;

use flatstream_framing::{DefaultDeframer, DefaultFramer};
use flatstream_testkit::{Allocations, count, wire};
use flatstream_tokio::AsyncStreamReader;
use std::{
    io,
    pin::Pin,
    task::{Context, Poll},
};
use tokio::{
    io::{AsyncRead, ReadBuf},
    runtime::{Builder, Runtime},
    task::unconstrained,
};

/// The same bytes again and again, so many a read at most.
struct Endless {
    wire: Vec<u8>,
    at: usize,
    most: usize,
}

impl Endless {
    fn new(wire: Vec<u8>) -> Self {
        Self { wire, at: 0, most: usize::MAX }
    }

    fn in_pieces_of(wire: Vec<u8>, most: usize) -> Self {
        Self { most, ..Self::new(wire) }
    }
}

impl AsyncRead for Endless {
    fn poll_read(
        mut self: Pin<&mut Self>,
        _: &mut Context<'_>,
        buf: &mut ReadBuf<'_>,
    ) -> Poll<io::Result<()>> {
        let mut left = self.most;
        while left > 0 && buf.remaining() > 0 {
            let n = (self.wire.len() - self.at).min(buf.remaining()).min(left);
            buf.put_slice(&self.wire[self.at..self.at + n]);
            self.at = (self.at + n) % self.wire.len();
            left -= n;
        }
        Poll::Ready(Ok(()))
    }
}

thread_local! {
    /// One for each test: a timer stays with its runtime.
    static RUNTIME: Runtime =
        Builder::new_current_thread().enable_time().start_paused(true).build().unwrap();
}

fn block_on<T>(future: impl Future<Output = T>) -> T {
    // Giving way costs the runtime a list of tasks.
    RUNTIME.with(|runtime| runtime.block_on(unconstrained(future)))
}

/// Runs `message` 3000 times, then counts what a thousand more cost.
fn steady(mut message: impl AsyncFnMut(u64)) -> Allocations {
    block_on(async {
        for n in 0..3000 {
            message(n).await;
        }
    });
    count(|| {
        block_on(async {
            for n in 3000..4000 {
                message(n).await;
            }
        });
    })
}

fn check(what: &str, message: impl AsyncFnMut(u64)) {
    let Allocations { allocations, frees, .. } = steady(message);
    assert_eq!((allocations, frees), (0, 0), "(allocations, frees): {what}");
}

#[test]
fn counting_sees_what_a_message_costs() {
    let mut reader =
        AsyncStreamReader::new(Endless::new(wire(&DefaultFramer, [[7; 88]])), DefaultDeframer);
    let traffic = steady(async |_| {
        let copy = reader.read_message().await.unwrap().unwrap().to_vec();
        assert!(!copy.is_empty());
    });
    assert_eq!((traffic.allocations, traffic.frees), (1000, 1000));
}
