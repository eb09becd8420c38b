//! Counting what the heap is asked for.

/// Heap traffic of the calling thread.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Allocations {
    /// Blocks allocated; growing a block counts as one allocation and one free.
    pub allocations: u64,
    /// Blocks freed.
    pub frees: u64,
    /// Most bytes alive at once, beyond those alive at the start.
    pub peak_bytes: u64,
}

/// Runs `f` and counts the allocations and frees of this thread meanwhile.
pub fn count(f: impl FnOnce()) -> Allocations {
    let info = allocation_counter::measure(f);
    let frees = i128::from(info.count_total) - i128::from(info.count_current);
    Allocations {
        allocations: info.count_total,
        frees: u64::try_from(frees).expect("no fewer than no frees"),
        peak_bytes: info.bytes_max,
    }
}

/// Runs `message` for each index below `warm_up`, then counts a thousand more.
///
/// ```
/// let mut keep = Vec::new();
/// let traffic = flatstream_testkit::steady_state(10, |index| {
///     keep.clear();
///     keep.push(index);
/// });
/// assert_eq!((traffic.allocations, traffic.frees), (0, 0));
/// ```
pub fn steady_state(warm_up: u64, mut message: impl FnMut(u64)) -> Allocations {
    (0..warm_up).for_each(&mut message);
    count(|| (warm_up..warm_up + 1000).for_each(&mut message))
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::hint::black_box;

    #[test]
    fn sees_allocations_frees_and_growth() {
        let traffic = count(|| {
            let mut bytes = black_box(Vec::<u8>::with_capacity(100));
            bytes.resize(200, 1);
            black_box(&bytes);
        });
        assert_eq!((traffic.allocations, traffic.frees), (2, 2));
        assert!((200..=400).contains(&traffic.peak_bytes), "{traffic:?}");
    }

    #[test]
    fn sees_a_free_alone() {
        let bytes = black_box(vec![1_u8; 10]);
        let traffic = count(|| drop(black_box(bytes)));
        assert_eq!((traffic.allocations, traffic.frees), (0, 1));
    }
}
