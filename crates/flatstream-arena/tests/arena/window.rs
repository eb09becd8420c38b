//! Windows of a fixed size.

use crate::{Ones, assert_same, kind, plain, too_large};
use flatstream_arena::FixedWindow;
use flatstream_core::{MessageBuilder, StreamSerialize};
use flatstream_testkit::{OwnedLog, Telemetry};

/// Builds `lens` in one window of 1024 bytes; every other one must be refused.
fn check(lens: &[usize]) {
    let mut memory = [0; 1024];
    let mut messages = MessageBuilder::new_in(FixedWindow::new(&mut memory));
    for (index, &len) in lens.iter().enumerate() {
        let message = Ones(len);
        let built = messages.build(|builder| message.serialize(builder));
        if index % 2 == 0 {
            assert_same(built.unwrap().finished_data(), &plain(&message), format!("{len}"));
        } else {
            assert_eq!(kind(built), too_large(1024), "{len}");
        }
    }
}

#[test]
fn a_message_larger_than_the_window_costs_that_message_alone() {
    check(&[10, 1100, 10, 1_000_000, 0]);
}

#[test]
fn a_message_may_fill_the_window_to_the_last_byte() {
    // The root offset, the length and the zero at the end take 9 bytes.
    assert_eq!([plain(&Ones(1015)).len(), plain(&Ones(1016)).len()], [1024, 1028]);
    check(&[1015, 1016, 1015, 1016, 1]);
}

#[test]
fn small_messages_do_not_see_the_large_one_before_them() {
    let mut memory = [0; 1024];
    let mut messages = MessageBuilder::new_in(FixedWindow::new(&mut memory));
    for n in 0..50 {
        let (log, ones) = (OwnedLog::new(n), Ones(1000 - n as usize));
        let built = messages.build(|builder| ones.serialize(builder)).unwrap();
        assert_eq!(built.finished_data(), plain(&ones));
        let built = messages.build(|builder| log.as_log().serialize(builder)).unwrap();
        assert_eq!(built.finished_data(), plain(&log.as_log()));
        let built = messages.build(|builder| Telemetry(n).serialize(builder)).unwrap();
        assert_eq!(built.finished_data(), plain(&Telemetry(n)));
    }
}

#[test]
fn an_empty_window_refuses_every_message() {
    let mut messages = MessageBuilder::new_in(FixedWindow::new(&mut []));
    for _ in 0..3 {
        let built = messages.build(|builder| "".serialize(builder));
        assert_eq!(kind(built), too_large(0));
    }
}

#[test]
fn a_message_stays_within_its_window() {
    let mut memory = [0; 300];
    let (before, rest) = memory.split_at_mut(100);
    let (window, after) = rest.split_at_mut(100);
    let mut messages = MessageBuilder::new_in(FixedWindow::new(window));
    for len in 0..120 {
        let built = messages.build(|builder| Ones(len).serialize(builder));
        assert_eq!(built.err().map(|error| error.kind()), (len > 91).then_some(too_large(100)));
    }
    assert_eq!((before, after), (&mut [0; 100][..], &mut [0; 100][..]));
}

/// Builds `item` in a window of `len` bytes, where it may not fit. Says whether it did.
fn fits<'a, T: StreamSerialize>(
    messages: &mut MessageBuilder<'a, FixedWindow<'a>>,
    item: &T,
    len: usize,
) -> bool {
    match messages.build(|builder| item.serialize(builder)) {
        Ok(built) => {
            assert_same(built.finished_data(), &plain(item), format!("window of {len}"));
            true
        }
        Err(error) => {
            assert_eq!(error.kind(), too_large(len));
            false
        }
    }
}

#[test]
fn a_window_of_any_length_takes_what_fits_and_refuses_the_rest() {
    let log = OwnedLog::new(7);
    let longest = plain(&log.as_log()).len();
    let mut fitting = Vec::new();
    // An overflow at every byte: in strings, padding, fields, the vtable, the root.
    for len in 0..longest + 64 {
        let mut memory = vec![0; len];
        let mut messages = MessageBuilder::new_in(FixedWindow::new(&mut memory));
        let mut row = Vec::new();
        for _ in 0..2 {
            row.push(fits(&mut messages, &log.as_log(), len));
            row.push(fits(&mut messages, &Telemetry(1), len));
            row.push(fits(&mut messages, &Ones(3), len));
        }
        assert_eq!(row[..3], row[3..], "window of {len}");
        fitting.push(row[0]);
    }
    // What fits a window fits every longer one. Building takes a little more room
    // than the message: a vtable is written before it is compared.
    assert!(fitting.is_sorted(), "{fitting:?}");
    assert!(!fitting[longest - 1] && fitting[longest + 32], "{fitting:?}");
}
