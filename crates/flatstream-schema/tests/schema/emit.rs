//! The walk of a draft, measured and written.

use flatstream_schema::{Draft, ErrorKind, Kind, Target, emit, message_len, slot};

/// A chain of tables, nothing but its length.
#[derive(Clone, Copy)]
struct Chain(usize);

impl Draft for Chain {
    const FILE_IDENTIFIER: Option<[u8; 4]> = None;

    fn place<T: Target>(&self, target: &mut T) -> usize {
        const KIND: Kind = Kind { number: 0, align: 4, shared: true };
        if !target.enter() {
            return 0;
        }
        let has_next = self.0 > 1;
        let slots = [6, 8, slot(has_next, 4)];
        let at = target.table(KIND, u64::from(has_next), &slots, |table: &mut [u8; 8]| {
            table[4..].fill(0);
        });
        if has_next {
            let next = Chain(self.0 - 1).place(target);
            target.link(at + 4, next);
        }
        target.leave();
        at
    }
}

/// A text so long that it exists only as a length would.
struct Long<'a>(&'a [&'a str]);

impl Draft for Long<'_> {
    const FILE_IDENTIFIER: Option<[u8; 4]> = Some(*b"LONG");

    fn place<T: Target>(&self, target: &mut T) -> usize {
        const KIND: Kind = Kind { number: 0, align: 4, shared: false };
        let at = target.table(KIND, 0, &[6, 8, 4], |table: &mut [u8; 8]| table[4..].fill(0));
        let texts = target.texts(self.0);
        target.link(at + 4, texts);
        at
    }
}

#[test]
fn tables_nested_too_deeply_are_refused() {
    // One vtable for all but the last, then 8 bytes a table.
    assert_eq!(message_len(&Chain(64)).unwrap(), 4 + 8 + 64 * 8 + 8);
    let error = message_len(&Chain(65)).unwrap_err();
    assert_eq!(error.kind(), ErrorKind::InvalidPayload);
    assert_eq!(error.to_string(), "invalid payload: tables are nested more than 64 deep");
}

/// As many empty tables as the number says, in a vector.
struct Many(usize);

impl Draft for Many {
    const FILE_IDENTIFIER: Option<[u8; 4]> = None;

    fn place<T: Target>(&self, target: &mut T) -> usize {
        const KIND: Kind = Kind { number: 0, align: 4, shared: false };
        let at = target.table(KIND, 0, &[6, 8, 4], |table: &mut [u8; 8]| table[4..].fill(0));
        let tables = target.tables(&vec![Chain(1); self.0]);
        target.link(at + 4, tables);
        at
    }
}

#[test]
fn more_tables_than_verifiers_follow_are_refused() {
    // With the root, a million.
    message_len(&Many(999_999)).unwrap();
    let error = message_len(&Many(1_000_000)).unwrap_err();
    let text = "invalid payload: more than 1000000 tables, which is as many as verifiers follow";
    assert_eq!(error.to_string(), text);
}

/// Two times the same, each of which is two times the same, and so on.
#[derive(Clone, Copy)]
struct Twice<'a>(Option<&'a Twice<'a>>);

impl Draft for Twice<'_> {
    const FILE_IDENTIFIER: Option<[u8; 4]> = None;

    fn place<T: Target>(&self, target: &mut T) -> usize {
        const KIND: Kind = Kind { number: 0, align: 4, shared: false };
        if !target.enter() {
            return 0;
        }
        let at = target.table(KIND, 0, &[6, 8, 4], |table: &mut [u8; 8]| table[4..].fill(0));
        if let Some(inner) = self.0 {
            let tables = target.tables(&[inner, inner]);
            target.link(at + 4, tables);
        }
        target.leave();
        at
    }
}

#[test]
fn measuring_ends_where_drafts_share_drafts() {
    fn deeper(inner: &Twice<'_>, left: usize) -> String {
        match left {
            0 => message_len(inner).unwrap_err().to_string(),
            left => deeper(&Twice(Some(inner)), left - 1),
        }
    }
    let text = "invalid payload: more than 1000000 tables, which is as many as verifiers follow";
    assert_eq!(deeper(&Twice(None), 60), text);
}

#[test]
fn what_is_longer_than_a_flatbuffer_may_be_is_refused() {
    let megabyte = "x".repeat(1 << 20);
    let texts = vec![&*megabyte; 2047];
    let len = message_len(&Long(&texts)).unwrap();
    // Root, identifier, vtable, table, the vector; then the texts.
    assert_eq!(len, 8 + 8 + 8 + 4 + 2047 * 4 + 2047 * ((1 << 20) + 8));
    let texts = vec![&*megabyte; 2048];
    let len = 8 + 8 + 8 + 4 + 2048 * 4 + 2048_u64 * ((1 << 20) + 8);
    assert!(len > i32::MAX as u64);
    let kind = message_len(&Long(&texts)).unwrap_err().kind();
    assert_eq!(kind, ErrorKind::FrameTooLarge { len: 1 << 31, limit: i32::MAX as u64 });
}

#[test]
fn all_of_a_window_is_written() {
    let texts = ["", "a", "abc", "abcd"];
    let draft = Long(&texts);
    let mut windows = [0x00, 0xFF, 0x5A].map(|byte| vec![byte; message_len(&draft).unwrap()]);
    windows.iter_mut().for_each(|window| emit(&draft, window));
    assert_eq!(windows[0], windows[1]);
    assert_eq!(windows[0], windows[2]);
    assert_eq!(&windows[0][4..8], b"LONG");
}

#[test]
#[should_panic(expected = "the window is not as long as the message")]
fn a_window_that_is_too_long_panics() {
    emit(&Chain(1), &mut [0; 24]);
}
