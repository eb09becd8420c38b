//! Whether what flatc's code reads, and views of plain tables, is what a draft has.

use super::compiled::testdata::features::{parts::*, *};
use crate::flatc::testdata::features as flatc;
use flatstream_schema::Fixed;

/// Compares with what was read, by panicking.
pub(super) trait Same<T> {
    fn same(&self, read: T);
}

macro_rules! equal {
    ($($ty:ty)*) => {$(
        impl Same<$ty> for $ty {
            fn same(&self, read: $ty) {
                assert_eq!(*self, read);
            }
        }
    )*};
}

equal!(bool i8 u8 i16 u16 i32 u32 i64 u64);

impl Same<&str> for &str {
    fn same(&self, read: &str) {
        assert_eq!(*self, read);
    }
}

/// Numbers by their bits, or zero of either sign: flatc's code drops the sign.
macro_rules! real {
    ($($ty:ty)*) => {$(
        impl Same<$ty> for $ty {
            fn same(&self, read: $ty) {
                let zeros = *self == 0.0 && read == 0.0;
                assert!(zeros || self.to_bits() == read.to_bits(), "{self} {read}");
            }
        }
    )*};
}

real!(f32 f64);

macro_rules! enumeration {
    ($($ty:ident)*) => {$(
        impl Same<flatc::$ty> for $ty {
            fn same(&self, read: flatc::$ty) {
                assert_eq!(self.0, read.0);
            }
        }
    )*};
}

equal!(Tiny Gap Short UShort Wide UWide Signed64 Huge Unit Colour Bit64);
enumeration!(Tiny Gap Short UShort Wide UWide Signed64 Huge);

impl Same<flatc::parts::Unit> for Unit {
    fn same(&self, read: flatc::parts::Unit) {
        assert_eq!(self.0, read.0);
    }
}

macro_rules! flags {
    ($($ty:ident)*) => {$(
        impl Same<flatc::$ty> for $ty {
            fn same(&self, read: flatc::$ty) {
                assert_eq!(self.0, read.bits());
            }
        }
    )*};
}

flags!(Colour Bit64);

/// Structs by their bytes, padding included.
macro_rules! structure {
    ($($ty:ident $flatc:ty,)*) => {$(
        impl Same<&$flatc> for $ty {
            fn same(&self, read: &$flatc) {
                let mut bytes = [0xAA; $ty::SIZE];
                self.store(&mut bytes);
                assert_eq!(bytes, read.0);
                assert_eq!(format!("{:?}", $ty::load(&bytes)), format!("{self:?}"));
            }
        }

        impl Same<$ty> for $ty {
            fn same(&self, read: $ty) {
                // Not by comparing: some numbers are none.
                assert_eq!(format!("{read:?}"), format!("{self:?}"));
            }
        }
    )*};
}

structure!(Point flatc::Point, Segment flatc::Segment, Aligned flatc::Aligned, Scalars flatc::Scalars,
    Arrays flatc::Arrays, DeepArrays flatc::DeepArrays, Pair flatc::Pair,
    Quantity flatc::parts::Quantity,);

impl<T: Same<R>, R> Same<Option<R>> for Option<T> {
    fn same(&self, read: Option<R>) {
        assert_eq!(self.is_some(), read.is_some());
        if let (Some(own), Some(read)) = (self, read) {
            own.same(read);
        }
    }
}

impl<'v, T: Same<R::Inner>, R: flatbuffers::Follow<'v> + 'v> Same<flatbuffers::Vector<'v, R>>
    for &[T]
{
    fn same(&self, read: flatbuffers::Vector<'v, R>) {
        assert_eq!(self.len(), read.len());
        for (own, read) in self.iter().zip(read) {
            own.same(read);
        }
    }
}

macro_rules! table {
    ($($ty:ident $(<$lifetime:lifetime>)? $flatc:ident $view:ident { $($field:ident),* $(,)? })*) => {$(
        impl<'r> Same<flatc::$flatc<'r>> for $ty $(<$lifetime>)? {
            fn same(&self, read: flatc::$flatc<'r>) {
                let _ = read;
                $(self.$field.same(read.$field());)*
            }
        }

        impl<'r> Same<$view<'r>> for $ty $(<$lifetime>)? {
            fn same(&self, read: $view<'r>) {
                $(self.$field.same(read.$field());)*
                // What is printed are the fields, by their names.
                let printed = format!("{read:?}");
                assert!(printed.starts_with(stringify!($view)));
                $(assert!(printed.contains(concat!(stringify!($field), ": ")));)*
            }
        }
    )*};
}

impl<T: Same<R>, R> Same<R> for &T {
    fn same(&self, read: R) {
        (**self).same(read);
    }
}

table! {
    LeafDraft<'_> Leaf LeafView { name, size }
    NumbersDraft Numbers NumbersView {
        a_bool, a_byte, a_ubyte, a_short, a_ushort, an_int, a_uint, a_long, a_ulong, a_float,
        a_double,
    }
    DefaultsDraft Defaults DefaultsView {
        a_bool, a_byte, a_ubyte, a_short, a_ushort, an_int, a_uint, a_long, a_ulong, a_float,
        a_double, a_tiny, a_gap, a_huge, some_colours, infinite, minus_infinite, pi, not_a_number,
    }
    OptionalDraft Optional OptionalView {
        a_bool, a_byte, a_ubyte, a_short, a_ushort, an_int, a_uint, a_long, a_ulong, a_float,
        a_double, a_tiny, a_gap, some_colours,
    }
    EnumsDraft Enums EnumsView {
        tiny, gap, short, ushort, wide, uwide, signed64, huge, colours, bits, unit,
    }
    StructsDraft Structs StructsView { point, segment, aligned, scalars, arrays, deep, quantity, small }
    EntryDraft<'_> Entry EntryView { name, count }
    NumberedDraft<'_> Numbered NumberedView { id, text }
    StringsDraft<'_> Strings StringsView { text, shared_a, shared_b, many }
    VectorsDraft<'_> Vectors VectorsView {
        bools, bytes, ubytes, shorts, ushorts, ints, uints, longs, ulongs, floats, doubles, tinies,
        huges, colours, strings, points, segments, aligned, arrays, leaves, entries, numbered,
        pairs, padded,
    }
    DeprecatedDraft<'_> Deprecated DeprecatedView { kept, last }
    EmptyDraft Empty EmptyView {}
    HolderDraft Holder HolderView { only }
    ManyDraft<'_> Many ManyView {
        n00, n01, n02, n03, n04, n05, n06, n07, n08, n09, n10, n11, n12, n13, n14, n15, n16, n17, n18, n19, n20, n21, n22, n23, n24, n25, n26, n27, n28, n29, n30, n31, n32, n33, n34, n35, n36, n37, n38, n39, n40, n41, n42, n43, n44, n45, n46, n47, n48, n49, n50, n51, n52, n53, n54, n55, n56, n57, n58, n59, n60, n61, n62, n63, n64, n65, n66, n67, n68, n69
    }
    FeaturesDraft<'_> Features FeaturesView {
        numbers, defaults, optional, enums, structs, strings, vectors, required, tree, unions, ids,
        deprecated, bytes, empty, holder, many, number,
    }
}

/// `Any` and its number, in a field of flatc's `$read`.
macro_rules! any {
    ($own:expr, $read:ident, $kind:ident, $leaf:ident, $again:ident, $node:ident, $numbers:ident, $other:ident) => {
        assert_eq!($own.number(), $read.$kind().0);
        match $own {
            AnyDraft::None => {}
            AnyDraft::Leaf(own) => Some(own).same($read.$leaf()),
            AnyDraft::Again(own) => Some(own).same($read.$again()),
            AnyDraft::Node(own) => Some(own).same($read.$node()),
            AnyDraft::Numbers(own) => Some(own).same($read.$numbers()),
            AnyDraft::Other(own) => Some(own).same($read.$other()),
        }
    };
}

impl<'r> Same<flatc::parts::Part<'r>> for PartDraft<'_> {
    fn same(&self, read: flatc::parts::Part<'r>) {
        self.name.same(read.name());
        self.quantity.same(read.quantity());
        self.unit.same(read.unit());
    }
}

impl<'r> Same<flatc::Required<'r>> for RequiredDraft<'_> {
    fn same(&self, read: flatc::Required<'r>) {
        self.text.same(read.text());
        self.numbers.same(read.numbers());
        self.texts.same(read.texts());
        self.leaf.same(read.leaf());
        self.leaves.same(read.leaves());
        self.point.same(read.point());
        any!(
            self.choice,
            read,
            choice_type,
            choice_as_leaf,
            choice_as_again,
            choice_as_node,
            choice_as_numbers,
            choice_as_other
        );
    }
}

impl<'r> Same<flatc::Node<'r>> for NodeDraft<'_> {
    fn same(&self, read: flatc::Node<'r>) {
        self.label.same(read.label());
        self.weight.same(read.weight());
        self.next.same(read.next());
        self.children.same(read.children());
        assert_eq!(read.any().is_some(), self.any != AnyDraft::None);
        any!(
            self.any,
            read,
            any_type,
            any_as_leaf,
            any_as_again,
            any_as_node,
            any_as_numbers,
            any_as_other
        );
    }
}

impl<'r> Same<flatc::Unions<'r>> for UnionsDraft<'_> {
    fn same(&self, read: flatc::Unions<'r>) {
        any!(
            self.one,
            read,
            one_type,
            one_as_leaf,
            one_as_again,
            one_as_node,
            one_as_numbers,
            one_as_other
        );
        any!(
            self.two,
            read,
            two_type,
            two_as_leaf,
            two_as_again,
            two_as_node,
            two_as_numbers,
            two_as_other
        );
        assert_eq!(self.gaps.number(), read.gaps_type().0);
        match self.gaps {
            GapsDraft::None => assert!(read.gaps().is_none()),
            GapsDraft::Ten(own) => Some(own).same(read.gaps_as_ten()),
            GapsDraft::Last(own) => Some(own).same(read.gaps_as_last()),
        }
    }
}

impl<'r> Same<flatc::Ids<'r>> for IdsDraft<'_> {
    fn same(&self, read: flatc::Ids<'r>) {
        self.text.same(read.text());
        any!(
            self.choice,
            read,
            choice_type,
            choice_as_leaf,
            choice_as_again,
            choice_as_node,
            choice_as_numbers,
            choice_as_other
        );
        self.middle.same(read.middle());
        self.last.same(read.last());
    }
}

impl<'r> Same<flatc::Bytes<'r>> for BytesDraft<'_> {
    fn same(&self, read: flatc::Bytes<'r>) {
        self.leaf.same(read.leaf());
        self.structs.same(read.structs());
        self.bytes.same(read.bytes());
        self.flex.same(read.flex());
        self.hash.same(read.hash());
        // flatc's code follows it without a look.
        if let (Some(own), Some(nested)) = (self.leaf, read.leaf_nested_flatbuffer()) {
            let leaf = flatbuffers::root::<flatc::Leaf<'_>>(own).unwrap();
            assert_eq!((leaf.name(), leaf.size()), (nested.name(), nested.size()));
        }
    }
}
