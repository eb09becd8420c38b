use crate::schema::LogRecordDraft;
use std::io::{self, BufRead, Read};

/// A longer line comes as several pieces, so that memory stays bounded.
const PIECE_BYTES: usize = 1 << 20;

/// Reads text line by line into memory used again for every line.
#[derive(Debug)]
pub(crate) struct LogLines<R> {
    source: R,
    bytes: Vec<u8>,
    replaced: String,
    line: u64,
    offset: u64,
    ended: bool,
}

impl<R: BufRead> LogLines<R> {
    pub(crate) fn new(source: R) -> Self {
        Self { source, bytes: Vec::new(), replaced: String::new(), line: 0, offset: 0, ended: true }
    }

    /// Borrows the next line, or the next piece of one.
    pub(crate) fn next(&mut self) -> io::Result<Option<LogRecordDraft<'_>>> {
        self.bytes.clear();
        if self.fill()? == 0 {
            return Ok(None);
        }
        self.line += u64::from(self.ended);
        let (line, offset) = (self.line, self.offset);
        self.offset += self.bytes.len() as u64;
        let bytes = &self.bytes[..];
        let (bytes, ended) = match bytes.strip_suffix(b"\n") {
            Some(bytes) => (bytes.strip_suffix(b"\r").unwrap_or(bytes), true),
            None => (bytes, false),
        };
        self.ended = ended;
        let (text, lossy) = match std::str::from_utf8(bytes) {
            Ok(text) => (text, false),
            Err(_) => {
                self.replaced.clear();
                for chunk in bytes.utf8_chunks() {
                    self.replaced.push_str(chunk.valid());
                    if !chunk.invalid().is_empty() {
                        self.replaced.push(char::REPLACEMENT_CHARACTER);
                    }
                }
                (&*self.replaced, true)
            }
        };
        Ok(Some(LogRecordDraft { line, offset, text, lossy }))
    }

    /// Reads up to and with a line end, or a piece that splits no character.
    fn fill(&mut self) -> io::Result<usize> {
        let Self { source, bytes, .. } = self;
        source.by_ref().take(PIECE_BYTES as u64).read_until(b'\n', bytes)?;
        if bytes.len() == PIECE_BYTES {
            while bytes.last() != Some(&b'\n')
                && bytes.len() < PIECE_BYTES + 4
                && let Some(&next @ (b'\r' | b'\n' | 0x80..0xc0)) = source.fill_buf()?.first()
            {
                bytes.push(next);
                source.consume(1);
            }
        }
        Ok(bytes.len())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &[u8], expected: &[(u64, u64, &str, bool)]) {
        let mut lines = LogLines::new(text);
        for &expected in expected {
            let line = lines.next().unwrap().unwrap();
            assert_eq!((line.line, line.offset, line.text, line.lossy), expected);
        }
        assert!(lines.next().unwrap().is_none());
    }

    #[test]
    fn line_ends_and_replaced_bytes() {
        check(b"", &[]);
        check(b"\n\r\nx", &[(1, 0, "", false), (2, 1, "", false), (3, 3, "x", false)]);
        check(b"a\xffb\xc3\nc\n", &[(1, 0, "a\u{fffd}b\u{fffd}", true), (2, 5, "c", false)]);
    }

    #[test]
    fn a_long_line_comes_in_pieces_that_split_no_character() {
        let full = "x".repeat(PIECE_BYTES);
        check(
            format!("{full}\ny").as_bytes(),
            &[(1, 0, &full, false), (2, PIECE_BYTES as u64 + 1, "y", false)],
        );
        let split = "x".repeat(PIECE_BYTES - 1) + "é";
        let at = PIECE_BYTES as u64 + 1;
        check(
            format!("{split}z\ny").as_bytes(),
            &[(1, 0, &split, false), (1, at, "z", false), (2, at + 2, "y", false)],
        );
    }
}
