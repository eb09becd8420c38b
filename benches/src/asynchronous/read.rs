//! Frames read in async programs.

use super::transport::{Burst, Memory, Tcp, Transport, Unix, codec, length_delimited, runtime};
use crate::{
    case::{Case, Pass, Variant, Work},
    measure::Outcome,
    storage::Storage,
    workloads::{NestedMessages, TelemetryMessages, Workload},
};
use bytes::Bytes;
use flatstream::DefaultDeframer;
use flatstream_tokio::AsyncStreamReader;
use futures_util::StreamExt;
use std::{error::Error, hint::black_box, io, rc::Rc};
use tokio::{io::AsyncRead, runtime::Runtime};
use tokio_util::codec::{Decoder, FramedRead};

/// Bursts of one pass.
const BURSTS: usize = 8;

/// Payloads that are kept: each goes when so many more have come.
const KEPT: usize = 1000;

/// As much read-ahead as `AsyncStreamReader` has unless told otherwise.
const READ_AHEAD: usize = 64 << 10;

pub(super) fn cases() -> Vec<Case> {
    [Fate::Dropped, Fate::Kept]
        .into_iter()
        .flat_map(|fate| {
            [
                case::<TelemetryMessages, Memory>(fate),
                case::<TelemetryMessages, Unix>(fate),
                case::<TelemetryMessages, Tcp>(fate),
                case::<NestedMessages, Memory>(fate),
                case::<NestedMessages, Unix>(fate),
                case::<NestedMessages, Tcp>(fate),
            ]
        })
        .collect()
}

#[derive(Clone, Copy)]
enum Fate {
    Dropped,
    Kept,
}

fn case<M: Workload, T: Transport>(fate: Fate) -> Case {
    let workload = match fate {
        Fate::Dropped => format!("read-{}", M::NAME),
        Fate::Kept => format!("read-{}-kept", M::NAME),
    };
    Case::new("async", workload, T::NAME, move |storage| work::<M, T>(fate, storage))
}

fn work<M: Workload, T: Transport>(fate: Fate, storage: &Storage) -> Outcome<Work> {
    let given = Given::new::<M>(storage)?;
    let with_capacity = |stream| FramedRead::with_capacity(stream, length_delimited(), READ_AHEAD);
    let mut variants = vec![
        given.variant::<T, _>("LengthDelimited", fate, |stream| {
            FramedRead::new(stream, length_delimited())
        })?,
        given.variant::<T, _>("LengthDelimited 64K", fate, with_capacity)?.rival(),
        given.variant::<T, _>("FrameCodec", fate, |stream| FramedRead::new(stream, codec()))?,
        given.variant::<T, _>("FrameCodec 64K", fate, |stream| {
            FramedRead::with_capacity(stream, codec(), READ_AHEAD)
        })?,
        given.variant::<T, _>("read_bytes", fate, reader)?,
        given.variant::<T, _>("Stream", fate, |stream| Streamed(reader(stream)))?,
    ];
    if let Fate::Dropped = fate {
        let lent = Lent { end: given.connect::<T, _>(reader)? };
        variants.push(Variant::new("read_message", lent));
    }
    let messages = (given.burst.payloads.len() * BURSTS) as u64;
    Ok(Work { messages, bytes: (given.burst.wire.len() * BURSTS) as u64, variants })
}

fn reader<S: AsyncRead + Unpin>(stream: S) -> AsyncStreamReader<S, DefaultDeframer> {
    AsyncStreamReader::new(stream, DefaultDeframer)
}

/// What the peers send, and where it is read.
struct Given<'s> {
    storage: &'s Storage,
    runtime: Rc<Runtime>,
    burst: Rc<Burst>,
}

/// The program's end of a connection, and the peer's.
struct End<T: Transport, R> {
    runtime: Rc<Runtime>,
    burst: Rc<Burst>,
    peer: T::Peer,
    reader: R,
}

impl<'s> Given<'s> {
    fn new<M: Workload>(storage: &'s Storage) -> Outcome<Self> {
        Ok(Self { storage, runtime: runtime()?, burst: Rc::new(Burst::new::<M>(usize::MAX)?) })
    }

    fn connect<T: Transport, R>(&self, open: impl FnOnce(T::Stream) -> R) -> Outcome<End<T, R>> {
        let _context = self.runtime.enter();
        let (stream, peer) = T::connect(self.storage, self.burst.wire)?;
        let (runtime, burst) = (self.runtime.clone(), self.burst.clone());
        Ok(End { runtime, burst, peer, reader: open(stream) })
    }

    fn variant<T: Transport, R: Read>(
        &self,
        name: &'static str,
        fate: Fate,
        open: impl FnOnce(T::Stream) -> R,
    ) -> Outcome<Variant> {
        let end = self.connect::<T, R>(open)?;
        Ok(match fate {
            Fate::Dropped => Variant::new(name, Dropping { end }),
            Fate::Kept => {
                Variant::new(name, Keeping { end, kept: Vec::with_capacity(KEPT), next: 0 })
            }
        })
    }
}

/// Hands out payloads.
trait Read: 'static {
    type Payload: AsRef<[u8]> + 'static;
    type Error: Into<Box<dyn Error>>;

    async fn next(&mut self) -> Option<Result<Self::Payload, Self::Error>>;
}

impl<S, D> Read for FramedRead<S, D>
where
    S: AsyncRead + Unpin + 'static,
    D: Decoder<Item: AsRef<[u8]>, Error: Into<Box<dyn Error>>> + 'static,
{
    type Payload = D::Item;
    type Error = D::Error;

    #[inline(always)]
    async fn next(&mut self) -> Option<Result<D::Item, D::Error>> {
        StreamExt::next(self).await
    }
}

impl<S: AsyncRead + Unpin + 'static> Read for AsyncStreamReader<S, DefaultDeframer> {
    type Payload = Bytes;
    type Error = flatstream::Error;

    #[inline(always)]
    async fn next(&mut self) -> Option<flatstream::Result<Bytes>> {
        self.read_bytes().await.transpose()
    }
}

/// As a `Stream`.
struct Streamed<S>(AsyncStreamReader<S, DefaultDeframer>);

impl<S: AsyncRead + Unpin + 'static> Read for Streamed<S> {
    type Payload = Bytes;
    type Error = flatstream::Error;

    #[inline(always)]
    async fn next(&mut self) -> Option<flatstream::Result<Bytes>> {
        StreamExt::next(&mut self.0).await
    }
}

impl<T: Transport, R: Read> End<T, R> {
    /// Reads all that one pass brings.
    #[inline(always)]
    fn read(&mut self, mut take: impl FnMut(usize, R::Payload) -> Outcome<()>) -> Outcome<()> {
        let Self { runtime, burst, peer, reader } = self;
        let messages = burst.payloads.len();
        for _ in 0..BURSTS {
            T::send(peer, burst.wire)?;
            runtime.block_on(async {
                for number in 0..messages {
                    match reader.next().await {
                        Some(Ok(payload)) => take(number, payload)?,
                        Some(Err(error)) => return Err(error.into()),
                        None => return ended(),
                    }
                }
                Ok(())
            })?;
        }
        Ok(())
    }

    fn verify(&mut self) -> Outcome<()> {
        let burst = self.burst.clone();
        self.read(|number, payload| burst.check(number, payload.as_ref()))
    }
}

#[cold]
fn ended() -> Outcome<()> {
    Err(io::Error::from(io::ErrorKind::UnexpectedEof).into())
}

struct Dropping<T: Transport, R> {
    end: End<T, R>,
}

impl<T: Transport, R: Read> Pass for Dropping<T, R> {
    #[inline(never)]
    fn pass(&mut self) -> Outcome<()> {
        self.end.read(|_, payload| {
            drop(black_box(payload));
            Ok(())
        })
    }

    fn verify(&mut self) -> Outcome<()> {
        self.end.verify()
    }
}

struct Keeping<T: Transport, R: Read> {
    end: End<T, R>,
    kept: Vec<R::Payload>,
    /// Which of them goes next.
    next: usize,
}

impl<T: Transport, R: Read> Pass for Keeping<T, R> {
    #[inline(never)]
    fn pass(&mut self) -> Outcome<()> {
        let Self { end, kept, next } = self;
        end.read(|_, payload| {
            if kept.len() < KEPT {
                kept.push(payload);
            } else {
                kept[*next] = payload;
                *next = (*next + 1) % KEPT;
            }
            Ok(())
        })?;
        black_box(kept);
        Ok(())
    }

    fn verify(&mut self) -> Outcome<()> {
        self.end.verify()
    }
}

/// Looks at payloads where they lie.
struct Lent<T: Transport> {
    end: End<T, AsyncStreamReader<T::Stream, DefaultDeframer>>,
}

impl<T: Transport> Lent<T> {
    #[inline(always)]
    fn read(&mut self, look: impl Fn(usize, &[u8]) -> Outcome<()>) -> Outcome<()> {
        let End { runtime, burst, peer, reader } = &mut self.end;
        let messages = burst.payloads.len();
        for _ in 0..BURSTS {
            T::send(peer, burst.wire)?;
            runtime.block_on(async {
                for number in 0..messages {
                    match reader.read_message().await? {
                        Some(payload) => look(number, payload)?,
                        None => return ended(),
                    }
                }
                Ok::<_, Box<dyn Error>>(())
            })?;
        }
        Ok(())
    }
}

impl<T: Transport> Pass for Lent<T> {
    #[inline(never)]
    fn pass(&mut self) -> Outcome<()> {
        self.read(|_, payload| {
            black_box(payload);
            Ok(())
        })
    }

    fn verify(&mut self) -> Outcome<()> {
        let burst = self.end.burst.clone();
        self.read(|number, payload| burst.check(number, payload))
    }
}
