#![doc = include_str!("../README.md")]
#![forbid(unsafe_code)]

mod args;
mod condition;
mod duration;
mod failure;
mod foreign;
mod input;
mod intact;
mod interrupt;
mod messages;
mod number;
mod output;
mod printer;
mod progress;
mod size;
mod span;
mod stream_output;
mod styles;
mod verbs;
mod write_args;

use args::{Args, Verb};
use clap::Parser;
use std::process::ExitCode;

fn main() -> ExitCode {
    let Args { global, verb } = Args::parse();
    let outcome = match verb {
        Verb::Info(args) => verbs::info::run(&args, &global),
        Verb::Cat(args) => verbs::cat::run(&args, &global),
        Verb::Head(args) => verbs::head::run(&args, &global),
        Verb::Tail(args) => verbs::tail::run(&args, &global),
        Verb::Count(args) => verbs::count::run(&args, &global),
        Verb::Verify(args) => verbs::verify::run(&args, &global),
        Verb::Recover(args) => verbs::recover::run(&args, &global),
        Verb::Compress(args) => verbs::compress::run(&args, &global),
        Verb::Decompress(args) => verbs::decompress::run(&args, &global),
        Verb::Train(args) => verbs::train::run(&args, &global),
        Verb::Convert(args) => verbs::convert::run(&args, &global),
        Verb::Split(args) => verbs::split::run(&args, &global),
        Verb::Merge(args) => verbs::merge::run(&args, &global),
        Verb::Filter(args) => verbs::filter::run(&args, &global),
        Verb::Record(args) => verbs::record::run(&args, &global),
        Verb::Bench(args) => verbs::bench::run(&args, &global),
        Verb::Codegen(args) => verbs::codegen::run(&args, &global),
        Verb::Completions(args) => verbs::completions::run(&args, &global),
        Verb::Man(args) => verbs::man::run(&args, &global),
    };
    match outcome {
        Ok(done) => done.into(),
        Err(failure) => failure.report(&global),
    }
}
