//! Records messages in a file, reads them back, and goes on after a crash.

#![forbid(unsafe_code)]

use flatstream::{
    ChecksumKind, End, Error, ErrorKind, FrameFormat, Result, StreamDeserialize, StreamReader,
    StreamWriter, Tail, recover_file,
    root::{self, Root},
};
use std::{
    env,
    fs::{self, File, OpenOptions},
    path::Path,
    process,
};

/// The message is one string, so there is no generated code. With `flatbuffers`
/// at hand, `flatbuffers::root::<&str>(payload)?` verifies it more thoroughly.
struct Text;

impl StreamDeserialize for Text {
    type Root<'p> = &'p str;
    fn from_payload(payload: &[u8]) -> Result<&str> {
        let invalid = |why: &str| Error::custom(ErrorKind::InvalidPayload, why);
        match root::probe(payload) {
            Some(Root::Vector { start, len }) => str::from_utf8(&payload[start..start + len])
                .map_err(|error| invalid(&error.to_string())),
            _ => Err(invalid("no string at the root")),
        }
    }
}

fn main() -> Result<()> {
    let path = env::temp_dir().join(format!("uses-flatstream-{}.bin", process::id()));
    let result = run(&path);
    fs::remove_file(&path)?;
    result
}

fn run(path: &Path) -> Result<()> {
    let format = FrameFormat::new().checksum(ChecksumKind::Crc32);
    let mut writer = StreamWriter::new(File::create(path)?, format);
    for number in 0..100 {
        writer.write(&format!("event {number}"))?;
    }
    writer.sync()?;
    let whole = writer.bytes_written();

    // A crash in the middle of the next message.
    writer.write("never completed")?;
    drop(writer);
    OpenOptions::new().write(true).open(path)?.set_len(whole + 9)?;

    // What is torn is cut off; then appending goes on.
    let report = recover_file(path, &format, Tail::Truncate)?;
    let torn = matches!(report.end, End::Torn { .. });
    check(torn && (report.frames, report.last_good_offset) == (100, whole), "100 are intact")?;
    let mut writer = StreamWriter::new(OpenOptions::new().append(true).open(path)?, format);
    writer.write("event 100")?;
    writer.sync()?;

    let mut reader = StreamReader::new(File::open(path)?, format);
    let mut number = 0;
    reader.process_typed::<Text>(|text| {
        check(text == format!("event {number}"), "the messages come back in order")?;
        number += 1;
        Ok(())
    })?;
    check(number == 101, "all of them come back")?;
    let end = reader.position();
    println!("{} messages in {} bytes, one of them after a crash", end.ordinal, end.offset);
    Ok(())
}

fn check(holds: bool, what: &str) -> Result<()> {
    if holds { Ok(()) } else { Err(Error::other(format!("this does not hold: {what}"))) }
}
