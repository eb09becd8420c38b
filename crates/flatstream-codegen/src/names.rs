//! Names of a schema as names of Rust.

/// The namespace and the name of `full`.
pub(crate) fn split(full: &str) -> (Vec<&str>, &str) {
    let mut parts: Vec<&str> = full.split('.').collect();
    let name = parts.pop().unwrap_or_default();
    (parts, name)
}

/// The module of a namespace's part.
pub(crate) fn module(part: &str) -> String {
    escaped(snake(part))
}

/// A field or a method.
pub(crate) fn field(name: &str) -> String {
    escaped(snake(name))
}

/// A type: as the schema has it, with a capital letter in front.
pub(crate) fn ty(name: &str) -> String {
    let mut letters = name.chars();
    match letters.next() {
        Some(first) => first.to_uppercase().chain(letters).collect(),
        None => String::new(),
    }
}

/// `someName` as `some_name`.
fn snake(name: &str) -> String {
    let mut snake = String::new();
    let mut last = '_';
    for letter in name.chars() {
        if letter.is_uppercase() && last != '_' && !last.is_uppercase() {
            snake.push('_');
        }
        snake.extend(letter.to_lowercase());
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
    "abstract", "as", "async", "await", "become", "box", "break", "const", "continue", "crate",
    "do", "dyn", "else", "enum", "extern", "false", "final", "fn", "for", "gen", "if", "impl",
    "in", "let", "loop", "macro", "match", "mod", "move", "mut", "override", "priv", "pub", "ref",
    "return", "self", "static", "struct", "super", "trait", "true", "try", "type", "typeof",
    "unsafe", "unsized", "use", "virtual", "where", "while", "yield",
];

/// A constant of an enum: as the schema has it.
pub(crate) fn value(name: &str) -> String {
    escaped(name.to_owned())
}
