//! Messages written as they come due.

use super::{
    pace::Pace,
    turns::{Punctual, Variant, measure, pace},
};
use crate::{
    case::Case,
    integrity::Bare,
    measure::{Effort, Outcome},
    row::Row,
    storage::Storage,
    targets::{Drained, Given, Target},
    workloads::{LogMessages, TelemetryMessages, Workload},
    writers::{ByHand, Direct, InBatches, MessageWriter},
};
use hdrhistogram::Histogram;
use std::{
    fs::File,
    io::{BufWriter, PipeWriter},
    os::unix::net::UnixStream,
    rc::Rc,
};

pub(super) fn cases() -> Vec<Case> {
    let mut cases = Vec::new();
    cases.extend(all_of::<TelemetryMessages>());
    cases.extend(all_of::<LogMessages>());
    cases.push(flushed::<TelemetryMessages, Drained<PipeWriter>>(100_000));
    cases
}

fn all_of<M: Workload>() -> [Case; 6] {
    [
        flushed::<M, File>(10_000),
        flushed::<M, Drained<UnixStream>>(10_000),
        flushed::<M, File>(100_000),
        flushed::<M, Drained<UnixStream>>(100_000),
        buffered::<M, File>(1_000_000),
        buffered::<M, Drained<UnixStream>>(1_000_000),
    ]
}

/// Each message is with the kernel when its time is taken.
fn flushed<M: Workload, S: Target>(per_second: u64) -> Case {
    let workload = format!("{}-{}", M::NAME, pace(per_second).name());
    Case::own("latency", workload, S::BARE_NAME, move |case, storage, effort| {
        let given = Given::of::<M, Bare>(2)?;
        let sink = || S::new(storage);
        let by_hand = ByHand::new(BufWriter::new(sink()?));
        let variants = vec![
            Variant::new("hand loop", Writing::<M, _, true>::new(&given, by_hand)),
            Variant::new("StreamWriter", Writing::<M, _, true>::new(&given, Direct::new(sink()?))),
            Variant::new("with_arena", Writing::<M, _, true>::new(&given, InBatches::new(sink()?))),
            Variant::clock_alone(),
        ];
        rows(case, pace(per_second), &given, variants, effort)
    })
}

/// What `BufWriter::new` has.
const SMALL_BUFFER: usize = 8 << 10;
/// What `with_arena` has.
const LARGE_BUFFER: usize = 32 << 10;

/// Messages leave when a buffer is full.
fn buffered<M: Workload, S: Target>(per_second: u64) -> Case {
    let workload = format!("{}-{}-buffered", M::NAME, pace(per_second).name());
    Case::own("latency", workload, S::BARE_NAME, move |case, storage: &Storage, effort| {
        let given = Given::of::<M, Bare>(2)?;
        let buffer =
            |bytes| Ok::<_, std::io::Error>(BufWriter::with_capacity(bytes, S::new(storage)?));
        let by_hand = ByHand::new(buffer(SMALL_BUFFER)?);
        let behind_buffer = Direct::new(buffer(SMALL_BUFFER)?);
        let in_small_batches = InBatches::of(SMALL_BUFFER, S::new(storage)?);
        let in_batches = InBatches::of(LARGE_BUFFER, S::new(storage)?);
        let variants = vec![
            Variant::new("hand loop 8K", Writing::<M, _, false>::new(&given, by_hand)),
            Variant::new("StreamWriter 8K", Writing::<M, _, false>::new(&given, behind_buffer)),
            Variant::new("with_arena 8K", Writing::<M, _, false>::new(&given, in_small_batches)),
            Variant::new("with_arena 32K", Writing::<M, _, false>::new(&given, in_batches)),
            Variant::clock_alone(),
        ];
        rows(case, pace(per_second), &given, variants, effort)
    })
}

fn rows<T>(
    case: &Case,
    pace: Pace,
    given: &Given<T>,
    variants: Vec<Variant>,
    effort: Effort,
) -> Outcome<Vec<Row>> {
    let bytes_per_message = given.wire.len() as f64 / given.records.len() as f64;
    measure(case, pace, bytes_per_message, variants, effort)
}

/// A writer that is flushed after each message, or is not.
struct Writing<M: Workload, W, const EACH: bool> {
    given: Rc<Given<M::Record>>,
    writer: W,
}

impl<M: Workload, W: MessageWriter<Sink: Target>, const EACH: bool> Writing<M, W, EACH> {
    fn new(given: &Rc<Given<M::Record>>, writer: W) -> Self {
        Self { given: given.clone(), writer }
    }

    #[inline(always)]
    fn write(writer: &mut W, record: &M::Record) -> Outcome<()> {
        writer.write(&M::message(record))?;
        if EACH { writer.flush() } else { Ok(()) }
    }
}

impl<M: Workload, W: MessageWriter<Sink: Target>, const EACH: bool> Punctual
    for Writing<M, W, EACH>
{
    #[inline(never)]
    fn turn(&mut self, pace: Pace, lateness: &mut Histogram<u64>) -> Outcome<()> {
        let Self { given, writer } = self;
        writer.sink().restart()?;
        let schedule = pace.begin();
        for (number, record) in (0..pace.messages).zip(given.records.iter().cycle()) {
            schedule.wait_for(number);
            Self::write(writer, record)?;
            let late = schedule.lateness(number);
            if number >= pace.warm_up {
                lateness.saturating_record(late);
            }
        }
        writer.flush()
    }

    fn verify(&mut self) -> Outcome<()> {
        let Self { given, writer } = self;
        writer.sink().restart()?;
        for record in &given.records {
            Self::write(writer, record)?;
        }
        writer.flush()?;
        given.compare(writer.sink())
    }
}

#[cfg(test)]
mod tests {
    use super::{super::pace::histogram, *};
    use flatstream::StreamSerialize;
    use std::{thread, time::Duration};

    /// Stalls once.
    #[derive(Default)]
    struct Stalling {
        sink: Vec<u8>,
        written: u64,
    }

    impl MessageWriter for Stalling {
        type Sink = Vec<u8>;

        fn write(&mut self, _: &impl StreamSerialize) -> Outcome<()> {
            self.written += 1;
            if self.written == 500 {
                thread::sleep(Duration::from_millis(5));
            }
            Ok(())
        }
        fn flush(&mut self) -> Outcome<()> {
            Ok(())
        }
        fn sink(&mut self) -> &mut Vec<u8> {
            &mut self.sink
        }
    }

    #[test]
    fn one_stall_makes_all_messages_late_that_were_due_meanwhile() {
        let given = Given::of::<TelemetryMessages, Bare>(2).unwrap();
        let mut lateness = histogram();
        let mut writing = Writing::<TelemetryMessages, _, true>::new(&given, Stalling::default());
        writing.turn(pace(50_000), &mut lateness).unwrap();
        assert_eq!(lateness.len(), 1000);
        // 250 of them, and the last fifty by less than a millisecond.
        let late = lateness.count_between(1_100_000, u64::MAX);
        assert!(late >= 190, "{late}");
    }

    #[test]
    fn a_writer_that_loses_messages_is_found_out() {
        let given = Given::of::<TelemetryMessages, Bare>(2).unwrap();
        let mut writing = Writing::<TelemetryMessages, _, true>::new(&given, Stalling::default());
        let error = writing.verify().unwrap_err().to_string();
        assert_eq!(error, format!("wrong from byte 0 on; 0 bytes instead of {}", 92 * 2000));
    }
}
