//! `flatstream train`.

mod samples;

use crate::{
    args::{self, Global, ReadArgs},
    failure::{Done, Failure},
    input::Input,
    messages::Event,
    output::{Content, Output, OutputArgs},
    size::{count, human},
    verbs::compress::ratio,
};
use flatstream::{Body, CodecKind, Dictionary, Format, Framer, OutBuf};
use samples::{Sampled, Samples};
use std::{ops::ControlFlow, path::PathBuf};

/// Make a dictionary that short messages compress well with
///
/// A dictionary holds what messages have in common, so that each compresses well by itself:
/// `flatstream compress --per-message --dictionary FILE`. It is needed to read them again. The
/// same input gives the same dictionary. How well it does is measured on one message in eight,
/// which the dictionary is not made from.
#[derive(Debug, clap::Args)]
pub(crate) struct Args {
    /// Streams of such messages
    #[arg(value_name = "FILE", default_value = "-")]
    files: Vec<PathBuf>,
    #[command(flatten)]
    output: OutputArgs,
    /// Size of the dictionary, at most; 16 KiB suit messages of up to 2 KiB
    #[arg(long, value_name = "SIZE", default_value = "16KiB", value_parser = dictionary_bytes)]
    max_size: usize,
    /// Bytes of messages to make it from, at most: of longer streams an even choice, one
    /// message in 2, 4, 8... Takes about twice as much memory
    #[arg(long, value_name = "SIZE", default_value = "16MiB", value_parser = sample_bytes)]
    sample_size: usize,
    #[command(flatten)]
    read: ReadArgs,
}

pub(crate) fn run(args: &Args, global: &Global) -> Result<Done, Failure> {
    // That it is there already is to be told before all is read.
    let mut output = Output::open(&args.output, Content::Binary)?;
    let mut samples = Samples::new(args.sample_size);
    let mut done = Done::Whole;
    for file in &args.files {
        let input = Input::open(file, &args.read, global)?;
        done = done.and(input.each(global, |event| {
            if let Event::Message(message) = event {
                samples.add(message.payload);
            }
            Ok(ControlFlow::Continue(()))
        })?);
    }
    let seen = samples.seen();
    let Sampled { training, held_out } = samples.split();
    let bytes = total(&training);
    let of = format!("{} of {}, {}", training.len(), count(seen, "message"), human(bytes));
    let dictionary = Dictionary::train(&training, args.max_size).map_err(|_| {
        Failure::failed(format_args!(
            "no dictionary can be made from {of}: too few, or too little in common"
        ))
        .hint(
            "more messages: some hundred at least, and a hundred times as many bytes as --max-size",
        )
    })?;
    output.put(dictionary.as_bytes())?;
    output.finish()?;

    let (id, len) = (dictionary.id(), dictionary.as_bytes().len() as u64);
    global.note(format_args!("dictionary {id}: {}, from {of}", human(len)));
    if bytes < ENOUGH * len {
        global.note(
            "these are few messages for so large a dictionary; a smaller --max-size may do as well",
        );
    }
    report(dictionary, &held_out, global)?;
    Ok(done)
}

/// Says what `dictionary` gains on messages that it has not seen.
fn report(dictionary: Dictionary, held_out: &[Vec<u8>], global: &Global) -> Result<(), Failure> {
    if held_out.is_empty() {
        return Ok(());
    }
    let failed = |error| Failure::stream("zstd", &error);
    let zstd = Format::new().codec(CodecKind::Zstd);
    let plain = framed(held_out, &Format::new()).map_err(failed)?;
    let without = framed(held_out, &zstd).map_err(failed)?;
    let with = framed(held_out, &zstd.dictionary(dictionary)).map_err(failed)?;
    global.note(format_args!(
        "{} not used for it, {} plain: {} with the dictionary{}; {} without{}",
        count(held_out.len() as u64, "message"),
        human(plain),
        human(with),
        ratio(plain, with),
        human(without),
        ratio(plain, without),
    ));
    if with >= plain.min(without) {
        global.note("it does not pay for these; `flatstream compress` without --per-message may");
    }
    Ok(())
}

/// Bytes that `messages` take as a stream of `format`, each compressed by itself.
fn framed(messages: &[Vec<u8>], format: &Format) -> flatstream::Result<u64> {
    let framer = format.framer()?;
    let mut scratch = OutBuf::new();
    let mut sum = 0;
    for message in messages {
        let framed = framer.frame(message, &mut scratch)?;
        let body = match framed.body {
            Body::Payload => message.len(),
            Body::Scratch => scratch.len(),
        };
        sum += (framed.header.len() + body) as u64;
    }
    Ok(sum)
}

fn total(messages: &[Vec<u8>]) -> u64 {
    messages.iter().map(|message| message.len() as u64).sum()
}

fn dictionary_bytes(text: &str) -> Result<usize, String> {
    between(text, 256, 16 << 20)
}

fn sample_bytes(text: &str) -> Result<usize, String> {
    between(text, 1 << 10, 1 << 30)
}

fn between(text: &str, min: usize, max: usize) -> Result<usize, String> {
    let bytes = usize::try_from(args::bytes(text)?).unwrap_or(usize::MAX);
    if (min..=max).contains(&bytes) {
        return Ok(bytes);
    }
    Err(format!("it is between {} and {}", human(min as u64), human(max as u64)))
}

/// Messages should have this many times as many bytes as the dictionary.
const ENOUGH: u64 = 10;
