#![doc = include_str!("../README.md")]

mod arena;
mod batch;
mod gather;
mod growing_window;
mod number;
mod pooled;
mod retain;
mod smart;
mod strategy;
mod template;
mod window;

pub use arena::{Arena, FrameArena};
pub use batch::Batch;
pub use gather::{Gather, GatherSerialize};
pub use growing_window::GrowingWindow;
pub use number::Number;
pub use pooled::{Pooled, PooledMemory};
pub use retain::ArenaBuilder;
pub use smart::SmartBuilder;
pub use strategy::{
    AllocationStrategy, ArenaStrategy, BatchStrategy, DefaultStrategy, GrowingStrategy,
};
pub use template::{Field, Table, Template};
pub use window::FixedWindow;

pub use bumpalo::Bump;
pub use flatstream_core::{Error, ErrorKind, MemoryPool, MessageBuilder, Result, StreamSerialize};

/// The window that an [`Arena`] lends: of a fixed size, which is the fastest,
/// where panics unwind. Where they abort, an overflow cannot be unwound, so it
/// grows.
#[cfg(panic = "unwind")]
pub type Window<'a> = FixedWindow<'a>;
/// The window that an [`Arena`] lends: of a fixed size, which is the fastest,
/// where panics unwind. Where they abort, an overflow cannot be unwound, so it
/// grows.
#[cfg(not(panic = "unwind"))]
pub type Window<'a> = GrowingWindow<'a>;

#[cfg(panic = "unwind")]
fn window(memory: &mut [u8]) -> Window<'_> {
    FixedWindow::new(memory)
}

#[cfg(not(panic = "unwind"))]
fn window(memory: &mut [u8]) -> Window<'_> {
    let limit = memory.len();
    GrowingWindow::new(memory, limit)
}
