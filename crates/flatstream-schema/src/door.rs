//! The only unsafe code of this crate: what was verified is not looked at again.
//!
//! Views read within the payload whatever it holds; what they rely on is that
//! texts are UTF-8. flatc's types rely on everything that a verifier looks at.
//! Both are sound as long as these hold:
//!
//! - V1, true answers. [`Compiled::check`] is `true` only for payloads that
//!   flatbuffers' own verifier accepts with its default limits, and whose nested
//!   messages it would accept, too. That is the contract of an unsafe trait, which
//!   generated code alone implements: root type and checks come from one schema.
//! - V2, same bytes. Roots, views and vectors hold the very slice that was
//!   verified, and borrow it shared: it neither changes nor goes away while one of
//!   them is there.
//! - V3, proof by type. A [`TableView<'p, V>`](TableView) is of a table that was
//!   verified by the rules of `V`, or has no fields. What makes one is unsafe and
//!   asks for this; its fields are private, and copies are of the same table. A
//!   safe `From` thus makes a `V` of it, and of nothing else.
//! - V4, same way. A view finds a field as verifiers do: by the vtable's entry,
//!   within the vtable's length, and from there by the offset. So it either reads
//!   what was verified or, where its own comparison fails, nothing.
//! - V5, vectors. [`Texts`] and [`Tables`] are made of a verified vector of such, or
//!   are empty.

#![expect(unsafe_code, reason = "what was verified is not looked at again")]

mod compiled;
mod table_view;
mod tables;
mod texts;
mod union;

pub use compiled::{Compiled, verify};
pub use table_view::{TableView, absent};
pub use tables::Tables;
pub use texts::Texts;
pub use union::Union;
