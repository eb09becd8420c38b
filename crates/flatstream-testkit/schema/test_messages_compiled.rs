// Compiled from a FlatBuffers schema by flatstream-codegen. Do not edit.
// @generated

/// The namespace `test_messages`.
#[allow(dead_code, unreachable_pub, reason = "a program need not use all of a schema")]
#[allow(clippy::doc_lazy_continuation, rustdoc::all, reason = "comments are the schema's")]
pub mod test_messages {
    /// The enum `test_messages.Level`.
    #[derive(Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
    pub struct Level(pub u8);

    #[allow(non_upper_case_globals, reason = "named as in the schema")]
    impl Level {
        /// The value `Trace`.
        pub const Trace: Self = Self(0);
        /// The value `Debug`.
        pub const Debug: Self = Self(1);
        /// The value `Info`.
        pub const Info: Self = Self(2);
        /// The value `Warn`.
        pub const Warn: Self = Self(3);
        /// The value `Error`.
        pub const Error: Self = Self(4);

        /// The name of the value; `None` where the schema has none for it.
        #[must_use]
        pub const fn variant_name(self) -> Option<&'static str> {
            Some(match self.0 {
                0 => "Trace",
                1 => "Debug",
                2 => "Info",
                3 => "Warn",
                4 => "Error",
                _ => return None,
            })
        }
    }

    impl ::core::fmt::Debug for Level {
        fn fmt(&self, f: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result {
            let Some(name) = self.variant_name() else {
                return f.debug_tuple("Level").field(&self.0).finish();
            };
            f.write_str(name)
        }
    }

    impl ::flatstream_schema::Fixed for Level {
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

    /// The struct `test_messages.Point`.
    #[derive(Clone, Copy, Debug, PartialEq)]
    pub struct Point {
        /// The field `x`.
        pub x: f64,
        /// The field `y`.
        pub y: f64,
        /// The field `z`.
        pub z: f64,
    }

    impl Point {
        /// Zeros.
        pub const EMPTY: Self = Self { x: 0.0, y: 0.0, z: 0.0 };
    }

    impl Default for Point {
        #[inline]
        fn default() -> Self {
            Self::EMPTY
        }
    }

    impl ::flatstream_schema::Fixed for Point {
        const SIZE: usize = 24;
        const ALIGN: usize = 8;

        #[inline]
        fn store(self, out: &mut [u8]) {
            ::flatstream_schema::Fixed::store(self.x, &mut out[0..8]);
            ::flatstream_schema::Fixed::store(self.y, &mut out[8..16]);
            ::flatstream_schema::Fixed::store(self.z, &mut out[16..24]);
        }

        #[inline]
        fn load(bytes: &[u8]) -> Self {
            Self {
                x: ::flatstream_schema::Fixed::load(&bytes[0..8]),
                y: ::flatstream_schema::Fixed::load(&bytes[8..16]),
                z: ::flatstream_schema::Fixed::load(&bytes[16..24]),
            }
        }
    }

    /// Three strings, as a line of a log file.
    #[derive(Clone, Copy, Debug, PartialEq)]
    pub struct LogRecordDraft<'a> {
        /// The field `timestamp`.
        pub timestamp: u64,
        /// The field `level`.
        pub level: Level,
        /// The field `host`.
        pub host: Option<&'a str>,
        /// The field `program`.
        pub program: Option<&'a str>,
        /// The field `message`.
        pub message: Option<&'a str>,
    }

    impl LogRecordDraft<'_> {
        /// With no field present, or only those that are required, empty.
        pub const EMPTY: Self =
            Self { timestamp: 0, level: Level::Trace, host: None, program: None, message: None };
    }

    impl Default for LogRecordDraft<'_> {
        #[inline]
        fn default() -> Self {
            Self::EMPTY
        }
    }

    impl ::flatstream_schema::Draft for LogRecordDraft<'_> {
        const FILE_IDENTIFIER: Option<[u8; 4]> = None;

        #[inline]
        fn place<T: ::flatstream_schema::Target>(&self, target: &mut T) -> usize {
            let kind = ::flatstream_schema::Kind { number: 0, align: 8, shared: false };
            let slots = [
                14,
                28,
                ::flatstream_schema::slot(self.timestamp != 0, 4),
                ::flatstream_schema::slot(self.level != Level::Trace, 24),
                ::flatstream_schema::slot(self.host.is_some(), 12),
                ::flatstream_schema::slot(self.program.is_some(), 16),
                ::flatstream_schema::slot(self.message.is_some(), 20),
            ];
            let at = target.table(kind, 0, &slots, |table: &mut [u8; 28]| {
                ::flatstream_schema::put(table, 4, self.timestamp);
                ::flatstream_schema::put(table, 12, [0_u32; 3]);
                ::flatstream_schema::put(table, 24, self.level);
                ::flatstream_schema::put(table, 25, [0_u8; 3]);
            });
            if let Some(value) = self.host {
                let to = target.text(value);
                target.link(at + 12, to);
            }
            if let Some(value) = self.program {
                let to = target.text(value);
                target.link(at + 16, to);
            }
            if let Some(value) = self.message {
                let to = target.text(value);
                target.link(at + 20, to);
            }
            at
        }
    }

    impl ::flatstream_schema::Emit for LogRecordDraft<'_> {
        #[inline]
        fn message_len(&self) -> ::flatstream_schema::Result<usize> {
            ::flatstream_schema::message_len(self)
        }

        #[inline]
        fn emit(&self, window: &mut [u8]) {
            ::flatstream_schema::emit(self, window);
        }
    }

    /// Three strings, as a line of a log file.
    #[derive(Clone, Copy)]
    pub struct LogRecordView<'p>(::flatstream_schema::TableView<'p, Self>);

    impl<'p> ::core::convert::From<::flatstream_schema::TableView<'p, Self>> for LogRecordView<'p> {
        #[inline]
        fn from(table: ::flatstream_schema::TableView<'p, Self>) -> Self {
            Self(table)
        }
    }

    #[expect(unsafe_code, reason = "what was verified is not looked at again")]
    impl<'p> LogRecordView<'p> {
        /// The field `timestamp`.
        #[inline]
        pub fn timestamp(&self) -> u64 {
            self.0.value(0).unwrap_or(0)
        }

        /// The field `level`.
        #[inline]
        pub fn level(&self) -> Level {
            self.0.value(1).unwrap_or(Level::Trace)
        }

        /// The field `host`.
        #[inline]
        pub fn host(&self) -> Option<&'p str> {
            // SAFETY: by the rules of this view, field 2 is a text.
            unsafe { self.0.text(2) }
        }

        /// The field `program`.
        #[inline]
        pub fn program(&self) -> Option<&'p str> {
            // SAFETY: by the rules of this view, field 3 is a text.
            unsafe { self.0.text(3) }
        }

        /// The field `message`.
        #[inline]
        pub fn message(&self) -> Option<&'p str> {
            // SAFETY: by the rules of this view, field 4 is a text.
            unsafe { self.0.text(4) }
        }
    }

    impl ::core::fmt::Debug for LogRecordView<'_> {
        fn fmt(&self, f: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result {
            let mut out = f.debug_struct("LogRecordView");
            out.field("timestamp", &self.timestamp());
            out.field("level", &self.level());
            out.field("host", &self.host());
            out.field("program", &self.program());
            out.field("message", &self.message());
            out.finish()
        }
    }

    impl ::flatstream_schema::Checked<5> for LogRecordView<'_> {
        const SLOTS: [::flatstream_schema::Slot; 5] = [
            ::flatstream_schema::Slot::number(8),
            ::flatstream_schema::Slot::number(1),
            ::flatstream_schema::Slot::OFFSET,
            ::flatstream_schema::Slot::OFFSET,
            ::flatstream_schema::Slot::OFFSET,
        ];

        #[inline]
        fn references(
            check: &mut ::flatstream_schema::Check<'_>,
            table: &::flatstream_schema::Table<'_, 5>,
        ) -> bool {
            check.text(table.field(2)) && check.text(table.field(3)) && check.text(table.field(4))
        }
    }

    impl ::flatstream_schema::flatbuffers::Verifiable for LogRecordView<'_> {
        fn run_verifier(
            verifier: &mut ::flatstream_schema::flatbuffers::Verifier<'_, '_>,
            position: usize,
        ) -> ::flatstream_schema::rules::Verdict {
            let table = ::flatstream_schema::rules::Rules::new(verifier, position)?;
            let table = table.number::<u64>("timestamp", 0, false)?;
            let table = table.number::<u8>("level", 1, false)?;
            let table = table.text("host", 2, false)?;
            let table = table.text("program", 3, false)?;
            let table = table.text("message", 4, false)?;
            table.finish()
        }
    }

    #[expect(unsafe_code, reason = "flatbuffers follows offsets that were verified")]
    impl<'p> ::flatstream_schema::flatbuffers::Follow<'p> for LogRecordView<'p> {
        type Inner = Self;

        #[inline]
        unsafe fn follow(payload: &'p [u8], at: usize) -> Self {
            // SAFETY: the caller promises that there is a verified table.
            Self(unsafe { ::flatstream_schema::TableView::new(payload, at) })
        }
    }

    #[expect(unsafe_code, reason = "what `Compiled` asks for is true by construction")]
    // SAFETY: the checks below come from the schema that the rules and the root have.
    unsafe impl ::flatstream_schema::Compiled for LogRecordView<'_> {
        type Root<'p> = LogRecordView<'p>;
        type Rules = LogRecordView<'static>;
        type Memo = ::flatstream_schema::Memo<LogRecordView<'static>, 5>;

        const NESTED: bool = false;

        #[inline]
        fn check(payload: &[u8], memo: &mut Self::Memo) -> bool {
            ::flatstream_schema::Check::root(payload, memo)
        }
    }

    impl ::flatstream_schema::Verified for LogRecordView<'_> {
        type Root<'p> = LogRecordView<'p>;
        type Memo = ::flatstream_schema::Memo<LogRecordView<'static>, 5>;

        #[inline]
        fn verify<'p>(
            payload: &'p [u8],
            memo: &mut Self::Memo,
        ) -> ::flatstream_schema::Result<Self::Root<'p>> {
            ::flatstream_schema::verify::<Self>(payload, memo)
        }
    }

    #[expect(unsafe_code, reason = "what `Compiled` asks for is true by construction")]
    // SAFETY: the checks below come from the schema that the rules and the root have.
    unsafe impl ::flatstream_schema::Compiled for crate::generated::test_messages::LogRecord<'_> {
        type Root<'p> = crate::generated::test_messages::LogRecord<'p>;
        type Rules = crate::generated::test_messages::LogRecord<'static>;
        type Memo = ::flatstream_schema::Memo<LogRecordView<'static>, 5>;

        const NESTED: bool = false;

        #[inline]
        fn check(payload: &[u8], memo: &mut Self::Memo) -> bool {
            ::flatstream_schema::Check::root(payload, memo)
        }
    }

    impl ::flatstream_schema::Verified for crate::generated::test_messages::LogRecord<'_> {
        type Root<'p> = crate::generated::test_messages::LogRecord<'p>;
        type Memo = ::flatstream_schema::Memo<LogRecordView<'static>, 5>;

        #[inline]
        fn verify<'p>(
            payload: &'p [u8],
            memo: &mut Self::Memo,
        ) -> ::flatstream_schema::Result<Self::Root<'p>> {
            ::flatstream_schema::verify::<Self>(payload, memo)
        }
    }

    /// Nested tables, vectors of tables, a struct and recursion.
    #[derive(Clone, Copy, Debug, PartialEq)]
    pub struct NestedDraft<'a> {
        /// The field `id`.
        pub id: u64,
        /// The field `name`.
        pub name: Option<&'a str>,
        /// The field `origin`.
        pub origin: Option<Point>,
        /// The field `readings`.
        pub readings: Option<&'a [ReadingDraft<'a>]>,
        /// The field `parent`.
        pub parent: Option<&'a NestedDraft<'a>>,
    }

    impl NestedDraft<'_> {
        /// With no field present, or only those that are required, empty.
        pub const EMPTY: Self =
            Self { id: 0, name: None, origin: None, readings: None, parent: None };
    }

    impl Default for NestedDraft<'_> {
        #[inline]
        fn default() -> Self {
            Self::EMPTY
        }
    }

    impl ::flatstream_schema::Draft for NestedDraft<'_> {
        const FILE_IDENTIFIER: Option<[u8; 4]> = None;

        #[inline]
        fn place<T: ::flatstream_schema::Target>(&self, target: &mut T) -> usize {
            if !target.enter() {
                return 0;
            }
            let kind = ::flatstream_schema::Kind { number: 1, align: 8, shared: true };
            let present = [
                self.id != 0,
                self.name.is_some(),
                self.origin.is_some(),
                self.readings.is_some(),
                self.parent.is_some(),
            ];
            let key = ::flatstream_schema::key(&present);
            let slots = [
                14,
                48,
                ::flatstream_schema::slot(present[0], 4),
                ::flatstream_schema::slot(present[1], 36),
                ::flatstream_schema::slot(present[2], 12),
                ::flatstream_schema::slot(present[3], 40),
                ::flatstream_schema::slot(present[4], 44),
            ];
            let at = target.table(kind, key, &slots, |table: &mut [u8; 48]| {
                ::flatstream_schema::put(table, 4, self.id);
                ::flatstream_schema::put(table, 12, self.origin.unwrap_or(Point::EMPTY));
                ::flatstream_schema::put(table, 36, [0_u32; 3]);
            });
            if let Some(value) = self.name {
                let to = target.text(value);
                target.link(at + 36, to);
            }
            if let Some(value) = self.readings {
                let to = target.tables(value);
                target.link(at + 40, to);
            }
            if let Some(value) = self.parent {
                let to = ::flatstream_schema::Draft::place(value, target);
                target.link(at + 44, to);
            }
            target.leave();
            at
        }
    }

    impl ::flatstream_schema::Emit for NestedDraft<'_> {
        #[inline]
        fn message_len(&self) -> ::flatstream_schema::Result<usize> {
            ::flatstream_schema::message_len(self)
        }

        #[inline]
        fn emit(&self, window: &mut [u8]) {
            ::flatstream_schema::emit(self, window);
        }
    }

    /// Nested tables, vectors of tables, a struct and recursion.
    #[derive(Clone, Copy)]
    pub struct NestedView<'p>(::flatstream_schema::TableView<'p, Self>);

    impl<'p> ::core::convert::From<::flatstream_schema::TableView<'p, Self>> for NestedView<'p> {
        #[inline]
        fn from(table: ::flatstream_schema::TableView<'p, Self>) -> Self {
            Self(table)
        }
    }

    #[expect(unsafe_code, reason = "what was verified is not looked at again")]
    impl<'p> NestedView<'p> {
        /// The field `id`.
        #[inline]
        pub fn id(&self) -> u64 {
            self.0.value(0).unwrap_or(0)
        }

        /// The field `name`.
        #[inline]
        pub fn name(&self) -> Option<&'p str> {
            // SAFETY: by the rules of this view, field 1 is a text.
            unsafe { self.0.text(1) }
        }

        /// The field `origin`.
        #[inline]
        pub fn origin(&self) -> Option<Point> {
            self.0.value(2)
        }

        /// The field `readings`.
        #[inline]
        pub fn readings(&self) -> Option<::flatstream_schema::Tables<'p, ReadingView<'p>>> {
            // SAFETY: by the rules of this view, field 3 is a vector of `test_messages.Reading`.
            unsafe { self.0.tables(3) }
        }

        /// The field `parent`.
        #[inline]
        pub fn parent(&self) -> Option<NestedView<'p>> {
            // SAFETY: by the rules of this view, field 4 is a `test_messages.Nested`.
            unsafe { self.0.table(4) }
        }
    }

    impl ::core::fmt::Debug for NestedView<'_> {
        fn fmt(&self, f: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result {
            let mut out = f.debug_struct("NestedView");
            out.field("id", &self.id());
            out.field("name", &self.name());
            out.field("origin", &self.origin());
            out.field("readings", &self.readings());
            out.field("parent", &self.parent());
            out.finish()
        }
    }

    impl ::flatstream_schema::Checked<5> for NestedView<'_> {
        const SLOTS: [::flatstream_schema::Slot; 5] = [
            ::flatstream_schema::Slot::number(8),
            ::flatstream_schema::Slot::OFFSET,
            ::flatstream_schema::Slot::structure(24),
            ::flatstream_schema::Slot::OFFSET,
            ::flatstream_schema::Slot::OFFSET,
        ];

        #[inline]
        fn references(
            check: &mut ::flatstream_schema::Check<'_>,
            table: &::flatstream_schema::Table<'_, 5>,
        ) -> bool {
            check.text(table.field(1))
                && check.tables::<ReadingView<'_>, 3>(table.field(3))
                && check.table::<NestedView<'_>, 5>(table.field(4))
        }
    }

    impl ::flatstream_schema::flatbuffers::Verifiable for NestedView<'_> {
        fn run_verifier(
            verifier: &mut ::flatstream_schema::flatbuffers::Verifier<'_, '_>,
            position: usize,
        ) -> ::flatstream_schema::rules::Verdict {
            let table = ::flatstream_schema::rules::Rules::new(verifier, position)?;
            let table = table.number::<u64>("id", 0, false)?;
            let table = table.text("name", 1, false)?;
            let table = table.structure::<24>("origin", 2, false)?;
            let table = table.tables::<ReadingView<'static>>("readings", 3, false)?;
            let table = table.table::<NestedView<'static>>("parent", 4, false)?;
            table.finish()
        }
    }

    #[expect(unsafe_code, reason = "flatbuffers follows offsets that were verified")]
    impl<'p> ::flatstream_schema::flatbuffers::Follow<'p> for NestedView<'p> {
        type Inner = Self;

        #[inline]
        unsafe fn follow(payload: &'p [u8], at: usize) -> Self {
            // SAFETY: the caller promises that there is a verified table.
            Self(unsafe { ::flatstream_schema::TableView::new(payload, at) })
        }
    }

    #[expect(unsafe_code, reason = "what `Compiled` asks for is true by construction")]
    // SAFETY: the checks below come from the schema that the rules and the root have.
    unsafe impl ::flatstream_schema::Compiled for NestedView<'_> {
        type Root<'p> = NestedView<'p>;
        type Rules = NestedView<'static>;
        type Memo = ::flatstream_schema::Memo<NestedView<'static>, 5>;

        const NESTED: bool = false;

        #[inline]
        fn check(payload: &[u8], memo: &mut Self::Memo) -> bool {
            ::flatstream_schema::Check::root(payload, memo)
        }
    }

    impl ::flatstream_schema::Verified for NestedView<'_> {
        type Root<'p> = NestedView<'p>;
        type Memo = ::flatstream_schema::Memo<NestedView<'static>, 5>;

        #[inline]
        fn verify<'p>(
            payload: &'p [u8],
            memo: &mut Self::Memo,
        ) -> ::flatstream_schema::Result<Self::Root<'p>> {
            ::flatstream_schema::verify::<Self>(payload, memo)
        }
    }

    #[expect(unsafe_code, reason = "what `Compiled` asks for is true by construction")]
    // SAFETY: the checks below come from the schema that the rules and the root have.
    unsafe impl ::flatstream_schema::Compiled for crate::generated::test_messages::Nested<'_> {
        type Root<'p> = crate::generated::test_messages::Nested<'p>;
        type Rules = crate::generated::test_messages::Nested<'static>;
        type Memo = ::flatstream_schema::Memo<NestedView<'static>, 5>;

        const NESTED: bool = false;

        #[inline]
        fn check(payload: &[u8], memo: &mut Self::Memo) -> bool {
            ::flatstream_schema::Check::root(payload, memo)
        }
    }

    impl ::flatstream_schema::Verified for crate::generated::test_messages::Nested<'_> {
        type Root<'p> = crate::generated::test_messages::Nested<'p>;
        type Memo = ::flatstream_schema::Memo<NestedView<'static>, 5>;

        #[inline]
        fn verify<'p>(
            payload: &'p [u8],
            memo: &mut Self::Memo,
        ) -> ::flatstream_schema::Result<Self::Root<'p>> {
            ::flatstream_schema::verify::<Self>(payload, memo)
        }
    }

    /// The table `test_messages.Reading`, to be written.
    #[derive(Clone, Copy, Debug, PartialEq)]
    pub struct ReadingDraft<'a> {
        /// The field `name`.
        pub name: Option<&'a str>,
        /// The field `value`.
        pub value: f64,
        /// The field `samples`.
        pub samples: Option<&'a [f32]>,
    }

    impl ReadingDraft<'_> {
        /// With no field present, or only those that are required, empty.
        pub const EMPTY: Self = Self { name: None, value: 0.0, samples: None };
    }

    impl Default for ReadingDraft<'_> {
        #[inline]
        fn default() -> Self {
            Self::EMPTY
        }
    }

    impl ::flatstream_schema::Draft for ReadingDraft<'_> {
        const FILE_IDENTIFIER: Option<[u8; 4]> = None;

        #[inline]
        fn place<T: ::flatstream_schema::Target>(&self, target: &mut T) -> usize {
            if !target.enter() {
                return 0;
            }
            let kind = ::flatstream_schema::Kind { number: 2, align: 8, shared: true };
            let present = [self.name.is_some(), self.value != 0.0, self.samples.is_some()];
            let key = ::flatstream_schema::key(&present);
            let slots = [
                10,
                20,
                ::flatstream_schema::slot(present[0], 12),
                ::flatstream_schema::slot(present[1], 4),
                ::flatstream_schema::slot(present[2], 16),
            ];
            let at = target.table(kind, key, &slots, |table: &mut [u8; 20]| {
                ::flatstream_schema::put(table, 4, self.value);
                ::flatstream_schema::put(table, 12, [0_u32; 2]);
            });
            if let Some(value) = self.name {
                let to = target.text(value);
                target.link(at + 12, to);
            }
            if let Some(value) = self.samples {
                let to = target.elements(value, 4);
                target.link(at + 16, to);
            }
            target.leave();
            at
        }
    }

    impl ::flatstream_schema::Emit for ReadingDraft<'_> {
        #[inline]
        fn message_len(&self) -> ::flatstream_schema::Result<usize> {
            ::flatstream_schema::message_len(self)
        }

        #[inline]
        fn emit(&self, window: &mut [u8]) {
            ::flatstream_schema::emit(self, window);
        }
    }

    /// A verified `test_messages.Reading`.
    #[derive(Clone, Copy)]
    pub struct ReadingView<'p>(::flatstream_schema::TableView<'p, Self>);

    impl<'p> ::core::convert::From<::flatstream_schema::TableView<'p, Self>> for ReadingView<'p> {
        #[inline]
        fn from(table: ::flatstream_schema::TableView<'p, Self>) -> Self {
            Self(table)
        }
    }

    #[expect(unsafe_code, reason = "what was verified is not looked at again")]
    impl<'p> ReadingView<'p> {
        /// The field `name`.
        #[inline]
        pub fn name(&self) -> Option<&'p str> {
            // SAFETY: by the rules of this view, field 0 is a text.
            unsafe { self.0.text(0) }
        }

        /// The field `value`.
        #[inline]
        pub fn value(&self) -> f64 {
            self.0.value(1).unwrap_or(0.0)
        }

        /// The field `samples`.
        #[inline]
        pub fn samples(&self) -> Option<::flatstream_schema::Elements<'p, f32>> {
            self.0.elements(2)
        }
    }

    impl ::core::fmt::Debug for ReadingView<'_> {
        fn fmt(&self, f: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result {
            let mut out = f.debug_struct("ReadingView");
            out.field("name", &self.name());
            out.field("value", &self.value());
            out.field("samples", &self.samples());
            out.finish()
        }
    }

    impl ::flatstream_schema::Checked<3> for ReadingView<'_> {
        const SLOTS: [::flatstream_schema::Slot; 3] = [
            ::flatstream_schema::Slot::OFFSET,
            ::flatstream_schema::Slot::number(8),
            ::flatstream_schema::Slot::OFFSET,
        ];

        #[inline]
        fn references(
            check: &mut ::flatstream_schema::Check<'_>,
            table: &::flatstream_schema::Table<'_, 3>,
        ) -> bool {
            check.text(table.field(0)) && check.elements(table.field(2), 4, 4)
        }
    }

    impl ::flatstream_schema::flatbuffers::Verifiable for ReadingView<'_> {
        fn run_verifier(
            verifier: &mut ::flatstream_schema::flatbuffers::Verifier<'_, '_>,
            position: usize,
        ) -> ::flatstream_schema::rules::Verdict {
            let table = ::flatstream_schema::rules::Rules::new(verifier, position)?;
            let table = table.text("name", 0, false)?;
            let table = table.number::<f64>("value", 1, false)?;
            let table = table.numbers::<f32>("samples", 2, false)?;
            table.finish()
        }
    }

    #[expect(unsafe_code, reason = "flatbuffers follows offsets that were verified")]
    impl<'p> ::flatstream_schema::flatbuffers::Follow<'p> for ReadingView<'p> {
        type Inner = Self;

        #[inline]
        unsafe fn follow(payload: &'p [u8], at: usize) -> Self {
            // SAFETY: the caller promises that there is a verified table.
            Self(unsafe { ::flatstream_schema::TableView::new(payload, at) })
        }
    }

    #[expect(unsafe_code, reason = "what `Compiled` asks for is true by construction")]
    // SAFETY: the checks below come from the schema that the rules and the root have.
    unsafe impl ::flatstream_schema::Compiled for ReadingView<'_> {
        type Root<'p> = ReadingView<'p>;
        type Rules = ReadingView<'static>;
        type Memo = ::flatstream_schema::Memo<ReadingView<'static>, 3>;

        const NESTED: bool = false;

        #[inline]
        fn check(payload: &[u8], memo: &mut Self::Memo) -> bool {
            ::flatstream_schema::Check::root(payload, memo)
        }
    }

    impl ::flatstream_schema::Verified for ReadingView<'_> {
        type Root<'p> = ReadingView<'p>;
        type Memo = ::flatstream_schema::Memo<ReadingView<'static>, 3>;

        #[inline]
        fn verify<'p>(
            payload: &'p [u8],
            memo: &mut Self::Memo,
        ) -> ::flatstream_schema::Result<Self::Root<'p>> {
            ::flatstream_schema::verify::<Self>(payload, memo)
        }
    }

    #[expect(unsafe_code, reason = "what `Compiled` asks for is true by construction")]
    // SAFETY: the checks below come from the schema that the rules and the root have.
    unsafe impl ::flatstream_schema::Compiled for crate::generated::test_messages::Reading<'_> {
        type Root<'p> = crate::generated::test_messages::Reading<'p>;
        type Rules = crate::generated::test_messages::Reading<'static>;
        type Memo = ::flatstream_schema::Memo<ReadingView<'static>, 3>;

        const NESTED: bool = false;

        #[inline]
        fn check(payload: &[u8], memo: &mut Self::Memo) -> bool {
            ::flatstream_schema::Check::root(payload, memo)
        }
    }

    impl ::flatstream_schema::Verified for crate::generated::test_messages::Reading<'_> {
        type Root<'p> = crate::generated::test_messages::Reading<'p>;
        type Memo = ::flatstream_schema::Memo<ReadingView<'static>, 3>;

        #[inline]
        fn verify<'p>(
            payload: &'p [u8],
            memo: &mut Self::Memo,
        ) -> ::flatstream_schema::Result<Self::Root<'p>> {
            ::flatstream_schema::verify::<Self>(payload, memo)
        }
    }

    /// One large vector.
    #[derive(Clone, Copy, Debug, PartialEq)]
    pub struct SamplesDraft<'a> {
        /// The field `channel`.
        pub channel: u32,
        /// The field `values`.
        pub values: Option<&'a [f64]>,
    }

    impl SamplesDraft<'_> {
        /// With no field present, or only those that are required, empty.
        pub const EMPTY: Self = Self { channel: 0, values: None };
    }

    impl Default for SamplesDraft<'_> {
        #[inline]
        fn default() -> Self {
            Self::EMPTY
        }
    }

    impl ::flatstream_schema::Draft for SamplesDraft<'_> {
        const FILE_IDENTIFIER: Option<[u8; 4]> = None;

        #[inline]
        fn place<T: ::flatstream_schema::Target>(&self, target: &mut T) -> usize {
            let kind = ::flatstream_schema::Kind { number: 3, align: 4, shared: false };
            let slots = [
                8,
                12,
                ::flatstream_schema::slot(self.channel != 0, 4),
                ::flatstream_schema::slot(self.values.is_some(), 8),
            ];
            let at = target.table(kind, 0, &slots, |table: &mut [u8; 12]| {
                ::flatstream_schema::put(table, 4, self.channel);
                ::flatstream_schema::put(table, 8, 0_u32);
            });
            if let Some(value) = self.values {
                let to = target.elements(value, 8);
                target.link(at + 8, to);
            }
            at
        }
    }

    impl ::flatstream_schema::Emit for SamplesDraft<'_> {
        #[inline]
        fn message_len(&self) -> ::flatstream_schema::Result<usize> {
            ::flatstream_schema::message_len(self)
        }

        #[inline]
        fn emit(&self, window: &mut [u8]) {
            ::flatstream_schema::emit(self, window);
        }
    }

    /// One large vector.
    #[derive(Clone, Copy)]
    pub struct SamplesView<'p>(::flatstream_schema::TableView<'p, Self>);

    impl<'p> ::core::convert::From<::flatstream_schema::TableView<'p, Self>> for SamplesView<'p> {
        #[inline]
        fn from(table: ::flatstream_schema::TableView<'p, Self>) -> Self {
            Self(table)
        }
    }

    impl<'p> SamplesView<'p> {
        /// The field `channel`.
        #[inline]
        pub fn channel(&self) -> u32 {
            self.0.value(0).unwrap_or(0)
        }

        /// The field `values`.
        #[inline]
        pub fn values(&self) -> Option<::flatstream_schema::Elements<'p, f64>> {
            self.0.elements(1)
        }
    }

    impl ::core::fmt::Debug for SamplesView<'_> {
        fn fmt(&self, f: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result {
            let mut out = f.debug_struct("SamplesView");
            out.field("channel", &self.channel());
            out.field("values", &self.values());
            out.finish()
        }
    }

    impl ::flatstream_schema::Checked<2> for SamplesView<'_> {
        const SLOTS: [::flatstream_schema::Slot; 2] =
            [::flatstream_schema::Slot::number(4), ::flatstream_schema::Slot::OFFSET];

        #[inline]
        fn references(
            check: &mut ::flatstream_schema::Check<'_>,
            table: &::flatstream_schema::Table<'_, 2>,
        ) -> bool {
            check.elements(table.field(1), 8, 8)
        }
    }

    impl ::flatstream_schema::flatbuffers::Verifiable for SamplesView<'_> {
        fn run_verifier(
            verifier: &mut ::flatstream_schema::flatbuffers::Verifier<'_, '_>,
            position: usize,
        ) -> ::flatstream_schema::rules::Verdict {
            let table = ::flatstream_schema::rules::Rules::new(verifier, position)?;
            let table = table.number::<u32>("channel", 0, false)?;
            let table = table.numbers::<f64>("values", 1, false)?;
            table.finish()
        }
    }

    #[expect(unsafe_code, reason = "flatbuffers follows offsets that were verified")]
    impl<'p> ::flatstream_schema::flatbuffers::Follow<'p> for SamplesView<'p> {
        type Inner = Self;

        #[inline]
        unsafe fn follow(payload: &'p [u8], at: usize) -> Self {
            // SAFETY: the caller promises that there is a verified table.
            Self(unsafe { ::flatstream_schema::TableView::new(payload, at) })
        }
    }

    #[expect(unsafe_code, reason = "what `Compiled` asks for is true by construction")]
    // SAFETY: the checks below come from the schema that the rules and the root have.
    unsafe impl ::flatstream_schema::Compiled for SamplesView<'_> {
        type Root<'p> = SamplesView<'p>;
        type Rules = SamplesView<'static>;
        type Memo = ::flatstream_schema::Memo<SamplesView<'static>, 2>;

        const NESTED: bool = false;

        #[inline]
        fn check(payload: &[u8], memo: &mut Self::Memo) -> bool {
            ::flatstream_schema::Check::root(payload, memo)
        }
    }

    impl ::flatstream_schema::Verified for SamplesView<'_> {
        type Root<'p> = SamplesView<'p>;
        type Memo = ::flatstream_schema::Memo<SamplesView<'static>, 2>;

        #[inline]
        fn verify<'p>(
            payload: &'p [u8],
            memo: &mut Self::Memo,
        ) -> ::flatstream_schema::Result<Self::Root<'p>> {
            ::flatstream_schema::verify::<Self>(payload, memo)
        }
    }

    #[expect(unsafe_code, reason = "what `Compiled` asks for is true by construction")]
    // SAFETY: the checks below come from the schema that the rules and the root have.
    unsafe impl ::flatstream_schema::Compiled for crate::generated::test_messages::Samples<'_> {
        type Root<'p> = crate::generated::test_messages::Samples<'p>;
        type Rules = crate::generated::test_messages::Samples<'static>;
        type Memo = ::flatstream_schema::Memo<SamplesView<'static>, 2>;

        const NESTED: bool = false;

        #[inline]
        fn check(payload: &[u8], memo: &mut Self::Memo) -> bool {
            ::flatstream_schema::Check::root(payload, memo)
        }
    }

    impl ::flatstream_schema::Verified for crate::generated::test_messages::Samples<'_> {
        type Root<'p> = crate::generated::test_messages::Samples<'p>;
        type Memo = ::flatstream_schema::Memo<SamplesView<'static>, 2>;

        #[inline]
        fn verify<'p>(
            payload: &'p [u8],
            memo: &mut Self::Memo,
        ) -> ::flatstream_schema::Result<Self::Root<'p>> {
            ::flatstream_schema::verify::<Self>(payload, memo)
        }
    }

    /// Scalars only: 88 bytes when finished with every field set.
    #[derive(Clone, Copy, Debug, PartialEq)]
    pub struct TelemetryDraft {
        /// The field `timestamp`.
        pub timestamp: u64,
        /// The field `sequence`.
        pub sequence: u64,
        /// The field `latitude`.
        pub latitude: f64,
        /// The field `longitude`.
        pub longitude: f64,
        /// The field `speed`.
        pub speed: f32,
        /// The field `heading`.
        pub heading: f32,
        /// The field `battery`.
        pub battery: u16,
        /// The field `status`.
        pub status: u16,
        /// The field `errors`.
        pub errors: u32,
        /// The field `uptime`.
        pub uptime: u64,
    }

    impl TelemetryDraft {
        /// With no field present, or only those that are required, empty.
        pub const EMPTY: Self = Self {
            timestamp: 0,
            sequence: 0,
            latitude: 0.0,
            longitude: 0.0,
            speed: 0.0,
            heading: 0.0,
            battery: 0,
            status: 0,
            errors: 0,
            uptime: 0,
        };
    }

    impl Default for TelemetryDraft {
        #[inline]
        fn default() -> Self {
            Self::EMPTY
        }
    }

    impl ::flatstream_schema::Draft for TelemetryDraft {
        const FILE_IDENTIFIER: Option<[u8; 4]> = None;

        #[inline]
        fn place<T: ::flatstream_schema::Target>(&self, target: &mut T) -> usize {
            let kind = ::flatstream_schema::Kind { number: 4, align: 8, shared: false };
            let slots = [
                24,
                60,
                ::flatstream_schema::slot(self.timestamp != 0, 4),
                ::flatstream_schema::slot(self.sequence != 0, 12),
                ::flatstream_schema::slot(self.latitude != 0.0, 20),
                ::flatstream_schema::slot(self.longitude != 0.0, 28),
                ::flatstream_schema::slot(self.speed != 0.0, 44),
                ::flatstream_schema::slot(self.heading != 0.0, 48),
                ::flatstream_schema::slot(self.battery != 0, 56),
                ::flatstream_schema::slot(self.status != 0, 58),
                ::flatstream_schema::slot(self.errors != 0, 52),
                ::flatstream_schema::slot(self.uptime != 0, 36),
            ];
            target.table(kind, 0, &slots, |table: &mut [u8; 60]| {
                ::flatstream_schema::put(table, 4, self.timestamp);
                ::flatstream_schema::put(table, 12, self.sequence);
                ::flatstream_schema::put(table, 20, self.latitude);
                ::flatstream_schema::put(table, 28, self.longitude);
                ::flatstream_schema::put(table, 36, self.uptime);
                ::flatstream_schema::put(table, 44, self.speed);
                ::flatstream_schema::put(table, 48, self.heading);
                ::flatstream_schema::put(table, 52, self.errors);
                ::flatstream_schema::put(table, 56, self.battery);
                ::flatstream_schema::put(table, 58, self.status);
            })
        }
    }

    impl ::flatstream_schema::Emit for TelemetryDraft {
        #[inline]
        fn message_len(&self) -> ::flatstream_schema::Result<usize> {
            ::flatstream_schema::message_len(self)
        }

        #[inline]
        fn emit(&self, window: &mut [u8]) {
            ::flatstream_schema::emit(self, window);
        }
    }

    /// Scalars only: 88 bytes when finished with every field set.
    #[derive(Clone, Copy)]
    pub struct TelemetryView<'p>(::flatstream_schema::TableView<'p, Self>);

    impl<'p> ::core::convert::From<::flatstream_schema::TableView<'p, Self>> for TelemetryView<'p> {
        #[inline]
        fn from(table: ::flatstream_schema::TableView<'p, Self>) -> Self {
            Self(table)
        }
    }

    impl TelemetryView<'_> {
        /// The field `timestamp`.
        #[inline]
        pub fn timestamp(&self) -> u64 {
            self.0.value(0).unwrap_or(0)
        }

        /// The field `sequence`.
        #[inline]
        pub fn sequence(&self) -> u64 {
            self.0.value(1).unwrap_or(0)
        }

        /// The field `latitude`.
        #[inline]
        pub fn latitude(&self) -> f64 {
            self.0.value(2).unwrap_or(0.0)
        }

        /// The field `longitude`.
        #[inline]
        pub fn longitude(&self) -> f64 {
            self.0.value(3).unwrap_or(0.0)
        }

        /// The field `speed`.
        #[inline]
        pub fn speed(&self) -> f32 {
            self.0.value(4).unwrap_or(0.0)
        }

        /// The field `heading`.
        #[inline]
        pub fn heading(&self) -> f32 {
            self.0.value(5).unwrap_or(0.0)
        }

        /// The field `battery`.
        #[inline]
        pub fn battery(&self) -> u16 {
            self.0.value(6).unwrap_or(0)
        }

        /// The field `status`.
        #[inline]
        pub fn status(&self) -> u16 {
            self.0.value(7).unwrap_or(0)
        }

        /// The field `errors`.
        #[inline]
        pub fn errors(&self) -> u32 {
            self.0.value(8).unwrap_or(0)
        }

        /// The field `uptime`.
        #[inline]
        pub fn uptime(&self) -> u64 {
            self.0.value(9).unwrap_or(0)
        }
    }

    impl ::core::fmt::Debug for TelemetryView<'_> {
        fn fmt(&self, f: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result {
            let mut out = f.debug_struct("TelemetryView");
            out.field("timestamp", &self.timestamp());
            out.field("sequence", &self.sequence());
            out.field("latitude", &self.latitude());
            out.field("longitude", &self.longitude());
            out.field("speed", &self.speed());
            out.field("heading", &self.heading());
            out.field("battery", &self.battery());
            out.field("status", &self.status());
            out.field("errors", &self.errors());
            out.field("uptime", &self.uptime());
            out.finish()
        }
    }

    impl ::flatstream_schema::Checked<10> for TelemetryView<'_> {
        const SLOTS: [::flatstream_schema::Slot; 10] = [
            ::flatstream_schema::Slot::number(8),
            ::flatstream_schema::Slot::number(8),
            ::flatstream_schema::Slot::number(8),
            ::flatstream_schema::Slot::number(8),
            ::flatstream_schema::Slot::number(4),
            ::flatstream_schema::Slot::number(4),
            ::flatstream_schema::Slot::number(2),
            ::flatstream_schema::Slot::number(2),
            ::flatstream_schema::Slot::number(4),
            ::flatstream_schema::Slot::number(8),
        ];

        #[inline]
        fn references(
            _: &mut ::flatstream_schema::Check<'_>,
            _: &::flatstream_schema::Table<'_, 10>,
        ) -> bool {
            true
        }
    }

    impl ::flatstream_schema::flatbuffers::Verifiable for TelemetryView<'_> {
        fn run_verifier(
            verifier: &mut ::flatstream_schema::flatbuffers::Verifier<'_, '_>,
            position: usize,
        ) -> ::flatstream_schema::rules::Verdict {
            let table = ::flatstream_schema::rules::Rules::new(verifier, position)?;
            let table = table.number::<u64>("timestamp", 0, false)?;
            let table = table.number::<u64>("sequence", 1, false)?;
            let table = table.number::<f64>("latitude", 2, false)?;
            let table = table.number::<f64>("longitude", 3, false)?;
            let table = table.number::<f32>("speed", 4, false)?;
            let table = table.number::<f32>("heading", 5, false)?;
            let table = table.number::<u16>("battery", 6, false)?;
            let table = table.number::<u16>("status", 7, false)?;
            let table = table.number::<u32>("errors", 8, false)?;
            let table = table.number::<u64>("uptime", 9, false)?;
            table.finish()
        }
    }

    #[expect(unsafe_code, reason = "flatbuffers follows offsets that were verified")]
    impl<'p> ::flatstream_schema::flatbuffers::Follow<'p> for TelemetryView<'p> {
        type Inner = Self;

        #[inline]
        unsafe fn follow(payload: &'p [u8], at: usize) -> Self {
            // SAFETY: the caller promises that there is a verified table.
            Self(unsafe { ::flatstream_schema::TableView::new(payload, at) })
        }
    }

    #[expect(unsafe_code, reason = "what `Compiled` asks for is true by construction")]
    // SAFETY: the checks below come from the schema that the rules and the root have.
    unsafe impl ::flatstream_schema::Compiled for TelemetryView<'_> {
        type Root<'p> = TelemetryView<'p>;
        type Rules = TelemetryView<'static>;
        type Memo = ::flatstream_schema::Memo<TelemetryView<'static>, 10>;

        const NESTED: bool = false;

        #[inline]
        fn check(payload: &[u8], memo: &mut Self::Memo) -> bool {
            ::flatstream_schema::Check::root(payload, memo)
        }
    }

    impl ::flatstream_schema::Verified for TelemetryView<'_> {
        type Root<'p> = TelemetryView<'p>;
        type Memo = ::flatstream_schema::Memo<TelemetryView<'static>, 10>;

        #[inline]
        fn verify<'p>(
            payload: &'p [u8],
            memo: &mut Self::Memo,
        ) -> ::flatstream_schema::Result<Self::Root<'p>> {
            ::flatstream_schema::verify::<Self>(payload, memo)
        }
    }

    #[expect(unsafe_code, reason = "what `Compiled` asks for is true by construction")]
    // SAFETY: the checks below come from the schema that the rules and the root have.
    unsafe impl ::flatstream_schema::Compiled for crate::generated::test_messages::Telemetry<'_> {
        type Root<'p> = crate::generated::test_messages::Telemetry<'p>;
        type Rules = crate::generated::test_messages::Telemetry<'static>;
        type Memo = ::flatstream_schema::Memo<TelemetryView<'static>, 10>;

        const NESTED: bool = false;

        #[inline]
        fn check(payload: &[u8], memo: &mut Self::Memo) -> bool {
            ::flatstream_schema::Check::root(payload, memo)
        }
    }

    impl ::flatstream_schema::Verified for crate::generated::test_messages::Telemetry<'_> {
        type Root<'p> = crate::generated::test_messages::Telemetry<'p>;
        type Memo = ::flatstream_schema::Memo<TelemetryView<'static>, 10>;

        #[inline]
        fn verify<'p>(
            payload: &'p [u8],
            memo: &mut Self::Memo,
        ) -> ::flatstream_schema::Result<Self::Root<'p>> {
            ::flatstream_schema::verify::<Self>(payload, memo)
        }
    }
}
