//! `recover`.

use crate::harness::{Place, blocks, lines, stream, with_dictionary};
use flatstream::{ChecksumKind, CodecKind};

/// Three frames: at 0, 11 and 22, in 35 bytes.
fn three() -> Vec<u8> {
    stream(ChecksumKind::Crc32, ["one", "two", "three"])
}

/// Enough frames that the format is beyond doubt, and where the last begins.
fn many() -> (Vec<u8>, usize) {
    let lines = lines(20);
    let last = 8 + lines[19].len();
    let wire = stream(ChecksumKind::Crc32, lines);
    let start = wire.len() - last;
    (wire, start)
}

/// The second of three frames is damaged.
fn damaged() -> Vec<u8> {
    let mut bytes = three();
    bytes[20] ^= 1;
    bytes
}

const SUMMARY: &str = "note: a: kept 2 messages in 2 frames, 24 B; lost 11 bytes\n";

#[test]
fn intact_frames_go_into_a_new_file_and_the_old_one_stays() {
    let place = Place::new();
    let (good, bad) = (three(), damaged());
    place.file("a", &bad);
    let ran = place.run("recover a -o new");
    assert_eq!(ran.expect(3), "");
    ran.fails(3, &["note: a: lost 11 bytes at byte 11, behind 1 message kept: checksum", SUMMARY]);
    assert_eq!(place.read("new"), [&good[..11], &good[22..]].concat());
    assert_eq!(place.read("a"), bad);
    place.run("verify new").ok();
    place.run("recover a -o new").fails(1, &["new: exists", "-f replaces it"]);
    assert_eq!(place.run("recover a -o new -f").code, 3);
    let piped = place.run_with("recover -q", &bad);
    assert_eq!((piped.code, &*piped.err, piped.bytes), (3, "", place.read("new")));
    assert_eq!(place.files(), ["a", "new"]);
}

#[test]
fn what_an_interrupted_run_left_can_be_recovered_into_its_place() {
    let place = Place::new();
    place.file("a.partial", damaged());
    place.file("a.partial1", "another");
    assert_eq!(place.run("recover a.partial -o a").code, 3);
    assert_eq!(place.read("a"), [&three()[..11], &three()[22..]].concat());
    assert_eq!(place.read("a.partial"), damaged());
    assert_eq!(place.files(), ["a", "a.partial", "a.partial1"]);
}

#[test]
fn in_place_never_cuts_a_file_for_what_standard_input_says() {
    let place = Place::new();
    let (good, _) = many();
    let torn = &good[..good.len() - 1];
    place.file("-", torn);
    place.run_with("recover --in-place", torn).fails(2, &["--in-place takes a file"]);
    assert_eq!(place.read("-"), torn);
    assert_eq!(place.run("recover --in-place ./-").code, 3);
}

#[test]
fn lost_bytes_go_to_standard_output_too() {
    let place = Place::new();
    place.file("a", damaged());
    let ran = place.run("recover a -q -o new --lost -");
    assert_eq!((ran.code, &ran.bytes[..]), (3, &damaged()[11..22]));
    place.run("recover a --lost -").fails(2, &["--lost and -o name the same"]);
    let (good, last) = many();
    place.file("torn", &good[..good.len() - 1]);
    let ran = place.run("recover torn -q --in-place --lost -");
    assert_eq!((ran.code, &ran.bytes[..]), (3, &good[last..good.len() - 1]));
    assert_eq!(place.files(), ["a", "new", "torn"]);
}

#[test]
fn in_place_takes_a_limit() {
    let place = Place::new();
    let (good, last) = many();
    let long = stream(ChecksumKind::Crc32, ["x".repeat(2000)]);
    let wire = [&good[..], &long, &good[last..good.len() - 1]].concat();
    place.file("a", &wire);
    let ran = place.run("recover --in-place a --max-frame 1KiB");
    ran.fails(1, &["exceeds the limit of 1024", "try: --max-frame SIZE"]);
    assert_eq!(place.read("a"), wire);
    assert_eq!(place.run("recover --in-place a --max-frame 2KiB").code, 3);
    assert_eq!(place.read("a"), wire[..good.len() + long.len()]);
}

#[test]
fn a_whole_stream_loses_nothing() {
    let place = Place::new();
    for policy in ["skip-corrupt", "point-in-time", "torn-tail", "strict"] {
        place.file("a", three());
        let ran = place.run(&format!("recover a --policy {policy} -o new -f"));
        ran.fails(0, &["note: a: kept 3 messages in 3 frames, 35 B; lost nothing\n"]);
        assert_eq!(place.read("new"), three());
    }
    place.file("empty", "");
    assert_eq!(place.run("recover empty -q").ok(), b"");
    assert_eq!(place.run("recover empty --in-place -q").ok(), b"");
}

#[test]
fn compressed_frames_are_kept_byte_for_byte() {
    let place = Place::new();
    let lines = lines(20_000);
    for &codec in CodecKind::ALL {
        let good = blocks(ChecksumKind::Crc32, codec, &lines);
        let first = 8 + u32::from_le_bytes(*good.first_chunk().unwrap()) as usize;
        assert!(first < good.len(), "one block only");
        let mut bad = good.clone();
        bad[first - 1] ^= 1;
        place.file("a", &bad);
        let ran = place.run("recover a -o new -f");
        ran.fails(3, &[&format!("lost {first} bytes at byte 0, behind 0 messages kept: ")]);
        assert!(place.read("new") == good[first..], "{codec}");
        let counted = place.run("verify new");
        assert!(counted.ok().starts_with(b"new: ok, "), "{counted:?}");
    }
}

#[test]
fn policies_keep_more_or_less() {
    let place = Place::new();
    let (good, bad) = (three(), damaged());
    place.file("a", &bad);
    let ran = place.run("recover a --policy point-in-time -o new");
    ran.fails(
        3,
        &[
            "note: a: left out 1 message behind the damage, intact; --policy skip-corrupt",
            "note: a: kept 1 message in 1 frame, 11 B; lost 24 bytes\n",
        ],
    );
    assert_eq!(place.read("new"), good[..11]);

    for policy in ["torn-tail", "strict"] {
        let ran = place.run(&format!("recover a --policy {policy} -o other"));
        ran.fails(1, &["error: a: damage at byte 11: checksum", "try: --policy skip-corrupt"]);
    }
    place.file("torn", &good[..33]);
    place.run("recover torn --policy strict -o other").fails(1, &["torn: damage at byte 22: "]);
    assert_eq!(place.files(), ["a", "new", "torn"]);
    let torn = "note: torn: lost 11 bytes at byte 22, behind 2 messages kept: \
                the last frame lacks 2 bytes\n";
    place.run("recover torn --policy torn-tail -o other").fails(3, &[torn]);
    assert_eq!(place.read("other"), good[..22]);
    place.file("zeros", [&good[..], &[0; 100]].concat());
    place.run("recover zeros --policy torn-tail -o other -f").fails(3, &["only zeros follow"]);
    assert_eq!(place.read("other"), good);
    // Damage before a torn tail is more than that.
    place.file("both", &bad[..33]);
    place.run("recover both --policy torn-tail -o x").fails(1, &["both: damage at byte 11: "]);
}

#[test]
fn lost_bytes_are_saved() {
    let place = Place::new();
    let bad = damaged();
    place.file("a", &bad[..34]);
    assert_eq!(place.run("recover a -o new --lost lost").code, 3);
    assert_eq!(place.read("lost"), bad[11..34]);
    place.run("recover a -o new2 --lost lost").fails(1, &["lost: exists"]);
    place.run("recover a -o b --lost b").fails(2, &["--lost and -o name the same file"]);
    place.run("recover a -o b --lost a -f").fails(2, &["a: the input itself"]);
    place.run_with("recover --lost b", &bad).fails(2, &["standard input: --lost takes a file"]);
    let ran = place.run("recover a -f -o new --lost lost --policy point-in-time");
    assert_eq!((ran.code, place.read("lost")), (3, bad[11..34].to_vec()));
    assert_eq!(place.files(), ["a", "lost", "new"]);
}

#[test]
fn a_dry_run_writes_nothing() {
    let place = Place::new();
    place.file("a", damaged());
    let ran = place.run("recover a -n -o new");
    assert_eq!(ran.expect(3), "");
    ran.fails(3, &["lost 11 bytes at byte 11", SUMMARY]);
    let (wire, last) = many();
    let torn = &wire[..wire.len() - 1];
    place.file("torn", torn);
    let ran = place.run("recover torn --in-place --dry-run");
    ran.fails(
        3,
        &[&format!("note: torn: would cut off {} bytes at byte {last}", torn.len() - last)],
    );
    assert_eq!(place.read("torn"), torn);
    assert_eq!(place.files(), ["a", "torn"]);
}

#[test]
fn in_place_cuts_tails_and_nothing_else() {
    let place = Place::new();
    let (good, last) = many();
    place.file("torn", &good[..good.len() - 3]);
    let ran = place.run("recover --in-place torn --lost tail");
    let lost = good.len() - 3 - last;
    let expected = format!(
        "note: torn: cut off {lost} bytes at byte {last}, behind 19 messages: \
         the last frame lacks 3 bytes\n"
    );
    assert_eq!((ran.code, &*ran.err), (3, &*expected));
    assert_eq!(place.read("torn"), good[..last]);
    assert_eq!(place.read("tail"), good[last..good.len() - 3]);
    place.run("recover --in-place torn").fails(0, &["19 messages, and nothing to cut off"]);

    place.file("zeros", [&good[..], &[0; 4096]].concat());
    place.run("recover --in-place zeros").fails(3, &["cut off 4096 bytes", "only zeros follow"]);
    assert_eq!(place.read("zeros"), good);

    let mut bad = good[..good.len() - 3].to_vec();
    bad[last - 1] ^= 1;
    place.file("bad", &bad);
    place
        .run("recover --in-place bad --lost more")
        .fails(1, &["error: bad: damage at byte ", "try: -o FILE, a new one"]);
    assert_eq!(place.read("bad"), bad);
    assert_eq!(place.files(), ["bad", "tail", "torn", "zeros"]);
}

#[test]
fn in_place_needs_a_file_of_a_known_format() {
    let place = Place::new();
    let short = &stream(ChecksumKind::Crc16, ["one", "two"])[..16];
    place.file("short", short);
    place
        .run("recover --in-place short")
        .fails(1, &["error: short: not cut: its format is a guess", "--checksum NAME"]);
    assert_eq!(place.read("short"), short);
    let told = place.run("recover --in-place short --checksum crc16 --frames plain");
    assert_eq!((told.code, place.read("short")), (3, short[..9].to_vec()));
    place.run_with("recover --in-place", short).fails(2, &["--in-place takes a file"]);
    for flags in ["-o new", "--policy strict"] {
        place.run(&format!("recover --in-place short {flags}")).fails(2, &["cannot be used with"]);
    }
}

#[test]
fn the_input_is_never_written_over() {
    let place = Place::new();
    let bad = damaged();
    place.file("a", &bad);
    for flags in ["a -o a -f", "a -o ./a -f", "./a -o a"] {
        place
            .run(&format!("recover {flags}"))
            .fails(2, &["a: the input itself", "--in-place cuts a torn tail off"]);
    }
    assert_eq!((place.read("a"), place.files()), (bad, vec!["a".to_owned()]));
}

#[test]
fn what_holds_no_frame_makes_no_file() {
    let place = Place::new();
    place.file("text", "some text, and no stream at all\n");
    place
        .run("recover text -o new")
        .fails(1, &["error: text: no intact frame", "text looks like text: `flatstream record"]);
    place.run("recover missing -o new").fails(1, &["error: missing: "]);
    place.run("recover . -o new").fails(2, &["error: .: a directory"]);
    assert_eq!(place.files(), ["text"]);
}

#[test]
fn a_missing_dictionary_is_no_damage() {
    let place = Place::new();
    let (wire, dictionary) = with_dictionary(40);
    place.file("a", &wire[..wire.len() - 1]);
    place.file("d", dictionary.as_bytes());
    let needed = format!("--dictionary FILE, the one with id {}", dictionary.id());
    place.run("recover a -o new").fails(1, &["error: a: damage at byte 0: ", &needed]);
    place.run("recover a --in-place").fails(1, &["error: a: damage at byte 0: ", &needed]);
    assert_eq!(place.files(), ["a", "d"]);
    place.run("recover a -o new --dictionary d").fails(3, &["kept 39 messages"]);
    assert!(wire.starts_with(&place.read("new")));
    place.run("recover a --in-place --dictionary d").fails(3, &["behind 39 messages"]);
    assert_eq!(place.read("a"), place.read("new"));
}

#[test]
fn many_regions_are_counted_in_the_end() {
    let place = Place::new();
    let mut wire = stream(ChecksumKind::Crc32, vec!["x".repeat(92); 200]);
    (0..50).for_each(|n| wire[400 * n + 50] ^= 1);
    place.file("a", wire);
    let ran = place.run("recover a -o new");
    ran.fails(3, &["note: a: and bytes lost in 30 places more\n", "kept 150 messages"]);
    assert_eq!(ran.err.lines().count(), 22);
}
