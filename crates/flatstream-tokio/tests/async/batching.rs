//! When frames leave: not before a batch is full or old, and not later.

use crate::support::{Act, Peer, cycle, is_pending, once};
use flatstream_framing::DefaultFramer;
use flatstream_testkit::wire;
use flatstream_tokio::{AsyncStreamWriter, Batching};
use futures_util::{SinkExt, stream};
use std::{
    cell::Cell,
    future::pending,
    rc::Rc,
    time::{Duration, Instant as StdInstant},
};
use tokio::{
    io::BufWriter,
    sync::mpsc,
    task::{LocalSet, spawn_local, yield_now},
    time::{Instant, advance, sleep, timeout},
};

type Writer = AsyncStreamWriter<Peer, DefaultFramer>;

fn ms(millis: u64) -> Duration {
    Duration::from_millis(millis)
}

/// Batches of 100 bytes, 10 ms old at most.
fn writer() -> Writer {
    writer_to(Peer::eager())
}

fn writer_to(peer: Peer) -> Writer {
    let batching = Batching::default().max_bytes(100).max_delay(ms(10));
    AsyncStreamWriter::new(peer, DefaultFramer).batching(batching)
}

/// A frame of 24 bytes.
async fn write(writer: &mut Writer) {
    writer.write_payload(&[7; 20]).await.unwrap();
}

fn offered(writer: &Writer) -> &[usize] {
    &writer.get_ref().writes
}

/// Runs `flush_due` and answers how many milliseconds it took; a timer may be one late.
async fn due(writer: &mut Writer) -> u128 {
    let start = Instant::now();
    timeout(ms(100_000), writer.flush_due()).await.expect("nothing is due").unwrap();
    start.elapsed().as_millis()
}

#[tokio::test(start_paused = true)]
async fn frames_leave_when_there_are_bytes_enough() {
    let mut writer = writer();
    for n in 1..=14 {
        write(&mut writer).await;
        assert_eq!(offered(&writer), &[120; 2][..n / 5], "{n}");
    }
    // Never cut, and one that is a batch of its own leaves at once.
    writer.write_payload(&[7; 1000]).await.unwrap();
    assert_eq!(offered(&writer), [120, 120, 96 + 1004]);
    writer.write_payload(&[7; 96]).await.unwrap();
    assert_eq!(offered(&writer), [120, 120, 1100, 100]);
    assert_eq!(writer.get_ref().flushes, 0);
}

#[tokio::test(start_paused = true)]
async fn frames_leave_in_flush_due_when_they_are_old() {
    let mut writer = writer();
    write(&mut writer).await;
    for _ in 0..9 {
        timeout(ms(1), writer.flush_due()).await.unwrap_err();
        assert!(offered(&writer).is_empty());
    }
    assert!((0..=2).contains(&due(&mut writer).await));
    assert_eq!((offered(&writer), writer.get_ref().flushed), (&[24][..], 24));
}

#[tokio::test(start_paused = true)]
async fn frames_leave_with_the_write_that_finds_them_old() {
    let mut writer = writer();
    write(&mut writer).await;
    advance(ms(9)).await;
    write(&mut writer).await;
    assert!(offered(&writer).is_empty());
    advance(ms(2)).await;
    write(&mut writer).await;
    assert_eq!(offered(&writer), [72]);
}

#[tokio::test(start_paused = true)]
async fn frames_that_were_fed_leave_when_they_are_old() {
    let mut writer = writer();
    writer.feed([7; 20]).await.unwrap();
    advance(ms(9)).await;
    writer.feed([7; 20]).await.unwrap();
    assert!(offered(&writer).is_empty());
    advance(ms(2)).await;
    writer.feed([7; 20]).await.unwrap();
    assert_eq!(offered(&writer), [48]);
    // Its own delay begins with it.
    assert!((10..=11).contains(&due(&mut writer).await));
    assert_eq!(offered(&writer), [48, 24]);
}

/// The delay is that of the oldest frame of each batch.
#[tokio::test(start_paused = true)]
async fn every_batch_has_a_delay_of_its_own() {
    let mut writer = writer();
    for _ in 0..3 {
        write(&mut writer).await;
        advance(ms(8)).await;
        (writer.write_payload(&[7; 100]).await).unwrap();
        write(&mut writer).await;
        advance(ms(4)).await;
        write(&mut writer).await;
        assert!((6..=7).contains(&due(&mut writer).await));
    }
    assert_eq!(offered(&writer), [128, 48].repeat(3));
}

#[tokio::test(start_paused = true)]
async fn flush_due_waits_where_nothing_is_due() {
    let mut writer = writer();
    assert!(timeout(ms(1000), writer.flush_due()).await.is_err(), "nothing was written");
    write(&mut writer).await;
    writer.flush().await.unwrap();
    assert!(timeout(ms(1000), writer.flush_due()).await.is_err(), "nothing waits any more");
    let batching = Batching::default().max_bytes(100);
    let mut writer = writer.batching(batching);
    write(&mut writer).await;
    assert!(timeout(ms(1_000_000), writer.flush_due()).await.is_err(), "there is no delay");
    assert_eq!(offered(&writer), [24]);
}

/// What a batch or a flush left behind does not wait for the next message.
#[tokio::test(start_paused = true)]
async fn flush_due_goes_on_where_the_sink_was_not_ready() {
    for batching in [Batching::default(), Batching::default().max_bytes(20).max_delay(ms(10))] {
        let peer = Peer::new(cycle(&[Act::Pending, Act::Bytes(10)]));
        let mut writer = AsyncStreamWriter::new(peer, DefaultFramer).batching(batching);
        write(&mut writer).await;
        assert_eq!(writer.unsent().len(), 24);
        assert_eq!(due(&mut writer).await, 0);
        assert_eq!((writer.unsent().len(), writer.get_ref().flushed), (0, 24));
        timeout(ms(1000), writer.flush_due()).await.unwrap_err();
    }
}

/// A sink with a buffer of its own is flushed behind a batch that was full.
#[tokio::test(start_paused = true)]
async fn flush_due_flushes_a_sink_that_buffers() {
    let batching = Batching::default().max_bytes(100).max_delay(ms(10));
    let sink = BufWriter::new(Peer::eager());
    let mut writer = AsyncStreamWriter::new(sink, DefaultFramer).batching(batching);
    writer.write_payload(&[7; 200]).await.unwrap();
    assert_eq!((writer.unsent().len(), writer.get_ref().get_ref().taken.len()), (0, 0));
    timeout(ms(100_000), writer.flush_due()).await.expect("nothing is due").unwrap();
    assert_eq!(writer.get_ref().get_ref().taken.len(), 204);
}

#[tokio::test(start_paused = true)]
async fn write_all_sends_what_is_due_while_there_are_no_messages() {
    let (sender, mut receiver) = mpsc::channel::<Vec<u8>>(100);
    let (near, mut far) = tokio::io::duplex(4096);
    let batching = Batching::default().max_bytes(100).max_delay(ms(10));
    let mut writer = AsyncStreamWriter::new(near, DefaultFramer).batching(batching);
    let relay = tokio::spawn(async move {
        writer.write_all(&mut stream::poll_fn(move |cx| receiver.poll_recv(cx))).await.unwrap();
    });
    let mut arrived = async |within: u64| {
        let mut bytes = [0; 4096];
        match timeout(ms(within), tokio::io::AsyncReadExt::read(&mut far, &mut bytes)).await {
            Ok(read) => read.unwrap(),
            Err(_) => 0,
        }
    };
    for _ in 0..3 {
        for _ in 0..2 {
            sender.send(vec![7; 20]).await.unwrap();
            assert_eq!(arrived(4).await, 0, "sent too early");
        }
        assert_eq!(arrived(4).await, 48);
        for _ in 0..6 {
            sender.send(vec![7; 20]).await.unwrap();
        }
        assert_eq!(arrived(1).await, 120);
        assert_eq!(arrived(8).await, 0, "sent too early");
        assert_eq!(arrived(3).await, 24);
    }
    sender.send(vec![7; 20]).await.unwrap();
    drop(sender);
    assert_eq!(arrived(1).await, 24, "what is left leaves at the end");
    relay.await.unwrap();
}

#[tokio::test(start_paused = true)]
async fn write_all_without_a_delay_sends_when_there_is_nothing_more_for_now() {
    let batching = Batching::default().max_bytes(1000);
    let mut writer = AsyncStreamWriter::new(Peer::eager(), DefaultFramer).batching(batching);
    let mut left = 7;
    let mut messages = stream::poll_fn(move |_| {
        left -= 1;
        if left > 0 { std::task::Poll::Ready(Some([7; 20])) } else { std::task::Poll::Pending }
    });
    assert!(is_pending(writer.write_all(&mut messages)));
    assert_eq!((offered(&writer), writer.get_ref().flushed), (&[144][..], 144));
}

/// A channel whose turn is over says that it has nothing: no reason to send. Here, each
/// message takes one to three of its own.
#[tokio::test]
async fn batches_are_not_cut_by_the_scheduler() {
    let (sender, mut receiver) = mpsc::unbounded_channel::<usize>();
    for n in 0..20_000 {
        sender.send(n).unwrap();
    }
    for delay in [None, Some(ms(1000))] {
        let mut batching = Batching::default().max_bytes(24_000);
        batching.max_delay = delay;
        let mut writer = AsyncStreamWriter::new(Peer::eager(), DefaultFramer).batching(batching);
        let (mut count, mut parts) = (0, 0);
        let mut messages = stream::poll_fn(|cx| {
            if count == 5000 {
                return std::task::Poll::Ready(None);
            }
            while parts <= count % 3 {
                std::task::ready!(receiver.poll_recv(cx)).unwrap();
                parts += 1;
            }
            (count, parts) = (count + 1, 0);
            std::task::Poll::Ready(Some([7; 20]))
        });
        writer.write_all(&mut messages).await.unwrap();
        assert_eq!(offered(&writer), [24_000; 5]);
    }
}

/// A stream and a sink that are always ready leave other tasks their turn.
#[tokio::test]
async fn write_all_gives_way() {
    let turns = Rc::new(Cell::new(0));
    let counter = turns.clone();
    let local = LocalSet::new();
    local
        .run_until(async move {
            spawn_local(async move {
                loop {
                    counter.set(counter.get() + 1);
                    yield_now().await;
                }
            });
            let mut writer = AsyncStreamWriter::new(tokio::io::sink(), DefaultFramer)
                .batching(Batching::default().max_bytes(100_000));
            let mut messages = stream::iter(std::iter::repeat_n([7; 20], 10_000));
            writer.write_all(&mut messages).await.unwrap();
        })
        .await;
    assert!((50..500).contains(&turns.get()), "{} turns", turns.get());
}

/// Without end, and with a batch of no bytes, a delay is of no effect.
#[tokio::test(start_paused = true)]
async fn delays_at_the_limits() {
    let batching = Batching::default().max_bytes(100).max_delay(Duration::MAX);
    let mut writer = AsyncStreamWriter::new(Peer::eager(), DefaultFramer).batching(batching);
    write(&mut writer).await;
    timeout(ms(1_000_000), writer.flush_due()).await.unwrap_err();
    let batching = Batching::default().max_bytes(100).max_delay(Duration::ZERO);
    let mut writer = writer.batching(batching);
    writer.flush().await.unwrap();
    write(&mut writer).await;
    sleep(ms(1)).await;
    assert!(due(&mut writer).await <= 1);
    assert_eq!(offered(&writer), [24, 24]);
    let mut writer = writer.batching(Batching::default().max_delay(ms(10)));
    write(&mut writer).await;
    assert_eq!(offered(&writer), [24, 24, 24]);
}

/// An old batch that the sink does not take leaves whole before anything is added.
#[tokio::test(start_paused = true)]
async fn a_batch_on_its_way_is_not_added_to() {
    let script = [Act::Bytes(10), Act::Pending, Act::Pending, Act::Pending];
    let mut writer = writer_to(Peer::new(once(script)));
    write(&mut writer).await;
    advance(ms(11)).await;
    write(&mut writer).await;
    assert_eq!((offered(&writer), writer.unsent().len()), (&[48, 38][..], 38));
    for _ in 0..2 {
        assert!(is_pending(writer.write_payload(b"waits")));
    }
    write(&mut writer).await;
    assert_eq!(offered(&writer), [48, 38, 38, 38, 38]);
    assert_eq!(writer.unsent().len(), 24);
    assert!((10..=11).contains(&due(&mut writer).await));
    assert_eq!(writer.into_inner().taken, wire(&DefaultFramer, [[7; 20]; 3]));
}

/// In real time, and in an arm of a `select!`.
#[tokio::test]
async fn a_batch_leaves_in_real_time() {
    let mut writer = writer();
    write(&mut writer).await;
    let start = StdInstant::now();
    tokio::select! {
        () = pending::<()>() => {}
        result = writer.flush_due() => result.unwrap(),
    }
    assert!(start.elapsed() >= ms(9), "{:?}", start.elapsed());
    assert_eq!(offered(&writer), [24]);
}
