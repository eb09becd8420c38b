use super::cutter::sealed::Cut;
use flatstream_core::{Error, ErrorKind, Result};
use regex::bytes::Regex;
use regex_syntax::{
    ParserBuilder,
    hir::{Capture, Hir, HirKind, Repetition},
};
use std::ops::Range;

/// A regular expression whose matches pieces are separated by (feature
/// `regex`).
///
/// Syntax and meaning are those of [`regex::bytes::Regex`]: matches are found
/// leftmost first and do not overlap, `^` and `$` are the ends of the stream
/// (not of a chunk), or of a line with `(?m)`. Two things are asked of it, so
/// that the cuts do not depend on where one chunk ends and the next begins:
///
/// - It does not match the empty string.
/// - The length of a match is bounded. `\s+` has no bound; with
///   [`with_max_repeats`](RegexDelimiter::with_max_repeats) it is given one.
///
/// Across chunks up to [`max_match_bytes`](RegexDelimiter::max_match_bytes) on
/// either side of a border are copied to be searched in one piece.
///
/// ```
/// use flatstream_chunk::{RegexDelimiter, StreamChunk};
///
/// let blank = RegexDelimiter::with_max_repeats(r"\s*[,;]\s*", 64)?;
/// let chunk = StreamChunk::new("list", b"one, two ;three".to_vec(), 0);
/// let words: Vec<_> = chunk.split_regex(&blank).map(|word| word.data).collect();
/// assert_eq!(words, ["one", "two", "three"]);
/// # Ok::<(), flatstream_core::Error>(())
/// ```
#[derive(Clone, Debug)]
pub struct RegexDelimiter {
    regex: Regex,
    max_match_bytes: usize,
    /// How many bytes around a match it may look at: `\b` looks at a character.
    look: usize,
}

impl RegexDelimiter {
    /// Compiles `pattern`.
    ///
    /// # Errors
    ///
    /// [`ErrorKind::Config`], with the cause as source: a syntax error, a pattern
    /// that is too large, may match the empty string, or has matches of any length.
    pub fn new(pattern: &str) -> Result<Self> {
        Self::compile(&parse(pattern)?, pattern)
    }

    /// Compiles `pattern` with a bound on repetitions that have none: `+` means at
    /// most `max` times, `*` likewise. `\s+` with 64 is `\s{1,64}`.
    ///
    /// A longer run of such matches is so many delimiters with empty pieces between
    /// them, wherever chunks end. The compiled size grows with `max`, times that of
    /// what is repeated.
    ///
    /// # Errors
    ///
    /// As [`new`](RegexDelimiter::new).
    pub fn with_max_repeats(pattern: &str, max: u32) -> Result<Self> {
        let hir = bounded(parse(pattern)?, max);
        Self::compile(&hir, &hir.to_string())
    }

    /// Length of the longest match.
    #[must_use]
    pub fn max_match_bytes(&self) -> usize {
        self.max_match_bytes
    }

    /// The expression, repetitions bounded.
    #[must_use]
    pub fn as_str(&self) -> &str {
        self.regex.as_str()
    }

    fn compile(hir: &Hir, text: &str) -> Result<Self> {
        let properties = hir.properties();
        let max_match_bytes = match (properties.minimum_len(), properties.maximum_len()) {
            (Some(0), _) => return Err(config("a delimiter that may be empty")),
            (Some(_), None) => return Err(config("a delimiter of unbounded length")),
            (Some(_), Some(max)) => max,
            // It matches nothing.
            (None, _) => 0,
        };
        let look = if properties.look_set().is_empty() { 0 } else { LONGEST_CHAR };
        let regex = Regex::new(text).map_err(config)?;
        Ok(Self { regex, max_match_bytes, look })
    }
}

impl Cut for RegexDelimiter {
    #[inline]
    fn find(&self, bytes: &[u8], from: usize, _before: usize) -> Option<Range<usize>> {
        self.regex.find_at(bytes, from).map(|found| found.range())
    }

    fn reach(&self) -> usize {
        self.max_match_bytes.saturating_add(self.look).max(1)
    }

    fn context(&self) -> usize {
        self.look
    }

    fn ends_with_empty(&self) -> bool {
        true
    }
}

/// In UTF-8, in bytes.
const LONGEST_CHAR: usize = 4;

#[cold]
fn config(cause: impl Into<Box<dyn std::error::Error + Send + Sync>>) -> Error {
    Error::custom(ErrorKind::Config, cause)
}

/// As `regex::bytes` does.
fn parse(pattern: &str) -> Result<Hir> {
    ParserBuilder::new().utf8(false).build().parse(pattern).map_err(config)
}

/// The same, with no repetition without a bound. As deep as the parser nests.
fn bounded(hir: Hir, max_repeats: u32) -> Hir {
    let all = |parts: Vec<Hir>| parts.into_iter().map(|part| bounded(part, max_repeats)).collect();
    match hir.into_kind() {
        HirKind::Empty => Hir::empty(),
        HirKind::Literal(literal) => Hir::literal(literal.0),
        HirKind::Class(class) => Hir::class(class),
        HirKind::Look(look) => Hir::look(look),
        HirKind::Repetition(Repetition { min, max, greedy, sub }) => Hir::repetition(Repetition {
            min,
            max: Some(max.unwrap_or(max_repeats.max(min))),
            greedy,
            sub: Box::new(bounded(*sub, max_repeats)),
        }),
        HirKind::Capture(Capture { index, name, sub }) => {
            Hir::capture(Capture { index, name, sub: Box::new(bounded(*sub, max_repeats)) })
        }
        HirKind::Concat(parts) => Hir::concat(all(parts)),
        HirKind::Alternation(parts) => Hir::alternation(all(parts)),
    }
}
