//! Blocks as one writes them by hand: what it costs to gather messages and to
//! find them again, with nothing checked that need not be.

use super::{
    super::{Container, Readable, Source, Writer},
    BLOCK_BYTES,
    floor::Library,
};
use crate::measure::Outcome;
use std::io::ErrorKind;

/// Each block with its lengths before it: without and with compression.
pub(super) struct HandBlocks<L> {
    library: L,
    block: Vec<u8>,
    /// Room for a block that does not shrink.
    room: Vec<u8>,
    sink: Vec<u8>,
}

impl<L: Library> HandBlocks<L> {
    pub(super) fn new() -> Outcome<Self> {
        let room = vec![0; L::bound(BLOCK_BYTES)];
        Ok(Self { library: L::new()?, block: Vec::new(), room, sink: Vec::new() })
    }

    fn send(&mut self) -> Outcome<()> {
        let len = self.library.compress(&self.block, &mut self.room)?;
        self.sink.extend_from_slice(&u32::try_from(self.block.len())?.to_le_bytes());
        self.sink.extend_from_slice(&u32::try_from(len)?.to_le_bytes());
        self.sink.extend_from_slice(&self.room[..len]);
        self.block.clear();
        Ok(())
    }
}

impl<L: Library> Container for HandBlocks<L> {
    type Writer<'c> = &'c mut Self;

    #[inline(always)]
    fn begin(&mut self) -> Outcome<&mut Self> {
        self.sink.clear();
        Ok(self)
    }

    fn content(&mut self) -> Outcome<Vec<u8>> {
        Ok(self.sink.clone())
    }
}

impl<L: Library> Writer for &mut HandBlocks<L> {
    #[inline(always)]
    fn write(&mut self, payload: &[u8]) -> Outcome<()> {
        if self.block.len() + LEN_BYTES + payload.len() > BLOCK_BYTES {
            self.send()?;
        }
        self.block.extend_from_slice(&u32::try_from(payload.len())?.to_le_bytes());
        self.block.extend_from_slice(payload);
        Ok(())
    }

    #[inline(always)]
    fn finish(self) -> Outcome<()> {
        self.send()
    }
}

const LEN_BYTES: usize = 4;

impl<L: Library> Readable for HandBlocks<L> {
    #[inline(always)]
    fn each(source: &mut impl Source, mut consume: impl FnMut(&[u8])) -> Outcome<()> {
        let mut library = L::new()?;
        let (mut stored, mut block) = (vec![0; L::bound(BLOCK_BYTES)], vec![0; BLOCK_BYTES]);
        let mut lens = [[0; LEN_BYTES]; 2];
        loop {
            match source.read_exact(lens.as_flattened_mut()) {
                Ok(()) => {}
                Err(error) if error.kind() == ErrorKind::UnexpectedEof => return Ok(()),
                Err(error) => return Err(error.into()),
            }
            let [raw_len, stored_len] = lens.map(|len| u32::from_le_bytes(len) as usize);
            source.read_exact(&mut stored[..stored_len])?;
            library.decompress(&stored[..stored_len], &mut block[..raw_len])?;
            let mut rest = &block[..raw_len];
            while let Some((len, tail)) = rest.split_first_chunk() {
                let (payload, tail) = tail
                    .split_at_checked(u32::from_le_bytes(*len) as usize)
                    .ok_or("half a message")?;
                consume(payload);
                rest = tail;
            }
        }
    }
}
