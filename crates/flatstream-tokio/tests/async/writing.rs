//! Whatever the sink does, it gets the bytes of the framer, and is not overrun.

use crate::support::{Act, Peer, cycle, drive, is_pending, once, payloads};
use flatbuffers::FlatBufferBuilder;
use flatstream_checksum::Crc32;
use flatstream_compress::Lz4;
use flatstream_core::{
    Body, Emit, ErrorKind, Framed, Framer, Header, Limits, OutBuf, Result, StreamSerialize,
};
use flatstream_framing::{ChecksumFramer, Compressed, DefaultFramer};
use flatstream_testkit::{Telemetry, emitted, located, payload, wire};
use flatstream_tokio::{AsyncStreamWriter, Batching};
use futures_util::{SinkExt, StreamExt, stream};
use proptest::prelude::*;
use std::{cell::Cell, io};
use tokio::io::AsyncReadExt as _;

/// A way to write message `n`.
#[derive(Clone, Copy, Debug)]
enum Way {
    Write,
    Emit,
    Root,
    Finished,
    Payload,
    Feed,
    Send,
    Flush,
    Due,
}
const WAYS: [Way; 9] = [
    Way::Write,
    Way::Emit,
    Way::Root,
    Way::Finished,
    Way::Payload,
    Way::Feed,
    Way::Send,
    Way::Flush,
    Way::Due,
];

type Writer = AsyncStreamWriter<Peer, Box<dyn Framer + Send>>;

/// Writes message `n` and answers its payload, if it is one.
async fn write(writer: &mut Writer, way: Way, n: u64) -> Result<Option<Vec<u8>>> {
    let bytes = payload(&Telemetry(n));
    match way {
        Way::Write => writer.write(&Telemetry(n)).await?,
        Way::Emit => {
            writer.emit(&Telemetry(n).draft()).await?;
            return Ok(Some(emitted(&Telemetry(n).draft())));
        }
        Way::Root => {
            let args = Telemetry(n).args();
            writer
                .write_root(|builder| flatstream_testkit::schema::Telemetry::create(builder, &args))
                .await?;
        }
        Way::Finished => {
            let mut builder = FlatBufferBuilder::new();
            Telemetry(n).serialize(&mut builder)?;
            writer.write_finished(&builder).await?;
        }
        Way::Payload => writer.write_payload(&bytes).await?,
        Way::Feed => writer.feed(&bytes).await?,
        Way::Send => writer.send(&bytes).await?,
        Way::Flush => {
            SinkExt::<Vec<u8>>::flush(writer).await?;
            return Ok(None);
        }
        Way::Due => {
            let _: bool = is_pending(writer.flush_due());
            return Ok(None);
        }
    }
    Ok(Some(bytes))
}

/// A message of so many zeros.
struct Zeros(usize);

impl Emit for Zeros {
    fn message_len(&self) -> Result<usize> {
        Ok(self.0)
    }
    fn emit(&self, window: &mut [u8]) {
        window.fill(0);
    }
}

/// Headers as long as the first byte of the payload says.
struct Uneven;

impl Framer for Uneven {
    fn frame(&self, payload: &[u8], _: &mut OutBuf) -> Result<Framed> {
        let header = Header::new(&[0xAA; Header::MAX][..usize::from(payload[0])]);
        Ok(Framed { header, body: Body::Payload })
    }
}

/// The room for a header is as long as the last one was.
#[test]
fn headers_may_be_of_any_length_when_messages_are_emitted() {
    struct Counting(u8);
    impl Emit for Counting {
        fn message_len(&self) -> Result<usize> {
            Ok(100)
        }
        fn emit(&self, window: &mut [u8]) {
            (0..).zip(window).for_each(|(n, byte)| *byte = self.0 + n);
        }
    }
    let lens = [4, 0, 12, 12, 1, 4, 4, 11, 0, 0, 12];
    for batch in [0, 150, 100_000] {
        let batching = Batching::default().max_bytes(batch);
        let peer = Peer::new(cycle(&[Act::Bytes(7), Act::Pending]));
        let mut writer = AsyncStreamWriter::new(peer, Uneven).batching(batching);
        for len in lens {
            drive(writer.emit(&Counting(len))).unwrap();
        }
        drive(writer.flush()).unwrap();
        let expected = wire(&Uneven, lens.map(|len| emitted(&Counting(len))));
        assert_eq!(writer.into_inner().taken, expected);
    }
}

/// Without batching in its own call, and with it when the batch is full.
#[test]
fn emitted_messages_leave_as_others_do() {
    for (batch, sent) in [(0, [1, 2, 3, 4]), (250, [0, 0, 3, 3])] {
        let batching = Batching::default().max_bytes(batch);
        let mut writer = AsyncStreamWriter::new(Peer::eager(), DefaultFramer).batching(batching);
        for sent in sent {
            drive(writer.emit(&Zeros(96))).unwrap();
            assert_eq!(writer.get_ref().taken.len(), 100 * sent);
        }
    }
}

/// Once it is known how long headers are, messages are written to where they wait.
#[test]
fn emitted_messages_are_not_moved() {
    struct Placed(Cell<usize>);
    impl Emit for Placed {
        fn message_len(&self) -> Result<usize> {
            Ok(100)
        }
        fn emit(&self, window: &mut [u8]) {
            self.0.set(window.as_ptr() as usize);
        }
    }
    let batching = Batching::default().max_bytes(100_000);
    let framer = ChecksumFramer::new(Crc32);
    let mut writer = AsyncStreamWriter::new(Peer::eager(), framer).batching(batching);
    // The memory does not move any more.
    drive(writer.write_payload(&[7; 10_000])).unwrap();
    drive(writer.flush()).unwrap();
    drive(writer.emit(&Placed(Cell::new(0)))).unwrap();
    for n in 1..10 {
        let placed = Placed(Cell::new(0));
        drive(writer.emit(&placed)).unwrap();
        let begin = writer.unsent().as_ptr() as usize;
        assert_eq!(placed.0.get(), begin + 108 * n + 8);
    }
}

fn act() -> impl Strategy<Value = Act> {
    prop_oneof![
        4 => (1..150_usize).prop_map(Act::Bytes),
        2 => Just(Act::Pending),
        2 => Just(Act::Later),
        1 => Just(Act::Bytes(usize::MAX)),
    ]
}

proptest! {
    #[test]
    fn the_wire_is_that_of_the_framer(
        acts in prop::collection::vec(act(), 0..20),
        ways in prop::collection::vec(prop::sample::select(WAYS.to_vec()), 1..60),
        max_bytes in prop::sample::select(vec![0, 1, 93, 500, 32 * 1024]),
        format in 0..3,
    ) {
        let crc = ChecksumFramer::new(Crc32);
        let framer = || -> Box<dyn Framer + Send> {
            match format {
                0 => Box::new(DefaultFramer),
                1 => Box::new(crc),
                _ => Box::new(Compressed::new(crc, Lz4::new())),
            }
        };
        let mut acts = acts.clone();
        acts.push(Act::Bytes(1000));
        let peer = Peer::new(cycle(&acts));
        let batching = Batching::default().max_bytes(max_bytes);
        let mut writer = AsyncStreamWriter::new(peer, framer()).batching(batching);
        let mut written = Vec::new();
        for (n, &way) in ways.iter().enumerate() {
            written.extend(drive(write(&mut writer, way, n as u64)).unwrap());
            let expected = wire(&framer(), &written);
            prop_assert_eq!(writer.messages_written(), written.len() as u64);
            prop_assert_eq!(writer.bytes_written(), expected.len() as u64);
            let taken = &writer.get_ref().taken;
            prop_assert_eq!([taken, writer.unsent()].concat(), expected);
        }
        drive(writer.shutdown()).unwrap();
        prop_assert!(writer.unsent().is_empty());
        let peer = writer.into_inner();
        prop_assert_eq!(&peer.taken, &wire(&framer(), &written));
        prop_assert_eq!((peer.flushed, peer.shutdowns), (peer.taken.len(), 1));
    }
}

#[test]
fn interrupted_is_tried_again() {
    let interrupted = Act::Fail(io::ErrorKind::Interrupted);
    let peer = Peer::new(once([interrupted, Act::Bytes(3), interrupted, interrupted]));
    let mut writer = AsyncStreamWriter::new(peer, DefaultFramer);
    drive(writer.write_payload(b"payload")).unwrap();
    assert_eq!(writer.get_ref().writes, [11, 11, 8, 8, 8]);
}

#[test]
fn limits_hold_for_what_is_stored_and_for_what_it_was() {
    let framer = Compressed::new(DefaultFramer, Lz4::new());
    let limits = Limits::new().max_frame_bytes(1000).max_decoded_bytes(500);
    let mut writer = AsyncStreamWriter::new(Peer::eager(), framer).limits(limits);
    drive(writer.write_payload(&[0; 500])).unwrap();
    let error = drive(writer.write_payload(&[0; 501])).unwrap_err();
    let too_large = |len, limit| ErrorKind::FrameTooLarge { len, limit };
    let at = writer.bytes_written();
    assert_eq!(located(&error), (too_large(501, 500), at, 1));
    let error = drive(writer.write_payload(&[0; 1001])).unwrap_err();
    assert_eq!(located(&error), (too_large(1001, 1000), at, 1));
    for (len, kind) in [(501, too_large(501, 500)), (1001, too_large(1001, 1000))] {
        let error = drive(writer.emit(&Zeros(len))).unwrap_err();
        assert_eq!(located(&error), (kind, at, 1));
    }
    drive(writer.emit(&Zeros(500))).unwrap();
    assert_eq!(writer.bytes_written(), 2 * at);
}

/// A sink that takes nothing stops the writer: one batch and one frame wait.
#[test]
fn back_pressure_bounds_what_waits() {
    let payload = [7; 1000];
    let frame = 1004;
    for (max_bytes, most) in [(0, frame), (10_000, 10 * frame), (32 * 1024, 33 * frame)] {
        let batching = Batching::default().max_bytes(max_bytes);
        let peer = Peer::new(cycle(&[Act::Pending]));
        let mut writer = AsyncStreamWriter::new(peer, DefaultFramer).batching(batching);
        let mut taken = 0;
        while !is_pending(writer.write_payload(&payload)) {
            taken += 1;
            assert!(taken < 100, "a writer that takes everything");
        }
        assert_eq!((writer.unsent().len(), writer.messages_written()), (most, taken));
        // Nor does any other way get past it.
        for _ in 0..3 {
            assert!(is_pending(writer.write("text")));
            assert!(is_pending(writer.emit(&Telemetry(1).draft())));
            assert!(is_pending(writer.write_root(|builder| builder.create_string("text"))));
            assert!(is_pending(writer.feed("payload")));
            assert!(is_pending(writer.write_all(&mut stream::iter(["payload"]))));
            assert!(is_pending(writer.flush()));
        }
        assert_eq!(writer.unsent().len(), most);
        assert_eq!(writer.get_ref().taken, b"");
    }
}

/// A frame that the sink has no room for is taken all the same, and leaves with a flush:
/// whoever waits for an answer has to flush first.
#[tokio::test]
async fn the_end_of_a_frame_waits_for_the_next_call() {
    let (near, mut far) = tokio::io::duplex(100);
    let mut writer = AsyncStreamWriter::new(near, DefaultFramer);
    writer.write_payload(&[7; 1000]).await.unwrap();
    assert_eq!((writer.messages_written(), writer.unsent().len()), (1, 904));
    let mut request = [0; 1004];
    let read = tokio::join!(far.read_exact(&mut request), async {
        tokio::task::yield_now().await;
        assert_eq!(writer.unsent().len(), 904);
        writer.flush().await.unwrap();
        assert_eq!(writer.unsent(), b"");
    });
    assert_eq!((read.0.unwrap(), request[1003]), (1004, 7));
}

/// A stream is asked for nothing while there is no room for it.
#[test]
fn back_pressure_reaches_the_stream() {
    let peer = Peer::new(cycle(&[Act::Pending]));
    let mut writer = AsyncStreamWriter::new(peer, DefaultFramer);
    let mut asked = 0;
    let mut endless = stream::repeat_with(|| {
        asked += 1;
        "message"
    });
    for _ in 0..10 {
        assert!(is_pending(writer.write_all(&mut endless)));
    }
    assert_eq!(asked, 1);
}

#[test]
fn a_sink_for_forward_and_send_all() {
    for script in [vec![Act::Bytes(1000)], vec![Act::Later, Act::Bytes(7)]] {
        let mut writer = AsyncStreamWriter::new(Peer::new(cycle(&script)), DefaultFramer);
        drive(writer.send_all(&mut stream::iter(payloads()).map(Ok))).unwrap();
        let all = wire(&DefaultFramer, payloads());
        assert_eq!((&writer.get_ref().taken, writer.get_ref().flushed), (&all, all.len()));
        drive(stream::iter(payloads()).map(Ok).forward(&mut writer)).unwrap();
        assert_eq!(writer.get_ref().taken, all.repeat(2));
        assert_eq!(writer.get_ref().shutdowns, 1);
    }
}

/// What was fed waits until room is asked for again.
#[test]
fn feeding_sends_one_frame_later() {
    let mut writer = AsyncStreamWriter::new(Peer::eager(), DefaultFramer);
    for (n, sent) in [0, 5, 10].into_iter().enumerate() {
        drive(writer.feed([n.to_le_bytes()[0]])).unwrap();
        assert_eq!((writer.get_ref().taken.len(), writer.unsent().len()), (sent, 5));
    }
    // With another way, what was fed leaves first.
    drive(writer.write_payload(b"x")).unwrap();
    assert_eq!(writer.get_ref().writes, [5, 5, 5, 5]);
}

#[test]
fn write_all_goes_on_behind_a_payload_that_is_refused() {
    let limits = Limits::new().max_frame_bytes(3);
    let mut writer = AsyncStreamWriter::new(Peer::eager(), DefaultFramer).limits(limits);
    let mut messages = stream::iter(["one", "long", "two"]);
    let error = drive(writer.write_all(&mut messages)).unwrap_err();
    assert_eq!(located(&error), (ErrorKind::FrameTooLarge { len: 4, limit: 3 }, 7, 1));
    drive(writer.write_all(&mut messages)).unwrap();
    assert_eq!(writer.into_inner().taken, wire(&DefaultFramer, ["one", "two"]));
}

#[test]
fn shrinking_loses_nothing() {
    let script = [Act::Bytes(100), Act::Pending];
    let mut writer = AsyncStreamWriter::new(Peer::new(cycle(&script)), DefaultFramer);
    let long = vec![7; 100_000];
    assert!(!is_pending(writer.write_payload(&long)));
    writer.shrink_to(0);
    assert_eq!(writer.unsent().len(), 100_004 - 100);
    drive(writer.write("text")).unwrap();
    writer.shrink_to(0);
    drive(writer.flush()).unwrap();
    writer.shrink_to(0);
    assert_eq!(writer.into_inner().taken, wire(&DefaultFramer, [long, payload("text")]));
}
