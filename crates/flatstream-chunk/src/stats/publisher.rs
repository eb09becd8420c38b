use crate::{Statistics, StatsSnapshot, StreamId, StreamStats};
use metrics::{
    Unit, counter, describe_counter, describe_gauge, describe_histogram, gauge, histogram,
};
use std::{collections::BTreeMap, sync::Arc};

/// Publishes [`Statistics`] through the `metrics` facade, to whatever recorder
/// is installed.
///
/// Each metric has the label `stream`.
///
/// | name | kind | what |
/// |---|---|---|
/// | `flatstream_chunks_total` | counter | chunks |
/// | `flatstream_chunk_bytes_total` | counter | their bytes |
/// | `flatstream_chunk_size_bytes` | histogram | their lengths, rounded up to one less than a power of two, or to the longest |
/// | `flatstream_chunk_size_min_bytes` | gauge | length of the shortest, ever |
/// | `flatstream_chunk_size_max_bytes` | gauge | length of the longest, ever |
/// | `flatstream_buffers_reused_total` | counter | buffers that had served before |
/// | `flatstream_buffers_new_total` | counter | buffers that were allocated |
/// | `flatstream_compression_raw_bytes_total` | counter | bytes before compression |
/// | `flatstream_compression_stored_bytes_total` | counter | the same as stored |
///
/// It remembers what it has published: counters and histogram get what was
/// recorded since, so publishing twice counts once. Keep one publisher per
/// registry and recorder. A stream's metrics begin with its first numbers,
/// those of buffers and of compression where there are any.
///
/// ```
/// use flatstream_chunk::{MetricsPublisher, Statistics};
///
/// let statistics = Statistics::default();
/// let mut publisher = MetricsPublisher::new();
/// publisher.describe(); // once, when the recorder is installed
///
/// // Every few seconds:
/// statistics.stream("pump 3").record_chunk(100);
/// publisher.publish(&statistics);
/// ```
#[derive(Debug)]
pub struct MetricsPublisher {
    /// The handle tells a stream from a later one of that name.
    published: BTreeMap<StreamId, (Arc<StreamStats>, StatsSnapshot)>,
    histogram: bool,
}

impl MetricsPublisher {
    /// A publisher that has published nothing yet.
    #[must_use]
    pub fn new() -> Self {
        Self { published: BTreeMap::new(), histogram: true }
    }

    /// Sets whether the histogram is published, as it is by default.
    ///
    /// A recorder that does not count equal values at once is given one value
    /// for each chunk since the last time: where there are millions, that takes
    /// its time.
    #[must_use]
    pub fn histogram(mut self, on: bool) -> Self {
        self.histogram = on;
        self
    }

    /// Tells the recorder units and meanings of the metrics.
    pub fn describe(&self) {
        describe_counter!(CHUNKS, Unit::Count, "Chunks");
        describe_counter!(BYTES, Unit::Bytes, "Bytes of chunks");
        if self.histogram {
            describe_histogram!(SIZES, Unit::Bytes, "Lengths of chunks, to the power of two");
        }
        describe_gauge!(MIN_BYTES, Unit::Bytes, "Length of the shortest chunk");
        describe_gauge!(MAX_BYTES, Unit::Bytes, "Length of the longest chunk");
        describe_counter!(REUSED, Unit::Count, "Buffers that had served before");
        describe_counter!(NEW, Unit::Count, "Buffers that were allocated");
        describe_counter!(RAW, Unit::Bytes, "Bytes before compression");
        describe_counter!(STORED, Unit::Bytes, "Compressed bytes as they were stored");
    }

    /// Publishes what was recorded since the last time.
    ///
    /// A stream that was [removed](Statistics::remove) meanwhile is published
    /// once more, and then forgotten; one that came and went between two calls
    /// is never seen. Allocates some names for each stream with news.
    pub fn publish(&mut self, statistics: &Statistics) {
        let streams = statistics.streams();
        let histogram = self.histogram;
        self.published.retain(|id, (stats, before)| {
            publish_news(id, stats, before, histogram);
            // Both are sorted.
            let found = streams.binary_search_by(|(stream, _)| stream.cmp(id));
            found.is_ok_and(|at| Arc::ptr_eq(stats, &streams[at].1))
        });
        for (id, stats) in streams {
            self.published.entry(id).or_insert_with_key(|id| {
                let mut before = StatsSnapshot::default();
                publish_news(id, &stats, &mut before, histogram);
                (stats, before)
            });
        }
    }
}

impl Default for MetricsPublisher {
    fn default() -> Self {
        Self::new()
    }
}

fn publish_news(id: &StreamId, stats: &StreamStats, before: &mut StatsSnapshot, sizes: bool) {
    let now = stats.snapshot();
    let news = now.since(before);
    if now == *before {
        return;
    }
    *before = now;
    let count = |name: &'static str, value: u64| {
        if value > 0 {
            counter!(name, LABEL => id.to_string()).increment(value);
        }
    };
    count(CHUNKS, news.chunks);
    count(BYTES, news.bytes);
    count(REUSED, news.reused_buffers);
    count(NEW, news.new_buffers);
    count(RAW, news.raw_bytes);
    count(STORED, news.stored_bytes);
    if now.chunks > 0 {
        gauge!(MIN_BYTES, LABEL => id.to_string()).set(now.min_bytes as f64);
        gauge!(MAX_BYTES, LABEL => id.to_string()).set(now.max_bytes as f64);
    }
    if sizes && news.chunks > 0 {
        let histogram = histogram!(SIZES, LABEL => id.to_string());
        for (range, count) in news.sizes.iter() {
            let bound = *range.end().min(&news.max_bytes);
            histogram.record_many(bound as f64, usize::try_from(count).unwrap_or(usize::MAX));
        }
    }
}

const LABEL: &str = "stream";
const CHUNKS: &str = "flatstream_chunks_total";
const BYTES: &str = "flatstream_chunk_bytes_total";
const SIZES: &str = "flatstream_chunk_size_bytes";
const MIN_BYTES: &str = "flatstream_chunk_size_min_bytes";
const MAX_BYTES: &str = "flatstream_chunk_size_max_bytes";
const REUSED: &str = "flatstream_buffers_reused_total";
const NEW: &str = "flatstream_buffers_new_total";
const RAW: &str = "flatstream_compression_raw_bytes_total";
const STORED: &str = "flatstream_compression_stored_bytes_total";
