//! What was drafted, against what flatc's accessors read.

use flatbuffers::{Array, Follow, Table, Vector};

/// A drafted value that can be compared with one that was read.
pub(crate) trait Same<R> {
    /// Asserts that they are the same.
    fn same(&self, read: R, seen: &mut Seen);
}

/// What was seen while a message was read.
#[derive(Debug, Default)]
pub(crate) struct Seen {
    /// Of each table which fields are there.
    pub(crate) present: Vec<u128>,
    /// The fields that led to where reading is.
    path: Vec<&'static str>,
}

impl Seen {
    /// Notes which fields `table` has.
    pub(crate) fn table(&mut self, table: &Table<'_>) {
        let vtable = table.vtable();
        let there = (0..80).filter(|index| vtable.get(4 + 2 * index) != 0);
        self.present.push(there.fold(0, |bits, index| bits | 1 << index));
    }

    /// Compares a field.
    pub(crate) fn field<R, T: Same<R>>(&mut self, name: &'static str, drafted: &T, read: R) {
        self.path.push(name);
        drafted.same(read, self);
        self.path.pop();
    }

    fn at(&self) -> String {
        self.path.join(".")
    }
}

macro_rules! integers {
    ($($number:ty)*) => {$(
        impl Same<$number> for $number {
            fn same(&self, read: $number, seen: &mut Seen) {
                assert_eq!(*self, read, "{}", seen.at());
            }
        }
    )*};
}

integers!(bool u8 i8 u16 i16 u32 i32 u64 i64);

macro_rules! floats {
    ($($number:ty)*) => {$(
        impl Same<$number> for $number {
            fn same(&self, read: $number, seen: &mut Seen) {
                // Zero may be absent, and then has lost its sign.
                let same = self.to_bits() == read.to_bits() || *self == 0.0 && read == 0.0;
                assert!(same, "{}: {self} was drafted, {read} read", seen.at());
            }
        }
    )*};
}

floats!(f32 f64);

impl Same<&str> for str {
    fn same(&self, read: &str, seen: &mut Seen) {
        assert_eq!(self, read, "{}", seen.at());
    }
}

impl<R, T: Same<R> + ?Sized> Same<R> for &T {
    fn same(&self, read: R, seen: &mut Seen) {
        (**self).same(read, seen);
    }
}

impl<R, T: Same<R>> Same<Option<R>> for Option<T> {
    fn same(&self, read: Option<R>, seen: &mut Seen) {
        match (self, read) {
            (Some(drafted), Some(read)) => drafted.same(read, seen),
            (drafted, read) => {
                assert_eq!(drafted.is_some(), read.is_some(), "{} is there", seen.at());
            }
        }
    }
}

impl<'p, R: Follow<'p> + 'p, T: Same<R::Inner>> Same<Vector<'p, R>> for [T] {
    fn same(&self, read: Vector<'p, R>, seen: &mut Seen) {
        assert_eq!(self.len(), read.len(), "elements of {}", seen.at());
        for (index, drafted) in self.iter().enumerate() {
            drafted.same(read.get(index), seen);
        }
    }
}

impl<'p, R: Follow<'p> + 'p, T: Same<R::Inner>, const N: usize> Same<Array<'p, R, N>> for [T; N] {
    fn same(&self, read: Array<'p, R, N>, seen: &mut Seen) {
        for (index, drafted) in self.iter().enumerate() {
            drafted.same(read.get(index), seen);
        }
    }
}
