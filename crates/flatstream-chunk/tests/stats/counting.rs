//! Recording, from one thread and from several.

use crate::of;
use flatstream_chunk::{Statistics, StatsSnapshot, StreamStats};
use flatstream_testkit::count;
use std::{sync::Arc, thread};

#[test]
fn nothing_recorded_is_all_zeros() {
    let stats = StreamStats::default();
    assert_eq!(stats.snapshot(), StatsSnapshot::default());
    assert_eq!(size_of_val(&stats), 576);
    let none = stats.snapshot();
    assert_eq!((none.min_bytes, none.max_bytes, none.chunks), (0, 0, 0));
}

#[test]
fn lengths_go_to_the_buckets_of_their_powers_of_two() {
    let lens = [0, 1, 2, 3, 4, 7, 8, 255, 256, 4095, 4096, usize::MAX];
    let now = of(&lens);
    let buckets = [
        (0..=0, 1),
        (1..=1, 1),
        (2..=3, 2),
        (4..=7, 2),
        (8..=15, 1),
        (128..=255, 1),
        (256..=511, 1),
        (2048..=4095, 1),
        (4096..=8191, 1),
        (1 << 63..=u64::MAX, 1),
    ];
    assert_eq!(now.sizes.iter().collect::<Vec<_>>(), buckets);
    assert_eq!((now.chunks, now.sizes.total()), (12, 12));
    assert_eq!((now.min_bytes, now.max_bytes), (0, u64::MAX));
}

#[test]
fn every_number_is_counted_in_its_place() {
    let stats = StreamStats::new();
    stats.record_chunk(30);
    stats.record_chunk(12);
    stats.record_buffers(7, 1);
    stats.record_buffers(2, 0);
    stats.record_compression(1000, 300);
    stats.record_compression(50, 50);
    let now = stats.snapshot();
    assert_eq!((now.chunks, now.bytes, now.min_bytes, now.max_bytes), (2, 42, 12, 30));
    assert_eq!((now.reused_buffers, now.new_buffers), (9, 1));
    assert_eq!((now.raw_bytes, now.stored_bytes), (1050, 350));
}

#[test]
fn threads_that_record_at_once_lose_nothing() {
    let stats = Arc::new(StreamStats::new());
    thread::scope(|scope| {
        for thread in 1..=4_usize {
            let stats = &stats;
            scope.spawn(move || {
                for n in 0..20_000 {
                    stats.record_chunk(thread + n % 100);
                    stats.record_buffers(1, 2);
                    stats.record_compression(4, 1);
                }
            });
        }
        // Whatever is read meanwhile adds up.
        for _ in 0..100 {
            let now = stats.snapshot();
            assert_eq!(now.chunks, now.sizes.iter().map(|(_, count)| count).sum::<u64>());
            assert!(now.min_bytes <= now.max_bytes, "{now:?}");
        }
    });
    let now = stats.snapshot();
    let bytes: usize = (1..=4).map(|thread| 20_000 * thread + 200 * 99 * 50).sum();
    assert_eq!((now.chunks, now.bytes), (80_000, bytes as u64));
    assert_eq!((now.min_bytes, now.max_bytes), (1, 103));
    assert_eq!((now.reused_buffers, now.new_buffers), (80_000, 160_000));
    assert_eq!((now.raw_bytes, now.stored_bytes), (320_000, 80_000));
}

#[test]
fn recording_and_reading_allocate_nothing() {
    let statistics = Statistics::default();
    let stats = statistics.stream("pump");
    let traffic = count(|| {
        for n in 0..1000 {
            stats.record_chunk(n);
            stats.record_buffers(1, 0);
            stats.record_compression(2, 1);
        }
        assert_eq!(stats.snapshot().chunks, 1000);
        // Known by its name.
        assert!(Arc::ptr_eq(&statistics.stream("pump"), &stats));
    });
    assert_eq!((traffic.allocations, traffic.frees), (0, 0));
    let traffic = count(|| drop(statistics.stream("new")));
    assert!(traffic.allocations > 0);
}
