//! Bombs and headers that lie cost no more than the limit.

use crate::format::{FORMATS, kind};
use flatstream_compress::{DecodeReader, EncodeWriter, StreamDecoder};
use flatstream_core::ErrorKind;
use flatstream_testkit::{Allocations, count};
use std::io::{self, Read};

/// Reads `bytes` up to `limit`, and what that costs.
fn read(
    mut decoder: impl StreamDecoder,
    bytes: &[u8],
    limit: u64,
) -> (ErrorKind, u64, Allocations) {
    let (mut buffer, mut len, mut failure) = (vec![0; 1 << 14], 0, None);
    let traffic = count(|| {
        let mut reader = DecodeReader::new(bytes, &mut decoder, &mut buffer).max_bytes(limit);
        let mut output = [0; 1000];
        failure = loop {
            match reader.read(&mut output) {
                Ok(n) => {
                    assert!(n > 0, "no error");
                    len += n as u64;
                }
                Err(error) => break Some(error),
            }
        };
        // And stays there.
        assert_eq!(reader.read(&mut output).unwrap_err().kind(), io::ErrorKind::InvalidData);
    });
    (kind(failure.unwrap()), len, traffic)
}

#[test]
fn a_bomb_stops_at_the_limit() {
    for format in FORMATS {
        let mut writer = EncodeWriter::new(Vec::new(), format.usual(), vec![0; 1 << 16]);
        io::copy(&mut io::repeat(0).take(24 << 20), &mut writer).unwrap();
        let (bomb, _) = writer.finish().unwrap();
        for limit in [0, 1, 1 << 16, (1 << 20) + 1] {
            let (kind, len, traffic) = read((format.decoder)(), &bomb, limit);
            assert_eq!(
                (kind, len),
                (ErrorKind::FrameTooLarge { len: limit + 1, limit }, limit),
                "{format:?}"
            );
            // The window of zstd's level 1 and two blocks, or LZ4's block.
            let most = if format.name == "zstd" { 1 << 20 } else { 1 << 17 };
            assert!(traffic.peak_bytes <= most, "{format:?}: {traffic:?}");
        }
    }
}

#[test]
fn a_limit_that_fits_is_none() {
    for format in FORMATS {
        let bytes = format.encode(b"twelve bytes");
        for limit in [12, 13, u64::MAX] {
            let mut reader =
                DecodeReader::new(&bytes[..], (format.decoder)(), [0; 7]).max_bytes(limit);
            let mut back = Vec::new();
            reader.read_to_end(&mut back).unwrap();
            assert_eq!(back, b"twelve bytes", "{format:?}");
        }
    }
}

/// The one byte too many does not go unseen because it was the last.
#[test]
fn a_limit_that_was_exceeded_stays_so() {
    for format in FORMATS {
        let bytes = format.encode(b"twelve bytes");
        let (kind, len, _) = read((format.decoder)(), &bytes, 11);
        assert_eq!((kind, len), (ErrorKind::FrameTooLarge { len: 12, limit: 11 }, 11));
    }
}

/// Frames of RLE blocks, of which 4 bytes make 128 KiB.
#[cfg(feature = "zstd")]
#[test]
fn zstd_blocks_of_one_byte() {
    let mut bomb = vec![0x28, 0xb5, 0x2f, 0xfd, 0x00, 0x38]; // a window of 128 KiB
    for _ in 0..10_000 {
        bomb.extend_from_slice(&[0x02, 0x00, 0x10, 0xaa]); // RLE, 128 KiB
    }
    let decoder = flatstream_compress::ZstdStreamDecoder::new().unwrap();
    let (kind, len, traffic) = read(decoder, &bomb, 1 << 20);
    assert_eq!(
        (kind, len),
        (ErrorKind::FrameTooLarge { len: (1 << 20) + 1, limit: 1 << 20 }, 1 << 20)
    );
    assert!(traffic.peak_bytes < 1 << 20, "{traffic:?}");
}

#[cfg(feature = "zstd")]
#[test]
fn zstd_windows_above_the_limit_are_refused() {
    use flatstream_compress::ZstdStreamDecoder;
    // The window descriptor's upper five bits count from 10.
    let frame = |log: u8| [0x28, 0xb5, 0x2f, 0xfd, 0x00, (log - 10) << 3, 1, 0, 0];
    let refused = |decoder: ZstdStreamDecoder, log| {
        let (kind, len, traffic) = read(decoder, &frame(log), u64::MAX);
        assert_eq!((kind, len), (ErrorKind::InvalidPayload, 0), "{log}");
        assert!(traffic.peak_bytes < 4096, "{log}: {traffic:?}");
    };
    for log in [28, 29, 30, 31, 35, 41] {
        refused(ZstdStreamDecoder::new().unwrap(), log);
    }
    refused(ZstdStreamDecoder::new().unwrap().window_log_max(20).unwrap(), 21);
    for (max, log) in [(27, 27), (20, 20), (10, 10), (28, 28)] {
        let decoder = ZstdStreamDecoder::new().unwrap().window_log_max(max).unwrap();
        let frame = frame(log);
        let mut reader = DecodeReader::new(&frame[..], decoder, [0; 100]);
        assert_eq!(reader.read(&mut [0]).unwrap(), 0);
    }
    for log in [0, 9, 32, u32::MAX] {
        let error = ZstdStreamDecoder::new().unwrap().window_log_max(log).unwrap_err();
        assert_eq!(error.kind(), ErrorKind::Config);
    }
}

#[test]
fn a_level_that_there_is_not() {
    #[cfg(feature = "zstd")]
    for level in [23, 1000, i32::MIN] {
        let error = flatstream_compress::ZstdStreamEncoder::new(level).unwrap_err();
        assert_eq!(error.kind(), ErrorKind::Config);
    }
    #[cfg(feature = "deflate")]
    for level in [10, u32::MAX] {
        use flatstream_compress::{FlateFormat, FlateStreamEncoder};
        let error = FlateStreamEncoder::new(FlateFormat::Gzip, level).unwrap_err();
        assert_eq!(error.kind(), ErrorKind::Config);
    }
}

/// A window of 128 MiB for three bytes is out of proportion, one of 8 MiB is not.
#[cfg(feature = "zstd")]
#[test]
fn a_zstd_window_out_of_proportion_to_the_limit() {
    use flatstream_compress::{OutBuf, ZstdStreamDecoder, decode_all};

    let frame =
        |log: u8| [0x28, 0xb5, 0x2f, 0xfd, 0, (log - 10) << 3, 0x19, 0, 0, b'a', b'b', b'c'];
    let mut decoder = ZstdStreamDecoder::new().unwrap();
    for (log, max_bytes, fits) in
        [(27, 100, false), (24, 100, false), (23, 100, true), (27, 1 << 26, false)]
    {
        let (frame, mut out, mut result) = (frame(log), OutBuf::new(), Ok(()));
        let traffic = count(|| result = decode_all(&mut decoder, &frame, max_bytes, &mut out));
        assert_eq!(result.is_ok(), fits, "{log} {max_bytes}");
        let most = if fits { 9 << 20 } else { 1 << 15 };
        assert!(traffic.peak_bytes < most, "{log}: {traffic:?}");
        let mut reader =
            DecodeReader::new(&frame[..], &mut decoder, [0; 16]).max_bytes(max_bytes as u64);
        assert_eq!(reader.read(&mut [0; 16]).is_ok(), fits);
    }
    // Without a limit it is as set.
    let frame = frame(27);
    let mut reader = DecodeReader::new(&frame[..], &mut decoder, [0; 16]);
    assert_eq!(reader.read(&mut [0; 16]).unwrap(), 3);
}

#[cfg(feature = "deflate")]
#[test]
fn streams_of_nothing_come_to_an_end() {
    use flatstream_compress::{OutBuf, decode_all};

    for format in FORMATS.iter().filter(|format| !["zstd", "lz4"].contains(&format.name)) {
        let (empty, one) = (format.encode(&[]), format.encode(b"1"));
        let mut decoder = (format.decoder)();
        let mut out = OutBuf::new();
        decode_all(&mut decoder, &empty.repeat(1000), 100, &mut out).unwrap();
        let mixed = [empty.repeat(1000), one.clone(), empty.repeat(1000), one].concat();
        decode_all(&mut decoder, &mixed, 100, &mut out).unwrap();
        assert_eq!(out.filled(), b"11");
        let error = decode_all(&mut decoder, &empty.repeat(1002), 100, &mut out).unwrap_err();
        assert_eq!(error.kind(), ErrorKind::InvalidPayload, "{format:?}");
    }
}
