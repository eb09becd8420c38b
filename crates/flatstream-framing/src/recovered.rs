use crate::End;
use flatstream_core::block;

/// What [`salvage`](crate::salvage) comes across, in the order of the stream.
/// Together the pieces cover every byte of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Recovered<'a> {
    /// An intact frame, or one message of an intact frame of many. A frame with a
    /// message that the deframer refuses is not intact.
    Frame {
        /// Where it begins.
        offset: u64,
        /// Its payload.
        payload: &'a [u8],
    },
    /// Bytes in which no frame was found.
    Lost {
        /// Where they begin.
        offset: u64,
        /// How many they are.
        len: u64,
        /// Why: what ends the intact part of the stream here.
        end: End,
    },
}

/// What [`salvage_frames`](crate::salvage_frames) comes across, in the order of the
/// stream. Together the pieces cover every byte of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum RecoveredFrame<'a> {
    /// An intact frame, with one message or many. A frame with a message that the
    /// deframer refuses is not intact.
    Intact(IntactFrame<'a>),
    /// Bytes in which no frame was found.
    Lost {
        /// Where they begin.
        offset: u64,
        /// How many they are.
        len: u64,
        /// Why: what ends the intact part of the stream here.
        end: End,
    },
}

/// A frame that was found intact, as it stands in the stream and opened.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct IntactFrame<'a> {
    /// Where it begins.
    pub offset: u64,
    /// All its bytes, header included.
    pub bytes: &'a [u8],
    /// Its payload, decoded where it was compressed.
    pub content: &'a [u8],
    /// Whether the payload is a [`block`] of messages.
    pub many: bool,
}

impl<'a> IntactFrame<'a> {
    /// Its messages, one or many; none where a block is empty.
    pub fn messages(&self) -> impl Iterator<Item = &'a [u8]> + use<'a> {
        let (one, block) =
            if self.many { (None, self.content) } else { (Some(self.content), &[][..]) };
        one.into_iter().chain(block::messages(block))
    }
}
