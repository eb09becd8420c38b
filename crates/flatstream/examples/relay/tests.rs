use super::*;
use flatstream::ErrorKind;
use std::io;
use tokio::io::AsyncWriteExt as _;

/// One that reads nothing until all is over does not hold the others up, and all know
/// what they missed. However slow the machine is: nothing here depends on who is
/// faster.
#[tokio::test(flavor = "multi_thread")]
async fn every_message_arrives_or_is_told_as_missed() {
    // More than the sockets and a batch hold by far.
    let sent = 50_000;
    let backlog = Backlog { messages: 256, time: Duration::from_secs(60) };
    let Running { relay, producer, mut sources } = start(3, backlog).await.unwrap();
    let peers: Vec<_> = sources.iter().map(|source| source.local_addr().unwrap()).collect();
    let stuck = sources.pop().unwrap();
    let subscribe = |source| tokio::spawn(subscriber::subscribe(source, Duration::ZERO));
    let mut readers: Vec<_> = sources.into_iter().map(subscribe).collect();
    producer::produce(producer, sent).await.unwrap();
    let mut tallies = Vec::new();
    for reader in readers.drain(..) {
        tallies.push(reader.await.unwrap().unwrap());
    }
    assert!(!relay.is_finished());
    tallies.push(subscriber::subscribe(stuck, Duration::ZERO).await.unwrap());

    let (report, sessions) = relay.await.unwrap();
    assert_eq!((report.relayed, report.cut_off, sessions.len()), (sent, 0, 3));
    for (tally, peer) in tallies.iter().zip(peers) {
        assert_eq!(tally.before + tally.received + tally.missed, sent);
        // The relay knows as much as the subscriber.
        let session = sessions.iter().find(|session| session.peer == peer).unwrap();
        assert_eq!(session.missed, tally.before + tally.missed);
        assert!(session.failure.is_none());
        let by_offset = (tally.gaps > 0, tally.missed_bytes > 0);
        assert_eq!(by_offset, (tally.missed > 0, tally.missed > 0));
    }
    let stuck = &tallies[2];
    assert!(stuck.before + stuck.missed > sent / 2, "{stuck:?}");
}

/// While the producer goes on, so that nobody's place is taken for good.
#[tokio::test(flavor = "multi_thread")]
async fn a_subscriber_that_reads_nothing_is_given_up() {
    // Nothing is dropped, so it is more than the sockets hold.
    let backlog = Backlog { messages: 1 << 15, time: Duration::from_millis(100) };
    let Running { relay, mut producer, mut sources } = start(1, backlog).await.unwrap();
    let mut wire = Vec::new();
    producer::produce(&mut wire, 20_000).await.unwrap();
    producer.write_all(&wire).await.unwrap();
    // Until nobody is there to read it.
    while sources[0].write_all(b"x").await.is_ok() {
        tokio::time::sleep(Duration::from_millis(10)).await;
    }
    drop(producer);
    let (report, sessions) = relay.await.unwrap();
    assert_eq!((report.relayed, report.cut_off, sessions.len()), (20_000, 0, 1));
    let kind = sessions[0].failure.as_ref().map(Error::kind);
    assert_eq!(kind, Some(ErrorKind::Io(io::ErrorKind::TimedOut)));
}

#[tokio::test(flavor = "multi_thread")]
async fn what_a_producer_sent_before_it_broke_off_arrives() {
    let mut wire = Vec::new();
    producer::produce(&mut wire, 100).await.unwrap();
    let Running { relay, mut producer, mut sources } = start(1, Backlog::default()).await.unwrap();
    producer.write_all(&wire[..wire.len() - 3]).await.unwrap();
    drop(producer);
    let tally = subscriber::subscribe(sources.pop().unwrap(), Duration::ZERO).await.unwrap();
    assert_eq!((tally.before, tally.received, tally.missed), (0, 99, 0));
    let (report, sessions) = relay.await.unwrap();
    assert_eq!((report.relayed, sessions.len()), (99, 1));
    assert_eq!(report.failure.unwrap().kind(), ErrorKind::Truncated { missing: 3 });
}
