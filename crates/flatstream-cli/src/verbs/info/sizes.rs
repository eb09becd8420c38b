/// How long messages are: percentiles within 1 %, in constant memory.
///
/// Lengths below 256 are counted each on their own; above, 128 buckets share each
/// power of two.
#[derive(Clone, Debug)]
pub(super) struct Sizes {
    buckets: Vec<u64>,
    /// Of empty messages, then by powers of two.
    powers: [u64; 34],
    count: u64,
    sum: u64,
    min: u64,
    max: u64,
}

impl Sizes {
    pub(super) fn new() -> Self {
        let buckets = vec![0; index(MAX) + 1];
        Self { buckets, powers: [0; 34], count: 0, sum: 0, min: u64::MAX, max: 0 }
    }

    #[inline]
    pub(super) fn add(&mut self, len: usize) {
        let len = len as u64;
        self.count += 1;
        self.sum += len;
        self.min = self.min.min(len);
        self.max = self.max.max(len);
        let len = len.min(MAX);
        self.buckets[index(len)] += 1;
        self.powers[(64 - len.leading_zeros()) as usize] += 1;
    }

    /// The sum of all lengths.
    pub(super) fn sum(&self) -> u64 {
        self.sum
    }

    /// The shortest and the longest, if there is any.
    pub(super) fn range(&self) -> Option<(u64, u64)> {
        (self.count > 0).then_some((self.min, self.max))
    }

    /// The length that `percent` of all do not exceed, or up to 1 % more.
    pub(super) fn percentile(&self, percent: u64) -> u64 {
        let rank = (u128::from(self.count) * u128::from(percent)).div_ceil(100).max(1);
        let mut seen = 0;
        for (index, count) in self.buckets.iter().enumerate() {
            seen += u128::from(*count);
            if seen >= rank {
                return longest(index).clamp(self.min, self.max);
            }
        }
        self.max
    }

    /// How many have each magnitude, from the first that any has to the last: the
    /// shortest length of it, and the number.
    pub(super) fn powers(&self) -> impl Iterator<Item = (u64, u64)> + '_ {
        let used = |&(_, count): &(usize, &u64)| *count > 0;
        let first = self.powers.iter().enumerate().find(used).map_or(0, |(at, _)| at);
        let end = self.powers.iter().enumerate().rfind(used).map_or(0, |(at, _)| at + 1);
        (first..end).map(|at| (if at == 0 { 0 } else { 1 << (at - 1) }, self.powers[at]))
    }
}

/// The bucket of `len`.
#[inline]
#[expect(clippy::cast_possible_truncation, reason = "buckets are some thousands")]
fn index(len: u64) -> usize {
    let power = u64::from(63 - (len | 1).leading_zeros());
    let shift = power.saturating_sub(PRECISION);
    // The first PRECISION + 1 powers have a bucket for each length.
    ((shift << PRECISION) + (len >> shift)) as usize
}

/// The longest length in a bucket.
fn longest(index: usize) -> u64 {
    let index = index as u64;
    let shift = (index >> PRECISION).saturating_sub(1);
    let len = index - (shift << PRECISION);
    ((len + 1) << shift) - 1
}

/// Bits of a length that tell its bucket, behind the leading one.
const PRECISION: u64 = 7;
/// Frames are not longer; longer messages in them count as this long.
const MAX: u64 = u32::MAX as u64;

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn buckets_are_narrow_and_in_order() {
        let lens = (0..70_000).chain((16..32).flat_map(|n| [(1 << n) - 1, 1 << n, (1 << n) + 1]));
        for len in lens.chain([MAX]) {
            let end = longest(index(len));
            assert!(end >= len && (end - len) * 100 <= len, "{len} in a bucket to {end}");
            assert_eq!(index(end), index(len), "{len}");
            assert_eq!(index(end + 1), index(len) + 1, "{len}");
        }
    }

    #[test]
    fn percentiles_are_those_of_the_sorted_lengths() {
        let mut lens: Vec<u64> = (1_u64..=1000).map(|n| n * n * n % 9973).collect();
        let mut sizes = Sizes::new();
        lens.iter().for_each(|&len| sizes.add(usize::try_from(len).unwrap()));
        lens.sort_unstable();
        for percent in [1, 50, 99, 100] {
            let exact = lens[usize::try_from(percent * 10 - 1).unwrap()];
            let found = sizes.percentile(percent);
            assert!(found >= exact && (found - exact) * 100 <= exact, "{percent}: {found}");
        }
        assert_eq!(sizes.range(), Some((lens[0], lens[999])));
        assert_eq!(sizes.powers().map(|(_, count)| count).sum::<u64>(), 1000);
    }

    #[test]
    fn powers_of_two_begin_where_they_say() {
        let mut sizes = Sizes::new();
        assert_eq!(sizes.powers().count(), 0);
        assert_eq!(sizes.range(), None);
        for len in [1, 2, 3, 8] {
            sizes.add(len);
        }
        assert_eq!(sizes.powers().collect::<Vec<_>>(), [(1, 1), (2, 2), (4, 0), (8, 1)]);
        sizes.add(0);
        assert_eq!(sizes.powers().next(), Some((0, 1)));
    }
}
