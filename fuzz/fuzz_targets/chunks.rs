//! Streams in chunks of any lengths, neighbours in one buffer or not: cut as the
//! whole stream is by a plain twin, and text as the standard library finds it.
//! Payloads of any bytes: chunk messages as flatc's verifier sees them.
#![no_main]

use flatstream_chunk::{
    Bytes, ChunkMessage, Cutter, ErrorKind, FixedSize, LineEnd, Pattern, Piece, RegexDelimiter,
    Slicer, StreamChunk, StreamIds, Utf8Chunks,
};
use flatstream_core::StreamSerialize;
use flatstream_fuzz::Input;
use libfuzzer_sys::fuzz_target;
use regex::bytes::Regex;
use std::{iter, num::NonZeroUsize, ops::Range};

/// As flatc generates it.
#[allow(dead_code, clippy::all, reason = "generated code")]
#[path = "../../crates/flatstream-chunk/schema/stream_chunk_generated.rs"]
mod generated;

fuzz_target!(|data: &[u8]| {
    let mut input = Input(data);
    match input.u8() % 8 {
        0 | 1 => message(input.0),
        2 => texts(&Stream::of(&mut input)),
        3 => Cutting::of(&mut input).check(LineEnd, lines),
        4 => {
            let size = NonZeroUsize::MIN.saturating_add(input.u8().into());
            let cutting = Cutting::of(&mut input).at_least(size.get());
            cutting.check(FixedSize(size), |bytes| fixed(bytes, size.get()));
        }
        5 => DELIMITERS.with(|delimiters| {
            let (delimiter, regex) = &delimiters[usize::from(input.u8()) % delimiters.len()];
            let by_regex = |bytes: &[u8]| {
                let delimiters = regex.find_iter(bytes).map(|found| found.range());
                between(delimiters, bytes.len())
            };
            Cutting::of(&mut input).check(delimiter, by_regex);
        }),
        _ => {
            let len = input.u8() % 8;
            let pattern = input.bytes(len.into());
            Cutting::of(&mut input).check(Pattern::new(pattern), |bytes| split(bytes, pattern));
        }
    }
});

const BASE: u64 = 1000;

/// Bytes, and chunks of them.
struct Stream<'a> {
    bytes: &'a [u8],
    chunks: Vec<StreamChunk>,
}

impl<'a> Stream<'a> {
    /// Chunks of lengths that repeat; some with memory of their own.
    fn of(input: &mut Input<'a>) -> Self {
        let count = 1 + usize::from(input.u8() % 8);
        let plan = input.bytes(count);
        let bytes = input.0;
        let whole = StreamChunk::new("fuzz", bytes.to_vec(), BASE);
        let (mut chunks, mut at) = (Vec::new(), 0);
        for plan in plan.iter().cycle() {
            // No more than so many, most of them empty.
            if at == bytes.len() || chunks.len() > 2 * bytes.len() {
                break;
            }
            let end = bytes.len().min(at + usize::from(plan & 0x3f));
            let chunk = whole.sub_chunk(at..end);
            chunks.push(match plan & 0x40 {
                0 => chunk,
                _ => StreamChunk::new("fuzz", chunk.data.to_vec(), chunk.offset),
            });
            at = end;
        }
        chunks.push(whole.sub_chunk(at..));
        let joined = StreamChunk::join_all(&chunks).expect("contiguous");
        assert_eq!(joined.as_ref(), Some(&whole));
        Self { bytes, chunks }
    }
}

/// A stream, and how it is sliced.
struct Cutting<'a> {
    stream: Stream<'a>,
    max_piece_bytes: usize,
    /// Whether pieces are taken as soon as they are there.
    at_once: bool,
}

/// A piece, or as which one and where it was skipped.
type Cut = Result<(u64, Vec<u8>), (u64, u64)>;

impl<'a> Cutting<'a> {
    fn of(input: &mut Input<'a>) -> Self {
        let how = input.u8();
        let max_piece_bytes = if how & 1 == 0 { usize::MAX } else { usize::from(how / 4) };
        Self { stream: Stream::of(input), max_piece_bytes, at_once: how & 2 == 0 }
    }

    /// For pieces of `size` bytes, which are never too long.
    fn at_least(mut self, size: usize) -> Self {
        self.max_piece_bytes = self.max_piece_bytes.max(size);
        self
    }

    /// `naive` gives the pieces of a stream, with what is trimmed of each.
    fn check<C: Cutter>(&self, cutter: C, naive: impl Fn(&[u8]) -> Vec<(Range<usize>, usize)>) {
        let bytes = self.stream.bytes;
        let expected = naive(bytes);
        let whole = StreamChunk::new("fuzz", bytes.to_vec(), BASE);
        let pieces =
            expected.iter().map(|(range, trim)| whole.sub_chunk(range.start..range.end - trim));
        assert!(whole.slices(&cutter).eq(pieces), "in one chunk");

        let expected = expected.into_iter().zip(0..).map(|((range, trim), ordinal)| {
            let offset = BASE + range.start as u64;
            match range.len() <= self.max_piece_bytes {
                true => Ok((offset, bytes[range.start..range.end - trim].to_vec())),
                false => Err((ordinal, offset)),
            }
        });
        assert_eq!(self.sliced(cutter), expected.collect::<Vec<Cut>>());
    }

    fn sliced(&self, cutter: impl Cutter) -> Vec<Cut> {
        let mut slicer = Slicer::new(&cutter).max_piece_bytes(self.max_piece_bytes);
        if !self.at_once {
            let pieces = slicer.over(self.stream.chunks.iter().cloned());
            return pieces.map(|piece| self.cut(piece)).collect();
        }
        let mut cuts = Vec::new();
        for chunk in &self.stream.chunks {
            slicer.push(chunk.clone()).expect("contiguous");
            cuts.extend(std::iter::from_fn(|| slicer.next_piece()).map(|piece| self.cut(piece)));
        }
        cuts.extend(slicer.finish().map(|piece| self.cut(piece)));
        cuts
    }

    fn cut(&self, piece: flatstream_chunk::Result<Piece>) -> Cut {
        let piece = piece.map_err(|error| {
            let limit = self.max_piece_bytes as u64;
            assert_eq!(error.kind(), ErrorKind::FrameTooLarge { len: limit + 1, limit });
            let at = error.position().expect("a position");
            (at.ordinal, at.offset)
        })?;
        // What lies in more of them may be copied together.
        if self.stream.chunks.len() < 64 {
            for part in piece.parts().filter(|part| !part.is_empty()) {
                let begin = part.data.as_ptr();
                let within = |chunk: &StreamChunk| chunk.data.as_ptr_range().contains(&begin);
                assert!(self.stream.chunks.iter().any(within), "copied");
            }
        }
        Ok((piece.offset(), piece.to_vec()))
    }
}

/// What is between `delimiters`.
fn between(
    delimiters: impl Iterator<Item = Range<usize>>,
    len: usize,
) -> Vec<(Range<usize>, usize)> {
    let (mut pieces, mut start) = (Vec::new(), 0);
    for delimiter in delimiters.chain(iter::once(len..len)) {
        pieces.push((start..delimiter.start, 0));
        start = delimiter.end;
    }
    pieces
}

/// Byte by byte.
fn split(bytes: &[u8], pattern: &[u8]) -> Vec<(Range<usize>, usize)> {
    let (mut delimiters, mut at) = (Vec::new(), 0);
    while !pattern.is_empty() && at < bytes.len() {
        let found = bytes[at..].starts_with(pattern);
        if found {
            delimiters.push(at..at + pattern.len());
        }
        at += if found { pattern.len() } else { 1 };
    }
    between(delimiters.into_iter(), bytes.len())
}

fn lines(bytes: &[u8]) -> Vec<(Range<usize>, usize)> {
    let mut lines = split(bytes, b"\n");
    let rest = lines.pop().filter(|(rest, _)| !rest.is_empty());
    for (line, trim) in &mut lines {
        *trim = usize::from(bytes[line.clone()].ends_with(b"\r"));
    }
    lines.extend(rest);
    lines
}

fn fixed(bytes: &[u8], size: usize) -> Vec<(Range<usize>, usize)> {
    let starts = (0..bytes.len()).step_by(size);
    starts.map(|start| (start..bytes.len().min(start + size), 0)).collect()
}

thread_local! {
    static DELIMITERS: Vec<(RegexDelimiter, Regex)> = [
        r"a{2,5}?", r"en|end", r"\bfoo\b", r"(?-u:\b)o", r"\s+", r"\s*[,;]\s*", r"é|ß+", r"(?-u:\xc3)",
        r"^\w", r"\w$", r"(?mR)^\w|\w$", r"\b{start}\w", r"o\b", r"(?m)^..$", r"\Bo+\B",
    ]
    .map(|pattern| {
        let delimiter = RegexDelimiter::with_max_repeats(pattern, 3).expect("bounded");
        let regex = Regex::new(delimiter.as_str()).expect("it was compiled");
        (delimiter, regex)
    })
    .into();
}

fn texts(stream: &Stream<'_>) {
    let mut expected = Vec::new();
    let mut offset = BASE;
    for part in stream.bytes.utf8_chunks() {
        expected.extend((offset..).zip(part.valid().bytes()).map(|(at, byte)| (at, Ok(byte))));
        offset += part.valid().len() as u64;
        let len = part.invalid().len();
        expected.extend((len > 0).then_some((offset, Err(len))));
        offset += len as u64;
    }
    let mut texts = Utf8Chunks::new();
    let (mut found, mut lossy) = (Vec::new(), String::new());
    for chunk in &stream.chunks {
        texts.push(chunk.clone()).expect("contiguous");
        while let Some(text) = texts.next_text() {
            match text {
                Ok(text) => {
                    assert!(!text.is_empty());
                    let kept = text.to_chunk().expect("it is in a chunk");
                    assert_eq!((kept.as_str(), kept.offset), (Ok(&*text), text.offset()));
                    found.extend(
                        (text.offset()..).zip(text.bytes()).map(|(at, byte)| (at, Ok(byte))),
                    );
                    lossy.push_str(&text);
                }
                Err(invalid) => {
                    assert_eq!(invalid.missing, 0);
                    found.push((invalid.offset, Err(invalid.len)));
                    lossy.push('\u{fffd}');
                }
            }
        }
    }
    if let Err(invalid) = texts.finish() {
        assert!((2..=4).contains(&(invalid.len + invalid.missing)) && invalid.missing > 0);
        found.push((invalid.offset, Err(invalid.len)));
        lossy.push('\u{fffd}');
    }
    assert_eq!(found, expected);
    assert_eq!(lossy, String::from_utf8_lossy(stream.bytes));
}

/// Any payload, and what is written of what it says.
fn message(payload: &[u8]) {
    let parsed = ChunkMessage::parse(payload);
    let oracle = flatbuffers::root::<generated::flatstream::Chunk<'_>>(payload);
    let oracle = oracle
        .map(|chunk| ChunkMessage::new(chunk.stream_id(), chunk.data().bytes(), chunk.offset()));
    let (mut ids, shared) = (StreamIds::default(), Bytes::copy_from_slice(payload));
    let chunk = StreamChunk::from_message(&shared, &mut ids);
    let Ok(message) = parsed else {
        assert!(oracle.is_err() && chunk.is_err() && ids.is_empty());
        assert_eq!(parsed.err().map(|error| error.kind()), Some(ErrorKind::InvalidPayload));
        return;
    };
    assert_eq!(oracle, Ok(message));
    let chunk = chunk.expect("as it was parsed");
    let (id, data) = (message.stream_id, message.data.to_vec());
    assert_eq!(chunk, StreamChunk::new(id, data, message.offset));
    let (all, data) = (shared.as_ptr_range(), chunk.data.as_ptr_range());
    assert!(chunk.is_empty() || all.start <= data.start && data.end <= all.end, "copied");

    let mut builder = flatbuffers::FlatBufferBuilder::new();
    chunk.serialize(&mut builder).expect("it fits");
    assert!(ChunkMessage::has_identifier(builder.finished_data()));
    assert_eq!(ChunkMessage::parse(builder.finished_data()).ok(), Some(message));
}
