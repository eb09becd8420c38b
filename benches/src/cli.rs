//! What the command line asks for.

use crate::measure::{Case, Effort, Once};
use std::{env, path::PathBuf};

pub(crate) enum Command {
    Help(String),
    /// Run one variant a number of times and measure nothing: for profilers.
    Once(Once),
    Measure(Options),
}

pub(crate) struct Options {
    selectors: Vec<String>,
    pub(crate) effort: Effort,
    pub(crate) instructions: bool,
    pub(crate) json: Option<PathBuf>,
    /// Where real log lines are.
    pub(crate) logs: Option<PathBuf>,
    /// Where files are written and read.
    pub(crate) dir: PathBuf,
}

impl Command {
    /// Reads the arguments, without the program's name. The error is for the
    /// user.
    pub(crate) fn parse(
        args: impl Iterator<Item = String>,
        cases: &[Case],
    ) -> Result<Self, String> {
        let mut args = args;
        let mut options = Options {
            selectors: Vec::new(),
            effort: Effort::FULL,
            instructions: false,
            json: None,
            logs: None,
            dir: env::temp_dir(),
        };
        let mut once = None;
        while let Some(arg) = args.next() {
            let mut value = |what: &str| args.next().ok_or(format!("{arg} needs {what}"));
            match arg.as_str() {
                "-h" | "--help" => return Ok(Self::Help(usage(cases))),
                "--quick" => options.effort = Effort::QUICK,
                "--instructions" => options.instructions = true,
                "--json" => options.json = Some(value("a file")?.into()),
                "--logs" => options.logs = Some(value("a directory")?.into()),
                "--dir" => options.dir = value("a directory")?.into(),
                "--once" => {
                    let (case, variant) = (value("a case")?, value("a variant")?);
                    let passes = value("a number of passes")?;
                    let passes =
                        passes.parse().map_err(|_| format!("`{passes}` is not a number"))?;
                    once = Some((case, variant, passes));
                }
                flag if flag.starts_with('-') => return Err(format!("unknown flag `{flag}`")),
                selector => {
                    if !cases.iter().any(|case| selects(selector, case)) {
                        return Err(format!("unknown suite `{selector}`"));
                    }
                    options.selectors.push(selector.to_owned());
                }
            }
        }
        Ok(match once {
            Some((case, variant, passes)) => {
                Self::Once(Once { case, variant, passes, dir: options.dir, logs: options.logs })
            }
            None => Self::Measure(options),
        })
    }
}

impl Options {
    pub(crate) fn wants(&self, case: &Case) -> bool {
        self.selectors.is_empty() || self.selectors.iter().any(|selector| selects(selector, case))
    }
}

/// Whether `selector` is the case's name or the first parts of it.
fn selects(selector: &str, case: &Case) -> bool {
    let name = case.name();
    name.strip_prefix(selector).is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
}

pub(crate) fn usage(cases: &[Case]) -> String {
    let mut suites: Vec<&str> = cases.iter().map(|case| case.suite).collect();
    suites.dedup();
    format!(
        "\
usage: flatstream-bench [suite..] [flags]

suites: {}; `suite/workload` and `suite/workload/sink` choose from one

  --quick         fewer and shorter rounds: a few seconds, rougher figures
  --instructions  also count instructions per message (needs valgrind)
  --json FILE     also write the rows as JSON
  --logs DIR      take log lines from the .log files there, not made-up ones
  --dir DIR       directory for files written and read (default: {})
  --help          this text

ratio = time of the row's first variant / time of this one: above 1 is faster
shrinks = bytes before / after compression",
        suites.join(", "),
        env::temp_dir().display(),
    )
}
