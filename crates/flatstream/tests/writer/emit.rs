//! Messages that write themselves have the bytes of those that are handed in, and one
//! that fails costs itself alone.

use crate::{located, payload};
use flatbuffers::{Allocator, root};
use flatstream::{
    ChecksumKind, DefaultFramer, Emit, Error, ErrorKind, FrameFormat, FramerExt, Result,
    StreamWriter,
};
use flatstream_testkit::{
    OwnedLog, Telemetry, TempFile,
    compiled::{NestedDraft, Point, ReadingDraft},
    emitted, schema, wire,
};
use std::{
    cell::{Cell, RefCell},
    fs::{self, File},
    io::{BufWriter, Write},
    panic::{AssertUnwindSafe, catch_unwind},
};

/// A message of one text, with the bytes that a builder makes of it.
pub(crate) struct Text<'s>(pub(crate) &'s str);

impl Emit for Text<'_> {
    fn message_len(&self) -> Result<usize> {
        Ok(8 + (self.0.len() + 1).next_multiple_of(4))
    }
    fn emit(&self, window: &mut [u8]) {
        let len = u32::try_from(self.0.len()).unwrap();
        window[..4].copy_from_slice(&4_u32.to_le_bytes());
        window[4..8].copy_from_slice(&len.to_le_bytes());
        window[8..8 + self.0.len()].copy_from_slice(self.0.as_bytes());
        window[8 + self.0.len()..].fill(0);
    }
}

/// Drafts of all kinds, long and short in turns: what one leaves behind would show
/// in the next.
fn with_drafts(mut each: impl FnMut(&dyn Emit)) {
    let readings: Vec<_> = (0..40)
        .map(|n| ReadingDraft {
            name: (n % 3 == 0).then_some("reading"),
            value: f64::from(n % 5),
            samples: Some(&[1.5, -2.5, 3.5]),
        })
        .collect();
    let parent = NestedDraft { id: u64::MAX, name: Some("parent"), ..Default::default() };
    let point = Point { x: 1.0, y: 2.0, z: 3.0 };
    let nested = NestedDraft {
        id: 1,
        name: None,
        origin: Some(point),
        readings: Some(&readings),
        parent: Some(&parent),
    };
    let large = "x".repeat(100_000);
    for n in 0..3 {
        let log = OwnedLog::new(n);
        each(&Text("text"));
        each(&nested);
        each(&Telemetry(n).draft());
        each(&log.as_log().draft());
        each(&NestedDraft::default());
        each(&Text(&large));
    }
}

fn formats() -> impl Iterator<Item = FrameFormat> {
    ChecksumKind::ALL.iter().map(|&kind| FrameFormat::new().checksum(kind))
}

/// All drafts emitted into `sink`, which `taken` looks at when they are flushed.
fn check<W: Write>(sink: impl Fn() -> W, taken: impl Fn(W) -> Vec<u8>) {
    for format in formats() {
        let mut writer = StreamWriter::new(sink(), format);
        let handed_in = emit_all(&mut writer, format);
        assert!(taken(writer.into_inner()) == handed_in, "{format:?}");
    }
}

/// Emits all drafts, flushes, and answers what the same messages are, handed in.
fn emit_all<'a, W: Write, A: Allocator + 'a>(
    writer: &mut StreamWriter<'a, W, FrameFormat, A>,
    format: FrameFormat,
) -> Vec<u8> {
    let mut handed_in = StreamWriter::new(Vec::new(), format);
    with_drafts(|draft| {
        writer.emit(draft).unwrap();
        handed_in.write_payload(&emitted(draft)).unwrap();
        assert_eq!(writer.messages_written(), handed_in.messages_written());
        assert_eq!(writer.bytes_written(), handed_in.bytes_written());
    });
    writer.flush().unwrap();
    handed_in.into_inner()
}

#[test]
fn emitted_messages_have_the_bytes_of_those_handed_in() {
    check(Vec::new, |wire| wire);
    let path = TempFile::new("emit");
    check(|| File::create(&path.0).unwrap(), |_| fs::read(&path.0).unwrap());
    let buffered = || BufWriter::with_capacity(100, File::create(&path.0).unwrap());
    check(buffered, |_| fs::read(&path.0).unwrap());
    let boxed = || -> Box<dyn Write> { Box::new(File::create(&path.0).unwrap()) };
    check(boxed, |_| fs::read(&path.0).unwrap());
}

#[cfg(feature = "arena")]
#[test]
fn in_an_arena_messages_emit_themselves_into_the_batch() {
    use flatstream::arena::{ArenaStrategy, Bump};

    let arena = Bump::new();
    for (format, batch_bytes) in formats().flat_map(|format| [(format, 500), (format, 32 * 1024)]) {
        let sizes = ArenaStrategy::new(&arena).batch_bytes(batch_bytes);
        let mut writer = StreamWriter::with_arena(Vec::new(), format, sizes);
        let handed_in = emit_all(&mut writer, format);
        let (taken, before) = (writer.get_ref().get_ref(), writer.get_ref().len());
        assert!(*taken == handed_in && before == 0, "{format:?}");
        // What fails leaves nothing in the batch, and what comes next is as ever.
        writer.emit(&Bad::Refuses).unwrap_err();
        catch_unwind(AssertUnwindSafe(|| writer.emit(&Bad::PanicsEmitting))).unwrap_err();
        assert_eq!(writer.get_ref().len(), 0);
        writer.emit(&Text("text")).unwrap();
        let frame = wire(&format, [payload("text")]);
        assert_eq!(writer.get_ref().len(), frame.len());
        writer.flush().unwrap();
        assert!(*writer.get_ref().get_ref() == [handed_in, frame].concat(), "{format:?}");
    }
}

#[test]
fn emitted_messages_are_what_a_builder_makes_of_the_same_values() {
    let mut writer = StreamWriter::new(Vec::new(), DefaultFramer);
    for text in ["", "a", "text", "five!"] {
        writer.emit(&Text(text)).unwrap();
        assert_eq!(writer.get_ref()[4..], payload(text));
        writer.get_mut().clear();
    }
    writer.emit(&Telemetry(7).draft()).unwrap();
    let telemetry = root::<schema::Telemetry<'_>>(&writer.get_ref()[4..]).unwrap();
    assert_eq!((telemetry.sequence(), telemetry.uptime(), telemetry.errors()), (8, 67, 8));
}

#[test]
fn adapters_see_emitted_messages_and_what_they_refuse_costs_itself_alone() {
    let mut seen = Vec::new();
    {
        let log = RefCell::new(&mut seen);
        let framer = FramerExt::bounded(FrameFormat::new(), 300)
            .observed(|payload| log.borrow_mut().push(payload.to_vec()))
            .with_validator(|payload: &[u8]| match payload.len() {
                88 => Err(Error::other("no telemetry here")),
                _ => Ok(()),
            });
        let mut writer = StreamWriter::new(Vec::new(), framer);
        writer.emit(&Text("one")).unwrap();
        let error = writer.emit(&Telemetry(1).draft()).unwrap_err();
        assert_eq!(located(&error), (ErrorKind::Other, 16, 1));
        let error = writer.emit(&Text(&"x".repeat(300))).unwrap_err();
        assert_eq!(located(&error), (ErrorKind::FrameTooLarge { len: 312, limit: 300 }, 16, 1));
        writer.emit(&Text("two")).unwrap();
        assert_eq!(writer.into_inner(), wire(&FrameFormat::new(), ["one", "two"].map(payload)));
    }
    assert_eq!(seen, ["one", "two"].map(payload));
}

/// Drafts that do not do their part.
#[derive(Clone, Copy, Debug)]
enum Bad {
    Refuses,
    PanicsMeasuring,
    /// Having overwritten half of its window.
    PanicsEmitting,
}

impl Emit for Bad {
    fn message_len(&self) -> Result<usize> {
        match self {
            Self::Refuses => Err(Error::other("a refusal of its own")),
            Self::PanicsMeasuring => panic!("a panic of its own"),
            Self::PanicsEmitting => Ok(1000),
        }
    }
    fn emit(&self, window: &mut [u8]) {
        window[..500].fill(0xEE);
        panic!("a panic of its own");
    }
}

#[test]
fn a_draft_that_fails_costs_itself_alone() {
    for format in formats() {
        let frame = wire(&format, [payload("before")]).len() as u64;
        for bad in [Bad::Refuses, Bad::PanicsMeasuring, Bad::PanicsEmitting] {
            let mut writer = StreamWriter::new(Vec::new(), format);
            writer.emit(&Text("before")).unwrap();
            for _ in 0..2 {
                match catch_unwind(AssertUnwindSafe(|| writer.emit(&bad))) {
                    Ok(result) => {
                        let error = result.unwrap_err();
                        assert_eq!(located(&error), (ErrorKind::Other, frame, 1));
                    }
                    Err(panic) => {
                        assert_eq!(panic.downcast_ref(), Some(&"a panic of its own"), "{bad:?}");
                    }
                }
                assert_eq!((writer.messages_written(), writer.bytes_written()), (1, frame));
            }
            writer.emit(&Telemetry(1).draft()).unwrap();
            writer.write("after").unwrap();
            let payloads = [payload("before"), emitted(&Telemetry(1).draft()), payload("after")];
            assert_eq!(writer.into_inner(), wire(&format, payloads), "{bad:?}");
        }
    }
}

/// Messages of no bytes are no FlatBuffers, but frames all the same.
#[test]
fn a_message_of_no_bytes_is_a_frame() {
    struct Nothing;
    impl Emit for Nothing {
        fn message_len(&self) -> Result<usize> {
            Ok(0)
        }
        fn emit(&self, window: &mut [u8]) {
            assert!(window.is_empty());
        }
    }
    for format in formats() {
        let mut writer = StreamWriter::new(Vec::new(), format);
        writer.emit(&Nothing).unwrap();
        writer.emit(&&Nothing).unwrap();
        assert_eq!(writer.into_inner(), wire(&format, [b"", b""]));
    }
}

/// Notes where it was written to.
struct Placed(Cell<usize>);

impl Emit for Placed {
    fn message_len(&self) -> Result<usize> {
        Ok(100_000)
    }
    fn emit(&self, window: &mut [u8]) {
        self.0.set(window.as_ptr() as usize);
    }
}

/// Notes where it was written from.
struct From(usize);

impl Write for From {
    fn write(&mut self, frame: &[u8]) -> std::io::Result<usize> {
        self.0 = frame.as_ptr() as usize;
        Ok(frame.len())
    }
    fn flush(&mut self) -> std::io::Result<()> {
        Ok(())
    }
}

#[test]
fn an_emitted_message_leaves_from_where_it_was_written_with_its_header() {
    for format in formats() {
        let mut writer = StreamWriter::new(From(0), format);
        let placed = Placed(Cell::new(0));
        writer.emit(&placed).unwrap();
        let header_len = usize::try_from(writer.bytes_written()).unwrap() - 100_000;
        assert_eq!(writer.get_ref().0 + header_len, placed.0.get());
    }
}
