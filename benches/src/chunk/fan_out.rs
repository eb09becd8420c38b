//! One chunk for eight consumers, each behind a bounded queue of its own.

use super::shared::{Chunk, HalfShared, Owned, bytes};
use crate::{
    case::{Case, Pass, Variant, Work},
    measure::Outcome,
};
use flatstream_chunk::StreamChunk;
use std::{
    hint::black_box,
    sync::mpsc::{Receiver, SyncSender, sync_channel},
    thread,
};

const CONSUMERS: usize = 8;
/// Chunks that wait for one consumer at most.
const PLACES: usize = 32;
/// Chunks of one pass.
const CHUNKS: usize = 200;
const LEN: usize = 64 << 10;

pub(super) fn cases() -> Vec<Case> {
    vec![
        case("1-thread", [alone::<Owned>, alone::<HalfShared>, alone::<StreamChunk>]),
        case("9-threads", [threads::<Owned>, threads::<HalfShared>, threads::<StreamChunk>]),
    ]
}

fn case(sink: &'static str, variants: [fn(&'static str) -> Variant; 3]) -> Case {
    Case::new("chunk", "fan-out-8", sink, move |_| {
        let [owned, half_shared, chunk] = variants;
        Ok(Work {
            messages: CHUNKS as u64,
            bytes: (CHUNKS * LEN) as u64,
            variants: vec![
                owned("String, Vec"),
                half_shared("hand String, Bytes"),
                chunk("StreamChunk"),
            ],
        })
    })
}

/// What a consumer does: it looks at both ends.
#[inline(always)]
fn consume<C: Chunk>(chunk: &C) {
    let data = chunk.data();
    black_box((data[0], data[data.len() - 1]));
}

fn alone<C: Chunk>(name: &'static str) -> Variant {
    Variant::new(name, Alone { chunk: C::new(bytes(LEN)), queues: Vec::from_iter(queues()) })
}

fn queues<T>() -> impl Iterator<Item = (SyncSender<T>, Receiver<T>)> {
    (0..CONSUMERS).map(|_| sync_channel(PLACES))
}

/// Fills all queues, then empties them, on one thread.
struct Alone<C> {
    chunk: C,
    queues: Vec<(SyncSender<C>, Receiver<C>)>,
}

impl<C: Chunk> Alone<C> {
    #[inline(always)]
    fn fan_out(&self, consume: impl Fn(&C)) -> Outcome<()> {
        let mut left = CHUNKS;
        while left > 0 {
            let count = left.min(PLACES);
            left -= count;
            for _ in 0..count {
                for (queue, _) in &self.queues {
                    queue.try_send(black_box(&self.chunk).clone()).map_err(|_| "no place left")?;
                }
            }
            for (_, queue) in &self.queues {
                for _ in 0..count {
                    consume(&queue.try_recv()?);
                }
            }
        }
        Ok(())
    }
}

impl<C: Chunk> Pass for Alone<C> {
    #[inline(never)]
    fn pass(&mut self) -> Outcome<()> {
        self.fan_out(consume)
    }

    fn verify(&mut self) -> Outcome<()> {
        let expected = bytes(LEN);
        self.fan_out(|chunk| assert_eq!(chunk.data(), expected))
    }
}

fn threads<C: Chunk>(name: &'static str) -> Variant {
    let (done, all_done) = sync_channel(CONSUMERS);
    let consumer = |(sender, receiver): (_, Receiver<C>)| {
        let done = done.clone();
        thread::spawn(move || {
            let (expected, mut right) = (bytes(LEN), true);
            for (number, chunk) in receiver.into_iter().enumerate() {
                consume(&chunk);
                // Those of the first pass, which verifies.
                right &= number >= CHUNKS || chunk.data() == expected;
                if (number + 1).is_multiple_of(CHUNKS) && done.send(right).is_err() {
                    return;
                }
            }
        });
        sender
    };
    let senders = queues().map(consumer).collect();
    Variant::new(name, Threads { chunk: C::new(bytes(LEN)), senders, all_done })
}

/// Fills the queues of threads, which live until the variant goes.
struct Threads<C> {
    chunk: C,
    senders: Vec<SyncSender<C>>,
    /// From each, at the end of a pass: whether it has had the right chunks.
    all_done: Receiver<bool>,
}

impl<C: Chunk> Pass for Threads<C> {
    #[inline(never)]
    fn pass(&mut self) -> Outcome<()> {
        for _ in 0..CHUNKS {
            for queue in &self.senders {
                queue.send(black_box(&self.chunk).clone()).map_err(|_| "a consumer has gone")?;
            }
        }
        for _ in 0..CONSUMERS {
            if !self.all_done.recv()? {
                return Err("chunks that are not what was sent".into());
            }
        }
        Ok(())
    }

    fn verify(&mut self) -> Outcome<()> {
        self.pass()
    }
}
