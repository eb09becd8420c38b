//! What the suite needs and may not contain, as it needs unsafe code: code generated
//! from the schemas beside it, and messages that are not verified.
//!
//! ```text
//! capnp compile -orust messages.capnp                capnproto 0.9.2, capnpc 0.27.0
//! planus rust -o messages_planus.rs messages.fbs.in  planus-cli 1.3.0
//! sed -i "s/, ::serde::Serialize, ::serde::Deserialize//; /::serde::/d" messages_planus.rs
//! ```
//!
//! `.fbs.in`, as it is not for flatc. `messages.proto` is for people: prost's
//! structs are written by hand, since its generator would have everyone install
//! protoc. rkyv's and postcard's schemas are the types in
//! `formats/borrowed.rs`.

#[allow(clippy::all, clippy::pedantic, reason = "generated code")]
#[rustfmt::skip]
pub mod messages_capnp;
#[allow(clippy::all, clippy::pedantic, reason = "generated code")]
#[rustfmt::skip]
pub mod messages_planus;

mod trusted;

pub use trusted::Trusted;
