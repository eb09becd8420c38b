//! Single flipped bits, all of them.

use crate::support::{CRC16, DIGESTS, NONE, Stream, is_subsequence, mixed, run};
use flatstream_framing::End;

/// Runs `check` with every single bit of the stream flipped; it gets the flipped
/// stream, the frame the bit is in, and the bit's number in that frame.
fn every_flip(mut stream: Stream, mut check: impl FnMut(&Stream, usize, usize)) {
    for bit in 0..8 * stream.wire.len() {
        stream.wire[bit / 8] ^= 1 << (bit % 8);
        let frame = stream.frame_of(bit / 8);
        check(&stream, frame, bit - 8 * stream.bounds[frame]);
        stream.wire[bit / 8] ^= 1 << (bit % 8);
    }
}

#[test]
fn with_a_checksum_the_damaged_frame_alone_is_lost() {
    for kind in DIGESTS {
        let mut unseen = 0;
        every_flip(Stream::new(mixed(), kind), |stream, frame, bit| {
            let outcome = run(&stream.wire, kind);
            let (start, end) = (stream.bounds[frame] as u64, stream.bounds[frame + 1] as u64);
            assert!(matches!(outcome.report.end, End::Corrupt { .. }), "{kind} {frame} {bit}");
            if !is_subsequence(&outcome.payloads(), &stream.payloads) {
                // The CRC-16 of zeros is 0: a length in front of empty frames may
                // take in a part of them.
                assert!(kind == CRC16 && stream.payloads[frame].is_empty() && bit < 32);
                unseen += 1;
                return;
            }
            let lost = [(start, end - start, outcome.report.end)];
            assert_eq!(outcome.lost, lost, "{kind}, frame {frame}, bit {bit}");
            assert_eq!(outcome.frames, stream.without(frame..frame + 1));
        });
        assert_eq!(unseen, if kind == CRC16 { 3 } else { 0 });
    }
}

/// Without a checksum only the framing can be held to anything.
///
/// A flip in a payload changes no boundary. After a flip in a length all frames
/// before it stand; where frames follow it is never taken for a torn tail; and
/// mostly it costs its own frame alone. It goes unnoticed where the flipped
/// length leads to another boundary, or to numbers that lead back to one.
#[test]
fn without_a_checksum_the_boundaries_survive() {
    let (mut lengths, mut unnoticed, mut costly) = (0, 0, 0);
    every_flip(Stream::new(mixed(), NONE), |stream, frame, bit| {
        let outcome = run(&stream.wire, NONE);
        if bit >= 32 {
            let bounds = stream.bounds[..stream.payloads.len()].iter().map(|&bound| bound as u64);
            assert!(outcome.frames.iter().map(|&(offset, _)| offset).eq(bounds));
            assert_eq!(outcome.report.end, End::Clean);
            return;
        }
        lengths += 1;
        assert_eq!(outcome.frames[..frame], stream.without(frame..usize::MAX), "{frame}, {bit}");
        if outcome.frames == stream.without(frame..frame + 1) {
            return;
        }
        costly += 1;
        match outcome.report.end {
            End::Clean => unnoticed += 1,
            End::Torn { .. } => assert_eq!(frame + 1, stream.payloads.len(), "bit {bit}"),
            End::Corrupt { .. } => {}
            end => panic!("{end:?}, frame {frame}, bit {bit}"),
        }
    });
    assert_eq!((lengths, costly, unnoticed), (480, 88, 11));
}
