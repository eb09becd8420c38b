//! Windows that are shown piece by piece and grow onto the heap.

use crate::{Ones, assert_same, kind, plain, too_large};
use flatbuffers::{Allocator, FlatBufferBuilder};
use flatstream_arena::{
    AllocationStrategy, ArenaStrategy, Bump, Gather, GrowingWindow, MessageBuilder,
};
use flatstream_core::{ErrorKind, Result, StreamSerialize};
use flatstream_testkit::Telemetry;

/// A vector of so many bytes, however it is made, among tables with padding and
/// absent fields, that show what they find in memory.
pub(crate) struct Padded {
    pub(crate) before: usize,
    pub(crate) len: usize,
    pub(crate) how: usize,
    /// Bytes of a vtable.
    pub(crate) vtable: u16,
}

impl Padded {
    const HOWS: usize = 4;

    fn table<'b, A: Allocator + 'b>(builder: &mut FlatBufferBuilder<'b, A>, last: u16) {
        let table = builder.start_table();
        builder.push_slot_always(6, 1_u8);
        builder.push_slot_always(last, 2_u64);
        builder.push_slot_always(10, 3_u16);
        builder.end_table(table);
    }
}

impl StreamSerialize for Padded {
    fn serialize<'b, A: Allocator + 'b>(
        &self,
        builder: &mut FlatBufferBuilder<'b, A>,
    ) -> Result<()> {
        builder.create_byte_string(&vec![0xee; self.before]);
        Self::table(builder, 20);
        let len = self.len;
        match self.how {
            0 => builder.create_byte_string(&vec![0xdd; len]).value(),
            1 => builder.create_vector(&vec![0xcccc_cccc_cccc_cccc_u64; len / 8]).value(),
            2 => builder.create_vector_from_iter((0..len / 2).map(|_| 0xbbbb_u16)).value(),
            _ => {
                builder.start_vector::<u32>(len / 4);
                for _ in 0..len / 4 {
                    builder.push(0xaaaa_aaaa_u32);
                }
                builder.end_vector::<u32>(len / 4).value()
            }
        };
        for gap in 0..40 {
            Self::table(builder, 12 + 2 * gap);
        }
        // A vtable is the longest that must find zeros.
        let table = builder.start_table();
        builder.push_slot_always(self.vtable - 2, 7_u8);
        let table = builder.end_table(table);
        builder.finish(table, None);
        Ok(())
    }
}

fn check<'a>(
    messages: &mut MessageBuilder<'a, GrowingWindow<'a>>,
    message: &impl StreamSerialize,
    what: &str,
) {
    let built = messages.build(|builder| message.serialize(builder)).unwrap();
    assert_same(built.finished_data(), &plain(message), what);
}

/// Lengths about those at which a piece more is shown, zeroing stops, and the
/// builder is renewed and not reset.
fn lens() -> impl Iterator<Item = usize> {
    let edges = [8, 16, 64, 72, 80, 120, 128, 136, 200].map(|kib| kib * 1024);
    edges.into_iter().flat_map(|edge| (edge - 16..=edge + 16).step_by(4))
}

#[test]
fn nothing_of_a_large_message_shows_in_the_padding_of_others() {
    let mut memory = vec![0; 2 << 20];
    let mut messages = MessageBuilder::new_in(GrowingWindow::new(&mut memory, 2 << 20));
    check(&mut messages, &Ones(1 << 20), "the first");
    for (index, len) in lens().enumerate() {
        for how in 0..Padded::HOWS {
            let before = [0, 1, 77, 5000][how];
            let vtable = [24, 20_000, 65_534, 9000][index % 4];
            let message = Padded { before, len, how, vtable };
            check(&mut messages, &message, &format!("{len} by {how}, vtable {vtable}"));
            // Large enough to stay in memory unzeroed.
            check(&mut messages, &Ones(300 << 10), "between");
        }
    }
}

#[test]
fn nothing_of_the_window_shows_however_many_messages_share_it() {
    // No large message in between: what is reset stays shown.
    let mut memory = vec![0xff; 1 << 20];
    let mut messages = MessageBuilder::new_in(GrowingWindow::new(&mut memory, 1 << 20));
    for len in lens().filter(|len| len % 2 == 0) {
        let message = Padded { before: len % 100, len, how: 0, vtable: 30_000 };
        check(&mut messages, &message, &format!("{len}"));
        check(&mut messages, &Telemetry(len as u64), &format!("telemetry after {len}"));
    }
}

#[test]
fn a_message_outgrows_the_window_up_to_the_limit() {
    const LIMIT: usize = 200 << 10;
    let mut memory = vec![0; 16 << 10];
    let mut messages = MessageBuilder::new_in(GrowingWindow::new(&mut memory, LIMIT));
    for kib in [1, 15, 16, 17, 31, 33, 64, 100, 127, 129, 150, 190] {
        let len = kib * 1024;
        check(&mut messages, &Padded { before: 3, len, how: 0, vtable: 24 }, "growing");
        for beyond in [LIMIT, LIMIT + 1, 1 << 20] {
            let built = messages.build(|builder| Ones(beyond).serialize(builder));
            assert_eq!(kind(built), too_large(LIMIT), "{beyond}");
            check(&mut messages, &Telemetry(kib as u64), "after one beyond the limit");
        }
    }
    // The limit itself: the root offset, the length and the zero take 9 bytes.
    check(&mut messages, &Ones(LIMIT - 9), "the longest");
}

#[test]
fn a_window_of_any_length_is_right() {
    for len in [0, 1, 100, 4096, 8191, 8192, 8193, 10_000, 70_001] {
        let mut memory = vec![0; len];
        let mut messages = MessageBuilder::new_in(GrowingWindow::new(&mut memory, 1 << 20));
        for n in 0..60 {
            // Of small parts, so that each piece is grown into by itself.
            let message = Padded { before: 100 * n, len: 500 * n, how: 3, vtable: 24 };
            check(&mut messages, &message, &format!("message {n} in a window of {len}"));
        }
    }
}

#[test]
fn the_window_of_a_growing_strategy_may_have_any_length() {
    let bump = Bump::new();
    let strategy = ArenaStrategy::new(&bump).window_bytes(10_000).grow_to(1 << 20);
    let mut messages = strategy.message_builder();
    check(&mut messages, &Padded { before: 0, len: 9000, how: 3, vtable: 24 }, "9000 bytes");
}

/// A vector left where it is, and zeros above it in the message.
fn gathered<'s, 'b>(
    builder: &mut FlatBufferBuilder<'b, GrowingWindow<'b>>,
    gather: &mut Gather<'s>,
    samples: &'s [u8],
) {
    let vector = gather.create_vector(builder, samples);
    builder.finish(vector, None);
}

#[test]
fn what_lies_in_a_hole_does_not_show_in_the_next_message() {
    let samples = vec![1; 120 << 10];
    let mut memory = vec![0; 2 << 20];
    let mut messages = MessageBuilder::new_in(GrowingWindow::new(&mut memory, 2 << 20));
    for len in (60..=120).step_by(4).map(|kib| kib << 10) {
        check(&mut messages, &Ones(1 << 20), "the large one");
        let mut gather = Gather::new();
        let built = messages.build(|builder| {
            gathered(builder, &mut gather, &samples[..len]);
            Ok(())
        });
        let places = gather.places(built.unwrap().finished_data()).unwrap();
        messages.recycle_around(places.map(|(range, _)| range));
        // Small parts all the way through where the hole was.
        for vtable in [24, 65_534] {
            let message = Padded { before: 0, len: 100, how: 0, vtable };
            check(&mut messages, &message, &format!("vtable {vtable} after a hole of {len}"));
        }
    }
}

#[test]
fn a_failure_of_any_length_leaves_nothing_behind() {
    let mut memory = vec![0; 32 << 10];
    let mut messages = MessageBuilder::new_in(GrowingWindow::new(&mut memory, 1 << 20));
    for len in lens() {
        let built = messages.build(|builder| {
            builder.create_byte_string(&vec![0xff; len]);
            builder.start_table();
            builder.push_slot_always(4, u64::MAX);
            Ok(())
        });
        assert_eq!(kind(built), ErrorKind::Unfinished, "{len}");
        let message = Padded { before: 1, len: len / 2, how: 1, vtable: 3000 };
        check(&mut messages, &message, &format!("after a failure of {len}"));
    }
}
