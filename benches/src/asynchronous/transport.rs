//! Where an async program reads from and writes to, driven by one thread: what a
//! peer sends and takes, it sends and takes between passes of the program, in one
//! system call. A peer in a thread of its own would have every row measure where
//! the scheduler puts it. One connection serves all variants of a case: two sockets
//! differ in speed for as long as they live.

use crate::{
    integrity::Bare,
    measure::Outcome,
    storage::Storage,
    workloads::{self, Workload},
};
use bytes::Bytes;
use flatstream::{DefaultDeframer, DefaultFramer};
use flatstream_tokio::FrameCodec;
use std::{
    cell::RefCell,
    io::{self, Read, Write},
    mem,
    net::{Ipv4Addr, TcpListener, TcpStream},
    os::unix::net::UnixStream,
    pin::Pin,
    rc::Rc,
    task::{Context, Poll},
};
use tokio::{
    io::{AsyncRead, AsyncWrite, ReadBuf},
    runtime::{Builder, Runtime},
};
use tokio_util::codec::LengthDelimitedCodec;

pub(super) fn runtime() -> io::Result<Rc<Runtime>> {
    Ok(Rc::new(Builder::new_current_thread().enable_io().build()?))
}

/// Finds exactly our frames.
pub(super) fn length_delimited() -> LengthDelimitedCodec {
    LengthDelimitedCodec::builder().little_endian().length_field_length(4).new_codec()
}

pub(super) fn codec() -> FrameCodec<DefaultFramer, DefaultDeframer> {
    FrameCodec::new(DefaultFramer, DefaultDeframer)
}

/// A connection and its other end.
pub(super) trait Transport: 'static {
    const NAME: &str;
    /// The program's end.
    type Stream: AsyncRead + AsyncWrite + Unpin + 'static;
    /// The peer's, which never waits longer than the program does.
    type Peer: 'static;

    /// A connection over which the same burst comes again and again. Called within
    /// a runtime.
    fn connect(storage: &Storage, burst: &'static [u8]) -> io::Result<(Self::Stream, Self::Peer)>;
    /// Has the peer send a burst.
    fn send(peer: &mut Self::Peer, burst: &[u8]) -> io::Result<()>;
    /// Has the peer receive as many bytes as `burst` has, over what it has.
    fn receive(
        peer: &mut Self::Peer,
        stream: &mut Self::Stream,
        burst: &mut Vec<u8>,
    ) -> io::Result<()>;
}

/// Bytes in memory that begin again where they end, and a vector that is written
/// over and over.
pub(super) struct Memory {
    burst: &'static [u8],
    read: usize,
    written: Vec<u8>,
}

impl AsyncRead for Memory {
    #[inline]
    fn poll_read(
        mut self: Pin<&mut Self>,
        _: &mut Context<'_>,
        room: &mut ReadBuf<'_>,
    ) -> Poll<io::Result<()>> {
        let left = &self.burst[self.read..];
        let len = left.len().min(room.remaining());
        room.put_slice(&left[..len]);
        self.read += len;
        if self.read == self.burst.len() {
            self.read = 0;
        }
        Poll::Ready(Ok(()))
    }
}

impl AsyncWrite for Memory {
    #[inline]
    fn poll_write(
        mut self: Pin<&mut Self>,
        _: &mut Context<'_>,
        bytes: &[u8],
    ) -> Poll<io::Result<usize>> {
        self.written.extend_from_slice(bytes);
        Poll::Ready(Ok(bytes.len()))
    }
    fn poll_flush(self: Pin<&mut Self>, _: &mut Context<'_>) -> Poll<io::Result<()>> {
        Poll::Ready(Ok(()))
    }
    fn poll_shutdown(self: Pin<&mut Self>, _: &mut Context<'_>) -> Poll<io::Result<()>> {
        Poll::Ready(Ok(()))
    }
}

impl Transport for Memory {
    const NAME: &str = "memory";
    type Stream = Self;
    type Peer = ();

    fn connect(_: &Storage, burst: &'static [u8]) -> io::Result<(Self, ())> {
        Ok((Self { burst, read: 0, written: Vec::new() }, ()))
    }
    #[inline(always)]
    fn send((): &mut (), _: &[u8]) -> io::Result<()> {
        Ok(())
    }
    #[inline(always)]
    fn receive((): &mut (), stream: &mut Self, burst: &mut Vec<u8>) -> io::Result<()> {
        if stream.written.len() != burst.len() {
            return Err(io::ErrorKind::UnexpectedEof.into());
        }
        mem::swap(&mut stream.written, burst);
        stream.written.clear();
        Ok(())
    }
}

/// Both ends of a connection.
pub(super) struct Pair<N, F> {
    near: Shared<N>,
    far: F,
}

/// A stream that several variants have, and use in turns.
pub(super) struct Shared<S>(Rc<RefCell<S>>);

impl<S: AsyncRead + Unpin> AsyncRead for Shared<S> {
    #[inline]
    fn poll_read(
        self: Pin<&mut Self>,
        cx: &mut Context<'_>,
        room: &mut ReadBuf<'_>,
    ) -> Poll<io::Result<()>> {
        Pin::new(&mut *self.0.borrow_mut()).poll_read(cx, room)
    }
}

impl<S: AsyncWrite + Unpin> AsyncWrite for Shared<S> {
    #[inline]
    fn poll_write(
        self: Pin<&mut Self>,
        cx: &mut Context<'_>,
        bytes: &[u8],
    ) -> Poll<io::Result<usize>> {
        Pin::new(&mut *self.0.borrow_mut()).poll_write(cx, bytes)
    }
    fn poll_flush(self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<io::Result<()>> {
        Pin::new(&mut *self.0.borrow_mut()).poll_flush(cx)
    }
    fn poll_shutdown(self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<io::Result<()>> {
        Pin::new(&mut *self.0.borrow_mut()).poll_shutdown(cx)
    }
}

impl<N: 'static, F: 'static> Pair<N, F> {
    fn shared(
        storage: &Storage,
        connect: impl FnOnce() -> io::Result<(N, F)>,
    ) -> io::Result<(Shared<N>, Rc<Self>)> {
        let pair = storage.shared(|| {
            let (near, far) = connect()?;
            Ok(Self { near: Shared(Rc::new(RefCell::new(near))), far })
        })?;
        Ok((Shared(pair.near.0.clone()), pair))
    }
}

pub(super) struct Unix;

impl Transport for Unix {
    const NAME: &str = "unix";
    type Stream = Shared<tokio::net::UnixStream>;
    type Peer = Rc<Pair<tokio::net::UnixStream, UnixStream>>;

    fn connect(storage: &Storage, _: &'static [u8]) -> io::Result<(Self::Stream, Self::Peer)> {
        Pair::shared(storage, || {
            let (near, far) = UnixStream::pair()?;
            near.set_nonblocking(true)?;
            Ok((tokio::net::UnixStream::from_std(near)?, far))
        })
    }
    #[inline(always)]
    fn send(peer: &mut Self::Peer, burst: &[u8]) -> io::Result<()> {
        (&peer.far).write_all(burst)
    }
    #[inline(always)]
    fn receive(peer: &mut Self::Peer, _: &mut Self::Stream, burst: &mut Vec<u8>) -> io::Result<()> {
        (&peer.far).read_exact(burst)
    }
}

pub(super) struct Tcp;

impl Transport for Tcp {
    const NAME: &str = "tcp";
    type Stream = Shared<tokio::net::TcpStream>;
    type Peer = Rc<Pair<tokio::net::TcpStream, TcpStream>>;

    fn connect(storage: &Storage, _: &'static [u8]) -> io::Result<(Self::Stream, Self::Peer)> {
        Pair::shared(storage, || {
            let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0))?;
            let near = TcpStream::connect(listener.local_addr()?)?;
            let (far, _) = listener.accept()?;
            for end in [&near, &far] {
                end.set_nodelay(true)?;
            }
            near.set_nonblocking(true)?;
            Ok((tokio::net::TcpStream::from_std(near)?, far))
        })
    }
    #[inline(always)]
    fn send(peer: &mut Self::Peer, burst: &[u8]) -> io::Result<()> {
        (&peer.far).write_all(burst)
    }
    #[inline(always)]
    fn receive(peer: &mut Self::Peer, _: &mut Self::Stream, burst: &mut Vec<u8>) -> io::Result<()> {
        (&peer.far).read_exact(burst)
    }
}

/// A burst of messages, and its bytes on the wire.
pub(super) struct Burst {
    /// Static, so that whoever has to own them clones them at no cost.
    pub(super) payloads: Vec<Bytes>,
    pub(super) wire: &'static [u8],
}

/// Bytes of a burst: less than a socket holds.
const BURST_BYTES: usize = 40 << 10;

impl Burst {
    /// `most` messages, or fewer, if they fill a burst.
    pub(super) fn new<M: Workload>(most: usize) -> Outcome<Self> {
        let len = workloads::payloads::<M>(1)?[0].len();
        let count = most.min(BURST_BYTES / len) as u64;
        let payloads = workloads::payloads::<M>(count)?;
        let wire = workloads::wire::<Bare>(&payloads).leak();
        let payloads = payloads.into_iter().map(|payload| Bytes::from_static(payload.leak()));
        Ok(Self { payloads: payloads.collect(), wire })
    }

    /// The payload `number` is to be.
    pub(super) fn check(&self, number: usize, payload: &[u8]) -> Outcome<()> {
        if self.payloads[number % self.payloads.len()] == payload {
            return Ok(());
        }
        Err(format!("message {number} is not what was sent").into())
    }
}
