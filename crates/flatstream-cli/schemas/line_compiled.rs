// Compiled from a FlatBuffers schema by flatstream-codegen. Do not edit.
// @generated

/// The namespace `flatstream`.
#[allow(dead_code, unreachable_pub, reason = "a program need not use all of a schema")]
#[allow(clippy::doc_lazy_continuation, rustdoc::all, reason = "comments are the schema's")]
pub mod flatstream {
    /// A line of text, or a piece of one that is very long.
    #[derive(Clone, Copy, Debug, PartialEq)]
    pub struct LineDraft<'a> {
        /// Number of the line, from 1.
        pub number: u64,
        /// Where it begins in the text, in bytes.
        pub offset: u64,
        /// The text without its line end.
        pub text: &'a str,
        /// Whether bytes that are not UTF-8 were replaced.
        pub lossy: bool,
        /// Whether the line goes on in the next message.
        pub continues: bool,
        /// When it came, in nanoseconds since 1970, if that was asked for.
        pub time_ns: Option<u64>,
    }

    impl LineDraft<'_> {
        /// With no field present, or only those that are required, empty.
        pub const EMPTY: Self =
            Self { number: 0, offset: 0, text: "", lossy: false, continues: false, time_ns: None };
    }

    impl Default for LineDraft<'_> {
        #[inline]
        fn default() -> Self {
            Self::EMPTY
        }
    }

    impl ::flatstream::schema::Draft for LineDraft<'_> {
        const FILE_IDENTIFIER: Option<[u8; 4]> = Some(*b"LINE");

        #[inline]
        fn place<T: ::flatstream::schema::Target>(&self, target: &mut T) -> usize {
            let kind = ::flatstream::schema::Kind { number: 0, align: 8, shared: false };
            let slots = [
                16,
                36,
                ::flatstream::schema::slot(self.number != 0, 4),
                ::flatstream::schema::slot(self.offset != 0, 12),
                28,
                ::flatstream::schema::slot(self.lossy, 32),
                ::flatstream::schema::slot(self.continues, 33),
                ::flatstream::schema::slot(self.time_ns.is_some(), 20),
            ];
            let at = target.table(kind, 0, &slots, |table: &mut [u8; 36]| {
                ::flatstream::schema::put(table, 4, self.number);
                ::flatstream::schema::put(table, 12, self.offset);
                ::flatstream::schema::put(table, 20, self.time_ns.unwrap_or(0));
                ::flatstream::schema::put(table, 28, 0_u32);
                ::flatstream::schema::put(table, 32, self.lossy);
                ::flatstream::schema::put(table, 33, self.continues);
                ::flatstream::schema::put(table, 34, [0_u8; 2]);
            });
            let to = target.text(self.text);
            target.link(at + 28, to);
            at
        }
    }

    impl ::flatstream::schema::Emit for LineDraft<'_> {
        #[inline]
        fn message_len(&self) -> ::flatstream::schema::Result<usize> {
            ::flatstream::schema::message_len(self)
        }

        #[inline]
        fn emit(&self, window: &mut [u8]) {
            ::flatstream::schema::emit(self, window);
        }
    }
}
