// Compiled from a FlatBuffers schema by flatstream-codegen. Do not edit.
// @generated

/// The namespace `testdata`.
#[allow(dead_code, unreachable_pub, reason = "a program need not use all of a schema")]
#[allow(clippy::doc_lazy_continuation, rustdoc::all, reason = "comments are the schema's")]
pub mod testdata {
    /// The namespace `testdata.features`.
    pub mod features {
        /// The enum `testdata.features.Bit64`.
        #[derive(Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub struct Bit64(pub u64);

        #[allow(non_upper_case_globals, reason = "named as in the schema")]
        impl Bit64 {
            /// The value `First`.
            pub const First: Self = Self(1);
            /// The value `Middle`.
            pub const Middle: Self = Self(2147483648);
            /// The value `Last`.
            pub const Last: Self = Self(9223372036854775808);

            /// The name of the value; `None` where the schema has none for it.
            #[must_use]
            pub const fn variant_name(self) -> Option<&'static str> {
                Some(match self.0 {
                    1 => "First",
                    2147483648 => "Middle",
                    9223372036854775808 => "Last",
                    _ => return None,
                })
            }

            /// Whether all bits of `other` are set.
            #[must_use]
            pub const fn contains(self, other: Self) -> bool {
                self.0 & other.0 == other.0
            }
        }

        impl ::core::ops::BitOr for Bit64 {
            type Output = Self;

            #[inline]
            fn bitor(self, other: Self) -> Self {
                Self(self.0 | other.0)
            }
        }

        impl ::core::ops::BitAnd for Bit64 {
            type Output = Self;

            #[inline]
            fn bitand(self, other: Self) -> Self {
                Self(self.0 & other.0)
            }
        }

        impl ::core::fmt::Debug for Bit64 {
            fn fmt(&self, f: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result {
                let (mut rest, mut gap) = (self.0, "");
                let names = [(1, "First"), (2147483648, "Middle"), (9223372036854775808, "Last")];
                for (bit, name) in names {
                    if self.0 & bit == bit {
                        ::core::write!(f, "{gap}{name}")?;
                        (rest, gap) = (rest & !bit, " | ");
                    }
                }
                match rest {
                    0 if self.0 != 0 => Ok(()),
                    _ => ::core::write!(f, "{gap}{rest:#x}"),
                }
            }
        }

        impl ::flatstream_schema::Fixed for Bit64 {
            const SIZE: usize = ::core::mem::size_of::<u64>();
            const ALIGN: usize = <u64 as ::flatstream_schema::Fixed>::ALIGN;

            #[inline]
            fn store(self, out: &mut [u8]) {
                ::flatstream_schema::Fixed::store(self.0, out);
            }

            #[inline]
            fn load(bytes: &[u8]) -> Self {
                Self(::flatstream_schema::Fixed::load(bytes))
            }
        }

        /// Several at once.
        #[derive(Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub struct Colour(pub u8);

        #[allow(non_upper_case_globals, reason = "named as in the schema")]
        impl Colour {
            /// As blood.
            pub const Red: Self = Self(1);
            /// The value `Green`.
            pub const Green: Self = Self(2);
            /// The value `Blue`.
            pub const Blue: Self = Self(4);
            /// The value `Alpha`.
            pub const Alpha: Self = Self(128);

            /// The name of the value; `None` where the schema has none for it.
            #[must_use]
            pub const fn variant_name(self) -> Option<&'static str> {
                Some(match self.0 {
                    1 => "Red",
                    2 => "Green",
                    4 => "Blue",
                    128 => "Alpha",
                    _ => return None,
                })
            }

            /// Whether all bits of `other` are set.
            #[must_use]
            pub const fn contains(self, other: Self) -> bool {
                self.0 & other.0 == other.0
            }
        }

        impl ::core::ops::BitOr for Colour {
            type Output = Self;

            #[inline]
            fn bitor(self, other: Self) -> Self {
                Self(self.0 | other.0)
            }
        }

        impl ::core::ops::BitAnd for Colour {
            type Output = Self;

            #[inline]
            fn bitand(self, other: Self) -> Self {
                Self(self.0 & other.0)
            }
        }

        impl ::core::fmt::Debug for Colour {
            fn fmt(&self, f: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result {
                let (mut rest, mut gap) = (self.0, "");
                let names = [(1, "Red"), (2, "Green"), (4, "Blue"), (128, "Alpha")];
                for (bit, name) in names {
                    if self.0 & bit == bit {
                        ::core::write!(f, "{gap}{name}")?;
                        (rest, gap) = (rest & !bit, " | ");
                    }
                }
                match rest {
                    0 if self.0 != 0 => Ok(()),
                    _ => ::core::write!(f, "{gap}{rest:#x}"),
                }
            }
        }

        impl ::flatstream_schema::Fixed for Colour {
            const SIZE: usize = ::core::mem::size_of::<u8>();
            const ALIGN: usize = <u8 as ::flatstream_schema::Fixed>::ALIGN;

            #[inline]
            fn store(self, out: &mut [u8]) {
                ::flatstream_schema::Fixed::store(self.0, out);
            }

            #[inline]
            fn load(bytes: &[u8]) -> Self {
                Self(::flatstream_schema::Fixed::load(bytes))
            }
        }

        /// The enum `testdata.features.Gap`.
        #[derive(Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub struct Gap(pub u8);

        #[allow(non_upper_case_globals, reason = "named as in the schema")]
        impl Gap {
            /// The value `One`.
            pub const One: Self = Self(1);
            /// The value `Seven`.
            pub const Seven: Self = Self(7);
            /// The value `Top`.
            pub const Top: Self = Self(255);

            /// The name of the value; `None` where the schema has none for it.
            #[must_use]
            pub const fn variant_name(self) -> Option<&'static str> {
                Some(match self.0 {
                    1 => "One",
                    7 => "Seven",
                    255 => "Top",
                    _ => return None,
                })
            }
        }

        impl ::core::fmt::Debug for Gap {
            fn fmt(&self, f: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result {
                let Some(name) = self.variant_name() else {
                    return f.debug_tuple("Gap").field(&self.0).finish();
                };
                f.write_str(name)
            }
        }

        impl ::flatstream_schema::Fixed for Gap {
            const SIZE: usize = ::core::mem::size_of::<u8>();
            const ALIGN: usize = <u8 as ::flatstream_schema::Fixed>::ALIGN;

            #[inline]
            fn store(self, out: &mut [u8]) {
                ::flatstream_schema::Fixed::store(self.0, out);
            }

            #[inline]
            fn load(bytes: &[u8]) -> Self {
                Self(::flatstream_schema::Fixed::load(bytes))
            }
        }

        /// The enum `testdata.features.Huge`.
        #[derive(Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub struct Huge(pub u64);

        #[allow(non_upper_case_globals, reason = "named as in the schema")]
        impl Huge {
            /// The value `Zero`.
            pub const Zero: Self = Self(0);
            /// The value `Half`.
            pub const Half: Self = Self(9223372036854775808);
            /// The value `Top`.
            pub const Top: Self = Self(18446744073709551615);

            /// The name of the value; `None` where the schema has none for it.
            #[must_use]
            pub const fn variant_name(self) -> Option<&'static str> {
                Some(match self.0 {
                    0 => "Zero",
                    9223372036854775808 => "Half",
                    18446744073709551615 => "Top",
                    _ => return None,
                })
            }
        }

        impl ::core::fmt::Debug for Huge {
            fn fmt(&self, f: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result {
                let Some(name) = self.variant_name() else {
                    return f.debug_tuple("Huge").field(&self.0).finish();
                };
                f.write_str(name)
            }
        }

        impl ::flatstream_schema::Fixed for Huge {
            const SIZE: usize = ::core::mem::size_of::<u64>();
            const ALIGN: usize = <u64 as ::flatstream_schema::Fixed>::ALIGN;

            #[inline]
            fn store(self, out: &mut [u8]) {
                ::flatstream_schema::Fixed::store(self.0, out);
            }

            #[inline]
            fn load(bytes: &[u8]) -> Self {
                Self(::flatstream_schema::Fixed::load(bytes))
            }
        }

        /// The enum `testdata.features.Short`.
        #[derive(Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub struct Short(pub i16);

        #[allow(non_upper_case_globals, reason = "named as in the schema")]
        impl Short {
            /// The value `Low`.
            pub const Low: Self = Self(-32768);
            /// The value `Zero`.
            pub const Zero: Self = Self(0);
            /// The value `High`.
            pub const High: Self = Self(32767);

            /// The name of the value; `None` where the schema has none for it.
            #[must_use]
            pub const fn variant_name(self) -> Option<&'static str> {
                Some(match self.0 {
                    -32768 => "Low",
                    0 => "Zero",
                    32767 => "High",
                    _ => return None,
                })
            }
        }

        impl ::core::fmt::Debug for Short {
            fn fmt(&self, f: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result {
                let Some(name) = self.variant_name() else {
                    return f.debug_tuple("Short").field(&self.0).finish();
                };
                f.write_str(name)
            }
        }

        impl ::flatstream_schema::Fixed for Short {
            const SIZE: usize = ::core::mem::size_of::<i16>();
            const ALIGN: usize = <i16 as ::flatstream_schema::Fixed>::ALIGN;

            #[inline]
            fn store(self, out: &mut [u8]) {
                ::flatstream_schema::Fixed::store(self.0, out);
            }

            #[inline]
            fn load(bytes: &[u8]) -> Self {
                Self(::flatstream_schema::Fixed::load(bytes))
            }
        }

        /// The enum `testdata.features.Signed64`.
        #[derive(Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub struct Signed64(pub i64);

        #[allow(non_upper_case_globals, reason = "named as in the schema")]
        impl Signed64 {
            /// The value `Low`.
            pub const Low: Self = Self(-9223372036854775808);
            /// The value `Zero`.
            pub const Zero: Self = Self(0);
            /// The value `High`.
            pub const High: Self = Self(9223372036854775807);

            /// The name of the value; `None` where the schema has none for it.
            #[must_use]
            pub const fn variant_name(self) -> Option<&'static str> {
                Some(match self.0 {
                    -9223372036854775808 => "Low",
                    0 => "Zero",
                    9223372036854775807 => "High",
                    _ => return None,
                })
            }
        }

        impl ::core::fmt::Debug for Signed64 {
            fn fmt(&self, f: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result {
                let Some(name) = self.variant_name() else {
                    return f.debug_tuple("Signed64").field(&self.0).finish();
                };
                f.write_str(name)
            }
        }

        impl ::flatstream_schema::Fixed for Signed64 {
            const SIZE: usize = ::core::mem::size_of::<i64>();
            const ALIGN: usize = <i64 as ::flatstream_schema::Fixed>::ALIGN;

            #[inline]
            fn store(self, out: &mut [u8]) {
                ::flatstream_schema::Fixed::store(self.0, out);
            }

            #[inline]
            fn load(bytes: &[u8]) -> Self {
                Self(::flatstream_schema::Fixed::load(bytes))
            }
        }

        /// Signed, with a value in front of zero.
        #[derive(Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub struct Tiny(pub i8);

        #[allow(non_upper_case_globals, reason = "named as in the schema")]
        impl Tiny {
            /// The value `Low`.
            pub const Low: Self = Self(-128);
            /// The value `Minus`.
            pub const Minus: Self = Self(-1);
            /// The value `Zero`.
            pub const Zero: Self = Self(0);
            /// The value `High`.
            pub const High: Self = Self(127);

            /// The name of the value; `None` where the schema has none for it.
            #[must_use]
            pub const fn variant_name(self) -> Option<&'static str> {
                Some(match self.0 {
                    -128 => "Low",
                    -1 => "Minus",
                    0 => "Zero",
                    127 => "High",
                    _ => return None,
                })
            }
        }

        impl ::core::fmt::Debug for Tiny {
            fn fmt(&self, f: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result {
                let Some(name) = self.variant_name() else {
                    return f.debug_tuple("Tiny").field(&self.0).finish();
                };
                f.write_str(name)
            }
        }

        impl ::flatstream_schema::Fixed for Tiny {
            const SIZE: usize = ::core::mem::size_of::<i8>();
            const ALIGN: usize = <i8 as ::flatstream_schema::Fixed>::ALIGN;

            #[inline]
            fn store(self, out: &mut [u8]) {
                ::flatstream_schema::Fixed::store(self.0, out);
            }

            #[inline]
            fn load(bytes: &[u8]) -> Self {
                Self(::flatstream_schema::Fixed::load(bytes))
            }
        }

        /// The enum `testdata.features.UShort`.
        #[derive(Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub struct UShort(pub u16);

        #[allow(non_upper_case_globals, reason = "named as in the schema")]
        impl UShort {
            /// The value `Zero`.
            pub const Zero: Self = Self(0);
            /// The value `Top`.
            pub const Top: Self = Self(65535);

            /// The name of the value; `None` where the schema has none for it.
            #[must_use]
            pub const fn variant_name(self) -> Option<&'static str> {
                Some(match self.0 {
                    0 => "Zero",
                    65535 => "Top",
                    _ => return None,
                })
            }
        }

        impl ::core::fmt::Debug for UShort {
            fn fmt(&self, f: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result {
                let Some(name) = self.variant_name() else {
                    return f.debug_tuple("UShort").field(&self.0).finish();
                };
                f.write_str(name)
            }
        }

        impl ::flatstream_schema::Fixed for UShort {
            const SIZE: usize = ::core::mem::size_of::<u16>();
            const ALIGN: usize = <u16 as ::flatstream_schema::Fixed>::ALIGN;

            #[inline]
            fn store(self, out: &mut [u8]) {
                ::flatstream_schema::Fixed::store(self.0, out);
            }

            #[inline]
            fn load(bytes: &[u8]) -> Self {
                Self(::flatstream_schema::Fixed::load(bytes))
            }
        }

        /// The enum `testdata.features.UWide`.
        #[derive(Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub struct UWide(pub u32);

        #[allow(non_upper_case_globals, reason = "named as in the schema")]
        impl UWide {
            /// The value `Zero`.
            pub const Zero: Self = Self(0);
            /// The value `Top`.
            pub const Top: Self = Self(4294967295);

            /// The name of the value; `None` where the schema has none for it.
            #[must_use]
            pub const fn variant_name(self) -> Option<&'static str> {
                Some(match self.0 {
                    0 => "Zero",
                    4294967295 => "Top",
                    _ => return None,
                })
            }
        }

        impl ::core::fmt::Debug for UWide {
            fn fmt(&self, f: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result {
                let Some(name) = self.variant_name() else {
                    return f.debug_tuple("UWide").field(&self.0).finish();
                };
                f.write_str(name)
            }
        }

        impl ::flatstream_schema::Fixed for UWide {
            const SIZE: usize = ::core::mem::size_of::<u32>();
            const ALIGN: usize = <u32 as ::flatstream_schema::Fixed>::ALIGN;

            #[inline]
            fn store(self, out: &mut [u8]) {
                ::flatstream_schema::Fixed::store(self.0, out);
            }

            #[inline]
            fn load(bytes: &[u8]) -> Self {
                Self(::flatstream_schema::Fixed::load(bytes))
            }
        }

        /// The enum `testdata.features.Wide`.
        #[derive(Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub struct Wide(pub i32);

        #[allow(non_upper_case_globals, reason = "named as in the schema")]
        impl Wide {
            /// The value `Low`.
            pub const Low: Self = Self(-2147483648);
            /// The value `Zero`.
            pub const Zero: Self = Self(0);
            /// The value `High`.
            pub const High: Self = Self(2147483647);

            /// The name of the value; `None` where the schema has none for it.
            #[must_use]
            pub const fn variant_name(self) -> Option<&'static str> {
                Some(match self.0 {
                    -2147483648 => "Low",
                    0 => "Zero",
                    2147483647 => "High",
                    _ => return None,
                })
            }
        }

        impl ::core::fmt::Debug for Wide {
            fn fmt(&self, f: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result {
                let Some(name) = self.variant_name() else {
                    return f.debug_tuple("Wide").field(&self.0).finish();
                };
                f.write_str(name)
            }
        }

        impl ::flatstream_schema::Fixed for Wide {
            const SIZE: usize = ::core::mem::size_of::<i32>();
            const ALIGN: usize = <i32 as ::flatstream_schema::Fixed>::ALIGN;

            #[inline]
            fn store(self, out: &mut [u8]) {
                ::flatstream_schema::Fixed::store(self.0, out);
            }

            #[inline]
            fn load(bytes: &[u8]) -> Self {
                Self(::flatstream_schema::Fixed::load(bytes))
            }
        }

        /// Aligned to more than any number needs.
        #[derive(Clone, Copy, Debug, PartialEq)]
        pub struct Aligned {
            /// The field `a`.
            pub a: u8,
            /// The field `b`.
            pub b: f64,
        }

        impl Aligned {
            /// Zeros.
            pub const EMPTY: Self = Self { a: 0, b: 0.0 };
        }

        impl Default for Aligned {
            #[inline]
            fn default() -> Self {
                Self::EMPTY
            }
        }

        impl ::flatstream_schema::Fixed for Aligned {
            const SIZE: usize = 16;
            const ALIGN: usize = 16;

            #[inline]
            fn store(self, out: &mut [u8]) {
                ::flatstream_schema::Fixed::store(self.a, &mut out[0..1]);
                out[1..8].fill(0);
                ::flatstream_schema::Fixed::store(self.b, &mut out[8..16]);
            }

            #[inline]
            fn load(bytes: &[u8]) -> Self {
                Self {
                    a: ::flatstream_schema::Fixed::load(&bytes[0..1]),
                    b: ::flatstream_schema::Fixed::load(&bytes[8..16]),
                }
            }
        }

        /// The struct `testdata.features.Arrays`.
        #[derive(Clone, Copy, Debug, PartialEq)]
        pub struct Arrays {
            /// The field `ints`.
            pub ints: [i32; 3],
            /// The field `bools`.
            pub bools: [bool; 2],
            /// The field `bytes`.
            pub bytes: [u8; 40],
            /// The field `doubles`.
            pub doubles: [f64; 2],
            /// The field `units`.
            pub units: [parts::Unit; 2],
            /// The field `points`.
            pub points: [Point; 2],
        }

        impl Arrays {
            /// Zeros.
            pub const EMPTY: Self = Self {
                ints: [0; 3],
                bools: [false; 2],
                bytes: [0; 40],
                doubles: [0.0; 2],
                units: [parts::Unit::None; 2],
                points: [Point::EMPTY; 2],
            };
        }

        impl Default for Arrays {
            #[inline]
            fn default() -> Self {
                Self::EMPTY
            }
        }

        impl ::flatstream_schema::Fixed for Arrays {
            const SIZE: usize = 96;
            const ALIGN: usize = 8;

            #[inline]
            fn store(self, out: &mut [u8]) {
                ::flatstream_schema::Fixed::store(self.ints, &mut out[0..12]);
                ::flatstream_schema::Fixed::store(self.bools, &mut out[12..14]);
                ::flatstream_schema::Fixed::store(self.bytes, &mut out[14..54]);
                out[54..56].fill(0);
                ::flatstream_schema::Fixed::store(self.doubles, &mut out[56..72]);
                ::flatstream_schema::Fixed::store(self.units, &mut out[72..74]);
                out[74..76].fill(0);
                ::flatstream_schema::Fixed::store(self.points, &mut out[76..92]);
                out[92..96].fill(0);
            }

            #[inline]
            fn load(bytes: &[u8]) -> Self {
                Self {
                    ints: ::flatstream_schema::Fixed::load(&bytes[0..12]),
                    bools: ::flatstream_schema::Fixed::load(&bytes[12..14]),
                    bytes: ::flatstream_schema::Fixed::load(&bytes[14..54]),
                    doubles: ::flatstream_schema::Fixed::load(&bytes[56..72]),
                    units: ::flatstream_schema::Fixed::load(&bytes[72..74]),
                    points: ::flatstream_schema::Fixed::load(&bytes[76..92]),
                }
            }
        }

        /// The struct `testdata.features.DeepArrays`.
        #[derive(Clone, Copy, Debug, PartialEq)]
        pub struct DeepArrays {
            /// The field `tag`.
            pub tag: i8,
            /// The field `arrays`.
            pub arrays: [Arrays; 2],
        }

        impl DeepArrays {
            /// Zeros.
            pub const EMPTY: Self = Self { tag: 0, arrays: [Arrays::EMPTY; 2] };
        }

        impl Default for DeepArrays {
            #[inline]
            fn default() -> Self {
                Self::EMPTY
            }
        }

        impl ::flatstream_schema::Fixed for DeepArrays {
            const SIZE: usize = 200;
            const ALIGN: usize = 8;

            #[inline]
            fn store(self, out: &mut [u8]) {
                ::flatstream_schema::Fixed::store(self.tag, &mut out[0..1]);
                out[1..8].fill(0);
                ::flatstream_schema::Fixed::store(self.arrays, &mut out[8..200]);
            }

            #[inline]
            fn load(bytes: &[u8]) -> Self {
                Self {
                    tag: ::flatstream_schema::Fixed::load(&bytes[0..1]),
                    arrays: ::flatstream_schema::Fixed::load(&bytes[8..200]),
                }
            }
        }

        /// The struct `testdata.features.Pair`.
        #[derive(Clone, Copy, Debug, PartialEq)]
        pub struct Pair {
            /// The field `id`.
            ///
            /// A key: those in a vector are to be sorted by it.
            pub id: u32,
            /// The field `value`.
            pub value: u32,
        }

        impl Pair {
            /// Zeros.
            pub const EMPTY: Self = Self { id: 0, value: 0 };
        }

        impl Default for Pair {
            #[inline]
            fn default() -> Self {
                Self::EMPTY
            }
        }

        impl ::flatstream_schema::Fixed for Pair {
            const SIZE: usize = 8;
            const ALIGN: usize = 4;

            #[inline]
            fn store(self, out: &mut [u8]) {
                ::flatstream_schema::Fixed::store(self.id, &mut out[0..4]);
                ::flatstream_schema::Fixed::store(self.value, &mut out[4..8]);
            }

            #[inline]
            fn load(bytes: &[u8]) -> Self {
                Self {
                    id: ::flatstream_schema::Fixed::load(&bytes[0..4]),
                    value: ::flatstream_schema::Fixed::load(&bytes[4..8]),
                }
            }
        }

        /// Two lines
        /// of comment.
        #[derive(Clone, Copy, Debug, PartialEq)]
        pub struct Point {
            /// The field `x`.
            pub x: i32,
            /// The field `y`.
            pub y: i32,
        }

        impl Point {
            /// Zeros.
            pub const EMPTY: Self = Self { x: 0, y: 0 };
        }

        impl Default for Point {
            #[inline]
            fn default() -> Self {
                Self::EMPTY
            }
        }

        impl ::flatstream_schema::Fixed for Point {
            const SIZE: usize = 8;
            const ALIGN: usize = 4;

            #[inline]
            fn store(self, out: &mut [u8]) {
                ::flatstream_schema::Fixed::store(self.x, &mut out[0..4]);
                ::flatstream_schema::Fixed::store(self.y, &mut out[4..8]);
            }

            #[inline]
            fn load(bytes: &[u8]) -> Self {
                Self {
                    x: ::flatstream_schema::Fixed::load(&bytes[0..4]),
                    y: ::flatstream_schema::Fixed::load(&bytes[4..8]),
                }
            }
        }

        /// The struct `testdata.features.Scalars`.
        #[derive(Clone, Copy, Debug, PartialEq)]
        pub struct Scalars {
            /// The field `a_bool`.
            pub a_bool: bool,
            /// The field `a_byte`.
            pub a_byte: i8,
            /// The field `a_ubyte`.
            pub a_ubyte: u8,
            /// The field `a_short`.
            pub a_short: i16,
            /// The field `a_ushort`.
            pub a_ushort: u16,
            /// The field `an_int`.
            pub an_int: i32,
            /// The field `a_uint`.
            pub a_uint: u32,
            /// The field `a_long`.
            pub a_long: i64,
            /// The field `a_ulong`.
            pub a_ulong: u64,
            /// The field `a_float`.
            pub a_float: f32,
            /// The field `a_double`.
            pub a_double: f64,
            /// The field `a_huge`.
            pub a_huge: Huge,
            /// The field `some_colours`.
            pub some_colours: Colour,
        }

        impl Scalars {
            /// Zeros.
            pub const EMPTY: Self = Self {
                a_bool: false,
                a_byte: 0,
                a_ubyte: 0,
                a_short: 0,
                a_ushort: 0,
                an_int: 0,
                a_uint: 0,
                a_long: 0,
                a_ulong: 0,
                a_float: 0.0,
                a_double: 0.0,
                a_huge: Huge::Zero,
                some_colours: Colour(0),
            };
        }

        impl Default for Scalars {
            #[inline]
            fn default() -> Self {
                Self::EMPTY
            }
        }

        impl ::flatstream_schema::Fixed for Scalars {
            const SIZE: usize = 64;
            const ALIGN: usize = 8;

            #[inline]
            fn store(self, out: &mut [u8]) {
                ::flatstream_schema::Fixed::store(self.a_bool, &mut out[0..1]);
                ::flatstream_schema::Fixed::store(self.a_byte, &mut out[1..2]);
                ::flatstream_schema::Fixed::store(self.a_ubyte, &mut out[2..3]);
                out[3..4].fill(0);
                ::flatstream_schema::Fixed::store(self.a_short, &mut out[4..6]);
                ::flatstream_schema::Fixed::store(self.a_ushort, &mut out[6..8]);
                ::flatstream_schema::Fixed::store(self.an_int, &mut out[8..12]);
                ::flatstream_schema::Fixed::store(self.a_uint, &mut out[12..16]);
                ::flatstream_schema::Fixed::store(self.a_long, &mut out[16..24]);
                ::flatstream_schema::Fixed::store(self.a_ulong, &mut out[24..32]);
                ::flatstream_schema::Fixed::store(self.a_float, &mut out[32..36]);
                out[36..40].fill(0);
                ::flatstream_schema::Fixed::store(self.a_double, &mut out[40..48]);
                ::flatstream_schema::Fixed::store(self.a_huge, &mut out[48..56]);
                ::flatstream_schema::Fixed::store(self.some_colours, &mut out[56..57]);
                out[57..64].fill(0);
            }

            #[inline]
            fn load(bytes: &[u8]) -> Self {
                Self {
                    a_bool: ::flatstream_schema::Fixed::load(&bytes[0..1]),
                    a_byte: ::flatstream_schema::Fixed::load(&bytes[1..2]),
                    a_ubyte: ::flatstream_schema::Fixed::load(&bytes[2..3]),
                    a_short: ::flatstream_schema::Fixed::load(&bytes[4..6]),
                    a_ushort: ::flatstream_schema::Fixed::load(&bytes[6..8]),
                    an_int: ::flatstream_schema::Fixed::load(&bytes[8..12]),
                    a_uint: ::flatstream_schema::Fixed::load(&bytes[12..16]),
                    a_long: ::flatstream_schema::Fixed::load(&bytes[16..24]),
                    a_ulong: ::flatstream_schema::Fixed::load(&bytes[24..32]),
                    a_float: ::flatstream_schema::Fixed::load(&bytes[32..36]),
                    a_double: ::flatstream_schema::Fixed::load(&bytes[40..48]),
                    a_huge: ::flatstream_schema::Fixed::load(&bytes[48..56]),
                    some_colours: ::flatstream_schema::Fixed::load(&bytes[56..57]),
                }
            }
        }

        /// With padding inside and at its end.
        #[derive(Clone, Copy, Debug, PartialEq)]
        pub struct Segment {
            /// The field `from`.
            pub from: Point,
            /// The field `tag`.
            pub tag: u8,
            /// The field `to`.
            pub to: Point,
            /// The field `weight`.
            pub weight: u16,
        }

        impl Segment {
            /// Zeros.
            pub const EMPTY: Self =
                Self { from: Point::EMPTY, tag: 0, to: Point::EMPTY, weight: 0 };
        }

        impl Default for Segment {
            #[inline]
            fn default() -> Self {
                Self::EMPTY
            }
        }

        impl ::flatstream_schema::Fixed for Segment {
            const SIZE: usize = 24;
            const ALIGN: usize = 4;

            #[inline]
            fn store(self, out: &mut [u8]) {
                ::flatstream_schema::Fixed::store(self.from, &mut out[0..8]);
                ::flatstream_schema::Fixed::store(self.tag, &mut out[8..9]);
                out[9..12].fill(0);
                ::flatstream_schema::Fixed::store(self.to, &mut out[12..20]);
                ::flatstream_schema::Fixed::store(self.weight, &mut out[20..22]);
                out[22..24].fill(0);
            }

            #[inline]
            fn load(bytes: &[u8]) -> Self {
                Self {
                    from: ::flatstream_schema::Fixed::load(&bytes[0..8]),
                    tag: ::flatstream_schema::Fixed::load(&bytes[8..9]),
                    to: ::flatstream_schema::Fixed::load(&bytes[12..20]),
                    weight: ::flatstream_schema::Fixed::load(&bytes[20..22]),
                }
            }
        }

        /// A table in one of several forms.
        #[derive(Clone, Copy, Debug, Default, PartialEq)]
        pub enum AnyDraft<'a> {
            /// No member.
            #[default]
            None,
            /// A `testdata.features.Leaf`.
            Leaf(&'a LeafDraft<'a>),
            /// The same by another name.
            Again(&'a LeafDraft<'a>),
            /// A `testdata.features.Node`.
            Node(&'a NodeDraft<'a>),
            /// A `testdata.features.Numbers`.
            Numbers(&'a NumbersDraft),
            /// A `testdata.features.parts.Part`.
            Other(&'a parts::PartDraft<'a>),
        }

        impl AnyDraft<'_> {
            /// The number that the schema gives the member, 0 if there is none.
            #[inline]
            #[must_use]
            pub const fn number(&self) -> u8 {
                match self {
                    Self::None => 0,
                    Self::Leaf(_) => 1,
                    Self::Again(_) => 2,
                    Self::Node(_) => 3,
                    Self::Numbers(_) => 4,
                    Self::Other(_) => 5,
                }
            }

            /// Places the member. Answers where it is, if there is one.
            #[inline]
            pub fn place<T: ::flatstream_schema::Target>(&self, target: &mut T) -> Option<usize> {
                Some(match self {
                    Self::None => return None,
                    Self::Leaf(draft) => ::flatstream_schema::Draft::place(draft, target),
                    Self::Again(draft) => ::flatstream_schema::Draft::place(draft, target),
                    Self::Node(draft) => ::flatstream_schema::Draft::place(draft, target),
                    Self::Numbers(draft) => ::flatstream_schema::Draft::place(draft, target),
                    Self::Other(draft) => ::flatstream_schema::Draft::place(draft, target),
                })
            }
        }

        /// A table in one of several forms.
        #[derive(Clone, Copy, Debug)]
        pub enum AnyView<'p> {
            /// No member.
            None,
            /// A `testdata.features.Leaf`.
            Leaf(LeafView<'p>),
            /// The same by another name.
            Again(LeafView<'p>),
            /// A `testdata.features.Node`.
            Node(NodeView<'p>),
            /// A `testdata.features.Numbers`.
            Numbers(NumbersView<'p>),
            /// A `testdata.features.parts.Part`.
            Other(parts::PartView<'p>),
            /// The number of a member that the schema did not have yet.
            Unknown(u8),
        }

        #[expect(unsafe_code, reason = "what was verified is not looked at again")]
        impl<'p> ::flatstream_schema::Union<'p> for AnyView<'p> {
            #[inline]
            fn check(
                check: &mut ::flatstream_schema::Check<'_>,
                number: u8,
                member: Option<usize>,
            ) -> bool {
                match number {
                    1 => check.table::<LeafView<'_>, 2>(member),
                    2 => check.table::<LeafView<'_>, 2>(member),
                    3 => check.table::<NodeView<'_>, 6>(member),
                    4 => check.table::<NumbersView<'_>, 11>(member),
                    5 => check.table::<parts::PartView<'_>, 3>(member),
                    _ => true,
                }
            }

            fn run_verifier(
                number: u8,
                verifier: &mut ::flatstream_schema::flatbuffers::Verifier<'_, '_>,
                position: usize,
            ) -> ::flatstream_schema::rules::Verdict {
                match number {
                    1 => ::flatstream_schema::rules::member::<LeafView<'static>>(
                        verifier,
                        "Any::Leaf",
                        position,
                    ),
                    2 => ::flatstream_schema::rules::member::<LeafView<'static>>(
                        verifier,
                        "Any::Again",
                        position,
                    ),
                    3 => ::flatstream_schema::rules::member::<NodeView<'static>>(
                        verifier,
                        "Any::Node",
                        position,
                    ),
                    4 => ::flatstream_schema::rules::member::<NumbersView<'static>>(
                        verifier,
                        "Any::Numbers",
                        position,
                    ),
                    5 => ::flatstream_schema::rules::member::<parts::PartView<'static>>(
                        verifier,
                        "Any::Other",
                        position,
                    ),
                    _ => Ok(()),
                }
            }

            #[inline]
            unsafe fn read<V>(
                number: u8,
                table: &::flatstream_schema::TableView<'p, V>,
                member: usize,
            ) -> Self {
                let found = match number {
                    0 => return Self::None,
                    // SAFETY: number 1 is a `testdata.features.Leaf`, the caller promises.
                    1 => unsafe { table.table(member) }.map(Self::Leaf),
                    // SAFETY: number 2 is a `testdata.features.Leaf`, the caller promises.
                    2 => unsafe { table.table(member) }.map(Self::Again),
                    // SAFETY: number 3 is a `testdata.features.Node`, the caller promises.
                    3 => unsafe { table.table(member) }.map(Self::Node),
                    // SAFETY: number 4 is a `testdata.features.Numbers`, the caller promises.
                    4 => unsafe { table.table(member) }.map(Self::Numbers),
                    // SAFETY: number 5 is a `testdata.features.parts.Part`, the caller promises.
                    5 => unsafe { table.table(member) }.map(Self::Other),
                    _ => None,
                };
                found.unwrap_or(Self::Unknown(number))
            }
        }

        /// A union whose members have numbers of their own.
        #[derive(Clone, Copy, Debug, Default, PartialEq)]
        pub enum GapsDraft<'a> {
            /// No member.
            #[default]
            None,
            /// A `testdata.features.Leaf`.
            Ten(&'a LeafDraft<'a>),
            /// A `testdata.features.Entry`.
            Last(&'a EntryDraft<'a>),
        }

        impl GapsDraft<'_> {
            /// The number that the schema gives the member, 0 if there is none.
            #[inline]
            #[must_use]
            pub const fn number(&self) -> u8 {
                match self {
                    Self::None => 0,
                    Self::Ten(_) => 10,
                    Self::Last(_) => 255,
                }
            }

            /// Places the member. Answers where it is, if there is one.
            #[inline]
            pub fn place<T: ::flatstream_schema::Target>(&self, target: &mut T) -> Option<usize> {
                Some(match self {
                    Self::None => return None,
                    Self::Ten(draft) => ::flatstream_schema::Draft::place(draft, target),
                    Self::Last(draft) => ::flatstream_schema::Draft::place(draft, target),
                })
            }
        }

        /// A union whose members have numbers of their own.
        #[derive(Clone, Copy, Debug)]
        pub enum GapsView<'p> {
            /// No member.
            None,
            /// A `testdata.features.Leaf`.
            Ten(LeafView<'p>),
            /// A `testdata.features.Entry`.
            Last(EntryView<'p>),
            /// The number of a member that the schema did not have yet.
            Unknown(u8),
        }

        #[expect(unsafe_code, reason = "what was verified is not looked at again")]
        impl<'p> ::flatstream_schema::Union<'p> for GapsView<'p> {
            #[inline]
            fn check(
                check: &mut ::flatstream_schema::Check<'_>,
                number: u8,
                member: Option<usize>,
            ) -> bool {
                match number {
                    10 => check.table::<LeafView<'_>, 2>(member),
                    255 => check.table::<EntryView<'_>, 2>(member),
                    _ => true,
                }
            }

            fn run_verifier(
                number: u8,
                verifier: &mut ::flatstream_schema::flatbuffers::Verifier<'_, '_>,
                position: usize,
            ) -> ::flatstream_schema::rules::Verdict {
                match number {
                    10 => ::flatstream_schema::rules::member::<LeafView<'static>>(
                        verifier,
                        "Gaps::Ten",
                        position,
                    ),
                    255 => ::flatstream_schema::rules::member::<EntryView<'static>>(
                        verifier,
                        "Gaps::Last",
                        position,
                    ),
                    _ => Ok(()),
                }
            }

            #[inline]
            unsafe fn read<V>(
                number: u8,
                table: &::flatstream_schema::TableView<'p, V>,
                member: usize,
            ) -> Self {
                let found = match number {
                    0 => return Self::None,
                    // SAFETY: number 10 is a `testdata.features.Leaf`, the caller promises.
                    10 => unsafe { table.table(member) }.map(Self::Ten),
                    // SAFETY: number 255 is a `testdata.features.Entry`, the caller promises.
                    255 => unsafe { table.table(member) }.map(Self::Last),
                    _ => None,
                };
                found.unwrap_or(Self::Unknown(number))
            }
        }

        /// The table `testdata.features.Bytes`, to be written.
        #[derive(Clone, Copy, Debug, PartialEq)]
        pub struct BytesDraft<'a> {
            /// A message of its own.
            ///
            /// A finished message with a `testdata.features.Leaf` at its root.
            pub leaf: Option<&'a [u8]>,
            /// One that needs more than eight bytes of alignment.
            ///
            /// A finished message with a `testdata.features.Structs` at its root.
            pub structs: Option<&'a [u8]>,
            /// One with another in it.
            ///
            /// A finished message with a `testdata.features.Bytes` at its root.
            pub bytes: Option<&'a [u8]>,
            /// The field `flex`.
            pub flex: Option<&'a [u8]>,
            /// The field `hash`.
            pub hash: u32,
        }

        impl BytesDraft<'_> {
            /// With no field present, or only those that are required, empty.
            pub const EMPTY: Self =
                Self { leaf: None, structs: None, bytes: None, flex: None, hash: 0 };
        }

        impl Default for BytesDraft<'_> {
            #[inline]
            fn default() -> Self {
                Self::EMPTY
            }
        }

        impl ::flatstream_schema::Draft for BytesDraft<'_> {
            const FILE_IDENTIFIER: Option<[u8; 4]> = None;

            #[inline]
            fn place<T: ::flatstream_schema::Target>(&self, target: &mut T) -> usize {
                if !target.enter() {
                    return 0;
                }
                let kind = ::flatstream_schema::Kind { number: 0, align: 4, shared: true };
                let present: [bool; 5] = [
                    self.leaf.is_some(),
                    self.structs.is_some(),
                    self.bytes.is_some(),
                    self.flex.is_some(),
                    self.hash != 0,
                ];
                let mut layout = ::flatstream_schema::Compact::<7>::new();
                layout.add(present[0], 0, 4, 4);
                layout.add(present[1], 1, 4, 4);
                layout.add(present[2], 2, 4, 4);
                layout.add(present[3], 3, 4, 4);
                layout.add(present[4], 4, 4, 4);
                let at = layout.place(target, kind, ::flatstream_schema::key(&present));
                if present[4] {
                    target.set(at + layout.offset(4), self.hash);
                }
                if let Some(value) = self.leaf {
                    let to = target.elements(value, 8);
                    target.link(at + layout.offset(0), to);
                }
                if let Some(value) = self.structs {
                    let to = target.elements(value, 16);
                    target.link(at + layout.offset(1), to);
                }
                if let Some(value) = self.bytes {
                    let to = target.elements(value, 16);
                    target.link(at + layout.offset(2), to);
                }
                if let Some(value) = self.flex {
                    let to = target.elements(value, 1);
                    target.link(at + layout.offset(3), to);
                }
                target.leave();
                at
            }
        }

        impl ::flatstream_schema::Emit for BytesDraft<'_> {
            #[inline]
            fn message_len(&self) -> ::flatstream_schema::Result<usize> {
                ::flatstream_schema::message_len(self)
            }

            #[inline]
            fn emit(&self, window: &mut [u8]) {
                ::flatstream_schema::emit(self, window);
            }
        }

        /// A verified `testdata.features.Bytes`.
        #[derive(Clone, Copy)]
        pub struct BytesView<'p>(::flatstream_schema::TableView<'p, Self>);

        impl<'p> ::core::convert::From<::flatstream_schema::TableView<'p, Self>> for BytesView<'p> {
            #[inline]
            fn from(table: ::flatstream_schema::TableView<'p, Self>) -> Self {
                Self(table)
            }
        }

        #[expect(unsafe_code, reason = "what was verified is not looked at again")]
        impl<'p> BytesView<'p> {
            /// A message of its own.
            #[inline]
            pub fn leaf(&self) -> Option<&'p [u8]> {
                self.0.bytes(0)
            }

            /// The message in `leaf`, of which the root is a `testdata.features.Leaf`.
            #[inline]
            pub fn leaf_nested(&self) -> Option<LeafView<'p>> {
                // SAFETY: by the rules of this view,
                // field 0 is a message with a `testdata.features.Leaf` at its root.
                unsafe { self.0.nested(0) }
            }

            /// One that needs more than eight bytes of alignment.
            #[inline]
            pub fn structs(&self) -> Option<&'p [u8]> {
                self.0.bytes(1)
            }

            /// The message in `structs`, of which the root is a `testdata.features.Structs`.
            #[inline]
            pub fn structs_nested(&self) -> Option<StructsView<'p>> {
                // SAFETY: by the rules of this view,
                // field 1 is a message with a `testdata.features.Structs` at its root.
                unsafe { self.0.nested(1) }
            }

            /// One with another in it.
            #[inline]
            pub fn bytes(&self) -> Option<&'p [u8]> {
                self.0.bytes(2)
            }

            /// The message in `bytes`, of which the root is a `testdata.features.Bytes`.
            #[inline]
            pub fn bytes_nested(&self) -> Option<BytesView<'p>> {
                // SAFETY: by the rules of this view,
                // field 2 is a message with a `testdata.features.Bytes` at its root.
                unsafe { self.0.nested(2) }
            }

            /// The field `flex`.
            #[inline]
            pub fn flex(&self) -> Option<::flatstream_schema::Elements<'p, u8>> {
                self.0.elements(3)
            }

            /// The field `hash`.
            #[inline]
            pub fn hash(&self) -> u32 {
                self.0.value(4).unwrap_or(0)
            }
        }

        impl ::core::fmt::Debug for BytesView<'_> {
            fn fmt(&self, f: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result {
                let mut out = f.debug_struct("BytesView");
                out.field("leaf", &self.leaf());
                out.field("structs", &self.structs());
                out.field("bytes", &self.bytes());
                out.field("flex", &self.flex());
                out.field("hash", &self.hash());
                out.finish()
            }
        }

        impl ::flatstream_schema::Checked<5> for BytesView<'_> {
            const SLOTS: [::flatstream_schema::Slot; 5] = [
                ::flatstream_schema::Slot::OFFSET,
                ::flatstream_schema::Slot::OFFSET,
                ::flatstream_schema::Slot::OFFSET,
                ::flatstream_schema::Slot::OFFSET,
                ::flatstream_schema::Slot::number(4),
            ];

            #[inline]
            fn references(
                check: &mut ::flatstream_schema::Check<'_>,
                table: &::flatstream_schema::Table<'_, 5>,
            ) -> bool {
                check.nested::<LeafView<'_>, 2>(table.field(0))
                    && check.nested::<StructsView<'_>, 8>(table.field(1))
                    && check.nested::<BytesView<'_>, 5>(table.field(2))
                    && check.elements(table.field(3), 1, 1)
            }
        }

        impl ::flatstream_schema::rules::VerifyOuter for BytesView<'_> {
            fn run_verifier(
                verifier: &mut ::flatstream_schema::flatbuffers::Verifier<'_, '_>,
                position: usize,
            ) -> ::flatstream_schema::rules::Verdict {
                let table = ::flatstream_schema::rules::Rules::new(verifier, position)?;
                let table = table.numbers::<u8>("leaf", 0, false)?;
                let table = table.numbers::<u8>("structs", 1, false)?;
                let table = table.numbers::<u8>("bytes", 2, false)?;
                let table = table.numbers::<u8>("flex", 3, false)?;
                let table = table.number::<u32>("hash", 4, false)?;
                table.finish()
            }
        }

        #[expect(unsafe_code, reason = "flatbuffers follows offsets that were verified")]
        impl<'p> ::flatstream_schema::flatbuffers::Follow<'p> for BytesView<'p> {
            type Inner = Self;

            #[inline]
            unsafe fn follow(payload: &'p [u8], at: usize) -> Self {
                // SAFETY: the caller promises that there is a verified table.
                Self(unsafe { ::flatstream_schema::TableView::new(payload, at) })
            }
        }

        #[expect(unsafe_code, reason = "what `Compiled` asks for is true by construction")]
        // SAFETY: the checks below come from the schema that the rules and the root have.
        unsafe impl ::flatstream_schema::Compiled for BytesView<'_> {
            type Root<'p> = BytesView<'p>;
            type Rules = ::flatstream_schema::rules::Outer<BytesView<'static>>;
            type Memo = ::flatstream_schema::Memo<BytesView<'static>, 5>;

            const NESTED: bool = true;

            #[inline]
            fn check(payload: &[u8], memo: &mut Self::Memo) -> bool {
                ::flatstream_schema::Check::root(payload, memo)
            }
        }

        impl ::flatstream_schema::Verified for BytesView<'_> {
            type Root<'p> = BytesView<'p>;
            type Memo = ::flatstream_schema::Memo<BytesView<'static>, 5>;

            #[inline]
            fn verify<'p>(
                payload: &'p [u8],
                memo: &mut Self::Memo,
            ) -> ::flatstream_schema::Result<Self::Root<'p>> {
                ::flatstream_schema::verify::<Self>(payload, memo)
            }
        }

        /// The table `testdata.features.Defaults`, to be written.
        #[derive(Clone, Copy, Debug, PartialEq)]
        pub struct DefaultsDraft {
            /// The field `a_bool`: `true` unless set.
            pub a_bool: bool,
            /// The field `a_byte`: `-5` unless set.
            pub a_byte: i8,
            /// The field `a_ubyte`: `250` unless set.
            pub a_ubyte: u8,
            /// The field `a_short`: `-30000` unless set.
            pub a_short: i16,
            /// The field `a_ushort`: `60000` unless set.
            pub a_ushort: u16,
            /// The field `an_int`: `-2000000000` unless set.
            pub an_int: i32,
            /// The field `a_uint`: `4000000000` unless set.
            pub a_uint: u32,
            /// The field `a_long`: `-9000000000000000000` unless set.
            pub a_long: i64,
            /// The field `a_ulong`: `9000000000000000001` unless set.
            pub a_ulong: u64,
            /// The field `a_float`: `1.5` unless set.
            pub a_float: f32,
            /// The field `a_double`: `-22500000000.0` unless set.
            pub a_double: f64,
            /// The field `a_tiny`: `Tiny::Minus` unless set.
            pub a_tiny: Tiny,
            /// The field `a_gap`: `Gap::Seven` unless set.
            pub a_gap: Gap,
            /// The field `a_huge`.
            pub a_huge: Huge,
            /// The field `some_colours`: `Colour::Blue` unless set.
            pub some_colours: Colour,
            /// The field `not_a_number`: `f64::NAN` unless set.
            pub not_a_number: f64,
            /// The field `infinite`: `f32::INFINITY` unless set.
            pub infinite: f32,
            /// The field `minus_infinite`: `f64::NEG_INFINITY` unless set.
            pub minus_infinite: f64,
            /// Near enough to be taken for it.
            pub pi: f64,
        }

        impl DefaultsDraft {
            /// With no field present, or only those that are required, empty.
            pub const EMPTY: Self = Self {
                a_bool: true,
                a_byte: -5,
                a_ubyte: 250,
                a_short: -30000,
                a_ushort: 60000,
                an_int: -2000000000,
                a_uint: 4000000000,
                a_long: -9000000000000000000,
                a_ulong: 9000000000000000001,
                a_float: 1.5,
                a_double: -22500000000.0,
                a_tiny: Tiny::Minus,
                a_gap: Gap::Seven,
                a_huge: Huge::Zero,
                some_colours: Colour::Blue,
                not_a_number: f64::NAN,
                infinite: f32::INFINITY,
                minus_infinite: f64::NEG_INFINITY,
                pi: f64::from_bits(0x400921f9f01b866e),
            };
        }

        impl Default for DefaultsDraft {
            #[inline]
            fn default() -> Self {
                Self::EMPTY
            }
        }

        impl ::flatstream_schema::Draft for DefaultsDraft {
            const FILE_IDENTIFIER: Option<[u8; 4]> = None;

            #[inline]
            fn place<T: ::flatstream_schema::Target>(&self, target: &mut T) -> usize {
                if !target.enter() {
                    return 0;
                }
                let kind = ::flatstream_schema::Kind { number: 1, align: 8, shared: true };
                let present: [bool; 19] = [
                    !self.a_bool,
                    self.a_byte != -5,
                    self.a_ubyte != 250,
                    self.a_short != -30000,
                    self.a_ushort != 60000,
                    self.an_int != -2000000000,
                    self.a_uint != 4000000000,
                    self.a_long != -9000000000000000000,
                    self.a_ulong != 9000000000000000001,
                    self.a_float != 1.5,
                    self.a_double != -22500000000.0,
                    self.a_tiny != Tiny::Minus,
                    self.a_gap != Gap::Seven,
                    self.a_huge != Huge::Zero,
                    self.some_colours != Colour::Blue,
                    true,
                    self.infinite != f32::INFINITY,
                    self.minus_infinite != f64::NEG_INFINITY,
                    self.pi != f64::from_bits(0x400921f9f01b866e),
                ];
                let mut layout = ::flatstream_schema::Compact::<21>::new();
                layout.add(present[7], 7, 8, 8);
                layout.add(present[8], 8, 8, 8);
                layout.add(present[10], 10, 8, 8);
                layout.add(present[13], 13, 8, 8);
                layout.add(present[15], 15, 8, 8);
                layout.add(present[17], 17, 8, 8);
                layout.add(present[18], 18, 8, 8);
                layout.add(present[5], 5, 4, 4);
                layout.add(present[6], 6, 4, 4);
                layout.add(present[9], 9, 4, 4);
                layout.add(present[16], 16, 4, 4);
                layout.add(present[3], 3, 2, 2);
                layout.add(present[4], 4, 2, 2);
                layout.add(present[0], 0, 1, 1);
                layout.add(present[1], 1, 1, 1);
                layout.add(present[2], 2, 1, 1);
                layout.add(present[11], 11, 1, 1);
                layout.add(present[12], 12, 1, 1);
                layout.add(present[14], 14, 1, 1);
                let at = layout.place(target, kind, ::flatstream_schema::key(&present));
                if present[0] {
                    target.set(at + layout.offset(0), self.a_bool);
                }
                if present[1] {
                    target.set(at + layout.offset(1), self.a_byte);
                }
                if present[2] {
                    target.set(at + layout.offset(2), self.a_ubyte);
                }
                if present[3] {
                    target.set(at + layout.offset(3), self.a_short);
                }
                if present[4] {
                    target.set(at + layout.offset(4), self.a_ushort);
                }
                if present[5] {
                    target.set(at + layout.offset(5), self.an_int);
                }
                if present[6] {
                    target.set(at + layout.offset(6), self.a_uint);
                }
                if present[7] {
                    target.set(at + layout.offset(7), self.a_long);
                }
                if present[8] {
                    target.set(at + layout.offset(8), self.a_ulong);
                }
                if present[9] {
                    target.set(at + layout.offset(9), self.a_float);
                }
                if present[10] {
                    target.set(at + layout.offset(10), self.a_double);
                }
                if present[11] {
                    target.set(at + layout.offset(11), self.a_tiny);
                }
                if present[12] {
                    target.set(at + layout.offset(12), self.a_gap);
                }
                if present[13] {
                    target.set(at + layout.offset(13), self.a_huge);
                }
                if present[14] {
                    target.set(at + layout.offset(14), self.some_colours);
                }
                target.set(at + layout.offset(15), self.not_a_number);
                if present[16] {
                    target.set(at + layout.offset(16), self.infinite);
                }
                if present[17] {
                    target.set(at + layout.offset(17), self.minus_infinite);
                }
                if present[18] {
                    target.set(at + layout.offset(18), self.pi);
                }
                target.leave();
                at
            }
        }

        impl ::flatstream_schema::Emit for DefaultsDraft {
            #[inline]
            fn message_len(&self) -> ::flatstream_schema::Result<usize> {
                ::flatstream_schema::message_len(self)
            }

            #[inline]
            fn emit(&self, window: &mut [u8]) {
                ::flatstream_schema::emit(self, window);
            }
        }

        /// A verified `testdata.features.Defaults`.
        #[derive(Clone, Copy)]
        pub struct DefaultsView<'p>(::flatstream_schema::TableView<'p, Self>);

        impl<'p> ::core::convert::From<::flatstream_schema::TableView<'p, Self>> for DefaultsView<'p> {
            #[inline]
            fn from(table: ::flatstream_schema::TableView<'p, Self>) -> Self {
                Self(table)
            }
        }

        impl DefaultsView<'_> {
            /// The field `a_bool`.
            #[inline]
            pub fn a_bool(&self) -> bool {
                self.0.value(0).unwrap_or(true)
            }

            /// The field `a_byte`.
            #[inline]
            pub fn a_byte(&self) -> i8 {
                self.0.value(1).unwrap_or(-5)
            }

            /// The field `a_ubyte`.
            #[inline]
            pub fn a_ubyte(&self) -> u8 {
                self.0.value(2).unwrap_or(250)
            }

            /// The field `a_short`.
            #[inline]
            pub fn a_short(&self) -> i16 {
                self.0.value(3).unwrap_or(-30000)
            }

            /// The field `a_ushort`.
            #[inline]
            pub fn a_ushort(&self) -> u16 {
                self.0.value(4).unwrap_or(60000)
            }

            /// The field `an_int`.
            #[inline]
            pub fn an_int(&self) -> i32 {
                self.0.value(5).unwrap_or(-2000000000)
            }

            /// The field `a_uint`.
            #[inline]
            pub fn a_uint(&self) -> u32 {
                self.0.value(6).unwrap_or(4000000000)
            }

            /// The field `a_long`.
            #[inline]
            pub fn a_long(&self) -> i64 {
                self.0.value(7).unwrap_or(-9000000000000000000)
            }

            /// The field `a_ulong`.
            #[inline]
            pub fn a_ulong(&self) -> u64 {
                self.0.value(8).unwrap_or(9000000000000000001)
            }

            /// The field `a_float`.
            #[inline]
            pub fn a_float(&self) -> f32 {
                self.0.value(9).unwrap_or(1.5)
            }

            /// The field `a_double`.
            #[inline]
            pub fn a_double(&self) -> f64 {
                self.0.value(10).unwrap_or(-22500000000.0)
            }

            /// The field `a_tiny`.
            #[inline]
            pub fn a_tiny(&self) -> Tiny {
                self.0.value(11).unwrap_or(Tiny::Minus)
            }

            /// The field `a_gap`.
            #[inline]
            pub fn a_gap(&self) -> Gap {
                self.0.value(12).unwrap_or(Gap::Seven)
            }

            /// The field `a_huge`.
            #[inline]
            pub fn a_huge(&self) -> Huge {
                self.0.value(13).unwrap_or(Huge::Zero)
            }

            /// The field `some_colours`.
            #[inline]
            pub fn some_colours(&self) -> Colour {
                self.0.value(14).unwrap_or(Colour::Blue)
            }

            /// The field `not_a_number`.
            #[inline]
            pub fn not_a_number(&self) -> f64 {
                self.0.value(15).unwrap_or(f64::NAN)
            }

            /// The field `infinite`.
            #[inline]
            pub fn infinite(&self) -> f32 {
                self.0.value(16).unwrap_or(f32::INFINITY)
            }

            /// The field `minus_infinite`.
            #[inline]
            pub fn minus_infinite(&self) -> f64 {
                self.0.value(17).unwrap_or(f64::NEG_INFINITY)
            }

            /// Near enough to be taken for it.
            #[inline]
            pub fn pi(&self) -> f64 {
                self.0.value(18).unwrap_or(f64::from_bits(0x400921f9f01b866e))
            }
        }

        impl ::core::fmt::Debug for DefaultsView<'_> {
            fn fmt(&self, f: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result {
                let mut out = f.debug_struct("DefaultsView");
                out.field("a_bool", &self.a_bool());
                out.field("a_byte", &self.a_byte());
                out.field("a_ubyte", &self.a_ubyte());
                out.field("a_short", &self.a_short());
                out.field("a_ushort", &self.a_ushort());
                out.field("an_int", &self.an_int());
                out.field("a_uint", &self.a_uint());
                out.field("a_long", &self.a_long());
                out.field("a_ulong", &self.a_ulong());
                out.field("a_float", &self.a_float());
                out.field("a_double", &self.a_double());
                out.field("a_tiny", &self.a_tiny());
                out.field("a_gap", &self.a_gap());
                out.field("a_huge", &self.a_huge());
                out.field("some_colours", &self.some_colours());
                out.field("not_a_number", &self.not_a_number());
                out.field("infinite", &self.infinite());
                out.field("minus_infinite", &self.minus_infinite());
                out.field("pi", &self.pi());
                out.finish()
            }
        }

        impl ::flatstream_schema::Checked<19> for DefaultsView<'_> {
            const SLOTS: [::flatstream_schema::Slot; 19] = [
                ::flatstream_schema::Slot::number(1),
                ::flatstream_schema::Slot::number(1),
                ::flatstream_schema::Slot::number(1),
                ::flatstream_schema::Slot::number(2),
                ::flatstream_schema::Slot::number(2),
                ::flatstream_schema::Slot::number(4),
                ::flatstream_schema::Slot::number(4),
                ::flatstream_schema::Slot::number(8),
                ::flatstream_schema::Slot::number(8),
                ::flatstream_schema::Slot::number(4),
                ::flatstream_schema::Slot::number(8),
                ::flatstream_schema::Slot::number(1),
                ::flatstream_schema::Slot::number(1),
                ::flatstream_schema::Slot::number(8),
                ::flatstream_schema::Slot::number(1),
                ::flatstream_schema::Slot::number(8),
                ::flatstream_schema::Slot::number(4),
                ::flatstream_schema::Slot::number(8),
                ::flatstream_schema::Slot::number(8),
            ];

            #[inline]
            fn references(
                _: &mut ::flatstream_schema::Check<'_>,
                _: &::flatstream_schema::Table<'_, 19>,
            ) -> bool {
                true
            }
        }

        impl ::flatstream_schema::flatbuffers::Verifiable for DefaultsView<'_> {
            fn run_verifier(
                verifier: &mut ::flatstream_schema::flatbuffers::Verifier<'_, '_>,
                position: usize,
            ) -> ::flatstream_schema::rules::Verdict {
                let table = ::flatstream_schema::rules::Rules::new(verifier, position)?;
                let table = table.number::<bool>("a_bool", 0, false)?;
                let table = table.number::<i8>("a_byte", 1, false)?;
                let table = table.number::<u8>("a_ubyte", 2, false)?;
                let table = table.number::<i16>("a_short", 3, false)?;
                let table = table.number::<u16>("a_ushort", 4, false)?;
                let table = table.number::<i32>("an_int", 5, false)?;
                let table = table.number::<u32>("a_uint", 6, false)?;
                let table = table.number::<i64>("a_long", 7, false)?;
                let table = table.number::<u64>("a_ulong", 8, false)?;
                let table = table.number::<f32>("a_float", 9, false)?;
                let table = table.number::<f64>("a_double", 10, false)?;
                let table = table.number::<i8>("a_tiny", 11, false)?;
                let table = table.number::<u8>("a_gap", 12, false)?;
                let table = table.number::<u64>("a_huge", 13, false)?;
                let table = table.number::<u8>("some_colours", 14, false)?;
                let table = table.number::<f64>("not_a_number", 15, false)?;
                let table = table.number::<f32>("infinite", 16, false)?;
                let table = table.number::<f64>("minus_infinite", 17, false)?;
                let table = table.number::<f64>("pi", 18, false)?;
                table.finish()
            }
        }

        #[expect(unsafe_code, reason = "flatbuffers follows offsets that were verified")]
        impl<'p> ::flatstream_schema::flatbuffers::Follow<'p> for DefaultsView<'p> {
            type Inner = Self;

            #[inline]
            unsafe fn follow(payload: &'p [u8], at: usize) -> Self {
                // SAFETY: the caller promises that there is a verified table.
                Self(unsafe { ::flatstream_schema::TableView::new(payload, at) })
            }
        }

        #[expect(unsafe_code, reason = "what `Compiled` asks for is true by construction")]
        // SAFETY: the checks below come from the schema that the rules and the root have.
        unsafe impl ::flatstream_schema::Compiled for DefaultsView<'_> {
            type Root<'p> = DefaultsView<'p>;
            type Rules = DefaultsView<'static>;
            type Memo = ::flatstream_schema::Memo<DefaultsView<'static>, 19>;

            const NESTED: bool = false;

            #[inline]
            fn check(payload: &[u8], memo: &mut Self::Memo) -> bool {
                ::flatstream_schema::Check::root(payload, memo)
            }
        }

        impl ::flatstream_schema::Verified for DefaultsView<'_> {
            type Root<'p> = DefaultsView<'p>;
            type Memo = ::flatstream_schema::Memo<DefaultsView<'static>, 19>;

            #[inline]
            fn verify<'p>(
                payload: &'p [u8],
                memo: &mut Self::Memo,
            ) -> ::flatstream_schema::Result<Self::Root<'p>> {
                ::flatstream_schema::verify::<Self>(payload, memo)
            }
        }

        /// The table `testdata.features.Deprecated`, to be written.
        #[derive(Clone, Copy, Debug, PartialEq)]
        pub struct DeprecatedDraft<'a> {
            /// The field `kept`.
            pub kept: i32,
            /// The field `last`.
            pub last: Option<&'a str>,
        }

        impl DeprecatedDraft<'_> {
            /// With no field present, or only those that are required, empty.
            pub const EMPTY: Self = Self { kept: 0, last: None };
        }

        impl Default for DeprecatedDraft<'_> {
            #[inline]
            fn default() -> Self {
                Self::EMPTY
            }
        }

        impl ::flatstream_schema::Draft for DeprecatedDraft<'_> {
            const FILE_IDENTIFIER: Option<[u8; 4]> = None;

            #[inline]
            fn place<T: ::flatstream_schema::Target>(&self, target: &mut T) -> usize {
                if !target.enter() {
                    return 0;
                }
                let kind = ::flatstream_schema::Kind { number: 2, align: 4, shared: true };
                let present: [bool; 6] =
                    [self.kept != 0, false, false, false, false, self.last.is_some()];
                let mut layout = ::flatstream_schema::Compact::<8>::new();
                layout.add(present[0], 0, 4, 4);
                layout.add(present[5], 5, 4, 4);
                let at = layout.place(target, kind, ::flatstream_schema::key(&present));
                if present[0] {
                    target.set(at + layout.offset(0), self.kept);
                }
                if let Some(value) = self.last {
                    let to = target.text(value);
                    target.link(at + layout.offset(5), to);
                }
                target.leave();
                at
            }
        }

        impl ::flatstream_schema::Emit for DeprecatedDraft<'_> {
            #[inline]
            fn message_len(&self) -> ::flatstream_schema::Result<usize> {
                ::flatstream_schema::message_len(self)
            }

            #[inline]
            fn emit(&self, window: &mut [u8]) {
                ::flatstream_schema::emit(self, window);
            }
        }

        /// A verified `testdata.features.Deprecated`.
        #[derive(Clone, Copy)]
        pub struct DeprecatedView<'p>(::flatstream_schema::TableView<'p, Self>);

        impl<'p> ::core::convert::From<::flatstream_schema::TableView<'p, Self>> for DeprecatedView<'p> {
            #[inline]
            fn from(table: ::flatstream_schema::TableView<'p, Self>) -> Self {
                Self(table)
            }
        }

        #[expect(unsafe_code, reason = "what was verified is not looked at again")]
        impl<'p> DeprecatedView<'p> {
            /// The field `kept`.
            #[inline]
            pub fn kept(&self) -> i32 {
                self.0.value(0).unwrap_or(0)
            }

            /// The field `last`.
            #[inline]
            pub fn last(&self) -> Option<&'p str> {
                // SAFETY: by the rules of this view, field 5 is a text.
                unsafe { self.0.text(5) }
            }
        }

        impl ::core::fmt::Debug for DeprecatedView<'_> {
            fn fmt(&self, f: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result {
                let mut out = f.debug_struct("DeprecatedView");
                out.field("kept", &self.kept());
                out.field("last", &self.last());
                out.finish()
            }
        }

        impl ::flatstream_schema::Checked<6> for DeprecatedView<'_> {
            const SLOTS: [::flatstream_schema::Slot; 6] = [
                ::flatstream_schema::Slot::number(4),
                ::flatstream_schema::Slot::IGNORED,
                ::flatstream_schema::Slot::IGNORED,
                ::flatstream_schema::Slot::IGNORED,
                ::flatstream_schema::Slot::IGNORED,
                ::flatstream_schema::Slot::OFFSET,
            ];

            #[inline]
            fn references(
                check: &mut ::flatstream_schema::Check<'_>,
                table: &::flatstream_schema::Table<'_, 6>,
            ) -> bool {
                check.text(table.field(5))
            }
        }

        impl ::flatstream_schema::flatbuffers::Verifiable for DeprecatedView<'_> {
            fn run_verifier(
                verifier: &mut ::flatstream_schema::flatbuffers::Verifier<'_, '_>,
                position: usize,
            ) -> ::flatstream_schema::rules::Verdict {
                let table = ::flatstream_schema::rules::Rules::new(verifier, position)?;
                let table = table.number::<i32>("kept", 0, false)?;
                let table = table.text("last", 5, false)?;
                table.finish()
            }
        }

        #[expect(unsafe_code, reason = "flatbuffers follows offsets that were verified")]
        impl<'p> ::flatstream_schema::flatbuffers::Follow<'p> for DeprecatedView<'p> {
            type Inner = Self;

            #[inline]
            unsafe fn follow(payload: &'p [u8], at: usize) -> Self {
                // SAFETY: the caller promises that there is a verified table.
                Self(unsafe { ::flatstream_schema::TableView::new(payload, at) })
            }
        }

        #[expect(unsafe_code, reason = "what `Compiled` asks for is true by construction")]
        // SAFETY: the checks below come from the schema that the rules and the root have.
        unsafe impl ::flatstream_schema::Compiled for DeprecatedView<'_> {
            type Root<'p> = DeprecatedView<'p>;
            type Rules = DeprecatedView<'static>;
            type Memo = ::flatstream_schema::Memo<DeprecatedView<'static>, 6>;

            const NESTED: bool = false;

            #[inline]
            fn check(payload: &[u8], memo: &mut Self::Memo) -> bool {
                ::flatstream_schema::Check::root(payload, memo)
            }
        }

        impl ::flatstream_schema::Verified for DeprecatedView<'_> {
            type Root<'p> = DeprecatedView<'p>;
            type Memo = ::flatstream_schema::Memo<DeprecatedView<'static>, 6>;

            #[inline]
            fn verify<'p>(
                payload: &'p [u8],
                memo: &mut Self::Memo,
            ) -> ::flatstream_schema::Result<Self::Root<'p>> {
                ::flatstream_schema::verify::<Self>(payload, memo)
            }
        }

        /// No fields at all.
        #[derive(Clone, Copy, Debug, PartialEq)]
        pub struct EmptyDraft {}

        impl EmptyDraft {
            /// With no field present, or only those that are required, empty.
            pub const EMPTY: Self = Self {};
        }

        impl Default for EmptyDraft {
            #[inline]
            fn default() -> Self {
                Self::EMPTY
            }
        }

        impl ::flatstream_schema::Draft for EmptyDraft {
            const FILE_IDENTIFIER: Option<[u8; 4]> = None;

            #[inline]
            fn place<T: ::flatstream_schema::Target>(&self, target: &mut T) -> usize {
                if !target.enter() {
                    return 0;
                }
                let kind = ::flatstream_schema::Kind { number: 3, align: 4, shared: true };
                let present: [bool; 0] = [];
                let mut layout = ::flatstream_schema::Compact::<2>::new();
                let at = layout.place(target, kind, ::flatstream_schema::key(&present));
                target.leave();
                at
            }
        }

        impl ::flatstream_schema::Emit for EmptyDraft {
            #[inline]
            fn message_len(&self) -> ::flatstream_schema::Result<usize> {
                ::flatstream_schema::message_len(self)
            }

            #[inline]
            fn emit(&self, window: &mut [u8]) {
                ::flatstream_schema::emit(self, window);
            }
        }

        /// No fields at all.
        #[derive(Clone, Copy)]
        #[allow(dead_code, reason = "there is nothing to be read")]
        pub struct EmptyView<'p>(::flatstream_schema::TableView<'p, Self>);

        impl<'p> ::core::convert::From<::flatstream_schema::TableView<'p, Self>> for EmptyView<'p> {
            #[inline]
            fn from(table: ::flatstream_schema::TableView<'p, Self>) -> Self {
                Self(table)
            }
        }

        impl ::core::fmt::Debug for EmptyView<'_> {
            fn fmt(&self, f: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result {
                f.write_str("EmptyView")
            }
        }

        impl ::flatstream_schema::Checked<0> for EmptyView<'_> {
            const SLOTS: [::flatstream_schema::Slot; 0] = [];

            #[inline]
            fn references(
                _: &mut ::flatstream_schema::Check<'_>,
                _: &::flatstream_schema::Table<'_, 0>,
            ) -> bool {
                true
            }
        }

        impl ::flatstream_schema::flatbuffers::Verifiable for EmptyView<'_> {
            fn run_verifier(
                verifier: &mut ::flatstream_schema::flatbuffers::Verifier<'_, '_>,
                position: usize,
            ) -> ::flatstream_schema::rules::Verdict {
                let table = ::flatstream_schema::rules::Rules::new(verifier, position)?;
                table.finish()
            }
        }

        #[expect(unsafe_code, reason = "flatbuffers follows offsets that were verified")]
        impl<'p> ::flatstream_schema::flatbuffers::Follow<'p> for EmptyView<'p> {
            type Inner = Self;

            #[inline]
            unsafe fn follow(payload: &'p [u8], at: usize) -> Self {
                // SAFETY: the caller promises that there is a verified table.
                Self(unsafe { ::flatstream_schema::TableView::new(payload, at) })
            }
        }

        #[expect(unsafe_code, reason = "what `Compiled` asks for is true by construction")]
        // SAFETY: the checks below come from the schema that the rules and the root have.
        unsafe impl ::flatstream_schema::Compiled for EmptyView<'_> {
            type Root<'p> = EmptyView<'p>;
            type Rules = EmptyView<'static>;
            type Memo = ::flatstream_schema::Memo<EmptyView<'static>, 0>;

            const NESTED: bool = false;

            #[inline]
            fn check(payload: &[u8], memo: &mut Self::Memo) -> bool {
                ::flatstream_schema::Check::root(payload, memo)
            }
        }

        impl ::flatstream_schema::Verified for EmptyView<'_> {
            type Root<'p> = EmptyView<'p>;
            type Memo = ::flatstream_schema::Memo<EmptyView<'static>, 0>;

            #[inline]
            fn verify<'p>(
                payload: &'p [u8],
                memo: &mut Self::Memo,
            ) -> ::flatstream_schema::Result<Self::Root<'p>> {
                ::flatstream_schema::verify::<Self>(payload, memo)
            }
        }

        /// The table `testdata.features.Entry`, to be written.
        #[derive(Clone, Copy, Debug, PartialEq)]
        pub struct EntryDraft<'a> {
            /// The field `name`.
            ///
            /// A key: those in a vector are to be sorted by it.
            pub name: &'a str,
            /// The field `count`.
            pub count: u64,
        }

        impl EntryDraft<'_> {
            /// With no field present, or only those that are required, empty.
            pub const EMPTY: Self = Self { name: "", count: 0 };
        }

        impl Default for EntryDraft<'_> {
            #[inline]
            fn default() -> Self {
                Self::EMPTY
            }
        }

        impl ::flatstream_schema::Draft for EntryDraft<'_> {
            const FILE_IDENTIFIER: Option<[u8; 4]> = None;

            #[inline]
            fn place<T: ::flatstream_schema::Target>(&self, target: &mut T) -> usize {
                if !target.enter() {
                    return 0;
                }
                let kind = ::flatstream_schema::Kind { number: 4, align: 8, shared: true };
                let present: [bool; 2] = [true, self.count != 0];
                let mut layout = ::flatstream_schema::Compact::<4>::new();
                layout.add(present[1], 1, 8, 8);
                layout.add(present[0], 0, 4, 4);
                let at = layout.place(target, kind, ::flatstream_schema::key(&present));
                if present[1] {
                    target.set(at + layout.offset(1), self.count);
                }
                let to = target.text(self.name);
                target.link(at + layout.offset(0), to);
                target.leave();
                at
            }
        }

        impl ::flatstream_schema::Emit for EntryDraft<'_> {
            #[inline]
            fn message_len(&self) -> ::flatstream_schema::Result<usize> {
                ::flatstream_schema::message_len(self)
            }

            #[inline]
            fn emit(&self, window: &mut [u8]) {
                ::flatstream_schema::emit(self, window);
            }
        }

        /// A verified `testdata.features.Entry`.
        #[derive(Clone, Copy)]
        pub struct EntryView<'p>(::flatstream_schema::TableView<'p, Self>);

        impl<'p> ::core::convert::From<::flatstream_schema::TableView<'p, Self>> for EntryView<'p> {
            #[inline]
            fn from(table: ::flatstream_schema::TableView<'p, Self>) -> Self {
                Self(table)
            }
        }

        #[expect(unsafe_code, reason = "what was verified is not looked at again")]
        impl<'p> EntryView<'p> {
            /// The field `name`.
            #[inline]
            pub fn name(&self) -> &'p str {
                // SAFETY: by the rules of this view, field 0 is a text.
                unsafe { self.0.text(0) }.unwrap_or_default()
            }

            /// The field `count`.
            #[inline]
            pub fn count(&self) -> u64 {
                self.0.value(1).unwrap_or(0)
            }
        }

        impl ::core::fmt::Debug for EntryView<'_> {
            fn fmt(&self, f: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result {
                let mut out = f.debug_struct("EntryView");
                out.field("name", &self.name());
                out.field("count", &self.count());
                out.finish()
            }
        }

        impl ::flatstream_schema::Checked<2> for EntryView<'_> {
            const SLOTS: [::flatstream_schema::Slot; 2] = [
                ::flatstream_schema::Slot::OFFSET.required(),
                ::flatstream_schema::Slot::number(8),
            ];

            #[inline]
            fn references(
                check: &mut ::flatstream_schema::Check<'_>,
                table: &::flatstream_schema::Table<'_, 2>,
            ) -> bool {
                check.text(table.field(0))
            }
        }

        impl ::flatstream_schema::flatbuffers::Verifiable for EntryView<'_> {
            fn run_verifier(
                verifier: &mut ::flatstream_schema::flatbuffers::Verifier<'_, '_>,
                position: usize,
            ) -> ::flatstream_schema::rules::Verdict {
                let table = ::flatstream_schema::rules::Rules::new(verifier, position)?;
                let table = table.text("name", 0, true)?;
                let table = table.number::<u64>("count", 1, false)?;
                table.finish()
            }
        }

        #[expect(unsafe_code, reason = "flatbuffers follows offsets that were verified")]
        impl<'p> ::flatstream_schema::flatbuffers::Follow<'p> for EntryView<'p> {
            type Inner = Self;

            #[inline]
            unsafe fn follow(payload: &'p [u8], at: usize) -> Self {
                // SAFETY: the caller promises that there is a verified table.
                Self(unsafe { ::flatstream_schema::TableView::new(payload, at) })
            }
        }

        #[expect(unsafe_code, reason = "what `Compiled` asks for is true by construction")]
        // SAFETY: the checks below come from the schema that the rules and the root have.
        unsafe impl ::flatstream_schema::Compiled for EntryView<'_> {
            type Root<'p> = EntryView<'p>;
            type Rules = EntryView<'static>;
            type Memo = ::flatstream_schema::Memo<EntryView<'static>, 2>;

            const NESTED: bool = false;

            #[inline]
            fn check(payload: &[u8], memo: &mut Self::Memo) -> bool {
                ::flatstream_schema::Check::root(payload, memo)
            }
        }

        impl ::flatstream_schema::Verified for EntryView<'_> {
            type Root<'p> = EntryView<'p>;
            type Memo = ::flatstream_schema::Memo<EntryView<'static>, 2>;

            #[inline]
            fn verify<'p>(
                payload: &'p [u8],
                memo: &mut Self::Memo,
            ) -> ::flatstream_schema::Result<Self::Root<'p>> {
                ::flatstream_schema::verify::<Self>(payload, memo)
            }
        }

        /// The table `testdata.features.Enums`, to be written.
        #[derive(Clone, Copy, Debug, PartialEq)]
        pub struct EnumsDraft {
            /// The field `tiny`.
            pub tiny: Tiny,
            /// The field `gap`: `Gap::One` unless set.
            pub gap: Gap,
            /// The field `short`.
            pub short: Short,
            /// The field `ushort`.
            pub ushort: UShort,
            /// The field `wide`.
            pub wide: Wide,
            /// The field `uwide`.
            pub uwide: UWide,
            /// The field `signed64`.
            pub signed64: Signed64,
            /// The field `huge`.
            pub huge: Huge,
            /// The field `colours`.
            pub colours: Colour,
            /// The field `bits`.
            pub bits: Bit64,
            /// The field `unit`.
            pub unit: parts::Unit,
        }

        impl EnumsDraft {
            /// With no field present, or only those that are required, empty.
            pub const EMPTY: Self = Self {
                tiny: Tiny::Zero,
                gap: Gap::One,
                short: Short::Zero,
                ushort: UShort::Zero,
                wide: Wide::Zero,
                uwide: UWide::Zero,
                signed64: Signed64::Zero,
                huge: Huge::Zero,
                colours: Colour(0),
                bits: Bit64(0),
                unit: parts::Unit::None,
            };
        }

        impl Default for EnumsDraft {
            #[inline]
            fn default() -> Self {
                Self::EMPTY
            }
        }

        impl ::flatstream_schema::Draft for EnumsDraft {
            const FILE_IDENTIFIER: Option<[u8; 4]> = None;

            #[inline]
            fn place<T: ::flatstream_schema::Target>(&self, target: &mut T) -> usize {
                if !target.enter() {
                    return 0;
                }
                let kind = ::flatstream_schema::Kind { number: 5, align: 8, shared: true };
                let present: [bool; 11] = [
                    self.tiny != Tiny::Zero,
                    self.gap != Gap::One,
                    self.short != Short::Zero,
                    self.ushort != UShort::Zero,
                    self.wide != Wide::Zero,
                    self.uwide != UWide::Zero,
                    self.signed64 != Signed64::Zero,
                    self.huge != Huge::Zero,
                    self.colours != Colour(0),
                    self.bits != Bit64(0),
                    self.unit != parts::Unit::None,
                ];
                let mut layout = ::flatstream_schema::Compact::<13>::new();
                layout.add(present[6], 6, 8, 8);
                layout.add(present[7], 7, 8, 8);
                layout.add(present[9], 9, 8, 8);
                layout.add(present[4], 4, 4, 4);
                layout.add(present[5], 5, 4, 4);
                layout.add(present[2], 2, 2, 2);
                layout.add(present[3], 3, 2, 2);
                layout.add(present[0], 0, 1, 1);
                layout.add(present[1], 1, 1, 1);
                layout.add(present[8], 8, 1, 1);
                layout.add(present[10], 10, 1, 1);
                let at = layout.place(target, kind, ::flatstream_schema::key(&present));
                if present[0] {
                    target.set(at + layout.offset(0), self.tiny);
                }
                if present[1] {
                    target.set(at + layout.offset(1), self.gap);
                }
                if present[2] {
                    target.set(at + layout.offset(2), self.short);
                }
                if present[3] {
                    target.set(at + layout.offset(3), self.ushort);
                }
                if present[4] {
                    target.set(at + layout.offset(4), self.wide);
                }
                if present[5] {
                    target.set(at + layout.offset(5), self.uwide);
                }
                if present[6] {
                    target.set(at + layout.offset(6), self.signed64);
                }
                if present[7] {
                    target.set(at + layout.offset(7), self.huge);
                }
                if present[8] {
                    target.set(at + layout.offset(8), self.colours);
                }
                if present[9] {
                    target.set(at + layout.offset(9), self.bits);
                }
                if present[10] {
                    target.set(at + layout.offset(10), self.unit);
                }
                target.leave();
                at
            }
        }

        impl ::flatstream_schema::Emit for EnumsDraft {
            #[inline]
            fn message_len(&self) -> ::flatstream_schema::Result<usize> {
                ::flatstream_schema::message_len(self)
            }

            #[inline]
            fn emit(&self, window: &mut [u8]) {
                ::flatstream_schema::emit(self, window);
            }
        }

        /// A verified `testdata.features.Enums`.
        #[derive(Clone, Copy)]
        pub struct EnumsView<'p>(::flatstream_schema::TableView<'p, Self>);

        impl<'p> ::core::convert::From<::flatstream_schema::TableView<'p, Self>> for EnumsView<'p> {
            #[inline]
            fn from(table: ::flatstream_schema::TableView<'p, Self>) -> Self {
                Self(table)
            }
        }

        impl EnumsView<'_> {
            /// The field `tiny`.
            #[inline]
            pub fn tiny(&self) -> Tiny {
                self.0.value(0).unwrap_or(Tiny::Zero)
            }

            /// The field `gap`.
            #[inline]
            pub fn gap(&self) -> Gap {
                self.0.value(1).unwrap_or(Gap::One)
            }

            /// The field `short`.
            #[inline]
            pub fn short(&self) -> Short {
                self.0.value(2).unwrap_or(Short::Zero)
            }

            /// The field `ushort`.
            #[inline]
            pub fn ushort(&self) -> UShort {
                self.0.value(3).unwrap_or(UShort::Zero)
            }

            /// The field `wide`.
            #[inline]
            pub fn wide(&self) -> Wide {
                self.0.value(4).unwrap_or(Wide::Zero)
            }

            /// The field `uwide`.
            #[inline]
            pub fn uwide(&self) -> UWide {
                self.0.value(5).unwrap_or(UWide::Zero)
            }

            /// The field `signed64`.
            #[inline]
            pub fn signed64(&self) -> Signed64 {
                self.0.value(6).unwrap_or(Signed64::Zero)
            }

            /// The field `huge`.
            #[inline]
            pub fn huge(&self) -> Huge {
                self.0.value(7).unwrap_or(Huge::Zero)
            }

            /// The field `colours`.
            #[inline]
            pub fn colours(&self) -> Colour {
                self.0.value(8).unwrap_or(Colour(0))
            }

            /// The field `bits`.
            #[inline]
            pub fn bits(&self) -> Bit64 {
                self.0.value(9).unwrap_or(Bit64(0))
            }

            /// The field `unit`.
            #[inline]
            pub fn unit(&self) -> parts::Unit {
                self.0.value(10).unwrap_or(parts::Unit::None)
            }
        }

        impl ::core::fmt::Debug for EnumsView<'_> {
            fn fmt(&self, f: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result {
                let mut out = f.debug_struct("EnumsView");
                out.field("tiny", &self.tiny());
                out.field("gap", &self.gap());
                out.field("short", &self.short());
                out.field("ushort", &self.ushort());
                out.field("wide", &self.wide());
                out.field("uwide", &self.uwide());
                out.field("signed64", &self.signed64());
                out.field("huge", &self.huge());
                out.field("colours", &self.colours());
                out.field("bits", &self.bits());
                out.field("unit", &self.unit());
                out.finish()
            }
        }

        impl ::flatstream_schema::Checked<11> for EnumsView<'_> {
            const SLOTS: [::flatstream_schema::Slot; 11] = [
                ::flatstream_schema::Slot::number(1),
                ::flatstream_schema::Slot::number(1),
                ::flatstream_schema::Slot::number(2),
                ::flatstream_schema::Slot::number(2),
                ::flatstream_schema::Slot::number(4),
                ::flatstream_schema::Slot::number(4),
                ::flatstream_schema::Slot::number(8),
                ::flatstream_schema::Slot::number(8),
                ::flatstream_schema::Slot::number(1),
                ::flatstream_schema::Slot::number(8),
                ::flatstream_schema::Slot::number(1),
            ];

            #[inline]
            fn references(
                _: &mut ::flatstream_schema::Check<'_>,
                _: &::flatstream_schema::Table<'_, 11>,
            ) -> bool {
                true
            }
        }

        impl ::flatstream_schema::flatbuffers::Verifiable for EnumsView<'_> {
            fn run_verifier(
                verifier: &mut ::flatstream_schema::flatbuffers::Verifier<'_, '_>,
                position: usize,
            ) -> ::flatstream_schema::rules::Verdict {
                let table = ::flatstream_schema::rules::Rules::new(verifier, position)?;
                let table = table.number::<i8>("tiny", 0, false)?;
                let table = table.number::<u8>("gap", 1, false)?;
                let table = table.number::<i16>("short", 2, false)?;
                let table = table.number::<u16>("ushort", 3, false)?;
                let table = table.number::<i32>("wide", 4, false)?;
                let table = table.number::<u32>("uwide", 5, false)?;
                let table = table.number::<i64>("signed64", 6, false)?;
                let table = table.number::<u64>("huge", 7, false)?;
                let table = table.number::<u8>("colours", 8, false)?;
                let table = table.number::<u64>("bits", 9, false)?;
                let table = table.number::<u8>("unit", 10, false)?;
                table.finish()
            }
        }

        #[expect(unsafe_code, reason = "flatbuffers follows offsets that were verified")]
        impl<'p> ::flatstream_schema::flatbuffers::Follow<'p> for EnumsView<'p> {
            type Inner = Self;

            #[inline]
            unsafe fn follow(payload: &'p [u8], at: usize) -> Self {
                // SAFETY: the caller promises that there is a verified table.
                Self(unsafe { ::flatstream_schema::TableView::new(payload, at) })
            }
        }

        #[expect(unsafe_code, reason = "what `Compiled` asks for is true by construction")]
        // SAFETY: the checks below come from the schema that the rules and the root have.
        unsafe impl ::flatstream_schema::Compiled for EnumsView<'_> {
            type Root<'p> = EnumsView<'p>;
            type Rules = EnumsView<'static>;
            type Memo = ::flatstream_schema::Memo<EnumsView<'static>, 11>;

            const NESTED: bool = false;

            #[inline]
            fn check(payload: &[u8], memo: &mut Self::Memo) -> bool {
                ::flatstream_schema::Check::root(payload, memo)
            }
        }

        impl ::flatstream_schema::Verified for EnumsView<'_> {
            type Root<'p> = EnumsView<'p>;
            type Memo = ::flatstream_schema::Memo<EnumsView<'static>, 11>;

            #[inline]
            fn verify<'p>(
                payload: &'p [u8],
                memo: &mut Self::Memo,
            ) -> ::flatstream_schema::Result<Self::Root<'p>> {
                ::flatstream_schema::verify::<Self>(payload, memo)
            }
        }

        /// The root.
        #[derive(Clone, Copy, Debug, PartialEq)]
        pub struct FeaturesDraft<'a> {
            /// Zero everywhere.
            pub numbers: Option<&'a NumbersDraft>,
            /// The field `defaults`.
            pub defaults: Option<&'a DefaultsDraft>,
            /// The field `optional`.
            pub optional: Option<&'a OptionalDraft>,
            /// The field `enums`.
            pub enums: Option<&'a EnumsDraft>,
            /// The field `structs`.
            pub structs: Option<&'a StructsDraft>,
            /// The field `strings`.
            pub strings: Option<&'a StringsDraft<'a>>,
            /// The field `vectors`.
            pub vectors: Option<&'a VectorsDraft<'a>>,
            /// The field `required`.
            pub required: Option<&'a RequiredDraft<'a>>,
            /// The field `tree`.
            pub tree: Option<&'a NodeDraft<'a>>,
            /// The field `unions`.
            pub unions: Option<&'a UnionsDraft<'a>>,
            /// The field `ids`.
            pub ids: Option<&'a IdsDraft<'a>>,
            /// The field `deprecated`.
            pub deprecated: Option<&'a DeprecatedDraft<'a>>,
            /// The field `bytes`.
            pub bytes: Option<&'a BytesDraft<'a>>,
            /// The field `empty`.
            pub empty: Option<&'a EmptyDraft>,
            /// The field `holder`.
            pub holder: Option<&'a HolderDraft>,
            /// The field `many`.
            pub many: Option<&'a [ManyDraft<'a>]>,
            /// The field `number`.
            pub number: i32,
        }

        impl FeaturesDraft<'_> {
            /// With no field present, or only those that are required, empty.
            pub const EMPTY: Self = Self {
                numbers: None,
                defaults: None,
                optional: None,
                enums: None,
                structs: None,
                strings: None,
                vectors: None,
                required: None,
                tree: None,
                unions: None,
                ids: None,
                deprecated: None,
                bytes: None,
                empty: None,
                holder: None,
                many: None,
                number: 0,
            };
        }

        impl Default for FeaturesDraft<'_> {
            #[inline]
            fn default() -> Self {
                Self::EMPTY
            }
        }

        impl ::flatstream_schema::Draft for FeaturesDraft<'_> {
            const FILE_IDENTIFIER: Option<[u8; 4]> = Some(*b"FEAT");

            #[inline]
            fn place<T: ::flatstream_schema::Target>(&self, target: &mut T) -> usize {
                if !target.enter() {
                    return 0;
                }
                let kind = ::flatstream_schema::Kind { number: 6, align: 4, shared: false };
                let present: [bool; 17] = [
                    self.numbers.is_some(),
                    self.defaults.is_some(),
                    self.optional.is_some(),
                    self.enums.is_some(),
                    self.structs.is_some(),
                    self.strings.is_some(),
                    self.vectors.is_some(),
                    self.required.is_some(),
                    self.tree.is_some(),
                    self.unions.is_some(),
                    self.ids.is_some(),
                    self.deprecated.is_some(),
                    self.bytes.is_some(),
                    self.empty.is_some(),
                    self.holder.is_some(),
                    self.many.is_some(),
                    self.number != 0,
                ];
                let mut layout = ::flatstream_schema::Compact::<19>::new();
                layout.add(present[0], 0, 4, 4);
                layout.add(present[1], 1, 4, 4);
                layout.add(present[2], 2, 4, 4);
                layout.add(present[3], 3, 4, 4);
                layout.add(present[4], 4, 4, 4);
                layout.add(present[5], 5, 4, 4);
                layout.add(present[6], 6, 4, 4);
                layout.add(present[7], 7, 4, 4);
                layout.add(present[8], 8, 4, 4);
                layout.add(present[9], 9, 4, 4);
                layout.add(present[10], 10, 4, 4);
                layout.add(present[11], 11, 4, 4);
                layout.add(present[12], 12, 4, 4);
                layout.add(present[13], 13, 4, 4);
                layout.add(present[14], 14, 4, 4);
                layout.add(present[15], 15, 4, 4);
                layout.add(present[16], 16, 4, 4);
                let at = layout.place(target, kind, 0);
                if present[16] {
                    target.set(at + layout.offset(16), self.number);
                }
                if let Some(value) = self.numbers {
                    let to = ::flatstream_schema::Draft::place(value, target);
                    target.link(at + layout.offset(0), to);
                }
                if let Some(value) = self.defaults {
                    let to = ::flatstream_schema::Draft::place(value, target);
                    target.link(at + layout.offset(1), to);
                }
                if let Some(value) = self.optional {
                    let to = ::flatstream_schema::Draft::place(value, target);
                    target.link(at + layout.offset(2), to);
                }
                if let Some(value) = self.enums {
                    let to = ::flatstream_schema::Draft::place(value, target);
                    target.link(at + layout.offset(3), to);
                }
                if let Some(value) = self.structs {
                    let to = ::flatstream_schema::Draft::place(value, target);
                    target.link(at + layout.offset(4), to);
                }
                if let Some(value) = self.strings {
                    let to = ::flatstream_schema::Draft::place(value, target);
                    target.link(at + layout.offset(5), to);
                }
                if let Some(value) = self.vectors {
                    let to = ::flatstream_schema::Draft::place(value, target);
                    target.link(at + layout.offset(6), to);
                }
                if let Some(value) = self.required {
                    let to = ::flatstream_schema::Draft::place(value, target);
                    target.link(at + layout.offset(7), to);
                }
                if let Some(value) = self.tree {
                    let to = ::flatstream_schema::Draft::place(value, target);
                    target.link(at + layout.offset(8), to);
                }
                if let Some(value) = self.unions {
                    let to = ::flatstream_schema::Draft::place(value, target);
                    target.link(at + layout.offset(9), to);
                }
                if let Some(value) = self.ids {
                    let to = ::flatstream_schema::Draft::place(value, target);
                    target.link(at + layout.offset(10), to);
                }
                if let Some(value) = self.deprecated {
                    let to = ::flatstream_schema::Draft::place(value, target);
                    target.link(at + layout.offset(11), to);
                }
                if let Some(value) = self.bytes {
                    let to = ::flatstream_schema::Draft::place(value, target);
                    target.link(at + layout.offset(12), to);
                }
                if let Some(value) = self.empty {
                    let to = ::flatstream_schema::Draft::place(value, target);
                    target.link(at + layout.offset(13), to);
                }
                if let Some(value) = self.holder {
                    let to = ::flatstream_schema::Draft::place(value, target);
                    target.link(at + layout.offset(14), to);
                }
                if let Some(value) = self.many {
                    let to = target.tables(value);
                    target.link(at + layout.offset(15), to);
                }
                target.leave();
                at
            }
        }

        impl ::flatstream_schema::Emit for FeaturesDraft<'_> {
            #[inline]
            fn message_len(&self) -> ::flatstream_schema::Result<usize> {
                ::flatstream_schema::message_len(self)
            }

            #[inline]
            fn emit(&self, window: &mut [u8]) {
                ::flatstream_schema::emit(self, window);
            }
        }

        /// The root.
        #[derive(Clone, Copy)]
        pub struct FeaturesView<'p>(::flatstream_schema::TableView<'p, Self>);

        impl<'p> ::core::convert::From<::flatstream_schema::TableView<'p, Self>> for FeaturesView<'p> {
            #[inline]
            fn from(table: ::flatstream_schema::TableView<'p, Self>) -> Self {
                Self(table)
            }
        }

        #[expect(unsafe_code, reason = "what was verified is not looked at again")]
        impl<'p> FeaturesView<'p> {
            /// Zero everywhere.
            #[inline]
            pub fn numbers(&self) -> Option<NumbersView<'p>> {
                // SAFETY: by the rules of this view, field 0 is a `testdata.features.Numbers`.
                unsafe { self.0.table(0) }
            }

            /// The field `defaults`.
            #[inline]
            pub fn defaults(&self) -> Option<DefaultsView<'p>> {
                // SAFETY: by the rules of this view, field 1 is a `testdata.features.Defaults`.
                unsafe { self.0.table(1) }
            }

            /// The field `optional`.
            #[inline]
            pub fn optional(&self) -> Option<OptionalView<'p>> {
                // SAFETY: by the rules of this view, field 2 is a `testdata.features.Optional`.
                unsafe { self.0.table(2) }
            }

            /// The field `enums`.
            #[inline]
            pub fn enums(&self) -> Option<EnumsView<'p>> {
                // SAFETY: by the rules of this view, field 3 is a `testdata.features.Enums`.
                unsafe { self.0.table(3) }
            }

            /// The field `structs`.
            #[inline]
            pub fn structs(&self) -> Option<StructsView<'p>> {
                // SAFETY: by the rules of this view, field 4 is a `testdata.features.Structs`.
                unsafe { self.0.table(4) }
            }

            /// The field `strings`.
            #[inline]
            pub fn strings(&self) -> Option<StringsView<'p>> {
                // SAFETY: by the rules of this view, field 5 is a `testdata.features.Strings`.
                unsafe { self.0.table(5) }
            }

            /// The field `vectors`.
            #[inline]
            pub fn vectors(&self) -> Option<VectorsView<'p>> {
                // SAFETY: by the rules of this view, field 6 is a `testdata.features.Vectors`.
                unsafe { self.0.table(6) }
            }

            /// The field `required`.
            #[inline]
            pub fn required(&self) -> Option<RequiredView<'p>> {
                // SAFETY: by the rules of this view, field 7 is a `testdata.features.Required`.
                unsafe { self.0.table(7) }
            }

            /// The field `tree`.
            #[inline]
            pub fn tree(&self) -> Option<NodeView<'p>> {
                // SAFETY: by the rules of this view, field 8 is a `testdata.features.Node`.
                unsafe { self.0.table(8) }
            }

            /// The field `unions`.
            #[inline]
            pub fn unions(&self) -> Option<UnionsView<'p>> {
                // SAFETY: by the rules of this view, field 9 is a `testdata.features.Unions`.
                unsafe { self.0.table(9) }
            }

            /// The field `ids`.
            #[inline]
            pub fn ids(&self) -> Option<IdsView<'p>> {
                // SAFETY: by the rules of this view, field 10 is a `testdata.features.Ids`.
                unsafe { self.0.table(10) }
            }

            /// The field `deprecated`.
            #[inline]
            pub fn deprecated(&self) -> Option<DeprecatedView<'p>> {
                // SAFETY: by the rules of this view, field 11 is a `testdata.features.Deprecated`.
                unsafe { self.0.table(11) }
            }

            /// The field `bytes`.
            #[inline]
            pub fn bytes(&self) -> Option<BytesView<'p>> {
                // SAFETY: by the rules of this view, field 12 is a `testdata.features.Bytes`.
                unsafe { self.0.table(12) }
            }

            /// The field `empty`.
            #[inline]
            pub fn empty(&self) -> Option<EmptyView<'p>> {
                // SAFETY: by the rules of this view, field 13 is a `testdata.features.Empty`.
                unsafe { self.0.table(13) }
            }

            /// The field `holder`.
            #[inline]
            pub fn holder(&self) -> Option<HolderView<'p>> {
                // SAFETY: by the rules of this view, field 14 is a `testdata.features.Holder`.
                unsafe { self.0.table(14) }
            }

            /// The field `many`.
            #[inline]
            pub fn many(&self) -> Option<::flatstream_schema::Tables<'p, ManyView<'p>>> {
                // SAFETY: by the rules of this view,
                // field 15 is a vector of `testdata.features.Many`.
                unsafe { self.0.tables(15) }
            }

            /// The field `number`.
            #[inline]
            pub fn number(&self) -> i32 {
                self.0.value(16).unwrap_or(0)
            }
        }

        impl ::core::fmt::Debug for FeaturesView<'_> {
            fn fmt(&self, f: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result {
                let mut out = f.debug_struct("FeaturesView");
                out.field("numbers", &self.numbers());
                out.field("defaults", &self.defaults());
                out.field("optional", &self.optional());
                out.field("enums", &self.enums());
                out.field("structs", &self.structs());
                out.field("strings", &self.strings());
                out.field("vectors", &self.vectors());
                out.field("required", &self.required());
                out.field("tree", &self.tree());
                out.field("unions", &self.unions());
                out.field("ids", &self.ids());
                out.field("deprecated", &self.deprecated());
                out.field("bytes", &self.bytes());
                out.field("empty", &self.empty());
                out.field("holder", &self.holder());
                out.field("many", &self.many());
                out.field("number", &self.number());
                out.finish()
            }
        }

        impl ::flatstream_schema::Checked<17> for FeaturesView<'_> {
            const SLOTS: [::flatstream_schema::Slot; 17] = [
                ::flatstream_schema::Slot::OFFSET,
                ::flatstream_schema::Slot::OFFSET,
                ::flatstream_schema::Slot::OFFSET,
                ::flatstream_schema::Slot::OFFSET,
                ::flatstream_schema::Slot::OFFSET,
                ::flatstream_schema::Slot::OFFSET,
                ::flatstream_schema::Slot::OFFSET,
                ::flatstream_schema::Slot::OFFSET,
                ::flatstream_schema::Slot::OFFSET,
                ::flatstream_schema::Slot::OFFSET,
                ::flatstream_schema::Slot::OFFSET,
                ::flatstream_schema::Slot::OFFSET,
                ::flatstream_schema::Slot::OFFSET,
                ::flatstream_schema::Slot::OFFSET,
                ::flatstream_schema::Slot::OFFSET,
                ::flatstream_schema::Slot::OFFSET,
                ::flatstream_schema::Slot::number(4),
            ];

            #[inline]
            fn references(
                check: &mut ::flatstream_schema::Check<'_>,
                table: &::flatstream_schema::Table<'_, 17>,
            ) -> bool {
                check.table::<NumbersView<'_>, 11>(table.field(0))
                    && check.table::<DefaultsView<'_>, 19>(table.field(1))
                    && check.table::<OptionalView<'_>, 14>(table.field(2))
                    && check.table::<EnumsView<'_>, 11>(table.field(3))
                    && check.table::<StructsView<'_>, 8>(table.field(4))
                    && check.table::<StringsView<'_>, 4>(table.field(5))
                    && check.table::<VectorsView<'_>, 24>(table.field(6))
                    && check.table::<RequiredView<'_>, 8>(table.field(7))
                    && check.table::<NodeView<'_>, 6>(table.field(8))
                    && check.table::<UnionsView<'_>, 6>(table.field(9))
                    && check.table::<IdsView<'_>, 5>(table.field(10))
                    && check.table::<DeprecatedView<'_>, 6>(table.field(11))
                    && check.table::<BytesView<'_>, 5>(table.field(12))
                    && check.table::<EmptyView<'_>, 0>(table.field(13))
                    && check.table::<HolderView<'_>, 1>(table.field(14))
                    && check.tables::<ManyView<'_>, 70>(table.field(15))
            }
        }

        impl ::flatstream_schema::rules::VerifyOuter for FeaturesView<'_> {
            fn run_verifier(
                verifier: &mut ::flatstream_schema::flatbuffers::Verifier<'_, '_>,
                position: usize,
            ) -> ::flatstream_schema::rules::Verdict {
                let table = ::flatstream_schema::rules::Rules::new(verifier, position)?;
                let table = table.table::<NumbersView<'static>>("numbers", 0, false)?;
                let table = table.table::<DefaultsView<'static>>("defaults", 1, false)?;
                let table = table.table::<OptionalView<'static>>("optional", 2, false)?;
                let table = table.table::<EnumsView<'static>>("enums", 3, false)?;
                let table = table.table::<StructsView<'static>>("structs", 4, false)?;
                let table = table.table::<StringsView<'static>>("strings", 5, false)?;
                let table = table.table::<VectorsView<'static>>("vectors", 6, false)?;
                let table = table.table::<RequiredView<'static>>("required", 7, false)?;
                let table = table.table::<NodeView<'static>>("tree", 8, false)?;
                let table = table.table::<UnionsView<'static>>("unions", 9, false)?;
                let table = table.table::<IdsView<'static>>("ids", 10, false)?;
                let table = table.table::<DeprecatedView<'static>>("deprecated", 11, false)?;
                let table = table.table::<::flatstream_schema::rules::Outer<BytesView<'static>>>(
                    "bytes", 12, false,
                )?;
                let table = table.table::<EmptyView<'static>>("empty", 13, false)?;
                let table = table.table::<HolderView<'static>>("holder", 14, false)?;
                let table = table.tables::<ManyView<'static>>("many", 15, false)?;
                let table = table.number::<i32>("number", 16, false)?;
                table.finish()
            }
        }

        #[expect(unsafe_code, reason = "flatbuffers follows offsets that were verified")]
        impl<'p> ::flatstream_schema::flatbuffers::Follow<'p> for FeaturesView<'p> {
            type Inner = Self;

            #[inline]
            unsafe fn follow(payload: &'p [u8], at: usize) -> Self {
                // SAFETY: the caller promises that there is a verified table.
                Self(unsafe { ::flatstream_schema::TableView::new(payload, at) })
            }
        }

        #[expect(unsafe_code, reason = "what `Compiled` asks for is true by construction")]
        // SAFETY: the checks below come from the schema that the rules and the root have.
        unsafe impl ::flatstream_schema::Compiled for FeaturesView<'_> {
            type Root<'p> = FeaturesView<'p>;
            type Rules = ::flatstream_schema::rules::Outer<FeaturesView<'static>>;
            type Memo = ::flatstream_schema::Memo<FeaturesView<'static>, 17>;

            const NESTED: bool = true;

            #[inline]
            fn check(payload: &[u8], memo: &mut Self::Memo) -> bool {
                ::flatstream_schema::Check::root(payload, memo)
            }
        }

        impl ::flatstream_schema::Verified for FeaturesView<'_> {
            type Root<'p> = FeaturesView<'p>;
            type Memo = ::flatstream_schema::Memo<FeaturesView<'static>, 17>;

            #[inline]
            fn verify<'p>(
                payload: &'p [u8],
                memo: &mut Self::Memo,
            ) -> ::flatstream_schema::Result<Self::Root<'p>> {
                ::flatstream_schema::verify::<Self>(payload, memo)
            }
        }

        /// Nothing but a struct.
        #[derive(Clone, Copy, Debug, PartialEq)]
        pub struct HolderDraft {
            /// The field `only`.
            pub only: Option<Point>,
        }

        impl HolderDraft {
            /// With no field present, or only those that are required, empty.
            pub const EMPTY: Self = Self { only: None };
        }

        impl Default for HolderDraft {
            #[inline]
            fn default() -> Self {
                Self::EMPTY
            }
        }

        impl ::flatstream_schema::Draft for HolderDraft {
            const FILE_IDENTIFIER: Option<[u8; 4]> = None;

            #[inline]
            fn place<T: ::flatstream_schema::Target>(&self, target: &mut T) -> usize {
                if !target.enter() {
                    return 0;
                }
                let kind = ::flatstream_schema::Kind { number: 7, align: 4, shared: true };
                let present: [bool; 1] = [self.only.is_some()];
                let mut layout = ::flatstream_schema::Compact::<3>::new();
                layout.add(present[0], 0, 8, 4);
                let at = layout.place(target, kind, ::flatstream_schema::key(&present));
                if present[0] {
                    target.set(at + layout.offset(0), self.only.unwrap_or(Point::EMPTY));
                }
                target.leave();
                at
            }
        }

        impl ::flatstream_schema::Emit for HolderDraft {
            #[inline]
            fn message_len(&self) -> ::flatstream_schema::Result<usize> {
                ::flatstream_schema::message_len(self)
            }

            #[inline]
            fn emit(&self, window: &mut [u8]) {
                ::flatstream_schema::emit(self, window);
            }
        }

        /// Nothing but a struct.
        #[derive(Clone, Copy)]
        pub struct HolderView<'p>(::flatstream_schema::TableView<'p, Self>);

        impl<'p> ::core::convert::From<::flatstream_schema::TableView<'p, Self>> for HolderView<'p> {
            #[inline]
            fn from(table: ::flatstream_schema::TableView<'p, Self>) -> Self {
                Self(table)
            }
        }

        impl HolderView<'_> {
            /// The field `only`.
            #[inline]
            pub fn only(&self) -> Option<Point> {
                self.0.value(0)
            }
        }

        impl ::core::fmt::Debug for HolderView<'_> {
            fn fmt(&self, f: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result {
                let mut out = f.debug_struct("HolderView");
                out.field("only", &self.only());
                out.finish()
            }
        }

        impl ::flatstream_schema::Checked<1> for HolderView<'_> {
            const SLOTS: [::flatstream_schema::Slot; 1] = [::flatstream_schema::Slot::structure(8)];

            #[inline]
            fn references(
                _: &mut ::flatstream_schema::Check<'_>,
                _: &::flatstream_schema::Table<'_, 1>,
            ) -> bool {
                true
            }
        }

        impl ::flatstream_schema::flatbuffers::Verifiable for HolderView<'_> {
            fn run_verifier(
                verifier: &mut ::flatstream_schema::flatbuffers::Verifier<'_, '_>,
                position: usize,
            ) -> ::flatstream_schema::rules::Verdict {
                let table = ::flatstream_schema::rules::Rules::new(verifier, position)?;
                let table = table.structure::<8>("only", 0, false)?;
                table.finish()
            }
        }

        #[expect(unsafe_code, reason = "flatbuffers follows offsets that were verified")]
        impl<'p> ::flatstream_schema::flatbuffers::Follow<'p> for HolderView<'p> {
            type Inner = Self;

            #[inline]
            unsafe fn follow(payload: &'p [u8], at: usize) -> Self {
                // SAFETY: the caller promises that there is a verified table.
                Self(unsafe { ::flatstream_schema::TableView::new(payload, at) })
            }
        }

        #[expect(unsafe_code, reason = "what `Compiled` asks for is true by construction")]
        // SAFETY: the checks below come from the schema that the rules and the root have.
        unsafe impl ::flatstream_schema::Compiled for HolderView<'_> {
            type Root<'p> = HolderView<'p>;
            type Rules = HolderView<'static>;
            type Memo = ::flatstream_schema::Memo<HolderView<'static>, 1>;

            const NESTED: bool = false;

            #[inline]
            fn check(payload: &[u8], memo: &mut Self::Memo) -> bool {
                ::flatstream_schema::Check::root(payload, memo)
            }
        }

        impl ::flatstream_schema::Verified for HolderView<'_> {
            type Root<'p> = HolderView<'p>;
            type Memo = ::flatstream_schema::Memo<HolderView<'static>, 1>;

            #[inline]
            fn verify<'p>(
                payload: &'p [u8],
                memo: &mut Self::Memo,
            ) -> ::flatstream_schema::Result<Self::Root<'p>> {
                ::flatstream_schema::verify::<Self>(payload, memo)
            }
        }

        /// Written in another order than numbered.
        #[derive(Clone, Copy, Debug, PartialEq)]
        pub struct IdsDraft<'a> {
            /// The field `text`.
            pub text: Option<&'a str>,
            /// The field `choice`.
            pub choice: AnyDraft<'a>,
            /// The field `middle`: `3` unless set.
            pub middle: u8,
            /// The field `last`.
            pub last: i32,
        }

        impl IdsDraft<'_> {
            /// With no field present, or only those that are required, empty.
            pub const EMPTY: Self = Self { text: None, choice: AnyDraft::None, middle: 3, last: 0 };
        }

        impl Default for IdsDraft<'_> {
            #[inline]
            fn default() -> Self {
                Self::EMPTY
            }
        }

        impl ::flatstream_schema::Draft for IdsDraft<'_> {
            const FILE_IDENTIFIER: Option<[u8; 4]> = None;

            #[inline]
            fn place<T: ::flatstream_schema::Target>(&self, target: &mut T) -> usize {
                if !target.enter() {
                    return 0;
                }
                let kind = ::flatstream_schema::Kind { number: 8, align: 4, shared: true };
                let present: [bool; 5] = [
                    self.text.is_some(),
                    self.choice.number() != 0,
                    self.choice.number() != 0,
                    self.middle != 3,
                    self.last != 0,
                ];
                let mut layout = ::flatstream_schema::Compact::<7>::new();
                layout.add(present[0], 0, 4, 4);
                layout.add(present[2], 2, 4, 4);
                layout.add(present[4], 4, 4, 4);
                layout.add(present[1], 1, 1, 1);
                layout.add(present[3], 3, 1, 1);
                let at = layout.place(target, kind, ::flatstream_schema::key(&present));
                if present[1] {
                    target.set(at + layout.offset(1), self.choice.number());
                }
                if present[3] {
                    target.set(at + layout.offset(3), self.middle);
                }
                if present[4] {
                    target.set(at + layout.offset(4), self.last);
                }
                if let Some(value) = self.text {
                    let to = target.text(value);
                    target.link(at + layout.offset(0), to);
                }
                if let Some(to) = self.choice.place(target) {
                    target.link(at + layout.offset(2), to);
                }
                target.leave();
                at
            }
        }

        impl ::flatstream_schema::Emit for IdsDraft<'_> {
            #[inline]
            fn message_len(&self) -> ::flatstream_schema::Result<usize> {
                ::flatstream_schema::message_len(self)
            }

            #[inline]
            fn emit(&self, window: &mut [u8]) {
                ::flatstream_schema::emit(self, window);
            }
        }

        /// Written in another order than numbered.
        #[derive(Clone, Copy)]
        pub struct IdsView<'p>(::flatstream_schema::TableView<'p, Self>);

        impl<'p> ::core::convert::From<::flatstream_schema::TableView<'p, Self>> for IdsView<'p> {
            #[inline]
            fn from(table: ::flatstream_schema::TableView<'p, Self>) -> Self {
                Self(table)
            }
        }

        #[expect(unsafe_code, reason = "what was verified is not looked at again")]
        impl<'p> IdsView<'p> {
            /// The field `text`.
            #[inline]
            pub fn text(&self) -> Option<&'p str> {
                // SAFETY: by the rules of this view, field 0 is a text.
                unsafe { self.0.text(0) }
            }

            /// The number of the union's member; 0 where it has none.
            #[inline]
            pub fn choice_type(&self) -> u8 {
                self.0.value(1).unwrap_or(0)
            }

            /// The field `choice`.
            #[inline]
            pub fn choice(&self) -> AnyView<'p> {
                // SAFETY: by the rules of this view, fields 1 and 2 are a `testdata.features.Any`.
                unsafe { self.0.union(1, 2) }
            }

            /// The field `middle`.
            #[inline]
            pub fn middle(&self) -> u8 {
                self.0.value(3).unwrap_or(3)
            }

            /// The field `last`.
            #[inline]
            pub fn last(&self) -> i32 {
                self.0.value(4).unwrap_or(0)
            }
        }

        impl ::core::fmt::Debug for IdsView<'_> {
            fn fmt(&self, f: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result {
                let mut out = f.debug_struct("IdsView");
                out.field("text", &self.text());
                out.field("choice", &self.choice());
                out.field("middle", &self.middle());
                out.field("last", &self.last());
                out.finish()
            }
        }

        impl ::flatstream_schema::Checked<5> for IdsView<'_> {
            const SLOTS: [::flatstream_schema::Slot; 5] = [
                ::flatstream_schema::Slot::OFFSET,
                ::flatstream_schema::Slot::number(1),
                ::flatstream_schema::Slot::OFFSET,
                ::flatstream_schema::Slot::number(1),
                ::flatstream_schema::Slot::number(4),
            ];

            #[inline]
            fn references(
                check: &mut ::flatstream_schema::Check<'_>,
                table: &::flatstream_schema::Table<'_, 5>,
            ) -> bool {
                check.text(table.field(0))
                    && check.union_of::<AnyView<'_>>(table.field(1), table.field(2))
            }
        }

        impl ::flatstream_schema::flatbuffers::Verifiable for IdsView<'_> {
            fn run_verifier(
                verifier: &mut ::flatstream_schema::flatbuffers::Verifier<'_, '_>,
                position: usize,
            ) -> ::flatstream_schema::rules::Verdict {
                let table = ::flatstream_schema::rules::Rules::new(verifier, position)?;
                let table = table.text("text", 0, false)?;
                let table = table.union::<AnyView<'_>>("choice_type", 1, "choice", 2, false)?;
                let table = table.number::<u8>("middle", 3, false)?;
                let table = table.number::<i32>("last", 4, false)?;
                table.finish()
            }
        }

        #[expect(unsafe_code, reason = "flatbuffers follows offsets that were verified")]
        impl<'p> ::flatstream_schema::flatbuffers::Follow<'p> for IdsView<'p> {
            type Inner = Self;

            #[inline]
            unsafe fn follow(payload: &'p [u8], at: usize) -> Self {
                // SAFETY: the caller promises that there is a verified table.
                Self(unsafe { ::flatstream_schema::TableView::new(payload, at) })
            }
        }

        #[expect(unsafe_code, reason = "what `Compiled` asks for is true by construction")]
        // SAFETY: the checks below come from the schema that the rules and the root have.
        unsafe impl ::flatstream_schema::Compiled for IdsView<'_> {
            type Root<'p> = IdsView<'p>;
            type Rules = IdsView<'static>;
            type Memo = ::flatstream_schema::Memo<IdsView<'static>, 5>;

            const NESTED: bool = false;

            #[inline]
            fn check(payload: &[u8], memo: &mut Self::Memo) -> bool {
                ::flatstream_schema::Check::root(payload, memo)
            }
        }

        impl ::flatstream_schema::Verified for IdsView<'_> {
            type Root<'p> = IdsView<'p>;
            type Memo = ::flatstream_schema::Memo<IdsView<'static>, 5>;

            #[inline]
            fn verify<'p>(
                payload: &'p [u8],
                memo: &mut Self::Memo,
            ) -> ::flatstream_schema::Result<Self::Root<'p>> {
                ::flatstream_schema::verify::<Self>(payload, memo)
            }
        }

        /// A table without tables below it.
        #[derive(Clone, Copy, Debug, PartialEq)]
        pub struct LeafDraft<'a> {
            /// The field `name`.
            pub name: Option<&'a str>,
            /// The field `size`: `-7` unless set.
            pub size: i32,
        }

        impl LeafDraft<'_> {
            /// With no field present, or only those that are required, empty.
            pub const EMPTY: Self = Self { name: None, size: -7 };
        }

        impl Default for LeafDraft<'_> {
            #[inline]
            fn default() -> Self {
                Self::EMPTY
            }
        }

        impl ::flatstream_schema::Draft for LeafDraft<'_> {
            const FILE_IDENTIFIER: Option<[u8; 4]> = None;

            #[inline]
            fn place<T: ::flatstream_schema::Target>(&self, target: &mut T) -> usize {
                if !target.enter() {
                    return 0;
                }
                let kind = ::flatstream_schema::Kind { number: 9, align: 4, shared: true };
                let present: [bool; 2] = [self.name.is_some(), self.size != -7];
                let mut layout = ::flatstream_schema::Compact::<4>::new();
                layout.add(present[0], 0, 4, 4);
                layout.add(present[1], 1, 4, 4);
                let at = layout.place(target, kind, ::flatstream_schema::key(&present));
                if present[1] {
                    target.set(at + layout.offset(1), self.size);
                }
                if let Some(value) = self.name {
                    let to = target.text(value);
                    target.link(at + layout.offset(0), to);
                }
                target.leave();
                at
            }
        }

        impl ::flatstream_schema::Emit for LeafDraft<'_> {
            #[inline]
            fn message_len(&self) -> ::flatstream_schema::Result<usize> {
                ::flatstream_schema::message_len(self)
            }

            #[inline]
            fn emit(&self, window: &mut [u8]) {
                ::flatstream_schema::emit(self, window);
            }
        }

        /// A table without tables below it.
        #[derive(Clone, Copy)]
        pub struct LeafView<'p>(::flatstream_schema::TableView<'p, Self>);

        impl<'p> ::core::convert::From<::flatstream_schema::TableView<'p, Self>> for LeafView<'p> {
            #[inline]
            fn from(table: ::flatstream_schema::TableView<'p, Self>) -> Self {
                Self(table)
            }
        }

        #[expect(unsafe_code, reason = "what was verified is not looked at again")]
        impl<'p> LeafView<'p> {
            /// The field `name`.
            #[inline]
            pub fn name(&self) -> Option<&'p str> {
                // SAFETY: by the rules of this view, field 0 is a text.
                unsafe { self.0.text(0) }
            }

            /// The field `size`.
            #[inline]
            pub fn size(&self) -> i32 {
                self.0.value(1).unwrap_or(-7)
            }
        }

        impl ::core::fmt::Debug for LeafView<'_> {
            fn fmt(&self, f: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result {
                let mut out = f.debug_struct("LeafView");
                out.field("name", &self.name());
                out.field("size", &self.size());
                out.finish()
            }
        }

        impl ::flatstream_schema::Checked<2> for LeafView<'_> {
            const SLOTS: [::flatstream_schema::Slot; 2] =
                [::flatstream_schema::Slot::OFFSET, ::flatstream_schema::Slot::number(4)];

            #[inline]
            fn references(
                check: &mut ::flatstream_schema::Check<'_>,
                table: &::flatstream_schema::Table<'_, 2>,
            ) -> bool {
                check.text(table.field(0))
            }
        }

        impl ::flatstream_schema::flatbuffers::Verifiable for LeafView<'_> {
            fn run_verifier(
                verifier: &mut ::flatstream_schema::flatbuffers::Verifier<'_, '_>,
                position: usize,
            ) -> ::flatstream_schema::rules::Verdict {
                let table = ::flatstream_schema::rules::Rules::new(verifier, position)?;
                let table = table.text("name", 0, false)?;
                let table = table.number::<i32>("size", 1, false)?;
                table.finish()
            }
        }

        #[expect(unsafe_code, reason = "flatbuffers follows offsets that were verified")]
        impl<'p> ::flatstream_schema::flatbuffers::Follow<'p> for LeafView<'p> {
            type Inner = Self;

            #[inline]
            unsafe fn follow(payload: &'p [u8], at: usize) -> Self {
                // SAFETY: the caller promises that there is a verified table.
                Self(unsafe { ::flatstream_schema::TableView::new(payload, at) })
            }
        }

        #[expect(unsafe_code, reason = "what `Compiled` asks for is true by construction")]
        // SAFETY: the checks below come from the schema that the rules and the root have.
        unsafe impl ::flatstream_schema::Compiled for LeafView<'_> {
            type Root<'p> = LeafView<'p>;
            type Rules = LeafView<'static>;
            type Memo = ::flatstream_schema::Memo<LeafView<'static>, 2>;

            const NESTED: bool = false;

            #[inline]
            fn check(payload: &[u8], memo: &mut Self::Memo) -> bool {
                ::flatstream_schema::Check::root(payload, memo)
            }
        }

        impl ::flatstream_schema::Verified for LeafView<'_> {
            type Root<'p> = LeafView<'p>;
            type Memo = ::flatstream_schema::Memo<LeafView<'static>, 2>;

            #[inline]
            fn verify<'p>(
                payload: &'p [u8],
                memo: &mut Self::Memo,
            ) -> ::flatstream_schema::Result<Self::Root<'p>> {
                ::flatstream_schema::verify::<Self>(payload, memo)
            }
        }

        /// More fields than there are bits in a number.
        #[derive(Clone, Copy, Debug, PartialEq)]
        pub struct ManyDraft<'a> {
            /// The field `n00`.
            pub n00: u8,
            /// The field `n01`.
            pub n01: f64,
            /// The field `n02`.
            pub n02: Option<&'a str>,
            /// The field `n03`.
            pub n03: u16,
            /// The field `n04`.
            pub n04: u32,
            /// The field `n05`.
            pub n05: u8,
            /// The field `n06`.
            pub n06: f64,
            /// The field `n07`.
            pub n07: Option<&'a str>,
            /// The field `n08`.
            pub n08: u16,
            /// The field `n09`.
            pub n09: u32,
            /// The field `n10`.
            pub n10: u8,
            /// The field `n11`.
            pub n11: f64,
            /// The field `n12`.
            pub n12: Option<&'a str>,
            /// The field `n13`.
            pub n13: u16,
            /// The field `n14`.
            pub n14: u32,
            /// The field `n15`.
            pub n15: u8,
            /// The field `n16`.
            pub n16: f64,
            /// The field `n17`.
            pub n17: Option<&'a str>,
            /// The field `n18`.
            pub n18: u16,
            /// The field `n19`.
            pub n19: u32,
            /// The field `n20`.
            pub n20: u8,
            /// The field `n21`.
            pub n21: f64,
            /// The field `n22`.
            pub n22: Option<&'a str>,
            /// The field `n23`.
            pub n23: u16,
            /// The field `n24`.
            pub n24: u32,
            /// The field `n25`.
            pub n25: u8,
            /// The field `n26`.
            pub n26: f64,
            /// The field `n27`.
            pub n27: Option<&'a str>,
            /// The field `n28`.
            pub n28: u16,
            /// The field `n29`.
            pub n29: u32,
            /// The field `n30`.
            pub n30: u8,
            /// The field `n31`.
            pub n31: f64,
            /// The field `n32`.
            pub n32: Option<&'a str>,
            /// The field `n33`.
            pub n33: u16,
            /// The field `n34`.
            pub n34: u32,
            /// The field `n35`.
            pub n35: u8,
            /// The field `n36`.
            pub n36: f64,
            /// The field `n37`.
            pub n37: Option<&'a str>,
            /// The field `n38`.
            pub n38: u16,
            /// The field `n39`.
            pub n39: u32,
            /// The field `n40`.
            pub n40: u8,
            /// The field `n41`.
            pub n41: f64,
            /// The field `n42`.
            pub n42: Option<&'a str>,
            /// The field `n43`.
            pub n43: u16,
            /// The field `n44`.
            pub n44: u32,
            /// The field `n45`.
            pub n45: u8,
            /// The field `n46`.
            pub n46: f64,
            /// The field `n47`.
            pub n47: Option<&'a str>,
            /// The field `n48`.
            pub n48: u16,
            /// The field `n49`.
            pub n49: u32,
            /// The field `n50`.
            pub n50: u8,
            /// The field `n51`.
            pub n51: f64,
            /// The field `n52`.
            pub n52: Option<&'a str>,
            /// The field `n53`.
            pub n53: u16,
            /// The field `n54`.
            pub n54: u32,
            /// The field `n55`.
            pub n55: u8,
            /// The field `n56`.
            pub n56: f64,
            /// The field `n57`.
            pub n57: Option<&'a str>,
            /// The field `n58`.
            pub n58: u16,
            /// The field `n59`.
            pub n59: u32,
            /// The field `n60`.
            pub n60: u8,
            /// The field `n61`.
            pub n61: f64,
            /// The field `n62`.
            pub n62: Option<&'a str>,
            /// The field `n63`.
            pub n63: u16,
            /// The field `n64`.
            pub n64: u32,
            /// The field `n65`.
            pub n65: u8,
            /// The field `n66`.
            pub n66: f64,
            /// The field `n67`.
            pub n67: Option<&'a str>,
            /// The field `n68`.
            pub n68: u16,
            /// The field `n69`.
            pub n69: u32,
        }

        impl ManyDraft<'_> {
            /// With no field present, or only those that are required, empty.
            pub const EMPTY: Self = Self {
                n00: 0,
                n01: 0.0,
                n02: None,
                n03: 0,
                n04: 0,
                n05: 0,
                n06: 0.0,
                n07: None,
                n08: 0,
                n09: 0,
                n10: 0,
                n11: 0.0,
                n12: None,
                n13: 0,
                n14: 0,
                n15: 0,
                n16: 0.0,
                n17: None,
                n18: 0,
                n19: 0,
                n20: 0,
                n21: 0.0,
                n22: None,
                n23: 0,
                n24: 0,
                n25: 0,
                n26: 0.0,
                n27: None,
                n28: 0,
                n29: 0,
                n30: 0,
                n31: 0.0,
                n32: None,
                n33: 0,
                n34: 0,
                n35: 0,
                n36: 0.0,
                n37: None,
                n38: 0,
                n39: 0,
                n40: 0,
                n41: 0.0,
                n42: None,
                n43: 0,
                n44: 0,
                n45: 0,
                n46: 0.0,
                n47: None,
                n48: 0,
                n49: 0,
                n50: 0,
                n51: 0.0,
                n52: None,
                n53: 0,
                n54: 0,
                n55: 0,
                n56: 0.0,
                n57: None,
                n58: 0,
                n59: 0,
                n60: 0,
                n61: 0.0,
                n62: None,
                n63: 0,
                n64: 0,
                n65: 0,
                n66: 0.0,
                n67: None,
                n68: 0,
                n69: 0,
            };
        }

        impl Default for ManyDraft<'_> {
            #[inline]
            fn default() -> Self {
                Self::EMPTY
            }
        }

        impl ::flatstream_schema::Draft for ManyDraft<'_> {
            const FILE_IDENTIFIER: Option<[u8; 4]> = None;

            #[inline]
            fn place<T: ::flatstream_schema::Target>(&self, target: &mut T) -> usize {
                if !target.enter() {
                    return 0;
                }
                let kind = ::flatstream_schema::Kind { number: 10, align: 8, shared: false };
                let present: [bool; 70] = [
                    self.n00 != 0,
                    self.n01 != 0.0,
                    self.n02.is_some(),
                    self.n03 != 0,
                    self.n04 != 0,
                    self.n05 != 0,
                    self.n06 != 0.0,
                    self.n07.is_some(),
                    self.n08 != 0,
                    self.n09 != 0,
                    self.n10 != 0,
                    self.n11 != 0.0,
                    self.n12.is_some(),
                    self.n13 != 0,
                    self.n14 != 0,
                    self.n15 != 0,
                    self.n16 != 0.0,
                    self.n17.is_some(),
                    self.n18 != 0,
                    self.n19 != 0,
                    self.n20 != 0,
                    self.n21 != 0.0,
                    self.n22.is_some(),
                    self.n23 != 0,
                    self.n24 != 0,
                    self.n25 != 0,
                    self.n26 != 0.0,
                    self.n27.is_some(),
                    self.n28 != 0,
                    self.n29 != 0,
                    self.n30 != 0,
                    self.n31 != 0.0,
                    self.n32.is_some(),
                    self.n33 != 0,
                    self.n34 != 0,
                    self.n35 != 0,
                    self.n36 != 0.0,
                    self.n37.is_some(),
                    self.n38 != 0,
                    self.n39 != 0,
                    self.n40 != 0,
                    self.n41 != 0.0,
                    self.n42.is_some(),
                    self.n43 != 0,
                    self.n44 != 0,
                    self.n45 != 0,
                    self.n46 != 0.0,
                    self.n47.is_some(),
                    self.n48 != 0,
                    self.n49 != 0,
                    self.n50 != 0,
                    self.n51 != 0.0,
                    self.n52.is_some(),
                    self.n53 != 0,
                    self.n54 != 0,
                    self.n55 != 0,
                    self.n56 != 0.0,
                    self.n57.is_some(),
                    self.n58 != 0,
                    self.n59 != 0,
                    self.n60 != 0,
                    self.n61 != 0.0,
                    self.n62.is_some(),
                    self.n63 != 0,
                    self.n64 != 0,
                    self.n65 != 0,
                    self.n66 != 0.0,
                    self.n67.is_some(),
                    self.n68 != 0,
                    self.n69 != 0,
                ];
                let mut layout = ::flatstream_schema::Compact::<72>::new();
                layout.add(present[1], 1, 8, 8);
                layout.add(present[6], 6, 8, 8);
                layout.add(present[11], 11, 8, 8);
                layout.add(present[16], 16, 8, 8);
                layout.add(present[21], 21, 8, 8);
                layout.add(present[26], 26, 8, 8);
                layout.add(present[31], 31, 8, 8);
                layout.add(present[36], 36, 8, 8);
                layout.add(present[41], 41, 8, 8);
                layout.add(present[46], 46, 8, 8);
                layout.add(present[51], 51, 8, 8);
                layout.add(present[56], 56, 8, 8);
                layout.add(present[61], 61, 8, 8);
                layout.add(present[66], 66, 8, 8);
                layout.add(present[2], 2, 4, 4);
                layout.add(present[4], 4, 4, 4);
                layout.add(present[7], 7, 4, 4);
                layout.add(present[9], 9, 4, 4);
                layout.add(present[12], 12, 4, 4);
                layout.add(present[14], 14, 4, 4);
                layout.add(present[17], 17, 4, 4);
                layout.add(present[19], 19, 4, 4);
                layout.add(present[22], 22, 4, 4);
                layout.add(present[24], 24, 4, 4);
                layout.add(present[27], 27, 4, 4);
                layout.add(present[29], 29, 4, 4);
                layout.add(present[32], 32, 4, 4);
                layout.add(present[34], 34, 4, 4);
                layout.add(present[37], 37, 4, 4);
                layout.add(present[39], 39, 4, 4);
                layout.add(present[42], 42, 4, 4);
                layout.add(present[44], 44, 4, 4);
                layout.add(present[47], 47, 4, 4);
                layout.add(present[49], 49, 4, 4);
                layout.add(present[52], 52, 4, 4);
                layout.add(present[54], 54, 4, 4);
                layout.add(present[57], 57, 4, 4);
                layout.add(present[59], 59, 4, 4);
                layout.add(present[62], 62, 4, 4);
                layout.add(present[64], 64, 4, 4);
                layout.add(present[67], 67, 4, 4);
                layout.add(present[69], 69, 4, 4);
                layout.add(present[3], 3, 2, 2);
                layout.add(present[8], 8, 2, 2);
                layout.add(present[13], 13, 2, 2);
                layout.add(present[18], 18, 2, 2);
                layout.add(present[23], 23, 2, 2);
                layout.add(present[28], 28, 2, 2);
                layout.add(present[33], 33, 2, 2);
                layout.add(present[38], 38, 2, 2);
                layout.add(present[43], 43, 2, 2);
                layout.add(present[48], 48, 2, 2);
                layout.add(present[53], 53, 2, 2);
                layout.add(present[58], 58, 2, 2);
                layout.add(present[63], 63, 2, 2);
                layout.add(present[68], 68, 2, 2);
                layout.add(present[0], 0, 1, 1);
                layout.add(present[5], 5, 1, 1);
                layout.add(present[10], 10, 1, 1);
                layout.add(present[15], 15, 1, 1);
                layout.add(present[20], 20, 1, 1);
                layout.add(present[25], 25, 1, 1);
                layout.add(present[30], 30, 1, 1);
                layout.add(present[35], 35, 1, 1);
                layout.add(present[40], 40, 1, 1);
                layout.add(present[45], 45, 1, 1);
                layout.add(present[50], 50, 1, 1);
                layout.add(present[55], 55, 1, 1);
                layout.add(present[60], 60, 1, 1);
                layout.add(present[65], 65, 1, 1);
                let at = layout.place(target, kind, 0);
                if present[0] {
                    target.set(at + layout.offset(0), self.n00);
                }
                if present[1] {
                    target.set(at + layout.offset(1), self.n01);
                }
                if present[3] {
                    target.set(at + layout.offset(3), self.n03);
                }
                if present[4] {
                    target.set(at + layout.offset(4), self.n04);
                }
                if present[5] {
                    target.set(at + layout.offset(5), self.n05);
                }
                if present[6] {
                    target.set(at + layout.offset(6), self.n06);
                }
                if present[8] {
                    target.set(at + layout.offset(8), self.n08);
                }
                if present[9] {
                    target.set(at + layout.offset(9), self.n09);
                }
                if present[10] {
                    target.set(at + layout.offset(10), self.n10);
                }
                if present[11] {
                    target.set(at + layout.offset(11), self.n11);
                }
                if present[13] {
                    target.set(at + layout.offset(13), self.n13);
                }
                if present[14] {
                    target.set(at + layout.offset(14), self.n14);
                }
                if present[15] {
                    target.set(at + layout.offset(15), self.n15);
                }
                if present[16] {
                    target.set(at + layout.offset(16), self.n16);
                }
                if present[18] {
                    target.set(at + layout.offset(18), self.n18);
                }
                if present[19] {
                    target.set(at + layout.offset(19), self.n19);
                }
                if present[20] {
                    target.set(at + layout.offset(20), self.n20);
                }
                if present[21] {
                    target.set(at + layout.offset(21), self.n21);
                }
                if present[23] {
                    target.set(at + layout.offset(23), self.n23);
                }
                if present[24] {
                    target.set(at + layout.offset(24), self.n24);
                }
                if present[25] {
                    target.set(at + layout.offset(25), self.n25);
                }
                if present[26] {
                    target.set(at + layout.offset(26), self.n26);
                }
                if present[28] {
                    target.set(at + layout.offset(28), self.n28);
                }
                if present[29] {
                    target.set(at + layout.offset(29), self.n29);
                }
                if present[30] {
                    target.set(at + layout.offset(30), self.n30);
                }
                if present[31] {
                    target.set(at + layout.offset(31), self.n31);
                }
                if present[33] {
                    target.set(at + layout.offset(33), self.n33);
                }
                if present[34] {
                    target.set(at + layout.offset(34), self.n34);
                }
                if present[35] {
                    target.set(at + layout.offset(35), self.n35);
                }
                if present[36] {
                    target.set(at + layout.offset(36), self.n36);
                }
                if present[38] {
                    target.set(at + layout.offset(38), self.n38);
                }
                if present[39] {
                    target.set(at + layout.offset(39), self.n39);
                }
                if present[40] {
                    target.set(at + layout.offset(40), self.n40);
                }
                if present[41] {
                    target.set(at + layout.offset(41), self.n41);
                }
                if present[43] {
                    target.set(at + layout.offset(43), self.n43);
                }
                if present[44] {
                    target.set(at + layout.offset(44), self.n44);
                }
                if present[45] {
                    target.set(at + layout.offset(45), self.n45);
                }
                if present[46] {
                    target.set(at + layout.offset(46), self.n46);
                }
                if present[48] {
                    target.set(at + layout.offset(48), self.n48);
                }
                if present[49] {
                    target.set(at + layout.offset(49), self.n49);
                }
                if present[50] {
                    target.set(at + layout.offset(50), self.n50);
                }
                if present[51] {
                    target.set(at + layout.offset(51), self.n51);
                }
                if present[53] {
                    target.set(at + layout.offset(53), self.n53);
                }
                if present[54] {
                    target.set(at + layout.offset(54), self.n54);
                }
                if present[55] {
                    target.set(at + layout.offset(55), self.n55);
                }
                if present[56] {
                    target.set(at + layout.offset(56), self.n56);
                }
                if present[58] {
                    target.set(at + layout.offset(58), self.n58);
                }
                if present[59] {
                    target.set(at + layout.offset(59), self.n59);
                }
                if present[60] {
                    target.set(at + layout.offset(60), self.n60);
                }
                if present[61] {
                    target.set(at + layout.offset(61), self.n61);
                }
                if present[63] {
                    target.set(at + layout.offset(63), self.n63);
                }
                if present[64] {
                    target.set(at + layout.offset(64), self.n64);
                }
                if present[65] {
                    target.set(at + layout.offset(65), self.n65);
                }
                if present[66] {
                    target.set(at + layout.offset(66), self.n66);
                }
                if present[68] {
                    target.set(at + layout.offset(68), self.n68);
                }
                if present[69] {
                    target.set(at + layout.offset(69), self.n69);
                }
                if let Some(value) = self.n02 {
                    let to = target.text(value);
                    target.link(at + layout.offset(2), to);
                }
                if let Some(value) = self.n07 {
                    let to = target.text(value);
                    target.link(at + layout.offset(7), to);
                }
                if let Some(value) = self.n12 {
                    let to = target.text(value);
                    target.link(at + layout.offset(12), to);
                }
                if let Some(value) = self.n17 {
                    let to = target.text(value);
                    target.link(at + layout.offset(17), to);
                }
                if let Some(value) = self.n22 {
                    let to = target.text(value);
                    target.link(at + layout.offset(22), to);
                }
                if let Some(value) = self.n27 {
                    let to = target.text(value);
                    target.link(at + layout.offset(27), to);
                }
                if let Some(value) = self.n32 {
                    let to = target.text(value);
                    target.link(at + layout.offset(32), to);
                }
                if let Some(value) = self.n37 {
                    let to = target.text(value);
                    target.link(at + layout.offset(37), to);
                }
                if let Some(value) = self.n42 {
                    let to = target.text(value);
                    target.link(at + layout.offset(42), to);
                }
                if let Some(value) = self.n47 {
                    let to = target.text(value);
                    target.link(at + layout.offset(47), to);
                }
                if let Some(value) = self.n52 {
                    let to = target.text(value);
                    target.link(at + layout.offset(52), to);
                }
                if let Some(value) = self.n57 {
                    let to = target.text(value);
                    target.link(at + layout.offset(57), to);
                }
                if let Some(value) = self.n62 {
                    let to = target.text(value);
                    target.link(at + layout.offset(62), to);
                }
                if let Some(value) = self.n67 {
                    let to = target.text(value);
                    target.link(at + layout.offset(67), to);
                }
                target.leave();
                at
            }
        }

        impl ::flatstream_schema::Emit for ManyDraft<'_> {
            #[inline]
            fn message_len(&self) -> ::flatstream_schema::Result<usize> {
                ::flatstream_schema::message_len(self)
            }

            #[inline]
            fn emit(&self, window: &mut [u8]) {
                ::flatstream_schema::emit(self, window);
            }
        }

        /// More fields than there are bits in a number.
        #[derive(Clone, Copy)]
        pub struct ManyView<'p>(::flatstream_schema::TableView<'p, Self>);

        impl<'p> ::core::convert::From<::flatstream_schema::TableView<'p, Self>> for ManyView<'p> {
            #[inline]
            fn from(table: ::flatstream_schema::TableView<'p, Self>) -> Self {
                Self(table)
            }
        }

        #[expect(unsafe_code, reason = "what was verified is not looked at again")]
        impl<'p> ManyView<'p> {
            /// The field `n00`.
            #[inline]
            pub fn n00(&self) -> u8 {
                self.0.value(0).unwrap_or(0)
            }

            /// The field `n01`.
            #[inline]
            pub fn n01(&self) -> f64 {
                self.0.value(1).unwrap_or(0.0)
            }

            /// The field `n02`.
            #[inline]
            pub fn n02(&self) -> Option<&'p str> {
                // SAFETY: by the rules of this view, field 2 is a text.
                unsafe { self.0.text(2) }
            }

            /// The field `n03`.
            #[inline]
            pub fn n03(&self) -> u16 {
                self.0.value(3).unwrap_or(0)
            }

            /// The field `n04`.
            #[inline]
            pub fn n04(&self) -> u32 {
                self.0.value(4).unwrap_or(0)
            }

            /// The field `n05`.
            #[inline]
            pub fn n05(&self) -> u8 {
                self.0.value(5).unwrap_or(0)
            }

            /// The field `n06`.
            #[inline]
            pub fn n06(&self) -> f64 {
                self.0.value(6).unwrap_or(0.0)
            }

            /// The field `n07`.
            #[inline]
            pub fn n07(&self) -> Option<&'p str> {
                // SAFETY: by the rules of this view, field 7 is a text.
                unsafe { self.0.text(7) }
            }

            /// The field `n08`.
            #[inline]
            pub fn n08(&self) -> u16 {
                self.0.value(8).unwrap_or(0)
            }

            /// The field `n09`.
            #[inline]
            pub fn n09(&self) -> u32 {
                self.0.value(9).unwrap_or(0)
            }

            /// The field `n10`.
            #[inline]
            pub fn n10(&self) -> u8 {
                self.0.value(10).unwrap_or(0)
            }

            /// The field `n11`.
            #[inline]
            pub fn n11(&self) -> f64 {
                self.0.value(11).unwrap_or(0.0)
            }

            /// The field `n12`.
            #[inline]
            pub fn n12(&self) -> Option<&'p str> {
                // SAFETY: by the rules of this view, field 12 is a text.
                unsafe { self.0.text(12) }
            }

            /// The field `n13`.
            #[inline]
            pub fn n13(&self) -> u16 {
                self.0.value(13).unwrap_or(0)
            }

            /// The field `n14`.
            #[inline]
            pub fn n14(&self) -> u32 {
                self.0.value(14).unwrap_or(0)
            }

            /// The field `n15`.
            #[inline]
            pub fn n15(&self) -> u8 {
                self.0.value(15).unwrap_or(0)
            }

            /// The field `n16`.
            #[inline]
            pub fn n16(&self) -> f64 {
                self.0.value(16).unwrap_or(0.0)
            }

            /// The field `n17`.
            #[inline]
            pub fn n17(&self) -> Option<&'p str> {
                // SAFETY: by the rules of this view, field 17 is a text.
                unsafe { self.0.text(17) }
            }

            /// The field `n18`.
            #[inline]
            pub fn n18(&self) -> u16 {
                self.0.value(18).unwrap_or(0)
            }

            /// The field `n19`.
            #[inline]
            pub fn n19(&self) -> u32 {
                self.0.value(19).unwrap_or(0)
            }

            /// The field `n20`.
            #[inline]
            pub fn n20(&self) -> u8 {
                self.0.value(20).unwrap_or(0)
            }

            /// The field `n21`.
            #[inline]
            pub fn n21(&self) -> f64 {
                self.0.value(21).unwrap_or(0.0)
            }

            /// The field `n22`.
            #[inline]
            pub fn n22(&self) -> Option<&'p str> {
                // SAFETY: by the rules of this view, field 22 is a text.
                unsafe { self.0.text(22) }
            }

            /// The field `n23`.
            #[inline]
            pub fn n23(&self) -> u16 {
                self.0.value(23).unwrap_or(0)
            }

            /// The field `n24`.
            #[inline]
            pub fn n24(&self) -> u32 {
                self.0.value(24).unwrap_or(0)
            }

            /// The field `n25`.
            #[inline]
            pub fn n25(&self) -> u8 {
                self.0.value(25).unwrap_or(0)
            }

            /// The field `n26`.
            #[inline]
            pub fn n26(&self) -> f64 {
                self.0.value(26).unwrap_or(0.0)
            }

            /// The field `n27`.
            #[inline]
            pub fn n27(&self) -> Option<&'p str> {
                // SAFETY: by the rules of this view, field 27 is a text.
                unsafe { self.0.text(27) }
            }

            /// The field `n28`.
            #[inline]
            pub fn n28(&self) -> u16 {
                self.0.value(28).unwrap_or(0)
            }

            /// The field `n29`.
            #[inline]
            pub fn n29(&self) -> u32 {
                self.0.value(29).unwrap_or(0)
            }

            /// The field `n30`.
            #[inline]
            pub fn n30(&self) -> u8 {
                self.0.value(30).unwrap_or(0)
            }

            /// The field `n31`.
            #[inline]
            pub fn n31(&self) -> f64 {
                self.0.value(31).unwrap_or(0.0)
            }

            /// The field `n32`.
            #[inline]
            pub fn n32(&self) -> Option<&'p str> {
                // SAFETY: by the rules of this view, field 32 is a text.
                unsafe { self.0.text(32) }
            }

            /// The field `n33`.
            #[inline]
            pub fn n33(&self) -> u16 {
                self.0.value(33).unwrap_or(0)
            }

            /// The field `n34`.
            #[inline]
            pub fn n34(&self) -> u32 {
                self.0.value(34).unwrap_or(0)
            }

            /// The field `n35`.
            #[inline]
            pub fn n35(&self) -> u8 {
                self.0.value(35).unwrap_or(0)
            }

            /// The field `n36`.
            #[inline]
            pub fn n36(&self) -> f64 {
                self.0.value(36).unwrap_or(0.0)
            }

            /// The field `n37`.
            #[inline]
            pub fn n37(&self) -> Option<&'p str> {
                // SAFETY: by the rules of this view, field 37 is a text.
                unsafe { self.0.text(37) }
            }

            /// The field `n38`.
            #[inline]
            pub fn n38(&self) -> u16 {
                self.0.value(38).unwrap_or(0)
            }

            /// The field `n39`.
            #[inline]
            pub fn n39(&self) -> u32 {
                self.0.value(39).unwrap_or(0)
            }

            /// The field `n40`.
            #[inline]
            pub fn n40(&self) -> u8 {
                self.0.value(40).unwrap_or(0)
            }

            /// The field `n41`.
            #[inline]
            pub fn n41(&self) -> f64 {
                self.0.value(41).unwrap_or(0.0)
            }

            /// The field `n42`.
            #[inline]
            pub fn n42(&self) -> Option<&'p str> {
                // SAFETY: by the rules of this view, field 42 is a text.
                unsafe { self.0.text(42) }
            }

            /// The field `n43`.
            #[inline]
            pub fn n43(&self) -> u16 {
                self.0.value(43).unwrap_or(0)
            }

            /// The field `n44`.
            #[inline]
            pub fn n44(&self) -> u32 {
                self.0.value(44).unwrap_or(0)
            }

            /// The field `n45`.
            #[inline]
            pub fn n45(&self) -> u8 {
                self.0.value(45).unwrap_or(0)
            }

            /// The field `n46`.
            #[inline]
            pub fn n46(&self) -> f64 {
                self.0.value(46).unwrap_or(0.0)
            }

            /// The field `n47`.
            #[inline]
            pub fn n47(&self) -> Option<&'p str> {
                // SAFETY: by the rules of this view, field 47 is a text.
                unsafe { self.0.text(47) }
            }

            /// The field `n48`.
            #[inline]
            pub fn n48(&self) -> u16 {
                self.0.value(48).unwrap_or(0)
            }

            /// The field `n49`.
            #[inline]
            pub fn n49(&self) -> u32 {
                self.0.value(49).unwrap_or(0)
            }

            /// The field `n50`.
            #[inline]
            pub fn n50(&self) -> u8 {
                self.0.value(50).unwrap_or(0)
            }

            /// The field `n51`.
            #[inline]
            pub fn n51(&self) -> f64 {
                self.0.value(51).unwrap_or(0.0)
            }

            /// The field `n52`.
            #[inline]
            pub fn n52(&self) -> Option<&'p str> {
                // SAFETY: by the rules of this view, field 52 is a text.
                unsafe { self.0.text(52) }
            }

            /// The field `n53`.
            #[inline]
            pub fn n53(&self) -> u16 {
                self.0.value(53).unwrap_or(0)
            }

            /// The field `n54`.
            #[inline]
            pub fn n54(&self) -> u32 {
                self.0.value(54).unwrap_or(0)
            }

            /// The field `n55`.
            #[inline]
            pub fn n55(&self) -> u8 {
                self.0.value(55).unwrap_or(0)
            }

            /// The field `n56`.
            #[inline]
            pub fn n56(&self) -> f64 {
                self.0.value(56).unwrap_or(0.0)
            }

            /// The field `n57`.
            #[inline]
            pub fn n57(&self) -> Option<&'p str> {
                // SAFETY: by the rules of this view, field 57 is a text.
                unsafe { self.0.text(57) }
            }

            /// The field `n58`.
            #[inline]
            pub fn n58(&self) -> u16 {
                self.0.value(58).unwrap_or(0)
            }

            /// The field `n59`.
            #[inline]
            pub fn n59(&self) -> u32 {
                self.0.value(59).unwrap_or(0)
            }

            /// The field `n60`.
            #[inline]
            pub fn n60(&self) -> u8 {
                self.0.value(60).unwrap_or(0)
            }

            /// The field `n61`.
            #[inline]
            pub fn n61(&self) -> f64 {
                self.0.value(61).unwrap_or(0.0)
            }

            /// The field `n62`.
            #[inline]
            pub fn n62(&self) -> Option<&'p str> {
                // SAFETY: by the rules of this view, field 62 is a text.
                unsafe { self.0.text(62) }
            }

            /// The field `n63`.
            #[inline]
            pub fn n63(&self) -> u16 {
                self.0.value(63).unwrap_or(0)
            }

            /// The field `n64`.
            #[inline]
            pub fn n64(&self) -> u32 {
                self.0.value(64).unwrap_or(0)
            }

            /// The field `n65`.
            #[inline]
            pub fn n65(&self) -> u8 {
                self.0.value(65).unwrap_or(0)
            }

            /// The field `n66`.
            #[inline]
            pub fn n66(&self) -> f64 {
                self.0.value(66).unwrap_or(0.0)
            }

            /// The field `n67`.
            #[inline]
            pub fn n67(&self) -> Option<&'p str> {
                // SAFETY: by the rules of this view, field 67 is a text.
                unsafe { self.0.text(67) }
            }

            /// The field `n68`.
            #[inline]
            pub fn n68(&self) -> u16 {
                self.0.value(68).unwrap_or(0)
            }

            /// The field `n69`.
            #[inline]
            pub fn n69(&self) -> u32 {
                self.0.value(69).unwrap_or(0)
            }
        }

        impl ::core::fmt::Debug for ManyView<'_> {
            fn fmt(&self, f: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result {
                let mut out = f.debug_struct("ManyView");
                out.field("n00", &self.n00());
                out.field("n01", &self.n01());
                out.field("n02", &self.n02());
                out.field("n03", &self.n03());
                out.field("n04", &self.n04());
                out.field("n05", &self.n05());
                out.field("n06", &self.n06());
                out.field("n07", &self.n07());
                out.field("n08", &self.n08());
                out.field("n09", &self.n09());
                out.field("n10", &self.n10());
                out.field("n11", &self.n11());
                out.field("n12", &self.n12());
                out.field("n13", &self.n13());
                out.field("n14", &self.n14());
                out.field("n15", &self.n15());
                out.field("n16", &self.n16());
                out.field("n17", &self.n17());
                out.field("n18", &self.n18());
                out.field("n19", &self.n19());
                out.field("n20", &self.n20());
                out.field("n21", &self.n21());
                out.field("n22", &self.n22());
                out.field("n23", &self.n23());
                out.field("n24", &self.n24());
                out.field("n25", &self.n25());
                out.field("n26", &self.n26());
                out.field("n27", &self.n27());
                out.field("n28", &self.n28());
                out.field("n29", &self.n29());
                out.field("n30", &self.n30());
                out.field("n31", &self.n31());
                out.field("n32", &self.n32());
                out.field("n33", &self.n33());
                out.field("n34", &self.n34());
                out.field("n35", &self.n35());
                out.field("n36", &self.n36());
                out.field("n37", &self.n37());
                out.field("n38", &self.n38());
                out.field("n39", &self.n39());
                out.field("n40", &self.n40());
                out.field("n41", &self.n41());
                out.field("n42", &self.n42());
                out.field("n43", &self.n43());
                out.field("n44", &self.n44());
                out.field("n45", &self.n45());
                out.field("n46", &self.n46());
                out.field("n47", &self.n47());
                out.field("n48", &self.n48());
                out.field("n49", &self.n49());
                out.field("n50", &self.n50());
                out.field("n51", &self.n51());
                out.field("n52", &self.n52());
                out.field("n53", &self.n53());
                out.field("n54", &self.n54());
                out.field("n55", &self.n55());
                out.field("n56", &self.n56());
                out.field("n57", &self.n57());
                out.field("n58", &self.n58());
                out.field("n59", &self.n59());
                out.field("n60", &self.n60());
                out.field("n61", &self.n61());
                out.field("n62", &self.n62());
                out.field("n63", &self.n63());
                out.field("n64", &self.n64());
                out.field("n65", &self.n65());
                out.field("n66", &self.n66());
                out.field("n67", &self.n67());
                out.field("n68", &self.n68());
                out.field("n69", &self.n69());
                out.finish()
            }
        }

        impl ::flatstream_schema::Checked<70> for ManyView<'_> {
            const SLOTS: [::flatstream_schema::Slot; 70] = [
                ::flatstream_schema::Slot::number(1),
                ::flatstream_schema::Slot::number(8),
                ::flatstream_schema::Slot::OFFSET,
                ::flatstream_schema::Slot::number(2),
                ::flatstream_schema::Slot::number(4),
                ::flatstream_schema::Slot::number(1),
                ::flatstream_schema::Slot::number(8),
                ::flatstream_schema::Slot::OFFSET,
                ::flatstream_schema::Slot::number(2),
                ::flatstream_schema::Slot::number(4),
                ::flatstream_schema::Slot::number(1),
                ::flatstream_schema::Slot::number(8),
                ::flatstream_schema::Slot::OFFSET,
                ::flatstream_schema::Slot::number(2),
                ::flatstream_schema::Slot::number(4),
                ::flatstream_schema::Slot::number(1),
                ::flatstream_schema::Slot::number(8),
                ::flatstream_schema::Slot::OFFSET,
                ::flatstream_schema::Slot::number(2),
                ::flatstream_schema::Slot::number(4),
                ::flatstream_schema::Slot::number(1),
                ::flatstream_schema::Slot::number(8),
                ::flatstream_schema::Slot::OFFSET,
                ::flatstream_schema::Slot::number(2),
                ::flatstream_schema::Slot::number(4),
                ::flatstream_schema::Slot::number(1),
                ::flatstream_schema::Slot::number(8),
                ::flatstream_schema::Slot::OFFSET,
                ::flatstream_schema::Slot::number(2),
                ::flatstream_schema::Slot::number(4),
                ::flatstream_schema::Slot::number(1),
                ::flatstream_schema::Slot::number(8),
                ::flatstream_schema::Slot::OFFSET,
                ::flatstream_schema::Slot::number(2),
                ::flatstream_schema::Slot::number(4),
                ::flatstream_schema::Slot::number(1),
                ::flatstream_schema::Slot::number(8),
                ::flatstream_schema::Slot::OFFSET,
                ::flatstream_schema::Slot::number(2),
                ::flatstream_schema::Slot::number(4),
                ::flatstream_schema::Slot::number(1),
                ::flatstream_schema::Slot::number(8),
                ::flatstream_schema::Slot::OFFSET,
                ::flatstream_schema::Slot::number(2),
                ::flatstream_schema::Slot::number(4),
                ::flatstream_schema::Slot::number(1),
                ::flatstream_schema::Slot::number(8),
                ::flatstream_schema::Slot::OFFSET,
                ::flatstream_schema::Slot::number(2),
                ::flatstream_schema::Slot::number(4),
                ::flatstream_schema::Slot::number(1),
                ::flatstream_schema::Slot::number(8),
                ::flatstream_schema::Slot::OFFSET,
                ::flatstream_schema::Slot::number(2),
                ::flatstream_schema::Slot::number(4),
                ::flatstream_schema::Slot::number(1),
                ::flatstream_schema::Slot::number(8),
                ::flatstream_schema::Slot::OFFSET,
                ::flatstream_schema::Slot::number(2),
                ::flatstream_schema::Slot::number(4),
                ::flatstream_schema::Slot::number(1),
                ::flatstream_schema::Slot::number(8),
                ::flatstream_schema::Slot::OFFSET,
                ::flatstream_schema::Slot::number(2),
                ::flatstream_schema::Slot::number(4),
                ::flatstream_schema::Slot::number(1),
                ::flatstream_schema::Slot::number(8),
                ::flatstream_schema::Slot::OFFSET,
                ::flatstream_schema::Slot::number(2),
                ::flatstream_schema::Slot::number(4),
            ];

            #[inline]
            fn references(
                check: &mut ::flatstream_schema::Check<'_>,
                table: &::flatstream_schema::Table<'_, 70>,
            ) -> bool {
                check.text(table.field(2))
                    && check.text(table.field(7))
                    && check.text(table.field(12))
                    && check.text(table.field(17))
                    && check.text(table.field(22))
                    && check.text(table.field(27))
                    && check.text(table.field(32))
                    && check.text(table.field(37))
                    && check.text(table.field(42))
                    && check.text(table.field(47))
                    && check.text(table.field(52))
                    && check.text(table.field(57))
                    && check.text(table.field(62))
                    && check.text(table.field(67))
            }
        }

        impl ::flatstream_schema::flatbuffers::Verifiable for ManyView<'_> {
            fn run_verifier(
                verifier: &mut ::flatstream_schema::flatbuffers::Verifier<'_, '_>,
                position: usize,
            ) -> ::flatstream_schema::rules::Verdict {
                let table = ::flatstream_schema::rules::Rules::new(verifier, position)?;
                let table = table.number::<u8>("n00", 0, false)?;
                let table = table.number::<f64>("n01", 1, false)?;
                let table = table.text("n02", 2, false)?;
                let table = table.number::<u16>("n03", 3, false)?;
                let table = table.number::<u32>("n04", 4, false)?;
                let table = table.number::<u8>("n05", 5, false)?;
                let table = table.number::<f64>("n06", 6, false)?;
                let table = table.text("n07", 7, false)?;
                let table = table.number::<u16>("n08", 8, false)?;
                let table = table.number::<u32>("n09", 9, false)?;
                let table = table.number::<u8>("n10", 10, false)?;
                let table = table.number::<f64>("n11", 11, false)?;
                let table = table.text("n12", 12, false)?;
                let table = table.number::<u16>("n13", 13, false)?;
                let table = table.number::<u32>("n14", 14, false)?;
                let table = table.number::<u8>("n15", 15, false)?;
                let table = table.number::<f64>("n16", 16, false)?;
                let table = table.text("n17", 17, false)?;
                let table = table.number::<u16>("n18", 18, false)?;
                let table = table.number::<u32>("n19", 19, false)?;
                let table = table.number::<u8>("n20", 20, false)?;
                let table = table.number::<f64>("n21", 21, false)?;
                let table = table.text("n22", 22, false)?;
                let table = table.number::<u16>("n23", 23, false)?;
                let table = table.number::<u32>("n24", 24, false)?;
                let table = table.number::<u8>("n25", 25, false)?;
                let table = table.number::<f64>("n26", 26, false)?;
                let table = table.text("n27", 27, false)?;
                let table = table.number::<u16>("n28", 28, false)?;
                let table = table.number::<u32>("n29", 29, false)?;
                let table = table.number::<u8>("n30", 30, false)?;
                let table = table.number::<f64>("n31", 31, false)?;
                let table = table.text("n32", 32, false)?;
                let table = table.number::<u16>("n33", 33, false)?;
                let table = table.number::<u32>("n34", 34, false)?;
                let table = table.number::<u8>("n35", 35, false)?;
                let table = table.number::<f64>("n36", 36, false)?;
                let table = table.text("n37", 37, false)?;
                let table = table.number::<u16>("n38", 38, false)?;
                let table = table.number::<u32>("n39", 39, false)?;
                let table = table.number::<u8>("n40", 40, false)?;
                let table = table.number::<f64>("n41", 41, false)?;
                let table = table.text("n42", 42, false)?;
                let table = table.number::<u16>("n43", 43, false)?;
                let table = table.number::<u32>("n44", 44, false)?;
                let table = table.number::<u8>("n45", 45, false)?;
                let table = table.number::<f64>("n46", 46, false)?;
                let table = table.text("n47", 47, false)?;
                let table = table.number::<u16>("n48", 48, false)?;
                let table = table.number::<u32>("n49", 49, false)?;
                let table = table.number::<u8>("n50", 50, false)?;
                let table = table.number::<f64>("n51", 51, false)?;
                let table = table.text("n52", 52, false)?;
                let table = table.number::<u16>("n53", 53, false)?;
                let table = table.number::<u32>("n54", 54, false)?;
                let table = table.number::<u8>("n55", 55, false)?;
                let table = table.number::<f64>("n56", 56, false)?;
                let table = table.text("n57", 57, false)?;
                let table = table.number::<u16>("n58", 58, false)?;
                let table = table.number::<u32>("n59", 59, false)?;
                let table = table.number::<u8>("n60", 60, false)?;
                let table = table.number::<f64>("n61", 61, false)?;
                let table = table.text("n62", 62, false)?;
                let table = table.number::<u16>("n63", 63, false)?;
                let table = table.number::<u32>("n64", 64, false)?;
                let table = table.number::<u8>("n65", 65, false)?;
                let table = table.number::<f64>("n66", 66, false)?;
                let table = table.text("n67", 67, false)?;
                let table = table.number::<u16>("n68", 68, false)?;
                let table = table.number::<u32>("n69", 69, false)?;
                table.finish()
            }
        }

        #[expect(unsafe_code, reason = "flatbuffers follows offsets that were verified")]
        impl<'p> ::flatstream_schema::flatbuffers::Follow<'p> for ManyView<'p> {
            type Inner = Self;

            #[inline]
            unsafe fn follow(payload: &'p [u8], at: usize) -> Self {
                // SAFETY: the caller promises that there is a verified table.
                Self(unsafe { ::flatstream_schema::TableView::new(payload, at) })
            }
        }

        #[expect(unsafe_code, reason = "what `Compiled` asks for is true by construction")]
        // SAFETY: the checks below come from the schema that the rules and the root have.
        unsafe impl ::flatstream_schema::Compiled for ManyView<'_> {
            type Root<'p> = ManyView<'p>;
            type Rules = ManyView<'static>;
            type Memo = ::flatstream_schema::Memo<ManyView<'static>, 70>;

            const NESTED: bool = false;

            #[inline]
            fn check(payload: &[u8], memo: &mut Self::Memo) -> bool {
                ::flatstream_schema::Check::root(payload, memo)
            }
        }

        impl ::flatstream_schema::Verified for ManyView<'_> {
            type Root<'p> = ManyView<'p>;
            type Memo = ::flatstream_schema::Memo<ManyView<'static>, 70>;

            #[inline]
            fn verify<'p>(
                payload: &'p [u8],
                memo: &mut Self::Memo,
            ) -> ::flatstream_schema::Result<Self::Root<'p>> {
                ::flatstream_schema::verify::<Self>(payload, memo)
            }
        }

        /// Whatever holds itself.
        #[derive(Clone, Copy, Debug, PartialEq)]
        pub struct NodeDraft<'a> {
            /// The field `label`.
            pub label: Option<&'a str>,
            /// The field `weight`.
            pub weight: f64,
            /// The field `next`.
            pub next: Option<&'a NodeDraft<'a>>,
            /// The field `children`.
            pub children: Option<&'a [NodeDraft<'a>]>,
            /// The field `any`.
            pub any: AnyDraft<'a>,
        }

        impl NodeDraft<'_> {
            /// With no field present, or only those that are required, empty.
            pub const EMPTY: Self =
                Self { label: None, weight: 0.0, next: None, children: None, any: AnyDraft::None };
        }

        impl Default for NodeDraft<'_> {
            #[inline]
            fn default() -> Self {
                Self::EMPTY
            }
        }

        impl ::flatstream_schema::Draft for NodeDraft<'_> {
            const FILE_IDENTIFIER: Option<[u8; 4]> = None;

            #[inline]
            fn place<T: ::flatstream_schema::Target>(&self, target: &mut T) -> usize {
                if !target.enter() {
                    return 0;
                }
                let kind = ::flatstream_schema::Kind { number: 11, align: 8, shared: true };
                let present: [bool; 6] = [
                    self.label.is_some(),
                    self.weight != 0.0,
                    self.next.is_some(),
                    self.children.is_some(),
                    self.any.number() != 0,
                    self.any.number() != 0,
                ];
                let mut layout = ::flatstream_schema::Compact::<8>::new();
                layout.add(present[1], 1, 8, 8);
                layout.add(present[0], 0, 4, 4);
                layout.add(present[2], 2, 4, 4);
                layout.add(present[3], 3, 4, 4);
                layout.add(present[5], 5, 4, 4);
                layout.add(present[4], 4, 1, 1);
                let at = layout.place(target, kind, ::flatstream_schema::key(&present));
                if present[1] {
                    target.set(at + layout.offset(1), self.weight);
                }
                if present[4] {
                    target.set(at + layout.offset(4), self.any.number());
                }
                if let Some(value) = self.label {
                    let to = target.text(value);
                    target.link(at + layout.offset(0), to);
                }
                if let Some(value) = self.next {
                    let to = ::flatstream_schema::Draft::place(value, target);
                    target.link(at + layout.offset(2), to);
                }
                if let Some(value) = self.children {
                    let to = target.tables(value);
                    target.link(at + layout.offset(3), to);
                }
                if let Some(to) = self.any.place(target) {
                    target.link(at + layout.offset(5), to);
                }
                target.leave();
                at
            }
        }

        impl ::flatstream_schema::Emit for NodeDraft<'_> {
            #[inline]
            fn message_len(&self) -> ::flatstream_schema::Result<usize> {
                ::flatstream_schema::message_len(self)
            }

            #[inline]
            fn emit(&self, window: &mut [u8]) {
                ::flatstream_schema::emit(self, window);
            }
        }

        /// Whatever holds itself.
        #[derive(Clone, Copy)]
        pub struct NodeView<'p>(::flatstream_schema::TableView<'p, Self>);

        impl<'p> ::core::convert::From<::flatstream_schema::TableView<'p, Self>> for NodeView<'p> {
            #[inline]
            fn from(table: ::flatstream_schema::TableView<'p, Self>) -> Self {
                Self(table)
            }
        }

        #[expect(unsafe_code, reason = "what was verified is not looked at again")]
        impl<'p> NodeView<'p> {
            /// The field `label`.
            #[inline]
            pub fn label(&self) -> Option<&'p str> {
                // SAFETY: by the rules of this view, field 0 is a text.
                unsafe { self.0.text(0) }
            }

            /// The field `weight`.
            #[inline]
            pub fn weight(&self) -> f64 {
                self.0.value(1).unwrap_or(0.0)
            }

            /// The field `next`.
            #[inline]
            pub fn next(&self) -> Option<NodeView<'p>> {
                // SAFETY: by the rules of this view, field 2 is a `testdata.features.Node`.
                unsafe { self.0.table(2) }
            }

            /// The field `children`.
            #[inline]
            pub fn children(&self) -> Option<::flatstream_schema::Tables<'p, NodeView<'p>>> {
                // SAFETY: by the rules of this view,
                // field 3 is a vector of `testdata.features.Node`.
                unsafe { self.0.tables(3) }
            }

            /// The number of the union's member; 0 where it has none.
            #[inline]
            pub fn any_type(&self) -> u8 {
                self.0.value(4).unwrap_or(0)
            }

            /// The field `any`.
            #[inline]
            pub fn any(&self) -> AnyView<'p> {
                // SAFETY: by the rules of this view, fields 4 and 5 are a `testdata.features.Any`.
                unsafe { self.0.union(4, 5) }
            }
        }

        impl ::core::fmt::Debug for NodeView<'_> {
            fn fmt(&self, f: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result {
                let mut out = f.debug_struct("NodeView");
                out.field("label", &self.label());
                out.field("weight", &self.weight());
                out.field("next", &self.next());
                out.field("children", &self.children());
                out.field("any", &self.any());
                out.finish()
            }
        }

        impl ::flatstream_schema::Checked<6> for NodeView<'_> {
            const SLOTS: [::flatstream_schema::Slot; 6] = [
                ::flatstream_schema::Slot::OFFSET,
                ::flatstream_schema::Slot::number(8),
                ::flatstream_schema::Slot::OFFSET,
                ::flatstream_schema::Slot::OFFSET,
                ::flatstream_schema::Slot::number(1),
                ::flatstream_schema::Slot::OFFSET,
            ];

            #[inline]
            fn references(
                check: &mut ::flatstream_schema::Check<'_>,
                table: &::flatstream_schema::Table<'_, 6>,
            ) -> bool {
                check.text(table.field(0))
                    && check.table::<NodeView<'_>, 6>(table.field(2))
                    && check.tables::<NodeView<'_>, 6>(table.field(3))
                    && check.union_of::<AnyView<'_>>(table.field(4), table.field(5))
            }
        }

        impl ::flatstream_schema::flatbuffers::Verifiable for NodeView<'_> {
            fn run_verifier(
                verifier: &mut ::flatstream_schema::flatbuffers::Verifier<'_, '_>,
                position: usize,
            ) -> ::flatstream_schema::rules::Verdict {
                let table = ::flatstream_schema::rules::Rules::new(verifier, position)?;
                let table = table.text("label", 0, false)?;
                let table = table.number::<f64>("weight", 1, false)?;
                let table = table.table::<NodeView<'static>>("next", 2, false)?;
                let table = table.tables::<NodeView<'static>>("children", 3, false)?;
                let table = table.union::<AnyView<'_>>("any_type", 4, "any", 5, false)?;
                table.finish()
            }
        }

        #[expect(unsafe_code, reason = "flatbuffers follows offsets that were verified")]
        impl<'p> ::flatstream_schema::flatbuffers::Follow<'p> for NodeView<'p> {
            type Inner = Self;

            #[inline]
            unsafe fn follow(payload: &'p [u8], at: usize) -> Self {
                // SAFETY: the caller promises that there is a verified table.
                Self(unsafe { ::flatstream_schema::TableView::new(payload, at) })
            }
        }

        #[expect(unsafe_code, reason = "what `Compiled` asks for is true by construction")]
        // SAFETY: the checks below come from the schema that the rules and the root have.
        unsafe impl ::flatstream_schema::Compiled for NodeView<'_> {
            type Root<'p> = NodeView<'p>;
            type Rules = NodeView<'static>;
            type Memo = ::flatstream_schema::Memo<NodeView<'static>, 6>;

            const NESTED: bool = false;

            #[inline]
            fn check(payload: &[u8], memo: &mut Self::Memo) -> bool {
                ::flatstream_schema::Check::root(payload, memo)
            }
        }

        impl ::flatstream_schema::Verified for NodeView<'_> {
            type Root<'p> = NodeView<'p>;
            type Memo = ::flatstream_schema::Memo<NodeView<'static>, 6>;

            #[inline]
            fn verify<'p>(
                payload: &'p [u8],
                memo: &mut Self::Memo,
            ) -> ::flatstream_schema::Result<Self::Root<'p>> {
                ::flatstream_schema::verify::<Self>(payload, memo)
            }
        }

        /// The table `testdata.features.Numbered`, to be written.
        #[derive(Clone, Copy, Debug, PartialEq)]
        pub struct NumberedDraft<'a> {
            /// The field `id`.
            ///
            /// A key: those in a vector are to be sorted by it.
            pub id: u16,
            /// The field `text`.
            pub text: Option<&'a str>,
        }

        impl NumberedDraft<'_> {
            /// With no field present, or only those that are required, empty.
            pub const EMPTY: Self = Self { id: 0, text: None };
        }

        impl Default for NumberedDraft<'_> {
            #[inline]
            fn default() -> Self {
                Self::EMPTY
            }
        }

        impl ::flatstream_schema::Draft for NumberedDraft<'_> {
            const FILE_IDENTIFIER: Option<[u8; 4]> = None;

            #[inline]
            fn place<T: ::flatstream_schema::Target>(&self, target: &mut T) -> usize {
                if !target.enter() {
                    return 0;
                }
                let kind = ::flatstream_schema::Kind { number: 12, align: 4, shared: true };
                let present: [bool; 2] = [self.id != 0, self.text.is_some()];
                let mut layout = ::flatstream_schema::Compact::<4>::new();
                layout.add(present[1], 1, 4, 4);
                layout.add(present[0], 0, 2, 2);
                let at = layout.place(target, kind, ::flatstream_schema::key(&present));
                if present[0] {
                    target.set(at + layout.offset(0), self.id);
                }
                if let Some(value) = self.text {
                    let to = target.text(value);
                    target.link(at + layout.offset(1), to);
                }
                target.leave();
                at
            }
        }

        impl ::flatstream_schema::Emit for NumberedDraft<'_> {
            #[inline]
            fn message_len(&self) -> ::flatstream_schema::Result<usize> {
                ::flatstream_schema::message_len(self)
            }

            #[inline]
            fn emit(&self, window: &mut [u8]) {
                ::flatstream_schema::emit(self, window);
            }
        }

        /// A verified `testdata.features.Numbered`.
        #[derive(Clone, Copy)]
        pub struct NumberedView<'p>(::flatstream_schema::TableView<'p, Self>);

        impl<'p> ::core::convert::From<::flatstream_schema::TableView<'p, Self>> for NumberedView<'p> {
            #[inline]
            fn from(table: ::flatstream_schema::TableView<'p, Self>) -> Self {
                Self(table)
            }
        }

        #[expect(unsafe_code, reason = "what was verified is not looked at again")]
        impl<'p> NumberedView<'p> {
            /// The field `id`.
            #[inline]
            pub fn id(&self) -> u16 {
                self.0.value(0).unwrap_or(0)
            }

            /// The field `text`.
            #[inline]
            pub fn text(&self) -> Option<&'p str> {
                // SAFETY: by the rules of this view, field 1 is a text.
                unsafe { self.0.text(1) }
            }
        }

        impl ::core::fmt::Debug for NumberedView<'_> {
            fn fmt(&self, f: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result {
                let mut out = f.debug_struct("NumberedView");
                out.field("id", &self.id());
                out.field("text", &self.text());
                out.finish()
            }
        }

        impl ::flatstream_schema::Checked<2> for NumberedView<'_> {
            const SLOTS: [::flatstream_schema::Slot; 2] =
                [::flatstream_schema::Slot::number(2), ::flatstream_schema::Slot::OFFSET];

            #[inline]
            fn references(
                check: &mut ::flatstream_schema::Check<'_>,
                table: &::flatstream_schema::Table<'_, 2>,
            ) -> bool {
                check.text(table.field(1))
            }
        }

        impl ::flatstream_schema::flatbuffers::Verifiable for NumberedView<'_> {
            fn run_verifier(
                verifier: &mut ::flatstream_schema::flatbuffers::Verifier<'_, '_>,
                position: usize,
            ) -> ::flatstream_schema::rules::Verdict {
                let table = ::flatstream_schema::rules::Rules::new(verifier, position)?;
                let table = table.number::<u16>("id", 0, false)?;
                let table = table.text("text", 1, false)?;
                table.finish()
            }
        }

        #[expect(unsafe_code, reason = "flatbuffers follows offsets that were verified")]
        impl<'p> ::flatstream_schema::flatbuffers::Follow<'p> for NumberedView<'p> {
            type Inner = Self;

            #[inline]
            unsafe fn follow(payload: &'p [u8], at: usize) -> Self {
                // SAFETY: the caller promises that there is a verified table.
                Self(unsafe { ::flatstream_schema::TableView::new(payload, at) })
            }
        }

        #[expect(unsafe_code, reason = "what `Compiled` asks for is true by construction")]
        // SAFETY: the checks below come from the schema that the rules and the root have.
        unsafe impl ::flatstream_schema::Compiled for NumberedView<'_> {
            type Root<'p> = NumberedView<'p>;
            type Rules = NumberedView<'static>;
            type Memo = ::flatstream_schema::Memo<NumberedView<'static>, 2>;

            const NESTED: bool = false;

            #[inline]
            fn check(payload: &[u8], memo: &mut Self::Memo) -> bool {
                ::flatstream_schema::Check::root(payload, memo)
            }
        }

        impl ::flatstream_schema::Verified for NumberedView<'_> {
            type Root<'p> = NumberedView<'p>;
            type Memo = ::flatstream_schema::Memo<NumberedView<'static>, 2>;

            #[inline]
            fn verify<'p>(
                payload: &'p [u8],
                memo: &mut Self::Memo,
            ) -> ::flatstream_schema::Result<Self::Root<'p>> {
                ::flatstream_schema::verify::<Self>(payload, memo)
            }
        }

        /// Numbers alone, as most fields of telemetry are.
        #[derive(Clone, Copy, Debug, PartialEq)]
        pub struct NumbersDraft {
            /// The field `a_bool`.
            pub a_bool: bool,
            /// The field `a_byte`.
            pub a_byte: i8,
            /// The field `a_ubyte`.
            pub a_ubyte: u8,
            /// The field `a_short`.
            pub a_short: i16,
            /// The field `a_ushort`.
            pub a_ushort: u16,
            /// The field `an_int`.
            pub an_int: i32,
            /// The field `a_uint`.
            pub a_uint: u32,
            /// The field `a_long`.
            pub a_long: i64,
            /// The field `a_ulong`.
            pub a_ulong: u64,
            /// The field `a_float`.
            pub a_float: f32,
            /// The field `a_double`.
            pub a_double: f64,
        }

        impl NumbersDraft {
            /// With no field present, or only those that are required, empty.
            pub const EMPTY: Self = Self {
                a_bool: false,
                a_byte: 0,
                a_ubyte: 0,
                a_short: 0,
                a_ushort: 0,
                an_int: 0,
                a_uint: 0,
                a_long: 0,
                a_ulong: 0,
                a_float: 0.0,
                a_double: 0.0,
            };
        }

        impl Default for NumbersDraft {
            #[inline]
            fn default() -> Self {
                Self::EMPTY
            }
        }

        impl ::flatstream_schema::Draft for NumbersDraft {
            const FILE_IDENTIFIER: Option<[u8; 4]> = None;

            #[inline]
            fn place<T: ::flatstream_schema::Target>(&self, target: &mut T) -> usize {
                if !target.enter() {
                    return 0;
                }
                let kind = ::flatstream_schema::Kind { number: 13, align: 8, shared: true };
                let present: [bool; 11] = [
                    self.a_bool,
                    self.a_byte != 0,
                    self.a_ubyte != 0,
                    self.a_short != 0,
                    self.a_ushort != 0,
                    self.an_int != 0,
                    self.a_uint != 0,
                    self.a_long != 0,
                    self.a_ulong != 0,
                    self.a_float != 0.0,
                    self.a_double != 0.0,
                ];
                let mut layout = ::flatstream_schema::Compact::<13>::new();
                layout.add(present[7], 7, 8, 8);
                layout.add(present[8], 8, 8, 8);
                layout.add(present[10], 10, 8, 8);
                layout.add(present[5], 5, 4, 4);
                layout.add(present[6], 6, 4, 4);
                layout.add(present[9], 9, 4, 4);
                layout.add(present[3], 3, 2, 2);
                layout.add(present[4], 4, 2, 2);
                layout.add(present[0], 0, 1, 1);
                layout.add(present[1], 1, 1, 1);
                layout.add(present[2], 2, 1, 1);
                let at = layout.place(target, kind, ::flatstream_schema::key(&present));
                if present[0] {
                    target.set(at + layout.offset(0), self.a_bool);
                }
                if present[1] {
                    target.set(at + layout.offset(1), self.a_byte);
                }
                if present[2] {
                    target.set(at + layout.offset(2), self.a_ubyte);
                }
                if present[3] {
                    target.set(at + layout.offset(3), self.a_short);
                }
                if present[4] {
                    target.set(at + layout.offset(4), self.a_ushort);
                }
                if present[5] {
                    target.set(at + layout.offset(5), self.an_int);
                }
                if present[6] {
                    target.set(at + layout.offset(6), self.a_uint);
                }
                if present[7] {
                    target.set(at + layout.offset(7), self.a_long);
                }
                if present[8] {
                    target.set(at + layout.offset(8), self.a_ulong);
                }
                if present[9] {
                    target.set(at + layout.offset(9), self.a_float);
                }
                if present[10] {
                    target.set(at + layout.offset(10), self.a_double);
                }
                target.leave();
                at
            }
        }

        impl ::flatstream_schema::Emit for NumbersDraft {
            #[inline]
            fn message_len(&self) -> ::flatstream_schema::Result<usize> {
                ::flatstream_schema::message_len(self)
            }

            #[inline]
            fn emit(&self, window: &mut [u8]) {
                ::flatstream_schema::emit(self, window);
            }
        }

        /// Numbers alone, as most fields of telemetry are.
        #[derive(Clone, Copy)]
        pub struct NumbersView<'p>(::flatstream_schema::TableView<'p, Self>);

        impl<'p> ::core::convert::From<::flatstream_schema::TableView<'p, Self>> for NumbersView<'p> {
            #[inline]
            fn from(table: ::flatstream_schema::TableView<'p, Self>) -> Self {
                Self(table)
            }
        }

        impl NumbersView<'_> {
            /// The field `a_bool`.
            #[inline]
            pub fn a_bool(&self) -> bool {
                self.0.value(0).unwrap_or(false)
            }

            /// The field `a_byte`.
            #[inline]
            pub fn a_byte(&self) -> i8 {
                self.0.value(1).unwrap_or(0)
            }

            /// The field `a_ubyte`.
            #[inline]
            pub fn a_ubyte(&self) -> u8 {
                self.0.value(2).unwrap_or(0)
            }

            /// The field `a_short`.
            #[inline]
            pub fn a_short(&self) -> i16 {
                self.0.value(3).unwrap_or(0)
            }

            /// The field `a_ushort`.
            #[inline]
            pub fn a_ushort(&self) -> u16 {
                self.0.value(4).unwrap_or(0)
            }

            /// The field `an_int`.
            #[inline]
            pub fn an_int(&self) -> i32 {
                self.0.value(5).unwrap_or(0)
            }

            /// The field `a_uint`.
            #[inline]
            pub fn a_uint(&self) -> u32 {
                self.0.value(6).unwrap_or(0)
            }

            /// The field `a_long`.
            #[inline]
            pub fn a_long(&self) -> i64 {
                self.0.value(7).unwrap_or(0)
            }

            /// The field `a_ulong`.
            #[inline]
            pub fn a_ulong(&self) -> u64 {
                self.0.value(8).unwrap_or(0)
            }

            /// The field `a_float`.
            #[inline]
            pub fn a_float(&self) -> f32 {
                self.0.value(9).unwrap_or(0.0)
            }

            /// The field `a_double`.
            #[inline]
            pub fn a_double(&self) -> f64 {
                self.0.value(10).unwrap_or(0.0)
            }
        }

        impl ::core::fmt::Debug for NumbersView<'_> {
            fn fmt(&self, f: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result {
                let mut out = f.debug_struct("NumbersView");
                out.field("a_bool", &self.a_bool());
                out.field("a_byte", &self.a_byte());
                out.field("a_ubyte", &self.a_ubyte());
                out.field("a_short", &self.a_short());
                out.field("a_ushort", &self.a_ushort());
                out.field("an_int", &self.an_int());
                out.field("a_uint", &self.a_uint());
                out.field("a_long", &self.a_long());
                out.field("a_ulong", &self.a_ulong());
                out.field("a_float", &self.a_float());
                out.field("a_double", &self.a_double());
                out.finish()
            }
        }

        impl ::flatstream_schema::Checked<11> for NumbersView<'_> {
            const SLOTS: [::flatstream_schema::Slot; 11] = [
                ::flatstream_schema::Slot::number(1),
                ::flatstream_schema::Slot::number(1),
                ::flatstream_schema::Slot::number(1),
                ::flatstream_schema::Slot::number(2),
                ::flatstream_schema::Slot::number(2),
                ::flatstream_schema::Slot::number(4),
                ::flatstream_schema::Slot::number(4),
                ::flatstream_schema::Slot::number(8),
                ::flatstream_schema::Slot::number(8),
                ::flatstream_schema::Slot::number(4),
                ::flatstream_schema::Slot::number(8),
            ];

            #[inline]
            fn references(
                _: &mut ::flatstream_schema::Check<'_>,
                _: &::flatstream_schema::Table<'_, 11>,
            ) -> bool {
                true
            }
        }

        impl ::flatstream_schema::flatbuffers::Verifiable for NumbersView<'_> {
            fn run_verifier(
                verifier: &mut ::flatstream_schema::flatbuffers::Verifier<'_, '_>,
                position: usize,
            ) -> ::flatstream_schema::rules::Verdict {
                let table = ::flatstream_schema::rules::Rules::new(verifier, position)?;
                let table = table.number::<bool>("a_bool", 0, false)?;
                let table = table.number::<i8>("a_byte", 1, false)?;
                let table = table.number::<u8>("a_ubyte", 2, false)?;
                let table = table.number::<i16>("a_short", 3, false)?;
                let table = table.number::<u16>("a_ushort", 4, false)?;
                let table = table.number::<i32>("an_int", 5, false)?;
                let table = table.number::<u32>("a_uint", 6, false)?;
                let table = table.number::<i64>("a_long", 7, false)?;
                let table = table.number::<u64>("a_ulong", 8, false)?;
                let table = table.number::<f32>("a_float", 9, false)?;
                let table = table.number::<f64>("a_double", 10, false)?;
                table.finish()
            }
        }

        #[expect(unsafe_code, reason = "flatbuffers follows offsets that were verified")]
        impl<'p> ::flatstream_schema::flatbuffers::Follow<'p> for NumbersView<'p> {
            type Inner = Self;

            #[inline]
            unsafe fn follow(payload: &'p [u8], at: usize) -> Self {
                // SAFETY: the caller promises that there is a verified table.
                Self(unsafe { ::flatstream_schema::TableView::new(payload, at) })
            }
        }

        #[expect(unsafe_code, reason = "what `Compiled` asks for is true by construction")]
        // SAFETY: the checks below come from the schema that the rules and the root have.
        unsafe impl ::flatstream_schema::Compiled for NumbersView<'_> {
            type Root<'p> = NumbersView<'p>;
            type Rules = NumbersView<'static>;
            type Memo = ::flatstream_schema::Memo<NumbersView<'static>, 11>;

            const NESTED: bool = false;

            #[inline]
            fn check(payload: &[u8], memo: &mut Self::Memo) -> bool {
                ::flatstream_schema::Check::root(payload, memo)
            }
        }

        impl ::flatstream_schema::Verified for NumbersView<'_> {
            type Root<'p> = NumbersView<'p>;
            type Memo = ::flatstream_schema::Memo<NumbersView<'static>, 11>;

            #[inline]
            fn verify<'p>(
                payload: &'p [u8],
                memo: &mut Self::Memo,
            ) -> ::flatstream_schema::Result<Self::Root<'p>> {
                ::flatstream_schema::verify::<Self>(payload, memo)
            }
        }

        /// The table `testdata.features.Optional`, to be written.
        #[derive(Clone, Copy, Debug, PartialEq)]
        pub struct OptionalDraft {
            /// The field `a_bool`.
            pub a_bool: Option<bool>,
            /// The field `a_byte`.
            pub a_byte: Option<i8>,
            /// The field `a_ubyte`.
            pub a_ubyte: Option<u8>,
            /// The field `a_short`.
            pub a_short: Option<i16>,
            /// The field `a_ushort`.
            pub a_ushort: Option<u16>,
            /// The field `an_int`.
            pub an_int: Option<i32>,
            /// The field `a_uint`.
            pub a_uint: Option<u32>,
            /// The field `a_long`.
            pub a_long: Option<i64>,
            /// The field `a_ulong`.
            pub a_ulong: Option<u64>,
            /// The field `a_float`.
            pub a_float: Option<f32>,
            /// The field `a_double`.
            pub a_double: Option<f64>,
            /// The field `a_tiny`.
            pub a_tiny: Option<Tiny>,
            /// The field `a_gap`.
            pub a_gap: Option<Gap>,
            /// The field `some_colours`.
            pub some_colours: Option<Colour>,
        }

        impl OptionalDraft {
            /// With no field present, or only those that are required, empty.
            pub const EMPTY: Self = Self {
                a_bool: None,
                a_byte: None,
                a_ubyte: None,
                a_short: None,
                a_ushort: None,
                an_int: None,
                a_uint: None,
                a_long: None,
                a_ulong: None,
                a_float: None,
                a_double: None,
                a_tiny: None,
                a_gap: None,
                some_colours: None,
            };
        }

        impl Default for OptionalDraft {
            #[inline]
            fn default() -> Self {
                Self::EMPTY
            }
        }

        impl ::flatstream_schema::Draft for OptionalDraft {
            const FILE_IDENTIFIER: Option<[u8; 4]> = None;

            #[inline]
            fn place<T: ::flatstream_schema::Target>(&self, target: &mut T) -> usize {
                if !target.enter() {
                    return 0;
                }
                let kind = ::flatstream_schema::Kind { number: 14, align: 8, shared: true };
                let present: [bool; 14] = [
                    self.a_bool.is_some(),
                    self.a_byte.is_some(),
                    self.a_ubyte.is_some(),
                    self.a_short.is_some(),
                    self.a_ushort.is_some(),
                    self.an_int.is_some(),
                    self.a_uint.is_some(),
                    self.a_long.is_some(),
                    self.a_ulong.is_some(),
                    self.a_float.is_some(),
                    self.a_double.is_some(),
                    self.a_tiny.is_some(),
                    self.a_gap.is_some(),
                    self.some_colours.is_some(),
                ];
                let mut layout = ::flatstream_schema::Compact::<16>::new();
                layout.add(present[7], 7, 8, 8);
                layout.add(present[8], 8, 8, 8);
                layout.add(present[10], 10, 8, 8);
                layout.add(present[5], 5, 4, 4);
                layout.add(present[6], 6, 4, 4);
                layout.add(present[9], 9, 4, 4);
                layout.add(present[3], 3, 2, 2);
                layout.add(present[4], 4, 2, 2);
                layout.add(present[0], 0, 1, 1);
                layout.add(present[1], 1, 1, 1);
                layout.add(present[2], 2, 1, 1);
                layout.add(present[11], 11, 1, 1);
                layout.add(present[12], 12, 1, 1);
                layout.add(present[13], 13, 1, 1);
                let at = layout.place(target, kind, ::flatstream_schema::key(&present));
                if present[0] {
                    target.set(at + layout.offset(0), self.a_bool.unwrap_or(false));
                }
                if present[1] {
                    target.set(at + layout.offset(1), self.a_byte.unwrap_or(0));
                }
                if present[2] {
                    target.set(at + layout.offset(2), self.a_ubyte.unwrap_or(0));
                }
                if present[3] {
                    target.set(at + layout.offset(3), self.a_short.unwrap_or(0));
                }
                if present[4] {
                    target.set(at + layout.offset(4), self.a_ushort.unwrap_or(0));
                }
                if present[5] {
                    target.set(at + layout.offset(5), self.an_int.unwrap_or(0));
                }
                if present[6] {
                    target.set(at + layout.offset(6), self.a_uint.unwrap_or(0));
                }
                if present[7] {
                    target.set(at + layout.offset(7), self.a_long.unwrap_or(0));
                }
                if present[8] {
                    target.set(at + layout.offset(8), self.a_ulong.unwrap_or(0));
                }
                if present[9] {
                    target.set(at + layout.offset(9), self.a_float.unwrap_or(0.0));
                }
                if present[10] {
                    target.set(at + layout.offset(10), self.a_double.unwrap_or(0.0));
                }
                if present[11] {
                    target.set(at + layout.offset(11), self.a_tiny.unwrap_or(Tiny::Zero));
                }
                if present[12] {
                    target.set(at + layout.offset(12), self.a_gap.unwrap_or(Gap(0)));
                }
                if present[13] {
                    target.set(at + layout.offset(13), self.some_colours.unwrap_or(Colour(0)));
                }
                target.leave();
                at
            }
        }

        impl ::flatstream_schema::Emit for OptionalDraft {
            #[inline]
            fn message_len(&self) -> ::flatstream_schema::Result<usize> {
                ::flatstream_schema::message_len(self)
            }

            #[inline]
            fn emit(&self, window: &mut [u8]) {
                ::flatstream_schema::emit(self, window);
            }
        }

        /// A verified `testdata.features.Optional`.
        #[derive(Clone, Copy)]
        pub struct OptionalView<'p>(::flatstream_schema::TableView<'p, Self>);

        impl<'p> ::core::convert::From<::flatstream_schema::TableView<'p, Self>> for OptionalView<'p> {
            #[inline]
            fn from(table: ::flatstream_schema::TableView<'p, Self>) -> Self {
                Self(table)
            }
        }

        impl OptionalView<'_> {
            /// The field `a_bool`.
            #[inline]
            pub fn a_bool(&self) -> Option<bool> {
                self.0.value(0)
            }

            /// The field `a_byte`.
            #[inline]
            pub fn a_byte(&self) -> Option<i8> {
                self.0.value(1)
            }

            /// The field `a_ubyte`.
            #[inline]
            pub fn a_ubyte(&self) -> Option<u8> {
                self.0.value(2)
            }

            /// The field `a_short`.
            #[inline]
            pub fn a_short(&self) -> Option<i16> {
                self.0.value(3)
            }

            /// The field `a_ushort`.
            #[inline]
            pub fn a_ushort(&self) -> Option<u16> {
                self.0.value(4)
            }

            /// The field `an_int`.
            #[inline]
            pub fn an_int(&self) -> Option<i32> {
                self.0.value(5)
            }

            /// The field `a_uint`.
            #[inline]
            pub fn a_uint(&self) -> Option<u32> {
                self.0.value(6)
            }

            /// The field `a_long`.
            #[inline]
            pub fn a_long(&self) -> Option<i64> {
                self.0.value(7)
            }

            /// The field `a_ulong`.
            #[inline]
            pub fn a_ulong(&self) -> Option<u64> {
                self.0.value(8)
            }

            /// The field `a_float`.
            #[inline]
            pub fn a_float(&self) -> Option<f32> {
                self.0.value(9)
            }

            /// The field `a_double`.
            #[inline]
            pub fn a_double(&self) -> Option<f64> {
                self.0.value(10)
            }

            /// The field `a_tiny`.
            #[inline]
            pub fn a_tiny(&self) -> Option<Tiny> {
                self.0.value(11)
            }

            /// The field `a_gap`.
            #[inline]
            pub fn a_gap(&self) -> Option<Gap> {
                self.0.value(12)
            }

            /// The field `some_colours`.
            #[inline]
            pub fn some_colours(&self) -> Option<Colour> {
                self.0.value(13)
            }
        }

        impl ::core::fmt::Debug for OptionalView<'_> {
            fn fmt(&self, f: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result {
                let mut out = f.debug_struct("OptionalView");
                out.field("a_bool", &self.a_bool());
                out.field("a_byte", &self.a_byte());
                out.field("a_ubyte", &self.a_ubyte());
                out.field("a_short", &self.a_short());
                out.field("a_ushort", &self.a_ushort());
                out.field("an_int", &self.an_int());
                out.field("a_uint", &self.a_uint());
                out.field("a_long", &self.a_long());
                out.field("a_ulong", &self.a_ulong());
                out.field("a_float", &self.a_float());
                out.field("a_double", &self.a_double());
                out.field("a_tiny", &self.a_tiny());
                out.field("a_gap", &self.a_gap());
                out.field("some_colours", &self.some_colours());
                out.finish()
            }
        }

        impl ::flatstream_schema::Checked<14> for OptionalView<'_> {
            const SLOTS: [::flatstream_schema::Slot; 14] = [
                ::flatstream_schema::Slot::number(1),
                ::flatstream_schema::Slot::number(1),
                ::flatstream_schema::Slot::number(1),
                ::flatstream_schema::Slot::number(2),
                ::flatstream_schema::Slot::number(2),
                ::flatstream_schema::Slot::number(4),
                ::flatstream_schema::Slot::number(4),
                ::flatstream_schema::Slot::number(8),
                ::flatstream_schema::Slot::number(8),
                ::flatstream_schema::Slot::number(4),
                ::flatstream_schema::Slot::number(8),
                ::flatstream_schema::Slot::number(1),
                ::flatstream_schema::Slot::number(1),
                ::flatstream_schema::Slot::number(1),
            ];

            #[inline]
            fn references(
                _: &mut ::flatstream_schema::Check<'_>,
                _: &::flatstream_schema::Table<'_, 14>,
            ) -> bool {
                true
            }
        }

        impl ::flatstream_schema::flatbuffers::Verifiable for OptionalView<'_> {
            fn run_verifier(
                verifier: &mut ::flatstream_schema::flatbuffers::Verifier<'_, '_>,
                position: usize,
            ) -> ::flatstream_schema::rules::Verdict {
                let table = ::flatstream_schema::rules::Rules::new(verifier, position)?;
                let table = table.number::<bool>("a_bool", 0, false)?;
                let table = table.number::<i8>("a_byte", 1, false)?;
                let table = table.number::<u8>("a_ubyte", 2, false)?;
                let table = table.number::<i16>("a_short", 3, false)?;
                let table = table.number::<u16>("a_ushort", 4, false)?;
                let table = table.number::<i32>("an_int", 5, false)?;
                let table = table.number::<u32>("a_uint", 6, false)?;
                let table = table.number::<i64>("a_long", 7, false)?;
                let table = table.number::<u64>("a_ulong", 8, false)?;
                let table = table.number::<f32>("a_float", 9, false)?;
                let table = table.number::<f64>("a_double", 10, false)?;
                let table = table.number::<i8>("a_tiny", 11, false)?;
                let table = table.number::<u8>("a_gap", 12, false)?;
                let table = table.number::<u8>("some_colours", 13, false)?;
                table.finish()
            }
        }

        #[expect(unsafe_code, reason = "flatbuffers follows offsets that were verified")]
        impl<'p> ::flatstream_schema::flatbuffers::Follow<'p> for OptionalView<'p> {
            type Inner = Self;

            #[inline]
            unsafe fn follow(payload: &'p [u8], at: usize) -> Self {
                // SAFETY: the caller promises that there is a verified table.
                Self(unsafe { ::flatstream_schema::TableView::new(payload, at) })
            }
        }

        #[expect(unsafe_code, reason = "what `Compiled` asks for is true by construction")]
        // SAFETY: the checks below come from the schema that the rules and the root have.
        unsafe impl ::flatstream_schema::Compiled for OptionalView<'_> {
            type Root<'p> = OptionalView<'p>;
            type Rules = OptionalView<'static>;
            type Memo = ::flatstream_schema::Memo<OptionalView<'static>, 14>;

            const NESTED: bool = false;

            #[inline]
            fn check(payload: &[u8], memo: &mut Self::Memo) -> bool {
                ::flatstream_schema::Check::root(payload, memo)
            }
        }

        impl ::flatstream_schema::Verified for OptionalView<'_> {
            type Root<'p> = OptionalView<'p>;
            type Memo = ::flatstream_schema::Memo<OptionalView<'static>, 14>;

            #[inline]
            fn verify<'p>(
                payload: &'p [u8],
                memo: &mut Self::Memo,
            ) -> ::flatstream_schema::Result<Self::Root<'p>> {
                ::flatstream_schema::verify::<Self>(payload, memo)
            }
        }

        /// The table `testdata.features.Required`, to be written.
        #[derive(Clone, Copy, Debug, PartialEq)]
        pub struct RequiredDraft<'a> {
            /// The field `text`.
            pub text: &'a str,
            /// The field `numbers`.
            pub numbers: &'a [u32],
            /// The field `texts`.
            pub texts: &'a [&'a str],
            /// The field `leaf`.
            pub leaf: &'a LeafDraft<'a>,
            /// The field `leaves`.
            pub leaves: &'a [LeafDraft<'a>],
            /// The field `point`.
            pub point: Point,
            /// The field `choice`.
            ///
            /// Required: a message without is refused when it is measured.
            pub choice: AnyDraft<'a>,
        }

        impl RequiredDraft<'_> {
            /// With no field present, or only those that are required, empty.
            pub const EMPTY: Self = Self {
                text: "",
                numbers: &[],
                texts: &[],
                leaf: &LeafDraft::EMPTY,
                leaves: &[],
                point: Point::EMPTY,
                choice: AnyDraft::None,
            };
        }

        impl Default for RequiredDraft<'_> {
            #[inline]
            fn default() -> Self {
                Self::EMPTY
            }
        }

        impl ::flatstream_schema::Draft for RequiredDraft<'_> {
            const FILE_IDENTIFIER: Option<[u8; 4]> = None;

            #[inline]
            fn place<T: ::flatstream_schema::Target>(&self, target: &mut T) -> usize {
                target.require(self.choice.number() != 0, "testdata.features.Required.choice");
                if !target.enter() {
                    return 0;
                }
                let kind = ::flatstream_schema::Kind { number: 15, align: 4, shared: true };
                let present: [bool; 8] = [
                    true,
                    true,
                    true,
                    true,
                    true,
                    true,
                    self.choice.number() != 0,
                    self.choice.number() != 0,
                ];
                let mut layout = ::flatstream_schema::Compact::<10>::new();
                layout.add(present[0], 0, 4, 4);
                layout.add(present[1], 1, 4, 4);
                layout.add(present[2], 2, 4, 4);
                layout.add(present[3], 3, 4, 4);
                layout.add(present[4], 4, 4, 4);
                layout.add(present[5], 5, 8, 4);
                layout.add(present[7], 7, 4, 4);
                layout.add(present[6], 6, 1, 1);
                let at = layout.place(target, kind, ::flatstream_schema::key(&present));
                target.set(at + layout.offset(5), self.point);
                if present[6] {
                    target.set(at + layout.offset(6), self.choice.number());
                }
                let to = target.text(self.text);
                target.link(at + layout.offset(0), to);
                let to = target.elements(self.numbers, 4);
                target.link(at + layout.offset(1), to);
                let to = target.texts(self.texts);
                target.link(at + layout.offset(2), to);
                let to = ::flatstream_schema::Draft::place(self.leaf, target);
                target.link(at + layout.offset(3), to);
                let to = target.tables(self.leaves);
                target.link(at + layout.offset(4), to);
                if let Some(to) = self.choice.place(target) {
                    target.link(at + layout.offset(7), to);
                }
                target.leave();
                at
            }
        }

        impl ::flatstream_schema::Emit for RequiredDraft<'_> {
            #[inline]
            fn message_len(&self) -> ::flatstream_schema::Result<usize> {
                ::flatstream_schema::message_len(self)
            }

            #[inline]
            fn emit(&self, window: &mut [u8]) {
                ::flatstream_schema::emit(self, window);
            }
        }

        /// A verified `testdata.features.Required`.
        #[derive(Clone, Copy)]
        pub struct RequiredView<'p>(::flatstream_schema::TableView<'p, Self>);

        impl<'p> ::core::convert::From<::flatstream_schema::TableView<'p, Self>> for RequiredView<'p> {
            #[inline]
            fn from(table: ::flatstream_schema::TableView<'p, Self>) -> Self {
                Self(table)
            }
        }

        #[expect(unsafe_code, reason = "what was verified is not looked at again")]
        impl<'p> RequiredView<'p> {
            /// The field `text`.
            #[inline]
            pub fn text(&self) -> &'p str {
                // SAFETY: by the rules of this view, field 0 is a text.
                unsafe { self.0.text(0) }.unwrap_or_default()
            }

            /// The field `numbers`.
            #[inline]
            pub fn numbers(&self) -> ::flatstream_schema::Elements<'p, u32> {
                self.0.elements(1).unwrap_or_default()
            }

            /// The field `texts`.
            #[inline]
            pub fn texts(&self) -> ::flatstream_schema::Texts<'p> {
                // SAFETY: by the rules of this view, field 2 is a vector of texts.
                unsafe { self.0.texts(2) }.unwrap_or_default()
            }

            /// The field `leaf`.
            #[inline]
            pub fn leaf(&self) -> LeafView<'p> {
                // SAFETY: by the rules of this view, field 3 is a `testdata.features.Leaf`.
                unsafe { self.0.table(3) }.unwrap_or_else(::flatstream_schema::absent)
            }

            /// The field `leaves`.
            #[inline]
            pub fn leaves(&self) -> ::flatstream_schema::Tables<'p, LeafView<'p>> {
                // SAFETY: by the rules of this view,
                // field 4 is a vector of `testdata.features.Leaf`.
                unsafe { self.0.tables(4) }.unwrap_or_default()
            }

            /// The field `point`.
            #[inline]
            pub fn point(&self) -> Point {
                self.0.value(5).unwrap_or_default()
            }

            /// The number of the union's member; 0 where it has none.
            #[inline]
            pub fn choice_type(&self) -> u8 {
                self.0.value(6).unwrap_or(0)
            }

            /// The field `choice`.
            #[inline]
            pub fn choice(&self) -> AnyView<'p> {
                // SAFETY: by the rules of this view, fields 6 and 7 are a `testdata.features.Any`.
                unsafe { self.0.union(6, 7) }
            }
        }

        impl ::core::fmt::Debug for RequiredView<'_> {
            fn fmt(&self, f: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result {
                let mut out = f.debug_struct("RequiredView");
                out.field("text", &self.text());
                out.field("numbers", &self.numbers());
                out.field("texts", &self.texts());
                out.field("leaf", &self.leaf());
                out.field("leaves", &self.leaves());
                out.field("point", &self.point());
                out.field("choice", &self.choice());
                out.finish()
            }
        }

        impl ::flatstream_schema::Checked<8> for RequiredView<'_> {
            const SLOTS: [::flatstream_schema::Slot; 8] = [
                ::flatstream_schema::Slot::OFFSET.required(),
                ::flatstream_schema::Slot::OFFSET.required(),
                ::flatstream_schema::Slot::OFFSET.required(),
                ::flatstream_schema::Slot::OFFSET.required(),
                ::flatstream_schema::Slot::OFFSET.required(),
                ::flatstream_schema::Slot::structure(8).required(),
                ::flatstream_schema::Slot::number(1),
                ::flatstream_schema::Slot::OFFSET.required(),
            ];

            #[inline]
            fn references(
                check: &mut ::flatstream_schema::Check<'_>,
                table: &::flatstream_schema::Table<'_, 8>,
            ) -> bool {
                check.text(table.field(0))
                    && check.elements(table.field(1), 4, 4)
                    && check.texts(table.field(2))
                    && check.table::<LeafView<'_>, 2>(table.field(3))
                    && check.tables::<LeafView<'_>, 2>(table.field(4))
                    && check.union_of::<AnyView<'_>>(table.field(6), table.field(7))
            }
        }

        impl ::flatstream_schema::flatbuffers::Verifiable for RequiredView<'_> {
            fn run_verifier(
                verifier: &mut ::flatstream_schema::flatbuffers::Verifier<'_, '_>,
                position: usize,
            ) -> ::flatstream_schema::rules::Verdict {
                let table = ::flatstream_schema::rules::Rules::new(verifier, position)?;
                let table = table.text("text", 0, true)?;
                let table = table.numbers::<u32>("numbers", 1, true)?;
                let table = table.texts("texts", 2, true)?;
                let table = table.table::<LeafView<'static>>("leaf", 3, true)?;
                let table = table.tables::<LeafView<'static>>("leaves", 4, true)?;
                let table = table.structure::<8>("point", 5, true)?;
                let table = table.union::<AnyView<'_>>("choice_type", 6, "choice", 7, true)?;
                table.finish()
            }
        }

        #[expect(unsafe_code, reason = "flatbuffers follows offsets that were verified")]
        impl<'p> ::flatstream_schema::flatbuffers::Follow<'p> for RequiredView<'p> {
            type Inner = Self;

            #[inline]
            unsafe fn follow(payload: &'p [u8], at: usize) -> Self {
                // SAFETY: the caller promises that there is a verified table.
                Self(unsafe { ::flatstream_schema::TableView::new(payload, at) })
            }
        }

        #[expect(unsafe_code, reason = "what `Compiled` asks for is true by construction")]
        // SAFETY: the checks below come from the schema that the rules and the root have.
        unsafe impl ::flatstream_schema::Compiled for RequiredView<'_> {
            type Root<'p> = RequiredView<'p>;
            type Rules = RequiredView<'static>;
            type Memo = ::flatstream_schema::Memo<RequiredView<'static>, 8>;

            const NESTED: bool = false;

            #[inline]
            fn check(payload: &[u8], memo: &mut Self::Memo) -> bool {
                ::flatstream_schema::Check::root(payload, memo)
            }
        }

        impl ::flatstream_schema::Verified for RequiredView<'_> {
            type Root<'p> = RequiredView<'p>;
            type Memo = ::flatstream_schema::Memo<RequiredView<'static>, 8>;

            #[inline]
            fn verify<'p>(
                payload: &'p [u8],
                memo: &mut Self::Memo,
            ) -> ::flatstream_schema::Result<Self::Root<'p>> {
                ::flatstream_schema::verify::<Self>(payload, memo)
            }
        }

        /// The table `testdata.features.Strings`, to be written.
        #[derive(Clone, Copy, Debug, PartialEq)]
        pub struct StringsDraft<'a> {
            /// The field `text`.
            pub text: Option<&'a str>,
            /// The field `shared_a`.
            pub shared_a: Option<&'a str>,
            /// The field `shared_b`.
            pub shared_b: Option<&'a str>,
            /// The field `many`.
            pub many: Option<&'a [&'a str]>,
        }

        impl StringsDraft<'_> {
            /// With no field present, or only those that are required, empty.
            pub const EMPTY: Self = Self { text: None, shared_a: None, shared_b: None, many: None };
        }

        impl Default for StringsDraft<'_> {
            #[inline]
            fn default() -> Self {
                Self::EMPTY
            }
        }

        impl ::flatstream_schema::Draft for StringsDraft<'_> {
            const FILE_IDENTIFIER: Option<[u8; 4]> = None;

            #[inline]
            fn place<T: ::flatstream_schema::Target>(&self, target: &mut T) -> usize {
                if !target.enter() {
                    return 0;
                }
                let kind = ::flatstream_schema::Kind { number: 16, align: 4, shared: true };
                let present: [bool; 4] = [
                    self.text.is_some(),
                    self.shared_a.is_some(),
                    self.shared_b.is_some(),
                    self.many.is_some(),
                ];
                let mut layout = ::flatstream_schema::Compact::<6>::new();
                layout.add(present[0], 0, 4, 4);
                layout.add(present[1], 1, 4, 4);
                layout.add(present[2], 2, 4, 4);
                layout.add(present[3], 3, 4, 4);
                let at = layout.place(target, kind, ::flatstream_schema::key(&present));
                if let Some(value) = self.text {
                    let to = target.text(value);
                    target.link(at + layout.offset(0), to);
                }
                if let Some(value) = self.shared_a {
                    let to = target.text(value);
                    target.link(at + layout.offset(1), to);
                }
                if let Some(value) = self.shared_b {
                    let to = target.text(value);
                    target.link(at + layout.offset(2), to);
                }
                if let Some(value) = self.many {
                    let to = target.texts(value);
                    target.link(at + layout.offset(3), to);
                }
                target.leave();
                at
            }
        }

        impl ::flatstream_schema::Emit for StringsDraft<'_> {
            #[inline]
            fn message_len(&self) -> ::flatstream_schema::Result<usize> {
                ::flatstream_schema::message_len(self)
            }

            #[inline]
            fn emit(&self, window: &mut [u8]) {
                ::flatstream_schema::emit(self, window);
            }
        }

        /// A verified `testdata.features.Strings`.
        #[derive(Clone, Copy)]
        pub struct StringsView<'p>(::flatstream_schema::TableView<'p, Self>);

        impl<'p> ::core::convert::From<::flatstream_schema::TableView<'p, Self>> for StringsView<'p> {
            #[inline]
            fn from(table: ::flatstream_schema::TableView<'p, Self>) -> Self {
                Self(table)
            }
        }

        #[expect(unsafe_code, reason = "what was verified is not looked at again")]
        impl<'p> StringsView<'p> {
            /// The field `text`.
            #[inline]
            pub fn text(&self) -> Option<&'p str> {
                // SAFETY: by the rules of this view, field 0 is a text.
                unsafe { self.0.text(0) }
            }

            /// The field `shared_a`.
            #[inline]
            pub fn shared_a(&self) -> Option<&'p str> {
                // SAFETY: by the rules of this view, field 1 is a text.
                unsafe { self.0.text(1) }
            }

            /// The field `shared_b`.
            #[inline]
            pub fn shared_b(&self) -> Option<&'p str> {
                // SAFETY: by the rules of this view, field 2 is a text.
                unsafe { self.0.text(2) }
            }

            /// The field `many`.
            #[inline]
            pub fn many(&self) -> Option<::flatstream_schema::Texts<'p>> {
                // SAFETY: by the rules of this view, field 3 is a vector of texts.
                unsafe { self.0.texts(3) }
            }
        }

        impl ::core::fmt::Debug for StringsView<'_> {
            fn fmt(&self, f: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result {
                let mut out = f.debug_struct("StringsView");
                out.field("text", &self.text());
                out.field("shared_a", &self.shared_a());
                out.field("shared_b", &self.shared_b());
                out.field("many", &self.many());
                out.finish()
            }
        }

        impl ::flatstream_schema::Checked<4> for StringsView<'_> {
            const SLOTS: [::flatstream_schema::Slot; 4] = [
                ::flatstream_schema::Slot::OFFSET,
                ::flatstream_schema::Slot::OFFSET,
                ::flatstream_schema::Slot::OFFSET,
                ::flatstream_schema::Slot::OFFSET,
            ];

            #[inline]
            fn references(
                check: &mut ::flatstream_schema::Check<'_>,
                table: &::flatstream_schema::Table<'_, 4>,
            ) -> bool {
                check.text(table.field(0))
                    && check.text(table.field(1))
                    && check.text(table.field(2))
                    && check.texts(table.field(3))
            }
        }

        impl ::flatstream_schema::flatbuffers::Verifiable for StringsView<'_> {
            fn run_verifier(
                verifier: &mut ::flatstream_schema::flatbuffers::Verifier<'_, '_>,
                position: usize,
            ) -> ::flatstream_schema::rules::Verdict {
                let table = ::flatstream_schema::rules::Rules::new(verifier, position)?;
                let table = table.text("text", 0, false)?;
                let table = table.text("shared_a", 1, false)?;
                let table = table.text("shared_b", 2, false)?;
                let table = table.texts("many", 3, false)?;
                table.finish()
            }
        }

        #[expect(unsafe_code, reason = "flatbuffers follows offsets that were verified")]
        impl<'p> ::flatstream_schema::flatbuffers::Follow<'p> for StringsView<'p> {
            type Inner = Self;

            #[inline]
            unsafe fn follow(payload: &'p [u8], at: usize) -> Self {
                // SAFETY: the caller promises that there is a verified table.
                Self(unsafe { ::flatstream_schema::TableView::new(payload, at) })
            }
        }

        #[expect(unsafe_code, reason = "what `Compiled` asks for is true by construction")]
        // SAFETY: the checks below come from the schema that the rules and the root have.
        unsafe impl ::flatstream_schema::Compiled for StringsView<'_> {
            type Root<'p> = StringsView<'p>;
            type Rules = StringsView<'static>;
            type Memo = ::flatstream_schema::Memo<StringsView<'static>, 4>;

            const NESTED: bool = false;

            #[inline]
            fn check(payload: &[u8], memo: &mut Self::Memo) -> bool {
                ::flatstream_schema::Check::root(payload, memo)
            }
        }

        impl ::flatstream_schema::Verified for StringsView<'_> {
            type Root<'p> = StringsView<'p>;
            type Memo = ::flatstream_schema::Memo<StringsView<'static>, 4>;

            #[inline]
            fn verify<'p>(
                payload: &'p [u8],
                memo: &mut Self::Memo,
            ) -> ::flatstream_schema::Result<Self::Root<'p>> {
                ::flatstream_schema::verify::<Self>(payload, memo)
            }
        }

        /// The table `testdata.features.Structs`, to be written.
        #[derive(Clone, Copy, Debug, PartialEq)]
        pub struct StructsDraft {
            /// The field `point`.
            pub point: Option<Point>,
            /// The field `segment`.
            pub segment: Option<Segment>,
            /// The field `aligned`.
            pub aligned: Option<Aligned>,
            /// The field `scalars`.
            pub scalars: Option<Scalars>,
            /// The field `arrays`.
            pub arrays: Option<Arrays>,
            /// The field `deep`.
            pub deep: Option<DeepArrays>,
            /// The field `quantity`.
            pub quantity: Option<parts::Quantity>,
            /// Between structs, so that something is smaller than they are.
            pub small: u8,
        }

        impl StructsDraft {
            /// With no field present, or only those that are required, empty.
            pub const EMPTY: Self = Self {
                point: None,
                segment: None,
                aligned: None,
                scalars: None,
                arrays: None,
                deep: None,
                quantity: None,
                small: 0,
            };
        }

        impl Default for StructsDraft {
            #[inline]
            fn default() -> Self {
                Self::EMPTY
            }
        }

        impl ::flatstream_schema::Draft for StructsDraft {
            const FILE_IDENTIFIER: Option<[u8; 4]> = None;

            #[inline]
            fn place<T: ::flatstream_schema::Target>(&self, target: &mut T) -> usize {
                if !target.enter() {
                    return 0;
                }
                let kind = ::flatstream_schema::Kind { number: 17, align: 16, shared: true };
                let present: [bool; 8] = [
                    self.point.is_some(),
                    self.segment.is_some(),
                    self.aligned.is_some(),
                    self.scalars.is_some(),
                    self.arrays.is_some(),
                    self.deep.is_some(),
                    self.quantity.is_some(),
                    self.small != 0,
                ];
                let mut layout = ::flatstream_schema::Compact::<10>::new();
                layout.add(present[2], 2, 16, 16);
                layout.add(present[3], 3, 64, 8);
                layout.add(present[4], 4, 96, 8);
                layout.add(present[5], 5, 200, 8);
                layout.add(present[6], 6, 16, 8);
                layout.add(present[0], 0, 8, 4);
                layout.add(present[1], 1, 24, 4);
                layout.add(present[7], 7, 1, 1);
                let at = layout.place(target, kind, ::flatstream_schema::key(&present));
                if present[0] {
                    target.set(at + layout.offset(0), self.point.unwrap_or(Point::EMPTY));
                }
                if present[1] {
                    target.set(at + layout.offset(1), self.segment.unwrap_or(Segment::EMPTY));
                }
                if present[2] {
                    target.set(at + layout.offset(2), self.aligned.unwrap_or(Aligned::EMPTY));
                }
                if present[3] {
                    target.set(at + layout.offset(3), self.scalars.unwrap_or(Scalars::EMPTY));
                }
                if present[4] {
                    target.set(at + layout.offset(4), self.arrays.unwrap_or(Arrays::EMPTY));
                }
                if present[5] {
                    target.set(at + layout.offset(5), self.deep.unwrap_or(DeepArrays::EMPTY));
                }
                if present[6] {
                    target.set(
                        at + layout.offset(6),
                        self.quantity.unwrap_or(parts::Quantity::EMPTY),
                    );
                }
                if present[7] {
                    target.set(at + layout.offset(7), self.small);
                }
                target.leave();
                at
            }
        }

        impl ::flatstream_schema::Emit for StructsDraft {
            #[inline]
            fn message_len(&self) -> ::flatstream_schema::Result<usize> {
                ::flatstream_schema::message_len(self)
            }

            #[inline]
            fn emit(&self, window: &mut [u8]) {
                ::flatstream_schema::emit(self, window);
            }
        }

        /// A verified `testdata.features.Structs`.
        #[derive(Clone, Copy)]
        pub struct StructsView<'p>(::flatstream_schema::TableView<'p, Self>);

        impl<'p> ::core::convert::From<::flatstream_schema::TableView<'p, Self>> for StructsView<'p> {
            #[inline]
            fn from(table: ::flatstream_schema::TableView<'p, Self>) -> Self {
                Self(table)
            }
        }

        impl StructsView<'_> {
            /// The field `point`.
            #[inline]
            pub fn point(&self) -> Option<Point> {
                self.0.value(0)
            }

            /// The field `segment`.
            #[inline]
            pub fn segment(&self) -> Option<Segment> {
                self.0.value(1)
            }

            /// The field `aligned`.
            #[inline]
            pub fn aligned(&self) -> Option<Aligned> {
                self.0.value(2)
            }

            /// The field `scalars`.
            #[inline]
            pub fn scalars(&self) -> Option<Scalars> {
                self.0.value(3)
            }

            /// The field `arrays`.
            #[inline]
            pub fn arrays(&self) -> Option<Arrays> {
                self.0.value(4)
            }

            /// The field `deep`.
            #[inline]
            pub fn deep(&self) -> Option<DeepArrays> {
                self.0.value(5)
            }

            /// The field `quantity`.
            #[inline]
            pub fn quantity(&self) -> Option<parts::Quantity> {
                self.0.value(6)
            }

            /// Between structs, so that something is smaller than they are.
            #[inline]
            pub fn small(&self) -> u8 {
                self.0.value(7).unwrap_or(0)
            }
        }

        impl ::core::fmt::Debug for StructsView<'_> {
            fn fmt(&self, f: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result {
                let mut out = f.debug_struct("StructsView");
                out.field("point", &self.point());
                out.field("segment", &self.segment());
                out.field("aligned", &self.aligned());
                out.field("scalars", &self.scalars());
                out.field("arrays", &self.arrays());
                out.field("deep", &self.deep());
                out.field("quantity", &self.quantity());
                out.field("small", &self.small());
                out.finish()
            }
        }

        impl ::flatstream_schema::Checked<8> for StructsView<'_> {
            const SLOTS: [::flatstream_schema::Slot; 8] = [
                ::flatstream_schema::Slot::structure(8),
                ::flatstream_schema::Slot::structure(24),
                ::flatstream_schema::Slot::structure(16),
                ::flatstream_schema::Slot::structure(64),
                ::flatstream_schema::Slot::structure(96),
                ::flatstream_schema::Slot::structure(200),
                ::flatstream_schema::Slot::structure(16),
                ::flatstream_schema::Slot::number(1),
            ];

            #[inline]
            fn references(
                _: &mut ::flatstream_schema::Check<'_>,
                _: &::flatstream_schema::Table<'_, 8>,
            ) -> bool {
                true
            }
        }

        impl ::flatstream_schema::flatbuffers::Verifiable for StructsView<'_> {
            fn run_verifier(
                verifier: &mut ::flatstream_schema::flatbuffers::Verifier<'_, '_>,
                position: usize,
            ) -> ::flatstream_schema::rules::Verdict {
                let table = ::flatstream_schema::rules::Rules::new(verifier, position)?;
                let table = table.structure::<8>("point", 0, false)?;
                let table = table.structure::<24>("segment", 1, false)?;
                let table = table.structure::<16>("aligned", 2, false)?;
                let table = table.structure::<64>("scalars", 3, false)?;
                let table = table.structure::<96>("arrays", 4, false)?;
                let table = table.structure::<200>("deep", 5, false)?;
                let table = table.structure::<16>("quantity", 6, false)?;
                let table = table.number::<u8>("small", 7, false)?;
                table.finish()
            }
        }

        #[expect(unsafe_code, reason = "flatbuffers follows offsets that were verified")]
        impl<'p> ::flatstream_schema::flatbuffers::Follow<'p> for StructsView<'p> {
            type Inner = Self;

            #[inline]
            unsafe fn follow(payload: &'p [u8], at: usize) -> Self {
                // SAFETY: the caller promises that there is a verified table.
                Self(unsafe { ::flatstream_schema::TableView::new(payload, at) })
            }
        }

        #[expect(unsafe_code, reason = "what `Compiled` asks for is true by construction")]
        // SAFETY: the checks below come from the schema that the rules and the root have.
        unsafe impl ::flatstream_schema::Compiled for StructsView<'_> {
            type Root<'p> = StructsView<'p>;
            type Rules = StructsView<'static>;
            type Memo = ::flatstream_schema::Memo<StructsView<'static>, 8>;

            const NESTED: bool = false;

            #[inline]
            fn check(payload: &[u8], memo: &mut Self::Memo) -> bool {
                ::flatstream_schema::Check::root(payload, memo)
            }
        }

        impl ::flatstream_schema::Verified for StructsView<'_> {
            type Root<'p> = StructsView<'p>;
            type Memo = ::flatstream_schema::Memo<StructsView<'static>, 8>;

            #[inline]
            fn verify<'p>(
                payload: &'p [u8],
                memo: &mut Self::Memo,
            ) -> ::flatstream_schema::Result<Self::Root<'p>> {
                ::flatstream_schema::verify::<Self>(payload, memo)
            }
        }

        /// The table `testdata.features.Unions`, to be written.
        #[derive(Clone, Copy, Debug, PartialEq)]
        pub struct UnionsDraft<'a> {
            /// The field `one`.
            pub one: AnyDraft<'a>,
            /// The field `two`.
            pub two: AnyDraft<'a>,
            /// The field `gaps`.
            pub gaps: GapsDraft<'a>,
        }

        impl UnionsDraft<'_> {
            /// With no field present, or only those that are required, empty.
            pub const EMPTY: Self =
                Self { one: AnyDraft::None, two: AnyDraft::None, gaps: GapsDraft::None };
        }

        impl Default for UnionsDraft<'_> {
            #[inline]
            fn default() -> Self {
                Self::EMPTY
            }
        }

        impl ::flatstream_schema::Draft for UnionsDraft<'_> {
            const FILE_IDENTIFIER: Option<[u8; 4]> = None;

            #[inline]
            fn place<T: ::flatstream_schema::Target>(&self, target: &mut T) -> usize {
                if !target.enter() {
                    return 0;
                }
                let kind = ::flatstream_schema::Kind { number: 18, align: 4, shared: true };
                let present: [bool; 6] = [
                    self.one.number() != 0,
                    self.one.number() != 0,
                    self.two.number() != 0,
                    self.two.number() != 0,
                    self.gaps.number() != 0,
                    self.gaps.number() != 0,
                ];
                let mut layout = ::flatstream_schema::Compact::<8>::new();
                layout.add(present[1], 1, 4, 4);
                layout.add(present[3], 3, 4, 4);
                layout.add(present[5], 5, 4, 4);
                layout.add(present[0], 0, 1, 1);
                layout.add(present[2], 2, 1, 1);
                layout.add(present[4], 4, 1, 1);
                let at = layout.place(target, kind, ::flatstream_schema::key(&present));
                if present[0] {
                    target.set(at + layout.offset(0), self.one.number());
                }
                if present[2] {
                    target.set(at + layout.offset(2), self.two.number());
                }
                if present[4] {
                    target.set(at + layout.offset(4), self.gaps.number());
                }
                if let Some(to) = self.one.place(target) {
                    target.link(at + layout.offset(1), to);
                }
                if let Some(to) = self.two.place(target) {
                    target.link(at + layout.offset(3), to);
                }
                if let Some(to) = self.gaps.place(target) {
                    target.link(at + layout.offset(5), to);
                }
                target.leave();
                at
            }
        }

        impl ::flatstream_schema::Emit for UnionsDraft<'_> {
            #[inline]
            fn message_len(&self) -> ::flatstream_schema::Result<usize> {
                ::flatstream_schema::message_len(self)
            }

            #[inline]
            fn emit(&self, window: &mut [u8]) {
                ::flatstream_schema::emit(self, window);
            }
        }

        /// A verified `testdata.features.Unions`.
        #[derive(Clone, Copy)]
        pub struct UnionsView<'p>(::flatstream_schema::TableView<'p, Self>);

        impl<'p> ::core::convert::From<::flatstream_schema::TableView<'p, Self>> for UnionsView<'p> {
            #[inline]
            fn from(table: ::flatstream_schema::TableView<'p, Self>) -> Self {
                Self(table)
            }
        }

        #[expect(unsafe_code, reason = "what was verified is not looked at again")]
        impl<'p> UnionsView<'p> {
            /// The number of the union's member; 0 where it has none.
            #[inline]
            pub fn one_type(&self) -> u8 {
                self.0.value(0).unwrap_or(0)
            }

            /// The field `one`.
            #[inline]
            pub fn one(&self) -> AnyView<'p> {
                // SAFETY: by the rules of this view, fields 0 and 1 are a `testdata.features.Any`.
                unsafe { self.0.union(0, 1) }
            }

            /// The number of the union's member; 0 where it has none.
            #[inline]
            pub fn two_type(&self) -> u8 {
                self.0.value(2).unwrap_or(0)
            }

            /// The field `two`.
            #[inline]
            pub fn two(&self) -> AnyView<'p> {
                // SAFETY: by the rules of this view, fields 2 and 3 are a `testdata.features.Any`.
                unsafe { self.0.union(2, 3) }
            }

            /// The number of the union's member; 0 where it has none.
            #[inline]
            pub fn gaps_type(&self) -> u8 {
                self.0.value(4).unwrap_or(0)
            }

            /// The field `gaps`.
            #[inline]
            pub fn gaps(&self) -> GapsView<'p> {
                // SAFETY: by the rules of this view, fields 4 and 5 are a `testdata.features.Gaps`.
                unsafe { self.0.union(4, 5) }
            }
        }

        impl ::core::fmt::Debug for UnionsView<'_> {
            fn fmt(&self, f: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result {
                let mut out = f.debug_struct("UnionsView");
                out.field("one", &self.one());
                out.field("two", &self.two());
                out.field("gaps", &self.gaps());
                out.finish()
            }
        }

        impl ::flatstream_schema::Checked<6> for UnionsView<'_> {
            const SLOTS: [::flatstream_schema::Slot; 6] = [
                ::flatstream_schema::Slot::number(1),
                ::flatstream_schema::Slot::OFFSET,
                ::flatstream_schema::Slot::number(1),
                ::flatstream_schema::Slot::OFFSET,
                ::flatstream_schema::Slot::number(1),
                ::flatstream_schema::Slot::OFFSET,
            ];

            #[inline]
            fn references(
                check: &mut ::flatstream_schema::Check<'_>,
                table: &::flatstream_schema::Table<'_, 6>,
            ) -> bool {
                check.union_of::<AnyView<'_>>(table.field(0), table.field(1))
                    && check.union_of::<AnyView<'_>>(table.field(2), table.field(3))
                    && check.union_of::<GapsView<'_>>(table.field(4), table.field(5))
            }
        }

        impl ::flatstream_schema::flatbuffers::Verifiable for UnionsView<'_> {
            fn run_verifier(
                verifier: &mut ::flatstream_schema::flatbuffers::Verifier<'_, '_>,
                position: usize,
            ) -> ::flatstream_schema::rules::Verdict {
                let table = ::flatstream_schema::rules::Rules::new(verifier, position)?;
                let table = table.union::<AnyView<'_>>("one_type", 0, "one", 1, false)?;
                let table = table.union::<AnyView<'_>>("two_type", 2, "two", 3, false)?;
                let table = table.union::<GapsView<'_>>("gaps_type", 4, "gaps", 5, false)?;
                table.finish()
            }
        }

        #[expect(unsafe_code, reason = "flatbuffers follows offsets that were verified")]
        impl<'p> ::flatstream_schema::flatbuffers::Follow<'p> for UnionsView<'p> {
            type Inner = Self;

            #[inline]
            unsafe fn follow(payload: &'p [u8], at: usize) -> Self {
                // SAFETY: the caller promises that there is a verified table.
                Self(unsafe { ::flatstream_schema::TableView::new(payload, at) })
            }
        }

        #[expect(unsafe_code, reason = "what `Compiled` asks for is true by construction")]
        // SAFETY: the checks below come from the schema that the rules and the root have.
        unsafe impl ::flatstream_schema::Compiled for UnionsView<'_> {
            type Root<'p> = UnionsView<'p>;
            type Rules = UnionsView<'static>;
            type Memo = ::flatstream_schema::Memo<UnionsView<'static>, 6>;

            const NESTED: bool = false;

            #[inline]
            fn check(payload: &[u8], memo: &mut Self::Memo) -> bool {
                ::flatstream_schema::Check::root(payload, memo)
            }
        }

        impl ::flatstream_schema::Verified for UnionsView<'_> {
            type Root<'p> = UnionsView<'p>;
            type Memo = ::flatstream_schema::Memo<UnionsView<'static>, 6>;

            #[inline]
            fn verify<'p>(
                payload: &'p [u8],
                memo: &mut Self::Memo,
            ) -> ::flatstream_schema::Result<Self::Root<'p>> {
                ::flatstream_schema::verify::<Self>(payload, memo)
            }
        }

        /// The table `testdata.features.Vectors`, to be written.
        #[derive(Clone, Copy, Debug, PartialEq)]
        pub struct VectorsDraft<'a> {
            /// The field `bools`.
            pub bools: Option<&'a [bool]>,
            /// The field `bytes`.
            pub bytes: Option<&'a [i8]>,
            /// The field `ubytes`.
            pub ubytes: Option<&'a [u8]>,
            /// The field `shorts`.
            pub shorts: Option<&'a [i16]>,
            /// The field `ushorts`.
            pub ushorts: Option<&'a [u16]>,
            /// The field `ints`.
            pub ints: Option<&'a [i32]>,
            /// The field `uints`.
            pub uints: Option<&'a [u32]>,
            /// The field `longs`.
            pub longs: Option<&'a [i64]>,
            /// The field `ulongs`.
            pub ulongs: Option<&'a [u64]>,
            /// The field `floats`.
            pub floats: Option<&'a [f32]>,
            /// The field `doubles`.
            pub doubles: Option<&'a [f64]>,
            /// The field `tinies`.
            pub tinies: Option<&'a [Tiny]>,
            /// The field `huges`.
            pub huges: Option<&'a [Huge]>,
            /// The field `colours`.
            pub colours: Option<&'a [Colour]>,
            /// The field `strings`.
            pub strings: Option<&'a [&'a str]>,
            /// The field `points`.
            pub points: Option<&'a [Point]>,
            /// The field `segments`.
            pub segments: Option<&'a [Segment]>,
            /// The field `aligned`.
            pub aligned: Option<&'a [Aligned]>,
            /// The field `arrays`.
            pub arrays: Option<&'a [Arrays]>,
            /// The field `leaves`.
            pub leaves: Option<&'a [LeafDraft<'a>]>,
            /// The field `entries`.
            ///
            /// To be sorted by `name`: readers search it.
            pub entries: Option<&'a [EntryDraft<'a>]>,
            /// The field `numbered`.
            ///
            /// To be sorted by `id`: readers search it.
            pub numbered: Option<&'a [NumberedDraft<'a>]>,
            /// The field `pairs`.
            ///
            /// To be sorted by `id`: readers search it.
            pub pairs: Option<&'a [Pair]>,
            /// The field `padded`.
            pub padded: Option<&'a [u8]>,
        }

        impl VectorsDraft<'_> {
            /// With no field present, or only those that are required, empty.
            pub const EMPTY: Self = Self {
                bools: None,
                bytes: None,
                ubytes: None,
                shorts: None,
                ushorts: None,
                ints: None,
                uints: None,
                longs: None,
                ulongs: None,
                floats: None,
                doubles: None,
                tinies: None,
                huges: None,
                colours: None,
                strings: None,
                points: None,
                segments: None,
                aligned: None,
                arrays: None,
                leaves: None,
                entries: None,
                numbered: None,
                pairs: None,
                padded: None,
            };
        }

        impl Default for VectorsDraft<'_> {
            #[inline]
            fn default() -> Self {
                Self::EMPTY
            }
        }

        impl ::flatstream_schema::Draft for VectorsDraft<'_> {
            const FILE_IDENTIFIER: Option<[u8; 4]> = None;

            #[inline]
            fn place<T: ::flatstream_schema::Target>(&self, target: &mut T) -> usize {
                if !target.enter() {
                    return 0;
                }
                let kind = ::flatstream_schema::Kind { number: 19, align: 4, shared: true };
                let present: [bool; 24] = [
                    self.bools.is_some(),
                    self.bytes.is_some(),
                    self.ubytes.is_some(),
                    self.shorts.is_some(),
                    self.ushorts.is_some(),
                    self.ints.is_some(),
                    self.uints.is_some(),
                    self.longs.is_some(),
                    self.ulongs.is_some(),
                    self.floats.is_some(),
                    self.doubles.is_some(),
                    self.tinies.is_some(),
                    self.huges.is_some(),
                    self.colours.is_some(),
                    self.strings.is_some(),
                    self.points.is_some(),
                    self.segments.is_some(),
                    self.aligned.is_some(),
                    self.arrays.is_some(),
                    self.leaves.is_some(),
                    self.entries.is_some(),
                    self.numbered.is_some(),
                    self.pairs.is_some(),
                    self.padded.is_some(),
                ];
                let mut layout = ::flatstream_schema::Compact::<26>::new();
                layout.add(present[0], 0, 4, 4);
                layout.add(present[1], 1, 4, 4);
                layout.add(present[2], 2, 4, 4);
                layout.add(present[3], 3, 4, 4);
                layout.add(present[4], 4, 4, 4);
                layout.add(present[5], 5, 4, 4);
                layout.add(present[6], 6, 4, 4);
                layout.add(present[7], 7, 4, 4);
                layout.add(present[8], 8, 4, 4);
                layout.add(present[9], 9, 4, 4);
                layout.add(present[10], 10, 4, 4);
                layout.add(present[11], 11, 4, 4);
                layout.add(present[12], 12, 4, 4);
                layout.add(present[13], 13, 4, 4);
                layout.add(present[14], 14, 4, 4);
                layout.add(present[15], 15, 4, 4);
                layout.add(present[16], 16, 4, 4);
                layout.add(present[17], 17, 4, 4);
                layout.add(present[18], 18, 4, 4);
                layout.add(present[19], 19, 4, 4);
                layout.add(present[20], 20, 4, 4);
                layout.add(present[21], 21, 4, 4);
                layout.add(present[22], 22, 4, 4);
                layout.add(present[23], 23, 4, 4);
                let at = layout.place(target, kind, ::flatstream_schema::key(&present));
                if let Some(value) = self.bools {
                    let to = target.elements(value, 1);
                    target.link(at + layout.offset(0), to);
                }
                if let Some(value) = self.bytes {
                    let to = target.elements(value, 1);
                    target.link(at + layout.offset(1), to);
                }
                if let Some(value) = self.ubytes {
                    let to = target.elements(value, 1);
                    target.link(at + layout.offset(2), to);
                }
                if let Some(value) = self.shorts {
                    let to = target.elements(value, 2);
                    target.link(at + layout.offset(3), to);
                }
                if let Some(value) = self.ushorts {
                    let to = target.elements(value, 2);
                    target.link(at + layout.offset(4), to);
                }
                if let Some(value) = self.ints {
                    let to = target.elements(value, 4);
                    target.link(at + layout.offset(5), to);
                }
                if let Some(value) = self.uints {
                    let to = target.elements(value, 4);
                    target.link(at + layout.offset(6), to);
                }
                if let Some(value) = self.longs {
                    let to = target.elements(value, 8);
                    target.link(at + layout.offset(7), to);
                }
                if let Some(value) = self.ulongs {
                    let to = target.elements(value, 8);
                    target.link(at + layout.offset(8), to);
                }
                if let Some(value) = self.floats {
                    let to = target.elements(value, 4);
                    target.link(at + layout.offset(9), to);
                }
                if let Some(value) = self.doubles {
                    let to = target.elements(value, 8);
                    target.link(at + layout.offset(10), to);
                }
                if let Some(value) = self.tinies {
                    let to = target.elements(value, 1);
                    target.link(at + layout.offset(11), to);
                }
                if let Some(value) = self.huges {
                    let to = target.elements(value, 8);
                    target.link(at + layout.offset(12), to);
                }
                if let Some(value) = self.colours {
                    let to = target.elements(value, 1);
                    target.link(at + layout.offset(13), to);
                }
                if let Some(value) = self.strings {
                    let to = target.texts(value);
                    target.link(at + layout.offset(14), to);
                }
                if let Some(value) = self.points {
                    let to = target.elements(value, 4);
                    target.link(at + layout.offset(15), to);
                }
                if let Some(value) = self.segments {
                    let to = target.elements(value, 4);
                    target.link(at + layout.offset(16), to);
                }
                if let Some(value) = self.aligned {
                    let to = target.elements(value, 16);
                    target.link(at + layout.offset(17), to);
                }
                if let Some(value) = self.arrays {
                    let to = target.elements(value, 8);
                    target.link(at + layout.offset(18), to);
                }
                if let Some(value) = self.leaves {
                    let to = target.tables(value);
                    target.link(at + layout.offset(19), to);
                }
                if let Some(value) = self.entries {
                    let to = target.tables(value);
                    target.link(at + layout.offset(20), to);
                }
                if let Some(value) = self.numbered {
                    let to = target.tables(value);
                    target.link(at + layout.offset(21), to);
                }
                if let Some(value) = self.pairs {
                    let to = target.elements(value, 4);
                    target.link(at + layout.offset(22), to);
                }
                if let Some(value) = self.padded {
                    let to = target.elements(value, 32);
                    target.link(at + layout.offset(23), to);
                }
                target.leave();
                at
            }
        }

        impl ::flatstream_schema::Emit for VectorsDraft<'_> {
            #[inline]
            fn message_len(&self) -> ::flatstream_schema::Result<usize> {
                ::flatstream_schema::message_len(self)
            }

            #[inline]
            fn emit(&self, window: &mut [u8]) {
                ::flatstream_schema::emit(self, window);
            }
        }

        /// A verified `testdata.features.Vectors`.
        #[derive(Clone, Copy)]
        pub struct VectorsView<'p>(::flatstream_schema::TableView<'p, Self>);

        impl<'p> ::core::convert::From<::flatstream_schema::TableView<'p, Self>> for VectorsView<'p> {
            #[inline]
            fn from(table: ::flatstream_schema::TableView<'p, Self>) -> Self {
                Self(table)
            }
        }

        #[expect(unsafe_code, reason = "what was verified is not looked at again")]
        impl<'p> VectorsView<'p> {
            /// The field `bools`.
            #[inline]
            pub fn bools(&self) -> Option<::flatstream_schema::Elements<'p, bool>> {
                self.0.elements(0)
            }

            /// The field `bytes`.
            #[inline]
            pub fn bytes(&self) -> Option<::flatstream_schema::Elements<'p, i8>> {
                self.0.elements(1)
            }

            /// The field `ubytes`.
            #[inline]
            pub fn ubytes(&self) -> Option<::flatstream_schema::Elements<'p, u8>> {
                self.0.elements(2)
            }

            /// The field `shorts`.
            #[inline]
            pub fn shorts(&self) -> Option<::flatstream_schema::Elements<'p, i16>> {
                self.0.elements(3)
            }

            /// The field `ushorts`.
            #[inline]
            pub fn ushorts(&self) -> Option<::flatstream_schema::Elements<'p, u16>> {
                self.0.elements(4)
            }

            /// The field `ints`.
            #[inline]
            pub fn ints(&self) -> Option<::flatstream_schema::Elements<'p, i32>> {
                self.0.elements(5)
            }

            /// The field `uints`.
            #[inline]
            pub fn uints(&self) -> Option<::flatstream_schema::Elements<'p, u32>> {
                self.0.elements(6)
            }

            /// The field `longs`.
            #[inline]
            pub fn longs(&self) -> Option<::flatstream_schema::Elements<'p, i64>> {
                self.0.elements(7)
            }

            /// The field `ulongs`.
            #[inline]
            pub fn ulongs(&self) -> Option<::flatstream_schema::Elements<'p, u64>> {
                self.0.elements(8)
            }

            /// The field `floats`.
            #[inline]
            pub fn floats(&self) -> Option<::flatstream_schema::Elements<'p, f32>> {
                self.0.elements(9)
            }

            /// The field `doubles`.
            #[inline]
            pub fn doubles(&self) -> Option<::flatstream_schema::Elements<'p, f64>> {
                self.0.elements(10)
            }

            /// The field `tinies`.
            #[inline]
            pub fn tinies(&self) -> Option<::flatstream_schema::Elements<'p, Tiny>> {
                self.0.elements(11)
            }

            /// The field `huges`.
            #[inline]
            pub fn huges(&self) -> Option<::flatstream_schema::Elements<'p, Huge>> {
                self.0.elements(12)
            }

            /// The field `colours`.
            #[inline]
            pub fn colours(&self) -> Option<::flatstream_schema::Elements<'p, Colour>> {
                self.0.elements(13)
            }

            /// The field `strings`.
            #[inline]
            pub fn strings(&self) -> Option<::flatstream_schema::Texts<'p>> {
                // SAFETY: by the rules of this view, field 14 is a vector of texts.
                unsafe { self.0.texts(14) }
            }

            /// The field `points`.
            #[inline]
            pub fn points(&self) -> Option<::flatstream_schema::Elements<'p, Point>> {
                self.0.elements(15)
            }

            /// The field `segments`.
            #[inline]
            pub fn segments(&self) -> Option<::flatstream_schema::Elements<'p, Segment>> {
                self.0.elements(16)
            }

            /// The field `aligned`.
            #[inline]
            pub fn aligned(&self) -> Option<::flatstream_schema::Elements<'p, Aligned>> {
                self.0.elements(17)
            }

            /// The field `arrays`.
            #[inline]
            pub fn arrays(&self) -> Option<::flatstream_schema::Elements<'p, Arrays>> {
                self.0.elements(18)
            }

            /// The field `leaves`.
            #[inline]
            pub fn leaves(&self) -> Option<::flatstream_schema::Tables<'p, LeafView<'p>>> {
                // SAFETY: by the rules of this view,
                // field 19 is a vector of `testdata.features.Leaf`.
                unsafe { self.0.tables(19) }
            }

            /// The field `entries`.
            #[inline]
            pub fn entries(&self) -> Option<::flatstream_schema::Tables<'p, EntryView<'p>>> {
                // SAFETY: by the rules of this view,
                // field 20 is a vector of `testdata.features.Entry`.
                unsafe { self.0.tables(20) }
            }

            /// The field `numbered`.
            #[inline]
            pub fn numbered(&self) -> Option<::flatstream_schema::Tables<'p, NumberedView<'p>>> {
                // SAFETY: by the rules of this view,
                // field 21 is a vector of `testdata.features.Numbered`.
                unsafe { self.0.tables(21) }
            }

            /// The field `pairs`.
            #[inline]
            pub fn pairs(&self) -> Option<::flatstream_schema::Elements<'p, Pair>> {
                self.0.elements(22)
            }

            /// The field `padded`.
            #[inline]
            pub fn padded(&self) -> Option<::flatstream_schema::Elements<'p, u8>> {
                self.0.elements(23)
            }
        }

        impl ::core::fmt::Debug for VectorsView<'_> {
            fn fmt(&self, f: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result {
                let mut out = f.debug_struct("VectorsView");
                out.field("bools", &self.bools());
                out.field("bytes", &self.bytes());
                out.field("ubytes", &self.ubytes());
                out.field("shorts", &self.shorts());
                out.field("ushorts", &self.ushorts());
                out.field("ints", &self.ints());
                out.field("uints", &self.uints());
                out.field("longs", &self.longs());
                out.field("ulongs", &self.ulongs());
                out.field("floats", &self.floats());
                out.field("doubles", &self.doubles());
                out.field("tinies", &self.tinies());
                out.field("huges", &self.huges());
                out.field("colours", &self.colours());
                out.field("strings", &self.strings());
                out.field("points", &self.points());
                out.field("segments", &self.segments());
                out.field("aligned", &self.aligned());
                out.field("arrays", &self.arrays());
                out.field("leaves", &self.leaves());
                out.field("entries", &self.entries());
                out.field("numbered", &self.numbered());
                out.field("pairs", &self.pairs());
                out.field("padded", &self.padded());
                out.finish()
            }
        }

        impl ::flatstream_schema::Checked<24> for VectorsView<'_> {
            const SLOTS: [::flatstream_schema::Slot; 24] = [
                ::flatstream_schema::Slot::OFFSET,
                ::flatstream_schema::Slot::OFFSET,
                ::flatstream_schema::Slot::OFFSET,
                ::flatstream_schema::Slot::OFFSET,
                ::flatstream_schema::Slot::OFFSET,
                ::flatstream_schema::Slot::OFFSET,
                ::flatstream_schema::Slot::OFFSET,
                ::flatstream_schema::Slot::OFFSET,
                ::flatstream_schema::Slot::OFFSET,
                ::flatstream_schema::Slot::OFFSET,
                ::flatstream_schema::Slot::OFFSET,
                ::flatstream_schema::Slot::OFFSET,
                ::flatstream_schema::Slot::OFFSET,
                ::flatstream_schema::Slot::OFFSET,
                ::flatstream_schema::Slot::OFFSET,
                ::flatstream_schema::Slot::OFFSET,
                ::flatstream_schema::Slot::OFFSET,
                ::flatstream_schema::Slot::OFFSET,
                ::flatstream_schema::Slot::OFFSET,
                ::flatstream_schema::Slot::OFFSET,
                ::flatstream_schema::Slot::OFFSET,
                ::flatstream_schema::Slot::OFFSET,
                ::flatstream_schema::Slot::OFFSET,
                ::flatstream_schema::Slot::OFFSET,
            ];

            #[inline]
            fn references(
                check: &mut ::flatstream_schema::Check<'_>,
                table: &::flatstream_schema::Table<'_, 24>,
            ) -> bool {
                check.elements(table.field(0), 1, 1)
                    && check.elements(table.field(1), 1, 1)
                    && check.elements(table.field(2), 1, 1)
                    && check.elements(table.field(3), 2, 2)
                    && check.elements(table.field(4), 2, 2)
                    && check.elements(table.field(5), 4, 4)
                    && check.elements(table.field(6), 4, 4)
                    && check.elements(table.field(7), 8, 8)
                    && check.elements(table.field(8), 8, 8)
                    && check.elements(table.field(9), 4, 4)
                    && check.elements(table.field(10), 8, 8)
                    && check.elements(table.field(11), 1, 1)
                    && check.elements(table.field(12), 8, 8)
                    && check.elements(table.field(13), 1, 1)
                    && check.texts(table.field(14))
                    && check.elements(table.field(15), 8, 1)
                    && check.elements(table.field(16), 24, 1)
                    && check.elements(table.field(17), 16, 1)
                    && check.elements(table.field(18), 96, 1)
                    && check.tables::<LeafView<'_>, 2>(table.field(19))
                    && check.tables::<EntryView<'_>, 2>(table.field(20))
                    && check.tables::<NumberedView<'_>, 2>(table.field(21))
                    && check.elements(table.field(22), 8, 1)
                    && check.elements(table.field(23), 1, 1)
            }
        }

        impl ::flatstream_schema::flatbuffers::Verifiable for VectorsView<'_> {
            fn run_verifier(
                verifier: &mut ::flatstream_schema::flatbuffers::Verifier<'_, '_>,
                position: usize,
            ) -> ::flatstream_schema::rules::Verdict {
                let table = ::flatstream_schema::rules::Rules::new(verifier, position)?;
                let table = table.numbers::<bool>("bools", 0, false)?;
                let table = table.numbers::<i8>("bytes", 1, false)?;
                let table = table.numbers::<u8>("ubytes", 2, false)?;
                let table = table.numbers::<i16>("shorts", 3, false)?;
                let table = table.numbers::<u16>("ushorts", 4, false)?;
                let table = table.numbers::<i32>("ints", 5, false)?;
                let table = table.numbers::<u32>("uints", 6, false)?;
                let table = table.numbers::<i64>("longs", 7, false)?;
                let table = table.numbers::<u64>("ulongs", 8, false)?;
                let table = table.numbers::<f32>("floats", 9, false)?;
                let table = table.numbers::<f64>("doubles", 10, false)?;
                let table = table.numbers::<i8>("tinies", 11, false)?;
                let table = table.numbers::<u64>("huges", 12, false)?;
                let table = table.numbers::<u8>("colours", 13, false)?;
                let table = table.texts("strings", 14, false)?;
                let table = table.structures::<8>("points", 15, false)?;
                let table = table.structures::<24>("segments", 16, false)?;
                let table = table.structures::<16>("aligned", 17, false)?;
                let table = table.structures::<96>("arrays", 18, false)?;
                let table = table.tables::<LeafView<'static>>("leaves", 19, false)?;
                let table = table.tables::<EntryView<'static>>("entries", 20, false)?;
                let table = table.tables::<NumberedView<'static>>("numbered", 21, false)?;
                let table = table.structures::<8>("pairs", 22, false)?;
                let table = table.numbers::<u8>("padded", 23, false)?;
                table.finish()
            }
        }

        #[expect(unsafe_code, reason = "flatbuffers follows offsets that were verified")]
        impl<'p> ::flatstream_schema::flatbuffers::Follow<'p> for VectorsView<'p> {
            type Inner = Self;

            #[inline]
            unsafe fn follow(payload: &'p [u8], at: usize) -> Self {
                // SAFETY: the caller promises that there is a verified table.
                Self(unsafe { ::flatstream_schema::TableView::new(payload, at) })
            }
        }

        #[expect(unsafe_code, reason = "what `Compiled` asks for is true by construction")]
        // SAFETY: the checks below come from the schema that the rules and the root have.
        unsafe impl ::flatstream_schema::Compiled for VectorsView<'_> {
            type Root<'p> = VectorsView<'p>;
            type Rules = VectorsView<'static>;
            type Memo = ::flatstream_schema::Memo<VectorsView<'static>, 24>;

            const NESTED: bool = false;

            #[inline]
            fn check(payload: &[u8], memo: &mut Self::Memo) -> bool {
                ::flatstream_schema::Check::root(payload, memo)
            }
        }

        impl ::flatstream_schema::Verified for VectorsView<'_> {
            type Root<'p> = VectorsView<'p>;
            type Memo = ::flatstream_schema::Memo<VectorsView<'static>, 24>;

            #[inline]
            fn verify<'p>(
                payload: &'p [u8],
                memo: &mut Self::Memo,
            ) -> ::flatstream_schema::Result<Self::Root<'p>> {
                ::flatstream_schema::verify::<Self>(payload, memo)
            }
        }

        /// The namespace `testdata.features.parts`.
        pub mod parts {
            /// The enum `testdata.features.parts.Unit`.
            #[derive(Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
            pub struct Unit(pub u8);

            #[allow(non_upper_case_globals, reason = "named as in the schema")]
            impl Unit {
                /// The value `None`.
                pub const None: Self = Self(0);
                /// The value `Metre`.
                pub const Metre: Self = Self(1);
                /// The value `Second`.
                pub const Second: Self = Self(2);

                /// The name of the value; `None` where the schema has none for it.
                #[must_use]
                pub const fn variant_name(self) -> Option<&'static str> {
                    Some(match self.0 {
                        0 => "None",
                        1 => "Metre",
                        2 => "Second",
                        _ => return None,
                    })
                }
            }

            impl ::core::fmt::Debug for Unit {
                fn fmt(&self, f: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result {
                    let Some(name) = self.variant_name() else {
                        return f.debug_tuple("Unit").field(&self.0).finish();
                    };
                    f.write_str(name)
                }
            }

            impl ::flatstream_schema::Fixed for Unit {
                const SIZE: usize = ::core::mem::size_of::<u8>();
                const ALIGN: usize = <u8 as ::flatstream_schema::Fixed>::ALIGN;

                #[inline]
                fn store(self, out: &mut [u8]) {
                    ::flatstream_schema::Fixed::store(self.0, out);
                }

                #[inline]
                fn load(bytes: &[u8]) -> Self {
                    Self(::flatstream_schema::Fixed::load(bytes))
                }
            }

            /// A number and what it counts.
            #[derive(Clone, Copy, Debug, PartialEq)]
            pub struct Quantity {
                /// The field `value`.
                pub value: f64,
                /// The field `unit`.
                pub unit: Unit,
            }

            impl Quantity {
                /// Zeros.
                pub const EMPTY: Self = Self { value: 0.0, unit: Unit::None };
            }

            impl Default for Quantity {
                #[inline]
                fn default() -> Self {
                    Self::EMPTY
                }
            }

            impl ::flatstream_schema::Fixed for Quantity {
                const SIZE: usize = 16;
                const ALIGN: usize = 8;

                #[inline]
                fn store(self, out: &mut [u8]) {
                    ::flatstream_schema::Fixed::store(self.value, &mut out[0..8]);
                    ::flatstream_schema::Fixed::store(self.unit, &mut out[8..9]);
                    out[9..16].fill(0);
                }

                #[inline]
                fn load(bytes: &[u8]) -> Self {
                    Self {
                        value: ::flatstream_schema::Fixed::load(&bytes[0..8]),
                        unit: ::flatstream_schema::Fixed::load(&bytes[8..9]),
                    }
                }
            }

            /// The table `testdata.features.parts.Part`, to be written.
            #[derive(Clone, Copy, Debug, PartialEq)]
            pub struct PartDraft<'a> {
                /// The field `name`.
                pub name: Option<&'a str>,
                /// The field `quantity`.
                pub quantity: Option<Quantity>,
                /// The field `unit`: `Unit::Metre` unless set.
                pub unit: Unit,
            }

            impl PartDraft<'_> {
                /// With no field present, or only those that are required, empty.
                pub const EMPTY: Self = Self { name: None, quantity: None, unit: Unit::Metre };
            }

            impl Default for PartDraft<'_> {
                #[inline]
                fn default() -> Self {
                    Self::EMPTY
                }
            }

            impl ::flatstream_schema::Draft for PartDraft<'_> {
                const FILE_IDENTIFIER: Option<[u8; 4]> = None;

                #[inline]
                fn place<T: ::flatstream_schema::Target>(&self, target: &mut T) -> usize {
                    if !target.enter() {
                        return 0;
                    }
                    let kind = ::flatstream_schema::Kind { number: 20, align: 8, shared: true };
                    let present: [bool; 3] =
                        [self.name.is_some(), self.quantity.is_some(), self.unit != Unit::Metre];
                    let mut layout = ::flatstream_schema::Compact::<5>::new();
                    layout.add(present[1], 1, 16, 8);
                    layout.add(present[0], 0, 4, 4);
                    layout.add(present[2], 2, 1, 1);
                    let at = layout.place(target, kind, ::flatstream_schema::key(&present));
                    if present[1] {
                        target.set(at + layout.offset(1), self.quantity.unwrap_or(Quantity::EMPTY));
                    }
                    if present[2] {
                        target.set(at + layout.offset(2), self.unit);
                    }
                    if let Some(value) = self.name {
                        let to = target.text(value);
                        target.link(at + layout.offset(0), to);
                    }
                    target.leave();
                    at
                }
            }

            impl ::flatstream_schema::Emit for PartDraft<'_> {
                #[inline]
                fn message_len(&self) -> ::flatstream_schema::Result<usize> {
                    ::flatstream_schema::message_len(self)
                }

                #[inline]
                fn emit(&self, window: &mut [u8]) {
                    ::flatstream_schema::emit(self, window);
                }
            }

            /// A verified `testdata.features.parts.Part`.
            #[derive(Clone, Copy)]
            pub struct PartView<'p>(::flatstream_schema::TableView<'p, Self>);

            impl<'p> ::core::convert::From<::flatstream_schema::TableView<'p, Self>> for PartView<'p> {
                #[inline]
                fn from(table: ::flatstream_schema::TableView<'p, Self>) -> Self {
                    Self(table)
                }
            }

            #[expect(unsafe_code, reason = "what was verified is not looked at again")]
            impl<'p> PartView<'p> {
                /// The field `name`.
                #[inline]
                pub fn name(&self) -> Option<&'p str> {
                    // SAFETY: by the rules of this view, field 0 is a text.
                    unsafe { self.0.text(0) }
                }

                /// The field `quantity`.
                #[inline]
                pub fn quantity(&self) -> Option<Quantity> {
                    self.0.value(1)
                }

                /// The field `unit`.
                #[inline]
                pub fn unit(&self) -> Unit {
                    self.0.value(2).unwrap_or(Unit::Metre)
                }
            }

            impl ::core::fmt::Debug for PartView<'_> {
                fn fmt(&self, f: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result {
                    let mut out = f.debug_struct("PartView");
                    out.field("name", &self.name());
                    out.field("quantity", &self.quantity());
                    out.field("unit", &self.unit());
                    out.finish()
                }
            }

            impl ::flatstream_schema::Checked<3> for PartView<'_> {
                const SLOTS: [::flatstream_schema::Slot; 3] = [
                    ::flatstream_schema::Slot::OFFSET,
                    ::flatstream_schema::Slot::structure(16),
                    ::flatstream_schema::Slot::number(1),
                ];

                #[inline]
                fn references(
                    check: &mut ::flatstream_schema::Check<'_>,
                    table: &::flatstream_schema::Table<'_, 3>,
                ) -> bool {
                    check.text(table.field(0))
                }
            }

            impl ::flatstream_schema::flatbuffers::Verifiable for PartView<'_> {
                fn run_verifier(
                    verifier: &mut ::flatstream_schema::flatbuffers::Verifier<'_, '_>,
                    position: usize,
                ) -> ::flatstream_schema::rules::Verdict {
                    let table = ::flatstream_schema::rules::Rules::new(verifier, position)?;
                    let table = table.text("name", 0, false)?;
                    let table = table.structure::<16>("quantity", 1, false)?;
                    let table = table.number::<u8>("unit", 2, false)?;
                    table.finish()
                }
            }

            #[expect(unsafe_code, reason = "flatbuffers follows offsets that were verified")]
            impl<'p> ::flatstream_schema::flatbuffers::Follow<'p> for PartView<'p> {
                type Inner = Self;

                #[inline]
                unsafe fn follow(payload: &'p [u8], at: usize) -> Self {
                    // SAFETY: the caller promises that there is a verified table.
                    Self(unsafe { ::flatstream_schema::TableView::new(payload, at) })
                }
            }

            #[expect(unsafe_code, reason = "what `Compiled` asks for is true by construction")]
            // SAFETY: the checks below come from the schema that the rules and the root have.
            unsafe impl ::flatstream_schema::Compiled for PartView<'_> {
                type Root<'p> = PartView<'p>;
                type Rules = PartView<'static>;
                type Memo = ::flatstream_schema::Memo<PartView<'static>, 3>;

                const NESTED: bool = false;

                #[inline]
                fn check(payload: &[u8], memo: &mut Self::Memo) -> bool {
                    ::flatstream_schema::Check::root(payload, memo)
                }
            }

            impl ::flatstream_schema::Verified for PartView<'_> {
                type Root<'p> = PartView<'p>;
                type Memo = ::flatstream_schema::Memo<PartView<'static>, 3>;

                #[inline]
                fn verify<'p>(
                    payload: &'p [u8],
                    memo: &mut Self::Memo,
                ) -> ::flatstream_schema::Result<Self::Root<'p>> {
                    ::flatstream_schema::verify::<Self>(payload, memo)
                }
            }
        }
    }
}
