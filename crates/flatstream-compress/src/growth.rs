//! Decoding into memory that grows with what is decoded, not with what is declared.

use crate::refusal::{self, Refusal};
use flatstream_core::{OutBuf, Result, Tag};

/// What became of decoding into a given room.
pub(crate) enum Attempt {
    /// All was decoded: this many bytes.
    Done(usize),
    /// The room is full, and there is more.
    Full,
    /// The input is damaged.
    Failed(Refusal),
}

/// Appends exactly `raw_len` bytes to `out`, which `decode` writes into the room
/// it is given; with more room it is called again where it says `Full`. The room
/// goes by what `stored_len` bytes mostly hold, then by what was decoded: at most
/// four times as much. That makes the work of all calls a third more at most.
pub(crate) fn decode_exactly(
    raw_len: usize,
    stored_len: usize,
    out: &mut OutBuf,
    mut decode: impl FnMut(&mut [u8]) -> Attempt,
) -> Result<()> {
    let mut wanted = stored_len.saturating_mul(USUAL_RATIO).max(LEAST_BYTES);
    loop {
        let room = out.spare(wanted.min(raw_len));
        let len = room.len().min(raw_len);
        match decode(&mut room[..len]) {
            Attempt::Done(n) if n == raw_len => {
                out.advance(n);
                return Ok(());
            }
            Attempt::Done(_) => return Err(refusal::error(Refusal::Length)),
            Attempt::Full if len == raw_len => return Err(refusal::error(Refusal::Length)),
            Attempt::Full => wanted = len.saturating_mul(4),
            Attempt::Failed(refusal) => return Err(refusal::error(refusal)),
        }
    }
}

/// Appends what is stored as it is.
pub(crate) fn decode_stored(
    tag: Tag,
    stored: &[u8],
    raw_len: usize,
    out: &mut OutBuf,
) -> Result<()> {
    if tag.has_dictionary() || stored.len() != raw_len {
        return Err(refusal::error(Refusal::Length));
    }
    out.extend_from_slice(stored);
    Ok(())
}

/// What blocks of messages shrink by is mostly less.
const USUAL_RATIO: usize = 8;
const LEAST_BYTES: usize = 64 * 1024;

#[cfg(test)]
mod tests {
    use super::*;

    /// Rooms offered for `raw_len` bytes to a decoder that has `actual`.
    fn rooms(raw_len: usize, stored_len: usize, actual: usize) -> (Vec<usize>, bool) {
        let (mut rooms, mut out) = (Vec::new(), OutBuf::new());
        let result = decode_exactly(raw_len, stored_len, &mut out, |room| {
            rooms.push(room.len());
            if actual <= room.len() { Attempt::Done(actual) } else { Attempt::Full }
        });
        assert_eq!(out.len(), if result.is_ok() { raw_len } else { 0 });
        (rooms, result.is_ok())
    }

    #[test]
    fn room_grows_with_what_was_decoded_up_to_the_declared_length() {
        const KIB: usize = 1024;
        assert_eq!(rooms(64 * KIB, 10, 64 * KIB), (vec![64 * KIB], true));
        assert_eq!(rooms(300 * KIB, 10, 300 * KIB), (vec![64 * KIB, 256 * KIB, 300 * KIB], true));
        assert_eq!(rooms(300 * KIB, 40 * KIB, 300 * KIB), (vec![300 * KIB], true));
        assert_eq!(rooms(1 << 30, 10, 100), (vec![64 * KIB], false));
        assert_eq!(rooms(100, 10, 101), (vec![100], false));
    }
}
