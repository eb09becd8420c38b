//! Arbitrary bytes as streams of every format: all ways to decode them agree, cost
//! what they hold, and leave the decoder as good as new.
#![no_main]

use flatstream_compress::{
    DecodeReader, ErrorKind, FlateFormat, FlateStreamDecoder, Lz4StreamDecoder, OutBuf,
    StreamDecoder, ZstdStreamDecoder, decode_all,
};
use flatstream_fuzz::Input;
use libfuzzer_sys::fuzz_target;
use std::{cell::RefCell, io::Read};

fuzz_target!(|data: &[u8]| {
    let mut input = Input(data);
    let format = usize::from(input.u8()) % 5;
    let (piece, room) = (1 + usize::from(input.u8()), 1 + usize::from(input.u8()));
    let bytes = input.0;

    let mut whole = OutBuf::new();
    let expected = USED.with_borrow_mut(|decoders| {
        let decoder = &mut *decoders[format];
        decode_all(decoder, bytes, MOST, &mut whole).map_err(|error| error.kind())
    });
    assert!(whole.len() <= MOST);

    // A fresh decoder, in pieces.
    let mut decoder = decoder(format);
    let source = Pieces { bytes, piece };
    let mut reader = DecodeReader::new(source, &mut decoder, vec![0; piece]).max_bytes(MOST as u64);
    let mut content = Vec::new();
    let mut buffer = vec![0; room];
    let found = loop {
        match reader.read(&mut buffer) {
            Ok(0) => break Ok(()),
            Ok(n) => content.extend_from_slice(&buffer[..n]),
            Err(error) => {
                let error = error.downcast::<flatstream_compress::Error>();
                break Err(error.expect("an error of the decoder's").kind());
            }
        }
    };
    match (expected, found) {
        (Ok(()), found) => {
            assert_eq!(found, Ok(()));
            assert!(content == whole.filled());
        }
        (Err(ErrorKind::Truncated { .. }), found) => {
            assert!(matches!(found, Err(ErrorKind::Truncated { .. })), "{found:?}");
            assert!(content == whole.filled());
        }
        // Where damage is noticed depends on the pieces.
        (Err(_), found) => {
            assert!(found.is_err());
            let both = content.len().min(whole.len());
            assert!(content[..both] == whole.filled()[..both]);
        }
    }
});

/// No input decodes to more.
const MOST: usize = 1 << 20;

fn decoder(format: usize) -> Box<dyn StreamDecoder> {
    match format {
        0 => Box::new(ZstdStreamDecoder::new().and_then(|it| it.window_log_max(22)).expect("zstd")),
        1 => Box::new(Lz4StreamDecoder::new()),
        2 => Box::new(FlateStreamDecoder::new(FlateFormat::Deflate)),
        3 => Box::new(FlateStreamDecoder::new(FlateFormat::Zlib)),
        _ => Box::new(FlateStreamDecoder::new(FlateFormat::Gzip)),
    }
}

thread_local! {
    /// One for all inputs: what one leaves behind the next would meet.
    static USED: RefCell<Vec<Box<dyn StreamDecoder>>> =
        RefCell::new((0..5).map(decoder).collect());
}

/// A source that gives so many bytes at once.
struct Pieces<'a> {
    bytes: &'a [u8],
    piece: usize,
}

impl Read for Pieces<'_> {
    fn read(&mut self, room: &mut [u8]) -> std::io::Result<usize> {
        let n = self.piece.min(room.len()).min(self.bytes.len());
        let (now, rest) = self.bytes.split_at(n);
        room[..n].copy_from_slice(now);
        self.bytes = rest;
        Ok(n)
    }
}
