//! `flatstream info`.

use crate::{
    args::{FormatArgs, Global, SchemaArgs},
    failure::{Done, Failure},
    foreign::Foreign,
    input::Input,
    output::{Content, Output},
    progress::Progress,
    size,
    styles::Styles,
};
use clap::ValueEnum;
use rate::Rate;
use std::path::PathBuf;
use summary::Summary;

mod json;
mod lenient;
mod rate;
mod sizes;
mod summary;
mod text;

/// Say what a stream holds
///
/// Its size and format, frames and messages, how they are compressed, how long messages
/// are, their file identifiers, and what is damaged. Everything is read once. Ends with 0
/// where there is damage, too: `verify` is to judge.
#[derive(Debug, clap::Args)]
pub(crate) struct Args {
    /// Streams
    #[arg(value_name = "FILE", default_value = "-")]
    files: Vec<PathBuf>,
    /// How it is said
    #[arg(long, value_name = "FORMAT", default_value = "text")]
    format: Print,
    #[command(flatten)]
    schema: SchemaArgs,
    /// The field that says when a message was sent, such as `header.time_ns`
    #[arg(long, value_name = "PATH", requires = "schema", help_heading = "Schema")]
    time: Option<String>,
    /// What the field of --time counts, if its name does not end with _ns, _us, _ms or _s
    #[arg(long, value_name = "UNIT", requires = "time", help_heading = "Schema")]
    time_unit: Option<Unit>,
    #[command(flatten)]
    stream: FormatArgs,
}

/// How it is said.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum Print {
    /// For people
    Text,
    /// A JSON object for each file, on one line
    Ndjson,
}

/// What a time counts.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum Unit {
    /// Nanoseconds
    Ns,
    /// Microseconds
    Us,
    /// Milliseconds
    Ms,
    /// Seconds
    S,
}

pub(crate) fn run(args: &Args, global: &Global) -> Result<Done, Failure> {
    let schema = args.schema.load()?;
    let mut output = Output::stdout(Content::Text, false)?;
    let styles = output.styles(global);
    for (index, file) in args.files.iter().enumerate() {
        let rate = match (&schema, &args.time) {
            (Some(schema), Some(path)) => Some(Rate::new(schema, path, args.time_unit)?),
            _ => None,
        };
        if index > 0 && args.format == Print::Text {
            output.put(b"\n")?;
        }
        let input = Input::open_as(file, &args.stream, global)?;
        let said = match Foreign::of(&input) {
            Some(foreign) => say_foreign(&input, &foreign, args.format, &styles),
            None => {
                let progress = Progress::new(input.len(), global);
                let summary = Summary::of(input, rate, &progress)?;
                progress.done();
                match args.format {
                    Print::Text => text::print(&summary, &styles),
                    Print::Ndjson => json::print(&summary),
                }
            }
        };
        output.put(said.as_bytes())?;
        // The next file may take a while.
        output.show()?;
    }
    output.finish()?;
    Ok(Done::Whole)
}

/// Says what a file is that is no stream.
fn say_foreign(input: &Input, foreign: &Foreign, print: Print, styles: &Styles) -> String {
    let name = input.name();
    if print == Print::Ndjson {
        return json::print_foreign(name, input.len(), foreign);
    }
    let Styles { label, bad, .. } = styles;
    let size = input.len().map(|len| format!(", {}", size::human(len))).unwrap_or_default();
    let advice = foreign.hint(name);
    format!("{label}{name}{label:#}{size}\n  {bad}no stream, but {foreign}{bad:#}: {advice}\n")
}
