use crate::BlockWriter;
use flatstream_core::BlockFramer;
use std::{
    fs::File,
    io::{self, BufWriter, Write},
};

/// A sink that can make what was written survive a crash of the machine.
///
/// # For implementers
///
/// Push out everything that was written, then wait for the device. Report
/// every failure: a lost `sync` must not look like a good one.
pub trait Durable: Write {
    /// Waits until everything written before is on stable storage.
    ///
    /// # Errors
    ///
    /// Whatever the device reports. What is on it is unknown then.
    fn sync(&mut self) -> io::Result<()>;
}

/// `fdatasync`: the data and the length, not the time stamps. A file just
/// created also needs its directory synced, which is the caller's part.
impl Durable for File {
    fn sync(&mut self) -> io::Result<()> {
        self.sync_data()
    }
}

/// As for [`File`].
impl Durable for &File {
    fn sync(&mut self) -> io::Result<()> {
        self.sync_data()
    }
}

/// Flushes, then syncs the writer below.
impl<W: Durable> Durable for BufWriter<W> {
    fn sync(&mut self) -> io::Result<()> {
        self.flush()?;
        self.get_mut().sync()
    }
}

/// Flushes, then syncs the sink.
#[cfg(feature = "arena")]
impl<W: Durable> Durable for flatstream_arena::Batch<'_, W> {
    fn sync(&mut self) -> io::Result<()> {
        self.flush()?;
        self.get_mut().sync()
    }
}

/// Sends what waits, then syncs the sink. After a failed sync every further call is
/// an error: nobody knows what is stored.
impl<W: Durable, F: BlockFramer> Durable for BlockWriter<W, F> {
    fn sync(&mut self) -> io::Result<()> {
        self.flush()?;
        self.sync_sink(W::sync)
    }
}

impl<W: Durable + ?Sized> Durable for &mut W {
    fn sync(&mut self) -> io::Result<()> {
        (**self).sync()
    }
}

impl<W: Durable + ?Sized> Durable for Box<W> {
    fn sync(&mut self) -> io::Result<()> {
        (**self).sync()
    }
}
