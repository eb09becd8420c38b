//! Slices and clones of one chunk, in batches of a thousand.

use super::shared::{Chunk, HalfShared, Owned, bytes};
use crate::{
    case::{Case, Pass, Variant, Work},
    measure::Outcome,
};
use bytes::Bytes;
use flatstream_chunk::StreamChunk;
use std::{hint::black_box, ops::Range};

/// Slices of one batch.
const BATCH: usize = 1000;

const CLONED_BYTES: usize = 64 << 10;

pub(super) fn cases() -> Vec<Case> {
    let mut cases = Vec::new();
    for len in [1_000, 10_000, 100_000] {
        cases.extend([
            slices(len, "dropped", Fate::Dropped),
            slices(len, "in-flight", Fate::InFlight),
            slices(len, "kept", Fate::Kept),
        ]);
    }
    cases.push(clones("dropped", Fate::Dropped));
    cases.push(clones("kept", Fate::Kept));
    cases
}

/// What becomes of a slice.
#[derive(Clone, Copy)]
enum Fate {
    /// It goes before the next one is cut.
    Dropped,
    /// It goes when [`IN_FLIGHT`] more were cut, as behind a queue.
    InFlight,
    /// All of a batch go together.
    Kept,
}

const IN_FLIGHT: usize = 64;

fn slices(len: usize, name: &'static str, fate: Fate) -> Case {
    case(format!("slice-{len}"), name, len, move || {
        vec![
            variant("Vec, to_vec", Copies(Owned::new(bytes(len))), len, fate),
            variant("Bytes::slice", Bytes::from(bytes(len)), len, fate).rival(),
            variant("StreamChunk::slice", Slices(Chunk::new(bytes(len))), len, fate),
            variant("StreamChunk::sub_chunk", SubChunks(Chunk::new(bytes(len))), len, fate),
        ]
    })
}

fn clones(name: &'static str, fate: Fate) -> Case {
    let len = CLONED_BYTES;
    case("clone-64K".to_owned(), name, len, move || {
        vec![
            variant("String, Vec", Clones(Owned::new(bytes(len))), len, fate),
            variant("hand String, Bytes", Clones(HalfShared::new(bytes(len))), len, fate),
            variant("StreamChunk", Clones(<StreamChunk as Chunk>::new(bytes(len))), len, fate),
        ]
    })
}

fn case(
    workload: String,
    sink: &'static str,
    len: usize,
    variants: impl Fn() -> Vec<Variant> + 'static,
) -> Case {
    Case::new("chunk", workload, sink, move |_| {
        let (messages, bytes) = (BATCH as u64, (BATCH * len) as u64);
        Ok(Work { messages, bytes, variants: variants() })
    })
}

/// A way to get at `range` of a chunk, and have it.
trait Take: 'static {
    type Piece: 'static;
    fn take(&self, range: Range<usize>) -> Self::Piece;
    fn data(piece: &Self::Piece) -> &[u8];
}

/// As the chunk on a vector did.
struct Copies(Owned);

impl Take for Copies {
    type Piece = Vec<u8>;
    #[inline(always)]
    fn take(&self, range: Range<usize>) -> Vec<u8> {
        self.0.data[range].to_vec()
    }
    fn data(piece: &Vec<u8>) -> &[u8] {
        piece
    }
}

impl Take for Bytes {
    type Piece = Bytes;
    #[inline(always)]
    fn take(&self, range: Range<usize>) -> Bytes {
        self.slice(range)
    }
    fn data(piece: &Bytes) -> &[u8] {
        piece
    }
}

struct Slices(StreamChunk);

impl Take for Slices {
    type Piece = Bytes;
    #[inline(always)]
    fn take(&self, range: Range<usize>) -> Bytes {
        self.0.slice(range)
    }
    fn data(piece: &Bytes) -> &[u8] {
        piece
    }
}

struct SubChunks(StreamChunk);

impl Take for SubChunks {
    type Piece = StreamChunk;
    #[inline(always)]
    fn take(&self, range: Range<usize>) -> StreamChunk {
        self.0.sub_chunk(range)
    }
    fn data(piece: &StreamChunk) -> &[u8] {
        Chunk::data(piece)
    }
}

/// The whole of it, whatever the range.
struct Clones<C>(C);

impl<C: Chunk> Take for Clones<C> {
    type Piece = C;
    #[inline(always)]
    fn take(&self, _: Range<usize>) -> C {
        self.0.clone()
    }
    fn data(piece: &C) -> &[u8] {
        piece.data()
    }
}

fn variant<T: Take>(name: &'static str, from: T, len: usize, fate: Fate) -> Variant {
    match fate {
        Fate::Dropped => Variant::new(name, Dropping { from, len }),
        Fate::InFlight => {
            let kept = (0..IN_FLIGHT).map(|_| from.take(0..len)).collect();
            Variant::new(name, InFlight { from, len, kept })
        }
        Fate::Kept => Variant::new(name, Keeping { from, len, kept: Vec::with_capacity(BATCH) }),
    }
}

struct Dropping<T> {
    from: T,
    len: usize,
}

impl<T: Take> Pass for Dropping<T> {
    #[inline(never)]
    fn pass(&mut self) -> Outcome<()> {
        for _ in 0..BATCH {
            black_box(&self.from.take(black_box(0..self.len)));
        }
        Ok(())
    }

    fn verify(&mut self) -> Outcome<()> {
        verify::<T>(&self.from.take(0..self.len), self.len)
    }
}

struct InFlight<T: Take> {
    from: T,
    len: usize,
    kept: Vec<T::Piece>,
}

impl<T: Take> Pass for InFlight<T> {
    #[inline(never)]
    fn pass(&mut self) -> Outcome<()> {
        for number in 0..BATCH {
            self.kept[number % IN_FLIGHT] = self.from.take(black_box(0..self.len));
        }
        black_box(&mut self.kept);
        Ok(())
    }

    fn verify(&mut self) -> Outcome<()> {
        self.pass()?;
        self.kept.iter().try_for_each(|piece| verify::<T>(piece, self.len))
    }
}

struct Keeping<T: Take> {
    from: T,
    len: usize,
    kept: Vec<T::Piece>,
}

impl<T: Take> Pass for Keeping<T> {
    #[inline(never)]
    fn pass(&mut self) -> Outcome<()> {
        for _ in 0..BATCH {
            self.kept.push(self.from.take(black_box(0..self.len)));
        }
        black_box(&mut self.kept).clear();
        Ok(())
    }

    fn verify(&mut self) -> Outcome<()> {
        self.pass()?;
        verify::<T>(&self.from.take(0..self.len), self.len)
    }
}

fn verify<T: Take>(piece: &T::Piece, len: usize) -> Outcome<()> {
    if T::data(piece) == bytes(len) {
        return Ok(());
    }
    Err("a piece that is not what was cut".into())
}
