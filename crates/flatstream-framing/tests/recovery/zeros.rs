//! Zeros: tails, holes, and messages that are empty on purpose.

use crate::support::{
    ALL, CRC16, CRC32, NONE, Stream, XXH3, mixed, noise, run, run_in_bytes, telemetry,
};
use flatstream_core::{Checksum as _, ErrorKind};
use flatstream_framing::End;

#[test]
fn a_tail_of_zeros_is_a_tail_of_zeros() {
    for kind in ALL {
        let stream = Stream::new(vec![telemetry(0), telemetry(1)], kind);
        let good = stream.wire.len();
        let header = 4 + kind.size();
        for zeros in (1..200).chain((200..=5000).step_by(31)).chain([65_536, 65_537, 200_000]) {
            let mut wire = stream.wire.clone();
            wire.resize(good + zeros, 0);
            let outcome = run(&wire, kind);
            // The XXH3 of nothing is not zero. Elsewhere up to eight frames of
            // zeros, and a torn one behind them, may be empty messages.
            let most = if kind == XXH3 { 0 } else { 8 };
            let (empty, end) = match (zeros / header, zeros % header) {
                (frames, _) if frames > most => (0, End::ZeroTail),
                (frames, 0) => (frames, End::Clean),
                (frames, rest) => (frames, End::Torn { missing: (header - rest) as u64 }),
            };
            assert_eq!(outcome.report.end, end, "{kind}, {zeros} zeros");
            assert_eq!(outcome.report.frames, 2 + empty as u64, "{kind}, {zeros} zeros");
            let offset = (good + empty * header) as u64;
            assert_eq!(outcome.report.last_good_offset, offset, "{kind}, {zeros} zeros");
            assert_eq!(outcome.report.damaged_regions, 0);
        }
    }
}

#[test]
fn zeros_alone_are_a_tail_of_zeros() {
    for kind in ALL {
        for zeros in [108, 4096, 1_000_000] {
            let outcome = run(&vec![0; zeros], kind);
            assert_eq!(outcome.lost, [(0, zeros as u64, End::ZeroTail)], "{kind}");
        }
    }
}

#[test]
fn empty_messages_in_mid_file_are_messages() {
    for kind in ALL {
        for empty in [1, 8, 9, 10, 100, 20_000] {
            for next in [vec![1], noise(3, 64), telemetry(1), vec![5; 256]] {
                let mut payloads = vec![telemetry(0)];
                payloads.resize(1 + empty, Vec::new());
                payloads.push(next);
                let stream = Stream::new(payloads, kind);
                let outcome = run(&stream.wire, kind);
                assert_eq!(outcome.report.end, End::Clean, "{kind}, {empty} empty messages");
                assert!(outcome.frames == stream.without(0..0), "{kind}, {empty} empty messages");
            }
        }
    }
}

#[test]
fn up_to_eight_empty_messages_may_end_a_stream() {
    for kind in ALL {
        for empty in 0..=8 {
            let mut payloads = vec![telemetry(0)];
            payloads.resize(1 + empty, Vec::new());
            let outcome = run(&Stream::new(payloads, kind).wire, kind);
            assert_eq!((outcome.report.end, outcome.report.frames), (End::Clean, 1 + empty as u64));
        }
    }
}

/// Nothing is cut off where a cut follows a long run of empty messages.
#[test]
fn a_cut_behind_many_empty_messages_is_not_called_torn() {
    for kind in [NONE, CRC16, CRC32] {
        let mut payloads = vec![telemetry(0)];
        payloads.resize(21, Vec::new());
        payloads.push(telemetry(1));
        let stream = Stream::new(payloads, kind);
        let outcome = run(&stream.wire[..stream.wire.len() - 5], kind);
        assert_eq!(outcome.report.end, End::Corrupt { kind: ErrorKind::InvalidPayload }, "{kind}");
        assert_eq!(outcome.report.last_good_offset, stream.bounds[1] as u64);
    }
}

/// A page that was never written: what it covers is lost, no more.
#[test]
fn a_hole_in_mid_file_costs_what_it_covers() {
    for kind in [CRC16, CRC32, XXH3] {
        for hole in [100, 512, 4096] {
            for from in [300, 512, 1000, 1024] {
                let mut stream = Stream::new((0..100).map(telemetry).collect(), kind);
                stream.wire[from..from + hole].fill(0);
                let outcome = run_in_bytes(&stream.wire, kind);
                let lost = stream.frame_of(from)..stream.frame_of(from + hole - 1) + 1;
                assert_eq!(outcome.frames, stream.without(lost), "{kind}, {hole} at {from}");
                assert!(matches!(outcome.report.end, End::Corrupt { .. }));
            }
        }
    }
}

#[test]
fn a_hole_at_a_boundary_is_no_thousand_messages() {
    for kind in ALL {
        let mut stream = Stream::new((0..100).map(telemetry).collect(), kind);
        let from = stream.bounds[20];
        stream.wire[from..from + 1025].fill(0);
        let outcome = run_in_bytes(&stream.wire, kind);
        let next = stream.frame_of(from + 1024) + 1;
        assert_eq!(outcome.frames, stream.without(20..next), "{kind}: {:?}", outcome.lost);
    }
}

#[test]
fn zeros_behind_damage_are_lost_and_nothing_else() {
    for kind in [CRC16, CRC32, XXH3] {
        let mut stream = Stream::new(mixed(), kind);
        let last = stream.bounds[stream.payloads.len() - 1];
        stream.wire[last + 30..].fill(0);
        stream.wire.resize(100_000, 0);
        let outcome = run_in_bytes(&stream.wire, kind);
        assert_eq!(outcome.report.frames, stream.payloads.len() as u64 - 1, "{kind}");
        assert_eq!(outcome.report.last_good_offset, last as u64);
        assert_eq!(outcome.report.salvaged_frames, 0, "{kind}");
    }
}
