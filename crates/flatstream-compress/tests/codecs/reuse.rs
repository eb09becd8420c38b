//! A codec after failures is as good as a new one.

use crate::{Case, Content, Numbers, decoded, encoded, levels, records};
use flatstream_core::{CodecId, OutBuf, Tag};

/// Has `codec` fail in the `kind`-th way, if it does.
fn fail(codec: &mut dyn crate::Codec, tag: Tag, stored: &[u8], raw_len: usize, kind: usize) {
    let mut damaged = stored.to_vec();
    let at = kind * 7 % damaged.len();
    let (tag, len, stored): (Tag, usize, &[u8]) = match kind % 9 {
        0 => (tag, raw_len, &stored[..stored.len() / 2]),
        1 => (tag, raw_len, &stored[..stored.len() - 1]),
        2 => (tag, raw_len - 1, stored),
        3 => (tag, raw_len + 1, stored),
        4 => (tag, 0, stored),
        5 => (Tag::new(CodecId::private(0)), raw_len, stored),
        6 => {
            damaged.push(0);
            (tag, raw_len, &damaged)
        }
        7 => {
            damaged[at] ^= 0xff;
            (tag, raw_len, &damaged)
        }
        _ => {
            damaged[at..].fill(0xff);
            (tag, raw_len, &damaged)
        }
    };
    // A flip may hit what nothing checks.
    drop(decoded(codec, tag, stored, len));
}

#[test]
fn as_a_new_one_after_each_kind_of_failure() {
    for Case { name, tag, make, .. } in levels() {
        let raw = records(1500);
        let mut fresh = make();
        let stored = encoded(&mut *fresh, &raw);
        let other = Content::Mixed.bytes(900, 8);
        let other_stored = encoded(&mut *make(), &other);
        let mut codec = make();
        for kind in 0..18 {
            fail(&mut *codec, tag, &stored, raw.len(), kind);
            assert!(encoded(&mut *codec, &other) == other_stored, "{name}, failure {kind}");
            assert!(decoded(&mut *codec, tag, &stored, raw.len()).unwrap() == raw, "{name}");
            assert!(encoded(&mut *codec, &raw) == stored, "{name}, failure {kind}");
            assert!(decoded(&mut *codec, tag, &other_stored, other.len()).unwrap() == other);
        }
    }
}

#[test]
fn as_a_new_one_whatever_came_before() {
    for Case { name, tag, make, max_bytes } in levels() {
        let bytes = Content::Mixed.bytes(5000, 9);
        let max = max_bytes.min(bytes.len());
        let mut codec = make();
        let mut numbers = Numbers(1);
        for index in 0..30 {
            let start = numbers.below(max);
            let raw = &bytes[start..start + numbers.below(max - start)];
            let stored = encoded(&mut *codec, raw);
            assert!(stored == encoded(&mut *make(), raw), "{name}, {index}, {}", raw.len());
            assert!(decoded(&mut *codec, tag, &stored, raw.len()).unwrap() == raw);
        }
    }
}

#[test]
fn thousands_of_operations_half_of_them_failing() {
    for Case { name, tag, make, .. } in crate::codecs() {
        let mut codec = make();
        let payloads: Vec<_> =
            (0..8).map(|n| Content::Mixed.bytes([150, 700, 20, 1200][n % 4], n as u64)).collect();
        let all: Vec<_> = payloads.iter().map(|raw| encoded(&mut *make(), raw)).collect();
        let mut out = OutBuf::new();
        for index in 0..1200 {
            let which = index % payloads.len();
            let (raw, stored) = (&payloads[which], &all[which]);
            fail(&mut *codec, tag, stored, raw.len(), index);
            out.clear();
            codec.encode(raw, &mut out).unwrap();
            assert!(out.filled() == stored, "{name}, {index}");
            out.clear();
            codec.decode(tag, stored, raw.len(), &mut out).unwrap();
            assert!(out.filled() == raw, "{name}, {index}");
        }
    }
}

/// Where codecs change tables, they do not mix them up.
#[test]
fn as_a_new_one_after_lengths_around_64_kib() {
    let bytes = Content::Records.bytes(131_073, 9);
    for Case { name, make, .. } in crate::codecs() {
        let mut codec = make();
        for len in [65_536, 3000, 65_535, 3000, 65_534, 3000, 65_537, 131_073, 3000] {
            let stored = encoded(&mut *codec, &bytes[..len]);
            assert!(stored == encoded(&mut *make(), &bytes[..len]), "{name}, {len}");
        }
    }
}
