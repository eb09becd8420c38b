#![doc = include_str!("../README.md")]
#![forbid(unsafe_code)]

mod args;
mod condition;
mod failure;
mod input;
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

use args::{Args, Verb};
use clap::Parser;
use std::process::ExitCode;

fn main() -> ExitCode {
    let Args { global, verb } = Args::parse();
    let outcome = match verb {
        Verb::Cat(args) => verbs::cat::run(&args, &global),
        Verb::Head(args) => verbs::head::run(&args, &global),
        Verb::Tail(args) => verbs::tail::run(&args, &global),
        Verb::Count(args) => verbs::count::run(&args, &global),
        Verb::Split(args) => verbs::split::run(&args, &global),
        Verb::Merge(args) => verbs::merge::run(&args, &global),
        Verb::Filter(args) => verbs::filter::run(&args, &global),
    };
    match outcome {
        Ok(done) => done.into(),
        Err(failure) => failure.report(&global),
    }
}
