//! Frames written in async programs. A pass
//! writes bursts; the peer takes each once it is flushed.

use super::transport::{Burst, Memory, Tcp, Transport, Unix, codec, length_delimited, runtime};
use crate::{
    case::{Case, Pass, Variant, Work},
    measure::Outcome,
    storage::Storage,
    workloads::{NestedMessages, TelemetryMessages, Workload},
};
use bytes::Bytes;
use flatstream::DefaultFramer;
use flatstream_tokio::{AsyncStreamWriter, Batching};
use futures_util::{Sink, SinkExt};
use std::{error::Error, rc::Rc};
use tokio::{io::AsyncWrite, runtime::Runtime};
use tokio_util::codec::{Encoder, FramedWrite};

/// Bursts of one pass.
const BURSTS: usize = 8;

/// Messages of a burst that leave one by one: as many as a unix socket holds,
/// which keeps each in a buffer of its own.
const MOST_SINGLY: usize = 64;

/// Bytes from which on tokio-util sends what it has.
const BATCH_BYTES: usize = 8 << 10;

pub(super) fn cases() -> Vec<Case> {
    [Pace::Each, Pace::Batches]
        .into_iter()
        .flat_map(|pace| {
            [
                case::<TelemetryMessages, Memory>(pace),
                case::<TelemetryMessages, Unix>(pace),
                case::<TelemetryMessages, Tcp>(pace),
                case::<NestedMessages, Memory>(pace),
                case::<NestedMessages, Unix>(pace),
                case::<NestedMessages, Tcp>(pace),
            ]
        })
        .collect()
}

/// When messages leave: each at once, or those of a burst together, in batches.
#[derive(Clone, Copy)]
enum Pace {
    Each,
    Batches,
}

fn case<M: Workload, T: Transport>(pace: Pace) -> Case {
    let workload = match pace {
        Pace::Each => format!("write-{}", M::NAME),
        Pace::Batches => format!("write-{}-batches", M::NAME),
    };
    Case::new("async", workload, T::NAME, move |storage| work::<M, T>(pace, storage))
}

fn work<M: Workload, T: Transport>(pace: Pace, storage: &Storage) -> Outcome<Work> {
    let most = match pace {
        Pace::Each => MOST_SINGLY,
        Pace::Batches => usize::MAX,
    };
    let given = Given { storage, runtime: runtime()?, burst: Rc::new(Burst::new::<M>(most)?) };
    let batching = Batching::default().max_bytes(BATCH_BYTES);
    let variants = match pace {
        Pace::Each => vec![
            given.variant::<T, _>("LengthDelimited send", |stream| {
                Sent(FramedWrite::new(stream, length_delimited()))
            })?,
            given.variant::<T, _>("FrameCodec send", |stream| {
                Sent(FramedWrite::new(stream, codec()))
            })?,
            given.variant::<T, _>("write_payload", writer)?,
            given.variant::<T, _>("Sink send", |stream| Sent(writer(stream)))?,
        ],
        Pace::Batches => vec![
            given.variant::<T, _>("LengthDelimited feed", |stream| {
                Fed(FramedWrite::new(stream, length_delimited()))
            })?,
            given.variant::<T, _>("FrameCodec feed", |stream| {
                Fed(FramedWrite::new(stream, codec()))
            })?,
            given.variant::<T, _>("write_payload", |stream| writer(stream).batching(batching))?,
            given.variant::<T, _>("Sink feed", |stream| Fed(writer(stream).batching(batching)))?,
        ],
    };
    let messages = (given.burst.payloads.len() * BURSTS) as u64;
    Ok(Work { messages, bytes: (given.burst.wire.len() * BURSTS) as u64, variants })
}

fn writer<S: AsyncWrite + Unpin>(stream: S) -> AsyncStreamWriter<S, DefaultFramer> {
    AsyncStreamWriter::new(stream, DefaultFramer)
}

/// What is written.
struct Given<'s> {
    storage: &'s Storage,
    runtime: Rc<Runtime>,
    burst: Rc<Burst>,
}

impl Given<'_> {
    fn variant<T: Transport, W: Write<T::Stream>>(
        &self,
        name: &'static str,
        open: impl FnOnce(T::Stream) -> W,
    ) -> Outcome<Variant> {
        let _context = self.runtime.enter();
        let (stream, peer) = T::connect(self.storage, self.burst.wire)?;
        Ok(Variant::new(
            name,
            Writing::<T, W> {
                runtime: self.runtime.clone(),
                burst: self.burst.clone(),
                peer,
                received: vec![0; self.burst.wire.len()],
                writer: open(stream),
            },
        ))
    }
}

/// Takes payloads, over a stream.
trait Write<S>: 'static {
    async fn write(&mut self, payload: &Bytes) -> Outcome<()>;
    async fn flush(&mut self) -> Outcome<()>;
    fn stream(&mut self) -> &mut S;
}

impl<S: AsyncWrite + Unpin + 'static> Write<S> for AsyncStreamWriter<S, DefaultFramer> {
    #[inline(always)]
    async fn write(&mut self, payload: &Bytes) -> Outcome<()> {
        Ok(self.write_payload(payload).await?)
    }
    #[inline(always)]
    async fn flush(&mut self) -> Outcome<()> {
        Ok(self.flush().await?)
    }
    fn stream(&mut self) -> &mut S {
        self.get_mut()
    }
}

/// A sink of payloads that a stream is behind.
trait Framed<S>: Sink<Bytes, Error: Into<Box<dyn Error>>> + Unpin + 'static {
    fn stream(&mut self) -> &mut S;
}

impl<S, E> Framed<S> for FramedWrite<S, E>
where
    S: AsyncWrite + Unpin + 'static,
    E: Encoder<Bytes, Error: Into<Box<dyn Error>>> + 'static,
{
    fn stream(&mut self) -> &mut S {
        self.get_mut()
    }
}

impl<S: AsyncWrite + Unpin + 'static> Framed<S> for AsyncStreamWriter<S, DefaultFramer> {
    fn stream(&mut self) -> &mut S {
        self.get_mut()
    }
}

/// A sink that is flushed behind each payload.
struct Sent<K>(K);

impl<S, K: Framed<S>> Write<S> for Sent<K> {
    #[inline(always)]
    async fn write(&mut self, payload: &Bytes) -> Outcome<()> {
        self.0.send(payload.clone()).await.map_err(Into::into)
    }
    #[inline(always)]
    async fn flush(&mut self) -> Outcome<()> {
        Ok(())
    }
    fn stream(&mut self) -> &mut S {
        self.0.stream()
    }
}

/// A sink that is flushed behind a burst.
struct Fed<K>(K);

impl<S, K: Framed<S>> Write<S> for Fed<K> {
    #[inline(always)]
    async fn write(&mut self, payload: &Bytes) -> Outcome<()> {
        self.0.feed(payload.clone()).await.map_err(Into::into)
    }
    #[inline(always)]
    async fn flush(&mut self) -> Outcome<()> {
        self.0.flush().await.map_err(Into::into)
    }
    fn stream(&mut self) -> &mut S {
        self.0.stream()
    }
}

struct Writing<T: Transport, W> {
    runtime: Rc<Runtime>,
    burst: Rc<Burst>,
    peer: T::Peer,
    /// What the peer received last.
    received: Vec<u8>,
    writer: W,
}

impl<T: Transport, W: Write<T::Stream>> Pass for Writing<T, W> {
    #[inline(never)]
    fn pass(&mut self) -> Outcome<()> {
        let Self { runtime, burst, peer, received, writer } = self;
        for _ in 0..BURSTS {
            runtime.block_on(async {
                for payload in &burst.payloads {
                    writer.write(payload).await?;
                }
                writer.flush().await
            })?;
            T::receive(peer, writer.stream(), received)?;
        }
        Ok(())
    }

    fn verify(&mut self) -> Outcome<()> {
        self.received.fill(0);
        self.pass()?;
        if self.received == self.burst.wire {
            return Ok(());
        }
        Err("frames that are not those of the messages".into())
    }
}
