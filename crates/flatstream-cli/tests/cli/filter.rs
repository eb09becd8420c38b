//! `filter`.

use crate::harness::{Place, Ran, blocks, lines, stream, testdata};
use flatstream::{ChecksumKind, CodecKind};

const NAMES: [&str; 6] = ["empty", "full", "unions", "vectors", "arrays", "floats"];

/// A stream of sample messages, and one flag with a value of any characters.
fn samples() -> Place {
    let place = Place::new();
    let messages = NAMES.map(|name| std::fs::read(testdata(&format!("{name}.bin"))).unwrap());
    place.file("a", stream(ChecksumKind::Crc32, &messages));
    place
}

fn run(place: &Place, line: &str, more: &[&str]) -> Ran {
    let mut command = place.command(line);
    command.arg("--schema").arg(testdata("every.bfbs"));
    place.run_command(command.args(more))
}

/// That `condition` holds for these of the samples.
#[track_caller]
fn check(place: &Place, condition: &str, expected: &[&str]) {
    let ran = run(place, "filter a -q -f -o kept", &["--where", condition]);
    assert_eq!(ran.expect(0), "", "{condition}");
    let messages = expected.iter().map(|name| std::fs::read(testdata(&format!("{name}.bin"))));
    let expected = stream(ChecksumKind::Crc32, messages.map(Result::unwrap));
    assert!(place.read("kept") == expected, "{condition}");
}

#[test]
fn numbers_are_compared_exactly() {
    let place = samples();
    check(&place, "number == 42", &["full"]);
    check(&place, "number!=0", &["full"]);
    check(&place, "number>=41.5", &["full"]);
    check(&place, "number < 42", &["empty", "unions", "vectors", "arrays", "floats"]);
    check(&place, "number <= -1", &[]);
    check(&place, "structs.scalars.a_ulong == 18446744073709551615", &["arrays"]);
    check(&place, "structs.scalars.a_ulong > 18446744073709551614", &["arrays"]);
    check(&place, "structs.scalars.a_ulong >= 18446744073709551615.5", &[]);
    check(&place, "structs.scalars.a_long < -9223372036854775807", &["arrays"]);
    // A float of 32 bits equals the decimal that it is printed as.
    check(&place, "structs.reading.value == 293.15", &["arrays"]);
    check(&place, "plain.a_bool == true", &["full"]);
    check(&place, "plain.a_bool == false", &["floats"]);
    check(&place, "plain.a_float == nan", &["floats"]);
}

#[test]
fn strings_enums_and_what_is_there() {
    let place = samples();
    check(&place, "near", &["full"]);
    check(&place, "near == near", &["full"]);
    check(&place, r#"near ~ "ea""#, &["full"]);
    check(&place, "near ~ 'EA'", &[]);
    check(&place, "near < nearer", &["full"]);
    check(&place, "enums.gap == Seven", &["full"]);
    check(&place, "enums.gap == 7", &["full"]);
    check(&place, "enums.huge == Half", &["full"]);
    check(&place, "enums.huge > 9223372036854775807", &["full"]);
    check(&place, "enums.tiny < Minus", &["full"]);
    check(&place, "enums.colours ~ Red", &["full"]);
    check(&place, "enums.colours == Red", &[]);
    check(&place, "enums.colours == 'Green Red'", &["full"]);
    check(&place, "unions.one_type == Leaf", &["full"]);
    check(&place, "unions.one.name == leaf", &["full"]);
    check(&place, "unions.one.label", &["unions"]);
    check(&place, "unions.many[*].name ~ ir", &["unions"]);
    check(&place, "unions.many[5] == sixth", &["unions"]);
    check(&place, "vectors.entries[*].count > 1", &["vectors"]);
    check(&place, "vectors.points[1].x == 3", &["vectors"]);
    check(&place, "vectors.points[2]", &[]);
    check(&place, "attributes.nested.name == inside", &["full"]);
}

#[test]
fn conditions_of_every_kind_must_hold_together() {
    let place = samples();
    let count = |more: &[&str]| run(&place, "filter a --count", more).expect(0).to_owned();
    assert_eq!(count(&["--where", "number < 1", "--where", "unions"]), "1\n");
    assert_eq!(count(&["--where", "number < 1", "--ordinals", "..2"]), "1\n");
    assert_eq!(count(&["--where", "number < 1", "--invert"]), "1\n");
    assert_eq!(count(&["--ordinals", "..2", "--invert"]), "4\n");
    assert_eq!(count(&["--identifier", "EVRY", "--size", "..=20"]), "1\n");
    assert_eq!(count(&["--identifier", "EVRY", "--identifier", "TELE"]), "6\n");
    assert_eq!(count(&["--identifier", "TELE"]), "0\n");
}

#[test]
fn conditions_that_make_no_sense_are_usage_errors() {
    let place = samples();
    let check = |condition: &str, words: &[&str]| {
        let ran = run(&place, "filter a --count", &["--where", condition]);
        ran.fails(2, &[&format!("--where '{condition}': ")]);
        ran.fails(2, words);
        assert_eq!(ran.bytes, b"");
    };
    check("nmber == 1", &["no field `nmber`", "which has plain", "number"]);
    check("number", &["has a default", "try: a comparison"]);
    check("number = 1", &["one of == != < <= > >= ~ was expected"]);
    check("number == x", &["`number` is a number, and `x` is none"]);
    check("number == \"1\"", &["`number` is a number"]);
    check("number ~ 1", &["`~` looks into strings and bit flags"]);
    check("number ==", &["nothing to compare with"]);
    check("near == a b", &["more than a word"]);
    check("near == \"a", &["no string as JSON has them"]);
    check("near == 'a", &["no string between two quotes"]);
    check("enums.tiny == Lo", &["no value `Lo` in", "Low, Minus, Zero, High"]);
    check("plain.a_bool == 2", &["is true or false"]);
    check("structs.point == 1", &["has fields"]);
    check("vectors.ints == 1", &["`vectors.ints[*]` is any of its elements"]);
    check("", &["the name of a field is missing"]);
}

#[test]
fn flags_that_make_no_sense_are_usage_errors() {
    let place = samples();
    place.run("filter a").fails(2, &["--ordinals", "--size", "--identifier", "--where"]);
    place.run("filter a --where near").fails(2, &["--schema"]);
    place.run("filter a --ordinals 5..5").fails(2, &["nothing is in 5..5"]);
    place.run("filter a --ordinals x").fails(2, &["ranges are like"]);
    place.run("filter a --size 5Q..").fails(2, &["no unit `q`"]);
    place.run("filter a --identifier TELEM").fails(2, &["four letters"]);
    assert_eq!(place.files(), ["a"]);
}

#[test]
fn ordinals_end_the_run_before_damage() {
    let place = Place::new();
    let lines = lines(100);
    let mut bytes = stream(ChecksumKind::Crc32, &lines);
    *bytes.last_mut().unwrap() ^= 1;
    place.file("a", &bytes);
    let ran = place.run("filter a --ordinals 3,10..=12 -o kept");
    ran.fails(0, &["note: kept 4 of the first 13 messages\n"]);
    let expected = stream(ChecksumKind::Crc32, [3, 10, 11, 12].map(|n| &lines[n]));
    assert!(place.read("kept") == expected);

    // All the rest is looked at, and nothing written in the place of the file.
    place.run("filter a --ordinals 3 --invert -o rest").fails(1, &["frame 99", "try: "]);
    assert_eq!(place.files(), ["a", "kept"]);
    let ran = place.run("filter a --ordinals 3 --invert --skip-damaged -o rest");
    ran.fails(3, &["note: kept 98 of 99 messages\n"]);
}

#[test]
fn what_is_written_looks_like_what_is_read() {
    let place = Place::new();
    let lines = lines(5000);
    let odd = || lines.iter().filter(|line| line.len() % 2 == 1);
    let sizes = (0..100).filter(|n| n % 2 == 1).map(|n: u32| n.to_string());
    let sizes = sizes.collect::<Vec<_>>().join(",");
    for (checksum, codec) in
        [(ChecksumKind::Xxh3, CodecKind::Zstd), (ChecksumKind::None, CodecKind::Lz4)]
    {
        let whole = blocks(checksum, codec, &lines);
        let expected = blocks(checksum, codec, odd());
        place.file("a", &whole);
        place.run(&format!("filter a -q -f --size {sizes} -o kept")).ok();
        assert!(place.read("kept") == expected, "{checksum} {codec}");
    }
    // Onto itself only if that is wanted.
    place.run("filter a --size 1 -o a").fails(1, &["a: exists", "-f replaces it"]);
    place.run("filter a -q --size 1 -f -o a").ok();
    assert_eq!(place.run("count a").expect(0), "0\n");
}

#[test]
fn a_message_of_another_schema_is_named() {
    let place = Place::new();
    place.file("a", stream(ChecksumKind::Crc32, lines(3)));
    let ran = run(&place, "filter a -o kept", &["--where", "near"]);
    ran.fails(1, &["a: message 0 at byte 0: invalid payload", "try: another --schema"]);
    assert_eq!(place.files(), ["a"]);
    // Only those are read that fit otherwise.
    let ran = run(&place, "filter a --count", &["--where", "near", "--identifier", "EVRY"]);
    assert_eq!(ran.expect(0), "0\n");
}

#[test]
fn nothing_in_nothing_out() {
    let place = Place::new();
    place.file("empty", "");
    assert_eq!(place.run("filter empty -q --size 1..").ok(), b"");
    assert_eq!(place.run("filter -q --size 1..").ok(), b"");
    place.run("filter missing --size 1").fails(1, &["missing: No such file"]);
    place.run("filter . --size 1").fails(2, &[".: a directory"]);
}
