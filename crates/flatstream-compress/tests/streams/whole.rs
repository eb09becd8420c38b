//! Files that are in memory already, of a size that nobody knows.

use crate::format::{FORMATS, noise, text};
use flatstream_compress::{ErrorKind, OutBuf, decode_all};
use flatstream_testkit::count;

#[test]
fn streams_one_behind_the_other_of_any_size() {
    for format in FORMATS {
        let mut decoder = (format.decoder)();
        for raw in [vec![], text(100, 1), text(300_000, 2), noise(70_000, 3)] {
            let file = [format.encode(&raw), format.encode(b"another")].concat();
            let mut out = OutBuf::new();
            out.extend_from_slice(b"before");
            decode_all(&mut *decoder, &file, raw.len() + 7, &mut out).unwrap();
            assert!(out.filled() == [b"before", &raw[..], b"another"].concat(), "{format:?}");
        }
    }
}

#[test]
fn one_byte_more_than_there_may_be() {
    for format in FORMATS {
        let file = format.encode(&[7; 100_000]);
        let mut decoder = (format.decoder)();
        for max in [0, 1, 16 * 1024, 99_999] {
            let mut out = OutBuf::new();
            let error = decode_all(&mut *decoder, &file, max, &mut out).unwrap_err();
            let (len, limit) = (max as u64 + 1, max as u64);
            assert_eq!(error.kind(), ErrorKind::FrameTooLarge { len, limit }, "{format:?}");
            assert_eq!(out.filled(), vec![7; max]);
        }
        decode_all(&mut *decoder, &file, 100_000, &mut OutBuf::new()).unwrap();
    }
}

#[test]
fn cut_anywhere_it_is_truncated() {
    for format in FORMATS {
        let file = format.encode(b"some text that is cut, some text that is cut");
        let mut decoder = (format.decoder)();
        for len in 0..file.len() {
            let error = decode_all(&mut *decoder, &file[..len], 1000, &mut OutBuf::new());
            let kind = error.unwrap_err().kind();
            assert!(matches!(kind, ErrorKind::Truncated { .. }), "{format:?} {len} {kind:?}");
        }
    }
}

#[test]
fn no_allocation_where_there_is_room() {
    for format in FORMATS {
        let file = format.encode(&[7; 100_000]);
        let (mut decoder, mut out) = ((format.decoder)(), OutBuf::new());
        let mut run = || {
            out.clear();
            decode_all(&mut *decoder, &file, 1 << 20, &mut out).unwrap();
        };
        run();
        run();
        let traffic = count(|| (0..100).for_each(|_| run()));
        assert_eq!((traffic.allocations, traffic.frees), (0, 0), "{format:?}");
    }
}
