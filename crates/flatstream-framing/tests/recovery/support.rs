//! Streams to damage, and a run of recovery with all it says.

use flatbuffers::FlatBufferBuilder;
use flatstream_checksum::ChecksumKind;
use flatstream_core::{Checksum, Limits, StreamSerialize};
use flatstream_framing::{
    ChecksumDeframer, ChecksumFramer, End, Recovered, RecoveredFrame, Recovery, recover, salvage,
    salvage_frames,
};
use flatstream_testkit::{FaultyReader, OwnedLog, Telemetry};

pub(crate) const NONE: ChecksumKind = ChecksumKind::None;
pub(crate) const CRC16: ChecksumKind = ChecksumKind::Crc16;
pub(crate) const CRC32: ChecksumKind = ChecksumKind::Crc32;
pub(crate) const XXH3: ChecksumKind = ChecksumKind::Xxh3;
pub(crate) const DIGESTS: [ChecksumKind; 3] = [CRC16, CRC32, XXH3];
pub(crate) const ALL: [ChecksumKind; 4] = [NONE, CRC16, CRC32, XXH3];

/// The finished FlatBuffer of `message`.
pub(crate) fn message(message: &impl StreamSerialize) -> Vec<u8> {
    let mut builder = FlatBufferBuilder::new();
    message.serialize(&mut builder).unwrap();
    builder.finished_data().to_vec()
}

pub(crate) fn telemetry(n: u64) -> Vec<u8> {
    message(&Telemetry(n))
}

/// Bytes without any pattern.
pub(crate) fn noise(seed: u64, len: usize) -> Vec<u8> {
    let mut state = seed.wrapping_mul(0x9e37_79b9_7f4a_7c15) | 1;
    let mut next = || {
        state ^= state << 13;
        state ^= state >> 7;
        state ^= state << 17;
        state.to_le_bytes()[4]
    };
    (0..len).map(|_| next()).collect()
}

/// FlatBuffers of all shapes, bytes of several, and nothing.
pub(crate) fn mixed() -> Vec<Vec<u8>> {
    vec![
        telemetry(0),
        message(&OwnedLog::new(1).as_log()),
        Vec::new(),
        message(&"a message that is one string"),
        noise(1, 200),
        vec![7],
        telemetry(1),
        Vec::new(),
        Vec::new(),
        message(&OwnedLog::new(2).as_log()),
        message(&""),
        noise(2, 64),
        telemetry(2),
        b"plain text\n".to_vec(),
        telemetry(3),
    ]
}

/// A stream and where its frames are.
pub(crate) struct Stream {
    pub(crate) wire: Vec<u8>,
    pub(crate) payloads: Vec<Vec<u8>>,
    /// Where each frame begins; then the end of the last.
    pub(crate) bounds: Vec<usize>,
}

impl Stream {
    pub(crate) fn new(payloads: Vec<Vec<u8>>, kind: ChecksumKind) -> Self {
        let mut bounds = vec![0];
        for payload in &payloads {
            bounds.push(bounds[bounds.len() - 1] + 4 + kind.size() + payload.len());
        }
        let wire = flatstream_testkit::wire(&ChecksumFramer::new(kind), &payloads);
        assert_eq!(bounds.last(), Some(&wire.len()));
        Self { wire, payloads, bounds }
    }

    /// The frame that byte `at` belongs to.
    pub(crate) fn frame_of(&self, at: usize) -> usize {
        self.bounds.partition_point(|&bound| bound <= at) - 1
    }

    /// What is found where nothing but the frames in `lost` is missing.
    pub(crate) fn without(&self, lost: std::ops::Range<usize>) -> Vec<(u64, Vec<u8>)> {
        let frames = self.bounds.iter().zip(&self.payloads).enumerate();
        let kept = frames.filter(|(index, _)| !lost.contains(index));
        kept.map(|(_, (&at, payload))| (at as u64, payload.clone())).collect()
    }
}

/// All that recovery says about an input.
#[derive(Debug, PartialEq)]
pub(crate) struct Outcome {
    pub(crate) report: Recovery,
    pub(crate) frames: Vec<(u64, Vec<u8>)>,
    pub(crate) lost: Vec<(u64, u64, End)>,
}

impl Outcome {
    pub(crate) fn payloads(&self) -> Vec<&[u8]> {
        self.frames.iter().map(|(_, payload)| &payload[..]).collect()
    }
}

/// Recovers `bytes`, and checks that the pieces cover them and that the report
/// adds them up.
pub(crate) fn run(bytes: &[u8], kind: ChecksumKind) -> Outcome {
    let deframer = ChecksumDeframer::new(kind);
    let header = 4 + kind.size() as u64;
    let (mut frames, mut lost, mut at) = (Vec::new(), Vec::new(), 0);
    let report = salvage(bytes, &deframer, Limits::default(), |piece| {
        let (offset, len) = match piece {
            Recovered::Frame { offset, payload } => {
                frames.push((offset, payload.to_vec()));
                (offset, header + payload.len() as u64)
            }
            Recovered::Lost { offset, len, end } => {
                lost.push((offset, len, end));
                (offset, len)
            }
        };
        assert_eq!(offset, at, "a gap or an overlap");
        assert!(len > 0, "an empty piece at {at}");
        at += len;
        Ok(())
    })
    .unwrap();
    assert_eq!((at, report.bytes), (bytes.len() as u64, bytes.len() as u64));
    assert_eq!(report.lost_bytes, lost.iter().map(|(_, len, _)| len).sum::<u64>());
    let corrupt = lost.iter().filter(|(_, _, end)| matches!(end, End::Corrupt { .. }));
    assert_eq!(report.damaged_regions, corrupt.count() as u64);
    let (good, end) = lost.first().map_or((at, End::Clean), |&(offset, _, end)| (offset, end));
    assert_eq!((report.last_good_offset, report.end), (good, end));
    let before = frames.iter().filter(|&&(offset, _)| offset < good).count() as u64;
    assert_eq!((report.frames, report.salvaged_frames), (before, frames.len() as u64 - before));
    let outcome = Outcome { report, frames, lost };
    whole_frames(bytes, kind, &outcome);
    outcome
}

/// The frames handed out whole are the bytes that they are stored in.
fn whole_frames(bytes: &[u8], kind: ChecksumKind, expected: &Outcome) {
    let (mut rest, mut frames) = (bytes, Vec::new());
    let deframer = ChecksumDeframer::new(kind);
    let report = salvage_frames(bytes, &deframer, Limits::default(), |piece| {
        let len = match piece {
            RecoveredFrame::Intact(frame) => {
                assert_eq!(frame.bytes, &rest[..frame.bytes.len()]);
                frames.extend(frame.messages().map(|payload| (frame.offset, payload.to_vec())));
                frame.bytes.len()
            }
            RecoveredFrame::Lost { len, .. } => usize::try_from(len).unwrap(),
        };
        rest = &rest[len..];
        Ok(())
    })
    .unwrap();
    assert!(rest.is_empty());
    assert_eq!((&frames, &report), (&expected.frames, &expected.report));
}

/// As [`run`], and the same must come out one byte at a time.
pub(crate) fn run_in_bytes(bytes: &[u8], kind: ChecksumKind) -> Outcome {
    let outcome = run(bytes, kind);
    let reader = FaultyReader::in_pieces_of(bytes, 1);
    assert_eq!(recover(reader, &ChecksumDeframer::new(kind)).unwrap(), outcome.report);
    outcome
}

/// Whether `part` is `whole` with nothing but omissions.
pub(crate) fn is_subsequence(part: &[&[u8]], whole: &[Vec<u8>]) -> bool {
    let mut whole = whole.iter();
    part.iter().all(|payload| whole.any(|other| other == payload))
}
