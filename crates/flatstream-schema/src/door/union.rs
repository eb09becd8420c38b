use super::TableView;
use crate::{Check, rules::Verdict};
use flatbuffers::Verifier;

/// A union: one of several tables, by a number. The generated views of unions
/// implement this.
pub trait Union<'p>: Sized {
    /// Whether the member with this `number` at `member` is valid, or not known.
    fn check(check: &mut Check<'_>, number: u8, member: Option<usize>) -> bool;

    /// The same by flatbuffers' verifier.
    ///
    /// # Errors
    ///
    /// What it found.
    fn run_verifier(number: u8, verifier: &mut Verifier<'_, '_>, position: usize) -> Verdict;

    /// The member with this `number` in field `member` of `table`.
    ///
    /// # Safety
    ///
    /// By the rules of `V`, the field is the member of this union that the number
    /// says.
    unsafe fn read<V>(number: u8, table: &TableView<'p, V>, member: usize) -> Self;
}

impl Check<'_> {
    /// Whether the union `U` with its member's number at `number` and the member at
    /// `member` is valid, or absent.
    #[inline]
    pub fn union_of<'u, U: Union<'u>>(
        &mut self,
        number: Option<usize>,
        member: Option<usize>,
    ) -> bool {
        self.union(number, member, U::check)
    }
}
