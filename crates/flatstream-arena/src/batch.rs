use crate::Gather;
use flatstream_core::Undelivered;
use std::{
    fmt,
    io::{self, IoSlice, Write},
    iter,
};

/// Gathers frames in lent memory and sends many with one write.
///
/// Each `write` is one frame to it, each `write_vectored` too, so that after a
/// failure it can say which frames the sink did not take: the error holds an
/// [`Undelivered`], which `StreamWriter` turns into the position of the first of
/// them. Who writes a header and a payload apart has two frames counted.
///
/// - A frame that finds room is copied. When it finds none, the batch leaves
///   first.
/// - A frame of more than 16 KiB leaves at once and uncopied, in one vectored
///   write behind the batch.
/// - What the sink does not take now (`WouldBlock`, a short write) stays in the
///   batch and leaves first next time. After an error that says nothing about
///   what was taken, or a panic of the sink, every further call is an error.
///
/// Dropping it sends what it holds, unless such an error came before, and
/// ignores failures; [`flush`](Write::flush) and
/// [`into_inner`](Batch::into_inner) report them.
///
/// ```
/// use flatstream_arena::{Arena, Batch};
/// use std::io::Write;
///
/// let bump = bumpalo::Bump::new();
/// let mut batch = Batch::new(Vec::new(), bump.lend(1024));
/// batch.write_all(b"one")?;
/// batch.write_all(b"two")?;
/// assert_eq!((batch.get_ref().len(), batch.len()), (0, 6));
/// assert_eq!(batch.into_inner().unwrap(), b"onetwo");
/// # Ok::<(), std::io::Error>(())
/// ```
pub struct Batch<'a, W: Write> {
    /// `None` only once it is handed back.
    sink: Option<W>,
    /// What is batched lies in `start..end`.
    memory: &'a mut [u8],
    start: usize,
    end: usize,
    /// Where in `memory` each batched frame ends; the first `frames` count.
    ends: &'a mut [[u8; size_of::<usize>()]],
    frames: usize,
    /// Bytes that the sink has of a frame whose rest is written next, or was
    /// batched first.
    lead: usize,
    /// The sink's progress is unknown. Also while it runs, so that a panic in it
    /// poisons.
    poisoned: bool,
}

impl<'a, W: Write> Batch<'a, W> {
    /// A batch in front of `sink`. A ninth of `memory` holds where frames end:
    /// enough for frames of 64 bytes; of shorter ones fewer fit.
    pub fn new(sink: W, memory: &'a mut [u8]) -> Self {
        let (ends, memory) = memory.split_at_mut(memory.len() / 9);
        let (ends, _) = ends.as_chunks_mut();
        Self {
            sink: Some(sink),
            memory,
            start: 0,
            end: 0,
            ends,
            frames: 0,
            lead: 0,
            poisoned: false,
        }
    }

    /// Bytes that wait to be sent.
    #[must_use]
    pub fn len(&self) -> usize {
        self.end - self.start
    }

    /// Whether nothing waits to be sent.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.start == self.end
    }

    /// Bytes that it holds before it sends them.
    #[must_use]
    pub fn capacity(&self) -> usize {
        self.memory.len()
    }

    /// The sink.
    ///
    /// # Panics
    ///
    /// Never: the sink goes with the batch itself.
    #[must_use]
    pub fn get_ref(&self) -> &W {
        self.sink.as_ref().expect("the sink is there until the batch is gone")
    }

    /// The sink. What is written to it directly overtakes what is batched.
    ///
    /// # Panics
    ///
    /// Never, as for [`get_ref`](Batch::get_ref).
    #[must_use]
    pub fn get_mut(&mut self) -> &mut W {
        self.sink.as_mut().expect("the sink is there until the batch is gone")
    }

    /// Sends what is batched and gives the sink back.
    ///
    /// # Errors
    ///
    /// The sink's, together with the batch: a transient failure can be tried
    /// again.
    pub fn into_inner(mut self) -> Result<W, (io::Error, Self)> {
        if let Err(error) = self.send() {
            return Err((error, self));
        }
        // Dropping has nothing to send any more.
        match self.sink.take() {
            Some(sink) => Ok(sink),
            None => unreachable!("the sink is there until the batch is gone"),
        }
    }
}

impl<W: Write> Batch<'_, W> {
    /// Takes a frame of `len` bytes made of `parts`, if there is room.
    #[inline]
    fn append<'p>(&mut self, len: usize, parts: impl Iterator<Item = &'p [u8]>) -> bool {
        let room = self.memory.get_mut(self.end..).and_then(|room| room.get_mut(..len));
        let (Some(mut room), Some(end), false) =
            (room, self.ends.get_mut(self.frames), self.poisoned)
        else {
            return false;
        };
        for part in parts {
            let (front, back) = room.split_at_mut(part.len());
            front.copy_from_slice(part);
            room = back;
        }
        self.end += len;
        *end = self.end.to_ne_bytes();
        // Nothing is no frame.
        self.frames += usize::from(len > 0);
        true
    }

    /// Memory for a frame of `len` bytes behind those that are batched, whatever it
    /// holds. `None` where there is no room, or where so long a frame is not batched:
    /// write it then. Nothing is taken before it is [committed](Batch::commit).
    #[doc(hidden)]
    #[inline]
    pub fn room(&mut self, len: usize) -> Option<&mut [u8]> {
        if len > DIRECT_BYTES || self.poisoned || self.frames == self.ends.len() {
            return None;
        }
        self.memory.get_mut(self.end..)?.get_mut(..len)
    }

    /// Takes the first `len` bytes of the [`room`](Batch::room) asked for last as a
    /// frame.
    ///
    /// # Panics
    ///
    /// If there was no such room.
    #[doc(hidden)]
    #[inline]
    pub fn commit(&mut self, len: usize) {
        let end = self.end + len;
        assert!(end <= self.memory.len(), "a frame that was given no room");
        self.ends[self.frames] = end.to_ne_bytes();
        (self.end, self.frames) = (end, self.frames + 1);
    }

    /// Takes a frame that found no room, or is not to be copied.
    #[cold]
    fn take(&mut self, len: usize, parts: &[IoSlice<'_>]) -> io::Result<usize> {
        if len == 0 {
            return Ok(0);
        }
        if len <= DIRECT_BYTES {
            self.send()?;
            if self.append(len, parts.iter().map(|part| &**part)) {
                return Ok(len);
            }
        }
        self.send_with(parts)
    }

    /// Sends what is batched and as much of `parts` as the sink takes behind it:
    /// some of it at least.
    fn send_with(&mut self, parts: &[IoSlice<'_>]) -> io::Result<usize> {
        loop {
            let batched = self.len();
            let n = self.drive(|sink, batched| {
                // Without empty ones: they would stand in the way of sinks that
                // write the first part only.
                let all = iter::once(batched).chain(parts.iter().map(|part| &**part));
                let mut filled = [IoSlice::new(&[]); 1 + MAX_PARTS];
                let mut len = 0;
                for (slot, part) in filled.iter_mut().zip(all.filter(|part| !part.is_empty())) {
                    *slot = IoSlice::new(part);
                    len += 1;
                }
                sink.write_vectored(&filled[..len])
            })?;
            self.sent(n.min(batched));
            if n > batched {
                let len: usize = parts.iter().map(|part| part.len()).sum();
                let taken = n - batched;
                self.lead = if taken < len { self.lead + taken } else { 0 };
                return Ok(taken);
            }
        }
    }

    /// Sends what is batched.
    fn send(&mut self) -> io::Result<()> {
        while !self.is_empty() {
            let n = self.drive(|sink, batched| sink.write(batched))?;
            self.sent(n.min(self.len()));
        }
        Ok(())
    }

    /// Forgets `n` bytes that were sent.
    fn sent(&mut self, n: usize) {
        self.start += n;
        if self.is_empty() && self.frames > 0 {
            (self.start, self.end, self.frames, self.lead) = (0, 0, 0, 0);
        }
    }

    /// Has the sink do something with what is batched, and judges how that
    /// went: whether its progress is still known. `Interrupted` is no progress.
    fn drive(
        &mut self,
        write: impl FnOnce(&mut W, &[u8]) -> io::Result<usize>,
    ) -> io::Result<usize> {
        let Some(sink) = self.sink.as_mut().filter(|_| !self.poisoned) else {
            return Err(self.undelivered(io::Error::other("the batch failed earlier")));
        };
        self.poisoned = true;
        let (error, known) = match write(sink, &self.memory[self.start..self.end]) {
            Ok(0) => (io::ErrorKind::WriteZero.into(), true),
            Ok(n) => {
                self.poisoned = false;
                return Ok(n);
            }
            Err(error) if error.kind() == io::ErrorKind::Interrupted => {
                self.poisoned = false;
                return Ok(0);
            }
            Err(error) => {
                let known = Undelivered::nothing_taken(&error);
                (error, known)
            }
        };
        self.poisoned = !known;
        Err(self.undelivered(error))
    }

    /// `error`, with the frames that wait behind it.
    fn undelivered(&self, error: io::Error) -> io::Error {
        let ends = self.ends[..self.frames].iter().map(|end| usize::from_ne_bytes(*end));
        let delivered = ends.clone().take_while(|&end| end <= self.start);
        let (count, begin) = delivered.fold((0_usize, 0), |(count, _), end| (count + 1, end));
        // Of the first frame there may be more than was batched.
        let lead = if count == 0 && self.frames > 0 { self.lead } else { 0 };
        let (frames, bytes) = (self.frames - count, self.end - begin + lead);
        Undelivered::new(frames as u64, bytes as u64, error).into()
    }
}

impl<W: Write> Write for Batch<'_, W> {
    #[inline]
    fn write(&mut self, frame: &[u8]) -> io::Result<usize> {
        if frame.len() <= DIRECT_BYTES && self.append(frame.len(), [frame].into_iter()) {
            return Ok(frame.len());
        }
        self.take(frame.len(), &[IoSlice::new(frame)])
    }

    /// All parts together are one frame.
    fn write_vectored(&mut self, parts: &[IoSlice<'_>]) -> io::Result<usize> {
        let len = parts.iter().map(|part| part.len()).sum();
        if len <= DIRECT_BYTES && self.append(len, parts.iter().map(|part| &**part)) {
            return Ok(len);
        }
        self.take(len, parts)
    }

    /// Sends what is batched, then flushes the sink.
    fn flush(&mut self) -> io::Result<()> {
        self.send()?;
        // A flush has no length to answer with; 0 is an interrupted one.
        while self.drive(|sink, _| sink.flush().map(|()| 1))? == 0 {}
        Ok(())
    }
}

impl<W: Write> Drop for Batch<'_, W> {
    fn drop(&mut self) {
        if !self.poisoned {
            // Nobody is left to tell.
            let _ = self.send();
        }
    }
}

impl<W: Write + fmt::Debug> fmt::Debug for Batch<'_, W> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Batch")
            .field("sink", &self.sink)
            .field("len", &self.len())
            .field("frames", &self.frames)
            .field("capacity", &self.capacity())
            .field("poisoned", &self.poisoned)
            .finish()
    }
}

/// Frames that are longer leave uncopied.
const DIRECT_BYTES: usize = 16 * 1024;

/// Parts of a frame that leave in one write: those of a gathered one at most.
const MAX_PARTS: usize = 2 + 2 * Gather::MAX;
