//! `convert`.

use crate::harness::{Place, Ran, blocks, lines, stream, testdata};
use flatstream::{ChecksumKind, CodecKind};
use std::fs;

/// All messages of `testdata/reflect` that the schema's root table reads.
const SAMPLES: [&str; 13] = [
    "arrays",
    "defaults",
    "empty",
    "extremes",
    "floats",
    "full",
    "nested",
    "optional",
    "sixty_four",
    "unicode",
    "unions",
    "vector64",
    "vectors",
];

fn samples() -> Vec<Vec<u8>> {
    SAMPLES.map(|name| fs::read(testdata(&format!("{name}.bin"))).unwrap()).into()
}

/// Runs `line` with the schema of the samples as `every.bfbs`.
fn with_schema(place: &Place, line: &str, stdin: &[u8]) -> Ran {
    place.file("every.bfbs", fs::read(testdata("every.bfbs")).unwrap());
    place.run_with(&format!("convert --schema every.bfbs {line}"), stdin)
}

#[test]
fn every_checksum_to_every_other() {
    let place = Place::new();
    let lines = lines(300);
    for &from in ChecksumKind::ALL {
        place.file("a", stream(from, &lines));
        for &to in ChecksumKind::ALL {
            let line = format!("convert a --to-checksum {to}");
            assert!(place.run(&line).ok() == stream(to, &lines), "{from}: {line}");
        }
    }
}

#[test]
fn what_is_compressed_stays_as_it_is() {
    let place = Place::new();
    let lines = lines(3000);
    for &codec in CodecKind::ALL {
        place.file("a", blocks(ChecksumKind::Crc32, codec, &lines));
        assert_eq!(place.run("convert a --to-checksum xxh3 -o b -f").ok(), b"");
        assert!(place.read("b") == blocks(ChecksumKind::Xxh3, codec, &lines), "{codec}");
    }
    // Whatever level and dictionary it was compressed with, and without the latter.
    place.file("plain", stream(ChecksumKind::Crc32, &lines));
    place.run("train plain -o d --max-size 2K").fails(0, &[]);
    let packed = place.run("compress plain -q -l 9 --per-message --dictionary d").ok().to_vec();
    let other = place.run_with("convert --to-checksum crc16", &packed).ok().to_vec();
    assert!(other != packed);
    let back = place.run_with("convert --checksum crc16 --to-checksum crc32", &other);
    assert!(back.ok() == packed);
}

#[test]
fn to_lines_and_back_is_the_same_stream() {
    let place = Place::new();
    let wire = stream(ChecksumKind::Crc32, ["GET /", "", "\u{0}\u{7f}"]);
    place.file("a", &wire);
    let ran = place.run("convert --to ndjson a");
    let text = "{\"ordinal\":0,\"offset\":0,\"len\":5,\"payload\":\"474554202f\"}\n\
                {\"ordinal\":1,\"offset\":13,\"len\":0,\"payload\":\"\"}\n\
                {\"ordinal\":2,\"offset\":21,\"len\":2,\"payload\":\"007f\"}\n";
    assert_eq!(ran.expect(0), text);
    assert_eq!(place.run("cat --format ndjson a").expect(0), text);
    assert!(place.run_with("convert --from ndjson", text.as_bytes()).ok() == wire);
    place.file("a.ndjson", text);
    assert_eq!(place.run("convert --from ndjson a.ndjson -o b").ok(), b"");
    assert!(place.read("b") == wire);
    let ran = place.run("convert --from ndjson a.ndjson --to-checksum xxh3");
    assert!(ran.ok() == stream(ChecksumKind::Xxh3, ["GET /", "", "\u{0}\u{7f}"]));

    // Of a compressed stream it is the messages.
    place.file("z", blocks(ChecksumKind::Crc32, CodecKind::Zstd, lines(500)));
    let text = place.run("convert --to ndjson z").ok().to_vec();
    let back = place.run_with("convert --from ndjson", &text);
    assert!(back.ok() == stream(ChecksumKind::Crc32, lines(500)));
}

#[test]
fn lines_may_be_empty_end_as_windows_has_it_or_not_at_all() {
    let place = Place::new();
    let text = "\u{feff}{\"payload\":\"31\"}\r\n\n  \t\r\n {\"payload\": \"3332\", \"x\": [{}]} ";
    let ran = place.run_with("convert --from ndjson --to-checksum none", text.as_bytes());
    assert_eq!(ran.ok(), stream(ChecksumKind::None, ["1", "32"]));
    assert_eq!(place.run("convert --from ndjson").ok(), b"");
}

#[test]
fn a_bad_line_is_named_by_its_number() {
    let place = Place::new();
    let good = "\n{\"payload\":\"00\"}\n\n";
    for (line, words) in [
        ("GET /", "standard input: line 4: expected value (column 1)"),
        ("[]", "line 4: invalid type: sequence, expected an object with a `payload`"),
        ("{}", "line 4: there is no `payload` (column 2)"),
        ("{\"payload\":7}", "line 4: invalid type: integer `7`, expected a string of hexadecimal"),
        ("{\"payload\":\"000\"}", "line 4: `payload` has 3 digits, which is no even number"),
        ("{\"payload\":\"0g\"}", "line 4: digit 1 of `payload` is none"),
        ("{\"payload\":\"00\"} {}", "line 4: trailing characters (column 18)"),
    ] {
        let ran =
            place.run_with("convert --from ndjson -o a", format!("{good}{line}\n").as_bytes());
        ran.fails(1, &[words, "try: --schema FILE.bfbs"]);
    }
    assert!(place.files().is_empty());
    let ran = with_schema(&place, "--from ndjson -o a", b"{}\n\n{\"nope\": 1}\n");
    ran.fails(1, &["line 3: ", "`nope`", "(column 2)", "--root"]);
    // What came before it is not lost in a pipe.
    let ran =
        place.run_with("convert --from ndjson --to-checksum none", b"{\"payload\":\"31\"}\nx\n");
    ran.fails(1, &["line 2: "]);
    assert_eq!(ran.bytes, stream(ChecksumKind::None, ["1"]));
}

#[test]
fn a_line_is_read_no_further_than_a_frame_may_be_long() {
    let place = Place::new();
    let line = |digits: usize| format!("{{\"payload\":\"{}\"}}\n", "0".repeat(digits));
    let command = "convert --from ndjson --max-frame 1K";
    place.run_with(command, line(2048).as_bytes()).fails(0, &[]);
    place.run_with(command, line(2050).as_bytes()).fails(1, &["1025", "--max-frame SIZE"]);
    let ran = place.run_with(command, line(100_000).as_bytes());
    ran.fails(1, &["line 1: longer than 9.00 KiB", "--max-frame SIZE"]);
}

#[test]
fn json_by_a_schema_there_and_back() {
    let place = Place::new();
    let wire = stream(ChecksumKind::Crc32, samples());
    let text = with_schema(&place, "--to ndjson", &wire).ok().to_vec();
    assert_eq!(text.iter().filter(|&&byte| byte == b'\n').count(), SAMPLES.len());
    assert!(text.starts_with(b"{\"structs\""), "{}", String::from_utf8_lossy(&text[..40]));
    // Another builder lays messages out in another way, but they say the same.
    let ours = with_schema(&place, "--from ndjson", &text).ok().to_vec();
    assert!(with_schema(&place, "--to ndjson", &ours).ok() == text);
    let again = with_schema(&place, "--from ndjson", &text).ok().to_vec();
    assert!(again == ours);
    let bad = stream(ChecksumKind::Crc32, ["no FlatBuffer"]);
    with_schema(&place, "--to ndjson", &bad).fails(1, &["message 0 at byte 0: "]);
}

#[test]
fn to_files_and_back_is_the_same_stream() {
    let place = Place::new();
    let samples = samples();
    let wire = stream(ChecksumKind::Crc32, &samples);
    place.file("a", &wire);
    assert_eq!(place.run("convert --to files a -o d/e/").ok(), b"");
    let mut names: Vec<_> =
        fs::read_dir(place.path("d/e")).unwrap().map(|e| e.unwrap().file_name()).collect();
    names.sort();
    assert_eq!(names.len(), samples.len());
    assert_eq!((&*names[0], &*names[12]), ("0000000000.bin".as_ref(), "0000000012.bin".as_ref()));
    for (name, sample) in names.iter().zip(&samples) {
        assert_eq!(&fs::read(place.path("d/e").join(name)).unwrap(), sample);
    }
    fs::write(place.path("d/e/.hidden"), "no message").unwrap();
    assert!(place.run("convert --from files d/e").ok() == wire);
    // In the order given, and from standard input.
    let line = "convert --from files d/e/0000000003.bin - d/e/0000000001.bin --to-checksum crc16";
    let expected = stream(ChecksumKind::Crc16, [&samples[3][..], b"piped", &samples[1]]);
    assert!(place.run_with(line, b"piped").ok() == expected);
    // Single FlatBuffers as JSON, and JSON as FlatBuffers.
    let text = with_schema(&place, "--from files d/e --to ndjson", b"").ok().to_vec();
    assert!(with_schema(&place, "--to ndjson a", b"").ok() == text);
    assert_eq!(with_schema(&place, "--from ndjson --to files -o f", b"{}\n{}\n").ok(), b"");
    assert_eq!(fs::read(place.path("f/0000000000.bin")).unwrap().get(4..8), Some(&b"EVRY"[..]));
    assert_eq!(fs::read_dir(place.path("f")).unwrap().count(), 2);
}

#[test]
fn a_directory_that_is_not_empty_is_left_alone_unless_forced() {
    let place = Place::new();
    place.file("a", stream(ChecksumKind::Crc32, ["one", "two"]));
    fs::create_dir(place.path("d")).unwrap();
    place.file("d/0000000001.bin", "something longer");
    place.file("d/mine", "mine");
    place.run("convert --to files a -o d").fails(1, &["d: not empty", "-f "]);
    assert_eq!(place.read("d/0000000001.bin"), b"something longer");
    assert_eq!(place.run("convert --to files a -o d -f").ok(), b"");
    assert_eq!(place.read("d/0000000000.bin"), b"one");
    assert_eq!(place.read("d/0000000001.bin"), b"two");
    assert_eq!(place.read("d/mine"), b"mine");
    place.run("convert --to files a -o a -f").fails(1, &["a: no directory"]);
    assert_eq!(place.run("convert --to files /dev/null -o empty").ok(), b"");
    assert_eq!(place.run("convert --from files empty").ok(), b"");
}

#[test]
fn files_that_are_none_are_named() {
    let place = Place::new();
    place.file("a", "message");
    fs::create_dir_all(place.path("d/inner")).unwrap();
    place.run("convert --from files a none -o b").fails(1, &["none: No such file"]);
    place.run("convert --from files d -o b").fails(1, &["d/inner: "]);
    place.run("convert --from ndjson d -o b").fails(2, &["d: a directory"]);
    place.run("convert --from files a --max-frame 6 -o b").fails(1, &["a: longer", "--max-frame"]);
    assert_eq!(place.files(), ["a", "d"]);
}

#[test]
fn a_stream_in_the_way_of_a_file_is_read_to_its_end() {
    let place = Place::new();
    fs::create_dir(place.path("d")).unwrap();
    let lines = lines(5000);
    place.file("d/0000000000.bin", stream(ChecksumKind::Crc32, &lines));
    place.run("convert --to files d/0000000000.bin -o d").fails(1, &["d: not empty"]);
    place.run("convert --to files d/0000000000.bin -o d -f").ok();
    assert_eq!(fs::read_dir(place.path("d")).unwrap().count(), lines.len());
    assert_eq!(place.read("d/0000000000.bin"), lines[0].as_bytes());
    assert_eq!(place.read("d/0000004999.bin"), lines[4999].as_bytes());
}

#[test]
fn flags_that_mean_nothing_together_are_wrong_usage() {
    let place = Place::new();
    place.file("a", stream(ChecksumKind::Crc32, ["one"]));
    for (flags, words) in [
        ("a", &["nothing changes", "--to-checksum"][..]),
        ("a --to ndjson --to-checksum crc32", &["--to-checksum is for streams"]),
        ("a --to-checksum none --schema x.bfbs", &["--schema is for JSON"]),
        ("a --from files --schema x.bfbs", &["--schema is for JSON"]),
        ("a --from files --to files -o d -f", &["from files to files", "--to stream"]),
        ("a --to-checksum none --dictionary d", &["--dictionary is not needed", "decompress"]),
        ("a b --to-checksum none", &["more than one FILE", "flatstream merge"]),
        ("a b --from ndjson", &["more than one FILE"]),
        ("a --to files", &["a directory", "-o DIR"]),
        ("a --from ndjson --checksum none", &["--checksum is for reading", "--to-checksum"]),
        ("a --from files --frames plain", &["--frames is for reading"]),
        ("a --from files --dictionary d", &["--dictionary is for reading"]),
        ("a --from ndjson --skip-damaged", &["--skip-damaged is for reading"]),
        ("a --to xml", &["invalid value 'xml'", "stream, ndjson, files"]),
        ("a --to ndjson --root T", &["--schema"]),
    ] {
        place.run(&format!("convert {flags}")).fails(2, words);
    }
    assert_eq!(place.files(), ["a"]);
}

#[test]
fn damage_leaves_no_file_or_is_skipped() {
    let place = Place::new();
    let mut wire = stream(ChecksumKind::Crc32, lines(50));
    wire[100] ^= 1;
    place.file("a", wire);
    place.run("convert a --to-checksum none -o b").fails(1, &["a: frame ", "--skip-damaged"]);
    place.run("convert a --to ndjson -o b").fails(1, &["a: frame "]);
    assert_eq!(place.files(), ["a"]);
    place.run("convert a --to-checksum none --skip-damaged -o b").fails(3, &["a: lost "]);
    assert_eq!(place.run("count b --checksum none").expect(0), "49\n");
    place.run("convert a --to files --skip-damaged -o d").fails(3, &["a: lost "]);
    assert_eq!(fs::read_dir(place.path("d")).unwrap().count(), 49);
}

#[cfg(target_os = "linux")]
#[test]
fn a_full_disk_is_told() {
    let place = Place::new();
    place.file("a", stream(ChecksumKind::Crc32, lines(50)));
    for line in [
        "convert a --to ndjson",
        "convert a --to-checksum none",
        "compress a",
        "compress a --per-message",
        "decompress a",
    ] {
        place.run(&format!("{line} -q -o /dev/full")).fails(1, &["/dev/full: ", "No space left"]);
    }
}
