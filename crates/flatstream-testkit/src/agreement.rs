//! What compiled verifiers and flatbuffers' own say of the same bytes.

use flatbuffers::InvalidFlatbuffer;
use flatstream_schema::{Compiled, PayloadVerifier, Verified};
use std::fmt::{self, Write as _};

/// The verifiers of a root type, flatc's or a view, which are shown payloads.
#[expect(missing_debug_implementations, reason = "memos need not have it")]
pub struct Agreement<'l, R: Compiled + Verified> {
    oracle: Oracle,
    /// Payloads that a memo has seen before each one.
    lessons: &'l [Vec<u8>],
    /// It has seen all payloads before this one, as a reader's has.
    memo: <R as Compiled>::Memo,
    verifier: PayloadVerifier<R>,
    counts: Counts,
}

/// Whether a payload is valid, without any compiled code: `flatbuffers::root` of
/// flatc's type, and of messages nested in it.
pub type Oracle = fn(&[u8]) -> Result<(), InvalidFlatbuffer>;

/// How many payloads were shown, by what was said of them.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Counts {
    /// Both verifiers let them pass.
    pub accepted: u64,
    /// Only flatbuffers' own does, which then is asked.
    pub left: u64,
    /// Neither does.
    pub refused: u64,
}

impl<'l, R: Compiled + Verified> Agreement<'l, R>
where
    for<'p> <R as Verified>::Root<'p>: fmt::Debug,
{
    /// Verifiers that have learnt nothing yet, one of which sees `lessons` before
    /// each payload.
    #[must_use]
    pub fn new(oracle: Oracle, lessons: &'l [Vec<u8>]) -> Self {
        Self {
            oracle,
            lessons,
            memo: <R as Compiled>::Memo::default(),
            verifier: PayloadVerifier::new(),
            counts: Counts::default(),
        }
    }

    /// What was found so far.
    #[must_use]
    pub fn counts(&self) -> Counts {
        self.counts
    }

    /// Shows `payload` to the verifiers. What is let pass is read to the end. Answers
    /// whether it is.
    ///
    /// # Panics
    ///
    /// If a compiled verifier lets pass what the oracle does not, if what it has
    /// learnt changes an answer, or if a reader gets anything else than these say.
    pub fn show(&mut self, payload: &[u8]) -> bool {
        let error = (self.oracle)(payload).err();
        let checked = R::check(payload, &mut <R as Compiled>::Memo::default());
        if let (true, Some(error)) = (checked, &error) {
            panic!("accepted, although {error}: {payload:?}");
        }
        let mut taught = <R as Compiled>::Memo::default();
        for lesson in self.lessons {
            R::check(lesson, &mut taught);
        }
        for memo in [&mut taught, &mut self.memo] {
            let again = R::check(payload, memo);
            assert!(again == checked, "with a memory {again}, {error:?}: {payload:?}");
        }
        let counter = match (&error, checked) {
            (None, true) => &mut self.counts.accepted,
            (None, false) => &mut self.counts.left,
            (Some(_), _) => &mut self.counts.refused,
        };
        *counter += 1;
        // flatbuffers' own verifier cannot be asked about messages nested in others.
        let expected = if R::NESTED { checked } else { error.is_none() };
        match self.verifier.verify(payload) {
            Ok(root) => {
                assert!(expected, "handed out, although {error:?}: {payload:?}");
                // Ends with an error where it would be too long.
                let _ = write!(Reader { left: MOST_READ }, "{root:?}");
            }
            Err(found) => assert!(!expected, "refused, for {found}: {payload:?}"),
        }
        expected
    }
}

impl Counts {
    /// All of them.
    #[must_use]
    pub fn cases(self) -> u64 {
        self.accepted + self.left + self.refused
    }

    /// Both together.
    #[must_use]
    pub fn plus(self, more: Self) -> Self {
        Self {
            accepted: self.accepted + more.accepted,
            left: self.left + more.left,
            refused: self.refused + more.refused,
        }
    }
}

/// Drops what is printed, up to a limit: a small message may print as gigabytes.
struct Reader {
    left: usize,
}

impl fmt::Write for Reader {
    fn write_str(&mut self, text: &str) -> fmt::Result {
        // All bytes are looked at, so that tools for memory see them.
        let sum = text.bytes().fold(0_u8, u8::wrapping_add);
        std::hint::black_box(sum);
        self.left = self.left.checked_sub(text.len()).ok_or(fmt::Error)?;
        Ok(())
    }
}

/// Enough for every message that is not made to print long.
const MOST_READ: usize = 1 << 14;
