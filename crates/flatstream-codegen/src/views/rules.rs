//! What flatbuffers' verifier is asked of a table: what flatc's code asks.

use super::{read_fields, view_of};
use crate::{
    code::Code,
    context::{self, Context},
    model::{FieldKind, FieldModel, Fixed, TableModel},
};

pub(super) fn rules(code: &mut Code, context: &Context<'_>, table: &TableModel) {
    let (name, rt) = (&table.name.ident, context.runtime);
    let verifiable = if table.has_nested {
        format!("{rt}::rules::VerifyOuter")
    } else {
        format!("{rt}::flatbuffers::Verifiable")
    };
    code.gap();
    code.line(format_args!("impl {verifiable} for {name}View<'_> {{"));
    code.line("#[inline]");
    let parameters =
        [format!("verifier: &mut {rt}::flatbuffers::Verifier<'_, '_>"), "position: usize".into()];
    code.list("fn run_verifier(", &parameters, &format!(") -> {rt}::rules::Verdict {{"));
    code.line("let table = verifier.visit_table(position)?;");
    for (index, field) in read_fields(table) {
        rule(code, context, table, index, field);
    }
    code.line("table.finish();");
    code.line("::core::result::Result::Ok(())");
    code.line("}");
    code.line("}");
}

/// What has to be true of `field`.
fn rule(
    code: &mut Code,
    context: &Context<'_>,
    table: &TableModel,
    index: usize,
    field: &FieldModel,
) {
    let rt = context.runtime;
    let (name, required) = (&field.name, field.required);
    let what = match &field.kind {
        // Asked for together with its member.
        FieldKind::Ignored | FieldKind::UnionType { .. } => return,
        FieldKind::Scalar { ty, .. } | FieldKind::OptionalScalar(ty) => fixed(context, ty),
        FieldKind::Struct(at) => fixed(context, &Fixed::Struct(*at)),
        FieldKind::Text => format!("{rt}::rules::Text"),
        FieldKind::Texts => format!("{rt}::rules::Texts"),
        FieldKind::Elements(ty, _) => {
            format!("{rt}::rules::Elements<{}>", fixed(context, ty))
        }
        FieldKind::Nested(_) => format!("{rt}::rules::Elements<u8>"),
        FieldKind::Table(at) => table_rule(context, *at),
        FieldKind::Tables(at) => format!("{rt}::rules::Tables<{}>", asked(context, *at)),
        FieldKind::Union { union, number } => {
            let view = context.path(&context.model.unions[*union].name, "View");
            let arguments = [
                format!("\"{}\"", table.fields[*number].name),
                entry(*number).to_string(),
                format!("\"{name}\""),
                entry(index).to_string(),
                required.to_string(),
                format!("<{view}<'_> as {rt}::Union<'_>>::run_verifier"),
            ];
            return code.list("let table = table.visit_union::<u8, _>(", &arguments, ")?;");
        }
    };
    let arguments = [format!("\"{name}\""), entry(index).to_string(), required.to_string()];
    code.list(format_args!("let table = table.visit_field::<{what}>("), &arguments, ")?;");
}

/// What a table of type `index` has to be.
pub(super) fn table_rule(context: &Context<'_>, index: usize) -> String {
    format!("{}::rules::Table<{}>", context.runtime, asked(context, index))
}

/// What is asked of tables of type `index`.
pub(super) fn asked(context: &Context<'_>, index: usize) -> String {
    let view = view_of(context, index, "'static");
    match context.model.tables[index].has_nested {
        true => format!("{}::rules::Outer<{view}>", context.runtime),
        false => view,
    }
}

/// A value in a table or a vector.
fn fixed(context: &Context<'_>, ty: &Fixed) -> String {
    match ty {
        Fixed::Number(base) => context::number(*base).to_owned(),
        Fixed::Enum(at) => context::number(context.model.enums[*at].underlying).to_owned(),
        Fixed::Struct(_) | Fixed::Array(..) => {
            format!("{}::rules::Struct<{}>", context.runtime, context.model.size(ty))
        }
    }
}

/// Where field `index` is in a vtable.
fn entry(index: usize) -> usize {
    4 + 2 * index
}
