//! The counter sees what the usual ways of calling the libraries allocate: the
//! tests in `no_alloc.rs` would fail on each of them. `-- --nocapture naive`
//! prints the numbers.

use flatstream_testkit::{Allocations, count};

const OPERATIONS: u64 = 1000;

/// Runs `operation` a thousand times after warm-up, and demands at least
/// `at_least` allocations in a thousand operations, and as many frees.
fn check(what: &str, at_least: u64, mut operation: impl FnMut(usize)) {
    (0..200).for_each(&mut operation);
    let traffic = count(|| (0..OPERATIONS as usize).for_each(&mut operation));
    let Allocations { allocations, frees, peak_bytes } = traffic;
    let each = allocations as f64 / OPERATIONS as f64;
    eprintln!("{what}: {each} allocations an operation, {peak_bytes} bytes at once");
    assert!(allocations >= at_least && frees >= at_least, "{what}: {traffic:?}");
}

/// 64 KiB, then 200 x 150 bytes, and again.
fn mixed(index: usize) -> usize {
    if index.is_multiple_of(201) { 64 * 1024 } else { 150 }
}

#[cfg(feature = "zstd")]
mod zstd {
    use super::{check, mixed};
    use crate::{dictionary, records};
    use flatstream_compress::Zstd;
    use flatstream_core::{CodecId, Decoder, OutBuf, Tag};
    use flatstream_testkit::steady_state;
    use zstd::{bulk, zstd_safe};

    #[test]
    fn counting_sees_zstd_bulk() {
        let raw = records(500);
        check("zstd::bulk::compress", 2000, |_| drop(bulk::compress(&raw, 1).unwrap()));
        let stored = bulk::compress(&raw, 1).unwrap();
        check("zstd::bulk::decompress", 2000, |_| drop(bulk::decompress(&stored, 500).unwrap()));
        let mut compressor = bulk::Compressor::new(1).unwrap();
        check("zstd::bulk::Compressor::compress", 1000, |_| {
            drop(compressor.compress(&raw).unwrap());
        });
    }

    #[test]
    fn counting_sees_zstd_streams() {
        let raw = records(500);
        check("zstd::encode_all", 3000, |_| drop(zstd::encode_all(&raw[..], 1).unwrap()));
        let stored = zstd::encode_all(&raw[..], 1).unwrap();
        check("zstd::decode_all", 2000, |_| drop(zstd::decode_all(&stored[..]).unwrap()));
    }

    /// The context shrinks when it was too large for a while, and grows again.
    #[test]
    fn counting_sees_one_zstd_context_at_mixed_sizes() {
        let raw = records(64 * 1024);
        let mut room = vec![0; zstd_safe::compress_bound(raw.len())];
        for level in [1, 3, 9] {
            let mut context = zstd_safe::CCtx::create();
            context.set_parameter(zstd_safe::CParameter::CompressionLevel(level)).unwrap();
            check(&format!("one CCtx of level {level} at mixed sizes"), 4, |index| {
                context.compress2(&mut room[..], &raw[..mixed(index)]).unwrap();
            });
        }
        let dictionary = zstd_safe::CDict::create(dictionary::records().as_bytes(), 3);
        let mut context = zstd_safe::CCtx::create();
        check("one CCtx with a dictionary at mixed sizes", 4, |index| {
            let raw = &raw[..mixed(index)];
            context.compress_using_cdict(&mut room[..], raw, &dictionary).unwrap();
        });
    }

    #[test]
    fn counting_sees_zstd_errors() {
        let damaged = [0x28, 0xb5, 0x2f, 0xfd, 0xff, 0xff];
        let mut decompressor = bulk::Decompressor::new().unwrap();
        let mut room = [0; 100];
        check("a zstd error as io::Error", 2000, |_| {
            decompressor.decompress_to_buffer(&damaged, &mut room).unwrap_err();
        });
        // Ours: where it is and why, in a block each.
        let mut zstd = Zstd::default();
        let mut out = OutBuf::new();
        let traffic = steady_state(100, |_| {
            zstd.decode(Tag::new(CodecId::ZSTD), &damaged, 100, &mut out).unwrap_err();
        });
        eprintln!("an error of Zstd: {traffic:?} in a thousand");
        assert!((1000..=2000).contains(&traffic.allocations));
    }
}

#[cfg(feature = "lz4")]
#[test]
fn counting_sees_lz4() {
    use crate::records;
    use lz4_flex::block;

    let raw = records(500);
    let mut room = vec![0; block::get_maximum_output_size(raw.len())];
    check("lz4_flex::block::compress", 2000, |_| drop(block::compress(&raw)));
    check("lz4_flex::block::compress_into", 1000, |_| {
        block::compress_into(&raw, &mut room).unwrap();
    });
    let stored = block::compress(&raw);
    check("lz4_flex::block::decompress", 1000, |_| {
        drop(block::decompress(&stored, 500).unwrap());
    });
}

#[cfg(feature = "deflate")]
mod deflate {
    use super::{check, mixed};
    use crate::records;
    use flate2::{
        Compression,
        read::{self, GzDecoder},
        write::{self, GzEncoder},
    };
    use std::io::{Read, Write};

    #[test]
    fn counting_sees_gzip() {
        let raw = records(500);
        let encode = || {
            let mut encoder = GzEncoder::new(Vec::new(), Compression::new(6));
            encoder.write_all(&raw).unwrap();
            encoder.finish().unwrap()
        };
        check("GzEncoder::new", 4000, |_| drop(encode()));
        let (stored, mut out) = (encode(), Vec::with_capacity(600));
        check("GzDecoder::new", 2000, |_| {
            out.clear();
            GzDecoder::new(&stored[..]).read_to_end(&mut out).unwrap();
        });
    }

    #[test]
    fn counting_sees_deflate_and_zlib() {
        let raw = records(64 * 1024);
        let mut out = Vec::with_capacity(70_000);
        check("write::DeflateEncoder::new", 2000, |index| {
            out.clear();
            let mut encoder = write::DeflateEncoder::new(&mut out, Compression::new(1));
            encoder.write_all(&raw[..mixed(index)]).unwrap();
            encoder.finish().unwrap();
        });
        check("write::ZlibEncoder::new", 2000, |index| {
            out.clear();
            let mut encoder = write::ZlibEncoder::new(&mut out, Compression::new(1));
            encoder.write_all(&raw[..mixed(index)]).unwrap();
            encoder.finish().unwrap();
        });
        check("read::ZlibEncoder::new", 2000, |index| {
            out.clear();
            let raw = &raw[..mixed(index)];
            read::ZlibEncoder::new(raw, Compression::new(1)).read_to_end(&mut out).unwrap();
        });
        let mut stored = Vec::new();
        read::ZlibEncoder::new(&raw[..500], Compression::new(1)).read_to_end(&mut stored).unwrap();
        check("read::ZlibDecoder::new", 2000, |_| {
            out.clear();
            read::ZlibDecoder::new(&stored[..]).read_to_end(&mut out).unwrap();
        });
    }
}
