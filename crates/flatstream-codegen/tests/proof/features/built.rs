//! Drafts written by flatc's builder code instead.

use flatbuffers::{FlatBufferBuilder, Push, Vector, WIPOffset};

/// What writes drafts.
pub(crate) type Builder<'f> = FlatBufferBuilder<'f>;

/// A drafted value as flatc's code takes it.
pub(crate) trait Built<'f> {
    type Out;
    fn built(&self, builder: &mut Builder<'f>) -> Self::Out;
}

macro_rules! numbers {
    ($($number:ty)*) => {$(
        impl Built<'_> for $number {
            type Out = Self;
            fn built(&self, _: &mut Builder<'_>) -> Self {
                *self
            }
        }
    )*};
}

numbers!(bool u8 i8 u16 i16 u32 i32 u64 i64 f32 f64);

impl<'f> Built<'f> for str {
    type Out = WIPOffset<&'f str>;
    fn built(&self, builder: &mut Builder<'f>) -> Self::Out {
        builder.create_string(self)
    }
}

impl<'f, T: Built<'f> + ?Sized> Built<'f> for &T {
    type Out = T::Out;
    fn built(&self, builder: &mut Builder<'f>) -> Self::Out {
        (**self).built(builder)
    }
}

impl<'f, T: Built<'f>> Built<'f> for Option<T> {
    type Out = Option<T::Out>;
    fn built(&self, builder: &mut Builder<'f>) -> Self::Out {
        self.as_ref().map(|value| value.built(builder))
    }
}

impl<'f, T: Built<'f>> Built<'f> for [T]
where
    T::Out: Push + Copy + 'f,
{
    type Out = WIPOffset<Vector<'f, <T::Out as Push>::Output>>;
    fn built(&self, builder: &mut Builder<'f>) -> Self::Out {
        let elements: Vec<T::Out> = self.iter().map(|value| value.built(builder)).collect();
        builder.create_vector(&elements)
    }
}

impl<'f, T: Built<'f>, const N: usize> Built<'f> for [T; N] {
    type Out = [T::Out; N];
    fn built(&self, builder: &mut Builder<'f>) -> Self::Out {
        std::array::from_fn(|index| self[index].built(builder))
    }
}
