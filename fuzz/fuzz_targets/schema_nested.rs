//! Any bytes as a message of one schema: what its compiled verifier lets pass,
//! flatbuffers' own does too, with a memory of valid messages and without.
#![no_main]

use flatstream_testkit::{Agreement, built, compiled::NestedView, schema::Nested};
use libfuzzer_sys::fuzz_target;
use std::sync::LazyLock;

static LESSONS: LazyLock<Vec<Vec<u8>>> = LazyLock::new(built::nested);

fuzz_target!(|payload: &[u8]| {
    Agreement::<Nested<'_>>::new(built::is_nested, &LESSONS).show(payload);
    Agreement::<NestedView<'_>>::new(built::is_nested, &LESSONS).show(payload);
});
