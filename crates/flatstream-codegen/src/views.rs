//! Views of tables and unions, and their verifiers: what is read.

use crate::{
    code::Code,
    context::Context,
    model::{TableModel, UnionModel},
};

pub(crate) fn union(code: &mut Code, context: &Context<'_>, union: &UnionModel) {
    let _ = (code, context, union);
}

pub(crate) fn table(code: &mut Code, context: &Context<'_>, table: &TableModel) {
    let _ = (code, context, table);
}
