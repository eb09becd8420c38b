/// How the fields of a table are laid out when it is written.
///
/// Every reader understands all of them.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[non_exhaustive]
pub enum Layout {
    /// Every field has its place, whether it is present or not; one whose value is
    /// the default is absent, as in what flatc's code writes. Good for tables of
    /// which most fields are set.
    #[default]
    Masked,
    /// Every number is present, as with `force_defaults`. All tables of a type have
    /// the same vtable: the fastest to write and to verify.
    AllSlots,
    /// Only present fields take room. Good for tables of many fields of which few
    /// are set; the slowest to write.
    Compact,
}
