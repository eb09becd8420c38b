//! What a compiled verifier knows of a table.

use super::{checks_of, read_fields};
use crate::{
    code::Code,
    context::Context,
    model::{FieldKind, FieldModel, Fixed, TableModel},
};

pub(super) fn checked(code: &mut Code, context: &Context<'_>, table: &TableModel) {
    let (rt, len) = (context.runtime, table.fields.len());
    code.gap();
    code.line(format_args!("impl {rt}::Checked<{len}> for {}View<'_> {{", table.name.ident));
    let slots: Vec<String> = table.fields.iter().map(|field| slot(rt, field)).collect();
    let constant = format!("const SLOTS: [{rt}::Slot; {len}] =");
    let line = format!("    [{}];", slots.join(", "));
    if code.fits(&line) && !code.fits(&format!("{constant} {}", line.trim())) {
        code.line(constant);
        code.line(line);
    } else {
        code.list(&format!("{constant} ["), &slots, "];");
    }
    code.gap();
    let references: Vec<String> =
        read_fields(table).filter_map(|(index, field)| reference(context, index, field)).collect();
    let (check, own) = if references.is_empty() { ("_", "_") } else { ("check", "table") };
    code.line("#[inline]");
    let parameters =
        [format!("{check}: &mut {rt}::Check<'_>"), format!("{own}: &{rt}::Table<'_, {len}>")];
    code.list("fn references(", &parameters, ") -> bool {");
    conjunction(code, &references);
    code.line("}");
    code.line("}");
}

/// What the schema says of a field as it lies in the table.
fn slot(rt: &str, field: &FieldModel) -> String {
    let size = field.size;
    let slot = match field.kind {
        FieldKind::Ignored => return format!("{rt}::Slot::IGNORED"),
        FieldKind::Scalar { .. } | FieldKind::OptionalScalar(_) | FieldKind::UnionType { .. } => {
            format!("{rt}::Slot::number({size})")
        }
        FieldKind::Struct(_) => format!("{rt}::Slot::structure({size})"),
        _ => format!("{rt}::Slot::OFFSET"),
    };
    if field.required { format!("{slot}.required()") } else { slot }
}

/// What is asked of what `field` refers to.
fn reference(context: &Context<'_>, index: usize, field: &FieldModel) -> Option<String> {
    let at = format!("table.field({index})");
    Some(match &field.kind {
        FieldKind::Ignored
        | FieldKind::Scalar { .. }
        | FieldKind::OptionalScalar(_)
        | FieldKind::Struct(_)
        | FieldKind::UnionType { .. } => return None,
        FieldKind::Text => format!("check.text({at})"),
        FieldKind::Texts => format!("check.texts({at})"),
        FieldKind::Elements(ty, _) => {
            // flatbuffers' verifier does not ask for the alignment of structs.
            let align = if matches!(ty, Fixed::Struct(_)) { 1 } else { context.model.align(ty) };
            format!("check.elements({at}, {}, {align})", context.model.size(ty))
        }
        FieldKind::Table(inner) => {
            format!("check.table::<{}>({at})", checks_of(context, *inner))
        }
        FieldKind::Tables(inner) => {
            format!("check.tables::<{}>({at})", checks_of(context, *inner))
        }
        FieldKind::Union { union, number } => {
            let view = context.path(&context.model.unions[*union].name, "View");
            format!("check.union_of::<{view}<'_>>(table.field({number}), {at})")
        }
        FieldKind::Nested(root, _) => {
            format!("check.nested::<{}>({at})", checks_of(context, *root))
        }
    })
}

/// All of `conditions`, as an expression.
fn conjunction(code: &mut Code, conditions: &[String]) {
    let line = conditions.join(" && ");
    match conditions {
        [] => code.line("true"),
        [first, rest @ ..] if !code.fits(&line) => {
            code.line(first);
            for condition in rest {
                code.line(format_args!("    && {condition}"));
            }
        }
        _ => code.line(line),
    }
}
