//! What the operating system says of the CPU.

use serde::{Deserialize, Serialize};

#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub(super) struct Cpu {
    pub(super) model: String,
    pub(super) family: String,
    pub(super) model_number: String,
    pub(super) stepping: String,
    /// What this system has of them.
    pub(super) cores: usize,
    /// Those that decide which code runs.
    pub(super) flags: Vec<String>,
}

impl Cpu {
    /// Reads what Linux has in `/proc/cpuinfo`; other systems have none.
    pub(super) fn of(cpuinfo: &str) -> Self {
        let field = |name: &str| {
            let fields = cpuinfo.lines().filter_map(|line| line.split_once(':'));
            let mut values = fields.filter(|(field, _)| field.trim() == name);
            values.next().map(|(_, value)| value.trim().to_owned()).unwrap_or_default()
        };
        let flags = field("flags") + " " + &field("Features");
        let flags: Vec<&str> = flags.split_whitespace().collect();
        let known = FLAGS.iter().filter(|flag| flags.contains(flag));
        let cores = cpuinfo.lines().filter(|line| line.starts_with("processor"));
        let model = field("model name");
        Self {
            model: if model.is_empty() { std::env::consts::ARCH.to_owned() } else { model },
            family: field("cpu family"),
            model_number: field("model"),
            stepping: field("stepping"),
            cores: cores.count(),
            flags: known.map(|&flag| flag.to_owned()).collect(),
        }
    }

    /// Its name, with the numbers that x86 has besides.
    pub(super) fn description(&self) -> String {
        let Self { model, family, model_number, stepping, .. } = self;
        if family.is_empty() {
            return model.clone();
        }
        format!("{model} (family {family}, model {model_number}, stepping {stepping})")
    }

    /// Its name in a file's name: without what it shares with all others.
    pub(super) fn slug(&self) -> String {
        let model = self.model.to_lowercase().replace("(r)", " ").replace("(tm)", " ");
        let words = model.split_whitespace().take_while(|word| !ENDS.contains(word));
        let mut slug = String::new();
        for word in words.filter(|word| !NOISE.contains(word) && !word.ends_with("-core")) {
            let word: String =
                word.chars().map(|c| if c.is_ascii_alphanumeric() { c } else { '-' }).collect();
            let word = word.trim_matches('-');
            if !word.is_empty() && slug.len() + word.len() < MAX_SLUG {
                slug.push_str(if slug.is_empty() { "" } else { "-" });
                slug.push_str(word);
            }
        }
        if slug.is_empty() { "cpu".to_owned() } else { slug }
    }
}

/// Instructions that checksums, searches and codecs use where they are, on x86
/// and on Arm.
const FLAGS: [&str; 8] =
    ["sse4_2", "pclmulqdq", "bmi2", "avx2", "avx512f", "crc32", "pmull", "sve"];
/// Speeds and graphics come after these.
const ENDS: [&str; 4] = ["@", "w/", "with", "version"];
const NOISE: [&str; 3] = ["cpu", "processor", "gen"];
const MAX_SLUG: usize = 32;

#[cfg(test)]
mod tests {
    use super::Cpu;

    #[test]
    fn slugs() {
        for (model, slug) in [
            ("AMD EPYC", "amd-epyc"),
            ("AMD EPYC 9R14 96-Core Processor", "amd-epyc-9r14"),
            ("Intel(R) Xeon(R) Platinum 8488C CPU @ 2.40GHz", "intel-xeon-platinum-8488c"),
            ("AMD Ryzen 7 PRO 8840U w/ Radeon 780M Graphics", "amd-ryzen-7-pro-8840u"),
            ("12th Gen Intel(R) Core(TM) i7-12700K", "12th-intel-core-i7-12700k"),
            ("QEMU Virtual CPU version 2.5+", "qemu-virtual"),
            ("../../etc", "etc"),
            ("", "cpu"),
        ] {
            assert_eq!(Cpu { model: model.to_owned(), ..Cpu::default() }.slug(), slug);
        }
    }

    #[test]
    fn fields() {
        let one = "processor\t: 0\ncpu family\t: 25\nmodel\t\t: 17\nmodel name\t: AMD EPYC\n\
                   stepping\t: 1\nflags\t\t: fpu sse4_2 avx2 avx512ifma bmi2\n\n";
        let cpu = Cpu::of(&one.repeat(2));
        assert_eq!(
            (cpu.cores, cpu.model.as_str(), cpu.model_number.as_str()),
            (2, "AMD EPYC", "17")
        );
        assert_eq!(cpu.flags, ["sse4_2", "bmi2", "avx2"]);
        assert_eq!(cpu.description(), "AMD EPYC (family 25, model 17, stepping 1)");
        assert_eq!(Cpu::of("").model, std::env::consts::ARCH);
    }
}
