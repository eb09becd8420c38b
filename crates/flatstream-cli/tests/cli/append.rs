//! `record --append`.

use crate::{
    harness::{Place, stream, with_dictionary},
    record::check,
};
use flatstream::ChecksumKind;

#[test]
fn appending_goes_on_as_the_stream_was_begun() {
    let place = Place::new();
    place.run_with("record lines -q -o r --append --to-checksum xxh3", b"a\nb\nc\nd").ok();
    place.run_with("record lines -q -o r --append", b"e").ok();
    assert_eq!(place.run("count r --checksum xxh3").ok(), b"5\n");
    check(&place, "r", "xxh3", &{
        let mut all: String = ["a", "b", "c", "d"]
            .iter()
            .enumerate()
            .map(|(n, text)| match n {
                0 => format!("{{\"number\":1,\"text\":\"{text}\"}}\n"),
                n => format!("{{\"number\":{},\"offset\":{},\"text\":\"{text}\"}}\n", n + 1, 2 * n),
            })
            .collect();
        all.push_str("{\"number\":1,\"text\":\"e\"}\n");
        all
    });
}

#[test]
fn appending_needs_an_intact_end() {
    let place = Place::new();
    let whole = stream(ChecksumKind::Crc32, ["one", "two", "three"]);
    let torn = &whole[..whole.len() - 1];
    place.file("torn", torn);
    place.run("record lines -o torn --append --to-checksum crc32").fails(
        1,
        &["torn: frame 2 at byte 22: truncated", "1 byte", "try: `flatstream recover` first"],
    );
    assert_eq!(place.read("torn"), torn);
    let mut flipped = whole.clone();
    flipped[9] ^= 1;
    place.file("flipped", &flipped);
    place
        .run("record lines -o flipped --append --to-checksum crc32")
        .fails(1, &["flipped: frame 0 at byte 0", "`flatstream recover` first"]);
    assert_eq!(place.read("flipped"), flipped);
    place.run("record lines --append").fails(2, &["--output <FILE>"]);
    place.run("record lines --append -o -").fails(2, &["--append takes a file", "-o FILE"]);
    place.run("record lines --append -f -o x").fails(2, &["--append", "cannot be used"]);
}

/// Zeros are empty messages whatever the checksum, and as many as it is narrow.
#[test]
fn nothing_is_appended_by_a_guess() {
    let place = Place::new();
    for checksum in ["none", "crc16", "crc32"] {
        let empty = stream(checksum.parse().unwrap(), [""]);
        place.file("r", &empty);
        let run = place.run_with("record lines --append -o r", b"x\n");
        run.fails(1, &["r: which checksum it has cannot be told", "try: --to-checksum NAME"]);
        assert_eq!(place.read("r"), empty);
        let line = format!("record lines -q --append --to-checksum {checksum} -o r");
        place.run_with(&line, b"x\n").ok();
        assert_eq!(place.run(&format!("count --checksum {checksum} r")).ok(), b"2\n");
    }
}

#[test]
fn nothing_is_appended_that_needs_a_dictionary() {
    let place = Place::new();
    let (stream, _) = with_dictionary(20);
    place.file("d", &stream);
    let run = place.run_with("record lines --append -o d", b"x\n");
    run.fails(1, &["d: frame 0 at byte 0: compressed with dictionary", "try: another -o"]);
    assert_eq!(place.read("d"), stream);
}
