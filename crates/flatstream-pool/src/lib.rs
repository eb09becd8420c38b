#![doc = include_str!("../README.md")]
#![forbid(unsafe_code)]

mod buf;
mod class;
mod config;
#[cfg(all(test, loom))]
mod models;
mod pool;
mod shelves;
mod slab;
mod stats;
mod sync;

pub use buf::PooledBuf;
pub use config::PoolConfig;
pub use pool::BufferPool;
pub use slab::Slab;
pub use stats::PoolStats;

pub use bytes::Bytes;
pub use flatstream_core::{
    Error, ErrorKind, MemoryPolicy, MemoryPool, Result,
    policy::{AdaptiveWatermarkPolicy, SizeThresholdPolicy},
};
