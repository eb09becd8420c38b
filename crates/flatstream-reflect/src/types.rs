/// The kinds of FlatBuffers types, with the numbers they have in a `.bfbs`.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum BaseType {
    /// No type: what a union without a member has.
    #[default]
    None,
    /// The number of a union's member, one unsigned byte.
    UType,
    /// One byte, 0 or not.
    Bool,
    /// 8 bits, signed.
    Byte,
    /// 8 bits, unsigned.
    UByte,
    /// 16 bits, signed.
    Short,
    /// 16 bits, unsigned.
    UShort,
    /// 32 bits, signed.
    Int,
    /// 32 bits, unsigned.
    UInt,
    /// 64 bits, signed.
    Long,
    /// 64 bits, unsigned.
    ULong,
    /// 32 bits, floating point.
    Float,
    /// 64 bits, floating point.
    Double,
    /// UTF-8 with a length in front.
    String,
    /// Elements with a length of 32 bits in front.
    Vector,
    /// A table or a struct.
    Obj,
    /// A member of a union; the field before it says which.
    Union,
    /// A fixed number of elements, inside a struct.
    Array,
    /// Elements with a length of 64 bits in front, behind an offset of 64 bits.
    Vector64,
}

impl BaseType {
    /// The type with this number.
    pub(crate) fn from_number(number: u8) -> Option<Self> {
        BY_NUMBER.get(usize::from(number)).copied()
    }

    /// The size in bytes of a number, a truth value or the number of a union's
    /// member; `None` for all else.
    ///
    /// ```
    /// use flatstream_reflect::BaseType;
    ///
    /// assert_eq!(BaseType::UShort.scalar_size(), Some(2));
    /// assert_eq!(BaseType::String.scalar_size(), None);
    /// ```
    #[inline]
    #[must_use]
    pub const fn scalar_size(self) -> Option<usize> {
        match self {
            Self::UType | Self::Bool | Self::Byte | Self::UByte => Some(1),
            Self::Short | Self::UShort => Some(2),
            Self::Int | Self::UInt | Self::Float => Some(4),
            Self::Long | Self::ULong | Self::Double => Some(8),
            _ => None,
        }
    }

    /// Whether it is a number, a truth value or the number of a union's member.
    #[inline]
    #[must_use]
    pub const fn is_scalar(self) -> bool {
        self.scalar_size().is_some()
    }

    /// Whether it is a vector, with a length of 32 or 64 bits.
    #[inline]
    #[must_use]
    pub const fn is_vector(self) -> bool {
        matches!(self, Self::Vector | Self::Vector64)
    }
}

/// The type of a field, of an element or of a union's member.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[non_exhaustive]
pub struct Type {
    /// What it is.
    pub base: BaseType,
    /// What the elements of a vector or array are; `None` for all else.
    pub element: BaseType,
    /// Of `Obj`, or of elements that are: index into
    /// [`Schema::objects`](crate::Schema::objects). Of a union, its type or an
    /// integer with names: index into [`Schema::enums`](crate::Schema::enums).
    pub index: Option<usize>,
    /// Number of elements of an array; 0 for all else.
    pub fixed_len: u16,
    /// Bytes from one element of a vector or array to the next; 0 for all else.
    /// An offset has 4, a struct its own size.
    pub element_size: usize,
}

impl Type {
    /// The type of the elements of a vector or array.
    #[inline]
    #[must_use]
    pub const fn element_type(&self) -> Self {
        Self {
            base: self.element,
            element: BaseType::None,
            index: self.index,
            fixed_len: 0,
            element_size: 0,
        }
    }

    /// Whether it says which members unions have: one, or those in a vector.
    pub(crate) fn holds_union_types(&self) -> bool {
        self.indexed() == BaseType::UType
    }

    /// What the index points into: the type itself or its elements.
    pub(crate) fn indexed(&self) -> BaseType {
        match self.base {
            BaseType::Vector | BaseType::Vector64 | BaseType::Array => self.element,
            base => base,
        }
    }
}

const BY_NUMBER: [BaseType; 19] = [
    BaseType::None,
    BaseType::UType,
    BaseType::Bool,
    BaseType::Byte,
    BaseType::UByte,
    BaseType::Short,
    BaseType::UShort,
    BaseType::Int,
    BaseType::UInt,
    BaseType::Long,
    BaseType::ULong,
    BaseType::Float,
    BaseType::Double,
    BaseType::String,
    BaseType::Vector,
    BaseType::Obj,
    BaseType::Union,
    BaseType::Array,
    BaseType::Vector64,
];
