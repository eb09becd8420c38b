use super::{field, place};
use crate::{
    code::Code,
    context::Context,
    fixed,
    model::{FieldKind, FieldModel, Fixed, TableModel},
};

/// The draft of a table: a plain struct that writes itself.
pub(crate) fn table(code: &mut Code, context: &Context<'_>, table: &TableModel) {
    let ident = format!("{}Draft", table.name.ident);
    let (own, any) = if table.borrows { ("<'a>", "<'_>") } else { ("", "") };
    let drafted: Vec<&FieldModel> =
        table.fields.iter().filter(|field| field.is_drafted()).collect();

    code.gap();
    code.docs(&table.docs, format_args!("The table `{}`, to be written.", table.name.full));
    fixed::allow_names(code, &ident, std::iter::empty());
    code.line("#[derive(Clone, Copy, Debug, PartialEq)]");
    if drafted.is_empty() {
        code.line(format_args!("pub struct {ident} {{}}"));
    } else {
        code.line(format_args!("pub struct {ident}{own} {{"));
        for field in &drafted {
            docs(code, context, table, field);
            code.line(format_args!("pub {}: {},", field.ident, field::ty(context, field)));
        }
        code.line("}");
    }

    code.gap();
    code.line(format_args!("impl {ident}{any} {{"));
    code.line("/// With no field present, or only those that are required, empty.");
    let empty =
        drafted.iter().map(|field| format!("{}: {}", field.ident, field::empty(context, field)));
    code.assign("pub const EMPTY: Self", "Self {", &empty.collect::<Vec<_>>(), "};");
    code.line("}");
    fixed::default(code, &format!("{ident}{any}"));
    draft(code, context, table, &format!("{ident}{any}"));
    emit(code, context, &format!("{ident}{any}"));
}

fn docs(code: &mut Code, context: &Context<'_>, table: &TableModel, field: &FieldModel) {
    let model = context.model;
    let ident = &field.ident;
    match &field.kind {
        FieldKind::Scalar { ty, default } if context.default(ty, *default) != context.zero(ty) => {
            let default = context.default(ty, *default);
            code.docs(&field.docs, format_args!("The field `{ident}`: `{default}` unless set."));
        }
        _ => code.docs(&field.docs, format_args!("The field `{ident}`.")),
    }
    if table.key.as_ref() == Some(ident) {
        code.note(fixed::KEY);
    }
    let key = match &field.kind {
        FieldKind::Tables(index) => model.tables[*index].key.as_ref(),
        FieldKind::Elements(Fixed::Struct(index), _) => model.structs[*index].key.as_ref(),
        _ => None,
    };
    if let Some(key) = key {
        code.note(format_args!("To be sorted by `{key}`: readers search it."));
    }
    match &field.kind {
        FieldKind::Nested(index, _) => {
            let root = &model.tables[*index].name.full;
            code.note(format_args!("A finished message with a `{root}` at its root."));
        }
        FieldKind::Union { .. } if field.required => {
            code.note("Required: a message without is refused when it is measured.");
        }
        _ => {}
    }
}

fn draft(code: &mut Code, context: &Context<'_>, table: &TableModel, ty: &str) {
    let (runtime, parameter) = (context.runtime, context.parameter());
    let identifier = match table.file_identifier {
        None => "::core::option::Option::None".to_owned(),
        Some(bytes) => format!("::core::option::Option::Some(*b\"{}\")", bytes.escape_ascii()),
    };
    code.gap();
    code.line(format_args!("impl {runtime}::Draft for {ty} {{"));
    let left = "const FILE_IDENTIFIER: ::core::option::Option<[u8; 4]>";
    code.assign(left, "", &[], &format!("{identifier};"));
    code.gap();
    code.line("#[inline]");
    code.line(format_args!(
        "fn place<{parameter}: {runtime}::Target>(&self, target: &mut {parameter}) -> usize {{"
    ));
    place::table(code, context, table);
    code.line("}");
    code.line("}");
}

fn emit(code: &mut Code, context: &Context<'_>, ty: &str) {
    let runtime = context.runtime;
    code.gap();
    code.line(format_args!("impl {runtime}::Emit for {ty} {{"));
    code.line("#[inline]");
    code.line(format_args!("fn message_len(&self) -> {runtime}::Result<usize> {{"));
    code.line(format_args!("{runtime}::message_len(self)"));
    code.line("}");
    code.gap();
    code.line("#[inline]");
    code.line("fn emit(&self, window: &mut [u8]) {");
    code.line(format_args!("{runtime}::emit(self, window);"));
    code.line("}");
    code.line("}");
}
