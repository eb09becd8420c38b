//! What we write, the plain libraries read, and the other way round.

#[cfg(any(feature = "zstd", feature = "lz4", feature = "deflate"))]
use crate::{Content, decoded, encoded};

/// Payloads of every content, around the sizes where codecs change their mind.
#[cfg(any(feature = "zstd", feature = "lz4", feature = "deflate"))]
fn payloads() -> impl Iterator<Item = Vec<u8>> {
    let lens = [0, 1, 12, 13, 255, 4096, 20_000, 65_534, 65_535, 65_536];
    Content::ALL.into_iter().flat_map(move |content| lens.map(|len| content.bytes(len, 11)))
}

#[cfg(feature = "zstd")]
mod zstd {
    use super::{decoded, encoded, payloads};
    use crate::dictionary;
    use flatstream_compress::Zstd;
    use flatstream_core::{CodecId, Tag};
    use std::io::Write;
    use zstd::{bulk, stream};

    const TAG: Tag = Tag::new(CodecId::ZSTD);

    #[test]
    fn blocks() {
        let mut decoder = Zstd::default();
        for level in [-5, 1, 3, 7] {
            let mut zstd = Zstd::new(level).unwrap();
            for raw in payloads() {
                let ours = encoded(&mut zstd, &raw);
                assert!(bulk::decompress(&ours, raw.len()).unwrap() == raw);
                assert!(stream::decode_all(&ours[..]).unwrap() == raw);
                let plain = bulk::compress(&raw, level).unwrap();
                assert!(ours == plain, "level {level}, {} bytes", raw.len());
                assert!(decoded(&mut decoder, TAG, &plain, raw.len()).unwrap() == raw);
            }
        }
    }

    /// Without a content size, with it and a checksum, flushed in between.
    #[test]
    fn streams() {
        let mut decoder = Zstd::default();
        for raw in payloads() {
            let plain = stream::encode_all(&raw[..], 3).unwrap();
            assert!(decoded(&mut decoder, TAG, &plain, raw.len()).unwrap() == raw);

            let mut encoder = stream::Encoder::new(Vec::new(), 3).unwrap();
            encoder.include_checksum(true).unwrap();
            encoder.set_pledged_src_size(Some(raw.len() as u64)).unwrap();
            let (first, second) = raw.split_at(raw.len() / 3);
            encoder.write_all(first).unwrap();
            encoder.flush().unwrap();
            encoder.write_all(second).unwrap();
            let mut plain = encoder.finish().unwrap();
            assert!(decoded(&mut decoder, TAG, &plain, raw.len()).unwrap() == raw);
            // The checksum is the last field, and is checked.
            *plain.last_mut().unwrap() ^= 1;
            crate::refused(&mut decoder, TAG, &plain, raw.len());
        }
    }

    #[test]
    fn dictionaries() {
        let dictionary = dictionary::records();
        let mut zstd = Zstd::new(3).unwrap().with_dictionary(dictionary).unwrap();
        let mut compressor = bulk::Compressor::with_dictionary(3, dictionary.as_bytes()).unwrap();
        compressor.include_checksum(true).unwrap();
        let mut decompressor = bulk::Decompressor::with_dictionary(dictionary.as_bytes()).unwrap();
        for raw in payloads() {
            let ours = encoded(&mut zstd, &raw);
            assert!(decompressor.decompress(&ours, raw.len()).unwrap() == raw);
            let plain = compressor.compress(&raw).unwrap();
            let tag = TAG.with_dictionary();
            assert!(decoded(&mut zstd, tag, &plain, raw.len()).unwrap() == raw);
        }
    }
}

#[cfg(feature = "lz4")]
#[test]
fn lz4() {
    use flatstream_core::{CodecId, Tag};
    use lz4_flex::block;

    let mut lz4 = flatstream_compress::Lz4::new();
    for raw in payloads() {
        let ours = encoded(&mut lz4, &raw);
        assert!(block::decompress(&ours, raw.len()).unwrap() == raw);
        let plain = block::compress(&raw);
        assert!(decoded(&mut lz4, Tag::new(CodecId::LZ4), &plain, raw.len()).unwrap() == raw);
    }
}

#[cfg(feature = "deflate")]
mod flate {
    use super::{decoded, encoded, payloads};
    use crate::{Content, records, refused};
    use flate2::{Compression, Crc, GzBuilder, read, write};
    use flatstream_compress::{Deflate, Gzip, Zlib};
    use flatstream_core::{CodecId, Tag};
    use std::io::{Read, Write};

    fn all(mut reader: impl Read) -> Vec<u8> {
        let mut out = Vec::new();
        reader.read_to_end(&mut out).unwrap();
        out
    }

    #[test]
    fn deflate() {
        for level in [0, 1, 6] {
            let mut deflate = Deflate::new(level).unwrap();
            for raw in payloads() {
                let ours = encoded(&mut deflate, &raw);
                assert!(all(read::DeflateDecoder::new(&ours[..])) == raw);
                let plain = all(read::DeflateEncoder::new(&raw[..], Compression::new(level)));
                let tag = Tag::new(CodecId::DEFLATE);
                assert!(decoded(&mut deflate, tag, &plain, raw.len()).unwrap() == raw);
            }
        }
    }

    #[test]
    fn zlib() {
        let mut zlib = Zlib::new(1).unwrap();
        for raw in payloads() {
            let ours = encoded(&mut zlib, &raw);
            assert!(all(read::ZlibDecoder::new(&ours[..])) == raw);
            let plain = all(read::ZlibEncoder::new(&raw[..], Compression::new(1)));
            assert!(decoded(&mut zlib, Tag::new(CodecId::ZLIB), &plain, raw.len()).unwrap() == raw);
        }
    }

    const GZIP: Tag = Tag::new(CodecId::GZIP);

    #[test]
    fn gzip() {
        let mut gzip = Gzip::new(1).unwrap();
        for raw in payloads() {
            let ours = encoded(&mut gzip, &raw);
            assert!(all(read::GzDecoder::new(&ours[..])) == raw);
            let mut encoder = write::GzEncoder::new(Vec::new(), Compression::new(1));
            // Flushed in between.
            let (first, second) = raw.split_at(raw.len() / 2);
            encoder.write_all(first).unwrap();
            encoder.flush().unwrap();
            encoder.write_all(second).unwrap();
            let plain = encoder.finish().unwrap();
            assert!(decoded(&mut gzip, GZIP, &plain, raw.len()).unwrap() == raw);
        }
    }

    #[test]
    fn gzip_members_with_every_optional_field() {
        let raw = records(500);
        let mut gzip = Gzip::default();
        for fields in 0..16 {
            let mut builder = GzBuilder::new().mtime(1_700_000_000).operating_system(3);
            if fields & 1 != 0 {
                builder = builder.extra(Content::Random.bytes(300, 1));
            }
            if fields & 2 != 0 {
                builder = builder.filename("records.log");
            }
            if fields & 4 != 0 {
                builder = builder.comment("as gzip -N keeps it");
            }
            let mut encoder = builder.write(Vec::new(), Compression::new(6));
            encoder.write_all(&raw).unwrap();
            let mut member = encoder.finish().unwrap();
            let plain = encoded(&mut Deflate::default(), &raw);
            let header = member.len() - plain.len() - 8;
            if fields & 8 != 0 {
                member[3] |= 2;
                let mut crc = Crc::new();
                crc.update(&member[..header]);
                let crc = (crc.sum() as u16).to_le_bytes();
                member.splice(header..header, crc);
                assert!(all(read::GzDecoder::new(&member[..])) == raw);
            }
            assert_eq!(decoded(&mut gzip, GZIP, &member, raw.len()).unwrap(), raw, "{fields}");
            // The flag that it is text says nothing.
            member[3] |= 1;
            if fields & 8 == 0 {
                assert_eq!(decoded(&mut gzip, GZIP, &member, raw.len()).unwrap(), raw);
            }
            // Cut anywhere, in the optional fields too.
            for end in 0..member.len() {
                refused(&mut gzip, GZIP, &member[..end], raw.len());
            }
        }
    }
}
