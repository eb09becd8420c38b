/// Texts of a message that were found and not yet looked at.
///
/// Most texts are short, lie side by side and are ASCII: then one look at all of
/// them is cheaper than one at each.
#[derive(Debug)]
pub(crate) struct Pending {
    ranges: [(u32, u32); BATCH],
    len: usize,
}

impl Pending {
    #[inline]
    pub(crate) fn new() -> Self {
        Self { ranges: [(0, 0); BATCH], len: 0 }
    }

    /// Notes the text from `start` to `end` of `payload`, which has less than
    /// 4 GiB. `false` where one of those noted before is no UTF-8.
    #[inline]
    pub(crate) fn push(&mut self, payload: &[u8], start: u32, end: u32) -> bool {
        let valid = self.len < BATCH || self.check(payload);
        self.ranges[self.len % BATCH] = (start, end);
        self.len += 1;
        valid
    }

    /// Whether all texts noted are UTF-8. Forgets them.
    #[inline]
    pub(crate) fn check(&mut self, payload: &[u8]) -> bool {
        let ranges = &self.ranges[..std::mem::take(&mut self.len)];
        let start = ranges.iter().map(|range| range.0).min().unwrap_or(0) as usize;
        let end = ranges.iter().map(|range| range.1).max().unwrap_or(0) as usize;
        let own: usize = ranges.iter().map(|range| (range.1 - range.0) as usize + GAP).sum();
        if end - start <= own && payload[start..end].is_ascii() {
            return true;
        }
        ranges.iter().all(|&(start, end)| {
            let text = &payload[start as usize..end as usize];
            text.is_ascii() || std::str::from_utf8(text).is_ok()
        })
    }
}

/// Texts that are looked at together.
const BATCH: usize = 8;

/// Bytes between neighbours: a zero, padding, the next one's length.
const GAP: usize = 8;
