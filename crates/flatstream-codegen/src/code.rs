use std::fmt;

/// Rust code that is written line by line, indented by its braces, as rustfmt would
/// have it.
#[derive(Debug, Default)]
pub(crate) struct Code {
    text: String,
    depth: usize,
    /// Whether names of the prelude go without their paths.
    short: bool,
    /// Whether lints leave alone what is in no module.
    lenient: bool,
}

impl Code {
    /// Whoever appends writes names of the prelude with their paths. Code is easier
    /// to read without, if no type is `known` that hides them.
    pub(crate) fn new<'n>(mut known: impl Iterator<Item = &'n str>) -> Self {
        let short = !known.any(|name| PRELUDE.iter().any(|(_, short)| *short == name));
        Self { short, lenient: true, ..Self::default() }
    }

    /// `line` with short names of the prelude.
    fn shorten(&self, mut line: String) -> String {
        if self.short && line.contains("::core::") {
            for (path, name) in PRELUDE {
                line = line.replace(path, name);
            }
        }
        line
    }

    /// Appends a line. One that begins with a closing bracket is indented one step
    /// less, what follows one that ends with an opening one a step more.
    pub(crate) fn line(&mut self, line: impl fmt::Display) {
        let line = self.shorten(line.to_string());
        if self.lenient && self.depth == 0 && is_item(&line) {
            for attribute in LENIENT {
                self.plain(attribute);
            }
        }
        if line.starts_with(['}', ')', ']']) {
            self.depth = self.depth.saturating_sub(1);
        }
        self.plain(&line);
        if line.ends_with(['{', '(', '[']) {
            self.depth += 1;
        }
    }

    /// Appends an empty line, unless something begins here.
    pub(crate) fn gap(&mut self) {
        let begins = OPENINGS.iter().any(|opening| self.text.ends_with(opening));
        if !self.text.is_empty() && !begins {
            self.text.push('\n');
        }
    }

    /// Appends `items` between `open` and `close`: in one line if there is room, one
    /// by one otherwise.
    pub(crate) fn list(&mut self, open: &str, items: &[String], close: &str) {
        let items: Vec<String> = items.iter().map(|item| self.shorten(item.clone())).collect();
        let (open, close) = (&*self.shorten(open.to_owned()), self.shorten(close.to_owned()));
        let line = joined(open, &items, &close);
        if items.is_empty() || self.fits(&line) {
            return self.line(line);
        }
        self.line(open);
        let short = items.iter().all(|item| item.len() <= SHORT_ITEM && !item.starts_with('('));
        if short && open.ends_with('[') {
            self.fill(&items);
        } else {
            for item in items {
                self.line(format_args!("{item},"));
            }
        }
        self.line(close);
    }

    /// Appends `left` and `open`, `items` and `close`, which are assigned to it: in one
    /// line, in two or one by one, whichever there is room for.
    pub(crate) fn assign(&mut self, left: &str, open: &str, items: &[String], close: &str) {
        let (left, right) =
            (self.shorten(left.to_owned()), self.shorten(joined(open, items, close)));
        let apart = STEP.len() * (self.depth + 1) + right.len() <= WIDTH;
        if !self.fits(&format!("{left} = {right}")) && apart {
            self.plain(&format!("{left} ="));
            return self.plain(&format!("{STEP}{right}"));
        }
        self.list(&format!("{left} = {open}"), items, close);
    }

    /// Appends an arm of a `match`, within braces if it is long.
    pub(crate) fn arm(&mut self, pattern: &str, body: &str) {
        let line = self.shorten(format!("{pattern} => {body},"));
        if self.fits(&line) {
            return self.line(line);
        }
        self.line(format_args!("{pattern} => {{"));
        self.line(body);
        self.line("}");
    }

    /// Appends `items` with as many in a line as there is room for.
    fn fill(&mut self, items: &[String]) {
        let mut line = String::new();
        for item in items {
            if !line.is_empty() && !self.fits(&format!("{line} {item},")) {
                self.plain(&std::mem::take(&mut line));
            }
            if !line.is_empty() {
                line.push(' ');
            }
            line.push_str(item);
            line.push(',');
        }
        self.plain(&line);
    }

    /// Appends `line` as it is.
    fn plain(&mut self, line: &str) {
        if !line.is_empty() {
            self.text.extend(std::iter::repeat_n(STEP, self.depth));
            self.text.push_str(line);
        }
        self.text.push('\n');
    }

    pub(crate) fn fits(&self, line: &str) -> bool {
        STEP.len() * self.depth + line.len() <= WIDTH
    }

    /// Appends the lines of a documentation comment, or `otherwise` if there is
    /// none.
    pub(crate) fn docs(&mut self, docs: &[String], otherwise: impl fmt::Display) {
        let mut lines = docs.iter().flat_map(|text| text.split(['\n', '\r'])).peekable();
        // Blank lines in front would be taken for a comment without text.
        while lines.next_if(|line| line.trim().is_empty()).is_some() {}
        if lines.peek().is_none() {
            return self.plain(&format!("/// {otherwise}"));
        }
        let mut fenced = false;
        for line in lines {
            let line = doc_line(line, &mut fenced);
            self.plain(format!("/// {line}").trim_end());
        }
        if fenced {
            self.plain("/// ```");
        }
    }

    /// Appends a paragraph to a documentation comment.
    pub(crate) fn note(&mut self, note: impl fmt::Display) {
        self.plain("///");
        self.plain(&format!("/// {note}"));
    }

    /// Appends what makes the unsafe code below sound. Too long for a line, it goes on
    /// in another behind its first comma.
    pub(crate) fn safety(&mut self, argument: impl fmt::Display) {
        let line = format!("// {SAFETY}: {argument}.");
        match line.split_once(", ") {
            Some((begin, rest)) if !self.fits(&line) => {
                self.plain(&format!("{begin},"));
                self.plain(&format!("// {rest}"));
            }
            _ => self.plain(&line),
        }
    }

    pub(crate) fn into_text(self) -> String {
        self.text
    }
}

/// Whether lints look at what `line` begins: an item that can be named, or what it
/// has of its own.
fn is_item(line: &str) -> bool {
    line.starts_with("pub ") || line.starts_with("impl") && !line.contains(" for ")
}

/// A list in one line.
fn joined(open: &str, items: &[String], close: &str) -> String {
    // A literal's braces have blanks inside.
    let blank = if open.ends_with('{') && !items.is_empty() { " " } else { "" };
    format!("{open}{blank}{}{blank}{close}", items.join(", "))
}

/// A line of a comment in a schema, such that rustdoc does not take code in it for a
/// test: `fenced` is whether it lies between two lines of backticks.
fn doc_line(line: &str, fenced: &mut bool) -> String {
    // flatc keeps the blank behind `///`.
    let line = line.strip_prefix(' ').unwrap_or(line).replace('\t', STEP);
    let line = line.trim_end();
    let marks = line.split(|c| c != '`' && c != '~').filter(|run| run.len() >= 3);
    let fences = marks.count();
    // Two of backticks enclose code within a line.
    if fences == 1 || fences > 1 && line.contains("~~~") {
        *fenced = !*fenced;
        return if *fenced { "```text".into() } else { "```".into() };
    }
    if *fenced {
        return line.to_owned();
    }
    // Four blanks would begin code, wherever they are; three are more than what
    // follows `- ` may have.
    let indent = line.len() - line.trim_start().len();
    let words: Vec<&str> = line.split_whitespace().collect();
    format!("{}{}", " ".repeat(indent.min(2)), words.join(" "))
}

/// Paths and names of what is known everywhere, longest path first.
const PRELUDE: [(&str, &str); 5] = [
    ("::core::option::Option::Some", "Some"),
    ("::core::option::Option::None", "None"),
    ("::core::option::Option", "Option"),
    ("::core::result::Result::Ok", "Ok"),
    ("::core::default::Default", "Default"),
];

/// Lints of those who use a part of a schema, and of its comments. They go with each
/// item: `include!` takes in no attributes of a whole file.
const LENIENT: [&str; 2] = [
    "#[allow(dead_code, unreachable_pub, reason = \"a program need not use all of a schema\")]",
    "#[allow(clippy::doc_lazy_continuation, rustdoc::all, reason = \"comments are the schema's\")]",
];

/// What rustfmt wants no empty line behind.
const OPENINGS: [&str; 4] = ["{\n", "(\n", "[\n", "\n\n"];

const STEP: &str = "    ";

/// In a literal, Clippy would take it for a comment on this crate's own code.
const SAFETY: &str = "SAFETY";

/// Columns of a line.
const WIDTH: usize = 100;

/// Elements of an array that rustfmt does not give lines of their own.
const SHORT_ITEM: usize = 10;

#[cfg(test)]
mod tests {
    use super::*;

    /// What is appended by `write`, two steps in.
    fn check(write: impl FnOnce(&mut Code), expected: &str) {
        let mut code = Code { depth: 2, ..Code::default() };
        write(&mut code);
        assert_eq!(code.into_text(), expected);
    }

    fn docs(lines: &[&str], expected: &str) {
        let lines: Vec<String> = lines.iter().map(|&line| line.into()).collect();
        let mut code = Code::default();
        code.docs(&lines, "Something (");
        code.line("end");
        assert_eq!(code.into_text(), format!("{expected}end\n"));
    }

    #[test]
    fn braces_indent() {
        check(
            |code| {
                for line in ["fn a() {", "if b {", "} else {", "c();", "}", "}"] {
                    code.line(line);
                }
            },
            "        fn a() {\n            if b {\n            } else {\n                c();\n            \
             }\n        }\n",
        );
    }

    #[test]
    fn gaps_are_between_things() {
        check(
            |code| {
                code.gap();
                code.line("mod a {");
                code.gap();
                code.line("mod b {}");
                code.gap();
                code.gap();
                code.line("mod c {}");
            },
            "        mod a {\n            mod b {}\n\n            mod c {}\n",
        );
    }

    #[test]
    fn lists_are_in_one_line_where_there_is_room() {
        let items = |len: usize| vec!["x".repeat(len), "y".into()];
        check(|code| code.list("a(", &items(5), ");"), "        a(xxxxx, y);\n");
        check(|code| code.list("A {", &items(5), "}"), "        A { xxxxx, y }\n");
        check(|code| code.list("A {", &[], "}"), "        A {}\n");
        let (fits, long) = ("x".repeat(84), "x".repeat(85));
        check(|code| code.list("aa(", &items(84), ");"), &format!("        aa({fits}, y);\n"));
        check(
            |code| code.list("aa(", &items(85), ");"),
            &format!("        aa(\n            {long},\n            y,\n        );\n"),
        );
    }

    #[test]
    fn short_elements_share_lines() {
        let items: Vec<String> = (0..30).map(|number| (1000 + number).to_string()).collect();
        check(
            |code| code.list("let a = [", &items, "];"),
            "        let a = [\n            \
             1000, 1001, 1002, 1003, 1004, 1005, 1006, 1007, 1008, 1009, 1010, 1011, 1012, 1013,\n            \
             1014, 1015, 1016, 1017, 1018, 1019, 1020, 1021, 1022, 1023, 1024, 1025, 1026, 1027,\n            \
             1028, 1029,\n        ];\n",
        );
    }

    #[test]
    fn comments_are_kept_and_change_no_indentation() {
        docs(&[], "/// Something (\n");
        docs(&["", " "], "/// Something (\n");
        docs(&[" One (", "", " - two {", "   three"], "/// One (\n///\n/// - two {\n///   three\n");
    }

    #[test]
    fn comments_cannot_end_or_be_tests() {
        docs(&[" a\n} b\r\nc"], "/// a\n/// } b\n///\n/// c\n");
        docs(&["      code()"], "///   code()\n");
        docs(&[" ```", "\ta"], "/// ```text\n///     a\n/// ```\n");
        docs(&[" >     code()"], "/// > code()\n");
        docs(&[" ```rust", "   a", " ```", " b"], "/// ```text\n///   a\n/// ```\n/// b\n");
        docs(&[" ``````"], "/// ```text\n/// ```\n");
        docs(&[" ```a``` b"], "/// ```a``` b\n");
        docs(&[" > ~~~ ~~~", " a"], "/// ```text\n/// a\n/// ```\n");
    }
}
