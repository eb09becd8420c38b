//! MCAP, the format of robots' logs: records with a channel, a number and two
//! times.
//!
//! As lean as its writer can be made: no indexes, no summary, and no CRCs
//! unless asked for.

use super::{Container, Readable, Source, Writer};
use crate::{measure::Outcome, read::Payloads, targets::Target};
use mcap::{
    Compression, MessageStream, WriteOptions,
    io::MessageReader,
    records::{MessageHeader, Record, op},
    sans_io::{LinearReadEvent, LinearReader},
    write::NoSeek,
};
use std::{
    collections::BTreeMap,
    fs::File,
    io::{BufWriter, Cursor, Seek, Write},
    marker::PhantomData,
};

/// What `K` says, in an `S`.
pub(super) struct Mcap<S, K> {
    sink: S,
    /// Whether there are CRCs.
    checked: bool,
    kind: PhantomData<K>,
}

impl<S, K> Mcap<S, K> {
    pub(super) fn new(sink: S, checked: bool) -> Self {
        Self { sink, checked, kind: PhantomData }
    }
}

pub(super) trait Kind: 'static {
    fn options(options: WriteOptions) -> WriteOptions;
}

/// Messages, one after the other.
pub(super) struct Unchunked;

impl Kind for Unchunked {
    fn options(options: WriteOptions) -> WriteOptions {
        options.use_chunks(false)
    }
}

/// In chunks of 1 MiB, which is what one gets by default, but not compressed.
pub(super) struct Chunked;

impl Kind for Chunked {
    fn options(options: WriteOptions) -> WriteOptions {
        options.compression(None)
    }
}

/// In chunks of 64 KiB, compressed.
pub(super) struct Zstd;

impl Kind for Zstd {
    fn options(options: WriteOptions) -> WriteOptions {
        // By default other threads do the work, which these rows would not see.
        let options = options.compression(Some(Compression::Zstd)).compression_threads(0);
        options.compression_level(1).chunk_size(Some(super::blocks::BLOCK_BYTES as u64))
    }
}

/// In chunks of 64 KiB, compressed.
pub(super) struct Lz4;

impl Kind for Lz4 {
    fn options(options: WriteOptions) -> WriteOptions {
        let options = options.compression(Some(Compression::Lz4));
        options.chunk_size(Some(super::blocks::BLOCK_BYTES as u64))
    }
}

impl<S: Sink, K: Kind> Container for Mcap<S, K> {
    type Writer<'c> = Messages<S::Seeking<'c>>;

    #[inline(always)]
    fn begin(&mut self) -> Outcome<Self::Writer<'_>> {
        self.sink.restart()?;
        let options = WriteOptions::new()
            .disable_seeking(!S::SEEKS)
            .emit_summary_records(false)
            .emit_summary_offsets(false)
            .emit_message_indexes(false)
            .calculate_chunk_crcs(self.checked)
            .calculate_data_section_crc(self.checked)
            .calculate_summary_section_crc(self.checked);
        let mut writer = K::options(options).create(self.sink.seeking())?;
        let channel_id = writer.add_channel(0, "messages", "flatbuffer", &BTreeMap::new())?;
        let header = MessageHeader { channel_id, sequence: 0, log_time: 0, publish_time: 0 };
        Ok(Messages { writer, header })
    }

    fn content(&mut self) -> Outcome<Vec<u8>> {
        Ok(self.sink.content()?)
    }
}

pub(super) struct Messages<W: Write + Seek> {
    writer: mcap::Writer<W>,
    header: MessageHeader,
}

impl<W: Write + Seek> Writer for Messages<W> {
    #[inline(always)]
    fn write(&mut self, payload: &[u8]) -> Outcome<()> {
        self.header.sequence += 1;
        Ok(self.writer.write_to_known_channel(&self.header, payload)?)
    }

    #[inline(always)]
    fn finish(mut self) -> Outcome<()> {
        self.writer.finish()?;
        Ok(())
    }
}

/// A sink as an MCAP writer takes it.
pub(in crate::rivals) trait Sink: Target {
    /// Whether the writer goes back to the heads of chunks; it collects them in
    /// memory otherwise.
    const SEEKS: bool;
    type Seeking<'s>: Write + Seek;

    fn seeking(&mut self) -> Self::Seeking<'_>;
}

impl Sink for Vec<u8> {
    const SEEKS: bool = true;
    type Seeking<'s> = Cursor<&'s mut Self>;

    fn seeking(&mut self) -> Cursor<&mut Self> {
        Cursor::new(self)
    }
}

/// Going back would write what is buffered each time.
impl Sink for BufWriter<File> {
    const SEEKS: bool = false;
    type Seeking<'s> = NoSeek<&'s mut Self>;

    fn seeking(&mut self) -> NoSeek<&mut Self> {
        NoSeek::new(self)
    }
}

/// By the reader that lends messages, driven by hand.
impl<S: Sink, K: Kind> Readable for Mcap<S, K> {
    #[inline(always)]
    fn each(source: &mut impl Source, mut consume: impl FnMut(&[u8])) -> Outcome<()> {
        let mut records = LinearReader::new();
        while let Some(event) = records.next_event() {
            match event? {
                LinearReadEvent::ReadRequest(needed) => {
                    let n = source.read(records.insert(needed.max(READ_BYTES)))?;
                    records.notify_read(n);
                }
                LinearReadEvent::Record { opcode: op::MESSAGE, data } => {
                    let Record::Message { data, .. } = mcap::parse_record(op::MESSAGE, data)?
                    else {
                        return Err("a message that is something else".into());
                    };
                    consume(&data);
                }
                LinearReadEvent::Record { .. } => {}
            }
        }
        Ok(())
    }
}

/// What the reader asks for is a hint: a bit of a record. More is quicker.
const READ_BYTES: usize = 8 * 1024;

/// By the reader that comes first in the documentation: each message is a copy.
pub(super) struct Owned;

impl Readable for Owned {
    #[inline(always)]
    fn each(source: &mut impl Source, mut consume: impl FnMut(&[u8])) -> Outcome<()> {
        for message in MessageReader::new(source) {
            consume(&message?.data);
        }
        Ok(())
    }
}

/// The same for a file that is in memory.
pub(super) struct Mapped(pub(super) Vec<u8>);

impl Payloads for Mapped {
    #[inline(always)]
    fn each(&mut self, mut consume: impl FnMut(&[u8])) -> Outcome<()> {
        for message in MessageStream::new(&self.0)? {
            consume(&message?.data);
        }
        Ok(())
    }
}
