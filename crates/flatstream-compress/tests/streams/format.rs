//! What there is to test, each the same way.

use flatstream_compress::{DecodeReader, EncodeWriter, StreamDecoder, StreamEncoder, Until};
use flatstream_core::{Error, ErrorKind};
use std::io::{self, Read, Write};

pub(crate) type Encoder = Box<dyn StreamEncoder>;
pub(crate) type Decoder = Box<dyn StreamDecoder>;

#[derive(Clone, Copy)]
pub(crate) struct Format {
    pub(crate) name: &'static str,
    /// At all of these levels, block sizes for LZ4.
    pub(crate) levels: &'static [i32],
    pub(crate) encoder: fn(i32) -> Encoder,
    pub(crate) decoder: fn() -> Decoder,
    /// What a damaged byte may turn into, at most.
    pub(crate) ratio: usize,
    /// A program that reads it from its input and writes it to its output.
    pub(crate) tool: Tool,
}

#[derive(Clone, Copy)]
pub(crate) struct Tool {
    pub(crate) compress: &'static [&'static str],
    pub(crate) decompress: &'static [&'static str],
}

impl std::fmt::Debug for Format {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(self.name)
    }
}

/// All that the enabled features have.
pub(crate) const FORMATS: &[Format] = &[
    #[cfg(feature = "zstd")]
    Format {
        name: "zstd",
        levels: &[-5, 1, 3, 9],
        encoder: |level| Box::new(flatstream_compress::ZstdStreamEncoder::new(level).unwrap()),
        decoder: || Box::new(flatstream_compress::ZstdStreamDecoder::new().unwrap()),
        ratio: 40_000,
        tool: Tool { compress: &["zstd", "-qc"], decompress: &["zstd", "-qdc"] },
    },
    #[cfg(feature = "lz4")]
    Format {
        name: "lz4",
        levels: &[4, 5, 6, 7],
        encoder: |level| {
            use flatstream_compress::Lz4BlockSize::{KiB64, KiB256, MiB1, MiB4};
            let size = [KiB64, KiB256, MiB1, MiB4][usize::try_from(level).unwrap() - 4];
            Box::new(flatstream_compress::Lz4StreamEncoder::new().block_size(size))
        },
        decoder: || Box::new(flatstream_compress::Lz4StreamDecoder::new()),
        ratio: 256,
        tool: Tool { compress: &["lz4", "-qc"], decompress: &["lz4", "-qdc"] },
    },
    #[cfg(feature = "deflate")]
    Format {
        name: "gzip",
        levels: &[0, 1, 6, 9],
        encoder: |level| flate(flatstream_compress::FlateFormat::Gzip, level),
        decoder: || inflate(flatstream_compress::FlateFormat::Gzip),
        ratio: 1_100,
        tool: Tool { compress: &["gzip", "-c"], decompress: &["gzip", "-dc"] },
    },
    #[cfg(feature = "deflate")]
    Format {
        name: "zlib",
        levels: &[0, 1, 6, 9],
        encoder: |level| flate(flatstream_compress::FlateFormat::Zlib, level),
        decoder: || inflate(flatstream_compress::FlateFormat::Zlib),
        ratio: 1_100,
        tool: Tool {
            compress: &["python3", "-c", ZLIB_COMPRESS],
            decompress: &["python3", "-c", ZLIB_DECOMPRESS],
        },
    },
    #[cfg(feature = "deflate")]
    Format {
        name: "deflate",
        levels: &[0, 1, 6, 9],
        encoder: |level| flate(flatstream_compress::FlateFormat::Deflate, level),
        decoder: || inflate(flatstream_compress::FlateFormat::Deflate),
        ratio: 1_100,
        tool: Tool {
            compress: &["python3", "-c", DEFLATE_COMPRESS],
            decompress: &["python3", "-c", DEFLATE_DECOMPRESS],
        },
    },
];

#[cfg(feature = "deflate")]
fn flate(format: flatstream_compress::FlateFormat, level: i32) -> Encoder {
    let level = u32::try_from(level).unwrap();
    Box::new(flatstream_compress::FlateStreamEncoder::new(format, level).unwrap())
}

#[cfg(feature = "deflate")]
fn inflate(format: flatstream_compress::FlateFormat) -> Decoder {
    Box::new(flatstream_compress::FlateStreamDecoder::new(format))
}

impl Format {
    /// An encoder of the second of the levels, which is a usual one.
    pub(crate) fn usual(&self) -> Encoder {
        (self.encoder)(if self.name == "lz4" { 4 } else { self.levels[1] })
    }

    /// One stream.
    pub(crate) fn encode(&self, content: &[u8]) -> Vec<u8> {
        encode(&mut self.usual(), content)
    }

    /// The content of all streams in `bytes`.
    pub(crate) fn decode(&self, bytes: &[u8]) -> Result<Vec<u8>, (ErrorKind, Vec<u8>)> {
        decode(&mut (self.decoder)(), bytes)
    }
}

pub(crate) fn encode(encoder: &mut Encoder, content: &[u8]) -> Vec<u8> {
    let mut writer = EncodeWriter::new(Vec::new(), encoder, vec![0; 1 << 14]);
    writer.write_all(content).unwrap();
    writer.finish().unwrap().0
}

/// The content, or what of it came before the error.
pub(crate) fn decode(decoder: &mut Decoder, bytes: &[u8]) -> Result<Vec<u8>, (ErrorKind, Vec<u8>)> {
    let mut content = Vec::new();
    let mut reader = DecodeReader::new(bytes, decoder, vec![0; 1 << 14]);
    match reader.read_to_end(&mut content) {
        Ok(_) => Ok(content),
        Err(error) => Err((kind(error), content)),
    }
}

/// What an I/O error has inside.
pub(crate) fn kind(error: io::Error) -> ErrorKind {
    error.downcast::<Error>().unwrap().kind()
}

/// Encodes without a shell, into outputs of `room` bytes.
pub(crate) fn encode_into_pieces(
    encoder: &mut Encoder,
    pieces: &[(&[u8], Until)],
    room: usize,
) -> Vec<u8> {
    let (mut bytes, mut output) = (Vec::new(), vec![0; room]);
    encoder.start().unwrap();
    for &(mut piece, until) in pieces {
        loop {
            let progress = encoder.encode_stream(piece, &mut output, until).unwrap();
            bytes.extend_from_slice(&output[..progress.written]);
            piece = &piece[progress.read..];
            assert!(progress.done || progress.read + progress.written > 0, "stands still");
            if progress.done {
                assert!(piece.is_empty());
                break;
            }
        }
    }
    bytes
}

/// Text that compresses, `len` bytes of it, different for each `seed`.
pub(crate) fn text(len: usize, seed: u64) -> Vec<u8> {
    let words = ["alpha ", "beta ", "gamma ", "delta ", "epsilon\n", "{\"id\":", "},", "0x"];
    let mut bytes = Vec::with_capacity(len + 8);
    let mut state = seed;
    while bytes.len() < len {
        state = next(state);
        bytes.extend_from_slice(words[usize::try_from(state >> 61).unwrap()].as_bytes());
        bytes.push(state.to_be_bytes()[2] & 0x3f);
    }
    bytes.truncate(len);
    bytes
}

/// Bytes that do not compress.
pub(crate) fn noise(len: usize, seed: u64) -> Vec<u8> {
    let mut state = seed;
    (0..len)
        .map(|_| {
            state = next(state);
            state.to_be_bytes()[0]
        })
        .collect()
}

fn next(state: u64) -> u64 {
    state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407)
}

#[cfg(feature = "deflate")]
const ZLIB_COMPRESS: &str =
    "import sys,zlib; sys.stdout.buffer.write(zlib.compress(sys.stdin.buffer.read()))";
#[cfg(feature = "deflate")]
const ZLIB_DECOMPRESS: &str =
    "import sys,zlib; sys.stdout.buffer.write(zlib.decompress(sys.stdin.buffer.read()))";
#[cfg(feature = "deflate")]
const DEFLATE_COMPRESS: &str = "import sys,zlib; c=zlib.compressobj(6,zlib.DEFLATED,-15); \
    sys.stdout.buffer.write(c.compress(sys.stdin.buffer.read())+c.flush())";
#[cfg(feature = "deflate")]
const DEFLATE_DECOMPRESS: &str =
    "import sys,zlib; sys.stdout.buffer.write(zlib.decompress(sys.stdin.buffer.read(),-15))";
