//! What cutting costs the heap.

use crate::support::{Piece, deframer, stream};
use bytes::{Bytes, BytesMut};
use flatstream_framing::{DefaultDeframer, DefaultFramer, PayloadCutter};
use flatstream_testkit::{count, wire};

#[test]
fn cutting_off_bytes_allocates_nothing() {
    let bytes = Bytes::from(wire(&DefaultFramer, [[7; 100]; 1000]));
    // The first clone of a vector's bytes allocates their count of references.
    let (mut input, mut kept) = (bytes.clone(), Vec::with_capacity(1000));
    let traffic = count(|| {
        let mut cutter = PayloadCutter::new(DefaultDeframer);
        while cutter.decode(&mut input).unwrap() {
            kept.push(cutter.share(&mut input));
        }
    });
    assert_eq!((traffic.allocations, kept.len()), (0, 1000));
    assert_eq!(kept.iter().map(Bytes::len).sum::<usize>(), 100_000);
}

#[test]
fn cutting_off_a_buffer_allocates_its_count() {
    let mut input = BytesMut::from(&wire(&DefaultFramer, [[7; 100]; 1000])[..]);
    let traffic = count(|| {
        let mut cutter = PayloadCutter::new(DefaultDeframer);
        while cutter.decode(&mut input).unwrap() {
            cutter.share(&mut input);
        }
    });
    assert_eq!(traffic.allocations, 1);
}

/// Copies of what was decoded: two allocations for 64 KiB, while they are kept.
#[test]
fn decoded_payloads_share_memory() {
    let pieces: Vec<_> = (0..2000).map(|_| Piece::One(vec![0; 100])).collect();
    let mut input = Bytes::from(stream(&pieces, &[]).0);
    let mut cutter = PayloadCutter::new(deframer());
    let mut next = || {
        assert!(cutter.decode(&mut input).unwrap());
        cutter.share(&mut input)
    };
    let mut kept = Vec::with_capacity(1001);
    kept.push(next());
    let traffic = count(|| (0..999).for_each(|_| kept.push(next())));
    assert_eq!(traffic.allocations, 2);
    drop(kept);
    let traffic = count(|| (0..999).for_each(|_| drop(next())));
    assert_eq!((traffic.allocations, traffic.frees), (0, 0));
}
