//! A reader's policy gives memory back after rare large messages, and does not take it
//! again and again.

use crate::formats;
use flatstream::{
    FrameFormat, MemoryPolicy, StreamReader,
    policy::{AdaptiveWatermarkPolicy, SizeThresholdPolicy},
};
use flatstream_testkit::{FaultyReader, Step, count, wire};
use std::{
    io::{self, Read},
    sync::{Arc, Mutex},
};

const MIB: usize = 1 << 20;

/// `before` small messages, one of a megabyte, and `behind` more.
fn rare(format: FrameFormat, before: usize, behind: usize) -> Vec<u8> {
    let (small, large) = (vec![1; 1000], vec![2; MIB]);
    let messages = std::iter::repeat_n(&small, before).chain([&large]);
    wire(&format, messages.chain(std::iter::repeat_n(&small, behind)))
}

/// Reads everything, and answers the capacity held after each message.
fn capacities<R: Read, D: flatstream::Deframer>(reader: &mut StreamReader<R, D>) -> Vec<usize> {
    let mut capacities = Vec::new();
    while reader.read_message().unwrap().is_some() {
        capacities.push(reader.buffer_capacity());
    }
    capacities
}

#[test]
fn memory_goes_back_after_a_rare_large_message_down_to_the_read_ahead() {
    for format in formats() {
        let wire = rare(format, 50, 2000);
        for capacity in [0, 1, 4096, 64 * 1024] {
            // As a socket has them: the larger the buffer, the fewer the reads otherwise.
            let source = FaultyReader::in_pieces_of(&wire, 8000);
            let mut reader = StreamReader::with_capacity(source, format, capacity)
                .with_memory_policy(AdaptiveWatermarkPolicy::new(4, 5).baseline(2048));
            let held = capacities(&mut reader);
            assert!(held[50] > MIB, "capacity {capacity}: {}", held[50]);
            let last = *held.last().unwrap();
            let least = capacity.max(2048);
            assert!((least.min(1000)..=2 * least).contains(&last), "capacity {capacity}: {last}");
            // Without a policy it stays.
            let mut reader = StreamReader::with_capacity(&wire[..], format, capacity);
            assert!(*capacities(&mut reader).last().unwrap() > MIB);
        }
    }
}

#[test]
fn the_read_ahead_stays_whatever_the_policy_says() {
    /// Wants everything back, always.
    struct Greedy;
    impl MemoryPolicy for Greedy {
        fn after_message(&mut self, _: usize, _: usize) -> Option<usize> {
            Some(0)
        }
    }
    let wire = rare(FrameFormat::new(), 500, 2000);
    for capacity in [5000, 64 * 1024] {
        let mut reader = StreamReader::with_capacity(&wire[..], FrameFormat::new(), capacity)
            .with_memory_policy(Greedy);
        assert!(capacities(&mut reader).iter().all(|&held| held >= capacity));
    }
    for piece in [700, 5000] {
        let source = FaultyReader::in_pieces_of(&wire, piece);
        let mut reader = StreamReader::with_capacity(source, FrameFormat::new(), 5000)
            .with_memory_policy(Greedy);
        assert!(capacities(&mut reader).iter().all(|&held| held >= 5000));
    }
    // Nor is anything lost where there is none.
    let mut reader =
        StreamReader::unbuffered(&wire[..], FrameFormat::new()).with_memory_policy(Greedy);
    assert_eq!(capacities(&mut reader).len(), 2501);
}

/// Notes what it is told, and never fires.
#[derive(Clone, Default)]
struct Noting(Arc<Mutex<Vec<usize>>>);

impl MemoryPolicy for Noting {
    fn after_message(&mut self, message_len: usize, _: usize) -> Option<usize> {
        self.0.lock().unwrap().push(message_len);
        None
    }
}

#[test]
fn the_policy_is_told_of_messages_and_not_of_waiting() {
    let messages = [vec![1; 200], vec![2; 10_000], vec![3; 300], vec![4; 10_000], vec![5; 7]];
    let wire = wire(&FrameFormat::new(), &messages);
    for capacity in [0, 100, 1000] {
        for skip in [false, true] {
            let policy = Noting::default();
            // Blocked before each byte.
            let script = [Step::Fail(io::ErrorKind::WouldBlock), Step::Bytes(1)];
            let source = FaultyReader::new(&wire, script.repeat(wire.len()));
            let mut reader = StreamReader::with_capacity(source, FrameFormat::new(), capacity)
                .with_memory_policy(policy.clone());
            let mut read = 0;
            while read < messages.len() {
                let result = match skip {
                    true => reader.skip_message().map(|len| len.is_some()),
                    false => reader.read_message().map(|message| message.is_some()),
                };
                read += usize::from(result.is_ok_and(|found| found));
            }
            let told = policy.0.lock().unwrap().clone();
            // At most once each, with what it took: a header and the payload.
            assert!(told.len() <= messages.len(), "{told:?}");
            assert!(told.iter().all(|&len| len >= 200), "{told:?}");
            assert!(told.iter().filter(|&&len| len >= 10_000).count() == 2, "{told:?}");
        }
    }
}

/// How many allocations more it costs to read `wire`, in pieces, with a policy that is
/// quick to fire than without one.
fn allocations<D: flatstream::Deframer>(
    wire: &[u8],
    deframer: impl Fn() -> D,
    capacity: usize,
    piece: usize,
) -> u64 {
    let reader = || {
        let source = FaultyReader::in_pieces_of(wire, piece);
        StreamReader::with_capacity(source, deframer(), capacity)
    };
    let policy = AdaptiveWatermarkPolicy::new(4, 5).baseline(1000);
    let mut without = reader();
    let mut with = reader().with_memory_policy(policy);
    let without = count(|| while without.read_message().unwrap().is_some() {}).allocations;
    count(|| while with.read_message().unwrap().is_some() {}).allocations - without
}

#[test]
fn messages_that_are_all_large_keep_their_memory() {
    let large = wire(&FrameFormat::new(), vec![vec![7; 100_000]; 60]);
    for capacity in [0, 1000, 4096, 64 * 1024] {
        for piece in [100, 1000, 64 * 1024] {
            let allocations = allocations(&large, FrameFormat::new, capacity, piece);
            assert_eq!(allocations, 0, "capacity {capacity}, pieces of {piece}");
        }
    }
}

#[test]
fn large_messages_among_small_ones_keep_their_memory() {
    let mut messages = vec![vec![7; 100_000], vec![1; 10], vec![2; 10], vec![3; 10]];
    messages = messages.into_iter().cycle().take(240).collect();
    let wire = wire(&FrameFormat::new(), messages);
    for capacity in [0, 1000, 4096, 64 * 1024] {
        for piece in [100, 64 * 1024] {
            let allocations = allocations(&wire, FrameFormat::new, capacity, piece);
            assert_eq!(allocations, 0, "capacity {capacity}, pieces of {piece}");
        }
    }
}

#[test]
fn skipped_messages_count_as_well() {
    let large = wire(&FrameFormat::new(), vec![vec![7; 100_000]; 60]);
    for capacity in [0, 1000, 64 * 1024] {
        let mut reader = StreamReader::with_capacity(&large[..], FrameFormat::new(), capacity)
            .with_memory_policy(AdaptiveWatermarkPolicy::new(4, 5).baseline(1000));
        let traffic = count(|| while reader.skip_message().unwrap().is_some() {});
        assert!(traffic.allocations < 20, "{traffic:?}, capacity {capacity}");
    }
}

#[test]
fn a_large_message_now_and_then_costs_its_own_growing_only() {
    let format = FrameFormat::new();
    let messages = (0..3000).map(|n| vec![7; if n % 1000 == 500 { MIB } else { 900 }]);
    let wire = wire(&format, messages);
    for capacity in [0, 4096, 64 * 1024] {
        let source = FaultyReader::in_pieces_of(&wire, 8000);
        let mut reader = StreamReader::with_capacity(source, format, capacity)
            .with_memory_policy(SizeThresholdPolicy::new(100_000, 1000, 4).baseline(4096));
        let traffic = count(|| while reader.read_message().unwrap().is_some() {});
        // Three times up, by doubling, and three times down.
        assert!(traffic.allocations < 3 * 20, "{traffic:?}, capacity {capacity}");
        assert!(reader.buffer_capacity() <= 2 * capacity.max(4096));
    }
}

/// The smaller buffer is the read-ahead at once, and not what grows to it again.
#[test]
fn giving_memory_back_costs_one_allocation() {
    let wire = rare(FrameFormat::new(), 50, 2000);
    for capacity in [4096, 64 * 1024] {
        let source = FaultyReader::in_pieces_of(&wire, 2000);
        let mut reader = StreamReader::with_capacity(source, FrameFormat::new(), capacity)
            .with_memory_policy(AdaptiveWatermarkPolicy::new(4, 5).baseline(0));
        (0..51).for_each(|_| assert!(reader.read_message().unwrap().is_some()));
        assert!(reader.buffer_capacity() > MIB);
        let traffic = count(|| while reader.read_message().unwrap().is_some() {});
        assert_eq!((traffic.allocations, traffic.frees), (1, 1), "capacity {capacity}");
        assert_eq!(reader.buffer_capacity(), capacity);
    }
}

#[cfg(feature = "__compress")]
mod blocks {
    use super::*;
    use flatstream::{BlockWriter, CodecKind, DefaultFramer, Format, StreamWriter};

    fn in_blocks(format: &Format, block_bytes: usize, messages: &[Vec<u8>]) -> Vec<u8> {
        let framer = format.framer().unwrap();
        let blocks = BlockWriter::with_block_bytes(Vec::new(), framer, block_bytes);
        let mut writer = StreamWriter::new(blocks, DefaultFramer);
        messages.iter().for_each(|message| writer.write_payload(message).unwrap());
        writer.finish().map_err(|(error, _)| error).unwrap()
    }

    /// What blocks take is what counts, not the small messages in them.
    #[test]
    fn blocks_of_small_messages_keep_their_memory() {
        for codec in CodecKind::ALL {
            let format = Format::new().codec(*codec);
            let small: Vec<_> = (0..20_000_u32).map(|n| n.to_le_bytes().repeat(25)).collect();
            let wire = in_blocks(&format, 50_000, &small);
            for capacity in [0, 1000, 4096] {
                for piece in [300, 64 * 1024] {
                    let deframer = || format.deframer().unwrap();
                    let allocations = allocations(&wire, deframer, capacity, piece);
                    assert_eq!(allocations, 0, "{codec}, {capacity}, pieces of {piece}");
                }
            }
        }
    }

    #[test]
    fn the_scratch_of_decoded_frames_is_given_back_as_well() {
        for codec in CodecKind::ALL {
            let format = Format::new().codec(*codec);
            let mut messages = vec![vec![7; 4 * MIB]];
            messages.extend((0..20_000_u32).map(|n| n.to_le_bytes().repeat(25)));
            let wire = in_blocks(&format, 3000, &messages);
            for capacity in [0, 4096, 16 * 1024] {
                let deframer = format.deframer().unwrap();
                let source = FaultyReader::in_pieces_of(&wire, 2000);
                let mut reader = StreamReader::with_capacity(source, deframer, capacity)
                    .with_memory_policy(AdaptiveWatermarkPolicy::new(4, 5).baseline(4096));
                let held = capacities(&mut reader);
                assert!(held[0] >= 4 * MIB);
                let last = *held.last().unwrap();
                assert!(last <= 2 * capacity.max(16 * 1024), "{last}, {codec}, {capacity}");
            }
        }
    }
}
