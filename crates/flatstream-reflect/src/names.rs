use std::cmp::Reverse;

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

/// Some of `names` for an error text, and how many more there are. Of many, those
/// come first that begin like `wanted`: most typos are further on.
#[cold]
pub(crate) fn listing<'n>(gap: &str, wanted: &str, names: impl Iterator<Item = &'n str>) -> String {
    let mut names: Vec<&str> = names.collect();
    if names.len() > LISTED {
        names.sort_by_key(|name| Reverse(same_start(name, wanted)));
    }
    let shown = names[..names.len().min(LISTED)].join(gap);
    match (shown.is_empty(), names.len().saturating_sub(LISTED)) {
        (true, _) => "none".to_owned(),
        (_, 0) => shown,
        (_, more) => format!("{shown} and {more} more"),
    }
}

/// How many letters are the same, large or small.
fn same_start(a: &str, b: &str) -> usize {
    a.bytes().zip(b.bytes()).take_while(|(a, b)| a.eq_ignore_ascii_case(b)).count()
}

/// Names in an error text.
const LISTED: usize = 20;

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_listing_of_many_begins_with_what_is_alike() {
        let names: Vec<String> = (0..30).map(|nth| format!("name{nth}")).collect();
        let names = || names.iter().map(|name| &**name);
        assert_eq!(listing(", ", "x", names().take(0)), "none");
        assert_eq!(listing(" or ", "name1", names().take(2)), "name0 or name1");
        let all = listing(", ", "Name25x", names());
        assert!(all.starts_with("name25, name2, name20, name21, "), "{all}");
        assert!(all.ends_with(" and 10 more"), "{all}");
    }
}
