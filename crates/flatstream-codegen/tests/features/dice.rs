use std::fmt;

/// Values that look random and are the same each time, kept for as long as the
/// test runs: drafts borrow.
#[derive(Debug)]
pub(crate) struct Dice {
    state: u64,
    /// Tables of one type within each other.
    pub(crate) depth: usize,
}

impl Dice {
    pub(crate) fn new(seed: u64) -> Self {
        Self { state: seed, depth: 0 }
    }

    fn roll(&mut self) -> u64 {
        self.state = self.state.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mixed = (self.state ^ self.state >> 30).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        let mixed = (mixed ^ mixed >> 27).wrapping_mul(0x94D0_49BB_1331_11EB);
        mixed ^ mixed >> 31
    }

    /// One of `len`.
    pub(crate) fn below(&mut self, len: usize) -> usize {
        usize::try_from(self.roll() % len as u64).unwrap_or(0)
    }

    pub(crate) fn maybe<T>(&mut self, make: impl FnOnce(&mut Self) -> T) -> Option<T> {
        self.roll().is_multiple_of(2).then(|| make(self))
    }

    /// Bits of a number: zero, one, all, or any.
    pub(crate) fn bits(&mut self) -> u64 {
        match self.below(6) {
            0 | 1 => 0,
            2 => 1,
            3 => u64::MAX,
            _ => self.roll(),
        }
    }

    pub(crate) fn list<T: fmt::Debug>(&mut self, make: impl Fn(&mut Self) -> T) -> &'static [T] {
        let len = self.below(5);
        let list: Vec<T> = (0..len).map(|_| make(self)).collect();
        list.leak()
    }

    pub(crate) fn text(&mut self) -> &'static str {
        ["", "a", "abc", "four", "eight by", "ä€𝄞", "a text that is longer than the others"]
            [self.below(7)]
    }
}

macro_rules! number {
    ($($method:ident $number:ty,)*) => {$(
        impl Dice {
            pub(crate) fn $method(&mut self) -> $number {
                // The lower bits, where it has fewer.
                let bytes = self.bits().to_le_bytes();
                bytes.first_chunk().map_or(0, |bytes| <$number>::from_le_bytes(*bytes))
            }
        }
    )*};
}

number!(u8 u8, i8 i8, u16 u16, i16 i16, u32 u32, i32 i32, u64 u64, i64 i64,);

impl Dice {
    pub(crate) fn bool(&mut self) -> bool {
        self.bits() != 0
    }

    /// No NaN, so that drafts can be compared.
    pub(crate) fn f32(&mut self) -> f32 {
        [0.0, -0.0, 1.5, f32::MIN_POSITIVE, f32::NEG_INFINITY, -2.25e10][self.below(6)]
    }

    pub(crate) fn f64(&mut self) -> f64 {
        [0.0, -0.0, 1.5, f64::MIN_POSITIVE, f64::INFINITY, -2.25e10][self.below(6)]
    }
}
