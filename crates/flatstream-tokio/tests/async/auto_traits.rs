//! Futures can be spawned, and everything can be moved, where the parts can.

use crate::support::{Peer, Source, once};
use flatbuffers::FlatBufferBuilder;
use flatstream_compress::Lz4;
use flatstream_core::PayloadVerifier;
use flatstream_framing::{Compressed, DefaultDeframer, DefaultFramer};
use flatstream_testkit::{Telemetry, compiled::TelemetryView};
use flatstream_tokio::{AsyncStreamReader, AsyncStreamWriter, Batching, FrameCodec};
use futures_util::stream;

fn send<T: Send>(_: T) {}
fn all<T: Send + Sync + Unpin>() {}

/// Compiles.
#[test]
fn all_that_can_be_is_send_sync_and_unpin() {
    all::<AsyncStreamReader<tokio::net::TcpStream, DefaultDeframer>>();
    all::<AsyncStreamWriter<tokio::net::TcpStream, DefaultFramer>>();
    all::<FrameCodec<DefaultFramer, DefaultDeframer>>();
    all::<Batching>();
    // A codec is `Send` alone.
    let framer = Compressed::new(DefaultFramer, Lz4::new());
    let deframer = Compressed::new(DefaultDeframer, Lz4::new());
    let mut writer = AsyncStreamWriter::new(Peer::eager(), framer);
    let builder = FlatBufferBuilder::new();
    send(writer.write(&Telemetry(1)));
    send(writer.write_root(|builder| builder.create_string("text")));
    send(writer.write_finished(&builder));
    send(writer.emit(&Telemetry(1).draft()));
    send(writer.write_payload(b"payload"));
    send(writer.write_all(&mut stream::iter(["payload"])));
    send(writer.flush_due());
    send(writer.flush());
    send(writer.shutdown());
    send(writer);
    let mut reader = AsyncStreamReader::new(Source::new(b"", once([])), deframer);
    send(reader.read_message());
    send(reader.read_typed::<Telemetry>());
    send(reader.read_verified(&mut PayloadVerifier::<TelemetryView<'_>>::new()));
    send(reader.process_verified::<TelemetryView<'_>>(|_| Ok(())));
    send(reader.read_bytes());
    send(reader);
}
