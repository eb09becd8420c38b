pub use root::*;

const _: () = ::planus::check_version_compatibility("planus-1.3.0");

/// The root namespace
///
/// Generated from these locations:
/// * File `messages.fbs.in`
#[no_implicit_prelude]
#[allow(clippy::needless_lifetimes)]
mod root {
    /// The namespace `messages`
    ///
    /// Generated from these locations:
    /// * File `messages.fbs.in`
    pub mod messages {
        /// The table `Telemetry` in the namespace `messages`
        ///
        /// Generated from these locations:
        /// * Table `Telemetry` in the file `messages.fbs.in:5`
        #[derive(Clone, Debug, PartialEq, PartialOrd)]
        pub struct Telemetry {
            /// The field `timestamp` in the table `Telemetry`
            pub timestamp: u64,
            /// The field `sequence` in the table `Telemetry`
            pub sequence: u64,
            /// The field `latitude` in the table `Telemetry`
            pub latitude: f64,
            /// The field `longitude` in the table `Telemetry`
            pub longitude: f64,
            /// The field `speed` in the table `Telemetry`
            pub speed: f32,
            /// The field `heading` in the table `Telemetry`
            pub heading: f32,
            /// The field `battery` in the table `Telemetry`
            pub battery: u16,
            /// The field `status` in the table `Telemetry`
            pub status: u16,
            /// The field `errors` in the table `Telemetry`
            pub errors: u32,
            /// The field `uptime` in the table `Telemetry`
            pub uptime: u64,
        }

        #[allow(clippy::derivable_impls)]
        impl ::core::default::Default for Telemetry {
            fn default() -> Self {
                Self {
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
                }
            }
        }

        impl Telemetry {
            /// Creates a [TelemetryBuilder] for serializing an instance of this table.
            #[inline]
            pub fn builder() -> TelemetryBuilder<()> {
                TelemetryBuilder(())
            }

            #[allow(clippy::too_many_arguments)]
            pub fn create(
                builder: &mut ::planus::Builder,
                field_timestamp: impl ::planus::WriteAsDefault<u64, u64>,
                field_sequence: impl ::planus::WriteAsDefault<u64, u64>,
                field_latitude: impl ::planus::WriteAsDefault<f64, f64>,
                field_longitude: impl ::planus::WriteAsDefault<f64, f64>,
                field_speed: impl ::planus::WriteAsDefault<f32, f32>,
                field_heading: impl ::planus::WriteAsDefault<f32, f32>,
                field_battery: impl ::planus::WriteAsDefault<u16, u16>,
                field_status: impl ::planus::WriteAsDefault<u16, u16>,
                field_errors: impl ::planus::WriteAsDefault<u32, u32>,
                field_uptime: impl ::planus::WriteAsDefault<u64, u64>,
            ) -> ::planus::Offset<Self> {
                let prepared_timestamp = field_timestamp.prepare(builder, &0);
                let prepared_sequence = field_sequence.prepare(builder, &0);
                let prepared_latitude = field_latitude.prepare(builder, &0.0);
                let prepared_longitude = field_longitude.prepare(builder, &0.0);
                let prepared_speed = field_speed.prepare(builder, &0.0);
                let prepared_heading = field_heading.prepare(builder, &0.0);
                let prepared_battery = field_battery.prepare(builder, &0);
                let prepared_status = field_status.prepare(builder, &0);
                let prepared_errors = field_errors.prepare(builder, &0);
                let prepared_uptime = field_uptime.prepare(builder, &0);

                let mut table_writer: ::planus::table_writer::TableWriter<24> =
                    ::core::default::Default::default();
                if prepared_timestamp.is_some() {
                    table_writer.write_entry::<u64>(0);
                }
                if prepared_sequence.is_some() {
                    table_writer.write_entry::<u64>(1);
                }
                if prepared_latitude.is_some() {
                    table_writer.write_entry::<f64>(2);
                }
                if prepared_longitude.is_some() {
                    table_writer.write_entry::<f64>(3);
                }
                if prepared_uptime.is_some() {
                    table_writer.write_entry::<u64>(9);
                }
                if prepared_speed.is_some() {
                    table_writer.write_entry::<f32>(4);
                }
                if prepared_heading.is_some() {
                    table_writer.write_entry::<f32>(5);
                }
                if prepared_errors.is_some() {
                    table_writer.write_entry::<u32>(8);
                }
                if prepared_battery.is_some() {
                    table_writer.write_entry::<u16>(6);
                }
                if prepared_status.is_some() {
                    table_writer.write_entry::<u16>(7);
                }

                unsafe {
                    table_writer.finish(builder, |object_writer| {
                        if let ::core::option::Option::Some(prepared_timestamp) = prepared_timestamp
                        {
                            object_writer.write::<_, _, 8>(&prepared_timestamp);
                        }
                        if let ::core::option::Option::Some(prepared_sequence) = prepared_sequence {
                            object_writer.write::<_, _, 8>(&prepared_sequence);
                        }
                        if let ::core::option::Option::Some(prepared_latitude) = prepared_latitude {
                            object_writer.write::<_, _, 8>(&prepared_latitude);
                        }
                        if let ::core::option::Option::Some(prepared_longitude) = prepared_longitude
                        {
                            object_writer.write::<_, _, 8>(&prepared_longitude);
                        }
                        if let ::core::option::Option::Some(prepared_uptime) = prepared_uptime {
                            object_writer.write::<_, _, 8>(&prepared_uptime);
                        }
                        if let ::core::option::Option::Some(prepared_speed) = prepared_speed {
                            object_writer.write::<_, _, 4>(&prepared_speed);
                        }
                        if let ::core::option::Option::Some(prepared_heading) = prepared_heading {
                            object_writer.write::<_, _, 4>(&prepared_heading);
                        }
                        if let ::core::option::Option::Some(prepared_errors) = prepared_errors {
                            object_writer.write::<_, _, 4>(&prepared_errors);
                        }
                        if let ::core::option::Option::Some(prepared_battery) = prepared_battery {
                            object_writer.write::<_, _, 2>(&prepared_battery);
                        }
                        if let ::core::option::Option::Some(prepared_status) = prepared_status {
                            object_writer.write::<_, _, 2>(&prepared_status);
                        }
                    });
                }
                builder.current_offset()
            }
        }

        impl ::planus::WriteAs<::planus::Offset<Telemetry>> for Telemetry {
            type Prepared = ::planus::Offset<Self>;

            #[inline]
            fn prepare(&self, builder: &mut ::planus::Builder) -> ::planus::Offset<Telemetry> {
                ::planus::WriteAsOffset::prepare(self, builder)
            }
        }

        impl ::planus::WriteAsOptional<::planus::Offset<Telemetry>> for Telemetry {
            type Prepared = ::planus::Offset<Self>;

            #[inline]
            fn prepare(
                &self,
                builder: &mut ::planus::Builder,
            ) -> ::core::option::Option<::planus::Offset<Telemetry>> {
                ::core::option::Option::Some(::planus::WriteAsOffset::prepare(self, builder))
            }
        }

        impl ::planus::WriteAsOffset<Telemetry> for Telemetry {
            #[inline]
            fn prepare(&self, builder: &mut ::planus::Builder) -> ::planus::Offset<Telemetry> {
                Telemetry::create(
                    builder,
                    self.timestamp,
                    self.sequence,
                    self.latitude,
                    self.longitude,
                    self.speed,
                    self.heading,
                    self.battery,
                    self.status,
                    self.errors,
                    self.uptime,
                )
            }
        }

        /// Builder for serializing an instance of the [Telemetry] type.
        ///
        /// Can be created using the [Telemetry::builder] method.
        #[derive(Debug)]
        #[must_use]
        pub struct TelemetryBuilder<State>(State);

        impl TelemetryBuilder<()> {
            /// Setter for the [`timestamp` field](Telemetry#structfield.timestamp).
            #[inline]
            #[allow(clippy::type_complexity)]
            pub fn timestamp<T0>(self, value: T0) -> TelemetryBuilder<(T0,)>
            where
                T0: ::planus::WriteAsDefault<u64, u64>,
            {
                TelemetryBuilder((value,))
            }

            /// Sets the [`timestamp` field](Telemetry#structfield.timestamp) to the default value.
            #[inline]
            #[allow(clippy::type_complexity)]
            pub fn timestamp_as_default(self) -> TelemetryBuilder<(::planus::DefaultValue,)> {
                self.timestamp(::planus::DefaultValue)
            }
        }

        impl<T0> TelemetryBuilder<(T0,)> {
            /// Setter for the [`sequence` field](Telemetry#structfield.sequence).
            #[inline]
            #[allow(clippy::type_complexity)]
            pub fn sequence<T1>(self, value: T1) -> TelemetryBuilder<(T0, T1)>
            where
                T1: ::planus::WriteAsDefault<u64, u64>,
            {
                let (v0,) = self.0;
                TelemetryBuilder((v0, value))
            }

            /// Sets the [`sequence` field](Telemetry#structfield.sequence) to the default value.
            #[inline]
            #[allow(clippy::type_complexity)]
            pub fn sequence_as_default(self) -> TelemetryBuilder<(T0, ::planus::DefaultValue)> {
                self.sequence(::planus::DefaultValue)
            }
        }

        impl<T0, T1> TelemetryBuilder<(T0, T1)> {
            /// Setter for the [`latitude` field](Telemetry#structfield.latitude).
            #[inline]
            #[allow(clippy::type_complexity)]
            pub fn latitude<T2>(self, value: T2) -> TelemetryBuilder<(T0, T1, T2)>
            where
                T2: ::planus::WriteAsDefault<f64, f64>,
            {
                let (v0, v1) = self.0;
                TelemetryBuilder((v0, v1, value))
            }

            /// Sets the [`latitude` field](Telemetry#structfield.latitude) to the default value.
            #[inline]
            #[allow(clippy::type_complexity)]
            pub fn latitude_as_default(self) -> TelemetryBuilder<(T0, T1, ::planus::DefaultValue)> {
                self.latitude(::planus::DefaultValue)
            }
        }

        impl<T0, T1, T2> TelemetryBuilder<(T0, T1, T2)> {
            /// Setter for the [`longitude` field](Telemetry#structfield.longitude).
            #[inline]
            #[allow(clippy::type_complexity)]
            pub fn longitude<T3>(self, value: T3) -> TelemetryBuilder<(T0, T1, T2, T3)>
            where
                T3: ::planus::WriteAsDefault<f64, f64>,
            {
                let (v0, v1, v2) = self.0;
                TelemetryBuilder((v0, v1, v2, value))
            }

            /// Sets the [`longitude` field](Telemetry#structfield.longitude) to the default value.
            #[inline]
            #[allow(clippy::type_complexity)]
            pub fn longitude_as_default(
                self,
            ) -> TelemetryBuilder<(T0, T1, T2, ::planus::DefaultValue)> {
                self.longitude(::planus::DefaultValue)
            }
        }

        impl<T0, T1, T2, T3> TelemetryBuilder<(T0, T1, T2, T3)> {
            /// Setter for the [`speed` field](Telemetry#structfield.speed).
            #[inline]
            #[allow(clippy::type_complexity)]
            pub fn speed<T4>(self, value: T4) -> TelemetryBuilder<(T0, T1, T2, T3, T4)>
            where
                T4: ::planus::WriteAsDefault<f32, f32>,
            {
                let (v0, v1, v2, v3) = self.0;
                TelemetryBuilder((v0, v1, v2, v3, value))
            }

            /// Sets the [`speed` field](Telemetry#structfield.speed) to the default value.
            #[inline]
            #[allow(clippy::type_complexity)]
            pub fn speed_as_default(
                self,
            ) -> TelemetryBuilder<(T0, T1, T2, T3, ::planus::DefaultValue)> {
                self.speed(::planus::DefaultValue)
            }
        }

        impl<T0, T1, T2, T3, T4> TelemetryBuilder<(T0, T1, T2, T3, T4)> {
            /// Setter for the [`heading` field](Telemetry#structfield.heading).
            #[inline]
            #[allow(clippy::type_complexity)]
            pub fn heading<T5>(self, value: T5) -> TelemetryBuilder<(T0, T1, T2, T3, T4, T5)>
            where
                T5: ::planus::WriteAsDefault<f32, f32>,
            {
                let (v0, v1, v2, v3, v4) = self.0;
                TelemetryBuilder((v0, v1, v2, v3, v4, value))
            }

            /// Sets the [`heading` field](Telemetry#structfield.heading) to the default value.
            #[inline]
            #[allow(clippy::type_complexity)]
            pub fn heading_as_default(
                self,
            ) -> TelemetryBuilder<(T0, T1, T2, T3, T4, ::planus::DefaultValue)> {
                self.heading(::planus::DefaultValue)
            }
        }

        impl<T0, T1, T2, T3, T4, T5> TelemetryBuilder<(T0, T1, T2, T3, T4, T5)> {
            /// Setter for the [`battery` field](Telemetry#structfield.battery).
            #[inline]
            #[allow(clippy::type_complexity)]
            pub fn battery<T6>(self, value: T6) -> TelemetryBuilder<(T0, T1, T2, T3, T4, T5, T6)>
            where
                T6: ::planus::WriteAsDefault<u16, u16>,
            {
                let (v0, v1, v2, v3, v4, v5) = self.0;
                TelemetryBuilder((v0, v1, v2, v3, v4, v5, value))
            }

            /// Sets the [`battery` field](Telemetry#structfield.battery) to the default value.
            #[inline]
            #[allow(clippy::type_complexity)]
            pub fn battery_as_default(
                self,
            ) -> TelemetryBuilder<(T0, T1, T2, T3, T4, T5, ::planus::DefaultValue)> {
                self.battery(::planus::DefaultValue)
            }
        }

        impl<T0, T1, T2, T3, T4, T5, T6> TelemetryBuilder<(T0, T1, T2, T3, T4, T5, T6)> {
            /// Setter for the [`status` field](Telemetry#structfield.status).
            #[inline]
            #[allow(clippy::type_complexity)]
            pub fn status<T7>(self, value: T7) -> TelemetryBuilder<(T0, T1, T2, T3, T4, T5, T6, T7)>
            where
                T7: ::planus::WriteAsDefault<u16, u16>,
            {
                let (v0, v1, v2, v3, v4, v5, v6) = self.0;
                TelemetryBuilder((v0, v1, v2, v3, v4, v5, v6, value))
            }

            /// Sets the [`status` field](Telemetry#structfield.status) to the default value.
            #[inline]
            #[allow(clippy::type_complexity)]
            pub fn status_as_default(
                self,
            ) -> TelemetryBuilder<(T0, T1, T2, T3, T4, T5, T6, ::planus::DefaultValue)>
            {
                self.status(::planus::DefaultValue)
            }
        }

        impl<T0, T1, T2, T3, T4, T5, T6, T7> TelemetryBuilder<(T0, T1, T2, T3, T4, T5, T6, T7)> {
            /// Setter for the [`errors` field](Telemetry#structfield.errors).
            #[inline]
            #[allow(clippy::type_complexity)]
            pub fn errors<T8>(
                self,
                value: T8,
            ) -> TelemetryBuilder<(T0, T1, T2, T3, T4, T5, T6, T7, T8)>
            where
                T8: ::planus::WriteAsDefault<u32, u32>,
            {
                let (v0, v1, v2, v3, v4, v5, v6, v7) = self.0;
                TelemetryBuilder((v0, v1, v2, v3, v4, v5, v6, v7, value))
            }

            /// Sets the [`errors` field](Telemetry#structfield.errors) to the default value.
            #[inline]
            #[allow(clippy::type_complexity)]
            pub fn errors_as_default(
                self,
            ) -> TelemetryBuilder<(T0, T1, T2, T3, T4, T5, T6, T7, ::planus::DefaultValue)>
            {
                self.errors(::planus::DefaultValue)
            }
        }

        impl<T0, T1, T2, T3, T4, T5, T6, T7, T8> TelemetryBuilder<(T0, T1, T2, T3, T4, T5, T6, T7, T8)> {
            /// Setter for the [`uptime` field](Telemetry#structfield.uptime).
            #[inline]
            #[allow(clippy::type_complexity)]
            pub fn uptime<T9>(
                self,
                value: T9,
            ) -> TelemetryBuilder<(T0, T1, T2, T3, T4, T5, T6, T7, T8, T9)>
            where
                T9: ::planus::WriteAsDefault<u64, u64>,
            {
                let (v0, v1, v2, v3, v4, v5, v6, v7, v8) = self.0;
                TelemetryBuilder((v0, v1, v2, v3, v4, v5, v6, v7, v8, value))
            }

            /// Sets the [`uptime` field](Telemetry#structfield.uptime) to the default value.
            #[inline]
            #[allow(clippy::type_complexity)]
            pub fn uptime_as_default(
                self,
            ) -> TelemetryBuilder<(T0, T1, T2, T3, T4, T5, T6, T7, T8, ::planus::DefaultValue)>
            {
                self.uptime(::planus::DefaultValue)
            }
        }

        impl<T0, T1, T2, T3, T4, T5, T6, T7, T8, T9>
            TelemetryBuilder<(T0, T1, T2, T3, T4, T5, T6, T7, T8, T9)>
        {
            /// Finish writing the builder to get an [Offset](::planus::Offset) to a serialized [Telemetry].
            #[inline]
            pub fn finish(self, builder: &mut ::planus::Builder) -> ::planus::Offset<Telemetry>
            where
                Self: ::planus::WriteAsOffset<Telemetry>,
            {
                ::planus::WriteAsOffset::prepare(&self, builder)
            }
        }

        impl<
                T0: ::planus::WriteAsDefault<u64, u64>,
                T1: ::planus::WriteAsDefault<u64, u64>,
                T2: ::planus::WriteAsDefault<f64, f64>,
                T3: ::planus::WriteAsDefault<f64, f64>,
                T4: ::planus::WriteAsDefault<f32, f32>,
                T5: ::planus::WriteAsDefault<f32, f32>,
                T6: ::planus::WriteAsDefault<u16, u16>,
                T7: ::planus::WriteAsDefault<u16, u16>,
                T8: ::planus::WriteAsDefault<u32, u32>,
                T9: ::planus::WriteAsDefault<u64, u64>,
            > ::planus::WriteAs<::planus::Offset<Telemetry>>
            for TelemetryBuilder<(T0, T1, T2, T3, T4, T5, T6, T7, T8, T9)>
        {
            type Prepared = ::planus::Offset<Telemetry>;

            #[inline]
            fn prepare(&self, builder: &mut ::planus::Builder) -> ::planus::Offset<Telemetry> {
                ::planus::WriteAsOffset::prepare(self, builder)
            }
        }

        impl<
                T0: ::planus::WriteAsDefault<u64, u64>,
                T1: ::planus::WriteAsDefault<u64, u64>,
                T2: ::planus::WriteAsDefault<f64, f64>,
                T3: ::planus::WriteAsDefault<f64, f64>,
                T4: ::planus::WriteAsDefault<f32, f32>,
                T5: ::planus::WriteAsDefault<f32, f32>,
                T6: ::planus::WriteAsDefault<u16, u16>,
                T7: ::planus::WriteAsDefault<u16, u16>,
                T8: ::planus::WriteAsDefault<u32, u32>,
                T9: ::planus::WriteAsDefault<u64, u64>,
            > ::planus::WriteAsOptional<::planus::Offset<Telemetry>>
            for TelemetryBuilder<(T0, T1, T2, T3, T4, T5, T6, T7, T8, T9)>
        {
            type Prepared = ::planus::Offset<Telemetry>;

            #[inline]
            fn prepare(
                &self,
                builder: &mut ::planus::Builder,
            ) -> ::core::option::Option<::planus::Offset<Telemetry>> {
                ::core::option::Option::Some(::planus::WriteAsOffset::prepare(self, builder))
            }
        }

        impl<
                T0: ::planus::WriteAsDefault<u64, u64>,
                T1: ::planus::WriteAsDefault<u64, u64>,
                T2: ::planus::WriteAsDefault<f64, f64>,
                T3: ::planus::WriteAsDefault<f64, f64>,
                T4: ::planus::WriteAsDefault<f32, f32>,
                T5: ::planus::WriteAsDefault<f32, f32>,
                T6: ::planus::WriteAsDefault<u16, u16>,
                T7: ::planus::WriteAsDefault<u16, u16>,
                T8: ::planus::WriteAsDefault<u32, u32>,
                T9: ::planus::WriteAsDefault<u64, u64>,
            > ::planus::WriteAsOffset<Telemetry>
            for TelemetryBuilder<(T0, T1, T2, T3, T4, T5, T6, T7, T8, T9)>
        {
            #[inline]
            fn prepare(&self, builder: &mut ::planus::Builder) -> ::planus::Offset<Telemetry> {
                let (v0, v1, v2, v3, v4, v5, v6, v7, v8, v9) = &self.0;
                Telemetry::create(builder, v0, v1, v2, v3, v4, v5, v6, v7, v8, v9)
            }
        }

        /// Reference to a deserialized [Telemetry].
        #[derive(Copy, Clone)]
        pub struct TelemetryRef<'a>(#[allow(dead_code)] ::planus::table_reader::Table<'a>);

        impl<'a> TelemetryRef<'a> {
            /// Getter for the [`timestamp` field](Telemetry#structfield.timestamp).
            #[inline]
            pub fn timestamp(&self) -> ::planus::Result<u64> {
                ::core::result::Result::Ok(self.0.access(0, "Telemetry", "timestamp")?.unwrap_or(0))
            }

            /// Getter for the [`sequence` field](Telemetry#structfield.sequence).
            #[inline]
            pub fn sequence(&self) -> ::planus::Result<u64> {
                ::core::result::Result::Ok(self.0.access(1, "Telemetry", "sequence")?.unwrap_or(0))
            }

            /// Getter for the [`latitude` field](Telemetry#structfield.latitude).
            #[inline]
            pub fn latitude(&self) -> ::planus::Result<f64> {
                ::core::result::Result::Ok(
                    self.0.access(2, "Telemetry", "latitude")?.unwrap_or(0.0),
                )
            }

            /// Getter for the [`longitude` field](Telemetry#structfield.longitude).
            #[inline]
            pub fn longitude(&self) -> ::planus::Result<f64> {
                ::core::result::Result::Ok(
                    self.0.access(3, "Telemetry", "longitude")?.unwrap_or(0.0),
                )
            }

            /// Getter for the [`speed` field](Telemetry#structfield.speed).
            #[inline]
            pub fn speed(&self) -> ::planus::Result<f32> {
                ::core::result::Result::Ok(self.0.access(4, "Telemetry", "speed")?.unwrap_or(0.0))
            }

            /// Getter for the [`heading` field](Telemetry#structfield.heading).
            #[inline]
            pub fn heading(&self) -> ::planus::Result<f32> {
                ::core::result::Result::Ok(self.0.access(5, "Telemetry", "heading")?.unwrap_or(0.0))
            }

            /// Getter for the [`battery` field](Telemetry#structfield.battery).
            #[inline]
            pub fn battery(&self) -> ::planus::Result<u16> {
                ::core::result::Result::Ok(self.0.access(6, "Telemetry", "battery")?.unwrap_or(0))
            }

            /// Getter for the [`status` field](Telemetry#structfield.status).
            #[inline]
            pub fn status(&self) -> ::planus::Result<u16> {
                ::core::result::Result::Ok(self.0.access(7, "Telemetry", "status")?.unwrap_or(0))
            }

            /// Getter for the [`errors` field](Telemetry#structfield.errors).
            #[inline]
            pub fn errors(&self) -> ::planus::Result<u32> {
                ::core::result::Result::Ok(self.0.access(8, "Telemetry", "errors")?.unwrap_or(0))
            }

            /// Getter for the [`uptime` field](Telemetry#structfield.uptime).
            #[inline]
            pub fn uptime(&self) -> ::planus::Result<u64> {
                ::core::result::Result::Ok(self.0.access(9, "Telemetry", "uptime")?.unwrap_or(0))
            }
        }

        impl<'a> ::core::fmt::Debug for TelemetryRef<'a> {
            fn fmt(&self, f: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result {
                let mut f = f.debug_struct("TelemetryRef");
                f.field("timestamp", &self.timestamp());
                f.field("sequence", &self.sequence());
                f.field("latitude", &self.latitude());
                f.field("longitude", &self.longitude());
                f.field("speed", &self.speed());
                f.field("heading", &self.heading());
                f.field("battery", &self.battery());
                f.field("status", &self.status());
                f.field("errors", &self.errors());
                f.field("uptime", &self.uptime());
                f.finish()
            }
        }

        impl<'a> ::core::convert::TryFrom<TelemetryRef<'a>> for Telemetry {
            type Error = ::planus::Error;

            #[allow(unreachable_code)]
            fn try_from(value: TelemetryRef<'a>) -> ::planus::Result<Self> {
                ::core::result::Result::Ok(Self {
                    timestamp: ::core::convert::TryInto::try_into(value.timestamp()?)?,
                    sequence: ::core::convert::TryInto::try_into(value.sequence()?)?,
                    latitude: ::core::convert::TryInto::try_into(value.latitude()?)?,
                    longitude: ::core::convert::TryInto::try_into(value.longitude()?)?,
                    speed: ::core::convert::TryInto::try_into(value.speed()?)?,
                    heading: ::core::convert::TryInto::try_into(value.heading()?)?,
                    battery: ::core::convert::TryInto::try_into(value.battery()?)?,
                    status: ::core::convert::TryInto::try_into(value.status()?)?,
                    errors: ::core::convert::TryInto::try_into(value.errors()?)?,
                    uptime: ::core::convert::TryInto::try_into(value.uptime()?)?,
                })
            }
        }

        impl<'a> ::planus::TableRead<'a> for TelemetryRef<'a> {
            #[inline]
            fn from_buffer(
                buffer: ::planus::SliceWithStartOffset<'a>,
                offset: usize,
            ) -> ::core::result::Result<Self, ::planus::errors::ErrorKind> {
                ::core::result::Result::Ok(Self(::planus::table_reader::Table::from_buffer(
                    buffer, offset,
                )?))
            }
        }

        impl<'a> ::planus::VectorReadInner<'a> for TelemetryRef<'a> {
            type Error = ::planus::Error;
            const STRIDE: usize = 4;

            unsafe fn from_buffer(
                buffer: ::planus::SliceWithStartOffset<'a>,
                offset: usize,
            ) -> ::planus::Result<Self> {
                ::planus::TableRead::from_buffer(buffer, offset).map_err(|error_kind| {
                    error_kind.with_error_location(
                        "[TelemetryRef]",
                        "get",
                        buffer.offset_from_start,
                    )
                })
            }
        }

        /// # Safety
        /// The planus compiler generates implementations that initialize
        /// the bytes in `write_values`.
        unsafe impl ::planus::VectorWrite<::planus::Offset<Telemetry>> for Telemetry {
            type Value = ::planus::Offset<Telemetry>;
            const STRIDE: usize = 4;
            #[inline]
            fn prepare(&self, builder: &mut ::planus::Builder) -> Self::Value {
                ::planus::WriteAs::prepare(self, builder)
            }

            #[inline]
            unsafe fn write_values(
                values: &[::planus::Offset<Telemetry>],
                bytes: *mut ::core::mem::MaybeUninit<u8>,
                buffer_position: u32,
            ) {
                let bytes = bytes as *mut [::core::mem::MaybeUninit<u8>; 4];
                for (i, v) in ::core::iter::Iterator::enumerate(values.iter()) {
                    ::planus::WriteAsPrimitive::write(
                        v,
                        ::planus::Cursor::new(unsafe { &mut *bytes.add(i) }),
                        buffer_position - (Self::STRIDE * i) as u32,
                    );
                }
            }
        }

        impl<'a> ::planus::ReadAsRoot<'a> for TelemetryRef<'a> {
            fn read_as_root(slice: &'a [u8]) -> ::planus::Result<Self> {
                ::planus::TableRead::from_buffer(
                    ::planus::SliceWithStartOffset { buffer: slice, offset_from_start: 0 },
                    0,
                )
                .map_err(|error_kind| {
                    error_kind.with_error_location("[TelemetryRef]", "read_as_root", 0)
                })
            }
        }

        /// The enum `Level` in the namespace `messages`
        ///
        /// Generated from these locations:
        /// * Enum `Level` in the file `messages.fbs.in:18`
        #[derive(
            Copy,
            Clone,
            Debug,
            PartialEq,
            Eq,
            PartialOrd,
            Ord,
            Hash,
        )]
        #[repr(u8)]
        pub enum Level {
            /// The variant `Trace` in the enum `Level`
            Trace = 0,

            /// The variant `Debug` in the enum `Level`
            Debug = 1,

            /// The variant `Info` in the enum `Level`
            Info = 2,

            /// The variant `Warn` in the enum `Level`
            Warn = 3,

            /// The variant `Error` in the enum `Level`
            Error = 4,
        }

        impl Level {
            /// Array containing all valid variants of Level
            pub const ENUM_VALUES: [Self; 5] =
                [Self::Trace, Self::Debug, Self::Info, Self::Warn, Self::Error];
        }

        impl ::core::convert::TryFrom<u8> for Level {
            type Error = ::planus::errors::UnknownEnumTagKind;
            #[inline]
            fn try_from(
                value: u8,
            ) -> ::core::result::Result<Self, ::planus::errors::UnknownEnumTagKind> {
                #[allow(clippy::match_single_binding)]
                match value {
                    0 => ::core::result::Result::Ok(Level::Trace),
                    1 => ::core::result::Result::Ok(Level::Debug),
                    2 => ::core::result::Result::Ok(Level::Info),
                    3 => ::core::result::Result::Ok(Level::Warn),
                    4 => ::core::result::Result::Ok(Level::Error),

                    _ => ::core::result::Result::Err(::planus::errors::UnknownEnumTagKind {
                        tag: value as i128,
                    }),
                }
            }
        }

        impl ::core::convert::From<Level> for u8 {
            #[inline]
            fn from(value: Level) -> Self {
                value as u8
            }
        }

        /// # Safety
        /// The Planus compiler correctly calculates `ALIGNMENT` and `SIZE`.
        unsafe impl ::planus::Primitive for Level {
            const ALIGNMENT: usize = 1;
            const SIZE: usize = 1;
        }

        impl ::planus::WriteAsPrimitive<Level> for Level {
            #[inline]
            fn write<const N: usize>(&self, cursor: ::planus::Cursor<'_, N>, buffer_position: u32) {
                (*self as u8).write(cursor, buffer_position);
            }
        }

        impl ::planus::WriteAs<Level> for Level {
            type Prepared = Self;

            #[inline]
            fn prepare(&self, _builder: &mut ::planus::Builder) -> Level {
                *self
            }
        }

        impl ::planus::WriteAsDefault<Level, Level> for Level {
            type Prepared = Self;

            #[inline]
            fn prepare(
                &self,
                _builder: &mut ::planus::Builder,
                default: &Level,
            ) -> ::core::option::Option<Level> {
                if self == default {
                    ::core::option::Option::None
                } else {
                    ::core::option::Option::Some(*self)
                }
            }
        }

        impl ::planus::WriteAsOptional<Level> for Level {
            type Prepared = Self;

            #[inline]
            fn prepare(&self, _builder: &mut ::planus::Builder) -> ::core::option::Option<Level> {
                ::core::option::Option::Some(*self)
            }
        }

        impl<'buf> ::planus::TableRead<'buf> for Level {
            #[inline]
            fn from_buffer(
                buffer: ::planus::SliceWithStartOffset<'buf>,
                offset: usize,
            ) -> ::core::result::Result<Self, ::planus::errors::ErrorKind> {
                let n: u8 = ::planus::TableRead::from_buffer(buffer, offset)?;
                ::core::result::Result::Ok(::core::convert::TryInto::try_into(n)?)
            }
        }

        impl<'buf> ::planus::VectorReadInner<'buf> for Level {
            type Error = ::planus::errors::UnknownEnumTag;
            const STRIDE: usize = 1;
            #[inline]
            unsafe fn from_buffer(
                buffer: ::planus::SliceWithStartOffset<'buf>,
                offset: usize,
            ) -> ::core::result::Result<Self, ::planus::errors::UnknownEnumTag> {
                let value = unsafe { *buffer.buffer.get_unchecked(offset) };
                let value: ::core::result::Result<Self, _> =
                    ::core::convert::TryInto::try_into(value);
                value.map_err(|error_kind| {
                    error_kind.with_error_location(
                        "Level",
                        "VectorRead::from_buffer",
                        buffer.offset_from_start,
                    )
                })
            }
        }

        /// # Safety
        /// The planus compiler generates implementations that initialize
        /// the bytes in `write_values`.
        unsafe impl ::planus::VectorWrite<Level> for Level {
            const STRIDE: usize = 1;

            type Value = Self;

            #[inline]
            fn prepare(&self, _builder: &mut ::planus::Builder) -> Self {
                *self
            }

            #[inline]
            unsafe fn write_values(
                values: &[Self],
                bytes: *mut ::core::mem::MaybeUninit<u8>,
                buffer_position: u32,
            ) {
                let bytes = bytes as *mut [::core::mem::MaybeUninit<u8>; 1];
                for (i, v) in ::core::iter::Iterator::enumerate(values.iter()) {
                    ::planus::WriteAsPrimitive::write(
                        v,
                        ::planus::Cursor::new(unsafe { &mut *bytes.add(i) }),
                        buffer_position - i as u32,
                    );
                }
            }
        }

        /// The table `LogRecord` in the namespace `messages`
        ///
        /// Generated from these locations:
        /// * Table `LogRecord` in the file `messages.fbs.in:20`
        #[derive(
            Clone,
            Debug,
            PartialEq,
            PartialOrd,
            Eq,
            Ord,
            Hash,
        )]
        pub struct LogRecord {
            /// The field `timestamp` in the table `LogRecord`
            pub timestamp: u64,
            /// The field `level` in the table `LogRecord`
            pub level: self::Level,
            /// The field `host` in the table `LogRecord`
            pub host: ::core::option::Option<::planus::alloc::string::String>,
            /// The field `program` in the table `LogRecord`
            pub program: ::core::option::Option<::planus::alloc::string::String>,
            /// The field `message` in the table `LogRecord`
            pub message: ::core::option::Option<::planus::alloc::string::String>,
        }

        #[allow(clippy::derivable_impls)]
        impl ::core::default::Default for LogRecord {
            fn default() -> Self {
                Self {
                    timestamp: 0,
                    level: self::Level::Trace,
                    host: ::core::default::Default::default(),
                    program: ::core::default::Default::default(),
                    message: ::core::default::Default::default(),
                }
            }
        }

        impl LogRecord {
            /// Creates a [LogRecordBuilder] for serializing an instance of this table.
            #[inline]
            pub fn builder() -> LogRecordBuilder<()> {
                LogRecordBuilder(())
            }

            #[allow(clippy::too_many_arguments)]
            pub fn create(
                builder: &mut ::planus::Builder,
                field_timestamp: impl ::planus::WriteAsDefault<u64, u64>,
                field_level: impl ::planus::WriteAsDefault<self::Level, self::Level>,
                field_host: impl ::planus::WriteAsOptional<::planus::Offset<::core::primitive::str>>,
                field_program: impl ::planus::WriteAsOptional<::planus::Offset<::core::primitive::str>>,
                field_message: impl ::planus::WriteAsOptional<::planus::Offset<::core::primitive::str>>,
            ) -> ::planus::Offset<Self> {
                let prepared_timestamp = field_timestamp.prepare(builder, &0);
                let prepared_level = field_level.prepare(builder, &self::Level::Trace);
                let prepared_host = field_host.prepare(builder);
                let prepared_program = field_program.prepare(builder);
                let prepared_message = field_message.prepare(builder);

                let mut table_writer: ::planus::table_writer::TableWriter<14> =
                    ::core::default::Default::default();
                if prepared_timestamp.is_some() {
                    table_writer.write_entry::<u64>(0);
                }
                if prepared_host.is_some() {
                    table_writer.write_entry::<::planus::Offset<str>>(2);
                }
                if prepared_program.is_some() {
                    table_writer.write_entry::<::planus::Offset<str>>(3);
                }
                if prepared_message.is_some() {
                    table_writer.write_entry::<::planus::Offset<str>>(4);
                }
                if prepared_level.is_some() {
                    table_writer.write_entry::<self::Level>(1);
                }

                unsafe {
                    table_writer.finish(builder, |object_writer| {
                        if let ::core::option::Option::Some(prepared_timestamp) = prepared_timestamp
                        {
                            object_writer.write::<_, _, 8>(&prepared_timestamp);
                        }
                        if let ::core::option::Option::Some(prepared_host) = prepared_host {
                            object_writer.write::<_, _, 4>(&prepared_host);
                        }
                        if let ::core::option::Option::Some(prepared_program) = prepared_program {
                            object_writer.write::<_, _, 4>(&prepared_program);
                        }
                        if let ::core::option::Option::Some(prepared_message) = prepared_message {
                            object_writer.write::<_, _, 4>(&prepared_message);
                        }
                        if let ::core::option::Option::Some(prepared_level) = prepared_level {
                            object_writer.write::<_, _, 1>(&prepared_level);
                        }
                    });
                }
                builder.current_offset()
            }
        }

        impl ::planus::WriteAs<::planus::Offset<LogRecord>> for LogRecord {
            type Prepared = ::planus::Offset<Self>;

            #[inline]
            fn prepare(&self, builder: &mut ::planus::Builder) -> ::planus::Offset<LogRecord> {
                ::planus::WriteAsOffset::prepare(self, builder)
            }
        }

        impl ::planus::WriteAsOptional<::planus::Offset<LogRecord>> for LogRecord {
            type Prepared = ::planus::Offset<Self>;

            #[inline]
            fn prepare(
                &self,
                builder: &mut ::planus::Builder,
            ) -> ::core::option::Option<::planus::Offset<LogRecord>> {
                ::core::option::Option::Some(::planus::WriteAsOffset::prepare(self, builder))
            }
        }

        impl ::planus::WriteAsOffset<LogRecord> for LogRecord {
            #[inline]
            fn prepare(&self, builder: &mut ::planus::Builder) -> ::planus::Offset<LogRecord> {
                LogRecord::create(
                    builder,
                    self.timestamp,
                    self.level,
                    &self.host,
                    &self.program,
                    &self.message,
                )
            }
        }

        /// Builder for serializing an instance of the [LogRecord] type.
        ///
        /// Can be created using the [LogRecord::builder] method.
        #[derive(Debug)]
        #[must_use]
        pub struct LogRecordBuilder<State>(State);

        impl LogRecordBuilder<()> {
            /// Setter for the [`timestamp` field](LogRecord#structfield.timestamp).
            #[inline]
            #[allow(clippy::type_complexity)]
            pub fn timestamp<T0>(self, value: T0) -> LogRecordBuilder<(T0,)>
            where
                T0: ::planus::WriteAsDefault<u64, u64>,
            {
                LogRecordBuilder((value,))
            }

            /// Sets the [`timestamp` field](LogRecord#structfield.timestamp) to the default value.
            #[inline]
            #[allow(clippy::type_complexity)]
            pub fn timestamp_as_default(self) -> LogRecordBuilder<(::planus::DefaultValue,)> {
                self.timestamp(::planus::DefaultValue)
            }
        }

        impl<T0> LogRecordBuilder<(T0,)> {
            /// Setter for the [`level` field](LogRecord#structfield.level).
            #[inline]
            #[allow(clippy::type_complexity)]
            pub fn level<T1>(self, value: T1) -> LogRecordBuilder<(T0, T1)>
            where
                T1: ::planus::WriteAsDefault<self::Level, self::Level>,
            {
                let (v0,) = self.0;
                LogRecordBuilder((v0, value))
            }

            /// Sets the [`level` field](LogRecord#structfield.level) to the default value.
            #[inline]
            #[allow(clippy::type_complexity)]
            pub fn level_as_default(self) -> LogRecordBuilder<(T0, ::planus::DefaultValue)> {
                self.level(::planus::DefaultValue)
            }
        }

        impl<T0, T1> LogRecordBuilder<(T0, T1)> {
            /// Setter for the [`host` field](LogRecord#structfield.host).
            #[inline]
            #[allow(clippy::type_complexity)]
            pub fn host<T2>(self, value: T2) -> LogRecordBuilder<(T0, T1, T2)>
            where
                T2: ::planus::WriteAsOptional<::planus::Offset<::core::primitive::str>>,
            {
                let (v0, v1) = self.0;
                LogRecordBuilder((v0, v1, value))
            }

            /// Sets the [`host` field](LogRecord#structfield.host) to null.
            #[inline]
            #[allow(clippy::type_complexity)]
            pub fn host_as_null(self) -> LogRecordBuilder<(T0, T1, ())> {
                self.host(())
            }
        }

        impl<T0, T1, T2> LogRecordBuilder<(T0, T1, T2)> {
            /// Setter for the [`program` field](LogRecord#structfield.program).
            #[inline]
            #[allow(clippy::type_complexity)]
            pub fn program<T3>(self, value: T3) -> LogRecordBuilder<(T0, T1, T2, T3)>
            where
                T3: ::planus::WriteAsOptional<::planus::Offset<::core::primitive::str>>,
            {
                let (v0, v1, v2) = self.0;
                LogRecordBuilder((v0, v1, v2, value))
            }

            /// Sets the [`program` field](LogRecord#structfield.program) to null.
            #[inline]
            #[allow(clippy::type_complexity)]
            pub fn program_as_null(self) -> LogRecordBuilder<(T0, T1, T2, ())> {
                self.program(())
            }
        }

        impl<T0, T1, T2, T3> LogRecordBuilder<(T0, T1, T2, T3)> {
            /// Setter for the [`message` field](LogRecord#structfield.message).
            #[inline]
            #[allow(clippy::type_complexity)]
            pub fn message<T4>(self, value: T4) -> LogRecordBuilder<(T0, T1, T2, T3, T4)>
            where
                T4: ::planus::WriteAsOptional<::planus::Offset<::core::primitive::str>>,
            {
                let (v0, v1, v2, v3) = self.0;
                LogRecordBuilder((v0, v1, v2, v3, value))
            }

            /// Sets the [`message` field](LogRecord#structfield.message) to null.
            #[inline]
            #[allow(clippy::type_complexity)]
            pub fn message_as_null(self) -> LogRecordBuilder<(T0, T1, T2, T3, ())> {
                self.message(())
            }
        }

        impl<T0, T1, T2, T3, T4> LogRecordBuilder<(T0, T1, T2, T3, T4)> {
            /// Finish writing the builder to get an [Offset](::planus::Offset) to a serialized [LogRecord].
            #[inline]
            pub fn finish(self, builder: &mut ::planus::Builder) -> ::planus::Offset<LogRecord>
            where
                Self: ::planus::WriteAsOffset<LogRecord>,
            {
                ::planus::WriteAsOffset::prepare(&self, builder)
            }
        }

        impl<
                T0: ::planus::WriteAsDefault<u64, u64>,
                T1: ::planus::WriteAsDefault<self::Level, self::Level>,
                T2: ::planus::WriteAsOptional<::planus::Offset<::core::primitive::str>>,
                T3: ::planus::WriteAsOptional<::planus::Offset<::core::primitive::str>>,
                T4: ::planus::WriteAsOptional<::planus::Offset<::core::primitive::str>>,
            > ::planus::WriteAs<::planus::Offset<LogRecord>>
            for LogRecordBuilder<(T0, T1, T2, T3, T4)>
        {
            type Prepared = ::planus::Offset<LogRecord>;

            #[inline]
            fn prepare(&self, builder: &mut ::planus::Builder) -> ::planus::Offset<LogRecord> {
                ::planus::WriteAsOffset::prepare(self, builder)
            }
        }

        impl<
                T0: ::planus::WriteAsDefault<u64, u64>,
                T1: ::planus::WriteAsDefault<self::Level, self::Level>,
                T2: ::planus::WriteAsOptional<::planus::Offset<::core::primitive::str>>,
                T3: ::planus::WriteAsOptional<::planus::Offset<::core::primitive::str>>,
                T4: ::planus::WriteAsOptional<::planus::Offset<::core::primitive::str>>,
            > ::planus::WriteAsOptional<::planus::Offset<LogRecord>>
            for LogRecordBuilder<(T0, T1, T2, T3, T4)>
        {
            type Prepared = ::planus::Offset<LogRecord>;

            #[inline]
            fn prepare(
                &self,
                builder: &mut ::planus::Builder,
            ) -> ::core::option::Option<::planus::Offset<LogRecord>> {
                ::core::option::Option::Some(::planus::WriteAsOffset::prepare(self, builder))
            }
        }

        impl<
                T0: ::planus::WriteAsDefault<u64, u64>,
                T1: ::planus::WriteAsDefault<self::Level, self::Level>,
                T2: ::planus::WriteAsOptional<::planus::Offset<::core::primitive::str>>,
                T3: ::planus::WriteAsOptional<::planus::Offset<::core::primitive::str>>,
                T4: ::planus::WriteAsOptional<::planus::Offset<::core::primitive::str>>,
            > ::planus::WriteAsOffset<LogRecord> for LogRecordBuilder<(T0, T1, T2, T3, T4)>
        {
            #[inline]
            fn prepare(&self, builder: &mut ::planus::Builder) -> ::planus::Offset<LogRecord> {
                let (v0, v1, v2, v3, v4) = &self.0;
                LogRecord::create(builder, v0, v1, v2, v3, v4)
            }
        }

        /// Reference to a deserialized [LogRecord].
        #[derive(Copy, Clone)]
        pub struct LogRecordRef<'a>(#[allow(dead_code)] ::planus::table_reader::Table<'a>);

        impl<'a> LogRecordRef<'a> {
            /// Getter for the [`timestamp` field](LogRecord#structfield.timestamp).
            #[inline]
            pub fn timestamp(&self) -> ::planus::Result<u64> {
                ::core::result::Result::Ok(self.0.access(0, "LogRecord", "timestamp")?.unwrap_or(0))
            }

            /// Getter for the [`level` field](LogRecord#structfield.level).
            #[inline]
            pub fn level(&self) -> ::planus::Result<self::Level> {
                ::core::result::Result::Ok(
                    self.0.access(1, "LogRecord", "level")?.unwrap_or(self::Level::Trace),
                )
            }

            /// Getter for the [`host` field](LogRecord#structfield.host).
            #[inline]
            pub fn host(
                &self,
            ) -> ::planus::Result<::core::option::Option<&'a ::core::primitive::str>> {
                self.0.access(2, "LogRecord", "host")
            }

            /// Getter for the [`program` field](LogRecord#structfield.program).
            #[inline]
            pub fn program(
                &self,
            ) -> ::planus::Result<::core::option::Option<&'a ::core::primitive::str>> {
                self.0.access(3, "LogRecord", "program")
            }

            /// Getter for the [`message` field](LogRecord#structfield.message).
            #[inline]
            pub fn message(
                &self,
            ) -> ::planus::Result<::core::option::Option<&'a ::core::primitive::str>> {
                self.0.access(4, "LogRecord", "message")
            }
        }

        impl<'a> ::core::fmt::Debug for LogRecordRef<'a> {
            fn fmt(&self, f: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result {
                let mut f = f.debug_struct("LogRecordRef");
                f.field("timestamp", &self.timestamp());
                f.field("level", &self.level());
                if let ::core::option::Option::Some(field_host) = self.host().transpose() {
                    f.field("host", &field_host);
                }
                if let ::core::option::Option::Some(field_program) = self.program().transpose() {
                    f.field("program", &field_program);
                }
                if let ::core::option::Option::Some(field_message) = self.message().transpose() {
                    f.field("message", &field_message);
                }
                f.finish()
            }
        }

        impl<'a> ::core::convert::TryFrom<LogRecordRef<'a>> for LogRecord {
            type Error = ::planus::Error;

            #[allow(unreachable_code)]
            fn try_from(value: LogRecordRef<'a>) -> ::planus::Result<Self> {
                ::core::result::Result::Ok(Self {
                    timestamp: ::core::convert::TryInto::try_into(value.timestamp()?)?,
                    level: ::core::convert::TryInto::try_into(value.level()?)?,
                    host: value.host()?.map(::core::convert::Into::into),
                    program: value.program()?.map(::core::convert::Into::into),
                    message: value.message()?.map(::core::convert::Into::into),
                })
            }
        }

        impl<'a> ::planus::TableRead<'a> for LogRecordRef<'a> {
            #[inline]
            fn from_buffer(
                buffer: ::planus::SliceWithStartOffset<'a>,
                offset: usize,
            ) -> ::core::result::Result<Self, ::planus::errors::ErrorKind> {
                ::core::result::Result::Ok(Self(::planus::table_reader::Table::from_buffer(
                    buffer, offset,
                )?))
            }
        }

        impl<'a> ::planus::VectorReadInner<'a> for LogRecordRef<'a> {
            type Error = ::planus::Error;
            const STRIDE: usize = 4;

            unsafe fn from_buffer(
                buffer: ::planus::SliceWithStartOffset<'a>,
                offset: usize,
            ) -> ::planus::Result<Self> {
                ::planus::TableRead::from_buffer(buffer, offset).map_err(|error_kind| {
                    error_kind.with_error_location(
                        "[LogRecordRef]",
                        "get",
                        buffer.offset_from_start,
                    )
                })
            }
        }

        /// # Safety
        /// The planus compiler generates implementations that initialize
        /// the bytes in `write_values`.
        unsafe impl ::planus::VectorWrite<::planus::Offset<LogRecord>> for LogRecord {
            type Value = ::planus::Offset<LogRecord>;
            const STRIDE: usize = 4;
            #[inline]
            fn prepare(&self, builder: &mut ::planus::Builder) -> Self::Value {
                ::planus::WriteAs::prepare(self, builder)
            }

            #[inline]
            unsafe fn write_values(
                values: &[::planus::Offset<LogRecord>],
                bytes: *mut ::core::mem::MaybeUninit<u8>,
                buffer_position: u32,
            ) {
                let bytes = bytes as *mut [::core::mem::MaybeUninit<u8>; 4];
                for (i, v) in ::core::iter::Iterator::enumerate(values.iter()) {
                    ::planus::WriteAsPrimitive::write(
                        v,
                        ::planus::Cursor::new(unsafe { &mut *bytes.add(i) }),
                        buffer_position - (Self::STRIDE * i) as u32,
                    );
                }
            }
        }

        impl<'a> ::planus::ReadAsRoot<'a> for LogRecordRef<'a> {
            fn read_as_root(slice: &'a [u8]) -> ::planus::Result<Self> {
                ::planus::TableRead::from_buffer(
                    ::planus::SliceWithStartOffset { buffer: slice, offset_from_start: 0 },
                    0,
                )
                .map_err(|error_kind| {
                    error_kind.with_error_location("[LogRecordRef]", "read_as_root", 0)
                })
            }
        }

        /// The struct `Point` in the namespace `messages`
        ///
        /// Generated from these locations:
        /// * Struct `Point` in the file `messages.fbs.in:28`
        #[derive(
            Copy,
            Clone,
            Debug,
            PartialEq,
            PartialOrd,
            Default,
        )]
        pub struct Point {
            /// The field `x` in the struct `Point`
            pub x: f64,

            /// The field `y` in the struct `Point`
            pub y: f64,

            /// The field `z` in the struct `Point`
            pub z: f64,
        }

        /// # Safety
        /// The Planus compiler correctly calculates `ALIGNMENT` and `SIZE`.
        unsafe impl ::planus::Primitive for Point {
            const ALIGNMENT: usize = 8;
            const SIZE: usize = 24;
        }

        #[allow(clippy::identity_op)]
        impl ::planus::WriteAsPrimitive<Point> for Point {
            #[inline]
            fn write<const N: usize>(&self, cursor: ::planus::Cursor<'_, N>, buffer_position: u32) {
                let (cur, cursor) = cursor.split::<8, 16>();
                self.x.write(cur, buffer_position - 0);
                let (cur, cursor) = cursor.split::<8, 8>();
                self.y.write(cur, buffer_position - 8);
                let (cur, cursor) = cursor.split::<8, 0>();
                self.z.write(cur, buffer_position - 16);
                cursor.finish([]);
            }
        }

        impl ::planus::WriteAsOffset<Point> for Point {
            #[inline]
            fn prepare(&self, builder: &mut ::planus::Builder) -> ::planus::Offset<Point> {
                unsafe {
                    builder.write_with(24, 7, |buffer_position, bytes| {
                        let bytes = bytes.as_mut_ptr();

                        ::planus::WriteAsPrimitive::write(
                            self,
                            ::planus::Cursor::new(
                                &mut *(bytes as *mut [::core::mem::MaybeUninit<u8>; 24]),
                            ),
                            buffer_position,
                        );
                    });
                }
                builder.current_offset()
            }
        }

        impl ::planus::WriteAs<Point> for Point {
            type Prepared = Self;
            #[inline]
            fn prepare(&self, _builder: &mut ::planus::Builder) -> Self {
                *self
            }
        }

        impl ::planus::WriteAsOptional<Point> for Point {
            type Prepared = Self;
            #[inline]
            fn prepare(&self, _builder: &mut ::planus::Builder) -> ::core::option::Option<Self> {
                ::core::option::Option::Some(*self)
            }
        }

        /// Reference to a deserialized [Point].
        #[derive(Copy, Clone)]
        pub struct PointRef<'a>(::planus::ArrayWithStartOffset<'a, 24>);

        impl<'a> PointRef<'a> {
            /// Getter for the [`x` field](Point#structfield.x).
            pub fn x(&self) -> f64 {
                let buffer = self.0.advance_as_array::<8>(0).unwrap();

                f64::from_le_bytes(*buffer.as_array())
            }

            /// Getter for the [`y` field](Point#structfield.y).
            pub fn y(&self) -> f64 {
                let buffer = self.0.advance_as_array::<8>(8).unwrap();

                f64::from_le_bytes(*buffer.as_array())
            }

            /// Getter for the [`z` field](Point#structfield.z).
            pub fn z(&self) -> f64 {
                let buffer = self.0.advance_as_array::<8>(16).unwrap();

                f64::from_le_bytes(*buffer.as_array())
            }
        }

        impl<'a> ::core::fmt::Debug for PointRef<'a> {
            fn fmt(&self, f: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result {
                let mut f = f.debug_struct("PointRef");
                f.field("x", &self.x());
                f.field("y", &self.y());
                f.field("z", &self.z());
                f.finish()
            }
        }

        impl<'a> ::core::convert::From<::planus::ArrayWithStartOffset<'a, 24>> for PointRef<'a> {
            fn from(array: ::planus::ArrayWithStartOffset<'a, 24>) -> Self {
                Self(array)
            }
        }

        impl<'a> ::core::convert::From<PointRef<'a>> for Point {
            #[allow(unreachable_code)]
            fn from(value: PointRef<'a>) -> Self {
                Self { x: value.x(), y: value.y(), z: value.z() }
            }
        }

        impl<'a, 'b> ::core::cmp::PartialEq<PointRef<'a>> for PointRef<'b> {
            fn eq(&self, other: &PointRef<'_>) -> bool {
                self.x() == other.x() && self.y() == other.y() && self.z() == other.z()
            }
        }

        impl<'a, 'b> ::core::cmp::PartialOrd<PointRef<'a>> for PointRef<'b> {
            fn partial_cmp(
                &self,
                other: &PointRef<'_>,
            ) -> ::core::option::Option<::core::cmp::Ordering> {
                match self.x().partial_cmp(&other.x()) {
                    ::core::option::Option::Some(::core::cmp::Ordering::Equal) => (),
                    o => return o,
                }

                match self.y().partial_cmp(&other.y()) {
                    ::core::option::Option::Some(::core::cmp::Ordering::Equal) => (),
                    o => return o,
                }

                self.z().partial_cmp(&other.z())
            }
        }

        impl<'a> ::planus::TableRead<'a> for PointRef<'a> {
            #[inline]
            fn from_buffer(
                buffer: ::planus::SliceWithStartOffset<'a>,
                offset: usize,
            ) -> ::core::result::Result<Self, ::planus::errors::ErrorKind> {
                let buffer = buffer.advance_as_array::<24>(offset)?;
                ::core::result::Result::Ok(Self(buffer))
            }
        }

        impl<'a> ::planus::VectorRead<'a> for PointRef<'a> {
            const STRIDE: usize = 24;

            #[inline]
            unsafe fn from_buffer(
                buffer: ::planus::SliceWithStartOffset<'a>,
                offset: usize,
            ) -> Self {
                Self(unsafe { buffer.unchecked_advance_as_array(offset) })
            }
        }

        /// # Safety
        /// The planus compiler generates implementations that initialize
        /// the bytes in `write_values`.
        unsafe impl ::planus::VectorWrite<Point> for Point {
            const STRIDE: usize = 24;

            type Value = Point;

            #[inline]
            fn prepare(&self, _builder: &mut ::planus::Builder) -> Self::Value {
                *self
            }

            #[inline]
            unsafe fn write_values(
                values: &[Point],
                bytes: *mut ::core::mem::MaybeUninit<u8>,
                buffer_position: u32,
            ) {
                let bytes = bytes as *mut [::core::mem::MaybeUninit<u8>; 24];
                for (i, v) in ::core::iter::Iterator::enumerate(values.iter()) {
                    ::planus::WriteAsPrimitive::write(
                        v,
                        ::planus::Cursor::new(unsafe { &mut *bytes.add(i) }),
                        buffer_position - (24 * i) as u32,
                    );
                }
            }
        }

        /// The table `Reading` in the namespace `messages`
        ///
        /// Generated from these locations:
        /// * Table `Reading` in the file `messages.fbs.in:34`
        #[derive(Clone, Debug, PartialEq, PartialOrd)]
        pub struct Reading {
            /// The field `name` in the table `Reading`
            pub name: ::core::option::Option<::planus::alloc::string::String>,
            /// The field `value` in the table `Reading`
            pub value: f64,
            /// The field `samples` in the table `Reading`
            pub samples: ::core::option::Option<::planus::alloc::vec::Vec<f32>>,
        }

        #[allow(clippy::derivable_impls)]
        impl ::core::default::Default for Reading {
            fn default() -> Self {
                Self {
                    name: ::core::default::Default::default(),
                    value: 0.0,
                    samples: ::core::default::Default::default(),
                }
            }
        }

        impl Reading {
            /// Creates a [ReadingBuilder] for serializing an instance of this table.
            #[inline]
            pub fn builder() -> ReadingBuilder<()> {
                ReadingBuilder(())
            }

            #[allow(clippy::too_many_arguments)]
            pub fn create(
                builder: &mut ::planus::Builder,
                field_name: impl ::planus::WriteAsOptional<::planus::Offset<::core::primitive::str>>,
                field_value: impl ::planus::WriteAsDefault<f64, f64>,
                field_samples: impl ::planus::WriteAsOptional<::planus::Offset<[f32]>>,
            ) -> ::planus::Offset<Self> {
                let prepared_name = field_name.prepare(builder);
                let prepared_value = field_value.prepare(builder, &0.0);
                let prepared_samples = field_samples.prepare(builder);

                let mut table_writer: ::planus::table_writer::TableWriter<10> =
                    ::core::default::Default::default();
                if prepared_value.is_some() {
                    table_writer.write_entry::<f64>(1);
                }
                if prepared_name.is_some() {
                    table_writer.write_entry::<::planus::Offset<str>>(0);
                }
                if prepared_samples.is_some() {
                    table_writer.write_entry::<::planus::Offset<[f32]>>(2);
                }

                unsafe {
                    table_writer.finish(builder, |object_writer| {
                        if let ::core::option::Option::Some(prepared_value) = prepared_value {
                            object_writer.write::<_, _, 8>(&prepared_value);
                        }
                        if let ::core::option::Option::Some(prepared_name) = prepared_name {
                            object_writer.write::<_, _, 4>(&prepared_name);
                        }
                        if let ::core::option::Option::Some(prepared_samples) = prepared_samples {
                            object_writer.write::<_, _, 4>(&prepared_samples);
                        }
                    });
                }
                builder.current_offset()
            }
        }

        impl ::planus::WriteAs<::planus::Offset<Reading>> for Reading {
            type Prepared = ::planus::Offset<Self>;

            #[inline]
            fn prepare(&self, builder: &mut ::planus::Builder) -> ::planus::Offset<Reading> {
                ::planus::WriteAsOffset::prepare(self, builder)
            }
        }

        impl ::planus::WriteAsOptional<::planus::Offset<Reading>> for Reading {
            type Prepared = ::planus::Offset<Self>;

            #[inline]
            fn prepare(
                &self,
                builder: &mut ::planus::Builder,
            ) -> ::core::option::Option<::planus::Offset<Reading>> {
                ::core::option::Option::Some(::planus::WriteAsOffset::prepare(self, builder))
            }
        }

        impl ::planus::WriteAsOffset<Reading> for Reading {
            #[inline]
            fn prepare(&self, builder: &mut ::planus::Builder) -> ::planus::Offset<Reading> {
                Reading::create(builder, &self.name, self.value, &self.samples)
            }
        }

        /// Builder for serializing an instance of the [Reading] type.
        ///
        /// Can be created using the [Reading::builder] method.
        #[derive(Debug)]
        #[must_use]
        pub struct ReadingBuilder<State>(State);

        impl ReadingBuilder<()> {
            /// Setter for the [`name` field](Reading#structfield.name).
            #[inline]
            #[allow(clippy::type_complexity)]
            pub fn name<T0>(self, value: T0) -> ReadingBuilder<(T0,)>
            where
                T0: ::planus::WriteAsOptional<::planus::Offset<::core::primitive::str>>,
            {
                ReadingBuilder((value,))
            }

            /// Sets the [`name` field](Reading#structfield.name) to null.
            #[inline]
            #[allow(clippy::type_complexity)]
            pub fn name_as_null(self) -> ReadingBuilder<((),)> {
                self.name(())
            }
        }

        impl<T0> ReadingBuilder<(T0,)> {
            /// Setter for the [`value` field](Reading#structfield.value).
            #[inline]
            #[allow(clippy::type_complexity)]
            pub fn value<T1>(self, value: T1) -> ReadingBuilder<(T0, T1)>
            where
                T1: ::planus::WriteAsDefault<f64, f64>,
            {
                let (v0,) = self.0;
                ReadingBuilder((v0, value))
            }

            /// Sets the [`value` field](Reading#structfield.value) to the default value.
            #[inline]
            #[allow(clippy::type_complexity)]
            pub fn value_as_default(self) -> ReadingBuilder<(T0, ::planus::DefaultValue)> {
                self.value(::planus::DefaultValue)
            }
        }

        impl<T0, T1> ReadingBuilder<(T0, T1)> {
            /// Setter for the [`samples` field](Reading#structfield.samples).
            #[inline]
            #[allow(clippy::type_complexity)]
            pub fn samples<T2>(self, value: T2) -> ReadingBuilder<(T0, T1, T2)>
            where
                T2: ::planus::WriteAsOptional<::planus::Offset<[f32]>>,
            {
                let (v0, v1) = self.0;
                ReadingBuilder((v0, v1, value))
            }

            /// Sets the [`samples` field](Reading#structfield.samples) to null.
            #[inline]
            #[allow(clippy::type_complexity)]
            pub fn samples_as_null(self) -> ReadingBuilder<(T0, T1, ())> {
                self.samples(())
            }
        }

        impl<T0, T1, T2> ReadingBuilder<(T0, T1, T2)> {
            /// Finish writing the builder to get an [Offset](::planus::Offset) to a serialized [Reading].
            #[inline]
            pub fn finish(self, builder: &mut ::planus::Builder) -> ::planus::Offset<Reading>
            where
                Self: ::planus::WriteAsOffset<Reading>,
            {
                ::planus::WriteAsOffset::prepare(&self, builder)
            }
        }

        impl<
                T0: ::planus::WriteAsOptional<::planus::Offset<::core::primitive::str>>,
                T1: ::planus::WriteAsDefault<f64, f64>,
                T2: ::planus::WriteAsOptional<::planus::Offset<[f32]>>,
            > ::planus::WriteAs<::planus::Offset<Reading>> for ReadingBuilder<(T0, T1, T2)>
        {
            type Prepared = ::planus::Offset<Reading>;

            #[inline]
            fn prepare(&self, builder: &mut ::planus::Builder) -> ::planus::Offset<Reading> {
                ::planus::WriteAsOffset::prepare(self, builder)
            }
        }

        impl<
                T0: ::planus::WriteAsOptional<::planus::Offset<::core::primitive::str>>,
                T1: ::planus::WriteAsDefault<f64, f64>,
                T2: ::planus::WriteAsOptional<::planus::Offset<[f32]>>,
            > ::planus::WriteAsOptional<::planus::Offset<Reading>>
            for ReadingBuilder<(T0, T1, T2)>
        {
            type Prepared = ::planus::Offset<Reading>;

            #[inline]
            fn prepare(
                &self,
                builder: &mut ::planus::Builder,
            ) -> ::core::option::Option<::planus::Offset<Reading>> {
                ::core::option::Option::Some(::planus::WriteAsOffset::prepare(self, builder))
            }
        }

        impl<
                T0: ::planus::WriteAsOptional<::planus::Offset<::core::primitive::str>>,
                T1: ::planus::WriteAsDefault<f64, f64>,
                T2: ::planus::WriteAsOptional<::planus::Offset<[f32]>>,
            > ::planus::WriteAsOffset<Reading> for ReadingBuilder<(T0, T1, T2)>
        {
            #[inline]
            fn prepare(&self, builder: &mut ::planus::Builder) -> ::planus::Offset<Reading> {
                let (v0, v1, v2) = &self.0;
                Reading::create(builder, v0, v1, v2)
            }
        }

        /// Reference to a deserialized [Reading].
        #[derive(Copy, Clone)]
        pub struct ReadingRef<'a>(#[allow(dead_code)] ::planus::table_reader::Table<'a>);

        impl<'a> ReadingRef<'a> {
            /// Getter for the [`name` field](Reading#structfield.name).
            #[inline]
            pub fn name(
                &self,
            ) -> ::planus::Result<::core::option::Option<&'a ::core::primitive::str>> {
                self.0.access(0, "Reading", "name")
            }

            /// Getter for the [`value` field](Reading#structfield.value).
            #[inline]
            pub fn value(&self) -> ::planus::Result<f64> {
                ::core::result::Result::Ok(self.0.access(1, "Reading", "value")?.unwrap_or(0.0))
            }

            /// Getter for the [`samples` field](Reading#structfield.samples).
            #[inline]
            pub fn samples(
                &self,
            ) -> ::planus::Result<::core::option::Option<::planus::Vector<'a, f32>>> {
                self.0.access(2, "Reading", "samples")
            }
        }

        impl<'a> ::core::fmt::Debug for ReadingRef<'a> {
            fn fmt(&self, f: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result {
                let mut f = f.debug_struct("ReadingRef");
                if let ::core::option::Option::Some(field_name) = self.name().transpose() {
                    f.field("name", &field_name);
                }
                f.field("value", &self.value());
                if let ::core::option::Option::Some(field_samples) = self.samples().transpose() {
                    f.field("samples", &field_samples);
                }
                f.finish()
            }
        }

        impl<'a> ::core::convert::TryFrom<ReadingRef<'a>> for Reading {
            type Error = ::planus::Error;

            #[allow(unreachable_code)]
            fn try_from(value: ReadingRef<'a>) -> ::planus::Result<Self> {
                ::core::result::Result::Ok(Self {
                    name: value.name()?.map(::core::convert::Into::into),
                    value: ::core::convert::TryInto::try_into(value.value()?)?,
                    samples: if let ::core::option::Option::Some(samples) = value.samples()? {
                        ::core::option::Option::Some(samples.to_vec()?)
                    } else {
                        ::core::option::Option::None
                    },
                })
            }
        }

        impl<'a> ::planus::TableRead<'a> for ReadingRef<'a> {
            #[inline]
            fn from_buffer(
                buffer: ::planus::SliceWithStartOffset<'a>,
                offset: usize,
            ) -> ::core::result::Result<Self, ::planus::errors::ErrorKind> {
                ::core::result::Result::Ok(Self(::planus::table_reader::Table::from_buffer(
                    buffer, offset,
                )?))
            }
        }

        impl<'a> ::planus::VectorReadInner<'a> for ReadingRef<'a> {
            type Error = ::planus::Error;
            const STRIDE: usize = 4;

            unsafe fn from_buffer(
                buffer: ::planus::SliceWithStartOffset<'a>,
                offset: usize,
            ) -> ::planus::Result<Self> {
                ::planus::TableRead::from_buffer(buffer, offset).map_err(|error_kind| {
                    error_kind.with_error_location("[ReadingRef]", "get", buffer.offset_from_start)
                })
            }
        }

        /// # Safety
        /// The planus compiler generates implementations that initialize
        /// the bytes in `write_values`.
        unsafe impl ::planus::VectorWrite<::planus::Offset<Reading>> for Reading {
            type Value = ::planus::Offset<Reading>;
            const STRIDE: usize = 4;
            #[inline]
            fn prepare(&self, builder: &mut ::planus::Builder) -> Self::Value {
                ::planus::WriteAs::prepare(self, builder)
            }

            #[inline]
            unsafe fn write_values(
                values: &[::planus::Offset<Reading>],
                bytes: *mut ::core::mem::MaybeUninit<u8>,
                buffer_position: u32,
            ) {
                let bytes = bytes as *mut [::core::mem::MaybeUninit<u8>; 4];
                for (i, v) in ::core::iter::Iterator::enumerate(values.iter()) {
                    ::planus::WriteAsPrimitive::write(
                        v,
                        ::planus::Cursor::new(unsafe { &mut *bytes.add(i) }),
                        buffer_position - (Self::STRIDE * i) as u32,
                    );
                }
            }
        }

        impl<'a> ::planus::ReadAsRoot<'a> for ReadingRef<'a> {
            fn read_as_root(slice: &'a [u8]) -> ::planus::Result<Self> {
                ::planus::TableRead::from_buffer(
                    ::planus::SliceWithStartOffset { buffer: slice, offset_from_start: 0 },
                    0,
                )
                .map_err(|error_kind| {
                    error_kind.with_error_location("[ReadingRef]", "read_as_root", 0)
                })
            }
        }

        /// The table `Nested` in the namespace `messages`
        ///
        /// Generated from these locations:
        /// * Table `Nested` in the file `messages.fbs.in:40`
        #[derive(Clone, Debug, PartialEq, PartialOrd)]
        pub struct Nested {
            /// The field `id` in the table `Nested`
            pub id: u64,
            /// The field `name` in the table `Nested`
            pub name: ::core::option::Option<::planus::alloc::string::String>,
            /// The field `origin` in the table `Nested`
            pub origin: ::core::option::Option<self::Point>,
            /// The field `readings` in the table `Nested`
            pub readings: ::core::option::Option<::planus::alloc::vec::Vec<self::Reading>>,
            /// The field `parent` in the table `Nested`
            pub parent: ::core::option::Option<::planus::alloc::boxed::Box<self::Nested>>,
        }

        #[allow(clippy::derivable_impls)]
        impl ::core::default::Default for Nested {
            fn default() -> Self {
                Self {
                    id: 0,
                    name: ::core::default::Default::default(),
                    origin: ::core::default::Default::default(),
                    readings: ::core::default::Default::default(),
                    parent: ::core::default::Default::default(),
                }
            }
        }

        impl Nested {
            /// Creates a [NestedBuilder] for serializing an instance of this table.
            #[inline]
            pub fn builder() -> NestedBuilder<()> {
                NestedBuilder(())
            }

            #[allow(clippy::too_many_arguments)]
            pub fn create(
                builder: &mut ::planus::Builder,
                field_id: impl ::planus::WriteAsDefault<u64, u64>,
                field_name: impl ::planus::WriteAsOptional<::planus::Offset<::core::primitive::str>>,
                field_origin: impl ::planus::WriteAsOptional<self::Point>,
                field_readings: impl ::planus::WriteAsOptional<
                    ::planus::Offset<[::planus::Offset<self::Reading>]>,
                >,
                field_parent: impl ::planus::WriteAsOptional<::planus::Offset<self::Nested>>,
            ) -> ::planus::Offset<Self> {
                let prepared_id = field_id.prepare(builder, &0);
                let prepared_name = field_name.prepare(builder);
                let prepared_origin = field_origin.prepare(builder);
                let prepared_readings = field_readings.prepare(builder);
                let prepared_parent = field_parent.prepare(builder);

                let mut table_writer: ::planus::table_writer::TableWriter<14> =
                    ::core::default::Default::default();
                if prepared_id.is_some() {
                    table_writer.write_entry::<u64>(0);
                }
                if prepared_origin.is_some() {
                    table_writer.write_entry::<self::Point>(2);
                }
                if prepared_name.is_some() {
                    table_writer.write_entry::<::planus::Offset<str>>(1);
                }
                if prepared_readings.is_some() {
                    table_writer
                        .write_entry::<::planus::Offset<[::planus::Offset<self::Reading>]>>(3);
                }
                if prepared_parent.is_some() {
                    table_writer.write_entry::<::planus::Offset<self::Nested>>(4);
                }

                unsafe {
                    table_writer.finish(builder, |object_writer| {
                        if let ::core::option::Option::Some(prepared_id) = prepared_id {
                            object_writer.write::<_, _, 8>(&prepared_id);
                        }
                        if let ::core::option::Option::Some(prepared_origin) = prepared_origin {
                            object_writer.write::<_, _, 24>(&prepared_origin);
                        }
                        if let ::core::option::Option::Some(prepared_name) = prepared_name {
                            object_writer.write::<_, _, 4>(&prepared_name);
                        }
                        if let ::core::option::Option::Some(prepared_readings) = prepared_readings {
                            object_writer.write::<_, _, 4>(&prepared_readings);
                        }
                        if let ::core::option::Option::Some(prepared_parent) = prepared_parent {
                            object_writer.write::<_, _, 4>(&prepared_parent);
                        }
                    });
                }
                builder.current_offset()
            }
        }

        impl ::planus::WriteAs<::planus::Offset<Nested>> for Nested {
            type Prepared = ::planus::Offset<Self>;

            #[inline]
            fn prepare(&self, builder: &mut ::planus::Builder) -> ::planus::Offset<Nested> {
                ::planus::WriteAsOffset::prepare(self, builder)
            }
        }

        impl ::planus::WriteAsOptional<::planus::Offset<Nested>> for Nested {
            type Prepared = ::planus::Offset<Self>;

            #[inline]
            fn prepare(
                &self,
                builder: &mut ::planus::Builder,
            ) -> ::core::option::Option<::planus::Offset<Nested>> {
                ::core::option::Option::Some(::planus::WriteAsOffset::prepare(self, builder))
            }
        }

        impl ::planus::WriteAsOffset<Nested> for Nested {
            #[inline]
            fn prepare(&self, builder: &mut ::planus::Builder) -> ::planus::Offset<Nested> {
                Nested::create(
                    builder,
                    self.id,
                    &self.name,
                    self.origin,
                    &self.readings,
                    &self.parent,
                )
            }
        }

        /// Builder for serializing an instance of the [Nested] type.
        ///
        /// Can be created using the [Nested::builder] method.
        #[derive(Debug)]
        #[must_use]
        pub struct NestedBuilder<State>(State);

        impl NestedBuilder<()> {
            /// Setter for the [`id` field](Nested#structfield.id).
            #[inline]
            #[allow(clippy::type_complexity)]
            pub fn id<T0>(self, value: T0) -> NestedBuilder<(T0,)>
            where
                T0: ::planus::WriteAsDefault<u64, u64>,
            {
                NestedBuilder((value,))
            }

            /// Sets the [`id` field](Nested#structfield.id) to the default value.
            #[inline]
            #[allow(clippy::type_complexity)]
            pub fn id_as_default(self) -> NestedBuilder<(::planus::DefaultValue,)> {
                self.id(::planus::DefaultValue)
            }
        }

        impl<T0> NestedBuilder<(T0,)> {
            /// Setter for the [`name` field](Nested#structfield.name).
            #[inline]
            #[allow(clippy::type_complexity)]
            pub fn name<T1>(self, value: T1) -> NestedBuilder<(T0, T1)>
            where
                T1: ::planus::WriteAsOptional<::planus::Offset<::core::primitive::str>>,
            {
                let (v0,) = self.0;
                NestedBuilder((v0, value))
            }

            /// Sets the [`name` field](Nested#structfield.name) to null.
            #[inline]
            #[allow(clippy::type_complexity)]
            pub fn name_as_null(self) -> NestedBuilder<(T0, ())> {
                self.name(())
            }
        }

        impl<T0, T1> NestedBuilder<(T0, T1)> {
            /// Setter for the [`origin` field](Nested#structfield.origin).
            #[inline]
            #[allow(clippy::type_complexity)]
            pub fn origin<T2>(self, value: T2) -> NestedBuilder<(T0, T1, T2)>
            where
                T2: ::planus::WriteAsOptional<self::Point>,
            {
                let (v0, v1) = self.0;
                NestedBuilder((v0, v1, value))
            }

            /// Sets the [`origin` field](Nested#structfield.origin) to null.
            #[inline]
            #[allow(clippy::type_complexity)]
            pub fn origin_as_null(self) -> NestedBuilder<(T0, T1, ())> {
                self.origin(())
            }
        }

        impl<T0, T1, T2> NestedBuilder<(T0, T1, T2)> {
            /// Setter for the [`readings` field](Nested#structfield.readings).
            #[inline]
            #[allow(clippy::type_complexity)]
            pub fn readings<T3>(self, value: T3) -> NestedBuilder<(T0, T1, T2, T3)>
            where
                T3: ::planus::WriteAsOptional<::planus::Offset<[::planus::Offset<self::Reading>]>>,
            {
                let (v0, v1, v2) = self.0;
                NestedBuilder((v0, v1, v2, value))
            }

            /// Sets the [`readings` field](Nested#structfield.readings) to null.
            #[inline]
            #[allow(clippy::type_complexity)]
            pub fn readings_as_null(self) -> NestedBuilder<(T0, T1, T2, ())> {
                self.readings(())
            }
        }

        impl<T0, T1, T2, T3> NestedBuilder<(T0, T1, T2, T3)> {
            /// Setter for the [`parent` field](Nested#structfield.parent).
            #[inline]
            #[allow(clippy::type_complexity)]
            pub fn parent<T4>(self, value: T4) -> NestedBuilder<(T0, T1, T2, T3, T4)>
            where
                T4: ::planus::WriteAsOptional<::planus::Offset<self::Nested>>,
            {
                let (v0, v1, v2, v3) = self.0;
                NestedBuilder((v0, v1, v2, v3, value))
            }

            /// Sets the [`parent` field](Nested#structfield.parent) to null.
            #[inline]
            #[allow(clippy::type_complexity)]
            pub fn parent_as_null(self) -> NestedBuilder<(T0, T1, T2, T3, ())> {
                self.parent(())
            }
        }

        impl<T0, T1, T2, T3, T4> NestedBuilder<(T0, T1, T2, T3, T4)> {
            /// Finish writing the builder to get an [Offset](::planus::Offset) to a serialized [Nested].
            #[inline]
            pub fn finish(self, builder: &mut ::planus::Builder) -> ::planus::Offset<Nested>
            where
                Self: ::planus::WriteAsOffset<Nested>,
            {
                ::planus::WriteAsOffset::prepare(&self, builder)
            }
        }

        impl<
                T0: ::planus::WriteAsDefault<u64, u64>,
                T1: ::planus::WriteAsOptional<::planus::Offset<::core::primitive::str>>,
                T2: ::planus::WriteAsOptional<self::Point>,
                T3: ::planus::WriteAsOptional<::planus::Offset<[::planus::Offset<self::Reading>]>>,
                T4: ::planus::WriteAsOptional<::planus::Offset<self::Nested>>,
            > ::planus::WriteAs<::planus::Offset<Nested>> for NestedBuilder<(T0, T1, T2, T3, T4)>
        {
            type Prepared = ::planus::Offset<Nested>;

            #[inline]
            fn prepare(&self, builder: &mut ::planus::Builder) -> ::planus::Offset<Nested> {
                ::planus::WriteAsOffset::prepare(self, builder)
            }
        }

        impl<
                T0: ::planus::WriteAsDefault<u64, u64>,
                T1: ::planus::WriteAsOptional<::planus::Offset<::core::primitive::str>>,
                T2: ::planus::WriteAsOptional<self::Point>,
                T3: ::planus::WriteAsOptional<::planus::Offset<[::planus::Offset<self::Reading>]>>,
                T4: ::planus::WriteAsOptional<::planus::Offset<self::Nested>>,
            > ::planus::WriteAsOptional<::planus::Offset<Nested>>
            for NestedBuilder<(T0, T1, T2, T3, T4)>
        {
            type Prepared = ::planus::Offset<Nested>;

            #[inline]
            fn prepare(
                &self,
                builder: &mut ::planus::Builder,
            ) -> ::core::option::Option<::planus::Offset<Nested>> {
                ::core::option::Option::Some(::planus::WriteAsOffset::prepare(self, builder))
            }
        }

        impl<
                T0: ::planus::WriteAsDefault<u64, u64>,
                T1: ::planus::WriteAsOptional<::planus::Offset<::core::primitive::str>>,
                T2: ::planus::WriteAsOptional<self::Point>,
                T3: ::planus::WriteAsOptional<::planus::Offset<[::planus::Offset<self::Reading>]>>,
                T4: ::planus::WriteAsOptional<::planus::Offset<self::Nested>>,
            > ::planus::WriteAsOffset<Nested> for NestedBuilder<(T0, T1, T2, T3, T4)>
        {
            #[inline]
            fn prepare(&self, builder: &mut ::planus::Builder) -> ::planus::Offset<Nested> {
                let (v0, v1, v2, v3, v4) = &self.0;
                Nested::create(builder, v0, v1, v2, v3, v4)
            }
        }

        /// Reference to a deserialized [Nested].
        #[derive(Copy, Clone)]
        pub struct NestedRef<'a>(#[allow(dead_code)] ::planus::table_reader::Table<'a>);

        impl<'a> NestedRef<'a> {
            /// Getter for the [`id` field](Nested#structfield.id).
            #[inline]
            pub fn id(&self) -> ::planus::Result<u64> {
                ::core::result::Result::Ok(self.0.access(0, "Nested", "id")?.unwrap_or(0))
            }

            /// Getter for the [`name` field](Nested#structfield.name).
            #[inline]
            pub fn name(
                &self,
            ) -> ::planus::Result<::core::option::Option<&'a ::core::primitive::str>> {
                self.0.access(1, "Nested", "name")
            }

            /// Getter for the [`origin` field](Nested#structfield.origin).
            #[inline]
            pub fn origin(&self) -> ::planus::Result<::core::option::Option<self::PointRef<'a>>> {
                self.0.access(2, "Nested", "origin")
            }

            /// Getter for the [`readings` field](Nested#structfield.readings).
            #[inline]
            pub fn readings(
                &self,
            ) -> ::planus::Result<
                ::core::option::Option<
                    ::planus::Vector<'a, ::planus::Result<self::ReadingRef<'a>>>,
                >,
            > {
                self.0.access(3, "Nested", "readings")
            }

            /// Getter for the [`parent` field](Nested#structfield.parent).
            #[inline]
            pub fn parent(&self) -> ::planus::Result<::core::option::Option<self::NestedRef<'a>>> {
                self.0.access(4, "Nested", "parent")
            }
        }

        impl<'a> ::core::fmt::Debug for NestedRef<'a> {
            fn fmt(&self, f: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result {
                let mut f = f.debug_struct("NestedRef");
                f.field("id", &self.id());
                if let ::core::option::Option::Some(field_name) = self.name().transpose() {
                    f.field("name", &field_name);
                }
                if let ::core::option::Option::Some(field_origin) = self.origin().transpose() {
                    f.field("origin", &field_origin);
                }
                if let ::core::option::Option::Some(field_readings) = self.readings().transpose() {
                    f.field("readings", &field_readings);
                }
                if let ::core::option::Option::Some(field_parent) = self.parent().transpose() {
                    f.field("parent", &field_parent);
                }
                f.finish()
            }
        }

        impl<'a> ::core::convert::TryFrom<NestedRef<'a>> for Nested {
            type Error = ::planus::Error;

            #[allow(unreachable_code)]
            fn try_from(value: NestedRef<'a>) -> ::planus::Result<Self> {
                ::core::result::Result::Ok(Self {
                    id: ::core::convert::TryInto::try_into(value.id()?)?,
                    name: value.name()?.map(::core::convert::Into::into),
                    origin: value.origin()?.map(::core::convert::Into::into),
                    readings: if let ::core::option::Option::Some(readings) = value.readings()? {
                        ::core::option::Option::Some(readings.to_vec_result()?)
                    } else {
                        ::core::option::Option::None
                    },
                    parent: if let ::core::option::Option::Some(parent) = value.parent()? {
                        ::core::option::Option::Some(::planus::alloc::boxed::Box::new(
                            ::core::convert::TryInto::try_into(parent)?,
                        ))
                    } else {
                        ::core::option::Option::None
                    },
                })
            }
        }

        impl<'a> ::planus::TableRead<'a> for NestedRef<'a> {
            #[inline]
            fn from_buffer(
                buffer: ::planus::SliceWithStartOffset<'a>,
                offset: usize,
            ) -> ::core::result::Result<Self, ::planus::errors::ErrorKind> {
                ::core::result::Result::Ok(Self(::planus::table_reader::Table::from_buffer(
                    buffer, offset,
                )?))
            }
        }

        impl<'a> ::planus::VectorReadInner<'a> for NestedRef<'a> {
            type Error = ::planus::Error;
            const STRIDE: usize = 4;

            unsafe fn from_buffer(
                buffer: ::planus::SliceWithStartOffset<'a>,
                offset: usize,
            ) -> ::planus::Result<Self> {
                ::planus::TableRead::from_buffer(buffer, offset).map_err(|error_kind| {
                    error_kind.with_error_location("[NestedRef]", "get", buffer.offset_from_start)
                })
            }
        }

        /// # Safety
        /// The planus compiler generates implementations that initialize
        /// the bytes in `write_values`.
        unsafe impl ::planus::VectorWrite<::planus::Offset<Nested>> for Nested {
            type Value = ::planus::Offset<Nested>;
            const STRIDE: usize = 4;
            #[inline]
            fn prepare(&self, builder: &mut ::planus::Builder) -> Self::Value {
                ::planus::WriteAs::prepare(self, builder)
            }

            #[inline]
            unsafe fn write_values(
                values: &[::planus::Offset<Nested>],
                bytes: *mut ::core::mem::MaybeUninit<u8>,
                buffer_position: u32,
            ) {
                let bytes = bytes as *mut [::core::mem::MaybeUninit<u8>; 4];
                for (i, v) in ::core::iter::Iterator::enumerate(values.iter()) {
                    ::planus::WriteAsPrimitive::write(
                        v,
                        ::planus::Cursor::new(unsafe { &mut *bytes.add(i) }),
                        buffer_position - (Self::STRIDE * i) as u32,
                    );
                }
            }
        }

        impl<'a> ::planus::ReadAsRoot<'a> for NestedRef<'a> {
            fn read_as_root(slice: &'a [u8]) -> ::planus::Result<Self> {
                ::planus::TableRead::from_buffer(
                    ::planus::SliceWithStartOffset { buffer: slice, offset_from_start: 0 },
                    0,
                )
                .map_err(|error_kind| {
                    error_kind.with_error_location("[NestedRef]", "read_as_root", 0)
                })
            }
        }

        /// The table `Samples` in the namespace `messages`
        ///
        /// Generated from these locations:
        /// * Table `Samples` in the file `messages.fbs.in:48`
        #[derive(Clone, Debug, PartialEq, PartialOrd)]
        pub struct Samples {
            /// The field `channel` in the table `Samples`
            pub channel: u32,
            /// The field `values` in the table `Samples`
            pub values: ::core::option::Option<::planus::alloc::vec::Vec<f64>>,
        }

        #[allow(clippy::derivable_impls)]
        impl ::core::default::Default for Samples {
            fn default() -> Self {
                Self { channel: 0, values: ::core::default::Default::default() }
            }
        }

        impl Samples {
            /// Creates a [SamplesBuilder] for serializing an instance of this table.
            #[inline]
            pub fn builder() -> SamplesBuilder<()> {
                SamplesBuilder(())
            }

            #[allow(clippy::too_many_arguments)]
            pub fn create(
                builder: &mut ::planus::Builder,
                field_channel: impl ::planus::WriteAsDefault<u32, u32>,
                field_values: impl ::planus::WriteAsOptional<::planus::Offset<[f64]>>,
            ) -> ::planus::Offset<Self> {
                let prepared_channel = field_channel.prepare(builder, &0);
                let prepared_values = field_values.prepare(builder);

                let mut table_writer: ::planus::table_writer::TableWriter<8> =
                    ::core::default::Default::default();
                if prepared_channel.is_some() {
                    table_writer.write_entry::<u32>(0);
                }
                if prepared_values.is_some() {
                    table_writer.write_entry::<::planus::Offset<[f64]>>(1);
                }

                unsafe {
                    table_writer.finish(builder, |object_writer| {
                        if let ::core::option::Option::Some(prepared_channel) = prepared_channel {
                            object_writer.write::<_, _, 4>(&prepared_channel);
                        }
                        if let ::core::option::Option::Some(prepared_values) = prepared_values {
                            object_writer.write::<_, _, 4>(&prepared_values);
                        }
                    });
                }
                builder.current_offset()
            }
        }

        impl ::planus::WriteAs<::planus::Offset<Samples>> for Samples {
            type Prepared = ::planus::Offset<Self>;

            #[inline]
            fn prepare(&self, builder: &mut ::planus::Builder) -> ::planus::Offset<Samples> {
                ::planus::WriteAsOffset::prepare(self, builder)
            }
        }

        impl ::planus::WriteAsOptional<::planus::Offset<Samples>> for Samples {
            type Prepared = ::planus::Offset<Self>;

            #[inline]
            fn prepare(
                &self,
                builder: &mut ::planus::Builder,
            ) -> ::core::option::Option<::planus::Offset<Samples>> {
                ::core::option::Option::Some(::planus::WriteAsOffset::prepare(self, builder))
            }
        }

        impl ::planus::WriteAsOffset<Samples> for Samples {
            #[inline]
            fn prepare(&self, builder: &mut ::planus::Builder) -> ::planus::Offset<Samples> {
                Samples::create(builder, self.channel, &self.values)
            }
        }

        /// Builder for serializing an instance of the [Samples] type.
        ///
        /// Can be created using the [Samples::builder] method.
        #[derive(Debug)]
        #[must_use]
        pub struct SamplesBuilder<State>(State);

        impl SamplesBuilder<()> {
            /// Setter for the [`channel` field](Samples#structfield.channel).
            #[inline]
            #[allow(clippy::type_complexity)]
            pub fn channel<T0>(self, value: T0) -> SamplesBuilder<(T0,)>
            where
                T0: ::planus::WriteAsDefault<u32, u32>,
            {
                SamplesBuilder((value,))
            }

            /// Sets the [`channel` field](Samples#structfield.channel) to the default value.
            #[inline]
            #[allow(clippy::type_complexity)]
            pub fn channel_as_default(self) -> SamplesBuilder<(::planus::DefaultValue,)> {
                self.channel(::planus::DefaultValue)
            }
        }

        impl<T0> SamplesBuilder<(T0,)> {
            /// Setter for the [`values` field](Samples#structfield.values).
            #[inline]
            #[allow(clippy::type_complexity)]
            pub fn values<T1>(self, value: T1) -> SamplesBuilder<(T0, T1)>
            where
                T1: ::planus::WriteAsOptional<::planus::Offset<[f64]>>,
            {
                let (v0,) = self.0;
                SamplesBuilder((v0, value))
            }

            /// Sets the [`values` field](Samples#structfield.values) to null.
            #[inline]
            #[allow(clippy::type_complexity)]
            pub fn values_as_null(self) -> SamplesBuilder<(T0, ())> {
                self.values(())
            }
        }

        impl<T0, T1> SamplesBuilder<(T0, T1)> {
            /// Finish writing the builder to get an [Offset](::planus::Offset) to a serialized [Samples].
            #[inline]
            pub fn finish(self, builder: &mut ::planus::Builder) -> ::planus::Offset<Samples>
            where
                Self: ::planus::WriteAsOffset<Samples>,
            {
                ::planus::WriteAsOffset::prepare(&self, builder)
            }
        }

        impl<
                T0: ::planus::WriteAsDefault<u32, u32>,
                T1: ::planus::WriteAsOptional<::planus::Offset<[f64]>>,
            > ::planus::WriteAs<::planus::Offset<Samples>> for SamplesBuilder<(T0, T1)>
        {
            type Prepared = ::planus::Offset<Samples>;

            #[inline]
            fn prepare(&self, builder: &mut ::planus::Builder) -> ::planus::Offset<Samples> {
                ::planus::WriteAsOffset::prepare(self, builder)
            }
        }

        impl<
                T0: ::planus::WriteAsDefault<u32, u32>,
                T1: ::planus::WriteAsOptional<::planus::Offset<[f64]>>,
            > ::planus::WriteAsOptional<::planus::Offset<Samples>> for SamplesBuilder<(T0, T1)>
        {
            type Prepared = ::planus::Offset<Samples>;

            #[inline]
            fn prepare(
                &self,
                builder: &mut ::planus::Builder,
            ) -> ::core::option::Option<::planus::Offset<Samples>> {
                ::core::option::Option::Some(::planus::WriteAsOffset::prepare(self, builder))
            }
        }

        impl<
                T0: ::planus::WriteAsDefault<u32, u32>,
                T1: ::planus::WriteAsOptional<::planus::Offset<[f64]>>,
            > ::planus::WriteAsOffset<Samples> for SamplesBuilder<(T0, T1)>
        {
            #[inline]
            fn prepare(&self, builder: &mut ::planus::Builder) -> ::planus::Offset<Samples> {
                let (v0, v1) = &self.0;
                Samples::create(builder, v0, v1)
            }
        }

        /// Reference to a deserialized [Samples].
        #[derive(Copy, Clone)]
        pub struct SamplesRef<'a>(#[allow(dead_code)] ::planus::table_reader::Table<'a>);

        impl<'a> SamplesRef<'a> {
            /// Getter for the [`channel` field](Samples#structfield.channel).
            #[inline]
            pub fn channel(&self) -> ::planus::Result<u32> {
                ::core::result::Result::Ok(self.0.access(0, "Samples", "channel")?.unwrap_or(0))
            }

            /// Getter for the [`values` field](Samples#structfield.values).
            #[inline]
            pub fn values(
                &self,
            ) -> ::planus::Result<::core::option::Option<::planus::Vector<'a, f64>>> {
                self.0.access(1, "Samples", "values")
            }
        }

        impl<'a> ::core::fmt::Debug for SamplesRef<'a> {
            fn fmt(&self, f: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result {
                let mut f = f.debug_struct("SamplesRef");
                f.field("channel", &self.channel());
                if let ::core::option::Option::Some(field_values) = self.values().transpose() {
                    f.field("values", &field_values);
                }
                f.finish()
            }
        }

        impl<'a> ::core::convert::TryFrom<SamplesRef<'a>> for Samples {
            type Error = ::planus::Error;

            #[allow(unreachable_code)]
            fn try_from(value: SamplesRef<'a>) -> ::planus::Result<Self> {
                ::core::result::Result::Ok(Self {
                    channel: ::core::convert::TryInto::try_into(value.channel()?)?,
                    values: if let ::core::option::Option::Some(values) = value.values()? {
                        ::core::option::Option::Some(values.to_vec()?)
                    } else {
                        ::core::option::Option::None
                    },
                })
            }
        }

        impl<'a> ::planus::TableRead<'a> for SamplesRef<'a> {
            #[inline]
            fn from_buffer(
                buffer: ::planus::SliceWithStartOffset<'a>,
                offset: usize,
            ) -> ::core::result::Result<Self, ::planus::errors::ErrorKind> {
                ::core::result::Result::Ok(Self(::planus::table_reader::Table::from_buffer(
                    buffer, offset,
                )?))
            }
        }

        impl<'a> ::planus::VectorReadInner<'a> for SamplesRef<'a> {
            type Error = ::planus::Error;
            const STRIDE: usize = 4;

            unsafe fn from_buffer(
                buffer: ::planus::SliceWithStartOffset<'a>,
                offset: usize,
            ) -> ::planus::Result<Self> {
                ::planus::TableRead::from_buffer(buffer, offset).map_err(|error_kind| {
                    error_kind.with_error_location("[SamplesRef]", "get", buffer.offset_from_start)
                })
            }
        }

        /// # Safety
        /// The planus compiler generates implementations that initialize
        /// the bytes in `write_values`.
        unsafe impl ::planus::VectorWrite<::planus::Offset<Samples>> for Samples {
            type Value = ::planus::Offset<Samples>;
            const STRIDE: usize = 4;
            #[inline]
            fn prepare(&self, builder: &mut ::planus::Builder) -> Self::Value {
                ::planus::WriteAs::prepare(self, builder)
            }

            #[inline]
            unsafe fn write_values(
                values: &[::planus::Offset<Samples>],
                bytes: *mut ::core::mem::MaybeUninit<u8>,
                buffer_position: u32,
            ) {
                let bytes = bytes as *mut [::core::mem::MaybeUninit<u8>; 4];
                for (i, v) in ::core::iter::Iterator::enumerate(values.iter()) {
                    ::planus::WriteAsPrimitive::write(
                        v,
                        ::planus::Cursor::new(unsafe { &mut *bytes.add(i) }),
                        buffer_position - (Self::STRIDE * i) as u32,
                    );
                }
            }
        }

        impl<'a> ::planus::ReadAsRoot<'a> for SamplesRef<'a> {
            fn read_as_root(slice: &'a [u8]) -> ::planus::Result<Self> {
                ::planus::TableRead::from_buffer(
                    ::planus::SliceWithStartOffset { buffer: slice, offset_from_start: 0 },
                    0,
                )
                .map_err(|error_kind| {
                    error_kind.with_error_location("[SamplesRef]", "read_as_root", 0)
                })
            }
        }

        /// The union `AnyMessage` in the namespace `messages`
        ///
        /// Generated from these locations:
        /// * Union `AnyMessage` in the file `messages.fbs.in:54`
        #[derive(Clone, Debug, PartialEq, PartialOrd)]
        pub enum AnyMessage {
            /// The variant of type `Telemetry` in the union `AnyMessage`
            Telemetry(::planus::alloc::boxed::Box<self::Telemetry>),

            /// The variant of type `LogRecord` in the union `AnyMessage`
            LogRecord(::planus::alloc::boxed::Box<self::LogRecord>),

            /// The variant of type `Nested` in the union `AnyMessage`
            Nested(::planus::alloc::boxed::Box<self::Nested>),

            /// The variant of type `Samples` in the union `AnyMessage`
            Samples(::planus::alloc::boxed::Box<self::Samples>),
        }

        impl AnyMessage {
            /// Creates a [AnyMessageBuilder] for serializing an instance of this table.
            #[inline]
            pub fn builder() -> AnyMessageBuilder<::planus::Uninitialized> {
                AnyMessageBuilder(::planus::Uninitialized)
            }

            #[inline]
            pub fn create_telemetry(
                builder: &mut ::planus::Builder,
                value: impl ::planus::WriteAsOffset<self::Telemetry>,
            ) -> ::planus::UnionOffset<Self> {
                ::planus::UnionOffset::new(1, value.prepare(builder).downcast())
            }

            #[inline]
            pub fn create_log_record(
                builder: &mut ::planus::Builder,
                value: impl ::planus::WriteAsOffset<self::LogRecord>,
            ) -> ::planus::UnionOffset<Self> {
                ::planus::UnionOffset::new(2, value.prepare(builder).downcast())
            }

            #[inline]
            pub fn create_nested(
                builder: &mut ::planus::Builder,
                value: impl ::planus::WriteAsOffset<self::Nested>,
            ) -> ::planus::UnionOffset<Self> {
                ::planus::UnionOffset::new(3, value.prepare(builder).downcast())
            }

            #[inline]
            pub fn create_samples(
                builder: &mut ::planus::Builder,
                value: impl ::planus::WriteAsOffset<self::Samples>,
            ) -> ::planus::UnionOffset<Self> {
                ::planus::UnionOffset::new(4, value.prepare(builder).downcast())
            }
        }

        impl ::planus::WriteAsUnion<AnyMessage> for AnyMessage {
            #[inline]
            fn prepare(&self, builder: &mut ::planus::Builder) -> ::planus::UnionOffset<Self> {
                match self {
                    Self::Telemetry(value) => Self::create_telemetry(builder, value),
                    Self::LogRecord(value) => Self::create_log_record(builder, value),
                    Self::Nested(value) => Self::create_nested(builder, value),
                    Self::Samples(value) => Self::create_samples(builder, value),
                }
            }
        }

        impl ::planus::WriteAsOptionalUnion<AnyMessage> for AnyMessage {
            #[inline]
            fn prepare(
                &self,
                builder: &mut ::planus::Builder,
            ) -> ::core::option::Option<::planus::UnionOffset<Self>> {
                ::core::option::Option::Some(::planus::WriteAsUnion::prepare(self, builder))
            }
        }

        /// Builder for serializing an instance of the [AnyMessage] type.
        ///
        /// Can be created using the [AnyMessage::builder] method.
        #[derive(Debug)]
        #[must_use]
        pub struct AnyMessageBuilder<T>(T);

        impl AnyMessageBuilder<::planus::Uninitialized> {
            /// Creates an instance of the [`Telemetry` variant](AnyMessage#variant.Telemetry).
            #[inline]
            pub fn telemetry<T>(self, value: T) -> AnyMessageBuilder<::planus::Initialized<1, T>>
            where
                T: ::planus::WriteAsOffset<self::Telemetry>,
            {
                AnyMessageBuilder(::planus::Initialized(value))
            }

            /// Creates an instance of the [`LogRecord` variant](AnyMessage#variant.LogRecord).
            #[inline]
            pub fn log_record<T>(self, value: T) -> AnyMessageBuilder<::planus::Initialized<2, T>>
            where
                T: ::planus::WriteAsOffset<self::LogRecord>,
            {
                AnyMessageBuilder(::planus::Initialized(value))
            }

            /// Creates an instance of the [`Nested` variant](AnyMessage#variant.Nested).
            #[inline]
            pub fn nested<T>(self, value: T) -> AnyMessageBuilder<::planus::Initialized<3, T>>
            where
                T: ::planus::WriteAsOffset<self::Nested>,
            {
                AnyMessageBuilder(::planus::Initialized(value))
            }

            /// Creates an instance of the [`Samples` variant](AnyMessage#variant.Samples).
            #[inline]
            pub fn samples<T>(self, value: T) -> AnyMessageBuilder<::planus::Initialized<4, T>>
            where
                T: ::planus::WriteAsOffset<self::Samples>,
            {
                AnyMessageBuilder(::planus::Initialized(value))
            }
        }

        impl<const N: u8, T> AnyMessageBuilder<::planus::Initialized<N, T>> {
            /// Finish writing the builder to get an [UnionOffset](::planus::UnionOffset) to a serialized [AnyMessage].
            #[inline]
            pub fn finish(
                self,
                builder: &mut ::planus::Builder,
            ) -> ::planus::UnionOffset<AnyMessage>
            where
                Self: ::planus::WriteAsUnion<AnyMessage>,
            {
                ::planus::WriteAsUnion::prepare(&self, builder)
            }
        }

        impl<T> ::planus::WriteAsUnion<AnyMessage> for AnyMessageBuilder<::planus::Initialized<1, T>>
        where
            T: ::planus::WriteAsOffset<self::Telemetry>,
        {
            #[inline]
            fn prepare(
                &self,
                builder: &mut ::planus::Builder,
            ) -> ::planus::UnionOffset<AnyMessage> {
                ::planus::UnionOffset::new(1, (self.0).0.prepare(builder).downcast())
            }
        }

        impl<T> ::planus::WriteAsOptionalUnion<AnyMessage>
            for AnyMessageBuilder<::planus::Initialized<1, T>>
        where
            T: ::planus::WriteAsOffset<self::Telemetry>,
        {
            #[inline]
            fn prepare(
                &self,
                builder: &mut ::planus::Builder,
            ) -> ::core::option::Option<::planus::UnionOffset<AnyMessage>> {
                ::core::option::Option::Some(::planus::WriteAsUnion::prepare(self, builder))
            }
        }
        impl<T> ::planus::WriteAsUnion<AnyMessage> for AnyMessageBuilder<::planus::Initialized<2, T>>
        where
            T: ::planus::WriteAsOffset<self::LogRecord>,
        {
            #[inline]
            fn prepare(
                &self,
                builder: &mut ::planus::Builder,
            ) -> ::planus::UnionOffset<AnyMessage> {
                ::planus::UnionOffset::new(2, (self.0).0.prepare(builder).downcast())
            }
        }

        impl<T> ::planus::WriteAsOptionalUnion<AnyMessage>
            for AnyMessageBuilder<::planus::Initialized<2, T>>
        where
            T: ::planus::WriteAsOffset<self::LogRecord>,
        {
            #[inline]
            fn prepare(
                &self,
                builder: &mut ::planus::Builder,
            ) -> ::core::option::Option<::planus::UnionOffset<AnyMessage>> {
                ::core::option::Option::Some(::planus::WriteAsUnion::prepare(self, builder))
            }
        }
        impl<T> ::planus::WriteAsUnion<AnyMessage> for AnyMessageBuilder<::planus::Initialized<3, T>>
        where
            T: ::planus::WriteAsOffset<self::Nested>,
        {
            #[inline]
            fn prepare(
                &self,
                builder: &mut ::planus::Builder,
            ) -> ::planus::UnionOffset<AnyMessage> {
                ::planus::UnionOffset::new(3, (self.0).0.prepare(builder).downcast())
            }
        }

        impl<T> ::planus::WriteAsOptionalUnion<AnyMessage>
            for AnyMessageBuilder<::planus::Initialized<3, T>>
        where
            T: ::planus::WriteAsOffset<self::Nested>,
        {
            #[inline]
            fn prepare(
                &self,
                builder: &mut ::planus::Builder,
            ) -> ::core::option::Option<::planus::UnionOffset<AnyMessage>> {
                ::core::option::Option::Some(::planus::WriteAsUnion::prepare(self, builder))
            }
        }
        impl<T> ::planus::WriteAsUnion<AnyMessage> for AnyMessageBuilder<::planus::Initialized<4, T>>
        where
            T: ::planus::WriteAsOffset<self::Samples>,
        {
            #[inline]
            fn prepare(
                &self,
                builder: &mut ::planus::Builder,
            ) -> ::planus::UnionOffset<AnyMessage> {
                ::planus::UnionOffset::new(4, (self.0).0.prepare(builder).downcast())
            }
        }

        impl<T> ::planus::WriteAsOptionalUnion<AnyMessage>
            for AnyMessageBuilder<::planus::Initialized<4, T>>
        where
            T: ::planus::WriteAsOffset<self::Samples>,
        {
            #[inline]
            fn prepare(
                &self,
                builder: &mut ::planus::Builder,
            ) -> ::core::option::Option<::planus::UnionOffset<AnyMessage>> {
                ::core::option::Option::Some(::planus::WriteAsUnion::prepare(self, builder))
            }
        }

        /// Reference to a deserialized [AnyMessage].
        #[derive(Copy, Clone, Debug)]
        pub enum AnyMessageRef<'a> {
            Telemetry(self::TelemetryRef<'a>),
            LogRecord(self::LogRecordRef<'a>),
            Nested(self::NestedRef<'a>),
            Samples(self::SamplesRef<'a>),
        }

        impl<'a> ::core::convert::TryFrom<AnyMessageRef<'a>> for AnyMessage {
            type Error = ::planus::Error;

            fn try_from(value: AnyMessageRef<'a>) -> ::planus::Result<Self> {
                ::core::result::Result::Ok(match value {
                    AnyMessageRef::Telemetry(value) => {
                        Self::Telemetry(::planus::alloc::boxed::Box::new(
                            ::core::convert::TryFrom::try_from(value)?,
                        ))
                    }

                    AnyMessageRef::LogRecord(value) => {
                        Self::LogRecord(::planus::alloc::boxed::Box::new(
                            ::core::convert::TryFrom::try_from(value)?,
                        ))
                    }

                    AnyMessageRef::Nested(value) => Self::Nested(::planus::alloc::boxed::Box::new(
                        ::core::convert::TryFrom::try_from(value)?,
                    )),

                    AnyMessageRef::Samples(value) => {
                        Self::Samples(::planus::alloc::boxed::Box::new(
                            ::core::convert::TryFrom::try_from(value)?,
                        ))
                    }
                })
            }
        }

        impl<'a> ::planus::TableReadUnion<'a> for AnyMessageRef<'a> {
            fn from_buffer(
                buffer: ::planus::SliceWithStartOffset<'a>,
                tag: u8,
                field_offset: usize,
            ) -> ::core::result::Result<Self, ::planus::errors::ErrorKind> {
                match tag {
                    1 => ::core::result::Result::Ok(Self::Telemetry(
                        ::planus::TableRead::from_buffer(buffer, field_offset)?,
                    )),
                    2 => ::core::result::Result::Ok(Self::LogRecord(
                        ::planus::TableRead::from_buffer(buffer, field_offset)?,
                    )),
                    3 => ::core::result::Result::Ok(Self::Nested(
                        ::planus::TableRead::from_buffer(buffer, field_offset)?,
                    )),
                    4 => ::core::result::Result::Ok(Self::Samples(
                        ::planus::TableRead::from_buffer(buffer, field_offset)?,
                    )),
                    _ => {
                        ::core::result::Result::Err(::planus::errors::ErrorKind::UnknownUnionTag {
                            tag,
                        })
                    }
                }
            }
        }

        impl<'a> ::planus::VectorReadUnion<'a> for AnyMessageRef<'a> {
            const VECTOR_NAME: &'static str = "[AnyMessageRef]";
        }

        /// The table `Mixed` in the namespace `messages`
        ///
        /// Generated from these locations:
        /// * Table `Mixed` in the file `messages.fbs.in:56`
        #[derive(Clone, Debug, PartialEq, PartialOrd)]
        pub struct Mixed {
            /// The field `message` in the table `Mixed`
            pub message: ::core::option::Option<self::AnyMessage>,
        }

        #[allow(clippy::derivable_impls)]
        impl ::core::default::Default for Mixed {
            fn default() -> Self {
                Self { message: ::core::default::Default::default() }
            }
        }

        impl Mixed {
            /// Creates a [MixedBuilder] for serializing an instance of this table.
            #[inline]
            pub fn builder() -> MixedBuilder<()> {
                MixedBuilder(())
            }

            #[allow(clippy::too_many_arguments)]
            pub fn create(
                builder: &mut ::planus::Builder,
                field_message: impl ::planus::WriteAsOptionalUnion<self::AnyMessage>,
            ) -> ::planus::Offset<Self> {
                let prepared_message = field_message.prepare(builder);

                let mut table_writer: ::planus::table_writer::TableWriter<8> =
                    ::core::default::Default::default();
                if prepared_message.is_some() {
                    table_writer.write_entry::<::planus::Offset<self::AnyMessage>>(1);
                }
                if prepared_message.is_some() {
                    table_writer.write_entry::<u8>(0);
                }

                unsafe {
                    table_writer.finish(builder, |object_writer| {
                        if let ::core::option::Option::Some(prepared_message) = prepared_message {
                            object_writer.write::<_, _, 4>(&prepared_message.offset());
                        }
                        if let ::core::option::Option::Some(prepared_message) = prepared_message {
                            object_writer.write::<_, _, 1>(&prepared_message.tag());
                        }
                    });
                }
                builder.current_offset()
            }
        }

        impl ::planus::WriteAs<::planus::Offset<Mixed>> for Mixed {
            type Prepared = ::planus::Offset<Self>;

            #[inline]
            fn prepare(&self, builder: &mut ::planus::Builder) -> ::planus::Offset<Mixed> {
                ::planus::WriteAsOffset::prepare(self, builder)
            }
        }

        impl ::planus::WriteAsOptional<::planus::Offset<Mixed>> for Mixed {
            type Prepared = ::planus::Offset<Self>;

            #[inline]
            fn prepare(
                &self,
                builder: &mut ::planus::Builder,
            ) -> ::core::option::Option<::planus::Offset<Mixed>> {
                ::core::option::Option::Some(::planus::WriteAsOffset::prepare(self, builder))
            }
        }

        impl ::planus::WriteAsOffset<Mixed> for Mixed {
            #[inline]
            fn prepare(&self, builder: &mut ::planus::Builder) -> ::planus::Offset<Mixed> {
                Mixed::create(builder, &self.message)
            }
        }

        /// Builder for serializing an instance of the [Mixed] type.
        ///
        /// Can be created using the [Mixed::builder] method.
        #[derive(Debug)]
        #[must_use]
        pub struct MixedBuilder<State>(State);

        impl MixedBuilder<()> {
            /// Setter for the [`message` field](Mixed#structfield.message).
            #[inline]
            #[allow(clippy::type_complexity)]
            pub fn message<T0>(self, value: T0) -> MixedBuilder<(T0,)>
            where
                T0: ::planus::WriteAsOptionalUnion<self::AnyMessage>,
            {
                MixedBuilder((value,))
            }

            /// Sets the [`message` field](Mixed#structfield.message) to null.
            #[inline]
            #[allow(clippy::type_complexity)]
            pub fn message_as_null(self) -> MixedBuilder<((),)> {
                self.message(())
            }
        }

        impl<T0> MixedBuilder<(T0,)> {
            /// Finish writing the builder to get an [Offset](::planus::Offset) to a serialized [Mixed].
            #[inline]
            pub fn finish(self, builder: &mut ::planus::Builder) -> ::planus::Offset<Mixed>
            where
                Self: ::planus::WriteAsOffset<Mixed>,
            {
                ::planus::WriteAsOffset::prepare(&self, builder)
            }
        }

        impl<T0: ::planus::WriteAsOptionalUnion<self::AnyMessage>>
            ::planus::WriteAs<::planus::Offset<Mixed>> for MixedBuilder<(T0,)>
        {
            type Prepared = ::planus::Offset<Mixed>;

            #[inline]
            fn prepare(&self, builder: &mut ::planus::Builder) -> ::planus::Offset<Mixed> {
                ::planus::WriteAsOffset::prepare(self, builder)
            }
        }

        impl<T0: ::planus::WriteAsOptionalUnion<self::AnyMessage>>
            ::planus::WriteAsOptional<::planus::Offset<Mixed>> for MixedBuilder<(T0,)>
        {
            type Prepared = ::planus::Offset<Mixed>;

            #[inline]
            fn prepare(
                &self,
                builder: &mut ::planus::Builder,
            ) -> ::core::option::Option<::planus::Offset<Mixed>> {
                ::core::option::Option::Some(::planus::WriteAsOffset::prepare(self, builder))
            }
        }

        impl<T0: ::planus::WriteAsOptionalUnion<self::AnyMessage>> ::planus::WriteAsOffset<Mixed>
            for MixedBuilder<(T0,)>
        {
            #[inline]
            fn prepare(&self, builder: &mut ::planus::Builder) -> ::planus::Offset<Mixed> {
                let (v0,) = &self.0;
                Mixed::create(builder, v0)
            }
        }

        /// Reference to a deserialized [Mixed].
        #[derive(Copy, Clone)]
        pub struct MixedRef<'a>(#[allow(dead_code)] ::planus::table_reader::Table<'a>);

        impl<'a> MixedRef<'a> {
            /// Getter for the [`message` field](Mixed#structfield.message).
            #[inline]
            pub fn message(
                &self,
            ) -> ::planus::Result<::core::option::Option<self::AnyMessageRef<'a>>> {
                self.0.access_union(0, "Mixed", "message")
            }
        }

        impl<'a> ::core::fmt::Debug for MixedRef<'a> {
            fn fmt(&self, f: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result {
                let mut f = f.debug_struct("MixedRef");
                if let ::core::option::Option::Some(field_message) = self.message().transpose() {
                    f.field("message", &field_message);
                }
                f.finish()
            }
        }

        impl<'a> ::core::convert::TryFrom<MixedRef<'a>> for Mixed {
            type Error = ::planus::Error;

            #[allow(unreachable_code)]
            fn try_from(value: MixedRef<'a>) -> ::planus::Result<Self> {
                ::core::result::Result::Ok(Self {
                    message: if let ::core::option::Option::Some(message) = value.message()? {
                        ::core::option::Option::Some(::core::convert::TryInto::try_into(message)?)
                    } else {
                        ::core::option::Option::None
                    },
                })
            }
        }

        impl<'a> ::planus::TableRead<'a> for MixedRef<'a> {
            #[inline]
            fn from_buffer(
                buffer: ::planus::SliceWithStartOffset<'a>,
                offset: usize,
            ) -> ::core::result::Result<Self, ::planus::errors::ErrorKind> {
                ::core::result::Result::Ok(Self(::planus::table_reader::Table::from_buffer(
                    buffer, offset,
                )?))
            }
        }

        impl<'a> ::planus::VectorReadInner<'a> for MixedRef<'a> {
            type Error = ::planus::Error;
            const STRIDE: usize = 4;

            unsafe fn from_buffer(
                buffer: ::planus::SliceWithStartOffset<'a>,
                offset: usize,
            ) -> ::planus::Result<Self> {
                ::planus::TableRead::from_buffer(buffer, offset).map_err(|error_kind| {
                    error_kind.with_error_location("[MixedRef]", "get", buffer.offset_from_start)
                })
            }
        }

        /// # Safety
        /// The planus compiler generates implementations that initialize
        /// the bytes in `write_values`.
        unsafe impl ::planus::VectorWrite<::planus::Offset<Mixed>> for Mixed {
            type Value = ::planus::Offset<Mixed>;
            const STRIDE: usize = 4;
            #[inline]
            fn prepare(&self, builder: &mut ::planus::Builder) -> Self::Value {
                ::planus::WriteAs::prepare(self, builder)
            }

            #[inline]
            unsafe fn write_values(
                values: &[::planus::Offset<Mixed>],
                bytes: *mut ::core::mem::MaybeUninit<u8>,
                buffer_position: u32,
            ) {
                let bytes = bytes as *mut [::core::mem::MaybeUninit<u8>; 4];
                for (i, v) in ::core::iter::Iterator::enumerate(values.iter()) {
                    ::planus::WriteAsPrimitive::write(
                        v,
                        ::planus::Cursor::new(unsafe { &mut *bytes.add(i) }),
                        buffer_position - (Self::STRIDE * i) as u32,
                    );
                }
            }
        }

        impl<'a> ::planus::ReadAsRoot<'a> for MixedRef<'a> {
            fn read_as_root(slice: &'a [u8]) -> ::planus::Result<Self> {
                ::planus::TableRead::from_buffer(
                    ::planus::SliceWithStartOffset { buffer: slice, offset_from_start: 0 },
                    0,
                )
                .map_err(|error_kind| {
                    error_kind.with_error_location("[MixedRef]", "read_as_root", 0)
                })
            }
        }
    }
}
