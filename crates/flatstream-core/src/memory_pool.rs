use std::sync::Arc;

/// Lends vectors and takes them back, to be used by one borrower after the other.
///
/// What builders that share a pool ask of it. Object safe. A `&P`, an `Arc<P>`
/// or a `Box<P>` of a pool is one, too.
///
/// ```
/// use flatstream_core::MemoryPool;
/// use std::sync::Mutex;
///
/// /// One vector at most.
/// #[derive(Default)]
/// struct Single(Mutex<Option<Vec<u8>>>);
///
/// impl MemoryPool for Single {
///     fn take(&self, min_bytes: usize) -> Vec<u8> {
///         let idle = self.0.lock().map(|mut place| place.take()).unwrap_or_default();
///         idle.filter(|memory| memory.len() >= min_bytes).unwrap_or_else(|| vec![0; min_bytes])
///     }
///     fn give(&self, memory: Vec<u8>) {
///         if let Ok(mut place) = self.0.lock() {
///             place.get_or_insert(memory);
///         }
///     }
/// }
/// # let pool = Single::default();
/// # let memory = pool.take(10);
/// # let address = memory.as_ptr();
/// # pool.give(memory);
/// # assert_eq!(pool.take(7).as_ptr(), address);
/// ```
pub trait MemoryPool {
    /// A vector of at least `min_bytes`, of unspecified content.
    fn take(&self, min_bytes: usize) -> Vec<u8>;

    /// Takes a vector back, to lend it again or to free it.
    fn give(&self, memory: Vec<u8>);

    /// As [`take`](MemoryPool::take), and whether the memory has served before:
    /// `None` where the pool does not know. For statistics.
    #[inline]
    fn take_known(&self, min_bytes: usize) -> (Vec<u8>, Option<bool>) {
        (self.take(min_bytes), None)
    }
}

macro_rules! forward {
    ($($kind:ty),*) => {$(
        impl<P: MemoryPool + ?Sized> MemoryPool for $kind {
            #[inline]
            fn take(&self, min_bytes: usize) -> Vec<u8> {
                (**self).take(min_bytes)
            }

            #[inline]
            fn give(&self, memory: Vec<u8>) {
                (**self).give(memory);
            }

            #[inline]
            fn take_known(&self, min_bytes: usize) -> (Vec<u8>, Option<bool>) {
                (**self).take_known(min_bytes)
            }
        }
    )*};
}
forward!(&P, Arc<P>, Box<P>);
