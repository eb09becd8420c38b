//! Writes that are given up wherever they wait lose nothing and repeat nothing.

use crate::support::{Act, Peer, cycle, halting, payloads, poll_up_to};
use flatstream_framing::DefaultFramer;
use flatstream_testkit::{Telemetry, emitted, payload, wire};
use flatstream_tokio::{AsyncStreamWriter, Batching};
use futures_util::{SinkExt, stream};
use std::{collections::VecDeque, time::Duration};
use tokio::{io::AsyncReadExt, select, time};

type Writer = AsyncStreamWriter<Peer, DefaultFramer>;

fn writer(max_bytes: usize) -> Writer {
    let batching = Batching::default().max_bytes(max_bytes);
    AsyncStreamWriter::new(Peer::new(halting()), DefaultFramer).batching(batching)
}

/// Starts `call` again until one of its futures is ready within `polls` polls.
/// Nothing but a future that is ready takes a message.
macro_rules! until_done {
    ($writer:ident, $polls:expr, $takes:expr, $call:expr) => {
        loop {
            let before = $writer.messages_written();
            match poll_up_to($polls, $call) {
                Some(result) => {
                    result.unwrap();
                    assert_eq!($writer.messages_written(), before + $takes);
                    break;
                }
                None => assert_eq!($writer.messages_written(), before, "taken and given up"),
            }
        }
    };
}

#[test]
fn given_up_after_any_number_of_polls() {
    let expected: Vec<_> = payloads()
        .into_iter()
        .flat_map(|bytes| {
            let text = payload(&*format!("{bytes:?}"));
            let draft = emitted(&Telemetry(bytes.len() as u64).draft());
            [bytes.clone(), text.clone(), draft, text, bytes]
        })
        .collect();
    let expected = wire(&DefaultFramer, expected);
    for max_bytes in [0, 1, 100, 100_000] {
        for polls in 1..7 {
            let mut writer = writer(max_bytes);
            for bytes in payloads() {
                let text = format!("{bytes:?}");
                until_done!(writer, polls, 1, writer.write_payload(&bytes));
                until_done!(writer, polls, 0, writer.flush_or_not(polls));
                until_done!(writer, polls, 1, writer.write(&*text));
                let draft = Telemetry(bytes.len() as u64).draft();
                until_done!(writer, polls, 1, writer.emit(&draft));
                let root = |builder: &mut flatbuffers::FlatBufferBuilder<'static>| {
                    builder.create_string(&text)
                };
                until_done!(writer, polls, 1, writer.write_root(root));
                until_done!(writer, polls, 1, writer.feed(&bytes));
            }
            until_done!(writer, polls, 0, writer.shutdown());
            let peer = writer.into_inner();
            assert_eq!(peer.taken, expected, "{max_bytes}, {polls}");
            assert_eq!((peer.flushed, peer.shutdowns), (expected.len(), 1));
        }
    }
}

/// A flush now and then.
trait FlushOrNot {
    async fn flush_or_not(&mut self, n: usize) -> flatstream_core::Result<()>;
}

impl FlushOrNot for Writer {
    async fn flush_or_not(&mut self, n: usize) -> flatstream_core::Result<()> {
        if n.is_multiple_of(2) { self.flush().await } else { Ok(()) }
    }
}

/// A stream of payloads is taken from one by one, whoever polls it.
#[test]
fn write_all_given_up_after_any_number_of_polls() {
    for max_bytes in [0, 100, 100_000] {
        for polls in 1..7 {
            let mut writer = writer(max_bytes);
            let mut waits = false;
            let mut left = VecDeque::from(payloads());
            let mut messages = stream::poll_fn(move |cx| {
                waits = !waits;
                if waits {
                    cx.waker().wake_by_ref();
                    return std::task::Poll::Pending;
                }
                std::task::Poll::Ready(left.pop_front())
            });
            while poll_up_to(polls, writer.write_all(&mut messages)).map(Result::unwrap).is_none() {
            }
            let expected = wire(&DefaultFramer, payloads());
            assert_eq!(writer.messages_written(), 5);
            let peer = writer.into_inner();
            assert_eq!((&peer.taken, peer.flushed), (&expected, expected.len()), "{polls}");
        }
    }
}

#[tokio::test(start_paused = true)]
async fn a_select_and_a_timeout_lose_nothing_and_repeat_nothing() {
    let (near, mut far) = tokio::io::duplex(3);
    let reader = tokio::spawn(async move {
        let mut read = Vec::new();
        while let Ok(byte) = far.read_u8().await {
            read.push(byte);
            time::sleep(Duration::from_millis(1)).await;
        }
        read
    });
    let batching = Batching::default().max_bytes(50).max_delay(Duration::from_millis(20));
    let mut writer = AsyncStreamWriter::new(near, DefaultFramer).batching(batching);
    let mut given_up = 0;
    for payload in payloads().iter().cycle().take(50) {
        loop {
            let taken = writer.messages_written();
            select! {
                biased;
                result = writer.write_payload(payload) => { result.unwrap(); break; }
                () = time::sleep(Duration::from_millis(5)) => given_up += 1,
            }
            assert_eq!(writer.messages_written(), taken);
            let flushed = time::timeout(Duration::from_millis(5), writer.flush_due()).await;
            flushed.unwrap_or(Ok(())).unwrap();
        }
    }
    while time::timeout(Duration::from_millis(3), writer.shutdown()).await.is_err() {
        given_up += 1;
    }
    let expected = wire(&DefaultFramer, payloads().iter().cycle().take(50));
    assert_eq!(reader.await.unwrap(), expected);
    assert!(given_up > 100, "{given_up}");
}

/// A write that was given up can be another one next time.
#[test]
fn another_message_may_take_the_place_of_one_given_up() {
    let peer = Peer::new(cycle(&[Act::Pending, Act::Pending, Act::Bytes(2)]));
    let mut writer = AsyncStreamWriter::new(peer, DefaultFramer);
    poll_up_to(1, writer.write_payload(b"first")).unwrap().unwrap();
    assert!(poll_up_to(3, writer.write_payload(b"second")).is_none());
    while poll_up_to(2, writer.write_payload(b"third")).map(Result::unwrap).is_none() {}
    while poll_up_to(2, writer.flush()).map(Result::unwrap).is_none() {}
    assert_eq!(writer.into_inner().taken, wire(&DefaultFramer, ["first", "third"]));
}
