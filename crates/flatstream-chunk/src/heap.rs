use flatstream_core::MemoryPool;

/// No pool: memory is allocated when it is taken, and freed when it is given
/// back.
///
/// ```
/// use flatstream_chunk::Heap;
/// use flatstream_core::MemoryPool;
///
/// assert_eq!(Heap.take(100).len(), 100);
/// ```
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Heap;

impl MemoryPool for Heap {
    fn take(&self, min_bytes: usize) -> Vec<u8> {
        vec![0; min_bytes]
    }

    fn give(&self, memory: Vec<u8>) {
        drop(memory);
    }

    fn take_known(&self, min_bytes: usize) -> (Vec<u8>, Option<bool>) {
        (self.take(min_bytes), Some(false))
    }
}
