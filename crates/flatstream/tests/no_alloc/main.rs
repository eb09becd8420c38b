//! No path claimed in `docs/allocations.md` allocates or frees after warm-up,
//! and no number in the input costs memory.

#![expect(
    clippy::cast_possible_truncation,
    clippy::unwrap_used,
    reason = "helpers of tests, small indexes"
)]

#[cfg(feature = "arena")]
mod arena;
#[cfg(feature = "__compress")]
mod compressed;
mod memory;
mod reading;
mod shrinking;
mod writing;

use flatstream::{ChecksumKind, DefaultDeframer, DefaultFramer, FrameFormat, StreamReader};
use flatstream_testkit::{Allocations, Telemetry, TempFile, count, steady_state, wire};
use std::io;

/// Runs `message` 100 times, then demands a thousand runs without heap traffic.
fn check(what: &str, message: impl FnMut(u64)) {
    assert_free(what, steady_state(100, message));
}

fn assert_free(what: &str, Allocations { allocations, frees, .. }: Allocations) {
    assert_eq!((allocations, frees), (0, 0), "(allocations, frees): {what}");
}

/// Every format chosen at run time.
fn formats() -> impl Iterator<Item = FrameFormat> {
    ChecksumKind::ALL.iter().map(|&kind| FrameFormat::new().checksum(kind))
}

/// A stream of telemetry, of more messages than any check here reads.
fn telemetry(format: FrameFormat) -> Vec<u8> {
    let mut writer = flatstream::StreamWriter::new(Vec::new(), format);
    for index in 0..MESSAGES {
        writer.write(&Telemetry(index)).unwrap();
    }
    writer.into_inner()
}

const MESSAGES: u64 = 5000;

#[test]
fn counting_sees_what_a_path_allocates() {
    let wire = wire(&DefaultFramer, (0..MESSAGES).map(|_| [7; 88]));
    let mut reader = StreamReader::new(&wire[..], DefaultDeframer);
    let traffic = steady_state(100, |_| {
        // The owned iterator: one allocation and one free a message.
        assert_eq!(reader.next().unwrap().unwrap().len(), 88);
    });
    assert_eq!((traffic.allocations, traffic.frees), (1000, 1000));
}

#[test]
fn counting_sees_a_single_growth_in_a_thousand_messages() {
    let mut writer = flatstream::StreamWriter::new(io::sink(), DefaultFramer);
    let texts = ["short".to_owned(), "x".repeat(100_000)];
    let traffic = steady_state(100, |index| {
        writer.write(&texts[usize::from(index == 600)]).unwrap();
    });
    assert_ne!((traffic.allocations, traffic.frees), (0, 0));
    let traffic = count(|| writer.write(&texts[1]).unwrap());
    assert_free("the same length again", traffic);
}
