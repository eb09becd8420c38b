//! The push decoder: the same result however the bytes arrive.

#![expect(clippy::unwrap_used, reason = "helpers of tests")]

use flatstream_checksum::{ChecksumKind, Crc32};
use flatstream_core::{Checksum as _, ErrorKind, Limits};
use flatstream_framing::{
    ChecksumDeframer, ChecksumFramer, DefaultDeframer, DefaultFramer, FrameDecoder, SliceReader,
};
use flatstream_testkit::{Outcome, count, steady_state, wire};
use proptest::{collection::vec, prelude::*};

type Decoder = FrameDecoder<ChecksumDeframer<ChecksumKind>>;

fn decoder(kind: ChecksumKind, limits: Limits) -> Decoder {
    FrameDecoder::new(ChecksumDeframer::new(kind)).limits(limits)
}

/// Notes down what the decoder has by now, and checks what it says it needs.
fn drain(decoder: &mut Decoder, outcomes: &mut Vec<Outcome>) {
    while let Some(outcome) = decoder.next_frame().transpose() {
        outcomes.push(Outcome::from(outcome));
    }
    assert!(decoder.needed() > 0, "needs nothing, gives nothing");
}

fn finish(decoder: &mut Decoder, outcomes: &mut Vec<Outcome>) {
    outcomes.extend(decoder.finish().err().map(|error| Outcome::failure(&error)));
    assert_eq!(decoder.next_frame().unwrap(), None);
    decoder.finish().unwrap();
}

/// All outcomes of pushing the pieces of `bytes` that end at `cuts`.
fn pushed(bytes: &[u8], cuts: &[usize], kind: ChecksumKind, limits: Limits) -> Vec<Outcome> {
    let (mut decoder, mut outcomes, mut at) = (decoder(kind, limits), Vec::new(), 0);
    for &cut in cuts.iter().chain([&bytes.len()]) {
        decoder.push(&bytes[at..cut]);
        at = cut;
        drain(&mut decoder, &mut outcomes);
    }
    finish(&mut decoder, &mut outcomes);
    outcomes
}

/// The same through the decoder's own space, never reading more than it needs.
fn needed_only(bytes: &[u8], kind: ChecksumKind, limits: Limits) -> Vec<Outcome> {
    let (mut decoder, mut outcomes, mut rest) = (decoder(kind, limits), Vec::new(), bytes);
    drain(&mut decoder, &mut outcomes);
    while !rest.is_empty() {
        let needed = decoder.needed();
        let space = decoder.space(32);
        let n = needed.min(space.len()).min(rest.len());
        space[..n].copy_from_slice(&rest[..n]);
        decoder.advance(n);
        rest = &rest[n..];
        drain(&mut decoder, &mut outcomes);
    }
    finish(&mut decoder, &mut outcomes);
    outcomes
}

fn sliced(bytes: &[u8], kind: ChecksumKind, limits: Limits) -> Vec<Outcome> {
    let reader = SliceReader::new(bytes, ChecksumDeframer::new(kind)).limits(limits);
    flatstream_testkit::outcomes(reader)
}

/// Streams of any payloads, some with a byte changed, some cut.
fn streams() -> impl Strategy<Value = (ChecksumKind, Vec<u8>)> {
    let payloads = vec(vec(any::<u8>(), 0..200), 0..12);
    let kind = proptest::sample::select(ChecksumKind::ALL);
    (kind, payloads, any::<(u16, u8, bool)>()).prop_map(|(kind, payloads, (at, xor, cut))| {
        let mut bytes = wire(&ChecksumFramer::new(kind), payloads);
        let at = usize::from(at) % bytes.len().max(1);
        match bytes.get_mut(at) {
            Some(_) if cut => bytes.truncate(at),
            Some(byte) => *byte ^= xor,
            None => {}
        }
        (kind, bytes)
    })
}

proptest! {
    #[test]
    fn any_chopping_gives_the_same(
        (kind, bytes) in streams(),
        mut cuts in vec(any::<prop::sample::Index>(), 0..20),
        small in any::<bool>(),
    ) {
        let limits = Limits::default().max_frame_bytes(if small { 100 } else { 1 << 30 });
        let mut cuts: Vec<_> = cuts.drain(..).map(|cut| cut.index(bytes.len() + 1)).collect();
        cuts.sort_unstable();
        let expected = sliced(&bytes, kind, limits);
        prop_assert_eq!(&pushed(&bytes, &cuts, kind, limits), &expected);
        prop_assert_eq!(&needed_only(&bytes, kind, limits), &expected);
        let single: Vec<_> = (0..bytes.len()).collect();
        prop_assert_eq!(&pushed(&bytes, &single, kind, limits), &expected);
    }

    #[test]
    fn hostile_bytes_cost_what_arrived(bytes in vec(any::<u8>(), 0..300), huge in any::<bool>()) {
        let start: &[u8] = if huge { b"\x00\x00\x00\x40" } else { b"" };
        let bytes = [start, &bytes].concat();
        for &kind in ChecksumKind::ALL {
            let traffic = count(|| {
                let mut decoder = decoder(kind, Limits::default());
                for piece in bytes.chunks(7) {
                    let space = decoder.space(64);
                    space[..piece.len()].copy_from_slice(piece);
                    decoder.advance(piece.len());
                    while let Ok(Some(_)) | Err(_) = decoder.next_frame() {}
                }
            });
            prop_assert!(traffic.peak_bytes <= 4 * 64 * 1024, "{kind}: {traffic:?}");
        }
    }
}

/// Frames for the examples below: 4, 9 and 7 bytes.
fn three() -> Vec<u8> {
    wire(&DefaultFramer, ["", "hello", "abc"])
}

#[test]
fn needed_is_never_more_than_the_frame_needs() {
    let stream = three();
    let ends = [4, 13, 20];
    let mut decoder = FrameDecoder::new(DefaultDeframer);
    assert_eq!(decoder.needed(), 1);
    for (at, byte) in stream.iter().enumerate() {
        assert_eq!(decoder.next_frame().unwrap(), None);
        let end = ends.into_iter().find(|&end| end > at).unwrap();
        assert!((1..=end - at).contains(&decoder.needed()), "{} at {at}", decoder.needed());
        decoder.push(&[*byte]);
        if ends.contains(&(at + 1)) {
            assert!(decoder.next_frame().unwrap().is_some(), "at {at}");
        }
    }
}

#[test]
fn buffered_bytes_are_those_not_decoded_yet() {
    let stream = three();
    let mut decoder = FrameDecoder::new(DefaultDeframer);
    decoder.push(&stream);
    assert_eq!(decoder.buffered(), stream);
    assert_eq!(decoder.next_frame().unwrap(), Some(&b""[..]));
    assert_eq!(decoder.buffered(), &stream[4..]);
    assert_eq!(decoder.next_frame().unwrap(), Some(&b"hello"[..]));
    assert_eq!(decoder.payload(), b"hello");
    assert_eq!((decoder.frame_position().offset, decoder.frame_position().ordinal), (4, 1));
    assert_eq!((decoder.position().offset, decoder.position().ordinal), (13, 2));
    assert_eq!(decoder.buffered(), &stream[13..]);
    decoder.push(b"more");
    assert_eq!(decoder.payload(), b"");
    assert_eq!(decoder.into_buffered(), [&stream[13..], b"more"].concat());
}

#[test]
fn a_payload_survives_looking_at_the_decoder() {
    let mut decoder = FrameDecoder::new(DefaultDeframer);
    decoder.push(&three());
    assert!(decoder.decode().unwrap());
    assert!(decoder.decode().unwrap());
    let looked = (decoder.needed(), decoder.capacity(), decoder.is_lost());
    assert!(!looked.2 && looked.1 >= 20);
    assert_eq!(decoder.payload(), b"hello");
}

#[test]
fn finishing_inside_a_frame_is_an_error_once() {
    let stream = three();
    for (len, missing) in [(15, Some(2)), (17, Some(3)), (19, Some(1)), (20, None), (13, None)] {
        let mut decoder = FrameDecoder::new(DefaultDeframer);
        decoder.push(&stream[..len]);
        while decoder.next_frame().unwrap().is_some() {}
        let found = decoder.finish().map_err(|error| (error.kind(), error.position().unwrap()));
        let Some(missing) = missing else {
            found.unwrap();
            continue;
        };
        let (kind, at) = found.unwrap_err();
        assert_eq!(kind, ErrorKind::Truncated { missing });
        assert_eq!((at.offset, at.ordinal), (13, 2));
        decoder.finish().unwrap();
        decoder.push(&stream);
        assert_eq!(decoder.next_frame().unwrap(), None, "nothing comes behind a torn end");
        assert!(decoder.is_lost());
    }
}

#[test]
fn whole_frames_left_behind_are_no_torn_end() {
    let mut decoder = FrameDecoder::new(DefaultDeframer);
    decoder.push(&three());
    decoder.finish().unwrap();
    assert_eq!(decoder.next_frame().unwrap(), Some(&b""[..]));
}

#[test]
fn skipping_steps_over_frames_of_every_kind() {
    let mut stream = wire(&ChecksumFramer::new(Crc32), ["one", "damaged", "far too long", "two"]);
    stream[11 + 9] ^= 1;
    let limits = Limits::default().max_frame_bytes(8);
    let new = || FrameDecoder::new(ChecksumDeframer::new(Crc32)).limits(limits);

    let mut decoder = new();
    decoder.push(&stream);
    let lens: Vec<_> = std::iter::from_fn(|| decoder.skip_frame().unwrap()).collect();
    assert_eq!(lens, [11, 15, 20, 11]);
    assert_eq!((decoder.position().offset, decoder.position().ordinal), (57, 4));
    decoder.finish().unwrap();

    // A frame that is skipped before it has arrived.
    let mut decoder = new();
    decoder.push(&stream[..30]);
    for len in [11, 15] {
        assert_eq!(decoder.skip_frame().unwrap(), Some(len));
    }
    assert_eq!(decoder.skip_frame().unwrap(), Some(20), "refused by its header alone");
    assert_eq!(decoder.skip_frame().unwrap(), None);
    assert_eq!(decoder.needed(), 16);
    decoder.push(&stream[30..]);
    assert_eq!(decoder.next_frame().unwrap(), Some(&b"two"[..]));

    let mut decoder = new();
    decoder.push(&stream[..40]);
    while decoder.skip_frame().unwrap().is_some() {}
    let error = decoder.finish().unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Truncated { missing: 6 });
    assert_eq!(error.position().unwrap().offset, 26);
}

#[test]
fn errors_name_their_frame_and_the_next_one_follows() {
    let mut stream = wire(&ChecksumFramer::new(Crc32), ["one", "damaged", "far too long", "two"]);
    stream[11 + 9] ^= 1;
    let limits = Limits::default().max_frame_bytes(8);
    let outcomes = pushed(&stream, &[5, 20, 33], ChecksumKind::Crc32, limits);
    let stored = Crc32.calculate(b"damaged");
    let computed = Crc32.calculate(b"d`maged");
    assert_eq!(
        outcomes,
        [
            Outcome::payload("one"),
            Outcome::Failure(ErrorKind::ChecksumMismatch { stored, computed }, 11, 1),
            Outcome::Failure(ErrorKind::FrameTooLarge { len: 12, limit: 8 }, 26, 2),
            Outcome::payload("two"),
        ]
    );
}

#[test]
fn a_frame_larger_than_the_capacity_is_read_whole() {
    let payload: Vec<u8> = (0..300_000_u32).map(|n| n.to_le_bytes()[1]).collect();
    let stream = wire(&DefaultFramer, [&payload[..], b"next"]);
    let mut decoder = FrameDecoder::new(DefaultDeframer);
    let mut rest = &stream[..];
    while decoder.next_frame().unwrap().is_none() {
        let space = decoder.space(100);
        let n = space.len().min(rest.len()).min(10_000);
        space[..n].copy_from_slice(&rest[..n]);
        decoder.advance(n);
        rest = &rest[n..];
    }
    assert_eq!(decoder.payload(), payload);
    decoder.push(rest);
    assert_eq!(decoder.next_frame().unwrap(), Some(&b"next"[..]));
}

/// A header that declares two gigabytes reserves 64 KiB, and doubles from there
/// only as bytes arrive.
#[test]
fn memory_grows_with_what_arrives() {
    let mut decoder = FrameDecoder::new(DefaultDeframer);
    decoder.push(&0x7fff_ffff_u32.to_le_bytes());
    let mut arrived = 4;
    for _ in 0..300 {
        assert_eq!(decoder.next_frame().unwrap(), None);
        assert_eq!(decoder.needed(), 0x7fff_ffff + 4 - arrived);
        let n = decoder.space(0).len().min(1000);
        decoder.advance(n);
        arrived += n;
        let most = 2 * (arrived + 64 * 1024);
        assert!(decoder.capacity() <= most, "{} for {arrived}", decoder.capacity());
    }
}

#[test]
fn nothing_is_allocated_once_the_buffer_has_grown() {
    let stream = wire(&ChecksumFramer::new(Crc32), [&[1; 500][..], b"", b"abc"]);
    let mut decoder = FrameDecoder::new(ChecksumDeframer::new(Crc32));
    let traffic = steady_state(10, |_| {
        decoder.push(&stream);
        while decoder.next_frame().unwrap().is_some() {}
    });
    assert_eq!((traffic.allocations, traffic.frees), (0, 0));
}

#[test]
fn memory_can_be_reserved_and_given_back() {
    let mut decoder = FrameDecoder::new(DefaultDeframer);
    decoder.reserve(10_000);
    assert!(decoder.capacity() >= 10_000);
    decoder.push(&three());
    assert_eq!(decoder.next_frame().unwrap(), Some(&b""[..]));
    decoder.shrink_to(0);
    assert!(decoder.capacity() <= 64, "{}", decoder.capacity());
    assert_eq!(decoder.next_frame().unwrap(), Some(&b"hello"[..]));
    assert_eq!(decoder.next_frame().unwrap(), Some(&b"abc"[..]));
}

/// What is held moves before the rest comes: else the most of a long frame would be
/// read up to the end of the buffer and then moved.
#[test]
fn a_long_frame_that_fits_the_buffer_gets_its_room_at_once() {
    let (first, long) = ([1; 99_996], [2; 199_996]);
    let mut decoder = FrameDecoder::new(DefaultDeframer);
    decoder.reserve(200_000);
    let capacity = decoder.capacity();
    decoder.push(&wire(&DefaultFramer, [&first[..]]));
    let stream = wire(&DefaultFramer, [&long[..]]);
    decoder.push(&stream[..10]);
    assert_eq!(decoder.next_frame().unwrap(), Some(&first[..]));
    assert_eq!(decoder.next_frame().unwrap(), None);
    let room = decoder.space(0);
    assert_eq!(room.len(), stream.len() - 10);
    room.copy_from_slice(&stream[10..]);
    decoder.advance(stream.len() - 10);
    assert_eq!(decoder.next_frame().unwrap(), Some(&long[..]));
    assert_eq!(decoder.capacity(), capacity);
}

#[test]
fn space_is_what_is_missing_of_the_read_ahead_or_of_a_frame_as_long() {
    // Held, length of the frame at hand, asked for, answered.
    for (held, len, read_ahead, expected) in [
        (0, 0, 0, 4),
        (0, 0, 64, 64),
        (4, 60, 64, 60),
        (4, 59, 64, 60),
        (4, 61, 64, 61),
        (20, 30, 64, 44),
        (20, 30, 0, 14),
        (70, 100, 64, 34),
        (4, 70_000, 64, 65_536),
    ] {
        let mut decoder = FrameDecoder::new(DefaultDeframer);
        let frame = wire(&DefaultFramer, [vec![7; len]]);
        decoder.push(&frame[..held]);
        assert_eq!(decoder.next_frame().unwrap(), None);
        let room = decoder.space(read_ahead).len();
        assert_eq!(room, expected, "{held} of a frame of {len}, {read_ahead} read ahead");
    }
}
