//! Where frames come from.

use std::{
    fs::File,
    io::{self, BufReader, Read, Seek},
    path::PathBuf,
};

/// Where bytes come from, again and again.
pub(crate) trait Origin {
    type Reader: Read + 'static;

    fn open(&self) -> io::Result<Self::Reader>;
    /// Back to the start.
    fn restart(&self, reader: &mut Self::Reader) -> io::Result<()>;
}

/// A slice.
#[derive(Clone, Copy)]
pub(crate) struct Memory(pub(crate) &'static [u8]);

impl Origin for Memory {
    type Reader = &'static [u8];

    fn open(&self) -> io::Result<&'static [u8]> {
        Ok(self.0)
    }
    fn restart(&self, reader: &mut &'static [u8]) -> io::Result<()> {
        *reader = self.0;
        Ok(())
    }
}

/// A file.
pub(crate) struct Unbuffered(pub(crate) PathBuf);

impl Origin for Unbuffered {
    type Reader = File;

    fn open(&self) -> io::Result<File> {
        File::open(&self.0)
    }
    fn restart(&self, reader: &mut File) -> io::Result<()> {
        reader.rewind()
    }
}

/// A file behind the buffer that one gets by default.
pub(crate) struct Buffered(pub(crate) PathBuf);

impl Origin for Buffered {
    type Reader = BufReader<File>;

    fn open(&self) -> io::Result<BufReader<File>> {
        Ok(BufReader::new(File::open(&self.0)?))
    }
    fn restart(&self, reader: &mut BufReader<File>) -> io::Result<()> {
        reader.rewind()
    }
}
