# The messages of flatstream_testkit's test_messages.fbs that the suite writes.

@0xd5a3c1f0b7e24986;

struct Telemetry {
  timestamp @0 :UInt64;
  sequence @1 :UInt64;
  latitude @2 :Float64;
  longitude @3 :Float64;
  speed @4 :Float32;
  heading @5 :Float32;
  battery @6 :UInt16;
  status @7 :UInt16;
  errors @8 :UInt32;
  uptime @9 :UInt64;
}

enum Level {
  trace @0;
  debug @1;
  info @2;
  warn @3;
  error @4;
}

struct LogRecord {
  timestamp @0 :UInt64;
  level @1 :Level;
  host @2 :Text;
  program @3 :Text;
  message @4 :Text;
}

struct Point {
  x @0 :Float64;
  y @1 :Float64;
  z @2 :Float64;
}

struct Reading {
  name @0 :Text;
  value @1 :Float64;
  samples @2 :List(Float32);
}

struct Nested {
  id @0 :UInt64;
  name @1 :Text;
  origin @2 :Point;
  readings @3 :List(Reading);
  parent @4 :Nested;
}

struct Samples {
  channel @0 :UInt32;
  values @1 :List(Float64);
}

# `FlatBuffers` payloads do not say which of these they are; this one does.
struct Mixed {
  union {
    telemetry @0 :Telemetry;
    log @1 :LogRecord;
    nested @2 :Nested;
    samples @3 :Samples;
  }
}
