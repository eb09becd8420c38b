//! What a recorder of the `metrics` facade is told.

#![expect(clippy::unwrap_used, reason = "helpers of tests")]

use flatstream_chunk::{MetricsPublisher, Statistics};
use metrics::{
    Counter, CounterFn, Gauge, GaugeFn, Histogram, HistogramFn, Key, KeyName, Metadata, Recorder,
    SharedString, Unit,
};
use std::{
    collections::BTreeMap,
    sync::{Arc, Mutex},
};

type Values = BTreeMap<String, Vec<f64>>;

/// Keeps, by `kind name{label=value}`, sums of counters, the last value of gauges,
/// all values of histograms.
#[derive(Default)]
struct Book {
    values: Arc<Mutex<Values>>,
    described: Mutex<Vec<(String, Option<Unit>)>>,
}

impl Book {
    /// What came since the last time.
    fn news(&self) -> Values {
        std::mem::take(&mut self.values.lock().unwrap())
    }

    fn entry(&self, kind: &str, key: &Key) -> Arc<Entry> {
        let labels: Vec<_> =
            key.labels().map(|label| format!("{}={}", label.key(), label.value())).collect();
        let name = format!("{kind} {}{{{}}}", key.name(), labels.join(","));
        Arc::new(Entry { values: self.values.clone(), name })
    }

    fn describe(&self, kind: &str, key: &KeyName, unit: Option<Unit>) {
        self.described.lock().unwrap().push((format!("{kind} {}", key.as_str()), unit));
    }
}

struct Entry {
    values: Arc<Mutex<Values>>,
    name: String,
}

impl Entry {
    fn change(&self, f: impl FnOnce(&mut Vec<f64>)) {
        f(self.values.lock().unwrap().entry(self.name.clone()).or_default());
    }
}

impl CounterFn for Entry {
    fn increment(&self, value: u64) {
        self.change(|values| *values = vec![values.first().unwrap_or(&0.0) + value as f64]);
    }
    fn absolute(&self, _: u64) {
        panic!("counters are told what is new");
    }
}

impl GaugeFn for Entry {
    fn increment(&self, _: f64) {
        panic!("gauges are set");
    }
    fn decrement(&self, _: f64) {
        panic!("gauges are set");
    }
    fn set(&self, value: f64) {
        self.change(|values| *values = vec![value]);
    }
}

impl HistogramFn for Entry {
    fn record(&self, value: f64) {
        self.change(|values| values.push(value));
    }
}

impl Recorder for Book {
    fn describe_counter(&self, key: KeyName, unit: Option<Unit>, _: SharedString) {
        self.describe("counter", &key, unit);
    }
    fn describe_gauge(&self, key: KeyName, unit: Option<Unit>, _: SharedString) {
        self.describe("gauge", &key, unit);
    }
    fn describe_histogram(&self, key: KeyName, unit: Option<Unit>, _: SharedString) {
        self.describe("histogram", &key, unit);
    }
    fn register_counter(&self, key: &Key, _: &Metadata<'_>) -> Counter {
        Counter::from_arc(self.entry("counter", key))
    }
    fn register_gauge(&self, key: &Key, _: &Metadata<'_>) -> Gauge {
        Gauge::from_arc(self.entry("gauge", key))
    }
    fn register_histogram(&self, key: &Key, _: &Metadata<'_>) -> Histogram {
        Histogram::from_arc(self.entry("histogram", key))
    }
}

/// Publishes and says what the recorder was told.
fn publish(publisher: &mut MetricsPublisher, statistics: &Statistics) -> Values {
    let book = Book::default();
    metrics::with_local_recorder(&book, || publisher.publish(statistics));
    book.news()
}

fn values<const N: usize>(expected: [(&str, &[f64]); N]) -> Values {
    expected.into_iter().map(|(name, values)| (name.to_owned(), values.to_vec())).collect()
}

#[test]
fn every_number_is_published_under_its_name_and_once() {
    let statistics = Statistics::default();
    let mut publisher = MetricsPublisher::new();
    assert_eq!(publish(&mut publisher, &statistics), values([]));

    let pump = statistics.stream("pump");
    for len in [100, 110, 5] {
        pump.record_chunk(len);
    }
    pump.record_buffers(7, 2);
    pump.record_compression(1000, 250);
    statistics.stream("silent");
    let first = values([
        ("counter flatstream_chunks_total{stream=pump}", &[3.0]),
        ("counter flatstream_chunk_bytes_total{stream=pump}", &[215.0]),
        ("counter flatstream_buffers_reused_total{stream=pump}", &[7.0]),
        ("counter flatstream_buffers_new_total{stream=pump}", &[2.0]),
        ("counter flatstream_compression_raw_bytes_total{stream=pump}", &[1000.0]),
        ("counter flatstream_compression_stored_bytes_total{stream=pump}", &[250.0]),
        ("gauge flatstream_chunk_size_min_bytes{stream=pump}", &[5.0]),
        ("gauge flatstream_chunk_size_max_bytes{stream=pump}", &[110.0]),
        ("histogram flatstream_chunk_size_bytes{stream=pump}", &[7.0, 110.0, 110.0]),
    ]);
    assert_eq!(publish(&mut publisher, &statistics), first);
    // Nothing new, nothing told.
    assert_eq!(publish(&mut publisher, &statistics), values([]));

    pump.record_chunk(1);
    statistics.stream("log").record_chunk(20);
    let second = values([
        ("counter flatstream_chunks_total{stream=pump}", &[1.0]),
        ("counter flatstream_chunk_bytes_total{stream=pump}", &[1.0]),
        ("gauge flatstream_chunk_size_min_bytes{stream=pump}", &[1.0]),
        ("gauge flatstream_chunk_size_max_bytes{stream=pump}", &[110.0]),
        ("histogram flatstream_chunk_size_bytes{stream=pump}", &[1.0]),
        ("counter flatstream_chunks_total{stream=log}", &[1.0]),
        ("counter flatstream_chunk_bytes_total{stream=log}", &[20.0]),
        ("gauge flatstream_chunk_size_min_bytes{stream=log}", &[20.0]),
        ("gauge flatstream_chunk_size_max_bytes{stream=log}", &[20.0]),
        ("histogram flatstream_chunk_size_bytes{stream=log}", &[20.0]),
    ]);
    assert_eq!(publish(&mut publisher, &statistics), second);
    pump.record_buffers(0, 1);
    let third = values([
        ("counter flatstream_buffers_new_total{stream=pump}", &[1.0]),
        ("gauge flatstream_chunk_size_min_bytes{stream=pump}", &[1.0]),
        ("gauge flatstream_chunk_size_max_bytes{stream=pump}", &[110.0]),
    ]);
    assert_eq!(publish(&mut publisher, &statistics), third);
}

#[test]
fn the_histogram_can_be_left_out() {
    let statistics = Statistics::default();
    statistics.stream("pump").record_chunk(10);
    let told = publish(&mut MetricsPublisher::new().histogram(false), &statistics);
    assert_eq!(told.len(), 4);
    assert!(told.keys().all(|name| !name.starts_with("histogram")), "{told:?}");
}

#[test]
fn a_removed_stream_is_published_to_its_end_and_a_new_one_of_its_name_from_its_beginning() {
    let chunks = |told: Values| told.get("counter flatstream_chunks_total{stream=pump}").cloned();
    let statistics = Statistics::default();
    let mut publisher = MetricsPublisher::new();
    let old = statistics.stream("pump");
    (0..5).for_each(|_| old.record_chunk(10));
    assert_eq!(chunks(publish(&mut publisher, &statistics)), Some(vec![5.0]));
    old.record_chunk(10);
    old.record_chunk(10);
    statistics.remove("pump");
    statistics.stream("pump").record_chunk(10);
    // 2 of the old stream, 1 of the new one.
    assert_eq!(chunks(publish(&mut publisher, &statistics)), Some(vec![3.0]));
    old.record_chunk(10);
    assert_eq!(chunks(publish(&mut publisher, &statistics)), None);
    statistics.remove("pump");
    assert_eq!(publish(&mut publisher, &statistics), values([]));
}

#[test]
fn streams_beyond_the_bound_are_published_as_others() {
    let statistics = Statistics::with_max_streams(0);
    statistics.stream("pump").record_chunk(10);
    let told = publish(&mut MetricsPublisher::new(), &statistics);
    assert_eq!(told["counter flatstream_chunks_total{stream=_others}"], [1.0]);
}

#[test]
fn all_that_is_published_is_described() {
    let statistics = Statistics::default();
    let pump = statistics.stream("pump");
    pump.record_chunk(10);
    pump.record_buffers(1, 1);
    pump.record_compression(2, 1);
    let book = Book::default();
    let mut publisher = MetricsPublisher::new();
    metrics::with_local_recorder(&book, || {
        publisher.describe();
        publisher.publish(&statistics);
    });
    let mut described: Vec<_> = std::mem::take(&mut book.described.lock().unwrap());
    described.sort_by(|a, b| a.0.cmp(&b.0));
    let names: Vec<_> =
        described.iter().map(|(name, _)| format!("{name}{{stream=pump}}")).collect();
    assert_eq!(names, book.news().into_keys().collect::<Vec<_>>());
    for (name, unit) in described {
        let bytes = name.contains("bytes");
        assert_eq!(unit, Some(if bytes { Unit::Bytes } else { Unit::Count }), "{name}");
    }
}
