//! Names of a schema as names of Rust.

/// The namespace and the name of `full`.
pub(crate) fn split(full: &str) -> (Vec<&str>, &str) {
    let mut parts: Vec<&str> = full.split('.').collect();
    let name = parts.pop().unwrap_or_default();
    (parts, name)
}

/// Whether a name of Rust can be made of `part`. flatc takes no others, but a binary
/// schema may hold anything.
pub(crate) fn is_name(part: &str) -> bool {
    let plain = part.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'_');
    plain && !part.starts_with(|first: char| first.is_ascii_digit()) && part.contains(|c| c != '_')
}

/// The module of a namespace's part.
pub(crate) fn module(part: &str) -> String {
    let name = snake(part);
    // It would hide the type.
    if PRIMITIVES.contains(&&*name) { name + "_" } else { escaped(name) }
}

/// A field or a method.
pub(crate) fn field(name: &str) -> String {
    escaped(snake(name))
}

/// A type: as the schema has it, with a capital letter in front.
pub(crate) fn ty(name: &str) -> String {
    let mut letters = name.chars();
    match letters.next() {
        Some(first) => escaped(first.to_uppercase().chain(letters).collect()),
        None => String::new(),
    }
}

/// A constant of an enum: as the schema has it.
pub(crate) fn value(name: &str) -> String {
    // What is generated beside the constants.
    let taken = ["variant_name", "contains"].contains(&name);
    if taken { format!("{name}_") } else { escaped(name.to_owned()) }
}

/// A member of a union.
pub(crate) fn member(name: &str) -> String {
    let name = ty(name);
    // What a draft or a view may be instead.
    if ["None", "Unknown"].contains(&&*name) { name + "_" } else { name }
}

/// The module that flatc makes of a namespace's part.
pub(crate) fn flatc_module(part: &str) -> String {
    let mut snake = String::new();
    let mut last = '_';
    for letter in flatc_ty(part).chars() {
        let apart = last.is_ascii_lowercase() && !letter.is_ascii_lowercase()
            || last.is_ascii_digit() && !letter.is_ascii_digit() && !letter.is_ascii_lowercase();
        if apart && letter != '_' {
            snake.push('_');
        }
        snake.push(letter.to_ascii_lowercase());
        last = letter;
    }
    snake
}

/// The type that flatc makes of a name.
pub(crate) fn flatc_ty(name: &str) -> String {
    let mut name = name.to_owned();
    if FLATC.contains(&&*name) {
        name.push('_');
    }
    name
}

/// `someName` as `some_name`.
fn snake(name: &str) -> String {
    let mut snake = String::new();
    let mut last = '_';
    for letter in name.chars() {
        if letter.is_uppercase() && last != '_' && !last.is_uppercase() {
            snake.push('_');
        }
        // Two in a row are not as names of Rust are.
        if letter != '_' || last != '_' || snake.is_empty() {
            snake.extend(letter.to_lowercase());
        }
        last = letter;
    }
    snake
}

/// `name` with `_` behind it where Rust has taken it.
fn escaped(mut name: String) -> String {
    if KEYWORDS.contains(&&*name) {
        name.push('_');
    }
    name
}

const KEYWORDS: &[&str] = &[
    "Self", "abstract", "as", "async", "await", "become", "box", "break", "const", "continue",
    "crate", "do", "dyn", "else", "enum", "extern", "false", "final", "fn", "for", "gen", "if",
    "impl", "in", "let", "loop", "macro", "match", "mod", "move", "mut", "override", "priv", "pub",
    "ref", "return", "self", "static", "struct", "super", "trait", "true", "try", "type", "typeof",
    "unsafe", "unsized", "use", "virtual", "where", "while", "yield",
];

/// Types that need no path.
const PRIMITIVES: &[&str] = &[
    "bool", "char", "f128", "f16", "f32", "f64", "i128", "i16", "i32", "i64", "i8", "isize", "str",
    "u128", "u16", "u32", "u64", "u8", "usize",
];

/// What flatc takes for taken.
const FLATC: &[&str] = &[
    "ENUM_MAX",
    "ENUM_MIN",
    "ENUM_VALUES",
    "Self",
    "abstract",
    "alignof",
    "as",
    "become",
    "box",
    "break",
    "const",
    "continue",
    "crate",
    "do",
    "else",
    "enum",
    "extern",
    "f32",
    "f64",
    "false",
    "final",
    "fn",
    "follow",
    "for",
    "from_little_endian",
    "i128",
    "i16",
    "i32",
    "i64",
    "i8",
    "if",
    "impl",
    "in",
    "isize",
    "let",
    "loop",
    "macro",
    "match",
    "mod",
    "move",
    "mut",
    "offsetof",
    "override",
    "priv",
    "proc",
    "pub",
    "pure",
    "push",
    "ref",
    "return",
    "self",
    "sizeof",
    "static",
    "std",
    "struct",
    "super",
    "to_little_endian",
    "trait",
    "true",
    "type",
    "typeof",
    "u128",
    "u16",
    "u32",
    "u64",
    "u8",
    "unsafe",
    "unsized",
    "use",
    "usize",
    "virtual",
    "where",
    "while",
    "yield",
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn fields_and_modules_are_in_snake_case() {
        for (name, expected) in [
            ("timestamp", "timestamp"),
            ("aName", "a_name"),
            ("AName", "aname"),
            ("HTTPStatus", "httpstatus"),
            ("Upper_Snake", "upper_snake"),
            ("name32", "name32"),
            ("two__lines", "two_lines"),
            ("_hidden", "_hidden"),
            ("type", "type_"),
            ("Type", "type_"),
            ("self", "self_"),
            ("crate", "crate_"),
            ("gen", "gen_"),
        ] {
            assert_eq!(field(name), expected);
            assert_eq!(module(name), expected);
        }
        assert_eq!([field("str"), field("u8")], ["str", "u8"]);
        assert_eq!([module("str"), module("U8"), module("core")], ["str_", "u8_", "core"]);
    }

    #[test]
    fn types_values_and_members_are_as_in_the_schema() {
        assert_eq!(
            [ty("Point"), ty("point"), ty("self"), ty("u8")],
            ["Point", "Point", "Self_", "U8"]
        );
        assert_eq!(
            ["Red", "self", "Self", "super"].map(value),
            ["Red", "self_", "Self_", "super_"]
        );
        assert_eq!(["contains", "variant_name"].map(value), ["contains_", "variant_name_"]);
        assert_eq!(["leaf", "None", "unknown"].map(member), ["Leaf", "None_", "Unknown_"]);
    }

    #[test]
    fn only_identifiers_are_names() {
        for name in ["a", "_a", "A1", "a_", "type"] {
            assert!(is_name(name), "{name}");
        }
        for name in ["", "_", "__", "1a", "a b", "a-b", "a.b", "ä", "a{", "a\n"] {
            assert!(!is_name(name), "{name}");
        }
    }

    #[test]
    fn flatc_has_its_own_way() {
        let modules = ["someName", "HTTPStatus", "name32", "A1b2C", "type", "u8", "Plain"];
        let expected = ["some_name", "httpstatus", "name_32", "a1b_2_c", "type_", "u_8_", "plain"];
        assert_eq!(modules.map(flatc_module), expected);
        assert_eq!(["Self", "push", "Type"].map(flatc_ty), ["Self_", "push_", "Type"]);
    }
}
