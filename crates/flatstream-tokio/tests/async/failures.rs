//! An error of the sink names the first frame that it did not get whole; one of a
//! message costs that message.

use crate::support::{Act, Peer, drive, once, payloads};
use flatbuffers::FlatBufferBuilder;
use flatstream_core::{Emit, Error, ErrorKind, Framer, Limits, Result, StreamSerialize};
use flatstream_framing::DefaultFramer;
use flatstream_testkit::{Telemetry, emitted, located, payload, wire};
use flatstream_tokio::{AsyncStreamWriter, Batching};
use futures_util::{SinkExt, stream};
use std::{
    io,
    panic::{AssertUnwindSafe, catch_unwind},
};

/// Index of the frame of `payloads()` that byte `at` lies in, and where it begins.
fn frame_at(at: usize) -> (u64, u64) {
    let (mut begin, mut ordinal) = (0, 0);
    for payload in payloads() {
        let end = begin + 4 + payload.len();
        if end > at {
            break;
        }
        (begin, ordinal) = (end, ordinal + 1);
    }
    (begin as u64, ordinal)
}

/// Takes `cut` bytes, one at a time, then does this.
fn peer_with(cut: usize, act: Act) -> Peer {
    Peer::new(once(std::iter::repeat_n(Act::Bytes(1), cut).chain([act])))
}

/// Writes all payloads; the number of those for which `Ok` was said, and the error.
fn write_all<F: Framer>(
    writer: &mut AsyncStreamWriter<Peer, F>,
) -> (usize, Option<(ErrorKind, u64, u64)>) {
    drive(async {
        for (n, payload) in payloads().iter().enumerate() {
            if let Err(error) = writer.write_payload(payload).await {
                return (n, Some(located(&error)));
            }
        }
        (payloads().len(), writer.flush().await.err().map(|error| located(&error)))
    })
}

#[test]
fn a_failure_at_every_byte_names_the_first_frame_that_is_not_delivered() {
    let expected = wire(&DefaultFramer, payloads());
    let resumable = [
        (Act::Bytes(0), io::ErrorKind::WriteZero),
        (Act::Fail(io::ErrorKind::WouldBlock), io::ErrorKind::WouldBlock),
        (Act::Fail(io::ErrorKind::TimedOut), io::ErrorKind::TimedOut),
    ];
    for batching in [0, 1, 30, 400, 10_000] {
        let writer = |peer| {
            let batching = Batching::default().max_bytes(batching);
            AsyncStreamWriter::new(peer, DefaultFramer).batching(batching)
        };
        for cut in 0..expected.len() {
            let (offset, ordinal) = frame_at(cut);
            for (act, kind) in resumable {
                let mut writer = writer(peer_with(cut, act));
                let (said_ok, error) = write_all(&mut writer);
                assert_eq!(error, Some((ErrorKind::Io(kind), offset, ordinal)), "{cut}");
                // The message of the call that failed was taken, and waits.
                let taken = usize::try_from(writer.messages_written()).unwrap();
                assert_eq!(taken, (said_ok + 1).min(payloads().len()));
                for payload in &payloads()[taken..] {
                    drive(writer.write_payload(payload)).unwrap();
                }
                drive(writer.flush()).unwrap();
                assert_eq!(writer.into_inner().taken, expected);
            }
            for act in [io::ErrorKind::ConnectionReset, io::ErrorKind::Other].map(Act::Fail) {
                let Act::Fail(kind) = act else { unreachable!() };
                let mut writer = writer(peer_with(cut, act));
                let error = write_all(&mut writer).1;
                assert_eq!(error, Some((ErrorKind::Io(kind), offset, ordinal)));
                let before = writer.messages_written();
                check_poisoned(&mut writer, offset, ordinal);
                assert_eq!(writer.messages_written(), before);
                assert_eq!(writer.get_ref().taken, expected[..cut]);
            }
            let mut writer = writer(peer_with(cut, Act::Panic));
            catch_unwind(AssertUnwindSafe(|| write_all(&mut writer))).unwrap_err();
            check_poisoned(&mut writer, offset, ordinal);
            assert_eq!(writer.get_ref().taken, expected[..cut]);
        }
    }
}

/// Every method refuses, and asks nothing of the sink.
fn check_poisoned<F: Framer + Unpin>(
    writer: &mut AsyncStreamWriter<Peer, F>,
    offset: u64,
    ordinal: u64,
) {
    let asked = writer.get_ref().writes.len();
    let finished = FlatBufferBuilder::new();
    let errors = drive(async {
        [
            writer.write("text").await,
            writer.emit(&Told::Panics).await,
            writer.write_root(|_| -> flatbuffers::WIPOffset<&str> { unreachable!() }).await,
            writer.write_finished(&finished).await,
            writer.write_payload(b"payload").await,
            writer.write_all(&mut stream::iter(["payload"])).await,
            writer.feed("payload").await,
            writer.flush().await,
            writer.shutdown().await,
        ]
    });
    for error in errors {
        assert_eq!(located(&error.unwrap_err()), (ErrorKind::Poisoned, offset, ordinal));
    }
    let peer = writer.get_ref();
    assert_eq!((peer.writes.len(), peer.flushes, peer.shutdowns), (asked, 0, 0));
}

/// A message is taken before its own frame fails to leave, and not while an earlier one
/// does.
#[test]
fn what_fails_before_a_message_is_taken_takes_nothing() {
    let zero = Act::Bytes(0);
    let mut writer = AsyncStreamWriter::new(Peer::new(once([zero; 3])), DefaultFramer);
    for _ in 0..3 {
        let error = drive(writer.write_payload(b"one")).unwrap_err();
        assert_eq!(located(&error), (ErrorKind::Io(io::ErrorKind::WriteZero), 0, 0));
        assert_eq!(writer.messages_written(), 1);
    }
    drive(writer.write_payload(b"two")).unwrap();
    assert_eq!(writer.into_inner().taken, wire(&DefaultFramer, ["one", "two"]));
}

/// A failure to flush or to shut down comes behind all frames.
#[test]
fn a_failure_behind_the_frames_names_none_of_them() {
    let reset = Act::Fail(io::ErrorKind::ConnectionReset);
    let all = Act::Bytes(usize::MAX);
    for (script, shut) in [(vec![all, reset], false), (vec![all, all, reset], true)] {
        let mut writer = AsyncStreamWriter::new(Peer::new(once(script)), DefaultFramer);
        drive(writer.write_payload(b"one")).unwrap();
        let end = if shut { drive(writer.shutdown()) } else { drive(writer.flush()) };
        let kind = ErrorKind::Io(io::ErrorKind::ConnectionReset);
        assert_eq!(located(&end.unwrap_err()), (kind, 7, 1));
        let error = drive(writer.flush()).unwrap_err();
        assert_eq!(located(&error), (ErrorKind::Poisoned, 7, 1));
    }
}

/// Serializes as it is told.
enum Told {
    Fails,
    Unfinished,
    Half,
    Panics,
}

impl StreamSerialize for Told {
    fn serialize<'b, A: flatbuffers::Allocator + 'b>(
        &self,
        builder: &mut FlatBufferBuilder<'b, A>,
    ) -> Result<()> {
        match self {
            Told::Fails => return Err(Error::other("no")),
            Told::Unfinished => {}
            Told::Half => {
                builder.start_table();
                return Err(Error::other("half of a table"));
            }
            Told::Panics => panic!("a message that panics"),
        }
        Ok(())
    }
}

impl Emit for Told {
    fn message_len(&self) -> Result<usize> {
        match self {
            Told::Fails => Err(Error::other("no")),
            Told::Half => Ok(101),
            Told::Unfinished | Told::Panics => Ok(50),
        }
    }
    fn emit(&self, window: &mut [u8]) {
        window[..20].fill(7);
        panic!("a message that panics");
    }
}

#[test]
fn a_message_that_fails_costs_itself_alone() {
    let limits = Limits::new().max_frame_bytes(100);
    for batching in [0, 1000] {
        let batching = Batching::default().max_bytes(batching);
        let mut writer =
            AsyncStreamWriter::new(Peer::eager(), DefaultFramer).limits(limits).batching(batching);
        let long = "x".repeat(101);
        let unfinished = FlatBufferBuilder::new();
        for n in 0..9 {
            drive(writer.write(&Telemetry(n))).unwrap();
            let result = drive(async {
                match n {
                    0 => writer.write(&Told::Fails).await,
                    1 => writer.write(&Told::Unfinished).await,
                    2 => writer.write(&Told::Half).await,
                    3 => writer.write_payload(long.as_bytes()).await,
                    4 => writer.write(&*long).await,
                    5 => writer.write_finished(&unfinished).await,
                    6 => writer.emit(&Told::Fails).await,
                    7 => writer.emit(&Told::Half).await,
                    _ => writer.feed(&long).await,
                }
            });
            let kind = match n {
                0 | 2 | 6 => ErrorKind::Other,
                1 | 5 => ErrorKind::Unfinished,
                4 => ErrorKind::FrameTooLarge { len: 112, limit: 100 },
                _ => ErrorKind::FrameTooLarge { len: 101, limit: 100 },
            };
            assert_eq!(located(&result.unwrap_err()), (kind, 92 * (2 * n + 1), 2 * n + 1), "{n}");
            let panic = catch_unwind(AssertUnwindSafe(|| drive(writer.write(&Told::Panics))));
            panic.unwrap_err();
            let panic = catch_unwind(AssertUnwindSafe(|| drive(writer.emit(&Told::Panics))));
            panic.unwrap_err();
            drive(writer.emit(&Telemetry(n).draft())).unwrap();
        }
        drive(writer.flush()).unwrap();
        let pair = |n| [payload(&Telemetry(n)), emitted(&Telemetry(n).draft())];
        let expected = wire(&DefaultFramer, (0..9).flat_map(pair));
        assert_eq!(writer.into_inner().taken, expected);
    }
}
