//! The relay itself.

use flatstream::{
    ChecksumDeframer, ChecksumFramer, Crc32, Error, Result, StreamChunk, StreamId,
    tokio::{AsyncStreamReader, AsyncStreamWriter, Batching},
};
use std::{net::SocketAddr, ops::Range, time::Duration};
use tokio::{
    io::AsyncRead,
    net::{TcpListener, TcpStream},
    sync::broadcast::{self, error::RecvError},
    task::JoinSet,
    time,
};

/// How far behind a subscriber may be.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Backlog {
    /// Messages that are kept for those who are behind: beyond them, the oldest are
    /// dropped, and who had not got them is told so.
    pub(crate) messages: usize,
    /// How long they may take to get the rest once the producer has ended.
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
    pub(crate) sessions: Vec<Session>,
}

/// What one subscriber got.
#[derive(Debug)]
pub(crate) struct Session {
    peer: SocketAddr,
    sent: u64,
    pub(crate) missed: u64,
    /// The messages missed last, by number.
    last_missed: Option<Range<u64>>,
    /// Why it ended before the producer did.
    failure: Option<Error>,
}

impl Report {
    pub(crate) fn print(&self) {
        println!("relay: {} messages relayed", self.relayed);
        for Session { peer, sent, missed, last_missed, failure } in &self.sessions {
            print!("  {peer}: {sent} sent, {missed} missed");
            if let Some(Range { start, end }) = last_missed {
                print!(", at last {start} to {}", end - 1);
            }
            match failure {
                Some(error) => println!("; {error}"),
                None => println!(),
            }
        }
    }
}

/// Hands every message of `producer` to whoever connects to `subscribers`, until the
/// producer ends.
///
/// A message becomes a chunk: the producer's payload as it was read, uncopied, with
/// its place among all payloads. All subscribers share it. One that is too far
/// behind misses some, and sees so by the offset of the next one; it holds up
/// neither the producer nor the others.
pub(crate) async fn relay(
    producer: impl AsyncRead + Unpin,
    subscribers: TcpListener,
    backlog: Backlog,
) -> Result<Report> {
    let mut messages = AsyncStreamReader::new(producer, ChecksumDeframer::new(Crc32));
    let (hub, _) = broadcast::channel(backlog.messages);
    let mut sessions = JoinSet::new();
    let mut report = Report::default();
    let id = StreamId::from_static("telemetry");
    let mut offset = 0;
    // Whoever waits to be let in misses nothing.
    while let Ok(Ok((sink, peer))) = time::timeout(ACCEPT_FIRST, subscribers.accept()).await {
        sessions.spawn(serve(sink, peer, hub.subscribe()));
    }
    loop {
        // A read that is dropped because somebody connects loses nothing.
        tokio::select! {
            message = messages.read_bytes() => {
                let Some(payload) = message? else { break };
                let chunk = StreamChunk::from_bytes(&id, payload, offset);
                offset = chunk.end_offset();
                // Fails where nobody listens.
                let _ = hub.send((report.relayed, chunk));
                report.relayed += 1;
            }
            accepted = subscribers.accept() => {
                let (sink, peer) = accepted?;
                sessions.spawn(serve(sink, peer, hub.subscribe()));
            }
        }
    }
    drop(hub);
    while let Ok(Some(session)) = time::timeout(backlog.time, sessions.join_next()).await {
        report.sessions.push(session.map_err(Error::other)?);
    }
    Ok(report)
}

/// Sends to one subscriber what the others get, too.
async fn serve(
    sink: TcpStream,
    peer: SocketAddr,
    messages: broadcast::Receiver<(u64, StreamChunk)>,
) -> Session {
    let mut session = Session { peer, sent: 0, missed: 0, last_missed: None, failure: None };
    if let Err(error) = session.send_all(sink, messages).await {
        session.failure = Some(error);
    }
    session
}

impl Session {
    async fn send_all(
        &mut self,
        sink: TcpStream,
        mut messages: broadcast::Receiver<(u64, StreamChunk)>,
    ) -> Result<()> {
        let batching = Batching::default().max_bytes(16 * 1024).max_delay(Duration::from_millis(1));
        let mut writer =
            AsyncStreamWriter::new(sink, ChecksumFramer::new(Crc32)).batching(batching);
        let mut next = None;
        loop {
            tokio::select! {
                // What is there goes into the batch before that leaves.
                biased;
                received = messages.recv() => match received {
                    Ok((number, chunk)) => {
                        let expected = next.replace(number + 1).unwrap_or(number);
                        if number > expected {
                            self.last_missed = Some(expected..number);
                        }
                        writer.write(&chunk).await?;
                        self.sent += 1;
                    }
                    Err(RecvError::Lagged(missed)) => self.missed += missed,
                    Err(RecvError::Closed) => return writer.shutdown().await,
                },
                result = writer.flush_due() => result?,
            }
        }
    }
}

const ACCEPT_FIRST: Duration = Duration::from_millis(50);
