use bumpalo::Bump;
use std::fmt;

/// Memory that is lent once and freed all at once.
///
/// `&Bump` lends as often as it is asked, to several writers at a time;
/// `&mut FrameArena` once, and is free to lend again when the writer is gone.
///
/// # For implementers
///
/// Everything lent must be zero. That is what FlatBuffers builders rely on, for
/// correctness: a field that is absent is one that was never written.
///
/// ```
/// use flatstream_arena::Arena;
///
/// /// A static buffer, as a program without a heap to spare would have.
/// struct Fixed<'a>(&'a mut [u8]);
///
/// impl<'a> Arena<'a> for Fixed<'a> {
///     fn lend(self, len: usize) -> &'a mut [u8] {
///         let memory = &mut self.0[..len];
///         memory.fill(0);
///         memory
///     }
/// }
/// # let mut memory = [7; 64];
/// # assert_eq!(Fixed(&mut memory).lend(3), [0; 3]);
/// ```
pub trait Arena<'a>: Sized {
    /// Lends `len` bytes, all zero.
    ///
    /// # Panics
    ///
    /// Where the arena has no such memory.
    fn lend(self, len: usize) -> &'a mut [u8];
}

/// Costs O(`len`): a bump arena does not know what is zero. So all of it is
/// committed, too; for windows of many megabytes take a [`FrameArena`].
///
/// The arena cannot be reset while somebody holds what it lent:
///
/// ```compile_fail,E0502
/// use flatstream_arena::Arena;
///
/// let mut bump = bumpalo::Bump::new();
/// let memory = (&bump).lend(64);
/// bump.reset();
/// memory[0] = 1;
/// ```
impl<'a> Arena<'a> for &'a Bump {
    fn lend(self, len: usize) -> &'a mut [u8] {
        self.alloc_slice_fill_copy(len, 0)
    }
}

/// An arena that is one region of memory: owned, reusable, and committed by the
/// operating system only as far as it is used.
///
/// ```
/// use flatstream_arena::{Arena, FrameArena};
///
/// let mut arena = FrameArena::new();
/// arena.lend(100)[99] = 1;
/// assert_eq!(arena.lend(100), [0; 100]);
/// ```
#[derive(Default)]
pub struct FrameArena {
    memory: Vec<u8>,
}

impl FrameArena {
    /// An arena without memory; it gets some when it first lends.
    #[must_use]
    pub const fn new() -> Self {
        Self { memory: Vec::new() }
    }

    /// An arena of `bytes`. It grows when asked to lend more.
    #[must_use]
    pub fn with_capacity(bytes: usize) -> Self {
        Self { memory: vec![0; bytes] }
    }

    /// Bytes that it lends without growing.
    #[must_use]
    pub fn capacity(&self) -> usize {
        self.memory.len()
    }
}

impl<'a> Arena<'a> for &'a mut FrameArena {
    /// Costs an allocation where the arena is smaller than that. Otherwise it
    /// looks through the memory for what the last borrower left and zeroes those
    /// pages, so that what was never used stays uncommitted.
    fn lend(self, len: usize) -> &'a mut [u8] {
        if self.memory.len() < len {
            // Given back first, so that both are never held at once.
            self.memory = Vec::new();
            self.memory = vec![0; len];
        } else {
            for page in self.memory[..len].chunks_mut(PAGE_BYTES) {
                if page != &ZEROS[..page.len()] {
                    page.fill(0);
                }
            }
        }
        &mut self.memory[..len]
    }
}

impl fmt::Debug for FrameArena {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("FrameArena").field("capacity", &self.capacity()).finish()
    }
}

/// The page size that windows are aligned to. Where pages are larger this is
/// still right, only less effective.
pub(crate) const PAGE_BYTES: usize = 4096;

static ZEROS: [u8; PAGE_BYTES] = [0; PAGE_BYTES];
