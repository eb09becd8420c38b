//! Frames of many megabytes, and the work that hostile input can cause.

use crate::support::{CRC32, Stream, XXH3, noise, run};
use flatstream_core::{Checksum, ErrorKind, Limits};
use flatstream_framing::{ChecksumDeframer, End, recover, salvage};
use flatstream_testkit::count;
use std::cell::Cell;

const MIB: usize = 1 << 20;

#[test]
fn frames_beyond_the_look_ahead_are_found_behind_damage() {
    for (kind, sizes) in [(XXH3, [5, 5, 5]), (CRC32, [6, 5, 7])] {
        let payloads = sizes.map(|mib| noise(mib as u64, mib * MIB + mib));
        let mut stream = Stream::new(payloads.to_vec(), kind);
        for frame in [0, 1] {
            // In the length: three bits that shorten or lengthen, one beyond the
            // file, one beyond the limit. Then in the payload.
            for bit in [0, 20, 22, 30, 31, 8 * 3 * MIB] {
                if frame == 0 && [22, 31].contains(&bit) {
                    // A length of one MiB, or none that is believed, and no frame
                    // seen before: out of reach of the search.
                    continue;
                }
                let at = stream.bounds[frame] + bit / 8;
                stream.wire[at] ^= 1 << (bit % 8);
                let outcome = run(&stream.wire, kind);
                stream.wire[at] ^= 1 << (bit % 8);
                let good = outcome.frames == stream.without(frame..frame + 1);
                assert!(good, "{kind}, frame {frame}, bit {bit}: {:?}", outcome.report);
                assert!(matches!(outcome.report.end, End::Corrupt { .. }));
            }
        }
        let outcome = run(&stream.wire[..stream.wire.len() - 1], kind);
        assert_eq!(outcome.report.end, End::Torn { missing: 1 });
        assert_eq!(outcome.report.frames, 2);
    }
}

/// Refuses every frame, and counts the bytes it was asked about.
struct Never<'a>(&'a Cell<u64>);

impl Checksum for Never<'_> {
    fn calculate(&self, payload: &[u8]) -> u64 {
        self.0.set(self.0.get() + payload.len() as u64);
        0xabad_cafe
    }
    fn size(&self) -> usize {
        4
    }
}

/// Every fourth byte begins a header, each with megabytes behind it.
#[test]
fn hostile_lengths_cause_work_in_proportion_to_the_input() {
    for len in [8_u32, 100, 1000, 3000, 5000, 60_000, 500_000] {
        let input: Vec<u8> = len.to_le_bytes().repeat(MIB / 4);
        let digested = Cell::new(0);
        let report = recover(&input[..], &ChecksumDeframer::new(Never(&digested))).unwrap();
        assert_eq!((report.frames, report.salvaged_frames), (0, 0));
        assert_eq!(report.lost_bytes, MIB as u64);
        let most = (256 + 64 + 8) * MIB as u64;
        assert!(digested.get() <= most, "{len}: {} MiB digested", digested.get() / MIB as u64);
    }
}

/// After a search that was cut short, "nothing found" proves nothing: no cut.
#[test]
fn an_exhausted_search_never_says_torn() {
    let mut input = 0x7000_0000_u32.to_le_bytes().to_vec();
    input.resize(8, 1);
    input.extend(60_000_u32.to_le_bytes().repeat(MIB / 4));
    let digested = Cell::new(0);
    let report = recover(&input[..], &ChecksumDeframer::new(Never(&digested))).unwrap();
    assert!(matches!(report.end, End::Corrupt { .. }), "{report:?}");
}

/// What a hostile payload used up is earned back by the frames behind it: the
/// search behind the torn one, which holds lengths as well, is complete again.
#[test]
fn work_is_earned_by_the_bytes_that_pass() {
    let mut payloads = vec![60_000_u32.to_le_bytes().repeat(MIB / 4)];
    payloads.extend((0..300).map(|n| noise(n, 5000)));
    payloads.push(100_u32.to_le_bytes().repeat(1000));
    let mut stream = Stream::new(payloads, CRC32);
    stream.wire[..4].fill(0xff);
    stream.wire.truncate(stream.wire.len() - 1);
    let outcome = run(&stream.wire, CRC32);
    assert!(outcome.frames == stream.without(0..1)[..300]);
    let ends: Vec<_> = outcome.lost.iter().map(|&(_, _, end)| end).collect();
    let kind = ErrorKind::FrameTooLarge { len: 0xffff_ffff, limit: 0x7fff_ffff };
    assert_eq!(ends, [End::Corrupt { kind }, End::Torn { missing: 1 }]);
}

/// A length alone costs no memory.
#[test]
fn memory_follows_what_arrives() {
    let lying = [&0x7000_0000_u32.to_le_bytes()[..], &[1; 100]].concat();
    let traffic = count(|| {
        let deframer = ChecksumDeframer::new(flatstream_checksum::Crc32);
        let report = salvage(&lying[..], &deframer, Limits::default(), |_| Ok(())).unwrap();
        assert_eq!(report.end, End::Torn { missing: 0x7000_0000 + 8 - 104 });
    });
    assert!(traffic.peak_bytes < 256 * 1024, "{traffic:?}");
}
