//! Damaged messages of every table of `features.fbs`, in every layout.

use crate::{
    damage::every_byte,
    features::{self, arbitrary::Arbitrary as _, built::Built as _},
    flatc::testdata::features as flatc,
    oracle,
    samples::samples,
};
use flatstream_schema::Emit as _;
use flatstream_testkit::Counts;

macro_rules! every_table {
    ($layout:ident, $most:expr, $roots:ident) => {{
        let mut counts = Counts::default();
        every_table! { @$roots counts, $layout, $most;
            Leaf LeafDraft LeafView, Numbers NumbersDraft NumbersView,
            Defaults DefaultsDraft DefaultsView, Optional OptionalDraft OptionalView,
            Enums EnumsDraft EnumsView, Structs StructsDraft StructsView,
            Entry EntryDraft EntryView, Strings StringsDraft StringsView,
            Vectors VectorsDraft VectorsView, Required RequiredDraft RequiredView,
            Node NodeDraft NodeView, Unions UnionsDraft UnionsView, Ids IdsDraft IdsView,
            Deprecated DeprecatedDraft DeprecatedView, Holder HolderDraft HolderView,
            Many ManyDraft ManyView
        }
        let samples = samples!($layout BytesDraft, $most);
        let more = every_byte::<features::$layout::drafts::BytesView<'_>>(|payload| {
            oracle::are_messages(flatbuffers::root::<flatc::Bytes<'_>>(payload)?)
        }, &samples);
        counts = counts.plus(more);
        println!("{counts:?}, {} cases", counts.cases());
        counts
    }};
    (@views $counts:ident, $layout:ident, $most:expr; $($flatc:ident $draft:ident $view:ident),*) => {
        $($counts = $counts.plus(every_byte::<features::$layout::drafts::$view<'_>>(
            |payload| flatbuffers::root::<flatc::$flatc<'_>>(payload).map(drop),
            &samples!($layout $draft, $most),
        ));)*
    };
    (@flatc $counts:ident, $layout:ident, $most:expr; $($flatc:ident $draft:ident $view:ident),*) => {
        $($counts = $counts.plus(every_byte::<flatc::$flatc<'_>>(
            |payload| flatbuffers::root::<flatc::$flatc<'_>>(payload).map(drop),
            &samples!($layout $draft, $most),
        ));)*
    };
}

#[test]
fn masked() {
    let counts = every_table!(masked, 100, flatc);
    assert!(counts.accepted > 100_000 && counts.refused > 100_000, "{counts:?}");
}

#[test]
fn compact() {
    let counts = every_table!(compact, 80, views);
    assert!(counts.accepted > 100_000 && counts.refused > 100_000, "{counts:?}");
}

/// The same of longer messages and all types: minutes.
#[test]
#[ignore = "takes minutes"]
fn longer_messages() {
    let all = [
        every_table!(masked, 200, flatc),
        every_table!(masked, 200, views),
        every_table!(all_slots, 200, views),
        every_table!(compact, 200, views),
    ];
    let all = all.into_iter().fold(Counts::default(), Counts::plus);
    eprintln!("{all:?}, {} cases", all.cases());
}
