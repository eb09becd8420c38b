use crate::{StatsSnapshot, StreamId, StreamStats};
use std::{
    collections::BTreeMap,
    fmt,
    sync::{Arc, PoisonError, RwLock},
};

/// The numbers of many streams, by their ids.
///
/// Look a stream up once and keep the handle: [`stream`](Statistics::stream)
/// takes a lock and compares names, recording through the handle does neither.
/// The handle and the registry count the same, whichever is dropped first.
///
/// Bounded, whatever names arrive: beyond
/// [`max_streams`](Statistics::with_max_streams) (4096 by default), new ones
/// share the numbers of [`OTHERS`](Statistics::OTHERS), as do names longer than
/// 256 bytes. A stream costs about 650 bytes and its name.
///
/// ```
/// use flatstream_chunk::Statistics;
///
/// let statistics = Statistics::default();
/// let pump = statistics.stream("pump 3");
/// pump.record_chunk(100);
/// pump.record_chunk(300);
/// statistics.stream("pump 4").record_chunk(50);
///
/// for (id, snapshot) in statistics.snapshots() {
///     println!("{id}: {snapshot}");
/// }
/// assert_eq!(statistics.total().bytes, 450);
/// ```
pub struct Statistics {
    streams: RwLock<BTreeMap<StreamId, Arc<StreamStats>>>,
    others: Arc<StreamStats>,
    max_streams: usize,
}

impl Statistics {
    /// The name of all streams that are too many, or have too long a name. A
    /// stream that has this name is counted with them.
    pub const OTHERS: &'static str = "_others";

    /// A registry of at most `max_streams` streams, and [the
    /// others](Statistics::OTHERS).
    #[must_use]
    pub fn with_max_streams(max_streams: usize) -> Self {
        Self {
            streams: RwLock::new(BTreeMap::new()),
            others: Arc::new(StreamStats::new()),
            max_streams,
        }
    }

    /// The numbers of that stream: for the caller to keep and record to.
    ///
    /// The first time it allocates them and waits for those who look up others;
    /// after that it allocates nothing. Costs O(log n) comparisons of names.
    ///
    /// Give a [`StreamId`] where there is one: it is shared, a `str` copied.
    pub fn stream(&self, id: impl AsRef<str> + Into<StreamId>) -> Arc<StreamStats> {
        let name = id.as_ref();
        if name == Self::OTHERS || name.len() > StreamId::MAX_KEPT_LEN {
            return self.others.clone();
        }
        let streams = self.streams.read().unwrap_or_else(PoisonError::into_inner);
        if let Some(stats) = streams.get(name) {
            return stats.clone();
        }
        if streams.len() >= self.max_streams {
            return self.others.clone();
        }
        drop(streams);
        self.admit(id.into())
    }

    /// Another thread may have come since the stream was looked for.
    fn admit(&self, id: StreamId) -> Arc<StreamStats> {
        let mut streams = self.streams.write().unwrap_or_else(PoisonError::into_inner);
        if streams.len() >= self.max_streams && !streams.contains_key(&id) {
            return self.others.clone();
        }
        streams.entry(id).or_default().clone()
    }

    /// Gives up a stream that has ended, and makes room for another. The
    /// numbers are the caller's; the [total](Statistics::total) no longer has
    /// them.
    pub fn remove(&self, id: &str) -> Option<Arc<StreamStats>> {
        self.streams.write().unwrap_or_else(PoisonError::into_inner).remove(id)
    }

    /// The handles of all streams, sorted by their names. [The
    /// others](Statistics::OTHERS) are among them once they have counted a
    /// chunk, a buffer or a byte.
    ///
    /// Holds up who looks up a new stream, nobody who records.
    #[must_use]
    pub fn streams(&self) -> Vec<(StreamId, Arc<StreamStats>)> {
        let streams = self.streams.read().unwrap_or_else(PoisonError::into_inner);
        let mut all: Vec<_> =
            streams.iter().map(|(id, stats)| (id.clone(), stats.clone())).collect();
        drop(streams);
        if self.others.snapshot() != StatsSnapshot::default() {
            let others = StreamId::from_static(Self::OTHERS);
            let at = all.partition_point(|(id, _)| *id < others);
            all.insert(at, (others, self.others.clone()));
        }
        all
    }

    /// The numbers of all streams, sorted by their names, as
    /// [`streams`](Statistics::streams).
    #[must_use]
    pub fn snapshots(&self) -> Vec<(StreamId, StatsSnapshot)> {
        self.streams().into_iter().map(|(id, stats)| (id, stats.snapshot())).collect()
    }

    /// The numbers of all streams together.
    #[must_use]
    pub fn total(&self) -> StatsSnapshot {
        self.streams().iter().map(|(_, stats)| stats.snapshot()).sum()
    }
}

/// Of at most 4096 streams.
impl Default for Statistics {
    fn default() -> Self {
        Self::with_max_streams(4096)
    }
}

impl fmt::Debug for Statistics {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_map().entries(self.snapshots()).finish()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn threads_that_ask_at_once_get_one_handle_and_keep_the_bound() {
        let statistics = Statistics::with_max_streams(1);
        // All of them have found nothing.
        let [one, same, other] = ["a", "a", "b"].map(|name| statistics.admit(name.into()));
        assert!(Arc::ptr_eq(&one, &same) && Arc::ptr_eq(&other, &statistics.others));
        assert_eq!(statistics.streams().len(), 1);
    }
}
