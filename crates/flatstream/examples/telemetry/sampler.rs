use crate::{generate::Generator, proc::Proc, schema::SampleDraft};
use std::{
    io,
    time::{Duration, Instant, SystemTime},
};

/// Reading all of `/proc` costs some 100 us: more often would leave little time
/// for anything else.
const MIN_INTERVAL: Duration = Duration::from_micros(500);

/// Makes samples of the newest figures.
#[derive(Debug)]
pub(crate) struct Sampler {
    source: Source,
    figures: SampleDraft,
    read_at: Option<Instant>,
    sequence: u64,
    pub(crate) readings: u64,
    pub(crate) reading_time: Duration,
}

#[derive(Debug)]
enum Source {
    Proc(Box<Proc>),
    Generator(Generator),
}

impl Sampler {
    /// Samples this machine.
    pub(crate) fn new() -> io::Result<Self> {
        Ok(Self::over(Source::Proc(Box::new(Proc::open()?))))
    }

    /// Makes figures up.
    pub(crate) fn generating() -> Self {
        Self::over(Source::Generator(Generator::default()))
    }

    fn over(source: Source) -> Self {
        Self {
            source,
            figures: SampleDraft::EMPTY,
            read_at: None,
            sequence: 0,
            readings: 0,
            reading_time: Duration::ZERO,
        }
    }

    pub(crate) fn is_generating(&self) -> bool {
        matches!(self.source, Source::Generator(_))
    }

    pub(crate) fn sample(&mut self) -> io::Result<SampleDraft> {
        let now = Instant::now();
        if self.read_at.is_none_or(|at| now - at >= MIN_INTERVAL) || self.is_generating() {
            self.figures = match &mut self.source {
                Source::Proc(proc) => proc.read()?,
                Source::Generator(generator) => generator.read(),
            };
            self.read_at = Some(now);
            self.readings += 1;
            self.reading_time += now.elapsed();
        }
        let sequence = self.sequence;
        self.sequence += 1;
        Ok(SampleDraft { timestamp_ns: timestamp_ns(), sequence, ..self.figures })
    }
}

/// Nanoseconds since the epoch; 0 for a clock set before it.
fn timestamp_ns() -> u64 {
    let since = SystemTime::now().duration_since(SystemTime::UNIX_EPOCH).unwrap_or_default();
    u64::try_from(since.as_nanos()).unwrap_or(u64::MAX)
}
