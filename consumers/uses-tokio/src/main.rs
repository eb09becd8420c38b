//! Messages over a connection of this machine: gathered in batches, with reads that are
//! given up, to a peer that is slow, and from one that breaks off.

#![forbid(unsafe_code)]

use flatstream_tokio::{
    AsyncStreamReader, AsyncStreamWriter, Batching, Bytes, DefaultDeframer, DefaultFramer, Error,
    ErrorKind, Result,
};
use std::time::Duration;
use tokio::{
    net::{TcpListener, TcpStream},
    time::{sleep, timeout},
};

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<()> {
    let sums = relay().await?;
    let waited = slow_peer().await?;
    broken_peer().await?;
    println!("{MESSAGES} messages arrived, of {sums} bytes; {waited} waited for a slow peer");
    Ok(())
}

const MESSAGES: u64 = 20_000;

/// Both ends of a connection.
async fn connect() -> Result<(TcpStream, TcpStream)> {
    let listener = TcpListener::bind(("127.0.0.1", 0)).await?;
    let near = TcpStream::connect(listener.local_addr()?).await?;
    Ok((near, listener.accept().await?.0))
}

/// Batches one way; the reader keeps every hundredth payload, and gives up whenever it
/// has waited for a while.
async fn relay() -> Result<usize> {
    let (near, far) = connect().await?;
    let producer = tokio::spawn(async move {
        let batching = Batching::default().max_bytes(16 * 1024);
        let batching = batching.max_delay(Duration::from_millis(1));
        let mut writer = AsyncStreamWriter::new(near, DefaultFramer).batching(batching);
        for n in 0..MESSAGES {
            writer.write(&*format!("message {n}")).await?;
            if n % 5000 == 0 {
                writer.flush_due().await?;
                sleep(Duration::from_millis(10)).await;
            }
        }
        writer.shutdown().await
    });
    let mut reader = AsyncStreamReader::new(far, DefaultDeframer);
    let (mut kept, mut bytes, mut given_up) = (Vec::new(), 0, 0);
    loop {
        let read = timeout(Duration::from_millis(2), reader.read_bytes()).await;
        let Ok(read) = read else {
            given_up += 1;
            continue;
        };
        let Some(payload) = read? else { break };
        bytes += payload.len();
        if reader.position().ordinal % 100 == 1 {
            kept.push(payload);
        }
    }
    producer.await.map_err(Error::other)??;
    check(reader.position().ordinal == MESSAGES, "every message arrives")?;
    check(given_up > 0, "some reads were given up")?;
    let all_there = kept.iter().enumerate().all(|(n, payload)| has_text(payload, n * 100));
    check(kept.len() == 200 && all_there, "what is kept stays as it was")?;
    Ok(bytes)
}

fn has_text(payload: &Bytes, n: usize) -> bool {
    let text = format!("message {n}");
    payload.windows(text.len()).any(|window| window == text.as_bytes())
}

/// A peer that reads nothing for a while: the writer stops, and holds a batch and a
/// frame at most.
async fn slow_peer() -> Result<u64> {
    let (near, far) = connect().await?;
    let batching = Batching::default().max_bytes(10_000);
    let mut writer = AsyncStreamWriter::new(near, DefaultFramer).batching(batching);
    let patience = Duration::from_millis(50);
    while let Ok(written) = timeout(patience, writer.write_payload(&[7; 1000])).await {
        written?;
        check(writer.unsent().len() < 10_000 + 1004, "one batch and one frame wait at most")?;
    }
    let waited = writer.messages_written();
    let consumer = tokio::spawn(async move {
        let mut reader = AsyncStreamReader::new(far, DefaultDeframer);
        while reader.read_message().await?.is_some() {}
        Ok::<_, Error>(reader.position().ordinal)
    });
    writer.shutdown().await?;
    let read = consumer.await.map_err(Error::other)??;
    check(read == waited, "the write that was given up has taken nothing")?;
    Ok(waited)
}

/// A peer that is gone in the middle of a frame.
async fn broken_peer() -> Result<()> {
    let (near, far) = connect().await?;
    near.writable().await?;
    let sent = near.try_write(b"\x03\0\0\0one\x05\0\0\0t")?;
    check(sent == 12, "a few bytes leave at once")?;
    drop(near);
    let mut reader = AsyncStreamReader::new(far, DefaultDeframer);
    check(reader.read_message().await? == Some(b"one"), "the whole message arrives")?;
    let error = reader.read_message().await.err();
    let kind = error.as_ref().map(Error::kind);
    check(kind == Some(ErrorKind::Truncated { missing: 4 }), "the end is not taken for clean")?;
    let at = error.and_then(|error| error.position());
    check(at == Some(reader.position()), "and the error says where")
}

fn check(holds: bool, what: &str) -> Result<()> {
    if holds { Ok(()) } else { Err(Error::other(format!("this does not hold: {what}"))) }
}
