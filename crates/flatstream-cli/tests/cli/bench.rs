//! `bench`.

use crate::harness::{Place, lines, stream};
use flatstream::{ChecksumKind, CodecKind};

#[test]
fn each_way_has_its_row() {
    let place = Place::new();
    place.file("a", stream(ChecksumKind::Crc32, lines(100)));
    let run = place.run("bench --duration 10ms a");
    let rows: Vec<Vec<&str>> =
        run.expect(0).lines().map(|line| line.split_whitespace().collect()).collect();
    let names: Vec<_> = rows.iter().map(|row| row[0]).collect();
    assert_eq!(names, ["messages/s", "walk", "read", "buffered"]);
    for row in &rows[1..] {
        assert_eq!(row.len(), 6);
        assert!(row[1..].iter().all(|figure| figure.parse::<f64>().unwrap() > 0.0), "{row:?}");
    }
}

#[test]
fn figures_for_programs() {
    let place = Place::new();
    let text = lines(100).join("\n");
    place.run_with("record lines -q -o r", text.as_bytes()).ok();
    place.run("record lines --print-schema -o line.bfbs").ok();
    let run = place.run("bench --duration 0s --format ndjson --schema line.bfbs r");
    let rows: Vec<serde_json::Value> =
        run.expect(0).lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    let ways: Vec<_> = rows.iter().map(|row| row["way"].as_str().unwrap()).collect();
    assert_eq!(ways, ["walk", "read", "buffered", "verify", "json"]);
    for row in &rows {
        assert_eq!((row["messages"].as_u64(), row["passes"].as_u64()), (Some(100), Some(2)));
        assert_eq!(row["bytes"].as_u64(), Some(place.read("r").len() as u64));
        let per_message = row["ns_per_message"].as_f64().unwrap();
        let median = row["median_ns"].as_u64().unwrap() as f64;
        assert!((per_message - median / 100.0).abs() <= 0.01 * per_message, "{row}");
    }
}

#[test]
fn blocks_count_as_the_messages_in_them() {
    let place = Place::new();
    place.file("b", crate::harness::blocks(ChecksumKind::Crc32, CodecKind::Zstd, lines(100)));
    let run = place.run("bench --duration 0s --format ndjson b");
    for line in run.expect(0).lines() {
        assert!(line.contains("\"messages\":100,"), "{line}");
    }
}

#[test]
fn what_cannot_be_measured_says_why() {
    let place = Place::new();
    let whole = stream(ChecksumKind::Crc32, lines(10));
    place.file("torn", &whole[..whole.len() - 1]);
    place
        .run("bench --checksum crc32 torn")
        .fails(1, &["torn: frame 9 at byte", "truncated", "`flatstream verify`"]);
    place.file("empty", "");
    place.run("bench empty").fails(2, &["empty: not a file with messages", "no pipe"]);
    place.run_with("bench -", &whole).fails(2, &["standard input: not a file with messages"]);
    place.run("bench .").fails(2, &[".: a directory"]);
    place.run("bench missing").fails(1, &["missing: No such file"]);
    place.run("bench --skip-damaged torn").fails(2, &["--skip-damaged"]);
    for time in ["-1", "x", "2", "1e99s"] {
        place.run(&format!("bench torn --duration={time}")).fails(2, &["--duration <TIME>"]);
    }
}
