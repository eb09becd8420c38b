//! `flatstream man`.

use crate::{
    args::{self, Global},
    failure::{Done, Failure},
    output::{Content, Output},
};
use clap::{Command, CommandFactory};
use clap_mangen::Man;
use std::{
    fs,
    path::{Path, PathBuf},
};

/// Print manual pages
///
/// `flatstream man cat | man -l -` shows one; --dir writes all of them.
#[derive(Debug, clap::Args)]
pub(crate) struct Args {
    /// The verb, or the program's own page
    #[arg(value_name = "VERB")]
    verb: Vec<String>,
    /// Write every page into a directory, as `flatstream-VERB.1`
    #[arg(long, value_name = "DIR", conflicts_with = "verb")]
    dir: Option<PathBuf>,
}

pub(crate) fn run(args: &Args, _: &Global) -> Result<Done, Failure> {
    let mut program = args::Args::command().disable_help_subcommand(true);
    program.build();
    if let Some(dir) = &args.dir {
        fs::create_dir_all(dir).map_err(|error| Failure::io(dir.display(), &error))?;
        write_all(&program, dir)?;
        return Ok(Done::Whole);
    }
    let mut output = Output::stdout(Content::Text, false)?;
    let page = page(find(&program, &args.verb)?).map_err(|error| output.failure(&error))?;
    output.put(&page)?;
    output.finish()?;
    Ok(Done::Whole)
}

/// The command that `verb` names.
fn find<'c>(program: &'c Command, verb: &[String]) -> Result<&'c Command, Failure> {
    verb.iter().try_fold(program, |command, name| {
        command.find_subcommand(name).ok_or_else(|| {
            let known: Vec<_> = command.get_subcommands().map(Command::get_name).collect();
            let failure = Failure::usage(format_args!("no verb `{}`", verb.join(" ")));
            match &known[..] {
                [] => failure,
                known => failure.hint(known.join(", ")),
            }
        })
    })
}

/// Writes the page of `command` and those of what is below it.
fn write_all(command: &Command, dir: &Path) -> Result<(), Failure> {
    let name = command.get_display_name().unwrap_or_else(|| command.get_name());
    let path = dir.join(format!("{name}.1"));
    let page = page(command).and_then(|page| fs::write(&path, page));
    page.map_err(|error| Failure::io(path.display(), &error))?;
    command.get_subcommands().try_for_each(|command| write_all(command, dir))
}

fn page(command: &Command) -> std::io::Result<Vec<u8>> {
    let mut page = Vec::new();
    let source = concat!("flatstream ", env!("CARGO_PKG_VERSION"));
    Man::new(command.clone()).source(source).render(&mut page)?;
    Ok(page)
}
