//! Chunks of async sources: given up at any moment, followed, pooled, counted.

use crate::{Ledger, noise};
use flatstream::{
    AsyncChunkReader, StreamChunk,
    chunk::{ChunkBuffer, ReadSizes, StreamStats},
    tokio::Stream,
};
use flatstream_testkit::TempFile;
use std::{
    collections::VecDeque,
    future::{Future, poll_fn},
    io::{self, Write},
    pin::{Pin, pin},
    sync::Arc,
    task::{Context, Poll, Waker},
};
use tokio::{
    io::{AsyncRead, AsyncWriteExt, ReadBuf},
    net::{TcpListener, TcpStream},
};

/// What a poll of a source does.
#[derive(Clone, Copy)]
enum Does {
    Gives(usize),
    Waits,
    Fails(io::ErrorKind),
}

/// A source that follows a script, then gives the rest.
struct Scripted {
    bytes: Vec<u8>,
    at: usize,
    script: VecDeque<Does>,
}

impl Scripted {
    fn new(bytes: &[u8], script: impl IntoIterator<Item = Does>) -> Self {
        Self { bytes: bytes.to_vec(), at: 0, script: script.into_iter().collect() }
    }
}

impl AsyncRead for Scripted {
    fn poll_read(
        mut self: Pin<&mut Self>,
        cx: &mut Context<'_>,
        room: &mut ReadBuf<'_>,
    ) -> Poll<io::Result<()>> {
        let most = match self.script.pop_front() {
            Some(Does::Gives(n)) => n,
            Some(Does::Waits) => {
                cx.waker().wake_by_ref();
                return Poll::Pending;
            }
            Some(Does::Fails(kind)) => return Poll::Ready(Err(kind.into())),
            None => usize::MAX,
        };
        let n = most.min(room.remaining()).min(self.bytes.len() - self.at);
        let start = self.at;
        room.put_slice(&self.bytes[start..start + n]);
        self.at += n;
        Poll::Ready(Ok(()))
    }
}

/// Checks that a chunk continues what was read, and takes it in.
fn append(read: &mut Vec<u8>, chunk: &StreamChunk) {
    assert_eq!((chunk.offset, chunk.is_empty()), (read.len() as u64, false));
    assert_eq!(chunk.stream_id, "source");
    read.extend_from_slice(&chunk.data);
}

/// Polls `future` once and gives it up.
fn once<F: Future>(future: F) -> Option<F::Output> {
    match pin!(future).poll(&mut Context::from_waker(Waker::noop())) {
        Poll::Ready(output) => Some(output),
        Poll::Pending => None,
    }
}

#[test]
fn given_up_at_every_wait_nothing_is_lost() {
    let bytes = noise(1, 500);
    let script = [Does::Waits, Does::Gives(1)].into_iter().cycle().take(2 * bytes.len());
    let mut reader =
        AsyncChunkReader::new(Scripted::new(&bytes, script), ChunkBuffer::new("source"));
    let (mut read, mut given_up) = (Vec::new(), 0);
    loop {
        // A new future each time.
        match once(reader.read_chunk()) {
            Some(Ok(Some(chunk))) => append(&mut read, &chunk),
            Some(Ok(None)) => break,
            Some(Err(error)) => panic!("{error}"),
            None => given_up += 1,
        }
    }
    assert_eq!((read == bytes, given_up), (true, bytes.len()));
}

#[test]
fn a_source_that_fails_in_between_loses_nothing() {
    let bytes = noise(2, 3000);
    let script = [
        Does::Fails(io::ErrorKind::Interrupted),
        Does::Gives(10),
        Does::Fails(io::ErrorKind::TimedOut),
        Does::Waits,
        Does::Gives(700),
        Does::Fails(io::ErrorKind::Interrupted),
        Does::Fails(io::ErrorKind::Interrupted),
    ];
    let mut reader =
        AsyncChunkReader::new(Scripted::new(&bytes, script), ChunkBuffer::new("source"));
    let (mut read, mut failed) = (Vec::new(), Vec::new());
    loop {
        match once(reader.read_chunk()) {
            Some(Ok(Some(chunk))) => append(&mut read, &chunk),
            Some(Ok(None)) => break,
            Some(Err(error)) => failed.push(error.kind()),
            None => {}
        }
    }
    assert_eq!((read == bytes, failed), (true, vec![io::ErrorKind::TimedOut]));
    assert_eq!(reader.buffer().offset(), 3000);
    // The end is not final.
    reader.get_mut().bytes.extend_from_slice(b"more");
    assert_eq!(
        once(reader.read_chunk()).unwrap().unwrap().unwrap(),
        StreamChunk::new("source", b"more".to_vec(), 3000)
    );
    assert_eq!((reader.get_ref().at, reader.into_inner().at), (3004, 3004));
}

#[tokio::test]
async fn as_a_stream_it_ends_and_goes_on() {
    let bytes = noise(3, 10_000);
    let script = [Does::Waits, Does::Gives(3000)].into_iter().cycle().take(5);
    let source = Scripted::new(&bytes, script);
    let mut stream = pin!(AsyncChunkReader::new(source, ChunkBuffer::new("source")));
    let mut read = Vec::new();
    while let Some(chunk) = poll_fn(|cx| stream.as_mut().poll_next(cx)).await {
        append(&mut read, &chunk.unwrap());
    }
    assert!(read == bytes);
    stream.as_mut().get_mut().get_mut().bytes.push(7);
    let chunk = poll_fn(|cx| stream.as_mut().poll_next(cx)).await.unwrap().unwrap();
    assert_eq!((chunk.offset, &chunk.data[..]), (10_000, &[7][..]));
}

#[tokio::test]
async fn memory_is_back_when_the_last_piece_is_gone() {
    let bytes = noise(4, 300_000);
    let pool = Ledger::default();
    let stats = Arc::new(StreamStats::new());
    let buffer = ChunkBuffer::pooled("source", pool.clone()).with_stats(Arc::clone(&stats));
    let mut reader = AsyncChunkReader::new(&bytes[..], buffer);
    let (mut read, mut kept) = (Vec::new(), Vec::new());
    while let Some(chunk) = reader.read_chunk().await.unwrap() {
        append(&mut read, &chunk);
        kept.push(chunk);
    }
    assert!(read == bytes);
    // The room for a read that found nothing.
    assert_eq!(pool.out(), kept.len() + 1);
    reader.buffer_mut().release();
    assert_eq!(pool.out(), kept.len());
    let seen = stats.snapshot();
    assert_eq!((seen.chunks, seen.bytes), (kept.len() as u64, 300_000));
    let pieces: Vec<_> = kept.iter().map(|chunk| chunk.sub_chunk(1..2)).collect();
    drop(kept);
    assert_eq!(pool.out(), pieces.len());
    // On another thread, too.
    tokio::task::spawn_blocking(|| drop(pieces)).await.unwrap();
    assert_eq!(pool.out(), 0);

    // A reader that waits and is dropped gives its room back.
    let (source, _peer) = tokio::io::duplex(64);
    let mut reader = AsyncChunkReader::new(source, ChunkBuffer::pooled("source", pool.clone()));
    assert!(once(reader.read_chunk()).is_none());
    assert_eq!(pool.out(), 1);
    drop(reader);
    assert_eq!(pool.out(), 0);
}

#[tokio::test]
async fn a_file_that_grows_is_followed() {
    let path = TempFile::new("chunks-followed");
    let mut file = std::fs::File::create(&path.0).unwrap();
    let source = tokio::fs::File::open(&path.0).await.unwrap();
    let mut reader = AsyncChunkReader::new(source, ChunkBuffer::new("source"));
    let mut read = Vec::new();
    for n in 0..20 {
        assert_eq!(reader.read_chunk().await.unwrap(), None);
        file.write_all(&noise(n, 1000)).unwrap();
        let before = read.len();
        while let Some(chunk) = reader.read_chunk().await.unwrap() {
            append(&mut read, &chunk);
        }
        assert!(read[before..] == noise(n, 1000));
    }
}

#[tokio::test]
async fn over_a_socket_from_a_peer_that_dawdles() {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = listener.local_addr().unwrap();
    let bytes = noise(5, 200_000);
    let sent = bytes.clone();
    let peer = tokio::spawn(async move {
        let mut socket = TcpStream::connect(address).await.unwrap();
        for piece in sent.chunks(1777) {
            socket.write_all(piece).await.unwrap();
            tokio::task::yield_now().await;
        }
    });
    let (socket, _) = listener.accept().await.unwrap();
    let sizes = ReadSizes::default().min_bytes(100).max_bytes(5000);
    let buffer = ChunkBuffer::new("source").with_sizes(sizes).unwrap();
    let mut reader = AsyncChunkReader::new(socket, buffer);
    let (mut read, mut given_up) = (Vec::new(), 0);
    loop {
        // What is not there at once is given up.
        let chunk = tokio::select! {
            biased;
            chunk = reader.read_chunk() => chunk.unwrap(),
            () = std::future::ready(()) => {
                given_up += 1;
                tokio::task::yield_now().await;
                continue;
            }
        };
        match chunk {
            Some(chunk) => append(&mut read, &chunk),
            None => break,
        }
    }
    peer.await.unwrap();
    assert!(read == bytes && given_up > 0, "{given_up}");
}
