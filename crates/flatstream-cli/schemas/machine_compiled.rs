// Compiled from a FlatBuffers schema by flatstream-codegen. Do not edit.
// @generated

/// The namespace `flatstream`.
#[allow(dead_code, unreachable_pub, reason = "a program need not use all of a schema")]
#[allow(clippy::doc_lazy_continuation, rustdoc::all, reason = "comments are the schema's")]
pub mod flatstream {
    /// A block device, with what went through it since boot.
    #[derive(Clone, Copy, Debug, PartialEq)]
    pub struct DiskDraft<'a> {
        /// The field `name`.
        pub name: &'a str,
        /// The field `reads`.
        pub reads: u64,
        /// The field `read_bytes`.
        pub read_bytes: u64,
        /// The field `writes`.
        pub writes: u64,
        /// The field `written_bytes`.
        pub written_bytes: u64,
    }

    impl DiskDraft<'_> {
        /// With no field present, or only those that are required, empty.
        pub const EMPTY: Self =
            Self { name: "", reads: 0, read_bytes: 0, writes: 0, written_bytes: 0 };
    }

    impl Default for DiskDraft<'_> {
        #[inline]
        fn default() -> Self {
            Self::EMPTY
        }
    }

    impl ::flatstream::schema::Draft for DiskDraft<'_> {
        const FILE_IDENTIFIER: Option<[u8; 4]> = None;

        #[inline]
        fn place<T: ::flatstream::schema::Target>(&self, target: &mut T) -> usize {
            if !target.enter() {
                return 0;
            }
            let kind = ::flatstream::schema::Kind { number: 0, align: 8, shared: true };
            let present =
                [self.reads != 0, self.read_bytes != 0, self.writes != 0, self.written_bytes != 0];
            let key = ::flatstream::schema::key(&present);
            let slots = [
                14,
                40,
                36,
                ::flatstream::schema::slot(present[0], 4),
                ::flatstream::schema::slot(present[1], 12),
                ::flatstream::schema::slot(present[2], 20),
                ::flatstream::schema::slot(present[3], 28),
            ];
            let at = target.table(kind, key, &slots, |table: &mut [u8; 40]| {
                ::flatstream::schema::put(table, 4, self.reads);
                ::flatstream::schema::put(table, 12, self.read_bytes);
                ::flatstream::schema::put(table, 20, self.writes);
                ::flatstream::schema::put(table, 28, self.written_bytes);
                ::flatstream::schema::put(table, 36, 0_u32);
            });
            let to = target.text(self.name);
            target.link(at + 36, to);
            target.leave();
            at
        }
    }

    impl ::flatstream::schema::Emit for DiskDraft<'_> {
        #[inline]
        fn message_len(&self) -> ::flatstream::schema::Result<usize> {
            ::flatstream::schema::message_len(self)
        }

        #[inline]
        fn emit(&self, window: &mut [u8]) {
            ::flatstream::schema::emit(self, window);
        }
    }

    /// Average number of tasks that ran or waited for a CPU or a disk.
    #[derive(Clone, Copy, Debug, PartialEq)]
    pub struct LoadDraft {
        /// The field `one_minute`.
        pub one_minute: f32,
        /// The field `five_minutes`.
        pub five_minutes: f32,
        /// The field `fifteen_minutes`.
        pub fifteen_minutes: f32,
    }

    impl LoadDraft {
        /// With no field present, or only those that are required, empty.
        pub const EMPTY: Self = Self { one_minute: 0.0, five_minutes: 0.0, fifteen_minutes: 0.0 };
    }

    impl Default for LoadDraft {
        #[inline]
        fn default() -> Self {
            Self::EMPTY
        }
    }

    impl ::flatstream::schema::Draft for LoadDraft {
        const FILE_IDENTIFIER: Option<[u8; 4]> = None;

        #[inline]
        fn place<T: ::flatstream::schema::Target>(&self, target: &mut T) -> usize {
            if !target.enter() {
                return 0;
            }
            let kind = ::flatstream::schema::Kind { number: 1, align: 4, shared: true };
            let present =
                [self.one_minute != 0.0, self.five_minutes != 0.0, self.fifteen_minutes != 0.0];
            let key = ::flatstream::schema::key(&present);
            let slots = [
                10,
                16,
                ::flatstream::schema::slot(present[0], 4),
                ::flatstream::schema::slot(present[1], 8),
                ::flatstream::schema::slot(present[2], 12),
            ];
            let at = target.table(kind, key, &slots, |table: &mut [u8; 16]| {
                ::flatstream::schema::put(table, 4, self.one_minute);
                ::flatstream::schema::put(table, 8, self.five_minutes);
                ::flatstream::schema::put(table, 12, self.fifteen_minutes);
            });
            target.leave();
            at
        }
    }

    impl ::flatstream::schema::Emit for LoadDraft {
        #[inline]
        fn message_len(&self) -> ::flatstream::schema::Result<usize> {
            ::flatstream::schema::message_len(self)
        }

        #[inline]
        fn emit(&self, window: &mut [u8]) {
            ::flatstream::schema::emit(self, window);
        }
    }

    /// One look at a machine and at the process that looks.
    #[derive(Clone, Copy, Debug, PartialEq)]
    pub struct MachineDraft<'a> {
        /// Index of the sample, from 0.
        pub sequence: u64,
        /// Nanoseconds since 1970.
        pub time_ns: u64,
        /// Share of all CPU time not idle, 0 to 1, since the sample before. Absent in
        /// the first one, and where the clock of CPU time has not moved since.
        pub cpu_busy: Option<f32>,
        /// The field `load`.
        pub load: Option<&'a LoadDraft>,
        /// The field `memory`.
        pub memory: Option<&'a MemoryDraft>,
        /// Network interfaces in the order of the system, loopback included.
        pub networks: Option<&'a [NetworkDraft<'a>]>,
        /// Block devices, partitions included, that were used since boot.
        pub disks: Option<&'a [DiskDraft<'a>]>,
        /// The field `process`.
        pub process: Option<&'a ProcessDraft>,
    }

    impl MachineDraft<'_> {
        /// With no field present, or only those that are required, empty.
        pub const EMPTY: Self = Self {
            sequence: 0,
            time_ns: 0,
            cpu_busy: None,
            load: None,
            memory: None,
            networks: None,
            disks: None,
            process: None,
        };
    }

    impl Default for MachineDraft<'_> {
        #[inline]
        fn default() -> Self {
            Self::EMPTY
        }
    }

    impl ::flatstream::schema::Draft for MachineDraft<'_> {
        const FILE_IDENTIFIER: Option<[u8; 4]> = Some(*b"MACH");

        #[inline]
        fn place<T: ::flatstream::schema::Target>(&self, target: &mut T) -> usize {
            if !target.enter() {
                return 0;
            }
            let kind = ::flatstream::schema::Kind { number: 2, align: 8, shared: false };
            let slots = [
                20,
                44,
                ::flatstream::schema::slot(self.sequence != 0, 4),
                ::flatstream::schema::slot(self.time_ns != 0, 12),
                ::flatstream::schema::slot(self.cpu_busy.is_some(), 20),
                ::flatstream::schema::slot(self.load.is_some(), 24),
                ::flatstream::schema::slot(self.memory.is_some(), 28),
                ::flatstream::schema::slot(self.networks.is_some(), 32),
                ::flatstream::schema::slot(self.disks.is_some(), 36),
                ::flatstream::schema::slot(self.process.is_some(), 40),
            ];
            let at = target.table(kind, 0, &slots, |table: &mut [u8; 44]| {
                ::flatstream::schema::put(table, 4, self.sequence);
                ::flatstream::schema::put(table, 12, self.time_ns);
                ::flatstream::schema::put(table, 20, self.cpu_busy.unwrap_or(0.0));
                ::flatstream::schema::put(table, 24, [0_u32; 5]);
            });
            if let Some(value) = self.load {
                let to = ::flatstream::schema::Draft::place(value, target);
                target.link(at + 24, to);
            }
            if let Some(value) = self.memory {
                let to = ::flatstream::schema::Draft::place(value, target);
                target.link(at + 28, to);
            }
            if let Some(value) = self.networks {
                let to = target.tables(value);
                target.link(at + 32, to);
            }
            if let Some(value) = self.disks {
                let to = target.tables(value);
                target.link(at + 36, to);
            }
            if let Some(value) = self.process {
                let to = ::flatstream::schema::Draft::place(value, target);
                target.link(at + 40, to);
            }
            target.leave();
            at
        }
    }

    impl ::flatstream::schema::Emit for MachineDraft<'_> {
        #[inline]
        fn message_len(&self) -> ::flatstream::schema::Result<usize> {
            ::flatstream::schema::message_len(self)
        }

        #[inline]
        fn emit(&self, window: &mut [u8]) {
            ::flatstream::schema::emit(self, window);
        }
    }

    /// Memory of the machine.
    #[derive(Clone, Copy, Debug, PartialEq)]
    pub struct MemoryDraft {
        /// The field `total_kib`.
        pub total_kib: u64,
        /// What programs could still have.
        pub available_kib: u64,
        /// The field `swap_total_kib`.
        pub swap_total_kib: u64,
        /// The field `swap_free_kib`.
        pub swap_free_kib: u64,
    }

    impl MemoryDraft {
        /// With no field present, or only those that are required, empty.
        pub const EMPTY: Self =
            Self { total_kib: 0, available_kib: 0, swap_total_kib: 0, swap_free_kib: 0 };
    }

    impl Default for MemoryDraft {
        #[inline]
        fn default() -> Self {
            Self::EMPTY
        }
    }

    impl ::flatstream::schema::Draft for MemoryDraft {
        const FILE_IDENTIFIER: Option<[u8; 4]> = None;

        #[inline]
        fn place<T: ::flatstream::schema::Target>(&self, target: &mut T) -> usize {
            if !target.enter() {
                return 0;
            }
            let kind = ::flatstream::schema::Kind { number: 3, align: 8, shared: true };
            let present = [
                self.total_kib != 0,
                self.available_kib != 0,
                self.swap_total_kib != 0,
                self.swap_free_kib != 0,
            ];
            let key = ::flatstream::schema::key(&present);
            let slots = [
                12,
                36,
                ::flatstream::schema::slot(present[0], 4),
                ::flatstream::schema::slot(present[1], 12),
                ::flatstream::schema::slot(present[2], 20),
                ::flatstream::schema::slot(present[3], 28),
            ];
            let at = target.table(kind, key, &slots, |table: &mut [u8; 36]| {
                ::flatstream::schema::put(table, 4, self.total_kib);
                ::flatstream::schema::put(table, 12, self.available_kib);
                ::flatstream::schema::put(table, 20, self.swap_total_kib);
                ::flatstream::schema::put(table, 28, self.swap_free_kib);
            });
            target.leave();
            at
        }
    }

    impl ::flatstream::schema::Emit for MemoryDraft {
        #[inline]
        fn message_len(&self) -> ::flatstream::schema::Result<usize> {
            ::flatstream::schema::message_len(self)
        }

        #[inline]
        fn emit(&self, window: &mut [u8]) {
            ::flatstream::schema::emit(self, window);
        }
    }

    /// A network interface, with what went through it since boot.
    #[derive(Clone, Copy, Debug, PartialEq)]
    pub struct NetworkDraft<'a> {
        /// The field `name`.
        pub name: &'a str,
        /// The field `received_bytes`.
        pub received_bytes: u64,
        /// The field `received_packets`.
        pub received_packets: u64,
        /// The field `sent_bytes`.
        pub sent_bytes: u64,
        /// The field `sent_packets`.
        pub sent_packets: u64,
    }

    impl NetworkDraft<'_> {
        /// With no field present, or only those that are required, empty.
        pub const EMPTY: Self = Self {
            name: "",
            received_bytes: 0,
            received_packets: 0,
            sent_bytes: 0,
            sent_packets: 0,
        };
    }

    impl Default for NetworkDraft<'_> {
        #[inline]
        fn default() -> Self {
            Self::EMPTY
        }
    }

    impl ::flatstream::schema::Draft for NetworkDraft<'_> {
        const FILE_IDENTIFIER: Option<[u8; 4]> = None;

        #[inline]
        fn place<T: ::flatstream::schema::Target>(&self, target: &mut T) -> usize {
            if !target.enter() {
                return 0;
            }
            let kind = ::flatstream::schema::Kind { number: 4, align: 8, shared: true };
            let present = [
                self.received_bytes != 0,
                self.received_packets != 0,
                self.sent_bytes != 0,
                self.sent_packets != 0,
            ];
            let key = ::flatstream::schema::key(&present);
            let slots = [
                14,
                40,
                36,
                ::flatstream::schema::slot(present[0], 4),
                ::flatstream::schema::slot(present[1], 12),
                ::flatstream::schema::slot(present[2], 20),
                ::flatstream::schema::slot(present[3], 28),
            ];
            let at = target.table(kind, key, &slots, |table: &mut [u8; 40]| {
                ::flatstream::schema::put(table, 4, self.received_bytes);
                ::flatstream::schema::put(table, 12, self.received_packets);
                ::flatstream::schema::put(table, 20, self.sent_bytes);
                ::flatstream::schema::put(table, 28, self.sent_packets);
                ::flatstream::schema::put(table, 36, 0_u32);
            });
            let to = target.text(self.name);
            target.link(at + 36, to);
            target.leave();
            at
        }
    }

    impl ::flatstream::schema::Emit for NetworkDraft<'_> {
        #[inline]
        fn message_len(&self) -> ::flatstream::schema::Result<usize> {
            ::flatstream::schema::message_len(self)
        }

        #[inline]
        fn emit(&self, window: &mut [u8]) {
            ::flatstream::schema::emit(self, window);
        }
    }

    /// The recording process itself, since it began.
    #[derive(Clone, Copy, Debug, PartialEq)]
    pub struct ProcessDraft {
        /// Memory that is resident.
        pub resident_kib: u64,
        /// CPU time, of the program and of the system for it.
        pub cpu_ms: u64,
        /// The field `minor_faults`.
        pub minor_faults: u64,
        /// The field `voluntary_switches`.
        pub voluntary_switches: u64,
    }

    impl ProcessDraft {
        /// With no field present, or only those that are required, empty.
        pub const EMPTY: Self =
            Self { resident_kib: 0, cpu_ms: 0, minor_faults: 0, voluntary_switches: 0 };
    }

    impl Default for ProcessDraft {
        #[inline]
        fn default() -> Self {
            Self::EMPTY
        }
    }

    impl ::flatstream::schema::Draft for ProcessDraft {
        const FILE_IDENTIFIER: Option<[u8; 4]> = None;

        #[inline]
        fn place<T: ::flatstream::schema::Target>(&self, target: &mut T) -> usize {
            if !target.enter() {
                return 0;
            }
            let kind = ::flatstream::schema::Kind { number: 5, align: 8, shared: true };
            let present = [
                self.resident_kib != 0,
                self.cpu_ms != 0,
                self.minor_faults != 0,
                self.voluntary_switches != 0,
            ];
            let key = ::flatstream::schema::key(&present);
            let slots = [
                12,
                36,
                ::flatstream::schema::slot(present[0], 4),
                ::flatstream::schema::slot(present[1], 12),
                ::flatstream::schema::slot(present[2], 20),
                ::flatstream::schema::slot(present[3], 28),
            ];
            let at = target.table(kind, key, &slots, |table: &mut [u8; 36]| {
                ::flatstream::schema::put(table, 4, self.resident_kib);
                ::flatstream::schema::put(table, 12, self.cpu_ms);
                ::flatstream::schema::put(table, 20, self.minor_faults);
                ::flatstream::schema::put(table, 28, self.voluntary_switches);
            });
            target.leave();
            at
        }
    }

    impl ::flatstream::schema::Emit for ProcessDraft {
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
