// Compiled from a FlatBuffers schema by flatstream-codegen. Do not edit.
// @generated

/// The namespace `sensor`.
#[allow(dead_code, unreachable_pub, reason = "a program need not use all of a schema")]
#[allow(clippy::doc_lazy_continuation, rustdoc::all, reason = "comments are the schema's")]
pub mod sensor {
    /// What a sensor measured.
    #[derive(Clone, Copy, Debug, PartialEq)]
    pub struct ReadingDraft<'a> {
        /// The field `sensor`.
        pub sensor: &'a str,
        /// Nanoseconds since 1970.
        pub time_ns: u64,
        /// Absent where the sensor has failed.
        pub celsius: Option<f32>,
        /// Names of what else is known.
        pub tags: Option<&'a [&'a str]>,
    }

    impl ReadingDraft<'_> {
        /// With no field present, or only those that are required, empty.
        pub const EMPTY: Self = Self { sensor: "", time_ns: 0, celsius: None, tags: None };
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
            let kind = ::flatstream_schema::Kind { number: 0, align: 8, shared: false };
            let slots = [
                12,
                24,
                12,
                ::flatstream_schema::slot(self.time_ns != 0, 4),
                ::flatstream_schema::slot(self.celsius.is_some(), 16),
                ::flatstream_schema::slot(self.tags.is_some(), 20),
            ];
            let at = target.table(kind, 0, &slots, |table: &mut [u8; 24]| {
                ::flatstream_schema::put(table, 4, self.time_ns);
                ::flatstream_schema::put(table, 12, 0_u32);
                ::flatstream_schema::put(table, 16, self.celsius.unwrap_or(0.0));
                ::flatstream_schema::put(table, 20, 0_u32);
            });
            let to = target.text(self.sensor);
            target.link(at + 12, to);
            if let Some(value) = self.tags {
                let to = target.texts(value);
                target.link(at + 20, to);
            }
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

    /// What a sensor measured.
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
        /// The field `sensor`.
        #[inline]
        pub fn sensor(&self) -> &'p str {
            // SAFETY: by the rules of this view, field 0 is a text.
            unsafe { self.0.text(0) }.unwrap_or_default()
        }

        /// Nanoseconds since 1970.
        #[inline]
        pub fn time_ns(&self) -> u64 {
            self.0.value(1).unwrap_or(0)
        }

        /// Absent where the sensor has failed.
        #[inline]
        pub fn celsius(&self) -> Option<f32> {
            self.0.value(2)
        }

        /// Names of what else is known.
        #[inline]
        pub fn tags(&self) -> Option<::flatstream_schema::Texts<'p>> {
            // SAFETY: by the rules of this view, field 3 is a vector of texts.
            unsafe { self.0.texts(3) }
        }
    }

    impl ::core::fmt::Debug for ReadingView<'_> {
        fn fmt(&self, f: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result {
            let mut out = f.debug_struct("ReadingView");
            out.field("sensor", &self.sensor());
            out.field("time_ns", &self.time_ns());
            out.field("celsius", &self.celsius());
            out.field("tags", &self.tags());
            out.finish()
        }
    }

    impl ::flatstream_schema::Checked<4> for ReadingView<'_> {
        const SLOTS: [::flatstream_schema::Slot; 4] = [
            ::flatstream_schema::Slot::OFFSET.required(),
            ::flatstream_schema::Slot::number(8),
            ::flatstream_schema::Slot::number(4),
            ::flatstream_schema::Slot::OFFSET,
        ];

        #[inline]
        fn references(
            check: &mut ::flatstream_schema::Check<'_>,
            table: &::flatstream_schema::Table<'_, 4>,
        ) -> bool {
            check.text(table.field(0)) && check.texts(table.field(3))
        }
    }

    impl ::flatstream_schema::flatbuffers::Verifiable for ReadingView<'_> {
        fn run_verifier(
            verifier: &mut ::flatstream_schema::flatbuffers::Verifier<'_, '_>,
            position: usize,
        ) -> ::flatstream_schema::rules::Verdict {
            let table = ::flatstream_schema::rules::Rules::new(verifier, position)?;
            let table = table.text("sensor", 0, true)?;
            let table = table.number::<u64>("time_ns", 1, false)?;
            let table = table.number::<f32>("celsius", 2, false)?;
            let table = table.texts("tags", 3, false)?;
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
        type Memo = ::flatstream_schema::Memo<ReadingView<'static>, 4>;

        const NESTED: bool = false;

        #[inline]
        fn check(payload: &[u8], memo: &mut Self::Memo) -> bool {
            ::flatstream_schema::Check::root(payload, memo)
        }
    }

    impl ::flatstream_schema::Verified for ReadingView<'_> {
        type Root<'p> = ReadingView<'p>;
        type Memo = ::flatstream_schema::Memo<ReadingView<'static>, 4>;

        #[inline]
        fn verify<'p>(
            payload: &'p [u8],
            memo: &mut Self::Memo,
        ) -> ::flatstream_schema::Result<Self::Root<'p>> {
            ::flatstream_schema::verify::<Self>(payload, memo)
        }
    }
}
