use crate::{record::Recorded, replay::Replayed};
use flatstream::{ChecksumKind, Deframer, FrameFormat, Recovery};
use std::{fmt, time::Duration};

/// A number with separators.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Thousands(pub(crate) u64);

impl fmt::Display for Thousands {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let digits = self.0.to_string();
        let (lead, rest) = digits.split_at((digits.len() - 1) % 3 + 1);
        f.write_str(lead)?;
        for (index, digit) in rest.chars().enumerate() {
            let separator = if index % 3 == 0 { "," } else { "" };
            write!(f, "{separator}{digit}")?;
        }
        Ok(())
    }
}

/// KiB, shown in MiB.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Kib(pub(crate) u64);

impl fmt::Display for Kib {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:.1} MiB", self.0 as f64 / 1024.0)
    }
}

/// Messages and bytes in a time.
struct Rate {
    messages: u64,
    bytes: u64,
    time: Duration,
}

impl fmt::Display for Rate {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let seconds = self.time.as_secs_f64().max(1e-9);
        #[expect(clippy::cast_possible_truncation, reason = "below 1e18")]
        let messages = Thousands((self.messages as f64 / seconds).round() as u64);
        write!(f, "{messages} messages/s, {:.1} MB/s", self.bytes as f64 / seconds / 1e6)
    }
}

/// How the recording went.
pub(crate) struct Written<'r> {
    pub(crate) recorded: &'r Recorded,
    pub(crate) format: FrameFormat,
    pub(crate) elapsed: Duration,
    /// Messages a second asked for.
    pub(crate) asked: Option<f64>,
    /// Readings of `/proc`, and the time they took.
    pub(crate) readings: Option<(u64, Duration)>,
}

impl fmt::Display for Written<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let &Recorded { messages, bytes, ref latency, counted, allocations, frees, .. } =
            self.recorded;
        writeln!(f, "written")?;
        if messages == 0 {
            return writeln!(f, "  nothing: the input is empty");
        }
        let elapsed = self.elapsed;
        write!(f, "  messages      {} in {elapsed:.2?}", Thousands(messages))?;
        if let Some(asked) = self.asked {
            let reached = messages as f64 / elapsed.as_secs_f64();
            write!(f, ": {reached:.1}/s, asked for {asked}/s")?;
        }
        writeln!(f)?;
        let framing = 4 + self.format.digest_len();
        let each = bytes as f64 / messages as f64;
        let bytes_written = Thousands(bytes);
        writeln!(
            f,
            "  bytes         {bytes_written}: {each:.1} a message, {framing} of them framing"
        )?;
        if let Some((readings, time)) = self.readings {
            let each = time / u32::try_from(readings.max(1)).unwrap_or(u32::MAX);
            write!(f, "  readings      {} of /proc, {each:.1?} each", Thousands(readings))?;
            let repeats =
                if readings < messages { "; messages between repeat the last" } else { "" };
            writeln!(f, "{repeats}")?;
        }
        let time = latency.total();
        writeln!(
            f,
            "  write rate    {} (of the time spent in writes)",
            Rate { messages, bytes, time }
        )?;
        let (p50, p99, max) = (latency.percentile(50), latency.percentile(99), latency.max());
        writeln!(f, "  latency       p50 {p50:.1?}, p99 {p99:.1?}, max {max:.1?}")?;
        match counted {
            0 => writeln!(f, "  allocations   not counted: there is no message after the warm-up")?,
            _ => writeln!(
                f,
                "  allocations   {} a message after warm-up: {allocations} allocations, {frees} frees in {} messages",
                PerMessage(allocations, counted),
                Thousands(counted)
            )?,
        }
        writeln!(f, "  sync          {:.1?}", self.recorded.sync)
    }
}

/// A quotient: 0 only where it is.
struct PerMessage(u64, u64);

impl fmt::Display for PerMessage {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.0 {
            0 => f.write_str("0"),
            n => write!(f, "{:.6}", n as f64 / self.1 as f64),
        }
    }
}

/// How reading it back went.
pub(crate) struct ReadBack<'r> {
    pub(crate) format: FrameFormat,
    pub(crate) recovery: &'r Recovery,
    pub(crate) replayed: &'r Replayed,
}

impl fmt::Display for ReadBack<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Replayed { messages, bytes, elapsed: time } = *self.replayed;
        writeln!(f, "read back")?;
        let digests = match self.format.checksum {
            ChecksumKind::None => "no digests to check".to_owned(),
            kind => format!("every {kind} digest is right"),
        };
        let (frames, total) = (Thousands(self.recovery.frames), Thousands(self.recovery.bytes));
        writeln!(
            f,
            "  verified      {frames} frames, {total} bytes: {digests}, and the file ends clean"
        )?;
        writeln!(f, "  read rate     {} (verified and typed)", Rate { messages, bytes, time })?;
        writeln!(
            f,
            "  compared      {} messages, in order and equal to those written",
            Thousands(messages)
        )
    }
}
