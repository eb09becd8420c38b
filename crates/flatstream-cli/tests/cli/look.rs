//! `cat`, `head`, `tail`, `count`.

use crate::harness::{Place, lines, stream};
use flatstream::ChecksumKind;

#[test]
fn count_counts() {
    let place = Place::new();
    place.file("a", stream(ChecksumKind::Crc32, lines(100)));
    place.file("b", stream(ChecksumKind::Crc32, lines(7)));
    assert_eq!(place.run("count a").expect(0), "100\n");
    assert_eq!(place.run("count a b").expect(0), "100 a\n7 b\n107 in all\n");
}
