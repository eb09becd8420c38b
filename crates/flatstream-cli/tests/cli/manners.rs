//! What holds for every verb: colours, pipes, full disks, terminals, memory.

use crate::harness::{Place, Ran, lines, stream};
use flatstream::ChecksumKind;

const ESCAPE: char = '\u{1b}';

fn with_stream(count: usize) -> Place {
    let place = Place::new();
    place.file("a", stream(ChecksumKind::Crc32, lines(count)));
    place
}

#[test]
fn colours_are_where_they_are_wanted() {
    let place = with_stream(1);
    let is_coloured = |line: &str, no_color: bool| {
        let mut command = place.command(line);
        if no_color {
            command.env("NO_COLOR", "1");
        }
        let output = command.output().unwrap();
        String::from_utf8(output.stdout).unwrap().contains(ESCAPE)
    };
    assert!(!is_coloured("cat a", false), "a pipe is no terminal");
    assert!(is_coloured("cat a --color always", false));
    assert!(is_coloured("--color always cat a", true), "who asks outright gets it");
    assert!(!is_coloured("cat a --color never", false));
    assert!(!is_coloured("cat a --format ndjson --color always", false));
    place.run("cat a --color always -o file").ok();
    assert!(!place.read("file").contains(&(ESCAPE as u8)));
    assert!(place.run("cat nope --color always").err.contains(ESCAPE));
    assert!(!place.run("cat nope").err.contains(ESCAPE));
    place.run("cat a --color blue").fails(2, &["[possible values: auto, always, never]"]);
}

#[test]
fn quiet_leaves_errors() {
    let place = Place::new();
    place.run_with("record lines -q -o r", b"x\n").ok();
    place.run("record lines -q -o r").fails(1, &["error: r: exists"]);
}

#[test]
fn wrong_usage_is_2_and_what_fails_is_1() {
    let place = with_stream(3);
    place.file("text", "some text that is no stream\n");
    for (line, code) in [
        ("", 2),
        ("nope", 2),
        ("cat --nope", 2),
        ("cat --format nope", 2),
        ("cat --root Table a", 2),
        ("cat --checksum md5 a", 2),
        ("cat --max-frame 1Q a", 2),
        ("head -n x a", 2),
        ("cat .", 2),
        ("cat a -o .", 2),
        ("cat nope", 1),
        ("cat a --schema nope", 1),
        ("cat a -o no/such/place", 1),
        ("cat a -o text", 1),
        ("cat text", 1),
        ("--help", 0),
        ("cat --help", 0),
        ("--version", 0),
        ("cat /dev/null", 0),
    ] {
        let run = place.run(line);
        assert_eq!(run.code, code, "`{line}`: {}", run.err);
        assert_eq!(run.err.is_empty(), code == 0, "`{line}`: {}", run.err);
        assert!(code == 0 || run.bytes.is_empty(), "`{line}` had results");
    }
}

#[test]
fn what_is_no_stream_is_told_what_it_is() {
    let place = Place::new();
    place.file("text", "some text that is no stream\n".repeat(10));
    place.file("json", "{\"a\":1}\n");
    for line in ["cat", "filter --ordinals 1", "compress", "train", "split -n 1 -o x", "merge"] {
        let advice = "try: text looks like text: `flatstream record lines text`";
        place.run(&format!("{line} text")).fails(1, &["error: text: frame 0 at byte 0", advice]);
        place.run(&format!("{line} json")).fails(1, &["json looks like JSON: `flatstream convert"]);
    }
    let piped = place.run_with("cat", &place.read("text"));
    piped.fails(1, &["try: standard input looks like text: `flatstream record lines -` makes"]);
    assert_eq!(place.files(), ["json", "text"]);
}

#[test]
fn an_output_may_be_the_input() {
    let place = with_stream(3);
    place.run("cat a -o a --format raw").fails(1, &["a: exists", "-f replaces it"]);
    place.run("cat a -o a --format raw -f").ok();
    assert_eq!(place.read("a"), lines(3).concat().as_bytes());
    assert_eq!(place.files(), ["a"]);
}

#[cfg(unix)]
mod unix {
    use super::*;
    use std::{
        env,
        fs::{self, File},
        io::{BufRead, BufReader, Write},
        path::{Path, PathBuf},
        process::{Command, Stdio},
        thread,
        time::{Duration, Instant},
    };

    /// Runs `script` with `flatstream` in reach.
    fn sh(place: &Place, script: &str) -> Ran {
        let binary = PathBuf::from(env!("CARGO_BIN_EXE_flatstream"));
        let mut path = binary.parent().unwrap().as_os_str().to_owned();
        path.push(":");
        path.push(env::var_os("PATH").unwrap_or_default());
        let output = Command::new("sh")
            .arg("-c")
            .arg(script)
            .current_dir(place.path(""))
            .env("PATH", path)
            .env_remove("NO_COLOR")
            .env_remove("CLICOLOR_FORCE")
            .stdin(Stdio::null())
            .output()
            .unwrap();
        Ran {
            code: output.status.code().expect("not killed"),
            bytes: output.stdout,
            err: String::from_utf8(output.stderr).unwrap(),
        }
    }

    #[test]
    fn a_reader_that_has_had_enough_is_no_failure() {
        let place = with_stream(100_000);
        for line in ["cat a", "cat a --format raw", "cat a --format hex"] {
            let mut child = Command::new(env!("CARGO_BIN_EXE_flatstream"))
                .args(line.split(' '))
                .current_dir(place.path(""))
                .stdout(Stdio::piped())
                .stderr(Stdio::piped())
                .spawn()
                .unwrap();
            let mut first = Vec::new();
            let mut output = BufReader::new(child.stdout.take().unwrap());
            output.read_until(b'\n', &mut first).unwrap();
            assert!(!first.is_empty());
            drop(output);
            let ended = child.wait_with_output().unwrap();
            let err = String::from_utf8(ended.stderr).unwrap();
            assert_eq!((ended.status.code(), &*err), (Some(0), ""), "{line}");
        }
    }

    #[test]
    fn a_full_disk_is_a_failure() {
        if !Path::new("/dev/full").exists() {
            eprintln!("skipped: there is no /dev/full");
            return;
        }
        let place = with_stream(3);
        for line in [
            "cat a",
            "head a",
            "tail a",
            "count a",
            "man",
            "completions bash",
            "bench a --duration 0s",
            "record lines a",
        ] {
            let run = sh(&place, &format!("flatstream {line} >/dev/full"));
            run.fails(1, &["error: standard output: ", "No space left on device"]);
        }
        for line in ["cat a --format raw", "record lines a", "record lines --print-schema"] {
            let run = place.run(&format!("{line} -o /dev/full"));
            run.fails(1, &["error: /dev/full: ", "No space left on device"]);
        }
    }

    #[test]
    fn verbs_are_piped_into_each_other() {
        let place = Place::new();
        let script = "printf 'a\\nb\\nc\\n' | flatstream record lines | \
                      flatstream cat --checksum crc32 - | wc -l | tr -d ' '";
        assert_eq!(sh(&place, script).expect(0), "3\n");
        let script = "printf 'a\\nb\\n' | flatstream record lines | flatstream count";
        assert_eq!(sh(&place, script).expect(0), "2\n");
        let script = "printf 'a\\nb\\n' | flatstream record lines -o - | flatstream head -n 1 \
                      --format raw | flatstream record lines | flatstream count --checksum crc32";
        assert_eq!(sh(&place, script).code, 0);
    }

    #[test]
    fn an_output_that_is_cut_short_is_not_in_its_place() {
        let place = Place::new();
        let stream = stream(ChecksumKind::Crc32, lines(100));
        for (line, old) in [
            ("cat --format raw -f -o out", None),
            ("cat --format raw -f -o out", Some("old")),
            ("compress --per-message -f -o out", Some("old")),
        ] {
            let _ = fs::remove_file(place.path("out.partial"));
            if let Some(old) = old {
                place.file("out", old);
            }
            let mut child = Command::new(env!("CARGO_BIN_EXE_flatstream"))
                .args(line.split(' '))
                .current_dir(place.path(""))
                .stdin(Stdio::piped())
                .spawn()
                .unwrap();
            let mut input = child.stdin.take().unwrap();
            // All but the end: it has to wait.
            input.write_all(&stream[..stream.len() - 1]).unwrap();
            let partial = place.path("out.partial");
            let start = Instant::now();
            while partial.metadata().map_or(0, |about| about.len()) == 0 {
                assert!(start.elapsed() < Duration::from_secs(30), "`{line}` writes nothing");
                thread::sleep(Duration::from_millis(5));
            }
            child.kill().unwrap();
            child.wait().unwrap();
            assert_eq!(fs::read_to_string(place.path("out")).ok().as_deref(), old, "{line}");
        }
        // What was left behind is in nobody's way, and nobody's to overwrite.
        let left = place.read("out.partial");
        place.file("whole", &stream);
        place.run("cat --format raw -f -o out whole").ok();
        assert_eq!(place.read("out"), lines(100).concat().as_bytes());
        assert_eq!(place.read("out.partial"), left);
        assert_eq!(place.files(), ["out", "out.partial", "whole"]);
    }

    #[test]
    fn an_interrupt_leaves_no_unfinished_file() {
        let place = Place::new();
        let stream = stream(ChecksumKind::Crc32, lines(100));
        for (signal, code) in [("INT", 130), ("TERM", 143)] {
            let mut child = Command::new(env!("CARGO_BIN_EXE_flatstream"))
                .args(["cat", "-o", "out"])
                .current_dir(place.path(""))
                .stdin(Stdio::piped())
                .spawn()
                .unwrap();
            let mut input = child.stdin.take().unwrap();
            input.write_all(&stream[..stream.len() - 1]).unwrap();
            let start = Instant::now();
            // By then the signals are listened to.
            while place.path("out.partial").metadata().map_or(0, |about| about.len()) == 0 {
                assert!(start.elapsed() < Duration::from_secs(30), "nothing is written");
                thread::sleep(Duration::from_millis(5));
            }
            sh(&place, &format!("kill -{signal} {}", child.id()));
            assert_eq!(child.wait().unwrap().code(), Some(code));
            assert!(place.files().is_empty(), "{:?}", place.files());
        }
    }

    #[test]
    fn a_name_that_is_nearly_too_long_is_said_to_be() {
        let place = with_stream(1);
        let name = "n".repeat(250);
        place.run(&format!("cat a -o {name}")).fails(1, &[&name, "try: a shorter name"]);
    }

    #[test]
    fn what_is_replaced_keeps_its_links_and_its_permissions() {
        use std::os::unix::fs::{PermissionsExt, symlink};
        let place = with_stream(1);
        place.file("secret", "old");
        fs::set_permissions(place.path("secret"), fs::Permissions::from_mode(0o600)).unwrap();
        symlink("secret", place.path("link")).unwrap();
        place.run("cat a --format raw -f -o link").ok();
        assert_eq!(place.read("secret"), lines(1).concat().as_bytes());
        assert!(place.path("link").symlink_metadata().unwrap().is_symlink());
        let mode = place.path("secret").metadata().unwrap().permissions().mode();
        assert_eq!(mode & 0o777, 0o600);
    }

    /// On a pseudo-terminal, which `script` makes.
    #[test]
    fn terminals_get_colours_and_no_binary_data() {
        let place = with_stream(1);
        let is_linux = cfg!(target_os = "linux");
        if !is_linux || sh(&place, "script -qec true /dev/null").code != 0 {
            eprintln!("skipped: there is no `script` that takes -qec");
            return;
        }
        let terminal = |line: &str| sh(&place, &format!("script -qec '{line}' /dev/null"));
        for line in ["cat --format raw a", "record lines a", "record machine --print-schema"] {
            let run = terminal(&format!("flatstream {line}"));
            let said = run.expect(2);
            assert!(said.contains("binary data is no sight for a terminal"), "{said}");
            assert!(said.contains("-o FILE, a pipe, or -f"), "{said}");
        }
        let raw = terminal("flatstream cat --format raw -f a");
        assert_eq!(raw.expect(0), lines(1).concat());
        assert!(terminal("flatstream cat a").expect(0).contains(ESCAPE));
        assert!(!terminal("NO_COLOR=1 flatstream cat a").expect(0).contains(ESCAPE));
        assert!(!terminal("flatstream cat --color never a").expect(0).contains(ESCAPE));
    }

    /// 208 MiB go through 48 MiB, mapped and piped.
    #[test]
    #[cfg(target_os = "linux")]
    fn memory_does_not_grow_with_the_input() {
        let place = Place::new();
        let some = stream(ChecksumKind::Crc32, (0..256).map(|n| vec![b'a' + n as u8 % 26; 4096]));
        let mut file = File::create(place.path("big")).unwrap();
        for _ in 0..208 {
            file.write_all(&some).unwrap();
        }
        let limited = |line: &str| {
            let run = sh(&place, &format!("ulimit -d 49152 && {line}"));
            assert_eq!((run.code, &*run.err), (0, ""), "{line}");
            String::from_utf8(run.bytes).unwrap()
        };
        // The limit is one.
        let run = sh(&place, "ulimit -d 49152 && head -c 64M /dev/zero | sort >/dev/null");
        assert_ne!(run.err, "", "memory is not limited");

        assert_eq!(limited("flatstream count big"), "53248\n");
        assert_eq!(limited("flatstream cat --format raw big | wc -c"), "218103808\n");
        assert_eq!(limited("cat big | flatstream cat --format raw | wc -c"), "218103808\n");
        assert_eq!(limited("cat big | flatstream tail -n 1 --format raw | wc -c"), "4096\n");
        let verbs = place.run("--help");
        if verbs.expect(0).contains("\n  verify ") {
            limited("flatstream verify big");
            limited("cat big | flatstream verify");
        }
        // A line without an end.
        let count = "flatstream count -q --checksum crc32";
        let text = "head -c 208M /dev/zero | tr '\\0' x";
        assert_eq!(limited(&format!("{text} | flatstream record lines | {count}")), "208\n");
    }
}
