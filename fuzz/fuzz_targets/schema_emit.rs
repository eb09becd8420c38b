//! Drafts of everything, from any bytes: in every layout a valid message with all
//! that was drafted, and nothing of what was in the window.
#![no_main]
#![expect(clippy::duplicate_mod, reason = "once for each layout")]

#[allow(warnings, clippy::all, reason = "flatc's code")]
#[path = "../../crates/flatstream-codegen/tests/schema/features_generated.rs"]
mod flatc;

#[path = "../../crates/flatstream-codegen/tests/proof/features/mod.rs"]
mod features;
#[path = "../../crates/flatstream-codegen/tests/proof/oracle.rs"]
mod oracle;

use features::arbitrary::Choices;
use libfuzzer_sys::fuzz_target;

fuzz_target!(|data: &[u8]| {
    let Some((first, rest)) = data.split_first() else { return };
    let choices = Choices::new(rest);
    features::every_layout(&if first % 2 == 0 { choices } else { choices.all() });
});
