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
use hub::{Backlog, Report};
use std::{env, net::SocketAddr, time::Duration};
use tokio::net::{TcpListener, TcpSocket, TcpStream};

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
            hub::relay(producer, subscribers, Backlog::default()).await?.print();
            Ok(())
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
    let seconds = number(seconds)?;
    let sink = TcpStream::connect(self::address(address)?).await?;
    let sent = producer::produce(sink, Duration::from_secs(seconds)).await?;
    println!("{sent} messages sent");
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

/// Relay, producer and three subscribers, one of them slow.
async fn demo() -> Result<()> {
    let backlog = Backlog { messages: 1024, ..Backlog::default() };
    let (sent, report, tallies) = run(Duration::from_secs(2), backlog).await?;
    println!("{sent} messages sent");
    for (name, tally) in ["fast", "fast", "slow"].iter().zip(&tallies) {
        tally.print(name);
    }
    report.print();
    for tally in &tallies {
        if tally.received + tally.missed != sent {
            return Err(Error::other("a message was lost that nobody told of"));
        }
    }
    Ok(())
}

/// Sends for a time, to two subscribers that read as fast as they can and one that
/// pauses after each message.
async fn run(time: Duration, backlog: Backlog) -> Result<(u64, Report, Vec<subscriber::Tally>)> {
    let producers = TcpListener::bind("127.0.0.1:0").await?;
    let subscribers = listen(SocketAddr::from(([127, 0, 0, 1], 0)))?;
    let (to, from) = (producers.local_addr()?, subscribers.local_addr()?);

    let mut readers = Vec::new();
    for pause in [Duration::ZERO, Duration::ZERO, Duration::from_millis(1)] {
        let source = connect(from).await?;
        readers.push(tokio::spawn(subscriber::subscribe(source, pause)));
    }
    let sink = TcpStream::connect(to).await?;
    let (source, _) = producers.accept().await?;
    let relay = tokio::spawn(hub::relay(source, subscribers, backlog));

    let sent = producer::produce(sink, time).await?;
    let report = relay.await.map_err(Error::other)??;
    let mut tallies = Vec::new();
    for reader in readers {
        tallies.push(reader.await.map_err(Error::other)??);
    }
    Ok((sent, report, tallies))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test(flavor = "multi_thread")]
    async fn every_message_arrives_or_is_told_as_missed() {
        let backlog = Backlog { messages: 256, ..Backlog::default() };
        let (sent, report, tallies) = run(Duration::from_millis(700), backlog).await.unwrap();
        assert_eq!(report.relayed, sent);
        assert_eq!(report.sessions.len(), 3);
        for tally in &tallies {
            assert_eq!(tally.received + tally.missed, sent);
            // The relay knows as much as the subscriber.
            assert!(report.sessions.iter().any(|session| session.missed == tally.missed));
        }
        // A message took it a millisecond, and there were tens in each.
        let slow = &tallies[2];
        assert!(slow.received < sent / 2 && slow.missed > sent / 2, "{slow:?} of {sent}");
        assert!(tallies[0].received > slow.received && tallies[1].received > slow.received);
    }
}
