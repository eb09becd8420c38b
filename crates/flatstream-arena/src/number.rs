/// The numbers of FlatBuffers and `bool`: what a [`Field`](crate::Field) holds
/// and what [`Gather`](crate::Gather) leaves where it is. Sealed.
pub trait Number: Copy + sealed::Sealed {
    #[doc(hidden)]
    fn store(self, memory: &mut [u8]);
    #[doc(hidden)]
    fn load(memory: &[u8]) -> Self;
}

mod sealed {
    pub trait Sealed {}
}

macro_rules! number {
    ($($type:ty)*) => {
        $(
            impl sealed::Sealed for $type {}
            impl Number for $type {
                #[inline]
                fn store(self, memory: &mut [u8]) {
                    memory[..size_of::<Self>()].copy_from_slice(&self.to_le_bytes());
                }
                #[inline]
                fn load(memory: &[u8]) -> Self {
                    let mut bytes = [0; size_of::<Self>()];
                    bytes.copy_from_slice(&memory[..size_of::<Self>()]);
                    Self::from_le_bytes(bytes)
                }
            }
        )*
    };
}

number!(u8 i8 u16 i16 u32 i32 u64 i64 f32 f64);

impl sealed::Sealed for bool {}
impl Number for bool {
    #[inline]
    fn store(self, memory: &mut [u8]) {
        u8::from(self).store(memory);
    }
    #[inline]
    fn load(memory: &[u8]) -> Self {
        u8::load(memory) != 0
    }
}

/// Bytes of a vector's length, which stands before its elements.
pub(crate) const LEN_BYTES: usize = 4;
