//! Text cut into lines, and into fields by a regular expression. The baselines are
//! what the standard library offers, a line at a time.
//!
//! What is lent by a loop over a slice lives as long as the slice; what `chunk.*`
//! and `Slicer` hand out can be kept, and sent elsewhere.

use crate::{
    case::{Case, Pass, Variant, Work},
    measure::Outcome,
    workloads::{self, LineMessages},
};
use flatstream_chunk::{Cutter, LineEnd, RegexDelimiter, Slicer, StreamChunk};
use memchr::memchr;
use regex::bytes;
use std::{hint::black_box, io::BufRead, rc::Rc};

const LINES: u64 = 2000;

/// Of the chunks that a text arrives in.
const CHUNK_BYTES: usize = 64 << 10;

/// What is between lines, and between the fields of a line, and of a text.
const LINE_END: &str = r"\r?\n";
const IN_LINE: &str = r"[ :=\[\]]";
const IN_TEXT: &str = r"[ :=\[\]\n]";

pub(super) fn cases() -> Vec<Case> {
    let case = |workload: &str, build: fn() -> Outcome<Work>| {
        Case::new("chunk", workload, "memory", move |_| build())
    };
    vec![case("lines", lines), case("regex-lines", regex_lines), case("regex-fields", fields)]
}

fn lines() -> Outcome<Work> {
    let text = text();
    let pieces = text.split('\n').map(str::to_owned).collect();
    let given = Given::new(text, pieces);
    Ok(given.work(vec![
        given.variant("BufRead::lines", Lines(given.text)),
        given.variant("BufRead::read_line", ReadLine(given.text, String::new())).rival(),
        given.variant("hand memchr", Memchr(given.text)),
        given.variant("chunk.lines", ChunkLines(given.chunk.clone())),
        given.variant("chunk.lines, ranges", LineRanges(given.chunk.clone())),
        given.variant("Slicer, 64K chunks", Sliced(given.chunks(), LineEnd)),
    ]))
}

fn regex_lines() -> Outcome<Work> {
    let text = text();
    let pieces = text.split('\n').map(str::to_owned).collect();
    let given = Given::new(text, pieces);
    let mut variants = vec![given.variant("BufRead::lines", Lines(given.text))];
    variants.extend(given.by_regex(LINE_END)?);
    Ok(given.work(variants))
}

fn fields() -> Outcome<Work> {
    let text = text();
    let pieces = text.split([' ', ':', '=', '[', ']', '\n']).map(str::to_owned).collect();
    let given = Given::new(text, pieces);
    let in_line = regex::Regex::new(IN_LINE)?;
    let mut variants = vec![
        given.variant("BufRead::lines, split", LineFields(given.text, in_line.clone())),
        given.variant("the same, to_owned", OwnedLineFields(given.text, in_line)).rival(),
    ];
    variants.extend(given.by_regex(IN_TEXT)?);
    Ok(given.work(variants))
}

/// Lines of logs, without an end behind the last one.
fn text() -> String {
    workloads::records::<LineMessages>(LINES).join("\n")
}

/// A text, and what it is to be cut into.
struct Given {
    text: &'static str,
    chunk: StreamChunk,
    pieces: Rc<Vec<String>>,
}

impl Given {
    fn new(text: String, pieces: Vec<String>) -> Self {
        let chunk = StreamChunk::new("log", text.clone().into_bytes(), 0);
        Self { text: text.leak(), chunk, pieces: Rc::new(pieces) }
    }

    /// The text as it arrives, in buffers that have nothing in common.
    fn chunks(&self) -> Vec<StreamChunk> {
        let pieces = self.text.as_bytes().chunks(CHUNK_BYTES).enumerate();
        pieces
            .map(|(n, piece)| {
                let offset = (n * CHUNK_BYTES) as u64;
                StreamChunk::new(&self.chunk.stream_id, piece.to_vec(), offset)
            })
            .collect()
    }

    fn variant(&self, name: &'static str, cut: impl Cut + 'static) -> Variant {
        Variant::new(name, Cutting { cut, expected: self.pieces.clone() })
    }

    /// All ways to cut the whole text at what `delimiter` matches.
    fn by_regex(&self, delimiter: &str) -> Outcome<[Variant; 4]> {
        let (text, chunk) = (self.text, || self.chunk.clone());
        let (regex, delimiter) = (bytes::Regex::new(delimiter)?, RegexDelimiter::new(delimiter)?);
        Ok([
            self.variant("hand Regex::split", Split(text, regex)),
            self.variant("chunk.split_regex", ChunkSplit(chunk(), delimiter.clone())),
            self.variant("split_regex, ranges", SplitRanges(chunk(), delimiter.clone())),
            self.variant("Slicer, 64K chunks", Sliced(self.chunks(), delimiter)),
        ])
    }

    fn work(&self, variants: Vec<Variant>) -> Work {
        Work { messages: self.pieces.len() as u64, bytes: self.text.len() as u64, variants }
    }
}

/// Shows every piece of a text, in order.
trait Cut {
    fn cut(&mut self, see: impl FnMut(&[u8])) -> Outcome<()>;
}

struct Cutting<C> {
    cut: C,
    expected: Rc<Vec<String>>,
}

impl<C: Cut> Pass for Cutting<C> {
    #[inline(never)]
    fn pass(&mut self) -> Outcome<()> {
        self.cut.cut(|piece| {
            black_box(piece);
        })
    }

    fn verify(&mut self) -> Outcome<()> {
        let mut pieces = Vec::new();
        self.cut.cut(|piece| pieces.push(piece.to_vec()))?;
        if pieces.iter().eq(self.expected.iter().map(String::as_bytes)) {
            return Ok(());
        }
        Err(format!("{} pieces instead of {}", pieces.len(), self.expected.len()).into())
    }
}

struct Lines(&'static str);

impl Cut for Lines {
    #[inline(always)]
    fn cut(&mut self, mut see: impl FnMut(&[u8])) -> Outcome<()> {
        for line in self.0.as_bytes().lines() {
            see(line?.as_bytes());
        }
        Ok(())
    }
}

struct ReadLine(&'static str, String);

impl Cut for ReadLine {
    #[inline(always)]
    fn cut(&mut self, mut see: impl FnMut(&[u8])) -> Outcome<()> {
        let Self(text, line) = self;
        let mut text = text.as_bytes();
        while text.read_line(line)? > 0 {
            see(line.strip_suffix('\n').unwrap_or(line).as_bytes());
            line.clear();
        }
        Ok(())
    }
}

struct Memchr(&'static str);

impl Cut for Memchr {
    #[inline(always)]
    fn cut(&mut self, mut see: impl FnMut(&[u8])) -> Outcome<()> {
        let mut text = self.0.as_bytes();
        while let Some(end) = memchr(b'\n', text) {
            see(&text[..end]);
            text = &text[end + 1..];
        }
        see(text);
        Ok(())
    }
}

struct ChunkLines(StreamChunk);

impl Cut for ChunkLines {
    #[inline(always)]
    fn cut(&mut self, mut see: impl FnMut(&[u8])) -> Outcome<()> {
        self.0.lines().for_each(|line| see(&line.data));
        Ok(())
    }
}

struct LineRanges(StreamChunk);

impl Cut for LineRanges {
    #[inline(always)]
    fn cut(&mut self, mut see: impl FnMut(&[u8])) -> Outcome<()> {
        let mut lines = self.0.lines();
        while let Some(range) = lines.next_range() {
            see(&self.0.data[range]);
        }
        Ok(())
    }
}

/// In chunks, over the borders of which pieces reach.
struct Sliced<C>(Vec<StreamChunk>, C);

impl<C: Cutter> Cut for Sliced<C> {
    #[inline(always)]
    fn cut(&mut self, mut see: impl FnMut(&[u8])) -> Outcome<()> {
        let Self(chunks, cutter) = self;
        for piece in Slicer::new(&*cutter).over(chunks.iter().cloned()) {
            let piece = piece?;
            match piece.as_chunk() {
                Some(chunk) => see(&chunk.data),
                None => see(&piece.to_vec()),
            }
        }
        Ok(())
    }
}

struct LineFields(&'static str, regex::Regex);

impl Cut for LineFields {
    #[inline(always)]
    fn cut(&mut self, mut see: impl FnMut(&[u8])) -> Outcome<()> {
        for line in self.0.as_bytes().lines() {
            self.1.split(&line?).for_each(|field| see(field.as_bytes()));
        }
        Ok(())
    }
}

struct OwnedLineFields(&'static str, regex::Regex);

impl Cut for OwnedLineFields {
    #[inline(always)]
    fn cut(&mut self, mut see: impl FnMut(&[u8])) -> Outcome<()> {
        for line in self.0.as_bytes().lines() {
            self.1.split(&line?).for_each(|field| see(field.to_owned().as_bytes()));
        }
        Ok(())
    }
}

struct Split(&'static str, bytes::Regex);

impl Cut for Split {
    #[inline(always)]
    fn cut(&mut self, see: impl FnMut(&[u8])) -> Outcome<()> {
        self.1.split(self.0.as_bytes()).for_each(see);
        Ok(())
    }
}

struct ChunkSplit(StreamChunk, RegexDelimiter);

impl Cut for ChunkSplit {
    #[inline(always)]
    fn cut(&mut self, mut see: impl FnMut(&[u8])) -> Outcome<()> {
        self.0.split_regex(&self.1).for_each(|piece| see(&piece.data));
        Ok(())
    }
}

struct SplitRanges(StreamChunk, RegexDelimiter);

impl Cut for SplitRanges {
    #[inline(always)]
    fn cut(&mut self, mut see: impl FnMut(&[u8])) -> Outcome<()> {
        let mut pieces = self.0.split_regex(&self.1);
        while let Some(range) = pieces.next_range() {
            see(&self.0.data[range]);
        }
        Ok(())
    }
}
