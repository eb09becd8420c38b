//! What verifiers count, up to where they end: depth, tables, and bytes as often as
//! offsets lead to them.

use flatbuffers::{FlatBufferBuilder, InvalidFlatbuffer, WIPOffset};
use flatstream_schema::{Compiled, Memo};
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
    builder.finish(parent.unwrap(), None);
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

/// The compiled verifier may count more than flatbuffers' own, never less.
#[test]
fn apparent_size() {
    let samples = 1 << 20;
    let most = |says: &dyn Fn(&[u8]) -> bool| {
        let (mut most, mut less) = (0, 4096);
        while less - most > 1 {
            let count = (most + less) / 2;
            *(if says(&readings(count, samples)) { &mut most } else { &mut less }) = count;
        }
        most
    };
    let official = most(&|payload| answers(payload).1.is_ok());
    let compiled = most(&|payload| answers(payload).0);
    assert_eq!((compiled, official), (511, 511));
    let (checked, error) = answers(&readings(official + 1, samples));
    assert_eq!((checked, error), (false, Err(InvalidFlatbuffer::ApparentSizeTooLarge)));
    // With many small ones what is counted of each table matters.
    for samples in [500, 5000] {
        let about = (1_usize << 31) / (4 * samples + 60);
        for count in (about - 40_000..about + 60_000).step_by(997) {
            let (checked, official) = answers(&readings(count.min(999_999), samples));
            assert!(!checked || official.is_ok(), "{count} of {samples}");
        }
    }
}
