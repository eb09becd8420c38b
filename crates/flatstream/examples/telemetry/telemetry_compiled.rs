// Compiled from a FlatBuffers schema by flatstream-codegen. Do not edit.
// @generated

/// The namespace `telemetry`.
#[allow(dead_code, unreachable_pub, reason = "a program need not use all of a schema")]
#[allow(clippy::doc_lazy_continuation, rustdoc::all, reason = "comments are the schema's")]
pub mod telemetry {
    /// A line of a log file, or a piece of one that is very long.
    #[derive(Clone, Copy, Debug, PartialEq)]
    pub struct LogRecordDraft<'a> {
        /// Number of the line, from 1.
        pub line: u64,
        /// Where it begins in the file, in bytes.
        pub offset: u64,
        /// The text without its line end.
        pub text: &'a str,
        /// Whether bytes that are not UTF-8 were replaced.
        pub lossy: bool,
    }

    impl LogRecordDraft<'_> {
        /// With no field present, or only those that are required, empty.
        pub const EMPTY: Self = Self { line: 0, offset: 0, text: "", lossy: false };
    }

    impl Default for LogRecordDraft<'_> {
        #[inline]
        fn default() -> Self {
            Self::EMPTY
        }
    }

    impl ::flatstream::schema::Draft for LogRecordDraft<'_> {
        const FILE_IDENTIFIER: Option<[u8; 4]> = None;

        #[inline]
        fn place<T: ::flatstream::schema::Target>(&self, target: &mut T) -> usize {
            let kind = ::flatstream::schema::Kind { number: 0, align: 8, shared: false };
            let slots = [
                12,
                28,
                ::flatstream::schema::slot(self.line != 0, 4),
                ::flatstream::schema::slot(self.offset != 0, 12),
                20,
                ::flatstream::schema::slot(self.lossy, 24),
            ];
            let at = target.table(kind, 0, &slots, |table: &mut [u8; 28]| {
                ::flatstream::schema::put(table, 4, self.line);
                ::flatstream::schema::put(table, 12, self.offset);
                ::flatstream::schema::put(table, 20, 0_u32);
                ::flatstream::schema::put(table, 24, self.lossy);
                ::flatstream::schema::put(table, 25, [0_u8; 3]);
            });
            let to = target.text(self.text);
            target.link(at + 20, to);
            at
        }
    }

    impl ::flatstream::schema::Emit for LogRecordDraft<'_> {
        #[inline]
        fn message_len(&self) -> ::flatstream::schema::Result<usize> {
            ::flatstream::schema::message_len(self)
        }

        #[inline]
        fn emit(&self, window: &mut [u8]) {
            ::flatstream::schema::emit(self, window);
        }
    }

    /// A line of a log file, or a piece of one that is very long.
    #[derive(Clone, Copy)]
    pub struct LogRecordView<'p>(::flatstream::schema::TableView<'p, Self>);

    impl<'p> ::core::convert::From<::flatstream::schema::TableView<'p, Self>> for LogRecordView<'p> {
        #[inline]
        fn from(table: ::flatstream::schema::TableView<'p, Self>) -> Self {
            Self(table)
        }
    }

    #[expect(unsafe_code, reason = "what was verified is not looked at again")]
    impl<'p> LogRecordView<'p> {
        /// Number of the line, from 1.
        #[inline]
        pub fn line(&self) -> u64 {
            self.0.value(0).unwrap_or(0)
        }

        /// Where it begins in the file, in bytes.
        #[inline]
        pub fn offset(&self) -> u64 {
            self.0.value(1).unwrap_or(0)
        }

        /// The text without its line end.
        #[inline]
        pub fn text(&self) -> &'p str {
            // SAFETY: by the rules of this view, field 2 is a text.
            unsafe { self.0.text(2) }.unwrap_or_default()
        }

        /// Whether bytes that are not UTF-8 were replaced.
        #[inline]
        pub fn lossy(&self) -> bool {
            self.0.value(3).unwrap_or(false)
        }
    }

    impl ::core::fmt::Debug for LogRecordView<'_> {
        fn fmt(&self, f: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result {
            let mut out = f.debug_struct("LogRecordView");
            out.field("line", &self.line());
            out.field("offset", &self.offset());
            out.field("text", &self.text());
            out.field("lossy", &self.lossy());
            out.finish()
        }
    }

    impl ::flatstream::schema::Checked<4> for LogRecordView<'_> {
        const SLOTS: [::flatstream::schema::Slot; 4] = [
            ::flatstream::schema::Slot::number(8),
            ::flatstream::schema::Slot::number(8),
            ::flatstream::schema::Slot::OFFSET.required(),
            ::flatstream::schema::Slot::number(1),
        ];

        #[inline]
        fn references(
            check: &mut ::flatstream::schema::Check<'_>,
            table: &::flatstream::schema::Table<'_, 4>,
        ) -> bool {
            check.text(table.field(2))
        }
    }

    impl ::flatstream::schema::flatbuffers::Verifiable for LogRecordView<'_> {
        fn run_verifier(
            verifier: &mut ::flatstream::schema::flatbuffers::Verifier<'_, '_>,
            position: usize,
        ) -> ::flatstream::schema::rules::Verdict {
            let table = ::flatstream::schema::rules::Rules::new(verifier, position)?;
            let table = table.number::<u64>("line", 0, false)?;
            let table = table.number::<u64>("offset", 1, false)?;
            let table = table.text("text", 2, true)?;
            let table = table.number::<bool>("lossy", 3, false)?;
            table.finish()
        }
    }

    #[expect(unsafe_code, reason = "flatbuffers follows offsets that were verified")]
    impl<'p> ::flatstream::schema::flatbuffers::Follow<'p> for LogRecordView<'p> {
        type Inner = Self;

        #[inline]
        unsafe fn follow(payload: &'p [u8], at: usize) -> Self {
            // SAFETY: the caller promises that there is a verified table.
            Self(unsafe { ::flatstream::schema::TableView::new(payload, at) })
        }
    }

    #[expect(unsafe_code, reason = "what `Compiled` asks for is true by construction")]
    // SAFETY: the checks below come from the schema that the rules and the root have.
    unsafe impl ::flatstream::schema::Compiled for LogRecordView<'_> {
        type Root<'p> = LogRecordView<'p>;
        type Rules = LogRecordView<'static>;
        type Memo = ::flatstream::schema::Memo<LogRecordView<'static>, 4>;

        const NESTED: bool = false;

        #[inline]
        fn check(payload: &[u8], memo: &mut Self::Memo) -> bool {
            ::flatstream::schema::Check::root(payload, memo)
        }
    }

    impl ::flatstream::schema::Verified for LogRecordView<'_> {
        type Root<'p> = LogRecordView<'p>;
        type Memo = ::flatstream::schema::Memo<LogRecordView<'static>, 4>;

        #[inline]
        fn verify<'p>(
            payload: &'p [u8],
            memo: &mut Self::Memo,
        ) -> ::flatstream::schema::Result<Self::Root<'p>> {
            ::flatstream::schema::verify::<Self>(payload, memo)
        }
    }

    /// One sample of this machine and of the sampling process.
    #[derive(Clone, Copy, Debug, PartialEq)]
    pub struct SampleDraft {
        /// Nanoseconds since the epoch.
        pub timestamp_ns: u64,
        /// Index of the sample.
        pub sequence: u64,
        /// Index of the reading that the figures below are from. At high rates
        /// several samples repeat one reading.
        pub reading: u64,
        /// Share of CPU time not idle, 0 to 1, over the last 100 ms or the time
        /// between two samples, whichever is longer. Absent until that has passed.
        pub cpu_busy: Option<f32>,
        /// Average number of running tasks over the last minute.
        pub load_average: f32,
        /// Memory in use and in all, in KiB.
        pub memory_used_kib: u64,
        /// The field `memory_total_kib`.
        pub memory_total_kib: u64,
        /// Bytes over all network interfaces but loopback, since boot.
        pub received_bytes: u64,
        /// The field `sent_bytes`.
        pub sent_bytes: u64,
        /// Resident memory, CPU time, minor page faults and voluntary context
        /// switches of this process.
        pub process_rss_kib: u64,
        /// The field `process_cpu_ms`.
        pub process_cpu_ms: u64,
        /// The field `process_minor_faults`.
        pub process_minor_faults: u64,
        /// The field `process_voluntary_switches`.
        pub process_voluntary_switches: u64,
    }

    impl SampleDraft {
        /// With no field present, or only those that are required, empty.
        pub const EMPTY: Self = Self {
            timestamp_ns: 0,
            sequence: 0,
            reading: 0,
            cpu_busy: None,
            load_average: 0.0,
            memory_used_kib: 0,
            memory_total_kib: 0,
            received_bytes: 0,
            sent_bytes: 0,
            process_rss_kib: 0,
            process_cpu_ms: 0,
            process_minor_faults: 0,
            process_voluntary_switches: 0,
        };
    }

    impl Default for SampleDraft {
        #[inline]
        fn default() -> Self {
            Self::EMPTY
        }
    }

    impl ::flatstream::schema::Draft for SampleDraft {
        const FILE_IDENTIFIER: Option<[u8; 4]> = None;

        #[inline]
        fn place<T: ::flatstream::schema::Target>(&self, target: &mut T) -> usize {
            let kind = ::flatstream::schema::Kind { number: 1, align: 8, shared: false };
            let slots = [
                30,
                100,
                ::flatstream::schema::slot(self.timestamp_ns != 0, 4),
                ::flatstream::schema::slot(self.sequence != 0, 12),
                ::flatstream::schema::slot(self.reading != 0, 20),
                ::flatstream::schema::slot(self.cpu_busy.is_some(), 92),
                ::flatstream::schema::slot(self.load_average != 0.0, 96),
                ::flatstream::schema::slot(self.memory_used_kib != 0, 28),
                ::flatstream::schema::slot(self.memory_total_kib != 0, 36),
                ::flatstream::schema::slot(self.received_bytes != 0, 44),
                ::flatstream::schema::slot(self.sent_bytes != 0, 52),
                ::flatstream::schema::slot(self.process_rss_kib != 0, 60),
                ::flatstream::schema::slot(self.process_cpu_ms != 0, 68),
                ::flatstream::schema::slot(self.process_minor_faults != 0, 76),
                ::flatstream::schema::slot(self.process_voluntary_switches != 0, 84),
            ];
            target.table(kind, 0, &slots, |table: &mut [u8; 100]| {
                ::flatstream::schema::put(table, 4, self.timestamp_ns);
                ::flatstream::schema::put(table, 12, self.sequence);
                ::flatstream::schema::put(table, 20, self.reading);
                ::flatstream::schema::put(table, 28, self.memory_used_kib);
                ::flatstream::schema::put(table, 36, self.memory_total_kib);
                ::flatstream::schema::put(table, 44, self.received_bytes);
                ::flatstream::schema::put(table, 52, self.sent_bytes);
                ::flatstream::schema::put(table, 60, self.process_rss_kib);
                ::flatstream::schema::put(table, 68, self.process_cpu_ms);
                ::flatstream::schema::put(table, 76, self.process_minor_faults);
                ::flatstream::schema::put(table, 84, self.process_voluntary_switches);
                ::flatstream::schema::put(table, 92, self.cpu_busy.unwrap_or(0.0));
                ::flatstream::schema::put(table, 96, self.load_average);
            })
        }
    }

    impl ::flatstream::schema::Emit for SampleDraft {
        #[inline]
        fn message_len(&self) -> ::flatstream::schema::Result<usize> {
            ::flatstream::schema::message_len(self)
        }

        #[inline]
        fn emit(&self, window: &mut [u8]) {
            ::flatstream::schema::emit(self, window);
        }
    }

    /// One sample of this machine and of the sampling process.
    #[derive(Clone, Copy)]
    pub struct SampleView<'p>(::flatstream::schema::TableView<'p, Self>);

    impl<'p> ::core::convert::From<::flatstream::schema::TableView<'p, Self>> for SampleView<'p> {
        #[inline]
        fn from(table: ::flatstream::schema::TableView<'p, Self>) -> Self {
            Self(table)
        }
    }

    impl SampleView<'_> {
        /// Nanoseconds since the epoch.
        #[inline]
        pub fn timestamp_ns(&self) -> u64 {
            self.0.value(0).unwrap_or(0)
        }

        /// Index of the sample.
        #[inline]
        pub fn sequence(&self) -> u64 {
            self.0.value(1).unwrap_or(0)
        }

        /// Index of the reading that the figures below are from. At high rates
        /// several samples repeat one reading.
        #[inline]
        pub fn reading(&self) -> u64 {
            self.0.value(2).unwrap_or(0)
        }

        /// Share of CPU time not idle, 0 to 1, over the last 100 ms or the time
        /// between two samples, whichever is longer. Absent until that has passed.
        #[inline]
        pub fn cpu_busy(&self) -> Option<f32> {
            self.0.value(3)
        }

        /// Average number of running tasks over the last minute.
        #[inline]
        pub fn load_average(&self) -> f32 {
            self.0.value(4).unwrap_or(0.0)
        }

        /// Memory in use and in all, in KiB.
        #[inline]
        pub fn memory_used_kib(&self) -> u64 {
            self.0.value(5).unwrap_or(0)
        }

        /// The field `memory_total_kib`.
        #[inline]
        pub fn memory_total_kib(&self) -> u64 {
            self.0.value(6).unwrap_or(0)
        }

        /// Bytes over all network interfaces but loopback, since boot.
        #[inline]
        pub fn received_bytes(&self) -> u64 {
            self.0.value(7).unwrap_or(0)
        }

        /// The field `sent_bytes`.
        #[inline]
        pub fn sent_bytes(&self) -> u64 {
            self.0.value(8).unwrap_or(0)
        }

        /// Resident memory, CPU time, minor page faults and voluntary context
        /// switches of this process.
        #[inline]
        pub fn process_rss_kib(&self) -> u64 {
            self.0.value(9).unwrap_or(0)
        }

        /// The field `process_cpu_ms`.
        #[inline]
        pub fn process_cpu_ms(&self) -> u64 {
            self.0.value(10).unwrap_or(0)
        }

        /// The field `process_minor_faults`.
        #[inline]
        pub fn process_minor_faults(&self) -> u64 {
            self.0.value(11).unwrap_or(0)
        }

        /// The field `process_voluntary_switches`.
        #[inline]
        pub fn process_voluntary_switches(&self) -> u64 {
            self.0.value(12).unwrap_or(0)
        }
    }

    impl ::core::fmt::Debug for SampleView<'_> {
        fn fmt(&self, f: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result {
            let mut out = f.debug_struct("SampleView");
            out.field("timestamp_ns", &self.timestamp_ns());
            out.field("sequence", &self.sequence());
            out.field("reading", &self.reading());
            out.field("cpu_busy", &self.cpu_busy());
            out.field("load_average", &self.load_average());
            out.field("memory_used_kib", &self.memory_used_kib());
            out.field("memory_total_kib", &self.memory_total_kib());
            out.field("received_bytes", &self.received_bytes());
            out.field("sent_bytes", &self.sent_bytes());
            out.field("process_rss_kib", &self.process_rss_kib());
            out.field("process_cpu_ms", &self.process_cpu_ms());
            out.field("process_minor_faults", &self.process_minor_faults());
            out.field("process_voluntary_switches", &self.process_voluntary_switches());
            out.finish()
        }
    }

    impl ::flatstream::schema::Checked<13> for SampleView<'_> {
        const SLOTS: [::flatstream::schema::Slot; 13] = [
            ::flatstream::schema::Slot::number(8),
            ::flatstream::schema::Slot::number(8),
            ::flatstream::schema::Slot::number(8),
            ::flatstream::schema::Slot::number(4),
            ::flatstream::schema::Slot::number(4),
            ::flatstream::schema::Slot::number(8),
            ::flatstream::schema::Slot::number(8),
            ::flatstream::schema::Slot::number(8),
            ::flatstream::schema::Slot::number(8),
            ::flatstream::schema::Slot::number(8),
            ::flatstream::schema::Slot::number(8),
            ::flatstream::schema::Slot::number(8),
            ::flatstream::schema::Slot::number(8),
        ];

        #[inline]
        fn references(
            _: &mut ::flatstream::schema::Check<'_>,
            _: &::flatstream::schema::Table<'_, 13>,
        ) -> bool {
            true
        }
    }

    impl ::flatstream::schema::flatbuffers::Verifiable for SampleView<'_> {
        fn run_verifier(
            verifier: &mut ::flatstream::schema::flatbuffers::Verifier<'_, '_>,
            position: usize,
        ) -> ::flatstream::schema::rules::Verdict {
            let table = ::flatstream::schema::rules::Rules::new(verifier, position)?;
            let table = table.number::<u64>("timestamp_ns", 0, false)?;
            let table = table.number::<u64>("sequence", 1, false)?;
            let table = table.number::<u64>("reading", 2, false)?;
            let table = table.number::<f32>("cpu_busy", 3, false)?;
            let table = table.number::<f32>("load_average", 4, false)?;
            let table = table.number::<u64>("memory_used_kib", 5, false)?;
            let table = table.number::<u64>("memory_total_kib", 6, false)?;
            let table = table.number::<u64>("received_bytes", 7, false)?;
            let table = table.number::<u64>("sent_bytes", 8, false)?;
            let table = table.number::<u64>("process_rss_kib", 9, false)?;
            let table = table.number::<u64>("process_cpu_ms", 10, false)?;
            let table = table.number::<u64>("process_minor_faults", 11, false)?;
            let table = table.number::<u64>("process_voluntary_switches", 12, false)?;
            table.finish()
        }
    }

    #[expect(unsafe_code, reason = "flatbuffers follows offsets that were verified")]
    impl<'p> ::flatstream::schema::flatbuffers::Follow<'p> for SampleView<'p> {
        type Inner = Self;

        #[inline]
        unsafe fn follow(payload: &'p [u8], at: usize) -> Self {
            // SAFETY: the caller promises that there is a verified table.
            Self(unsafe { ::flatstream::schema::TableView::new(payload, at) })
        }
    }

    #[expect(unsafe_code, reason = "what `Compiled` asks for is true by construction")]
    // SAFETY: the checks below come from the schema that the rules and the root have.
    unsafe impl ::flatstream::schema::Compiled for SampleView<'_> {
        type Root<'p> = SampleView<'p>;
        type Rules = SampleView<'static>;
        type Memo = ::flatstream::schema::Memo<SampleView<'static>, 13>;

        const NESTED: bool = false;

        #[inline]
        fn check(payload: &[u8], memo: &mut Self::Memo) -> bool {
            ::flatstream::schema::Check::root(payload, memo)
        }
    }

    impl ::flatstream::schema::Verified for SampleView<'_> {
        type Root<'p> = SampleView<'p>;
        type Memo = ::flatstream::schema::Memo<SampleView<'static>, 13>;

        #[inline]
        fn verify<'p>(
            payload: &'p [u8],
            memo: &mut Self::Memo,
        ) -> ::flatstream::schema::Result<Self::Root<'p>> {
            ::flatstream::schema::verify::<Self>(payload, memo)
        }
    }
}
