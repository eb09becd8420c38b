//! `flatstream completions`.

use crate::{
    args::{self, Global},
    failure::{Done, Failure},
    output::{Content, Output, OutputArgs},
};
use clap::CommandFactory;
use clap_complete::Shell;

/// Print what a shell needs to complete commands
///
/// For bash, for example: `flatstream completions bash > ~/.local/share/bash-completion/completions/flatstream`
#[derive(Debug, clap::Args)]
pub(crate) struct Args {
    /// The shell
    shell: Shell,
    #[command(flatten)]
    output: OutputArgs,
}

pub(crate) fn run(args: &Args, _: &Global) -> Result<Done, Failure> {
    let mut output = Output::open(&args.output, Content::Text)?;
    let mut command = args::Args::command();
    let mut script = Vec::new();
    clap_complete::generate(args.shell, &mut command, "flatstream", &mut script);
    output.put(&script)?;
    output.finish()?;
    Ok(Done::Whole)
}
