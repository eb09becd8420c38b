//! Views of tables and unions, and their verifiers: what is read.

mod accessors;
mod checks;
mod roots;
mod rules;
mod unions;

use crate::{
    code::Code,
    context::Context,
    fixed,
    model::{FieldKind, FieldModel, TableModel, UnionModel},
};

pub(crate) fn union(code: &mut Code, context: &Context<'_>, union: &UnionModel) {
    unions::view(code, context, union);
}

pub(crate) fn table(code: &mut Code, context: &Context<'_>, table: &TableModel) {
    view(code, context, table);
    accessors::accessors(code, context, table);
    accessors::debug(code, table);
    checks::checked(code, context, table);
    rules::rules(code, context, table);
    follow(code, context, table);
    roots::roots(code, context, table);
}

/// The type, and how it is made of a verified table.
fn view(code: &mut Code, context: &Context<'_>, table: &TableModel) {
    let (name, rt) = (&table.name.ident, context.runtime);
    code.gap();
    code.docs(&table.docs, format_args!("A verified `{}`.", table.name.full));
    fixed::allow_names(code, &format!("{name}View"), std::iter::empty());
    code.line("#[derive(Clone, Copy)]");
    if read_fields(table).next().is_none() {
        code.line("#[allow(dead_code, reason = \"there is nothing to be read\")]");
    }
    code.line(format_args!("pub struct {name}View<'p>({rt}::TableView<'p, Self>);"));

    code.gap();
    let from = format!("::core::convert::From<{rt}::TableView<'p, Self>>");
    code.line(format_args!("impl<'p> {from} for {name}View<'p> {{"));
    code.line("#[inline]");
    code.line(format_args!("fn from(table: {rt}::TableView<'p, Self>) -> Self {{"));
    code.line("Self(table)");
    code.line("}");
    code.line("}");
}

/// How flatbuffers makes a view, which is as unsafe as everything there.
fn follow(code: &mut Code, context: &Context<'_>, table: &TableModel) {
    let (name, rt) = (&table.name.ident, context.runtime);
    code.gap();
    code.line(
        "#[expect(unsafe_code, reason = \"flatbuffers follows offsets that were verified\")]",
    );
    code.line(format_args!("impl<'p> {rt}::flatbuffers::Follow<'p> for {name}View<'p> {{"));
    code.line("type Inner = Self;");
    code.gap();
    code.line("#[inline]");
    code.line("unsafe fn follow(payload: &'p [u8], at: usize) -> Self {");
    code.safety("the caller promises that there is a verified table");
    code.line(format_args!("Self(unsafe {{ {rt}::TableView::new(payload, at) }})"));
    code.line("}");
    code.line("}");
}

/// The view of table `index`, with `lifetime`.
fn view_of(context: &Context<'_>, index: usize, lifetime: &str) -> String {
    format!("{}<{lifetime}>", context.path(&context.model.tables[index].name, "View"))
}

/// The view of table `index` and how many fields it has: what its checks are known
/// by.
fn checks_of(context: &Context<'_>, index: usize) -> String {
    let fields = context.model.tables[index].fields.len();
    format!("{}, {fields}", view_of(context, index, "'_"))
}

/// The fields that are there, with their ids.
fn read_fields(table: &TableModel) -> impl Iterator<Item = (usize, &FieldModel)> {
    table.fields.iter().enumerate().filter(|(_, field)| field.kind != FieldKind::Ignored)
}
