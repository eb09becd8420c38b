//! What verifiers count, up to where they end: depth, tables, and bytes as often as
//! offsets lead to them.

use flatbuffers::{
    FlatBufferBuilder, ForwardsUOffset, InvalidFlatbuffer, Vector, Verifiable, Verifier,
    VerifierOptions, WIPOffset,
};
use flatstream_schema::{Check, Checked, Compiled, Memo, Slot, Table};
use flatstream_testkit::schema::{Nested, NestedArgs, Reading, ReadingArgs};

/// What the compiled verifier says, and flatbuffers' own.
fn answers(payload: &[u8]) -> (bool, Result<(), InvalidFlatbuffer>) {
    let official = flatbuffers::root::<Nested<'_>>(payload).map(drop);
    (<Nested<'_> as Compiled>::check(payload, &mut Memo::default()), official)
}

/// A message of so many times the same reading, with so many samples.
fn readings(count: usize, samples: usize) -> Vec<u8> {
    let mut builder = FlatBufferBuilder::new();
    let samples = builder.create_vector(&vec![1.0_f32; samples]);
    let args = ReadingArgs { samples: Some(samples), ..Default::default() };
    let reading = Reading::create(&mut builder, &args);
    let readings = builder.create_vector(&vec![reading; count]);
    let args = NestedArgs { readings: Some(readings), ..Default::default() };
    let root = Nested::create(&mut builder, &args);
    builder.finish(root, None);
    builder.finished_data().to_vec()
}

/// A message of tables in tables, so many.
fn chain(depth: usize, readings: usize) -> Vec<u8> {
    let mut builder = FlatBufferBuilder::new();
    let mut parent: Option<WIPOffset<Nested<'_>>> = None;
    for id in 1..=depth as u64 {
        let reading =
            Reading::create(&mut builder, &ReadingArgs { value: 1.0, ..Default::default() });
        let readings = (id == 1).then(|| builder.create_vector(&vec![reading; readings]));
        parent = Some(Nested::create(
            &mut builder,
            &NestedArgs { id, parent, readings, ..Default::default() },
        ));
    }
    builder.finish(parent.expect("one at least"), None);
    builder.finished_data().to_vec()
}

#[test]
fn depth() {
    for (depth, readings) in [(64, 0), (63, 1), (63, 2)] {
        assert_eq!(answers(&chain(depth, readings)), (true, Ok(())), "{depth}, {readings}");
    }
    for (depth, readings) in [(65, 0), (64, 1), (64, 2)] {
        let expected = (false, Err(InvalidFlatbuffer::DepthLimitReached));
        assert_eq!(answers(&chain(depth, readings)), expected, "{depth}, {readings}");
    }
}

#[test]
fn tables() {
    assert_eq!(answers(&readings(999_999, 0)), (true, Ok(())));
    let expected = (false, Err(InvalidFlatbuffer::TooManyTables));
    assert_eq!(answers(&readings(1_000_000, 0)), expected);
}

#[test]
fn apparent_size() {
    assert_eq!(answers(&readings(511, 1 << 20)), (true, Ok(())));
    let expected = (false, Err(InvalidFlatbuffer::ApparentSizeTooLarge));
    assert_eq!(answers(&readings(512, 1 << 20)), expected);
}

/// A table of a number, of which nothing is counted but what has to be.
struct Small;

/// Many of it, and texts.
struct Many;

impl Checked<1> for Small {
    const SLOTS: [Slot; 1] = [Slot::number(4)];

    fn references(_: &mut Check<'_>, _: &Table<'_, 1>) -> bool {
        true
    }
}

impl Checked<2> for Many {
    const SLOTS: [Slot; 2] = [Slot::OFFSET, Slot::OFFSET];

    fn references(check: &mut Check<'_>, table: &Table<'_, 2>) -> bool {
        check.tables::<Small, 1>(table.field(0)) && check.texts(table.field(1))
    }
}

impl Verifiable for Small {
    fn run_verifier(v: &mut Verifier<'_, '_>, at: usize) -> Result<(), InvalidFlatbuffer> {
        v.visit_table(at)?.visit_field::<u32>("number", 4, false)?.finish();
        Ok(())
    }
}

type Offsets<'p, T> = ForwardsUOffset<Vector<'p, ForwardsUOffset<T>>>;

impl Verifiable for Many {
    fn run_verifier(v: &mut Verifier<'_, '_>, at: usize) -> Result<(), InvalidFlatbuffer> {
        let table = v.visit_table(at)?.visit_field::<Offsets<'_, Small>>("tables", 4, false)?;
        table.visit_field::<Offsets<'_, &str>>("texts", 6, false)?.finish();
        Ok(())
    }
}

/// What the compiled verifier counts may be more than flatbuffers' own does, never
/// less: a little too much for that, and it has to say no.
#[test]
fn apparent_size_of_many_tables() {
    let tables = 900_000;
    let message = |text: usize| {
        let mut builder = FlatBufferBuilder::new();
        let text = builder.create_string(&"a".repeat(text));
        let texts = builder.create_vector(&[text; 1000]);
        let start = builder.start_table();
        builder.push_slot_always(4, 7_u32);
        let small = builder.end_table(start);
        let small =
            builder.create_vector(&vec![
                WIPOffset::<flatbuffers::Table<'_>>::new(small.value());
                tables
            ]);
        let start = builder.start_table();
        builder.push_slot_always(4, small);
        builder.push_slot_always(6, texts);
        let root = builder.end_table(start);
        builder.finish(root, None);
        builder.finished_data().to_vec()
    };
    let official = |message: &[u8]| {
        let options = VerifierOptions::default();
        let mut verifier = Verifier::new(&options, message);
        <ForwardsUOffset<Many>>::run_verifier(&mut verifier, 0)
    };
    // 26 bytes for each table, 12 for each text, and some for the root.
    let longest = ((1 << 31) - 26 * tables - 12 * 1000) / 1000 - 1;
    let (accepted, refused) = (message(longest), message(longest + 2));
    assert_eq!(official(&accepted), Ok(()));
    assert_eq!(official(&refused), Err(InvalidFlatbuffer::ApparentSizeTooLarge));
    assert!(!Check::root::<Many, 2>(&refused, &mut Memo::default()));
    assert!(Check::root::<Many, 2>(&message(longest - 100), &mut Memo::default()));
}
