//! `cat`, `head`, `tail`, `count`.

use crate::harness::{Place, blocks, lines, stream, testdata};
use flatstream::{ChecksumKind, CodecKind, StreamWriter};
use std::{
    fs::OpenOptions,
    io::{BufRead, BufReader, Write},
    process::{Command, Stdio},
    time::{Duration, Instant},
};

/// Lines of `cat`: as many as messages.
fn shown(text: &str) -> Vec<&str> {
    text.lines().collect()
}

#[test]
fn text_has_ordinal_offset_length_and_what_it_holds() {
    let place = Place::new();
    place.file("a", stream(ChecksumKind::Crc32, ["GET /", "", "\u{1}\u{2}"]));
    let expected = "#0 @0 5 B  \"GET /\"\n#1 @13 0 B  \n#2 @21 2 B  0102\n";
    assert_eq!(place.run("cat a").expect(0), expected);
    assert_eq!(place.run_with("cat", &place.read("a")).expect(0), expected);
    assert_eq!(place.run_with("cat - a", &place.read("a")).expect(0), expected.repeat(2));
}

#[test]
fn many_regions_are_skipped_with_few_notes() {
    let place = Place::new();
    let mut wire = Vec::new();
    for line in lines(100) {
        let mut frame = stream(ChecksumKind::Crc32, [line]);
        wire.extend_from_slice(&frame);
        *frame.last_mut().unwrap() ^= 1;
        wire.extend_from_slice(&frame);
    }
    place.file("a", wire);
    let ran = place.run("cat a --skip-damaged");
    assert_eq!(shown(ran.expect(3)).len(), 100);
    assert_eq!(ran.err.lines().count(), 21, "{}", ran.err);
    ran.fails(3, &["note: a: and bytes lost in 80 places more\n"]);
}

#[test]
fn ndjson_without_a_schema_has_the_bytes_in_hexadecimal() {
    let place = Place::new();
    place.file("a", stream(ChecksumKind::Crc16, ["\u{0}k"]));
    let ran = place.run("cat --checksum crc16 --format ndjson a");
    assert_eq!(ran.expect(0), "{\"ordinal\":0,\"offset\":0,\"len\":2,\"payload\":\"006b\"}\n");
}

#[test]
fn ndjson_by_a_schema_is_what_flatc_prints() {
    let place = Place::new();
    let names = ["full", "unions", "vectors"];
    let messages = names.map(|name| std::fs::read(testdata(&format!("{name}.bin"))).unwrap());
    place.file("a", stream(ChecksumKind::Crc32, &messages));
    let schema = testdata("every.bfbs");
    let mut command = place.command("cat --format ndjson a --schema");
    let output = command.arg(&schema).output().unwrap();
    assert_eq!((output.status.code(), &*output.stderr), (Some(0), &b""[..]));
    let printed = String::from_utf8(output.stdout).unwrap();
    assert_eq!(printed.lines().count(), names.len());
    for (line, name) in printed.lines().zip(names) {
        let flatc = std::fs::read(testdata(&format!("{name}.flatc.json"))).unwrap();
        let flatc: serde_json::Value = serde_json::from_slice(&flatc).unwrap();
        let ours: serde_json::Value = serde_json::from_str(line).unwrap();
        let keys = |value: &serde_json::Value| -> Vec<String> {
            value.as_object().unwrap().keys().cloned().collect()
        };
        assert_eq!(keys(&ours), keys(&flatc), "{name}");
    }
    let mut command = place.command("cat a --schema");
    let output = command.arg(&schema).output().unwrap();
    let text = String::from_utf8(output.stdout).unwrap();
    assert!(text.starts_with("#0 @0 "), "{text}");
    assert!(text.contains("B EVRY  {"), "{text}");
}

#[test]
fn a_payload_that_is_not_what_the_schema_says_is_named_by_ordinal() {
    let place = Place::new();
    let message = std::fs::read(testdata("full.bin")).unwrap();
    place.file("a", stream(ChecksumKind::Crc32, [&message[..], b"no FlatBuffer at all"]));
    let mut command = place.command("cat --format ndjson a --schema");
    let output = command.arg(testdata("every.bfbs")).output().unwrap();
    assert_eq!(output.status.code(), Some(1));
    let said = String::from_utf8(output.stderr).unwrap();
    assert!(said.contains("a: message 1 at byte "), "{said}");
    assert_eq!(output.stdout.split(|&byte| byte == b'\n').count(), 2, "the first is printed");
}

#[test]
fn a_message_of_another_schema_is_named_by_its_identifier() {
    let place = Place::new();
    place.run_with("record -q lines -o lines", b"one\ntwo\n").ok();
    let message = std::fs::read(testdata("full.bin")).unwrap();
    let mut mixed = stream(ChecksumKind::Crc32, [message]);
    mixed.extend_from_slice(&place.read("lines"));
    place.file("mixed", mixed);
    std::fs::copy(testdata("every.bfbs"), place.path("every.bfbs")).unwrap();
    let said = "its file identifier is LINE, that of the schema's messages is EVRY";
    let ran = place.run("cat --format ndjson --schema every.bfbs mixed");
    ran.fails(1, &["mixed: message 1 at byte ", said]);
    assert_eq!(shown(ran.expect(1)).len(), 1, "what came before is printed");
    // Not an error there: the others are of no interest.
    let mut command = place.command("filter --count --schema every.bfbs mixed --where");
    let ran = place.run_command(command.arg("plain.an_int == -5"));
    assert_eq!(ran.expect(0), "1\n");
    place.run("verify --schema every.bfbs mixed").fails(1, &[]);
    assert!(place.run("verify --schema every.bfbs mixed").expect(1).contains(said));
    // Whoever names the table knows better.
    let root = "--root testdata.every.Leaf";
    assert_eq!(place.run(&format!("cat --schema every.bfbs {root} lines")).code, 0);
}

#[test]
fn schema_files_are_checked() {
    let place = Place::new();
    place.file("a", stream(ChecksumKind::Crc32, lines(1)));
    place.file("no.bfbs", "table T { x: int; }");
    place.run("cat a --schema no.bfbs").fails(2, &["no.bfbs: ", "flatc --binary --schema"]);
    place.run("cat a --schema none.bfbs").fails(1, &["none.bfbs: No such file"]);
    place.run("cat a --root T").fails(2, &["--schema"]);
    let mut command = place.command("cat a --root NoSuchTable --schema");
    let output = command.arg(testdata("every.bfbs")).output().unwrap();
    assert_eq!(output.status.code(), Some(2));
    assert!(String::from_utf8(output.stderr).unwrap().contains("NoSuchTable"));
}

#[test]
fn head_and_tail_show_either_end() {
    let place = Place::new();
    let lines = lines(100);
    place.file("plain", stream(ChecksumKind::Crc32, &lines));
    place.file("blocks", blocks(ChecksumKind::Crc32, CodecKind::Zstd, &lines));
    for file in ["plain", "blocks"] {
        let all = place.run(&format!("cat {file}"));
        let all = shown(all.expect(0));
        for n in [0, 1, 10, 99, 100, 101] {
            let head = place.run(&format!("head -n {n} {file}"));
            assert_eq!(shown(head.expect(0)), all[..n.min(100)], "{file} {n}");
            let tail = place.run(&format!("tail -n {n} {file}"));
            assert_eq!(shown(tail.expect(0)), all[100 - n.min(100)..], "{file} {n}");
            let tail = place.run_with(&format!("tail -n {n}"), &place.read(file));
            assert_eq!(shown(tail.expect(0)), all[100 - n.min(100)..], "{file} {n} piped");
        }
        assert_eq!(shown(place.run(&format!("head {file} {file}")).expect(0)).len(), 20);
    }
}

#[test]
fn count_counts() {
    let place = Place::new();
    place.file("a", stream(ChecksumKind::Crc32, lines(100)));
    place.file("b", blocks(ChecksumKind::Xxh3, CodecKind::Lz4, lines(7)));
    place.file("empty", "");
    assert_eq!(place.run("count a").expect(0), "100\n");
    assert_eq!(place.run("count empty").expect(0), "0\n");
    assert_eq!(place.run("count a b").expect(0), "100 a\n7 b\n107 in all\n");
    assert_eq!(place.run_with("count", &place.read("a")).expect(0), "100\n");
}

#[test]
fn a_torn_end_is_an_error_behind_what_was_intact() {
    let place = Place::new();
    let whole = stream(ChecksumKind::Crc32, lines(10));
    place.file("a", &whole[..whole.len() - 3]);
    let at = stream(ChecksumKind::Crc32, lines(9)).len();
    let said = format!("a: frame 9 at byte {at}: truncated: the input ends 3 bytes short");
    for (verb, intact) in [("cat", 9), ("tail -n 4", 4)] {
        let ran = place.run(&format!("{verb} a"));
        ran.fails(1, &[&said, "try: --skip-damaged"]);
        assert_eq!(shown(ran.expect(1)).len(), intact, "{verb}");
        let ran = place.run(&format!("{verb} --skip-damaged a"));
        ran.fails(3, &[&format!("a: lost {} bytes at byte {at}", whole.len() - 3 - at)]);
        assert_eq!(shown(ran.expect(3)).len(), intact, "{verb}");
        let ran = place.run_with(verb, &place.read("a"));
        assert_eq!(shown(ran.expect(1)).len(), intact, "{verb} piped");
    }
    place.run("count a").fails(1, &[&said, "9 messages before that"]);
    assert_eq!(place.run("count --skip-damaged a").expect(3), "9\n");
    // Nothing is wrong with the first ones.
    assert_eq!(shown(place.run("head -n 9 a").expect(0)).len(), 9);
}

#[test]
fn damage_in_the_middle_ends_it_or_is_skipped() {
    let place = Place::new();
    let mut wire = stream(ChecksumKind::Crc32, lines(100));
    let at = stream(ChecksumKind::Crc32, lines(50)).len();
    wire[at + 12] ^= 0xff;
    place.file("a", &wire);
    let ran = place.run("cat a");
    ran.fails(1, &[&format!("a: frame 50 at byte {at}: checksum stored 0x")]);
    assert_eq!(shown(ran.expect(1)).len(), 50);
    let ran = place.run("cat --skip-damaged a");
    ran.fails(3, &[&format!(" bytes at byte {at}: checksum stored 0x")]);
    assert_eq!(shown(ran.expect(3)).len(), 99);
    let ran = place.run("cat -q --skip-damaged a");
    assert_eq!((ran.code, &*ran.err), (3, ""));
}

#[test]
fn frames_over_the_limit_are_refused() {
    let place = Place::new();
    place.file("a", stream(ChecksumKind::Crc32, ["short", &"x".repeat(2000)]));
    assert_eq!(place.run("cat --max-frame 2KiB a").code, 0);
    place.run("cat --max-frame 1KiB a").fails(1, &["frame 1 at byte 13", "--max-frame"]);
    place.run("cat --max-frame 3 a").fails(1, &["frame 0 at byte 0", "try: --max-frame SIZE"]);
    place.run("cat --max-frame 8GiB a").fails(2, &["less than 4 GiB"]);
    place.run("cat --max-frame lots a").fails(2, &["lots"]);
}

#[test]
fn a_dictionary_is_asked_for_by_its_id() {
    let place = Place::new();
    let lines = lines(2000);
    let dictionary = flatstream::Dictionary::train(&lines, 4096).unwrap();
    let format = flatstream::Format::new()
        .checksum(ChecksumKind::Crc32)
        .codec(CodecKind::Zstd)
        .dictionary(dictionary.clone());
    let mut writer = StreamWriter::new(Vec::new(), format.framer().unwrap());
    lines.iter().for_each(|line| writer.write_payload(line.as_bytes()).unwrap());
    place.file("a", writer.into_inner());
    place.file("dict", dictionary.as_bytes());
    let id = format!("the one with id {}", dictionary.id());
    place
        .run("cat a")
        .fails(1, &["message 0", &id].map(|word| word.trim_start_matches("message 0")));
    let ran = place.run("cat --format raw --dictionary dict a");
    assert!(ran.ok() == lines.concat().as_bytes());
    place.run("cat --dictionary a a").fails(2, &["a: ", "flatstream train"]);
}

#[test]
fn output_goes_to_a_file_that_is_not_there_yet() {
    let place = Place::new();
    place.file("a", stream(ChecksumKind::Crc32, lines(3)));
    assert_eq!(place.run("cat a -o out").ok(), b"");
    let ran = place.run("cat a");
    assert_eq!(place.read("out"), ran.ok());
    place.run("head -n 1 a -o out").fails(1, &["out: exists", "-f replaces it"]);
    assert_eq!(place.run("head -n 1 -f a -o out").ok(), b"");
    assert_eq!(shown(std::str::from_utf8(&place.read("out")).unwrap()).len(), 1);
    assert_eq!(place.files(), ["a", "out"]);
    // All of it, or none.
    place.file("torn", &place.read("a")[..40]);
    for verb in ["cat", "tail"] {
        assert_eq!(place.run(&format!("{verb} torn -o half")).code, 1);
    }
    std::fs::remove_file(place.path("torn")).unwrap();
    assert_eq!(place.files(), ["a", "out"]);
    // The input itself, in place of it.
    assert_eq!(place.run("cat -f --format raw a -o a").ok(), b"");
    assert_eq!(place.read("a"), lines(3).concat().as_bytes());
}

#[test]
fn what_is_no_stream_to_read_is_an_error() {
    let place = Place::new();
    std::fs::create_dir(place.path("dir")).unwrap();
    place.run("cat none").fails(1, &["none: No such file"]);
    place.run("cat dir").fails(2, &["dir: a directory"]);
    place.run("tail --follow").fails(2, &["--follow takes a file"]);
    assert_eq!(place.run("cat /dev/null").ok(), b"");
}

#[test]
fn tail_follows_a_file_that_grows() {
    let place = Place::new();
    let lines = lines(6);
    let (first, all) =
        (stream(ChecksumKind::Crc32, &lines[..4]), stream(ChecksumKind::Crc32, &lines));
    // A writer in the middle of a frame is no damage.
    let torn = first.len() + 5;
    place.file("a", &all[..torn]);
    let mut child = Command::new(assert_cmd::cargo::cargo_bin!("flatstream"))
        .args(["tail", "-n", "1", "--follow", "--format", "ndjson", "a"])
        .current_dir(place.path("."))
        .stdout(Stdio::piped())
        .spawn()
        .unwrap();
    let mut shown = BufReader::new(child.stdout.take().unwrap()).lines();
    let mut next = || {
        let line: serde_json::Value =
            serde_json::from_str(&shown.next().unwrap().unwrap()).unwrap();
        (line["ordinal"].as_u64().unwrap(), line["offset"].as_u64().unwrap() as usize)
    };
    assert_eq!(next().0, 3);
    let started = Instant::now();
    let mut file = OpenOptions::new().append(true).open(place.path("a")).unwrap();
    file.write_all(&all[torn..]).unwrap();
    assert_eq!(next(), (4, first.len()));
    assert_eq!(next().0, 5);
    assert!(started.elapsed() < Duration::from_secs(20));
    child.kill().unwrap();
    child.wait().unwrap();
}

#[test]
fn a_live_pipe_is_shown_as_it_comes() {
    let place = Place::new();
    let mut child = Command::new(assert_cmd::cargo::cargo_bin!("flatstream"))
        .args(["cat", "--checksum", "crc32", "--frames", "plain"])
        .current_dir(place.path("."))
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .unwrap();
    let mut sink = child.stdin.take().unwrap();
    let mut shown = BufReader::new(child.stdout.take().unwrap()).lines();
    for line in lines(3) {
        sink.write_all(&stream(ChecksumKind::Crc32, [&line])).unwrap();
        // Nothing more is sent before this arrives.
        let printed = shown.next().unwrap().unwrap();
        assert!(printed.contains(&line), "{printed}");
    }
    drop(sink);
    assert!(child.wait().unwrap().success());
}
