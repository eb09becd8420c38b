//! What views read is what drafts had, and nothing that was not verified.

use super::{
    compiled::testdata::features::{parts::*, *},
    drafts::{Random, message},
    same::Same,
};
use crate::dice::Dice;
use flatbuffers::Verifiable;
use flatstream_schema::{Compiled, Emit, PayloadVerifier, TableView, Verified};
use std::marker::PhantomData;

/// Reads random drafts by the view, with a memory that is older than each of them.
macro_rules! every_view {
    ($($draft:ident $view:ident,)*) => {$(
        let (mut verifier, mut memo) = (PayloadVerifier::<$view>::new(), Default::default());
        let drafts = (0..200).map(|seed| $draft::random(&mut Dice::new(seed)));
        let mut read = 0;
        // Some have no member where one is required.
        for draft in drafts.chain([$draft::EMPTY]).filter(|draft| draft.message_len().is_ok()) {
            read += 1;
            let message = message(&draft);
            draft.same(verifier.verify(&message).unwrap());
            // flatbuffers' own verifier was not needed.
            assert!(<$view as Compiled>::check(&message, &mut memo), "{draft:?}");
            assert!(<$view as Compiled>::check(&message, &mut Default::default()));
        }
        assert!(read > 40, "{read} messages");
    )*};
}

#[test]
fn views_read_every_table() {
    every_view! {
        LeafDraft LeafView,
        NumbersDraft NumbersView,
        DefaultsDraft DefaultsView,
        OptionalDraft OptionalView,
        EnumsDraft EnumsView,
        StructsDraft StructsView,
        EntryDraft EntryView,
        NumberedDraft NumberedView,
        StringsDraft StringsView,
        VectorsDraft VectorsView,
        RequiredDraft RequiredView,
        NodeDraft NodeView,
        UnionsDraft UnionsView,
        IdsDraft IdsView,
        DeprecatedDraft DeprecatedView,
        BytesDraft BytesView,
        EmptyDraft EmptyView,
        HolderDraft HolderView,
        ManyDraft ManyView,
        FeaturesDraft FeaturesView,
        PartDraft PartView,
    }
}

/// A message with this leaf.
fn leaf(name: &'static str) -> Vec<u8> {
    message(&LeafDraft { name: Some(name), size: 5 })
}

/// `message` with `?` in its texts replaced by what is no UTF-8.
fn broken(message: &[u8]) -> Vec<u8> {
    assert!(message.contains(&b'?'));
    message.iter().map(|&byte| if byte == b'?' { 0xFF } else { byte }).collect()
}

fn refused<R: Verified>(message: &[u8]) -> String {
    match R::verify(message, &mut R::Memo::default()) {
        Ok(_) => panic!("accepted"),
        Err(error) => error.to_string(),
    }
}

#[test]
fn texts_that_are_none_are_refused_wherever_they_are() {
    let leaf = LeafDraft { name: Some("?"), size: 1 };
    let texts = StringsDraft { many: Some(&["fine", "?"]), ..StringsDraft::EMPTY };
    let tables = [LeafDraft::EMPTY, leaf];
    let vector = VectorsDraft { leaves: Some(&tables), ..VectorsDraft::EMPTY };
    let part = PartDraft { name: Some("?"), ..PartDraft::EMPTY };
    let union = UnionsDraft { two: AnyDraft::Other(&part), ..UnionsDraft::EMPTY };
    let child = NodeDraft { label: Some("?"), ..NodeDraft::EMPTY };
    let parent = NodeDraft { next: Some(&child), ..NodeDraft::EMPTY };
    for error in [
        refused::<LeafView<'_>>(&broken(&message(&leaf))),
        refused::<StringsView<'_>>(&broken(&message(&texts))),
        refused::<VectorsView<'_>>(&broken(&message(&vector))),
        refused::<UnionsView<'_>>(&broken(&message(&union))),
        refused::<NodeView<'_>>(&broken(&message(&parent))),
    ] {
        assert!(error.contains("Utf8 error"), "{error}");
    }
}

#[test]
fn nested_messages_are_verified_at_every_depth() {
    const ERROR: &str =
        "flatbuffers' verifier accepts the message, but not all that is nested in it is valid";
    let one = |leaf: &[u8]| message(&BytesDraft { leaf: Some(leaf), ..BytesDraft::EMPTY });
    let two = |bytes: &[u8]| message(&BytesDraft { bytes: Some(bytes), ..BytesDraft::EMPTY });
    for inner in [broken(&leaf("?")), leaf("?")[..12].to_vec(), vec![0xFF; 16], Vec::new()] {
        let (outer, outermost) = (one(&inner), two(&one(&inner)));
        assert!(refused::<BytesView<'_>>(&outer).contains(ERROR));
        assert!(refused::<BytesView<'_>>(&outermost).contains(ERROR));
        // As deep as a field of another table.
        let bytes = BytesDraft { leaf: Some(&inner), ..BytesDraft::EMPTY };
        let features = FeaturesDraft { bytes: Some(&bytes), ..FeaturesDraft::EMPTY };
        assert!(refused::<FeaturesView<'_>>(&message(&features)).contains(ERROR));
    }
    let outermost = two(&one(&leaf("?")));
    let view = BytesView::verify(&outermost, &mut Default::default()).unwrap();
    let innermost = view.bytes_nested().unwrap().leaf_nested().unwrap();
    assert_eq!((innermost.name(), innermost.size()), (Some("?"), 5));
}

/// Whether `T` can be made by flatbuffers' verifier alone, which safe code may ask.
struct ByVerifierAlone<T>(PhantomData<T>);

trait Otherwise {
    const IS: bool = false;
}

impl<T> Otherwise for ByVerifierAlone<T> {}

impl<T: Verifiable> ByVerifierAlone<T> {
    const IS: bool = true;
}

#[test]
fn views_with_nested_messages_are_made_by_compiled_verifiers_alone() {
    const { assert!(ByVerifierAlone::<LeafView<'_>>::IS) };
    const { assert!(ByVerifierAlone::<UnionsView<'_>>::IS) };
    const { assert!(!ByVerifierAlone::<BytesView<'_>>::IS) };
    const { assert!(!ByVerifierAlone::<FeaturesView<'_>>::IS) };
    const { assert!(<BytesView<'_> as Compiled>::NESTED && !<LeafView<'_> as Compiled>::NESTED) }
}

#[test]
fn members_of_later_schemas_are_unknown() {
    let mut message =
        message(&UnionsDraft { one: AnyDraft::Leaf(&LeafDraft::EMPTY), ..UnionsDraft::EMPTY });
    let view = |message: &[u8]| {
        let view = UnionsView::verify(message, &mut Default::default()).unwrap();
        (view.one_type(), format!("{:?}", view.one()))
    };
    assert_eq!(view(&message), (1, "Leaf(LeafView { name: None, size: -7 })".into()));
    // The number is the last byte that is 1.
    let at = message.iter().rposition(|&byte| byte == 1).unwrap();
    message[at] = 200;
    assert!(<UnionsView<'_> as Compiled>::check(&message, &mut Default::default()));
    assert_eq!(view(&message), (200, "Unknown(200)".into()));
    message[at] = 0;
    assert_eq!(view(&message), (0, "None".into()));
}

#[test]
fn a_table_without_fields_reads_as_absent() {
    let leaf = LeafView::from(TableView::default());
    assert_eq!((leaf.name(), leaf.size()), (None, -7));
    let required = RequiredView::from(TableView::default());
    assert_eq!((required.text(), required.texts().len()), ("", 0));
    assert_eq!((required.leaf().size(), required.leaves().len()), (-7, 0));
    assert_eq!((required.point(), required.choice_type()), (Point::EMPTY, 0));
    assert!(matches!(required.choice(), AnyView::None));
}
