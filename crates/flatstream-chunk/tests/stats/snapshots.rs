//! Numbers made of numbers.

use crate::of;
use flatstream_chunk::{StatsSnapshot, StreamStats};
use proptest::prelude::*;
use std::time::Duration;

#[test]
fn quantiles_are_upper_bounds_to_the_power_of_two() {
    let check = |lens: &[usize], q: f64, expected: Option<u64>| {
        assert_eq!(of(lens).quantile(q), expected, "{q} of {lens:?}");
    };
    check(&[], 0.5, None);
    check(&[0], 0.5, Some(0));
    check(&[100], 0.0, Some(100));
    check(&[100], 1.0, Some(100));
    check(&[100, 5000], 0.5, Some(127));
    check(&[100, 5000], 0.51, Some(5000));
    check(&[1, 2, 4, 8, 16], 0.0, Some(1));
    check(&[1, 2, 4, 8, 16], 0.2, Some(1));
    check(&[1, 2, 4, 8, 16], 0.6, Some(7));
    check(&[1, 2, 4, 8, 16], 0.8, Some(15));
    check(&[1, 2, 4, 8, 16], 1.0, Some(16));
    check(&[1, 2, 4, 8, 16], -3.0, Some(1));
    check(&[1, 2, 4, 8, 16], 7.0, Some(16));
    check(&[1, 2, 4, 8, 16], f64::NAN, Some(1));
    check(&[usize::MAX], 0.5, Some(u64::MAX));
}

#[test]
fn ratios_are_of_what_was_counted() {
    let none = StatsSnapshot::default();
    assert_eq!((none.mean(), none.compression_ratio(), none.reuse_ratio()), (None, None, None));
    let stats = StreamStats::new();
    stats.record_chunk(10);
    stats.record_chunk(15);
    stats.record_compression(300, 120);
    stats.record_buffers(3, 1);
    let now = stats.snapshot();
    assert_eq!(now.mean(), Some(12.5));
    assert_eq!(now.compression_ratio(), Some(2.5));
    assert_eq!(now.reuse_ratio(), Some(0.75));
}

#[test]
fn a_difference_is_what_was_recorded_in_between() {
    let stats = StreamStats::new();
    stats.record_chunk(1);
    stats.record_chunk(100_000);
    stats.record_buffers(1, 1);
    stats.record_compression(10, 5);
    let before = stats.snapshot();
    assert_eq!(before.since(&before), StatsSnapshot::default());
    stats.record_chunk(300);
    stats.record_chunk(20);
    stats.record_buffers(5, 2);
    stats.record_compression(90, 15);
    let news = stats.snapshot().since(&before);
    assert_eq!((news.chunks, news.bytes), (2, 320));
    // To the power of two.
    assert_eq!((news.min_bytes, news.max_bytes), (16, 511));
    assert_eq!(news.sizes.iter().collect::<Vec<_>>(), [(16..=31, 1), (256..=511, 1)]);
    assert_eq!((news.reused_buffers, news.new_buffers), (5, 2));
    assert_eq!((news.raw_bytes, news.stored_bytes), (90, 15));
    assert_eq!(news.compression_ratio(), Some(6.0));
    assert_eq!(news.chunks_per_second(Duration::from_millis(500)), 4.0);
    assert_eq!(news.bytes_per_second(Duration::from_secs(4)), 80.0);
    assert_eq!(news.bytes_per_second(Duration::ZERO), 0.0);
    // The extremes of all time are nearer where they are in those buckets.
    assert_eq!((of(&[20, 20, 300]).since(&of(&[20])).max_bytes), 300);
    // The wrong way round there is nothing.
    assert_eq!(before.since(&stats.snapshot()), StatsSnapshot::default());
}

#[test]
fn snapshots_print_as_one_line() {
    assert_eq!(StatsSnapshot::default().to_string(), "0 chunks, 0 bytes");
    let stats = StreamStats::new();
    (0..99).for_each(|_| stats.record_chunk(100));
    stats.record_chunk(5000);
    assert_eq!(
        stats.snapshot().to_string(),
        "100 chunks, 14900 bytes, each 100..5000, mean 149, half <= 127, 99% <= 127"
    );
    stats.record_compression(1000, 300);
    stats.record_buffers(2, 1);
    assert_eq!(
        stats.snapshot().to_string(),
        "100 chunks, 14900 bytes, each 100..5000, mean 149, half <= 127, 99% <= 127, \
         compressed 3.33:1, 66.7% of buffers reused"
    );
    assert_eq!(format!("{:?}", of(&[5, 6]).sizes), "{4..=7: 2}");
}

proptest! {
    #[test]
    fn quantiles_bound_the_exact_ones(
        mut lens in prop::collection::vec(prop_oneof![0..10_usize, 0..100_000_usize], 1..200),
        q in 0.0..=1.0_f64,
    ) {
        let now = of(&lens);
        lens.sort_unstable();
        let rank = ((q * lens.len() as f64).ceil() as usize).max(1);
        let exact = lens[rank - 1] as u64;
        let bound = now.quantile(q).unwrap();
        prop_assert!(exact <= bound, "{} > {}", exact, bound);
        prop_assert!(bound < (2 * exact).max(1), "{} of {}", bound, exact);
    }

    #[test]
    fn sums_and_differences_are_those_of_all_chunks(
        one in prop::collection::vec(0..100_000_usize, 0..30),
        other in prop::collection::vec(0..100_000_usize, 0..30),
    ) {
        let all: Vec<_> = one.iter().chain(&other).copied().collect();
        let (one, other, all) = (of(&one), of(&other), of(&all));
        prop_assert_eq!(one.plus(&other), all);
        prop_assert_eq!([one, other].into_iter().sum::<StatsSnapshot>(), all);
        let rest = all.since(&one);
        prop_assert_eq!((rest.chunks, rest.bytes, rest.sizes), (other.chunks, other.bytes, other.sizes));
        if rest.chunks > 0 {
            prop_assert!(rest.min_bytes <= other.min_bytes && other.min_bytes < 2 * rest.min_bytes.max(1));
            prop_assert!(rest.max_bytes >= other.max_bytes && rest.max_bytes < (2 * other.max_bytes).max(1));
        }
    }
}
