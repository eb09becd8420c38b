//! Damaged streams and raw bytes: recovery accounts for every byte, gives back
//! only what was written, and takes a cut for a cut.
#![no_main]

use flatstream_checksum::ChecksumKind;
use flatstream_core::Limits;
use flatstream_framing::{ChecksumDeframer, End, Recovered, Recovery, salvage};
use flatstream_fuzz::{Input, Pieces, stream};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|data: &[u8]| {
    let mut input = Input(data);
    let checksum = input.checksum();
    let piece = 1 + usize::from(input.u16());
    let written: Vec<_> = (0..input.u8() % 64).map(|_| payload(&mut input)).collect();
    if written.is_empty() {
        check_tiles(input.0, checksum, piece);
        return;
    }
    let mut wire = stream(&written, checksum);

    let cut = usize::from(input.u16());
    if checksum != ChecksumKind::None && cut < wire.len() && input.u8() < 64 {
        check_cut(&wire[..cut], &written, checksum, piece);
        return;
    }
    while !input.0.is_empty() && !wire.is_empty() {
        damage(&mut wire, &mut input);
    }
    let (_, found) = check_tiles(&wire, checksum, piece);
    if matches!(checksum, ChecksumKind::Crc32 | ChecksumKind::Xxh3) {
        // Zeros can pass for empty messages.
        let mut written = written.iter();
        for payload in found.iter().filter(|payload| !payload.is_empty()) {
            assert!(
                written.any(|w| w == payload),
                "handed out, but not written: {} bytes",
                payload.len()
            );
        }
    }
});

/// A payload that holds no frame but by design of the format: zeros, ones, small
/// numbers, text lengths, noise.
fn payload(input: &mut Input<'_>) -> Vec<u8> {
    let (kind, len) = (input.u8(), input.u16());
    let len = if kind & 0x80 == 0 { usize::from(len % 256) } else { usize::from(len % 8192) };
    let mut state = u64::from(kind) << 32 | len as u64 | 1 << 60;
    let mut noise = || {
        state ^= state << 13;
        state ^= state >> 7;
        state ^= state << 17;
        state.to_le_bytes()[3]
    };
    match kind % 5 {
        0 => vec![0; len],
        1 => vec![0xff; len],
        2 => (0..len).map(|at| if at % 4 == 0 { noise() } else { 0 }).collect(),
        3 => (0..len)
            .map(|at| if at % 16 < 4 { 12 * u8::from(at % 16 == 0) } else { b'x' })
            .collect(),
        _ => (0..len).map(|_| noise()).collect(),
    }
}

fn damage(wire: &mut Vec<u8>, input: &mut Input<'_>) {
    let op = input.u8();
    let at = usize::from(input.u16()) % wire.len();
    let len = usize::from(input.u8());
    let end = (at + len).min(wire.len());
    match op % 8 {
        0 | 1 => wire[at] ^= 1 << (len % 8),
        2 => wire[at..end].fill(0),
        3 => wire[at..end].fill(input.u8()),
        4 => drop(wire.drain(at..end)),
        5 => drop(wire.splice(at..at, std::iter::repeat_n(input.u8(), len))),
        6 => wire.truncate(at),
        _ => wire.resize(wire.len() + len * 16, 0),
    }
}

/// Recovers `bytes`, and checks that the pieces are all of them.
fn check_tiles(bytes: &[u8], checksum: ChecksumKind, piece: usize) -> (Recovery, Vec<Vec<u8>>) {
    let whole = recovered(bytes, checksum, usize::MAX);
    let pieces = recovered(bytes, checksum, piece);
    assert_eq!(pieces.0, whole.0, "depends on how the bytes arrive");
    assert!(pieces.1 == whole.1, "depends on how the bytes arrive");
    whole
}

fn recovered(bytes: &[u8], checksum: ChecksumKind, piece: usize) -> (Recovery, Vec<Vec<u8>>) {
    use flatstream_core::Checksum as _;

    let header = 4 + checksum.size() as u64;
    let deframer = ChecksumDeframer::new(checksum);
    let (mut at, mut lost) = (0, 0);
    let mut found = Vec::new();
    let mut first_fault = None;
    let report = salvage(Pieces(bytes, piece), &deframer, Limits::default(), |part| {
        let (offset, len) = match part {
            Recovered::Frame { offset, payload } => {
                found.push(payload.to_vec());
                (offset, header + payload.len() as u64)
            }
            Recovered::Lost { offset, len, end } => {
                first_fault.get_or_insert((offset, end));
                lost += len;
                (offset, len)
            }
        };
        assert_eq!(offset, at, "a gap or an overlap");
        assert_ne!(len, 0);
        at += len;
        Ok(())
    })
    .expect("no I/O");
    assert_eq!((report.bytes, report.lost_bytes), (at, lost));
    assert_eq!(at, bytes.len() as u64);
    assert_eq!(report.frames + report.salvaged_frames, found.len() as u64);
    assert_eq!((report.last_good_offset, report.end), first_fault.unwrap_or((at, End::Clean)));
    (report, found)
}

/// Recovers a stream that was cut and not damaged otherwise.
fn check_cut(bytes: &[u8], written: &[Vec<u8>], checksum: ChecksumKind, piece: usize) {
    let (report, found) = check_tiles(bytes, checksum, piece);
    assert!(found[..] == written[..found.len()], "not what was written");
    let good = usize::try_from(report.last_good_offset).expect("in memory");
    match report.end {
        End::Clean => assert_eq!(good, bytes.len()),
        End::Torn { missing } => {
            let mut more = bytes.to_vec();
            more.resize(bytes.len() + usize::try_from(missing).expect("a short frame"), 0);
            assert!(stream(&written[..=found.len()], checksum).len() >= more.len());
        }
        End::ZeroTail => assert!(bytes[good..].iter().all(|&byte| byte == 0)),
        // Behind more than eight empty messages nothing is cut.
        end => assert!(written[..found.len()].len() + 8 < written.len(), "{end:?}"),
    }
}
