//! What `/proc` says.

use super::sample::{DiskDraft, LoadDraft, MemoryDraft, NetworkDraft, ProcessDraft, Sample};
use crate::{failure::Failure, verbs::record::time_ns};
use std::{fs, str::FromStr};

/// Takes samples of this machine.
#[derive(Debug)]
pub(super) struct Proc {
    samples: u64,
    cpu: Option<CpuTime>,
}

impl Proc {
    pub(super) fn new() -> Self {
        Self { samples: 0, cpu: None }
    }

    /// Reads everything once.
    ///
    /// Networks and disks are not everywhere: without their files there are none.
    pub(super) fn sample(&mut self) -> Result<Sample, Failure> {
        let cpu = read("/proc/stat", CpuTime::parse)?;
        let busy = self.cpu.and_then(|before| cpu.busy_since(before));
        if self.cpu.is_none() || busy.is_some() {
            self.cpu = Some(cpu);
        }
        let sequence = self.samples;
        self.samples += 1;
        Ok(Sample {
            sequence,
            time_ns: time_ns(),
            cpu_busy: busy,
            load: read("/proc/loadavg", load)?,
            memory: read("/proc/meminfo", memory)?,
            networks: text("/proc/net/dev"),
            disks: text("/proc/diskstats"),
            process: ProcessDraft {
                resident_kib: read("/proc/self/status", |text| labelled(text, "VmRSS:"))?,
                voluntary_switches: read("/proc/self/status", |text| {
                    labelled(text, "voluntary_ctxt_switches:")
                })?,
                ..read("/proc/self/stat", own_stat)?
            },
        })
    }
}

/// Ticks that all CPUs together have spent.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct CpuTime {
    all: u64,
    idle: u64,
}

impl CpuTime {
    /// `cpu user nice system idle iowait irq softirq steal guest ...`: what guests
    /// used is in user time.
    fn parse(text: &str) -> Option<Self> {
        let line = text.lines().next()?.strip_prefix("cpu ")?;
        let ticks: Vec<u64> =
            line.split_ascii_whitespace().take(8).map_while(|word| word.parse().ok()).collect();
        let idle = ticks.get(3)? + ticks.get(4).unwrap_or(&0);
        Some(Self { all: ticks.iter().sum(), idle })
    }

    fn busy_since(self, before: Self) -> Option<f32> {
        let all = self.all.checked_sub(before.all).filter(|&all| all > 0)?;
        // The idle counters may step back a little.
        let idle = self.idle.saturating_sub(before.idle).min(all);
        Some((all - idle) as f32 / all as f32)
    }
}

fn load(text: &str) -> Option<LoadDraft> {
    Some(LoadDraft {
        one_minute: word(text, 0)?,
        five_minutes: word(text, 1)?,
        fifteen_minutes: word(text, 2)?,
    })
}

fn memory(text: &str) -> Option<MemoryDraft> {
    Some(MemoryDraft {
        total_kib: labelled(text, "MemTotal:")?,
        available_kib: labelled(text, "MemAvailable:")?,
        swap_total_kib: labelled(text, "SwapTotal:").unwrap_or_default(),
        swap_free_kib: labelled(text, "SwapFree:").unwrap_or_default(),
    })
}

/// `name: bytes packets (6 more) bytes packets ...` behind two lines of headings.
pub(super) fn networks(text: &str) -> Vec<NetworkDraft<'_>> {
    text.lines().skip(2).filter_map(network).collect()
}

fn network(line: &str) -> Option<NetworkDraft<'_>> {
    // The name of an alias has a colon itself.
    let (name, counters) = line.rsplit_once(':')?;
    Some(NetworkDraft {
        name: name.trim(),
        received_bytes: word(counters, 0)?,
        received_packets: word(counters, 1)?,
        sent_bytes: word(counters, 8)?,
        sent_packets: word(counters, 9)?,
    })
}

/// `major minor name reads merged sectors ms writes merged sectors ...`
pub(super) fn disks(text: &str) -> Vec<DiskDraft<'_>> {
    let was_used = |disk: &DiskDraft<'_>| disk.reads > 0 || disk.writes > 0;
    text.lines().filter_map(disk).filter(was_used).collect()
}

fn disk(line: &str) -> Option<DiskDraft<'_>> {
    let sectors = |index| word::<u64>(line, index).map(|count| count * SECTOR_BYTES);
    Some(DiskDraft {
        name: line.split_ascii_whitespace().nth(2)?,
        reads: word(line, 3)?,
        read_bytes: sectors(5)?,
        writes: word(line, 7)?,
        written_bytes: sectors(9)?,
    })
}

fn own_stat(text: &str) -> Option<ProcessDraft> {
    // The program's name, in brackets, may hold anything, brackets included.
    let (_, rest) = text.rsplit_once(')')?;
    let ticks = word::<u64>(rest, 11)? + word::<u64>(rest, 12)?;
    Some(ProcessDraft {
        cpu_ms: ticks * MS_PER_TICK,
        minor_faults: word(rest, 7)?,
        ..ProcessDraft::EMPTY
    })
}

fn read<T>(path: &str, parse: impl Fn(&str) -> Option<T>) -> Result<T, Failure> {
    let hint = "`record machine` needs /proc as Linux has it; `record lines` takes any text";
    let bytes = fs::read(path).map_err(|error| Failure::io(path, &error).hint(hint))?;
    parse(&String::from_utf8_lossy(&bytes))
        .ok_or_else(|| Failure::failed(format_args!("{path}: not as expected")).hint(hint))
}

/// What is in a file that not every machine has.
fn text(path: &str) -> String {
    fs::read(path).map(|bytes| String::from_utf8_lossy(&bytes).into_owned()).unwrap_or_default()
}

fn labelled<T: FromStr>(text: &str, label: &str) -> Option<T> {
    word(text.lines().find_map(|line| line.strip_prefix(label))?, 0)
}

fn word<T: FromStr>(text: &str, index: usize) -> Option<T> {
    text.split_ascii_whitespace().nth(index)?.parse().ok()
}

/// The unit of `/proc/diskstats`, whatever the disk's own is.
const SECTOR_BYTES: u64 = 512;
/// The unit of CPU time in `/proc`, the same on nearly every Linux.
const MS_PER_TICK: u64 = 10;

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn guests_are_counted_once_and_clocks_that_stand_still_say_nothing() {
        let before = CpuTime::parse("cpu  10 1 5 80 4 0 1 2 7 0\ncpu0 1 1 1 1\n").unwrap();
        assert_eq!(before, CpuTime { all: 103, idle: 84 });
        assert_eq!(CpuTime::parse("intr 1 2"), None);
        assert_eq!(before.busy_since(before), None);
        let after = CpuTime { all: 107, idle: 87 };
        assert_eq!(after.busy_since(before), Some(0.25));
        assert_eq!(CpuTime { all: 107, idle: 83 }.busy_since(before), Some(1.0));
        assert_eq!(CpuTime { all: 100, idle: 80 }.busy_since(before), None);
    }

    #[test]
    fn networks_have_odd_names() {
        let text = "Inter-|\n face |\n    lo: 5 6 0 0 0 0 0 0 7 8 0\n  eth0:1: 1 2 0 0 0 0 0 0 3 4 0\n junk\n";
        let found: Vec<_> = networks(text)
            .into_iter()
            .map(|n| (n.name, n.received_bytes, n.received_packets, n.sent_bytes, n.sent_packets))
            .collect();
        assert_eq!(found, [("lo", 5, 6, 7, 8), ("eth0:1", 1, 2, 3, 4)]);
    }

    #[test]
    fn disks_that_were_never_used_are_left_out() {
        let text = " 7 0 loop0 0 0 0 0 0 0 0 0 0\n 8 0 sda 11 1 2 3 12 4 5 6 0 0 0\n";
        let found: Vec<_> = disks(text)
            .into_iter()
            .map(|d| (d.name, d.reads, d.read_bytes, d.writes, d.written_bytes))
            .collect();
        assert_eq!(found, [("sda", 11, 1024, 12, 2560)]);
    }

    #[test]
    fn a_program_name_with_brackets_and_blanks() {
        let own = own_stat("42 (a) b) S 1 1 1 0 -1 0 77 0 0 0 30 4 0 0 20").unwrap();
        assert_eq!((own.minor_faults, own.cpu_ms), (77, 340));
    }
}
