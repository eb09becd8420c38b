use crate::{
    code::Code,
    context::Context,
    fixed,
    model::{MemberModel, UnionModel},
};

/// The draft of a union: its members by reference, or none.
pub(crate) fn union(code: &mut Code, context: &Context<'_>, union: &UnionModel) {
    let ident = &union.name.ident;
    code.gap();
    code.docs(&union.docs, format_args!("The union `{}`, to be written.", union.name.full));
    fixed::allow_names(code, ident, union.idents());
    code.line("#[derive(Clone, Copy, Debug, Default, PartialEq)]");
    code.line(format_args!("pub enum {ident}Draft<'a> {{"));
    code.line("/// No member.");
    code.line("#[default]");
    code.line("None,");
    for member in &union.members {
        let table = &context.model.tables[member.table];
        code.docs(&member.docs, format_args!("A `{}`.", table.name.full));
        code.line(format_args!("{}(&'a {}),", member.ident, context.draft(member.table)));
    }
    code.line("}");

    code.gap();
    code.line(format_args!("impl {ident}Draft<'_> {{"));
    number(code, &union.members);
    place(code, context, &union.members);
    code.line("}");
}

fn number(code: &mut Code, members: &[MemberModel]) {
    code.line("/// The number that the schema gives the member, 0 if there is none.");
    code.line("#[inline]");
    code.line("#[must_use]");
    code.line("pub const fn number(&self) -> u8 {");
    code.line("match self {");
    code.line("Self::None => 0,");
    for member in members {
        code.line(format_args!("Self::{}(_) => {},", member.ident, member.number));
    }
    code.line("}");
    code.line("}");
}

fn place(code: &mut Code, context: &Context<'_>, members: &[MemberModel]) {
    let (runtime, parameter) = (context.runtime, context.parameter());
    code.gap();
    code.line("/// Places the member. Answers where it is, if there is one.");
    code.line("#[inline]");
    code.list(
        &format!("pub fn place<{parameter}: {runtime}::Target>("),
        &["&self".into(), format!("target: &mut {parameter}")],
        ") -> ::core::option::Option<usize> {",
    );
    code.line("::core::option::Option::Some(match self {");
    code.line("Self::None => return ::core::option::Option::None,");
    for member in members {
        let pattern = format!("Self::{}(draft)", member.ident);
        code.arm(&pattern, &format!("{runtime}::Draft::place(draft, target)"));
    }
    code.line("})");
    code.line("}");
}
