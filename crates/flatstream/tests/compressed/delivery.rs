//! Sinks that fail behind blocks: nothing is lost, nothing is sent twice, and every
//! error names the first message that the sink does not have.

use crate::{block, in_blocks, parse, some_formats};
use flatstream::{
    BlockFramer, BlockWriter, DefaultFramer, Durable, Error, ErrorKind, Format, FormatFramer,
    Framed, Framer, OutBuf, Result, StreamWriter, Undelivered,
};
use flatstream_testkit::{CutSink, Fault, located, payload};
use std::{
    cell::Cell,
    error::Error as _,
    io::{self, IoSlice, Write},
    panic::{AssertUnwindSafe, catch_unwind},
};

#[cfg(feature = "arena")]
mod behind_a_batch;

/// Some messages that fit a block of 100 bytes, and some that do not.
fn messages() -> Vec<Vec<u8>> {
    noise([10, 30, 0, 45, 12, 200, 8, 8, 96, 0, 0, 60, 25])
}

/// One more, so long that batches do not copy it.
#[cfg(feature = "arena")]
fn with_a_long_one() -> Vec<Vec<u8>> {
    noise([10, 30, 0, 45, 17_000, 12, 200, 8, 8])
}

fn noise<const N: usize>(lens: [usize; N]) -> Vec<Vec<u8>> {
    lens.iter().enumerate().map(|(n, &len)| crate::noise(n as u64, len)).collect()
}

const BLOCK: usize = 100;

/// A stream in blocks, seen from both sides.
struct Wire {
    format: Format,
    bytes: Vec<u8>,
    /// Where each frame ends, and how many messages end there.
    frames: Vec<(usize, usize)>,
    /// Where each message begins in the stream that comes in.
    starts: Vec<u64>,
}

impl Wire {
    fn new(format: Format, messages: &[Vec<u8>]) -> Self {
        let bytes = in_blocks(&format, BLOCK, messages);
        let (mut count, mut starts) = (0, vec![0]);
        for message in messages {
            starts.push(starts.last().unwrap() + 4 + message.len() as u64);
        }
        let frames = parse(&format, &bytes).into_iter().map(|frame| {
            let mut raw = 0;
            while raw < frame.raw_len {
                raw += 4 + messages[count].len();
                count += 1;
            }
            (frame.offset + frame.len, count)
        });
        Self { frames: frames.collect(), format, bytes, starts }
    }

    /// The first message that a sink has not whole which took `taken` bytes.
    fn first(&self, taken: usize) -> (u64, u64) {
        let whole = self.frames.iter().take_while(|(end, _)| *end <= taken).last();
        let messages = whole.map_or(0, |(_, messages)| *messages);
        (self.starts[messages], messages as u64)
    }
}

type Writer = StreamWriter<'static, BlockWriter<CutSink, FormatFramer>, DefaultFramer>;

fn writer(wire: &Wire, cut: usize, faults: impl IntoIterator<Item = Fault>) -> Writer {
    let sink = CutSink::new(cut, faults);
    let blocks = BlockWriter::with_block_bytes(sink, wire.format.framer().unwrap(), BLOCK);
    StreamWriter::new(blocks, DefaultFramer)
}

fn taken(writer: &Writer) -> usize {
    writer.get_ref().get_ref().taken.len()
}

/// Every byte of a stream to stop at, and some of one with digests.
fn every_cut(mut check: impl FnMut(&Wire, usize)) {
    for (format, step) in some_formats().zip([1, 7, 7, 7]) {
        let wire = Wire::new(format, &messages());
        (0..wire.bytes.len()).step_by(step).for_each(|cut| check(&wire, cut));
    }
}

#[test]
fn a_final_error_at_every_byte_names_the_first_message_not_delivered_and_poisons() {
    let faults = [Fault::Raw(28), Fault::Kind(io::ErrorKind::BrokenPipe)];
    for fault in faults {
        let (kind, code) = match fault {
            Fault::Raw(code) => (io::Error::from_raw_os_error(code).kind(), Some(code)),
            Fault::Kind(kind) => (kind, None),
            Fault::Zero | Fault::Panic => unreachable!("not among them"),
        };
        every_cut(|wire, cut| {
            let mut writer = writer(wire, cut, [fault]);
            let mut written = messages();
            let failed = written.drain(..).find_map(|m| writer.write_payload(&m).err());
            let error = failed.unwrap_or_else(|| writer.flush().unwrap_err());
            let (offset, ordinal) = wire.first(cut);
            assert_eq!(located(&error), (ErrorKind::Io(kind), offset, ordinal), "cut {cut}");
            // The system's own error is to be found below it.
            let (mut source, mut codes) = (error.source(), Vec::new());
            while let Some(error) = source {
                codes.extend(error.downcast_ref().map(io::Error::raw_os_error));
                // `io::Error` goes past what is inside of it.
                let inner = error.downcast_ref().and_then(io::Error::get_ref);
                source = inner.map(|inner| inner as _).or(error.source());
            }
            assert_eq!(codes.last(), Some(&code), "{error:?}");

            let poisoned = (ErrorKind::Poisoned, offset, ordinal);
            for message in messages() {
                assert_eq!(located(&writer.write_payload(&message).unwrap_err()), poisoned);
            }
            assert_eq!(located(&writer.flush().unwrap_err()), poisoned);
            let (error, writer) = writer.finish().unwrap_err();
            assert_eq!(located(&error), poisoned);
            // Nor does the block writer send again what the sink may have.
            let (_, blocks) = writer.into_inner().into_inner().unwrap_err();
            assert_eq!(blocks.get_ref().taken, wire.bytes[..cut]);
        });
    }
}

/// Writes until everything was taken; every error must be `kind` and name the first
/// message that the sink does not have.
fn persist(writer: &mut Writer, wire: &Wire, kind: io::ErrorKind) -> u32 {
    let mut errors = 0;
    let mut judge = |writer: &Writer, error: &Error| {
        errors += 1;
        let (offset, ordinal) = wire.first(taken(writer));
        assert_eq!(located(error), (ErrorKind::Io(kind), offset, ordinal));
    };
    for message in messages() {
        let before = writer.messages_written();
        while writer.messages_written() == before {
            if let Err(error) = writer.write_payload(&message) {
                judge(writer, &error);
            }
        }
    }
    while let Err(error) = writer.flush() {
        judge(writer, &error);
    }
    errors
}

#[test]
fn a_sink_that_blocks_at_any_byte_gets_everything_once() {
    let faults = [
        (Fault::Kind(io::ErrorKind::WouldBlock), io::ErrorKind::WouldBlock),
        (Fault::Kind(io::ErrorKind::TimedOut), io::ErrorKind::TimedOut),
        (Fault::Zero, io::ErrorKind::WriteZero),
    ];
    for (fault, kind) in faults {
        every_cut(|wire, cut| {
            let mut writer = writer(wire, cut, [fault; 3]);
            assert_eq!(persist(&mut writer, wire, kind), 3, "cut {cut}");
            assert_eq!(writer.messages_written(), messages().len() as u64);
            let blocks = writer.into_inner();
            assert_eq!(blocks.position().offset, wire.bytes.len() as u64);
            assert_eq!(blocks.position().ordinal, messages().len() as u64);
            let sink = blocks.into_inner().map_err(|(error, _)| error).unwrap();
            assert!(sink.taken == wire.bytes, "cut {cut}, {fault:?}");
        });
    }
}

#[test]
fn interruptions_at_any_byte_do_not_show() {
    every_cut(|wire, cut| {
        let mut writer = writer(wire, cut, [Fault::Kind(io::ErrorKind::Interrupted); 2]);
        crate::write_all(&mut writer, &messages());
        let sink = writer.finish().map_err(|(error, _)| error).unwrap();
        assert!(sink.taken == wire.bytes);
    });
}

#[test]
fn finishing_gives_the_sink_back_or_the_writer_to_try_again() {
    every_cut(|wire, cut| {
        let mut writer = writer(wire, cut, [Fault::Kind(io::ErrorKind::WouldBlock); 2]);
        let mut failures = 0;
        for message in messages() {
            let before = writer.messages_written();
            while writer.messages_written() == before {
                failures += u32::from(writer.write_payload(&message).is_err());
            }
        }
        let sink = loop {
            match writer.finish() {
                Ok(sink) => break sink,
                Err((error, back)) => {
                    let (offset, ordinal) = wire.first(taken(&back));
                    let kind = ErrorKind::Io(io::ErrorKind::WouldBlock);
                    assert_eq!(located(&error), (kind, offset, ordinal));
                    (writer, failures) = (back, failures + 1);
                }
            }
        };
        assert!(sink.taken == wire.bytes && failures == 2, "cut {cut}");
    });
}

#[test]
fn into_inner_gives_the_sink_back_or_the_block_writer_to_try_again() {
    every_cut(|wire, cut| {
        let sink = CutSink::new(cut, [Fault::Kind(io::ErrorKind::WouldBlock), Fault::Zero]);
        let framer = wire.format.framer().unwrap();
        let mut blocks = BlockWriter::with_block_bytes(sink, framer, BLOCK);
        let (plain, mut failures) = (block(&messages()), 0);
        let mut rest = &plain[..];
        while !rest.is_empty() {
            match blocks.write(rest) {
                Ok(n) => {
                    assert_ne!(n, 0);
                    rest = &rest[n..];
                }
                Err(error) => {
                    let undelivered = error.get_ref().unwrap().downcast_ref::<Undelivered>();
                    let Undelivered { frames, bytes, .. } = undelivered.unwrap();
                    let (offset, ordinal) = wire.first(blocks.get_ref().taken.len());
                    let whole = wire
                        .starts
                        .partition_point(|&start| start <= (plain.len() - rest.len()) as u64)
                        - 1;
                    assert_eq!(ordinal + frames, whole as u64);
                    assert_eq!(offset + bytes, wire.starts[whole]);
                    failures += 1;
                }
            }
        }
        let sink = loop {
            match blocks.into_inner() {
                Ok(sink) => break sink,
                Err((error, back)) => {
                    let undelivered = error.downcast::<Undelivered>().unwrap();
                    let (offset, ordinal) = wire.first(back.get_ref().taken.len());
                    assert_eq!(ordinal + undelivered.frames, messages().len() as u64);
                    assert_eq!(offset + undelivered.bytes, plain.len() as u64);
                    (blocks, failures) = (back, failures + 1);
                }
            }
        };
        assert!(sink.taken == wire.bytes && failures == 2, "cut {cut}");
    });
}

/// Hands `plain` to `write` in pieces, again where it was not taken, and answers how
/// often it was not.
fn persist_with(
    blocks: &mut BlockWriter<CutSink, FormatFramer>,
    wire: &Wire,
    plain: &[u8],
    write: impl Fn(&mut BlockWriter<CutSink, FormatFramer>, &[u8]) -> io::Result<usize>,
) -> u32 {
    let (mut taken, mut failures) = (0, 0);
    while taken < plain.len() {
        match write(blocks, &plain[taken..]) {
            Ok(n) => {
                assert_ne!(n, 0);
                taken += n;
            }
            Err(error) => {
                let undelivered = error.downcast::<Undelivered>().unwrap();
                let whole = wire.starts.partition_point(|&start| start <= taken as u64) - 1;
                let (offset, ordinal) = wire.first(blocks.get_ref().taken.len());
                // Not those bytes of a message that wait for the rest of it.
                assert_eq!(ordinal + undelivered.frames, whole as u64);
                assert_eq!(offset + undelivered.bytes, wire.starts[whole]);
                failures += 1;
            }
        }
    }
    failures
}

type Write1 = fn(&mut BlockWriter<CutSink, FormatFramer>, &[u8]) -> io::Result<usize>;

#[test]
fn bytes_in_pieces_are_taken_once_by_a_sink_that_blocks() {
    let ways: [Write1; 4] = [
        |blocks, rest| blocks.write(&rest[..1]),
        |blocks, rest| blocks.write(&rest[..rest.len().min(3)]),
        |blocks, rest| {
            let (front, back) = rest.split_at(rest.len().min(30));
            blocks.write_vectored(&[IoSlice::new(front), IoSlice::new(&[]), IoSlice::new(back)])
        },
        |blocks, rest| {
            let parts: Vec<_> = rest.chunks(7).map(IoSlice::new).collect();
            blocks.write_vectored(&parts)
        },
    ];
    let plain = block(&messages());
    every_cut(|wire, cut| {
        for (n, write) in ways.iter().enumerate() {
            let sink = CutSink::new(cut, [Fault::Kind(io::ErrorKind::WouldBlock); 2]);
            let framer = wire.format.framer().unwrap();
            let mut blocks = BlockWriter::with_block_bytes(sink, framer, BLOCK);
            let mut failures = persist_with(&mut blocks, wire, &plain, write);
            while blocks.flush().is_err() {
                failures += 1;
            }
            assert_eq!(failures, 2, "cut {cut}, way {n}");
            let sink = blocks.into_inner().map_err(|(error, _)| error).unwrap();
            assert!(sink.taken == wire.bytes, "cut {cut}, way {n}");
        }
    });
}

/// A sink that is looked at when its writer is gone.
struct Shared<'s>(&'s Cell<Vec<u8>>, CutSink);

impl Write for Shared<'_> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        let result = self.1.write(bytes);
        self.0.set(self.1.taken.clone());
        result
    }
    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

#[test]
fn what_a_dropped_writer_held_is_sent_unless_the_sink_failed_for_good() {
    for format in some_formats() {
        let wire = Wire::new(format, &messages());
        let last = wire.frames[wire.frames.len() - 2].0;
        for cut in last..wire.bytes.len() {
            for fault in [io::ErrorKind::WouldBlock, io::ErrorKind::BrokenPipe] {
                let seen = Cell::default();
                let sink = Shared(&seen, CutSink::new(cut, [Fault::Kind(fault)]));
                let framer = wire.format.framer().unwrap();
                let blocks = BlockWriter::with_block_bytes(sink, framer, BLOCK);
                let mut writer = StreamWriter::new(blocks, DefaultFramer);
                crate::write_all(&mut writer, &messages());
                assert_eq!(writer.flush().unwrap_err().kind(), ErrorKind::Io(fault));
                drop(writer);
                let all = fault == io::ErrorKind::WouldBlock;
                let len = if all { wire.bytes.len() } else { cut };
                assert_eq!(seen.take(), wire.bytes[..len]);
            }
        }
    }
}

#[test]
fn a_sink_that_panics_poisons_and_dropping_does_not_call_it_again() {
    every_cut(|wire, cut| {
        let mut writer = writer(wire, cut, [Fault::Panic]);
        let panic = catch_unwind(AssertUnwindSafe(|| {
            crate::write_all(&mut writer, &messages());
            writer.flush().unwrap();
        }));
        assert_eq!(panic.unwrap_err().downcast_ref(), Some(&"a sink that panics"));
        for _ in 0..2 {
            assert_eq!(writer.write_payload(b"more").unwrap_err().kind(), ErrorKind::Poisoned);
            assert_eq!(writer.flush().unwrap_err().kind(), ErrorKind::Poisoned);
        }
        let mut blocks = writer.into_inner();
        // What the sink has of the block is not known, so it counts as not delivered.
        let error = blocks.write(b"\0\0\0\0").unwrap_err();
        let undelivered = error.downcast::<Undelivered>().unwrap();
        assert!(undelivered.frames > 0);
        let (_, blocks) = blocks.into_inner().unwrap_err();
        assert_eq!(blocks.get_ref().taken, wire.bytes[..cut]);
    });
}

/// Fails to frame its block number `at`, for some calls.
struct Failing {
    inner: FormatFramer,
    at: u32,
    calls: Cell<u32>,
    times: Cell<u32>,
}

impl Framer for Failing {
    fn frame(&self, payload: &[u8], scratch: &mut OutBuf) -> Result<Framed> {
        self.inner.frame(payload, scratch)
    }
}

impl BlockFramer for Failing {
    fn frame_block(&self, block: &[u8], scratch: &mut OutBuf) -> Result<Framed> {
        self.calls.set(self.calls.get() + 1);
        if self.calls.get() > self.at && self.times.get() > 0 {
            self.times.set(self.times.get() - 1);
            return Err(Error::other("a framer that fails"));
        }
        self.inner.frame_block(block, scratch)
    }
}

impl Failing {
    fn new(wire: &Wire, at: u32, times: u32) -> Self {
        let inner = wire.format.framer().unwrap();
        Self { inner, at, calls: Cell::default(), times: Cell::new(times) }
    }
}

#[test]
fn a_framer_that_fails_costs_no_message() {
    for format in some_formats() {
        let wire = Wire::new(format, &messages());
        for at in 0..u32::try_from(wire.frames.len()).unwrap() {
            let framer = Failing::new(&wire, at, 2);
            let mut blocks = BlockWriter::with_block_bytes(Vec::new(), framer, BLOCK);
            let plain = block(&messages());
            let (mut rest, mut failures) = (&plain[..], 0);
            while !rest.is_empty() {
                match blocks.write(rest) {
                    Ok(n) => rest = &rest[n..],
                    Err(error) => {
                        let undelivered = error.downcast::<Undelivered>().unwrap();
                        assert_eq!(undelivered.source.kind(), io::ErrorKind::Other);
                        assert_eq!(undelivered.frames, blocks.pending());
                        failures += 1;
                    }
                }
            }
            let taken = loop {
                match blocks.into_inner() {
                    Ok(taken) => break taken,
                    Err((_, back)) => (blocks, failures) = (back, failures + 1),
                }
            };
            assert!(taken == wire.bytes && failures == 2, "block {at}");
        }
    }
}

#[test]
fn a_framer_that_fails_poisons_the_stream_writer_at_the_first_message_of_its_block() {
    for format in some_formats() {
        let wire = Wire::new(format, &messages());
        for at in 0..wire.frames.len() {
            let framer = Failing::new(&wire, u32::try_from(at).unwrap(), u32::MAX);
            let blocks = BlockWriter::with_block_bytes(Vec::new(), framer, BLOCK);
            let mut writer = StreamWriter::new(blocks, DefaultFramer);
            let mut written = messages();
            let failed = written.drain(..).find_map(|m| writer.write_payload(&m).err());
            let error = failed.unwrap_or_else(|| writer.flush().unwrap_err());
            let sent = at.checked_sub(1).map_or(0, |last| wire.frames[last].0);
            let (offset, ordinal) = wire.first(sent);
            assert_eq!(located(&error), (ErrorKind::Other, offset, ordinal));
            let at = format!("frame {ordinal} at byte {offset}");
            assert_eq!(error.to_string(), format!("{at}: callback failed: a framer that fails"));
            let error = writer.write_payload(b"more").unwrap_err();
            assert_eq!(located(&error), (ErrorKind::Poisoned, offset, ordinal));
            assert_eq!(writer.get_ref().get_ref()[..], wire.bytes[..sent]);
        }
    }
}

/// A block framer that panics from a call on.
struct Panicking(FormatFramer, Cell<u32>);

impl Framer for Panicking {
    fn frame(&self, payload: &[u8], scratch: &mut OutBuf) -> Result<Framed> {
        self.0.frame(payload, scratch)
    }
}

impl BlockFramer for Panicking {
    fn frame_block(&self, block: &[u8], scratch: &mut OutBuf) -> Result<Framed> {
        match self.1.get() {
            0 => panic!("a framer that panics"),
            calls => self.1.set(calls - 1),
        }
        self.0.frame_block(block, scratch)
    }
}

/// It would be called again while unwinding, and abort the process.
#[test]
fn a_framer_that_panics_is_not_called_again_when_its_writer_is_dropped() {
    for format in some_formats() {
        let wire = Wire::new(format, &messages());
        for calls in 0..3_usize {
            let seen = Cell::default();
            let panic = catch_unwind(AssertUnwindSafe(|| {
                let framer = wire.format.framer().unwrap();
                let framer = Panicking(framer, Cell::new(u32::try_from(calls).unwrap()));
                let sink = Shared(&seen, CutSink::new(0, []));
                let mut blocks = BlockWriter::with_block_bytes(sink, framer, BLOCK);
                blocks.write_all(&block(&messages())).unwrap();
            }));
            assert_eq!(panic.unwrap_err().downcast_ref(), Some(&"a framer that panics"));
            let len = calls.checked_sub(1).map_or(0, |last| wire.frames[last].0);
            assert_eq!(seen.take(), wire.bytes[..len]);
        }
        // Nor later, behind somebody who caught it.
        let framer = Panicking(wire.format.framer().unwrap(), Cell::new(0));
        let mut blocks = BlockWriter::with_block_bytes(Vec::new(), framer, BLOCK);
        blocks.write_all(&block(&[b"abc"])).unwrap();
        catch_unwind(AssertUnwindSafe(|| blocks.flush())).unwrap_err();
        drop(blocks);
    }
}

/// A block framer whose frames do not frame blocks.
struct Encoding;

impl Framer for Encoding {
    fn frame(&self, payload: &[u8], scratch: &mut OutBuf) -> Result<Framed> {
        scratch.clear();
        scratch.extend_from_slice(payload);
        let header = flatstream::Header::v1(payload.len(), 0, 0)?;
        Ok(Framed { header, body: flatstream::Body::Scratch })
    }
}

impl BlockFramer for Encoding {}

#[test]
fn a_framer_that_encodes_and_does_not_say_how_blocks_are_framed_is_refused() {
    let mut writer = StreamWriter::with_blocks(Vec::new(), Encoding);
    writer.write_payload(b"abc").unwrap();
    let error = writer.flush().unwrap_err();
    assert_eq!(located(&error), (ErrorKind::Config, 0, 0));
    assert!(error.to_string().contains("must frame blocks itself"), "{error}");
}

/// A sink whose flush fails with a kind.
struct Unflushable(Vec<u8>, Option<io::ErrorKind>);

impl Write for Unflushable {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.0.write(bytes)
    }
    fn flush(&mut self) -> io::Result<()> {
        self.1.map_or(Ok(()), |kind| Err(kind.into()))
    }
}

#[test]
fn a_failed_flush_names_the_next_message_and_poisons_unless_it_may_be_repeated() {
    let format = some_formats().next().unwrap();
    for (kind, poisons) in [(io::ErrorKind::WouldBlock, false), (io::ErrorKind::Other, true)] {
        let sink = Unflushable(Vec::new(), Some(kind));
        let mut writer = StreamWriter::with_blocks(sink, format.framer().unwrap());
        writer.write_payload(b"abc").unwrap();
        assert_eq!(located(&writer.flush().unwrap_err()), (ErrorKind::Io(kind), 7, 1));
        writer.get_mut().get_mut().1 = None;
        match writer.flush() {
            Ok(()) => assert!(!poisons),
            Err(error) => {
                assert_eq!((located(&error), poisons), ((ErrorKind::Poisoned, 7, 1), true));
            }
        }
        assert_eq!(writer.get_ref().get_ref().0, in_blocks(&format, 100, &[b"abc".to_vec()]));
    }
}

/// What was under way and has been delivered since counts no more.
#[test]
fn a_flush_that_fails_behind_a_block_that_waited_names_the_next_message() {
    struct Both(CutSink, Option<io::ErrorKind>);
    impl Write for Both {
        fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
            self.0.write(bytes)
        }
        fn flush(&mut self) -> io::Result<()> {
            self.1.map_or(Ok(()), |kind| Err(kind.into()))
        }
    }
    every_cut(|wire, cut| {
        let blocked = io::ErrorKind::WouldBlock;
        let sink = Both(CutSink::new(cut, [Fault::Kind(blocked)]), Some(io::ErrorKind::TimedOut));
        let framer = wire.format.framer().unwrap();
        let blocks = BlockWriter::with_block_bytes(sink, framer, BLOCK);
        let mut writer = StreamWriter::new(blocks, DefaultFramer);
        for message in messages() {
            let before = writer.messages_written();
            while writer.messages_written() == before {
                let _: Option<Error> = writer.write_payload(&message).err();
            }
        }
        let mut error = writer.flush().unwrap_err();
        if error.kind() == ErrorKind::Io(blocked) {
            error = writer.flush().unwrap_err();
        }
        let (offset, ordinal) = wire.first(wire.bytes.len());
        let kind = ErrorKind::Io(io::ErrorKind::TimedOut);
        assert_eq!(located(&error), (kind, offset, ordinal), "cut {cut}");
        writer.get_mut().get_mut().1 = None;
        writer.flush().unwrap();
        assert_eq!(writer.get_ref().get_ref().0.taken, wire.bytes);
    });
}

#[test]
fn the_source_of_an_error_knows_the_stream_that_goes_out() {
    every_cut(|wire, cut| {
        let mut writer = writer(wire, cut, [Fault::Kind(io::ErrorKind::BrokenPipe)]);
        let mut written = messages();
        let failed = written.drain(..).find_map(|m| writer.write_payload(&m).err());
        let error = failed.unwrap_or_else(|| writer.flush().unwrap_err());
        let inner = error.source().unwrap().downcast_ref::<io::Error>().unwrap();
        let inner = inner.get_ref().unwrap().downcast_ref::<Error>().unwrap();
        let whole = wire.frames.iter().take_while(|(end, _)| *end <= cut).last();
        let (offset, ordinal) = whole.map_or((0, 0), |&(end, messages)| (end, messages));
        let expected = (ErrorKind::Io(io::ErrorKind::BrokenPipe), offset as u64, ordinal as u64);
        assert_eq!(located(inner), expected);
    });
}

/// A sink that cannot store.
struct Unsyncable(Vec<u8>, Option<io::ErrorKind>);

impl Write for Unsyncable {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.0.write(bytes)
    }
    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

impl Durable for Unsyncable {
    fn sync(&mut self) -> io::Result<()> {
        self.1.take().map_or(Ok(()), |kind| Err(kind.into()))
    }
}

#[test]
fn after_a_failed_sync_nothing_more_is_sent() {
    let format = some_formats().next().unwrap();
    let sink = Unsyncable(Vec::new(), Some(io::ErrorKind::WouldBlock));
    let mut blocks = BlockWriter::new(sink, format.framer().unwrap());
    blocks.write_all(&block(&[b"abc"])).unwrap();
    assert_eq!(blocks.sync().unwrap_err().kind(), io::ErrorKind::WouldBlock);
    blocks.write_all(b"").unwrap();
    assert_eq!(blocks.sync().unwrap_err().kind(), io::ErrorKind::Other);
    assert_eq!(blocks.write_all(&block(&[b"def"])).unwrap_err().kind(), io::ErrorKind::Other);
}

#[test]
fn the_text_of_an_error_names_one_place() {
    let format = some_formats().next().unwrap();
    let sink = CutSink::new(0, [Fault::Kind(io::ErrorKind::StorageFull)]);
    let mut writer = StreamWriter::with_blocks(sink, format.framer().unwrap());
    writer.write_payload(b"abc").unwrap();
    let text = writer.flush().unwrap_err().to_string();
    assert_eq!(text, format!("frame 0 at byte 0: I/O: {}", io::ErrorKind::StorageFull));
}

/// Serialized messages, where the frame is built around them.
#[test]
fn a_message_serialized_into_a_blocked_writer_is_taken_once() {
    let format = some_formats().next().unwrap();
    let texts: Vec<_> = (0..30).map(|n| format!("text number {n} of several")).collect();
    let payloads: Vec<_> = texts.iter().map(|text| payload(text.as_str())).collect();
    let expected = in_blocks(&format, BLOCK, &payloads);
    for cut in 0..expected.len() {
        let sink = CutSink::new(cut, [Fault::Kind(io::ErrorKind::WouldBlock); 2]);
        let blocks = BlockWriter::with_block_bytes(sink, format.framer().unwrap(), BLOCK);
        let mut writer = StreamWriter::new(blocks, DefaultFramer);
        for text in &texts {
            let before = writer.messages_written();
            while writer.messages_written() == before {
                let _: Option<Error> = writer.write(text.as_str()).err();
            }
        }
        while writer.flush().is_err() {}
        let blocks = writer.into_inner();
        let sink = blocks.into_inner().map_err(|(error, _)| error).unwrap();
        assert!(sink.taken == expected, "cut {cut}");
    }
}
