//! Hostile bytes: no reader panics or sizes anything by a number from the input,
//! and all readers give the same.
#![no_main]

use flatstream_checksum::ChecksumKind;
use flatstream_core::{Deframer, ErrorKind, Limits};
use flatstream_framing::ChecksumDeframer;
use flatstream_fuzz::{Input, Outcome, from_pieces, from_slice};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|data: &[u8]| {
    let mut input = Input(data);
    let piece = 1 + usize::from(input.u8());
    let limits = match input.u8() {
        0..128 => Limits::default(),
        small => Limits::default().max_frame_bytes(u32::from(small) * 4),
    };
    let bytes = input.0;
    for &checksum in ChecksumKind::ALL {
        let expected = from_slice(bytes, checksum, limits);
        for in_place in [false, true] {
            let found = from_pieces(bytes, checksum, limits, piece, in_place);
            assert_eq!(found, expected, "{checksum}, in place: {in_place}");
        }
        if limits == Limits::default() {
            assert_eq!(kinds(&one_by_one(bytes, checksum)), kinds(&expected), "{checksum}");
        }
    }
});

/// All that frame-wise reading makes of `bytes`.
fn one_by_one(mut bytes: &[u8], checksum: ChecksumKind) -> Vec<Outcome> {
    let deframer = ChecksumDeframer::new(checksum);
    let mut outcomes = Vec::new();
    let mut buffer = Vec::new();
    loop {
        match deframer.read_and_deframe(&mut bytes, &mut buffer) {
            Ok(None) => return outcomes,
            Ok(Some(())) => outcomes.push(Ok(buffer.clone())),
            Err(error) => outcomes.push(Err((error.kind(), None))),
        }
    }
}

/// The payloads, and the kinds of the errors. A frame that is too large and torn
/// as well is one error here and two there.
fn kinds(outcomes: &[Outcome]) -> Vec<Result<&[u8], ErrorKind>> {
    let kinds = outcomes.iter().map(|outcome| match outcome {
        Ok(payload) => Ok(&payload[..]),
        Err((kind, _)) => Err(*kind),
    });
    let mut kinds: Vec<_> = kinds.collect();
    if let [.., Err(ErrorKind::FrameTooLarge { .. }), Err(ErrorKind::Truncated { .. })] = kinds[..]
    {
        kinds.pop();
    }
    kinds
}
