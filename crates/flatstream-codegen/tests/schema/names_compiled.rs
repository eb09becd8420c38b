// Compiled from a FlatBuffers schema by flatstream-codegen. Do not edit.
// @generated

/// The table `Rootless`, to be written.
#[derive(Clone, Copy, Debug, PartialEq)]
#[allow(dead_code, unreachable_pub, reason = "a program need not use all of a schema")]
#[allow(clippy::doc_lazy_continuation, rustdoc::all, reason = "comments are the schema's")]
pub struct RootlessDraft<'a> {
    /// The field `inner`.
    pub inner: ::core::option::Option<&'a core::BoxDraft<'a>>,
}

#[allow(dead_code, unreachable_pub, reason = "a program need not use all of a schema")]
#[allow(clippy::doc_lazy_continuation, rustdoc::all, reason = "comments are the schema's")]
impl RootlessDraft<'_> {
    /// With no field present, or only those that are required, empty.
    pub const EMPTY: Self = Self { inner: ::core::option::Option::None };
}

impl ::core::default::Default for RootlessDraft<'_> {
    #[inline]
    fn default() -> Self {
        Self::EMPTY
    }
}

impl ::flatstream_schema::Draft for RootlessDraft<'_> {
    const FILE_IDENTIFIER: ::core::option::Option<[u8; 4]> =
        ::core::option::Option::Some(*b"\"x\\y");

    #[inline]
    fn place<T: ::flatstream_schema::Target>(&self, target: &mut T) -> usize {
        if !target.enter() {
            return 0;
        }
        let kind = ::flatstream_schema::Kind { number: 0, align: 4, shared: false };
        let slots = [6, 8, ::flatstream_schema::slot(self.inner.is_some(), 4)];
        let at = target.table(kind, 0, &slots, |table: &mut [u8; 8]| {
            ::flatstream_schema::put(table, 4, 0_u32);
        });
        if let ::core::option::Option::Some(value) = self.inner {
            let to = ::flatstream_schema::Draft::place(value, target);
            target.link(at + 4, to);
        }
        target.leave();
        at
    }
}

impl ::flatstream_schema::Emit for RootlessDraft<'_> {
    #[inline]
    fn message_len(&self) -> ::flatstream_schema::Result<usize> {
        ::flatstream_schema::message_len(self)
    }

    #[inline]
    fn emit(&self, window: &mut [u8]) {
        ::flatstream_schema::emit(self, window);
    }
}

/// A verified `Rootless`.
#[derive(Clone, Copy)]
#[allow(dead_code, unreachable_pub, reason = "a program need not use all of a schema")]
#[allow(clippy::doc_lazy_continuation, rustdoc::all, reason = "comments are the schema's")]
pub struct RootlessView<'p>(::flatstream_schema::TableView<'p, Self>);

impl<'p> ::core::convert::From<::flatstream_schema::TableView<'p, Self>> for RootlessView<'p> {
    #[inline]
    fn from(table: ::flatstream_schema::TableView<'p, Self>) -> Self {
        Self(table)
    }
}

#[expect(unsafe_code, reason = "what was verified is not looked at again")]
#[allow(dead_code, unreachable_pub, reason = "a program need not use all of a schema")]
#[allow(clippy::doc_lazy_continuation, rustdoc::all, reason = "comments are the schema's")]
impl<'p> RootlessView<'p> {
    /// The field `inner`.
    #[inline]
    pub fn inner(&self) -> ::core::option::Option<core::BoxView<'p>> {
        // SAFETY: by the rules of this view, field 0 is a `core.Box`.
        unsafe { self.0.table(0) }
    }
}

impl ::core::fmt::Debug for RootlessView<'_> {
    fn fmt(&self, f: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result {
        let mut out = f.debug_struct("RootlessView");
        out.field("inner", &self.inner());
        out.finish()
    }
}

impl ::flatstream_schema::Checked<1> for RootlessView<'_> {
    const SLOTS: [::flatstream_schema::Slot; 1] = [::flatstream_schema::Slot::OFFSET];

    #[inline]
    fn references(
        check: &mut ::flatstream_schema::Check<'_>,
        table: &::flatstream_schema::Table<'_, 1>,
    ) -> bool {
        check.table::<core::BoxView<'_>, 2>(table.field(0))
    }
}

impl ::flatstream_schema::flatbuffers::Verifiable for RootlessView<'_> {
    fn run_verifier(
        verifier: &mut ::flatstream_schema::flatbuffers::Verifier<'_, '_>,
        position: usize,
    ) -> ::flatstream_schema::rules::Verdict {
        let table = ::flatstream_schema::rules::Rules::new(verifier, position)?;
        let table = table.table::<core::BoxView<'static>>("inner", 0, false)?;
        table.finish()
    }
}

#[expect(unsafe_code, reason = "flatbuffers follows offsets that were verified")]
impl<'p> ::flatstream_schema::flatbuffers::Follow<'p> for RootlessView<'p> {
    type Inner = Self;

    #[inline]
    unsafe fn follow(payload: &'p [u8], at: usize) -> Self {
        // SAFETY: the caller promises that there is a verified table.
        Self(unsafe { ::flatstream_schema::TableView::new(payload, at) })
    }
}

#[expect(unsafe_code, reason = "what `Compiled` asks for is true by construction")]
// SAFETY: the checks below come from the schema that the rules and the root have.
unsafe impl ::flatstream_schema::Compiled for RootlessView<'_> {
    type Root<'p> = RootlessView<'p>;
    type Rules = RootlessView<'static>;
    type Memo = ::flatstream_schema::Memo<RootlessView<'static>, 1>;

    const NESTED: bool = false;

    #[inline]
    fn check(payload: &[u8], memo: &mut Self::Memo) -> bool {
        ::flatstream_schema::Check::root(payload, memo)
    }
}

impl ::flatstream_schema::Verified for RootlessView<'_> {
    type Root<'p> = RootlessView<'p>;
    type Memo = ::flatstream_schema::Memo<RootlessView<'static>, 1>;

    #[inline]
    fn verify<'p>(
        payload: &'p [u8],
        memo: &mut Self::Memo,
    ) -> ::flatstream_schema::Result<Self::Root<'p>> {
        ::flatstream_schema::verify::<Self>(payload, memo)
    }
}

/// The namespace `core`.
#[allow(dead_code, unreachable_pub, reason = "a program need not use all of a schema")]
#[allow(clippy::doc_lazy_continuation, rustdoc::all, reason = "comments are the schema's")]
pub mod core {
    /// The table `core.Box`, to be written.
    #[derive(Clone, Copy, Debug, PartialEq)]
    pub struct BoxDraft<'a> {
        /// The field `vec`.
        pub vec: ::core::option::Option<&'a [BoxDraft<'a>]>,
        /// The field `text`.
        pub text: &'a str,
    }

    impl BoxDraft<'_> {
        /// With no field present, or only those that are required, empty.
        pub const EMPTY: Self = Self { vec: ::core::option::Option::None, text: "" };
    }

    impl ::core::default::Default for BoxDraft<'_> {
        #[inline]
        fn default() -> Self {
            Self::EMPTY
        }
    }

    impl ::flatstream_schema::Draft for BoxDraft<'_> {
        const FILE_IDENTIFIER: ::core::option::Option<[u8; 4]> = ::core::option::Option::None;

        #[inline]
        fn place<T: ::flatstream_schema::Target>(&self, target: &mut T) -> usize {
            if !target.enter() {
                return 0;
            }
            let kind = ::flatstream_schema::Kind { number: 1, align: 4, shared: true };
            let present = [self.vec.is_some()];
            let key = ::flatstream_schema::key(&present);
            let slots = [8, 12, ::flatstream_schema::slot(present[0], 4), 8];
            let at = target.table(kind, key, &slots, |table: &mut [u8; 12]| {
                ::flatstream_schema::put(table, 4, [0_u32; 2]);
            });
            if let ::core::option::Option::Some(value) = self.vec {
                let to = target.tables(value);
                target.link(at + 4, to);
            }
            let to = target.text(self.text);
            target.link(at + 8, to);
            target.leave();
            at
        }
    }

    impl ::flatstream_schema::Emit for BoxDraft<'_> {
        #[inline]
        fn message_len(&self) -> ::flatstream_schema::Result<usize> {
            ::flatstream_schema::message_len(self)
        }

        #[inline]
        fn emit(&self, window: &mut [u8]) {
            ::flatstream_schema::emit(self, window);
        }
    }

    /// A verified `core.Box`.
    #[derive(Clone, Copy)]
    pub struct BoxView<'p>(::flatstream_schema::TableView<'p, Self>);

    impl<'p> ::core::convert::From<::flatstream_schema::TableView<'p, Self>> for BoxView<'p> {
        #[inline]
        fn from(table: ::flatstream_schema::TableView<'p, Self>) -> Self {
            Self(table)
        }
    }

    #[expect(unsafe_code, reason = "what was verified is not looked at again")]
    impl<'p> BoxView<'p> {
        /// The field `vec`.
        #[inline]
        pub fn vec(&self) -> ::core::option::Option<::flatstream_schema::Tables<'p, BoxView<'p>>> {
            // SAFETY: by the rules of this view, field 0 is a vector of `core.Box`.
            unsafe { self.0.tables(0) }
        }

        /// The field `text`.
        #[inline]
        pub fn text(&self) -> &'p str {
            // SAFETY: by the rules of this view, field 1 is a text.
            unsafe { self.0.text(1) }.unwrap_or_default()
        }
    }

    impl ::core::fmt::Debug for BoxView<'_> {
        fn fmt(&self, f: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result {
            let mut out = f.debug_struct("BoxView");
            out.field("vec", &self.vec());
            out.field("text", &self.text());
            out.finish()
        }
    }

    impl ::flatstream_schema::Checked<2> for BoxView<'_> {
        const SLOTS: [::flatstream_schema::Slot; 2] =
            [::flatstream_schema::Slot::OFFSET, ::flatstream_schema::Slot::OFFSET.required()];

        #[inline]
        fn references(
            check: &mut ::flatstream_schema::Check<'_>,
            table: &::flatstream_schema::Table<'_, 2>,
        ) -> bool {
            check.tables::<BoxView<'_>, 2>(table.field(0)) && check.text(table.field(1))
        }
    }

    impl ::flatstream_schema::flatbuffers::Verifiable for BoxView<'_> {
        fn run_verifier(
            verifier: &mut ::flatstream_schema::flatbuffers::Verifier<'_, '_>,
            position: usize,
        ) -> ::flatstream_schema::rules::Verdict {
            let table = ::flatstream_schema::rules::Rules::new(verifier, position)?;
            let table = table.tables::<BoxView<'static>>("vec", 0, false)?;
            let table = table.text("text", 1, true)?;
            table.finish()
        }
    }

    #[expect(unsafe_code, reason = "flatbuffers follows offsets that were verified")]
    impl<'p> ::flatstream_schema::flatbuffers::Follow<'p> for BoxView<'p> {
        type Inner = Self;

        #[inline]
        unsafe fn follow(payload: &'p [u8], at: usize) -> Self {
            // SAFETY: the caller promises that there is a verified table.
            Self(unsafe { ::flatstream_schema::TableView::new(payload, at) })
        }
    }

    #[expect(unsafe_code, reason = "what `Compiled` asks for is true by construction")]
    // SAFETY: the checks below come from the schema that the rules and the root have.
    unsafe impl ::flatstream_schema::Compiled for BoxView<'_> {
        type Root<'p> = BoxView<'p>;
        type Rules = BoxView<'static>;
        type Memo = ::flatstream_schema::Memo<BoxView<'static>, 2>;

        const NESTED: bool = false;

        #[inline]
        fn check(payload: &[u8], memo: &mut Self::Memo) -> bool {
            ::flatstream_schema::Check::root(payload, memo)
        }
    }

    impl ::flatstream_schema::Verified for BoxView<'_> {
        type Root<'p> = BoxView<'p>;
        type Memo = ::flatstream_schema::Memo<BoxView<'static>, 2>;

        #[inline]
        fn verify<'p>(
            payload: &'p [u8],
            memo: &mut Self::Memo,
        ) -> ::flatstream_schema::Result<Self::Root<'p>> {
            ::flatstream_schema::verify::<Self>(payload, memo)
        }
    }
}

/// The namespace `str`.
#[allow(dead_code, unreachable_pub, reason = "a program need not use all of a schema")]
#[allow(clippy::doc_lazy_continuation, rustdoc::all, reason = "comments are the schema's")]
pub mod str_ {
    /// The namespace `str.crate`.
    pub mod crate_ {
        /// The namespace `str.crate.self`.
        pub mod self_ {
            /// The enum `str.crate.self.Ok`.
            #[derive(Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
            pub struct Ok(pub u64);

            #[allow(non_upper_case_globals, reason = "named as in the schema")]
            impl Ok {
                /// The value `bit`.
                pub const bit: Self = Self(1);
                /// The value `Default`.
                pub const Default: Self = Self(2);

                /// The name of the value; `None` where the schema has none for it.
                #[must_use]
                pub const fn variant_name(self) -> ::core::option::Option<&'static str> {
                    ::core::option::Option::Some(match self.0 {
                        1 => "bit",
                        2 => "Default",
                        _ => return ::core::option::Option::None,
                    })
                }

                /// Whether all bits of `other` are set.
                #[must_use]
                pub const fn contains(self, other: Self) -> bool {
                    self.0 & other.0 == other.0
                }
            }

            impl ::core::ops::BitOr for Ok {
                type Output = Self;

                #[inline]
                fn bitor(self, other: Self) -> Self {
                    Self(self.0 | other.0)
                }
            }

            impl ::core::ops::BitAnd for Ok {
                type Output = Self;

                #[inline]
                fn bitand(self, other: Self) -> Self {
                    Self(self.0 & other.0)
                }
            }

            impl ::core::fmt::Debug for Ok {
                fn fmt(&self, f: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result {
                    let (mut rest, mut gap) = (self.0, "");
                    let names = [(1, "bit"), (2, "Default")];
                    for (bit, name) in names {
                        if self.0 & bit == bit {
                            ::core::write!(f, "{gap}{name}")?;
                            (rest, gap) = (rest & !bit, " | ");
                        }
                    }
                    match rest {
                        0 if self.0 != 0 => ::core::result::Result::Ok(()),
                        _ => ::core::write!(f, "{gap}{rest:#x}"),
                    }
                }
            }

            impl ::flatstream_schema::Fixed for Ok {
                const SIZE: usize = ::core::mem::size_of::<u64>();
                const ALIGN: usize = <u64 as ::flatstream_schema::Fixed>::ALIGN;

                #[inline]
                fn store(self, out: &mut [u8]) {
                    ::flatstream_schema::Fixed::store(self.0, out);
                }

                #[inline]
                fn load(bytes: &[u8]) -> Self {
                    Self(::flatstream_schema::Fixed::load(bytes))
                }
            }

            /// The enum `str.crate.self.Option`.
            #[derive(Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
            pub struct Option(pub u8);

            #[allow(non_upper_case_globals, reason = "named as in the schema")]
            impl Option {
                /// The value `None`.
                pub const None: Self = Self(0);
                /// The value `Some`.
                pub const Some: Self = Self(1);
                /// The value `Self_`.
                pub const Self_: Self = Self(2);
                /// The value `self_`.
                pub const self_: Self = Self(3);
                /// The value `contains_`.
                pub const contains_: Self = Self(4);
                /// The value `variant_name_`.
                pub const variant_name_: Self = Self(5);
                /// The value `EMPTY`.
                pub const EMPTY: Self = Self(6);
                /// The value `SIZE`.
                pub const SIZE: Self = Self(7);
                /// The value `u8`.
                pub const u8: Self = Self(8);
                /// The value `Err`.
                pub const Err: Self = Self(9);

                /// The name of the value; `None` where the schema has none for it.
                #[must_use]
                pub const fn variant_name(self) -> ::core::option::Option<&'static str> {
                    ::core::option::Option::Some(match self.0 {
                        0 => "None",
                        1 => "Some",
                        2 => "Self",
                        3 => "self",
                        4 => "contains",
                        5 => "variant_name",
                        6 => "EMPTY",
                        7 => "SIZE",
                        8 => "u8",
                        9 => "Err",
                        _ => return ::core::option::Option::None,
                    })
                }
            }

            impl ::core::fmt::Debug for Option {
                fn fmt(&self, f: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result {
                    let ::core::option::Option::Some(name) = self.variant_name() else {
                        return f.debug_tuple("Option").field(&self.0).finish();
                    };
                    f.write_str(name)
                }
            }

            impl ::flatstream_schema::Fixed for Option {
                const SIZE: usize = ::core::mem::size_of::<u8>();
                const ALIGN: usize = <u8 as ::flatstream_schema::Fixed>::ALIGN;

                #[inline]
                fn store(self, out: &mut [u8]) {
                    ::flatstream_schema::Fixed::store(self.0, out);
                }

                #[inline]
                fn load(bytes: &[u8]) -> Self {
                    Self(::flatstream_schema::Fixed::load(bytes))
                }
            }

            /// The enum `str.crate.self.RGB`.
            #[allow(clippy::upper_case_acronyms, reason = "named as in the schema")]
            #[derive(Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
            pub struct RGB(pub u8);

            impl RGB {
                /// The value `RED`.
                pub const RED: Self = Self(0);
                /// The value `GREEN`.
                pub const GREEN: Self = Self(1);

                /// The name of the value; `None` where the schema has none for it.
                #[must_use]
                pub const fn variant_name(self) -> ::core::option::Option<&'static str> {
                    ::core::option::Option::Some(match self.0 {
                        0 => "RED",
                        1 => "GREEN",
                        _ => return ::core::option::Option::None,
                    })
                }
            }

            impl ::core::fmt::Debug for RGB {
                fn fmt(&self, f: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result {
                    let ::core::option::Option::Some(name) = self.variant_name() else {
                        return f.debug_tuple("RGB").field(&self.0).finish();
                    };
                    f.write_str(name)
                }
            }

            impl ::flatstream_schema::Fixed for RGB {
                const SIZE: usize = ::core::mem::size_of::<u8>();
                const ALIGN: usize = <u8 as ::flatstream_schema::Fixed>::ALIGN;

                #[inline]
                fn store(self, out: &mut [u8]) {
                    ::flatstream_schema::Fixed::store(self.0, out);
                }

                #[inline]
                fn load(bytes: &[u8]) -> Self {
                    Self(::flatstream_schema::Fixed::load(bytes))
                }
            }

            /// The enum `str.crate.self.Some`.
            #[derive(Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
            pub struct Some(pub i8);

            #[allow(non_upper_case_globals, reason = "named as in the schema")]
            impl Some {
                /// The value `T`.
                pub const T: Self = Self(-1);
                /// The value `Zero`.
                pub const Zero: Self = Self(0);

                /// The name of the value; `None` where the schema has none for it.
                #[must_use]
                pub const fn variant_name(self) -> ::core::option::Option<&'static str> {
                    ::core::option::Option::Some(match self.0 {
                        -1 => "T",
                        0 => "Zero",
                        _ => return ::core::option::Option::None,
                    })
                }
            }

            impl ::core::fmt::Debug for Some {
                fn fmt(&self, f: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result {
                    let ::core::option::Option::Some(name) = self.variant_name() else {
                        return f.debug_tuple("Some").field(&self.0).finish();
                    };
                    f.write_str(name)
                }
            }

            impl ::flatstream_schema::Fixed for Some {
                const SIZE: usize = ::core::mem::size_of::<i8>();
                const ALIGN: usize = <i8 as ::flatstream_schema::Fixed>::ALIGN;

                #[inline]
                fn store(self, out: &mut [u8]) {
                    ::flatstream_schema::Fixed::store(self.0, out);
                }

                #[inline]
                fn load(bytes: &[u8]) -> Self {
                    Self(::flatstream_schema::Fixed::load(bytes))
                }
            }

            /// The struct `str.crate.self.Default`.
            #[derive(Clone, Copy, Debug, PartialEq)]
            pub struct Default {
                /// The field `out`.
                pub out: u8,
                /// The field `bytes`.
                pub bytes: Option,
                /// The field `self_`.
                pub self_: T,
                /// The field `size`.
                pub size: u16,
            }

            impl Default {
                /// Zeros.
                pub const EMPTY: Self =
                    Self { out: 0, bytes: Option::None, self_: T::EMPTY, size: 0 };
            }

            impl ::core::default::Default for Default {
                #[inline]
                fn default() -> Self {
                    Self::EMPTY
                }
            }

            impl ::flatstream_schema::Fixed for Default {
                const SIZE: usize = 16;
                const ALIGN: usize = 4;

                #[inline]
                fn store(self, out: &mut [u8]) {
                    ::flatstream_schema::Fixed::store(self.out, &mut out[0..1]);
                    ::flatstream_schema::Fixed::store(self.bytes, &mut out[1..2]);
                    out[2..4].fill(0);
                    ::flatstream_schema::Fixed::store(self.self_, &mut out[4..12]);
                    ::flatstream_schema::Fixed::store(self.size, &mut out[12..14]);
                    out[14..16].fill(0);
                }

                #[inline]
                fn load(bytes: &[u8]) -> Self {
                    Self {
                        out: ::flatstream_schema::Fixed::load(&bytes[0..1]),
                        bytes: ::flatstream_schema::Fixed::load(&bytes[1..2]),
                        self_: ::flatstream_schema::Fixed::load(&bytes[4..12]),
                        size: ::flatstream_schema::Fixed::load(&bytes[12..14]),
                    }
                }
            }

            /// The struct `str.crate.self.String`.
            #[derive(Clone, Copy, Debug, PartialEq)]
            pub struct String {
                /// The field `store`.
                pub store: i32,
                /// The field `load`.
                pub load: [Some; 2],
            }

            impl String {
                /// Zeros.
                pub const EMPTY: Self = Self { store: 0, load: [Some::Zero; 2] };
            }

            impl ::core::default::Default for String {
                #[inline]
                fn default() -> Self {
                    Self::EMPTY
                }
            }

            impl ::flatstream_schema::Fixed for String {
                const SIZE: usize = 8;
                const ALIGN: usize = 4;

                #[inline]
                fn store(self, out: &mut [u8]) {
                    ::flatstream_schema::Fixed::store(self.store, &mut out[0..4]);
                    ::flatstream_schema::Fixed::store(self.load, &mut out[4..6]);
                    out[6..8].fill(0);
                }

                #[inline]
                fn load(bytes: &[u8]) -> Self {
                    Self {
                        store: ::flatstream_schema::Fixed::load(&bytes[0..4]),
                        load: ::flatstream_schema::Fixed::load(&bytes[4..6]),
                    }
                }
            }

            /// The struct `str.crate.self.T`.
            #[derive(Clone, Copy, Debug, PartialEq)]
            pub struct T {
                /// The field `x`.
                pub x: i32,
                /// The field `type_`.
                pub type_: u8,
            }

            impl T {
                /// Zeros.
                pub const EMPTY: Self = Self { x: 0, type_: 0 };
            }

            impl ::core::default::Default for T {
                #[inline]
                fn default() -> Self {
                    Self::EMPTY
                }
            }

            impl ::flatstream_schema::Fixed for T {
                const SIZE: usize = 8;
                const ALIGN: usize = 4;

                #[inline]
                fn store(self, out: &mut [u8]) {
                    ::flatstream_schema::Fixed::store(self.x, &mut out[0..4]);
                    ::flatstream_schema::Fixed::store(self.type_, &mut out[4..5]);
                    out[5..8].fill(0);
                }

                #[inline]
                fn load(bytes: &[u8]) -> Self {
                    Self {
                        x: ::flatstream_schema::Fixed::load(&bytes[0..4]),
                        type_: ::flatstream_schema::Fixed::load(&bytes[4..5]),
                    }
                }
            }

            /// The struct `str.crate.self.under_score`.
            #[allow(non_camel_case_types, reason = "named as in the schema")]
            #[derive(Clone, Copy, Debug, PartialEq)]
            pub struct Under_score {
                /// The field `_x`.
                pub _x: f32,
            }

            impl Under_score {
                /// Zeros.
                pub const EMPTY: Self = Self { _x: 0.0 };
            }

            impl ::core::default::Default for Under_score {
                #[inline]
                fn default() -> Self {
                    Self::EMPTY
                }
            }

            impl ::flatstream_schema::Fixed for Under_score {
                const SIZE: usize = 4;
                const ALIGN: usize = 4;

                #[inline]
                fn store(self, out: &mut [u8]) {
                    ::flatstream_schema::Fixed::store(self._x, &mut out[0..4]);
                }

                #[inline]
                fn load(bytes: &[u8]) -> Self {
                    Self { _x: ::flatstream_schema::Fixed::load(&bytes[0..4]) }
                }
            }

            /// The union `str.crate.self.Union`, to be written.
            #[allow(non_camel_case_types, reason = "named as in the schema")]
            #[allow(clippy::upper_case_acronyms, reason = "named as in the schema")]
            #[derive(Clone, Copy, Debug, Default, PartialEq)]
            pub enum UnionDraft<'a> {
                /// No member.
                #[default]
                None,
                /// A `str.crate.self.Draft`.
                None_(&'a DraftDraft<'a>),
                /// A `str.crate.self.Draft`.
                Unknown_(&'a DraftDraft<'a>),
                /// A `str.crate.self.holder`.
                ABC(&'a HolderDraft<'a>),
                /// A `str.crate.self.Draft`.
                Self_(&'a DraftDraft<'a>),
                /// A `str.crate.self.Some_Type`.
                Under_score(&'a Some_TypeDraft),
                /// A `str.crate.self.Draft`.
                Draft(&'a DraftDraft<'a>),
            }

            impl UnionDraft<'_> {
                /// The number that the schema gives the member, 0 if there is none.
                #[inline]
                #[must_use]
                pub const fn number(&self) -> u8 {
                    match self {
                        Self::None => 0,
                        Self::None_(_) => 1,
                        Self::Unknown_(_) => 2,
                        Self::ABC(_) => 3,
                        Self::Self_(_) => 4,
                        Self::Under_score(_) => 5,
                        Self::Draft(_) => 6,
                    }
                }

                /// Places the member. Answers where it is, if there is one.
                #[inline]
                pub fn place<TT: ::flatstream_schema::Target>(
                    &self,
                    target: &mut TT,
                ) -> ::core::option::Option<usize> {
                    ::core::option::Option::Some(match self {
                        Self::None => return ::core::option::Option::None,
                        Self::None_(draft) => ::flatstream_schema::Draft::place(draft, target),
                        Self::Unknown_(draft) => ::flatstream_schema::Draft::place(draft, target),
                        Self::ABC(draft) => ::flatstream_schema::Draft::place(draft, target),
                        Self::Self_(draft) => ::flatstream_schema::Draft::place(draft, target),
                        Self::Under_score(draft) => {
                            ::flatstream_schema::Draft::place(draft, target)
                        }
                        Self::Draft(draft) => ::flatstream_schema::Draft::place(draft, target),
                    })
                }
            }

            /// A verified `str.crate.self.Union`.
            #[allow(non_camel_case_types, reason = "named as in the schema")]
            #[allow(clippy::upper_case_acronyms, reason = "named as in the schema")]
            #[derive(Clone, Copy, Debug)]
            pub enum UnionView<'p> {
                /// No member.
                None,
                /// A `str.crate.self.Draft`.
                None_(DraftView<'p>),
                /// A `str.crate.self.Draft`.
                Unknown_(DraftView<'p>),
                /// A `str.crate.self.holder`.
                ABC(HolderView<'p>),
                /// A `str.crate.self.Draft`.
                Self_(DraftView<'p>),
                /// A `str.crate.self.Some_Type`.
                Under_score(Some_TypeView<'p>),
                /// A `str.crate.self.Draft`.
                Draft(DraftView<'p>),
                /// The number of a member that the schema did not have yet.
                Unknown(u8),
            }

            #[expect(unsafe_code, reason = "what was verified is not looked at again")]
            impl<'p> ::flatstream_schema::Union<'p> for UnionView<'p> {
                #[inline]
                fn check(
                    check: &mut ::flatstream_schema::Check<'_>,
                    number: u8,
                    member: ::core::option::Option<usize>,
                ) -> bool {
                    match number {
                        1 => check.table::<DraftView<'_>, 4>(member),
                        2 => check.table::<DraftView<'_>, 4>(member),
                        3 => check.table::<HolderView<'_>, 27>(member),
                        4 => check.table::<DraftView<'_>, 4>(member),
                        5 => check.table::<Some_TypeView<'_>, 2>(member),
                        6 => check.table::<DraftView<'_>, 4>(member),
                        _ => true,
                    }
                }

                fn run_verifier(
                    number: u8,
                    verifier: &mut ::flatstream_schema::flatbuffers::Verifier<'_, '_>,
                    position: usize,
                ) -> ::flatstream_schema::rules::Verdict {
                    match number {
                        1 => ::flatstream_schema::rules::member::<DraftView<'static>>(
                            verifier,
                            "Union::None_",
                            position,
                        ),
                        2 => ::flatstream_schema::rules::member::<DraftView<'static>>(
                            verifier,
                            "Union::Unknown_",
                            position,
                        ),
                        3 => ::flatstream_schema::rules::member::<
                            ::flatstream_schema::rules::Outer<HolderView<'static>>,
                        >(verifier, "Union::ABC", position),
                        4 => ::flatstream_schema::rules::member::<DraftView<'static>>(
                            verifier,
                            "Union::Self_",
                            position,
                        ),
                        5 => ::flatstream_schema::rules::member::<Some_TypeView<'static>>(
                            verifier,
                            "Union::Under_score",
                            position,
                        ),
                        6 => ::flatstream_schema::rules::member::<DraftView<'static>>(
                            verifier,
                            "Union::Draft",
                            position,
                        ),
                        _ => ::core::result::Result::Ok(()),
                    }
                }

                #[inline]
                unsafe fn read<V>(
                    number: u8,
                    table: &::flatstream_schema::TableView<'p, V>,
                    member: usize,
                ) -> Self {
                    let found = match number {
                        0 => return Self::None,
                        // SAFETY: number 1 is a `str.crate.self.Draft`, the caller promises.
                        1 => unsafe { table.table(member) }.map(Self::None_),
                        // SAFETY: number 2 is a `str.crate.self.Draft`, the caller promises.
                        2 => unsafe { table.table(member) }.map(Self::Unknown_),
                        // SAFETY: number 3 is a `str.crate.self.holder`, the caller promises.
                        3 => unsafe { table.table(member) }.map(Self::ABC),
                        // SAFETY: number 4 is a `str.crate.self.Draft`, the caller promises.
                        4 => unsafe { table.table(member) }.map(Self::Self_),
                        // SAFETY: number 5 is a `str.crate.self.Some_Type`, the caller promises.
                        5 => unsafe { table.table(member) }.map(Self::Under_score),
                        // SAFETY: number 6 is a `str.crate.self.Draft`, the caller promises.
                        6 => unsafe { table.table(member) }.map(Self::Draft),
                        _ => ::core::option::Option::None,
                    };
                    found.unwrap_or(Self::Unknown(number))
                }
            }

            /// A text: `code()`, [link], <b>html</b>.
            /// - a list
            /// whose item goes on
            ///
            ///   let indented = "no test";
            ///
            /// ```text
            /// panic!("no test")
            /// ```
            #[derive(Clone, Copy, Debug, PartialEq)]
            pub struct DraftDraft<'a> {
                /// The field `target`.
                pub target: ::core::option::Option<&'a str>,
                /// The field `value`.
                pub value: i32,
                /// The field `at`: `Some::T` unless set.
                pub at: Some,
                /// The field `to`.
                pub to: Ok,
            }

            impl DraftDraft<'_> {
                /// With no field present, or only those that are required, empty.
                pub const EMPTY: Self =
                    Self { target: ::core::option::Option::None, value: 0, at: Some::T, to: Ok(0) };
            }

            impl ::core::default::Default for DraftDraft<'_> {
                #[inline]
                fn default() -> Self {
                    Self::EMPTY
                }
            }

            impl ::flatstream_schema::Draft for DraftDraft<'_> {
                const FILE_IDENTIFIER: ::core::option::Option<[u8; 4]> =
                    ::core::option::Option::None;

                #[inline]
                fn place<TT: ::flatstream_schema::Target>(&self, target: &mut TT) -> usize {
                    if !target.enter() {
                        return 0;
                    }
                    let kind = ::flatstream_schema::Kind { number: 2, align: 8, shared: true };
                    let present = [
                        self.target.is_some(),
                        self.value != 0,
                        self.at != Some::T,
                        self.to != Ok(0),
                    ];
                    let key = ::flatstream_schema::key(&present);
                    let slots = [
                        12,
                        24,
                        ::flatstream_schema::slot(present[0], 12),
                        ::flatstream_schema::slot(present[1], 16),
                        ::flatstream_schema::slot(present[2], 20),
                        ::flatstream_schema::slot(present[3], 4),
                    ];
                    let at = target.table(kind, key, &slots, |table: &mut [u8; 24]| {
                        ::flatstream_schema::put(table, 4, self.to);
                        ::flatstream_schema::put(table, 12, 0_u32);
                        ::flatstream_schema::put(table, 16, self.value);
                        ::flatstream_schema::put(table, 20, self.at);
                        ::flatstream_schema::put(table, 21, [0_u8; 3]);
                    });
                    if let ::core::option::Option::Some(value) = self.target {
                        let to = target.text(value);
                        target.link(at + 12, to);
                    }
                    target.leave();
                    at
                }
            }

            impl ::flatstream_schema::Emit for DraftDraft<'_> {
                #[inline]
                fn message_len(&self) -> ::flatstream_schema::Result<usize> {
                    ::flatstream_schema::message_len(self)
                }

                #[inline]
                fn emit(&self, window: &mut [u8]) {
                    ::flatstream_schema::emit(self, window);
                }
            }

            /// A text: `code()`, [link], <b>html</b>.
            /// - a list
            /// whose item goes on
            ///
            ///   let indented = "no test";
            ///
            /// ```text
            /// panic!("no test")
            /// ```
            #[derive(Clone, Copy)]
            pub struct DraftView<'p>(::flatstream_schema::TableView<'p, Self>);

            impl<'p> ::core::convert::From<::flatstream_schema::TableView<'p, Self>> for DraftView<'p> {
                #[inline]
                fn from(table: ::flatstream_schema::TableView<'p, Self>) -> Self {
                    Self(table)
                }
            }

            #[expect(unsafe_code, reason = "what was verified is not looked at again")]
            impl<'p> DraftView<'p> {
                /// The field `target`.
                #[inline]
                pub fn target(&self) -> ::core::option::Option<&'p str> {
                    // SAFETY: by the rules of this view, field 0 is a text.
                    unsafe { self.0.text(0) }
                }

                /// The field `value`.
                #[inline]
                pub fn value(&self) -> i32 {
                    self.0.value(1).unwrap_or(0)
                }

                /// The field `at`.
                #[inline]
                pub fn at(&self) -> Some {
                    self.0.value(2).unwrap_or(Some::T)
                }

                /// The field `to`.
                #[inline]
                pub fn to(&self) -> Ok {
                    self.0.value(3).unwrap_or(Ok(0))
                }
            }

            impl ::core::fmt::Debug for DraftView<'_> {
                fn fmt(&self, f: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result {
                    let mut out = f.debug_struct("DraftView");
                    out.field("target", &self.target());
                    out.field("value", &self.value());
                    out.field("at", &self.at());
                    out.field("to", &self.to());
                    out.finish()
                }
            }

            impl ::flatstream_schema::Checked<4> for DraftView<'_> {
                const SLOTS: [::flatstream_schema::Slot; 4] = [
                    ::flatstream_schema::Slot::OFFSET,
                    ::flatstream_schema::Slot::number(4),
                    ::flatstream_schema::Slot::number(1),
                    ::flatstream_schema::Slot::number(8),
                ];

                #[inline]
                fn references(
                    check: &mut ::flatstream_schema::Check<'_>,
                    table: &::flatstream_schema::Table<'_, 4>,
                ) -> bool {
                    check.text(table.field(0))
                }
            }

            impl ::flatstream_schema::flatbuffers::Verifiable for DraftView<'_> {
                fn run_verifier(
                    verifier: &mut ::flatstream_schema::flatbuffers::Verifier<'_, '_>,
                    position: usize,
                ) -> ::flatstream_schema::rules::Verdict {
                    let table = ::flatstream_schema::rules::Rules::new(verifier, position)?;
                    let table = table.text("target", 0, false)?;
                    let table = table.number::<i32>("value", 1, false)?;
                    let table = table.number::<i8>("at", 2, false)?;
                    let table = table.number::<u64>("to", 3, false)?;
                    table.finish()
                }
            }

            #[expect(unsafe_code, reason = "flatbuffers follows offsets that were verified")]
            impl<'p> ::flatstream_schema::flatbuffers::Follow<'p> for DraftView<'p> {
                type Inner = Self;

                #[inline]
                unsafe fn follow(payload: &'p [u8], at: usize) -> Self {
                    // SAFETY: the caller promises that there is a verified table.
                    Self(unsafe { ::flatstream_schema::TableView::new(payload, at) })
                }
            }

            #[expect(unsafe_code, reason = "what `Compiled` asks for is true by construction")]
            // SAFETY: the checks below come from the schema that the rules and the root have.
            unsafe impl ::flatstream_schema::Compiled for DraftView<'_> {
                type Root<'p> = DraftView<'p>;
                type Rules = DraftView<'static>;
                type Memo = ::flatstream_schema::Memo<DraftView<'static>, 4>;

                const NESTED: bool = false;

                #[inline]
                fn check(payload: &[u8], memo: &mut Self::Memo) -> bool {
                    ::flatstream_schema::Check::root(payload, memo)
                }
            }

            impl ::flatstream_schema::Verified for DraftView<'_> {
                type Root<'p> = DraftView<'p>;
                type Memo = ::flatstream_schema::Memo<DraftView<'static>, 4>;

                #[inline]
                fn verify<'p>(
                    payload: &'p [u8],
                    memo: &mut Self::Memo,
                ) -> ::flatstream_schema::Result<Self::Root<'p>> {
                    ::flatstream_schema::verify::<Self>(payload, memo)
                }
            }

            /// The table `str.crate.self.Some_Type`, to be written.
            #[allow(non_camel_case_types, reason = "named as in the schema")]
            #[derive(Clone, Copy, Debug, PartialEq)]
            pub struct Some_TypeDraft {
                /// The field `option`.
                pub option: Option,
                /// The field `result`.
                pub result: self_::Result,
            }

            impl Some_TypeDraft {
                /// With no field present, or only those that are required, empty.
                pub const EMPTY: Self = Self { option: Option::None, result: self_::Result::Ok };
            }

            impl ::core::default::Default for Some_TypeDraft {
                #[inline]
                fn default() -> Self {
                    Self::EMPTY
                }
            }

            impl ::flatstream_schema::Draft for Some_TypeDraft {
                const FILE_IDENTIFIER: ::core::option::Option<[u8; 4]> =
                    ::core::option::Option::None;

                #[inline]
                fn place<TT: ::flatstream_schema::Target>(&self, target: &mut TT) -> usize {
                    if !target.enter() {
                        return 0;
                    }
                    let kind = ::flatstream_schema::Kind { number: 3, align: 4, shared: true };
                    let present = [self.option != Option::None, self.result != self_::Result::Ok];
                    let key = ::flatstream_schema::key(&present);
                    let slots = [
                        8,
                        12,
                        ::flatstream_schema::slot(present[0], 8),
                        ::flatstream_schema::slot(present[1], 4),
                    ];
                    let at = target.table(kind, key, &slots, |table: &mut [u8; 12]| {
                        ::flatstream_schema::put(table, 4, self.result);
                        ::flatstream_schema::put(table, 8, self.option);
                        ::flatstream_schema::put(table, 9, [0_u8; 3]);
                    });
                    target.leave();
                    at
                }
            }

            impl ::flatstream_schema::Emit for Some_TypeDraft {
                #[inline]
                fn message_len(&self) -> ::flatstream_schema::Result<usize> {
                    ::flatstream_schema::message_len(self)
                }

                #[inline]
                fn emit(&self, window: &mut [u8]) {
                    ::flatstream_schema::emit(self, window);
                }
            }

            /// A verified `str.crate.self.Some_Type`.
            #[allow(non_camel_case_types, reason = "named as in the schema")]
            #[derive(Clone, Copy)]
            pub struct Some_TypeView<'p>(::flatstream_schema::TableView<'p, Self>);

            impl<'p> ::core::convert::From<::flatstream_schema::TableView<'p, Self>> for Some_TypeView<'p> {
                #[inline]
                fn from(table: ::flatstream_schema::TableView<'p, Self>) -> Self {
                    Self(table)
                }
            }

            impl Some_TypeView<'_> {
                /// The field `option`.
                #[inline]
                pub fn option(&self) -> Option {
                    self.0.value(0).unwrap_or(Option::None)
                }

                /// The field `result`.
                #[inline]
                pub fn result(&self) -> self_::Result {
                    self.0.value(1).unwrap_or(self_::Result::Ok)
                }
            }

            impl ::core::fmt::Debug for Some_TypeView<'_> {
                fn fmt(&self, f: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result {
                    let mut out = f.debug_struct("Some_TypeView");
                    out.field("option", &self.option());
                    out.field("result", &self.result());
                    out.finish()
                }
            }

            impl ::flatstream_schema::Checked<2> for Some_TypeView<'_> {
                const SLOTS: [::flatstream_schema::Slot; 2] =
                    [::flatstream_schema::Slot::number(1), ::flatstream_schema::Slot::number(4)];

                #[inline]
                fn references(
                    _: &mut ::flatstream_schema::Check<'_>,
                    _: &::flatstream_schema::Table<'_, 2>,
                ) -> bool {
                    true
                }
            }

            impl ::flatstream_schema::flatbuffers::Verifiable for Some_TypeView<'_> {
                fn run_verifier(
                    verifier: &mut ::flatstream_schema::flatbuffers::Verifier<'_, '_>,
                    position: usize,
                ) -> ::flatstream_schema::rules::Verdict {
                    let table = ::flatstream_schema::rules::Rules::new(verifier, position)?;
                    let table = table.number::<u8>("option", 0, false)?;
                    let table = table.number::<i32>("result", 1, false)?;
                    table.finish()
                }
            }

            #[expect(unsafe_code, reason = "flatbuffers follows offsets that were verified")]
            impl<'p> ::flatstream_schema::flatbuffers::Follow<'p> for Some_TypeView<'p> {
                type Inner = Self;

                #[inline]
                unsafe fn follow(payload: &'p [u8], at: usize) -> Self {
                    // SAFETY: the caller promises that there is a verified table.
                    Self(unsafe { ::flatstream_schema::TableView::new(payload, at) })
                }
            }

            #[expect(unsafe_code, reason = "what `Compiled` asks for is true by construction")]
            // SAFETY: the checks below come from the schema that the rules and the root have.
            unsafe impl ::flatstream_schema::Compiled for Some_TypeView<'_> {
                type Root<'p> = Some_TypeView<'p>;
                type Rules = Some_TypeView<'static>;
                type Memo = ::flatstream_schema::Memo<Some_TypeView<'static>, 2>;

                const NESTED: bool = false;

                #[inline]
                fn check(payload: &[u8], memo: &mut Self::Memo) -> bool {
                    ::flatstream_schema::Check::root(payload, memo)
                }
            }

            impl ::flatstream_schema::Verified for Some_TypeView<'_> {
                type Root<'p> = Some_TypeView<'p>;
                type Memo = ::flatstream_schema::Memo<Some_TypeView<'static>, 2>;

                #[inline]
                fn verify<'p>(
                    payload: &'p [u8],
                    memo: &mut Self::Memo,
                ) -> ::flatstream_schema::Result<Self::Root<'p>> {
                    ::flatstream_schema::verify::<Self>(payload, memo)
                }
            }

            /// The table `str.crate.self.holder`, to be written.
            #[derive(Clone, Copy, Debug, PartialEq)]
            pub struct HolderDraft<'a> {
                /// The field `target`.
                pub target: ::core::option::Option<T>,
                /// The field `at`.
                pub at: ::core::option::Option<&'a str>,
                /// The field `slots`.
                pub slots: ::core::option::Option<&'a [T]>,
                /// The field `table_`.
                pub table_: ::core::option::Option<&'a [DraftDraft<'a>]>,
                /// The field `present`.
                pub present: Option,
                /// The field `kind`.
                pub kind: Some,
                /// The field `key`.
                pub key: i32,
                /// The field `layout`.
                pub layout: bool,
                /// The field `value`.
                pub value: ::core::option::Option<&'a DraftDraft<'a>>,
                /// The field `to`.
                pub to: ::core::option::Option<&'a [&'a str]>,
                /// The field `draft`.
                pub draft: UnionDraft<'a>,
                /// The field `self_`.
                pub self_: ::core::option::Option<Under_score>,
                /// The field `crate_`.
                pub crate_: f64,
                /// The field `super_`: `true` unless set.
                pub super_: bool,
                /// The field `type_`.
                pub type_: ::core::option::Option<String>,
                /// The field `fn_`.
                pub fn_: ::core::option::Option<Default>,
                /// The field `usize`.
                pub usize: u64,
                /// The field `colour`.
                pub colour: RGB,
                /// The field `number`.
                pub number: ::core::option::Option<i32>,
                /// The field `ok`.
                pub ok: Ok,
                /// The field `two_lines`.
                pub two_lines: i32,
                /// The field `f`.
                pub f: i32,
                /// The field `out`.
                pub out: ::core::option::Option<&'a [Ok]>,
                /// The field `payload`.
                ///
                /// A finished message with a `str.crate.self.Draft` at its root.
                pub payload: ::core::option::Option<&'a [u8]>,
                /// The field `payload_nested`.
                pub payload_nested: i32,
            }

            impl HolderDraft<'_> {
                /// With no field present, or only those that are required, empty.
                pub const EMPTY: Self = Self {
                    target: ::core::option::Option::None,
                    at: ::core::option::Option::None,
                    slots: ::core::option::Option::None,
                    table_: ::core::option::Option::None,
                    present: Option::None,
                    kind: Some::Zero,
                    key: 0,
                    layout: false,
                    value: ::core::option::Option::None,
                    to: ::core::option::Option::None,
                    draft: UnionDraft::None,
                    self_: ::core::option::Option::None,
                    crate_: 0.0,
                    super_: true,
                    type_: ::core::option::Option::None,
                    fn_: ::core::option::Option::None,
                    usize: 0,
                    colour: RGB::RED,
                    number: ::core::option::Option::None,
                    ok: Ok(0),
                    two_lines: 0,
                    f: 0,
                    out: ::core::option::Option::None,
                    payload: ::core::option::Option::None,
                    payload_nested: 0,
                };
            }

            impl ::core::default::Default for HolderDraft<'_> {
                #[inline]
                fn default() -> Self {
                    Self::EMPTY
                }
            }

            impl ::flatstream_schema::Draft for HolderDraft<'_> {
                const FILE_IDENTIFIER: ::core::option::Option<[u8; 4]> =
                    ::core::option::Option::None;

                #[inline]
                fn place<TT: ::flatstream_schema::Target>(&self, target: &mut TT) -> usize {
                    if !target.enter() {
                        return 0;
                    }
                    let kind = ::flatstream_schema::Kind { number: 4, align: 8, shared: true };
                    let present = [
                        self.target.is_some(),
                        self.at.is_some(),
                        self.slots.is_some(),
                        self.table_.is_some(),
                        self.present != Option::None,
                        self.kind != Some::Zero,
                        self.key != 0,
                        self.layout,
                        self.value.is_some(),
                        self.to.is_some(),
                        self.draft.number() != 0,
                        self.self_.is_some(),
                        self.crate_ != 0.0,
                        !self.super_,
                        self.type_.is_some(),
                        self.fn_.is_some(),
                        self.usize != 0,
                        self.colour != RGB::RED,
                        self.number.is_some(),
                        self.ok != Ok(0),
                        self.two_lines != 0,
                        self.f != 0,
                        self.out.is_some(),
                        self.payload.is_some(),
                        self.payload_nested != 0,
                    ];
                    let key = ::flatstream_schema::key(&present);
                    let slots = [
                        58,
                        124,
                        ::flatstream_schema::slot(present[0], 28),
                        ::flatstream_schema::slot(present[1], 36),
                        ::flatstream_schema::slot(present[2], 40),
                        ::flatstream_schema::slot(present[3], 44),
                        ::flatstream_schema::slot(present[4], 116),
                        ::flatstream_schema::slot(present[5], 117),
                        ::flatstream_schema::slot(present[6], 48),
                        ::flatstream_schema::slot(present[7], 118),
                        ::flatstream_schema::slot(present[8], 52),
                        ::flatstream_schema::slot(present[9], 56),
                        ::flatstream_schema::slot(present[10], 119),
                        ::flatstream_schema::slot(present[10], 60),
                        ::flatstream_schema::slot(present[11], 64),
                        ::flatstream_schema::slot(present[12], 4),
                        ::flatstream_schema::slot(present[13], 120),
                        ::flatstream_schema::slot(present[14], 68),
                        ::flatstream_schema::slot(present[15], 76),
                        ::flatstream_schema::slot(present[16], 12),
                        ::flatstream_schema::slot(present[17], 121),
                        ::flatstream_schema::slot(present[18], 92),
                        0,
                        ::flatstream_schema::slot(present[19], 20),
                        ::flatstream_schema::slot(present[20], 96),
                        ::flatstream_schema::slot(present[21], 100),
                        ::flatstream_schema::slot(present[22], 104),
                        ::flatstream_schema::slot(present[23], 108),
                        ::flatstream_schema::slot(present[24], 112),
                    ];
                    let at = target.table(kind, key, &slots, |table: &mut [u8; 124]| {
                        ::flatstream_schema::put(table, 4, self.crate_);
                        ::flatstream_schema::put(table, 12, self.usize);
                        ::flatstream_schema::put(table, 20, self.ok);
                        ::flatstream_schema::put(table, 28, self.target.unwrap_or(T::EMPTY));
                        ::flatstream_schema::put(table, 36, [0_u32; 3]);
                        ::flatstream_schema::put(table, 48, self.key);
                        ::flatstream_schema::put(table, 52, [0_u32; 3]);
                        ::flatstream_schema::put(
                            table,
                            64,
                            self.self_.unwrap_or(Under_score::EMPTY),
                        );
                        ::flatstream_schema::put(table, 68, self.type_.unwrap_or(String::EMPTY));
                        ::flatstream_schema::put(table, 76, self.fn_.unwrap_or(Default::EMPTY));
                        ::flatstream_schema::put(table, 92, self.number.unwrap_or(0));
                        ::flatstream_schema::put(table, 96, self.two_lines);
                        ::flatstream_schema::put(table, 100, self.f);
                        ::flatstream_schema::put(table, 104, [0_u32; 2]);
                        ::flatstream_schema::put(table, 112, self.payload_nested);
                        ::flatstream_schema::put(table, 116, self.present);
                        ::flatstream_schema::put(table, 117, self.kind);
                        ::flatstream_schema::put(table, 118, self.layout);
                        ::flatstream_schema::put(table, 119, self.draft.number());
                        ::flatstream_schema::put(table, 120, self.super_);
                        ::flatstream_schema::put(table, 121, self.colour);
                        ::flatstream_schema::put(table, 122, [0_u8; 2]);
                    });
                    if let ::core::option::Option::Some(value) = self.at {
                        let to = target.text(value);
                        target.link(at + 36, to);
                    }
                    if let ::core::option::Option::Some(value) = self.slots {
                        let to = target.elements(value, 4);
                        target.link(at + 40, to);
                    }
                    if let ::core::option::Option::Some(value) = self.table_ {
                        let to = target.tables(value);
                        target.link(at + 44, to);
                    }
                    if let ::core::option::Option::Some(value) = self.value {
                        let to = ::flatstream_schema::Draft::place(value, target);
                        target.link(at + 52, to);
                    }
                    if let ::core::option::Option::Some(value) = self.to {
                        let to = target.texts(value);
                        target.link(at + 56, to);
                    }
                    if let ::core::option::Option::Some(to) = self.draft.place(target) {
                        target.link(at + 60, to);
                    }
                    if let ::core::option::Option::Some(value) = self.out {
                        let to = target.elements(value, 8);
                        target.link(at + 104, to);
                    }
                    if let ::core::option::Option::Some(value) = self.payload {
                        let to = target.elements(value, 32);
                        target.link(at + 108, to);
                    }
                    target.leave();
                    at
                }
            }

            impl ::flatstream_schema::Emit for HolderDraft<'_> {
                #[inline]
                fn message_len(&self) -> ::flatstream_schema::Result<usize> {
                    ::flatstream_schema::message_len(self)
                }

                #[inline]
                fn emit(&self, window: &mut [u8]) {
                    ::flatstream_schema::emit(self, window);
                }
            }

            /// A verified `str.crate.self.holder`.
            #[derive(Clone, Copy)]
            pub struct HolderView<'p>(::flatstream_schema::TableView<'p, Self>);

            impl<'p> ::core::convert::From<::flatstream_schema::TableView<'p, Self>> for HolderView<'p> {
                #[inline]
                fn from(table: ::flatstream_schema::TableView<'p, Self>) -> Self {
                    Self(table)
                }
            }

            #[expect(unsafe_code, reason = "what was verified is not looked at again")]
            impl<'p> HolderView<'p> {
                /// The field `target`.
                #[inline]
                pub fn target(&self) -> ::core::option::Option<T> {
                    self.0.value(0)
                }

                /// The field `at`.
                #[inline]
                pub fn at(&self) -> ::core::option::Option<&'p str> {
                    // SAFETY: by the rules of this view, field 1 is a text.
                    unsafe { self.0.text(1) }
                }

                /// The field `slots`.
                #[inline]
                pub fn slots(
                    &self,
                ) -> ::core::option::Option<::flatstream_schema::Elements<'p, T>> {
                    self.0.elements(2)
                }

                /// The field `table_`.
                #[inline]
                pub fn table_(
                    &self,
                ) -> ::core::option::Option<::flatstream_schema::Tables<'p, DraftView<'p>>>
                {
                    // SAFETY: by the rules of this view,
                    // field 3 is a vector of `str.crate.self.Draft`.
                    unsafe { self.0.tables(3) }
                }

                /// The field `present`.
                #[inline]
                pub fn present(&self) -> Option {
                    self.0.value(4).unwrap_or(Option::None)
                }

                /// The field `kind`.
                #[inline]
                pub fn kind(&self) -> Some {
                    self.0.value(5).unwrap_or(Some::Zero)
                }

                /// The field `key`.
                #[inline]
                pub fn key(&self) -> i32 {
                    self.0.value(6).unwrap_or(0)
                }

                /// The field `layout`.
                #[inline]
                pub fn layout(&self) -> bool {
                    self.0.value(7).unwrap_or(false)
                }

                /// The field `value`.
                #[inline]
                pub fn value(&self) -> ::core::option::Option<DraftView<'p>> {
                    // SAFETY: by the rules of this view, field 8 is a `str.crate.self.Draft`.
                    unsafe { self.0.table(8) }
                }

                /// The field `to`.
                #[inline]
                pub fn to(&self) -> ::core::option::Option<::flatstream_schema::Texts<'p>> {
                    // SAFETY: by the rules of this view, field 9 is a vector of texts.
                    unsafe { self.0.texts(9) }
                }

                /// The number of the union's member; 0 where it has none.
                #[inline]
                pub fn draft_type(&self) -> u8 {
                    self.0.value(10).unwrap_or(0)
                }

                /// The field `draft`.
                #[inline]
                pub fn draft(&self) -> UnionView<'p> {
                    // SAFETY: by the rules of this view,
                    // fields 10 and 11 are a `str.crate.self.Union`.
                    unsafe { self.0.union(10, 11) }
                }

                /// The field `self`.
                #[inline]
                pub fn self_(&self) -> ::core::option::Option<Under_score> {
                    self.0.value(12)
                }

                /// The field `crate`.
                #[inline]
                pub fn crate_(&self) -> f64 {
                    self.0.value(13).unwrap_or(0.0)
                }

                /// The field `super`.
                #[inline]
                pub fn super_(&self) -> bool {
                    self.0.value(14).unwrap_or(true)
                }

                /// The field `type`.
                #[inline]
                pub fn type_(&self) -> ::core::option::Option<String> {
                    self.0.value(15)
                }

                /// The field `fn`.
                #[inline]
                pub fn fn_(&self) -> ::core::option::Option<Default> {
                    self.0.value(16)
                }

                /// The field `usize`.
                #[inline]
                pub fn usize(&self) -> u64 {
                    self.0.value(17).unwrap_or(0)
                }

                /// The field `colour`.
                #[inline]
                pub fn colour(&self) -> RGB {
                    self.0.value(18).unwrap_or(RGB::RED)
                }

                /// The field `number`.
                #[inline]
                pub fn number(&self) -> ::core::option::Option<i32> {
                    self.0.value(19)
                }

                /// The field `ok`.
                #[inline]
                pub fn ok(&self) -> Ok {
                    self.0.value(21).unwrap_or(Ok(0))
                }

                /// The field `two__lines`.
                #[inline]
                pub fn two_lines(&self) -> i32 {
                    self.0.value(22).unwrap_or(0)
                }

                /// The field `f`.
                #[inline]
                pub fn f(&self) -> i32 {
                    self.0.value(23).unwrap_or(0)
                }

                /// The field `out`.
                #[inline]
                pub fn out(&self) -> ::core::option::Option<::flatstream_schema::Elements<'p, Ok>> {
                    self.0.elements(24)
                }

                /// The field `payload`.
                #[inline]
                pub fn payload(&self) -> ::core::option::Option<&'p [u8]> {
                    self.0.bytes(25)
                }

                /// The message in `payload`, of which the root is a `str.crate.self.Draft`.
                #[inline]
                pub fn payload_nested_(&self) -> ::core::option::Option<DraftView<'p>> {
                    // SAFETY: by the rules of this view,
                    // field 25 is a message with a `str.crate.self.Draft` at its root.
                    unsafe { self.0.nested(25) }
                }

                /// The field `payload_nested`.
                #[inline]
                pub fn payload_nested(&self) -> i32 {
                    self.0.value(26).unwrap_or(0)
                }
            }

            impl ::core::fmt::Debug for HolderView<'_> {
                fn fmt(&self, f: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result {
                    let mut out = f.debug_struct("HolderView");
                    out.field("target", &self.target());
                    out.field("at", &self.at());
                    out.field("slots", &self.slots());
                    out.field("table_", &self.table_());
                    out.field("present", &self.present());
                    out.field("kind", &self.kind());
                    out.field("key", &self.key());
                    out.field("layout", &self.layout());
                    out.field("value", &self.value());
                    out.field("to", &self.to());
                    out.field("draft", &self.draft());
                    out.field("self_", &self.self_());
                    out.field("crate_", &self.crate_());
                    out.field("super_", &self.super_());
                    out.field("type_", &self.type_());
                    out.field("fn_", &self.fn_());
                    out.field("usize", &self.usize());
                    out.field("colour", &self.colour());
                    out.field("number", &self.number());
                    out.field("ok", &self.ok());
                    out.field("two_lines", &self.two_lines());
                    out.field("f", &self.f());
                    out.field("out", &self.out());
                    out.field("payload", &self.payload());
                    out.field("payload_nested", &self.payload_nested());
                    out.finish()
                }
            }

            impl ::flatstream_schema::Checked<27> for HolderView<'_> {
                const SLOTS: [::flatstream_schema::Slot; 27] = [
                    ::flatstream_schema::Slot::structure(8),
                    ::flatstream_schema::Slot::OFFSET,
                    ::flatstream_schema::Slot::OFFSET,
                    ::flatstream_schema::Slot::OFFSET,
                    ::flatstream_schema::Slot::number(1),
                    ::flatstream_schema::Slot::number(1),
                    ::flatstream_schema::Slot::number(4),
                    ::flatstream_schema::Slot::number(1),
                    ::flatstream_schema::Slot::OFFSET,
                    ::flatstream_schema::Slot::OFFSET,
                    ::flatstream_schema::Slot::number(1),
                    ::flatstream_schema::Slot::OFFSET,
                    ::flatstream_schema::Slot::structure(4),
                    ::flatstream_schema::Slot::number(8),
                    ::flatstream_schema::Slot::number(1),
                    ::flatstream_schema::Slot::structure(8),
                    ::flatstream_schema::Slot::structure(16),
                    ::flatstream_schema::Slot::number(8),
                    ::flatstream_schema::Slot::number(1),
                    ::flatstream_schema::Slot::number(4),
                    ::flatstream_schema::Slot::IGNORED,
                    ::flatstream_schema::Slot::number(8),
                    ::flatstream_schema::Slot::number(4),
                    ::flatstream_schema::Slot::number(4),
                    ::flatstream_schema::Slot::OFFSET,
                    ::flatstream_schema::Slot::OFFSET,
                    ::flatstream_schema::Slot::number(4),
                ];

                #[inline]
                fn references(
                    check: &mut ::flatstream_schema::Check<'_>,
                    table: &::flatstream_schema::Table<'_, 27>,
                ) -> bool {
                    check.text(table.field(1))
                        && check.elements(table.field(2), 8, 1)
                        && check.tables::<DraftView<'_>, 4>(table.field(3))
                        && check.table::<DraftView<'_>, 4>(table.field(8))
                        && check.texts(table.field(9))
                        && check.union_of::<UnionView<'_>>(table.field(10), table.field(11))
                        && check.elements(table.field(24), 8, 8)
                        && check.nested::<DraftView<'_>, 4>(table.field(25))
                }
            }

            impl ::flatstream_schema::rules::VerifyOuter for HolderView<'_> {
                fn run_verifier(
                    verifier: &mut ::flatstream_schema::flatbuffers::Verifier<'_, '_>,
                    position: usize,
                ) -> ::flatstream_schema::rules::Verdict {
                    let table = ::flatstream_schema::rules::Rules::new(verifier, position)?;
                    let table = table.structure::<8>("target", 0, false)?;
                    let table = table.text("at", 1, false)?;
                    let table = table.structures::<8>("slots", 2, false)?;
                    let table = table.tables::<DraftView<'static>>("table_", 3, false)?;
                    let table = table.number::<u8>("present", 4, false)?;
                    let table = table.number::<i8>("kind", 5, false)?;
                    let table = table.number::<i32>("key", 6, false)?;
                    let table = table.number::<bool>("layout", 7, false)?;
                    let table = table.table::<DraftView<'static>>("value", 8, false)?;
                    let table = table.texts("to", 9, false)?;
                    let table =
                        table.union::<UnionView<'_>>("draft_type", 10, "draft", 11, false)?;
                    let table = table.structure::<4>("self", 12, false)?;
                    let table = table.number::<f64>("crate", 13, false)?;
                    let table = table.number::<bool>("super", 14, false)?;
                    let table = table.structure::<8>("type", 15, false)?;
                    let table = table.structure::<16>("fn", 16, false)?;
                    let table = table.number::<u64>("usize", 17, false)?;
                    let table = table.number::<u8>("colour", 18, false)?;
                    let table = table.number::<i32>("number", 19, false)?;
                    let table = table.number::<u64>("ok", 21, false)?;
                    let table = table.number::<i32>("two__lines", 22, false)?;
                    let table = table.number::<i32>("f", 23, false)?;
                    let table = table.numbers::<u64>("out", 24, false)?;
                    let table = table.numbers::<u8>("payload", 25, false)?;
                    let table = table.number::<i32>("payload_nested", 26, false)?;
                    table.finish()
                }
            }

            #[expect(unsafe_code, reason = "flatbuffers follows offsets that were verified")]
            impl<'p> ::flatstream_schema::flatbuffers::Follow<'p> for HolderView<'p> {
                type Inner = Self;

                #[inline]
                unsafe fn follow(payload: &'p [u8], at: usize) -> Self {
                    // SAFETY: the caller promises that there is a verified table.
                    Self(unsafe { ::flatstream_schema::TableView::new(payload, at) })
                }
            }

            #[expect(unsafe_code, reason = "what `Compiled` asks for is true by construction")]
            // SAFETY: the checks below come from the schema that the rules and the root have.
            unsafe impl ::flatstream_schema::Compiled for HolderView<'_> {
                type Root<'p> = HolderView<'p>;
                type Rules = ::flatstream_schema::rules::Outer<HolderView<'static>>;
                type Memo = ::flatstream_schema::Memo<HolderView<'static>, 27>;

                const NESTED: bool = true;

                #[inline]
                fn check(payload: &[u8], memo: &mut Self::Memo) -> bool {
                    ::flatstream_schema::Check::root(payload, memo)
                }
            }

            impl ::flatstream_schema::Verified for HolderView<'_> {
                type Root<'p> = HolderView<'p>;
                type Memo = ::flatstream_schema::Memo<HolderView<'static>, 27>;

                #[inline]
                fn verify<'p>(
                    payload: &'p [u8],
                    memo: &mut Self::Memo,
                ) -> ::flatstream_schema::Result<Self::Root<'p>> {
                    ::flatstream_schema::verify::<Self>(payload, memo)
                }
            }

            /// The namespace `str.crate.self.self`.
            #[allow(clippy::module_inception, reason = "named as in the schema")]
            pub mod self_ {
                /// The enum `str.crate.self.self.Result`.
                #[derive(Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
                pub struct Result(pub i32);

                #[allow(non_upper_case_globals, reason = "named as in the schema")]
                impl Result {
                    /// The value `Ok`.
                    pub const Ok: Self = Self(0);
                    /// The value `Err`.
                    pub const Err: Self = Self(1);

                    /// The name of the value; `None` where the schema has none for it.
                    #[must_use]
                    pub const fn variant_name(self) -> ::core::option::Option<&'static str> {
                        ::core::option::Option::Some(match self.0 {
                            0 => "Ok",
                            1 => "Err",
                            _ => return ::core::option::Option::None,
                        })
                    }
                }

                impl ::core::fmt::Debug for Result {
                    fn fmt(&self, f: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result {
                        let ::core::option::Option::Some(name) = self.variant_name() else {
                            return f.debug_tuple("Result").field(&self.0).finish();
                        };
                        f.write_str(name)
                    }
                }

                impl ::flatstream_schema::Fixed for Result {
                    const SIZE: usize = ::core::mem::size_of::<i32>();
                    const ALIGN: usize = <i32 as ::flatstream_schema::Fixed>::ALIGN;

                    #[inline]
                    fn store(self, out: &mut [u8]) {
                        ::flatstream_schema::Fixed::store(self.0, out);
                    }

                    #[inline]
                    fn load(bytes: &[u8]) -> Self {
                        Self(::flatstream_schema::Fixed::load(bytes))
                    }
                }
            }
        }
    }
}
