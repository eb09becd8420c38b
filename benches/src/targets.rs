//! Where frames go.

use crate::{
    integrity::Integrity,
    measure::Outcome,
    storage::Storage,
    workloads::{self, Workload},
};
use std::{
    cell::Cell,
    fs::File,
    io::{self, BufWriter, PipeWriter, Read, Seek, Write},
    mem,
    os::unix::net::UnixStream,
    rc::Rc,
    sync::{
        Arc, Condvar, Mutex, MutexGuard, PoisonError,
        atomic::{AtomicBool, Ordering::Relaxed},
    },
    thread,
};

/// A sink that can be written to again and again.
pub(crate) trait Target: Write + Sized + 'static {
    const NAME: &str;
    /// Where it stands for whatever buffer is in front of it.
    const BARE_NAME: &str = Self::NAME;
    /// Whether a write costs no system call.
    const IS_MEMORY: bool = false;
    const MESSAGES: u64;
    /// It without whatever buffer is in front.
    type Bare: Target;

    fn new(storage: &Storage) -> io::Result<Self>;
    /// Goes back to the start and keeps what memory there is.
    fn restart(&mut self) -> io::Result<()>;
    fn content(&mut self) -> io::Result<Vec<u8>>;
}

/// A reused vector.
impl Target for Vec<u8> {
    const NAME: &str = "vec";
    const IS_MEMORY: bool = true;
    const MESSAGES: u64 = MESSAGES;
    type Bare = Self;

    fn new(_: &Storage) -> io::Result<Self> {
        Ok(Self::new())
    }
    fn restart(&mut self) -> io::Result<()> {
        self.clear();
        Ok(())
    }
    fn content(&mut self) -> io::Result<Vec<u8>> {
        Ok(self.clone())
    }
}

/// A buffer of its own in front of a sink.
impl<S: Target> Target for BufWriter<S> {
    const NAME: &str = S::BARE_NAME;
    const MESSAGES: u64 = MESSAGES;
    type Bare = S;

    fn new(storage: &Storage) -> io::Result<Self> {
        Ok(Self::new(S::new(storage)?))
    }
    fn restart(&mut self) -> io::Result<()> {
        self.flush()?;
        self.get_mut().restart()
    }
    fn content(&mut self) -> io::Result<Vec<u8>> {
        self.flush()?;
        self.get_mut().content()
    }
}

/// A file, written over again and again.
impl Target for File {
    const NAME: &str = "file-direct";
    const BARE_NAME: &str = "file";
    const MESSAGES: u64 = FEW_MESSAGES;
    type Bare = Self;

    fn new(storage: &Storage) -> io::Result<Self> {
        storage.file()
    }
    fn restart(&mut self) -> io::Result<()> {
        self.rewind()
    }
    fn content(&mut self) -> io::Result<Vec<u8>> {
        // What is behind that, an earlier pass has written.
        let written = self.stream_position()?;
        let mut content = Vec::new();
        self.rewind()?;
        self.take(written).read_to_end(&mut content)?;
        Ok(content)
    }
}

/// What is written, and what must come out.
pub(crate) struct Given<T> {
    pub(crate) records: Vec<T>,
    pub(crate) wire: Vec<u8>,
}

impl<T> Given<T> {
    /// About a mebibyte of messages, at least `least` of them.
    pub(crate) fn of<M: Workload<Record = T>, I: Integrity>(least: usize) -> Outcome<Rc<Self>> {
        // The second: of mixed ones the first is large.
        let len = workloads::payloads::<M>(2)?[1].len();
        let messages = ((1 << 20) / len).clamp(least, 2000) as u64;
        let wire = workloads::wire::<I>(&workloads::payloads::<M>(messages)?);
        Ok(Rc::new(Self { records: workloads::records::<M>(messages), wire }))
    }

    pub(crate) fn compare(&self, target: &mut impl Target) -> Outcome<()> {
        let content = target.content()?;
        if content == self.wire {
            return Ok(());
        }
        let same = content.iter().zip(&self.wire).take_while(|(a, b)| a == b).count();
        let (len, expected) = (content.len(), self.wire.len());
        Err(format!("wrong from byte {same} on; {len} bytes instead of {expected}").into())
    }
}

/// A stream whose other end a thread reads, into nothing while it is timed. One
/// stream serves all variants of a case: whether writer and reader share a core
/// is chance, lasts, and must not be one variant's luck.
pub(crate) struct Drained<W>(Rc<Shared<W>>);

struct Shared<W> {
    stream: W,
    written: Cell<u64>,
    other_end: Arc<OtherEnd>,
}

#[derive(Default)]
struct OtherEnd {
    received: Mutex<Received>,
    changed: Condvar,
}

#[derive(Default)]
struct Received {
    bytes: u64,
    /// What came since the last restart, while variants are verified.
    content: Vec<u8>,
}

/// Whether variants are verified now, rather than timed.
pub(crate) static VERIFYING: AtomicBool = AtomicBool::new(false);

impl<W: 'static> Drained<W> {
    fn new<R: Read + Send + 'static>(
        storage: &Storage,
        open: impl FnOnce() -> io::Result<(W, R)>,
    ) -> io::Result<Self> {
        let shared = storage.shared(|| {
            let (stream, reader) = open()?;
            let other_end = Arc::new(OtherEnd::default());
            let draining = other_end.clone();
            thread::spawn(move || draining.drain(reader));
            Ok(Shared { stream, written: Cell::new(0), other_end })
        })?;
        Ok(Self(shared))
    }

    /// What was written since the last restart, all of it.
    fn all(&self) -> Vec<u8> {
        let Shared { written, other_end, .. } = &*self.0;
        let mut received = other_end.received();
        while received.bytes < written.get() {
            received = other_end.changed.wait(received).unwrap_or_else(PoisonError::into_inner);
        }
        mem::take(&mut received.content)
    }

    /// What an earlier pass has under way is not to be taken for this one's.
    fn begin_again(&self) {
        if VERIFYING.load(Relaxed) {
            drop(self.all());
        }
    }

    fn took(&self, n: usize) -> usize {
        self.0.written.set(self.0.written.get() + n as u64);
        n
    }
}

impl OtherEnd {
    fn received(&self) -> MutexGuard<'_, Received> {
        self.received.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Until the stream ends, with the case.
    fn drain(&self, mut reader: impl Read) {
        let mut buffer = vec![0; 256 * 1024];
        while let Ok(n @ 1..) = reader.read(&mut buffer) {
            let mut received = self.received();
            received.bytes += n as u64;
            if VERIFYING.load(Relaxed) {
                received.content.extend_from_slice(&buffer[..n]);
            }
            self.changed.notify_one();
        }
    }
}

impl<W: 'static> Write for Drained<W>
where
    for<'w> &'w W: Write,
{
    #[inline]
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        Ok(self.took((&self.0.stream).write(bytes)?))
    }
    #[inline]
    fn write_vectored(&mut self, parts: &[io::IoSlice<'_>]) -> io::Result<usize> {
        Ok(self.took((&self.0.stream).write_vectored(parts)?))
    }
    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

/// A socket, with a thread that reads the other end.
impl Target for Drained<UnixStream> {
    const NAME: &str = "socket";
    const MESSAGES: u64 = MESSAGES;
    type Bare = Self;

    fn new(storage: &Storage) -> io::Result<Self> {
        Self::new(storage, UnixStream::pair)
    }
    fn restart(&mut self) -> io::Result<()> {
        self.begin_again();
        Ok(())
    }
    fn content(&mut self) -> io::Result<Vec<u8>> {
        Ok(self.all())
    }
}

/// A pipe, with a thread that reads the other end.
impl Target for Drained<PipeWriter> {
    const NAME: &str = "pipe";
    const MESSAGES: u64 = MESSAGES;
    type Bare = Self;

    fn new(storage: &Storage) -> io::Result<Self> {
        Self::new(storage, || io::pipe().map(|(reader, writer)| (writer, reader)))
    }
    fn restart(&mut self) -> io::Result<()> {
        self.begin_again();
        Ok(())
    }
    fn content(&mut self) -> io::Result<Vec<u8>> {
        Ok(self.all())
    }
}

/// Messages of one pass: what they fill stays in the cache of a core.
const MESSAGES: u64 = 2000;
/// Where each costs a system call.
const FEW_MESSAGES: u64 = 200;

#[cfg(test)]
mod tests {
    use super::*;
    use std::env;

    /// Else a second pass that writes nothing is right by what the first one wrote.
    #[test]
    fn what_was_written_before_the_restart_is_not_content() {
        fn check<S: Target>() {
            let storage = Storage::new(&env::temp_dir()).unwrap();
            let mut target = S::new(&storage).unwrap();
            target.write_all(b"first pass").unwrap();
            assert_eq!(target.content().unwrap(), b"first pass");
            target.restart().unwrap();
            assert_eq!(target.content().unwrap(), b"", "{}", S::NAME);
            target.write_all(b"second").unwrap();
            assert_eq!(target.content().unwrap(), b"second", "{}", S::NAME);
        }
        check::<Vec<u8>>();
        check::<File>();
        check::<BufWriter<File>>();
    }
}
