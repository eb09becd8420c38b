use crate::sync::ArrayQueue;

type Buffer = Box<[u8]>;

/// Idle buffers of one size.
pub(crate) struct Class {
    /// The one that came back last, which is the likeliest to be in the cache.
    hot: ArrayQueue<Buffer>,
    /// Those that it displaced, unless there is room for one only.
    others: Option<ArrayQueue<Buffer>>,
}

impl Class {
    /// Room for `places` buffers, 1 or more.
    pub(crate) fn new(places: usize) -> Self {
        let others = (places > 1).then(|| ArrayQueue::new(places - 1));
        Self { hot: ArrayQueue::new(1), others }
    }

    #[inline]
    pub(crate) fn pop_hottest(&self) -> Option<Buffer> {
        // One that was put down meanwhile is better than a new one.
        self.hot.pop().or_else(|| self.pop_other()).or_else(|| self.hot.pop())
    }

    pub(crate) fn pop_coldest(&self) -> Option<Buffer> {
        self.pop_other().or_else(|| self.hot.pop())
    }

    /// Puts a buffer down, and says which one there is no place for.
    #[inline]
    pub(crate) fn push(&self, buffer: Buffer) -> Option<Buffer> {
        let displaced = self.hot.force_push(buffer)?;
        match &self.others {
            Some(others) => others.push(displaced).err(),
            None => Some(displaced),
        }
    }

    /// Those behind first: what is displaced meanwhile is not counted twice.
    pub(crate) fn len(&self) -> usize {
        self.others.as_ref().map_or(0, ArrayQueue::len) + self.hot.len()
    }

    fn pop_other(&self) -> Option<Buffer> {
        self.others.as_ref()?.pop()
    }
}
