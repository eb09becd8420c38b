use std::fmt;

/// Rust code that is written line by line, indented by its braces.
#[derive(Debug, Default)]
pub(crate) struct Code {
    text: String,
    depth: usize,
}

impl Code {
    /// Appends a line. One that begins with a closing bracket is indented one step
    /// less, what follows one that ends with an opening one a step more.
    pub(crate) fn line(&mut self, line: impl fmt::Display) {
        let line = line.to_string();
        if line.starts_with(['}', ')', ']']) {
            self.depth = self.depth.saturating_sub(1);
        }
        if !line.is_empty() {
            self.text.extend(std::iter::repeat_n("    ", self.depth));
            self.text.push_str(&line);
        }
        self.text.push('\n');
        if line.ends_with(['{', '(', '[']) {
            self.depth += 1;
        }
    }

    /// Appends an empty line.
    pub(crate) fn gap(&mut self) {
        self.text.push('\n');
    }

    /// Appends the lines of a documentation comment, or `otherwise` if there is
    /// none.
    pub(crate) fn docs(&mut self, docs: &[String], otherwise: impl fmt::Display) {
        if docs.iter().all(|line| line.trim().is_empty()) {
            self.line(format_args!("/// {otherwise}"));
        }
        for line in docs {
            // flatc keeps the blank behind `///`.
            self.line(format!("/// {}", line.trim()).trim_end());
        }
    }

    pub(crate) fn into_text(self) -> String {
        self.text
    }
}
