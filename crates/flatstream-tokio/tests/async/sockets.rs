//! Slow and broken peers, over real sockets of this machine.

use flatstream_checksum::Crc32;
use flatstream_core::{ErrorKind, Position};
use flatstream_framing::{ChecksumDeframer, ChecksumFramer, DefaultDeframer, DefaultFramer};
use flatstream_testkit::{Telemetry, located, wire};
use flatstream_tokio::{AsyncStreamReader, AsyncStreamWriter, Batching};
use futures_util::StreamExt;
use std::{io, time::Duration};
use tokio::{
    io::{AsyncRead, AsyncWrite, AsyncWriteExt, split},
    net::{TcpListener, TcpStream},
    time::{sleep, timeout},
};

trait Socket: AsyncRead + AsyncWrite + Send + Unpin {}
impl<T: AsyncRead + AsyncWrite + Send + Unpin> Socket for T {}
type Boxed = Box<dyn Socket>;

async fn tcp() -> (TcpStream, TcpStream) {
    let listener = TcpListener::bind(("127.0.0.1", 0)).await.unwrap();
    let address = listener.local_addr().unwrap();
    let (near, far) = tokio::join!(TcpStream::connect(address), listener.accept());
    (near.unwrap(), far.unwrap().0)
}

/// Both ends of a connection of every kind.
async fn pairs() -> Vec<(&'static str, Boxed, Boxed)> {
    let (near, far) = tcp().await;
    let tcp: (_, Boxed, Boxed) = ("tcp", Box::new(near), Box::new(far));
    vec![
        tcp,
        #[cfg(unix)]
        {
            let (near, far) = tokio::net::UnixStream::pair().unwrap();
            ("unix", Box::new(near), Box::new(far))
        },
    ]
}

/// What runs here has to come to an end.
async fn within<T>(seconds: u64, future: impl Future<Output = T>) -> T {
    timeout(Duration::from_secs(seconds), future).await.expect("it hangs")
}

/// Telemetry of which no two are the same, in both directions at once.
async fn exchange(end: Boxed, messages: u64, batching: Batching) {
    let (read, write) = split(end);
    let writing = tokio::spawn(async move {
        let mut writer =
            AsyncStreamWriter::new(write, ChecksumFramer::new(Crc32)).batching(batching);
        for n in 0..messages {
            writer.write(&Telemetry(n)).await.unwrap();
        }
        writer.shutdown().await.unwrap();
    });
    let mut reader = AsyncStreamReader::new(read, ChecksumDeframer::new(Crc32));
    for n in 0..messages {
        if n % 2 == 0 {
            let message = reader.read_typed::<Telemetry>().await.unwrap().unwrap();
            assert_eq!(message.sequence(), n + 1);
        } else {
            assert_eq!(reader.next().await.unwrap().unwrap().len(), 88);
        }
    }
    assert!(reader.read_message().await.unwrap().is_none());
    assert_eq!(reader.position(), Position::new(messages * 96, messages));
    writing.await.unwrap();
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn many_messages_in_both_directions() {
    let delayed = Batching::default().max_bytes(8192).max_delay(Duration::from_millis(1));
    for batching in [Batching::default(), Batching::default().max_bytes(8192), delayed] {
        let mut ends = Vec::new();
        for _ in 0..3 {
            for (_, near, far) in pairs().await {
                ends.push(tokio::spawn(exchange(near, 10_000, batching)));
                ends.push(tokio::spawn(exchange(far, 10_000, batching)));
            }
        }
        for end in ends {
            within(60, end).await.unwrap();
        }
    }
}

/// What a peer does not read stays with the writer's caller.
#[tokio::test]
async fn a_slow_reader_stops_the_writer() {
    const FRAME: usize = 1004;
    for (max_bytes, most) in [(0, FRAME), (32 * 1024, 33 * FRAME)] {
        for (kind, near, far) in pairs().await {
            let batching = Batching::default().max_bytes(max_bytes);
            let mut writer = AsyncStreamWriter::new(near, DefaultFramer).batching(batching);
            let mut taken = 0_u64;
            let stuck = Duration::from_millis(100);
            while let Ok(result) = timeout(stuck, writer.write_payload(&[7; 1000])).await {
                result.unwrap();
                taken += 1;
                assert!(writer.unsent().len() <= most, "{kind}");
                assert!(taken < 100_000, "a writer that nothing stops");
            }
            assert_eq!(writer.messages_written(), taken);
            assert!(!writer.unsent().is_empty());
            let reading = tokio::spawn(async move {
                let mut reader = AsyncStreamReader::new(far, DefaultDeframer);
                let mut read = 0;
                while let Some(payload) = reader.read_message().await.unwrap() {
                    assert_eq!(payload, [7; 1000]);
                    read += 1;
                    if read % 1000 == 0 {
                        sleep(Duration::from_millis(1)).await;
                    }
                }
                read
            });
            within(60, writer.shutdown()).await.unwrap();
            assert_eq!(within(60, reading).await.unwrap(), taken, "{kind}");
        }
    }
}

/// Closes after every number of bytes.
#[tokio::test]
async fn a_peer_that_closes_inside_a_frame() {
    let wire = wire(&DefaultFramer, ["one", "second"]);
    for len in 0..=wire.len() {
        for (kind, mut near, far) in pairs().await {
            let mut reader = AsyncStreamReader::new(far, DefaultDeframer);
            near.write_all(&wire[..len]).await.unwrap();
            drop(near);
            let (end, seen) = within(10, async {
                let mut seen = 0_u64;
                loop {
                    match reader.read_bytes().await {
                        Ok(Some(_)) => seen += 1,
                        Ok(None) => break (None, seen),
                        Err(error) => break (Some(located(&error)), seen),
                    }
                }
            })
            .await;
            let begin = if len < 7 { 0 } else { 7 };
            let frame_len = match len - begin {
                0..4 => 4,
                _ if begin == 0 => 7,
                _ => 10,
            };
            let missing = ((begin + frame_len).saturating_sub(len)) as u64;
            let whole = [0, 7, 17].iter().filter(|&&end| end <= len).count() as u64 - 1;
            assert_eq!(seen, whole, "{kind}, {len}");
            let truncated = (ErrorKind::Truncated { missing }, begin as u64, whole);
            let expected = (![0, 7, 17].contains(&len)).then_some(truncated);
            assert_eq!(end, expected, "{kind}, {len}");
            assert!(reader.read_bytes().await.unwrap().is_none());
        }
    }
}

/// A connection that is reset, not closed.
#[tokio::test]
async fn a_reset_is_an_error_at_the_frame_under_way() {
    let (mut near, far) = tcp().await;
    let mut reader = AsyncStreamReader::new(far, DefaultDeframer);
    near.write_all(b"\x03\0\0\0one\x03\0\0\0t").await.unwrap();
    assert_eq!(within(10, reader.read_message()).await.unwrap(), Some(&b"one"[..]));
    near.set_zero_linger().unwrap();
    drop(near);
    let error = within(10, reader.read_message()).await.unwrap_err();
    assert_eq!(located(&error), (ErrorKind::Io(io::ErrorKind::ConnectionReset), 7, 1));
}

/// The error names a frame that has not left whole, and nothing is written behind it.
#[tokio::test]
async fn a_peer_that_is_gone_ends_the_writer() {
    for max_bytes in [0, 4000] {
        for (kind, near, far) in pairs().await {
            let batching = Batching::default().max_bytes(max_bytes);
            let mut writer = AsyncStreamWriter::new(near, DefaultFramer).batching(batching);
            writer.write_payload(&[7; 1000]).await.unwrap();
            drop(far);
            let error = within(10, async {
                loop {
                    if let Err(error) = writer.write_payload(&[7; 1000]).await {
                        break error;
                    }
                }
            })
            .await;
            let ErrorKind::Io(io) = error.kind() else { panic!("{kind}: {error}") };
            use io::ErrorKind::{BrokenPipe, ConnectionAborted, ConnectionReset};
            assert!([BrokenPipe, ConnectionAborted, ConnectionReset].contains(&io), "{io}");
            let (_, offset, ordinal) = located(&error);
            assert_eq!((offset % 1004, offset / 1004), (0, ordinal), "{kind}");
            assert!(ordinal < writer.messages_written());
            assert_eq!(writer.bytes_written() - offset, writer.unsent().len() as u64);
            for error in [writer.flush().await, writer.shutdown().await, writer.write("x").await] {
                let expected = (ErrorKind::Poisoned, offset, ordinal);
                assert_eq!(located(&error.unwrap_err()), expected, "{kind}");
            }
        }
    }
}

/// A length that no peer keeps, and then silence, or the end.
#[tokio::test]
async fn a_hostile_length_waits_for_bytes_that_do_not_come() {
    for (kind, mut near, far) in pairs().await {
        let mut reader = AsyncStreamReader::new(far, DefaultDeframer);
        near.write_all(&i32::MAX.to_le_bytes()).await.unwrap();
        let silence = timeout(Duration::from_millis(20), reader.read_message()).await;
        assert!(silence.is_err(), "{kind}");
        near.write_all(&[7; 100]).await.unwrap();
        drop(near);
        let error = within(10, reader.read_message()).await.unwrap_err();
        let missing = u64::from(i32::MAX.unsigned_abs()) - 100;
        assert_eq!(located(&error), (ErrorKind::Truncated { missing }, 0, 0), "{kind}");
    }
}
