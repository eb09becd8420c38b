//! What a draft has for a field, and when that is written.

use crate::{
    Layout,
    context::Context,
    model::{Default, FieldKind, FieldModel, Fixed},
};
use flatstream_reflect::BaseType;

/// Whether a field is in a table that is written.
#[derive(Debug, PartialEq)]
pub(super) enum Presence {
    Never,
    Always,
    /// Where this is true.
    If(String),
}

impl FieldModel {
    /// Whether a draft has it.
    pub(super) fn is_drafted(&self) -> bool {
        !matches!(self.kind, FieldKind::Ignored | FieldKind::UnionType { .. })
    }
}

/// The type that a draft has for `field`.
pub(super) fn ty(context: &Context<'_>, field: &FieldModel) -> String {
    let model = context.model;
    let ty = match &field.kind {
        FieldKind::Ignored | FieldKind::UnionType { .. } => return String::new(),
        FieldKind::Scalar { ty, .. } => return context.fixed(ty),
        FieldKind::Union { union, .. } => {
            return context.path(&model.unions[*union].name, "Draft<'a>");
        }
        FieldKind::OptionalScalar(ty) => context.fixed(ty),
        FieldKind::Struct(index) => context.path(&model.structs[*index].name, ""),
        FieldKind::Text => "&'a str".into(),
        FieldKind::Elements(ty, _) => format!("&'a [{}]", context.fixed(ty)),
        FieldKind::Texts => "&'a [&'a str]".into(),
        FieldKind::Table(index) => format!("&'a {}", context.draft(*index)),
        FieldKind::Tables(index) => format!("&'a [{}]", context.draft(*index)),
        FieldKind::Nested(..) => "&'a [u8]".into(),
    };
    if field.required { ty } else { format!("::core::option::Option<{ty}>") }
}

/// What an empty draft has for `field`.
pub(super) fn empty(context: &Context<'_>, field: &FieldModel) -> String {
    let model = context.model;
    match &field.kind {
        FieldKind::Scalar { ty, default } => context.default(ty, *default),
        FieldKind::Union { union, .. } => {
            format!("{}::None", context.path(&model.unions[*union].name, "Draft"))
        }
        _ if !field.required => "::core::option::Option::None".into(),
        FieldKind::Struct(index) => context.zero(&Fixed::Struct(*index)),
        FieldKind::Text => "\"\"".into(),
        FieldKind::Table(index) => {
            format!("&{}::EMPTY", context.path(&model.tables[*index].name, "Draft"))
        }
        _ => "&[]".into(),
    }
}

/// When `field`, one of `fields`, is in the table.
pub(super) fn presence(
    context: &Context<'_>,
    layout: Layout,
    fields: &[FieldModel],
    field: &FieldModel,
) -> Presence {
    let ident = &field.ident;
    match &field.kind {
        FieldKind::Ignored => Presence::Never,
        FieldKind::UnionType { value } => presence(context, layout, fields, &fields[*value]),
        FieldKind::Union { .. } => Presence::If(format!("self.{ident}.number() != 0")),
        FieldKind::Scalar { .. } if layout == Layout::AllSlots => Presence::Always,
        FieldKind::Scalar { ty, default } => match (ty, *default) {
            (Fixed::Number(BaseType::Bool), Default::Integer(0)) => {
                Presence::If(format!("self.{ident}"))
            }
            (Fixed::Number(BaseType::Bool), _) => Presence::If(format!("!self.{ident}")),
            // As flatc's code has it: nothing equals it.
            (_, Default::Real(real)) if real.is_nan() => Presence::Always,
            (_, default) => {
                Presence::If(format!("self.{ident} != {}", context.default(ty, default)))
            }
        },
        _ if field.required => Presence::Always,
        _ => Presence::If(format!("self.{ident}.is_some()")),
    }
}

/// What is stored in the table for `field`; `None` for an offset.
pub(super) fn stored(
    context: &Context<'_>,
    fields: &[FieldModel],
    field: &FieldModel,
) -> Option<String> {
    let ident = &field.ident;
    match &field.kind {
        FieldKind::Scalar { .. } => Some(format!("self.{ident}")),
        FieldKind::UnionType { value } => Some(format!("self.{}.number()", fields[*value].ident)),
        FieldKind::Struct(_) if field.required => Some(format!("self.{ident}")),
        FieldKind::Struct(index) => {
            let zero = context.zero(&Fixed::Struct(*index));
            Some(format!("self.{ident}.unwrap_or({zero})"))
        }
        FieldKind::OptionalScalar(ty) => {
            Some(format!("self.{ident}.unwrap_or({})", context.zero(ty)))
        }
        _ => None,
    }
}
