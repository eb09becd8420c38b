use crate::{Fixed, Result, measure::Measure, window::Window};

/// What the tables of one type have in common, as far as their place in a message
/// is concerned.
#[derive(Clone, Copy, Debug)]
pub struct Kind {
    /// Distinguishes the types of a schema.
    pub number: u16,
    /// Alignment in bytes of what follows the first four bytes of a table.
    pub align: usize,
    /// Whether several tables of a message may use the same vtable.
    pub shared: bool,
}

/// A table to be written: what generated drafts are.
pub trait Draft {
    /// The four bytes behind the root's offset, if messages have them.
    const FILE_IDENTIFIER: Option<[u8; 4]>;

    /// Places the table and all that it refers to. Answers where the table is.
    fn place<T: Target>(&self, target: &mut T) -> usize;
}

impl<D: Draft> Draft for &D {
    const FILE_IDENTIFIER: Option<[u8; 4]> = D::FILE_IDENTIFIER;

    #[inline]
    fn place<T: Target>(&self, target: &mut T) -> usize {
        (**self).place(target)
    }
}

/// A message on its way from front to back: measured, or written.
///
/// Generated code calls this twice for a message, so that both are the same by
/// construction. All positions are bytes from the message's start.
pub trait Target {
    /// A table of `T` bytes, a multiple of 4, and its vtable, as its `slots` are
    /// with both lengths in front, unless a table of the same `kind` and with the
    /// same fields `present` has one already. `fill` writes all bytes of the table
    /// but the first four.
    fn table<const S: usize, const T: usize>(
        &mut self,
        kind: Kind,
        present: u64,
        slots: &[u16; S],
        fill: impl FnOnce(&mut [u8; T]),
    ) -> usize;

    /// As [`table`](Target::table), where the length is known at run time only. The
    /// table is filled with zeros; [`set`](Target::set) sets what is in it.
    fn sparse_table(&mut self, kind: Kind, present: u64, slots: &[u16], len: usize) -> usize;

    /// Writes `value` where a table has a field.
    fn set<T: Fixed>(&mut self, field: usize, value: T);

    /// A text with its length and a zero behind it.
    fn text(&mut self, text: &str) -> usize;

    /// A vector of numbers, enums or structs, of which the first is aligned to
    /// `align` or what they need, whichever is more.
    fn elements<T: Fixed>(&mut self, elements: &[T], align: usize) -> usize;

    /// Room for a vector of `len` offsets, which are linked one by one: the first
    /// lies 4 bytes behind what this answers.
    fn offsets(&mut self, len: usize) -> usize;

    /// Makes the offset at `field` point to `to`.
    fn link(&mut self, field: usize, to: usize);

    /// Whether a table may lie within the tables that were entered and not left.
    fn enter(&mut self) -> bool;

    /// Ends what [`enter`](Target::enter) began.
    fn leave(&mut self);

    /// Has measuring fail if a `field` that is required is not `present`. Only a
    /// union can be absent from a draft that requires it.
    fn require(&mut self, present: bool, field: &'static str);

    /// A vector of texts.
    #[inline]
    fn texts(&mut self, texts: &[&str]) -> usize {
        let at = self.offsets(texts.len());
        for (index, text) in texts.iter().enumerate() {
            let to = self.text(text);
            self.link(at + 4 + 4 * index, to);
        }
        at
    }

    /// A vector of tables.
    #[inline]
    fn tables<D: Draft>(&mut self, tables: &[D]) -> usize
    where
        Self: Sized,
    {
        let at = self.offsets(tables.len());
        for (index, table) in tables.iter().enumerate() {
            let to = table.place(self);
            self.link(at + 4 + 4 * index, to);
        }
        at
    }
}

/// Bytes of the message whose root is `draft`. The body of generated
/// implementations of [`Emit`](crate::Emit).
///
/// # Errors
///
/// - [`FrameTooLarge`](crate::ErrorKind::FrameTooLarge): it exceeds 2 GiB.
/// - [`InvalidPayload`](crate::ErrorKind::InvalidPayload): tables are nested more
///   than 64 deep, or a required union has no member; verifiers refuse both.
#[inline]
pub fn message_len<D: Draft>(draft: &D) -> Result<usize> {
    let mut measure = Measure::new(front::<D>());
    draft.place(&mut measure);
    measure.finish()
}

/// Writes the message whose root is `draft` into `window`. The body of generated
/// implementations of [`Emit`](crate::Emit).
///
/// # Panics
///
/// If `window` has another length than [`message_len`] says.
#[inline]
pub fn emit<D: Draft>(draft: &D, window: &mut [u8]) {
    let mut target = Window::new(window, front::<D>());
    let root = draft.place(&mut target);
    target.finish(root, D::FILE_IDENTIFIER);
}

/// Where the first table may begin.
const fn front<D: Draft>() -> usize {
    if D::FILE_IDENTIFIER.is_some() { 8 } else { 4 }
}

/// The entry of a vtable for a field at `offset`: 0 where it is absent.
#[inline(always)] // without a branch
#[must_use]
pub const fn slot(present: bool, offset: u16) -> u16 {
    (present as u16).wrapping_neg() & offset
}

/// Which of the fields are present, as a number of its own for each answer.
#[inline(always)] // as `slot`
#[must_use]
pub const fn key<const N: usize>(present: &[bool; N]) -> u64 {
    const { assert!(N <= 64, "a kind with more fields is not shared") };
    let (mut key, mut index) = (0, 0);
    while index < N {
        key |= (present[index] as u64) << index;
        index += 1;
    }
    key
}
