use super::{
    ALL_SLOTS,
    compiled::testdata::features::{parts::*, *},
    drafts::{Random, message},
    same::Same,
};
use crate::{dice::Dice, flatc::testdata::features as flatc};
use flatbuffers::{Follow, Verifiable};
use flatstream_schema::Emit;

/// Writes `draft` and compares what flatc's code reads.
fn check<'m, R>(draft: &(impl Emit + Same<R::Inner>)) -> &'m [u8]
where
    R: Follow<'m> + Verifiable + 'm,
{
    let message = &*message(draft).leak();
    draft.same(flatbuffers::root::<R>(message).unwrap());
    message
}

/// Whether the root of `message` has the field with this place in its vtable.
fn has(message: &[u8], slot: flatbuffers::VOffsetT) -> bool {
    let root = flatbuffers::root::<flatc::Empty<'_>>(message).unwrap();
    root._tab.vtable().get(slot) != 0
}

macro_rules! every_table {
    ($($draft:ident $flatc:path,)*) => {$(
        check::<$flatc>(&$draft::EMPTY);
        for seed in 0..200 {
            check::<$flatc>(&$draft::random(&mut Dice::new(seed)));
        }
    )*};
}

#[test]
fn flatc_reads_every_table() {
    every_table! {
        LeafDraft flatc::Leaf<'_>,
        NumbersDraft flatc::Numbers<'_>,
        DefaultsDraft flatc::Defaults<'_>,
        OptionalDraft flatc::Optional<'_>,
        EnumsDraft flatc::Enums<'_>,
        StructsDraft flatc::Structs<'_>,
        EntryDraft flatc::Entry<'_>,
        NumberedDraft flatc::Numbered<'_>,
        StringsDraft flatc::Strings<'_>,
        VectorsDraft flatc::Vectors<'_>,
        NodeDraft flatc::Node<'_>,
        UnionsDraft flatc::Unions<'_>,
        IdsDraft flatc::Ids<'_>,
        DeprecatedDraft flatc::Deprecated<'_>,
        BytesDraft flatc::Bytes<'_>,
        EmptyDraft flatc::Empty<'_>,
        HolderDraft flatc::Holder<'_>,
        ManyDraft flatc::Many<'_>,
        PartDraft flatc::parts::Part<'_>,
    }
}

/// Each message with everything in it.
#[test]
fn flatc_reads_tables_in_tables() {
    for seed in 0..100 {
        let mut dice = Dice::new(seed);
        let mut draft = FeaturesDraft::random(&mut dice);
        // Depending on the dice, it would be refused.
        if let Some(required) = draft.required
            && required.choice == AnyDraft::None
        {
            let message_len = draft.message_len().map_err(|error| error.to_string());
            assert_eq!(message_len, Err(CHOICE.into()));
            draft.required = None;
        }
        let message = check::<flatc::Features<'_>>(&draft);
        assert_eq!(&message[4..8], b"FEAT");
        assert!(flatc::features_buffer_has_identifier(message));
        // Others have no identifier: what is there is the beginning of a vtable.
        assert_ne!(&check::<flatc::Numbers<'_>>(&NumbersDraft::EMPTY)[4..8], b"FEAT");
    }
}

#[test]
fn numbers_are_absent_where_they_equal_their_defaults() {
    let check = |draft: &DefaultsDraft, slot, present| {
        assert_eq!(has(&message(draft), slot), present || ALL_SLOTS, "{draft:?}");
    };
    let empty = DefaultsDraft::EMPTY;
    for (slot, zero) in [
        (flatc::Defaults::VT_A_BOOL, DefaultsDraft { a_bool: false, ..empty }),
        (flatc::Defaults::VT_A_BYTE, DefaultsDraft { a_byte: 0, ..empty }),
        (flatc::Defaults::VT_A_ULONG, DefaultsDraft { a_ulong: 0, ..empty }),
        (flatc::Defaults::VT_A_FLOAT, DefaultsDraft { a_float: 0.0, ..empty }),
        (flatc::Defaults::VT_A_DOUBLE, DefaultsDraft { a_double: f64::NAN, ..empty }),
        (flatc::Defaults::VT_A_TINY, DefaultsDraft { a_tiny: Tiny::Zero, ..empty }),
        (flatc::Defaults::VT_A_GAP, DefaultsDraft { a_gap: Gap(0), ..empty }),
        (flatc::Defaults::VT_SOME_COLOURS, DefaultsDraft { some_colours: Colour(0), ..empty }),
        (flatc::Defaults::VT_INFINITE, DefaultsDraft { infinite: 0.0, ..empty }),
        (flatc::Defaults::VT_PI, DefaultsDraft { pi: 0.0, ..empty }),
    ] {
        check(&empty, slot, false);
        check(&zero, slot, true);
    }
    // Nothing equals it, itself neither.
    check(&empty, flatc::Defaults::VT_NOT_A_NUMBER, true);
    assert!(empty.not_a_number.is_nan());
    assert_eq!(empty.pi.to_string(), "3.14159");

    // As for flatc's code, zeros are equal whatever their sign.
    let negative = NumbersDraft { a_double: -0.0, ..NumbersDraft::EMPTY };
    assert_eq!(has(&message(&negative), flatc::Numbers::VT_A_DOUBLE), ALL_SLOTS);
}

#[test]
fn optional_numbers_may_be_zero() {
    let zeros = OptionalDraft { an_int: Some(0), a_bool: Some(false), ..OptionalDraft::EMPTY };
    let message = check::<flatc::Optional<'_>>(&zeros);
    assert!(has(message, flatc::Optional::VT_AN_INT));
    assert!(has(message, flatc::Optional::VT_A_BOOL));
    assert!(!has(message, flatc::Optional::VT_A_UINT));
}

#[test]
fn references_may_be_empty() {
    let empty = VectorsDraft {
        ubytes: Some(&[]),
        leaves: Some(&[]),
        strings: Some(&[""]),
        ..VectorsDraft::EMPTY
    };
    let message = check::<flatc::Vectors<'_>>(&empty);
    for (slot, present) in [
        (flatc::Vectors::VT_UBYTES, true),
        (flatc::Vectors::VT_LEAVES, true),
        (flatc::Vectors::VT_STRINGS, true),
        (flatc::Vectors::VT_BYTES, false),
    ] {
        assert_eq!(has(message, slot), present);
    }
}

#[test]
fn what_is_required_is_empty_at_first() {
    let draft = RequiredDraft { choice: AnyDraft::Leaf(&LeafDraft::EMPTY), ..RequiredDraft::EMPTY };
    check::<flatc::Required<'_>>(&draft);
    check::<flatc::Entry<'_>>(&EntryDraft::EMPTY);
}

#[test]
fn a_required_union_has_to_have_a_member() {
    let error = RequiredDraft::EMPTY.message_len().unwrap_err();
    assert_eq!(error.kind(), flatstream_schema::ErrorKind::InvalidPayload);
    assert_eq!(error.to_string(), CHOICE);
}

#[test]
fn unions_are_written_with_their_numbers() {
    let leaf = LeafDraft { name: Some("leaf"), ..LeafDraft::EMPTY };
    let draft = UnionsDraft {
        one: AnyDraft::Again(&leaf),
        gaps: GapsDraft::Ten(&leaf),
        ..UnionsDraft::EMPTY
    };
    let message = check::<flatc::Unions<'_>>(&draft);
    assert_eq!([draft.one.number(), draft.two.number(), draft.gaps.number()], [2, 0, 10]);
    for (slot, present) in [
        (flatc::Unions::VT_ONE, true),
        (flatc::Unions::VT_ONE_TYPE, true),
        (flatc::Unions::VT_TWO, false),
        // Verifiers refuse a number without a member.
        (flatc::Unions::VT_TWO_TYPE, false),
        (flatc::Unions::VT_GAPS_TYPE, true),
    ] {
        assert_eq!(has(message, slot), present);
    }
}

#[test]
fn what_is_deprecated_is_left_out() {
    let draft = DeprecatedDraft { kept: 5, last: Some("text") };
    let message = check::<flatc::Deprecated<'_>>(&draft);
    // Five fields lie between the two: the union and its number count.
    assert_eq!((flatc::Deprecated::VT_KEPT, flatc::Deprecated::VT_LAST), (4, 14));
    for slot in [6, 8, 10, 12] {
        assert!(!has(message, slot));
    }
}

/// A chain of `len` tables.
fn chain(len: usize) -> &'static NodeDraft<'static> {
    (1..len).fold(&NodeDraft::EMPTY, |next, _| {
        Box::leak(Box::new(NodeDraft { next: Some(next), ..NodeDraft::EMPTY }))
    })
}

#[test]
fn tables_lie_as_deep_as_verifiers_look() {
    check::<flatc::Node<'_>>(chain(64));
    let error = chain(65).message_len().unwrap_err();
    assert_eq!(error.kind(), flatstream_schema::ErrorKind::InvalidPayload);
    assert!(error.to_string().contains("more than 64 deep"), "{error}");

    // A root that nothing refers to counts as one.
    let features = FeaturesDraft { tree: Some(chain(63)), ..FeaturesDraft::EMPTY };
    check::<flatc::Features<'_>>(&features);
    let features = FeaturesDraft { tree: Some(chain(64)), ..FeaturesDraft::EMPTY };
    let error = features.message_len().unwrap_err();
    assert!(error.to_string().contains("more than 64 deep"), "{error}");
}

/// Where the vector in the root's field with this place in its vtable begins.
fn vector_at(message: &[u8], slot: flatbuffers::VOffsetT) -> usize {
    let root = flatbuffers::root::<flatc::Empty<'_>>(message).unwrap();
    let field = root._tab.loc() + usize::from(root._tab.vtable().get(slot));
    let offset = u32::from_le_bytes(message[field..field + 4].try_into().unwrap());
    field + offset as usize + 4
}

#[test]
fn vectors_are_aligned_to_what_is_in_them() {
    // Whatever lies in front.
    for len in 0..40 {
        let text = "x".repeat(len);
        let draft = VectorsDraft {
            strings: Some(&[&text]),
            aligned: Some(&[Aligned::EMPTY; 3]),
            padded: Some(&[1, 2, 3]),
            doubles: Some(&[1.0]),
            ..VectorsDraft::EMPTY
        };
        let message = check::<flatc::Vectors<'_>>(&draft);
        for (slot, align) in [
            (flatc::Vectors::VT_ALIGNED, 16),
            (flatc::Vectors::VT_PADDED, 32),
            (flatc::Vectors::VT_DOUBLES, 8),
        ] {
            assert_eq!(vector_at(message, slot) % align, 0, "{len} {align}");
        }
        let leaf = message_of_leaf(&text);
        let structs = super::drafts::message(&StructsDraft {
            aligned: Some(Aligned::EMPTY),
            ..StructsDraft::EMPTY
        });
        let bytes = BytesDraft { leaf: Some(&leaf), structs: Some(&structs), ..BytesDraft::EMPTY };
        let message = check::<flatc::Bytes<'_>>(&bytes);
        assert_eq!(vector_at(message, flatc::Bytes::VT_LEAF) % 8, 0);
        assert_eq!(vector_at(message, flatc::Bytes::VT_STRUCTS) % 16, 0);
    }
}

fn message_of_leaf(name: &str) -> Vec<u8> {
    message(&LeafDraft { name: Some(name), ..LeafDraft::EMPTY })
}

#[test]
fn tables_of_one_kind_share_a_vtable() {
    let leaf = |name| LeafDraft { name, size: 1 };
    let leaves = |leaves| VectorsDraft { leaves: Some(leaves), ..VectorsDraft::EMPTY };
    let len = |draft: VectorsDraft<'_>| draft.message_len().unwrap();
    let (one, two) = ([leaf(None)], [leaf(None); 2]);
    // Each has its place in the vector, and its table.
    let table = if super::COMPACT { 8 } else { 12 };
    assert_eq!(len(leaves(&two)) - len(leaves(&one)), 4 + table);
    // With other fields present, it has a vtable of its own; and a text.
    let other = [leaf(None), leaf(Some(""))];
    assert_eq!(len(leaves(&other)) - len(leaves(&two)), 8 + 8 + 12 - table);

    // More fields than a key has bits: all have one.
    let many = |many| FeaturesDraft { many: Some(many), ..FeaturesDraft::EMPTY };
    // Two of them keep the alignment.
    let many = [1, 3, 5].map(|len| many(&[ManyDraft::EMPTY; 5][..len]).message_len().unwrap());
    assert_eq!(many[2] - many[1], many[1] - many[0]);
}

#[test]
fn enums_have_names() {
    let print = |value: &dyn std::fmt::Debug| format!("{value:?}");
    assert_eq!(print(&Tiny::Minus), "Minus");
    assert_eq!(print(&Tiny(5)), "Tiny(5)");
    assert_eq!((Huge::Top.variant_name(), Huge::Top.0), (Some("Top"), u64::MAX));
    assert_eq!(Huge(7).variant_name(), None);
    assert_eq!((Gap::default(), Unit::default()), (Gap(0), Unit::None));

    let both = Colour::Red | Colour::Alpha;
    assert_eq!((both.0, both & Colour::Alpha), (0b1000_0001, Colour::Alpha));
    assert!(both.contains(Colour::Red) && both.contains(both) && both.contains(Colour(0)));
    assert!(!both.contains(Colour::Green) && !both.contains(Colour::Red | Colour::Green));
    assert_eq!(print(&both), "Red | Alpha");
    assert_eq!(print(&(both | Colour(0x50))), "Red | Alpha | 0x50");
    assert_eq!([print(&Colour(0)), print(&Colour(0x50))], ["0x0", "0x50"]);
    assert_eq!(print(&(Bit64::First | Bit64::Last)), "First | Last");
}

const CHOICE: &str = "invalid payload: the union `testdata.features.Required.choice` is required, \
                      and has no member";
