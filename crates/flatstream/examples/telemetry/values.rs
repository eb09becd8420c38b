//! Small summaries of the values that came back.

use crate::{
    report::{Kib, Thousands},
    schema::{LogRecordDraft, SampleDraft},
};
use std::{collections::HashMap, fmt};

/// Least, mean and most of a figure.
#[derive(Clone, Copy, Debug, Default)]
struct Range {
    count: u64,
    min: f64,
    max: f64,
    sum: f64,
}

impl Range {
    fn add(&mut self, value: f64) {
        self.min = if self.count == 0 { value } else { self.min.min(value) };
        self.max = if self.count == 0 { value } else { self.max.max(value) };
        self.sum += value;
        self.count += 1;
    }

    fn mean(&self) -> f64 {
        self.sum / self.count as f64
    }
}

/// What samples say about the machine.
#[derive(Debug, Default)]
pub(crate) struct SampleValues {
    cpu_busy: Range,
    load_average: Range,
    memory_used_kib: Option<(u64, u64)>,
    first_last: Option<(SampleDraft, SampleDraft)>,
}

impl SampleValues {
    pub(crate) fn add(&mut self, sample: SampleDraft) {
        if let Some(busy) = sample.cpu_busy {
            self.cpu_busy.add(f64::from(busy) * 100.0);
        }
        self.load_average.add(f64::from(sample.load_average));
        let used = sample.memory_used_kib;
        let (min, max) = self.memory_used_kib.unwrap_or((used, used));
        self.memory_used_kib = Some((min.min(used), max.max(used)));
        let (first, _) = self.first_last.unwrap_or((sample, sample));
        self.first_last = Some((first, sample));
    }
}

impl fmt::Display for SampleValues {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (Some((first, last)), Some((used_min, used_max))) =
            (self.first_last, self.memory_used_kib)
        else {
            return writeln!(f, "  no samples");
        };
        let (busy, load) = (self.cpu_busy, self.load_average);
        if busy.count == 0 {
            writeln!(f, "  CPU busy      unknown: that takes 100 ms between two samples")?;
        } else {
            let (min, mean, max) = (busy.min, busy.mean(), busy.max);
            writeln!(f, "  CPU busy      min {min:.1} %, mean {mean:.1} %, max {max:.1} %")?;
        }
        let (min, mean, max) = (load.min, load.mean(), load.max);
        writeln!(f, "  load average  min {min:.2}, mean {mean:.2}, max {max:.2}")?;
        let (min, max, total) = (Kib(used_min), Kib(used_max), Kib(last.memory_total_kib));
        writeln!(f, "  memory used   min {min}, max {max} of {total}")?;
        let since = |figure: fn(&SampleDraft) -> u64| {
            Thousands(figure(&last).saturating_sub(figure(&first)))
        };
        let received = since(|sample| sample.received_bytes);
        let sent = since(|sample| sample.sent_bytes);
        writeln!(f, "  network       {received} bytes received, {sent} sent meanwhile")?;
        let resident = Kib(last.process_rss_kib);
        let cpu_ms = since(|sample| sample.process_cpu_ms);
        let faults = since(|sample| sample.process_minor_faults);
        let switches = since(|sample| sample.process_voluntary_switches);
        writeln!(
            f,
            "  this process  {resident} resident, {cpu_ms} ms of CPU, {faults} page faults, {switches} voluntary switches"
        )
    }
}

/// Distinct words kept, so that a file of noise does not fill the memory.
const MAX_WORDS: usize = 50_000;
const TOP: usize = 5;

/// What log lines say.
#[derive(Debug, Default)]
pub(crate) struct LogValues {
    lines: u64,
    bytes: u64,
    lossy: u64,
    current_len: u64,
    /// Length and number of the longest line.
    longest: (u64, u64),
    words: HashMap<String, u64>,
}

impl LogValues {
    pub(crate) fn add(&mut self, line: LogRecordDraft<'_>) {
        let len = line.text.len() as u64;
        // The pieces of a long line bear the same number.
        self.current_len = if line.line == self.lines { self.current_len + len } else { len };
        self.lines = line.line;
        self.bytes += len;
        self.lossy += u64::from(line.lossy);
        if self.current_len > self.longest.0 {
            self.longest = (self.current_len, line.line);
        }
        for word in line.text.split(|c: char| !c.is_alphabetic()) {
            if !(4..=30).contains(&word.len()) {
                continue;
            }
            if let Some(count) = self.words.get_mut(word) {
                *count += 1;
            } else if self.words.len() < MAX_WORDS {
                self.words.insert(word.to_owned(), 1);
            }
        }
    }
}

impl fmt::Display for LogValues {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (lines, bytes) = (Thousands(self.lines), Thousands(self.bytes));
        writeln!(f, "  lines         {lines} of {bytes} bytes of text")?;
        if self.lossy != 0 {
            let lossy = Thousands(self.lossy);
            writeln!(f, "  not UTF-8     {lossy}, with the offending bytes replaced")?;
        }
        if self.longest.1 != 0 {
            let (len, line) = (Thousands(self.longest.0), Thousands(self.longest.1));
            writeln!(f, "  longest line  {len} bytes, line {line}")?;
        }
        let mut words: Vec<_> = self.words.iter().map(|(word, count)| (*count, word)).collect();
        words.sort_unstable_by(|a, b| b.0.cmp(&a.0).then(a.1.cmp(b.1)));
        for (index, (count, word)) in words.iter().take(TOP).enumerate() {
            let lead = if index == 0 { "  words        " } else { "," };
            write!(f, "{lead} {word} {}", Thousands(*count))?;
        }
        if words.is_empty() { Ok(()) } else { writeln!(f) }
    }
}
