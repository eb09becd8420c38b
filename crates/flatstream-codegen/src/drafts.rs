//! Drafts of tables and unions: what is written.

mod field;
mod place;
mod table;
mod union;

pub(crate) use table::table;
pub(crate) use union::union;
