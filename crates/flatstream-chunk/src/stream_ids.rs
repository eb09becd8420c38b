use crate::StreamId;
use std::{collections::HashSet, fmt, mem, sync::Arc};

/// Ids of streams by their names: a name that was seen lately costs no
/// allocation.
///
/// Bounded, whatever names arrive: it keeps no more than
/// [`max_ids`](StreamIds::with_max_ids) (1024 by default), and none longer than
/// 256 bytes. The half of `max_ids` asked for last are kept always; beyond
/// these the oldest go, many at once. An id that is not kept is as good as any
/// other; it costs an allocation each time.
///
/// The id asked for last costs one comparison, any other a hash and two.
///
/// ```
/// use flatstream_chunk::StreamIds;
///
/// let mut ids = StreamIds::default();
/// let id = ids.intern("pump 3");
/// ids.intern("pump 4");
/// assert_eq!(ids.intern("pump 3").as_ptr(), id.as_ptr());
/// ```
#[derive(Clone)]
pub struct StreamIds {
    last: StreamId,
    /// Asked for since the two changed places.
    recent: HashSet<StreamId>,
    /// Those of the time before, less those asked for again.
    older: HashSet<StreamId>,
    /// Bounds either of them.
    half: usize,
}

impl StreamIds {
    /// An empty cache of at most `max_ids` ids, rounded up to an even number,
    /// and at least 2. Allocates nothing yet.
    #[must_use]
    pub fn with_max_ids(max_ids: usize) -> Self {
        Self {
            last: StreamId::default(),
            recent: HashSet::new(),
            older: HashSet::new(),
            half: max_ids.div_ceil(2).max(1),
        }
    }

    /// The id of that name: a clone of the one handed out before where it is
    /// kept, else a new one, for one allocation.
    pub fn intern(&mut self, name: &str) -> StreamId {
        if self.last != *name {
            match self.find(name) {
                Some(id) => self.last = id,
                None if name.len() > StreamId::MAX_KEPT_LEN => return make(name),
                None => {
                    self.last = make(name);
                    self.keep(self.last.clone());
                }
            }
        }
        self.last.clone()
    }

    /// Ids kept.
    #[must_use]
    pub fn len(&self) -> usize {
        self.recent.len() + self.older.len()
    }

    /// Whether no id is kept.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    fn find(&mut self, name: &str) -> Option<StreamId> {
        if let Some(id) = self.recent.get(name) {
            return Some(id.clone());
        }
        let id = self.older.take(name)?;
        self.keep(id.clone());
        Some(id)
    }

    fn keep(&mut self, id: StreamId) {
        if self.recent.len() == self.half {
            mem::swap(&mut self.recent, &mut self.older);
            // Keeps its memory.
            self.recent.clear();
        }
        self.recent.insert(id);
    }
}

fn make(name: &str) -> StreamId {
    StreamId::from_shared(Arc::from(name))
}

/// Of 1024 ids.
impl Default for StreamIds {
    fn default() -> Self {
        Self::with_max_ids(1024)
    }
}

impl fmt::Debug for StreamIds {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("StreamIds")
            .field("len", &self.len())
            .field("max_ids", &(2 * self.half))
            .finish_non_exhaustive()
    }
}
