//! Drafts of every table, with fields present, absent and at their defaults.

use super::compiled::testdata::features::{parts::*, *};
use crate::dice::Dice;

/// Something of which the dice say what it is.
pub(super) trait Random: Sized {
    fn random(dice: &mut Dice) -> Self;
}

macro_rules! number {
    ($($ty:ident)*) => {$(
        impl Random for $ty {
            fn random(dice: &mut Dice) -> Self {
                dice.$ty()
            }
        }
    )*};
}

macro_rules! enumeration {
    ($($ty:ident $number:ident,)*) => {$(
        impl Random for $ty {
            fn random(dice: &mut Dice) -> Self {
                Self(dice.$number())
            }
        }
    )*};
}

number!(bool i8 u8 i16 u16 i32 u32 i64 u64 f32 f64);
enumeration!(Tiny i8, Gap u8, Short i16, UShort u16, Wide i32, UWide u32, Signed64 i64, Huge u64,
    Colour u8, Bit64 u64, Unit u8,);

/// Each field is random.
macro_rules! random {
    ($($ty:ty { $($field:ident),* $(,)? })*) => {$(
        impl Random for $ty {
            fn random(dice: &mut Dice) -> Self {
                Self { $($field: Random::random(dice),)* }
            }
        }
    )*};
}

impl<T: Random> Random for Option<T> {
    fn random(dice: &mut Dice) -> Self {
        dice.maybe(T::random)
    }
}

impl<T: Random, const N: usize> Random for [T; N] {
    fn random(dice: &mut Dice) -> Self {
        std::array::from_fn(|_| T::random(dice))
    }
}

impl Random for &'static str {
    fn random(dice: &mut Dice) -> Self {
        dice.text()
    }
}

impl<T: Random + std::fmt::Debug> Random for &'static [T] {
    fn random(dice: &mut Dice) -> Self {
        dice.list(T::random)
    }
}

impl<T: Random> Random for &'static T {
    fn random(dice: &mut Dice) -> Self {
        Box::leak(Box::new(T::random(dice)))
    }
}

random! {
    Quantity { value, unit }
    PartDraft<'static> { name, quantity, unit }
    Point { x, y }
    Segment { from, tag, to, weight }
    Aligned { a, b }
    Scalars {
        a_bool, a_byte, a_ubyte, a_short, a_ushort, an_int, a_uint, a_long, a_ulong, a_float,
        a_double, a_huge, some_colours,
    }
    Arrays { ints, bools, bytes, doubles, units, points }
    DeepArrays { tag, arrays }
    Pair { id, value }
    LeafDraft<'static> { name, size }
    NumbersDraft {
        a_bool, a_byte, a_ubyte, a_short, a_ushort, an_int, a_uint, a_long, a_ulong, a_float,
        a_double,
    }
    OptionalDraft {
        a_bool, a_byte, a_ubyte, a_short, a_ushort, an_int, a_uint, a_long, a_ulong, a_float,
        a_double, a_tiny, a_gap, some_colours,
    }
    EnumsDraft { tiny, gap, short, ushort, wide, uwide, signed64, huge, colours, bits, unit }
    StructsDraft { point, segment, aligned, scalars, arrays, deep, quantity, small }
    EntryDraft<'static> { name, count }
    NumberedDraft<'static> { id, text }
    StringsDraft<'static> { text, shared_a, shared_b, many }
    VectorsDraft<'static> {
        bools, bytes, ubytes, shorts, ushorts, ints, uints, longs, ulongs, floats, doubles, tinies,
        huges, colours, strings, points, segments, aligned, arrays, leaves, entries, numbered,
        pairs, padded,
    }
    RequiredDraft<'static> { text, numbers, texts, leaf, leaves, point, choice }
    UnionsDraft<'static> { one, two, gaps }
    IdsDraft<'static> { last, text, choice, middle }
    DeprecatedDraft<'static> { kept, last }
    HolderDraft { only }
    ManyDraft<'static> {
        n00, n01, n02, n03, n04, n05, n06, n07, n08, n09, n10, n11, n12, n13, n14, n15, n16, n17, n18, n19, n20, n21, n22, n23, n24, n25, n26, n27, n28, n29, n30, n31, n32, n33, n34, n35, n36, n37, n38, n39, n40, n41, n42, n43, n44, n45, n46, n47, n48, n49, n50, n51, n52, n53, n54, n55, n56, n57, n58, n59, n60, n61, n62, n63, n64, n65, n66, n67, n68, n69
    }
    FeaturesDraft<'static> {
        numbers, defaults, optional, enums, structs, strings, vectors, required, tree, unions, ids,
        deprecated, bytes, empty, holder, many, number,
    }
}

impl Random for EmptyDraft {
    fn random(_: &mut Dice) -> Self {
        Self {}
    }
}

/// Each field is random, or what it is in an empty draft.
macro_rules! near_empty {
    ($($ty:ty { $($field:ident),* $(,)? })*) => {$(
        impl Random for $ty {
            fn random(dice: &mut Dice) -> Self {
                Self { $($field: dice.maybe(Random::random).unwrap_or(Self::EMPTY.$field),)* }
            }
        }
    )*};
}

near_empty! {
    DefaultsDraft {
        a_bool, a_byte, a_ubyte, a_short, a_ushort, an_int, a_uint, a_long, a_ulong, a_float,
        a_double, a_tiny, a_gap, a_huge, some_colours, infinite, minus_infinite, pi, not_a_number,
    }
}

impl Random for AnyDraft<'static> {
    fn random(dice: &mut Dice) -> Self {
        match dice.below(6) {
            0 => Self::None,
            1 => Self::Leaf(Random::random(dice)),
            2 => Self::Again(Random::random(dice)),
            3 => Self::Numbers(Random::random(dice)),
            4 => Self::Other(Random::random(dice)),
            _ => Self::Node(Random::random(dice)),
        }
    }
}

impl Random for GapsDraft<'static> {
    fn random(dice: &mut Dice) -> Self {
        match dice.below(3) {
            0 => Self::None,
            1 => Self::Ten(Random::random(dice)),
            _ => Self::Last(Random::random(dice)),
        }
    }
}

impl Random for NodeDraft<'static> {
    fn random(dice: &mut Dice) -> Self {
        // They would have no end.
        if dice.depth == 3 {
            return Self::EMPTY;
        }
        dice.depth += 1;
        let (label, weight) = (Random::random(dice), Random::random(dice));
        let next = Random::random(dice);
        let node =
            Self { label, weight, next, children: Random::random(dice), any: Random::random(dice) };
        dice.depth -= 1;
        node
    }
}

impl Random for BytesDraft<'static> {
    fn random(dice: &mut Dice) -> Self {
        let inner = Self { hash: dice.u32(), ..Self::EMPTY };
        Self {
            leaf: dice.maybe(|dice| &*message(&LeafDraft::random(dice)).leak()),
            structs: dice.maybe(|dice| &*message(&StructsDraft::random(dice)).leak()),
            bytes: dice.maybe(|_| &*message(&inner).leak()),
            ..Self { flex: Random::random(dice), ..inner }
        }
    }
}

/// The message that `draft` writes over whatever is there.
pub(super) fn message(draft: &impl flatstream_schema::Emit) -> Vec<u8> {
    let mut message = vec![0xAA; draft.message_len().unwrap()];
    draft.emit(&mut message);
    // No byte may stay as it was.
    let mut again = vec![0x55; message.len()];
    draft.emit(&mut again);
    assert_eq!(message, again);
    message
}
