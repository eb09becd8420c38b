//! What flatbuffers' verifier is asked of a table: what flatc's code asks.

use super::{read_fields, view_of};
use crate::{
    code::Code,
    context::{self, Context},
    model::{FieldKind, FieldModel, Fixed, TableModel},
};

pub(super) fn rules(code: &mut Code, context: &Context<'_>, table: &TableModel) {
    let (name, rt) = (&table.name.ident, context.runtime);
    let verifiable = match table.has_nested {
        true => format!("{rt}::rules::VerifyOuter"),
        false => format!("{rt}::flatbuffers::Verifiable"),
    };
    code.gap();
    code.line(format_args!("impl {verifiable} for {name}View<'_> {{"));
    let parameters =
        [format!("verifier: &mut {rt}::flatbuffers::Verifier<'_, '_>"), "position: usize".into()];
    code.list("fn run_verifier(", &parameters, &format!(") -> {rt}::rules::Verdict {{"));
    code.line(format_args!("let table = {rt}::rules::Rules::new(verifier, position)?;"));
    for (index, field) in read_fields(table) {
        if let Some((rule, arguments)) = rule(context, table, index, field) {
            code.list(&format!("let table = table.{rule}("), &arguments, ")?;");
        }
    }
    code.line("table.finish()");
    code.line("}");
    code.line("}");
}

/// What is asked of `field`: the method, and its arguments.
fn rule(
    context: &Context<'_>,
    table: &TableModel,
    index: usize,
    field: &FieldModel,
) -> Option<(String, Vec<String>)> {
    let rule = match &field.kind {
        // Asked together with its member.
        FieldKind::Ignored | FieldKind::UnionType { .. } => return None,
        FieldKind::Scalar { ty, .. } | FieldKind::OptionalScalar(ty) => {
            format!("number::<{}>", number(context, ty))
        }
        FieldKind::Struct(at) => format!("structure::<{}>", context.model.structs[*at].size),
        FieldKind::Text => "text".to_owned(),
        FieldKind::Texts => "texts".to_owned(),
        FieldKind::Elements(Fixed::Struct(at), _) => {
            format!("structures::<{}>", context.model.structs[*at].size)
        }
        FieldKind::Elements(ty, _) => format!("numbers::<{}>", number(context, ty)),
        FieldKind::Nested(..) => "numbers::<u8>".to_owned(),
        FieldKind::Table(at) => format!("table::<{}>", asked(context, *at)),
        FieldKind::Tables(at) => format!("tables::<{}>", asked(context, *at)),
        FieldKind::Union { union, .. } => {
            let view = context.path(&context.model.unions[*union].name, "View");
            format!("union::<{view}<'_>>")
        }
    };
    let mut arguments = Vec::new();
    if let FieldKind::Union { number, .. } = field.kind {
        arguments.extend([format!("\"{}\"", table.fields[number].name), number.to_string()]);
    }
    arguments.extend([
        format!("\"{}\"", field.name),
        index.to_string(),
        field.required.to_string(),
    ]);
    Some((rule, arguments))
}

/// What is asked of tables of type `index`.
pub(super) fn asked(context: &Context<'_>, index: usize) -> String {
    let view = view_of(context, index, "'static");
    match context.model.tables[index].has_nested {
        true => format!("{}::rules::Outer<{view}>", context.runtime),
        false => view,
    }
}

/// The number type of a number or an enum.
fn number(context: &Context<'_>, ty: &Fixed) -> &'static str {
    match ty {
        Fixed::Number(base) => context::number(*base),
        Fixed::Enum(at) => context::number(context.model.enums[*at].underlying),
        // Neither is a field of a table, nor in a vector of numbers.
        Fixed::Struct(_) | Fixed::Array(..) => "u8",
    }
}
