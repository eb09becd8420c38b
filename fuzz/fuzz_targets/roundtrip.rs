//! Any list of payloads comes back through every reader.
#![no_main]

use flatstream_core::Limits;
use flatstream_framing::{ChecksumDeframer, End, Recovered, salvage};
use flatstream_fuzz::{Input, Outcome, Pieces, from_pieces, from_slice, stream};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|data: &[u8]| {
    let mut input = Input(data);
    let checksum = input.checksum();
    let piece = 1 + usize::from(input.u8());
    let mut payloads = Vec::new();
    while !input.0.is_empty() && payloads.len() < 1000 {
        let len = usize::from(input.u16() & 0x0fff);
        payloads.push(input.bytes(len).to_vec());
    }
    let wire = stream(&payloads, checksum);
    let limits = Limits::default();

    let expected: Vec<Outcome> = payloads.iter().cloned().map(Ok).collect();
    assert!(from_slice(&wire, checksum, limits) == expected);
    assert!(from_pieces(&wire, checksum, limits, piece, false) == expected);
    assert!(from_pieces(&wire, checksum, limits, piece, true) == expected);

    let deframer = ChecksumDeframer::new(checksum);
    let mut found = Vec::new();
    let report = salvage(Pieces(&wire, piece), &deframer, limits, |part| {
        if let Recovered::Frame { payload, .. } = part {
            found.push(payload.to_vec());
        }
        Ok(())
    })
    .expect("no I/O");
    // A tail of empty messages may be a tail of zeros.
    let good = usize::try_from(report.last_good_offset).expect("in memory");
    assert!(matches!(report.end, End::Clean | End::ZeroTail), "{report:?}");
    assert!(found == payloads[..found.len()]);
    assert_eq!(report.frames, found.len() as u64);
    assert!(payloads[found.len()..].iter().all(Vec::is_empty));
    assert!(wire[good..].iter().all(|&byte| byte == 0), "{report:?}");
    assert_eq!(report.end == End::Clean, good == wire.len());
});
