//! `compress`, `decompress`, `train`.

use crate::harness::{Place, blocks, lines, stream};
use flatstream::{ChecksumKind, CodecKind, Dictionary, Format, StreamReader, StreamWriter};

/// Messages of `wire`, which is of `format`.
fn messages(wire: &[u8], format: &Format) -> Vec<Vec<u8>> {
    let mut reader = StreamReader::new(wire, format.deframer().unwrap());
    let mut all = Vec::new();
    while let Some(message) = reader.read_message().unwrap() {
        all.push(message.to_vec());
    }
    all
}

fn bytes(lines: &[String]) -> Vec<Vec<u8>> {
    lines.iter().map(|line| line.clone().into_bytes()).collect()
}

/// Messages that have much in common, and are short.
fn requests(count: usize) -> Vec<String> {
    let line = |n: usize| {
        let (shard, user, took) = (n % 13, n * 7919 % 100_003, n * n % 877);
        format!("{{\"service\":\"checkout\",\"shard\":{shard},\"user\":{user},\"took_us\":{took}}}")
    };
    (0..count).map(line).collect()
}

#[test]
fn every_codec_and_checksum_there_and_back() {
    let place = Place::new();
    let lines = lines(3000);
    for &checksum in ChecksumKind::ALL {
        let plain = stream(checksum, &lines);
        place.file("a", &plain);
        for &codec in CodecKind::ALL {
            for how in ["", "--per-message", "--block-size 1KiB", "--adaptive"] {
                let line = format!("compress a -q -c {codec} {how}");
                let packed = place.run(&line).ok().to_vec();
                let format = Format::new().checksum(checksum).codec(codec);
                assert_eq!(messages(&packed, &format), bytes(&lines), "{line}");
                if how.is_empty() {
                    assert!(packed == blocks(checksum, codec, &lines), "{line}");
                    assert!(packed.len() * 3 < plain.len(), "{line}");
                }
                let back = place.run_with(&format!("decompress -q --checksum {checksum}"), &packed);
                assert!(back.ok() == plain, "{line}");
            }
        }
    }
}

#[test]
fn a_file_is_made_and_the_note_has_figures() {
    let place = Place::new();
    place.file("a", stream(ChecksumKind::Crc32, lines(1000)));
    let ran = place.run("compress a -o a.z");
    assert_eq!(ran.expect(0), "");
    let len = place.read("a").len() as f64 / 1024.0;
    let (was, is) = (place.read("a").len(), place.read("a.z").len());
    let ratio = was as f64 / is as f64;
    assert!(ran.err.starts_with("note: a: 1000 messages, "), "{}", ran.err);
    assert!(ran.err.contains(&format!(" {len:.1} KiB plain, ")), "{}", ran.err);
    assert!(ran.err.ends_with(&format!(" compressed, ratio {ratio:.2}\n")), "{}", ran.err);
    assert_eq!(place.files(), ["a", "a.z"]);

    let ran = place.run("decompress a.z -o b");
    assert_eq!(ran.expect(0), "");
    assert!(ran.err.starts_with("note: a.z: 1000 messages, "), "{}", ran.err);
    assert!(ran.err.ends_with(&format!(" plain, ratio {ratio:.2}\n")), "{}", ran.err);
    assert!(place.read("b") == place.read("a"));

    let one = stream(ChecksumKind::Crc32, ["0123456789"]);
    let ran = place.run_with("decompress --checksum crc32", &one);
    assert!(ran.bytes == one);
    assert_eq!(ran.err, "note: standard input: 1 message, 18 B; it was not compressed\n");
}

#[test]
fn levels_reach_the_codec() {
    let place = Place::new();
    place.file("a", stream(ChecksumKind::None, requests(3000)));
    let len = |flags: &str| place.run(&format!("compress a -q {flags}")).ok().len();
    assert!(len("-l 19") < len("-l 1"));
    assert_eq!(len("-l 1"), len(""));
    assert!(len("-l -50") > len(""));
    assert!(len("-c gzip --level 9") < len("-c gzip --level 1"));
    assert!(len("--block-size 256K") < len("--block-size 4K"));
}

#[test]
fn what_is_compressed_is_compressed_anew() {
    let place = Place::new();
    let lines = lines(2000);
    place.file("a.lz4", blocks(ChecksumKind::Crc32, CodecKind::Lz4, &lines));
    let ran = place.run("compress a.lz4 --to-checksum xxh3 -o a.z");
    assert_eq!(ran.expect(0), "");
    assert!(ran.err.contains(" as it was, "), "{}", ran.err);
    assert!(place.read("a.z") == blocks(ChecksumKind::Xxh3, CodecKind::Zstd, &lines));
    let ran = place.run("decompress -q a.z --to-checksum crc16");
    assert!(ran.ok() == stream(ChecksumKind::Crc16, &lines));
    // Over its source, if told to.
    place.run("compress a.z -o a.z").fails(1, &["a.z: exists", "-f replaces it"]);
    assert!(place.run("compress a.z -o a.z -c lz4 --to-checksum crc32 -q -f").ok().is_empty());
    assert!(place.read("a.z") == place.read("a.lz4"));
    assert_eq!(place.files(), ["a.lz4", "a.z"]);
}

#[test]
fn blocks_do_not_depend_on_how_the_input_comes() {
    let place = Place::new();
    let plain = stream(ChecksumKind::Crc32, requests(20_000));
    place.file("a", &plain);
    let of_file = place.run("compress -q a").ok().to_vec();
    assert!(place.run_with("compress -q", &plain).ok() == of_file);
    assert!(of_file == blocks(ChecksumKind::Crc32, CodecKind::Zstd, requests(20_000)));
}

#[test]
fn wrong_usage_is_told_before_anything_is_read() {
    let place = Place::new();
    for (flags, words) in [
        ("-c rar", &["invalid value 'rar'", "zstd, lz4, deflate, zlib, gzip"][..]),
        ("--to-checksum md5", &["invalid value 'md5'", "none, crc16, crc32, xxh3"]),
        ("-l 23", &["no zstd level 23; there are "]),
        ("-l 0", &["no zstd level 0"]),
        ("-c lz4 -l 1", &["no level 1; LZ4 has none"]),
        ("-c zlib -l 10", &["no deflate level 10; there are 0 to 9"]),
        ("-l fast", &["invalid value 'fast'"]),
        ("--block-size 0", &["nothing fits", "--per-message"]),
        ("--block-size 1G", &["no blocks of more than 67108864 bytes", "--max-frame"]),
        ("--block-size 4x", &["no unit `x`"]),
        ("--block-size 4K --per-message", &["cannot be used with"]),
        ("a b", &["unexpected argument 'a'"]),
    ] {
        place.run(&format!("compress none {flags}")).fails(2, words);
    }
    place.file("d", "no dictionary");
    place.run("compress none --dictionary d").fails(2, &["d: ", "flatstream train"]);
    place.run("compress none --dictionary e").fails(1, &["e: No such file"]);
    place.run("compress none").fails(1, &["none: No such file"]);
    place.run("compress .").fails(2, &[".: a directory"]);
    assert_eq!(place.files(), ["d"]);
}

#[test]
fn nothing_at_all_is_a_stream() {
    let place = Place::new();
    for verb in ["compress", "decompress"] {
        assert_eq!(place.run(&format!("{verb} -q")).ok(), b"");
        let ran = place.run(&format!("{verb} /dev/null"));
        assert_eq!(ran.expect(0), "");
        assert!(ran.err.contains("0 messages, 0 B"), "{}", ran.err);
    }
}

#[test]
fn damage_leaves_no_file_or_is_skipped() {
    let place = Place::new();
    let lines = lines(200);
    let mut wire = stream(ChecksumKind::Crc32, &lines);
    let flipped = wire.len() / 2;
    wire[flipped] ^= 1;
    place.file("a", &wire);
    place.run("compress a -o a.z").fails(1, &["a: frame ", "--skip-damaged"]);
    assert_eq!(place.files(), ["a"]);
    let ran = place.run("compress a -o a.z --skip-damaged");
    ran.fails(3, &["a: lost ", "199 messages"]);
    assert_eq!(place.run("decompress a.z -o b -q").expect(0), "");
    assert_eq!(place.run("count b").expect(0), "199\n");

    let packed = blocks(ChecksumKind::Crc32, CodecKind::Zstd, &lines);
    place.file("torn", &packed[..packed.len() - 1]);
    place.run("decompress torn -o c").fails(1, &["torn: ", "ends 1 bytes short"]);
    assert!(!place.files().contains(&"c".into()));
}

#[test]
fn a_message_that_is_too_long_is_refused_with_the_flag_that_helps() {
    let place = Place::new();
    place.file("a", stream(ChecksumKind::None, ["x".repeat(3000)]));
    let ran = place.run("compress a --max-frame 2K --checksum none -o b");
    ran.fails(1, &["a: ", "--max-frame SIZE"]);
    assert_eq!(place.run("compress a --max-frame 3K --checksum none -q -o b").expect(0), "");
}

#[test]
fn a_dictionary_is_made_measured_and_used() {
    let place = Place::new();
    let all = requests(6000);
    place.file("a", stream(ChecksumKind::Crc32, &all[..4000]));
    place.file("b", blocks(ChecksumKind::Xxh3, CodecKind::Lz4, &all[4000..]));
    let ran = place.run("train a b -o d --max-size 4K");
    assert_eq!(ran.expect(0), "");
    let dictionary = Dictionary::new(place.read("d")).unwrap();
    let id = dictionary.id();
    assert!(place.read("d").len() <= 4096);
    assert!(ran.err.starts_with(&format!("note: dictionary {id}: 4.00 KiB, from ")), "{}", ran.err);
    assert!(ran.err.contains(" of 6000 messages, "), "{}", ran.err);
    assert!(ran.err.contains(" messages not used for it, "), "{}", ran.err);
    assert!(!ran.err.contains("does not pay"), "{}", ran.err);
    // Again it is the same.
    let again = place.run("train a b -q --max-size 4K");
    assert!(again.ok() == place.read("d"));

    let line = "compress a -q --per-message --dictionary d";
    let packed = place.run(line).ok().to_vec();
    let format = Format::new().checksum(ChecksumKind::Crc32).codec(CodecKind::Zstd);
    let with = format.clone().dictionary(dictionary);
    let mut writer = StreamWriter::new(Vec::new(), with.framer().unwrap());
    all[..4000].iter().for_each(|line| writer.write_payload(line.as_bytes()).unwrap());
    assert!(packed == writer.into_inner());
    let without = place.run("compress a -q --per-message").ok().len();
    assert!(packed.len() * 3 < without * 2, "{} of {without}", packed.len());

    place.file("a.d", &packed);
    place.run("decompress a.d").fails(1, &[&format!("dictionary {id}"), "--dictionary FILE"]);
    let back = place.run("decompress a.d -q --dictionary d");
    assert!(back.ok() == place.read("a"));
    // Read and written with it.
    assert!(place.run("compress a.d -q --per-message --dictionary d").ok() == packed);
    place.run("compress a -c lz4 --dictionary d").fails(2, &["a dictionary for lz4"]);
}

#[test]
fn a_dictionary_from_a_part_of_the_messages() {
    let place = Place::new();
    place.file("a", stream(ChecksumKind::Crc32, requests(6000)));
    let ran = place.run("train a -o d --max-size 1K --sample-size 100KiB");
    assert_eq!(ran.expect(0), "");
    let used: usize =
        ran.err.split(" of 6000").next().unwrap().split(' ').next_back().unwrap().parse().unwrap();
    assert!((400..1100).contains(&used), "{}", ran.err);
}

#[test]
fn too_few_messages_make_no_dictionary() {
    let place = Place::new();
    place.file("a", stream(ChecksumKind::Crc32, requests(3)));
    let ran = place.run("train a -o d");
    ran.fails(1, &["no dictionary can be made from 3 of 3 messages", "some hundred"]);
    place.run("train -o d").fails(1, &["from 0 of 0 messages"]);
    place.run("train a -o d --max-size 10").fails(2, &["between 256 B and 16.0 MiB"]);
    place.run("train a -o d --sample-size 10").fails(2, &["between 1.00 KiB and 1.00 GiB"]);
    assert_eq!(place.files(), ["a"]);
    place.file("d", "what is there already");
    place.run("train none -o d").fails(1, &["d: exists"]);
    place.file("few", stream(ChecksumKind::Crc32, requests(100)));
    place.run("train few -o d -f").fails(0, &["note: these are few messages"]);
}

#[test]
fn messages_without_anything_in_common_are_told() {
    let place = Place::new();
    let noise = |n: u64| {
        let mut state = n;
        let next = |_| {
            state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1);
            (state >> 33) as u8
        };
        (0..100).map(next).collect::<Vec<u8>>()
    };
    place.file("a", stream(ChecksumKind::Crc32, (0..3000).map(noise)));
    place.run("train a -o d").fails(0, &["note: it does not pay"]);
}
