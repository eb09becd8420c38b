//! `cargo xtask loom`: the models of the pool, in every order that threads can
//! take turns in.

use crate::process::{self, Outcome};

pub(crate) fn run() -> Outcome {
    // Optimised: one model is thousands of runs.
    let args = ["test", "--package", "flatstream-pool", "--lib", "--release"];
    let mut command = process::cargo(args);
    process::run(command.env("RUSTFLAGS", "--cfg loom").env("CARGO_TARGET_DIR", "target/loom"))
}
