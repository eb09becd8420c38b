//! How the drafts of `features.fbs` are made, compared and built. The types are the
//! includer's `drafts` and `flatc`.

use super::{
    super::{
        Written,
        arbitrary::{Arbitrary, Choices},
        built::{Builder, Built},
        expected::{Expected, write_object},
        masked,
        same::{Same, Seen},
    },
    drafts as d, flatc as f,
};
use crate::oracle::is_features;
use bumpalo::Bump;
use flatbuffers::{UnionWIPOffset, WIPOffset};
use flatstream_schema::Emit;
use flatstream_testkit::Agreement;

/// Enums: a number each.
macro_rules! enums {
    ($($name:ident $(in $module:ident)?),*) => {$(
        impl<'b> Arbitrary<'b> for d::$($module::)?$name {
            fn arbitrary(choices: &mut Choices<'_>, bump: &'b Bump) -> Self {
                Self(Arbitrary::arbitrary(choices, bump))
            }
        }
        impl Same<f::$($module::)?$name> for d::$($module::)?$name {
            fn same(&self, read: f::$($module::)?$name, seen: &mut Seen) {
                self.0.same(read.0, seen);
            }
        }
        impl Expected for d::$($module::)?$name {
            fn write(&self, json: &mut String) {
                self.0.write(json);
            }
        }
        impl Built<'_> for d::$($module::)?$name {
            type Out = f::$($module::)?$name;
            fn built(&self, _: &mut Builder<'_>) -> Self::Out {
                f::$($module::)?$name(self.0)
            }
        }
    )*};
}

enums!(Tiny, Gap, Short, UShort, Wide, UWide, Signed64, Huge, Unit in parts);

/// Bit flags.
macro_rules! flags {
    ($($name:ident)*) => {$(
        impl<'b> Arbitrary<'b> for d::$name {
            fn arbitrary(choices: &mut Choices<'_>, bump: &'b Bump) -> Self {
                Self(Arbitrary::arbitrary(choices, bump))
            }
        }
        impl Same<f::$name> for d::$name {
            fn same(&self, read: f::$name, seen: &mut Seen) {
                self.0.same(read.bits(), seen);
            }
        }
        impl Expected for d::$name {
            fn write(&self, json: &mut String) {
                self.0.write(json);
            }
        }
        impl Built<'_> for d::$name {
            type Out = f::$name;
            fn built(&self, _: &mut Builder<'_>) -> Self::Out {
                f::$name::from_bits_retain(self.0)
            }
        }
    )*};
}

flags!(Colour Bit64);

/// Structs, and how flatc's code takes them.
macro_rules! structure {
    ($draft:ty, $flatc:ty: $($field:ident),*; |$own:ident, $builder:ident| $built:expr) => {
        impl<'b> Arbitrary<'b> for $draft {
            fn arbitrary(choices: &mut Choices<'_>, bump: &'b Bump) -> Self {
                Self { $($field: Arbitrary::arbitrary(choices, bump)),* }
            }
        }
        impl Same<&$flatc> for $draft {
            fn same(&self, read: &$flatc, seen: &mut Seen) {
                $(seen.field(stringify!($field), &self.$field, read.$field());)*
            }
        }
        impl Expected for $draft {
            fn write(&self, json: &mut String) {
                write_object(&[$((stringify!($field), &self.$field)),*], json);
            }
        }
        impl Built<'_> for $draft {
            type Out = $flatc;
            fn built(&self, $builder: &mut Builder<'_>) -> Self::Out {
                let $own = self;
                $built
            }
        }
    };
}

structure!(d::Point, f::Point: x, y; |s, _b| f::Point::new(s.x, s.y));
structure!(d::Segment, f::Segment: from, tag, to, weight; |s, b| {
    f::Segment::new(&s.from.built(b), s.tag, &s.to.built(b), s.weight)
});
structure!(d::Aligned, f::Aligned: a, b; |s, _b| f::Aligned::new(s.a, s.b));
structure!(d::Pair, f::Pair: id, value; |s, _b| f::Pair::new(s.id, s.value));
structure!(d::parts::Quantity, f::parts::Quantity: value, unit; |s, b| {
    f::parts::Quantity::new(s.value, s.unit.built(b))
});
structure!(d::DeepArrays, f::DeepArrays: tag, arrays; |s, b| {
    f::DeepArrays::new(s.tag, &s.arrays.built(b))
});
structure!(d::Arrays, f::Arrays: ints, bools, bytes, doubles, units, points; |s, b| {
    let (units, points) = (s.units.built(b), s.points.built(b));
    f::Arrays::new(&s.ints, &s.bools, &s.bytes, &s.doubles, &units, &points)
});
structure!(
    d::Scalars, f::Scalars:
    a_bool, a_byte, a_ubyte, a_short, a_ushort, an_int, a_uint, a_long, a_ulong, a_float, a_double,
    a_huge, some_colours; |s, b| {
        let (huge, colours) = (s.a_huge.built(b), s.some_colours.built(b));
        f::Scalars::new(
            s.a_bool, s.a_byte, s.a_ubyte, s.a_short, s.a_ushort, s.an_int, s.a_uint, s.a_long,
            s.a_ulong, s.a_float, s.a_double, huge, colours,
        )
    }
);

/// Tables: fields that flatc's code takes by value, then structs, then unions.
macro_rules! table {
    (
        $b:lifetime $draft:ty, $flatc:ident $(in $module:ident)?, $args:ty: $($field:ident),*
        $(; structs $($structure:ident),*)?
        $(; unions $($choice:ident $number:ident [$($member:ident),*]),*)?
    ) => {
        impl<$b> Arbitrary<$b> for $draft {
            fn arbitrary(choices: &mut Choices<'_>, _bump: &$b Bump) -> Self {
                choices.table(Self::EMPTY, |_choices| {
                    #[allow(unused_mut, reason = "of a table without fields")]
                    let mut draft = Self::EMPTY;
                    $(draft.$field = _choices.field(Self::EMPTY.$field, _bump);)*
                    $($(draft.$structure = _choices.field(Self::EMPTY.$structure, _bump);)*)?
                    $($(draft.$choice = _choices.field(Self::EMPTY.$choice, _bump);)*)?
                    draft
                })
            }
        }
        read_table! {
            $b $draft, $flatc $(in $module)?, $args: $($field),*
            $(; structs $($structure),*)?
            $(; unions $($choice $number [$($member),*]),*)?
        }
    };
}

macro_rules! read_table {
    (
        $b:lifetime $draft:ty, $flatc:ident $(in $module:ident)?, $args:ty: $($field:ident),*
        $(; structs $($structure:ident),*)?
        $(; unions $($choice:ident $number:ident [$($member:ident),*]),*)?
    ) => {
        impl<'p, $b> Same<f::$($module::)?$flatc<'p>> for $draft {
            fn same(&self, read: f::$($module::)?$flatc<'p>, seen: &mut Seen) {
                seen.table(&read._tab);
                $(seen.field(stringify!($field), &self.$field, read.$field());)*
                $($(seen.field(stringify!($structure), &self.$structure, read.$structure());)*)?
                $($(
                    let union = (read.$number(), $(read.$member()),*);
                    seen.field(stringify!($choice), &self.$choice, union);
                )*)?
            }
        }
        impl<$b> Expected for $draft {
            fn write(&self, json: &mut String) {
                let fields: &[(&str, &dyn Expected)] = &[
                    $((stringify!($field), &self.$field),)*
                    $($((stringify!($structure), &self.$structure),)*)?
                    $($((stringify!($choice), &self.$choice),)*)?
                ];
                write_object(fields, json);
            }
        }
        impl<'f, $b> Built<'f> for $draft {
            type Out = WIPOffset<f::$($module::)?$flatc<'f>>;
            fn built(&self, builder: &mut Builder<'f>) -> Self::Out {
                $($(let $structure: Option<_> = self.$structure.built(builder).into();)*)?
                #[allow(unused_mut, reason = "of a table without fields")]
                let mut args = <$args>::default();
                $(args.$field = self.$field.built(builder).into();)*
                $($(args.$structure = $structure.as_ref();)*)?
                $($((args.$number, args.$choice) = self.$choice.built(builder);)*)?
                f::$($module::)?$flatc::create(builder, &args)
            }
        }
    };
}

/// Unions: an absent one, and one for each member.
macro_rules! union {
    ($b:lifetime $p:lifetime $draft:ty, $flatc:ident: $($member:ident $lower:ident $read:ty),*) => {
        impl<$b> Arbitrary<$b> for $draft {
            fn arbitrary(choices: &mut Choices<'_>, bump: &$b Bump) -> Self {
                let makers: &[fn(&mut Choices<'_>, &$b Bump) -> Self] = &[
                    |_, _| Self::None,
                    $(|choices, bump| Self::$member(Arbitrary::arbitrary(choices, bump)),)*
                ];
                makers[usize::from(choices.byte()) % makers.len()](choices, bump)
            }
        }
        impl<$p, $b> Same<(f::$flatc, $(Option<$read>),*)> for $draft {
            fn same(&self, read: (f::$flatc, $(Option<$read>),*), seen: &mut Seen) {
                let (number, $($lower),*) = read;
                match self {
                    Self::None => assert_eq!(number, f::$flatc::NONE),
                    $(Self::$member(draft) => {
                        assert_eq!(number, f::$flatc::$member);
                        draft.same($lower.expect("a member of the number"), seen);
                    })*
                }
            }
        }
        impl<$b> Expected for $draft {
            fn write(&self, json: &mut String) {
                match self {
                    Self::None => json.push_str("null"),
                    $(Self::$member(draft) => {
                        write_object(&[(stringify!($member), draft)], json);
                    })*
                }
            }
        }
        impl<'f, $b> Built<'f> for $draft {
            type Out = (f::$flatc, Option<WIPOffset<UnionWIPOffset>>);
            fn built(&self, builder: &mut Builder<'f>) -> Self::Out {
                match self {
                    Self::None => (f::$flatc::NONE, None),
                    $(Self::$member(draft) => {
                        (f::$flatc::$member, Some(draft.built(builder).as_union_value()))
                    })*
                }
            }
        }
    };
}

union!('b 'p d::AnyDraft<'b>, Any: Leaf leaf f::Leaf<'p>, Again again f::Leaf<'p>, Node node f::Node<'p>,
    Numbers numbers f::Numbers<'p>, Other other f::parts::Part<'p>);
union!('b 'p d::GapsDraft<'b>, Gaps: Ten ten f::Leaf<'p>, Last last f::Entry<'p>);

table!('b d::LeafDraft<'b>, Leaf, f::LeafArgs<'_>: name, size);
table!('b d::parts::PartDraft<'b>, Part in parts, f::parts::PartArgs<'_>: name, unit; structs quantity);
table!('b d::NumbersDraft, Numbers, f::NumbersArgs: a_bool, a_byte, a_ubyte, a_short, a_ushort, an_int, a_uint,
    a_long, a_ulong, a_float, a_double);
table!('b d::DefaultsDraft, Defaults, f::DefaultsArgs: a_bool, a_byte, a_ubyte, a_short, a_ushort, an_int, a_uint,
    a_long, a_ulong, a_float, a_double, a_tiny, a_gap, a_huge, some_colours, not_a_number, infinite, minus_infinite, pi);
table!('b d::OptionalDraft, Optional, f::OptionalArgs: a_bool, a_byte, a_ubyte, a_short, a_ushort, an_int, a_uint,
    a_long, a_ulong, a_float, a_double, a_tiny, a_gap, some_colours);
table!('b d::EnumsDraft, Enums, f::EnumsArgs: tiny, gap, short, ushort, wide, uwide, signed64, huge, colours, bits, unit);
table!('b d::StructsDraft, Structs, f::StructsArgs<'_>: small; structs point, segment, aligned, scalars, arrays, deep, quantity);
table!('b d::EntryDraft<'b>, Entry, f::EntryArgs<'_>: name, count);
table!('b d::NumberedDraft<'b>, Numbered, f::NumberedArgs<'_>: id, text);
table!('b d::StringsDraft<'b>, Strings, f::StringsArgs<'_>: text, shared_a, shared_b, many);
table!('b d::VectorsDraft<'b>, Vectors, f::VectorsArgs<'_>: bools, bytes, ubytes, shorts, ushorts, ints, uints, longs, ulongs,
    floats, doubles, tinies, huges, colours, strings, points, segments, aligned, arrays, leaves, entries, numbered,
    pairs, padded);
read_table!('b d::RequiredDraft<'b>, Required, f::RequiredArgs<'_>: text, numbers, texts, leaf, leaves; structs point;
    unions choice choice_type [choice_as_leaf, choice_as_again, choice_as_node, choice_as_numbers, choice_as_other]);
table!('b d::NodeDraft<'b>, Node, f::NodeArgs<'_>: label, weight, next, children;
    unions any any_type [any_as_leaf, any_as_again, any_as_node, any_as_numbers, any_as_other]);
table!('b d::UnionsDraft<'b>, Unions, f::UnionsArgs: ;
    unions one one_type [one_as_leaf, one_as_again, one_as_node, one_as_numbers, one_as_other],
    two two_type [two_as_leaf, two_as_again, two_as_node, two_as_numbers, two_as_other],
    gaps gaps_type [gaps_as_ten, gaps_as_last]);
table!('b d::IdsDraft<'b>, Ids, f::IdsArgs<'_>: last, text, middle;
    unions choice choice_type [choice_as_leaf, choice_as_again, choice_as_node, choice_as_numbers, choice_as_other]);
table!('b d::DeprecatedDraft<'b>, Deprecated, f::DeprecatedArgs<'_>: kept, last);
read_table!('b d::BytesDraft<'b>, Bytes, f::BytesArgs<'_>: leaf, structs, bytes, flex, hash);
table!('b d::EmptyDraft, Empty, f::EmptyArgs: );
table!('b d::HolderDraft, Holder, f::HolderArgs<'_>: ; structs only);
table!('b d::ManyDraft<'b>, Many, f::ManyArgs<'_>: n00, n01, n02, n03, n04, n05, n06, n07, n08, n09, n10, n11, n12, n13, n14, n15, n16, n17, n18, n19, n20, n21, n22, n23, n24, n25, n26, n27, n28, n29, n30, n31, n32, n33, n34, n35, n36, n37, n38, n39, n40, n41, n42, n43, n44, n45, n46, n47, n48, n49, n50, n51, n52, n53, n54, n55, n56, n57, n58, n59, n60, n61, n62, n63, n64, n65, n66, n67, n68, n69);
table!('b d::FeaturesDraft<'b>, Features, f::FeaturesArgs<'_>: numbers, defaults, optional, enums, structs, strings, vectors,
    required, tree, unions, ids, deprecated, bytes, empty, holder, many, number);

/// Without a member a required union makes no message.
impl<'b> Arbitrary<'b> for d::RequiredDraft<'b> {
    fn arbitrary(choices: &mut Choices<'_>, bump: &'b Bump) -> Self {
        let leaf: &d::LeafDraft<'b> = Arbitrary::arbitrary(choices, bump);
        let choice = match Arbitrary::arbitrary(choices, bump) {
            d::AnyDraft::None => d::AnyDraft::Leaf(leaf),
            choice => choice,
        };
        Self {
            text: choices.field("", bump),
            numbers: choices.field(&[], bump),
            texts: choices.field(&[], bump),
            leaf,
            leaves: choices.field(&[], bump),
            point: choices.field(d::Point::EMPTY, bump),
            choice,
        }
    }
}

/// Bytes that are messages, the same in every layout, and some that are not.
impl<'b> Arbitrary<'b> for d::BytesDraft<'b> {
    fn arbitrary(choices: &mut Choices<'_>, bump: &'b Bump) -> Self {
        choices.table(Self::EMPTY, |choices| Self {
            leaf: nested::<masked::drafts::LeafDraft<'b>>(choices, bump),
            structs: nested::<masked::drafts::StructsDraft>(choices, bump),
            bytes: nested::<masked::drafts::BytesDraft<'b>>(choices, bump),
            flex: choices.field(None, bump),
            hash: choices.field(0, bump),
        })
    }
}

fn nested<'b, D: Emit + Arbitrary<'b>>(
    choices: &mut Choices<'_>,
    bump: &'b Bump,
) -> Option<&'b [u8]> {
    match choices.byte() {
        0..128 if !choices.all => None,
        128..136 => Some(Arbitrary::arbitrary(choices, bump)),
        _ => {
            let draft = D::arbitrary(choices, bump);
            let message = bump.alloc_slice_fill_copy(draft.message_len().expect("short"), 0xEE);
            draft.emit(message);
            Some(message)
        }
    }
}

/// Makes a draft of `choices` and writes it. Flatbuffers' verifier has to accept what is
/// written, and flatc's accessors to read what was drafted.
pub(crate) fn written(choices: &Choices<'_>) -> Written {
    let bump = Bump::new();
    let draft = d::FeaturesDraft::arbitrary(&mut choices.clone(), &bump);
    let len = draft.message_len().expect("no draft here is refused");
    // Whatever is in the window, the message is the same, to its last byte.
    let mut message = vec![0xFF; len];
    draft.emit(&mut message);
    let mut other: Vec<u8> = (0..=250).rev().cycle().take(len).collect();
    draft.emit(&mut other);
    assert!(message == other, "what was in the window is in the message");
    assert!(flatbuffers::buffer_has_identifier(&message, "FEAT", false));

    let mut seen = Seen::default();
    let root = flatbuffers::root::<f::Features<'_>>(&message).expect("a valid message");
    draft.same(root, &mut seen);
    Agreement::<d::FeaturesView<'_>>::new(is_features, &[]).show(&message);
    Written { message, present: seen.present }
}

/// The same draft as flatc's code writes it.
#[allow(dead_code, reason = "it is the same for every layout")]
pub(crate) fn built(choices: &Choices<'_>) -> Written {
    let bump = Bump::new();
    let draft = d::FeaturesDraft::arbitrary(&mut choices.clone(), &bump);
    let mut builder = Builder::new();
    let root = draft.built(&mut builder);
    builder.finish(root, Some("FEAT"));
    let message = builder.finished_data().to_vec();
    let mut seen = Seen::default();
    let root = flatbuffers::root::<f::Features<'_>>(&message).expect("flatc wrote it");
    draft.same(root, &mut seen);
    Written { message, present: seen.present }
}

/// What the draft says.
#[allow(dead_code, reason = "it is the same for every layout")]
pub(crate) fn expected(choices: &Choices<'_>) -> String {
    let bump = Bump::new();
    let draft = d::FeaturesDraft::arbitrary(&mut choices.clone(), &bump);
    let mut json = String::new();
    draft.write(&mut json);
    json
}
