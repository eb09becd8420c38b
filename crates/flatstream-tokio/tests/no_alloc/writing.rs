//! Writing, in every way, and the codec.

use crate::check;
use bytes::{Bytes, BytesMut};
use flatbuffers::FlatBufferBuilder;
use flatstream_checksum::Crc32;
use flatstream_compress::Lz4;
use flatstream_core::{Framer, StreamSerialize};
use flatstream_framing::{ChecksumFramer, Compressed, DefaultDeframer, DefaultFramer};
use flatstream_testkit::{OwnedLog, Telemetry, schema};
use flatstream_tokio::{AsyncStreamWriter, Batching, FrameCodec};
use futures_util::{SinkExt, stream};
use std::time::Duration;
use tokio::io::sink;
use tokio_util::codec::{Decoder, Encoder, LengthDelimitedCodec};

/// Every way to write, with this batching.
fn check_writer<F: Framer + Unpin>(name: &str, framer: F, batching: Batching) {
    let mut writer = AsyncStreamWriter::new(sink(), framer).batching(batching);
    let log = OwnedLog::new(7);
    let bytes = vec![7; 100_000];
    let lens = [0, 1, 88, 4096, 32_768, 100_000];
    let mut builder = FlatBufferBuilder::new();
    Telemetry(1).serialize(&mut builder).unwrap();
    check(&format!("{name}: write"), async |n| {
        writer.write(&Telemetry(n)).await.unwrap();
        writer.write(&log.as_log()).await.unwrap();
    });
    check(&format!("{name}: emit"), async |n| {
        writer.emit(&Telemetry(n).draft()).await.unwrap();
        writer.emit(&log.as_log().draft()).await.unwrap();
    });
    check(&format!("{name}: write_root"), async |n| {
        let args = Telemetry(n).args();
        writer.write_root(|builder| schema::Telemetry::create(builder, &args)).await.unwrap();
    });
    check(&format!("{name}: write_finished"), async |_| {
        writer.write_finished(&builder).await.unwrap();
    });
    check(&format!("{name}: write_payload"), async |n| {
        let len = lens[usize::try_from(n).unwrap() % lens.len()];
        writer.write_payload(&bytes[..len]).await.unwrap();
    });
    check(&format!("{name}: Sink"), async |_| writer.feed(&bytes[..100]).await.unwrap());
    check(&format!("{name}: write_all"), async |_| {
        let mut messages = stream::iter([&bytes[..100]; 3]);
        writer.write_all(&mut messages).await.unwrap();
    });
    check(&format!("{name}: flush"), async |n| {
        writer.write(&Telemetry(n)).await.unwrap();
        writer.flush().await.unwrap();
    });
    if batching.max_delay.is_some() && batching.max_bytes > 0 {
        check(&format!("{name}: flush_due"), async |n| {
            writer.write(&Telemetry(n)).await.unwrap();
            writer.flush_due().await.unwrap();
            assert!(writer.unsent().is_empty());
        });
    }
}

#[test]
fn writing_allocates_nothing() {
    let batch = Batching::default().max_bytes(32 * 1024);
    let delayed = batch.max_delay(Duration::from_millis(1));
    for (name, batching) in
        [("at once", Batching::default()), ("batches", batch), ("delayed", delayed)]
    {
        let crc = ChecksumFramer::new(Crc32);
        check_writer(&format!("plain, {name}"), DefaultFramer, batching);
        check_writer(&format!("checksum, {name}"), crc, batching);
        check_writer(&format!("lz4, {name}"), Compressed::new(crc, Lz4::new()), batching);
    }
}

/// As many as tokio-util's own codec: none, while frames are dropped.
#[test]
fn the_codec_allocates_nothing() {
    let mut codec = FrameCodec::new(DefaultFramer, DefaultDeframer);
    let mut lengths = LengthDelimitedCodec::new();
    let (mut ours, mut theirs) = (BytesMut::new(), BytesMut::new());
    let payload = Bytes::from_static(&[7; 100]);
    check("FrameCodec", async |_| {
        for _ in 0..10 {
            codec.encode(payload.clone(), &mut ours).unwrap();
        }
        while let Some(frame) = codec.decode(&mut ours).unwrap() {
            assert_eq!(frame, payload);
        }
    });
    check("LengthDelimitedCodec", async |_| {
        for _ in 0..10 {
            lengths.encode(payload.clone(), &mut theirs).unwrap();
        }
        while let Some(frame) = lengths.decode(&mut theirs).unwrap() {
            assert_eq!(frame, payload);
        }
    });
}
