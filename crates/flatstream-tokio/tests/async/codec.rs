//! `FrameCodec` in tokio-util's adapters.

use crate::support::{Act, Source, cases, cycle, drive, payloads};
use bytes::{BufMut, Bytes, BytesMut};
use flatstream_checksum::Crc32;
use flatstream_compress::Lz4;
use flatstream_core::{Deframer, Error, ErrorKind, Limits, Result, Step};
use flatstream_framing::{
    ChecksumDeframer, ChecksumFramer, Compressed, DefaultDeframer, DefaultFramer,
};
use flatstream_testkit::{Outcome, located, wire};
use flatstream_tokio::FrameCodec;
use futures_util::{StreamExt, stream};
use tokio_util::codec::{Decoder, Encoder, Framed, FramedRead};

#[tokio::test]
async fn both_directions_of_a_duplex() {
    let crc = Compressed::new(ChecksumFramer::new(Crc32), Lz4::new());
    let de = || Compressed::new(ChecksumDeframer::new(Crc32), Lz4::new());
    let (near, far) = tokio::io::duplex(100);
    let near = Framed::new(near, FrameCodec::new(crc, de()));
    let crc = Compressed::new(ChecksumFramer::new(Crc32), Lz4::new());
    let far = Framed::new(far, FrameCodec::new(crc, de()));
    let (to_far, from_far) = near.split();
    let (to_near, from_near) = far.split();
    let payloads: Vec<_> = (0..100).flat_map(|_| payloads().map(Bytes::from)).collect();
    let sent = || stream::iter(payloads.clone()).map(Ok);
    let (there, back, far_saw, near_saw) = tokio::join!(
        sent().forward(to_far),
        sent().forward(to_near),
        from_near.take(500).map(Result::unwrap).collect::<Vec<_>>(),
        from_far.take(500).map(Result::unwrap).collect::<Vec<_>>(),
    );
    there.unwrap();
    back.unwrap();
    assert_eq!(far_saw, payloads);
    assert_eq!(near_saw, far_saw);
}

/// Whatever `FramedRead` is given, up to the first error.
#[test]
fn decoding_says_what_the_reader_says() {
    for case in cases() {
        for n in [1, 3, 50, 10_000] {
            for len in 0..=case.wire.len() {
                let source = Source::new(&case.wire[..len], cycle(&[Act::Pending, Act::Bytes(n)]));
                let codec = FrameCodec::new(DefaultFramer, (case.deframer)()).limits(case.limits);
                let mut frames = FramedRead::new(source, codec);
                let mut expected = case.expected(len);
                let failure = |outcome: &Outcome| matches!(outcome, Outcome::Failure(..));
                let end = expected.iter().position(failure).map_or(expected.len(), |at| at + 1);
                expected.truncate(end);
                let seen: Vec<_> = drive(frames.by_ref().map(Outcome::from).collect());
                assert_eq!(seen, expected, "{}, {len} in pieces of {n}", case.name);
            }
        }
    }
}

/// All outcomes, where the caller goes on over errors.
#[test]
fn decoding_goes_on_behind_a_frame_that_is_refused() {
    for case in cases() {
        let mut codec = FrameCodec::new(DefaultFramer, (case.deframer)()).limits(case.limits);
        let mut input = BytesMut::new();
        let mut seen = Vec::new();
        for byte in &case.wire {
            input.put_u8(*byte);
            while let Some(outcome) = codec.decode(&mut input).transpose() {
                seen.push(Outcome::from(outcome));
            }
        }
        assert!(codec.decode_eof(&mut input).unwrap().is_none());
        assert_eq!(seen, case.expected(case.wire.len()), "{}", case.name);
    }
}

#[test]
fn an_end_inside_a_frame_is_truncated() {
    let mut codec = FrameCodec::new(DefaultFramer, DefaultDeframer);
    let mut input = BytesMut::from(&b"\x03\0\0\0one\x03\0\0\0t"[..]);
    assert_eq!(codec.decode(&mut input).unwrap().unwrap(), "one");
    let error = codec.decode_eof(&mut input).unwrap_err();
    assert_eq!(located(&error), (ErrorKind::Truncated { missing: 2 }, 7, 1));
    input.put_slice(b"wo");
    assert_eq!(codec.decode_eof(&mut input).unwrap(), None);
}

/// Finds no boundary in what begins with 0xff.
struct Fussy;

impl Deframer for Fussy {
    fn deframe(&self, input: &[u8], limits: &Limits) -> Result<Step> {
        if input.first() == Some(&0xff) {
            return Err(Error::new(ErrorKind::InvalidPayload));
        }
        DefaultDeframer.deframe(input, limits)
    }

    fn open(
        &self,
        frame: &[u8],
        scratch: &mut flatstream_core::OutBuf,
        limits: &Limits,
    ) -> Result<flatstream_core::Content> {
        DefaultDeframer.open(frame, scratch, limits)
    }
}

#[test]
fn a_lost_boundary_keeps_no_bytes() {
    let mut codec = FrameCodec::new(DefaultFramer, Fussy);
    let mut input = BytesMut::from(&b"\x03\0\0\0one"[..]);
    input.extend_from_slice(&[0xff; 100]);
    assert_eq!(codec.decode(&mut input).unwrap().unwrap(), "one");
    let error = codec.decode(&mut input).unwrap_err();
    assert_eq!(located(&error), (ErrorKind::InvalidPayload, 7, 1));
    for _ in 0..100 {
        assert_eq!(codec.decode(&mut input).unwrap(), None);
        assert!(input.is_empty() && input.capacity() < 1000);
        input.extend_from_slice(b"\x03\0\0\0two");
    }
    assert_eq!(codec.decode_eof(&mut input).unwrap(), None);
}

#[test]
fn a_payload_that_is_refused_leaves_nothing_behind() {
    let limits = Limits::new().max_frame_bytes(10);
    let mut codec = FrameCodec::new(DefaultFramer, DefaultDeframer).limits(limits);
    let mut out = BytesMut::new();
    codec.encode("one", &mut out).unwrap();
    let error = codec.encode([0; 11], &mut out).unwrap_err();
    let too_large = ErrorKind::FrameTooLarge { len: 11, limit: 10 };
    assert_eq!(located(&error), (too_large, 7, 1));
    codec.encode("two", &mut out).unwrap();
    assert_eq!(out, wire(&DefaultFramer, ["one", "two"])[..]);
    assert_eq!(located(&codec.encode([0; 11], &mut out).unwrap_err()), (too_large, 14, 2));
}

/// A length from the input makes no room beyond 64 KiB.
#[test]
fn a_length_alone_makes_little_room() {
    for len in [i32::MAX.unsigned_abs(), u32::MAX] {
        let mut codec = FrameCodec::new(DefaultFramer, DefaultDeframer);
        let mut input = BytesMut::from(&len.to_le_bytes()[..]);
        let refused = codec.decode(&mut input).is_err();
        assert_eq!(refused, len == u32::MAX);
        assert_eq!(codec.decode(&mut input).unwrap(), None);
        assert!(input.capacity() <= 80 * 1024, "{}", input.capacity());
    }
}
