//! Where, when, of which commit and how rows were measured.

use super::cpu::Cpu;
use crate::{cli::Options, instructions::Setting, measure::Effort};
use serde::{Deserialize, Serialize};
use std::{
    collections::BTreeMap,
    fs,
    path::Path,
    process::Command,
    time::{SystemTime, UNIX_EPOCH},
};

/// All that is known of a run. It names no machine and no directory.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
pub(crate) struct Run {
    /// By which rows of a record name it; 0 while it is in none.
    #[serde(rename = "run")]
    pub(super) number: u32,
    /// In UTC.
    pub(super) date: String,
    /// With `+changes` if what was built is not what was committed.
    pub(super) commit: String,
    /// What measures the same again.
    pub(super) command: String,
    /// Fewer and shorter rounds.
    pub(super) quick: bool,
    pub(super) cpu: Cpu,
    pub(super) memory_gib: f64,
    pub(super) kernel: String,
    pub(super) os: String,
    /// Kind of the one that files are on: one in memory costs less.
    pub(super) file_system: String,
    pub(super) rustc: String,
    pub(super) target: String,
    pub(super) profile: String,
    pub(super) rustflags: String,
    /// Counts instructions; empty where none were counted.
    pub(super) valgrind: String,
    /// Of the last minute, when the run began.
    pub(super) load: f64,
    /// Versions of what is measured.
    pub(super) crates: BTreeMap<String, String>,
}

impl Run {
    /// What is so now, before anything is measured.
    pub(crate) fn begin(options: &Options, setting: &Setting) -> Self {
        let valgrind = || said("valgrind", &["--version"]).unwrap_or_default();
        Self {
            number: 0,
            date: date(SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default().as_secs()),
            commit: commit(),
            command: options.command(setting),
            quick: options.effort == Effort::QUICK,
            cpu: Cpu::of(&read("/proc/cpuinfo")),
            memory_gib: memory_gib(&read("/proc/meminfo")),
            kernel: format!("{} {}", system(), read("/proc/sys/kernel/osrelease").trim()),
            os: os(&read("/etc/os-release")),
            file_system: file_system(&read("/proc/mounts"), &setting.dir),
            rustc: env!("BENCH_RUSTC").to_owned(),
            target: env!("BENCH_TARGET").to_owned(),
            profile: profile(env!("BENCH_PROFILE"), MANIFEST),
            rustflags: without_paths(env!("BENCH_RUSTFLAGS")),
            valgrind: if options.instructions { valgrind() } else { String::new() },
            load: read("/proc/loadavg").split(' ').next().unwrap_or("").parse().unwrap_or(0.0),
            crates: crates(LOCK, MANIFEST, cfg!(feature = "rivals")),
        }
    }

    /// The name of the record that it belongs to.
    pub(super) fn record_name(&self) -> String {
        format!("{}-{}", self.date, self.cpu.slug())
    }

    pub(super) fn effort(&self) -> &'static str {
        if self.quick { "quick" } else { "full" }
    }

    /// What makes figures differ, each with a name, crates apart.
    pub(super) fn facts(&self) -> Vec<(&'static str, String)> {
        let cpu = &self.cpu;
        let or_none = |text: &str| if text.is_empty() { "none".into() } else { text.to_owned() };
        vec![
            ("CPU", cpu.description()),
            ("cores", cpu.cores.to_string()),
            ("flags that matter", or_none(&cpu.flags.join(" "))),
            ("memory", format!("{} GiB", self.memory_gib)),
            ("kernel", self.kernel.clone()),
            ("system", self.os.clone()),
            ("files on", or_none(&self.file_system)),
            ("rustc", self.rustc.clone()),
            ("target", self.target.clone()),
            ("profile", self.profile.clone()),
            ("RUSTFLAGS", or_none(&self.rustflags)),
            ("instructions by", or_none(&self.valgrind)),
        ]
    }
}

fn read(path: &str) -> String {
    fs::read_to_string(path).unwrap_or_default()
}

/// The first line that a program prints, if it ends well.
fn said(program: &str, args: &[&str]) -> Option<String> {
    let mut command = Command::new(program);
    let output = command.args(args).current_dir(env!("CARGO_MANIFEST_DIR")).output().ok()?;
    let text = String::from_utf8(output.stdout).ok()?;
    output.status.success().then(|| text.lines().next().unwrap_or_default().to_owned())
}

fn commit() -> String {
    let Some(commit) = said("git", &["rev-parse", "--short=12", "HEAD"]) else {
        return "unknown".to_owned();
    };
    // Records of earlier runs are not what is measured.
    let status = ["status", "--porcelain", "--", ":/", ":(top,exclude)docs"];
    let changes = said("git", &status).is_some_and(|line| !line.is_empty());
    if changes { commit + "+changes" } else { commit }
}

/// The day of a time in seconds since 1970, by the calendar that counts years
/// from March: leap days are then at their ends.
fn date(seconds: u64) -> String {
    let days = seconds / 86_400 + 719_468;
    let (era, day_of_era) = (days / 146_097, days % 146_097);
    let year_of_era =
        (day_of_era - day_of_era / 1460 + day_of_era / 36_524 - day_of_era / 146_096) / 365;
    let day_of_year = day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
    let from_march = (5 * day_of_year + 2) / 153;
    let day = day_of_year - (153 * from_march + 2) / 5 + 1;
    let month = if from_march < 10 { from_march + 3 } else { from_march - 9 };
    let year = era * 400 + year_of_era + u64::from(month <= 2);
    format!("{year:04}-{month:02}-{day:02}")
}

fn system() -> &'static str {
    if cfg!(target_os = "linux") { "Linux" } else { std::env::consts::OS }
}

fn memory_gib(meminfo: &str) -> f64 {
    let total = meminfo.lines().find_map(|line| line.strip_prefix("MemTotal:"));
    let kib = total.and_then(|total| total.trim().trim_end_matches(" kB").parse::<f64>().ok());
    (kib.unwrap_or(0.0) / f64::from(1 << 20) * 10.0).round() / 10.0
}

fn os(release: &str) -> String {
    let name = release.lines().find_map(|line| line.strip_prefix("PRETTY_NAME="));
    name.map_or_else(|| std::env::consts::OS.to_owned(), |name| name.trim_matches('"').to_owned())
}

/// The kind of the file system that is mounted nearest above `dir`, the last of
/// those that are mounted there.
fn file_system(mounts: &str, dir: &Path) -> String {
    let dir = fs::canonicalize(dir).unwrap_or_else(|_| dir.to_owned());
    let mounted = mounts.lines().filter_map(|line| {
        let mut fields = line.split(' ').skip(1);
        Some((fields.next()?, fields.next()?))
    });
    let above = mounted.filter(|(at, _)| dir.starts_with(at));
    above.max_by_key(|(at, _)| at.len()).map(|(_, kind)| kind.to_owned()).unwrap_or_default()
}

/// The profile's name and what the manifest says of it.
fn profile(name: &str, manifest: &str) -> String {
    let header = format!("[profile.{name}]");
    let mut settings = Vec::new();
    for line in manifest.lines().skip_while(|line| *line != header).skip(1) {
        if line.is_empty() || line.starts_with('[') {
            break;
        }
        settings.push(line);
    }
    if settings.is_empty() { name.to_owned() } else { format!("{name}: {}", settings.join(", ")) }
}

/// Flags with the machine's directories left out.
fn without_paths(flags: &str) -> String {
    let cut = |word: &str| match word.find(['/', '\\']) {
        None => word.to_owned(),
        Some(at) => {
            let kept = word[..at].rfind('=').map_or(0, |equals| equals + 1);
            format!("{}...", &word[..kept])
        }
    };
    flags.split_whitespace().map(cut).collect::<Vec<_>>().join(" ")
}

/// Versions of what the suites measure, by the lock file.
fn crates(lock: &str, manifest: &str, rivals: bool) -> BTreeMap<String, String> {
    let packages: Vec<&str> = lock.split("[[package]]").collect();
    let field = |package: &str, name: &str| {
        let prefix = format!("{name} = \"");
        let mut values = package.lines().filter_map(|line| line.strip_prefix(&prefix));
        values.next().map(|value| value.trim_end_matches('"').to_owned())
    };
    let ours = packages.iter().find(|package| package.contains("name = \"flatstream-bench\"\n"));
    let depends =
        ours.and_then(|package| package.split_once("dependencies = [")).unwrap_or_default();
    // With a version where there are several.
    let direct: Vec<&str> = depends.1.split('"').skip(1).step_by(2).collect();
    let optional = |name: &str| {
        let line = format!("\n{name} = ");
        let after = manifest.split_once(&line).unwrap_or_default().1;
        after.lines().next().is_some_and(|line| line.contains("optional = true"))
    };
    let measured = |name: &str, version: &str| {
        let is_direct = direct.iter().any(|&entry| match entry.split_once(' ') {
            Some(exact) => exact == (name, version),
            None => entry == name,
        });
        let is_used = is_direct && (rivals || !optional(name)) || name.starts_with("flatstream");
        (is_used || COMPILED_C.contains(&name)) && !NOT_MEASURED.contains(&name)
    };
    let versions = packages
        .iter()
        .filter_map(|package| Some((field(package, "name")?, field(package, "version")?)));
    versions.filter(|(name, version)| measured(name, version)).collect()
}

const LOCK: &str = include_str!("../../Cargo.lock");
const MANIFEST: &str = include_str!("../../Cargo.toml");
/// What the harness is made of.
const NOT_MEASURED: [&str; 8] = [
    "flatstream-bench",
    "flatstream-bench-formats",
    "flatstream-testkit",
    "hdrhistogram",
    "plotters",
    "rustix",
    "serde",
    "serde_json",
];
/// Its version has that of the C library.
const COMPILED_C: [&str; 1] = ["zstd-sys"];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dates() {
        for (days, expected) in [
            (0, "1970-01-01"),
            (59, "1970-03-01"),
            (11_016, "2000-02-29"),
            (11_017, "2000-03-01"),
            (20_088, "2024-12-31"),
            (20_089, "2025-01-01"),
        ] {
            assert_eq!(date(days * 86_400 + 86_399), expected);
        }
    }

    #[test]
    fn flags_name_no_directory() {
        let flags = "-C target-cpu=native --remap-path-prefix=/home/me=/x -L /opt/lib";
        let kept = "-C target-cpu=native --remap-path-prefix=... -L ...";
        assert_eq!(without_paths(flags), kept);
    }

    #[test]
    fn profiles_are_those_of_the_manifest() {
        assert!(profile("release", MANIFEST).starts_with("release: lto = \"fat\", "));
        assert!(profile("plain", MANIFEST).starts_with("plain: inherits = \"release\", "));
        assert_eq!(profile("debug", MANIFEST), "debug");
    }

    #[test]
    fn versions_of_what_is_measured() {
        let with = crates(LOCK, MANIFEST, true);
        for name in ["flatbuffers", "flatstream", "flatstream-arena", "prost", "zstd-sys", "zstd"] {
            assert!(with.contains_key(name), "{name}: {with:?}");
        }
        assert!(!with.contains_key("plotters") && !with.contains_key("flatstream-testkit"));
        let without = crates(LOCK, MANIFEST, false);
        assert!(!without.contains_key("prost") && without.contains_key("flatbuffers"));
    }

    #[test]
    fn system_files() {
        assert_eq!(memory_gib("MemTotal:        8149880 kB\nMemFree: 1 kB\n"), 7.8);
        let mounts = "disk / ext4 rw 0 0\nnone /none/a ext4 rw 0 0\nm /none/a tmpfs rw 0 0\n";
        for (dir, kind) in [("/none/a/b", "tmpfs"), ("/none/ab", "ext4"), ("/none", "ext4")] {
            assert_eq!(file_system(mounts, Path::new(dir)), kind, "{dir}");
        }
        assert_eq!(file_system("", Path::new("/none")), "");
        assert_eq!(os("NAME=x\nPRETTY_NAME=\"Debian GNU/Linux 13\"\n"), "Debian GNU/Linux 13");
    }
}
