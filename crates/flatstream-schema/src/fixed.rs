/// A value of a fixed size: a number, a truth value, an enum, a struct, or an
/// array of them inside a struct.
pub trait Fixed: Copy {
    /// Bytes that it takes.
    const SIZE: usize;
    /// Alignment in bytes, a power of two.
    const ALIGN: usize;

    /// Writes the value into `out`, which has [`SIZE`](Fixed::SIZE) bytes.
    fn store(self, out: &mut [u8]);

    /// Writes `values`, one after the other, into `out`, which has as many bytes as
    /// they take.
    #[inline]
    fn store_all(values: &[Self], out: &mut [u8]) {
        for (out, value) in out.chunks_exact_mut(Self::SIZE).zip(values) {
            value.store(out);
        }
    }

    /// Reads a value from `bytes`, of which there are [`SIZE`](Fixed::SIZE).
    fn load(bytes: &[u8]) -> Self;
}

/// Writes `value` at byte `at` of a table or struct.
///
/// # Panics
///
/// If it is not within `out`. Constant positions are compared when the code is
/// compiled.
#[inline(always)] // a store each; out of line they are calls
pub fn put<T: Fixed, const N: usize>(out: &mut [u8; N], at: usize, value: T) {
    value.store(&mut out[at..at + T::SIZE]);
}

macro_rules! number {
    ($($number:ty)*) => {$(
        impl Fixed for $number {
            const SIZE: usize = size_of::<$number>();
            const ALIGN: usize = size_of::<$number>();

            #[inline(always)] // as `put`
            fn store(self, out: &mut [u8]) {
                out.copy_from_slice(&self.to_le_bytes());
            }

            // The chunks' length is a constant here, so that this becomes one copy.
            #[inline]
            fn store_all(values: &[Self], out: &mut [u8]) {
                for (out, value) in out.as_chunks_mut().0.iter_mut().zip(values) {
                    *out = value.to_le_bytes();
                }
            }

            #[inline(always)] // as `put`
            fn load(bytes: &[u8]) -> Self {
                let mut own = [0; size_of::<$number>()];
                own.copy_from_slice(bytes);
                Self::from_le_bytes(own)
            }
        }
    )*};
}

number!(u8 i8 u16 i16 u32 i32 u64 i64 f32 f64);

/// Any byte but 0 is true.
impl Fixed for bool {
    const SIZE: usize = 1;
    const ALIGN: usize = 1;

    #[inline(always)] // as `put`
    fn store(self, out: &mut [u8]) {
        u8::from(self).store(out);
    }

    #[inline(always)] // as `put`
    fn load(bytes: &[u8]) -> Self {
        u8::load(bytes) != 0
    }
}

impl<T: Fixed, const N: usize> Fixed for [T; N] {
    const SIZE: usize = N * T::SIZE;
    const ALIGN: usize = T::ALIGN;

    #[inline]
    fn store(self, out: &mut [u8]) {
        T::store_all(&self, out);
    }

    #[inline]
    fn load(bytes: &[u8]) -> Self {
        std::array::from_fn(|index| T::load(&bytes[index * T::SIZE..][..T::SIZE]))
    }
}
