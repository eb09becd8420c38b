//! No stream allocates or frees, whatever its size.

use crate::format::{FORMATS, noise, text};
use flatstream_compress::{DecodeReader, EncodeWriter, Until};
use flatstream_testkit::count;
use std::io::{Read, Write};

/// Large ones, then so many small ones that a library could think of giving
/// memory back, then anything.
fn size(index: usize) -> usize {
    match index % 400 {
        0 => 1 << 20,
        1..=300 => 150,
        n => [1 << 16, 150, 0, 4000, 1, 1000, 30_000][n % 7],
    }
}

#[test]
fn streams_neither_allocate_nor_free() {
    let content = [text(1 << 19, 1), noise(1 << 19, 2)].concat();
    for format in FORMATS {
        let (mut encoder, mut decoder) = (format.usual(), (format.decoder)());
        let (mut buffer, mut compressed) = (vec![0; 1 << 14], vec![0; 3 << 20]);
        let mut back = vec![0; 1 << 20];
        let mut stream = |index: usize| {
            let content = &content[..size(index)];
            let room = compressed.len();
            let mut writer = EncodeWriter::new(&mut compressed[..], &mut encoder, &mut buffer);
            for piece in content.chunks(30_000) {
                writer.write_all(piece).unwrap();
            }
            if index.is_multiple_of(3) {
                writer.flush().unwrap();
            }
            let len = room - writer.finish().unwrap().0.len();
            let mut reader = DecodeReader::new(&compressed[..len], &mut decoder, &mut buffer);
            reader.read_exact(&mut back[..content.len()]).unwrap();
            assert_eq!(reader.read(&mut [0]).unwrap(), 0);
            assert!(&back[..content.len()] == content);
        };
        (0..400).for_each(&mut stream);
        let traffic = count(|| (400..2800).for_each(&mut stream));
        assert_eq!((traffic.allocations, traffic.frees), (0, 0), "{format:?}");
    }
}

/// A stream that begins with its end is of known size to a library, which may
/// fit its memory to it.
#[test]
fn streams_in_one_call_neither_allocate_nor_free() {
    let content = [text(1 << 19, 1), noise(1 << 19, 2)].concat();
    for format in FORMATS {
        let (mut encoder, mut output) = (format.usual(), vec![0; 3 << 20]);
        let mut stream = |index: usize| {
            encoder.start().unwrap();
            let content = &content[..size(index)];
            let progress = encoder.encode_stream(content, &mut output, Until::Ended).unwrap();
            assert_eq!((progress.read, progress.done), (content.len(), true));
        };
        (0..400).for_each(&mut stream);
        let traffic = count(|| (400..2800).for_each(&mut stream));
        assert_eq!((traffic.allocations, traffic.frees), (0, 0), "{format:?}");
    }
}

/// Frames that tell their size have the library fit its memory to them, unless
/// it is kept from it.
#[cfg(feature = "zstd")]
#[test]
fn zstd_frames_that_tell_their_size_neither_allocate_nor_free() {
    let content = [text(1 << 19, 1), noise(1 << 19, 2)].concat();
    let frame = |len| zstd::bulk::compress(&content[..len], 1).unwrap();
    let frames: Vec<_> = (0..400).map(|index| (size(index), frame(size(index)))).collect();
    let mut decoder = flatstream_compress::ZstdStreamDecoder::new().unwrap();
    let (mut buffer, mut back) = (vec![0; 1 << 14], vec![0; 1 << 20]);
    let mut stream = |index: usize| {
        let (len, frame) = &frames[index % frames.len()];
        // In pieces, or the library would do small ones at one go.
        let source = flatstream_testkit::FaultyReader::in_pieces_of(frame, frame.len().div_ceil(3));
        let mut reader = DecodeReader::new(source, &mut decoder, &mut buffer);
        reader.read_exact(&mut back[..*len]).unwrap();
        assert_eq!(reader.read(&mut [0]).unwrap(), 0);
        assert!(back[..*len] == content[..*len]);
    };
    (0..400).for_each(&mut stream);
    let traffic = count(|| (400..2800).for_each(&mut stream));
    assert_eq!((traffic.allocations, traffic.frees), (0, 0));
}
