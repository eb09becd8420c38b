//! A TCP relay: one producer of telemetry, any number of subscribers, none of
//! which can hold up the others.
//!
//! ```text
//! cargo run --release --example relay --features tokio
//! cargo run --release --example relay --features tokio -- --help
//! ```
#![allow(clippy::print_stdout, reason = "that is what the example is for")]

mod hub;
mod producer;
mod subscriber;

use flatstream::{Error, Result};
use hub::{Backlog, Report, Session};
use producer::PER_SECOND;
use std::{env, net::SocketAddr, time::Duration};
use tokio::{
    net::{TcpListener, TcpSocket, TcpStream},
    task::JoinHandle,
};

const USAGE: &str = "\
relay                               all in one process, on loopback, for two seconds
relay serve PRODUCER SUBSCRIBERS    listens for the one at an address, for the others at another
relay produce ADDRESS [SECONDS]     sends 100,000 messages a second to a relay
relay subscribe ADDRESS [PAUSE_US]  reads from a relay, with a pause after each message

An ADDRESS is an IPv4 address and a port: 127.0.0.1:7000.";

#[tokio::main]
async fn main() -> Result<()> {
    let args: Vec<String> = env::args().skip(1).collect();
    match args.iter().map(String::as_str).collect::<Vec<_>>()[..] {
        [] => demo().await,
        ["serve", producer, subscribers] => {
            let producers = TcpListener::bind(self::address(producer)?).await?;
            let subscribers = listen(address(subscribers)?)?;
            let (producer, peer) = producers.accept().await?;
            println!("producer {peer}");
            let ended = |session| println!("{session}");
            let report = hub::relay(producer, subscribers, Backlog::default(), ended).await;
            println!("{report}");
            report.failure.map_or(Ok(()), Err)
        }
        ["produce", address] => produce(address, "2").await,
        ["produce", address, seconds] => produce(address, seconds).await,
        ["subscribe", address] => subscribe(address, "0").await,
        ["subscribe", address, pause] => subscribe(address, pause).await,
        _ => {
            println!("{USAGE}");
            Ok(())
        }
    }
}

async fn produce(address: &str, seconds: &str) -> Result<()> {
    let messages = number(seconds)?.saturating_mul(PER_SECOND);
    let sink = TcpStream::connect(self::address(address)?).await?;
    producer::produce(sink, messages).await?;
    println!("{messages} messages sent");
    Ok(())
}

async fn subscribe(address: &str, pause: &str) -> Result<()> {
    let pause = Duration::from_micros(number(pause)?);
    let source = connect(self::address(address)?).await?;
    subscriber::subscribe(source, pause).await?.print("subscriber");
    Ok(())
}

fn number(text: &str) -> Result<u64> {
    text.parse().map_err(|_| Error::other(format!("`{text}` is not a number\n{USAGE}")))
}

fn address(text: &str) -> Result<SocketAddr> {
    text.parse().map_err(|_| Error::other(format!("`{text}` is not an address\n{USAGE}")))
}

/// Listens for subscribers. What lies in the system's buffers is not dropped when a
/// subscriber is behind, so these are kept short.
fn listen(at: SocketAddr) -> Result<TcpListener> {
    let socket = TcpSocket::new_v4()?;
    socket.set_send_buffer_size(SOCKET_BUFFER_BYTES)?;
    socket.bind(at)?;
    Ok(socket.listen(64)?)
}

/// Connects a subscriber.
async fn connect(to: SocketAddr) -> Result<TcpStream> {
    let socket = TcpSocket::new_v4()?;
    socket.set_recv_buffer_size(SOCKET_BUFFER_BYTES)?;
    Ok(socket.connect(to).await?)
}

const SOCKET_BUFFER_BYTES: u32 = 64 * 1024;

/// Relay, producer and three subscribers: two read as fast as they can, one pauses
/// after each message.
async fn demo() -> Result<()> {
    let backlog = Backlog { messages: 1024, ..Backlog::default() };
    let Running { relay, producer, sources } = start(3, backlog).await?;
    let pauses = [Duration::ZERO, Duration::ZERO, Duration::from_millis(1)];
    let readers: Vec<_> = sources
        .into_iter()
        .zip(pauses)
        .map(|(source, pause)| tokio::spawn(subscriber::subscribe(source, pause)))
        .collect();

    let sent = 2 * PER_SECOND;
    producer::produce(producer, sent).await?;
    println!("{sent} messages sent");
    let (report, sessions) = relay.await.map_err(Error::other)?;
    println!("relay: {report}");
    sessions.iter().for_each(|session| println!("  {session}"));
    for (name, reader) in ["fast", "fast", "slow"].iter().zip(readers) {
        let tally = reader.await.map_err(Error::other)??;
        tally.print(name);
        if tally.before + tally.received + tally.missed != sent {
            return Err(Error::other("a message was lost that nobody told of"));
        }
    }
    Ok(())
}

/// A relay in this process, and the far ends of its connections.
struct Running {
    relay: JoinHandle<(Report, Vec<Session>)>,
    producer: TcpStream,
    sources: Vec<TcpStream>,
}

/// Starts a relay on loopback that so many subscribers wait for.
async fn start(subscribers: usize, backlog: Backlog) -> Result<Running> {
    let producers = TcpListener::bind("127.0.0.1:0").await?;
    let listener = listen(SocketAddr::from(([127, 0, 0, 1], 0)))?;
    let (to, from) = (producers.local_addr()?, listener.local_addr()?);
    let mut sources = Vec::new();
    for _ in 0..subscribers {
        sources.push(connect(from).await?);
    }
    let producer = TcpStream::connect(to).await?;
    let (source, _) = producers.accept().await?;
    let relay = tokio::spawn(async move {
        let mut sessions = Vec::new();
        let report = hub::relay(source, listener, backlog, |session| sessions.push(session)).await;
        (report, sessions)
    });
    Ok(Running { relay, producer, sources })
}

#[cfg(test)]
mod tests;
