//! Damage of more than a bit.

use crate::support::{
    ALL, CRC16, CRC32, DIGESTS, NONE, Outcome, Stream, XXH3, is_subsequence, message, mixed, noise,
    run, run_in_bytes, telemetry,
};
use flatstream_checksum::ChecksumKind;
use flatstream_core::{Checksum as _, ErrorKind};
use flatstream_framing::End;
use flatstream_testkit::OwnedLog;
use std::ops::Range;

/// FlatBuffers only, so that their shape is evidence without a checksum as well.
fn messages() -> Vec<Vec<u8>> {
    let pair = |n| [telemetry(n), message(&OwnedLog::new(n).as_log())];
    (0..12).flat_map(pair).collect()
}

/// Damages a stream of FlatBuffers and expects `lost` frames to be missing, all
/// others to be there, and one region of damage.
fn check(
    kind: ChecksumKind,
    lost: Range<usize>,
    damage: impl Fn(&mut Vec<u8>, &[usize]),
) -> Outcome {
    let mut stream = Stream::new(messages(), kind);
    damage(&mut stream.wire, &stream.bounds);
    let outcome = run_in_bytes(&stream.wire, kind);
    let kept = stream.payloads.iter().enumerate().filter(|(index, _)| !lost.contains(index));
    let kept: Vec<_> = kept.map(|(_, payload)| &payload[..]).collect();
    assert!(outcome.payloads() == kept, "{kind}, {:?}, {:?}", outcome.report, outcome.lost);
    assert!(matches!(outcome.report.end, End::Corrupt { .. }), "{kind}, {:?}", outcome.report);
    assert_eq!(outcome.report.frames, lost.start as u64, "{kind}");
    assert_eq!(outcome.report.last_good_offset, stream.bounds[lost.start] as u64, "{kind}");
    assert_eq!(outcome.report.damaged_regions, 1, "{kind}, {:?}", outcome.lost);
    outcome
}

/// The deframer is asked for its opinion on both kinds of garbage: lengths beyond
/// all limits, and lengths that lead somewhere.
#[test]
fn an_overwritten_length_costs_its_frame() {
    for kind in DIGESTS {
        for frame in [0, 5, 12] {
            for len in [u32::MAX, 0, 1, 13, 501, 100_000, 0x7fff_ffff, 0x0101_0101] {
                check(kind, frame..frame + 1, |wire, bounds| {
                    wire[bounds[frame]..][..4].copy_from_slice(&len.to_le_bytes());
                });
            }
        }
    }
    for len in [u32::MAX, 100_000, 0x7fff_ffff, 0x0101_0101] {
        check(NONE, 5..6, |wire, bounds| {
            wire[bounds[5]..][..4].copy_from_slice(&len.to_le_bytes());
        });
    }
}

#[test]
fn an_oversized_length_is_named() {
    let outcome = check(CRC32, 3..4, |wire, bounds| wire[bounds[3]..][..4].fill(0xff));
    let kind = ErrorKind::FrameTooLarge { len: 0xffff_ffff, limit: 0x7fff_ffff };
    assert_eq!(outcome.report.end, End::Corrupt { kind });
}

#[test]
fn an_overwritten_region_costs_the_frames_it_touches() {
    for kind in DIGESTS {
        for (from, to) in [(10, 20), (50, 300), (3, 1000)] {
            for byte in [0x01, 0xff, 0x55] {
                let stream = Stream::new(messages(), kind);
                let start = stream.bounds[4];
                let lost = 4..stream.frame_of(start + to - 1) + 1;
                check(kind, lost, |wire, _| wire[start + from..start + to].fill(byte));
            }
        }
    }
}

#[test]
fn deleted_bytes_cost_the_frames_they_are_taken_from() {
    for kind in DIGESTS {
        let header = 4 + kind.size();
        for len in [1, 2, 30, 80] {
            check(kind, 5..6, |wire, bounds| {
                let at = bounds[5] + header + 8;
                wire.drain(at..at + len);
            });
        }
    }
    for kind in DIGESTS {
        check(kind, 5..7, |wire, bounds| drop(wire.drain(bounds[5] + 20..bounds[6] + 20)));
    }
}

/// Without a checksum the frame is handed out with bytes of the next, which is lost.
#[test]
fn without_a_checksum_the_boundaries_are_found_behind_deleted_bytes() {
    for len in [1, 2, 30, 80] {
        let mut stream = Stream::new(messages(), NONE);
        let at = stream.bounds[5] + 12;
        stream.wire.drain(at..at + len);
        let outcome = run_in_bytes(&stream.wire, NONE);
        let shifted = stream.without(0..7).into_iter().map(|(at, p)| (at - len as u64, p));
        assert_eq!(outcome.frames[..5], stream.without(5..usize::MAX), "{len} deleted");
        let shifted: Vec<_> = shifted.collect();
        assert!(outcome.frames.ends_with(&shifted), "{len} deleted");
        assert!(matches!(outcome.report.end, End::Corrupt { .. }));
    }
}

/// The CRC-16 of zeros is zero: behind an intact length they are a payload.
#[test]
fn zeros_pass_a_crc16() {
    let mut stream = Stream::new(messages(), CRC16);
    let (start, end) = (stream.bounds[4], stream.bounds[5]);
    stream.wire[start + 4..end].fill(0);
    let outcome = run(&stream.wire, CRC16);
    assert_eq!(outcome.report.end, End::Clean);
    assert_eq!(outcome.frames[4].1, vec![0; end - start - 6]);
}

#[test]
fn inserted_bytes_cost_the_frame_they_are_put_into() {
    for kind in DIGESTS {
        for len in [1, 4, 7, 1000, 5000] {
            check(kind, 5..6, |wire, bounds| {
                let at = bounds[5] + 20;
                wire.splice(at..at, noise(9, len));
            });
        }
    }
}

#[test]
fn bytes_between_frames_cost_no_frame() {
    for kind in ALL {
        let outcome = check(kind, 6..6, |wire, bounds| {
            wire.splice(bounds[6]..bounds[6], noise(4, 777));
        });
        assert_eq!(outcome.report.lost_bytes, 777, "{kind}");
    }
}

#[test]
fn frames_between_two_damages_are_found() {
    for kind in DIGESTS {
        for (first, second) in [(0, 2), (3, 5), (3, 20), (20, 23)] {
            let mut stream = Stream::new(messages(), kind);
            for frame in [first, second] {
                stream.wire[stream.bounds[frame] + 40] ^= 0xff;
            }
            let outcome = run_in_bytes(&stream.wire, kind);
            let mut kept = stream.without(first..first + 1);
            kept.retain(|&(offset, _)| offset != stream.bounds[second] as u64);
            assert_eq!(outcome.frames, kept, "{kind}, {first}, {second}");
            assert_eq!(outcome.report.damaged_regions, 2);
        }
    }
}

/// Neighbouring damage in payloads alone leaves a chain of headers to follow.
#[test]
fn neighbours_with_damaged_payloads_are_told_apart() {
    for kind in DIGESTS {
        for frames in [3..5, 7..12, 22..24] {
            let mut stream = Stream::new(messages(), kind);
            for frame in frames.clone() {
                stream.wire[stream.bounds[frame] + 40] ^= 0xff;
            }
            let outcome = run_in_bytes(&stream.wire, kind);
            assert_eq!(outcome.frames, stream.without(frames.clone()), "{kind}, {frames:?}");
            assert_eq!(outcome.report.damaged_regions, frames.len() as u64);
        }
    }
}

#[test]
fn a_torn_tail_behind_damage_is_a_region_of_its_own() {
    for kind in DIGESTS {
        let mut stream = Stream::new(messages(), kind);
        stream.wire[stream.bounds[3] + 1] ^= 0x40;
        stream.wire.truncate(stream.wire.len() - 10);
        let outcome = run_in_bytes(&stream.wire, kind);
        assert!(matches!(outcome.report.end, End::Corrupt { .. }));
        assert_eq!((outcome.report.frames, outcome.report.salvaged_frames), (3, 19), "{kind}");
        assert_eq!(outcome.report.damaged_regions, 1);
        let (at, len) = (stream.bounds[23], stream.wire.len() - stream.bounds[23]);
        assert_eq!(outcome.lost[1], (at as u64, len as u64, End::Torn { missing: 10 }));
    }
}

/// A payload that is a stream itself has boundaries inside.
#[test]
fn embedded_frames_are_not_handed_out() {
    for kind in DIGESTS {
        let inner = Stream::new((0..5).map(telemetry).collect(), kind).wire;
        let header = 4 + kind.size();
        for position in [0, 1, 2, 3] {
            let mut payloads: Vec<_> = (10..13).map(telemetry).collect();
            payloads.insert(position, inner.clone());
            let mut stream = Stream::new(payloads, kind);
            let start = stream.bounds[position];
            for bit in (0..8 * (header + inner.len())).step_by(5) {
                stream.wire[start + bit / 8] ^= 1 << (bit % 8);
                let outcome = run(&stream.wire, kind);
                stream.wire[start + bit / 8] ^= 1 << (bit % 8);
                let expected = stream.without(position..position + 1);
                assert_eq!(outcome.frames, expected, "{kind}, {position}, bit {bit}");
            }
        }
    }
}

/// Zeros in front of a frame may be the end of the payload before.
#[test]
fn zeros_at_the_end_of_a_payload_are_not_handed_out_as_messages() {
    for kind in ALL {
        for zeros in [4, 12, 64, 500] {
            let padded = [noise(1, 40), vec![0; zeros]].concat();
            let mut stream =
                Stream::new(vec![telemetry(0), padded, telemetry(1), telemetry(2)], kind);
            stream.wire[stream.bounds[1]..][..4].fill(0xff);
            let outcome = run_in_bytes(&stream.wire, kind);
            assert_eq!(outcome.frames, stream.without(1..2), "{kind}, {zeros} zeros");
        }
    }
}

/// The CRC-32 of `ff ff ff ff` is `ff ff ff ff`: a four before a run of ones.
#[test]
fn a_run_of_ones_holds_no_frame() {
    let payload = [&4_u32.to_le_bytes()[..], &[0xff; 60]].concat();
    let mut stream = Stream::new(vec![telemetry(0), payload, telemetry(1), telemetry(2)], CRC32);
    stream.wire[stream.bounds[1]..][..4].fill(0x7f);
    let outcome = run_in_bytes(&stream.wire, CRC32);
    assert_eq!(outcome.frames, stream.without(1..2));
}

/// Anything at all may happen to a stream: what is handed out was written.
#[test]
fn splices_of_all_kinds_hand_out_nothing_that_was_not_written() {
    for kind in [CRC32, XXH3] {
        let stream = Stream::new(mixed(), kind);
        for seed in 0..200 {
            let dice = noise(seed, 12);
            let place = |i: usize| {
                (usize::from(dice[i]) << 8 | usize::from(dice[i + 1])) % stream.wire.len()
            };
            let mut wire = stream.wire.clone();
            let (from, to, at) = (place(0), place(2), place(4));
            let part = wire[from.min(to)..from.max(to)].to_vec();
            match dice[6] % 4 {
                0 => drop(wire.drain(from.min(to)..from.max(to))),
                1 => wire[from.min(to)..from.max(to)].copy_from_slice(&noise(seed, part.len())),
                2 => drop(wire.splice(at..at, noise(seed, usize::from(dice[7])))),
                _ => wire[from.min(to)..from.max(to)].reverse(),
            }
            let outcome = run_in_bytes(&wire, kind);
            let payloads: Vec<_> =
                outcome.payloads().into_iter().filter(|p| !p.is_empty()).collect();
            assert!(is_subsequence(&payloads, &stream.payloads), "{kind}, seed {seed}");
        }
    }
}

/// Sixteen bits alone are no evidence: noise holds no CRC-16 frames.
#[test]
fn noise_holds_no_frames() {
    for kind in [NONE, CRC16, CRC32, XXH3] {
        let outcome = run(&noise(77, 100_000), kind);
        assert!(outcome.frames.is_empty(), "{kind}: {:?}", outcome.report);
        assert_eq!(outcome.report.lost_bytes, 100_000);
    }
}
