//! Any bytes as a message of one schema: what its compiled verifier lets pass,
//! flatbuffers' own does too, with a memory of valid messages and without.
#![no_main]

use flatstream_testkit::{Agreement, built, compiled::TelemetryView, schema::Telemetry};
use libfuzzer_sys::fuzz_target;
use std::sync::LazyLock;

static LESSONS: LazyLock<Vec<Vec<u8>>> = LazyLock::new(built::telemetry);

fuzz_target!(|payload: &[u8]| {
    Agreement::<Telemetry<'_>>::new(built::is_telemetry, &LESSONS).show(payload);
    Agreement::<TelemetryView<'_>>::new(built::is_telemetry, &LESSONS).show(payload);
});
