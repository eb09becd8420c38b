//! Any bytes as a message of a schema with everything: the first says which table
//! is the root.
#![no_main]

#[path = "../../crates/flatstream-codegen/tests/schema/features_compiled.rs"]
mod compiled;
#[allow(warnings, clippy::all, reason = "flatc's code")]
#[path = "../../crates/flatstream-codegen/tests/schema/features_generated.rs"]
mod flatc;
#[path = "../../crates/flatstream-codegen/tests/proof/oracle.rs"]
mod oracle;

use compiled::testdata::features as views;
use flatc::testdata::features as tables;
use flatstream_testkit::Agreement;
use libfuzzer_sys::fuzz_target;
use std::sync::LazyLock;

fuzz_target!(|data: &[u8]| {
    let Some((first, payload)) = data.split_first() else { return };
    match first % 20 {
        0 => features(payload),
        1 => bytes(payload),
        2 => table!(payload, Unions UnionsView),
        3 => table!(payload, Required RequiredView),
        4 => table!(payload, Node NodeView),
        5 => table!(payload, Vectors VectorsView),
        6 => table!(payload, Strings StringsView),
        7 => table!(payload, Structs StructsView),
        8 => table!(payload, Defaults DefaultsView),
        9 => table!(payload, Optional OptionalView),
        10 => table!(payload, Enums EnumsView),
        11 => table!(payload, Ids IdsView),
        12 => table!(payload, Deprecated DeprecatedView),
        13 => table!(payload, Many ManyView),
        14 => table!(payload, Empty EmptyView),
        15 => table!(payload, Holder HolderView),
        16 => table!(payload, Numbers NumbersView),
        17 => table!(payload, Leaf LeafView),
        18 => table!(payload, Entry EntryView),
        _ => table!(payload, Numbered NumberedView),
    }
});

/// Shows the payload to a table and its view.
macro_rules! table {
    ($payload:ident, $table:ident $view:ident) => {{
        let oracle = |payload: &[u8]| flatbuffers::root::<tables::$table<'_>>(payload).map(drop);
        Agreement::<tables::$table<'_>>::new(oracle, &[]).show($payload);
        Agreement::<views::$view<'_>>::new(oracle, &[]).show($payload);
    }};
}
use table;

fn features(payload: &[u8]) {
    Agreement::<tables::Features<'_>>::new(oracle::is_features, &LESSONS).show(payload);
    Agreement::<views::FeaturesView<'_>>::new(oracle::is_features, &LESSONS).show(payload);
}

fn bytes(payload: &[u8]) {
    let oracle =
        |payload: &[u8]| oracle::are_messages(flatbuffers::root::<tables::Bytes<'_>>(payload)?);
    Agreement::<tables::Bytes<'_>>::new(oracle, &[]).show(payload);
    Agreement::<views::BytesView<'_>>::new(oracle, &[]).show(payload);
}

static LESSONS: LazyLock<Vec<Vec<u8>>> = LazyLock::new(|| {
    let all = include_bytes!("../../testdata/schema/all.masked.bin");
    let some = include_bytes!("../../testdata/schema/some.compact.bin");
    vec![all.to_vec(), some.to_vec()]
});
