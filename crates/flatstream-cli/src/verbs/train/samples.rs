//! Some of many messages.

/// An even choice of messages whose number is not known beforehand, in bounded
/// memory.
///
/// A message stays if the lowest bits of its ordinal's hash are zero, none of them
/// at first. When there is no more room, one bit more has to be, and about half of
/// them go. So each message has the same chance, whatever rhythm they come in, and
/// the same input gives the same choice.
pub(super) struct Samples {
    kept: Vec<(u64, Vec<u8>)>,
    bytes: usize,
    max_bytes: usize,
    /// Ordinal of the next message.
    seen: u64,
    /// Bits that have to be zero.
    mask: u64,
}

/// What samples are used for.
pub(super) struct Sampled {
    pub(super) training: Vec<Vec<u8>>,
    /// One in eight, to see how well the others did.
    pub(super) held_out: Vec<Vec<u8>>,
}

impl Samples {
    /// Of at most `max_bytes`.
    pub(super) fn new(max_bytes: usize) -> Self {
        Self { kept: Vec::new(), bytes: 0, max_bytes, seen: 0, mask: 0 }
    }

    /// Looks at a message.
    pub(super) fn add(&mut self, payload: &[u8]) {
        let hash = mix(self.seen);
        self.seen += 1;
        // An empty one has nothing to learn from.
        if hash & self.mask != 0 || payload.is_empty() {
            return;
        }
        let start = &payload[..payload.len().min(SAMPLE_BYTES).min(self.max_bytes)];
        self.bytes += cost(start);
        self.kept.push((hash, start.to_vec()));
        while self.bytes > self.max_bytes && self.kept.len() > 1 {
            self.halve();
        }
    }

    /// Messages looked at.
    pub(super) fn seen(&self) -> u64 {
        self.seen
    }

    /// Those that stayed.
    pub(super) fn split(self) -> Sampled {
        let (held_out, training): (Vec<_>, Vec<_>) =
            self.kept.into_iter().partition(|(hash, _)| hash >> 61 == 0);
        let bytes =
            |samples: Vec<(u64, Vec<u8>)>| samples.into_iter().map(|(_, sample)| sample).collect();
        Sampled { training: bytes(training), held_out: bytes(held_out) }
    }

    fn halve(&mut self) {
        self.mask = self.mask << 1 | 1;
        let mask = self.mask;
        self.kept.retain(|(hash, _)| hash & mask == 0);
        self.bytes = self.kept.iter().map(|(_, sample)| cost(sample)).sum();
    }
}

/// What a sample takes in memory, about.
fn cost(sample: &[u8]) -> usize {
    sample.len() + size_of::<(u64, Vec<u8>)>()
}

/// A number that depends on all bits of `n`, and is another for each.
fn mix(n: u64) -> u64 {
    let n = n.wrapping_add(1).wrapping_mul(0x9e37_79b9_7f4a_7c15);
    let n = (n ^ n >> 32).wrapping_mul(0xd6e8_feb8_6659_fd93);
    let n = (n ^ n >> 32).wrapping_mul(0xd6e8_feb8_6659_fd93);
    n ^ n >> 32
}

/// Of longer messages the start, as of files in Zstandard's own program.
const SAMPLE_BYTES: usize = 128 * 1024;

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_few_stay_all() {
        let mut samples = Samples::new(1 << 20);
        (0..1000_u32).for_each(|n| samples.add(&n.to_le_bytes()));
        samples.add(b"");
        assert_eq!(samples.seen(), 1001);
        let Sampled { training, held_out } = samples.split();
        assert_eq!(training.len() + held_out.len(), 1000);
        assert!((80..170).contains(&held_out.len()), "{}", held_out.len());
    }

    #[test]
    fn of_many_stays_an_even_choice_within_the_bound() {
        let mut samples = Samples::new(100_000);
        for n in 0..100_000_u32 {
            samples.add(&n.to_le_bytes());
            assert!(samples.bytes <= 100_000);
        }
        assert!(samples.bytes > 30_000, "{}", samples.bytes);
        let Sampled { training, held_out } = samples.split();
        let numbers: Vec<_> = training
            .iter()
            .chain(&held_out)
            .map(|sample| u32::from_le_bytes(sample[..].try_into().unwrap()))
            .collect();
        // Each tenth of the stream, and each parity.
        for tenth in 0..10 {
            let of = numbers.iter().filter(|&n| n / 10_000 == tenth).count() * 10;
            assert!((numbers.len() / 2..numbers.len() * 2).contains(&of), "{tenth}: {of}");
        }
        let even = numbers.iter().filter(|&n| n % 2 == 0).count() * 2;
        assert!((numbers.len() * 8 / 10..numbers.len() * 12 / 10).contains(&even), "{even}");
    }

    #[test]
    fn one_that_is_too_long_is_cut() {
        let mut samples = Samples::new(1000);
        samples.add(&[7; 5000]);
        samples.add(&[8; 5000]);
        assert!(samples.kept.len() <= 1);
        assert!(samples.bytes <= 1000 + 32);
    }
}
