//! Readers and writers in async programs: the same messages and errors as without,
//! whatever the peer does and wherever a call is given up.

#![expect(clippy::unwrap_used, reason = "helpers of tests")]

mod auto_traits;
mod batching;
mod cancel_reading;
mod cancel_writing;
mod codec;
mod failures;
mod reading;
mod sockets;
mod support;
mod writing;
