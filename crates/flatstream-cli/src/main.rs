#![doc = include_str!("../README.md")]
#![forbid(unsafe_code)]

mod args;
mod failure;
mod foreign;
mod input;
mod intact;
mod messages;
mod output;
mod printer;
mod progress;
mod size;
mod stream_output;
mod styles;
mod verbs;

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
    };
    match outcome {
        Ok(done) => done.into(),
        Err(failure) => failure.report(&global),
    }
}
