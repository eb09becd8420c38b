use crate::fault::{Checked, Fault};

/// Reads JSON text a value at a time, in one pass, without a tree.
///
/// Numbers are handed out as they are written, so that each becomes the type
/// that its field has and no other before. A place in the text can be returned
/// to, which the value of a union needs when its type comes later.
#[derive(Debug)]
pub(crate) struct JsonText<'t> {
    text: &'t str,
    at: usize,
    /// A string with escapes, without them.
    plain: String,
}

/// What a value begins as.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Kind {
    Object,
    Array,
    String,
    Number,
    Bool,
    Null,
}

impl<'t> JsonText<'t> {
    /// `plain` is memory that [`JsonText::into_memory`] gives back.
    pub(crate) fn new(text: &'t str, plain: String) -> Self {
        Self { text, at: 0, plain }
    }

    pub(crate) fn into_memory(self) -> String {
        self.plain
    }

    /// Where the next value, or what follows the last one, begins.
    pub(crate) fn at(&mut self) -> usize {
        self.skip_space();
        self.at
    }

    /// Goes on at a place that [`JsonText::at`] has named.
    pub(crate) fn go_to(&mut self, at: usize) {
        self.at = at;
    }

    pub(crate) fn kind(&mut self) -> Checked<Kind> {
        self.skip_space();
        match self.peek() {
            Some(b'{') => Ok(Kind::Object),
            Some(b'[') => Ok(Kind::Array),
            Some(b'"') => Ok(Kind::String),
            Some(b't' | b'f') => Ok(Kind::Bool),
            Some(b'-' | b'0'..=b'9') => Ok(Kind::Number),
            Some(b'n') if self.rest().starts_with("nan") => Ok(Kind::Number),
            Some(b'n') => Ok(Kind::Null),
            Some(b'i') => Ok(Kind::Number),
            _ => Err(self.unexpected("a value")),
        }
    }

    /// Enters an object. Its members are asked for with
    /// [`JsonText::next_key`].
    pub(crate) fn enter_object(&mut self) -> Checked<()> {
        self.expect(b'{', "`{`")
    }

    /// The next key, or `None` behind the last one. `first` says that the
    /// object was just entered.
    pub(crate) fn next_key(&mut self, first: bool) -> Checked<Option<&str>> {
        if !self.next_member(first, b'}', "`,` or `}`")? {
            return Ok(None);
        }
        self.skip_space();
        if self.peek() != Some(b'"') {
            return Err(self.unexpected("a name in quotes"));
        }
        let (from, to) = self.scan_string()?;
        self.expect(b':', "`:`")?;
        Ok(Some(if from == to { &self.plain } else { &self.text[from..to] }))
    }

    /// Enters an array. Its elements are announced by
    /// [`JsonText::next_element`].
    pub(crate) fn enter_array(&mut self) -> Checked<()> {
        self.expect(b'[', "`[`")
    }

    /// Whether another element follows.
    pub(crate) fn next_element(&mut self, first: bool) -> Checked<bool> {
        self.next_member(first, b']', "`,` or `]`")
    }

    /// A string, without its escapes.
    pub(crate) fn string(&mut self) -> Checked<&str> {
        self.skip_space();
        let (from, to) = self.scan_string()?;
        Ok(if from == to { &self.plain } else { &self.text[from..to] })
    }

    /// A number as it is written; `nan` and `inf` as well, which are no JSON
    /// but what flatc prints.
    pub(crate) fn number(&mut self) -> Checked<&'t str> {
        self.skip_space();
        let from = self.at;
        self.skip_byte(b'-');
        match self.peek() {
            Some(b'n') => return self.word("nan").map(|()| &self.text[from..self.at]),
            Some(b'i') => return self.word("inf").map(|()| &self.text[from..self.at]),
            _ => {}
        }
        if !self.skip_byte(b'0') {
            self.digits()?;
        }
        if self.skip_byte(b'.') {
            self.digits()?;
        }
        if self.skip_byte(b'e') || self.skip_byte(b'E') {
            let _ = self.skip_byte(b'+') || self.skip_byte(b'-');
            self.digits()?;
        }
        Ok(&self.text[from..self.at])
    }

    pub(crate) fn bool(&mut self) -> Checked<bool> {
        self.skip_space();
        if self.peek() == Some(b't') {
            self.word("true").map(|()| true)
        } else {
            self.word("false").map(|()| false)
        }
    }

    pub(crate) fn null(&mut self) -> Checked<()> {
        self.skip_space();
        self.word("null")
    }

    /// Passes over a value of whatever kind, and checks that it is one.
    pub(crate) fn skip_value(&mut self) -> Checked<()> {
        // One bit for each open bracket: whether it is that of an object.
        let (mut objects, mut depth) = (0_u128, 0);
        let mut first = true;
        loop {
            if depth > 0 {
                let more = if objects & 1 == 1 {
                    self.next_key(first)?.is_some()
                } else {
                    self.next_element(first)?
                };
                first = false;
                if !more {
                    (objects, depth) = (objects >> 1, depth - 1);
                    if depth == 0 {
                        return Ok(());
                    }
                    continue;
                }
            }
            match self.kind()? {
                kind @ (Kind::Object | Kind::Array) => {
                    if depth == u128::BITS {
                        return Err(self.refuse("nested more than 128 levels deep"));
                    }
                    self.at += 1;
                    objects = objects << 1 | u128::from(kind == Kind::Object);
                    depth += 1;
                    first = true;
                    continue;
                }
                Kind::String => drop(self.scan_string()?),
                Kind::Number => drop(self.number()?),
                Kind::Bool => drop(self.bool()?),
                Kind::Null => self.null()?,
            }
            if depth == 0 {
                return Ok(());
            }
        }
    }

    /// Checks that nothing but space is left.
    pub(crate) fn end(&mut self) -> Checked<()> {
        self.skip_space();
        if self.at < self.text.len() {
            return Err(self.unexpected("the end of the text"));
        }
        Ok(())
    }

    /// A refusal of what is at `at`.
    #[cold]
    pub(crate) fn refuse_at(&self, at: usize, text: impl Into<String>) -> Fault {
        Fault::new(at, text.into())
    }

    /// A refusal of what is here.
    #[cold]
    pub(crate) fn refuse(&self, text: impl Into<String>) -> Fault {
        Fault::new(self.at, text.into())
    }
}

impl Kind {
    pub(crate) fn name(self) -> &'static str {
        match self {
            Self::Object => "an object",
            Self::Array => "an array",
            Self::String => "a string",
            Self::Number => "a number",
            Self::Bool => "true or false",
            Self::Null => "null",
        }
    }
}

impl JsonText<'_> {
    fn rest(&self) -> &str {
        self.text.get(self.at..).unwrap_or_default()
    }

    fn peek(&self) -> Option<u8> {
        self.text.as_bytes().get(self.at).copied()
    }

    fn skip_space(&mut self) {
        while let Some(b' ' | b'\n' | b'\r' | b'\t') = self.peek() {
            self.at += 1;
        }
    }

    fn skip_byte(&mut self, byte: u8) -> bool {
        let found = self.peek() == Some(byte);
        self.at += usize::from(found);
        found
    }

    fn expect(&mut self, byte: u8, name: &str) -> Checked<()> {
        self.skip_space();
        if self.skip_byte(byte) { Ok(()) } else { Err(self.unexpected(name)) }
    }

    fn word(&mut self, word: &str) -> Checked<()> {
        if !self.rest().starts_with(word) {
            return Err(self.unexpected("a value"));
        }
        self.at += word.len();
        Ok(())
    }

    fn next_member(&mut self, first: bool, close: u8, wanted: &str) -> Checked<bool> {
        self.skip_space();
        if self.skip_byte(close) {
            return Ok(false);
        }
        if !first {
            self.expect(b',', wanted)?;
        }
        Ok(true)
    }

    fn digits(&mut self) -> Checked<()> {
        let from = self.at;
        while let Some(b'0'..=b'9') = self.peek() {
            self.at += 1;
        }
        if self.at == from { Err(self.unexpected("a digit")) } else { Ok(()) }
    }

    /// Passes over a string. Answers where it is in the text, between its
    /// quotes; an empty range where it is in `plain` instead.
    fn scan_string(&mut self) -> Checked<(usize, usize)> {
        self.expect(b'"', "a string")?;
        let from = self.at;
        self.plain.clear();
        let mut copied = from;
        loop {
            match self.peek() {
                Some(b'"') => break,
                Some(b'\\') => {
                    self.plain.push_str(&self.text[copied..self.at]);
                    self.at += 1;
                    let c = self.escape()?;
                    self.plain.push(c);
                    copied = self.at;
                }
                Some(0..=0x1f) => {
                    return Err(self.unexpected("no control character in a string"));
                }
                Some(_) => self.at += 1,
                None => return Err(self.unexpected("`\"` at the end of the string")),
            }
        }
        let to = self.at;
        self.at += 1;
        if copied == from {
            return Ok((from, to));
        }
        self.plain.push_str(&self.text[copied..to]);
        Ok((to, to))
    }

    fn escape(&mut self) -> Checked<char> {
        let c = match self.peek() {
            Some(c @ (b'"' | b'\\' | b'/')) => char::from(c),
            Some(b'b') => '\u{8}',
            Some(b'f') => '\u{c}',
            Some(b'n') => '\n',
            Some(b'r') => '\r',
            Some(b't') => '\t',
            Some(b'u') => return self.unicode_escape(),
            _ => return Err(self.unexpected("an escape that JSON has")),
        };
        self.at += 1;
        Ok(c)
    }

    fn unicode_escape(&mut self) -> Checked<char> {
        let start = self.at - 1;
        let mut code = self.hex()?;
        if (0xd800..0xdc00).contains(&code) && self.rest().starts_with("\\u") {
            self.at += 1;
            let low = self.hex()?;
            if (0xdc00..0xe000).contains(&low) {
                code = 0x1_0000 + ((code - 0xd800) << 10) + (low - 0xdc00);
            }
        }
        // Halves of pairs are no characters.
        char::from_u32(code).ok_or_else(|| Fault::new(start, "half of a surrogate pair"))
    }

    /// The four digits behind a `u`.
    fn hex(&mut self) -> Checked<u32> {
        let digits = self.text.get(self.at + 1..self.at + 5);
        let digits = digits.filter(|digits| digits.bytes().all(|b| b.is_ascii_hexdigit()));
        match digits.map(|digits| u32::from_str_radix(digits, 16)) {
            Some(Ok(code)) => {
                self.at += 5;
                Ok(code)
            }
            _ => Err(self.unexpected("four hexadecimal digits")),
        }
    }

    #[cold]
    fn unexpected(&self, wanted: &str) -> Fault {
        match self.rest().chars().next() {
            Some(c) => self.refuse(format!("expected {wanted}, found {c:?}")),
            None => self.refuse(format!("expected {wanted}, found the end of the text")),
        }
    }
}

#[cfg(test)]
mod tests;
