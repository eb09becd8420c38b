use crate::{
    Error, ErrorKind, Fixed, Kind, Result, Target,
    cursor::Cursor,
    limits::{MAX_DEPTH, MAX_TABLES},
};

/// Measures a message and writes nothing.
pub(crate) struct Measure {
    cursor: Cursor,
    tables: usize,
    depth: usize,
    too_deep: bool,
    /// A required field that is absent.
    missing: Option<&'static str>,
}

impl Measure {
    #[inline(always)] // as `Cursor::table`
    pub(crate) fn new(front: usize) -> Self {
        Self { cursor: Cursor::new(front), tables: 0, depth: 0, too_deep: false, missing: None }
    }

    #[inline(always)] // as `Cursor::table`
    pub(crate) fn finish(self) -> Result<usize> {
        let len = self.cursor.at;
        let too_many = len > MAX_LEN || self.tables > MAX_TABLES;
        let refused = too_many || self.too_deep || self.missing.is_some();
        if refused { Err(self.refuse()) } else { Ok(len) }
    }

    #[cold]
    fn refuse(self) -> Error {
        if self.too_deep {
            let text = format!("tables are nested more than {MAX_DEPTH} deep");
            return Error::custom(ErrorKind::InvalidPayload, text);
        }
        if self.tables > MAX_TABLES {
            let text =
                format!("more than {MAX_TABLES} tables, which is as many as verifiers follow");
            return Error::custom(ErrorKind::InvalidPayload, text);
        }
        if let Some(field) = self.missing {
            let text = format!("the union `{field}` is required, and has no member");
            return Error::custom(ErrorKind::InvalidPayload, text);
        }
        Error::new(ErrorKind::FrameTooLarge { len: self.cursor.at as u64, limit: MAX_LEN as u64 })
    }
}

impl Target for Measure {
    #[inline(always)] // as `Cursor::table`
    fn table<const S: usize, const T: usize>(
        &mut self,
        kind: Kind,
        present: u64,
        _: &[u16; S],
        _: impl FnOnce(&mut [u8; T]),
    ) -> usize {
        self.tables += 1;
        self.cursor.table(kind, present, 2 * S, T).table
    }

    #[inline]
    fn sparse_table(&mut self, kind: Kind, present: u64, slots: &[u16], len: usize) -> usize {
        self.tables += 1;
        self.cursor.table(kind, present, 2 * slots.len(), len).table
    }

    #[inline(always)] // nothing to do
    fn set<T: Fixed>(&mut self, _: usize, _: T) {}

    #[inline(always)] // as `Cursor::table`
    fn text(&mut self, text: &str) -> usize {
        self.cursor.vector(text.len() + 1, 1)
    }

    #[inline(always)] // as `Cursor::table`
    fn elements<T: Fixed>(&mut self, elements: &[T], align: usize) -> usize {
        let len = elements.len().saturating_mul(T::SIZE);
        self.cursor.vector(len, align.max(T::ALIGN))
    }

    #[inline(always)] // as `Cursor::table`
    fn offsets(&mut self, len: usize) -> usize {
        self.cursor.vector(len.saturating_mul(4), 4)
    }

    #[inline(always)] // nothing to do
    fn link(&mut self, _: usize, _: usize) {}

    #[inline(always)] // as `Cursor::table`
    fn enter(&mut self) -> bool {
        // Drafts may share what they refer to: there can be more of them than one could
        // ever count.
        if self.tables > MAX_TABLES {
            return false;
        }
        self.depth += 1;
        self.too_deep |= self.depth > MAX_DEPTH;
        self.depth <= MAX_DEPTH
    }

    #[inline(always)] // as `Cursor::table`
    fn leave(&mut self) {
        self.depth -= 1;
    }

    #[inline(always)] // as `Cursor::table`
    fn require(&mut self, present: bool, field: &'static str) {
        if !present {
            self.missing = Some(field);
        }
    }
}

/// The longest FlatBuffer: its signed offsets have 32 bits.
const MAX_LEN: usize = i32::MAX as usize;
