//! The programs that everybody has read what we write, and the other way round.
//! Where one is absent, its test says so and passes.

use crate::{Content, decoded, encoded};
use flatstream_core::Tag;
use std::{
    io::{ErrorKind, Write},
    process::{Command, Stdio},
    thread,
};

/// What `program` prints for `input`; nothing where it is absent.
fn run(program: &str, args: &[&str], input: &[u8]) -> Option<Vec<u8>> {
    let spawned = Command::new(program)
        .args(args)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn();
    let mut child = match spawned {
        Ok(child) => child,
        Err(error) if error.kind() == ErrorKind::NotFound => {
            eprintln!("skipped: there is no `{program}`");
            return None;
        }
        Err(error) => panic!("{program}: {error}"),
    };
    let mut stdin = child.stdin.take().unwrap();
    let output = thread::scope(|scope| {
        scope.spawn(move || stdin.write_all(input).unwrap());
        child.wait_with_output().unwrap()
    });
    let message = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "{program} {args:?}: {message}");
    Some(output.stdout)
}

fn payloads() -> [Vec<u8>; 5] {
    [
        Vec::new(),
        b"x".to_vec(),
        Content::Records.bytes(100_000, 5),
        Content::Mixed.bytes(70_000, 6),
        Content::Random.bytes(5000, 7),
    ]
}

/// A program that encodes what it is given.
type Encode<'a> = dyn Fn(&[u8]) -> Option<Vec<u8>> + 'a;

/// Checks, for the first `n` payloads, that `decode` undoes `codec`, and `codec`
/// each of `encoders`.
fn check(
    n: usize,
    codec: &mut dyn crate::Codec,
    tag: Tag,
    decode: impl Fn(&[u8]) -> Option<Vec<u8>>,
    encoders: &[&Encode<'_>],
) {
    for raw in payloads().into_iter().take(n) {
        let Some(theirs) = decode(&encoded(codec, &raw)) else { return };
        assert!(theirs == raw);
        for encode in encoders {
            let stored = encode(&raw).expect("it was there a moment ago");
            assert!(decoded(codec, tag, &stored, raw.len()).unwrap() == raw);
        }
    }
}

#[cfg(feature = "zstd")]
mod zstd {
    use super::{check, encoded, run};
    use crate::{decoded, dictionary};
    use flatstream_compress::{Dictionary, Zstd};
    use flatstream_core::{CodecId, Tag};
    use flatstream_testkit::TempFile;
    use std::fs;

    const TAG: Tag = Tag::new(CodecId::ZSTD);

    #[test]
    fn program() {
        check(
            5,
            &mut Zstd::default(),
            TAG,
            |stored| run("zstd", &["-dc"], stored),
            &[
                &|raw| run("zstd", &["-c"], raw),
                &|raw| run("zstd", &["-c", "--no-check", "--fast=3"], raw),
                &|raw| run("zstd", &["-c", "-12", "--long=20"], raw),
            ],
        );
    }

    #[test]
    fn program_with_our_dictionary() {
        let file = TempFile::new("tool.dict");
        fs::write(&file.0, dictionary::records().as_bytes()).unwrap();
        let option = ["-D", file.0.to_str().unwrap()];
        check(
            5,
            &mut Zstd::default().with_dictionary(dictionary::records()).unwrap(),
            TAG.with_dictionary(),
            |stored| run("zstd", &[&option[..], &["-dc"]].concat(), stored),
            &[&|raw| run("zstd", &[&option[..], &["-c"]].concat(), raw)],
        );
    }

    #[test]
    fn dictionary_of_the_program() {
        let (samples, file) = (TempFile::new("samples"), TempFile::new("trained.dict"));
        fs::write(&samples.0, crate::records(200_000)).unwrap();
        let (samples, path) = (samples.0.to_str().unwrap(), file.0.to_str().unwrap());
        let args = ["--train", samples, "-B100", "--maxdict=4096", "-q", "-o", path];
        if run("zstd", &args, &[]).is_none() {
            return;
        }
        let dictionary = Dictionary::new(fs::read(path).unwrap()).unwrap();
        let mut zstd = Zstd::default().with_dictionary(&dictionary).unwrap();
        let raw = crate::records(150);
        let stored = encoded(&mut zstd, &raw);
        assert!(stored.len() < 100);
        assert_eq!(decoded(&mut zstd, TAG.with_dictionary(), &stored, 150).unwrap(), raw);
        assert_eq!(run("zstd", &["-D", path, "-dc"], &stored).unwrap(), raw);
    }
}

/// The program knows frames alone: one with independent blocks of up to 4 MiB.
#[cfg(feature = "lz4")]
#[test]
fn lz4() {
    use flatstream_core::CodecId;

    const HEADER: [u8; 7] = [0x04, 0x22, 0x4d, 0x18, 0x60, 0x70, 0x73];
    let framed = |block: &[u8]| {
        // Not even of nothing does a frame have an empty block.
        [&HEADER, &(block.len() as u32).to_le_bytes()[..], block, &[0; 4]].concat()
    };
    let unframed = |frame: Vec<u8>| {
        let (header, rest) = frame.split_at(7);
        assert_eq!(header[4] & 0xe8, 0x60, "no content size, independent blocks");
        let (len, rest) = rest.split_first_chunk::<4>().unwrap();
        let len = u32::from_le_bytes(*len);
        // The highest bit says that the block is stored as it is.
        (len != 0 && len >> 31 == 0).then(|| {
            let (block, rest) = rest.split_at(len as usize);
            assert_eq!(rest[..4], [0; 4], "one block");
            block.to_vec()
        })
    };
    let mut lz4 = flatstream_compress::Lz4::new();
    let mut compared = 0;
    for raw in payloads() {
        if !raw.is_empty() {
            let ours = encoded(&mut lz4, &raw);
            let Some(theirs) = run("lz4", &["-dc"], &framed(&ours)) else { return };
            assert!(theirs == raw);
        }
        for level in ["-1", "-9", "-12"] {
            let Some(frame) = run("lz4", &["-c", "-B7", "-BI", level], &raw) else { return };
            let Some(block) = unframed(frame) else { continue };
            assert!(decoded(&mut lz4, Tag::new(CodecId::LZ4), &block, raw.len()).unwrap() == raw);
            compared += 1;
        }
    }
    assert!(compared >= 6);
}

#[cfg(feature = "deflate")]
mod flate {
    use super::{check, decoded, run};
    use flatstream_compress::{Deflate, Gzip, Zlib};
    use flatstream_core::{CodecId, Tag};
    use flatstream_testkit::TempFile;
    use std::fs;

    fn python(code: &str, input: &[u8]) -> Option<Vec<u8>> {
        let code = format!(
            "import gzip, sys, zlib; data = sys.stdin.buffer.read(); sys.stdout.buffer.write({code})"
        );
        run("python3", &["-c", &code], input)
    }

    #[test]
    fn gzip() {
        check(
            5,
            &mut Gzip::default(),
            Tag::new(CodecId::GZIP),
            |stored| run("gzip", &["-dc"], stored),
            &[&|raw| run("gzip", &["-c"], raw), &|raw| run("gzip", &["-c", "-1"], raw)],
        );
    }

    /// Which comes with the file's name and time.
    #[test]
    fn gzip_of_a_file() {
        let file = TempFile::new("gzip.log");
        let raw = crate::records(5000);
        fs::write(&file.0, &raw).unwrap();
        let Some(stored) = run("gzip", &["-cN", file.0.to_str().unwrap()], &[]) else { return };
        assert_eq!(stored[3], 8, "with a name");
        let tag = Tag::new(CodecId::GZIP);
        assert_eq!(decoded(&mut Gzip::default(), tag, &stored, raw.len()).unwrap(), raw);
    }

    #[test]
    fn python_gzip() {
        check(
            3,
            &mut Gzip::new(9).unwrap(),
            Tag::new(CodecId::GZIP),
            |stored| python("gzip.decompress(data)", stored),
            &[&|raw| python("gzip.compress(data)", raw)],
        );
    }

    #[test]
    fn python_zlib() {
        check(
            3,
            &mut Zlib::default(),
            Tag::new(CodecId::ZLIB),
            |stored| python("zlib.decompress(data)", stored),
            &[&|raw| python("zlib.compress(data, 9)", raw)],
        );
    }

    #[test]
    fn python_deflate() {
        check(
            3,
            &mut Deflate::default(),
            Tag::new(CodecId::DEFLATE),
            |stored| python("zlib.decompress(data, -15)", stored),
            &[&|raw| {
                python("(lambda c: c.compress(data) + c.flush())(zlib.compressobj(wbits=-15))", raw)
            }],
        );
    }
}
