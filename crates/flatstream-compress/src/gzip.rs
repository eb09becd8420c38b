//! The gzip format (RFC 1952) around raw deflate.

use flate2::Crc;
use flatstream_core::{Error, ErrorKind, Result};

/// What our members begin with: no name, no time, unknown system.
pub(crate) const HEADER: [u8; 10] = [0x1f, 0x8b, DEFLATE, 0, 0, 0, 0, 0, 0, 0xff];

/// Length of what a member ends with.
pub(crate) const TRAILER_LEN: usize = 8;

/// What a member ends with, over its content.
pub(crate) fn trailer(content: &Crc) -> [u8; TRAILER_LEN] {
    let mut trailer = [0; TRAILER_LEN];
    trailer[..4].copy_from_slice(&content.sum().to_le_bytes());
    trailer[4..].copy_from_slice(&content.amount().to_le_bytes());
    trailer
}

/// Whether `stored` is what a member of this content ends with.
pub(crate) fn check_trailer(stored: [u8; TRAILER_LEN], content: &Crc) -> Result<()> {
    let [a, b, c, d, len @ ..] = stored;
    let (stored, computed) = (u32::from_le_bytes([a, b, c, d]), content.sum());
    if stored != computed {
        let (stored, computed) = (stored.into(), computed.into());
        return Err(Error::new(ErrorKind::ChecksumMismatch { stored, computed }));
    }
    if u32::from_le_bytes(len) != content.amount() {
        return Err(invalid("the gzip member is not of the length that it names"));
    }
    Ok(())
}

/// Finds the end of a member's header, in pieces of any size. Keeps nothing of
/// it: a name of any length costs no memory.
#[derive(Debug, Default)]
pub(crate) struct HeaderParser {
    field: Field,
    /// Bytes seen of the field.
    at: usize,
    flags: u8,
    extra_len: u16,
    stored_crc: u16,
    crc: Crc,
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
enum Field {
    #[default]
    Fixed,
    ExtraLen,
    Extra,
    Name,
    Comment,
    Crc,
    End,
}

impl HeaderParser {
    /// Forgets what it has seen.
    pub(crate) fn reset(&mut self) {
        self.crc.reset();
        *self = Self { crc: std::mem::take(&mut self.crc), ..Self::default() };
    }

    /// Takes the next piece: how many bytes of it belong to the header, and
    /// whether the header ends there.
    pub(crate) fn parse(&mut self, input: &[u8]) -> Result<(usize, bool)> {
        let mut taken = 0;
        while self.skip_absent() != Field::End {
            let Some(&byte) = input.get(taken) else { break };
            taken += 1;
            self.take(byte)?;
        }
        Ok((taken, self.field == Field::End))
    }

    /// Steps over fields that are not there.
    fn skip_absent(&mut self) -> Field {
        while self.at == 0 {
            let next = match self.field {
                Field::ExtraLen if self.flags & EXTRA == 0 => Field::Name,
                Field::Extra if self.extra_len == 0 => Field::Name,
                Field::Name if self.flags & NAME == 0 => Field::Comment,
                Field::Comment if self.flags & COMMENT == 0 => Field::Crc,
                Field::Crc if self.flags & HEADER_CRC == 0 => Field::End,
                _ => break,
            };
            self.field = next;
        }
        self.field
    }

    fn take(&mut self, byte: u8) -> Result<()> {
        if self.field != Field::Crc {
            self.crc.update(&[byte]);
        }
        let at = self.at;
        self.at += 1;
        let next = match self.field {
            Field::Fixed => {
                match at {
                    0..=2 if byte != HEADER[at] => return Err(invalid("not a gzip member")),
                    3 if byte & RESERVED != 0 => return Err(invalid("unknown gzip flags")),
                    3 => self.flags = byte,
                    _ => {}
                }
                (self.at == HEADER.len()).then_some(Field::ExtraLen)
            }
            Field::ExtraLen => {
                self.extra_len |= u16::from(byte) << (8 * at);
                (self.at == 2).then_some(Field::Extra)
            }
            Field::Extra => (self.at == usize::from(self.extra_len)).then_some(Field::Name),
            Field::Name => (byte == 0).then_some(Field::Comment),
            Field::Comment => (byte == 0).then_some(Field::Crc),
            Field::Crc => {
                self.stored_crc |= u16::from(byte) << (8 * at);
                (self.at == 2).then_some(Field::End)
            }
            Field::End => None,
        };
        if let Some(next) = next {
            (self.field, self.at) = (next, 0);
        }
        if next == Some(Field::End) {
            let (stored, computed) = (self.stored_crc.into(), u64::from(self.crc.sum() & 0xffff));
            if stored != computed {
                return Err(Error::new(ErrorKind::ChecksumMismatch { stored, computed }));
            }
        }
        Ok(())
    }
}

#[cold]
fn invalid(text: &'static str) -> Error {
    Error::custom(ErrorKind::InvalidPayload, text)
}

/// The only compression method there is.
const DEFLATE: u8 = 8;

const HEADER_CRC: u8 = 0x02;
const EXTRA: u8 = 0x04;
const NAME: u8 = 0x08;
const COMMENT: u8 = 0x10;
const RESERVED: u8 = 0xe0;
