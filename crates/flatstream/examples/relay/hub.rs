//! The relay itself.

use flatstream::{
    ChecksumDeframer, ChecksumFramer, Crc32, Error, Limits, Result, StreamChunk, StreamId,
    tokio::{AsyncStreamReader, AsyncStreamWriter, Batching},
};
use std::{fmt, io, net::SocketAddr, ops::Range, time::Duration};
use tokio::{
    io::AsyncRead,
    net::{TcpListener, TcpStream},
    sync::broadcast::{self, error::RecvError},
    task::{self, JoinSet},
    time::{self, Instant},
};

/// How far behind a subscriber may be.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Backlog {
    /// Messages that are kept for those who are behind: beyond them, the oldest are
    /// dropped, and who had not got them is told so.
    pub(crate) messages: usize,
    /// How long a subscriber may take nothing at all, and how long all of them may
    /// take to get the rest once the producer has ended. Then they are cut off.
    pub(crate) time: Duration,
}

impl Default for Backlog {
    fn default() -> Self {
        Self { messages: 4096, time: Duration::from_secs(10) }
    }
}

/// What a relay did.
#[derive(Debug, Default)]
pub(crate) struct Report {
    pub(crate) relayed: u64,
    /// Why the producer's stream ended, if it did not do so by itself.
    pub(crate) failure: Option<Error>,
    /// Subscribers who had not got the rest in time.
    pub(crate) cut_off: usize,
}

impl fmt::Display for Report {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { relayed, failure, cut_off } = self;
        write!(f, "{relayed} messages relayed")?;
        if *cut_off > 0 {
            write!(f, ", {cut_off} subscribers cut off")?;
        }
        failure.as_ref().map_or(Ok(()), |error| write!(f, "; {error}"))
    }
}

/// What one subscriber got.
#[derive(Debug)]
pub(crate) struct Session {
    pub(crate) peer: SocketAddr,
    sent: u64,
    pub(crate) missed: u64,
    /// The messages missed last, by number.
    last_missed: Option<Range<u64>>,
    /// Why it ended before the producer did.
    pub(crate) failure: Option<Error>,
}

impl fmt::Display for Session {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { peer, sent, missed, last_missed, failure } = self;
        write!(f, "{peer}: {sent} sent, {missed} missed")?;
        if let Some(Range { start, end }) = last_missed {
            write!(f, ", at last {start} to {}", end - 1)?;
        }
        failure.as_ref().map_or(Ok(()), |error| write!(f, "; {error}"))
    }
}

/// Hands every message of `producer` to whoever connects to `subscribers`, until the
/// producer ends; `ended` is told of each who leaves.
///
/// A message becomes a chunk: the producer's payload as it was read, uncopied, with
/// its place among all payloads. All subscribers share it. One that is too far
/// behind misses some, and sees so by the offset of the next one; it holds up
/// neither the producer nor the others. Whatever the producer does at the end,
/// everybody gets what came before.
///
/// Bounded in all: the subscribers, the messages kept for them, and their size.
pub(crate) async fn relay(
    producer: impl AsyncRead + Unpin,
    subscribers: TcpListener,
    backlog: Backlog,
    mut ended: impl FnMut(Session),
) -> Report {
    let limits = Limits::default().max_frame_bytes(MAX_MESSAGE_BYTES);
    let mut messages =
        AsyncStreamReader::new(producer, ChecksumDeframer::new(Crc32)).limits(limits);
    let (hub, _) = broadcast::channel(backlog.messages);
    let mut sessions = JoinSet::new();
    let mut report = Report::default();
    let id = StreamId::from_static("telemetry");
    let mut offset = 0;
    // Whoever waits to be let in misses nothing.
    let deadline = Instant::now() + ACCEPT_FIRST;
    while sessions.len() < MAX_SUBSCRIBERS
        && let Ok((sink, peer)) = time::timeout_at(deadline, accept(&subscribers)).await
    {
        sessions.spawn(serve(sink, peer, hub.subscribe(), 0, backlog.time));
    }
    loop {
        // A read that is dropped because somebody comes or goes loses nothing.
        tokio::select! {
            message = messages.read_bytes() => match message {
                Ok(Some(payload)) => {
                    let chunk = StreamChunk::from_bytes(&id, payload, offset);
                    offset = chunk.end_offset();
                    // Fails where nobody listens.
                    let _ = hub.send((report.relayed, chunk));
                    report.relayed += 1;
                    // Messages that are read ahead come without waiting: without a
                    // turn now and then, the sessions would be left behind.
                    task::consume_budget().await;
                }
                Ok(None) => break,
                Err(error) => {
                    report.failure = Some(error);
                    break;
                }
            },
            (sink, peer) = accept(&subscribers), if sessions.len() < MAX_SUBSCRIBERS => {
                let next = report.relayed;
                sessions.spawn(serve(sink, peer, hub.subscribe(), next, backlog.time));
            }
            Some(Ok(session)) = sessions.join_next() => ended(session),
        }
    }
    drop(hub);
    let deadline = Instant::now() + backlog.time;
    while let Ok(Some(session)) = time::timeout_at(deadline, sessions.join_next()).await {
        session.into_iter().for_each(&mut ended);
    }
    report.cut_off = sessions.len();
    report
}

/// Lets the next subscriber in. One that is gone again, or for whom the system has
/// nothing left, is no reason to stop.
async fn accept(subscribers: &TcpListener) -> (TcpStream, SocketAddr) {
    loop {
        match subscribers.accept().await {
            Ok(accepted) => return accepted,
            Err(_) => time::sleep(ACCEPT_AGAIN).await,
        }
    }
}

/// Sends to one subscriber what the others get, too, from number `next` on.
async fn serve(
    sink: TcpStream,
    peer: SocketAddr,
    messages: broadcast::Receiver<(u64, StreamChunk)>,
    next: u64,
    patience: Duration,
) -> Session {
    let mut session = Session { peer, sent: 0, missed: 0, last_missed: None, failure: None };
    session.failure = session.send_all(sink, messages, next, patience).await.err();
    session
}

impl Session {
    async fn send_all(
        &mut self,
        sink: TcpStream,
        mut messages: broadcast::Receiver<(u64, StreamChunk)>,
        mut next: u64,
        patience: Duration,
    ) -> Result<()> {
        let batching = Batching::default().max_bytes(16 * 1024).max_delay(Duration::from_millis(1));
        let mut writer =
            AsyncStreamWriter::new(sink, ChecksumFramer::new(Crc32)).batching(batching);
        loop {
            tokio::select! {
                // What is there goes into the batch before that leaves.
                biased;
                received = messages.recv() => match received {
                    Ok((number, chunk)) => {
                        if number > next {
                            self.missed += number - next;
                            self.last_missed = Some(next..number);
                        }
                        next = number + 1;
                        // Waits for as long as a whole batch waits for the peer.
                        let written = time::timeout(patience, writer.write(&chunk)).await;
                        written.map_err(|_| Error::from(io::Error::from(io::ErrorKind::TimedOut)))??;
                        self.sent += 1;
                    }
                    // Which ones shows in the number of the next.
                    Err(RecvError::Lagged(_)) => {}
                    Err(RecvError::Closed) => return writer.shutdown().await,
                },
                result = writer.flush_due() => result?,
            }
        }
    }
}

const ACCEPT_FIRST: Duration = Duration::from_millis(50);
const ACCEPT_AGAIN: Duration = Duration::from_millis(50);
const MAX_SUBSCRIBERS: usize = 1000;
const MAX_MESSAGE_BYTES: u32 = 64 * 1024;
