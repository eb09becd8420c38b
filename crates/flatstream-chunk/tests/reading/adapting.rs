//! How much room a read gets.

use crate::{Ledger, fill, read};
use flatstream_chunk::{ChunkBuffer, ReadSizes};
use flatstream_core::ErrorKind;

fn buffer(min: usize, max: usize) -> ChunkBuffer<Ledger> {
    let sizes = ReadSizes::default().min_bytes(min).max_bytes(max);
    ChunkBuffer::pooled("pump", Ledger::default()).with_sizes(sizes).unwrap()
}

/// Room for each read, and last for the next, where each reads `reads` bytes.
fn rooms(buffer: &mut ChunkBuffer<Ledger>, reads: &[usize]) -> Vec<usize> {
    let each = reads.iter().map(|&len| {
        let room = buffer.space().len();
        read(buffer, len);
        room
    });
    let mut rooms: Vec<_> = each.collect();
    rooms.push(buffer.space().len());
    rooms
}

#[test]
fn full_reads_double_the_room_up_to_the_bound() {
    let mut buffer = ChunkBuffer::new("pump");
    let lens: Vec<_> = (0..9).map(|_| fill(&mut buffer).len() >> 10).collect();
    assert_eq!(lens, [4, 8, 16, 32, 64, 128, 256, 256, 256]);
    assert_eq!(
        rooms(&mut self::buffer(100, 1000), &[100, 200, 400, 800]),
        [100, 200, 400, 800, 1000]
    );
}

#[test]
fn four_scant_reads_in_a_row_halve_the_room_down_to_the_bound() {
    let check = |reads: &[usize], expected: &[usize]| {
        let mut buffer = buffer(100, 800);
        assert_eq!(rooms(&mut buffer, &[100, 200, 400]), [100, 200, 400, 800]);
        assert_eq!(rooms(&mut buffer, reads), expected, "{reads:?}");
    };
    check(&[199, 199, 199], &[800; 4]);
    check(&[199, 199, 199, 199], &[800, 800, 800, 800, 400]);
    // A quarter is not scant.
    check(&[199, 199, 199, 200, 199], &[800; 6]);
    check(&[799; 10], &[800; 11]);
    check(&[1; 13], &[800, 800, 800, 800, 400, 400, 400, 400, 200, 200, 200, 200, 100, 100]);
    check(&[1, 1, 1, 1, 400], &[800, 800, 800, 800, 400, 800]);
}

#[test]
fn bounds_with_nothing_between_are_refused() {
    let check = |min: usize, max: usize| {
        let sizes = ReadSizes::default().min_bytes(min).max_bytes(max);
        ChunkBuffer::new("pump").with_sizes(sizes).map_err(|error| error.kind()).err()
    };
    assert_eq!(check(0, 10), Some(ErrorKind::Config));
    assert_eq!(check(11, 10), Some(ErrorKind::Config));
    assert_eq!(check(1, usize::MAX), Some(ErrorKind::Config));
    assert_eq!(check(1, 1), None);
}

#[test]
fn a_room_of_one_byte_works() {
    let mut buffer = buffer(1, 1);
    assert_eq!(rooms(&mut buffer, &[1, 1, 1]), [1; 4]);
}
