//! Files that are something else.

use crate::{
    input::{self, Input},
    printer,
};
use flatstream::ChecksumKind;
use std::fmt;

/// What a file looks like that holds no stream.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Foreign {
    /// Compressed as a whole, by the program of this name.
    Compressed(&'static str),
    /// The schema of messages, not the messages.
    Schema,
    /// One FlatBuffer with this file identifier, without a frame around it.
    FlatBuffer(String),
    /// JSON, probably an object on each line.
    Json,
    /// Text.
    Text,
}

impl Foreign {
    /// What `input` looks like, unless its frames speak for themselves.
    pub(crate) fn of(input: &Input) -> Option<Self> {
        let found = input.detection()?;
        let start = input.start();
        match (found.is_sure(), found.checksum) {
            (false, _) => Self::at(start),
            // Strings in a FlatBuffer look much like frames without digests.
            (true, ChecksumKind::None) => Self::flatbuffer(start),
            (true, _) => None,
        }
    }

    /// What `start`, the first bytes of a file, looks like.
    pub(crate) fn at(start: &[u8]) -> Option<Self> {
        let by_magic = MAGICS.iter().find(|(magic, _)| start.starts_with(magic));
        if let Some((_, program)) = by_magic {
            return Some(Self::Compressed(program));
        }
        if let Some(found) = Self::flatbuffer(start) {
            return Some(found);
        }
        let text = &start[..start.len().min(TEXT_BYTES)];
        let printable = |byte: &u8| *byte >= b' ' || matches!(byte, b'\n' | b'\r' | b'\t');
        if text.is_empty() || !text.iter().all(printable) || !is_utf8(text) {
            return None;
        }
        let json = text.trim_ascii_start().starts_with(b"{");
        Some(if json { Self::Json } else { Self::Text })
    }

    /// A FlatBuffer that is all of `bytes`, told by its file identifier.
    fn flatbuffer(bytes: &[u8]) -> Option<Self> {
        Some(match printer::identifier(bytes)? {
            "BFBS" => Self::Schema,
            identifier => Self::FlatBuffer(identifier.to_owned()),
        })
    }

    /// What the file `name` is and what to do with it.
    pub(crate) fn advice(&self, name: &str) -> String {
        format!("{name} looks like {self}: {}", self.hint(name))
    }

    /// What to do with the file `name`.
    pub(crate) fn hint(&self, name: &str) -> String {
        let name = if name == input::STDIN { "-" } else { name };
        match self {
            Self::Compressed(program) => format!("`{program} -dc {name} | flatstream ...`"),
            Self::Schema => "it goes to --schema".to_owned(),
            Self::FlatBuffer(_) => {
                format!("`flatstream convert --from files {name}` makes a stream of it")
            }
            Self::Json => format!("`flatstream convert --from ndjson {name}` makes a stream of it"),
            Self::Text => format!("`flatstream record lines {name}` makes a stream of it"),
        }
    }
}

impl fmt::Display for Foreign {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Compressed(program) => write!(f, "a file compressed by {program}"),
            Self::Schema => f.write_str("a binary schema"),
            Self::FlatBuffer(identifier) => {
                write!(f, "a single FlatBuffer, `{identifier}`, without a frame")
            }
            Self::Json => f.write_str("JSON"),
            Self::Text => f.write_str("text"),
        }
    }
}

/// Whether `text`, which may be cut inside a character, is UTF-8.
fn is_utf8(text: &[u8]) -> bool {
    match std::str::from_utf8(text) {
        Ok(_) => true,
        Err(error) => error.error_len().is_none(),
    }
}

/// What compressed files begin with, and the programs that read them.
const MAGICS: [(&[u8], &str); 5] = [
    (&[0x28, 0xb5, 0x2f, 0xfd], "zstd"),
    (&[0x1f, 0x8b, 0x08], "gzip"),
    (&[0x04, 0x22, 0x4d, 0x18], "lz4"),
    (&[0xfd, b'7', b'z', b'X', b'Z', 0], "xz"),
    (b"BZh", "bzip2"),
];
const TEXT_BYTES: usize = 1024;

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn files_are_told_by_their_first_bytes() {
        let cases: [(&[u8], Option<Foreign>); 8] = [
            (b"\x28\xb5\x2f\xfd\x04", Some(Foreign::Compressed("zstd"))),
            (b"\x1f\x8b\x08\0", Some(Foreign::Compressed("gzip"))),
            (b" {\"a\":1}\n", Some(Foreign::Json)),
            (b"hello, world\n", Some(Foreign::Text)),
            ("gr\u{fc}n".as_bytes(), Some(Foreign::Text)),
            (b"gr\xc3", Some(Foreign::Text)),
            (b"gr\xfcn", None),
            (b"", None),
        ];
        for (start, expected) in cases {
            assert_eq!(Foreign::at(start), expected, "{start:?}");
        }
        let mut builder = flatbuffers::FlatBufferBuilder::new();
        let table = builder.start_table();
        builder.push_slot_always::<u32>(4, 7);
        let table = builder.end_table(table);
        builder.finish(table, Some("TELE"));
        let found = Foreign::at(builder.finished_data());
        assert_eq!(found, Some(Foreign::FlatBuffer("TELE".into())));
    }
}
