//! Drafts of everything, from any bytes: a fuzzer's or a property's.

use bumpalo::Bump;

/// Bytes that decide what a draft is, from the front; zeros once they are used up,
/// which make everything absent.
#[derive(Clone, Debug)]
pub(crate) struct Choices<'c> {
    bytes: &'c [u8],
    /// How many tables may lie in the present one.
    depth: usize,
    /// Whether nothing is absent.
    pub(crate) all: bool,
}

/// A value made of choices.
pub(crate) trait Arbitrary<'b> {
    fn arbitrary(choices: &mut Choices<'_>, bump: &'b Bump) -> Self;
}

impl<'c> Choices<'c> {
    pub(crate) fn new(bytes: &'c [u8]) -> Self {
        // Verifiers end at 64, which has tests of its own.
        Self { bytes, depth: 9, all: false }
    }

    /// Of drafts with everything in them.
    pub(crate) fn all(self) -> Self {
        Self { depth: 4, all: true, ..self }
    }

    pub(crate) fn byte(&mut self) -> u8 {
        u8::from_le_bytes(self.take())
    }

    fn take<const N: usize>(&mut self) -> [u8; N] {
        let mut taken = [0; N];
        let len = N.min(self.bytes.len());
        taken[..len].copy_from_slice(&self.bytes[..len]);
        self.bytes = &self.bytes[len..];
        taken
    }

    /// A field: what is absent, as often as not.
    pub(crate) fn field<'b, T: Arbitrary<'b>>(&mut self, empty: T, bump: &'b Bump) -> T {
        if self.byte() % 4 < 2 && !self.all { empty } else { T::arbitrary(self, bump) }
    }

    /// A table, `empty` where it would lie too deep.
    pub(crate) fn table<T>(&mut self, empty: T, make: impl FnOnce(&mut Self) -> T) -> T {
        if self.depth == 0 || self.bytes.is_empty() {
            return empty;
        }
        self.depth -= 1;
        let table = make(self);
        self.depth += 1;
        table
    }

    fn len(&mut self) -> usize {
        match self.byte() {
            long @ 250.. => usize::from(long - 249) * 50,
            short => usize::from(short % 5),
        }
    }
}

macro_rules! integers {
    ($($number:ident)*) => {$(
        impl Arbitrary<'_> for $number {
            fn arbitrary(choices: &mut Choices<'_>, _: &Bump) -> Self {
                match choices.byte() {
                    0..32 => 0,
                    32..64 => $number::MIN,
                    64..96 => $number::MAX,
                    96..128 => 1,
                    _ => $number::from_le_bytes(choices.take()),
                }
            }
        }
    )*};
}

integers!(u8 i8 u16 i16 u32 i32 u64 i64);

macro_rules! floats {
    ($($number:ident)*) => {$(
        impl Arbitrary<'_> for $number {
            fn arbitrary(choices: &mut Choices<'_>, _: &Bump) -> Self {
                match choices.byte() {
                    0..32 => 0.0,
                    32..48 => -0.0,
                    48..64 => $number::NAN,
                    64..80 => $number::INFINITY,
                    80..96 => $number::NEG_INFINITY,
                    96..112 => $number::MAX,
                    112..128 => $number::MIN_POSITIVE / 2.0,
                    _ => $number::from_le_bytes(choices.take()),
                }
            }
        }
    )*};
}

floats!(f32 f64);

impl Arbitrary<'_> for bool {
    fn arbitrary(choices: &mut Choices<'_>, _: &Bump) -> Self {
        choices.byte() % 2 == 1
    }
}

impl<'b> Arbitrary<'b> for &'b str {
    fn arbitrary(choices: &mut Choices<'_>, bump: &'b Bump) -> Self {
        let len = choices.len();
        match choices.byte() {
            0..32 => "",
            32..64 => "零\u{10ffff}é",
            64..96 => bump.alloc_str(&"a\0b ".repeat(len)),
            96..128 => bump.alloc_str(&"größer ".repeat(len)),
            _ => {
                let bytes: Vec<u8> = (0..len).map(|_| choices.byte()).collect();
                bump.alloc_str(&String::from_utf8_lossy(&bytes))
            }
        }
    }
}

impl<'b, T: Arbitrary<'b>> Arbitrary<'b> for &'b [T] {
    fn arbitrary(choices: &mut Choices<'_>, bump: &'b Bump) -> Self {
        let len = choices.len();
        bump.alloc_slice_fill_with(len, |_| T::arbitrary(choices, bump))
    }
}

impl<'b, T: Arbitrary<'b>> Arbitrary<'b> for &'b T {
    fn arbitrary(choices: &mut Choices<'_>, bump: &'b Bump) -> Self {
        bump.alloc(T::arbitrary(choices, bump))
    }
}

impl<'b, T: Arbitrary<'b>> Arbitrary<'b> for Option<T> {
    fn arbitrary(choices: &mut Choices<'_>, bump: &'b Bump) -> Self {
        Some(T::arbitrary(choices, bump))
    }
}

impl<'b, T: Arbitrary<'b>, const N: usize> Arbitrary<'b> for [T; N] {
    fn arbitrary(choices: &mut Choices<'_>, bump: &'b Bump) -> Self {
        std::array::from_fn(|_| T::arbitrary(choices, bump))
    }
}
