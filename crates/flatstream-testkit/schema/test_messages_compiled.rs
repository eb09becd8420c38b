pub mod test_messages {
    use flatstream_schema as rt;
    use flatstream_schema::flatbuffers;
    use rt::{Draft, Emit, Fixed, Kind, Slot, Target, put};

    #[derive(Clone, Copy, Debug, Default, PartialEq)]
    pub struct Point {
        pub x: f64,
        pub y: f64,
        pub z: f64,
    }
    impl Fixed for Point {
        const SIZE: usize = 24;
        const ALIGN: usize = 8;
        #[inline]
        fn store(self, out: &mut [u8]) {
            self.x.store(&mut out[0..8]);
            self.y.store(&mut out[8..16]);
            self.z.store(&mut out[16..24]);
        }
        #[inline]
        fn load(b: &[u8]) -> Self {
            Self { x: f64::load(&b[0..8]), y: f64::load(&b[8..16]), z: f64::load(&b[16..24]) }
        }
    }

    #[derive(Clone, Copy, Debug, PartialEq)]
    pub struct TelemetryDraft {
        pub timestamp: u64,
        pub sequence: u64,
        pub latitude: f64,
        pub longitude: f64,
        pub speed: f32,
        pub heading: f32,
        pub battery: u16,
        pub status: u16,
        pub errors: u32,
        pub uptime: u64,
    }
    impl TelemetryDraft {
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
        fn default() -> Self {
            Self::EMPTY
        }
    }
    impl Draft for TelemetryDraft {
        const FILE_IDENTIFIER: Option<[u8; 4]> = None;
        #[inline]
        fn place<T: Target>(&self, target: &mut T) -> usize {
            const KIND: Kind = Kind { number: 0, align: 8, shared: false };
            let slots = [
                24,
                60,
                rt::slot(self.timestamp != 0, 4),
                rt::slot(self.sequence != 0, 12),
                rt::slot(self.latitude != 0.0, 20),
                rt::slot(self.longitude != 0.0, 28),
                rt::slot(self.speed != 0.0, 44),
                rt::slot(self.heading != 0.0, 48),
                rt::slot(self.battery != 0, 56),
                rt::slot(self.status != 0, 58),
                rt::slot(self.errors != 0, 52),
                rt::slot(self.uptime != 0, 36),
            ];
            target.table(KIND, 0, &slots, |table: &mut [u8; 60]| {
                put(table, 4, self.timestamp);
                put(table, 12, self.sequence);
                put(table, 20, self.latitude);
                put(table, 28, self.longitude);
                put(table, 36, self.uptime);
                put(table, 44, self.speed);
                put(table, 48, self.heading);
                put(table, 52, self.errors);
                put(table, 56, self.battery);
                put(table, 58, self.status);
            })
        }
    }
    impl Emit for TelemetryDraft {
        #[inline]
        fn message_len(&self) -> rt::Result<usize> {
            rt::message_len(self)
        }
        #[inline]
        fn emit(&self, window: &mut [u8]) {
            rt::emit(self, window)
        }
    }

    #[derive(Clone, Copy, Debug, Default, PartialEq)]
    pub struct LogRecordDraft<'a> {
        pub timestamp: u64,
        pub level: u8,
        pub host: Option<&'a str>,
        pub program: Option<&'a str>,
        pub message: Option<&'a str>,
    }
    impl Draft for LogRecordDraft<'_> {
        const FILE_IDENTIFIER: Option<[u8; 4]> = None;
        #[inline]
        fn place<T: Target>(&self, target: &mut T) -> usize {
            const KIND: Kind = Kind { number: 1, align: 8, shared: false };
            let slots = [
                14,
                28,
                rt::slot(self.timestamp != 0, 4),
                rt::slot(self.level != 0, 24),
                rt::slot(self.host.is_some(), 12),
                rt::slot(self.program.is_some(), 16),
                rt::slot(self.message.is_some(), 20),
            ];
            let at = target.table(KIND, 0, &slots, |table: &mut [u8; 28]| {
                put(table, 4, self.timestamp);
                put(table, 12, [0_u32; 3]);
                put(table, 24, self.level);
                put(table, 25, [0_u8; 3]);
            });
            if let Some(text) = self.host {
                let to = target.text(text);
                target.link(at + 12, to);
            }
            if let Some(text) = self.program {
                let to = target.text(text);
                target.link(at + 16, to);
            }
            if let Some(text) = self.message {
                let to = target.text(text);
                target.link(at + 20, to);
            }
            at
        }
    }
    impl Emit for LogRecordDraft<'_> {
        #[inline]
        fn message_len(&self) -> rt::Result<usize> {
            rt::message_len(self)
        }
        #[inline]
        fn emit(&self, window: &mut [u8]) {
            rt::emit(self, window)
        }
    }

    #[derive(Clone, Copy, Debug, Default, PartialEq)]
    pub struct ReadingDraft<'a> {
        pub name: Option<&'a str>,
        pub value: f64,
        pub samples: Option<&'a [f32]>,
    }
    impl Draft for ReadingDraft<'_> {
        const FILE_IDENTIFIER: Option<[u8; 4]> = None;
        #[inline]
        fn place<T: Target>(&self, target: &mut T) -> usize {
            const KIND: Kind = Kind { number: 2, align: 8, shared: true };
            if !target.enter() {
                return 0;
            }
            let present = [self.name.is_some(), self.value != 0.0, self.samples.is_some()];
            let slots = [
                10,
                20,
                rt::slot(present[0], 12),
                rt::slot(present[1], 4),
                rt::slot(present[2], 16),
            ];
            let at = target.table(KIND, rt::key(&present), &slots, |table: &mut [u8; 20]| {
                put(table, 4, self.value);
                put(table, 12, [0_u32; 2]);
            });
            if let Some(text) = self.name {
                let to = target.text(text);
                target.link(at + 12, to);
            }
            if let Some(v) = self.samples {
                let to = target.elements(v, 4);
                target.link(at + 16, to);
            }
            target.leave();
            at
        }
    }

    #[derive(Clone, Copy, Debug, Default, PartialEq)]
    pub struct NestedDraft<'a> {
        pub id: u64,
        pub name: Option<&'a str>,
        pub origin: Option<Point>,
        pub readings: Option<&'a [ReadingDraft<'a>]>,
        pub parent: Option<&'a NestedDraft<'a>>,
    }
    impl Draft for NestedDraft<'_> {
        const FILE_IDENTIFIER: Option<[u8; 4]> = None;
        #[inline]
        fn place<T: Target>(&self, target: &mut T) -> usize {
            const KIND: Kind = Kind { number: 3, align: 8, shared: true };
            if !target.enter() {
                return 0;
            }
            let present = [
                self.id != 0,
                self.name.is_some(),
                self.origin.is_some(),
                self.readings.is_some(),
                self.parent.is_some(),
            ];
            let slots = [
                14,
                48,
                rt::slot(present[0], 4),
                rt::slot(present[1], 36),
                rt::slot(present[2], 12),
                rt::slot(present[3], 40),
                rt::slot(present[4], 44),
            ];
            let at = target.table(KIND, rt::key(&present), &slots, |table: &mut [u8; 48]| {
                put(table, 4, self.id);
                put(table, 12, self.origin.unwrap_or_default());
                put(table, 36, [0_u32; 3]);
            });
            if let Some(text) = self.name {
                let to = target.text(text);
                target.link(at + 36, to);
            }
            if let Some(v) = self.readings {
                let to = target.tables(v);
                target.link(at + 40, to);
            }
            if let Some(v) = self.parent {
                let to = v.place(target);
                target.link(at + 44, to);
            }
            target.leave();
            at
        }
    }
    impl Emit for NestedDraft<'_> {
        #[inline]
        fn message_len(&self) -> rt::Result<usize> {
            rt::message_len(self)
        }
        #[inline]
        fn emit(&self, window: &mut [u8]) {
            rt::emit(self, window)
        }
    }

    // ---- verify
    use rt::{Check, Checked, Table, TableView};
    #[derive(Clone, Copy, Debug)]
    pub struct TelemetryView<'p>(TableView<'p>);
    impl<'p> From<TableView<'p>> for TelemetryView<'p> {
        fn from(t: TableView<'p>) -> Self {
            Self(t)
        }
    }
    impl Checked<10> for TelemetryView<'_> {
        const SLOTS: [Slot; 10] = [
            Slot::number(8),
            Slot::number(8),
            Slot::number(8),
            Slot::number(8),
            Slot::number(4),
            Slot::number(4),
            Slot::number(2),
            Slot::number(2),
            Slot::number(4),
            Slot::number(8),
        ];
        #[inline]
        fn references(_: &mut Check<'_>, _: &Table<'_, 10>) -> bool {
            true
        }
    }
    impl<'p> TelemetryView<'p> {
        #[inline]
        pub fn timestamp(&self) -> u64 {
            self.0.value(0).unwrap_or(0)
        }
        #[inline]
        pub fn sequence(&self) -> u64 {
            self.0.value(1).unwrap_or(0)
        }
        #[inline]
        pub fn uptime(&self) -> u64 {
            self.0.value(9).unwrap_or(0)
        }
    }
    #[derive(Clone, Copy, Debug)]
    pub struct LogRecordView<'p>(TableView<'p>);
    impl Checked<5> for LogRecordView<'_> {
        const SLOTS: [Slot; 5] =
            [Slot::number(8), Slot::number(1), Slot::OFFSET, Slot::OFFSET, Slot::OFFSET];
        #[inline]
        fn references(check: &mut Check<'_>, table: &Table<'_, 5>) -> bool {
            check.text(table.field(2)) && check.text(table.field(3)) && check.text(table.field(4))
        }
    }
    impl<'p> LogRecordView<'p> {
        #[inline]
        pub fn timestamp(&self) -> u64 {
            self.0.value(0).unwrap_or(0)
        }
        #[inline]
        pub fn level(&self) -> u8 {
            self.0.value(1).unwrap_or(0)
        }
        #[inline]
        pub fn message(&self) -> Option<&'p str> {
            unsafe { self.0.text(4) }
        }
    }
    #[derive(Clone, Copy, Debug)]
    pub struct ReadingView<'p>(TableView<'p>);
    impl Checked<3> for ReadingView<'_> {
        const SLOTS: [Slot; 3] = [Slot::OFFSET, Slot::number(8), Slot::OFFSET];
        #[inline]
        fn references(check: &mut Check<'_>, table: &Table<'_, 3>) -> bool {
            check.text(table.field(0)) && check.elements(table.field(2), 4, 4)
        }
    }
    #[derive(Clone, Copy, Debug)]
    pub struct NestedView<'p>(TableView<'p>);
    impl Checked<5> for NestedView<'_> {
        const SLOTS: [Slot; 5] =
            [Slot::number(8), Slot::OFFSET, Slot::structure(24), Slot::OFFSET, Slot::OFFSET];
        #[inline]
        fn references(check: &mut Check<'_>, table: &Table<'_, 5>) -> bool {
            check.text(table.field(1))
                && check.tables::<ReadingView<'_>, 3>(table.field(3))
                && check.table::<NestedView<'_>, 5>(table.field(4))
        }
    }
    macro_rules! compiled {
        ($t:ident $v:ident $n:literal) => {
            unsafe impl rt::Compiled for crate::schema::$t<'_> {
                type Root<'p> = crate::schema::$t<'p>;
                type Memo = rt::Memo<$v<'static>, $n>;
                const NESTED: bool = false;
                #[inline]
                fn check(payload: &[u8], memo: &mut Self::Memo) -> bool {
                    Check::root(payload, memo)
                }
            }
            impl rt::Verified for crate::schema::$t<'_> {
                type Root<'p> = crate::schema::$t<'p>;
                type Memo = rt::Memo<$v<'static>, $n>;
                #[inline]
                fn verify<'p>(
                    payload: &'p [u8],
                    memo: &mut Self::Memo,
                ) -> rt::Result<Self::Root<'p>> {
                    rt::verify::<Self>(payload, memo)
                }
            }
            impl<'p> flatbuffers::Follow<'p> for $v<'p> {
                type Inner = Self;
                #[inline]
                unsafe fn follow(b: &'p [u8], at: usize) -> Self {
                    Self(TableView::new(b, at))
                }
            }
            impl flatbuffers::Verifiable for $v<'_> {
                fn run_verifier(
                    v: &mut flatbuffers::Verifier,
                    pos: usize,
                ) -> Result<(), flatbuffers::InvalidFlatbuffer> {
                    <crate::schema::$t<'_> as flatbuffers::Verifiable>::run_verifier(v, pos)
                }
            }
            unsafe impl rt::Compiled for $v<'_> {
                type Root<'p> = $v<'p>;
                type Memo = rt::Memo<$v<'static>, $n>;
                const NESTED: bool = false;
                #[inline]
                fn check(payload: &[u8], memo: &mut Self::Memo) -> bool {
                    Check::root(payload, memo)
                }
            }
            impl rt::Verified for $v<'_> {
                type Root<'p> = $v<'p>;
                type Memo = rt::Memo<$v<'static>, $n>;
                #[inline]
                fn verify<'p>(
                    payload: &'p [u8],
                    memo: &mut Self::Memo,
                ) -> rt::Result<Self::Root<'p>> {
                    rt::verify::<Self>(payload, memo)
                }
            }
        };
    }
    compiled!(Telemetry TelemetryView 10);
    compiled!(LogRecord LogRecordView 5);
    compiled!(Nested NestedView 5);
}
