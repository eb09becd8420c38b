//! Any bytes as a message of one schema: what its compiled verifier lets pass,
//! flatbuffers' own does too, with a memory of valid messages and without.
#![no_main]

use flatstream_testkit::{Agreement, built, compiled::LogRecordView, schema::LogRecord};
use libfuzzer_sys::fuzz_target;
use std::sync::LazyLock;

static LESSONS: LazyLock<Vec<Vec<u8>>> = LazyLock::new(built::logs);

fuzz_target!(|payload: &[u8]| {
    Agreement::<LogRecord<'_>>::new(built::is_log, &LESSONS).show(payload);
    Agreement::<LogRecordView<'_>>::new(built::is_log, &LESSONS).show(payload);
});
