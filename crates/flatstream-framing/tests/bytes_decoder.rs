//! The decoder of shared bytes: the same as the others, without copies.
#![cfg(feature = "bytes")]
#![expect(clippy::unwrap_used, reason = "helpers of tests")]

use bytes::Bytes;
use flatstream_checksum::{ChecksumKind, Crc32};
use flatstream_core::{CodecId, Deframer, ErrorKind, Limits, Tag};
use flatstream_framing::{
    BytesDecoder, ChecksumDeframer, ChecksumFramer, Compressed, DefaultDeframer, DefaultFramer,
    SliceReader,
};
use flatstream_testkit::{Outcome, count, outcomes, wire};
use proptest::{collection::vec, prelude::*, sample::Index};

/// What a decoder makes of `wire`, pushed in pieces that end at `cuts`.
fn pushed<D: Deframer>(deframer: D, limits: Limits, wire: &[u8], cuts: &[usize]) -> Vec<Outcome> {
    let mut decoder = BytesDecoder::new(deframer).limits(limits);
    let all = Bytes::copy_from_slice(wire);
    let mut kept = Vec::new();
    let mut at = 0;
    for &cut in cuts.iter().chain([&wire.len()]) {
        decoder.push(all.slice(at..cut));
        at = cut;
        while let Some(outcome) = decoder.next_payload().transpose() {
            kept.push(outcome);
        }
    }
    kept.extend(decoder.finish().err().map(Err));
    assert_eq!(decoder.next_payload().unwrap(), None);
    decoder.finish().unwrap();
    // Only now, so that what was handed out had time to change.
    kept.into_iter().map(Outcome::from).collect()
}

proptest! {
    #[test]
    fn any_chopping_gives_the_same(
        payloads in vec(vec(any::<u8>(), 0..200), 0..12),
        kind in prop::sample::select(ChecksumKind::ALL),
        damage in prop::option::of((any::<Index>(), 1..=255_u8)),
        cut in prop::option::of(any::<Index>()),
        cuts in vec(any::<Index>(), 0..20),
        small in any::<bool>(),
    ) {
        let mut bytes = wire(&ChecksumFramer::new(kind), payloads);
        if let (Some((at, xor)), false) = (damage, bytes.is_empty()) {
            let at = at.index(bytes.len());
            bytes[at] ^= xor;
        }
        bytes.truncate(cut.map_or(bytes.len(), |cut| cut.index(bytes.len() + 1)));
        let limits = Limits::default().max_frame_bytes(if small { 100 } else { 1 << 30 });
        let mut cuts: Vec<_> = cuts.iter().map(|cut| cut.index(bytes.len() + 1)).collect();
        cuts.sort_unstable();

        let deframer = ChecksumDeframer::new(kind);
        let expected = outcomes(SliceReader::new(&bytes, deframer).limits(limits));
        prop_assert_eq!(&pushed(deframer, limits, &bytes, &cuts), &expected);
        let single: Vec<_> = (0..bytes.len()).collect();
        prop_assert_eq!(&pushed(deframer, limits, &bytes, &single), &expected);
    }
}

/// A decoder of stored content alone, so that blocks can be made by hand.
#[derive(Clone, Copy)]
struct Stored;

impl flatstream_core::Decoder for Stored {
    fn decode(
        &mut self,
        _: Tag,
        stored: &[u8],
        _: usize,
        out: &mut flatstream_core::OutBuf,
    ) -> flatstream_core::Result<()> {
        out.extend_from_slice(stored);
        Ok(())
    }
}

#[test]
fn blocks_of_messages_in_any_pieces() {
    let block = |tag: u8, messages: &[&str]| {
        let inner = wire(&DefaultFramer, messages);
        let mut payload = vec![tag];
        payload.extend_from_slice(&u32::try_from(inner.len()).unwrap().to_le_bytes());
        payload.extend_from_slice(&inner);
        payload
    };
    let stored = Tag::STORED.with_many().to_byte();
    let coded = Tag::new(CodecId::private(3)).with_many().to_byte();
    let blocks = [
        block(stored, &["one", "two", "three"]),
        block(coded, &["four", "", "five"]),
        block(stored, &[]),
        block(coded, &["six"]),
    ];
    let framer = ChecksumFramer::new(Crc32);
    let wire = wire(&framer, &blocks);
    let expected: Vec<_> =
        ["one", "two", "three", "four", "", "five", "six"].map(Outcome::payload).into();
    for piece in 1..=wire.len() {
        let cuts: Vec<_> = (1..wire.len()).filter(|at| at % piece == 0).collect();
        let deframer = Compressed::new(ChecksumDeframer::new(Crc32), Stored);
        assert_eq!(pushed(deframer, Limits::default(), &wire, &cuts), expected, "{piece}");
    }
}

#[test]
fn what_lies_in_one_piece_is_not_copied() {
    let wire = Bytes::from(wire(&DefaultFramer, ["one", "two", "three"]));
    let mut decoder = BytesDecoder::new(DefaultDeframer);
    // The third is cut off behind its first letter.
    decoder.push(wire.slice(..19));
    let inside = |payload: &Bytes| wire.as_ptr_range().contains(&payload.as_ptr());
    assert!(inside(&decoder.next_payload().unwrap().unwrap()));
    assert!(inside(&decoder.next_payload().unwrap().unwrap()));
    assert_eq!(decoder.next_payload().unwrap(), None);
    decoder.push(wire.slice(19..));
    let joined = decoder.next_payload().unwrap().unwrap();
    assert!(joined == "three" && !inside(&joined));

    // Behind a frame that was joined, too.
    decoder.push(wire.slice(..6));
    assert_eq!(decoder.next_payload().unwrap(), None);
    decoder.push(wire.slice(6..));
    assert!(!inside(&decoder.next_payload().unwrap().unwrap()));
    assert!(inside(&decoder.next_payload().unwrap().unwrap()));
}

/// Not even behind a block without messages that was joined.
#[test]
fn what_follows_an_empty_block_is_not_copied() {
    let framer = ChecksumFramer::new(Crc32);
    let stored = |many, messages: &[u8]| {
        let tag = flatstream_core::Tag::STORED;
        let tag = if many { tag.with_many() } else { tag };
        let len = u8::try_from(messages.len()).unwrap();
        [&[tag.to_byte(), len, 0, 0, 0], messages].concat()
    };
    let wire = Bytes::from(wire(&framer, [stored(true, b""), stored(false, b"one")]));
    for cut in 1..13 {
        let mut decoder = BytesDecoder::new(Compressed::new(ChecksumDeframer::new(Crc32), Stored));
        decoder.push(wire.slice(..cut));
        assert_eq!(decoder.next_payload().unwrap(), None);
        decoder.push(wire.slice(cut..));
        let one = decoder.next_payload().unwrap().unwrap();
        assert_eq!(one, "one");
        assert!(wire.as_ptr_range().contains(&one.as_ptr()), "cut at {cut}");
    }
}

/// What goes when the payload goes of a joined frame of `len` bytes.
fn frees_with_the_payload(len: usize) -> u64 {
    let wire = Bytes::from(wire(&DefaultFramer, [vec![7; len]]));
    let mut decoder = BytesDecoder::new(DefaultDeframer);
    decoder.push(wire.slice(..100));
    assert_eq!(decoder.next_payload().unwrap(), None);
    decoder.push(wire.slice(100..));
    let payload = decoder.next_payload().unwrap().unwrap();
    assert_eq!(decoder.next_payload().unwrap(), None);
    count(|| drop(payload)).frees
}

/// Or a short payload that is joined next would keep as much.
#[test]
fn the_memory_of_a_long_joined_frame_goes_with_its_payload() {
    // The buffer and its count.
    assert_eq!(frees_with_the_payload(64 * 1024), 2);
    // Used again.
    assert_eq!(frees_with_the_payload(64 * 1024 - 4), 0);
}

#[test]
fn pushing_before_none_was_answered_loses_nothing() {
    let framer = ChecksumFramer::new(Crc32);
    let payloads: Vec<_> = (0..20_u8).map(|n| vec![n; usize::from(n) * 7]).collect();
    let wire = wire(&framer, &payloads);
    for piece in 1..100 {
        for asked in 0..3 {
            let mut decoder = BytesDecoder::new(ChecksumDeframer::new(Crc32));
            let mut kept = Vec::new();
            for piece in wire.chunks(piece) {
                decoder.push(Bytes::copy_from_slice(piece));
                let next = std::iter::from_fn(|| decoder.next_payload().transpose());
                kept.extend(next.take(asked));
            }
            kept.extend(std::iter::from_fn(|| decoder.next_payload().transpose()));
            decoder.finish().unwrap();
            let kept: Vec<_> = kept.into_iter().map(Result::unwrap).collect();
            assert_eq!(kept, payloads, "pieces of {piece}, asked {asked} times");
        }
    }
}

#[test]
fn input_that_is_done_with_is_not_held() {
    // Decoded, so that nothing was cut off; refused; and cut.
    let coded = Tag::new(CodecId::private(3)).to_byte();
    let compressed = wire(&DefaultFramer, [[&[coded, 3, 0, 0, 0], &b"one"[..]].concat()]);
    let long = wire(&DefaultFramer, [[7; 50]]);
    let limits = Limits::default().max_frame_bytes(40);
    for (input, outcome) in [(compressed, Some(Bytes::from("one"))), (long, None)] {
        let input = Bytes::from(input);
        let deframer = Compressed::new(DefaultDeframer, Stored);
        let mut decoder = BytesDecoder::new(deframer).limits(limits);
        decoder.push(input.clone());
        assert_eq!(decoder.next_payload().ok().flatten(), outcome);
        assert_eq!(decoder.next_payload().unwrap(), None);
        assert!(input.is_unique());
    }
    let input = Bytes::from(wire(&DefaultFramer, ["one"]));
    let mut decoder = BytesDecoder::new(DefaultDeframer);
    decoder.push(input.clone());
    drop(decoder.next_payload().unwrap());
    assert_eq!(decoder.next_payload().unwrap(), None);
    assert!(input.is_unique());
}

#[test]
fn cutting_allocates_nothing() {
    let wire = Bytes::from(wire(&DefaultFramer, [[7; 100]; 1000])).slice(..);
    let mut decoder = BytesDecoder::new(DefaultDeframer);
    let traffic = count(|| {
        decoder.push(wire.clone());
        for _ in 0..1000 {
            assert_eq!(decoder.next_payload().unwrap().unwrap().len(), 100);
        }
    });
    assert_eq!((traffic.allocations, traffic.frees), (0, 0));
}

#[test]
fn a_lost_boundary_holds_nothing() {
    /// Loses the boundary at once.
    #[derive(Debug)]
    struct Lost;
    impl Deframer for Lost {
        fn deframe(&self, _: &[u8], _: &Limits) -> flatstream_core::Result<flatstream_core::Step> {
            Err(flatstream_core::Error::new(ErrorKind::InvalidPayload))
        }
        fn open(
            &self,
            _: &[u8],
            _: &mut flatstream_core::OutBuf,
            _: &Limits,
        ) -> flatstream_core::Result<flatstream_core::Content> {
            unreachable!("nothing is found")
        }
    }
    let mut decoder = BytesDecoder::new(Lost);
    let wire = Bytes::from(vec![0; 1 << 20]);
    decoder.push(wire.clone());
    assert_eq!(decoder.next_payload().unwrap_err().kind(), ErrorKind::InvalidPayload);
    let peak = count(|| {
        for _ in 0..100 {
            decoder.push(wire.clone());
            assert_eq!(decoder.next_payload().unwrap(), None);
        }
    })
    .peak_bytes;
    assert!(decoder.is_lost() && peak < 4096, "{peak}");
    assert!(wire.is_unique());
}
