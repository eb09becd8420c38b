//! Streams of more and more messages, none of which is stored.

use crate::{
    case::{Case, Pass, Variant, Work},
    integrity::{Bare, Integrity},
    measure::{self, Effort, Outcome},
    origins::{Buffered, Unbuffered},
    read::{HandLoop, Loaded, Payloads, Streamed, look_at},
    storage::Storage,
    targets::Target,
    writers::{ByHand, InBatches, MessageWriter},
};
use flatbuffers::FlatBufferBuilder;
use flatstream::{StreamReader, StreamSerialize};
use flatstream_testkit::Telemetry;
use std::{
    fs::File,
    io::{BufReader, BufWriter, Read, Seek, Write},
    path::Path,
};

pub(super) fn cases() -> Vec<Case> {
    let counts = [(10_000, "1e4"), (100_000, "1e5"), (1_000_000, "1e6"), (10_000_000, "1e7")];
    let cases = |(count, name)| {
        [
            case(format!("write-telemetry-{name}"), count, |count, storage| {
                written(count, &storage.file()?)
            }),
            case(format!("read-telemetry-{name}"), count, |count, storage| {
                read(count, &storage.path())
            }),
        ]
    };
    counts.into_iter().flat_map(cases).collect()
}

/// Measured as all passes are, but in fewer rounds the longer they are.
fn case(workload: String, count: u64, build: fn(u64, &Storage) -> Outcome<Vec<Variant>>) -> Case {
    Case::own("scaling", workload, "file", move |case, storage, effort| {
        let Some(rounds) = rounds(count, effort) else { return Ok(Vec::new()) };
        let passes = Case::new(case.suite, &*case.workload, case.sink, move |storage| {
            let variants = build(count, storage)?;
            Ok(Work { messages: count, bytes: count * FRAME_BYTES as u64, variants })
        });
        measure::measure(&passes, storage, Effort { rounds, ..effort })
    })
}

fn rounds(count: u64, effort: Effort) -> Option<usize> {
    let (messages, least, most) = match effort {
        Effort::QUICK if count > 1_000_000 => return None,
        Effort::QUICK => (3_000_000, 3, 21),
        _ => (20_000_000, 5, 101),
    };
    usize::try_from((messages / count).clamp(least, most)).ok()
}

/// A telemetry message and its length in front.
const FRAME_BYTES: usize = 92;

/// All variants write one file: the system then has it in memory once.
fn written(count: u64, file: &File) -> Outcome<Vec<Variant>> {
    let by_hand = ByHand::new(BufWriter::new(file.try_clone()?));
    let in_batches = InBatches::new(file.try_clone()?);
    Ok(vec![
        Variant::new("hand loop", Writing { writer: by_hand, file: file.try_clone()?, count }),
        Variant::new("with_arena", Writing { writer: in_batches, file: file.try_clone()?, count }),
    ])
}

struct Writing<W> {
    writer: W,
    /// The same file, at the same position.
    file: File,
    count: u64,
}

impl<W: MessageWriter<Sink: Target>> Pass for Writing<W> {
    #[inline(never)]
    fn pass(&mut self) -> Outcome<()> {
        self.writer.sink().restart()?;
        for n in 0..self.count {
            self.writer.write(&Telemetry(n))?;
        }
        self.writer.flush()?;
        let (end, expected) = (self.file.stream_position()?, self.count * FRAME_BYTES as u64);
        if end == expected { Ok(()) } else { Err(format!("{end} bytes of {expected}").into()) }
    }

    fn verify(&mut self) -> Outcome<()> {
        // Lest it finds what the variant before it wrote.
        self.file.set_len(0)?;
        self.pass()?;
        self.file.rewind()?;
        let mut source = BufReader::with_capacity(64 << 10, &self.file);
        let (mut frame, mut rest) = ([0; FRAME_BYTES], Vec::new());
        each_frame(self.count, |n, expected| {
            source.read_exact(&mut frame)?;
            if frame == *expected { Ok(()) } else { Err(format!("message {n} is wrong").into()) }
        })?;
        match source.read_to_end(&mut rest)? {
            0 => Ok(()),
            more => Err(format!("{more} bytes too many").into()),
        }
    }
}

fn read(count: u64, path: &Path) -> Outcome<Vec<Variant>> {
    let mut file = BufWriter::new(File::create(path)?);
    let mut answer = 0;
    each_frame(count, |_, frame| {
        answer = look_at(answer, &frame[LEN_BYTES..]);
        Ok(file.write_all(frame)?)
    })?;
    file.flush()?;
    let by_hand = HandLoop::<_, Bare>::new(Buffered(path.to_owned()))?;
    let streamed = Streamed::new(Unbuffered(path.to_owned()), StreamReader::new, Bare::deframer())?;
    let mut variants = vec![
        Variant::new("hand loop", Reading { payloads: by_hand, count, answer }),
        Variant::new("StreamReader", Reading { payloads: streamed, count, answer }),
    ];
    if count <= 1_000_000 {
        let loaded = Loaded::<Bare>::new(File::open(path)?);
        let reading = Reading { payloads: loaded, count, answer };
        variants.push(Variant::new("SliceReader, loaded", reading));
    }
    Ok(variants)
}

struct Reading<P> {
    payloads: P,
    count: u64,
    answer: u64,
}

impl<P: Payloads> Pass for Reading<P> {
    #[inline(never)]
    fn pass(&mut self) -> Outcome<()> {
        let (mut count, mut answer) = (0, 0);
        self.payloads.each(|payload| {
            count += 1;
            answer = look_at(answer, payload);
        })?;
        if (count, answer) == (self.count, self.answer) {
            return Ok(());
        }
        Err(format!("{count} messages of {}, or others", self.count).into())
    }

    fn verify(&mut self) -> Outcome<()> {
        let mut builder = FlatBufferBuilder::new();
        let (mut count, mut wrong) = (0, None);
        self.payloads.each(|payload| {
            builder.reset();
            let built = Telemetry(count).serialize(&mut builder).is_ok();
            if !built || builder.finished_data() != payload {
                wrong = wrong.or(Some(count));
            }
            count += 1;
        })?;
        match wrong {
            Some(ordinal) => Err(format!("message {ordinal} is wrong").into()),
            None if count != self.count => Err(format!("{count} of {}", self.count).into()),
            None => Ok(()),
        }
    }
}

const LEN_BYTES: usize = 4;

/// The frames that a stream of so many messages has.
fn each_frame(
    count: u64,
    mut consume: impl FnMut(u64, &[u8; FRAME_BYTES]) -> Outcome<()>,
) -> Outcome<()> {
    let mut builder = FlatBufferBuilder::new();
    let mut frame = [0; FRAME_BYTES];
    for n in 0..count {
        builder.reset();
        Telemetry(n).serialize(&mut builder)?;
        let payload = builder.finished_data();
        let (len, body) = frame.split_at_mut(LEN_BYTES);
        len.copy_from_slice(&u32::try_from(payload.len())?.to_le_bytes());
        if payload.len() != body.len() {
            return Err(format!("message {n} has {} bytes", payload.len()).into());
        }
        body.copy_from_slice(payload);
        consume(n, &frame)?;
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;
    use flatstream_testkit::{TempFile, count};

    fn open(path: &Path) -> File {
        File::options().read(true).write(true).create(true).truncate(true).open(path).unwrap()
    }

    /// What can be flat without a clock: the heap.
    #[test]
    fn what_a_pass_asks_the_heap_for_does_not_grow_with_its_messages() {
        for messages in [1_000, 50_000] {
            let (to, from) = (TempFile::new("scaling-to"), TempFile::new("scaling-from"));
            let mut variants = written(messages, &open(&to.0)).unwrap();
            variants.extend(read(messages, &from.0).unwrap());
            for Variant { name, subject, .. } in &mut variants {
                subject.verify().unwrap();
                let heap = count(|| subject.pass().unwrap());
                assert_eq!(heap.allocations, 0, "{name}, {messages} messages");
            }
        }
    }

    #[test]
    fn a_stream_of_other_messages_is_found_out() {
        let path = TempFile::new("scaling-other");
        let file = open(&path.0);
        let mut variants = written(100, &file).unwrap();
        variants[0].subject.verify().unwrap();
        let payloads =
            Streamed::new(Unbuffered(path.0.clone()), StreamReader::new, Bare::deframer()).unwrap();
        let mut reading = Reading { payloads, count: 101, answer: 0 };
        assert_eq!(reading.verify().unwrap_err().to_string(), "100 of 101");
        assert_eq!(reading.pass().unwrap_err().to_string(), "100 messages of 101, or others");
    }

    #[test]
    fn long_passes_have_few_rounds() {
        let (full, quick) = (Effort::FULL, Effort::QUICK);
        assert_eq!((rounds(10_000, full), rounds(10_000_000, full)), (Some(101), Some(5)));
        assert_eq!((rounds(1_000_000, quick), rounds(10_000_000, quick)), (Some(3), None));
    }
}
