//! A `serialize` that does not do its part costs its own message and nothing else.

use crate::payload;
use flatbuffers::{Allocator, DefaultAllocator, FlatBufferBuilder};
use flatstream::{DefaultFramer, Error, ErrorKind, Result, StreamSerialize, StreamWriter};
use flatstream_testkit::{OwnedLog, Telemetry, schema, wire};
use std::panic::{AssertUnwindSafe, catch_unwind};

/// Messages that are sensitive to what an earlier one left in the builder.
#[derive(Clone, Copy, Debug)]
enum Good {
    Scalars,
    Strings,
    SharedStrings,
    TwoTables,
    Vector,
    Text,
}

const GOOD: [Good; 6] =
    [Good::Scalars, Good::Strings, Good::SharedStrings, Good::TwoTables, Good::Vector, Good::Text];

impl StreamSerialize for Good {
    fn serialize<'b, A: Allocator + 'b>(
        &self,
        builder: &mut FlatBufferBuilder<'b, A>,
    ) -> Result<()> {
        match self {
            Self::Scalars => Telemetry(7).serialize(builder)?,
            Self::Strings => OwnedLog::new(7).as_log().serialize(builder)?,
            Self::SharedStrings => {
                let texts = ["b", "a", "b", "c", "a"].map(|t| builder.create_shared_string(t));
                let root = builder.create_vector(&texts);
                builder.finish(root, None);
            }
            Self::TwoTables => {
                let parent = schema::Nested::create(builder, &schema::NestedArgs::default());
                let args = schema::NestedArgs { id: 1, parent: Some(parent), ..Default::default() };
                let root = schema::Nested::create(builder, &args);
                builder.finish(root, None);
            }
            Self::Vector => {
                let root = builder.create_vector(&[1.5_f64, 2.5, 3.5]);
                builder.finish(root, None);
            }
            Self::Text => "text".serialize(builder)?,
        }
        Ok(())
    }
}

/// Messages that come to nothing.
#[derive(Clone, Copy, Debug)]
enum Bad {
    Nothing,
    OnlyAString,
    OnlyAnEmptyString,
    OnlyALongString,
    SharedStrings,
    NoFinish,
    TableAfterFinish,
    TableLeftOpen,
    VectorLeftOpen,
    Errs,
    ErrsWithAnOpenTable,
    ErrsAfterFinish,
    Panics,
    PanicsWithAnOpenTable,
    PanicsAfterFinish,
}

const UNFINISHED: [Bad; 9] = [
    Bad::Nothing,
    Bad::OnlyAString,
    Bad::OnlyAnEmptyString,
    Bad::OnlyALongString,
    Bad::SharedStrings,
    Bad::NoFinish,
    Bad::TableAfterFinish,
    Bad::TableLeftOpen,
    Bad::VectorLeftOpen,
];
const ERRING: [Bad; 3] = [Bad::Errs, Bad::ErrsWithAnOpenTable, Bad::ErrsAfterFinish];
const PANICKING: [Bad; 3] = [Bad::Panics, Bad::PanicsWithAnOpenTable, Bad::PanicsAfterFinish];

/// Leaves a table of two fields under construction.
fn open_table<'b, A: Allocator + 'b>(builder: &mut FlatBufferBuilder<'b, A>) {
    builder.start_table();
    builder.push_slot_always(4, 0x0101_0101_u32);
    builder.push_slot_always(30, 0x0202_0202_0202_0202_u64);
}

impl StreamSerialize for Bad {
    fn serialize<'b, A: Allocator + 'b>(
        &self,
        builder: &mut FlatBufferBuilder<'b, A>,
    ) -> Result<()> {
        match self {
            Self::Nothing => {}
            Self::OnlyAString => drop(builder.create_string("abandoned")),
            Self::OnlyAnEmptyString => drop(builder.create_string("")),
            Self::OnlyALongString => drop(builder.create_string(&"abandoned ".repeat(1000))),
            Self::SharedStrings => {
                builder.create_shared_string("b");
                builder.create_shared_string("a");
            }
            Self::NoFinish => {
                schema::Telemetry::create(builder, &Telemetry(1).args());
            }
            Self::TableAfterFinish => {
                Telemetry(1).serialize(builder)?;
                schema::Telemetry::create(builder, &Telemetry(2).args());
            }
            Self::TableLeftOpen => open_table(builder),
            Self::VectorLeftOpen => {
                builder.start_vector::<u32>(4);
                builder.push(0x0303_0303_u32);
                builder.push(0x0303_0303_u32);
            }
            Self::Errs => return Err(Error::other("an error of its own")),
            Self::ErrsWithAnOpenTable => {
                open_table(builder);
                return Err(Error::other("an error of its own"));
            }
            Self::ErrsAfterFinish => {
                Telemetry(1).serialize(builder)?;
                return Err(Error::other("an error of its own"));
            }
            Self::Panics => panic!("a panic of its own"),
            Self::PanicsWithAnOpenTable => {
                open_table(builder);
                panic!("a panic of its own");
            }
            Self::PanicsAfterFinish => {
                Telemetry(1).serialize(builder)?;
                panic!("a panic of its own");
            }
        }
        Ok(())
    }
}

/// Writes every good message before and after `bad`, and `bad` twice between.
fn check<'b, A: Allocator + 'b>(
    bad: Bad,
    builder: impl Fn() -> FlatBufferBuilder<'b, A>,
    outcome: impl Fn(std::thread::Result<Result<()>>),
) {
    for before in GOOD {
        for after in GOOD {
            let mut writer = StreamWriter::with_builder(Vec::new(), DefaultFramer, builder());
            writer.write(&before).unwrap();
            for _ in 0..2 {
                outcome(catch_unwind(AssertUnwindSafe(|| writer.write(&bad))));
                assert_eq!(writer.messages_written(), 1, "{bad:?}");
            }
            writer.write(&after).unwrap();
            writer.write(&before).unwrap();
            let payloads = [before, after, before].map(|good| payload(&good));
            let wire = wire(&DefaultFramer, payloads);
            assert_eq!(writer.into_inner(), wire, "{before:?}, {bad:?}, {after:?}");
        }
    }
}

/// As [`check`], with several builders.
fn check_all(bad: &[Bad], outcome: impl Fn(Bad, std::thread::Result<Result<()>>)) {
    for &bad in bad {
        check(bad, FlatBufferBuilder::new, |result| outcome(bad, result));
        let small = || FlatBufferBuilder::new_in(DefaultAllocator::from_vec(vec![0; 16]));
        check(bad, small, |result| outcome(bad, result));
    }
}

#[test]
fn unfinished_messages() {
    check_all(&UNFINISHED, |bad, result| {
        let error = result.unwrap().unwrap_err();
        let at = error.position().unwrap();
        assert_eq!((error.kind(), at.ordinal), (ErrorKind::Unfinished, 1), "{bad:?}");
    });
}

#[test]
fn an_unfinished_table_whose_vtable_reads_like_a_root_offset() {
    let mut builder = FlatBufferBuilder::new();
    builder.create_byte_string(&[0; 300_000]);
    let table = builder.start_table();
    builder.end_table(table);
    // Lengths of vtable and table, 4 each; or offset 262,148, of an empty vector.
    assert_eq!(builder.unfinished_data()[..4], [4, 0, 4, 0]);
    assert!(flatstream::root::looks_finished(builder.unfinished_data()));
    let mut writer = StreamWriter::new(Vec::new(), DefaultFramer);
    let kind = writer.write_finished(&mut builder).unwrap_err().kind();
    assert_eq!(kind, ErrorKind::Unfinished);
    assert_eq!(writer.into_inner(), b"");
}

#[test]
fn messages_that_err() {
    check_all(&ERRING, |bad, result| {
        let error = result.unwrap().unwrap_err();
        let at = error.position().unwrap();
        assert_eq!((error.kind(), at.ordinal), (ErrorKind::Other, 1), "{bad:?}");
        let source = std::error::Error::source(&error).unwrap();
        assert_eq!(source.to_string(), "an error of its own");
    });
}

#[test]
fn messages_that_panic() {
    check_all(&PANICKING, |bad, result| {
        let panic = result.unwrap_err();
        assert_eq!(panic.downcast_ref(), Some(&"a panic of its own"), "{bad:?}");
    });
}

#[test]
fn the_position_of_a_failed_message_is_where_it_would_have_begun() {
    let mut writer = StreamWriter::new(Vec::new(), DefaultFramer);
    writer.write(&Telemetry(1)).unwrap();
    for bad in [Bad::Nothing, Bad::Errs] {
        let at = writer.write(&bad).unwrap_err().position().unwrap();
        assert_eq!((at.offset, at.ordinal), (92, 1));
    }
}

#[test]
fn an_own_error_may_be_any_kind_and_may_come_by_question_mark() {
    struct Failing;
    impl StreamSerialize for Failing {
        fn serialize<'b, A: Allocator + 'b>(&self, _: &mut FlatBufferBuilder<'b, A>) -> Result<()> {
            std::fs::metadata("no such directory/no such file")?;
            Ok(())
        }
    }
    let mut writer = StreamWriter::new(Vec::new(), DefaultFramer);
    let kind = writer.write(&Failing).unwrap_err().kind();
    assert_eq!(kind, ErrorKind::Io(std::io::ErrorKind::NotFound));
    // An I/O error of the message says nothing about the sink.
    writer.write("text").unwrap();
    assert_eq!(writer.into_inner(), wire(&DefaultFramer, [payload("text")]));
}

#[test]
fn write_finished_refuses_unfinished_builders_and_writes_nothing() {
    for bad in UNFINISHED {
        let mut writer = StreamWriter::new(Vec::new(), DefaultFramer);
        let mut builder = FlatBufferBuilder::new();
        bad.serialize(&mut builder).unwrap();
        let kind = writer.write_finished(&mut builder).unwrap_err().kind();
        assert_eq!(kind, ErrorKind::Unfinished, "{bad:?}");
        writer.write("text").unwrap();
        assert_eq!(writer.into_inner(), wire(&DefaultFramer, [payload("text")]));
    }
}

/// Finishes a message while a table is under construction: flatbuffers asserts
/// it in debug builds only.
struct FinishedBehindAnOpenTable;

impl StreamSerialize for FinishedBehindAnOpenTable {
    fn serialize<'b, A: Allocator + 'b>(
        &self,
        builder: &mut FlatBufferBuilder<'b, A>,
    ) -> Result<()> {
        let root = builder.create_string("root");
        builder.start_table();
        builder.finish(root, None);
        Ok(())
    }
}

#[test]
#[cfg(debug_assertions)]
fn what_flatbuffers_asserts_costs_that_message_alone() {
    let mut writer = StreamWriter::new(Vec::new(), DefaultFramer);
    catch_unwind(AssertUnwindSafe(|| writer.write(&FinishedBehindAnOpenTable))).unwrap_err();
    writer.write(&Good::TwoTables).unwrap();
    assert_eq!(writer.into_inner(), wire(&DefaultFramer, [payload(&Good::TwoTables)]));
}

#[test]
#[cfg(not(debug_assertions))]
fn without_assertions_a_root_finished_behind_an_open_table_is_a_message() {
    let mut writer = StreamWriter::new(Vec::new(), DefaultFramer);
    writer.write(&FinishedBehindAnOpenTable).unwrap();
    writer.write(&Good::TwoTables).unwrap();
    let expected = [payload(&FinishedBehindAnOpenTable), payload(&Good::TwoTables)];
    assert_eq!(writer.into_inner(), wire(&DefaultFramer, expected));
}

#[test]
fn force_defaults_stays_as_the_caller_set_it() {
    struct Defaults;
    impl StreamSerialize for Defaults {
        fn serialize<'b, A: Allocator + 'b>(
            &self,
            builder: &mut FlatBufferBuilder<'b, A>,
        ) -> Result<()> {
            let root = schema::Telemetry::create(builder, &schema::TelemetryArgs::default());
            builder.finish(root, None);
            Ok(())
        }
    }
    let mut lens = Vec::new();
    for forced in [false, true] {
        let mut builder = FlatBufferBuilder::new();
        builder.force_defaults(forced);
        Defaults.serialize(&mut builder).unwrap();
        let expected = builder.finished_data().to_vec();
        lens.push(expected.len());

        let mut writer = StreamWriter::with_builder(Vec::new(), DefaultFramer, builder)
            .with_memory_policy(
                flatstream::policy::SizeThresholdPolicy::new(0, 1000, 3).baseline(8),
            );
        for _ in 0..4 {
            writer.write(&Defaults).unwrap();
            writer.write(&Bad::Errs).unwrap_err();
            writer.write(&Defaults).unwrap();
        }
        assert_eq!(writer.into_inner(), wire(&DefaultFramer, [&expected; 8]));
    }
    assert!(lens[1] > lens[0], "{lens:?}");
}

#[test]
fn a_serialize_that_forces_defaults_does_so_for_itself_alone() {
    struct Forces;
    impl StreamSerialize for Forces {
        fn serialize<'b, A: Allocator + 'b>(
            &self,
            builder: &mut FlatBufferBuilder<'b, A>,
        ) -> Result<()> {
            builder.force_defaults(true);
            "text".serialize(builder)
        }
    }
    let mut writer = StreamWriter::new(Vec::new(), DefaultFramer);
    writer.write(&Forces).unwrap();
    let before = writer.get_ref().len();
    let args = schema::TelemetryArgs::default();
    writer.write_root(|builder| schema::Telemetry::create(builder, &args)).unwrap();
    let mut builder = FlatBufferBuilder::new();
    let root = schema::Telemetry::create(&mut builder, &args);
    builder.finish(root, None);
    let expected = wire(&DefaultFramer, [builder.finished_data()]);
    assert_eq!(writer.into_inner()[before..], expected);
}

#[test]
fn a_builder_handed_in_dirty_is_cleaned() {
    for bad in UNFINISHED {
        let mut builder = FlatBufferBuilder::new();
        bad.serialize(&mut builder).unwrap();
        let mut writer = StreamWriter::with_builder(Vec::new(), DefaultFramer, builder);
        writer.write(&Good::TwoTables).unwrap();
        writer.write(&Good::SharedStrings).unwrap();
        let payloads = [Good::TwoTables, Good::SharedStrings].map(|good| payload(&good));
        assert_eq!(writer.into_inner(), wire(&DefaultFramer, payloads), "{bad:?}");
    }
}

#[test]
fn size_prefixes_and_file_identifiers_are_the_callers_choice() {
    let mut builder = FlatBufferBuilder::new();
    let mut payloads = Vec::new();
    let mut writer = StreamWriter::new(Vec::new(), DefaultFramer);
    for (sized, identifier) in [(false, Some("TEST")), (true, None), (true, Some("TEST"))] {
        builder.reset();
        let root = schema::Telemetry::create(&mut builder, &Telemetry(1).args());
        match sized {
            true => builder.finish_size_prefixed(root, identifier),
            false => builder.finish(root, identifier),
        }
        payloads.push(builder.finished_data().to_vec());
        writer.write_finished(&mut builder).unwrap();
    }
    assert_eq!(writer.into_inner(), wire(&DefaultFramer, payloads));
}
