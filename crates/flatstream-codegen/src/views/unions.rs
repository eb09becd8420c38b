//! Views of unions.

use super::{checks_of, rules, view_of};
use crate::{code::Code, context::Context, fixed, model::UnionModel};

pub(super) fn view(code: &mut Code, context: &Context<'_>, union: &UnionModel) {
    let (name, rt) = (&union.name.ident, context.runtime);
    code.gap();
    code.docs(&union.docs, format_args!("A verified `{}`.", union.name.full));
    fixed::allow_names(code, name, union.idents());
    code.line("#[derive(Clone, Copy, Debug)]");
    code.line(format_args!("pub enum {name}View<'p> {{"));
    code.line("/// No member.");
    code.line("None,");
    for member in &union.members {
        let table = &context.model.tables[member.table].name.full;
        code.docs(&member.docs, format_args!("A `{table}`."));
        code.line(format_args!("{}({}),", member.ident, view_of(context, member.table, "'p")));
    }
    code.line("/// The number of a member that the schema did not have yet.");
    code.line("Unknown(u8),");
    code.line("}");

    code.gap();
    code.line("#[expect(unsafe_code, reason = \"what was verified is not looked at again\")]");
    code.line(format_args!("impl<'p> {rt}::Union<'p> for {name}View<'p> {{"));
    check(code, context, union);
    code.gap();
    run_verifier(code, context, union);
    code.gap();
    read(code, context, union);
    code.line("}");
}

fn check(code: &mut Code, context: &Context<'_>, union: &UnionModel) {
    code.line("#[inline]");
    let parameters = [
        format!("check: &mut {}::Check<'_>", context.runtime),
        "number: u8".into(),
        "member: ::core::option::Option<usize>".into(),
    ];
    code.list("fn check(", &parameters, ") -> bool {");
    code.line("match number {");
    for member in &union.members {
        let checks = checks_of(context, member.table);
        code.line(format_args!("{} => check.table::<{checks}>(member),", member.number));
    }
    code.line("_ => true,");
    code.line("}");
    code.line("}");
}

fn run_verifier(code: &mut Code, context: &Context<'_>, union: &UnionModel) {
    let rt = context.runtime;
    let parameters = [
        "number: u8".into(),
        format!("verifier: &mut {rt}::flatbuffers::Verifier<'_, '_>"),
        "position: usize".into(),
    ];
    code.list("fn run_verifier(", &parameters, &format!(") -> {rt}::rules::Verdict {{"));
    code.line("match number {");
    for member in &union.members {
        let call = format!("{rt}::rules::member::<{}>(", rules::asked(context, member.table));
        let name = format!("\"{}::{}\"", union.name.ident, member.ident);
        let arguments = ["verifier".to_owned(), name, "position".to_owned()];
        code.list(&format!("{} => {call}", member.number), &arguments, "),");
    }
    code.line("_ => ::core::result::Result::Ok(()),");
    code.line("}");
    code.line("}");
}

fn read(code: &mut Code, context: &Context<'_>, union: &UnionModel) {
    code.line("#[inline]");
    let parameters = [
        "number: u8".into(),
        format!("table: &{}::TableView<'p, V>", context.runtime),
        "member: usize".into(),
    ];
    code.list("unsafe fn read<V>(", &parameters, ") -> Self {");
    code.line("let found = match number {");
    code.line("0 => return Self::None,");
    for member in &union.members {
        let table = &context.model.tables[member.table].name.full;
        let number = member.number;
        code.safety(format_args!("number {number} is a `{table}`, the caller promises"));
        code.line(format_args!(
            "{} => unsafe {{ table.table(member) }}.map(Self::{}),",
            member.number, member.ident
        ));
    }
    code.line("_ => ::core::option::Option::None,");
    code.line("};");
    code.line("found.unwrap_or(Self::Unknown(number))");
    code.line("}");
}
