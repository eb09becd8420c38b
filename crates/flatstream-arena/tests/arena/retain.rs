//! Messages that stay in an arena.

use crate::{Ones, assert_same, kind, plain, too_large};
use flatstream_arena::{ArenaBuilder, Bump};
use flatstream_core::{ErrorKind, StreamSerialize};
use flatstream_testkit::{OwnedLog, Telemetry, count};

/// Keeps messages of these lengths, all at once.
fn check(lens: &[usize]) {
    let bump = Bump::new();
    let mut messages = ArenaBuilder::new(&bump);
    let kept: Vec<_> = lens.iter().map(|&len| messages.build(&Ones(len)).unwrap()).collect();
    for (index, (len, kept)) in lens.iter().zip(kept).enumerate() {
        assert_same(kept, &plain(&Ones(*len)), format!("message {index} of {len}"));
    }
}

#[test]
fn many_small_messages_are_alive_at_once() {
    let bump = Bump::new();
    let mut messages = ArenaBuilder::new(&bump);
    let kept: Vec<_> = (0..5000).map(|n| messages.build(&Telemetry(n)).unwrap()).collect();
    let logs: Vec<_> =
        (0..500).map(|n| messages.build(&OwnedLog::new(n).as_log()).unwrap()).collect();
    for (n, kept) in kept.into_iter().enumerate() {
        assert_eq!(kept, plain(&Telemetry(n as u64)));
    }
    for (n, kept) in logs.into_iter().enumerate() {
        assert_eq!(kept, plain(&OwnedLog::new(n as u64).as_log()));
    }
}

#[test]
fn messages_that_are_copied_and_messages_that_stay_mix() {
    // 16 KiB are copied, one byte more stays.
    check(&[100, 16_375, 16_376, 16_384, 20_000, 100, 30_000, 5, 10_000]);
}

#[test]
fn a_message_twice_the_window_grows_it_once() {
    check(&[100, 100 << 10, 100]);
}

#[test]
fn a_message_many_times_the_window_grows_it_until_it_fits() {
    check(&[100, 1 << 20, 100, 3 << 20, 100]);
}

#[test]
fn a_message_finds_no_room_in_what_is_left_of_a_window() {
    check(&[20_000, 50_000, 20_000]);
    check(&[30_000, 40_000, 60_000, 61_000]);
}

#[test]
fn small_messages_and_large_ones_are_alive_together() {
    let sizes = [88, 100 << 10, 1 << 20, 17 << 10, 5];
    let lens: Vec<_> = sizes.iter().cycle().take(40).copied().collect();
    check(&lens);
}

#[test]
fn a_message_beyond_the_limit_is_refused_and_costs_no_other() {
    let bump = Bump::new();
    let mut messages = ArenaBuilder::new(&bump).max_bytes(100_000);
    let kept = messages.build(&Ones(90_000)).unwrap();
    for beyond in [100_000, 1 << 20] {
        assert_eq!(kind(messages.build(&Ones(beyond))), too_large(100_000), "{beyond}");
        assert_eq!(messages.build(&Telemetry(7)).unwrap(), plain(&Telemetry(7)));
    }
    assert_eq!(messages.build(&Ones(99_991)).unwrap(), plain(&Ones(99_991)));
    assert_eq!(kept, plain(&Ones(90_000)));
}

#[test]
fn a_limit_below_the_first_window_is_kept() {
    let bump = Bump::new();
    let mut messages = ArenaBuilder::new(&bump).max_bytes(1024);
    assert_eq!(messages.build(&Ones(1015)).unwrap(), plain(&Ones(1015)));
    let refused = ErrorKind::FrameTooLarge { len: 1028, limit: 1024 };
    assert_eq!(kind(messages.build(&Ones(1016))), refused);
}

/// Fails on its own account.
struct Refuses;

impl StreamSerialize for Refuses {
    fn serialize<'b, A: flatbuffers::Allocator + 'b>(
        &self,
        builder: &mut flatbuffers::FlatBufferBuilder<'b, A>,
    ) -> flatstream_core::Result<()> {
        builder.start_table();
        builder.push_slot_always(4, u64::MAX);
        Err(flatstream_core::Error::other("refused"))
    }
}

#[test]
fn a_message_that_fails_is_not_tried_again() {
    let bump = Bump::new();
    let mut messages = ArenaBuilder::new(&bump);
    let kept = messages.build(&Telemetry(1)).unwrap();
    assert_eq!(kind(messages.build(&Refuses)), ErrorKind::Other);
    assert_eq!(messages.build(&Telemetry(2)).unwrap(), plain(&Telemetry(2)));
    assert_eq!(kept, plain(&Telemetry(1)));
}

#[test]
fn small_messages_allocate_nothing_beyond_the_bumps_chunk() {
    let bump = Bump::with_capacity(1 << 20);
    let mut messages = ArenaBuilder::new(&bump);
    // The first lets the builder's own lists grow.
    messages.build(&Telemetry(0)).unwrap();
    let traffic = count(|| {
        for n in 0..1000 {
            assert_eq!(messages.build(&Telemetry(n)).unwrap().len(), 88);
        }
    });
    assert_eq!((traffic.allocations, traffic.frees), (0, 0));
}

#[test]
fn the_first_window_may_be_of_any_length() {
    let bump = Bump::new();
    for len in [0, 1, 11, 100] {
        let mut messages = ArenaBuilder::with_window(&bump, len);
        for size in [10, 40_000, 10, 300_000] {
            assert_same(messages.build(&Ones(size)).unwrap(), &plain(&Ones(size)), len);
        }
    }
}
