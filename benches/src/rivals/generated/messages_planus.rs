pub use root::*;

const _: () = ::planus::check_version_compatibility("planus-1.3.0");

/// The root namespace
///
/// Generated from these locations:
/// * File `messages.fbs`
#[no_implicit_prelude]
#[allow(clippy::needless_lifetimes)]
mod root {
    /// The namespace `messages`
    ///
    /// Generated from these locations:
    /// * File `messages.fbs`
    pub mod messages {
        /// The table `Telemetry` in the namespace `messages`
        ///
        /// Generated from these locations:
        /// * Table `Telemetry` in the file `messages.fbs:5`
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
        /// * Enum `Level` in the file `messages.fbs:18`
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
        /// * Table `LogRecord` in the file `messages.fbs:20`
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
    }
}
