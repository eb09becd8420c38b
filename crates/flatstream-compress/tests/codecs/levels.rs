//! Levels are checked when a codec is made.

use flatstream_compress::CodecKind;
use flatstream_core::{ErrorKind, Result};

#[track_caller]
fn check<T>(result: Result<T>, expected: &str) {
    let error = result.err().expect("refused");
    assert_eq!(error.kind(), ErrorKind::Config);
    assert!(error.to_string().ends_with(expected), "{error}");
}

#[cfg(feature = "zstd")]
#[test]
fn zstd() {
    use flatstream_compress::Zstd;

    const LOWEST: i32 = -131_072;
    let text = |level| format!("no zstd level {level}; there are {LOWEST} to -1 and 1 to 22");
    for level in [LOWEST, -1000, -1, 1, 22] {
        assert_eq!(Zstd::new(level).unwrap().level(), level);
        // Also where it hardly compresses anything any more.
        let mut encoder = CodecKind::Zstd.encoder(Some(level)).unwrap();
        let stored = crate::encoded(&mut encoder, &crate::records(40_000));
        assert_eq!(zstd::bulk::decompress(&stored, 40_000).unwrap(), crate::records(40_000));
    }
    for level in [i32::MIN, LOWEST - 1, 0, 23, i32::MAX] {
        check(Zstd::new(level), &text(level));
        check(CodecKind::Zstd.encoder(Some(level)), &text(level));
    }
    assert_eq!(Zstd::default().level(), Zstd::DEFAULT_LEVEL);
}

#[cfg(feature = "deflate")]
#[test]
fn deflate() {
    use flatstream_compress::{Deflate, Gzip, Zlib};

    for level in 0..=9 {
        assert_eq!(Deflate::new(level).unwrap().level(), level);
        CodecKind::Gzip.encoder(Some(level as i32)).unwrap();
    }
    check(Deflate::new(10), "no deflate level 10; there are 0 to 9");
    check(Zlib::new(10), "no deflate level 10; there are 0 to 9");
    check(Gzip::new(u32::MAX), "there are 0 to 9");
    for kind in [CodecKind::Deflate, CodecKind::Zlib, CodecKind::Gzip] {
        check(kind.encoder(Some(10)), "no deflate level 10; there are 0 to 9");
        check(kind.encoder(Some(-1)), "no deflate level -1; there are 0 to 9");
        check(kind.encoder(Some(i32::MIN)), "there are 0 to 9");
    }
    assert_eq!(Gzip::default().level(), Gzip::DEFAULT_LEVEL);
}

#[cfg(feature = "lz4")]
#[test]
fn lz4() {
    CodecKind::Lz4.encoder(None).unwrap();
    for level in [-1, 0, 1] {
        check(CodecKind::Lz4.encoder(Some(level)), &format!("no level {level}; LZ4 has none"));
    }
}

/// The level is what the encoder uses, not only what it says.
#[cfg(any(feature = "zstd", feature = "deflate"))]
#[test]
fn a_higher_level_makes_less() {
    #[allow(unused_mut, reason = "not with every feature")]
    let mut pairs: Vec<(CodecKind, i32, i32)> = Vec::new();
    #[cfg(feature = "zstd")]
    pairs.extend([(CodecKind::Zstd, -100, -1), (CodecKind::Zstd, -1, 1), (CodecKind::Zstd, 1, 19)]);
    #[cfg(feature = "deflate")]
    for kind in [CodecKind::Deflate, CodecKind::Zlib, CodecKind::Gzip] {
        pairs.extend([(kind, 0, 1), (kind, 1, 9)]);
    }
    let raw = crate::records(20_000);
    let len = |kind: CodecKind, level| {
        crate::encoded(&mut kind.encoder(Some(level)).unwrap(), &raw).len()
    };
    for (kind, fast, small) in pairs {
        assert!(len(kind, fast) > len(kind, small), "{kind} {fast} and {small}");
    }
}

#[test]
fn names() {
    for &kind in CodecKind::ALL {
        assert_eq!(kind.to_string().parse::<CodecKind>().unwrap(), kind);
        assert_eq!(format!("{kind:>8}").len(), 8);
    }
    for name in ["", "rar", "ZSTD", "stored"] {
        let known: Vec<_> = CodecKind::ALL.iter().map(|kind| kind.name()).collect();
        let expected = format!("no codec {name:?} in this build; known are {}", known.join(", "));
        check(name.parse::<CodecKind>(), &expected);
    }
}
