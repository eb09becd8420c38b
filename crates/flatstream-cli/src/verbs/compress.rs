//! `flatstream compress`.

use crate::{
    args::{Global, ReadArgs},
    failure::{Done, Failure},
    input::Input,
    messages::Event,
    output::{Content, Output, OutputArgs},
    size::{count, human},
    stream_output::StreamOutput,
    write_args::{CompressionArgs, WriteArgs},
};
use flatstream::Deframer;
use std::{ops::ControlFlow, path::PathBuf};

/// Compress a stream
///
/// Messages are gathered in blocks, each of which leaves when it is full; readers see single
/// messages all the same. Frames keep their checksum. What is compressed already is compressed
/// anew. `flatstream train` makes a dictionary for --per-message.
#[derive(Debug, clap::Args)]
#[command(mut_arg("dictionary", |arg| arg.help(DICTIONARY)))]
pub(crate) struct Args {
    /// A stream
    #[arg(value_name = "FILE", default_value = "-")]
    file: PathBuf,
    #[command(flatten)]
    output: OutputArgs,
    #[command(flatten)]
    compression: CompressionArgs,
    #[command(flatten)]
    write: WriteArgs,
    #[command(flatten)]
    read: ReadArgs,
}

pub(crate) fn run(args: &Args, global: &Global) -> Result<Done, Failure> {
    let limits = args.read.limits();
    let block_bytes = args.compression.block_bytes(limits.max_decoded_bytes)?;
    // Wrong usage is to be told before the input is waited for.
    let dictionary = args.read.dictionary.as_deref();
    let mut format = args.compression.format(Default::default(), dictionary)?;
    let input = Input::open(&args.file, &args.read, global)?;
    format.checksum = args.write.to_checksum.unwrap_or(input.format().checksum);
    let output = Output::open(&args.output, Content::Binary)?;
    let mut stream = StreamOutput::new(&format, block_bytes, limits, output)?;

    let name = input.name().to_owned();
    let around = 4 + input.format().frames().digest_len() as u64;
    let was = input.len().filter(|_| input.format().codec.is_some());
    let mut plain = 0;
    let done = input.each(global, |event| {
        match event {
            Event::Message(message) => {
                plain += around + message.payload.len() as u64;
                stream.write(message.payload)?;
            }
            // A block that ends early compresses less, and it would depend on how
            // the input came.
            Event::Idle if args.compression.is_per_message() => stream.show()?,
            Event::Idle => {}
        }
        Ok(ControlFlow::Continue(()))
    })?;
    stream.show()?;
    let (messages, bytes) = (stream.messages(), stream.bytes());
    stream.finish()?;

    let was = was.map_or(String::new(), |len| format!(", {} as it was", human(len)));
    let ratio = ratio(plain, bytes);
    global.note(format_args!(
        "{name}: {}, {} plain{was}, {} compressed{ratio}",
        count(messages, "message"),
        human(plain),
        human(bytes),
    ));
    Ok(done)
}

/// What to say of how many times `compressed` goes into `plain`.
pub(super) fn ratio(plain: u64, compressed: u64) -> String {
    if compressed == 0 {
        return String::new();
    }
    format!(", ratio {:.2}", plain as f64 / compressed as f64)
}

const DICTIONARY: &str =
    "The dictionary to compress with, for zstd; and to read with, if the input is compressed";
