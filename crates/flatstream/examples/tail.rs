//! Follows a text file that grows, as chunks: what was read is cut into lines where
//! it lies, and no line is copied or turned into a `String`.
//!
//! ```text
//! cargo run --release --example tail --features tokio
//! cargo run --release --example tail --features tokio -- FILE [WORD]
//! ```
//!
//! Without a file it follows one that it writes itself, for two seconds.
//!
//! It follows the file that it opened, from where it is: one that is renamed is read to
//! its end and then followed in vain, one that is truncated is silent until it is longer
//! again than it was. A tool that lives with rotation opens the path anew when its
//! metadata says that the file is another, or shorter than what was read.
#![allow(clippy::print_stdout, reason = "that is what the example is for")]

use flatstream::{
    AsyncChunkReader, BufferPool, Error, ErrorKind, Result,
    chunk::{ChunkBuffer, LineEnd, Piece, Slicer, StreamStats},
};
use std::{
    env,
    io::{self, Write as _},
    path::{Path, PathBuf},
    process,
    sync::Arc,
    time::Duration,
};
use tokio::{fs::File, io::AsyncWriteExt as _, time};

/// How long a source that has nothing new is left alone.
const PAUSE: Duration = Duration::from_millis(20);

#[tokio::main]
async fn main() -> Result<()> {
    let mut args = env::args_os().skip(1);
    let Some(path) = args.next().map(PathBuf::from) else { return demo().await };
    let word = args.next().map(|word| word.into_encoded_bytes()).unwrap_or_default();
    match follow(&path, None, |line| print(line, &word)).await {
        // Whoever read the lines has seen enough.
        Err(error) if error.kind() == ErrorKind::Io(io::ErrorKind::BrokenPipe) => Ok(()),
        result => result.map(|_| ()),
    }
}

/// What was seen.
#[derive(Debug, Default, PartialEq, Eq)]
struct Seen {
    lines: u64,
    bytes: u64,
    /// Lines longer than anyone wants to hold.
    too_long: u64,
    /// Lines that lay in more than one read.
    spanning: u64,
}

/// Hands each line of the file to `line` as soon as it is complete, until there has
/// been nothing new `for_so_long`; without that, for ever.
async fn follow(
    path: &Path,
    for_so_long: Option<Duration>,
    mut line: impl FnMut(&Piece) -> Result<()>,
) -> Result<Seen> {
    let stats = Arc::new(StreamStats::new());
    let pool = BufferPool::default();
    let name = path.to_string_lossy();
    let buffer = ChunkBuffer::pooled(name, pool.clone()).with_stats(stats.clone());
    let mut reader = AsyncChunkReader::new(File::open(path).await?, buffer);
    let mut lines = Slicer::new(LineEnd).max_piece_bytes(1 << 20);
    let mut seen = Seen::default();
    let mut silent = Duration::ZERO;
    loop {
        // Each read is a chunk; it may end in the middle of a line.
        match reader.read_chunk().await? {
            Some(chunk) => {
                silent = Duration::ZERO;
                seen.bytes += chunk.len() as u64;
                lines.push(chunk)?;
            }
            None if for_so_long.is_some_and(|most| silent >= most) => break,
            None => {
                // Whoever waits holds no memory for a read.
                reader.buffer_mut().release();
                time::sleep(PAUSE).await;
                silent += PAUSE;
            }
        }
        while let Some(piece) = lines.next_piece() {
            seen.take(piece, &mut line)?;
        }
    }
    for piece in lines.finish() {
        seen.take(piece, &mut line)?;
    }
    let pooled = pool.stats();
    println!(
        "{}; buffers: {} lent, {} of them anew",
        stats.snapshot(),
        pooled.hits + pooled.misses,
        pooled.misses
    );
    Ok(seen)
}

impl Seen {
    fn take(
        &mut self,
        piece: Result<Piece>,
        line: &mut impl FnMut(&Piece) -> Result<()>,
    ) -> Result<()> {
        let Ok(piece) = piece else {
            self.too_long += 1;
            return Ok(());
        };
        self.lines += 1;
        self.spanning += u64::from(piece.as_chunk().is_none());
        line(&piece)
    }
}

/// Prints a line that contains `word`, with its place in the file.
fn print(line: &Piece, word: &[u8]) -> Result<()> {
    // Only a line that lies in several reads is copied together for this.
    let chunk = line.clone().into_chunk();
    if word.is_empty() || chunk.data.windows(word.len()).any(|at| at == word) {
        writeln!(io::stdout(), "{:>10}  {}", chunk.offset, chunk.as_str_lossy())?;
    }
    Ok(())
}

/// Follows a file that is written at the same time, in pieces that know nothing of
/// lines.
async fn demo() -> Result<()> {
    let path = env::temp_dir().join(format!("flatstream-tail-{}.log", process::id()));
    File::create(&path).await?;
    let writer = tokio::spawn(write(path.clone(), 20_000));
    let mut last = String::new();
    let seen = follow(&path, Some(Duration::from_millis(500)), |line| {
        last = String::from_utf8_lossy(&line.to_vec()).into_owned();
        Ok(())
    })
    .await;
    tokio::fs::remove_file(&path).await?;
    let (seen, written) = (seen?, writer.await.map_err(Error::other)??);
    println!("{seen:?}, the last: {last}");
    if (seen.lines, seen.bytes) != (20_000, written) || last != text(19_999).trim_end() {
        return Err(Error::other("what was read is not what was written"));
    }
    Ok(())
}

/// Writes that many lines in pieces of 997 bytes, and says how many bytes.
async fn write(path: PathBuf, lines: u64) -> Result<u64> {
    let mut all = Vec::new();
    for number in 0..lines {
        write!(all, "{}", text(number))?;
    }
    let mut file = File::options().append(true).open(path).await?;
    for (number, piece) in all.chunks(997).enumerate() {
        file.write_all(piece).await?;
        file.flush().await?;
        if number % 20 == 0 {
            time::sleep(Duration::from_millis(10)).await;
        }
    }
    Ok(all.len() as u64)
}

fn text(number: u64) -> String {
    format!("{number:>6} pump {} at {} mbar\n", number % 7, 4100 + number % 90)
}
