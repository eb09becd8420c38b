//! Reading, in every way.

use crate::{Endless, check, steady};
use bytes::Bytes;
use flatstream_checksum::Crc32;
use flatstream_compress::Lz4;
use flatstream_core::{BlockFramer, Deframer, Framer, Header, OutBuf, PayloadVerifier};
use flatstream_framing::{
    ChecksumDeframer, ChecksumFramer, Compressed, DefaultDeframer, DefaultFramer,
};
use flatstream_testkit::{Telemetry, compiled::TelemetryView, wire};
use flatstream_tokio::AsyncStreamReader;
use futures_util::StreamExt;
use std::{
    collections::VecDeque,
    io,
    pin::Pin,
    task::{Context, Poll},
};
use tokio::io::{AsyncRead, ReadBuf};

/// Messages of 1 to 300 bytes, all formats: a name, and their wire.
fn wires() -> [(&'static str, Vec<u8>, Box<dyn Deframer>); 4] {
    let payloads: Vec<_> = (0..50_u8).map(|n| vec![n; 1 + 6 * usize::from(n)]).collect();
    let crc = ChecksumFramer::new(Crc32);
    let lz4 = Compressed::new(crc, Lz4::new());
    let mut scratch = OutBuf::new();
    let framed = lz4.frame_block(&wire(&DefaultFramer, &payloads), &mut scratch).unwrap();
    let header = &framed.header.right_aligned()[Header::MAX - framed.header.len()..];
    let deframer = || Compressed::new(ChecksumDeframer::new(Crc32), Lz4::new());
    [
        ("plain", wire(&DefaultFramer, &payloads), Box::new(DefaultDeframer)),
        ("checksum", wire(&crc, &payloads), Box::new(ChecksumDeframer::new(Crc32))),
        ("compressed", wire(&lz4, &payloads), Box::new(deframer())),
        ("blocks", [header, scratch.filled()].concat(), Box::new(deframer())),
    ]
}

/// The same messages and then an end, again and again.
struct Bursts {
    wire: Vec<u8>,
    at_end: bool,
}

impl AsyncRead for Bursts {
    fn poll_read(
        mut self: Pin<&mut Self>,
        _: &mut Context<'_>,
        buf: &mut ReadBuf<'_>,
    ) -> Poll<io::Result<()>> {
        if !self.at_end {
            buf.put_slice(&self.wire);
        }
        self.at_end = !self.at_end;
        Poll::Ready(Ok(()))
    }
}

#[test]
fn reading_allocates_nothing() {
    for most in [usize::MAX, 1400, 17] {
        for (name, wire, deframer) in wires() {
            let source = Endless::in_pieces_of(wire, most);
            let mut reader = AsyncStreamReader::new(source, deframer);
            check(&format!("{name}, {most}: read_message"), async |_| {
                assert!(reader.read_message().await.unwrap().is_some());
            });
        }
    }
    let mut wire = Vec::new();
    DefaultFramer.frame_and_write(&mut wire, &flatstream_testkit::payload(&Telemetry(0))).unwrap();
    let mut reader = AsyncStreamReader::new(Endless::new(wire), DefaultDeframer);
    check("read_typed", async |_| {
        assert!(reader.read_typed::<Telemetry>().await.unwrap().is_some());
    });
    let mut verifier = PayloadVerifier::<TelemetryView<'_>>::new();
    check("read_verified", async |_| {
        assert!(reader.read_verified(&mut verifier).await.unwrap().is_some());
    });
    let source = Bursts { wire: reader.get_ref().wire.repeat(10), at_end: false };
    let mut reader = AsyncStreamReader::new(source, DefaultDeframer);
    let mut seen = 0;
    check("process_verified, ten messages a call", async |_| {
        let note = |message: TelemetryView<'_>| {
            seen += message.sequence();
            Ok(())
        };
        reader.process_verified::<TelemetryView<'_>>(note).await.unwrap();
    });
    assert_eq!(seen, 10 * 4000);
}

#[test]
fn payloads_that_are_dropped_allocate_nothing() {
    for most in [usize::MAX, 1400, 17] {
        for (name, wire, deframer) in wires() {
            let source = Endless::in_pieces_of(wire, most);
            let mut reader = AsyncStreamReader::new(source, deframer);
            check(&format!("{name}, {most}: read_bytes"), async |_| {
                drop(reader.read_bytes().await.unwrap().unwrap());
            });
            check(&format!("{name}, {most}: Stream"), async |_| {
                drop(reader.next().await.unwrap().unwrap());
            });
            check(&format!("{name}, {most}: mixed"), async |n| {
                if n % 3 == 0 {
                    drop(reader.next().await.unwrap().unwrap());
                } else {
                    assert!(reader.read_message().await.unwrap().is_some());
                }
            });
        }
    }
}

/// A buffer of 64 KiB and the count of its references.
#[test]
fn payloads_that_are_kept_cost_two_allocations_a_buffer() {
    for (most, expected) in [(usize::MAX, 3..=4), (1400, 4..=6)] {
        let source = Endless::in_pieces_of(wire(&DefaultFramer, [[7; 100]]), most);
        let mut reader = AsyncStreamReader::new(source, DefaultDeframer);
        let mut kept = Vec::with_capacity(4000);
        let traffic = steady(async |_| kept.push(reader.read_bytes().await.unwrap().unwrap()));
        assert!(expected.contains(&traffic.allocations), "{most}: {traffic:?}");
        assert_eq!(traffic.frees, 0);
    }
}

/// Where the last hundred are held all the time, buffers come and go.
#[test]
fn payloads_that_are_held_for_a_while_cost_no_more() {
    for (name, wire, deframer) in wires() {
        let mut reader = AsyncStreamReader::new(Endless::new(wire), deframer);
        let mut held: VecDeque<Bytes> = VecDeque::with_capacity(101);
        let traffic = steady(async |_| {
            held.push_back(reader.read_bytes().await.unwrap().unwrap());
            if held.len() > 100 {
                held.pop_front();
            }
        });
        // 150 KB of payload a thousand messages.
        assert!(traffic.allocations <= 12, "{name}: {traffic:?}");
        assert!(traffic.allocations.abs_diff(traffic.frees) <= 4, "{name}: {traffic:?}");
    }
}
