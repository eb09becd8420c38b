/// An index by name over a list that is in another order.
#[derive(Clone, Debug, Default)]
pub(crate) struct Names(Vec<usize>);

impl Names {
    /// The index over `len` names; or a name that is there twice, by its index.
    pub(crate) fn new<'a>(len: usize, name: impl Fn(usize) -> &'a str) -> Result<Self, usize> {
        let mut order: Vec<usize> = (0..len).collect();
        order.sort_unstable_by_key(|&index| name(index));
        match order.windows(2).find(|pair| name(pair[0]) == name(pair[1])) {
            Some(pair) => Err(pair[0].max(pair[1])),
            None => Ok(Self(order)),
        }
    }

    /// The index of `wanted` in the list.
    pub(crate) fn find<'a>(&self, wanted: &str, name: impl Fn(usize) -> &'a str) -> Option<usize> {
        let at = self.0.binary_search_by(|&index| name(index).cmp(wanted)).ok()?;
        Some(self.0[at])
    }
}
