//! Messages that fail at every point of being built, and what follows them.

use crate::{
    assert_same,
    memories::{Run, in_every},
    plain, too_large,
};
use flatbuffers::{Allocator, FlatBufferBuilder, WIPOffset};
use flatstream_core::{BuilderMemory, Error, ErrorKind, MessageBuilder, Result, StreamSerialize};
use flatstream_testkit::{
    OwnedLog, Telemetry,
    schema::{Nested, Point, Reading},
};
use std::{
    cell::Cell,
    panic::{self, AssertUnwindSafe},
};

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum How {
    Never,
    Errs,
    Panics,
    Overflows,
    /// Catches the unwinding itself and goes on as if nothing had been.
    OverflowsAndGoesOn,
    /// Catches the unwinding itself and finishes a string instead.
    OverflowsAndFinishes,
}

/// What `How::Panics` unwinds with.
#[derive(Debug, PartialEq, Eq)]
struct Stopped(usize);

/// A nested message that fails after step `stop_at` of being built.
struct Halfway {
    stop_at: usize,
    how: How,
    steps: Cell<usize>,
    ended: Cell<bool>,
}

impl Halfway {
    fn new(stop_at: usize, how: How) -> Self {
        Self { stop_at, how, steps: Cell::new(0), ended: Cell::new(false) }
    }

    fn step<'b, A: Allocator + 'b>(&self, builder: &mut FlatBufferBuilder<'b, A>) -> Result<()> {
        let step = self.steps.replace(self.steps.get() + 1);
        if step != self.stop_at {
            return Ok(());
        }
        // Unwinds without the hook, which would print each.
        match self.how {
            How::Never => Ok(()),
            How::Errs => Err(Error::custom(ErrorKind::Other, format!("stopped at {step}"))),
            How::Panics => panic::resume_unwind(Box::new(Stopped(step))),
            How::Overflows => {
                builder.create_vector(&[0xee_u8; TOO_MUCH]);
                unreachable!("there is a limit");
            }
            How::OverflowsAndGoesOn => {
                swallow(|| builder.create_vector(&[0xee_u8; TOO_MUCH]).value());
                Ok(())
            }
            How::OverflowsAndFinishes => {
                swallow(|| builder.create_vector(&[0xee_u8; TOO_MUCH]).value());
                // The builder's debug assertions refuse to finish a second
                // time, and within a table: the other way on is the one above.
                if !cfg!(debug_assertions) || CLOSED.contains(&step) {
                    let text = builder.create_byte_string(b"instead");
                    builder.finish(text, None);
                }
                self.ended.set(true);
                Err(Error::new(ErrorKind::Unfinished))
            }
        }
    }

    fn reading<'b, A: Allocator + 'b>(
        &self,
        builder: &mut FlatBufferBuilder<'b, A>,
        name: WIPOffset<&'b str>,
        value: f64,
    ) -> Result<WIPOffset<Reading<'b>>> {
        // Of more than one piece, so that growth happens on the way.
        let samples = builder.create_vector(&[f32::from_bits(0x7e7e_7e7e); 2500]);
        self.step(builder)?;
        let table = builder.start_table();
        self.step(builder)?;
        builder.push_slot_always(Reading::VT_NAME, name);
        self.step(builder)?;
        builder.push_slot(Reading::VT_VALUE, value, 0.0);
        self.step(builder)?;
        builder.push_slot_always(Reading::VT_SAMPLES, samples);
        self.step(builder)?;
        let table = builder.end_table(table);
        self.step(builder)?;
        Ok(WIPOffset::new(table.value()))
    }

    fn whole<'b, A: Allocator + 'b>(&self, builder: &mut FlatBufferBuilder<'b, A>) -> Result<()> {
        self.step(builder)?;
        let name = builder.create_string("a name");
        self.step(builder)?;
        let shared = builder.create_shared_string("shared");
        self.step(builder)?;
        // The second one shares its vtable.
        let readings = [self.reading(builder, name, 2.5)?, self.reading(builder, shared, -1.0)?];
        builder.start_vector::<WIPOffset<Reading<'_>>>(readings.len());
        self.step(builder)?;
        for reading in readings {
            builder.push(reading);
            self.step(builder)?;
        }
        let readings = builder.end_vector::<WIPOffset<Reading<'_>>>(2);
        self.step(builder)?;
        let parent = builder.start_table();
        self.step(builder)?;
        builder.push_slot(Nested::VT_ID, 7_u64, 0);
        self.step(builder)?;
        builder.push_slot_always(Nested::VT_ORIGIN, Point::new(1.0, 2.0, 3.0));
        self.step(builder)?;
        let parent = builder.end_table(parent);
        self.step(builder)?;
        let table = builder.start_table();
        self.step(builder)?;
        builder.push_slot_always(Nested::VT_PARENT, parent);
        self.step(builder)?;
        builder.push_slot_always(Nested::VT_READINGS, readings);
        self.step(builder)?;
        builder.push_slot_always(Nested::VT_NAME, name);
        self.step(builder)?;
        let table = builder.end_table(table);
        self.step(builder)?;
        builder.finish(table, None);
        self.step(builder)
    }
}

impl StreamSerialize for Halfway {
    fn serialize<'b, A: Allocator + 'b>(
        &self,
        builder: &mut FlatBufferBuilder<'b, A>,
    ) -> Result<()> {
        match self.whole(builder) {
            Err(_) if self.ended.get() => Ok(()),
            result => result,
        }
    }
}

fn swallow(overflow: impl FnOnce() -> u32) {
    let caught = panic::catch_unwind(AssertUnwindSafe(overflow));
    assert_eq!(caught.map_err(drop), Err(()), "there is a limit");
}

const LIMIT: usize = 64 << 10;
const TOO_MUCH: usize = LIMIT + 1;

/// Steps outside of tables and vectors and before the end.
const CLOSED: [usize; 10] = [0, 1, 2, 3, 8, 9, 14, 18, 22, 27];

struct EveryFailure {
    checked: usize,
}

impl EveryFailure {
    fn check<'a, A: BuilderMemory + 'a>(
        &mut self,
        what: &str,
        limit: usize,
        messages: &mut MessageBuilder<'a, A>,
        bad: &Halfway,
    ) {
        let Halfway { stop_at, how, .. } = *bad;
        let what = format!("{what}, {how:?} at {stop_at}");
        let built = panic::catch_unwind(AssertUnwindSafe(|| {
            let error = messages.build(|builder| bad.serialize(builder)).err();
            error.map(|error| (error.kind(), error.to_string()))
        }));
        match how {
            How::Never => assert_eq!(built.unwrap(), None, "{what}"),
            How::Errs => {
                let expected = (ErrorKind::Other, format!("stopped at {stop_at}"));
                let (kind, text) = built.unwrap().expect(&what);
                assert_eq!(kind, expected.0, "{what}");
                assert!(text.ends_with(&expected.1), "{what}: {text}");
            }
            How::Panics => {
                let payload = built.expect_err(&what).downcast::<Stopped>();
                assert_eq!(*payload.expect(&what), Stopped(stop_at));
            }
            _ => assert_eq!(built.unwrap().expect(&what).0, too_large(limit), "{what}"),
        }
        self.follow(&what, messages);
        self.checked += 1;
    }

    /// A small message, which a leftover would show in, and the one that had
    /// failed.
    fn follow<'a, A: BuilderMemory + 'a>(&self, what: &str, messages: &mut MessageBuilder<'a, A>) {
        let (small, whole) = (Telemetry(self.checked as u64), Halfway::new(0, How::Never));
        let built = messages.build(|builder| small.serialize(builder)).expect(what);
        assert_same(built.finished_data(), &plain(&small), format!("small after {what}"));
        let built = messages.build(|builder| whole.serialize(builder)).expect(what);
        assert_same(built.finished_data(), &plain(&whole), format!("whole after {what}"));
        let log = OwnedLog::new(3);
        let built = messages.build(|builder| log.as_log().serialize(builder)).expect(what);
        assert_same(built.finished_data(), &plain(&log.as_log()), format!("log after {what}"));
    }
}

impl Run for EveryFailure {
    fn run<'a, A: BuilderMemory + 'a>(
        &mut self,
        what: &str,
        limit: Option<usize>,
        mut messages: MessageBuilder<'a, A>,
    ) {
        let overflows = [How::Overflows, How::OverflowsAndGoesOn, How::OverflowsAndFinishes];
        let overflows = limit.map_or(&[][..], |_| &overflows);
        let hows = [&[How::Never, How::Errs, How::Panics], overflows].concat();
        for stop_at in 0..STEPS {
            for &how in &hows {
                let bad = Halfway::new(stop_at, how);
                self.check(what, limit.unwrap_or(0), &mut messages, &bad);
            }
        }
    }
}

const STEPS: usize = 29;

#[test]
fn whatever_fails_at_any_step_costs_that_message_alone() {
    let counted = Halfway::new(usize::MAX, How::Never);
    assert_eq!((plain(&counted).len() > 2 * 10_000, counted.steps.get()), (true, STEPS));
    let mut every = EveryFailure { checked: 0 };
    in_every(LIMIT, &mut every);
    assert_eq!(every.checked, STEPS * (4 * 3 + 8 * 6));
}

#[test]
fn a_panic_after_a_swallowed_overflow_is_the_users_own() {
    let mut memory = [0; 1024];
    let window = flatstream_arena::FixedWindow::new(&mut memory);
    let mut messages = MessageBuilder::new_in(window);
    let panic = panic::catch_unwind(AssertUnwindSafe(|| {
        let built = messages.build(|builder| {
            swallow(|| builder.create_vector(&[1_u8; 2000]).value());
            panic::resume_unwind(Box::new(Stopped(1)));
        });
        built.map(drop).map_err(|error| error.kind())
    }));
    assert_eq!(panic.unwrap_err().downcast_ref(), Some(&Stopped(1)));
    // Nor does that overflow count against the next message.
    let built = messages.build(|builder| Telemetry(1).serialize(builder)).unwrap();
    assert_eq!(built.finished_data(), plain(&Telemetry(1)));
}
