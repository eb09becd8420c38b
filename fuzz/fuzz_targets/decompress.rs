//! Arbitrary bytes under any tag: what decodes is as long as declared and what
//! the plain libraries make of it; what does not leaves no trace, costs no more
//! memory than was decoded, and the decoder as good as new.
#![no_main]

use flatstream_compress::Decoders;
use flatstream_core::{CodecId, Decoder, OutBuf, Tag};
use flatstream_fuzz::{Input, codecs};
use libfuzzer_sys::fuzz_target;
use std::{cell::RefCell, io::Read};

fuzz_target!(|data: &[u8]| {
    let mut input = Input(data);
    let (codec, flags) = match input.u8() {
        byte @ 0..=239 => (usize::from(byte) % CODECS.len(), byte / 6),
        // Any tag at all.
        _ => (CODECS.len(), input.u8()),
    };
    let mut tag = match CODECS.get(codec) {
        Some(&codec) => Tag::new(codec),
        None => Tag::from_byte(flags),
    };
    if codec == 1 {
        tag = tag.with_dictionary();
    }
    // Short lengths mostly, and those that need many bytes to be believed.
    let len = usize::from(input.u16());
    let raw_len = match flags % 4 {
        0 => len & 0xff,
        1 => len,
        2 => len << 6,
        _ => len << 12,
    };
    let stored = input.0;
    if flags % 8 == 7 {
        // The length that it has, if any: damage alone seldom keeps it.
        if let Some(raw) = plain(tag, stored, MOST) {
            check(tag, stored, raw.len());
        }
    }
    check(tag, stored, raw_len);
});

/// Both of zstd, with a dictionary and without, then the others.
const CODECS: [CodecId; 6] =
    [CodecId::ZSTD, CodecId::ZSTD, CodecId::LZ4, CodecId::DEFLATE, CodecId::ZLIB, CodecId::GZIP];
/// No check decodes more.
const MOST: usize = 1 << 20;

thread_local! {
    /// One for all inputs: what one leaves behind the next would meet.
    static USED: RefCell<Decoders> = RefCell::new(decoders());
}

fn decoders() -> Decoders {
    let mut decoders = Decoders::new();
    decoders.add_dictionary(codecs::dictionary()).expect("a dictionary");
    decoders
}

fn check(tag: Tag, stored: &[u8], raw_len: usize) {
    let mut out = OutBuf::new();
    out.extend_from_slice(b"before");
    let result = USED.with_borrow_mut(|used| used.decode(tag, stored, raw_len, &mut out));
    let decoded = out.filled().strip_prefix(b"before").expect("kept");

    // What a library decodes on its way to the error, with a block to spare. An
    // LZ4 block may claim the more without having it.
    let actual = match tag.codec() {
        CodecId::LZ4 => stored.len().saturating_mul(256).min(raw_len),
        _ => decodable(tag, stored, raw_len),
    };
    let room = 4 * (actual + (128 << 10)).max(8 * stored.len());
    assert!(out.capacity() <= 2 * room, "{} bytes for {actual}", out.capacity());

    match &result {
        Ok(()) => {
            assert_eq!(decoded.len(), raw_len);
            if raw_len <= MOST {
                let expected = plain(tag, stored, raw_len).expect("the library agrees");
                assert!(decoded == expected, "the library has it differently");
            }
        }
        Err(_) => assert!(decoded.is_empty(), "left behind a failure"),
    }

    // Neither an error nor a success changes what comes next.
    let mut again = OutBuf::new();
    let fresh = decoders().decode(tag, stored, raw_len, &mut again);
    assert_eq!(fresh.map_err(|error| error.kind()), result.map_err(|error| error.kind()));
    assert!(again.filled() == decoded);
}

/// How many bytes a library gets out of `stored`, at most one more than `most`.
fn decodable(tag: Tag, stored: &[u8], most: usize) -> usize {
    let mut out = Vec::new();
    let mut take = |reader: &mut dyn Read| {
        let mut piece = [0; 1 << 15];
        while out.len() <= most {
            match reader.read(&mut piece) {
                Ok(0) | Err(_) => break,
                Ok(n) => out.extend_from_slice(&piece[..n]),
            }
        }
    };
    match tag.codec() {
        CodecId::ZSTD => {
            let mut decoder = zstd::stream::read::Decoder::with_dictionary(
                stored,
                if tag.has_dictionary() { codecs::dictionary().as_bytes() } else { &[] },
            )
            .expect("a decoder");
            // Ours has the whole frame in memory and needs no window.
            decoder.window_log_max(31).expect("a window");
            take(&mut decoder);
        }
        CodecId::DEFLATE => take(&mut flate2::read::DeflateDecoder::new(stored)),
        CodecId::ZLIB => take(&mut flate2::read::ZlibDecoder::new(stored)),
        CodecId::GZIP => take(&mut flate2::read::GzDecoder::new(stored)),
        _ => {}
    }
    out.len()
}

/// All of `stored` as the plain library decodes it, if that is at most `most`.
fn plain(tag: Tag, stored: &[u8], most: usize) -> Option<Vec<u8>> {
    let mut out = Vec::new();
    let mut take = |reader: &mut dyn Read| -> Option<()> {
        reader.take(most as u64 + 1).read_to_end(&mut out).ok()?;
        (out.len() <= most).then_some(())
    };
    match tag.codec() {
        CodecId::STORED => return Some(stored.to_vec()),
        CodecId::ZSTD => {
            let mut decompressor = if tag.has_dictionary() {
                zstd::bulk::Decompressor::with_dictionary(codecs::dictionary().as_bytes())
            } else {
                zstd::bulk::Decompressor::new()
            }
            .expect("a decompressor");
            return decompressor.decompress(stored, most).ok();
        }
        CodecId::LZ4 => return lz4_flex::block::decompress(stored, most).ok(),
        CodecId::DEFLATE => take(&mut flate2::read::DeflateDecoder::new(stored))?,
        CodecId::ZLIB => take(&mut flate2::read::ZlibDecoder::new(stored))?,
        CodecId::GZIP => take(&mut flate2::read::GzDecoder::new(stored))?,
        _ => return None,
    }
    Some(out)
}
