//! Many streams, by their names.

use flatstream_chunk::{Statistics, StreamId};
use std::{sync::Arc, thread};

/// Names and numbers of chunks.
fn counts(statistics: &Statistics) -> Vec<(String, u64)> {
    let all = statistics.snapshots().into_iter();
    all.map(|(id, snapshot)| (id.to_string(), snapshot.chunks)).collect()
}

#[test]
fn a_stream_has_one_handle_however_it_is_named() {
    let statistics = Statistics::default();
    let id = StreamId::from("pump");
    let stats = statistics.stream(&id);
    for same in [
        statistics.stream("pump"),
        statistics.stream(String::from("pump")),
        statistics.stream(id.clone()),
    ] {
        assert!(Arc::ptr_eq(&same, &stats));
    }
    assert!(!Arc::ptr_eq(&statistics.stream("pump 2"), &stats));
    // The id is shared.
    assert_eq!(statistics.streams()[0].0.as_ptr(), id.as_ptr());
}

#[test]
fn snapshots_are_sorted_and_add_up() {
    let statistics = Statistics::default();
    for (name, len) in [("b", 10), ("a", 200), ("c", 3), ("b", 20)] {
        statistics.stream(name).record_chunk(len);
    }
    assert_eq!(counts(&statistics), [("a".into(), 1), ("b".into(), 2), ("c".into(), 1)]);
    let total = statistics.total();
    assert_eq!((total.chunks, total.bytes, total.min_bytes, total.max_bytes), (4, 233, 3, 200));
}

#[test]
fn streams_beyond_the_bound_share_their_numbers() {
    let statistics = Statistics::with_max_streams(2);
    // Takes no place.
    let others = statistics.stream(Statistics::OTHERS);
    statistics.stream("a").record_chunk(1);
    statistics.stream("z").record_chunk(1);
    assert_eq!(counts(&statistics), [("a".into(), 1), ("z".into(), 1)]);
    for n in 0..1000 {
        statistics.stream(format!("{n}")).record_chunk(1);
    }
    others.record_chunk(1);
    statistics.stream("a").record_chunk(1);
    assert_eq!(counts(&statistics), [("_others".into(), 1001), ("a".into(), 2), ("z".into(), 1)]);
    assert_eq!(statistics.total().chunks, 1004);
    assert_eq!(counts(&Statistics::with_max_streams(0)), []);
}

#[test]
fn names_that_are_too_long_are_not_kept() {
    let statistics = Statistics::default();
    let (kept, long) = ("n".repeat(256), "n".repeat(257));
    statistics.stream(&kept).record_chunk(1);
    let measured = flatstream_testkit::count(|| statistics.stream(&long).record_chunk(1));
    assert_eq!(measured.allocations, 0);
    assert_eq!(counts(&statistics), [("_others".into(), 1), (kept, 1)]);
}

#[test]
fn a_removed_stream_makes_room_and_its_handle_goes_on() {
    let statistics = Statistics::with_max_streams(1);
    let old = statistics.stream("a");
    old.record_chunk(5);
    let removed = statistics.remove("a").unwrap();
    assert!(Arc::ptr_eq(&removed, &old));
    assert!(statistics.remove("a").is_none());
    assert_eq!(statistics.total().chunks, 0);
    old.record_chunk(5);
    assert_eq!(removed.snapshot().chunks, 2);
    statistics.stream("b").record_chunk(7);
    assert_eq!(counts(&statistics), [("b".into(), 1)]);
}

#[test]
fn threads_record_through_their_own_look_ups() {
    let statistics = Statistics::default();
    thread::scope(|scope| {
        for thread in 0..4 {
            let statistics = &statistics;
            scope.spawn(move || {
                for n in 0..100 {
                    statistics.stream(format!("{:03}", (n + 25 * thread) % 100)).record_chunk(1);
                }
            });
        }
    });
    let expected: Vec<_> = (0..100).map(|n| (format!("{n:03}"), 4)).collect();
    assert_eq!(counts(&statistics), expected);
}
