//! What drafts write, in every layout, against flatc's accessors and builder.

use crate::{
    features::{self, all_slots, arbitrary::Choices, compact, masked},
    flatc::testdata::features::{Features, Node},
    oracle,
};
use flatstream_schema::{Emit, ErrorKind};
use flatstream_testkit::Agreement;
use proptest::prelude::*;

proptest! {
    #![proptest_config(ProptestConfig::with_cases(1000))]

    #[test]
    fn every_layout(bytes in prop::collection::vec(any::<u8>(), 0..1000)) {
        features::every_layout(&Choices::new(&bytes));
    }
}

/// One of these is enough for all layouts to be seen to differ.
#[test]
fn layouts_differ() {
    let bytes: Vec<u8> = (0..200_u8).map(|n| n.wrapping_mul(37)).collect();
    let [masked, all_slots, compact] = features::every_layout(&Choices::new(&bytes));
    assert!(compact.len() < masked.len(), "{} {}", compact.len(), masked.len());
    assert_ne!(masked, all_slots);
}

macro_rules! depth {
    ($layout:ident) => {{
        use $layout::drafts::{AnyDraft, NodeDraft};

        // Leaks a little: each draft borrows the next.
        let way = |way: usize, inner: Option<&'static NodeDraft<'static>>| match (way, inner) {
            (_, None) => NodeDraft::EMPTY,
            (0, next) => NodeDraft { next, ..NodeDraft::EMPTY },
            (1, Some(&child)) => {
                NodeDraft { children: Some(vec![child].leak()), ..NodeDraft::EMPTY }
            }
            (_, Some(node)) => NodeDraft { any: AnyDraft::Node(node), ..NodeDraft::EMPTY },
        };
        for ways in [[0; 3], [1; 3], [2; 3], [0, 1, 2]] {
            let mut node = way(0, None);
            for depth in 1..=66 {
                let len = node.message_len();
                if depth <= 64 {
                    let mut message = vec![0xFF; len.unwrap()];
                    node.emit(&mut message);
                    let is_node = |m: &[u8]| flatbuffers::root::<Node<'_>>(m).map(drop);
                    let mut agreement = Agreement::<Node<'_>>::new(is_node, &[]);
                    assert!(agreement.show(&message), "{depth}");
                    assert_eq!(agreement.counts().accepted, 1, "{depth}");
                } else {
                    let error = len.unwrap_err();
                    assert_eq!(error.kind(), ErrorKind::InvalidPayload);
                    assert_eq!(
                        error.to_string(),
                        "invalid payload: tables are nested more than 64 deep"
                    );
                }
                node = way(ways[depth % 3], Some(Box::leak(Box::new(node))));
            }
        }
    }};
}

#[test]
fn tables_lie_as_deep_as_verifiers_follow_and_no_deeper() {
    depth!(masked);
    depth!(all_slots);
    depth!(compact);
}

/// What is nested counts for itself.
#[test]
fn valid_bytes_are_handed_out_and_others_are_not() {
    use masked::drafts::{BytesDraft, FeaturesDraft, LeafDraft};

    let leaf = LeafDraft { name: Some("leaf"), ..LeafDraft::EMPTY };
    let mut nested = vec![0; leaf.message_len().unwrap()];
    leaf.emit(&mut nested);
    let mut agreement = Agreement::<Features<'_>>::new(oracle::is_features, &[]);
    let mut handed_out = |leaf: &[u8]| {
        let bytes = BytesDraft { leaf: Some(leaf), ..BytesDraft::EMPTY };
        let draft = FeaturesDraft { bytes: Some(&bytes), ..FeaturesDraft::EMPTY };
        let mut message = vec![0; draft.message_len().unwrap()];
        draft.emit(&mut message);
        flatbuffers::root::<Features<'_>>(&message).unwrap();
        agreement.show(&message)
    };
    assert!(handed_out(&nested));
    // The text is no UTF-8 any more.
    let at = nested.windows(4).position(|bytes| bytes == b"leaf").unwrap();
    nested[at] = 0xFF;
    assert!(!handed_out(&nested));
    assert!(!handed_out(&[]));
}
