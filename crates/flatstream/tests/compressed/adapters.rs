//! Adapters around compressed frames see messages, whatever holds them.

use crate::{alone, check, compressed, encoded, formats, in_blocks, some_formats, stored_block};
use flatstream::{
    Bounded, Checksum, CodecKind, Compressed, Deframer, DeframerExt, Error, ErrorKind, Format,
    Framer, FramerExt, Limits, OutBuf, SizeValidator, StreamReader, StreamWriter, Tag,
    compress::Decoders, recover,
};
use flatstream_testkit::{Outcome, located};
use std::cell::RefCell;

fn messages() -> [Vec<u8>; 5] {
    [b"one".to_vec(), vec![2; 300], Vec::new(), vec![4; 40], vec![5; 41]]
}

/// Both ways of a stream of them, and where the frame of each message begins.
fn streams(format: &Format) -> [(Vec<u8>, Vec<u64>); 2] {
    let single = alone(format, &messages());
    let offsets = crate::parse(format, &single).iter().map(|frame| frame.offset as u64).collect();
    [(single, offsets), (in_blocks(format, 5000, &messages()), vec![0; 5])]
}

/// The messages, but for those in `refused`.
fn without(offsets: &[u64], refused: &[(usize, ErrorKind)]) -> Vec<Outcome> {
    let mut expected: Vec<_> = messages().iter().map(Outcome::payload).collect();
    for &(index, kind) in refused {
        expected[index] = Outcome::Failure(kind, offsets[index], index as u64);
    }
    expected
}

#[test]
fn a_bound_is_one_of_messages() {
    let too_large = |len, limit| ErrorKind::FrameTooLarge { len, limit };
    for format in formats() {
        for (wire, offsets) in streams(&format) {
            for limit in [0, 2, 3, 40, 41, 299, 300, 1000] {
                let lens = messages().map(|message| message.len() as u64);
                let over = lens.iter().enumerate().filter(|(_, len)| **len > u64::from(limit));
                let refused: Vec<_> =
                    over.map(|(n, len)| (n, too_large(*len, u64::from(limit)))).collect();
                let deframer = format.deframer().unwrap().bounded(limit);
                check(&deframer, Limits::default(), &wire, &without(&offsets, &refused));
            }
        }
    }
}

#[test]
fn a_validator_sees_messages() {
    for format in formats() {
        for (wire, offsets) in streams(&format) {
            let sizes = SizeValidator::new(1, 40);
            let deframer = format.deframer().unwrap().with_validator(sizes);
            let refused = [1, 2, 4].map(|n| (n, ErrorKind::InvalidPayload));
            check(&deframer, Limits::default(), &wire, &without(&offsets, &refused));
            let own = |message: &[u8]| match message {
                [4, ..] => Err(Error::other("no four")),
                _ => Ok(()),
            };
            let deframer = format.deframer().unwrap().with_validator(own);
            let refused = [(3, ErrorKind::Other)];
            check(&deframer, Limits::default(), &wire, &without(&offsets, &refused));
        }
    }
}

#[test]
fn an_observer_sees_each_message_once() {
    for format in formats() {
        for (wire, _) in streams(&format) {
            let seen = RefCell::new(Vec::new());
            let observe = |message: &[u8]| seen.borrow_mut().push(message.to_vec());
            let deframer = format.deframer().unwrap().observed(observe);
            let mut reader = StreamReader::new(&wire[..], deframer);
            for (n, message) in messages().iter().enumerate() {
                assert_eq!(seen.borrow().len(), n);
                assert_eq!(reader.read_message().unwrap(), Some(&message[..]));
            }
            assert_eq!(reader.read_message().unwrap(), None);
            drop(reader);
            assert_eq!(seen.into_inner(), messages());
        }
    }
}

#[test]
fn adapters_on_adapters_keep_their_order() {
    for format in some_formats() {
        for (wire, offsets) in streams(&format) {
            let seen = RefCell::new(Vec::new());
            let deframer = format
                .deframer()
                .unwrap()
                .bounded(299)
                .observed(|message| seen.borrow_mut().push(message.len()))
                .with_validator(SizeValidator::new(1, 40));
            let mut reader = StreamReader::new(&wire[..], &deframer);
            let mut outcomes = Vec::new();
            while let Some(outcome) = reader.read_message().transpose() {
                outcomes.push(Outcome::from(outcome));
            }
            let large = ErrorKind::FrameTooLarge { len: 300, limit: 299 };
            let invalid = ErrorKind::InvalidPayload;
            assert_eq!(outcomes, without(&offsets, &[(1, large), (2, invalid), (4, invalid)]));
            // The validator comes last.
            drop(reader);
            assert_eq!(seen.take(), [3, 0, 40, 41]);
            assert!(deframer.may_hold_many());
            assert_eq!(deframer.digest_len(), format.checksum.size());
        }
    }
}

#[test]
fn writing_they_see_what_the_codec_sees() {
    for format in formats() {
        let seen = RefCell::new(Vec::new());
        let framer = format
            .framer()
            .unwrap()
            .bounded(299)
            .observed(|message| seen.borrow_mut().push(message.len()))
            .with_validator(SizeValidator::new(1, 500));
        let mut writer = StreamWriter::new(Vec::new(), framer);
        let results = messages().map(|m| writer.write_payload(&m).map_err(|error| error.kind()));
        let large = ErrorKind::FrameTooLarge { len: 300, limit: 299 };
        let expected = [Ok(()), Err(large), Err(ErrorKind::InvalidPayload), Ok(()), Ok(())];
        assert_eq!(results, expected);
        let kept = [b"one".to_vec(), vec![4; 40], vec![5; 41]];
        assert_eq!(writer.into_inner(), alone(&format, &kept));
        assert_eq!(seen.into_inner(), [3, 40, 41]);
    }
}

#[test]
fn before_blocks_they_see_messages() {
    for format in some_formats() {
        let seen = RefCell::new(Vec::new());
        let framer = flatstream::DefaultFramer
            .observed(|message| seen.borrow_mut().push(message.len()))
            .bounded(299);
        let blocks = flatstream::BlockWriter::new(Vec::new(), format.framer().unwrap());
        let mut writer = StreamWriter::new(blocks, framer);
        let results = messages().map(|m| writer.write_payload(&m).map_err(|error| located(&error)));
        let large = (ErrorKind::FrameTooLarge { len: 300, limit: 299 }, 7, 1);
        assert_eq!(results, [Ok(()), Err(large), Ok(()), Ok(()), Ok(())]);
        let wire = writer.into_inner().into_inner().map_err(|(error, _)| error).unwrap();
        let kept = [b"one".to_vec(), Vec::new(), vec![4; 40], vec![5; 41]];
        assert_eq!(wire, in_blocks(&format, 5000, &kept));
        assert_eq!(seen.into_inner(), [3, 0, 40, 41]);
    }
}

#[test]
fn compression_of_compressed_frames_is_a_wrong_configuration() {
    for format in some_formats() {
        let framer =
            Compressed::new(format.framer().unwrap(), CodecKind::ALL[0].encoder(None).unwrap());
        let mut writer = StreamWriter::new(Vec::new(), framer);
        let error = writer.write_payload(&[7; 500]).unwrap_err();
        assert_eq!(located(&error), (ErrorKind::Config, 0, 0));
        assert_eq!(writer.into_inner(), b"");

        let tag = Tag::new(format.codec.unwrap().id());
        let inner = compressed(&format, 0, 500, &[7; 500]);
        let frames = [
            compressed(&format, tag.to_byte(), 500, &encoded(&format, &[7; 500])),
            // What could be read as a stored frame in a stored frame.
            compressed(&format, 0, inner.len(), &[&[0, 5, 0, 0, 0][..], b"inner"].concat()),
            compressed(&format, 0, 10, &[&[0, 5, 0, 0, 0][..], b"inner"].concat()),
            stored_block(&format, &[b"1"]),
        ];
        for frame in frames {
            let deframer = Compressed::new(format.deframer().unwrap(), Decoders::new());
            let wire = [&frame[..], &frame].concat();
            let expected = [(0, 0), (frame.len() as u64, 1)]
                .map(|(offset, ordinal)| Outcome::Failure(ErrorKind::Config, offset, ordinal));
            check(&deframer, Limits::default(), &wire, &expected);
        }
    }
}

/// Inside, an adapter sees what is stored.
#[test]
fn a_bound_inside_is_one_of_stored_bytes() {
    for format in some_formats() {
        let encoder = CodecKind::ALL[0].encoder(None).unwrap();
        let framer = Compressed::new(Bounded::new(format.frames(), 104), encoder);
        let mut scratch = OutBuf::new();
        framer.frame(&[7; 5000], &mut scratch).unwrap();
        let error = framer.frame(&crate::noise(1, 100), &mut scratch).unwrap_err();
        assert_eq!(error.kind(), ErrorKind::FrameTooLarge { len: 105, limit: 104 });
        let wire = alone(&format, &[vec![7; 5000], crate::noise(1, 100)]);
        let deframer = Compressed::new(Bounded::new(format.frames(), 104), Decoders::new());
        let offset = crate::parse(&format, &wire)[1].offset as u64;
        let kind = ErrorKind::FrameTooLarge { len: 105, limit: 104 };
        let expected = [Outcome::payload([7; 5000]), Outcome::Failure(kind, offset, 1)];
        check(&deframer, Limits::default(), &wire, &expected);
    }
}

/// A frame with a message that an adapter refuses is not intact.
#[test]
fn recovery_asks_adapters_about_messages() {
    for format in some_formats() {
        let pieces = [
            stored_block(&format, &[&b"one"[..], b"two"]),
            stored_block(&format, &[&b"three"[..], &[0; 100], b"five"]),
            stored_block(&format, &[&b"six"[..]]),
        ];
        let wire = pieces.concat();
        let plain = recover(&wire[..], &format.deframer().unwrap()).unwrap();
        assert_eq!((plain.frames, plain.lost_bytes), (6, 0));
        let bounded = recover(&wire[..], &format.deframer().unwrap().bounded(99)).unwrap();
        assert_eq!((bounded.frames, bounded.last_good_offset), (2, pieces[0].len() as u64));
        let validator = SizeValidator::new(0, 99);
        let valid =
            recover(&wire[..], &format.deframer().unwrap().with_validator(validator)).unwrap();
        assert_eq!((valid.frames, valid.last_good_offset), (2, pieces[0].len() as u64));
        if format.checksum.size() > 2 {
            for report in [bounded, valid] {
                assert_eq!(report.lost_bytes, pieces[1].len() as u64);
                assert_eq!((report.salvaged_frames, report.damaged_regions), (1, 1));
            }
        }
    }
}
