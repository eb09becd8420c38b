//! `split`.

use crate::harness::{Place, blocks, lines, stream};
use flatstream::{ChecksumKind, CodecKind, Format, StreamWriter};

/// The parts whose names begin with `prefix`, in order.
fn parts(place: &Place, prefix: &str) -> Vec<Vec<u8>> {
    let names = place.files().into_iter().filter(|name| name.starts_with(prefix));
    names.map(|name| place.read(&name)).collect()
}

#[test]
fn by_messages() {
    let place = Place::new();
    let lines = lines(10);
    place.file("a.log", stream(ChecksumKind::Crc32, &lines));
    let ran = place.run("split a.log -o part- -n 4");
    assert_eq!(ran.expect(0), "part-000000.log\npart-000001.log\npart-000002.log\n");
    assert_eq!(ran.err, "note: 10 messages in 3 files\n");
    let expected: Vec<_> =
        lines.chunks(4).map(|lines| stream(ChecksumKind::Crc32, lines)).collect();
    assert!(parts(&place, "part-") == expected);
}

#[test]
fn by_bytes_no_file_is_longer() {
    let place = Place::new();
    let lines = lines(20_000);
    let check = |whole: &[u8], limit: usize, fewest: usize| {
        place.file("a", whole);
        let ran = place.run(&format!("split a -q -o part- --bytes {limit}"));
        let names = ran.expect(0).lines().map(str::to_owned).collect::<Vec<_>>();
        let parts = parts(&place, "part-");
        assert_eq!(parts.len(), names.len());
        assert!(parts.iter().all(|part| part.len() <= limit));
        let full = parts[..parts.len() - 1].iter().all(|part| part.len() >= fewest);
        assert!(full, "{:?}", parts.iter().map(Vec::len).collect::<Vec<_>>());
        let ran = place.run(&format!("cat --format raw {}", names.join(" ")));
        assert!(ran.ok() == lines.concat().as_bytes());
        names.iter().for_each(|name| std::fs::remove_file(place.path(name)).unwrap());
    };
    let longest = 8 + lines.iter().map(String::len).max().unwrap();
    check(&stream(ChecksumKind::Crc32, &lines), 100_000, 100_000 - longest);
    check(&stream(ChecksumKind::Crc32, &lines), 1 << 30, 0);
    let format = Format::new().checksum(ChecksumKind::Crc32).codec(CodecKind::Lz4);
    let mut writer = StreamWriter::new(Vec::new(), format.framer().unwrap());
    lines.iter().for_each(|line| writer.write_payload(line.as_bytes()).unwrap());
    check(&writer.into_inner(), 100_000, 100_000 - longest - 5);
    // A block may be the more that there is room for before it is compressed.
    check(&blocks(ChecksumKind::Crc32, CodecKind::Zstd, &lines), 100_000, 20_000);
    check(&blocks(ChecksumKind::None, CodecKind::Lz4, &lines), 1000, 100);
}

#[test]
fn a_message_that_is_too_long_is_alone() {
    let place = Place::new();
    let lines = ["short", &"long".repeat(100), "x", "y"];
    place.file("a", stream(ChecksumKind::None, lines));
    place.run("split a --checksum none -q -o part- --bytes 20").expect(0);
    let expected: Vec<_> = [&lines[..1], &lines[1..2], &lines[2..]]
        .map(|lines| stream(ChecksumKind::None, lines))
        .into();
    assert!(parts(&place, "part-") == expected);
}

#[test]
fn by_parts() {
    let place = Place::new();
    let lines = lines(10);
    place.file("a", stream(ChecksumKind::Crc32, &lines));
    place.run("split a -q -o part- --parts 3").expect(0);
    let expected: Vec<_> = [&lines[..3], &lines[3..6], &lines[6..]]
        .map(|lines| stream(ChecksumKind::Crc32, lines))
        .into();
    assert!(parts(&place, "part-") == expected);
    assert_eq!(place.run("split a -q -f -o one- --parts 1").expect(0), "one-000000\n");
    assert!(place.read("one-000000") == place.read("a"));
    // None is empty.
    assert_eq!(place.run("split a -q -o many- --parts 99").expect(0).lines().count(), 10);
    let ran = place.run_with("split -o pipe- --parts 3", &place.read("a"));
    ran.fails(2, &["--parts takes a file", "--messages or --bytes"]);
}

/// A shell sorts what `part-*` stands for.
#[test]
fn sorted_names_have_the_order_of_the_messages() {
    let place = Place::new();
    let lines = lines(10_002);
    place.file("a", stream(ChecksumKind::Crc32, &lines));
    let ran = place.run("split a -q -o part- -n 1");
    let names: Vec<_> = ran.expect(0).lines().collect();
    assert_eq!(names.len(), 10_002);
    assert!(names.is_sorted());
    assert!(parts(&place, "part-").concat() == place.read("a"));
}

#[test]
fn files_that_exist_stay() {
    let place = Place::new();
    place.file("a", stream(ChecksumKind::Crc32, lines(10)));
    place.file("part-000001", "mine");
    let ran = place.run("split a -o part- -n 4");
    ran.fails(1, &["part-000001: exists", "-f replaces it"]);
    assert_eq!(ran.expect(1), "part-000000\n");
    assert_eq!(place.read("part-000001"), b"mine");
    let ran = place.run("split a -o part- -n 10 -f");
    assert_eq!(ran.expect(0), "part-000000\n");
    assert!(ran.err.contains("note: part-000001 is left from before"), "{}", ran.err);
}

#[test]
fn damage_ends_it_with_the_files_that_are_complete() {
    let place = Place::new();
    let mut bytes = stream(ChecksumKind::Crc32, lines(10));
    *bytes.last_mut().unwrap() ^= 1;
    place.file("a", &bytes);
    let ran = place.run("split a -o part- -n 4");
    ran.fails(1, &["a: frame 9", "try: --skip-damaged"]);
    assert_eq!(ran.expect(1), "part-000000\npart-000001\n");
    assert_eq!(place.files(), ["a", "part-000000", "part-000001"]);
    let ran = place.run("split a -f -o part- -n 4 --skip-damaged");
    assert_eq!(ran.expect(3).lines().count(), 3);
    place.run("split a -o p --parts 2 --skip-damaged").fails(2, &["cannot be used with"]);
}

#[test]
fn pipes_and_bad_input() {
    let place = Place::new();
    let whole = stream(ChecksumKind::Crc32, lines(10));
    assert_eq!(place.run_with("split -o part- -n 9 -q", &whole).expect(0).lines().count(), 2);
    place.file("empty", "");
    let ran = place.run("split empty -o none- -n 9");
    assert_eq!((ran.expect(0), &*ran.err), ("", "note: 0 messages in 0 files\n"));
    place.run("split empty -o none-").fails(2, &["--messages", "--bytes", "--parts"]);
    place.run("split empty -n 9").fails(2, &["--output"]);
    place.run("split empty -o x -n 0").fails(2, &["'0'"]);
    place.run("split empty -o x --bytes 0").fails(2, &["nothing fits such a file"]);
    place.run("split empty -o - -n 9").fails(2, &["files cannot go to standard output"]);
    place.run("split missing -o x -n 9").fails(1, &["missing: No such file"]);
    place.file("a", &whole);
    place.run("split a -o no/x -n 9").fails(1, &["no/x000000: No such file"]);
}

#[cfg(target_os = "linux")]
#[test]
fn names_that_nobody_reads_do_not_end_it() {
    let place = Place::new();
    place.file("a", stream(ChecksumKind::Crc32, lines(10)));
    let mut command = std::process::Command::new(env!("CARGO_BIN_EXE_flatstream"));
    command.current_dir(place.path("")).args(["split", "a", "-q", "-o", "part-", "-n", "1"]);
    let (reader, writer) = std::io::pipe().unwrap();
    drop(reader);
    assert!(command.stdout(writer).status().unwrap().success());
    assert_eq!(parts(&place, "part-").len(), 10);
}
