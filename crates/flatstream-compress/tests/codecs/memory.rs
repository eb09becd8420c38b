//! What `Zstd` holds, and that it stays that.

use crate::{Numbers, records};
use flatstream_compress::Zstd;
use flatstream_core::{Decoder, Encoder, OutBuf};

/// Memory after payloads up to `max` bytes were encoded at `level`.
fn held(level: i32, max: usize) -> usize {
    let mut zstd = Zstd::new(level).unwrap();
    let zeros = vec![0; max];
    let mut out = OutBuf::new();
    let mut len = max;
    while len > 0 {
        out.clear();
        zstd.encode(&zeros[..len], &mut out).unwrap();
        len /= 2;
    }
    zstd.memory_bytes()
}

/// The figures in the documentation of `Zstd`.
#[test]
fn documented_figures() {
    for (max, figures) in FIGURES {
        let held = held(1, max);
        assert!(figures.contains(&held), "{held} bytes for payloads up to {max}");
    }
}

const FIGURES: [(usize, std::ops::Range<usize>); 3] =
    [(4 << 10, 155_000..165_000), (64 << 10, 950_000..1_050_000), (1 << 20, 3_250_000..3_350_000)];

#[test]
fn settled_by_the_first_payload_of_each_class() {
    for level in [-5, 1, 3, 9] {
        let mut zstd = Zstd::new(level).unwrap();
        assert_eq!(zstd.memory_bytes(), 0);
        let raw = records(70_000);
        let (mut stored, mut out) = (OutBuf::new(), OutBuf::new());
        // The smallest of each class.
        for bits in 9..=16 {
            zstd.encode(&raw[..(1 << bits) + 1], &mut stored).unwrap();
        }
        zstd.encode(&raw[..1], &mut stored).unwrap();
        stored.clear();
        let tag = zstd.encode(&raw, &mut stored).unwrap();
        zstd.decode(tag, stored.filled(), raw.len(), &mut out).unwrap();
        let held = zstd.memory_bytes();

        let mut numbers = Numbers(9);
        for _ in 0..400 {
            let len = numbers.below(70_000) >> numbers.below(17);
            stored.clear();
            out.clear();
            let tag = zstd.encode(&raw[..len], &mut stored).unwrap();
            zstd.decode(tag, stored.filled(), len, &mut out).unwrap();
            assert_eq!(zstd.memory_bytes(), held, "level {level}, {len} bytes");
        }
    }
}
