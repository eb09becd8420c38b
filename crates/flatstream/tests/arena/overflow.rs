//! Messages that do not fit the window.

use crate::{located, messages::Sensitive, payload};
use flatbuffers::{Allocator, FlatBufferBuilder};
use flatstream::{
    DefaultFramer, Error, ErrorKind, MessageBuilder, Result, StreamSerialize, StreamWriter,
    arena::{ArenaStrategy, Batch, Bump, FixedWindow, Window},
};
use flatstream_testkit::{Telemetry, wire};
use std::{
    cell::Cell,
    panic::{self, AssertUnwindSafe, catch_unwind},
    sync::Once,
};

/// What is done to a message that is too long.
#[derive(Clone, Copy, Debug)]
enum Long {
    /// Nothing: the builder overflows.
    Text,
    /// The user's own code catches the unwinding and finishes another message.
    Swallowed,
    /// As above, then fails.
    SwallowedAndFailed,
    /// It overflows inside a table.
    Nested,
}

const LONG: [Long; 4] = [Long::Text, Long::Swallowed, Long::SwallowedAndFailed, Long::Nested];

impl StreamSerialize for Long {
    fn serialize<'b, A: Allocator + 'b>(
        &self,
        builder: &mut FlatBufferBuilder<'b, A>,
    ) -> Result<()> {
        let text = "x".repeat(100_000);
        if let Self::Nested = self {
            builder.start_table();
            (4..60_000).step_by(2).for_each(|slot| builder.push_slot_always(slot, u64::MAX));
            unreachable!("240,000 bytes in a small window");
        }
        if let Self::Text = self {
            return text.serialize(builder);
        }
        let caught = catch_unwind(AssertUnwindSafe(|| text.serialize(builder).unwrap()));
        caught.unwrap_err();
        if let Self::SwallowedAndFailed = self {
            return Err(Error::other("failed as well"));
        }
        "short".serialize(builder)
    }
}

type Writer<'a> = StreamWriter<'a, Batch<'a, Vec<u8>>, DefaultFramer, Window<'a>>;

fn writer(bump: &Bump, window: usize) -> Writer<'_> {
    let arena = ArenaStrategy::new(bump).window_bytes(window).batch_bytes(50_000);
    StreamWriter::with_arena(Vec::new(), DefaultFramer, arena)
}

/// Writes telemetry, fails with `long`, and goes on: the error is `expected`, with the
/// position of the message, and nothing else is amiss.
fn check_costs_itself_alone(
    window: usize,
    expected: ErrorKind,
    mut fail: impl FnMut(&mut Writer<'_>) -> Error,
) {
    let bump = Bump::new();
    let mut writer = writer(&bump, window);
    let good = [payload(&Telemetry(1)), payload("text"), payload(&Sensitive)];
    for round in 0..3 {
        writer.write(&Telemetry(1)).unwrap();
        let before = (writer.get_ref().len(), writer.bytes_written());
        let at = (expected, before.1, round * 3 + 1);
        for _ in 0..3 {
            assert_eq!(located(&fail(&mut writer)), at);
        }
        assert_eq!((writer.get_ref().len(), writer.bytes_written()), before);
        writer.write("text").unwrap();
        writer.write(&Sensitive).unwrap();
    }
    let frames = [&good[..]; 3].concat();
    assert_eq!(writer.into_inner().into_inner().unwrap(), wire(&DefaultFramer, frames));
}

#[test]
fn a_message_larger_than_the_window_costs_itself_alone() {
    for window in [20_000, 30_001, 65_536] {
        let limit = window as u64;
        let expected = ErrorKind::FrameTooLarge { len: limit + 1, limit };
        for long in LONG {
            check_costs_itself_alone(window, expected, |w| w.write(&long).unwrap_err());
        }
        check_costs_itself_alone(window, expected, |writer| {
            let long = "x".repeat(70_000);
            writer.write_root(|builder| builder.create_string(&long)).unwrap_err()
        });
    }
}

#[test]
fn a_message_fits_the_window_to_the_byte() {
    let bump = Bump::new();
    for (window, fits) in [(0, false), (1, false), (87, false), (88, true), (89, true)] {
        let mut writer = writer(&bump, window);
        for n in 0..3 {
            let taken = writer.write(&Telemetry(n));
            if fits {
                taken.unwrap();
            } else {
                let limit = window as u64;
                let too_large = ErrorKind::FrameTooLarge { len: limit + 1, limit };
                assert_eq!(located(&taken.unwrap_err()), (too_large, 0, 0));
            }
        }
        let count = if fits { 3 } else { 0 };
        let expected = wire(&DefaultFramer, (0..count).map(|n| payload(&Telemetry(n))));
        assert_eq!(writer.into_inner().into_inner().unwrap(), expected, "window {window}");
    }
}

/// A message whose code panics, in the middle of a table.
struct Panicking;

impl StreamSerialize for Panicking {
    fn serialize<'b, A: Allocator + 'b>(
        &self,
        builder: &mut FlatBufferBuilder<'b, A>,
    ) -> Result<()> {
        builder.start_table();
        builder.push_slot_always(4, u64::MAX);
        panic::resume_unwind(Box::new("a user's panic"))
    }
}

#[test]
fn a_users_panic_goes_through_and_the_writer_goes_on() {
    let bump = Bump::new();
    let mut writer = writer(&bump, 20_000);
    let mut good = Vec::new();
    for _ in 0..3 {
        writer.write(&Telemetry(1)).unwrap();
        let panic = catch_unwind(AssertUnwindSafe(|| writer.write(&Panicking))).unwrap_err();
        assert_eq!(panic.downcast_ref(), Some(&"a user's panic"));
        writer.write(&Sensitive).unwrap();
        good.extend([payload(&Telemetry(1)), payload(&Sensitive)]);
    }
    assert_eq!(writer.into_inner().into_inner().unwrap(), wire(&DefaultFramer, good));
}

thread_local! {
    /// Panics that this thread's hook was told of.
    static TOLD: Cell<u32> = const { Cell::new(0) };
}

/// Counts what the hook would print, by thread, as other tests run beside this one.
fn count_told() {
    static ONCE: Once = Once::new();
    ONCE.call_once(|| {
        let before = panic::take_hook();
        panic::set_hook(Box::new(move |info| {
            TOLD.set(TOLD.get() + 1);
            before(info);
        }));
    });
}

#[test]
fn nothing_is_printed_for_an_overflow() {
    count_told();
    catch_unwind(|| panic!("the hook sees this one")).unwrap_err();
    assert_eq!(TOLD.get(), 1);
    let bump = Bump::new();
    let mut fixed = writer(&bump, 1000);
    let growing = ArenaStrategy::new(&bump).window_bytes(1000).grow_to(2000);
    let mut growing = StreamWriter::with_arena(Vec::new(), DefaultFramer, growing);
    for long in LONG {
        let limits = [1000, 2000].map(|limit| ErrorKind::FrameTooLarge { len: limit + 1, limit });
        assert_eq!(located(&fixed.write(&long).unwrap_err()), (limits[0], 0, 0));
        assert_eq!(located(&growing.write(&long).unwrap_err()), (limits[1], 0, 0));
    }
    assert_eq!(TOLD.get(), 1);
}

#[test]
fn a_window_in_a_bare_builder_panics_with_a_message_and_in_a_message_builder_it_does_not() {
    let mut memory = [0; 400];
    let window = FixedWindow::new(&mut memory);
    let builder = FlatBufferBuilder::new_in(window);
    let mut writer = StreamWriter::with_builder(Vec::new(), DefaultFramer, builder);
    let panic = catch_unwind(AssertUnwindSafe(|| writer.write(&Long::Text))).unwrap_err();
    let message: &String = panic.downcast_ref().unwrap();
    assert_eq!(message, "a message does not fit in 400 bytes");
    // It costs that message alone.
    writer.write(&Telemetry(1)).unwrap();
    let expected = wire(&DefaultFramer, [payload(&Telemetry(1))]);
    assert_eq!(writer.into_inner(), expected);

    let mut memory = [0; 400];
    let messages = MessageBuilder::new_in(FixedWindow::new(&mut memory));
    let mut writer = StreamWriter::with_message_builder(Vec::new(), DefaultFramer, messages);
    let too_large = (ErrorKind::FrameTooLarge { len: 401, limit: 400 }, 0, 0);
    for long in LONG {
        assert_eq!(located(&writer.write(&long).unwrap_err()), too_large, "{long:?}");
    }
    writer.write(&Telemetry(1)).unwrap();
    assert_eq!(writer.into_inner(), expected);
}
