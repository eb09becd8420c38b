//! Whether texts are UTF-8, with a short way for ASCII.

/// Whether `payload[start..end]` is UTF-8.
#[inline]
pub(crate) fn is_valid(payload: &[u8], start: usize, end: usize) -> bool {
    let (Some(front), Some(text)) = (payload.get(..end), payload.get(start..end)) else {
        return false;
    };
    // Chunks and then the end again, which overlaps the last of them: texts are mostly
    // too short for loops over single bytes to be worth it.
    let high = if let Some(end) = text.last_chunk() {
        let mut high = u128::from_le_bytes(*end);
        for chunk in text.as_chunks().0 {
            high |= u128::from_le_bytes(*chunk);
        }
        high
    } else if let (Some(start), Some(end)) = (text.first_chunk(), text.last_chunk()) {
        u128::from(u64::from_le_bytes(*start) | u64::from_le_bytes(*end))
    } else if let Some(end) = front.last_chunk() {
        // With some that lie before the text, shifted out. Eight bytes at once would be
        // too many for a shift.
        let missing = 8 - text.len();
        u128::from(u64::from_le_bytes(*end) >> (4 * missing) >> (4 * missing))
    } else {
        // In no message: the root's offset and the text's length are 8 bytes.
        return is_utf8(text);
    };
    high & HIGH_BITS == 0 || is_utf8(text)
}

#[inline(never)]
fn is_utf8(text: &[u8]) -> bool {
    std::str::from_utf8(text).is_ok()
}

/// Set in no byte of ASCII.
const HIGH_BITS: u128 = u128::from_ne_bytes([0x80; 16]);

#[cfg(test)]
mod tests {
    use super::is_valid;

    #[test]
    fn answers_are_those_of_the_standard_library() {
        let texts = ["", "a", "abcdefg", "abcdefgh", "abcdefghi", "0123456789abcdef", "äöü", "a€"];
        let mut pieces: Vec<Vec<u8>> = texts.iter().map(|text| text.as_bytes().to_vec()).collect();
        // One byte that is no ASCII, at every place of every length.
        for len in 1..40 {
            for at in 0..len {
                for byte in [0x80, 0xC3, 0xFF] {
                    let mut text = vec![b'x'; len];
                    text[at] = byte;
                    pieces.push(text);
                }
            }
        }
        for piece in pieces {
            let expected = std::str::from_utf8(&piece).is_ok();
            assert_eq!(is_valid(&piece, 0, piece.len()), expected, "{piece:?} alone");
            for around in [0x00, 0x7F, 0x80, 0xFF] {
                let mut payload = vec![around; 8];
                payload.extend_from_slice(&piece);
                payload.extend_from_slice(&[around; 9]);
                assert_eq!(is_valid(&payload, 8, 8 + piece.len()), expected, "{piece:?}");
            }
        }
    }
}
