//! What readers are told to verify: views, and flatc's own types.

use super::rules;
use crate::{code::Code, context::Context, model::TableModel};

pub(super) fn roots(code: &mut Code, context: &Context<'_>, table: &TableModel) {
    let view = format!("{}View", table.name.ident);
    let index = context.model.tables.iter().position(|own| own.name == table.name);
    let rules = rules::asked(context, index.unwrap_or_default());
    let memo = format!("{}::Memo<{view}<'static>, {}>", context.runtime, table.fields.len());
    let nested = table.has_nested;
    Root { name: &view, rules: &rules, nested, memo: &memo }.write(code, context);
    if let Some(flatc) = context.flatc_path(&table.name) {
        let rules = format!("{flatc}<'static>");
        Root { name: &flatc, rules: &rules, nested, memo: &memo }.write(code, context);
    }
}

struct Root<'r> {
    /// The type, without its lifetime.
    name: &'r str,
    /// What flatbuffers' verifier is asked.
    rules: &'r str,
    nested: bool,
    memo: &'r str,
}

impl Root<'_> {
    fn write(&self, code: &mut Code, context: &Context<'_>) {
        let (Self { name, rules, nested, memo }, rt) = (self, context.runtime);
        code.gap();
        code.line(
            "#[expect(unsafe_code, reason = \"what `Compiled` asks for is true by construction\")]",
        );
        code.safety("the checks below come from the schema that the rules and the root have");
        code.line(format_args!("unsafe impl {rt}::Compiled for {name}<'_> {{"));
        code.line(format_args!("type Root<'p> = {name}<'p>;"));
        code.line(format_args!("type Rules = {rules};"));
        code.line(format_args!("type Memo = {memo};"));
        code.gap();
        code.line(format_args!("const NESTED: bool = {nested};"));
        code.gap();
        code.line("#[inline]");
        code.line("fn check(payload: &[u8], memo: &mut Self::Memo) -> bool {");
        code.line(format_args!("{rt}::Check::root(payload, memo)"));
        code.line("}");
        code.line("}");

        code.gap();
        code.line(format_args!("impl {rt}::Verified for {name}<'_> {{"));
        code.line(format_args!("type Root<'p> = {name}<'p>;"));
        code.line(format_args!("type Memo = {memo};"));
        code.gap();
        code.line("#[inline]");
        let parameters = ["payload: &'p [u8]".into(), "memo: &mut Self::Memo".into()];
        let result = format!(") -> {rt}::Result<Self::Root<'p>> {{");
        code.list("fn verify<'p>(", &parameters, &result);
        code.line(format_args!("{rt}::verify::<Self>(payload, memo)"));
        code.line("}");
        code.line("}");
    }
}
