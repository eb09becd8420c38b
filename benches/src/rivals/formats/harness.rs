//! What all formats are put through.

use crate::{
    case::{Pass, Variant},
    looking::Answered,
    measure::Outcome,
    messages::{Answers, Messages},
    origins::{Buffered, Origin},
    storage::Storage,
    targets::{Given, Target},
    workloads::Workload,
};
use flatstream::{DefaultDeframer, SliceReader};
use std::{
    fs,
    io::{BufRead, BufReader, BufWriter, Write},
    rc::Rc,
};

/// A way to write messages of this kind and to read them back, with whatever
/// memory it uses again for each.
pub(super) trait Format<M: Workload>: Sized + 'static {
    const NAME: &'static str;

    /// With room for any message of `given`.
    fn new(given: &Given<M::Record>) -> Self;

    fn write<S: Sink>(&mut self, record: &M::Record, sink: &mut S) -> Outcome<()>;

    /// Takes the next message off a stream in memory that is not empty, and
    /// looks at three of its fields or at `ALL`, and at those as a `WHOLE` to
    /// verify them.
    fn look_in_slice<const ALL: bool, const WHOLE: bool>(
        &mut self,
        stream: &mut &[u8],
    ) -> Outcome<u64>;

    /// The same where bytes come by and by.
    fn look_in_reader<const ALL: bool, const WHOLE: bool>(
        &mut self,
        reader: &mut impl BufRead,
    ) -> Outcome<u64>;
}

/// Where messages are written to.
pub(crate) trait Sink: Target {
    /// Lets formats that can only be encoded into vectors append to this one,
    /// or to `scratch`, which is then written.
    fn append(
        &mut self,
        scratch: &mut Vec<u8>,
        encode: impl FnOnce(&mut Vec<u8>) -> Outcome<()>,
    ) -> Outcome<()>;
}

impl Sink for Vec<u8> {
    #[inline(always)]
    fn append(
        &mut self,
        _: &mut Vec<u8>,
        encode: impl FnOnce(&mut Vec<u8>) -> Outcome<()>,
    ) -> Outcome<()> {
        encode(self)
    }
}

impl<S: Target> Sink for BufWriter<S> {
    #[inline(always)]
    fn append(
        &mut self,
        scratch: &mut Vec<u8>,
        encode: impl FnOnce(&mut Vec<u8>) -> Outcome<()>,
    ) -> Outcome<()> {
        scratch.clear();
        encode(scratch)?;
        Ok(self.write_all(scratch)?)
    }
}

pub(super) fn writer<M: Answers, F: Format<M>, S: Sink>(
    storage: &Storage,
    given: &Rc<Given<M::Record>>,
) -> Outcome<Variant> {
    let bytes = written::<M, F>(given)?.len() as u64;
    let (format, sink) = (F::new(given), S::new(storage)?);
    let writing = Writing::<M, F, S> { given: given.clone(), format, sink };
    Ok(Variant::new(F::NAME, writing).bytes(bytes).rival())
}

pub(super) fn slice_reader<M: Messages, F: Format<M>, const ALL: bool>(
    given: &Rc<Given<M::Record>>,
) -> Outcome<Variant> {
    let stream = Aligned::new(&written::<M, F>(given)?);
    let (bytes, format) = (stream.bytes().len() as u64, F::new(given));
    let reading = FromSlice::<M, F, ALL> { answers: Answered::new(given), stream, format };
    Ok(Variant::new(F::NAME, reading).bytes(bytes).rival())
}

pub(super) fn file_reader<M: Messages, F: Format<M>, const ALL: bool>(
    storage: &Storage,
    given: &Rc<Given<M::Record>>,
) -> Outcome<Variant> {
    let (stream, format) = (written::<M, F>(given)?, F::new(given));
    let path = storage.path();
    fs::write(&path, &stream)?;
    let file = Buffered(path);
    let (answers, reader) = (Answered::new(given), file.open()?);
    let reading = FromFile::<M, F, ALL> { answers, file, reader, format };
    Ok(Variant::new(F::NAME, reading).bytes(stream.len() as u64).rival())
}

/// Decodes all of `stream` and compares it with the records.
pub(super) fn compare<M: Answers, F: Format<M>>(
    given: &Given<M::Record>,
    stream: &[u8],
) -> Outcome<()> {
    let (mut format, stream) = (F::new(given), Aligned::new(stream));
    let mut stream = stream.bytes();
    for (ordinal, record) in given.records.iter().enumerate() {
        if stream.is_empty() {
            return Err(format!("{ordinal} messages of {}", given.records.len()).into());
        }
        if format.look_in_slice::<true, true>(&mut stream)? != M::every::<true>(record) {
            return Err(format!("message {ordinal} is not what was given").into());
        }
    }
    match stream.len() {
        0 => Ok(()),
        more => Err(format!("{more} bytes too many").into()),
    }
}

/// The stream of all messages, by a format of its own: the first pass of the one
/// that is measured is to find its memory as it was made.
fn written<M: Answers, F: Format<M>>(given: &Given<M::Record>) -> Outcome<Vec<u8>> {
    let (mut format, mut stream) = (F::new(given), Vec::new());
    for record in &given.records {
        format.write(record, &mut stream)?;
    }
    compare::<M, F>(given, &stream)?;
    Ok(stream)
}

/// Room for the largest message in any format: none takes twice what
/// `FlatBuffers` do.
pub(super) fn room<R>(given: &Given<R>) -> usize {
    let payloads = SliceReader::new(&given.wire, DefaultDeframer).map_while(Result::ok);
    2 * payloads.map(<[u8]>::len).max().unwrap_or_default()
}

/// Bytes that lie where formats that are read in place take them.
struct Aligned {
    padded: Vec<u8>,
    start: usize,
}

impl Aligned {
    fn new(bytes: &[u8]) -> Self {
        let mut padded: Vec<u8> = Vec::with_capacity(bytes.len() + ALIGNMENT);
        let start = padded.as_ptr().align_offset(ALIGNMENT);
        padded.resize(start, 0);
        padded.extend_from_slice(bytes);
        Self { padded, start }
    }

    fn bytes(&self) -> &[u8] {
        &self.padded[self.start..]
    }
}

/// That of rkyv, the largest.
pub(super) const ALIGNMENT: usize = 16;

/// Writes every record.
struct Writing<M: Workload, F, S> {
    given: Rc<Given<M::Record>>,
    format: F,
    sink: S,
}

impl<M: Answers, F: Format<M>, S: Sink> Pass for Writing<M, F, S> {
    #[inline(never)]
    fn pass(&mut self) -> Outcome<()> {
        self.sink.restart()?;
        for record in &self.given.records {
            self.format.write(record, &mut self.sink)?;
        }
        Ok(self.sink.flush()?)
    }

    fn verify(&mut self) -> Outcome<()> {
        self.pass()?;
        compare::<M, F>(&self.given, &self.sink.content()?)
    }
}

/// Looks at every message of a stream in memory.
struct FromSlice<M: Workload, F, const ALL: bool> {
    answers: Answered<M, ALL>,
    stream: Aligned,
    format: F,
}

impl<M: Answers, F: Format<M>, const ALL: bool> FromSlice<M, F, ALL> {
    #[inline(always)]
    fn each<const EVERY: bool, const WHOLE: bool>(
        &mut self,
        mut answer: impl FnMut(u64),
    ) -> Outcome<()> {
        let mut stream = self.stream.bytes();
        while !stream.is_empty() {
            answer(self.format.look_in_slice::<EVERY, WHOLE>(&mut stream)?);
        }
        Ok(())
    }
}

impl<M: Answers, F: Format<M>, const ALL: bool> Pass for FromSlice<M, F, ALL> {
    #[inline(never)]
    fn pass(&mut self) -> Outcome<()> {
        let mut sum = 0_u64;
        self.each::<ALL, false>(|answer| sum = sum.wrapping_add(answer))?;
        self.answers.add_up_to(sum)
    }

    fn verify(&mut self) -> Outcome<()> {
        let mut answers = Vec::new();
        self.each::<true, true>(|answer| answers.push(answer))?;
        self.answers.are(&answers)
    }
}

/// Looks at every message of a file.
struct FromFile<M: Workload, F, const ALL: bool> {
    answers: Answered<M, ALL>,
    file: Buffered,
    reader: BufReader<fs::File>,
    format: F,
}

impl<M: Answers, F: Format<M>, const ALL: bool> FromFile<M, F, ALL> {
    #[inline(always)]
    fn each<const EVERY: bool, const WHOLE: bool>(
        &mut self,
        mut answer: impl FnMut(u64),
    ) -> Outcome<()> {
        self.file.restart(&mut self.reader)?;
        while !self.reader.fill_buf()?.is_empty() {
            answer(self.format.look_in_reader::<EVERY, WHOLE>(&mut self.reader)?);
        }
        Ok(())
    }
}

impl<M: Answers, F: Format<M>, const ALL: bool> Pass for FromFile<M, F, ALL> {
    #[inline(never)]
    fn pass(&mut self) -> Outcome<()> {
        let mut sum = 0_u64;
        self.each::<ALL, false>(|answer| sum = sum.wrapping_add(answer))?;
        self.answers.add_up_to(sum)
    }

    fn verify(&mut self) -> Outcome<()> {
        let mut answers = Vec::new();
        self.each::<true, true>(|answer| answers.push(answer))?;
        self.answers.are(&answers)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        integrity::Bare,
        rivals::formats::{postcard::Postcard, rkyv::Rkyv},
        workloads::{LogMessages, VectorMessages},
    };

    fn check<M: Answers, F: Format<M>>(damage: impl FnOnce(&mut Vec<u8>), expected: &str) {
        let given = Given::of::<M, Bare>(2).unwrap();
        let mut stream = written::<M, F>(&given).unwrap();
        damage(&mut stream);
        let error = compare::<M, F>(&given, &stream).unwrap_err();
        assert_eq!(error.to_string(), expected);
    }

    #[test]
    fn a_stream_that_is_not_what_was_given_is_noticed() {
        let last_of_first = |stream: &mut Vec<u8>| {
            let len = u32::from_le_bytes(*stream.first_chunk().unwrap()) as usize;
            stream[4 + len - 1] ^= 1;
        };
        check::<LogMessages, Postcard>(last_of_first, "message 0 is not what was given");
        check::<LogMessages, Postcard>(Vec::clear, "0 messages of 2000");
        check::<LogMessages, Postcard>(|stream| stream.push(7), "1 bytes too many");
        check::<LogMessages, Rkyv>(|stream| stream.truncate(8), "half a header");
    }

    #[test]
    fn no_byte_of_a_string_and_no_order_of_elements_escapes() {
        check::<LogMessages, Postcard>(
            |stream| {
                let len = u32::from_le_bytes(*stream.first_chunk().unwrap()) as usize;
                stream[4 + len - 3] ^= 1;
            },
            "message 0 is not what was given",
        );
        check::<VectorMessages<0x1_0000>, Postcard>(
            |stream| {
                let (front, back) = stream.split_at_mut(4 + 100);
                front[4 + 100 - 8..].swap_with_slice(&mut back[..8]);
            },
            "message 0 is not what was given",
        );
    }

    #[test]
    fn streams_for_reading_in_place_begin_where_they_may() {
        for len in [0, 1, 15, 16, 1000] {
            let bytes = vec![7; len];
            let aligned = Aligned::new(&bytes);
            assert_eq!(aligned.bytes().as_ptr().align_offset(ALIGNMENT), 0);
            assert_eq!(aligned.bytes(), bytes);
        }
    }
}
