//! Running other programs, and how a command ends.

use std::{
    env,
    ffi::OsStr,
    path::{Path, PathBuf},
    process::{Command, Stdio},
};

/// What a command returns.
pub(crate) type Outcome<T = ()> = Result<T, Failure>;

/// Why a command did not pass.
#[derive(Debug, PartialEq, Eq)]
pub(crate) enum Failure {
    /// The thing checked or run is at fault: exit code 1.
    Failed(String),
    /// The caller is: exit code 2, after the usage text.
    Usage(String),
    /// A program that was run speaks for itself.
    Exit(u8),
}

impl Failure {
    pub(crate) fn failed(message: impl Into<String>) -> Self {
        Self::Failed(message.into())
    }
}

/// The repository's root.
pub(crate) fn root() -> PathBuf {
    let xtask =
        env::var_os("CARGO_MANIFEST_DIR").unwrap_or_else(|| env!("CARGO_MANIFEST_DIR").into());
    Path::new(&xtask).parent().map_or_else(|| ".".into(), Path::to_path_buf)
}

/// The cargo that runs this program, called at the root.
pub(crate) fn cargo<S: AsRef<OsStr>>(args: impl IntoIterator<Item = S>) -> Command {
    let mut command = Command::new(env::var_os("CARGO").unwrap_or_else(|| "cargo".into()));
    command.args(args).current_dir(root());
    command
}

/// A nightly toolchain's `tool`, called at the root.
pub(crate) fn nightly<S: AsRef<OsStr>>(tool: &str, args: impl IntoIterator<Item = S>) -> Command {
    let mut command = Command::new("rustup");
    command.args(["run", "nightly", tool]).args(args).current_dir(root());
    command
}

/// Runs `command`, its output going where ours goes.
pub(crate) fn run(command: &mut Command) -> Outcome {
    let status = command
        .status()
        .map_err(|error| Failure::Failed(format!("cannot start {}: {error}", line(command))))?;
    if status.success() {
        return Ok(());
    }
    Err(Failure::Failed(format!("{status}: {}", line(command))))
}

/// Runs `command` and returns what it printed.
pub(crate) fn output(command: &mut Command) -> Outcome<String> {
    let output = command
        .stderr(Stdio::inherit())
        .output()
        .map_err(|error| Failure::Failed(format!("cannot start {}: {error}", line(command))))?;
    if !output.status.success() {
        return Err(Failure::Failed(format!("{}: {}", output.status, line(command))));
    }
    String::from_utf8(output.stdout)
        .map_err(|error| Failure::Failed(format!("{}: {error}", line(command))))
}

/// Whether `command` can be run and succeeds; its output is dropped.
pub(crate) fn succeeds(command: &mut Command) -> bool {
    command
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .status()
        .is_ok_and(|status| status.success())
}

/// Whether this runs on a machine for continuous integration.
pub(crate) fn in_ci() -> bool {
    env::var_os("CI").is_some_and(|value| !value.is_empty() && value != "false")
}

pub(crate) fn no_args(args: &[String]) -> Outcome {
    match args {
        [] => Ok(()),
        [first, ..] => Err(Failure::Usage(format!("unexpected argument `{first}`"))),
    }
}

/// `command` as a person would type it.
fn line(command: &Command) -> String {
    let envs = command
        .get_envs()
        .filter_map(|(key, value)| Some(format!("{}='{}'", key.display(), value?.display())));
    let program = Path::new(command.get_program()).file_name().unwrap_or_default();
    let words = std::iter::once(program).chain(command.get_args());
    envs.chain(words.map(|word| word.display().to_string())).collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_failed_program_is_named_with_its_arguments() {
        let mut command = Command::new("sh");
        command.args(["-c", "exit 3"]).env("A", "b c");
        let expected = "exit status: 3: A='b c' sh -c exit 3";
        assert_eq!(run(&mut command), Err(Failure::failed(expected)));
        assert_eq!(output(&mut command), Err(Failure::failed(expected)));
        assert!(!succeeds(&mut command));
    }

    #[test]
    fn a_missing_program_is_named() {
        let Err(Failure::Failed(message)) = run(&mut Command::new("./no-such-program")) else {
            panic!("it ran");
        };
        assert!(message.starts_with("cannot start no-such-program: "), "{message}");
    }

    #[test]
    fn the_root_is_the_workspace() {
        let manifest = std::fs::read_to_string(root().join("Cargo.toml")).unwrap();
        assert!(manifest.contains("[workspace]"));
    }
}
