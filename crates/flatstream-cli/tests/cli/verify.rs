//! `verify`.

use crate::harness::{Place, blocks, lines, messages, stream, testdata, with_dictionary};
use flatstream::{ChecksumKind, CodecKind};

/// Flips a bit of the byte at `at`.
fn flipped(mut bytes: Vec<u8>, at: usize) -> Vec<u8> {
    bytes[at] ^= 4;
    bytes
}

#[test]
fn intact_streams_get_a_line_each() {
    let place = Place::new();
    let lines = lines(300);
    for &checksum in ChecksumKind::ALL {
        let said = match checksum {
            ChecksumKind::None => "no checksum: damage inside payloads cannot be seen".to_owned(),
            kind => format!("checksum {kind}"),
        };
        place.file("plain", stream(checksum, &lines));
        place.file("packed", blocks(checksum, CodecKind::Lz4, &lines));
        for file in ["plain", "packed"] {
            let bytes = place.read(file);
            let line = format!("ok, 300 messages, {} bytes, {said}\n", bytes.len());
            let ran = place.run(&format!("verify {file}"));
            assert_eq!(ran.ok(), format!("{file}: {line}").as_bytes());
            let ran = place.run_with("verify", &bytes);
            assert_eq!(ran.ok(), format!("standard input: {line}").as_bytes());
        }
    }
    place.file("empty", "");
    assert_eq!(place.run("verify empty").ok(), b"empty: ok, 0 messages, 0 bytes, empty\n");
}

#[test]
fn every_region_of_damage_has_its_offset_and_what_is_before_it() {
    let place = Place::new();
    let good = stream(ChecksumKind::Crc32, ["one", "two", "three", "four", "five"]);
    // Frames begin at 0, 11, 22, 35 and 47.
    let bad = flipped(flipped(good, 9), 33);
    place.file("a", &bad[..bad.len() - 1]);
    let expected = "\
a: lost 11 bytes at byte 0, behind 0 messages: checksum stored 0x7a6c86f1, computed 0x";
    let ran = place.run("verify a");
    let text = ran.expect(1);
    assert!(text.starts_with(expected), "{text}");
    let lines: Vec<_> = text.lines().skip(1).collect();
    let [second, tail, sum] = lines[..] else { panic!("{text}") };
    assert!(
        second.starts_with("a: lost 13 bytes at byte 22, behind 1 message: checksum"),
        "{text}"
    );
    let torn = "a: lost 11 bytes at byte 47, behind 2 messages: the last frame lacks 1 byte";
    assert_eq!(tail, torn);
    assert_eq!(sum, "a: not intact, 2 messages, 35 of 58 bytes lost in 3 places");
    let hint = "try: `flatstream recover` keeps what is intact";
    ran.fails(1, &["error: the stream is not intact\n", hint]);
    let piped = place.run_with("verify", &place.read("a"));
    assert_eq!(piped.expect(1), text.replace("a: ", "standard input: "));
    let few = place.run("verify --max-errors 1 a");
    assert_eq!(few.expect(1).lines().nth(1), Some("a: and 2 faults more"));
    assert_eq!(few.expect(1).lines().count(), 3);
}

/// A file is looked at in place up to its first fault, a pipe never: both say the
/// same.
#[test]
fn files_and_pipes_are_judged_alike() {
    let place = Place::new();
    let mut payloads = lines(200);
    payloads.insert(50, "long ".repeat(30_000));
    payloads.splice(100..100, vec![String::new(); 12]);
    for &checksum in ChecksumKind::ALL {
        let plain = stream(checksum, &payloads);
        let packed = blocks(checksum, CodecKind::Deflate, &payloads);
        for wire in [plain, packed] {
            let len = wire.len();
            let mut damaged: Vec<Vec<u8>> =
                (0..40).map(|n| flipped(wire.clone(), n * len / 40)).collect();
            damaged.extend([len / 3, len - 1, len - 5].map(|end| wire[..end].to_vec()));
            damaged.push([&wire[..], &[0; 8]].concat());
            damaged.push([&wire[..], &[0; 1000]].concat());
            damaged.push(flipped(flipped(wire.clone(), len / 2), len / 2 + 40));
            for bytes in damaged {
                judged_alike(&place, &bytes, &format!("--checksum {checksum}"));
            }
        }
    }
}

/// Without a checksum a damaged length is found where the chain of frames breaks, and
/// that may be frames later.
#[test]
fn damaged_lengths_are_judged_alike() {
    let place = Place::new();
    let texts = (0..12).map(|n| format!(r#"{{"number":{n},"near":"{}"}}"#, "x".repeat(20 * n)));
    let messages = messages(texts);
    let at = messages[..6].iter().map(|message| 4 + message.len()).sum::<usize>();
    let wire = stream(ChecksumKind::None, &messages);
    for bit in 0..16 {
        let mut bytes = wire.clone();
        bytes[at + bit / 8] ^= 1 << (bit % 8);
        judged_alike(&place, &bytes, "--checksum none");
        judged_alike(&place, &bytes, "--checksum none --tables");
    }
}

/// That a file and a pipe of `bytes` get the same verdict.
#[track_caller]
fn judged_alike(place: &Place, bytes: &[u8], flags: &str) {
    place.file("a", bytes);
    let flags = format!("--max-errors 1000000 {flags}");
    let file = place.run(&format!("verify a {flags}"));
    let piped = place.run_with(&format!("verify {flags}"), bytes);
    let said = String::from_utf8(piped.bytes).unwrap().replace("standard input: ", "a: ");
    let found = String::from_utf8(file.bytes).unwrap();
    assert_eq!((found, file.code), (said, piped.code), "{flags}");
}

/// How far is looked for the next frame goes by the longest one before the damage.
#[test]
fn long_frames_are_found_behind_damage() {
    let place = Place::new();
    let long = "long".repeat(5 << 18);
    let good = stream(ChecksumKind::Crc32, [&long, "small", &long, "last"]);
    let at = 8 + long.len();
    let mut bad = good.clone();
    bad[at + 9] ^= 1;
    place.file("a", &bad);
    let ran = place.run("verify a --checksum crc32 --frames plain");
    let expected = format!("a: lost 13 bytes at byte {at}, behind 1 message: ");
    assert!(ran.expect(1).starts_with(&expected), "{ran:?}");
    assert!(ran.expect(1).contains("not intact, 3 messages, 13 of "), "{ran:?}");
}

#[test]
fn zeros_at_the_end_are_no_messages() {
    let place = Place::new();
    let good = stream(ChecksumKind::Crc32, ["one", "two"]);
    let len = good.len();
    place.file("a", [&good[..], &[0; 80]].concat());
    let expected =
        format!("a: lost 80 bytes at byte {len}, behind 2 messages: only zeros follow\n");
    assert!(place.run("verify a").expect(1).starts_with(&expected));
    place.file("b", [&good[..], &[0; 64]].concat());
    let expected = format!("b: ok, 10 messages, {} bytes, checksum crc32\n", len + 64);
    assert_eq!(place.run("verify b").expect(0), expected);
}

#[test]
fn several_files_are_all_looked_at() {
    let place = Place::new();
    let good = stream(ChecksumKind::Crc32, ["one"]);
    place.file("a", &good);
    place.file("b", &good[..good.len() - 1]);
    let ran = place.run("verify b missing a .");
    let text = ran.expect(1);
    assert!(text.ends_with("a: ok, 1 message, 11 bytes, checksum crc32\n"), "{text}");
    ran.fails(
        1,
        &["error: missing: ", "error: .: a directory", "error: 3 of 4 streams are not intact"],
    );
    place.run("verify missing").fails(1, &["error: missing: "]);
    place.run("verify .").fails(2, &["error: .: a directory"]);
    assert_eq!(place.run("verify -q a").ok(), b"a: ok, 1 message, 11 bytes, checksum crc32\n");
}

#[test]
fn messages_are_held_against_a_schema() {
    let place = Place::new();
    let schema = testdata("every.bfbs");
    let schema = schema.display();
    let mut messages = messages(["{\"number\":1}", "{}", "{\"near\":\"text\"}"]);
    place.file("good", stream(ChecksumKind::Crc32, &messages));
    let ran = place.run(&format!("verify --schema {schema} good"));
    assert!(ran.ok().starts_with(b"good: ok, 3 messages, "));
    let last = messages[2].len() - 8;
    messages[2][last] = 0xff;
    messages.insert(1, b"no FlatBuffer".to_vec());
    place.file("bad", stream(ChecksumKind::Crc32, &messages));
    place.file("packed", blocks(ChecksumKind::Crc32, CodecKind::Zstd, &messages));
    let ran = place.run(&format!("verify --schema {schema} bad packed"));
    let text = ran.expect(1);
    let lines: Vec<_> = text.lines().collect();
    assert_eq!(lines.len(), 6, "{text}");
    let offset = 8 + messages[0].len();
    let first = format!("bad: message 1 at byte {offset}: invalid payload: ");
    assert!(lines[0].starts_with(&first), "{text}");
    assert!(lines[1].starts_with("bad: message 3 at byte "), "{text}");
    assert_eq!(lines[2], "bad: not intact, 4 messages, 2 of them invalid");
    assert!(lines[3].starts_with("packed: message 1 at byte 0: invalid payload: "), "{text}");
    ran.fails(1, &["error: 2 of 2 streams are not intact", "another --schema or --root"]);
    // What can be printed need not be valid.
    let other = format!("--schema {schema} --root testdata.every.Attributes");
    let ran = place.run(&format!("verify {other} good"));
    let text = ran.expect(1);
    assert!(text.contains("invalid payload: must, byte "), "{text}");
    assert!(text.contains(": required, and absent\n"), "{text}");
    place.run(&format!("cat {other} good --format ndjson")).ok();
}

#[test]
fn tables_take_no_schema() {
    let place = Place::new();
    let messages = messages(["{\"number\":1}", "{}"]);
    place.file("good", stream(ChecksumKind::Crc32, &messages));
    place.run("verify --tables good").ok();
    place.file("text", stream(ChecksumKind::Crc32, ["no FlatBuffer"]));
    let ran = place.run("verify --tables text");
    let expected =
        "text: message 0 at byte 0: invalid payload: no root table or string in 13 bytes\n";
    assert!(ran.expect(1).starts_with(expected), "{ran:?}");
    place.run("verify text").ok();
    let schema = testdata("every.bfbs");
    place
        .run(&format!("verify --tables --schema {} good", schema.display()))
        .fails(2, &["cannot be used with"]);
}

#[test]
fn a_missing_dictionary_and_foreign_files_have_their_hints() {
    let place = Place::new();
    let (wire, dictionary) = with_dictionary(40);
    place.file("a", wire);
    place.file("d", dictionary.as_bytes());
    let hint = format!("try: --dictionary FILE, the one with id {}", dictionary.id());
    place.run("verify a").fails(1, &[&hint]);
    place.run("verify --dictionary d a").ok();
    place.file("text", "some text, no stream\n");
    place.run("verify text").fails(1, &["try: text looks like text: `flatstream record lines"]);
    place.file("long", stream(ChecksumKind::Crc32, ["x".repeat(5000)]));
    let ran = place.run("verify --max-frame 4K --checksum crc32 long");
    ran.fails(1, &["try: --max-frame SIZE"]);
}

#[test]
fn a_broken_pipe_is_a_success_and_a_full_disk_is_not() {
    let place = Place::new();
    place.file("a", stream(ChecksumKind::Crc32, ["one"]));
    let Ok(full) = std::fs::File::options().write(true).open("/dev/full") else {
        eprintln!("skipped: no /dev/full here");
        return;
    };
    let mut command = std::process::Command::new(env!("CARGO_BIN_EXE_flatstream"));
    let command = command.args(["verify", "a"]).current_dir(place.path("."));
    let output = command.stdout(full).output().unwrap();
    assert_eq!(output.status.code(), Some(1));
    let text = String::from_utf8(output.stderr).unwrap();
    assert!(text.starts_with("error: standard output: "), "{text}");
}
