//! `flatstream codegen`.

use crate::{
    args::Global,
    failure::{Done, Failure},
    input,
    output::{Content, Output, OutputArgs},
};
use clap::ValueEnum;
use flatstream::reflect::Schema;
use flatstream_codegen::{Generator, Layout};
use std::{
    error::Error,
    fs,
    io::{self, Read},
    path::{Path, PathBuf},
};

/// Compile a schema into Rust code
///
/// For each table of the schema the code has a draft, a plain struct that writes itself as a
/// message from front to back, and a view, which reads messages that a verifier made for this
/// very table has found valid. They go with `StreamWriter::emit` and
/// `StreamReader::process_verified` of the library.
///
/// flatc makes the binary schema: `flatc --binary --schema --bfbs-builtins --bfbs-comments
/// FILE.fbs`. Neither the result nor who uses it needs flatc.
#[derive(Debug, clap::Args)]
#[command(after_help = EXAMPLES)]
pub(crate) struct Args {
    /// The binary schema
    #[arg(value_name = "SCHEMA.bfbs", default_value = "-")]
    schema: PathBuf,
    #[command(flatten)]
    output: OutputArgs,
    /// Leave out all but this table and what it needs; for several tables, several times. Names
    /// with their namespaces
    #[arg(long, value_name = "TABLE")]
    only: Vec<String>,
    /// How tables are laid out when they are written. Every reader understands all of them
    #[arg(long, value_name = "LAYOUT", default_value = "masked")]
    layout: LayoutName,
    /// Another layout for one table, such as `game.Monster=compact`
    #[arg(long, value_name = "TABLE=LAYOUT", value_parser = table_layout)]
    table_layout: Vec<(String, LayoutName)>,
    /// Where the code finds what it runs on: `::flatstream_schema` for users of that crate alone
    #[arg(long, value_name = "PATH", default_value = "::flatstream::schema", value_parser = path)]
    runtime: String,
    /// Verify for flatc's own types as well: the module with what `flatc --rust` makes of the
    /// same schema, such as `crate::schema`
    #[arg(long, value_name = "PATH", value_parser = path, conflicts_with = "no_verifiers")]
    flatc: Option<String>,
    /// Drafts alone: code that writes and does not read, all of it safe
    #[arg(long)]
    no_verifiers: bool,
}

/// How a table is laid out.
#[derive(Clone, Copy, Debug, ValueEnum)]
enum LayoutName {
    /// A place for every field, present or not
    Masked,
    /// The same, with every number present: fastest to write and to verify
    AllSlots,
    /// Room for present fields only, for tables of many fields of which few are set
    Compact,
}

impl From<LayoutName> for Layout {
    fn from(name: LayoutName) -> Self {
        match name {
            LayoutName::Masked => Self::Masked,
            LayoutName::AllSlots => Self::AllSlots,
            LayoutName::Compact => Self::Compact,
        }
    }
}

pub(crate) fn run(args: &Args, _: &Global) -> Result<Done, Failure> {
    let name = input::name(&args.schema);
    let bytes = read(&args.schema).map_err(|error| Failure::io(&name, &error))?;
    let wrong = |error| Failure::stream(&name, &error).hint(MAKE);
    check_tables(args, Schema::new(&bytes).map_err(wrong)?)?;

    let generator = Generator::new(&bytes).map_err(wrong)?;
    let mut generator = generator
        .only(&args.only)
        .layout(args.layout.into())
        .runtime(&args.runtime)
        .verifiers(!args.no_verifiers);
    for (table, layout) in &args.table_layout {
        generator = generator.table_layout(table, (*layout).into());
    }
    if let Some(flatc) = &args.flatc {
        generator = generator.flatc(flatc);
    }
    // The command made sense: what is refused is in the schema.
    let code = generator.generate().map_err(|error| match error.source() {
        Some(what) => Failure::failed(format_args!("{name}: {what}")),
        None => Failure::failed(format_args!("{name}: {error}")),
    })?;

    let mut output = Output::open(&args.output, Content::Text)?;
    output.put(code.as_bytes())?;
    output.finish()?;
    Ok(Done::Whole)
}

fn read(path: &Path) -> io::Result<Vec<u8>> {
    if path != Path::new("-") {
        return fs::read(path);
    }
    let mut bytes = Vec::new();
    io::stdin().lock().read_to_end(&mut bytes)?;
    Ok(bytes)
}

/// Refuses names of tables that `schema` does not have.
fn check_tables(args: &Args, schema: Schema) -> Result<(), Failure> {
    let layouts = args.table_layout.iter().map(|(table, _)| table);
    let checked =
        args.only.iter().chain(layouts).try_fold(schema, |schema, name| schema.with_root(name));
    checked.map(drop).map_err(Failure::usage)
}

fn table_layout(text: &str) -> Result<(String, LayoutName), String> {
    let (table, layout) = text.split_once('=').ok_or("a table, `=` and its layout are needed")?;
    match LayoutName::from_str(layout, false) {
        Ok(layout) => Ok((table.to_owned(), layout)),
        Err(_) => Err(format!("no layout `{layout}`; there are masked, all-slots and compact")),
    }
}

/// A path of Rust: anything else would only fail where the code is compiled.
fn path(text: &str) -> Result<String, String> {
    let is_name = |part: &str| {
        part.starts_with(|c: char| c.is_alphabetic() || c == '_')
            && part.chars().all(|c| c.is_alphanumeric() || c == '_')
    };
    if text.strip_prefix("::").unwrap_or(text).split("::").all(is_name) {
        return Ok(text.to_owned());
    }
    Err("a path of Rust is needed, such as `::flatstream::schema`".to_owned())
}

const MAKE: &str =
    "make it with `flatc --binary --schema --bfbs-builtins --bfbs-comments FILE.fbs`";

const EXAMPLES: &str = "\
Examples:
  flatstream codegen monster.bfbs -o src/monster_compiled.rs
  flatstream codegen --only game.Monster --table-layout game.Monster=all-slots monster.bfbs
  flatstream codegen --no-verifiers monster.bfbs | less";
