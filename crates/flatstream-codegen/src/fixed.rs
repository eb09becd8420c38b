//! Enums and structs.

use crate::{
    code::Code,
    context::Context,
    model::{EnumModel, StructModel},
};

pub(crate) fn enumeration(code: &mut Code, context: &Context<'_>, item: &EnumModel) {
    let _ = (code, context, item);
}

pub(crate) fn structure(code: &mut Code, context: &Context<'_>, item: &StructModel) {
    let _ = (code, context, item);
}
