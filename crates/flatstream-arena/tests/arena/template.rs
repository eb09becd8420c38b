//! Numbers set in finished messages.

use flatbuffers::{FlatBufferBuilder, WIPOffset};
use flatstream_arena::{Field, Number, Table, Template};
use flatstream_core::{ErrorKind, Result};
use flatstream_testkit::schema::{
    LogRecord, Nested, NestedArgs, Point, Reading, ReadingArgs, Telemetry, TelemetryArgs,
};
use proptest::{
    prelude::*,
    test_runner::{Config, TestRunner},
};
use std::fmt::Debug;

fn telemetry(args: &TelemetryArgs) -> Vec<u8> {
    let mut builder = FlatBufferBuilder::new();
    builder.force_defaults(true);
    let root = Telemetry::create(&mut builder, args);
    builder.finish(root, None);
    builder.finished_data().to_vec()
}

/// A nested message whose numbers these are.
fn nested(id: u64, origin: [f64; 3], value: f64, samples: [f32; 3], parent_id: u64) -> Vec<u8> {
    let mut builder = FlatBufferBuilder::new();
    builder.force_defaults(true);
    let name = builder.create_string("a name");
    let args = NestedArgs { id: parent_id, name: Some(name), ..NestedArgs::default() };
    let parent = Nested::create(&mut builder, &args);
    let samples = builder.create_vector(&samples);
    let args = ReadingArgs { name: Some(name), value, samples: Some(samples) };
    let reading = Reading::create(&mut builder, &args);
    let origin = Point::new(origin[0], origin[1], origin[2]);
    let table = builder.start_table();
    builder.push_slot_always(Nested::VT_ID, id);
    builder.push_slot_always(Nested::VT_ORIGIN, origin);
    builder.push_slot_always(Nested::VT_NAME, name);
    builder.push_slot_always(Nested::VT_PARENT, parent);
    // A single reading where the schema has a vector of them, to look it up as a table.
    builder.push_slot_always(Nested::VT_READINGS, reading);
    let table = builder.end_table(table);
    builder.finish(table, None);
    builder.finished_data().to_vec()
}

#[test]
fn every_field_of_telemetry_is_set_as_the_builder_sets_it() {
    let mut template = Template::new(&telemetry(&TelemetryArgs::default())).unwrap();
    let root = template.root();
    let timestamp = root.field(Telemetry::VT_TIMESTAMP).unwrap();
    let sequence = root.field(Telemetry::VT_SEQUENCE).unwrap();
    let latitude = root.field(Telemetry::VT_LATITUDE).unwrap();
    let longitude = root.field(Telemetry::VT_LONGITUDE).unwrap();
    let speed = root.field(Telemetry::VT_SPEED).unwrap();
    let heading = root.field(Telemetry::VT_HEADING).unwrap();
    let battery = root.field(Telemetry::VT_BATTERY).unwrap();
    let status = root.field(Telemetry::VT_STATUS).unwrap();
    let errors = root.field(Telemetry::VT_ERRORS).unwrap();
    let uptime = root.field(Telemetry::VT_UPTIME).unwrap();
    let wide = (any::<u64>(), any::<u64>(), any::<f64>(), any::<f64>(), any::<u64>());
    let narrow = (any::<f32>(), any::<f32>(), any::<u16>(), any::<u16>(), any::<u32>());
    let config = Config { cases: 1000, failure_persistence: None, ..Config::default() };
    let checked = TestRunner::new(config).run(&(wide, narrow), |(wide, narrow)| {
        let mut template = template.clone();
        template.set(timestamp, wide.0);
        template.set(sequence, wide.1);
        template.set(latitude, wide.2);
        template.set(longitude, wide.3);
        template.set(uptime, wide.4);
        template.set(speed, narrow.0);
        template.set(heading, narrow.1);
        template.set(battery, narrow.2);
        template.set(status, narrow.3);
        template.set(errors, narrow.4);
        let args = TelemetryArgs {
            timestamp: wide.0,
            sequence: wide.1,
            latitude: wide.2,
            longitude: wide.3,
            uptime: wide.4,
            speed: narrow.0,
            heading: narrow.1,
            battery: narrow.2,
            status: narrow.3,
            errors: narrow.4,
        };
        prop_assert_eq!(template.message(), telemetry(&args));
        prop_assert_eq!(template.get(battery), narrow.2);
        Ok(())
    });
    assert_eq!(checked, Ok(()));
    template.set(sequence, 7);
    // Room for a header in front, then the message.
    let message = template.message().to_vec();
    assert_eq!(template.framed_memory(), [&[0; 12], &message[..]].concat());
}

#[test]
fn members_elements_and_tables_within_tables_are_set() {
    let message = nested(0, [0.0; 3], 0.0, [0.0; 3], 0);
    let mut template = Template::new(&message).unwrap();
    let root = template.root();
    let [x, y, z] = [0, 8, 16].map(|at| root.member::<f64>(Nested::VT_ORIGIN, at).unwrap());
    let reading = root.table(Nested::VT_READINGS).unwrap();
    let value = reading.field(Reading::VT_VALUE).unwrap();
    let samples = [0, 1, 2].map(|n| reading.element::<f32>(Reading::VT_SAMPLES, n).unwrap());
    let parent = root.table(Nested::VT_PARENT).unwrap().field(Nested::VT_ID).unwrap();
    let id = root.field(Nested::VT_ID).unwrap();
    template.set(x, 1.5);
    template.set(y, -2.5);
    template.set(z, 3.5);
    template.set(value, 4.5);
    samples.into_iter().zip([5.5, 6.5, 7.5]).for_each(|(at, sample)| template.set(at, sample));
    template.set(parent, 8);
    template.set(id, 9);
    let expected = nested(9, [1.5, -2.5, 3.5], 4.5, [5.5, 6.5, 7.5], 8);
    assert_eq!(template.message(), expected);
    assert_eq!((template.get(y), template.get(samples[1]), template.get(parent)), (-2.5, 6.5, 8));
}

/// Numbers of one type, set and read back.
fn number<T: Number + Debug + PartialEq + flatbuffers::Push>(one: T, two: T) {
    let message = |value: T| {
        let mut builder = FlatBufferBuilder::new();
        let table = builder.start_table();
        builder.push_slot_always(4, value);
        let table = builder.end_table(table);
        builder.finish(table, None);
        builder.finished_data().to_vec()
    };
    let mut template = Template::new(&message(one)).unwrap();
    let field: Field<T> = template.root().field(4).unwrap();
    assert_eq!(template.get(field), one);
    template.set(field, two);
    assert_eq!((template.message(), template.get(field)), (&message(two)[..], two));
}

#[test]
fn every_number_is_stored_as_the_builder_stores_it() {
    number(false, true);
    number(0x12_u8, 0xfe);
    number(-1_i8, 100);
    number(0x1234_u16, 0xfedc);
    number(-2_i16, 0x1234);
    number(0x1234_5678_u32, 0xfedc_ba98);
    number(-3_i32, 0x1234_5678);
    number(0x1234_5678_9abc_def0_u64, u64::MAX - 1);
    number(-4_i64, 0x1234_5678_9abc_def0);
    number(-1.5_f32, f32::MAX);
    number(-1.5_f64, f64::MIN_POSITIVE);
}

/// `look_up` in a nested message is refused with this text.
fn refused<T>(look_up: impl FnOnce(Table<'_>) -> Result<T>, text: &str) {
    let template = Template::new(&nested(0, [0.0; 3], 0.0, [0.0; 3], 0)).unwrap();
    let error = look_up(template.root()).err().expect(text);
    assert_eq!(
        (error.kind(), error.to_string()),
        (ErrorKind::InvalidPayload, format!("invalid payload: {text}"))
    );
}

#[test]
fn what_is_not_there_is_refused_by_name() {
    refused(|root| root.field::<u64>(14), "the table has no field 14");
    refused(|root| root.field::<u64>(2), "the table has no field 2");
    refused(|root| root.field::<u64>(5), "the table has no field 5");
    refused(|root| root.field::<u64>(u16::MAX), "the table has no field 65535");
    refused(|root| root.field::<u64>(0), "the table has no field 0");
    // Absent, but with a place in the vtable.
    let absent =
        |root: Table<'_>| root.table(Nested::VT_PARENT)?.table(Nested::VT_PARENT).map(drop);
    refused(absent, "the table has no field 12");
    let absent =
        |root: Table<'_>| root.table(Nested::VT_PARENT)?.table(Nested::VT_ORIGIN).map(drop);
    refused(absent, "the table has no field 8");
    refused(|root| root.field::<u64>(Nested::VT_NAME), "8 bytes at byte 0 of field 6, which has 4");
    let beyond = |at| move |root: Table<'_>| root.member::<f64>(Nested::VT_ORIGIN, at);
    refused(beyond(24), "8 bytes at byte 24 of field 8, which has 24");
    refused(beyond(17), "8 bytes at byte 17 of field 8, which has 24");
    refused(beyond(usize::MAX), "8 bytes at byte 18446744073709551615 of field 8, which has 24");
    refused(beyond(4), "8 bytes are not aligned there");
    refused(|root| root.member::<u16>(Nested::VT_ORIGIN, 1), "2 bytes are not aligned there");
    let element = |n| {
        move |root: Table<'_>| {
            root.table(Nested::VT_READINGS)?.element::<f32>(Reading::VT_SAMPLES, n)
        }
    };
    refused(element(3), "element 3 of field 8, which has 3");
    refused(element(usize::MAX), "element 18446744073709551615 of field 8, which has 3");
}

/// No message of a table.
fn no_template(message: &[u8]) {
    let error = Template::new(message).expect_err("a refusal");
    assert_eq!(error.to_string(), "invalid payload: the root is no table");
    assert_eq!(error.kind(), ErrorKind::InvalidPayload);
}

#[test]
fn a_root_that_is_no_table_is_refused() {
    let mut builder = FlatBufferBuilder::new();
    let text = builder.create_string("a text that is the root");
    builder.finish(text, None);
    no_template(builder.finished_data());
    no_template(&[]);
    no_template(&[0; 3]);
    no_template(&[0xff; 64]);
}

#[test]
fn absent_defaults_are_refused_and_not_guessed() {
    let mut builder = FlatBufferBuilder::new();
    let root = LogRecord::create(&mut builder, &Default::default());
    let root: WIPOffset<LogRecord<'_>> = root;
    builder.finish(root, None);
    let template = Template::new(builder.finished_data()).unwrap();
    let error = template.root().field::<u64>(LogRecord::VT_TIMESTAMP).unwrap_err();
    assert_eq!(error.to_string(), "invalid payload: the table has no field 4");
}

/// Looks up everything there may be and sets what it finds; nothing of that may panic
/// or leave the message.
fn look_everything_up(message: &[u8]) -> usize {
    let Ok(mut template) = Template::new(message) else { return 0 };
    let mut found = Vec::new();
    let mut tables = vec![(template.root(), 0)];
    while let Some((table, depth)) = tables.pop() {
        for slot in 0..16 {
            if depth < 2 {
                tables.extend(table.table(slot).ok().map(|table| (table, depth + 1)));
            }
            found.extend(table.field::<u64>(slot));
            found.extend(table.element::<u64>(slot, 0));
            found.extend([8, 16, 1 << 40].map(|at| table.member(slot, at)).into_iter().flatten());
            let narrow = [table.field::<u8>(slot), table.element(slot, 2)];
            for field in narrow.into_iter().flatten() {
                assert_eq!(template.get(field), template.clone().get(field));
            }
        }
    }
    let count = found.len();
    for field in found {
        template.set(field, 0x1234_5678);
        assert_eq!(template.get(field), 0x1234_5678);
    }
    count
}

#[test]
fn no_flipped_bit_and_no_truncation_panics() {
    let whole = nested(1, [1.0; 3], 2.0, [3.0; 3], 4);
    let found = look_everything_up(&whole);
    assert!(found >= 5, "id, origin and the parent's id: {found}");
    for bit in 0..8 * whole.len() {
        let mut flipped = whole.clone();
        flipped[bit / 8] ^= 1 << (bit % 8);
        look_everything_up(&flipped);
    }
    for len in 0..whole.len() {
        look_everything_up(&whole[..len]);
        look_everything_up(&whole[len..]);
    }
}
