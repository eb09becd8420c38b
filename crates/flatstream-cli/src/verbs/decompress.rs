//! `flatstream decompress`.

use crate::{
    args::{Global, ReadArgs},
    failure::{Done, Failure},
    input::Input,
    messages::Event,
    output::{Content, Output, OutputArgs},
    size::{count, human},
    stream_output::StreamOutput,
    verbs::compress::ratio,
    write_args::WriteArgs,
};
use flatstream::Format;
use std::{ops::ControlFlow, path::PathBuf};

/// Decompress a stream
///
/// Whatever the codec, a plain frame for each message comes out, with the checksum that the
/// input's frames had.
#[derive(Debug, clap::Args)]
pub(crate) struct Args {
    /// A stream; one that is not compressed comes out as it is
    #[arg(value_name = "FILE", default_value = "-")]
    file: PathBuf,
    #[command(flatten)]
    output: OutputArgs,
    #[command(flatten)]
    write: WriteArgs,
    #[command(flatten)]
    read: ReadArgs,
}

pub(crate) fn run(args: &Args, global: &Global) -> Result<Done, Failure> {
    let input = Input::open(&args.file, &args.read, global)?;
    let checksum = args.write.to_checksum.unwrap_or(input.format().checksum);
    let output = Output::open(&args.output, Content::Binary)?;
    let format = Format::new().checksum(checksum);
    let mut stream = StreamOutput::new(&format, None, input.limits(), output)?;

    let name = input.name().to_owned();
    let (len, compressed) = (input.len(), input.format().codec.is_some());
    let done = input.each(global, |event| {
        match event {
            Event::Message(message) => stream.write(message.payload)?,
            Event::Idle => stream.show()?,
        }
        Ok(ControlFlow::Continue(()))
    })?;
    let (messages, bytes) = (count(stream.messages(), "message"), stream.bytes());
    stream.finish()?;

    let plain = human(bytes);
    match len {
        _ if !compressed => {
            global.note(format_args!("{name}: {messages}, {plain}; it was not compressed"));
        }
        Some(len) => global.note(format_args!(
            "{name}: {messages}, {} compressed, {plain} plain{}",
            human(len),
            ratio(bytes, len)
        )),
        None => global.note(format_args!("{name}: {messages}, {plain} plain")),
    }
    Ok(done)
}
