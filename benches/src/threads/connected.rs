//! A thread that writes and one that reads, with a socket between them.

use super::worker::{Subjects, Task, Worker};
use crate::{
    case::{Case, Pass, Variant, Work},
    integrity::Bare,
    measure::Outcome,
    readers::{self, NextPayload},
    targets::Given,
    workloads::{self, LogMessages, NestedMessages, TelemetryMessages, Workload},
    writers::{ByHand, Direct, InBatches, MessageWriter},
};
use flatstream::{DefaultDeframer, StreamReader};
use std::{
    io::{BufReader, BufWriter},
    net::Shutdown,
    os::unix::net::UnixStream,
    rc::Rc,
};

pub(super) fn cases() -> Vec<Case> {
    vec![case::<TelemetryMessages>(), case::<LogMessages>(), case::<NestedMessages>()]
}

fn case<M: Workload>() -> Case {
    Case::new("threads", format!("connected-{}", M::NAME), "socket", |_| {
        let given = Given::of::<M, Bare>(2)?;
        let messages = given.records.len() as u64;
        let (near, far) = UnixStream::pair()?;
        let end = Rc::new(WriteEnd {
            reader: Worker::spawn(move || readers::<M>(messages, &far))?,
            stream: near.try_clone()?,
        });
        let stream = || near.try_clone();
        let default = ByHand::new(BufWriter::new(stream()?));
        let long = ByHand::new(BufWriter::with_capacity(WRITTEN_AT_ONCE, stream()?));
        let direct = Direct::new(BufWriter::new(stream()?));
        let in_batches = InBatches::new(stream()?);
        Ok(Work {
            messages: messages * TIMES,
            bytes: given.wire.len() as u64 * TIMES,
            variants: vec![
                variant::<M>("hand loops", 0, &given, default, &end),
                variant::<M>("hand loops 32K, 64K", 1, &given, long, &end),
                variant::<M>("StreamWriter 8K, Reader", 2, &given, direct, &end),
                variant::<M>("with_arena, Reader", 3, &given, in_batches, &end),
            ],
        })
    })
    .threads(2)
}

/// Times that all messages go over the socket in one pass.
const TIMES: u64 = 20;

/// As `with_arena` does, and as `StreamReader` does.
const WRITTEN_AT_ONCE: usize = 32 << 10;
const READ_AT_ONCE: usize = 64 << 10;

/// What reads what the variants write, in their order.
fn readers<M: Workload>(messages: u64, stream: &UnixStream) -> Outcome<Subjects> {
    let expected: Rc<[Vec<u8>]> = workloads::payloads::<M>(messages)?.into();
    let source = || stream.try_clone();
    let default = readers::ByHand::new(BufReader::new(source()?));
    let long = readers::ByHand::new(BufReader::with_capacity(READ_AT_ONCE, source()?));
    Ok(vec![
        Box::new(Reading::<_, 0>::new(default, &expected, stream)?),
        Box::new(Reading::<_, 1>::new(long, &expected, stream)?),
        Box::new(Reading::<_, 2>::new(ours(source()?), &expected, stream)?),
        Box::new(Reading::<_, 3>::new(ours(source()?), &expected, stream)?),
    ])
}

fn ours(stream: UnixStream) -> StreamReader<UnixStream, DefaultDeframer> {
    StreamReader::new(stream, DefaultDeframer)
}

/// The connection as the writing thread has it. One serves all variants: two
/// sockets differ in speed for as long as they live.
struct WriteEnd {
    reader: Worker,
    stream: UnixStream,
}

impl WriteEnd {
    /// Ends the connection for whoever waits at either end.
    fn break_off(stream: &UnixStream) {
        // If that fails, it has ended.
        let _ = stream.shutdown(Shutdown::Both);
    }
}

impl Drop for WriteEnd {
    fn drop(&mut self) {
        // Lest the reader, which goes next, waits for bytes.
        Self::break_off(&self.stream);
    }
}

struct Writing<M: Workload, W> {
    given: Rc<Given<M::Record>>,
    writer: W,
    /// Which of the readers takes it.
    index: usize,
    end: Rc<WriteEnd>,
}

fn variant<M: Workload>(
    name: &'static str,
    index: usize,
    given: &Rc<Given<M::Record>>,
    writer: impl MessageWriter,
    end: &Rc<WriteEnd>,
) -> Variant {
    let (given, end) = (given.clone(), end.clone());
    Variant::new(name, Writing::<M, _> { given, writer, index, end })
}

impl<M: Workload, W: MessageWriter> Pass for Writing<M, W> {
    #[inline(never)]
    fn pass(&mut self) -> Outcome<()> {
        let Self { given, writer, index, end } = self;
        end.reader.begin(Task::Pass(*index))?;
        let mut write_all = || {
            for _ in 0..TIMES {
                for record in &given.records {
                    writer.write(&M::message(record))?;
                }
            }
            writer.flush()
        };
        let written = write_all();
        if written.is_err() {
            WriteEnd::break_off(&end.stream);
        }
        // Where both have failed, the reader knows why.
        end.reader.wait().and(written)
    }

    /// The reader compares every message in every pass.
    fn verify(&mut self) -> Outcome<()> {
        self.pass()
    }
}

struct Reading<P, const TAG: usize> {
    payloads: P,
    expected: Rc<[Vec<u8>]>,
    stream: UnixStream,
}

impl<P: NextPayload, const TAG: usize> Reading<P, TAG> {
    fn new(payloads: P, expected: &Rc<[Vec<u8>]>, stream: &UnixStream) -> Outcome<Self> {
        Ok(Self { payloads, expected: expected.clone(), stream: stream.try_clone()? })
    }

    #[inline(always)]
    fn read_all(&mut self) -> Outcome<()> {
        for _ in 0..TIMES {
            for (number, expected) in self.expected.iter().enumerate() {
                if self.payloads.next_payload()? != expected {
                    return Err(format!("message {number} is not what was sent").into());
                }
            }
        }
        Ok(())
    }
}

impl<P: NextPayload, const TAG: usize> Pass for Reading<P, TAG> {
    #[inline(never)]
    fn pass(&mut self) -> Outcome<()> {
        let result = self.read_all();
        if result.is_err() {
            // Lest the writer waits for room.
            WriteEnd::break_off(&self.stream);
        }
        result
    }

    fn verify(&mut self) -> Outcome<()> {
        self.pass()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Rather than leave it waiting for room.
    #[test]
    fn a_reader_that_finds_other_messages_ends_the_writer_too() {
        let given = Given::of::<TelemetryMessages, Bare>(2).unwrap();
        let (near, far) = UnixStream::pair().unwrap();
        let end = Rc::new(WriteEnd {
            reader: Worker::spawn(move || readers::<LogMessages>(10, &far)).unwrap(),
            stream: near.try_clone().unwrap(),
        });
        let writer = ByHand::new(near);
        let mut variant = variant::<TelemetryMessages>("hand loop", 0, &given, writer, &end);
        let error = variant.subject.pass().unwrap_err();
        assert_eq!(error.to_string(), "message 0 is not what was sent");
    }
}
