//! What a view has a method for, and how it is printed.

use super::{read_fields, view_of};
use crate::{
    code::Code,
    context::Context,
    model::{FieldKind, FieldModel, TableModel},
};
use std::collections::HashSet;

/// A method of a view.
struct Accessor<'f> {
    field: &'f FieldModel,
    ident: String,
    docs: String,
    ty: String,
    body: String,
    /// What is true of the field by the schema, if reading it relies on this.
    rule: Option<String>,
}

pub(super) fn accessors(code: &mut Code, context: &Context<'_>, table: &TableModel) {
    let all = of_table(context, table);
    if all.is_empty() {
        return;
    }
    code.gap();
    if all.iter().any(|accessor| accessor.rule.is_some()) {
        code.line("#[expect(unsafe_code, reason = \"what was verified is not looked at again\")]");
    }
    for (lint, reason) in lints(&all) {
        code.line(format_args!("#[allow({lint}, reason = \"{reason}\")]"));
    }
    let borrows = all.iter().any(|accessor| accessor.ty.contains("'p"));
    let (parameter, lifetime) = if borrows { ("<'p>", "'p") } else { ("", "'_") };
    code.line(format_args!("impl{parameter} {}View<{lifetime}> {{", table.name.ident));
    for (at, accessor) in all.iter().enumerate() {
        if at > 0 {
            code.gap();
        }
        accessor.write(code);
    }
    code.line("}");
}

/// How a view is printed: as a struct with its fields.
pub(super) fn debug(code: &mut Code, table: &TableModel) {
    let name = &table.name.ident;
    code.gap();
    code.line(format_args!("impl ::core::fmt::Debug for {name}View<'_> {{"));
    code.line("fn fmt(&self, f: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result {");
    let fields = read_fields(table).filter(|(_, field)| is_printed(field));
    let idents: Vec<&str> = fields.map(|(_, field)| &*field.ident).collect();
    if idents.is_empty() {
        code.line(format_args!("f.write_str(\"{name}View\")"));
    } else {
        code.line(format_args!("let mut out = f.debug_struct(\"{name}View\");"));
        for ident in idents {
            code.line(format_args!("out.field(\"{ident}\", &self.{ident}());"));
        }
        code.line("out.finish()");
    }
    code.line("}");
    code.line("}");
}

/// Members are printed with their names.
fn is_printed(field: &FieldModel) -> bool {
    !matches!(field.kind, FieldKind::UnionType { .. })
}

fn of_table<'t>(context: &Context<'_>, table: &'t TableModel) -> Vec<Accessor<'t>> {
    let taken: HashSet<&str> = table.fields.iter().map(|field| &*field.ident).collect();
    let mut all = Vec::new();
    for (index, field) in read_fields(table) {
        all.push(Accessor::new(context, index, field));
        if let FieldKind::Nested(root, _) = field.kind {
            let mut ident = format!("{}_nested", field.ident);
            while taken.contains(&*ident) {
                ident.push('_');
            }
            all.push(Accessor::nested(context, index, field, root, ident));
        }
    }
    all
}

impl<'f> Accessor<'f> {
    fn new(context: &Context<'_>, index: usize, field: &'f FieldModel) -> Self {
        let (rt, required) = (context.runtime, field.required);
        let read = |what: &str| format!("self.0.{what}({index})");
        let (ty, mut body, rule) = match &field.kind {
            FieldKind::Ignored => (String::new(), String::new(), None),
            FieldKind::Scalar { ty, default } => {
                let default = context.default(ty, *default);
                let body = format!("{}.unwrap_or({default})", read("value"));
                return Self::safe(field, context.fixed(ty), body);
            }
            FieldKind::UnionType { .. } => {
                let body = format!("{}.unwrap_or(0)", read("value"));
                return Self::safe(field, "u8".to_owned(), body);
            }
            FieldKind::OptionalScalar(ty) => (context.fixed(ty), read("value"), None),
            FieldKind::Struct(at) => {
                (context.path(&context.model.structs[*at].name, ""), read("value"), None)
            }
            FieldKind::Text => ("&'p str".to_owned(), read("text"), Some("a text".to_owned())),
            FieldKind::Elements(ty, _) => {
                (format!("{rt}::Elements<'p, {}>", context.fixed(ty)), read("elements"), None)
            }
            FieldKind::Texts => {
                let rule = "a vector of texts".to_owned();
                (format!("{rt}::Texts<'p>"), read("texts"), Some(rule))
            }
            FieldKind::Table(at) => {
                let rule = format!("a `{}`", context.model.tables[*at].name.full);
                (view_of(context, *at, "'p"), read("table"), Some(rule))
            }
            FieldKind::Tables(at) => {
                let rule = format!("a vector of `{}`", context.model.tables[*at].name.full);
                let ty = format!("{rt}::Tables<'p, {}>", view_of(context, *at, "'p"));
                (ty, read("tables"), Some(rule))
            }
            FieldKind::Union { union, number } => {
                let name = &context.model.unions[*union].name;
                return Self {
                    ty: format!("{}<'p>", context.path(name, "View")),
                    body: format!("unsafe {{ self.0.union({number}, {index}) }}"),
                    rule: Some(format!("fields {number} and {index} are a `{}`", name.full)),
                    ..Self::safe(field, String::new(), String::new())
                };
            }
            FieldKind::Nested(..) => ("&'p [u8]".to_owned(), read("bytes"), None),
        };
        if rule.is_some() {
            body = format!("unsafe {{ {body} }}");
        }
        if required {
            let otherwise = match field.kind {
                FieldKind::Table(_) => format!("unwrap_or_else({rt}::absent)"),
                _ => "unwrap_or_default()".to_owned(),
            };
            body = format!("{body}.{otherwise}");
        }
        let ty = if required { ty } else { format!("::core::option::Option<{ty}>") };
        let rule = rule.map(|what| format!("field {index} is {what}"));
        Self { rule, ..Self::safe(field, ty, body) }
    }

    /// The root of the message in `field`.
    fn nested(
        context: &Context<'_>,
        index: usize,
        field: &'f FieldModel,
        root: usize,
        ident: String,
    ) -> Self {
        let name = &context.model.tables[root].name.full;
        let view = view_of(context, root, "'p");
        let body = format!("unsafe {{ self.0.nested({index}) }}");
        let (ty, body) = match field.required {
            true => (view, format!("{body}.unwrap_or_else({}::absent)", context.runtime)),
            false => (format!("::core::option::Option<{view}>"), body),
        };
        let rule = format!("field {index} is a message with a `{name}` at its root");
        let docs = format!("The message in `{}`, of which the root is a `{name}`.", field.name);
        Self { field, ident, docs, ty, body, rule: Some(rule) }
    }

    fn safe(field: &'f FieldModel, ty: String, body: String) -> Self {
        let docs = match field.kind {
            FieldKind::UnionType { .. } => "The number of the union's member; 0 where it has none.",
            _ => "",
        };
        let docs = match docs {
            "" => format!("The field `{}`.", field.name),
            docs => docs.to_owned(),
        };
        Self { field, ident: field.ident.clone(), docs, ty, body, rule: None }
    }

    fn write(&self, code: &mut Code) {
        // A nested message has its own.
        let docs = if self.ident == self.field.ident { &*self.field.docs } else { &[] };
        code.docs(docs, &self.docs);
        code.line("#[inline]");
        let result = format!(") -> {} {{", self.ty);
        code.list(&format!("pub fn {}(", self.ident), &["&self".to_owned()], &result);
        if let Some(rule) = &self.rule {
            code.safety(format_args!("by the rules of this view, {rule}"));
        }
        code.line(&self.body);
        code.line("}");
    }
}

/// What clippy says of names, and why it does not matter here.
fn lints(all: &[Accessor<'_>]) -> Vec<(&'static str, &'static str)> {
    let has = |matches: &dyn Fn(&str) -> bool| all.iter().any(|found| matches(&found.ident));
    let mut lints = Vec::new();
    if has(&|ident| ident == "len") && !has(&|ident| ident == "is_empty") {
        lints.push(("clippy::len_without_is_empty", "`len` is a field"));
    }
    if has(&|ident| ident == "new") {
        lints.push(("clippy::new_ret_no_self", "`new` is a field"));
    }
    if has(&|ident| ident.starts_with("to_") || ident.starts_with("into_")) {
        lints.push(("clippy::wrong_self_convention", "these are fields"));
    }
    if has(&|ident| matches!(ident, "as_ref" | "borrow" | "clone" | "deref")) {
        lints.push(("clippy::should_implement_trait", "these are fields"));
    }
    lints
}

#[cfg(test)]
mod tests;
