//! Runs the program on streams that the library wrote.

use assert_cmd::Command;
use flatstream::{
    ChecksumKind, CodecKind, Dictionary, Format, StreamWriter,
    reflect::{JsonParser, Schema},
};
use std::{
    fs,
    path::{Path, PathBuf},
};
use tempfile::TempDir;

/// A directory of its own, in which the program runs.
pub(crate) struct Place {
    directory: TempDir,
}

impl Place {
    pub(crate) fn new() -> Self {
        Self { directory: tempfile::tempdir().unwrap() }
    }

    pub(crate) fn path(&self, name: &str) -> PathBuf {
        self.directory.path().join(name)
    }

    /// Writes a file and answers its name.
    pub(crate) fn file<'n>(&self, name: &'n str, bytes: impl AsRef<[u8]>) -> &'n str {
        fs::write(self.path(name), bytes).unwrap();
        name
    }

    pub(crate) fn read(&self, name: &str) -> Vec<u8> {
        fs::read(self.path(name)).unwrap()
    }

    /// Names of all files, sorted.
    pub(crate) fn files(&self) -> Vec<String> {
        let entries = fs::read_dir(self.directory.path()).unwrap();
        let mut names: Vec<_> =
            entries.map(|entry| entry.unwrap().file_name().into_string().unwrap()).collect();
        names.sort();
        names
    }

    /// `flatstream` with the words of `line`.
    pub(crate) fn command(&self, line: &str) -> Command {
        let mut command = Command::cargo_bin("flatstream").unwrap();
        command.current_dir(self.directory.path()).args(line.split_whitespace());
        command.env_remove("NO_COLOR").env_remove("CLICOLOR_FORCE");
        command
    }

    /// Runs it without input.
    pub(crate) fn run(&self, line: &str) -> Ran {
        self.run_with(line, b"")
    }

    /// Runs it on `stdin`.
    pub(crate) fn run_with(&self, line: &str, stdin: &[u8]) -> Ran {
        self.run_command(self.command(line).write_stdin(stdin))
    }

    /// Runs what [`command`](Self::command) has begun.
    pub(crate) fn run_command(&self, command: &mut Command) -> Ran {
        let output = command.output().unwrap();
        Ran {
            code: output.status.code().expect("not killed"),
            bytes: output.stdout,
            err: String::from_utf8(output.stderr).unwrap(),
        }
    }
}

/// What came of a run.
#[derive(Debug)]
pub(crate) struct Ran {
    pub(crate) code: i32,
    pub(crate) bytes: Vec<u8>,
    pub(crate) err: String,
}

impl Ran {
    /// Standard output, where the run ended with `code`.
    #[track_caller]
    pub(crate) fn expect(&self, code: i32) -> &str {
        assert_eq!(self.code, code, "standard error: {}", self.err);
        std::str::from_utf8(&self.bytes).unwrap()
    }

    /// The bytes on standard output of a run without a flaw.
    #[track_caller]
    pub(crate) fn ok(&self) -> &[u8] {
        assert_eq!((self.code, &*self.err), (0, ""));
        &self.bytes
    }

    /// That the run ended with `code` and said each of `words`.
    #[track_caller]
    pub(crate) fn fails(&self, code: i32, words: &[&str]) {
        assert_eq!(self.code, code, "standard error: {}", self.err);
        for word in words {
            assert!(self.err.contains(word), "no `{word}` in: {}", self.err);
        }
    }
}

/// A plain stream of `payloads`.
pub(crate) fn stream<P: AsRef<[u8]>>(
    checksum: ChecksumKind,
    payloads: impl IntoIterator<Item = P>,
) -> Vec<u8> {
    let format = Format::new().checksum(checksum);
    let mut writer = StreamWriter::new(Vec::new(), format.framer().unwrap());
    for payload in payloads {
        writer.write_payload(payload.as_ref()).unwrap();
    }
    writer.into_inner()
}

/// The same, compressed in blocks.
pub(crate) fn blocks<P: AsRef<[u8]>>(
    checksum: ChecksumKind,
    codec: CodecKind,
    payloads: impl IntoIterator<Item = P>,
) -> Vec<u8> {
    let format = Format::new().checksum(checksum).codec(codec);
    let mut writer = StreamWriter::with_format(Vec::new(), &format).unwrap();
    for payload in payloads {
        writer.write_payload(payload.as_ref()).unwrap();
    }
    writer.finish().map_err(|(error, _)| error).unwrap()
}

/// `count` frames of one message each, compressed with a dictionary, and that.
pub(crate) fn with_dictionary(count: usize) -> (Vec<u8>, Dictionary) {
    let dictionary = Dictionary::train(&lines(2000), 4096).unwrap();
    let format = Format::new().checksum(ChecksumKind::Crc32).codec(CodecKind::Zstd);
    let framer = format.dictionary(dictionary.clone()).framer().unwrap();
    let mut writer = StreamWriter::new(Vec::new(), framer);
    for payload in lines(count * 8).chunks(8) {
        writer.write_payload(payload.concat().as_bytes()).unwrap();
    }
    (writer.into_inner(), dictionary)
}

/// Messages of `testdata/reflect/every.bfbs` from JSON.
pub(crate) fn messages<T: AsRef<str>>(texts: impl IntoIterator<Item = T>) -> Vec<Vec<u8>> {
    let schema = Schema::new(&fs::read(testdata("every.bfbs")).unwrap()).unwrap();
    let mut parser = JsonParser::new(&schema);
    let parse = |text: T| {
        let mut message = Vec::new();
        parser.parse(text.as_ref().as_bytes(), &mut message).unwrap();
        message
    };
    texts.into_iter().map(parse).collect()
}

/// `count` lines of some log, all different.
pub(crate) fn lines(count: usize) -> Vec<String> {
    (0..count).map(|n| format!("line {n}: pump {} at {} mbar", n % 7, 4100 + n * n % 97)).collect()
}

/// A file of `testdata/reflect`.
pub(crate) fn testdata(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../../testdata/reflect").join(name)
}
