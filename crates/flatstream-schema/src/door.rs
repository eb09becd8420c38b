//! The only unsafe code of this crate: what was verified is not looked at again.
//!
//! Views rely on tables having their vtables, and on texts being UTF-8; all else that
//! they read is compared with the payload's length. flatc's types rely on everything
//! that a verifier looks at. Both are sound as long as these hold:
//!
//! - V1, true answers. [`Compiled::check`] is `true` only for payloads that
//!   flatbuffers' own verifier accepts with its default limits, and whose nested
//!   messages it would accept, too. That is the contract of an unsafe trait, which
//!   generated code alone implements: root type and checks come from one schema. A
//!   memory learns by the checks of the type that it is of, and nothing else writes
//!   into it. Safe code may implement [`Checked`](crate::Checked) as it likes, for
//!   types of its own: it gets answers that nothing relies on.
//! - V2, same bytes. Roots, views and vectors hold the very slice that was
//!   verified, and borrow it shared: it neither changes nor goes away while one of
//!   them is there.
//! - V3, proof by type. A [`TableView<'p, V>`](TableView) is of a table that was
//!   verified by the rules of `V`, or has no fields. What makes one is unsafe and
//!   asks for this; its fields are private, and copies are of the same table. A
//!   safe `From` thus makes a `V` of it, and of nothing else. flatbuffers' verifier
//!   makes views as well, but none with messages nested in them, at which it does not
//!   look: these are not its [`Verifiable`](flatbuffers::Verifiable). Nor are views its
//!   [`SimpleToVerifyInSlice`](flatbuffers::SimpleToVerifyInSlice), elements that it
//!   takes without a look. Both traits are safe, and code beside a view could implement
//!   them; blanket implementations of [`VerifyOuter`](crate::rules::VerifyOuter) and
//!   [`Checked`](crate::Checked) collide with that.
//! - V4, same way. A view finds a field as verifiers do: by the table's offset to its
//!   vtable, by the entry there, within the vtable's length, and by the offset in the
//!   field. So it either reads what was verified or, where its own comparison fails,
//!   nothing. Members of a union that the rules do not know are never read.
//! - V5, vectors. [`Texts`] and [`Tables`] are made of a verified vector of such, or
//!   are empty.

#![expect(unsafe_code, reason = "what was verified is not looked at again")]

mod compiled;
mod offsets;
mod raw_table;
mod table_view;
mod tables;
mod texts;
mod union;

pub use compiled::{Compiled, verify};
pub use table_view::{TableView, absent};
pub use tables::Tables;
pub use texts::Texts;
pub use union::Union;
