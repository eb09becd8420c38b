//! The walk of a payload, one table at a time.

use flatstream_schema::{Check, Checked, Memo, Slot, Table};

/// Two numbers of 8 bytes and one of 2.
struct Numbers;

impl Checked<3> for Numbers {
    const SLOTS: [Slot; 3] = [Slot::number(8), Slot::number(8), Slot::number(2)];

    fn references(_: &mut Check<'_>, _: &Table<'_, 3>) -> bool {
        true
    }
}

/// Itself, in a field and in a vector.
struct Node;

impl Checked<2> for Node {
    const SLOTS: [Slot; 2] = [Slot::OFFSET, Slot::OFFSET];

    fn references(check: &mut Check<'_>, table: &Table<'_, 2>) -> bool {
        check.table::<Self, 2>(table.field(0)) && check.tables::<Self, 2>(table.field(1))
    }
}

/// A message of words, in hexadecimal as a dump shows them.
fn bytes(dump: &str) -> Vec<u8> {
    let bytes =
        dump.split_whitespace().map(|byte| u8::from_str_radix(byte, 16).expect("two digits"));
    bytes.collect()
}

fn numbers(dump: &str) -> bool {
    Check::root::<Numbers, 3>(&bytes(dump), &mut Memo::default())
}

#[test]
fn fields_are_within_the_payload_and_aligned() {
    // Root at 16: a vtable of 10 bytes at 4, in front of a table of 12.
    let good = "10 00 00 00  0a 00 0c 00  08 00 00 00  00 00 00 00  0c 00 00 00  00 00 00 00
                01 02 03 04  05 06 07 08";
    assert!(numbers(good));
    // The last byte is missing.
    assert!(!numbers(good.strip_suffix(" 08").unwrap()));
    // The field 4 bytes further on.
    assert!(!numbers(&good.replacen("08 00", "0c 00", 1)));
    // At a place that 8 does not divide.
    assert!(!numbers(&good.replacen("08 00", "04 00", 1)));
    // The second field absent or behind the end.
    assert!(!numbers(&good.replacen("00 00  00 00 00 00  0c", "10 00  00 00 00 00  0c", 1)));
    // A vtable of an odd length, and one that ends behind the payload.
    assert!(!numbers(&good.replacen("0a 00", "0b 00", 1)));
    assert!(!numbers(&good.replacen("0a 00", "2a 00", 1)));
    // A vtable of no length says that all is absent.
    assert!(numbers(&good.replacen("0a 00", "00 00", 1)));
}

#[test]
fn vtables_in_front_of_the_payload_are_refused() {
    // Root at 8, its vtable at -1: what wraps around is no layout seen before.
    assert!(!numbers("08 00 00 00  00 00 00 00  09 00 00 00  00 00 00 00"));
    assert!(!numbers("04 00 00 00  05 00 00 00  00 00 00 00  00 00 00 00"));
    // And at 2^31 behind the table.
    assert!(!numbers("04 00 00 00  00 00 00 80  00 00 00 00  00 00 00 00"));
}

#[test]
fn a_layout_is_remembered_only_with_all_that_it_depends_on() {
    // Tables at 4 whose vtables lie behind the bytes that are compared.
    let mut memo = Memo::<Numbers, 3>::default();
    let absent = bytes("04 00 00 00  fc ff ff ff  00 00  00 00 00 00");
    assert!(Check::root(&absent, &mut memo));
    let far = bytes("04 00 00 00  fc ff ff ff  06 00  00 00 ff 7f");
    assert!(!Check::root(&far, &mut memo));
}

#[test]
fn remembered_layouts_ask_for_room_for_their_fields() {
    let mut memo = Memo::<Numbers, 3>::default();
    let good = bytes(
        "10 00 00 00  0a 00 0c 00  08 00 00 00  00 00 00 00  0c 00 00 00  00 00 00 00
         01 02 03 04  05 06 07 08",
    );
    assert!(Check::root(&good, &mut memo));
    assert!(Check::root(&good, &mut memo));
    for len in 0..good.len() {
        assert!(!Check::root(&good[..len], &mut memo), "{len} bytes");
    }
}

/// A chain of tables, each of them 16 bytes: vtable, offset to it, the next one. The
/// last has an empty vector, if it has one.
fn chain(tables: usize, vector: bool) -> Vec<u8> {
    let mut message = 12_u32.to_le_bytes().to_vec();
    for index in 0..tables {
        let last = index + 1 == tables;
        let slots: [u16; 4] = match (last, vector) {
            (true, false) => [8, 8, 0, 0],
            (true, true) => [8, 8, 0, 4],
            _ => [8, 8, 4, 0],
        };
        slots.iter().for_each(|slot| message.extend_from_slice(&slot.to_le_bytes()));
        message.extend_from_slice(&8_u32.to_le_bytes());
        let next: u32 = if last { 4 } else { 12 };
        message.extend_from_slice(&next.to_le_bytes());
    }
    message.extend_from_slice(&0_u32.to_le_bytes());
    message
}

#[test]
fn depth_is_counted_where_a_table_is() {
    let valid = |message: &[u8]| Check::root::<Node, 2>(message, &mut Memo::default());
    assert!(valid(&chain(64, false)));
    assert!(!valid(&chain(65, false)));
    // There is no table in an empty vector.
    assert!(valid(&chain(64, true)));
}

/// As `Node`, with fields that no message has.
struct Wide<const N: usize>;

impl<const N: usize> Checked<N> for Wide<N> {
    const SLOTS: [Slot; N] = [Slot::OFFSET; N];

    fn references(check: &mut Check<'_>, table: &Table<'_, N>) -> bool {
        check.table::<Self, N>(table.field(0)) && check.tables::<Self, N>(table.field(1))
    }
}

#[test]
fn wide_tables_do_not_exhaust_the_stack() {
    fn depth<const N: usize>() -> usize {
        // What threads have by default.
        let thread = std::thread::Builder::new().stack_size(2 << 20).spawn(|| {
            let mut memo = Memo::<Wide<N>, N>::default();
            (1..=65).rfind(|&depth| Check::root(&chain(depth, false), &mut memo))
        });
        thread.unwrap().join().unwrap().unwrap_or_default()
    }
    assert_eq!(depth::<1024>(), 64);
    assert_eq!(depth::<1025>(), 63);
    // As many as a vtable has room for.
    assert_eq!(depth::<32_765>(), 2);
}

#[test]
fn tables_are_counted_as_often_as_they_are_referred_to() {
    // A vector whose offsets all lead to one table.
    let message = |len: u32| {
        let mut message = bytes("0c 00 00 00  08 00 08 00  00 00 04 00  08 00 00 00  04 00 00 00");
        message.extend_from_slice(&len.to_le_bytes());
        for index in 0..len {
            message.extend_from_slice(&(4 * (len - index) + 4).to_le_bytes());
        }
        // Its vtable, then the table.
        message.extend_from_slice(&bytes("04 00 04 00  04 00 00 00"));
        message
    };
    let valid = |message: &[u8]| Check::root::<Node, 2>(message, &mut Memo::default());
    // With the root, a million.
    assert!(valid(&message(999_999)));
    assert!(!valid(&message(1_000_000)));
}
