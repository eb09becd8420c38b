use super::TableView;
use crate::Check;
use flatbuffers::{InvalidFlatbuffer, Verifier};

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
    fn run_verifier(
        number: u8,
        verifier: &mut Verifier<'_, '_>,
        position: usize,
    ) -> Result<(), InvalidFlatbuffer>;

    /// The member with this `number` in field `member` of `table`.
    ///
    /// # Safety
    ///
    /// By the rules of `V`, the field is the member of this union that the number
    /// says.
    unsafe fn read<V>(number: u8, table: &TableView<'p, V>, member: usize) -> Self;
}
