use std::time::Duration;

/// When an [`AsyncStreamWriter`](crate::AsyncStreamWriter) sends what it has
/// gathered.
///
/// By default it gathers nothing: every frame leaves at once, as far as the sink is
/// ready for it. Batches save system calls: of 32 KiB, hundreds of small messages
/// leave in one. The price is that a message waits, `max_delay` at most.
///
/// ```
/// use flatstream_tokio::Batching;
/// use std::time::Duration;
///
/// let batching = Batching::default().max_bytes(32 * 1024).max_delay(Duration::from_millis(1));
/// # let _ = batching;
/// ```
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[non_exhaustive]
pub struct Batching {
    /// Bytes of frames from which on they are sent. 0, the default, sends each
    /// frame at once.
    pub max_bytes: usize,
    /// The longest that a frame waits for others while somebody polls the writer; of
    /// no effect where `max_bytes` is 0. `None`, the default, is without end: until
    /// the batch is full or flushed.
    pub max_delay: Option<Duration>,
}

impl Batching {
    /// Sets the bytes from which on frames are sent.
    #[must_use]
    pub fn max_bytes(mut self, bytes: usize) -> Self {
        self.max_bytes = bytes;
        self
    }

    /// Sets how long a frame waits for others. Timers of tokio tick in
    /// milliseconds, so that it may be one longer.
    #[must_use]
    pub fn max_delay(mut self, delay: Duration) -> Self {
        self.max_delay = Some(delay);
        self
    }
}
