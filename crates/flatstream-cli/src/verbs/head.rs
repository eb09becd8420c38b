//! `flatstream head`.

use crate::{
    args::{Global, PrintArgs, ReadArgs},
    failure::{Done, Failure},
    output::OutputArgs,
    verbs::cat,
};
use std::path::PathBuf;

/// Print the first messages
#[derive(Debug, clap::Args)]
pub(crate) struct Args {
    /// Streams, one after the other
    #[arg(value_name = "FILE", default_value = "-")]
    files: Vec<PathBuf>,
    /// How many messages of each
    #[arg(short = 'n', long, value_name = "COUNT", default_value_t = 10)]
    messages: u64,
    #[command(flatten)]
    print: PrintArgs,
    #[command(flatten)]
    output: OutputArgs,
    #[command(flatten)]
    read: ReadArgs,
}

pub(crate) fn run(args: &Args, global: &Global) -> Result<Done, Failure> {
    cat::print(&args.files, &args.print, &args.output, &args.read, args.messages, global)
}
