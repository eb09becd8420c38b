// Compiled from a FlatBuffers schema by flatstream-codegen. Do not edit.
// @generated

/// The namespace `testdata`.
#[allow(dead_code, unreachable_pub, reason = "a program need not use all of a schema")]
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
                match self.variant_name() {
                    Some(name) => f.write_str(name),
                    None => f.debug_tuple("Gap").field(&self.0).finish(),
                }
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
                match self.variant_name() {
                    Some(name) => f.write_str(name),
                    None => f.debug_tuple("Huge").field(&self.0).finish(),
                }
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
                match self.variant_name() {
                    Some(name) => f.write_str(name),
                    None => f.debug_tuple("Short").field(&self.0).finish(),
                }
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
                match self.variant_name() {
                    Some(name) => f.write_str(name),
                    None => f.debug_tuple("Signed64").field(&self.0).finish(),
                }
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
                match self.variant_name() {
                    Some(name) => f.write_str(name),
                    None => f.debug_tuple("Tiny").field(&self.0).finish(),
                }
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
                match self.variant_name() {
                    Some(name) => f.write_str(name),
                    None => f.debug_tuple("UShort").field(&self.0).finish(),
                }
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
                match self.variant_name() {
                    Some(name) => f.write_str(name),
                    None => f.debug_tuple("UWide").field(&self.0).finish(),
                }
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
                match self.variant_name() {
                    Some(name) => f.write_str(name),
                    None => f.debug_tuple("Wide").field(&self.0).finish(),
                }
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
                // Index, size and alignment.
                let order = [(0, 4, 4), (1, 4, 4), (2, 4, 4), (3, 4, 4), (4, 4, 4)];
                let layout = ::flatstream_schema::Compact::<7>::new(&present, &order);
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
                // Index, size and alignment.
                let order = [
                    (7, 8, 8),
                    (8, 8, 8),
                    (10, 8, 8),
                    (13, 8, 8),
                    (15, 8, 8),
                    (17, 8, 8),
                    (18, 8, 8),
                    (5, 4, 4),
                    (6, 4, 4),
                    (9, 4, 4),
                    (16, 4, 4),
                    (3, 2, 2),
                    (4, 2, 2),
                    (0, 1, 1),
                    (1, 1, 1),
                    (2, 1, 1),
                    (11, 1, 1),
                    (12, 1, 1),
                    (14, 1, 1),
                ];
                let layout = ::flatstream_schema::Compact::<21>::new(&present, &order);
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
                // Index, size and alignment.
                let order = [(0, 4, 4), (5, 4, 4)];
                let layout = ::flatstream_schema::Compact::<8>::new(&present, &order);
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
                // Index, size and alignment.
                let order = [];
                let layout = ::flatstream_schema::Compact::<2>::new(&present, &order);
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
                // Index, size and alignment.
                let order = [(1, 8, 8), (0, 4, 4)];
                let layout = ::flatstream_schema::Compact::<4>::new(&present, &order);
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
                // Index, size and alignment.
                let order = [
                    (6, 8, 8),
                    (7, 8, 8),
                    (9, 8, 8),
                    (4, 4, 4),
                    (5, 4, 4),
                    (2, 2, 2),
                    (3, 2, 2),
                    (0, 1, 1),
                    (1, 1, 1),
                    (8, 1, 1),
                    (10, 1, 1),
                ];
                let layout = ::flatstream_schema::Compact::<13>::new(&present, &order);
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
                // Index, size and alignment.
                let order = [
                    (0, 4, 4),
                    (1, 4, 4),
                    (2, 4, 4),
                    (3, 4, 4),
                    (4, 4, 4),
                    (5, 4, 4),
                    (6, 4, 4),
                    (7, 4, 4),
                    (8, 4, 4),
                    (9, 4, 4),
                    (10, 4, 4),
                    (11, 4, 4),
                    (12, 4, 4),
                    (13, 4, 4),
                    (14, 4, 4),
                    (15, 4, 4),
                    (16, 4, 4),
                ];
                let layout = ::flatstream_schema::Compact::<19>::new(&present, &order);
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
                // Index, size and alignment.
                let order = [(0, 8, 4)];
                let layout = ::flatstream_schema::Compact::<3>::new(&present, &order);
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
                // Index, size and alignment.
                let order = [(0, 4, 4), (2, 4, 4), (4, 4, 4), (1, 1, 1), (3, 1, 1)];
                let layout = ::flatstream_schema::Compact::<7>::new(&present, &order);
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
                // Index, size and alignment.
                let order = [(0, 4, 4), (1, 4, 4)];
                let layout = ::flatstream_schema::Compact::<4>::new(&present, &order);
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
                // Index, size and alignment.
                let order = [
                    (1, 8, 8),
                    (6, 8, 8),
                    (11, 8, 8),
                    (16, 8, 8),
                    (21, 8, 8),
                    (26, 8, 8),
                    (31, 8, 8),
                    (36, 8, 8),
                    (41, 8, 8),
                    (46, 8, 8),
                    (51, 8, 8),
                    (56, 8, 8),
                    (61, 8, 8),
                    (66, 8, 8),
                    (2, 4, 4),
                    (4, 4, 4),
                    (7, 4, 4),
                    (9, 4, 4),
                    (12, 4, 4),
                    (14, 4, 4),
                    (17, 4, 4),
                    (19, 4, 4),
                    (22, 4, 4),
                    (24, 4, 4),
                    (27, 4, 4),
                    (29, 4, 4),
                    (32, 4, 4),
                    (34, 4, 4),
                    (37, 4, 4),
                    (39, 4, 4),
                    (42, 4, 4),
                    (44, 4, 4),
                    (47, 4, 4),
                    (49, 4, 4),
                    (52, 4, 4),
                    (54, 4, 4),
                    (57, 4, 4),
                    (59, 4, 4),
                    (62, 4, 4),
                    (64, 4, 4),
                    (67, 4, 4),
                    (69, 4, 4),
                    (3, 2, 2),
                    (8, 2, 2),
                    (13, 2, 2),
                    (18, 2, 2),
                    (23, 2, 2),
                    (28, 2, 2),
                    (33, 2, 2),
                    (38, 2, 2),
                    (43, 2, 2),
                    (48, 2, 2),
                    (53, 2, 2),
                    (58, 2, 2),
                    (63, 2, 2),
                    (68, 2, 2),
                    (0, 1, 1),
                    (5, 1, 1),
                    (10, 1, 1),
                    (15, 1, 1),
                    (20, 1, 1),
                    (25, 1, 1),
                    (30, 1, 1),
                    (35, 1, 1),
                    (40, 1, 1),
                    (45, 1, 1),
                    (50, 1, 1),
                    (55, 1, 1),
                    (60, 1, 1),
                    (65, 1, 1),
                ];
                let layout = ::flatstream_schema::Compact::<72>::new(&present, &order);
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
                // Index, size and alignment.
                let order = [(1, 8, 8), (0, 4, 4), (2, 4, 4), (3, 4, 4), (5, 4, 4), (4, 1, 1)];
                let layout = ::flatstream_schema::Compact::<8>::new(&present, &order);
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
                // Index, size and alignment.
                let order = [(1, 4, 4), (0, 2, 2)];
                let layout = ::flatstream_schema::Compact::<4>::new(&present, &order);
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
                // Index, size and alignment.
                let order = [
                    (7, 8, 8),
                    (8, 8, 8),
                    (10, 8, 8),
                    (5, 4, 4),
                    (6, 4, 4),
                    (9, 4, 4),
                    (3, 2, 2),
                    (4, 2, 2),
                    (0, 1, 1),
                    (1, 1, 1),
                    (2, 1, 1),
                ];
                let layout = ::flatstream_schema::Compact::<13>::new(&present, &order);
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
                // Index, size and alignment.
                let order = [
                    (7, 8, 8),
                    (8, 8, 8),
                    (10, 8, 8),
                    (5, 4, 4),
                    (6, 4, 4),
                    (9, 4, 4),
                    (3, 2, 2),
                    (4, 2, 2),
                    (0, 1, 1),
                    (1, 1, 1),
                    (2, 1, 1),
                    (11, 1, 1),
                    (12, 1, 1),
                    (13, 1, 1),
                ];
                let layout = ::flatstream_schema::Compact::<16>::new(&present, &order);
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
                // Index, size and alignment.
                let order = [
                    (0, 4, 4),
                    (1, 4, 4),
                    (2, 4, 4),
                    (3, 4, 4),
                    (4, 4, 4),
                    (5, 8, 4),
                    (7, 4, 4),
                    (6, 1, 1),
                ];
                let layout = ::flatstream_schema::Compact::<10>::new(&present, &order);
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
                // Index, size and alignment.
                let order = [(0, 4, 4), (1, 4, 4), (2, 4, 4), (3, 4, 4)];
                let layout = ::flatstream_schema::Compact::<6>::new(&present, &order);
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
                // Index, size and alignment.
                let order = [
                    (2, 16, 16),
                    (3, 64, 8),
                    (4, 96, 8),
                    (5, 200, 8),
                    (6, 16, 8),
                    (0, 8, 4),
                    (1, 24, 4),
                    (7, 1, 1),
                ];
                let layout = ::flatstream_schema::Compact::<10>::new(&present, &order);
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
                // Index, size and alignment.
                let order = [(1, 4, 4), (3, 4, 4), (5, 4, 4), (0, 1, 1), (2, 1, 1), (4, 1, 1)];
                let layout = ::flatstream_schema::Compact::<8>::new(&present, &order);
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
                // Index, size and alignment.
                let order = [
                    (0, 4, 4),
                    (1, 4, 4),
                    (2, 4, 4),
                    (3, 4, 4),
                    (4, 4, 4),
                    (5, 4, 4),
                    (6, 4, 4),
                    (7, 4, 4),
                    (8, 4, 4),
                    (9, 4, 4),
                    (10, 4, 4),
                    (11, 4, 4),
                    (12, 4, 4),
                    (13, 4, 4),
                    (14, 4, 4),
                    (15, 4, 4),
                    (16, 4, 4),
                    (17, 4, 4),
                    (18, 4, 4),
                    (19, 4, 4),
                    (20, 4, 4),
                    (21, 4, 4),
                    (22, 4, 4),
                    (23, 4, 4),
                ];
                let layout = ::flatstream_schema::Compact::<26>::new(&present, &order);
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
                    match self.variant_name() {
                        Some(name) => f.write_str(name),
                        None => f.debug_tuple("Unit").field(&self.0).finish(),
                    }
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
                    // Index, size and alignment.
                    let order = [(1, 16, 8), (0, 4, 4), (2, 1, 1)];
                    let layout = ::flatstream_schema::Compact::<5>::new(&present, &order);
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
        }
    }
}
