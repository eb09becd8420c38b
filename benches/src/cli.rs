//! What the command line asks for.

use crate::{case::Case, instructions::Setting, measure::Effort};
use std::{env, path::PathBuf};

pub(crate) enum Command {
    Help(String),
    /// Run one variant a number of times and measure nothing: for profilers.
    Once {
        case: String,
        variant: String,
        passes: u32,
    },
    /// Run all variants of a case where the process above counts instructions.
    Count {
        case: String,
    },
    /// Compare the instructions of hot paths with those that are committed, or
    /// commit to new ones.
    Gate {
        update: bool,
    },
    /// Write the page and the plots of a record anew.
    Render(String),
    Measure(Options),
}

pub(crate) struct Arguments {
    pub(crate) command: Command,
    pub(crate) setting: Setting,
}

pub(crate) struct Options {
    selectors: Vec<String>,
    pub(crate) effort: Effort,
    pub(crate) instructions: bool,
    pub(crate) json: Option<PathBuf>,
    /// Whether the rows become, or go into, a record.
    pub(crate) record: bool,
    /// The record to compare with.
    pub(crate) baseline: Option<String>,
    /// The record whose rows are taken, rather than measured.
    pub(crate) rows_of: Option<String>,
}

impl Arguments {
    /// Reads the arguments, without the program's name. The error is for the
    /// user.
    pub(crate) fn parse(
        args: impl Iterator<Item = String>,
        cases: &[Case],
    ) -> Result<Self, String> {
        let mut args = args.peekable();
        let mut setting = Setting { dir: env::temp_dir(), logs: None };
        let gate = args.next_if(|arg| arg == "gate").is_some();
        let (mut quick, mut instructions, mut update) = (false, None, false);
        let (mut selectors, mut special) = (Vec::new(), None);
        let (mut json, mut record, mut baseline, mut rows_of) = (None, false, None, None);
        while let Some(arg) = args.next() {
            let mut value = |what: &str| {
                let value = args.next().filter(|value| !value.starts_with("--"));
                value.ok_or(format!("{arg} needs {what}"))
            };
            match arg.as_str() {
                "-h" | "--help" => special = Some(Command::Help(usage(cases))),
                "--dir" => setting.dir = value("a directory")?.into(),
                "--update" if gate => update = true,
                flag if gate => return Err(format!("gate takes no `{flag}`")),
                "--logs" => setting.logs = Some(value("a directory")?.into()),
                "--quick" => quick = true,
                "--instructions" => instructions = Some(true),
                "--no-instructions" => instructions = Some(false),
                "--json" => json = Some(value("a file")?.into()),
                "--record" => record = true,
                "--baseline" => baseline = Some(value("the name of a record")?),
                "--rows-of" => rows_of = Some(value("the name of a record")?),
                "--render" => special = Some(Command::Render(value("the name of a record")?)),
                "--count" => special = Some(Command::Count { case: value("a case")? }),
                "--once" => {
                    let (case, variant) = (value("a case")?, value("a variant")?);
                    let passes = value("a number of passes")?;
                    let passes =
                        passes.parse().map_err(|_| format!("`{passes}` is not a number"))?;
                    special = Some(Command::Once { case, variant, passes });
                }
                flag if flag.starts_with('-') => return Err(format!("unknown flag `{flag}`")),
                selector => {
                    if !cases.iter().any(|case| selects(selector, &case.name())) {
                        return Err(format!("unknown suite `{selector}`"));
                    }
                    selectors.push(selector.to_owned());
                }
            }
        }
        if rows_of.is_some() && (record || json.is_some()) {
            return Err("--rows-of takes old rows, --record and --json are for new ones; \
                        --render writes the page of a record anew"
                .into());
        }
        if rows_of.is_some() && baseline.is_none() {
            return Err("--rows-of needs --baseline, the record to compare with".into());
        }
        let command = special.unwrap_or(if gate {
            Command::Gate { update }
        } else {
            Command::Measure(Options {
                selectors,
                effort: if quick { Effort::QUICK } else { Effort::FULL },
                instructions: instructions.unwrap_or(!quick),
                json,
                record,
                baseline,
                rows_of,
            })
        });
        Ok(Self { command, setting })
    }
}

impl Options {
    /// Whether the case of this name is to be measured.
    pub(crate) fn wants(&self, case: &str) -> bool {
        self.selectors.is_empty() || self.selectors.iter().any(|selector| selects(selector, case))
    }

    /// What measures the same rows again.
    pub(crate) fn command(&self, setting: &Setting) -> String {
        let mut words = vec!["cargo xtask bench"];
        words.extend(self.selectors.iter().map(String::as_str));
        let quick = self.effort == Effort::QUICK;
        let flags = [
            (quick, "--quick"),
            (quick && self.instructions, "--instructions"),
            (!quick && !self.instructions, "--no-instructions"),
            (setting.logs.is_some(), "--logs DIR"),
            (self.record, "--record"),
        ];
        words.extend(flags.iter().filter(|(given, _)| *given).map(|(_, flag)| flag));
        words.join(" ")
    }
}

/// Whether `selector` is the case's name or the first parts of it.
fn selects(selector: &str, case: &str) -> bool {
    case.strip_prefix(selector).is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
}

pub(crate) fn usage(cases: &[Case]) -> String {
    let mut suites: Vec<&str> = cases.iter().map(|case| case.suite).collect();
    suites.dedup();
    format!(
        "\
usage: cargo xtask bench [suite..] [flags]
       cargo xtask bench gate [--update]

suites: {}
`suite/workload` and `suite/workload/sink` choose from one

  --quick            fewer and shorter rounds, and no instructions: rougher figures
  --instructions     count instructions per message, with --quick too (needs valgrind)
  --no-instructions  do not count them
  --json FILE        also write the rows as JSON
  --record           write a record to docs/benchmarks, or the rows into today's:
                     in place of those of the same cases, but never a quick
                     run's in place of a full one's
  --render NAME      write page and plots of a record anew from its JSON
  --baseline NAME    say what differs from the record of this name by more than
                     noise: instructions by 2 %, allocations and bytes at all,
                     ratios (of baselines: times) by 10 % with no quartiles shared
  --rows-of NAME     compare this record with it and measure nothing
  --logs DIR         take log lines from the .log files there, not the sample
  --dir DIR          directory for files written and read (default: {})
  --help             this text

gate compares the instructions of the hot paths with the committed ones and fails
above 2 %; --update writes them anew.

ratio = time of the row's first variant / time of this one: above 1 is faster
shrinks = bytes before / after compression",
        suites.join(", "),
        env::temp_dir().display(),
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parse(line: &str) -> Result<Arguments, String> {
        let case = |suite, workload| Case::own(suite, workload, "vec", |_, _, _| Ok(Vec::new()));
        let cases = [case("write", "log"), case("write", "log+crc32"), case("read", "log")];
        Arguments::parse(line.split_whitespace().map(str::to_owned), &cases)
    }

    fn measured(line: &str) -> Options {
        match parse(line).unwrap().command {
            Command::Measure(options) => options,
            _ => panic!("`{line}` measures nothing"),
        }
    }

    #[test]
    fn selectors_are_whole_parts_of_names() {
        for (line, name, wanted) in [
            ("", "write/log/vec", true),
            ("write", "write/log/vec", true),
            ("read", "write/log/vec", false),
            ("write/log/vec", "write/log/vec", true),
            ("write/log/vec", "write/log+crc32/vec", false),
            ("write/log/vec read", "write/log/vec", true),
        ] {
            assert_eq!(measured(line).wants(name), wanted, "{line}: {name}");
        }
    }

    #[test]
    fn instructions_are_counted_unless_it_must_be_quick() {
        for (line, counted) in [
            ("", true),
            ("--quick", false),
            ("--quick --instructions", true),
            ("--no-instructions", false),
        ] {
            assert_eq!(measured(line).instructions, counted, "{line}");
        }
    }

    #[test]
    fn wrong_usage_is_told() {
        for (line, expected) in [
            ("wrte", "unknown suite `wrte`"),
            ("write/lo", "unknown suite `write/lo`"),
            ("--fast", "unknown flag `--fast`"),
            ("--json", "--json needs a file"),
            ("--json --quick", "--json needs a file"),
            ("--once write/log/vec hand many", "`many` is not a number"),
            ("gate write", "gate takes no `write`"),
            ("gate --logs /var/log", "gate takes no `--logs`"),
            ("write --update", "unknown flag `--update`"),
            ("--rows-of a", "--rows-of needs --baseline, the record to compare with"),
        ] {
            assert_eq!(parse(line).err().as_deref(), Some(expected), "{line}");
        }
    }

    #[test]
    fn the_gate_is_a_command_of_its_own() {
        for (line, expected) in [("gate", false), ("gate --dir /tmp --update", true)] {
            let command = parse(line).unwrap().command;
            assert!(matches!(command, Command::Gate { update } if update == expected), "{line}");
        }
    }
}
