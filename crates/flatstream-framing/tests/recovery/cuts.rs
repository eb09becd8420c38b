//! Streams cut at every byte.

use crate::support::{
    ALL, CRC32, DIGESTS, NONE, Stream, mixed, noise, run, run_in_bytes, telemetry,
};
use flatstream_checksum::ChecksumKind;
use flatstream_core::{Checksum as _, ErrorKind};
use flatstream_framing::End;

/// Cuts a stream at every byte and checks all that is said about it; answers
/// the cuts that are said to be corrupt instead of torn.
fn cut_everywhere(payloads: Vec<Vec<u8>>, kind: ChecksumKind) -> Vec<usize> {
    let stream = Stream::new(payloads, kind);
    let mut misjudged = Vec::new();
    for cut in 0..=stream.wire.len() {
        let outcome = run(&stream.wire[..cut], kind);
        let whole = stream.bounds.partition_point(|&bound| bound <= cut) - 1;
        let good = stream.bounds[whole];
        assert_eq!(outcome.report.frames, whole as u64, "{kind}, cut at {cut}");
        assert_eq!(outcome.report.last_good_offset, good as u64, "{kind}, cut at {cut}");
        assert_eq!(outcome.frames[..whole], stream.without(whole..usize::MAX), "{kind}, {cut}");
        if cut == good {
            assert_eq!(outcome.report.end, End::Clean, "{kind}, cut at {cut}");
            continue;
        }
        // A header counts as missing as far as the smallest frame needs it.
        let header = 4 + kind.size();
        let end = if cut - good < 4 { good + header } else { stream.bounds[whole + 1] };
        let missing = (end - cut) as u64;
        match outcome.report.end {
            End::Corrupt { kind } => {
                assert_eq!(kind, ErrorKind::Truncated { missing });
                misjudged.push(cut);
            }
            end => assert_eq!(end, End::Torn { missing }, "{kind}, cut at {cut}"),
        }
    }
    misjudged
}

#[test]
fn with_a_checksum_every_cut_is_torn_or_clean() {
    for kind in DIGESTS {
        assert_eq!(cut_everywhere(mixed(), kind), [], "{kind}");
    }
}

/// Without a checksum, what is left of a payload may look like frames; in this
/// stream no cut leaves such a thing.
#[test]
fn without_a_checksum_every_cut_is_torn_or_clean_as_well() {
    assert_eq!(cut_everywhere(mixed(), NONE), []);
}

/// Vectors of small numbers are what looks most like lengths.
#[test]
fn without_a_checksum_13_cuts_of_588_in_small_numbers_pass_for_a_chain() {
    let numbers = noise(5, 100).into_iter().flat_map(|n| u32::from(n).to_le_bytes());
    let payloads = vec![telemetry(0), numbers.collect(), telemetry(1)];
    let misjudged = cut_everywhere(payloads, NONE);
    assert_eq!(misjudged.len(), 13);
}

#[test]
fn the_first_frame_alone_may_be_torn() {
    for kind in ALL {
        let wire = Stream::new(vec![noise(3, 50)], kind).wire;
        let outcome = run_in_bytes(&wire[..wire.len() - 1], kind);
        assert_eq!(outcome.report.end, End::Torn { missing: 1 });
        assert_eq!((outcome.report.frames, outcome.report.last_good_offset), (0, 0));
    }
}

#[test]
fn cuts_do_not_depend_on_how_the_bytes_arrive() {
    for kind in ALL {
        let wire = Stream::new(mixed(), kind).wire;
        for cut in (0..wire.len()).step_by(13) {
            run_in_bytes(&wire[..cut], kind);
        }
    }
}

/// A flipped bit that makes the last length too long looks like a cut, but the
/// digest tells.
#[test]
fn a_frame_that_a_flipped_length_tears_is_corrupt() {
    let mut stream = Stream::new(mixed(), CRC32);
    let last = stream.bounds[stream.payloads.len() - 1];
    stream.wire[last + 1] ^= 0x10;
    let outcome = run(&stream.wire, CRC32);
    assert_eq!(outcome.report.end, End::Corrupt { kind: ErrorKind::Truncated { missing: 4096 } });
    assert_eq!(outcome.report.last_good_offset, last as u64);
}

/// A flipped bit would make 40 zeros 32, and the CRC-16 of both is zero.
#[test]
fn a_cut_in_a_payload_of_zeros_is_torn() {
    for kind in ALL {
        let stream = Stream::new(vec![telemetry(0), vec![0; 40]], kind);
        for missing in 1..=40 {
            let outcome = run(&stream.wire[..stream.wire.len() - missing], kind);
            assert_eq!(outcome.report.end, End::Torn { missing: missing as u64 }, "{kind}");
        }
    }
}
