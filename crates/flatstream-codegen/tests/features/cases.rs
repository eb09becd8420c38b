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
