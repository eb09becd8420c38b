//! `record`.

use crate::harness::Place;
use std::{
    io::{Read, Write},
    path::Path,
    process::{Child, Command, Stdio},
    time::{Duration, Instant},
};

const LINES: &str = "cat --schema line.bfbs --format ndjson";

/// Lines by their schema, which lies beside.
#[track_caller]
pub(crate) fn check(place: &Place, file: &str, checksum: &str, expected: &str) {
    place.run("record lines --print-schema -f -o line.bfbs").ok();
    assert_eq!(place.run(&format!("{LINES} {file} --checksum {checksum}")).expect(0), expected);
}

#[test]
fn every_field_of_a_line_comes_back_by_the_schema() {
    let place = Place::new();
    let text = b"one\r\n\ntw\xffo\n\xe2\x98\x83";
    let run = place.run_with("record lines -o recorded", text);
    assert_eq!((run.code, &*run.err), (0, "note: recorded: 4 messages recorded, 324 B\n"));
    check(
        &place,
        "recorded",
        "crc32",
        concat!(
            "{\"number\":1,\"text\":\"one\"}\n",
            "{\"number\":2,\"offset\":5,\"text\":\"\"}\n",
            "{\"number\":3,\"offset\":6,\"text\":\"tw\u{fffd}o\",\"lossy\":true}\n",
            "{\"number\":4,\"offset\":11,\"text\":\"\u{2603}\"}\n",
        ),
    );
    // Results repeat.
    place.file("text", text);
    assert_eq!(place.run("record lines text").ok(), place.read("recorded"));
    assert_eq!(place.run_with("record lines -", text).ok(), place.read("recorded"));
}

#[test]
fn long_lines_come_in_pieces_and_times_where_asked_for() {
    let place = Place::new();
    let text = format!("{}\n", "x".repeat((1 << 20) + 1));
    place.file("text", &text);
    place.run("record lines --time text -q -o recorded").ok();
    place.run("record lines --print-schema -o line.bfbs").ok();
    let json = place.run(&format!("{LINES} recorded"));
    let messages: Vec<serde_json::Value> =
        json.expect(0).lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    assert_eq!(messages.len(), 2);
    assert_eq!(messages[0]["continues"], true);
    assert_eq!(messages[1]["text"], "x");
    assert_eq!(messages[1]["number"], 1);
    assert_eq!(messages[1]["offset"], 1 << 20);
    // Some day behind 2020.
    assert!(messages[0]["time_ns"].as_u64().unwrap() > 1_577_836_800_000_000_000);
}

#[test]
fn no_text_is_an_empty_stream() {
    let place = Place::new();
    assert_eq!(place.run("record lines").ok(), b"");
    assert_eq!(place.run("record lines /dev/null").ok(), b"");
    place.run("record lines -o recorded").fails(0, &["0 messages recorded, 0 B"]);
    assert_eq!(place.read("recorded"), b"");
}

#[test]
fn the_checksum_is_that_asked_for() {
    let place = Place::new();
    for checksum in ["none", "crc16", "crc32", "xxh3"] {
        place.run_with(&format!("record lines -q -f -o r --to-checksum {checksum}"), b"a").ok();
        check(&place, "r", checksum, "{\"number\":1,\"text\":\"a\"}\n");
    }
    place.run("record lines --to-checksum md5").fails(2, &["md5", "crc32, xxh3"]);
}

#[test]
fn one_message_is_no_messages() {
    let place = Place::new();
    let run = place.run_with("record lines -o r", b"x");
    assert_eq!((run.code, &*run.err), (0, "note: r: 1 message recorded, 80 B\n"));
}

#[test]
fn a_schema_is_printed_without_flags_that_say_what_to_record() {
    let place = Place::new();
    for flag in ["lines f", "lines --time", "lines --append -o x", "lines --to-checksum none"] {
        place.run(&format!("record {flag} --print-schema")).fails(2, &["cannot be used with"]);
    }
    for flag in ["--interval 1s", "-n 1", "--duration 1s"] {
        let line = format!("record machine {flag} --print-schema");
        place.run(&line).fails(2, &["cannot be used with"]);
    }
}

/// It would grow by what it reads, and read what it grows by.
#[cfg(target_os = "linux")]
#[test]
fn standard_output_may_not_be_what_is_recorded() {
    let place = Place::new();
    place.file("text", "a\nb\n");
    let append = || std::fs::File::options().append(true).open(place.path("text")).unwrap();
    let read = || std::fs::File::open(place.path("text")).unwrap();
    for file in ["text", "-"] {
        let mut command = Command::new(env!("CARGO_BIN_EXE_flatstream"));
        command.current_dir(place.path("")).args(["record", "lines", file]);
        let ran = command.stdin(read()).stdout(append()).output().unwrap();
        let err = String::from_utf8(ran.stderr).unwrap();
        assert_eq!(err, "error: standard output: is what is to be recorded\n");
        assert_eq!(ran.status.code(), Some(2));
        assert_eq!(place.read("text"), b"a\nb\n");
    }
}

#[test]
fn what_is_there_is_not_overwritten() {
    let place = Place::new();
    place.file("there", "text\n");
    place
        .run("record lines -o there")
        .fails(1, &["there: exists", "--append adds to it, -f replaces it"]);
    for line in ["record lines there -f -o there", "record lines there --append -o ./there"] {
        place.run(line).fails(2, &["there: is what is to be recorded"]);
    }
    // What cannot be recorded does not cost the old file.
    place.run("record lines missing -f -o there").fails(1, &["missing: No such file"]);
    place.run("record lines . -f -o there").fails(2, &[".: a directory"]);
    assert_eq!(place.read("there"), b"text\n");
    place.run("record lines -q -f -o there").ok();
    assert_eq!(place.read("there"), b"");
    place.run("record lines -o .").fails(2, &[".: a directory"]);
    place.run("record lines -o no/such").fails(1, &["no/such: No such file"]);
}

#[test]
fn a_machine_is_sampled_as_often_as_asked() {
    if skip_without_proc() {
        return;
    }
    let place = Place::new();
    place.run("record machine --print-schema -o machine.bfbs").ok();
    place.run("record machine -n 3 --interval 1ms -o m").fails(0, &["3 messages recorded"]);
    let json = place.run("cat --schema machine.bfbs --format ndjson m");
    let samples: Vec<serde_json::Value> =
        json.expect(0).lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    assert_eq!(samples.len(), 3);
    for (at, sample) in samples.iter().enumerate() {
        assert_eq!(sample.get("sequence").and_then(|n| n.as_u64()).unwrap_or(0), at as u64);
        assert!(sample["memory"]["total_kib"].as_u64().unwrap() > 1024);
        assert!(sample["process"]["resident_kib"].as_u64().unwrap() > 0);
        assert!(sample["networks"].is_array() && sample["disks"].is_array());
    }
    place.run("record machine --messages 2 -q --interval 1ms --append -o m").ok();
    assert_eq!(place.run("count m").ok(), b"5\n");
    assert_eq!(place.run("record machine -n 0").ok(), b"");
    place.run("record machine --interval 10ms --duration 35ms -q -o timed").ok();
    assert_eq!(place.run("count timed").ok().len(), 2);
    place.run("record machine --interval 0s").fails(2, &["there is no time between samples"]);
    place.run("record machine --duration 5").fails(2, &["a unit is missing: us, ms, s, m or h"]);
}

/// Both sources end in good order: exit code 0, whole frames, and what came so far.
#[test]
#[cfg(unix)]
fn an_interrupt_ends_a_recording_in_good_order() {
    let place = Place::new();
    for signal in ["INT", "TERM"] {
        let (lines, machine) = (format!("lines.{signal}"), format!("machine.{signal}"));
        let mut child = spawn(&place, &format!("record lines -o {lines}"));
        // Neither a line end nor an end of the text.
        child.stdin.as_ref().unwrap().write_all(b"one\ntwo").unwrap();
        await_bytes(&place.path(&lines), 1);
        end(&mut child, signal);
        check(
            &place,
            &lines,
            "crc32",
            "{\"number\":1,\"text\":\"one\"}\n{\"number\":2,\"offset\":4,\"text\":\"two\"}\n",
        );
        if skip_without_proc() {
            continue;
        }
        // An hour between samples: the wait for the next one ends as well.
        let mut child = spawn(&place, &format!("record machine --interval 1h -o {machine}"));
        await_bytes(&place.path(&machine), 1);
        end(&mut child, signal);
        assert_eq!(place.run(&format!("count {machine} --checksum crc32")).ok(), b"1\n");
    }
}

/// Each line is there as soon as it came, and whole even if nobody tidies up.
#[test]
#[cfg(unix)]
fn a_killed_recording_is_whole_up_to_the_last_line() {
    let place = Place::new();
    let mut child = spawn(&place, "record lines -o r");
    child.stdin.as_ref().unwrap().write_all(b"one\ntwo\nthr").unwrap();
    await_bytes(&place.path("r"), 120);
    child.kill().unwrap();
    child.wait().unwrap();
    check(
        &place,
        "r",
        "crc32",
        "{\"number\":1,\"text\":\"one\"}\n{\"number\":2,\"offset\":4,\"text\":\"two\"}\n",
    );
}

/// What the program has not read is there for whoever reads on.
#[test]
#[cfg(unix)]
fn an_interrupted_recording_has_all_that_was_read() {
    let place = Place::new();
    let text: String = (0..1_000_000).map(|n| format!("{n}\n")).collect();
    let (mut rest, mut pipe) = std::io::pipe().unwrap();
    let mut command = Command::new(env!("CARGO_BIN_EXE_flatstream"));
    command.args(["record", "lines", "-q", "-o", "r"]).current_dir(place.path(""));
    let mut child = command.stdin(rest.try_clone().unwrap()).spawn().unwrap();
    let written = text.clone();
    let writer = std::thread::spawn(move || pipe.write_all(written.as_bytes()).unwrap());
    await_bytes(&place.path("r"), 1 << 20);
    end(&mut child, "TERM");
    let mut unread = String::new();
    rest.read_to_string(&mut unread).unwrap();
    writer.join().unwrap();
    assert!(!unread.is_empty(), "it ended before it was interrupted");
    place.run("record lines --print-schema -o line.bfbs").ok();
    let last = place.run("tail -n 1 --schema line.bfbs --format ndjson r");
    let last: serde_json::Value = serde_json::from_slice(last.ok()).unwrap();
    let read = last["offset"].as_u64().unwrap() as usize + last["text"].as_str().unwrap().len();
    // A line end behind the last line has no message of its own.
    let lost = text.len() - unread.len() - read;
    assert!(lost <= 1, "{lost} bytes lost");
}

#[test]
#[cfg(unix)]
fn a_pipe_gets_each_message_at_once() {
    let place = Place::new();
    let mut child = spawn(&place, "record lines");
    let (mut input, mut output) = (child.stdin.take().unwrap(), child.stdout.take().unwrap());
    for line in [&b"a\n"[..], b"b\n"] {
        input.write_all(line).unwrap();
        let mut header = [0; 8];
        output.read_exact(&mut header).unwrap();
        let len = u32::from_le_bytes(*header.first_chunk().unwrap());
        let mut payload = vec![0; len as usize];
        output.read_exact(&mut payload).unwrap();
        assert_eq!(&payload[4..8], b"LINE");
    }
    drop(input);
    assert!(child.wait().unwrap().success());
}

#[cfg(unix)]
fn spawn(place: &Place, line: &str) -> Child {
    Command::new(env!("CARGO_BIN_EXE_flatstream"))
        .args(line.split(' '))
        .current_dir(place.path(""))
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()
        .unwrap()
}

#[cfg(unix)]
fn await_bytes(path: &Path, bytes: u64) {
    let start = Instant::now();
    while path.metadata().map_or(0, |about| about.len()) < bytes {
        assert!(start.elapsed() < Duration::from_secs(30), "nothing comes");
        std::thread::sleep(Duration::from_millis(5));
    }
}

/// Sends a signal; the recording ends with success.
#[cfg(unix)]
fn end(child: &mut Child, signal: &str) {
    let mut kill = Command::new("sh");
    kill.arg("-c").arg(format!("kill -{signal} {}", child.id()));
    assert!(kill.status().unwrap().success());
    assert_eq!(child.wait().unwrap().code(), Some(0), "{signal}");
}

fn skip_without_proc() -> bool {
    let missing = !Path::new("/proc/stat").exists();
    if missing {
        eprintln!("skipped: there is no /proc/stat");
    }
    missing
}
