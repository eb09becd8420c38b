//! Recovery of compressed streams: messages are counted, and every byte.

use crate::{alone, formats, in_blocks, parse};
use flatstream::{
    Checksum, ChecksumKind, End, Format, FormatDeframer, Limits, Recovered, RecoveredFrame,
    Recovery, Tail, recover, recover_file, salvage, salvage_frames,
};
use flatstream_testkit::{FaultyReader, OwnedLog, Telemetry, TempFile, payload};
use std::fs;

fn messages() -> Vec<Vec<u8>> {
    let mut messages: Vec<_> = (0..8).map(|n| payload(&OwnedLog::new(n).as_log())).collect();
    messages.insert(2, Vec::new());
    messages.insert(5, crate::noise(7, 90));
    messages.push(payload(&Telemetry(1)));
    messages.push(vec![0; 64]);
    messages.push(payload(&Telemetry(2)));
    messages
}

/// A stream, and for each frame where it begins and the messages in it.
struct Stream {
    format: Format,
    wire: Vec<u8>,
    frames: Vec<(usize, Vec<Vec<u8>>)>,
}

impl Stream {
    fn new(format: &Format, block_bytes: Option<usize>) -> Self {
        let wire = match block_bytes {
            None => alone(format, &messages()),
            Some(bytes) => in_blocks(format, bytes, &messages()),
        };
        let mut rest = messages().into_iter();
        let frames = parse(format, &wire).into_iter().map(|frame| {
            let (mut raw, mut content) = (0, Vec::new());
            while (frame.tag.has_many() && raw < frame.raw_len) || content.is_empty() {
                let message = rest.next().unwrap();
                raw += 4 + message.len();
                content.push(message);
            }
            (frame.offset, content)
        });
        Self { frames: frames.collect(), format: format.clone(), wire }
    }

    /// The messages of all frames but `lost`, with the offsets of their frames.
    fn without(&self, lost: std::ops::Range<usize>) -> Vec<(u64, Vec<u8>)> {
        let kept = self.frames.iter().enumerate().filter(|(index, _)| !lost.contains(index));
        kept.flat_map(|(_, (at, content))| content.iter().map(|m| (*at as u64, m.clone())))
            .collect()
    }

    fn end_of(&self, frame: usize) -> usize {
        self.frames.get(frame + 1).map_or(self.wire.len(), |(at, _)| *at)
    }

    fn frame_of(&self, at: usize) -> usize {
        self.frames.partition_point(|(start, _)| *start <= at) - 1
    }
}

/// Alone, in small blocks, and in one.
fn streams(format: &Format) -> [Stream; 3] {
    [None, Some(400), Some(64 * 1024)].map(|block_bytes| Stream::new(format, block_bytes))
}

/// Everything that recovery says about an input.
struct Told {
    report: Recovery,
    messages: Vec<(u64, Vec<u8>)>,
    lost: Vec<(u64, u64, End)>,
}

/// Recovers `bytes`, and checks that the report adds up what was handed out, and that
/// frames and losses cover the input: frames as the stream itself has them.
fn run(format: &Format, bytes: &[u8]) -> Told {
    run_with(format, &format.deframer().unwrap(), bytes)
}

fn run_with(format: &Format, deframer: &FormatDeframer, bytes: &[u8]) -> Told {
    let (mut messages, mut lost) = (Vec::new(), Vec::new());
    let report = salvage(bytes, deframer, Limits::default(), |piece| {
        match piece {
            Recovered::Frame { offset, payload } => messages.push((offset, payload.to_vec())),
            Recovered::Lost { offset, len, end } => lost.push((offset, len, end)),
        }
        Ok(())
    })
    .unwrap();
    let mut rest = bytes;
    let mut whole = Vec::new();
    let same = salvage_frames(bytes, deframer, Limits::default(), |piece| {
        let len = match piece {
            RecoveredFrame::Intact(frame) => {
                assert_eq!(frame.bytes, &rest[..frame.bytes.len()]);
                whole.extend(frame.messages().map(|payload| (frame.offset, payload.to_vec())));
                frame.bytes.len()
            }
            RecoveredFrame::Lost { len, .. } => usize::try_from(len).unwrap(),
        };
        rest = &rest[len..];
        Ok(())
    });
    assert_eq!((&whole, same.unwrap()), (&messages, report.clone()));
    let header = 4 + format.checksum.size();
    let len_of = |offset: u64| {
        let at = usize::try_from(offset).unwrap();
        (header + u32::from_le_bytes(bytes[at..at + 4].try_into().unwrap()) as usize) as u64
    };
    let mut pieces: Vec<_> =
        messages.iter().map(|(offset, _)| (*offset, len_of(*offset))).collect();
    pieces.dedup();
    pieces.extend(lost.iter().map(|(offset, len, _)| (*offset, *len)));
    pieces.sort_unstable();
    let end = pieces.iter().fold(0, |at, (offset, len)| {
        assert_eq!(*offset, at, "a gap or an overlap");
        at + len
    });
    assert_eq!((end, report.bytes), (bytes.len() as u64, bytes.len() as u64));
    assert_eq!(report.lost_bytes, lost.iter().map(|(_, len, _)| len).sum::<u64>());
    let corrupt = lost.iter().filter(|(.., end)| matches!(end, End::Corrupt { .. })).count();
    assert_eq!(report.damaged_regions, corrupt as u64);
    let (good, end) = lost.first().map_or((end, End::Clean), |&(offset, _, end)| (offset, end));
    assert_eq!((report.last_good_offset, report.end), (good, end));
    let before = messages.iter().filter(|(offset, _)| *offset < good).count() as u64;
    let behind = messages.len() as u64 - before;
    assert_eq!((report.frames, report.salvaged_frames), (before, behind));
    Told { report, messages, lost }
}

#[test]
fn clean_streams_are_clean() {
    for format in formats() {
        for stream in streams(&format) {
            let told = run(&format, &stream.wire);
            assert_eq!(told.messages, stream.without(0..0));
            assert_eq!((told.report.end, told.report.frames), (End::Clean, 13));
            let bytes = FaultyReader::in_pieces_of(&stream.wire, 1);
            assert_eq!(recover(bytes, &format.deframer().unwrap()).unwrap(), told.report);
        }
        assert_eq!(recover(&b""[..], &format.deframer().unwrap()).unwrap().end, End::Clean);
    }
}

/// Cuts for every byte where that is quick, else for some.
fn cuts(stream: &Stream) -> impl Iterator<Item = usize> {
    let step = if stream.format.codec == Some(flatstream::CodecKind::ALL[0]) { 11 } else { 97 };
    (0..=stream.wire.len()).step_by(step)
}

#[test]
fn a_stream_torn_at_any_byte_has_the_whole_frames_before_it() {
    for format in formats() {
        for stream in streams(&format) {
            let deframer = format.deframer().unwrap();
            for cut in cuts(&stream) {
                let told = run_with(&format, &deframer, &stream.wire[..cut]);
                let whole =
                    (0..stream.frames.len()).take_while(|n| stream.end_of(*n) <= cut).count();
                let good = if whole == 0 { 0 } else { stream.end_of(whole - 1) };
                let what = format!("cut at {cut}, {format:?}");
                assert_eq!(told.report.last_good_offset, good as u64, "{what}");
                if cut == good {
                    assert_eq!(told.report.end, End::Clean, "{what}");
                } else if format.checksum != ChecksumKind::None || cut - good < 5 {
                    assert!(matches!(told.report.end, End::Torn { .. }), "{what}");
                }
                // Without a checksum, what is left of a message may pass for frames.
                let kept: Vec<_> =
                    told.messages.iter().filter(|(at, _)| *at < good as u64).cloned().collect();
                assert_eq!(kept, stream.without(whole..usize::MAX), "{what}");
                if told.report.end != End::Clean && !matches!(told.report.end, End::Torn { .. }) {
                    assert!(told.lost.iter().all(|(at, ..)| *at >= good as u64), "{what}");
                } else {
                    assert_eq!(kept.len(), told.messages.len(), "{what}");
                }
            }
        }
    }
}

#[test]
fn with_a_checksum_a_flipped_bit_costs_its_frame_alone() {
    for format in formats().filter(|format| format.checksum.size() > 0) {
        for mut stream in streams(&format) {
            let few = format.codec != Some(flatstream::CodecKind::ALL[0]);
            let step = if few { 331 } else { 61 };
            let deframer = format.deframer().unwrap();
            for bit in (0..8 * stream.wire.len()).step_by(step) {
                stream.wire[bit / 8] ^= 1 << (bit % 8);
                let frame = stream.frame_of(bit / 8);
                let told = run_with(&format, &deframer, &stream.wire);
                let what = format!("bit {bit} in frame {frame}, {format:?}");
                assert_eq!(told.messages, stream.without(frame..frame + 1), "{what}");
                let at = stream.frames[frame].0;
                let len = (stream.end_of(frame) - at) as u64;
                let lost: Vec<_> = told.lost.iter().map(|(at, len, _)| (*at, *len)).collect();
                assert_eq!(lost, [(at as u64, len)], "{what}");
                stream.wire[bit / 8] ^= 1 << (bit % 8);
            }
        }
    }
}

/// Without a checksum a flip in what is stored may go unnoticed, but boundaries stay.
#[test]
fn without_a_checksum_a_flipped_bit_in_a_payload_costs_no_other_frame() {
    for format in formats().filter(|format| format.checksum == ChecksumKind::None) {
        let deframer = format.deframer().unwrap();
        for mut stream in streams(&format) {
            for bit in (0..8 * stream.wire.len()).step_by(41) {
                let frame = stream.frame_of(bit / 8);
                let (start, end) = (stream.frames[frame].0, stream.end_of(frame));
                // In a length the search has to find out; see the plain format's tests.
                if bit / 8 - start < 4 {
                    continue;
                }
                stream.wire[bit / 8] ^= 1 << (bit % 8);
                let told = run_with(&format, &deframer, &stream.wire);
                let others = told.messages.iter().filter(|(at, _)| *at != start as u64);
                let expected = stream.without(frame..frame + 1);
                assert!(others.eq(&expected), "bit {bit} in frame {frame}, {format:?}");
                let within =
                    |(at, len, _): &(u64, u64, End)| *at >= start as u64 && at + len <= end as u64;
                assert!(told.lost.iter().all(within), "bit {bit} in frame {frame}, {format:?}");
                stream.wire[bit / 8] ^= 1 << (bit % 8);
            }
        }
    }
}

#[test]
fn garbage_between_frames_is_lost_and_nothing_else() {
    for format in formats() {
        for stream in streams(&format) {
            if stream.frames.len() < 5 {
                continue;
            }
            // Behind damage, empty messages are not looked for; this one is a log.
            let middle = stream.frames[3].0;
            let garbage = crate::noise(77, 500);
            let (front, back) = stream.wire.split_at(middle);
            let told = run(&format, &[front, &garbage, back].concat());
            let lost: Vec<_> = told.lost.iter().map(|(at, len, _)| (*at, *len)).collect();
            assert_eq!(lost, [(middle as u64, 500)], "{format:?}");
            let found: Vec<_> = told.messages.into_iter().map(|(_, message)| message).collect();
            assert_eq!(found, messages(), "{format:?}");
        }
    }
}

#[test]
fn a_tail_of_zeros_is_one() {
    for format in formats() {
        for stream in streams(&format) {
            for zeros in [9 * 12, 1000, 100_000] {
                let told = run(&format, &[&stream.wire[..], &vec![0; zeros]].concat());
                assert_eq!(told.messages, stream.without(0..0), "{format:?}");
                assert_eq!(told.report.end, End::ZeroTail, "{zeros} zeros, {format:?}");
            }
        }
    }
}

#[test]
fn a_torn_file_is_cut_and_may_be_appended_to() {
    let path = TempFile::new("compressed-recovery");
    for format in formats() {
        for stream in streams(&format) {
            let last = stream.frames.len() - 1;
            let good = stream.frames[last].0;
            fs::write(&path.0, &stream.wire[..stream.wire.len() - 1]).unwrap();
            let deframer = format.deframer().unwrap();
            let report = recover_file(&path.0, &deframer, Tail::Keep).unwrap();
            assert_eq!(
                (report.last_good_offset, report.end),
                (good as u64, End::Torn { missing: 1 })
            );
            assert_eq!(report.frames, stream.without(last..last + 1).len() as u64);
            assert_eq!(fs::read(&path.0).unwrap().len(), stream.wire.len() - 1);
            let report = recover_file(&path.0, &deframer, Tail::Truncate).unwrap();
            assert_eq!(report.last_good_offset, good as u64);
            assert_eq!(fs::read(&path.0).unwrap(), stream.wire[..good]);
            let appended = [&stream.wire[..good], &stream.wire[good..]].concat();
            fs::write(&path.0, appended).unwrap();
            let report = recover_file(&path.0, &deframer, Tail::Truncate).unwrap();
            assert_eq!((report.end, report.frames), (End::Clean, 13));
        }
    }
}

/// Damage that a digest does not see, such as a writer's: not intact.
#[test]
fn a_block_that_is_not_one_is_damage_as_a_whole() {
    for format in formats().filter(|format| format.checksum.size() > 2) {
        let good = crate::stored_block(&format, &[&b"one"[..], b"two"]);
        let content = [&crate::block(&[b"three"])[..], b"\x05\0\0\0four"].concat();
        let bad = crate::compressed(&format, 0x80, content.len(), &content);
        let told = run(&format, &[&good[..], &bad, &good].concat());
        assert_eq!((told.report.frames, told.report.salvaged_frames), (2, 2));
        let kind = flatstream::ErrorKind::InvalidPayload;
        let lost = [(good.len() as u64, bad.len() as u64, End::Corrupt { kind })];
        assert_eq!(told.lost, lost);
    }
}

/// Recovers a file of `wire`, ready to cut, and answers what is left of it.
fn cut(wire: &[u8], deframer: &FormatDeframer, name: &str) -> (Recovery, Vec<u8>) {
    let path = TempFile::new(name);
    fs::write(&path.0, wire).unwrap();
    let report = recover_file(&path.0, deframer, Tail::Truncate).unwrap();
    (report, fs::read(&path.0).unwrap())
}

/// Whatever a reader lacks, frames are frames.
#[cfg(feature = "zstd")]
#[test]
fn frames_that_take_another_dictionary_are_never_cut_off() {
    use flatstream::{CodecKind, Dictionary};
    let dictionary = Dictionary::new(flatstream_testkit::golden_dictionary()).unwrap();
    for checksum in crate::checksums() {
        let without = Format::new().checksum(checksum).codec(CodecKind::Zstd);
        let with = without.clone().dictionary(dictionary.clone());
        let readings: Vec<_> = (0..1000)
            .map(|n| format!("pump {}: {}.4 bar, 2{n}.1 C; ", n % 7, n % 9).repeat(2).into_bytes())
            .collect();
        let mut wire = alone(&with, &readings);
        // The length of the first frame, whatever becomes of it.
        for (at, bits) in [(2, 0x10), (1, 0x80), (3, 0x01), (3, 0x40)] {
            wire[at] ^= bits;
            let (report, left) = cut(&wire, &without.deframer().unwrap(), "recovery-dictionary");
            assert!(matches!(report.end, End::Corrupt { .. }), "{report:?}, {checksum}");
            assert_eq!((report.frames, left.len()), (0, wire.len()), "{checksum}");
            let report = recover(&wire[..], &with.deframer().unwrap()).unwrap();
            assert_eq!(report.salvaged_frames, 999, "{checksum}");
            wire[at] ^= bits;
        }
    }
}

/// A codec that is not in the build looks the same: a tag that nobody knows.
#[test]
fn frames_over_the_limits_or_of_unknown_codecs_are_never_cut_off() {
    for format in crate::some_formats().filter(|format| format.checksum.size() > 2) {
        let frame_of = |n: u64| match n % 2 {
            0 => crate::compressed(&format, 0, 65 << 20, &crate::noise(n, 40)),
            _ => crate::compressed(&format, 0x3f, 100, &crate::noise(n, 40)),
        };
        let mut wire: Vec<_> = (0..1000).flat_map(frame_of).collect();
        wire[2] ^= 0x10;
        let (report, left) = cut(&wire, &format.deframer().unwrap(), "recovery-limits");
        assert!(matches!(report.end, End::Corrupt { .. }), "{report:?}");
        assert_eq!(left, wire);
    }
}
