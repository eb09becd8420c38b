//! A sequence of messages of one schema, hostile ones among them, through one
//! memory: what it has learnt from any of them changes no answer.
#![no_main]

use flatstream_fuzz::Input;
use flatstream_schema::{Compiled, Verified};
use flatstream_testkit::{Agreement, Oracle, built, compiled, schema};
use libfuzzer_sys::fuzz_target;
use std::fmt;

fuzz_target!(|data: &[u8]| {
    let mut input = Input(data);
    match input.u8() % 6 {
        0 => sequence::<schema::Telemetry<'_>>(input, built::is_telemetry, &built::telemetry()),
        1 => {
            sequence::<compiled::TelemetryView<'_>>(input, built::is_telemetry, &built::telemetry())
        }
        2 => sequence::<schema::LogRecord<'_>>(input, built::is_log, &built::logs()),
        3 => sequence::<compiled::LogRecordView<'_>>(input, built::is_log, &built::logs()),
        4 => sequence::<schema::Nested<'_>>(input, built::is_nested, &built::nested()),
        _ => sequence::<compiled::NestedView<'_>>(input, built::is_nested, &built::nested()),
    }
});

/// Shows message after message. Most are made of the one before: a memory compares
/// how messages begin.
fn sequence<R: Compiled + Verified>(mut input: Input<'_>, oracle: Oracle, valid: &[Vec<u8>])
where
    for<'p> <R as Verified>::Root<'p>: fmt::Debug,
{
    let mut agreement = Agreement::<R>::new(oracle, &[]);
    let mut message = Vec::new();
    while !input.0.is_empty() {
        match input.u8() {
            kind @ 0..8 => message.clone_from(&valid[usize::from(kind) % valid.len()]),
            len @ 8..64 => message = input.bytes(usize::from(len)).to_vec(),
            // Small numbers of two bytes, of which offsets and vtables are made.
            len @ 64..80 => {
                let words = input.bytes(usize::from(len - 64)).iter();
                message =
                    words.flat_map(|word| i16::from(word.cast_signed()).to_le_bytes()).collect();
            }
            80..84 => message.truncate(usize::from(input.u8())),
            84..96 => message.extend_from_slice(input.bytes(4)),
            kind => {
                let at = usize::from(input.u8());
                let bytes = input.bytes(1 + usize::from(kind % 4));
                let room = message.iter_mut().skip(at);
                room.zip(bytes).for_each(|(out, byte)| *out = *byte);
            }
        }
        agreement.show(&message);
    }
}
