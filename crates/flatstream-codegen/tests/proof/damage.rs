//! Damaged messages: what a compiled verifier lets pass, flatbuffers' own does too.

use flatstream_schema::{Compiled, Verified};
use flatstream_testkit::{Agreement, Counts, Oracle, built, compiled, schema};
use proptest::{prelude::*, strategy::ValueTree, test_runner::TestRunner};
use std::fmt;

/// Shows every message that differs from a sample in one byte.
pub(crate) fn every_byte<R: Compiled + Verified>(oracle: Oracle, samples: &[Vec<u8>]) -> Counts
where
    for<'p> <R as Verified>::Root<'p>: fmt::Debug,
{
    let mut counts = Counts::default();
    for sample in samples {
        let lessons = lessons(sample, samples);
        let mut agreement = Agreement::<R>::new(oracle, &lessons);
        let mut message = sample.clone();
        for at in 0..sample.len() {
            for byte in (0..=0xff).filter(|byte| *byte != sample[at]) {
                message[at] = byte;
                agreement.show(&message);
            }
            message[at] = sample[at];
        }
        counts = counts.plus(agreement.counts());
    }
    counts
}

/// Shows every beginning of a sample.
fn every_length<R: Compiled + Verified>(oracle: Oracle, samples: &[Vec<u8>])
where
    for<'p> <R as Verified>::Root<'p>: fmt::Debug,
{
    for sample in samples {
        let lessons = lessons(sample, samples);
        let mut agreement = Agreement::<R>::new(oracle, &lessons);
        for len in 0..=sample.len() {
            agreement.show(&sample[..len]);
        }
        assert!(agreement.counts().refused > 3);
    }
}

/// Shows messages that differ from a sample in a few places.
fn some_bytes<R: Compiled + Verified>(oracle: Oracle, samples: &[Vec<u8>], cases: usize)
where
    for<'p> <R as Verified>::Root<'p>: fmt::Debug,
{
    let mut runner = TestRunner::deterministic();
    let changes = prop::collection::vec((any::<prop::sample::Index>(), interesting()), 2..4);
    for sample in samples {
        let lessons = lessons(sample, samples);
        let mut agreement = Agreement::<R>::new(oracle, &lessons);
        for _ in 0..cases {
            let changes = changes.new_tree(&mut runner).expect("nothing is filtered out").current();
            let mut message = sample.clone();
            for (at, byte) in changes {
                message[at.index(sample.len())] = byte;
            }
            agreement.show(&message);
        }
    }
}

/// Offsets and lengths are small numbers, mostly.
fn interesting() -> impl Strategy<Value = u8> {
    prop_oneof![0_u8..64, prop::sample::select(&[0x7f_u8, 0x80, 0xc3, 0xfc, 0xff][..]), any::<u8>()]
}

/// All samples, `sample` last.
fn lessons(sample: &[u8], samples: &[Vec<u8>]) -> Vec<Vec<u8>> {
    let others = samples.iter().filter(|other| *other != sample);
    others.cloned().chain([sample.to_vec()]).collect()
}

macro_rules! damaged {
    ($name:ident: $($root:ty),*; $oracle:expr, $samples:expr) => {
        mod $name {
            use super::*;

            #[test]
            fn every_byte() {
                $(
                    let counts = super::every_byte::<$root>($oracle, &$samples);
                    println!("{}: {counts:?}, {} cases", stringify!($root), counts.cases());
                    assert!(counts.accepted > 1000 && counts.refused > 100, "{counts:?}");
                )*
            }

            #[test]
            fn every_length() {
                $(super::every_length::<$root>($oracle, &$samples);)*
            }

            #[test]
            fn some_bytes() {
                $(super::some_bytes::<$root>($oracle, &$samples, 2000);)*
            }
        }
    };
}

damaged!(telemetry: schema::Telemetry<'_>, compiled::TelemetryView<'_>; built::is_telemetry, built::telemetry());
damaged!(log: schema::LogRecord<'_>, compiled::LogRecordView<'_>; built::is_log, built::logs());
damaged!(nested: schema::Nested<'_>, compiled::NestedView<'_>; built::is_nested, built::nested());
