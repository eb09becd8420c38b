//! Suite `pool`: buffers acquired and released, on one thread, by two at once,
//! and filled by one for another; and messages handed out as `Bytes`. Against the
//! allocator and what one would write around a queue.
//!
//! A "message" is one buffer. With two threads its time is that of each thread:
//! both do as many. Allocations are those of the first thread.

use crate::{
    case::{Case, Pass, Variant, Work},
    measure::Outcome,
};
use bytes::{Bytes, BytesMut};
use crossbeam_queue::{ArrayQueue, SegQueue};
use flatstream_pool::{BufferPool, PoolConfig, PooledBuf};
use std::{
    collections::HashSet,
    hint::{self, black_box},
    sync::{
        Arc, Mutex, PoisonError,
        atomic::{
            AtomicU64,
            Ordering::{Acquire, Release},
        },
    },
    thread,
};

pub(crate) fn cases() -> Vec<Case> {
    let mut cases = Vec::new();
    for (size, ops) in [(Size::B256, 2000), (Size::KiB64, 1000), (Size::MiB1, 200)] {
        for threads in [Threads::One, Threads::Contending, Threads::HandingOver] {
            cases.push(buffers(size, threads, Use::FirstByte, ops));
        }
    }
    for (size, ops) in [(Size::KiB64, 200), (Size::MiB1, 20)] {
        cases.push(buffers(size, Threads::One, Use::Filled, ops));
    }
    cases.push(messages(Threads::One));
    cases.push(messages(Threads::HandingOver));
    cases
}

#[derive(Clone, Copy)]
enum Size {
    B256,
    KiB64,
    MiB1,
}

impl Size {
    fn bytes(self) -> usize {
        match self {
            Self::B256 => 256,
            Self::KiB64 => 64 << 10,
            Self::MiB1 => 1 << 20,
        }
    }

    fn name(self) -> &'static str {
        match self {
            Self::B256 => "256",
            Self::KiB64 => "64K",
            Self::MiB1 => "1M",
        }
    }
}

#[derive(Clone, Copy)]
enum Threads {
    One,
    Contending,
    HandingOver,
}

impl Threads {
    fn name(self) -> &'static str {
        match self {
            Self::One => "1-thread",
            Self::Contending => "2-contending",
            Self::HandingOver => "2-handing-over",
        }
    }
}

/// What is done with a buffer. Filling shows whether it still is in the cache.
#[derive(Clone, Copy)]
enum Use {
    FirstByte,
    Filled,
}

/// Idle buffers of the pools when measuring begins: what a burst has left.
const IDLE: usize = 8;

fn buffers(size: Size, threads: Threads, used: Use, ops: u64) -> Case {
    let workload = match used {
        Use::FirstByte => format!("buffer-{}", size.name()),
        Use::Filled => format!("filled-{}", size.name()),
    };
    Case::new("pool", workload, threads.name(), move |_| {
        let len = size.bytes();
        let shelf = || (0..IDLE).map(|_| vec![0; len].into_boxed_slice());
        let (array, segments) = (ArrayQueue::new(2 * PLACES), SegQueue::new());
        shelf().for_each(|buf| drop(array.push(buf)));
        shelf().for_each(|buf| segments.push(buf));
        let pool = BufferPool::new(
            &PoolConfig::default().class_bytes([len]).buffers_per_class(2 * PLACES),
        )?;
        drop((0..IDLE).map(|_| pool.acquire(len)).collect::<Vec<_>>());
        let run = Run { len, ops, used, threads };
        Ok(Work {
            messages: ops,
            bytes: ops * len as u64,
            variants: vec![
                run.variant("malloc", Malloc),
                run.variant("vec![0; n]", Zeroed).rival(),
                run.variant("hand Mutex<Vec>", Arc::new(Mutex::new(shelf().collect()))),
                run.variant("hand SegQueue", Arc::new(segments)),
                run.variant("hand ArrayQueue", Arc::new(array)),
                run.variant("BufferPool", pool),
            ],
        })
    })
}

/// Where buffers come from and go to.
trait Source: Clone + Send + 'static {
    type Buf: Send + 'static;
    fn acquire(&self, len: usize) -> Self::Buf;
    fn release(&self, buf: Self::Buf);
    /// Writes `mark` to the first byte.
    fn touch(buf: &mut Self::Buf, mark: u8);
    /// Writes `mark` to all bytes.
    fn fill(buf: &mut Self::Buf, len: usize, mark: u8);
    fn bytes(buf: &Self::Buf) -> &[u8];
}

#[derive(Clone)]
struct Malloc;

impl Source for Malloc {
    type Buf = Vec<u8>;
    #[inline(always)]
    fn acquire(&self, len: usize) -> Vec<u8> {
        Vec::with_capacity(len)
    }
    #[inline(always)]
    fn release(&self, buf: Vec<u8>) {
        drop(buf);
    }
    #[inline(always)]
    fn touch(buf: &mut Vec<u8>, mark: u8) {
        buf.push(mark);
    }
    #[inline(always)]
    fn fill(buf: &mut Vec<u8>, len: usize, mark: u8) {
        buf.resize(len, mark);
    }
    fn bytes(buf: &Vec<u8>) -> &[u8] {
        buf
    }
}

/// A source whose buffers are initialised slices.
macro_rules! slices {
    ($source:ty, $buf:ty, |$this:ident, $len:ident| $acquire:expr, |$owner:ident, $back:ident| $release:expr) => {
        impl Source for $source {
            type Buf = $buf;
            #[inline(always)]
            fn acquire(&self, $len: usize) -> $buf {
                let $this = self;
                $acquire
            }
            #[inline(always)]
            fn release(&self, $back: $buf) {
                let $owner = self;
                $release
            }
            #[inline(always)]
            fn touch(buf: &mut $buf, mark: u8) {
                buf[0] = mark;
            }
            #[inline(always)]
            fn fill(buf: &mut $buf, len: usize, mark: u8) {
                buf[..len].fill(mark);
            }
            fn bytes(buf: &$buf) -> &[u8] {
                buf
            }
        }
    };
}

#[derive(Clone)]
struct Zeroed;

type Boxed = Box<[u8]>;
type Stack = Arc<Mutex<Vec<Boxed>>>;

slices!(Zeroed, Vec<u8>, |_this, len| vec![0; len], |_this, buf| drop(buf));
slices!(
    Stack,
    Boxed,
    |this, len| {
        let popped = this.lock().unwrap_or_else(PoisonError::into_inner).pop();
        popped.unwrap_or_else(|| vec![0; len].into_boxed_slice())
    },
    |this, buf| this.lock().unwrap_or_else(PoisonError::into_inner).push(buf)
);
slices!(
    Arc<SegQueue<Boxed>>,
    Boxed,
    |this, len| this.pop().unwrap_or_else(|| vec![0; len].into_boxed_slice()),
    |this, buf| this.push(buf)
);
slices!(
    Arc<ArrayQueue<Boxed>>,
    Boxed,
    |this, len| this.pop().unwrap_or_else(|| vec![0; len].into_boxed_slice()),
    |this, buf| drop(this.push(buf))
);
slices!(BufferPool, PooledBuf, |this, len| this.acquire(len), |_this, buf| drop(buf));

/// What is done in one pass.
#[derive(Clone, Copy)]
struct Run {
    len: usize,
    ops: u64,
    used: Use,
    threads: Threads,
}

impl Run {
    fn variant<S: Source>(self, name: &'static str, source: S) -> Variant {
        match self.threads {
            Threads::One => Variant::new(name, Alone { run: self, source }),
            Threads::Contending => {
                let theirs = Alone { run: self, source: source.clone() };
                let other = Other::start(move || theirs.work());
                Variant::new(name, Contending { mine: Alone { run: self, source }, other })
            }
            Threads::HandingOver => {
                let channel = Arc::new(ArrayQueue::new(PLACES));
                let (from, to) = (channel.clone(), source.clone());
                let other = Other::start(move || {
                    for _ in 0..self.ops {
                        to.release(black_box(receive(&from)));
                    }
                });
                Variant::new(name, HandingOver { run: self, source, channel, other })
            }
        }
    }

    #[inline(always)]
    fn use_one<S: Source>(self, buf: &mut S::Buf, mark: u64) {
        let mark = mark.to_le_bytes()[0];
        match self.used {
            Use::FirstByte => S::touch(buf, mark),
            Use::Filled => S::fill(buf, self.len, mark),
        }
    }

    /// Has two buffers at once, twice, and sees that they are what they should be.
    fn verify<S: Source>(self, source: &S) -> Outcome<()> {
        for mark in [1, 2] {
            let bufs = [mark, mark + 2].map(|mark| {
                let mut buf = source.acquire(self.len);
                S::fill(&mut buf, self.len, mark);
                (buf, mark)
            });
            let right = |(buf, mark): &(S::Buf, u8)| {
                let bytes = S::bytes(buf);
                bytes.len() == self.len && bytes.iter().all(|byte| byte == mark)
            };
            let addresses: HashSet<_> =
                bufs.iter().map(|(buf, _)| S::bytes(buf).as_ptr()).collect();
            if !bufs.iter().all(right) || addresses.len() != bufs.len() {
                return Err("buffers that are not what was asked for".into());
            }
            bufs.into_iter().for_each(|(buf, _)| source.release(buf));
        }
        Ok(())
    }
}

/// Acquires, uses and releases, one at a time.
struct Alone<S> {
    run: Run,
    source: S,
}

impl<S: Source> Alone<S> {
    #[inline(always)]
    fn work(&self) {
        for mark in 0..self.run.ops {
            let mut buf = self.source.acquire(black_box(self.run.len));
            self.run.use_one::<S>(&mut buf, mark);
            self.source.release(black_box(buf));
        }
    }
}

impl<S: Source> Pass for Alone<S> {
    #[inline(never)]
    fn pass(&mut self) -> Outcome<()> {
        self.work();
        Ok(())
    }

    fn verify(&mut self) -> Outcome<()> {
        self.run.verify(&self.source)?;
        self.pass()
    }
}

/// The same, while another thread does it too.
struct Contending<S> {
    mine: Alone<S>,
    other: Other,
}

impl<S: Source> Pass for Contending<S> {
    #[inline(never)]
    fn pass(&mut self) -> Outcome<()> {
        self.other.begin();
        self.mine.work();
        self.other.finish();
        Ok(())
    }

    fn verify(&mut self) -> Outcome<()> {
        self.mine.verify()?;
        self.pass()
    }
}

/// Acquires and uses; another thread releases.
struct HandingOver<S: Source> {
    run: Run,
    source: S,
    channel: Arc<ArrayQueue<S::Buf>>,
    other: Other,
}

impl<S: Source> Pass for HandingOver<S> {
    #[inline(never)]
    fn pass(&mut self) -> Outcome<()> {
        self.other.begin();
        for mark in 0..self.run.ops {
            let mut buf = self.source.acquire(black_box(self.run.len));
            self.run.use_one::<S>(&mut buf, mark);
            send(&self.channel, buf);
        }
        self.other.finish();
        Ok(())
    }

    fn verify(&mut self) -> Outcome<()> {
        self.run.verify(&self.source)?;
        self.pass()
    }
}

/// Buffers under way from one thread to the other.
const PLACES: usize = 16;

#[inline(always)]
fn send<T>(channel: &ArrayQueue<T>, mut item: T) {
    let mut wait = Wait::default();
    while let Err(refused) = channel.push(item) {
        item = refused;
        wait.turn();
    }
}

#[inline(always)]
fn receive<T>(channel: &ArrayQueue<T>) -> T {
    let mut wait = Wait::default();
    loop {
        if let Some(item) = channel.pop() {
            return item;
        }
        wait.turn();
    }
}

/// Waits for another thread, which may want this processor.
#[derive(Default)]
struct Wait(u32);

impl Wait {
    #[inline]
    fn turn(&mut self) {
        self.0 += 1;
        if self.0.is_multiple_of(64) { thread::yield_now() } else { hint::spin_loop() }
    }
}

/// A thread that lives as long as its variant, and sleeps while others are timed.
struct Other {
    turn: Arc<Turn>,
    thread: Option<thread::JoinHandle<()>>,
}

#[derive(Default)]
struct Turn {
    /// Passes begun; the last one never ends.
    begun: AtomicU64,
    /// Passes that the thread has begun and ended, two for each.
    steps: AtomicU64,
}

const STOP: u64 = u64::MAX;

/// Turns of the loop in which a thread waits before it sleeps: some 50 us.
const SPINS: u32 = 2000;

impl Other {
    fn start(mut work: impl FnMut() + Send + 'static) -> Self {
        let turn = Arc::new(Turn::default());
        let theirs = turn.clone();
        let thread = thread::spawn(move || {
            for pass in 1.. {
                let mut spins = 0;
                while theirs.begun.load(Acquire) < pass {
                    spins += 1;
                    if spins < SPINS { hint::spin_loop() } else { thread::park() }
                }
                if theirs.begun.load(Acquire) == STOP {
                    return;
                }
                theirs.steps.store(2 * pass - 1, Release);
                work();
                theirs.steps.store(2 * pass, Release);
            }
        });
        Self { turn, thread: Some(thread) }
    }

    /// Wakes the thread, and waits until it works.
    fn begin(&self) {
        let pass = self.turn.begun.load(Acquire) + 1;
        self.turn.begun.store(pass, Release);
        self.thread.iter().for_each(|other| other.thread().unpark());
        let mut wait = Wait::default();
        while self.turn.steps.load(Acquire) < 2 * pass - 1 {
            wait.turn();
        }
    }

    /// Waits until it has done its part.
    fn finish(&self) {
        let mut wait = Wait::default();
        while self.turn.steps.load(Acquire) < 2 * self.turn.begun.load(Acquire) {
            wait.turn();
        }
    }
}

impl Drop for Other {
    fn drop(&mut self) {
        self.turn.begun.store(STOP, Release);
        if let Some(thread) = self.thread.take() {
            thread.thread().unpark();
            // A panic there was reported when it happened.
            let _ = thread.join();
        }
    }
}

const MESSAGE_BYTES: usize = 100;
const SLAB_BYTES: usize = 64 << 10;

/// Messages that lie in a slab, to a round.
const PER_SLAB: usize = SLAB_BYTES / MESSAGE_BYTES;

const SLABS: usize = 4;

/// Messages of 100 bytes, copied out of one buffer and handed out.
fn messages(threads: Threads) -> Case {
    Case::new("pool", "bytes-100", threads.name(), move |_| {
        let messages = (SLABS * PER_SLAB) as u64;
        Ok(Work {
            messages,
            bytes: messages * MESSAGE_BYTES as u64,
            variants: vec![
                handed_out::<Copied>("Bytes::copy_from_slice", threads),
                handed_out::<Split>("hand BytesMut::split", threads),
                handed_out::<Slabs>("Slab", threads),
            ],
        })
    })
}

/// Makes `Bytes` of a slab's worth of messages.
trait Cutter: Default + 'static {
    fn cut(&mut self, message: &[u8; MESSAGE_BYTES], hand_out: impl FnMut(Bytes)) -> Outcome<()>;
}

#[derive(Default)]
struct Copied;

impl Cutter for Copied {
    #[inline(always)]
    fn cut(
        &mut self,
        message: &[u8; MESSAGE_BYTES],
        mut hand_out: impl FnMut(Bytes),
    ) -> Outcome<()> {
        for _ in 0..PER_SLAB {
            hand_out(Bytes::copy_from_slice(black_box(message)));
        }
        Ok(())
    }
}

#[derive(Default)]
struct Split(BytesMut);

impl Cutter for Split {
    #[inline(always)]
    fn cut(
        &mut self,
        message: &[u8; MESSAGE_BYTES],
        mut hand_out: impl FnMut(Bytes),
    ) -> Outcome<()> {
        self.0.reserve(SLAB_BYTES);
        for _ in 0..PER_SLAB {
            self.0.extend_from_slice(black_box(message));
            hand_out(self.0.split().freeze());
        }
        Ok(())
    }
}

#[derive(Default)]
struct Slabs(BufferPool);

impl Cutter for Slabs {
    #[inline(always)]
    fn cut(
        &mut self,
        message: &[u8; MESSAGE_BYTES],
        mut hand_out: impl FnMut(Bytes),
    ) -> Outcome<()> {
        let mut slab = self.0.slab(SLAB_BYTES);
        for _ in 0..PER_SLAB {
            slab.push(black_box(message)).ok_or("a slab that is too small")?;
        }
        let bytes = slab.freeze();
        for place in 0..PER_SLAB {
            hand_out(bytes.slice(place * MESSAGE_BYTES..(place + 1) * MESSAGE_BYTES));
        }
        Ok(())
    }
}

fn handed_out<C: Cutter>(name: &'static str, threads: Threads) -> Variant {
    let channel = Arc::new(ArrayQueue::new(SLABS * PER_SLAB));
    let cutter = C::default();
    match threads {
        Threads::HandingOver => {
            let from = channel.clone();
            let other = Other::start(move || {
                for _ in 0..SLABS * PER_SLAB {
                    drop(black_box(receive(&from)));
                }
            });
            Variant::new(name, MessagesOver { cutter, channel, other })
        }
        Threads::One | Threads::Contending => {
            Variant::new(name, MessagesKept { cutter, kept: Vec::with_capacity(PER_SLAB) })
        }
    }
}

/// Each slab's messages are kept until all of them are there, then dropped.
struct MessagesKept<C> {
    cutter: C,
    kept: Vec<Bytes>,
}

impl<C: Cutter> Pass for MessagesKept<C> {
    #[inline(never)]
    fn pass(&mut self) -> Outcome<()> {
        for round in 0..SLABS {
            self.kept.clear();
            self.cutter.cut(&[round.to_le_bytes()[0]; _], |message| self.kept.push(message))?;
        }
        black_box(&self.kept);
        Ok(())
    }

    fn verify(&mut self) -> Outcome<()> {
        self.pass()?;
        verify(&self.kept, SLABS - 1)
    }
}

/// Each message goes to another thread, which drops it.
struct MessagesOver<C> {
    cutter: C,
    channel: Arc<ArrayQueue<Bytes>>,
    other: Other,
}

impl<C: Cutter> Pass for MessagesOver<C> {
    #[inline(never)]
    fn pass(&mut self) -> Outcome<()> {
        self.other.begin();
        for round in 0..SLABS {
            let mark = round.to_le_bytes()[0];
            self.cutter.cut(&[mark; _], |message| send(&self.channel, message))?;
        }
        self.other.finish();
        Ok(())
    }

    fn verify(&mut self) -> Outcome<()> {
        let mut messages = Vec::new();
        self.cutter.cut(&[1; _], |message| messages.push(message))?;
        verify(&messages, 1)?;
        drop(messages);
        self.pass()
    }
}

fn verify(messages: &[Bytes], mark: usize) -> Outcome<()> {
    let expected = [mark.to_le_bytes()[0]; MESSAGE_BYTES];
    if messages.len() == PER_SLAB && messages.iter().all(|message| message[..] == expected) {
        return Ok(());
    }
    Err("messages that are not what was written".into())
}
