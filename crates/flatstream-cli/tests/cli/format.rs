//! Which format a stream has, found out or told, and what is none.

use crate::harness::{Place, blocks, lines, stream, testdata};
use flatstream::{ChecksumKind, CodecKind};

#[test]
fn every_checksum_and_codec_is_found_out_or_pinned() {
    let place = Place::new();
    let lines = lines(500);
    for &checksum in ChecksumKind::ALL {
        place.file("plain", stream(checksum, &lines));
        let mut files = vec!["plain"];
        for &codec in CodecKind::ALL {
            files.push(codec.name());
            place.file(codec.name(), blocks(checksum, codec, &lines));
        }
        for file in files {
            for flags in ["", &format!("--checksum {checksum}")] {
                let ran = place.run(&format!("cat --format raw {flags} {file}"));
                assert!(ran.ok() == lines.concat().as_bytes(), "{checksum} {file} {flags}");
                let input = place.read(file);
                let ran = place.run_with(&format!("cat --format raw {flags}"), &input);
                assert!(ran.ok() == lines.concat().as_bytes(), "{checksum} {file} {flags} piped");
            }
        }
    }
}

#[test]
fn a_wrong_checksum_is_an_error_with_a_hint_and_reads_nothing_twice() {
    let place = Place::new();
    place.file("a", stream(ChecksumKind::Crc32, lines(3)));
    let ran = place.run("cat --checksum xxh3 a");
    ran.fails(1, &["error: a: frame 0 at byte 0: ", "try: --checksum crc32"]);
    place
        .run("cat --checksum md5 a")
        .fails(2, &["invalid value 'md5'", "auto, none, crc16, crc32, xxh3"]);
}

#[test]
fn a_first_frame_of_any_length_does_not_hide_the_checksum() {
    let place = Place::new();
    let mut state = 1_u32;
    let noise = std::iter::repeat_with(|| {
        state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
        state.to_le_bytes()[3]
    });
    let long: Vec<u8> = noise.take(5 << 20).collect();
    for &checksum in ChecksumKind::ALL {
        let inner = stream(checksum, &[long.clone()][..]);
        let wire = [inner, stream(checksum, lines(100))].concat();
        place.file("a", &wire);
        assert_eq!(place.run("count a").ok(), b"101\n", "{checksum}");
        assert_eq!(place.run_with("count", &wire).ok(), b"101\n", "{checksum} piped");
    }
    // A stream in the payload of another one.
    let inner = stream(ChecksumKind::Crc32, lines(120_000));
    assert!(inner.len() > 4 << 20);
    place.file("a", stream(ChecksumKind::Xxh3, [&inner[..], b"end"]));
    assert_eq!(place.run("count a").ok(), b"2\n");
}

#[test]
fn what_is_no_stream_is_named_where_reading_fails() {
    let place = Place::new();
    place.file("gz", b"\x1f\x8b\x08\x00\x00\x00\x00\x00\x00\x00");
    place.file("txt", "some text\n");
    place.file("schema", std::fs::read(testdata("every.bfbs")).unwrap());
    for verb in ["cat", "head", "tail", "count", "filter --size 1..", "split --parts 2 -o part-"] {
        for (file, advice) in [
            ("gz", "try: gz looks like a file compressed by gzip: `gzip -dc gz | flatstream ...`"),
            ("txt", "try: txt looks like text: `flatstream record lines txt` makes a stream of it"),
            ("schema", "try: schema looks like a binary schema: it goes to --schema"),
        ] {
            let ran = place.run(&format!("{verb} {file}"));
            ran.fails(1, &[advice]);
            assert!(!ran.err.contains("pins it"), "{verb} {file}: {}", ran.err);
        }
    }
    place
        .run_with("cat", b"some text\n")
        .fails(1, &["standard input looks like text: `flatstream record lines -` makes"]);
    place.run("count txt").fails(1, &["txt: 0 messages before that"]);
    // Too long, and the end of the file before its end.
    place.file("long", b"\xff\xff\xff\xff\x01\x80");
    let ran = place.run("count long --checksum none");
    ran.fails(1, &["0 messages before that", "frame 0 at byte 0"]);
    place.run("tail long --checksum none").fails(1, &["frame 0 at byte 0: truncated"]);
}

#[test]
fn what_is_pinned_is_not_asked_for() {
    let place = Place::new();
    place.file("a", stream(ChecksumKind::Crc32, lines(100)));
    place.run("cat a --checksum crc16").fails(1, &["try: --checksum crc32, which its frames"]);
    let notes = |flags: &str| place.run(&format!("count few {flags}")).err;
    place.file("few", stream(ChecksumKind::None, ["some", "words"]));
    assert!(notes("").contains("a guess: 2 frames"), "{}", notes(""));
    assert!(notes("").contains("; --checksum pins it)"), "{}", notes(""));
    assert!(
        notes("--checksum none").contains("; --frames pins it)"),
        "{}",
        notes("--checksum none")
    );
    assert_eq!(notes("--checksum none --frames plain"), "");
}
