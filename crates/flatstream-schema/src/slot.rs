/// What the schema says of a field as it lies in a table.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Slot {
    /// Bytes in the table.
    pub(crate) size: u16,
    /// Alignment that verifiers ask for: of numbers and offsets, not of structs.
    pub(crate) align: u16,
    /// Whether a table without it is invalid.
    pub(crate) required: bool,
}

impl Slot {
    /// Deprecated: nobody looks.
    pub const IGNORED: Self = Self { size: 0, align: 1, required: false };

    /// The offset of a text, a vector or a table.
    pub const OFFSET: Self = Self::number(4);

    /// A number of `size` bytes.
    #[must_use]
    pub const fn number(size: u16) -> Self {
        Self { size, align: size, required: false }
    }

    /// A struct of `size` bytes. flatbuffers' verifier does not ask for its
    /// alignment.
    #[must_use]
    pub const fn structure(size: u16) -> Self {
        Self { size, align: 1, required: false }
    }

    /// The same, which has to be there.
    #[must_use]
    pub const fn required(self) -> Self {
        Self { required: true, ..self }
    }
}
