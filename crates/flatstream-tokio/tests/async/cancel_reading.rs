//! Reads that are given up wherever they wait lose nothing.

use crate::support::{Act, Source, cases, cycle, halting, payloads, poll_up_to};
use flatstream_framing::{DefaultDeframer, DefaultFramer};
use flatstream_testkit::{Outcome, wire};
use flatstream_tokio::AsyncStreamReader;
use futures_util::StreamExt;
use std::time::Duration;
use tokio::{io::AsyncWriteExt, select, time};

/// Gives every read up after `polls` polls, and starts it again.
#[test]
fn given_up_after_any_number_of_polls() {
    for case in cases() {
        for polls in 1..8 {
            for way in 0..4 {
                let source = Source::new(&case.wire, halting());
                let mut reader = AsyncStreamReader::with_capacity(source, (case.deframer)(), 32)
                    .limits(case.limits);
                let (mut seen, mut given_up) = (Vec::new(), 0);
                loop {
                    let outcome = match way {
                        0 => poll_up_to(polls, reader.read_message())
                            .map(|read| read.transpose().map(Outcome::from)),
                        1 => poll_up_to(polls, reader.read_bytes())
                            .map(|read| read.transpose().map(Outcome::from)),
                        2 => poll_up_to(polls, reader.next()).map(|read| read.map(Outcome::from)),
                        // What is found where another kind of read was given up.
                        _ => match poll_up_to(polls, reader.read_message()) {
                            Some(read) => Some(read.transpose().map(Outcome::from)),
                            None => poll_up_to(polls, reader.read_bytes())
                                .map(|read| read.transpose().map(Outcome::from)),
                        },
                    };
                    match outcome {
                        None => given_up += 1,
                        Some(None) => break,
                        Some(Some(outcome)) => seen.push(outcome),
                    }
                }
                assert!(given_up > 10 || polls > 1, "{given_up}");
                assert_eq!(seen, case.expected(case.wire.len()), "{}, {polls}", case.name);
            }
        }
    }
}

/// Gives one read up, at every await of the whole stream in turn.
#[test]
fn given_up_once_anywhere() {
    let wire = wire(&DefaultFramer, payloads());
    for at in 1..2 * wire.len() {
        let mut reader = AsyncStreamReader::new(Source::new(&wire, halting()), DefaultDeframer);
        let (mut seen, mut left) = (Vec::new(), at);
        loop {
            let before = reader.get_ref().polls;
            let read = match poll_up_to(left, reader.read_message()) {
                Some(read) => read.transpose().map(Outcome::from),
                None => {
                    left = usize::MAX;
                    continue;
                }
            };
            left = left.saturating_sub((reader.get_ref().polls - before).div_ceil(2)).max(1);
            match read {
                Some(outcome) => seen.push(outcome),
                None => break,
            }
        }
        assert_eq!(seen, payloads().map(Outcome::payload), "{at}");
    }
}

#[tokio::test(start_paused = true)]
async fn a_select_and_a_timeout_lose_nothing() {
    let (near, mut far) = tokio::io::duplex(16);
    let wire = wire(&DefaultFramer, payloads());
    let writer = tokio::spawn(async move {
        for byte in wire {
            time::sleep(Duration::from_millis(7)).await;
            far.write_all(&[byte]).await.unwrap();
        }
    });
    let mut reader = AsyncStreamReader::new(near, DefaultDeframer);
    let mut ticks = time::interval(Duration::from_millis(3));
    let (mut seen, mut ticked, mut timed_out) = (Vec::new(), 0, 0);
    loop {
        let read = if seen.len() % 2 == 0 {
            select! {
                biased;
                _ = ticks.tick() => { ticked += 1; continue; }
                read = reader.read_bytes() => read.unwrap().map(|payload| payload.to_vec()),
            }
        } else {
            match time::timeout(Duration::from_millis(2), reader.read_message()).await {
                Ok(read) => read.unwrap().map(<[u8]>::to_vec),
                Err(_) => {
                    timed_out += 1;
                    continue;
                }
            }
        };
        match read {
            Some(payload) => seen.push(payload),
            None => break,
        }
    }
    writer.await.unwrap();
    assert_eq!(seen, payloads());
    assert!(ticked > 50 && timed_out > 50, "{ticked} {timed_out}");
}

/// What a source says after a read was given up is not the same poll again.
#[test]
fn an_error_behind_a_read_that_was_given_up_comes_once() {
    let wire = wire(&DefaultFramer, payloads());
    let reset = Act::Fail(std::io::ErrorKind::ConnectionReset);
    let source = Source::new(&wire, cycle(&[Act::Pending, Act::Bytes(40), Act::Pending, reset]));
    let mut reader = AsyncStreamReader::new(source, DefaultDeframer);
    let (mut payloads_seen, mut errors) = (0, 0);
    loop {
        match poll_up_to(1, reader.read_message()) {
            None => {}
            Some(Ok(None)) => break,
            Some(Ok(Some(_))) => payloads_seen += 1,
            Some(Err(_)) => errors += 1,
        }
    }
    assert_eq!((payloads_seen, errors), (5, wire.len().div_ceil(40)));
}
