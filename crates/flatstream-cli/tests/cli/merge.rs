//! `merge`.

use crate::harness::{Place, Ran, blocks, lines, stream, testdata};
use flatstream::{
    ChecksumKind, CodecKind,
    reflect::{JsonParser, Schema},
};

fn schema() -> Schema {
    Schema::new(&std::fs::read(testdata("every.bfbs")).unwrap()).unwrap()
}

fn messages<T: AsRef<str>>(texts: impl IntoIterator<Item = T>) -> Vec<Vec<u8>> {
    let schema = schema();
    let mut parser = JsonParser::new(&schema);
    let parse = |text: T| {
        let mut message = Vec::new();
        parser.parse(text.as_ref().as_bytes(), &mut message).unwrap();
        message
    };
    texts.into_iter().map(parse).collect()
}

/// Messages with these numbers, and a text that tells equal ones apart.
fn numbered(text: &str, numbers: &[i32]) -> Vec<Vec<u8>> {
    messages(numbers.iter().map(|number| format!(r#"{{"number": {number}, "near": "{text}"}}"#)))
}

fn by(place: &Place, line: &str) -> Ran {
    place.run_command(place.command(line).arg("--schema").arg(testdata("every.bfbs")))
}

#[test]
fn one_after_the_other() {
    let place = Place::new();
    let lines = lines(3000);
    place.file("empty", "");
    place.file("a", stream(ChecksumKind::Crc32, &lines[..10]));
    place.file("b", blocks(ChecksumKind::None, CodecKind::Lz4, &lines[10..2000]));
    place.file("c", stream(ChecksumKind::Xxh3, &lines[2000..]));

    // The result looks like the first one that has messages.
    let ran = place.run("merge empty a b c -o all");
    assert_eq!((ran.expect(0), &*ran.err), ("", "note: 3000 messages of 4 files\n"));
    assert!(place.read("all") == stream(ChecksumKind::Crc32, &lines));
    let ran = place.run("merge a b c -q --to-checksum xxh3");
    assert!(ran.ok() == stream(ChecksumKind::Xxh3, &lines));
    place.run("merge b c -q -o all -f").ok();
    assert!(place.read("all") == blocks(ChecksumKind::None, CodecKind::Lz4, &lines[10..]));
    let ran = place.run_with("merge a - c -q", &place.read("b"));
    assert!(ran.ok() == stream(ChecksumKind::Crc32, &lines));
    assert_eq!(place.run("merge empty empty -q").ok(), b"");
}

#[test]
fn by_a_number_and_in_order_of_files_where_it_is_equal() {
    let place = Place::new();
    place.file("a", stream(ChecksumKind::Crc32, numbered("a", &[-5, 0, 0, 7])));
    place.file("b", stream(ChecksumKind::Xxh3, numbered("b", &[0, 1, 7, 7, 9])));
    place.file("c", blocks(ChecksumKind::None, CodecKind::Zstd, numbered("c", &[-9, 7])));
    place.file("empty", "");
    let one = |text, number| numbered(text, &[number]).remove(0);
    let expected = [
        one("c", -9),
        one("a", -5),
        one("a", 0),
        one("a", 0),
        one("b", 0),
        one("b", 1),
        one("a", 7),
        one("b", 7),
        one("b", 7),
        one("c", 7),
        one("b", 9),
    ];
    let ran = by(&place, "merge a b empty c --by number -o all");
    assert_eq!((ran.expect(0), &*ran.err), ("", "note: 11 messages of 4 files\n"));
    assert!(place.read("all") == stream(ChecksumKind::Crc32, expected));
    // A pipe among them.
    let mut command = place.command("merge a - --by number -q --schema");
    command.arg(testdata("every.bfbs")).write_stdin(place.read("b"));
    let ran = place.run_command(&mut command);
    let expected = [(-5, "a"), (0, "a"), (0, "a"), (0, "b"), (1, "b")].map(|(n, t)| one(t, n));
    assert!(ran.ok().starts_with(&stream(ChecksumKind::Crc32, expected)));
}

#[test]
fn by_strings_unsigned_numbers_and_enums() {
    let place = Place::new();
    let check = |path: &str, first: &[&str], second: &[&str], expected: &[&str]| {
        place.file("a", stream(ChecksumKind::Crc32, messages(first)));
        place.file("b", stream(ChecksumKind::Crc32, messages(second)));
        let ran = by(&place, &format!("merge a b -q --by {path}"));
        assert!(ran.ok() == stream(ChecksumKind::Crc32, messages(expected)), "{path}");
    };
    let [x, y, z] = [r#"{"near": ""}"#, r#"{"near": "b"}"#, r#"{"near": "ba"}"#];
    check("near", &[x, z], &[y], &[x, y, z]);
    let [x, y] = ["9223372036854775807", "18446744073709551615"]
        .map(|number| format!(r#"{{"plain": {{"a_ulong": {number}}}}}"#));
    check("plain.a_ulong", &[&y], &[&x], &[&x, &y]);
    let [x, y] = ["Low", "High"].map(|name| format!(r#"{{"enums": {{"tiny": "{name}"}}}}"#));
    check("enums.tiny", &[&y], &[&x], &[&x, &y]);
    let [x, y] = ["-1.5", "1e300"].map(|real| format!(r#"{{"plain": {{"a_double": {real}}}}}"#));
    check("plain.a_double", &[&y], &[&x], &[&x, &y]);
}

#[test]
fn what_is_not_sorted_is_named() {
    let place = Place::new();
    place.file("a", stream(ChecksumKind::Crc32, numbered("a", &[1, 2])));
    place.file("b", stream(ChecksumKind::Crc32, numbered("b", &[5, 6, 4])));
    let ran = by(&place, "merge a b --by number -o all");
    let size = stream(ChecksumKind::Crc32, numbered("b", &[5])).len();
    let text = format!("b: message 2 at byte {}: its `number` is 4, behind one of 6", 2 * size);
    ran.fails(1, &[&text, "try: without --by"]);
    assert_eq!(place.files(), ["a", "b"]);

    place.file("c", stream(ChecksumKind::Crc32, messages(["{}"])));
    let ran = by(&place, "merge a c --by near");
    ran.fails(1, &["c: message 0 at byte 0: `near` is absent"]);
    let nan = messages([r#"{"plain": {"a_double": "nan"}}"#]);
    place.file("c", stream(ChecksumKind::Crc32, nan));
    by(&place, "merge c --by plain.a_double").fails(1, &["c: message 0", "NaN"]);
    place.file("c", stream(ChecksumKind::Crc32, ["not one of these"]));
    by(&place, "merge c --by number").fails(1, &["c: message 0 at byte 0: invalid payload"]);
}

#[test]
fn damage_and_bad_usage() {
    let place = Place::new();
    let mut bytes = stream(ChecksumKind::Crc32, numbered("a", &[1, 2, 3]));
    place.file("a", &bytes);
    *bytes.last_mut().unwrap() ^= 1;
    place.file("bad", &bytes);
    place.run("merge bad a -o all").fails(1, &["bad: frame 2"]);
    by(&place, "merge bad a --by number -o all").fails(1, &["bad: frame 2"]);
    place.run("merge a missing -o all").fails(1, &["missing: No such file"]);
    place.run("merge a . -o all").fails(2, &[".: a directory"]);
    assert_eq!(place.files(), ["a", "bad"]);
    let ran = place.run("merge bad a --skip-damaged -o all");
    ran.fails(3, &["note: 5 messages of 2 files"]);

    place.run("merge").fails(2, &["<FILE>"]);
    place.run("merge - -").fails(2, &["standard input twice"]);
    place.run("merge a --by number").fails(2, &["--schema"]);
    by(&place, "merge a --by number --skip-damaged").fails(2, &["cannot be used with"]);
    by(&place, "merge a --by nmber").fails(2, &["--by: path `nmber`: no field"]);
    by(&place, "merge a --by structs").fails(2, &["no number and no string"]);
    place.run("merge a a -o a").fails(1, &["a: exists"]);
    place.run("merge a a -q -f -o a").ok();
    assert_eq!(place.run("count a").expect(0), "6\n");
}
