//! Bytes in hexadecimal.

use crate::styles::Styles;
use std::io::Write;

/// All of `bytes`, 16 on a line: where they are, in hexadecimal, as characters.
pub(super) fn dump(bytes: &[u8], styles: &Styles, out: &mut Vec<u8>) {
    let dim = styles.dim;
    for (row, bytes) in bytes.chunks(ROW).enumerate() {
        // Writing to a vector does not fail.
        let _ = write!(out, "{dim}{:08x}{dim:#} ", row * ROW);
        for at in 0..ROW {
            out.extend_from_slice(if at == ROW / 2 { b"  " } else { b" " });
            match bytes.get(at) {
                Some(&byte) => digits(&[byte], out),
                None => out.extend_from_slice(b"  "),
            }
        }
        out.extend_from_slice(b"  |");
        out.extend(bytes.iter().map(|&byte| shown(byte)));
        out.extend_from_slice(b"|\n");
    }
}

/// As much of `bytes` as fits a line: as text where it is text, or else in
/// hexadecimal.
pub(super) fn preview(bytes: &[u8], out: &mut Vec<u8>) {
    let start = &bytes[..bytes.len().min(PREVIEW)];
    let text = !start.is_empty() && start.iter().all(|&byte| shown(byte) == byte);
    if text {
        out.push(b'"');
        out.extend_from_slice(start);
        out.push(b'"');
    } else {
        digits(&start[..start.len().min(PREVIEW / 2)], out);
    }
    if bytes.len() > if text { PREVIEW } else { PREVIEW / 2 } {
        out.extend_from_slice("…".as_bytes());
    }
}

/// Two digits a byte.
pub(super) fn digits(bytes: &[u8], out: &mut Vec<u8>) {
    const DIGITS: &[u8; 16] = b"0123456789abcdef";
    out.extend(
        bytes
            .iter()
            .flat_map(|&byte| [DIGITS[usize::from(byte >> 4)], DIGITS[usize::from(byte & 15)]]),
    );
}

/// A printable character, or a dot.
fn shown(byte: u8) -> u8 {
    if byte == b' ' || byte.is_ascii_graphic() { byte } else { b'.' }
}

const ROW: usize = 16;
const PREVIEW: usize = 64;

#[cfg(test)]
mod tests {
    use super::*;

    fn text(of: impl Fn(&mut Vec<u8>)) -> String {
        let mut out = Vec::new();
        of(&mut out);
        String::from_utf8(out).unwrap()
    }

    #[test]
    fn a_dump_has_offsets_digits_and_characters() {
        let bytes: Vec<u8> = (0x3c..0x4e).collect();
        let lines = text(|out| dump(&bytes, &Styles::default(), out));
        let expected = "00000000  3c 3d 3e 3f 40 41 42 43  44 45 46 47 48 49 4a 4b  |<=>?@ABCDEFGHIJK|\n\
                        00000010  4c 4d                                             |LM|\n";
        assert_eq!(lines, expected);
        assert_eq!(text(|out| dump(&[], &Styles::default(), out)), "");
    }

    #[test]
    fn a_preview_is_text_or_digits_and_says_where_it_stops() {
        assert_eq!(text(|out| preview(b"GET /", out)), "\"GET /\"");
        assert_eq!(text(|out| preview(&[0, 0xff], out)), "00ff");
        assert_eq!(text(|out| preview(&[], out)), "");
        let long = text(|out| preview(&[b'x'; 65], out));
        assert_eq!(long, format!("\"{}\"…", "x".repeat(64)));
        let long = text(|out| preview(&[1; 33], out));
        assert_eq!(long, format!("{}…", "01".repeat(32)));
    }
}
