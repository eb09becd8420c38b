//! `info`.

use crate::harness::{Place, Ran, blocks, lines, messages, stream, testdata, with_dictionary};
use flatstream::{ChecksumKind, CodecKind};
use serde_json::{Value, json};

/// The objects on the lines of a run.
fn objects(ran: &Ran) -> Vec<Value> {
    ran.expect(0).lines().map(|line| serde_json::from_str(line).unwrap()).collect()
}

fn object(place: &Place, line: &str) -> Value {
    let mut objects = objects(&place.run(&format!("info --format ndjson {line}")));
    assert_eq!(objects.len(), 1);
    objects.remove(0)
}

#[test]
fn text_says_what_a_stream_holds() {
    let place = Place::new();
    let mut payloads = vec![vec![b'x'; 20]; 30];
    payloads.extend(vec![vec![b'y'; 100]; 10]);
    place.file("a", stream(ChecksumKind::Crc32, payloads));
    let expected = "\
a
  size         1.88 KiB, 1920 bytes
  format       checksum crc32, frames plain (sure: 40 frames, 1702 bits)
  frames       40
  messages     40
  payload      1.56 KiB in 1.88 KiB of frames, ratio 0.83
  lengths      min 20 B, median 20 B, p99 100 B, max 100 B
          16 B+ ████████████████████████████████████████ 30
          32 B+ 0
          64 B+ ██████████████ 10
  identifiers  none 40
  damage       none
";
    assert_eq!(place.run("info a").expect(0), expected);
    // Of a pipe no more is read than makes sure.
    let piped = place.run_with("info", &place.read("a"));
    let expected_of_pipe = expected.replacen('a', "standard input", 1).replace("1702", "1680");
    assert_eq!(piped.expect(0), expected_of_pipe);
    assert_eq!(place.run("info a a").expect(0), format!("{expected}\n{expected}"));
    let coloured = place.run("info --color always a");
    assert!(coloured.expect(0).contains("\u{1b}["), "{coloured:?}");
}

#[test]
fn ndjson_has_the_same_figures() {
    let place = Place::new();
    place.file("a", stream(ChecksumKind::Xxh3, ["one", "three"]));
    let expected = json!({
        "name": "a", "bytes": 32, "checksum": "xxh3", "compressed": false, "sure": true,
        "frames": 2, "blocks": 0, "messages": 2, "payload_bytes": 8, "frame_bytes": 32,
        "ratio": 0.25, "lengths": {"min": 3, "median": 3, "p99": 5, "max": 5, "from": {"2": 1, "4": 1}},
        "identifiers": {}, "identifiers_other": 0, "identifiers_none": 2,
        "damage": {"regions": 0, "lost_bytes": 0, "end": "clean", "tail": "clean"},
    });
    assert_eq!(object(&place, "a"), expected);
    assert_eq!(objects(&place.run("info --format ndjson a a")), [expected.clone(), expected]);
}

#[test]
fn codecs_and_blocks_are_counted_by_frame() {
    let place = Place::new();
    let lines = lines(5000);
    for &codec in CodecKind::ALL {
        place.file("a", blocks(ChecksumKind::Crc32, codec, &lines));
        let found = object(&place, "a");
        assert_eq!(found["messages"], 5000);
        assert_eq!(found["compressed"], true);
        assert_eq!(found["codecs"], json!({codec.name(): found["frames"]}));
        assert_eq!(found["blocks"], found["frames"]);
        assert!(found["ratio"].as_f64().unwrap() > 2.0, "{found}");
        let text = place.run("info a");
        assert!(text.expect(0).contains(&format!("\n  codecs       {codec} ")), "{text:?}");
    }
}

#[test]
fn a_missing_dictionary_is_named_and_no_damage() {
    let place = Place::new();
    let (wire, dictionary) = with_dictionary(400);
    place.file("a", wire);
    place.file("d", dictionary.as_bytes());
    let id = dictionary.id();
    let found = object(&place, "a");
    assert_eq!(found["dictionaries_missing"], json!({id.to_string(): 400}));
    assert_eq!((&found["messages"], &found["damage"]["regions"]), (&json!(0), &json!(0)));
    let text = place.run("info a");
    let expected = format!("{id} is missing: 400 frames not looked into; --dictionary FILE");
    assert!(text.expect(0).contains(&expected), "{text:?}");
    let found = object(&place, "--dictionary d a");
    assert_eq!(found["messages"], 400);
    assert_eq!(found["dictionaries_missing"], json!({}));
    assert_eq!(found["codecs"], json!({"zstd with a dictionary": 400}));
}

#[test]
fn identifiers_are_counted_and_bounded() {
    let place = Place::new();
    let message = std::fs::read(testdata("full.bin")).unwrap();
    let named = (0..40_u8).flat_map(|n| {
        let mut message = message.clone();
        message[4..8].copy_from_slice(format!("ID{n:02}").as_bytes());
        vec![message; usize::from(n) + 1]
    });
    place.file("a", stream(ChecksumKind::Crc32, named.chain([b"none".to_vec()])));
    let found = object(&place, "a");
    let identifiers = found["identifiers"].as_object().unwrap();
    assert_eq!((identifiers.len(), &identifiers["ID31"]), (32, &json!(32)));
    assert_eq!(found["identifiers_other"], (33..=40).sum::<u64>());
    assert_eq!(found["identifiers_none"], 1);
    let text = place.run("info a");
    let expected = "\n  identifiers  ID31 32, ID30 31,";
    assert!(text.expect(0).contains(expected), "{text:?}");
}

#[test]
fn a_time_gives_a_rate() {
    let place = Place::new();
    let schema = testdata("every.bfbs");
    let schema = schema.display();
    let times = [1_000_000_000, 1_000_000_500, 1_000_000_400, 1_000_001_000];
    let messages = messages(times.map(|time| format!(r#"{{"number":{time}}}"#)));
    place.file("a", stream(ChecksumKind::Crc32, messages.into_iter().chain([vec![1, 2, 3]])));
    let run = |flags: &str| place.run(&format!("info a --schema {schema} {flags}"));
    let text = run("--time number --time-unit s");
    for line in [
        "  first        2001-09-09T01:46:40.000000000Z",
        "  last         2001-09-09T02:03:20.000000000Z",
        "  duration     1000 s, 3.00e-3 messages/s",
        "  order        1 message sent before the one in front",
        "  untimed      1 message without a time",
    ] {
        assert!(text.expect(0).lines().any(|found| found == line), "{line}: {text:?}");
    }
    let found = objects(&run("--format ndjson --time number --time-unit ms"));
    let expected = json!({
        "first_ns": 1_000_000_000_000_000_u64, "last_ns": 1_000_001_000_000_000_u64,
        "duration_s": 1, "messages_per_s": 3, "backwards": 1, "untimed": 1,
    });
    assert_eq!(found[0]["time"], expected);
    run("--time number")
        .fails(2, &["`number` does not end with _ns, _us, _ms or _s", "--time-unit"]);
    run("--time numbr --time-unit s").fails(2, &["numbr"]);
    run("--time near --time-unit s").fails(2, &["`near` is no number"]);
    place.run("info a --time number").fails(2, &["--schema"]);
}

#[test]
fn damage_is_said_and_no_failure() {
    let place = Place::new();
    let good = stream(ChecksumKind::Crc32, ["one", "two", "three", "four", "five"]);
    let mut bad = good.clone();
    bad[20] ^= 1;
    bad.truncate(good.len() - 1);
    place.file("a", &bad);
    let text = place.run("info a");
    assert!(
        text.expect(0).ends_with(
            "\
  damage       22 bytes lost, in 1 place
               first at byte 11, behind 1 message: checksum stored 0x11ca8a66, computed 0x8d1bb27
  tail         11 bytes lost at byte 47: the last frame lacks 1 byte
               `flatstream recover` keeps what is intact
"
        ),
        "{text:?}"
    );
    let damage = object(&place, "a")["damage"].clone();
    assert_eq!((&damage["end"], &damage["tail"]), (&json!("corrupt"), &json!("torn")));
    assert_eq!((&damage["first_offset"], &damage["lost_bytes"]), (&json!(11), &json!(22)));
    place.file("zeros", [&good[..], &[0; 100]].concat());
    let damage = object(&place, "zeros")["damage"].clone();
    assert_eq!((&damage["end"], &damage["tail"]), (&json!("zeros"), &json!("zeros")));
}

#[test]
fn foreign_files_are_named() {
    let place = Place::new();
    place.file("zst", b"\x28\xb5\x2f\xfd\x04\x00\x01\x00\x00\x00");
    place.file("gz", b"\x1f\x8b\x08\x00\x00\x00\x00\x00\x00\x00");
    place.file("txt", "some text\n");
    place.file("json", "{\"a\":1}\n");
    place.file("message", std::fs::read(testdata("full.bin")).unwrap());
    place.file("schema", std::fs::read(testdata("every.bfbs")).unwrap());
    for (file, what, advice) in [
        ("zst", "a file compressed by zstd", "`zstd -dc zst | flatstream ...`"),
        ("gz", "a file compressed by gzip", "`gzip -dc gz | flatstream ...`"),
        ("txt", "text", "`flatstream record lines txt` makes a stream of it"),
        ("json", "JSON", "`flatstream convert --from ndjson json` makes a stream of it"),
        (
            "message",
            "a single FlatBuffer, `EVRY`, without a frame",
            "`flatstream convert --from files message` makes a stream of it",
        ),
        ("schema", "a binary schema", "it goes to --schema"),
    ] {
        let text = place.run(&format!("info {file}"));
        let expected = format!("\n  no stream, but {what}: {advice}\n");
        assert!(text.expect(0).ends_with(&expected), "{text:?}");
        let found = object(&place, file);
        assert_eq!((&found["name"], &found["foreign"]), (&json!(file), &json!(what)));
    }
}

#[test]
fn odd_inputs() {
    let place = Place::new();
    place.file("empty", "");
    let text = place.run("info empty");
    assert!(text.expect(0).contains("  format       none, it is empty\n"), "{text:?}");
    let random: Vec<u8> =
        (0..4000_u32).map(|n| n.wrapping_mul(2_654_435_761).to_be_bytes()[1]).collect();
    place.file("random", random);
    let text = place.run("info random");
    assert!(text.expect(0).contains("no frame was found; --checksum NAME"), "{text:?}");
    place.run("info missing").fails(1, &["error: missing: "]);
    place.run("info .").fails(2, &["error: .: a directory"]);
    place.file("a", stream(ChecksumKind::Crc32, ["one"]));
    let told = place.run("info --checksum crc32 --frames plain a");
    assert!(told.expect(0).contains("checksum crc32, frames plain (as told)\n"), "{told:?}");
}
