//! Compiles the schema: `market_compiled.rs` in the directory that Cargo gives.

fn main() -> flatstream_codegen::Result<()> {
    flatstream_codegen::compile("market.bfbs")
}
