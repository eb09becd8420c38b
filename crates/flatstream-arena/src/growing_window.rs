//! A builder's memory that is shown piece by piece and continued on the heap.
//! One of the crate's three unsafe doors, as `window.rs` is; what the builder
//! trusts (W1 to W3) is numbered there.
//!
//! Of what is shown, `start..` of the memory in use:
//!
//! - G1: no byte that the builder has not reserved is anything but zero, except
//!   inside one run of growth: calls of `grow_downwards` between which nothing
//!   was written.
//! - G2: a run reserves one object at most, with padding of a few bytes before
//!   it: the builder writes each object before it reserves the next, and no
//!   type is aligned to more than some bytes. Only `start_vector` within
//!   `start_vector`, which flatbuffers asserts against in debug builds, breaks
//!   this; its padding may then show what an earlier message left.
//! - G3: an object that must find zeros is a vtable or padding, at most 64 KiB.
//!   Of a longer one every byte is written, or it is a hole of a gathered
//!   message, after which the memory is recycled.
//!
//! So of each run the first 64 KiB are zeroed and the last piece, and nothing in
//! between.

use flatbuffers::{Allocator, FLATBUFFERS_MAX_BUFFER_SIZE};
use flatstream_core::{BuilderMemory, Overflow};
use std::{
    convert::Infallible,
    fmt,
    ops::{Deref, DerefMut},
};

/// Memory for large messages, or for messages of no known size, lent from an
/// [`Arena`](crate::Arena).
///
/// - It is shown to the builder in pieces of 8 KiB as a message needs them.
///   After a message of more than 128 KiB the builder is renewed (two
///   allocations) and nothing is zeroed; the next message has those pieces
///   zeroed that need it.
/// - A message that is larger than what was lent goes on on the heap, up to a
///   limit that the user sets. The heap memory is kept and used from then on.
///   Beyond the limit the message is refused with
///   [`FrameTooLarge`](flatstream_core::ErrorKind::FrameTooLarge), by unwinding
///   or, where panics abort, at its end.
pub struct GrowingWindow<'a> {
    lent: &'a mut [u8],
    /// Takes the place of `lent` when a message has outgrown it.
    heap: Vec<u8>,
    /// Where what is shown begins.
    start: usize,
    /// Where what was shown before this run of growth began; `None` outside.
    run: Option<usize>,
    limit: usize,
    overflow: Overflow,
    /// Whether a panic unwinds here, or must not happen.
    unwinds: bool,
}

impl<'a> GrowingWindow<'a> {
    /// A window over `memory`, which must be zero, for messages of up to `limit`
    /// bytes, rounded up to whole pieces. What `memory` cannot hold goes on the
    /// heap.
    #[must_use]
    pub fn new(memory: &'a mut [u8], limit: usize) -> Self {
        // No FlatBuffer is longer.
        let limit = limit.min(FLATBUFFERS_MAX_BUFFER_SIZE);
        Self {
            start: memory.len(),
            lent: memory,
            heap: Vec::new(),
            run: None,
            limit,
            overflow: Overflow::new(),
            unwinds: cfg!(panic = "unwind"),
        }
    }

    #[inline]
    fn memory(&mut self) -> &mut [u8] {
        if self.heap.is_empty() { self.lent } else { &mut self.heap }
    }

    /// Ends a run of growth, of which what was shown before begins at `run`: the
    /// builder reserved only part of the last piece.
    #[cold]
    fn end_run(&mut self, run: usize) {
        let start = self.start;
        self.memory()[start..run.min(start + PIECE_BYTES)].fill(0);
    }

    /// Shows one piece more.
    fn show(&mut self) {
        let end = self.start;
        let start = end.saturating_sub(PIECE_BYTES);
        let run = *self.run.get_or_insert(end);
        if run - end < ZEROED_BYTES {
            self.memory()[start..end].fill(0);
        }
        self.start = start;
    }

    /// Moves what is shown to the end of twice as much memory on the heap.
    fn move_to_heap(&mut self) {
        let old = self.memory();
        let mut heap = vec![0; (2 * old.len()).max(2 * PIECE_BYTES)];
        let end = heap.len() - old.len();
        heap[end..].copy_from_slice(old);
        self.start += end;
        self.run = self.run.map(|run| run + end);
        self.heap = heap;
    }
}

impl Deref for GrowingWindow<'_> {
    type Target = [u8];

    #[inline]
    fn deref(&self) -> &[u8] {
        let memory = if self.heap.is_empty() { &*self.lent } else { &self.heap };
        &memory[self.start..]
    }
}

impl DerefMut for GrowingWindow<'_> {
    #[inline]
    fn deref_mut(&mut self) -> &mut [u8] {
        if let Some(run) = self.run.take() {
            self.end_run(run);
        }
        let start = self.start;
        &mut self.memory()[start..]
    }
}

// SAFETY: W1 and W2 hold because all three methods answer `start..` of one
// memory, and only `grow_downwards` and `recycle` change either; W3 because
// `show` lowers `start`, so that the old content stays at the end, after
// `move_to_heap` has copied it there if need be. Not all that is shown anew is
// zero, which the builder cannot tell by G1 to G3.
#[expect(unsafe_code, reason = "the trait is unsafe to implement")]
unsafe impl Allocator for GrowingWindow<'_> {
    type Error = Infallible;

    #[cold]
    fn grow_downwards(&mut self) -> Result<(), Infallible> {
        if Allocator::len(self) >= self.limit {
            if self.unwinds {
                self.overflow.raise(self.limit);
            }
            self.overflow.note(self.limit);
        }
        if self.start == 0 {
            self.move_to_heap();
        }
        self.show();
        Ok(())
    }

    #[inline]
    fn len(&self) -> usize {
        let len = if self.heap.is_empty() { self.lent.len() } else { self.heap.len() };
        len - self.start
    }
}

impl BuilderMemory for GrowingWindow<'_> {
    const RESET_UP_TO: usize = 128 * 1024;

    fn overflow(&self) -> Option<Overflow> {
        Some(self.overflow.clone())
    }

    /// Shows nothing any more, so that nothing need be zero.
    fn recycle(&mut self, _: usize) {
        self.run = None;
        if self.heap.len() / 2 > self.limit {
            // One message went over the limit, where it could not be stopped.
            self.heap = Vec::new();
        }
        self.start = self.memory().len();
    }
}

impl fmt::Debug for GrowingWindow<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("GrowingWindow")
            .field("lent", &self.lent.len())
            .field("heap", &self.heap.len())
            .field("shown", &Allocator::len(self))
            .field("limit", &self.limit)
            .finish_non_exhaustive()
    }
}

/// How much is shown at a time.
const PIECE_BYTES: usize = 8 * 1024;

/// A vtable is shorter: its length is 16 bits wide.
const ZEROED_BYTES: usize = 64 * 1024;

#[cfg(test)]
mod tests {
    use super::*;
    use flatstream_core::{ErrorKind, MessageBuilder, StreamSerialize};

    /// Builds texts of `lens` where panics abort, in a window of 16 KiB with a
    /// limit of 32 KiB, and says how long the heap is after each.
    fn heaps(lens: &[usize]) -> Vec<usize> {
        let mut memory = vec![0; 16 << 10];
        let window = GrowingWindow { unwinds: false, ..GrowingWindow::new(&mut memory, 32 << 10) };
        let mut messages = MessageBuilder::new_in(window);
        let mut heaps = Vec::new();
        for &len in lens {
            let text = "x".repeat(len);
            let built = messages.build(|builder| text.serialize(builder));
            let built = built.map(|builder| builder.finished_data().to_vec());
            if len < 32 << 10 {
                let mut fresh = flatbuffers::FlatBufferBuilder::new();
                text.serialize(&mut fresh).unwrap();
                assert_eq!(built.unwrap(), fresh.finished_data(), "{len}");
            } else {
                let (len, limit) = ((32 << 10) + 1, 32 << 10);
                assert_eq!(built.unwrap_err().kind(), ErrorKind::FrameTooLarge { len, limit });
            }
            messages.replace_memory(|mut window, start| {
                window.recycle(start);
                heaps.push(window.heap.len());
                window
            });
        }
        heaps
    }

    #[test]
    fn where_panics_abort_a_message_beyond_the_limit_is_refused_at_its_end() {
        // What is within the limit stays on the heap; what went beyond it goes
        // back.
        let lens = [10, 20_000, 100_000, 10, 30_000, 1_000_000, 15_000];
        assert_eq!(heaps(&lens), [0, 32 << 10, 0, 0, 32 << 10, 0, 0]);
    }

    #[test]
    fn what_is_shown_is_zero_but_for_what_was_written() {
        let mut memory = vec![0xff; 64 << 10];
        let mut window = GrowingWindow::new(&mut memory, 1 << 20);
        for pieces in 1..=30 {
            let Ok(()) = window.grow_downwards();
            assert_eq!((window.len(), Allocator::len(&window)), (pieces << 13, pieces << 13));
            assert_eq!(window[..PIECE_BYTES], [0; PIECE_BYTES]);
            // Ends the run, marks the piece and proves that none below has moved.
            window[..PIECE_BYTES].fill(u8::try_from(pieces).unwrap());
            for (below, piece) in window.chunks(PIECE_BYTES).rev().enumerate() {
                assert_eq!(piece, [u8::try_from(below + 1).unwrap(); PIECE_BYTES]);
            }
        }
    }
}
