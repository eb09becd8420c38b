use flatstream_core::{Error, ErrorKind};
use std::{borrow::Cow, fmt};

pub(crate) type Checked<T> = Result<T, Fault>;

/// What is wrong with untrusted bytes, and where. One pointer wide.
///
/// The path grows while the fault goes up through the tables, so that nothing
/// is kept about it while all is well.
#[derive(Debug)]
pub(crate) struct Fault(Box<Repr>);

#[derive(Debug)]
struct Repr {
    /// `None` where a fact follows from several places.
    offset: Option<usize>,
    what: Cow<'static, str>,
    /// From the inside out.
    path: Vec<Step>,
}

#[derive(Debug)]
enum Step {
    Field(Box<str>),
    Index(usize),
}

impl Fault {
    #[cold]
    #[inline(never)]
    pub(crate) fn new(offset: usize, what: impl Into<Cow<'static, str>>) -> Self {
        Self(Box::new(Repr { offset: Some(offset), what: what.into(), path: Vec::new() }))
    }

    /// A fault that is nowhere in particular.
    #[cold]
    #[inline(never)]
    pub(crate) fn nowhere(what: impl Into<Cow<'static, str>>) -> Self {
        Self(Box::new(Repr { offset: None, what: what.into(), path: Vec::new() }))
    }

    /// The same, found inside the field `name`.
    #[cold]
    #[inline(never)]
    pub(crate) fn in_field(mut self, name: &str) -> Self {
        self.0.path.push(Step::Field(name.into()));
        self
    }

    /// The same, found inside element `index`.
    #[cold]
    #[inline(never)]
    pub(crate) fn in_element(mut self, index: usize) -> Self {
        self.0.path.push(Step::Index(index));
        self
    }

    /// As what is wrong with a binary schema.
    #[cold]
    pub(crate) fn into_config(self) -> Error {
        let text = format!(
            "binary schema: {self}; is it what `flatc --binary --schema --bfbs-builtins` makes?"
        );
        Error::custom(ErrorKind::Config, text)
    }

    /// As what is wrong with the JSON `text`: line and column instead of the
    /// offset, counted from 1, in characters.
    #[cold]
    pub(crate) fn into_json_error(mut self, text: &[u8]) -> Error {
        if let Some(offset) = self.0.offset.take() {
            let before = text.get(..offset).unwrap_or(text);
            let line = 1 + before.iter().filter(|&&byte| byte == b'\n').count();
            let start = before.iter().rposition(|&byte| byte == b'\n').map_or(0, |at| at + 1);
            let column = 1 + String::from_utf8_lossy(&before[start..]).chars().count();
            self.0.what = format!("{} (line {line} column {column})", self.0.what).into();
        }
        Error::custom(ErrorKind::InvalidPayload, self.to_string())
    }
}

/// As what is wrong with a payload.
impl From<Fault> for Error {
    #[cold]
    fn from(fault: Fault) -> Self {
        Self::custom(ErrorKind::InvalidPayload, fault.to_string())
    }
}

impl fmt::Display for Fault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Repr { offset, what, path } = &*self.0;
        for (nth, step) in path.iter().rev().enumerate() {
            match step {
                Step::Field(name) if nth == 0 => write!(f, "{name}")?,
                Step::Field(name) => write!(f, ".{name}")?,
                Step::Index(index) => write!(f, "[{index}]")?,
            }
        }
        match (path.is_empty(), offset) {
            (true, Some(offset)) => write!(f, "byte {offset}: {what}"),
            (false, Some(offset)) => write!(f, ", byte {offset}: {what}"),
            (true, None) => write!(f, "{what}"),
            (false, None) => write!(f, ": {what}"),
        }
    }
}
