//! Any stream in any pieces.

use crate::{Ledger, bytes};
use flatstream_chunk::{ChunkBuffer, ChunkReader, ReadSizes, StreamStats};
use flatstream_testkit::{FaultyReader, Step};
use proptest::prelude::*;
use std::{io::ErrorKind, sync::Arc};

fn step() -> impl Strategy<Value = Step> {
    prop_oneof![
        8 => (1..3000_usize).prop_map(Step::Bytes),
        4 => (1..20_usize).prop_map(Step::Bytes),
        1 => Just(Step::Bytes(0)),
        1 => Just(Step::Fail(ErrorKind::Interrupted)),
        1 => Just(Step::Fail(ErrorKind::WouldBlock)),
    ]
}

proptest! {
    #[test]
    fn chunks_are_the_stream_in_order(
        len in 0..60_000_usize,
        offset in 0..1_000_000_u64,
        script in prop::collection::vec(step(), 0..80),
        min in 1..5000_usize,
        more in 0..50_000_usize,
        keep in any::<u64>(),
    ) {
        let all = bytes(offset as usize, len);
        let steps = script.len();
        let (ledger, stats) = (Ledger::default(), Arc::new(StreamStats::new()));
        let buffer = ChunkBuffer::pooled("pump", ledger.clone())
            .with_sizes(ReadSizes::default().min_bytes(min).max_bytes(min + more))
            .unwrap()
            .with_offset(offset)
            .with_stats(stats.clone());
        let mut reader = ChunkReader::new(FaultyReader::new(&all, script), buffer);
        let (mut kept, mut at, mut chunks) = (Vec::new(), 0, 0);
        // The script ends at most once per step.
        let mut ends = 0;
        while ends <= steps {
            let Ok(Some(chunk)) = reader.read_chunk() else {
                ends += 1;
                continue;
            };
            prop_assert_eq!(chunk.offset, offset + at as u64);
            prop_assert_eq!(&chunk.data[..], &all[at..at + chunk.len()]);
            prop_assert!(!chunk.is_empty() && chunk.len() <= min + more);
            at += chunk.len();
            chunks += 1;
            if keep >> (chunks % 64) & 1 == 1 {
                kept.push(chunk);
            }
        }
        prop_assert_eq!(at, len);
        let now = stats.snapshot();
        prop_assert_eq!((now.chunks, now.bytes), (chunks, len as u64));
        drop(reader);
        // What is kept is unharmed by what was read later, and holds no more than it may.
        for chunk in &kept {
            let at = (chunk.offset - offset) as usize;
            prop_assert_eq!(&chunk.data[..], &all[at..at + chunk.len()]);
        }
        let bound: usize = kept.iter().map(|chunk| 4 * chunk.len()).sum();
        prop_assert!(ledger.out() <= bound);
        drop(kept);
        prop_assert_eq!(ledger.out(), 0);
    }
}
