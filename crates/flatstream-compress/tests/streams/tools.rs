//! Ordinary tools read what is written here, and the other way round.

use crate::format::{FORMATS, decode, encode, noise, text};
use std::{
    io::{ErrorKind, Write},
    process::{Command, Stdio},
    thread,
};

/// What a tool makes of `input`; `None` where there is no such tool.
pub(crate) fn pipe(command: &[&str], input: &[u8]) -> Option<(bool, Vec<u8>)> {
    let child = Command::new(command[0])
        .args(&command[1..])
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn();
    let mut child = match child {
        Ok(child) => child,
        Err(error) if error.kind() == ErrorKind::NotFound => {
            eprintln!("skipped: there is no {}", command[0]);
            return None;
        }
        Err(error) => panic!("{command:?}: {error}"),
    };
    let mut stdin = child.stdin.take().unwrap();
    let input = input.to_vec();
    // A tool that fails does not read to the end.
    let writer = thread::spawn(move || drop(stdin.write_all(&input)));
    let output = child.wait_with_output().unwrap();
    writer.join().unwrap();
    Some((output.status.success(), output.stdout))
}

fn contents() -> [Vec<u8>; 5] {
    [Vec::new(), b"x".to_vec(), text(200_000, 1), noise(150_000, 2), vec![0; 5 << 20]]
}

#[test]
fn tools_read_what_is_written_here() {
    for format in FORMATS {
        for &level in format.levels {
            let mut encoder = (format.encoder)(level);
            for content in contents() {
                let bytes = encode(&mut encoder, &content);
                let Some((ok, back)) = pipe(format.tool.decompress, &bytes) else { continue };
                assert!(ok && back == content, "{format:?} {level}: {} bytes", content.len());
            }
        }
    }
}

#[test]
fn what_tools_write_is_read_here() {
    for format in FORMATS {
        let mut decoder = (format.decoder)();
        for content in contents() {
            let Some((true, bytes)) = pipe(format.tool.compress, &content) else { continue };
            assert!(decode(&mut decoder, &bytes).unwrap() == content, "{format:?}");
        }
    }
}

/// The options that change the format.
#[test]
fn what_tools_write_with_options_is_read_here() {
    let options = |name| -> &[&[&str]] {
        match name {
            "zstd" => &[
                &["zstd", "-qc", "-19"],
                &["zstd", "-qc", "--no-check"],
                &["zstd", "-qc", "--long=27"],
                &["zstd", "-qc", "--fast=3"],
                &["zstd", "-qc", "-T2"],
            ],
            "lz4" => &[
                &["lz4", "-qc", "-9"],
                &["lz4", "-qc", "-BD"],
                &["lz4", "-qc", "-BD", "-B4"],
                &["lz4", "-qc", "-BD", "-B5", "-BX"],
                &["lz4", "-qc", "-B4", "-BX"],
                &["lz4", "-qc", "-B6", "--no-frame-crc"],
                &["lz4", "-qc", "-B7"],
                &["lz4", "-qc", "--fast=9", "-BD", "-B4"],
                &["lz4", "-qc", "-12", "-BD", "-B4"],
            ],
            "gzip" => &[&["gzip", "-1c"], &["gzip", "-9c"], &["gzip", "-nc"]],
            _ => &[],
        }
    };
    // Matches that reach across blocks.
    let content = [text(300_000, 1), noise(100_000, 2), text(300_000, 1), vec![0; 70_000]].concat();
    for format in FORMATS {
        let mut decoder = (format.decoder)();
        for &command in options(format.name) {
            let Some((true, bytes)) = pipe(command, &content) else { continue };
            assert!(decode(&mut decoder, &bytes).unwrap() == content, "{command:?}");
            // And where nothing comes in one piece.
            let source = flatstream_testkit::FaultyReader::in_pieces_of(&bytes, 777);
            let mut reader = flatstream_compress::DecodeReader::new(source, &mut decoder, [0; 500]);
            let mut back = Vec::new();
            std::io::Read::read_to_end(&mut reader, &mut back).unwrap();
            assert!(back == content, "{command:?} in pieces");
        }
    }
}

/// Two streams in one, and a skippable frame between them.
#[test]
fn tools_and_we_agree_on_what_follows_what() {
    for format in FORMATS.iter().filter(|format| ["zstd", "lz4", "gzip"].contains(&format.name)) {
        let mut encoder = format.usual();
        let (one, two) = (encode(&mut encoder, b"one"), encode(&mut encoder, b"two"));
        let mut bytes = one;
        if format.name != "gzip" {
            bytes.extend_from_slice(&0x184d_2a5a_u32.to_le_bytes());
            bytes.extend_from_slice(&5_u32.to_le_bytes());
            bytes.extend_from_slice(b"aside");
        }
        bytes.extend_from_slice(&two);
        assert_eq!(format.decode(&bytes).unwrap(), b"onetwo");
        if let Some((ok, back)) = pipe(format.tool.decompress, &bytes) {
            assert_eq!((ok, &back[..]), (true, &b"onetwo"[..]), "{format:?}");
        }
    }
}

/// Nothing at all is not a stream.
#[test]
fn an_empty_input_is_refused_as_tools_do() {
    for format in FORMATS {
        let truncated = flatstream_core::ErrorKind::Truncated { missing: 1 };
        assert_eq!(format.decode(&[]).unwrap_err(), (truncated, Vec::new()));
        if let Some((ok, _)) = pipe(format.tool.decompress, &[]) {
            // lz4 takes nothing for nothing.
            assert_eq!(ok, format.name == "lz4", "{format:?}");
        }
    }
}
