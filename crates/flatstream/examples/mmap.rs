//! Reads a stream out of a memory-mapped file: nothing is copied, and as many
//! payloads as wanted are alive at once.
//!
//! ```text
//! cargo run --release --example mmap
//! ```
#![allow(clippy::print_stdout, reason = "that is what the example is for")]

use flatstream::{
    ChecksumDeframer, ChecksumFramer, Crc32, Error, Result, SliceReader, StreamWriter,
};
use memmap2::Mmap;
use std::{
    env,
    fs::{self, File},
    io::BufWriter,
    path::Path,
    process,
};

const MESSAGES: u64 = 100_000;

fn main() -> Result<()> {
    let path = env::temp_dir().join(format!("flatstream-mmap-{}.bin", process::id()));
    let result = write(&path).and_then(|()| read(&path));
    fs::remove_file(&path)?;
    result
}

fn write(path: &Path) -> Result<()> {
    let sink = BufWriter::new(File::create(path)?);
    let mut writer = StreamWriter::new(sink, ChecksumFramer::new(Crc32));
    for number in 0..MESSAGES {
        writer.write(&format!("event {number} of {MESSAGES}"))?;
    }
    // A buffered writer that is merely dropped would swallow errors.
    writer.flush()
}

fn read(path: &Path) -> Result<()> {
    let file = File::open(path)?;
    let map = map(&file)?;
    // One pass checks every digest; the payloads are slices of the mapping.
    let payloads: Vec<&[u8]> =
        SliceReader::new(&map, ChecksumDeframer::new(Crc32)).collect::<Result<_>>()?;

    // All of them can be held and visited in any order, here backwards.
    let mut texts = Vec::with_capacity(payloads.len());
    for payload in payloads.iter().rev() {
        texts.push(flatbuffers::root::<&str>(payload)?);
    }
    let in_map = payloads.iter().all(|payload| map.as_ptr_range().contains(&payload.as_ptr()));
    println!("{} payloads of {} mapped bytes, all in place: {in_map}", payloads.len(), map.len());
    println!("last: {:?}, first: {:?}", texts[0], texts[texts.len() - 1]);

    let (last, count) = (format!("event {} of {MESSAGES}", MESSAGES - 1), texts.len() as u64);
    if (count, texts[0], in_map) != (MESSAGES, &*last, true) {
        return Err(Error::other("what came back is not what was written"));
    }
    Ok(())
}

/// Maps a whole file for reading.
///
/// The mapping *is* the file: the bytes of a `&[u8]` must not change while it is
/// borrowed, yet another process, or this one through another handle, could
/// write to the file, and cutting it short makes reading the lost pages a fatal
/// signal. No check in here can rule that out; whoever maps a file promises it.
/// Map files that nobody writes any more, such as closed segments, or files that
/// are only appended to up to the length they had. Where that cannot be
/// promised, read the file with a `StreamReader`.
#[expect(unsafe_code, reason = "mapping a file is a promise about the file")]
fn map(file: &File) -> Result<Mmap> {
    // SAFETY: the file was made by this process under a name of its own, no
    // handle to write to it is left, and it is removed (which leaves mapped
    // pages alone) only after the mapping is gone.
    Ok(unsafe { Mmap::map(file)? })
}
