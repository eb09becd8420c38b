//! Enums and structs.

use crate::{
    code::Code,
    context::{Context, integer, number},
    model::{EnumModel, StructModel, ValueModel},
};
use flatstream_reflect::BaseType;
use std::{collections::HashSet, iter};

pub(crate) fn enumeration(code: &mut Code, context: &Context<'_>, item: &EnumModel) {
    let (ident, ty) = (&item.name.ident, number(item.underlying));
    code.gap();
    code.docs(&item.docs, format_args!("The enum `{}`.", item.name.full));
    allow_names(code, ident, iter::empty());
    code.line("#[derive(Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]");
    code.line(format_args!("pub struct {ident}(pub {ty});"));

    code.gap();
    if item.values.iter().any(|value| value.ident.contains(|c: char| c.is_lowercase())) {
        code.line("#[allow(non_upper_case_globals, reason = \"named as in the schema\")]");
    }
    code.line(format_args!("impl {ident} {{"));
    for value in &item.values {
        code.docs(&value.docs, format_args!("The value `{}`.", value.ident));
        let number = integer(item.underlying, value.value);
        code.line(format_args!("pub const {}: Self = Self({number});", value.ident));
    }
    variant_name(code, item);
    if item.is_bit_flags {
        contains(code);
    }
    code.line("}");

    if item.is_bit_flags {
        operator(code, ident, "BitOr", "bitor", "|");
        operator(code, ident, "BitAnd", "bitand", "&");
    }
    debug(code, item);
    fixed_number(code, context, ident, ty);
}

fn variant_name(code: &mut Code, item: &EnumModel) {
    code.gap();
    code.line("/// The name of the value; `None` where the schema has none for it.");
    code.line("#[must_use]");
    code.line("pub const fn variant_name(self) -> ::core::option::Option<&'static str> {");
    if item.values.is_empty() {
        code.line("::core::option::Option::None");
    } else {
        code.line("::core::option::Option::Some(match self.0 {");
        for value in distinct(item) {
            let number = integer(item.underlying, value.value);
            code.line(format_args!("{number} => \"{}\",", value.name));
        }
        if !exhaustive(item) {
            code.line("_ => return ::core::option::Option::None,");
        }
        code.line("})");
    }
    code.line("}");
}

fn contains(code: &mut Code) {
    code.gap();
    code.line("/// Whether all bits of `other` are set.");
    code.line("#[must_use]");
    code.line("pub const fn contains(self, other: Self) -> bool {");
    code.line("self.0 & other.0 == other.0");
    code.line("}");
}

fn operator(code: &mut Code, ident: &str, name: &str, method: &str, sign: &str) {
    code.gap();
    code.line(format_args!("impl ::core::ops::{name} for {ident} {{"));
    code.line("type Output = Self;");
    code.gap();
    code.line("#[inline]");
    code.line(format_args!("fn {method}(self, other: Self) -> Self {{"));
    code.line(format_args!("Self(self.0 {sign} other.0)"));
    code.line("}");
    code.line("}");
}

fn debug(code: &mut Code, item: &EnumModel) {
    let bits = distinct(item).filter(|value| item.is_bit_flags && value.value != 0);
    let bits: Vec<String> = bits
        .map(|value| format!("({}, \"{}\")", integer(item.underlying, value.value), value.name))
        .collect();
    if bits.is_empty() {
        debug_value(code, &item.name.ident);
    } else {
        debug_flags(code, &item.name.ident, &bits);
    }
}

fn begin_debug(code: &mut Code, ident: &str) {
    code.gap();
    code.line(format_args!("impl ::core::fmt::Debug for {ident} {{"));
    code.line("fn fmt(&self, f: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result {");
}

/// Prints the name, or the number.
fn debug_value(code: &mut Code, ident: &str) {
    begin_debug(code, ident);
    code.line("let ::core::option::Option::Some(name) = self.variant_name() else {");
    code.line(format_args!("return f.debug_tuple(\"{ident}\").field(&self.0).finish();"));
    code.line("};");
    code.line("f.write_str(name)");
    code.line("}");
    code.line("}");
}

/// Prints the names of the bits, and as a number what has no name.
fn debug_flags(code: &mut Code, ident: &str, bits: &[String]) {
    begin_debug(code, ident);
    code.line("let (mut rest, mut gap) = (self.0, \"\");");
    code.assign("let names", "[", bits, "];");
    code.line("for (bit, name) in names {");
    code.line("if self.0 & bit == bit {");
    code.line("::core::write!(f, \"{gap}{name}\")?;");
    code.line("(rest, gap) = (rest & !bit, \" | \");");
    code.line("}");
    code.line("}");
    code.line("match rest {");
    code.line("0 if self.0 != 0 => ::core::result::Result::Ok(()),");
    code.line("_ => ::core::write!(f, \"{gap}{rest:#x}\"),");
    code.line("}");
    code.line("}");
    code.line("}");
}

fn fixed_number(code: &mut Code, context: &Context<'_>, ident: &str, ty: &str) {
    let runtime = context.runtime;
    begin_fixed(code, context, ident);
    code.line(format_args!("const SIZE: usize = ::core::mem::size_of::<{ty}>();"));
    code.line(format_args!("const ALIGN: usize = <{ty} as {runtime}::Fixed>::ALIGN;"));
    begin_store(code);
    code.line(format_args!("{runtime}::Fixed::store(self.0, out);"));
    code.line("}");
    begin_load(code);
    code.line(format_args!("Self({runtime}::Fixed::load(bytes))"));
    code.line("}");
    code.line("}");
}

pub(crate) fn structure(code: &mut Code, context: &Context<'_>, item: &StructModel) {
    let ident = &item.name.ident;
    code.gap();
    code.docs(&item.docs, format_args!("The struct `{}`.", item.name.full));
    allow_names(code, ident, iter::empty());
    code.line("#[derive(Clone, Copy, Debug, PartialEq)]");
    code.line(format_args!("pub struct {ident} {{"));
    for field in &item.fields {
        code.docs(&field.docs, format_args!("The field `{}`.", field.ident));
        if Some(&field.ident) == item.key.as_ref() {
            code.note(KEY);
        }
        code.line(format_args!("pub {}: {},", field.ident, context.fixed(&field.ty)));
    }
    code.line("}");

    code.gap();
    code.line(format_args!("impl {ident} {{"));
    code.line("/// Zeros.");
    let zeros =
        item.fields.iter().map(|field| format!("{}: {}", field.ident, context.zero(&field.ty)));
    code.assign("pub const EMPTY: Self", "Self {", &zeros.collect::<Vec<_>>(), "};");
    code.line("}");
    default(code, ident);
    fixed_struct(code, context, item);
}

/// Implements `Default` by the constant `EMPTY`.
pub(crate) fn default(code: &mut Code, ty: &str) {
    code.gap();
    code.line(format_args!("impl ::core::default::Default for {ty} {{"));
    code.line("#[inline]");
    code.line("fn default() -> Self {");
    code.line("Self::EMPTY");
    code.line("}");
    code.line("}");
}

fn fixed_struct(code: &mut Code, context: &Context<'_>, item: &StructModel) {
    let runtime = context.runtime;
    begin_fixed(code, context, &item.name.ident);
    code.line(format_args!("const SIZE: usize = {};", item.size));
    code.line(format_args!("const ALIGN: usize = {};", item.align));
    begin_store(code);
    let mut end = 0;
    for field in &item.fields {
        padding(code, end, field.offset);
        end = field.offset + field.size;
        code.line(format_args!(
            "{runtime}::Fixed::store(self.{}, &mut out[{}..{end}]);",
            field.ident, field.offset
        ));
    }
    padding(code, end, item.size);
    code.line("}");
    begin_load(code);
    let loads = item.fields.iter().map(|field| {
        let (from, to) = (field.offset, field.offset + field.size);
        format!("{}: {runtime}::Fixed::load(&bytes[{from}..{to}])", field.ident)
    });
    code.list("Self {", &loads.collect::<Vec<_>>(), "}");
    code.line("}");
    code.line("}");
}

/// Zeros where no field is.
fn padding(code: &mut Code, from: usize, to: usize) {
    if from < to {
        code.line(format_args!("out[{from}..{to}].fill(0);"));
    }
}

fn begin_fixed(code: &mut Code, context: &Context<'_>, ident: &str) {
    code.gap();
    code.line(format_args!("impl {}::Fixed for {ident} {{", context.runtime));
}

fn begin_store(code: &mut Code) {
    code.gap();
    code.line("#[inline]");
    code.line("fn store(self, out: &mut [u8]) {");
}

fn begin_load(code: &mut Code) {
    code.gap();
    code.line("#[inline]");
    code.line("fn load(bytes: &[u8]) -> Self {");
}

/// The first value of each number.
fn distinct(item: &EnumModel) -> impl Iterator<Item = &ValueModel> {
    let mut seen = HashSet::new();
    item.values.iter().filter(move |value| seen.insert(value.value))
}

/// Whether every number has a name.
fn exhaustive(item: &EnumModel) -> bool {
    let numbers = match item.underlying {
        BaseType::Bool => 2,
        base if base.scalar_size() == Some(1) => 256,
        _ => return false,
    };
    distinct(item).count() == numbers
}

/// Names are the schema's, whatever lints think of them: one of a type, and those of
/// its variants.
pub(crate) fn allow_names<'n>(
    code: &mut Code,
    ident: &'n str,
    variants: impl Iterator<Item = &'n str> + Clone,
) {
    let mut all = variants.chain([ident]);
    if all.clone().any(|name| name.contains('_')) {
        code.line("#[allow(non_camel_case_types, reason = \"named as in the schema\")]");
    }
    if all.any(|name| name.len() > 2 && !name.contains(|c: char| c.is_lowercase())) {
        code.line("#[allow(clippy::upper_case_acronyms, reason = \"named as in the schema\")]");
    }
}

/// What a key asks of those who write vectors.
pub(crate) const KEY: &str = "A key: those in a vector are to be sorted by it.";
