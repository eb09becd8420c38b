//! A length of four bytes in front of each message: for formats that have no
//! stream of their own.

use crate::measure::Outcome;
use std::io::BufRead;

#[expect(clippy::cast_possible_truncation, reason = "no workload has messages of 4 GiB")]
#[inline(always)]
pub(super) fn header(payload_len: usize) -> [u8; HEADER_BYTES] {
    (payload_len as u32).to_le_bytes()
}

pub(super) const HEADER_BYTES: usize = 4;

/// Takes the next payload off a stream in memory.
#[inline(always)]
pub(super) fn next<'s>(stream: &mut &'s [u8]) -> Outcome<&'s [u8]> {
    let (header, rest) = stream.split_first_chunk().ok_or("half a header")?;
    let payload_len = u32::from_le_bytes(*header) as usize;
    let (payload, rest) = rest.split_at_checked(payload_len).ok_or("half a message")?;
    *stream = rest;
    Ok(payload)
}

/// Reads the next payload into `buffer`.
#[inline(always)]
pub(super) fn read<'b>(reader: &mut impl BufRead, buffer: &'b mut Vec<u8>) -> Outcome<&'b [u8]> {
    let mut header = [0; HEADER_BYTES];
    reader.read_exact(&mut header)?;
    buffer.resize(u32::from_le_bytes(header) as usize, 0);
    reader.read_exact(buffer)?;
    Ok(buffer)
}
