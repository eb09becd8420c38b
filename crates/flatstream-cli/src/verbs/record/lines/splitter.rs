//! Lines out of text that comes in chunks.

use super::line::LineDraft;
use std::borrow::Cow;

/// Finds lines in chunks of text. Holds back one unfinished line.
#[derive(Debug, Default)]
pub(super) struct LineSplitter {
    buffer: Vec<u8>,
    /// Where the next line, or the rest of a long one, begins in it.
    start: usize,
    /// How far from there was looked for a line end in vain.
    searched: usize,
    /// Lines begun so far.
    lines: u64,
    offset: u64,
    /// The piece found last was not the last one of its line.
    continues: bool,
    /// The text found last, if bytes that are not UTF-8 were replaced in it.
    replaced: String,
}

impl LineSplitter {
    pub(super) fn new() -> Self {
        Self::default()
    }

    /// Takes more text.
    pub(super) fn push(&mut self, bytes: &[u8]) {
        self.buffer.drain(..self.start);
        self.start = 0;
        self.buffer.extend_from_slice(bytes);
    }

    /// The next line, or piece of a long one, if it is there as a whole.
    pub(super) fn next(&mut self, time_ns: Option<u64>) -> Option<LineDraft<'_>> {
        let rest = &self.buffer[self.start..];
        let window = &rest[self.searched.min(rest.len())..rest.len().min(PIECE_BYTES + 1)];
        let Some(end) = window.iter().position(|&byte| byte == b'\n') else {
            if rest.len() <= PIECE_BYTES {
                self.searched = rest.len();
                return None;
            }
            let cut = piece(rest);
            return Some(self.take(cut, cut, true, time_ns));
        };
        let end = self.searched + end;
        let len = end - usize::from(rest[..end].ends_with(b"\r"));
        Some(self.take(len, end + 1, false, time_ns))
    }

    /// The last line, where no line end came behind it.
    pub(super) fn last(&mut self, time_ns: Option<u64>) -> Option<LineDraft<'_>> {
        match self.buffer.len() - self.start {
            0 => None,
            len => Some(self.take(len, len, false, time_ns)),
        }
    }

    /// Takes `taken` bytes, the first `len` of them text.
    fn take(
        &mut self,
        len: usize,
        taken: usize,
        continues: bool,
        time_ns: Option<u64>,
    ) -> LineDraft<'_> {
        self.lines += u64::from(!self.continues);
        self.continues = continues;
        let (start, offset) = (self.start, self.offset);
        self.start += taken;
        self.offset += taken as u64;
        self.searched = 0;
        let (text, lossy) = match String::from_utf8_lossy(&self.buffer[start..start + len]) {
            Cow::Borrowed(text) => (text, false),
            Cow::Owned(text) => {
                self.replaced = text;
                (&*self.replaced, true)
            }
        };
        LineDraft { number: self.lines, offset, text, lossy, continues, time_ns }
    }
}

/// Bytes of the first piece of a long line: no character is split, nor a line end.
fn piece(rest: &[u8]) -> usize {
    let mut cut = PIECE_BYTES;
    while cut > PIECE_BYTES - 3 && matches!(rest[cut], 0x80..0xc0) {
        cut -= 1;
    }
    cut - usize::from(rest[..cut].ends_with(b"\r"))
}

/// A longer line comes as several messages, so that memory stays bounded.
const PIECE_BYTES: usize = 1 << 20;

#[cfg(test)]
mod tests {
    use super::*;

    type Found = (u64, u64, String, bool);

    fn split(text: &[u8], chunk: usize) -> Vec<Found> {
        let mut splitter = LineSplitter::new();
        let mut found = Vec::new();
        let mut keep = |line: LineDraft<'_>| {
            found.push((line.number, line.offset, line.text.to_owned(), line.continues));
        };
        for bytes in text.chunks(chunk) {
            splitter.push(bytes);
            while let Some(line) = splitter.next(None) {
                keep(line);
            }
        }
        if let Some(line) = splitter.last(None) {
            keep(line);
        }
        found
    }

    fn check(text: &[u8], expected: &[(u64, u64, &str, bool)]) {
        let expected: Vec<Found> =
            expected.iter().map(|&(n, at, text, more)| (n, at, text.into(), more)).collect();
        for chunk in [1, 2, 3, 64, PIECE_BYTES] {
            // Byte by byte through a megabyte takes its time.
            if chunk >= 64 || text.len() < 1000 {
                assert_eq!(split(text, chunk), expected, "in chunks of {chunk}");
            }
        }
    }

    #[test]
    fn line_ends_and_replaced_bytes() {
        check(b"", &[]);
        check(b"\n\r\nx", &[(1, 0, "", false), (2, 1, "", false), (3, 3, "x", false)]);
        check(b"x\n", &[(1, 0, "x", false)]);
        check(b"a\rb\r", &[(1, 0, "a\rb\r", false)]);
        check("é\n".as_bytes(), &[(1, 0, "é", false)]);
        let replaced = [(1, 0, "a\u{fffd}b\u{fffd}", false), (2, 5, "c", false)];
        check(b"a\xffb\xc3\nc\n", &replaced);
    }

    #[test]
    fn a_long_line_comes_in_pieces_that_split_no_character_and_no_line_end() {
        let (full, len) = ("x".repeat(PIECE_BYTES), PIECE_BYTES as u64);
        let text = format!("{full}\ny");
        check(text.as_bytes(), &[(1, 0, &full, false), (2, len + 1, "y", false)]);
        let text = format!("{full}zz\ny");
        check(
            text.as_bytes(),
            &[(1, 0, &full, true), (1, len, "zz", false), (2, len + 3, "y", false)],
        );
        let short = &full[1..];
        let text = format!("{short}éz\ny");
        check(
            text.as_bytes(),
            &[(1, 0, short, true), (1, len - 1, "éz", false), (2, len + 3, "y", false)],
        );
        let text = format!("{short}\r\ny");
        check(text.as_bytes(), &[(1, 0, short, false), (2, len + 1, "y", false)]);
        let text = format!("{full}\r\ny");
        check(
            text.as_bytes(),
            &[(1, 0, &full, true), (1, len, "", false), (2, len + 2, "y", false)],
        );
    }
}
