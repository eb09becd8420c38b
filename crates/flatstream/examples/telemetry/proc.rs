use crate::schema::SampleDraft;
use std::{
    fs::File,
    io::{self, Read, Seek},
    str::FromStr,
    time::{Duration, Instant},
};

/// CPU time is counted in steps of about 10 ms: a share over less says nothing.
const BUSY_WINDOW: Duration = Duration::from_millis(100);
/// The unit of CPU time in `/proc`, the same on nearly every Linux.
const MS_PER_TICK: u64 = 10;

/// Reads the machine's figures from `/proc`, into memory used again each time.
#[derive(Debug)]
pub(crate) struct Proc {
    stat: ProcFile,
    loadavg: ProcFile,
    meminfo: ProcFile,
    net: ProcFile,
    own_stat: ProcFile,
    own_status: ProcFile,
    busy: Busy,
    readings: u64,
}

impl Proc {
    /// Opens the files and reads all of them once.
    pub(crate) fn open() -> io::Result<Self> {
        let mut stat = ProcFile::open("/proc/stat")?;
        let busy = Busy::new(stat.load(cpu_ticks)?);
        let mut proc = Self {
            stat,
            loadavg: ProcFile::open("/proc/loadavg")?,
            meminfo: ProcFile::open("/proc/meminfo")?,
            net: ProcFile::open("/proc/net/dev")?,
            own_stat: ProcFile::open("/proc/self/stat")?,
            own_status: ProcFile::open("/proc/self/status")?,
            busy,
            readings: 0,
        };
        proc.read()?;
        proc.readings = 0;
        Ok(proc)
    }

    /// A sample without its time and number.
    pub(crate) fn read(&mut self) -> io::Result<SampleDraft> {
        let reading = self.readings;
        self.readings += 1;
        let cpu_busy = self.busy.update(self.stat.load(cpu_ticks)?);
        let (memory_used_kib, memory_total_kib) = self.meminfo.load(memory)?;
        let (received_bytes, sent_bytes) = self.net.load(traffic)?;
        let (process_minor_faults, cpu_ticks) = self.own_stat.load(own_usage)?;
        let (process_rss_kib, process_voluntary_switches) = self.own_status.load(own_status)?;
        Ok(SampleDraft {
            reading,
            cpu_busy,
            load_average: self.loadavg.load(|text| word(text, 0))?,
            memory_used_kib,
            memory_total_kib,
            received_bytes,
            sent_bytes,
            process_rss_kib,
            process_cpu_ms: cpu_ticks * MS_PER_TICK,
            process_minor_faults,
            process_voluntary_switches,
            ..SampleDraft::EMPTY
        })
    }
}

/// One file, kept open: reading it from the start again takes new figures.
#[derive(Debug)]
struct ProcFile {
    path: &'static str,
    file: File,
    bytes: Vec<u8>,
}

impl ProcFile {
    fn open(path: &'static str) -> io::Result<Self> {
        let file = File::open(path).map_err(|error| naming(path, error))?;
        Ok(Self { path, file, bytes: Vec::with_capacity(16 * 1024) })
    }

    fn load<T>(&mut self, parse: impl Fn(&str) -> Option<T>) -> io::Result<T> {
        self.bytes.clear();
        let read = self.file.rewind().and_then(|()| self.file.read_to_end(&mut self.bytes));
        read.map_err(|error| naming(self.path, error))?;
        parse(&String::from_utf8_lossy(&self.bytes))
            .ok_or_else(|| io::Error::other(format!("{} is not as expected", self.path)))
    }
}

fn naming(path: &str, error: io::Error) -> io::Error {
    io::Error::new(error.kind(), format!("{path}: {error}"))
}

/// The busy share between two looks at the CPU's counters.
#[derive(Debug)]
struct Busy {
    since: Instant,
    ticks: CpuTicks,
    share: Option<f32>,
}

#[derive(Clone, Copy, Debug, PartialEq)]
struct CpuTicks {
    total: u64,
    idle: u64,
}

impl Busy {
    fn new(ticks: CpuTicks) -> Self {
        Self { since: Instant::now(), ticks, share: None }
    }

    fn update(&mut self, now: CpuTicks) -> Option<f32> {
        let total = now.total.saturating_sub(self.ticks.total);
        if total != 0 && self.since.elapsed() >= BUSY_WINDOW {
            // The idle counters may step back a little.
            let idle = now.idle.saturating_sub(self.ticks.idle).min(total);
            self.share = Some((total - idle) as f32 / total as f32);
            self.ticks = now;
            self.since = Instant::now();
        }
        self.share
    }
}

/// `cpu user nice system idle iowait irq softirq steal guest ...`, where guest
/// time is part of user time.
fn cpu_ticks(text: &str) -> Option<CpuTicks> {
    let line = text.lines().next()?.strip_prefix("cpu ")?;
    let mut ticks = [0; 8];
    for (slot, field) in ticks.iter_mut().zip(line.split_ascii_whitespace()) {
        *slot = field.parse::<u64>().ok()?;
    }
    Some(CpuTicks { total: ticks.iter().sum(), idle: ticks[3] + ticks[4] })
}

/// KiB in use and in all.
fn memory(text: &str) -> Option<(u64, u64)> {
    let total: u64 = labelled(text, "MemTotal:")?;
    let available: u64 = labelled(text, "MemAvailable:")?;
    Some((total.saturating_sub(available), total))
}

/// Bytes received and sent, without loopback.
fn traffic(text: &str) -> Option<(u64, u64)> {
    let mut sums = (0, 0);
    for line in text.lines().skip(2) {
        let (name, counters) = line.rsplit_once(':')?;
        if name.trim() != "lo" {
            sums.0 += word::<u64>(counters, 0)?;
            sums.1 += word::<u64>(counters, 8)?;
        }
    }
    Some(sums)
}

/// Minor faults and CPU ticks of this process.
fn own_usage(text: &str) -> Option<(u64, u64)> {
    // The program's name, in brackets, may hold anything, brackets included.
    let (_, text) = text.rsplit_once(')')?;
    let ticks = word::<u64>(text, 11)? + word::<u64>(text, 12)?;
    Some((word(text, 7)?, ticks))
}

/// Resident KiB and voluntary context switches of this process.
fn own_status(text: &str) -> Option<(u64, u64)> {
    Some((labelled(text, "VmRSS:")?, labelled(text, "voluntary_ctxt_switches:")?))
}

fn labelled<T: FromStr>(text: &str, label: &str) -> Option<T> {
    word(text.lines().find_map(|line| line.strip_prefix(label))?, 0)
}

fn word<T: FromStr>(text: &str, index: usize) -> Option<T> {
    text.split_ascii_whitespace().nth(index)?.parse().ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn guest_time_is_counted_once() {
        let ticks = cpu_ticks("cpu  10 1 5 80 4 0 1 2 7 0\ncpu0 1 1 1 1\n").unwrap();
        assert_eq!(ticks, CpuTicks { total: 103, idle: 84 });
        assert_eq!(cpu_ticks("intr 1 2"), None);
    }

    #[test]
    fn loopback_and_odd_interface_names() {
        let text = "a\nb\n    lo: 5 0 0 0 0 0 0 0 6 0\n  eth0:1: 7 0 0 0 0 0 0 0 8 0\n w:9 0 0 0 0 0 0 0 1 0\n";
        assert_eq!(traffic(text), Some((16, 9)));
    }

    #[test]
    fn a_program_name_with_brackets_and_blanks() {
        let text = "42 (a) b) S 1 1 1 0 -1 0 77 0 0 0 30 4 0 0 20";
        assert_eq!(own_usage(text), Some((77, 34)));
    }
}
