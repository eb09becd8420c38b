//! What the shells promise about sinks, sources and buffers.

use crate::format::{FORMATS, kind};
use flatstream_compress::{DecodeReader, EncodeWriter};
use flatstream_core::ErrorKind;
use flatstream_testkit::{FaultyReader, FaultyWriter, Step};
use std::io::{self, Read, Write};

#[test]
fn a_sink_that_failed_is_not_written_to_again() {
    for format in FORMATS {
        let sink = FaultyWriter::new([Step::Fail(io::ErrorKind::BrokenPipe)]);
        let mut writer = EncodeWriter::new(sink, format.usual(), [0; 100]);
        writer.write_all(b"abc").unwrap();
        assert_eq!(writer.flush().unwrap_err().kind(), io::ErrorKind::BrokenPipe);
        assert_eq!(kind(writer.write(b"d").unwrap_err()), ErrorKind::Poisoned);
        assert_eq!(kind(writer.flush().unwrap_err()), ErrorKind::Poisoned);
        let (error, writer) = writer.finish().unwrap_err();
        assert_eq!(kind(error), ErrorKind::Poisoned);
        let (sink, buffer) = writer.into_parts();
        assert_eq!((sink.calls, sink.taken.len(), buffer.len()), (1, 0, 100));
    }
}

#[test]
fn a_sink_that_takes_nothing_now_gets_it_later() {
    for format in FORMATS {
        let sink = FaultyWriter::new([Step::Bytes(0), Step::Bytes(1), Step::Bytes(0)]);
        let mut writer = EncodeWriter::new(sink, format.usual(), [0; 100]);
        writer.write_all(b"abc").unwrap();
        let (error, writer) = writer.finish().unwrap_err();
        assert_eq!(error.kind(), io::ErrorKind::WriteZero);
        let (error, mut writer) = writer.finish().unwrap_err();
        assert_eq!(error.kind(), io::ErrorKind::WriteZero);
        // The stream is over, only not yet sent.
        assert_eq!(kind(writer.write(b"d").unwrap_err()), ErrorKind::Config);
        let (sink, _) = writer.finish().unwrap();
        assert_eq!(format.decode(&sink.taken).unwrap(), b"abc");
    }
}

#[test]
fn a_panic_of_the_sink_poisons() {
    struct Panics;
    impl Write for Panics {
        fn write(&mut self, _: &[u8]) -> io::Result<usize> {
            panic!("on purpose")
        }
        fn flush(&mut self) -> io::Result<()> {
            Ok(())
        }
    }
    for format in FORMATS {
        let mut writer = EncodeWriter::new(Panics, format.usual(), [0; 100]);
        let caught = std::panic::catch_unwind(std::panic::AssertUnwindSafe(|| writer.flush()));
        // Not every format has something to send at once.
        if caught.is_err() {
            assert_eq!(kind(writer.flush().unwrap_err()), ErrorKind::Poisoned, "{format:?}");
        }
    }
}

#[test]
fn a_buffer_without_room_is_refused() {
    for format in FORMATS {
        let mut writer = EncodeWriter::new(Vec::new(), format.usual(), []);
        assert_eq!(kind(writer.write(b"a").unwrap_err()), ErrorKind::Config);
        let mut reader = DecodeReader::new(&b"abc"[..], (format.decoder)(), []);
        assert_eq!(kind(reader.read(&mut [0]).unwrap_err()), ErrorKind::Config);
    }
}

/// Buffers of all kinds, encoders that are lent, owned and unknown.
#[test]
fn whatever_has_bytes_is_a_buffer() {
    for format in FORMATS {
        let (mut encoder, mut decoder) = (format.usual(), (format.decoder)());
        let mut slice = [0; 64];
        let mut writer = EncodeWriter::new(Vec::new(), &mut encoder, &mut slice[..]);
        writer.write_all(b"abc").unwrap();
        let (one, slice) = writer.finish().unwrap();
        let mut writer = EncodeWriter::new(one, &mut *encoder, vec![0; 10].into_boxed_slice());
        writer.write_all(b"def").unwrap();
        let (both, _) = writer.finish().unwrap();
        let mut back = String::new();
        DecodeReader::new(&both[..], &mut decoder, slice).read_to_string(&mut back).unwrap();
        assert_eq!(back, "abcdef");
        back.clear();
        DecodeReader::new(&both[..], decoder, [0; 1]).read_to_string(&mut back).unwrap();
        assert_eq!(back, "abcdef");
    }
}

#[test]
fn content_is_there_as_soon_as_its_bytes_are() {
    for format in FORMATS {
        let mut writer = EncodeWriter::new(Vec::new(), format.usual(), [0; 100]);
        writer.write_all(b"first").unwrap();
        writer.flush().unwrap();
        let flushed = writer.get_ref().len();
        writer.write_all(b"second").unwrap();
        let (bytes, _) = writer.finish().unwrap();
        let script = [Step::Bytes(flushed), Step::Fail(io::ErrorKind::WouldBlock)];
        let source = FaultyReader::new(&bytes, script);
        let mut reader = DecodeReader::new(source, (format.decoder)(), [0; 1000]);
        let mut back = [0; 100];
        assert_eq!(reader.read(&mut back[..5]).unwrap(), 5, "{format:?}");
        assert_eq!(reader.get_ref().calls, 1);
        let error = reader.read(&mut back).unwrap_err();
        assert_eq!(error.kind(), io::ErrorKind::WouldBlock);
        assert_eq!(reader.read(&mut back[5..]).unwrap(), 6);
        assert_eq!(&back[..11], b"firstsecond");
    }
}

#[test]
fn interruptions_go_unseen() {
    for format in FORMATS {
        let script = [Step::Fail(io::ErrorKind::Interrupted), Step::Bytes(2)];
        let script = script.repeat(3);
        let sink = FaultyWriter::new(script.clone());
        let mut writer = EncodeWriter::new(sink, format.usual(), [0; 100]);
        assert_eq!(writer.write(b"abc").unwrap(), 3);
        writer.flush().unwrap();
        let (sink, _) = writer.finish().unwrap();
        assert!(sink.calls > 6, "{format:?}");
        let source = FaultyReader::new(&sink.taken, script);
        let mut reader = DecodeReader::new(source, (format.decoder)(), [0; 100]);
        let mut back = [0; 3];
        let mut len = 0;
        while len < 3 {
            len += reader.read(&mut back[len..]).unwrap();
        }
        assert_eq!((&back, reader.read(&mut [0]).unwrap()), (b"abc", 0), "{format:?}");
    }
}

/// A source that grows: what was truncated goes on.
#[test]
fn an_end_that_comes_too_early_can_be_tried_again() {
    for format in FORMATS {
        let bytes = format.encode(b"some content");
        let script = [Step::Bytes(bytes.len() - 1), Step::Bytes(0)];
        let source = FaultyReader::new(&bytes, script);
        let mut reader = DecodeReader::new(source, (format.decoder)(), [0; 1000]);
        let mut back = Vec::new();
        let error = reader.read_to_end(&mut back).unwrap_err();
        assert_eq!(error.kind(), io::ErrorKind::UnexpectedEof);
        reader.read_to_end(&mut back).unwrap();
        assert_eq!(back, b"some content", "{format:?}");
    }
}

/// One stream is not waited behind.
#[test]
fn one_stream_reads_no_further() {
    for format in FORMATS {
        let bytes = format.encode(b"one");
        let script = [Step::Bytes(bytes.len()), Step::Fail(io::ErrorKind::BrokenPipe)];
        let source = FaultyReader::new(&bytes, script);
        let mut reader = DecodeReader::new(source, (format.decoder)(), [0; 1000]).one_stream();
        let mut back = Vec::new();
        reader.read_to_end(&mut back).unwrap();
        assert_eq!((&back[..], reader.read(&mut [0]).unwrap()), (&b"one"[..], 0));
        assert_eq!(reader.get_ref().calls, 1, "{format:?}");
    }
}

#[test]
fn nothing_written_is_an_empty_stream() {
    for format in FORMATS {
        let (bytes, _) = EncodeWriter::new(Vec::new(), format.usual(), [0; 9]).finish().unwrap();
        assert!(!bytes.is_empty());
        assert_eq!(format.decode(&bytes).unwrap(), b"");
    }
}

/// Neither takes nor gives anything.
struct Still;

impl flatstream_compress::StreamEncoder for Still {
    fn start(&mut self) -> flatstream_core::Result<()> {
        Ok(())
    }

    fn encode_stream(
        &mut self,
        _: &[u8],
        _: &mut [u8],
        _: flatstream_compress::Until,
    ) -> flatstream_core::Result<flatstream_compress::Progress> {
        Ok(flatstream_compress::Progress::default())
    }
}

#[test]
fn an_encoder_that_stands_still_is_an_error() {
    let mut writer = EncodeWriter::new(Vec::new(), Still, [0; 16]);
    let error = std::io::Write::write(&mut writer, b"anything").unwrap_err();
    assert!(error.to_string().ends_with("the encoder stands still"), "{error}");
    let (error, _) = writer.finish().unwrap_err();
    assert!(error.to_string().contains("poisoned"), "{error}");
}
