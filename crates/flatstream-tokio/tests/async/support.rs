//! Peers that do as a script says, and polling by hand.

use flatstream_checksum::Crc32;
use flatstream_compress::Lz4;
use flatstream_core::{BlockFramer, Deframer, Header, Limits, OutBuf};
use flatstream_framing::{
    ChecksumDeframer, ChecksumFramer, Compressed, DefaultDeframer, DefaultFramer, FrameDecoder,
};
use flatstream_testkit::{Outcome, wire};
use std::{
    cell::RefCell,
    future::Future,
    io,
    pin::{Pin, pin},
    sync::{
        Arc,
        atomic::{AtomicBool, Ordering},
    },
    task::{Context, Poll, Wake, Waker},
};
use tokio::io::{AsyncRead, AsyncWrite, ReadBuf};

/// What a peer does when it is polled.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Act {
    /// Moves this many bytes at most.
    Bytes(usize),
    /// Is not ready, and wakes the task at once.
    Pending,
    /// Is not ready, and wakes the task when it waits.
    Later,
    /// Fails and moves nothing.
    Fail(io::ErrorKind),
    /// Panics.
    Panic,
}

type Script = Box<dyn FnMut() -> Act + Send>;

/// `acts` again and again.
pub(crate) fn cycle(acts: &[Act]) -> Script {
    let (acts, mut n) = (acts.to_vec(), 0);
    Box::new(move || {
        n += 1;
        acts[(n - 1) % acts.len()]
    })
}

/// `acts` once, and then whatever is asked for.
pub(crate) fn once(acts: impl IntoIterator<Item = Act>) -> Script {
    let mut acts = acts.into_iter().collect::<Vec<_>>().into_iter();
    Box::new(move || acts.next().unwrap_or(Act::Bytes(usize::MAX)))
}

/// A byte at a time, and pending before each.
pub(crate) fn halting() -> Script {
    cycle(&[Act::Pending, Act::Bytes(1)])
}

thread_local! {
    /// Tasks that are woken when they wait.
    static LATER: RefCell<Vec<Waker>> = const { RefCell::new(Vec::new()) };
}

fn act(script: &mut Script, cx: &mut Context<'_>) -> Poll<io::Result<usize>> {
    match script() {
        Act::Bytes(n) => Poll::Ready(Ok(n)),
        Act::Pending => {
            cx.waker().wake_by_ref();
            Poll::Pending
        }
        Act::Later => {
            LATER.with_borrow_mut(|later| later.push(cx.waker().clone()));
            Poll::Pending
        }
        Act::Fail(kind) => Poll::Ready(Err(kind.into())),
        Act::Panic => panic!("a peer that panics"),
    }
}

/// A source of bytes.
pub(crate) struct Source {
    bytes: Vec<u8>,
    at: usize,
    script: Script,
    pub(crate) polls: usize,
    /// Most bytes that there was room for.
    pub(crate) most_room: usize,
}

impl Source {
    pub(crate) fn new(bytes: &[u8], script: Script) -> Self {
        Self { bytes: bytes.to_vec(), at: 0, script, polls: 0, most_room: 0 }
    }
}

impl AsyncRead for Source {
    fn poll_read(
        mut self: Pin<&mut Self>,
        cx: &mut Context<'_>,
        buf: &mut ReadBuf<'_>,
    ) -> Poll<io::Result<()>> {
        let this = &mut *self;
        this.polls += 1;
        assert_ne!(buf.remaining(), 0, "a read without room");
        this.most_room = this.most_room.max(buf.remaining());
        act(&mut this.script, cx).map_ok(|n| {
            let n = n.min(buf.remaining()).min(this.bytes.len() - this.at);
            buf.put_slice(&this.bytes[this.at..this.at + n]);
            this.at += n;
        })
    }
}

/// A sink that notes down what it is asked for.
pub(crate) struct Peer {
    pub(crate) taken: Vec<u8>,
    script: Script,
    /// Lengths of what it was offered.
    pub(crate) writes: Vec<usize>,
    /// Bytes it had when it was last flushed.
    pub(crate) flushed: usize,
    pub(crate) flushes: usize,
    pub(crate) shutdowns: usize,
}

impl Peer {
    pub(crate) fn new(script: Script) -> Self {
        let (taken, writes) = (Vec::new(), Vec::new());
        Self { taken, script, writes, flushed: 0, flushes: 0, shutdowns: 0 }
    }

    /// Takes everything at once.
    pub(crate) fn eager() -> Self {
        Self::new(once([]))
    }
}

impl AsyncWrite for Peer {
    fn poll_write(
        mut self: Pin<&mut Self>,
        cx: &mut Context<'_>,
        bytes: &[u8],
    ) -> Poll<io::Result<usize>> {
        let this = &mut *self;
        assert!(this.shutdowns == 0 && !bytes.is_empty());
        this.writes.push(bytes.len());
        act(&mut this.script, cx).map_ok(|n| {
            let n = n.min(bytes.len());
            this.taken.extend_from_slice(&bytes[..n]);
            n
        })
    }

    fn poll_flush(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<io::Result<()>> {
        let this = &mut *self;
        act(&mut this.script, cx).map_ok(|_| {
            this.flushes += 1;
            this.flushed = this.taken.len();
        })
    }

    fn poll_shutdown(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<io::Result<()>> {
        let this = &mut *self;
        act(&mut this.script, cx).map_ok(|_| this.shutdowns += 1)
    }
}

#[derive(Default)]
struct Flag(AtomicBool);

impl Wake for Flag {
    fn wake(self: Arc<Self>) {
        self.0.store(true, Ordering::SeqCst);
    }
}

/// Polls `future` up to `most` times, and only when it was woken.
pub(crate) fn poll_up_to<T>(most: usize, future: impl Future<Output = T>) -> Option<T> {
    let mut future = pin!(future);
    let flag = Arc::new(Flag::default());
    let waker = Waker::from(flag.clone());
    for _ in 0..most {
        if let Poll::Ready(value) = future.as_mut().poll(&mut Context::from_waker(&waker)) {
            return Some(value);
        }
        LATER.with_borrow_mut(|later| later.drain(..).for_each(Waker::wake));
        assert!(flag.0.swap(false, Ordering::SeqCst), "pending, and nobody wakes it");
    }
    None
}

/// Polls `future` to its end.
pub(crate) fn drive<T>(future: impl Future<Output = T>) -> T {
    poll_up_to(1_000_000, future).expect("a future that ends")
}

/// Whether `future` is pending when it is polled once; a wake-up is not demanded.
pub(crate) fn is_pending<T>(future: impl Future<Output = T>) -> bool {
    let mut cx = Context::from_waker(Waker::noop());
    pin!(future).as_mut().poll(&mut cx).is_pending()
}

/// A stream in one of the formats, and what comes out of it.
pub(crate) struct Case {
    pub(crate) name: &'static str,
    pub(crate) wire: Vec<u8>,
    pub(crate) deframer: fn() -> Box<dyn Deframer + Send>,
    pub(crate) limits: Limits,
}

impl Case {
    /// What the reader without async makes of the first `len` bytes.
    pub(crate) fn expected(&self, len: usize) -> Vec<Outcome> {
        let mut decoder = FrameDecoder::new((self.deframer)()).limits(self.limits);
        decoder.push(&self.wire[..len]);
        let mut seen = Vec::new();
        while let Some(outcome) = decoder.next_frame().transpose() {
            seen.push(Outcome::from(outcome));
        }
        seen.extend(decoder.finish().err().map(|error| Outcome::failure(&error)));
        seen
    }
}

/// Payloads of several sizes, one of them empty.
pub(crate) fn payloads() -> [Vec<u8>; 5] {
    [vec![1], vec![2; 300], vec![], b"four, incompressible".to_vec(), vec![5; 17]]
}

pub(crate) fn block(framer: &impl BlockFramer, messages: &[Vec<u8>]) -> Vec<u8> {
    let mut scratch = OutBuf::new();
    let framed = framer.frame_block(&wire(&DefaultFramer, messages), &mut scratch).unwrap();
    let header = framed.header;
    [&header.right_aligned()[Header::MAX - header.len()..], scratch.filled()].concat()
}

/// Streams in all formats, whole and damaged.
pub(crate) fn cases() -> Vec<Case> {
    let crc = ChecksumFramer::new(Crc32);
    let lz4 = Compressed::new(crc, Lz4::new());
    let plain: fn() -> Box<dyn Deframer + Send> = || Box::new(DefaultDeframer);
    let summed: fn() -> Box<dyn Deframer + Send> = || Box::new(ChecksumDeframer::new(Crc32));
    let compressed: fn() -> Box<dyn Deframer + Send> =
        || Box::new(Compressed::new(ChecksumDeframer::new(Crc32), Lz4::new()));
    let case = |name, wire, deframer| Case { name, wire, deframer, limits: Limits::new() };

    let mut damaged = wire(&crc, payloads());
    for byte in [8, 9 + 8 + 100] {
        damaged[byte] ^= 0x40;
    }
    let blocks = [
        block(&lz4, &payloads()),
        block(&lz4, &[]),
        wire(&lz4, payloads()),
        block(&lz4, &[b"stored".to_vec(), b"as it is".to_vec()]),
    ]
    .concat();
    let mut lost = blocks.clone();
    lost[20] ^= 1;
    let small = Limits::new().max_frame_bytes(120);
    vec![
        case("plain", wire(&DefaultFramer, payloads()), plain),
        case("checksums", wire(&crc, payloads()), summed),
        case("damaged", damaged, summed),
        case("compressed", wire(&lz4, payloads()), compressed),
        case("blocks", blocks.clone(), compressed),
        case("damaged block", lost, compressed),
        Case { limits: small, ..case("too large", wire(&crc, payloads()), summed) },
        Case { limits: small, ..case("too large in a block", blocks, compressed) },
    ]
}
