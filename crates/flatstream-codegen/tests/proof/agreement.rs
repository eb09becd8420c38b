//! What compiled verifiers and flatbuffers' own say of the same bytes.

use flatstream_schema::{Compiled, PayloadVerifier, Verified, flatbuffers};

/// A root type, flatc's or a view, whose verifiers are compared: one memo for all
/// payloads, as a reader has it.
pub struct Agreement<R: Compiled + Verified> {
    memo: <R as Compiled>::Memo,
    verifier: PayloadVerifier<R>,
    /// What was found.
    pub counts: Counts,
}

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

impl Counts {
    /// All of them.
    pub fn cases(&self) -> u64 {
        self.accepted + self.left + self.refused
    }
}

impl<R: Compiled + Verified> Agreement<R> {
    /// A pair of verifiers that have learnt nothing.
    pub fn new() -> Self {
        Self {
            memo: <R as Compiled>::Memo::default(),
            verifier: PayloadVerifier::new(),
            counts: Counts::default(),
        }
    }

    /// Forgets what was learnt.
    pub fn forget(&mut self) {
        self.memo = <R as Compiled>::Memo::default();
        self.verifier = PayloadVerifier::new();
    }

    /// Shows `payload` to all verifiers. Answers whether it was handed out.
    ///
    /// # Panics
    ///
    /// If the compiled verifier lets pass what flatbuffers' own does not, or what a
    /// reader gets differs from what these two say.
    pub fn show(&mut self, payload: &[u8]) -> bool {
        let official = flatbuffers::root::<<R as Compiled>::Root<'_>>(payload).err();
        let checked = R::check(payload, &mut self.memo);
        if let (true, Some(error)) = (checked, &official) {
            panic!("accepted, although {error}: {payload:?}");
        }
        let counter = match (&official, checked) {
            (None, true) => &mut self.counts.accepted,
            (None, false) => &mut self.counts.left,
            (Some(_), _) => &mut self.counts.refused,
        };
        *counter += 1;
        let handed_out = self.verifier.verify(payload).is_ok();
        // Messages nested in others are refused by the compiled verifier alone.
        let expected = if R::NESTED { checked } else { official.is_none() };
        assert!(handed_out == expected, "handed out: {handed_out}, {official:?}: {payload:?}");
        handed_out
    }
}
