//! Vectors that stay in the caller's memory.

use crate::{Ones, assert_same, kind, plain, too_large};
use flatbuffers::{Allocator, FlatBufferBuilder, Push, Vector, WIPOffset};
use flatstream_arena::{FixedWindow, Gather, MessageBuilder, Number};
use flatstream_core::StreamSerialize;
use flatstream_testkit::{Telemetry, schema::Point};
use proptest::{collection::vec, prelude::*, test_runner::Config};
use std::{iter, ops::Range};

/// A table of these vectors, padding and other data among them.
fn table<'b, A: Allocator + 'b>(builder: &mut FlatBufferBuilder<'b, A>, vectors: &[WIPOffset<()>]) {
    let text = builder.create_string("some text");
    let table = builder.start_table();
    builder.push_slot_always(4, 1_u8);
    builder.push_slot_always(6, text);
    for (slot, vector) in (8..).step_by(2).zip(vectors) {
        builder.push_slot_always(slot, *vector);
    }
    let table = builder.end_table(table);
    builder.finish(table, None);
}

/// The message with the gathered parts put where they belong.
fn whole(message: &[u8], gather: &Gather<'_>) -> Vec<u8> {
    let mut whole = message.to_vec();
    for (range, bytes) in gather.places(message).expect("this message's places") {
        whole[range].copy_from_slice(bytes);
    }
    whole
}

/// Whether `items` are gathered, and with what is gathered put in its place, that the
/// message is what the plain builder makes.
fn check<T: Number + Push<Output = T> + 'static>(items: &[T], gathered: bool) {
    let what = format!("{} of {}", items.len(), std::any::type_name::<T>());
    let (mut gather, mut builder) = (Gather::new(), FlatBufferBuilder::new());
    let vector = gather.create_vector(&mut builder, items);
    table(&mut builder, &[WIPOffset::new(vector.value())]);
    assert_eq!(gather.is_empty(), !gathered, "{what}");
    let mut plain = FlatBufferBuilder::new();
    let vector = plain.create_vector(items);
    table(&mut plain, &[WIPOffset::new(vector.value())]);
    assert_same(&whole(builder.finished_data(), &gather), plain.finished_data(), what);
}

/// `make` of numbers, about as many as make 4 KiB.
fn sizes<T: Number + Push<Output = T> + 'static>(make: impl Fn(usize) -> T) {
    let least = 4096 / size_of::<T>();
    for len in [0, 1, 3, least - 1, least, least + 1, 2 * least + 3, 10 * least] {
        check(&(0..len).map(&make).collect::<Vec<_>>(), len >= least);
    }
}

#[test]
fn every_number_makes_the_bytes_of_the_plain_builder() {
    sizes(|n| n % 3 == 0);
    sizes(|n| n as u8);
    sizes(|n| n as i8);
    sizes(|n| n as u16);
    sizes(|n| n as i16 - 999);
    sizes(|n| n as u32 ^ 0xf00f_5000);
    sizes(|n| -(n as i32));
    sizes(|n| n as u64 * 0x0101_0101_0101);
    sizes(|n| -(n as i64));
    sizes(|n| n as f32 * -0.5);
    sizes(|n| n as f64 * -0.25);
}

fn points(len: usize) -> Vec<[u8; 24]> {
    (0..len).map(|n| Point::new(n as f64, -0.5, f64::NAN).0).collect()
}

#[test]
fn structs_make_the_bytes_of_the_plain_builder() {
    for len in [0, 1, 169, 170, 171, 172, 1000] {
        let items = points(len);
        let (mut gather, mut builder) = (Gather::new(), FlatBufferBuilder::new());
        let vector: WIPOffset<Vector<'_, Point>> =
            gather.create_struct_vector::<_, Point, 24>(&mut builder, &items);
        table(&mut builder, &[WIPOffset::new(vector.value())]);
        assert_eq!(gather.is_empty(), len * 24 < 4096, "{len}");
        let mut plain = FlatBufferBuilder::new();
        let structs: Vec<_> = items.iter().map(|bytes| Point(*bytes)).collect();
        let vector = plain.create_vector(&structs);
        table(&mut plain, &[WIPOffset::new(vector.value())]);
        assert_same(&whole(builder.finished_data(), &gather), plain.finished_data(), len);
    }
}

#[test]
#[should_panic(expected = "the struct's size is another")]
fn bytes_of_another_length_are_no_struct() {
    let mut builder = FlatBufferBuilder::new();
    Gather::new().create_struct_vector::<_, Point, 16>(&mut builder, &[[0; 16]]);
}

#[test]
fn the_seventeenth_vector_is_copied() {
    let items: Vec<Vec<u16>> = (0..20).map(|n| vec![n; 2048 + usize::from(n)]).collect();
    let (mut gather, mut builder) = (Gather::new(), FlatBufferBuilder::new());
    let mut plain = FlatBufferBuilder::new();
    let (mut vectors, mut plains) = (Vec::new(), Vec::new());
    for items in &items {
        vectors.push(WIPOffset::new(gather.create_vector(&mut builder, items).value()));
        plains.push(WIPOffset::new(plain.create_vector(items).value()));
    }
    table(&mut builder, &vectors);
    table(&mut plain, &plains);
    let places: Vec<_> = gather.places(builder.finished_data()).unwrap().collect();
    assert_eq!((places.len(), Gather::MAX), (16, 16));
    // In the message's order: what was built last comes first.
    let firsts: Vec<_> = places.iter().map(|(_, bytes)| bytes[0]).collect();
    assert_eq!(firsts, (0..16).rev().collect::<Vec<u8>>());
    assert!(places.is_sorted_by(|(a, _), (b, _)| a.end < b.start), "places overlap");
    assert_same(&whole(builder.finished_data(), &gather), plain.finished_data(), "20 vectors");
}

#[test]
fn places_in_another_builders_message_are_refused() {
    let items = vec![1_u32; 2000];
    let places = |message: &[u8], gather: &Gather<'_>| -> Option<Vec<(usize, usize)>> {
        Some(gather.places(message)?.map(|(range, _)| (range.start, range.end)).collect())
    };
    let (mut gather, mut builder) = (Gather::new(), FlatBufferBuilder::new());
    let vector = gather.create_vector(&mut builder, &items);
    builder.finish(vector, None);
    let message = builder.finished_data().to_vec();
    assert_eq!(places(&message, &gather), Some(vec![(8, 8008)]));
    // Too short for it, or for the length in front of it, which is at 4.
    for cut in [1, 4, 5, 8, 9, 8007, 8008] {
        assert_eq!(
            places(&message[cut..], &gather),
            (cut <= 4).then(|| vec![(8 - cut, 8008 - cut)])
        );
    }
    let other = [&message[..4], &1999_u32.to_le_bytes(), &message[8..]].concat();
    assert_eq!(places(&other, &gather), None, "another length");

    // A second one that begins where the first does, in a builder of its own.
    gather.create_vector(&mut FlatBufferBuilder::new(), &items);
    for before in [0, 4, 8008, 100_000] {
        assert_eq!(places(&[&vec![0; before], &message[..]].concat(), &gather), None);
    }
}

/// Builds in a window whose hole holds `pattern`.
fn in_hole_of(pattern: u8) -> (Vec<u8>, Vec<u8>) {
    let items = vec![7_u64; 1000];
    // Behind it a string, which takes 16 bytes with its length and its zero.
    let mut memory = vec![0; 10_000];
    memory[1984..9984].fill(pattern);
    let mut messages = MessageBuilder::new_in(FixedWindow::new(&mut memory));
    let mut gather = Gather::new();
    let built = messages.build(|builder| {
        builder.create_string("behind it");
        let vector = gather.create_vector(builder, &items);
        builder.finish(vector, None);
        Ok(())
    });
    let mut message = built.unwrap().finished_data().to_vec();
    let (range, _) = gather.places(&message).unwrap().next().unwrap();
    let hole = message.splice(range, []).collect();
    (hole, message)
}

#[test]
fn a_hole_is_neither_read_nor_written() {
    let (zeros, rest) = in_hole_of(0);
    assert_eq!(zeros, [0; 8000]);
    for pattern in [0xff, 0xab, 1] {
        assert_eq!(in_hole_of(pattern), (vec![pattern; 8000], rest.clone()));
    }
}

#[test]
fn a_vector_larger_than_the_window_is_refused() {
    let items = vec![0_u8; 100_000];
    let mut memory = vec![0; 8192];
    let mut messages = MessageBuilder::new_in(FixedWindow::new(&mut memory));
    let built = messages.build(|builder| {
        let vector = Gather::new().create_vector(builder, &items);
        builder.finish(vector, None);
        Ok(())
    });
    assert_eq!(kind(built), too_large(8192));
}

proptest! {
    #![proptest_config(Config { failure_persistence: None, cases: Config::default().cases.min(100), ..Config::default() })]

    #[test]
    fn vectors_of_any_lengths_are_gathered_in_one_builder_after_another(
        messages in vec(vec((0..3_u8, 0..6000_usize), 0..20), 1..5),
    ) {
        let bytes: Vec<u8> = (0..6000).map(|n| n as u8).collect();
        let shorts: Vec<u16> = (0..6000).map(|n| n as u16).collect();
        let doubles: Vec<f64> = (0..6000).map(f64::from).collect();
        let mut memory = vec![0; 2 << 20];
        let mut builders = MessageBuilder::new_in(FixedWindow::new(&mut memory));
        for message in &messages {
            let (mut gather, mut plain) = (Gather::new(), FlatBufferBuilder::new());
            let (mut vectors, mut plains) = (Vec::new(), Vec::new());
            let built = builders.build(|builder| {
                for &(which, len) in message {
                    let (vector, copy) = match which {
                        0 => (
                            gather.create_vector(builder, &bytes[..len]).value(),
                            plain.create_vector(&bytes[..len]).value(),
                        ),
                        1 => (
                            gather.create_vector(builder, &shorts[..len]).value(),
                            plain.create_vector(&shorts[..len]).value(),
                        ),
                        _ => (
                            gather.create_vector(builder, &doubles[..len]).value(),
                            plain.create_vector(&doubles[..len]).value(),
                        ),
                    };
                    vectors.push(WIPOffset::new(vector));
                    plains.push(WIPOffset::new(copy));
                }
                table(builder, &vectors);
                Ok(())
            });
            table(&mut plain, &plains);
            let built = built.unwrap().finished_data();
            assert_same(&whole(built, &gather), plain.finished_data(), "gathered");
            let places = gather.places(built).unwrap().map(|(range, _)| range);
            builders.recycle_around(places);
        }
    }
}

#[test]
fn ranges_that_cannot_be_are_zeroed_with_all_else() {
    for (start, end) in [(100, 50), (0, 10_000), (usize::MAX, 0)] {
        let range = Range { start, end };
        let mut messages = MessageBuilder::new();
        messages.build(|builder| Ones(500).serialize(builder)).unwrap();
        messages.recycle_around(iter::once(range.clone()));
        // Nothing was built, so this does nothing.
        messages.recycle_around(iter::once(range.clone()));
        let next = messages.build(|builder| Telemetry(1).serialize(builder)).unwrap();
        assert_same(next.finished_data(), &plain(&Telemetry(1)), format!("{range:?}"));
    }
}
