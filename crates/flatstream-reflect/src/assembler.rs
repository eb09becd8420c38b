use std::collections::HashMap;
use std::hash::{BuildHasher, RandomState};

/// Writes one FlatBuffer whose layout is known only at run time.
///
/// Two regions. What 32-bit offsets reach is written backwards, children before
/// the tables that refer to them, as every FlatBuffers builder does. What
/// 64-bit offsets reach is written forwards and ends up behind it, so that it
/// can be as long as it likes. Positions in the first region count back from
/// its end, those in the second from its beginning, which is the same place:
/// neither moves while the other grows.
///
/// All memory is kept between messages.
#[derive(Debug, Default)]
pub(crate) struct Assembler {
    /// The near region is `near[head..]`; what is before is free.
    near: Vec<u8>,
    head: usize,
    far: Vec<u8>,
    min_align: usize,
    /// Where a vtable with this hash lies. Two that share a hash cost a
    /// duplicate, nothing else.
    vtables: HashMap<u64, u32>,
    hasher: RandomState,
    vtable: Vec<u8>,
}

/// Position of an object in the near region, from its end.
pub(crate) type Near = u32;

/// One field of a table, ready to be written.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Slot {
    /// Where the vtable says where the field is.
    pub(crate) voffset: u16,
    pub(crate) content: Content,
}

#[derive(Clone, Copy, Debug)]
pub(crate) enum Content {
    /// Given, but nothing that a table holds.
    Nothing,
    /// The low `size` bytes of `bits`.
    Scalar { bits: u64, size: usize },
    /// A 32-bit offset.
    Near(Near),
    /// A 64-bit offset.
    Far(u64),
    /// The `len` bytes at `start` of the bytes given along.
    Struct { start: usize, len: usize, align: usize },
}

/// Elements of a vector, in front of which their number is written.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Elements<'a> {
    pub(crate) bytes: &'a [u8],
    pub(crate) count: usize,
    pub(crate) align: usize,
    /// Bytes behind the elements that do not count: the 0 of a string.
    pub(crate) tail: usize,
}

/// The message does not fit what its offsets can say.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct TooLarge(pub(crate) &'static str);

impl Assembler {
    /// Forgets the message; the memory stays.
    pub(crate) fn reset(&mut self) {
        self.head = self.near.len();
        self.far.clear();
        self.vtables.clear();
        self.min_align = 1;
    }

    /// Writes a string, and the 0 behind it that C expects.
    pub(crate) fn string(&mut self, text: &str) -> Result<Near, TooLarge> {
        self.vector(Elements::string(text))
    }

    /// Writes a vector whose elements are bytes: scalars and structs.
    pub(crate) fn vector(&mut self, elements: Elements<'_>) -> Result<Near, TooLarge> {
        let Elements { bytes, count, align, tail } = elements;
        let count = u32::try_from(count).map_err(|_| TOO_LONG)?;
        self.align(bytes.len() + tail, align.max(4));
        self.push_zeros(tail);
        self.push(bytes);
        self.push(&count.to_le_bytes());
        self.here()
    }

    /// Writes a vector of offsets to what was written before. `None` is an
    /// element that refers to nothing.
    pub(crate) fn offsets(&mut self, targets: &[Option<Near>]) -> Result<Near, TooLarge> {
        let count = u32::try_from(targets.len()).map_err(|_| TOO_LONG)?;
        self.align(targets.len().saturating_mul(4), 4);
        for target in targets.iter().rev() {
            match target {
                Some(target) => self.push_offset(*target)?,
                None => self.push_zeros(4),
            }
        }
        self.push(&count.to_le_bytes());
        self.here()
    }

    /// Writes a struct outside a table, as the member of a union.
    pub(crate) fn structure(&mut self, bytes: &[u8], align: usize) -> Result<Near, TooLarge> {
        self.align(bytes.len(), align);
        self.push(bytes);
        self.here()
    }

    /// Writes elements where only 64-bit offsets reach, behind a length of 32
    /// or 64 bits.
    pub(crate) fn far_vector(
        &mut self,
        elements: Elements<'_>,
        wide: bool,
    ) -> Result<u64, TooLarge> {
        let Elements { bytes, count, align, tail } = elements;
        let len_size = if wide { 8 } else { 4 };
        let align = align.max(len_size);
        self.min_align = self.min_align.max(align);
        let start = (self.far.len() + len_size).next_multiple_of(align) - len_size;
        self.far.resize(start, 0);
        if wide {
            self.far.extend_from_slice(&(count as u64).to_le_bytes());
        } else {
            let count = u32::try_from(count).map_err(|_| TOO_LONG)?;
            self.far.extend_from_slice(&count.to_le_bytes());
        }
        self.far.extend_from_slice(bytes);
        self.far.resize(self.far.len() + tail, 0);
        Ok(start as u64)
    }

    /// Writes a table of `slots`, which come in the order of their ids. Structs
    /// are found in `structs`.
    ///
    /// The widest fields come last, so that there is little to pad; the
    /// smallest are next to the table's first word.
    pub(crate) fn table(&mut self, slots: &[Slot], structs: &[u8]) -> Result<Near, TooLarge> {
        let end = self.len();
        let used = slots.iter().rfind(|slot| slot.content.is_some());
        let vtable_len = used.map_or(4, |slot| usize::from(slot.voffset) + 2);
        self.vtable.clear();
        self.vtable.resize(vtable_len, 0);
        let mut align = slots.iter().map(|slot| slot.content.align()).max().unwrap_or(1);
        while align > 0 {
            for slot in slots.iter().rev().filter(|slot| slot.content.align() == align) {
                self.push_content(slot.content, structs)?;
                // Counted from the table's end; where it begins is not known yet.
                let at = u16::try_from(self.len() - end).map_err(|_| TOO_WIDE)?;
                self.note(slot.voffset, at);
            }
            align /= 2;
        }
        self.align(4, 4);
        let table = self.len() + 4;
        let table_len = u16::try_from(table - end).map_err(|_| TOO_WIDE)?;
        for slot in slots.iter().filter(|slot| slot.content.is_some()) {
            let at = usize::from(slot.voffset);
            if let Some(&[a, b]) = self.vtable.get(at..at + 2) {
                self.note(slot.voffset, table_len - u16::from_le_bytes([a, b]));
            }
        }
        self.note(0, u16::try_from(vtable_len).map_err(|_| TOO_WIDE)?);
        self.note(2, table_len);
        self.push_zeros(4);
        let table = self.here()?;
        let vtable = self.place_vtable()?;
        // A vtable is found by subtraction, wherever it lies.
        let distance = vtable.wrapping_sub(table).to_le_bytes();
        let at = self.near.len() - table as usize;
        self.near[at..at + 4].copy_from_slice(&distance);
        Ok(table)
    }

    /// Appends the message to `out` and returns the alignment that it needs.
    pub(crate) fn finish(
        &mut self,
        root: Near,
        identifier: Option<[u8; 4]>,
        out: &mut Vec<u8>,
    ) -> Result<usize, TooLarge> {
        let identifier = identifier.as_ref().map_or(&[][..], |identifier| identifier);
        self.align(4 + identifier.len(), self.min_align.max(4));
        self.push(identifier);
        self.push_offset(root)?;
        self.here()?;
        out.extend_from_slice(&self.near[self.head..]);
        out.extend_from_slice(&self.far);
        Ok(self.min_align)
    }

    /// Byte `index` of the vector of bytes at `vector`.
    pub(crate) fn byte_at(&self, vector: Near, index: usize) -> Option<u8> {
        let start = self.near.len().checked_sub(vector as usize)?;
        let (count, bytes) = self.near.get(start..)?.split_first_chunk()?;
        bytes.get(..u32::from_le_bytes(*count) as usize)?.get(index).copied()
    }

    /// Number of elements of the vector at `vector`.
    pub(crate) fn count_at(&self, vector: Near) -> usize {
        let start = self.near.len().saturating_sub(vector as usize);
        let count = self.near.get(start..).and_then(<[u8]>::first_chunk);
        count.map_or(0, |count| u32::from_le_bytes(*count) as usize)
    }
}

impl Assembler {
    fn len(&self) -> usize {
        self.near.len() - self.head
    }

    /// The position of what was just written.
    fn here(&self) -> Result<Near, TooLarge> {
        // The distance to a vtable is signed.
        let len = i32::try_from(self.len()).map_err(|_| TOO_LONG)?;
        Ok(len.cast_unsigned())
    }

    /// Pads so that what begins `len` bytes further on is aligned.
    fn align(&mut self, len: usize, align: usize) {
        self.min_align = self.min_align.max(align);
        let end = self.len() + len;
        self.push_zeros(end.next_multiple_of(align) - end);
    }

    fn push_content(&mut self, content: Content, structs: &[u8]) -> Result<(), TooLarge> {
        self.align(content.size(), content.align());
        match content {
            Content::Nothing => {}
            Content::Scalar { bits, size } => self.push(&bits.to_le_bytes()[..size]),
            Content::Near(target) => self.push_offset(target)?,
            Content::Far(target) => {
                let offset = self.len() as u64 + 8 + target;
                self.push(&offset.to_le_bytes());
            }
            Content::Struct { start, len, .. } => self.push(&structs[start..start + len]),
        }
        Ok(())
    }

    /// Pushes the distance from here to `target`.
    fn push_offset(&mut self, target: Near) -> Result<(), TooLarge> {
        let distance = self.here()?.wrapping_add(4).wrapping_sub(target);
        self.push(&distance.to_le_bytes());
        Ok(())
    }

    fn note(&mut self, voffset: u16, value: u16) {
        let at = usize::from(voffset);
        if let Some(entry) = self.vtable.get_mut(at..at + 2) {
            entry.copy_from_slice(&value.to_le_bytes());
        }
    }

    /// The position of a vtable like `self.vtable`, written if there is none.
    fn place_vtable(&mut self) -> Result<Near, TooLarge> {
        let hash = self.hasher.hash_one(&self.vtable[..]);
        if let Some(&known) = self.vtables.get(&hash) {
            let start = self.near.len() - known as usize;
            if self.near[start..].starts_with(&self.vtable) {
                return Ok(known);
            }
        }
        let vtable = std::mem::take(&mut self.vtable);
        self.push(&vtable);
        self.vtable = vtable;
        let here = self.here()?;
        self.vtables.insert(hash, here);
        Ok(here)
    }

    fn push(&mut self, bytes: &[u8]) {
        self.make_room(bytes.len());
        self.head -= bytes.len();
        self.near[self.head..self.head + bytes.len()].copy_from_slice(bytes);
    }

    fn push_zeros(&mut self, len: usize) {
        self.make_room(len);
        self.head -= len;
        self.near[self.head..self.head + len].fill(0);
    }

    fn make_room(&mut self, len: usize) {
        if self.head >= len {
            return;
        }
        let used = self.len();
        let size = (used + len).next_power_of_two().max(256);
        let mut grown = vec![0; size];
        grown[size - used..].copy_from_slice(&self.near[self.head..]);
        self.near = grown;
        self.head = size - used;
    }
}

impl Content {
    pub(crate) fn is_some(self) -> bool {
        self.size() > 0
    }

    fn size(self) -> usize {
        match self {
            Self::Nothing => 0,
            Self::Scalar { size, .. } => size,
            Self::Near(_) => 4,
            Self::Far(_) => 8,
            Self::Struct { len, .. } => len,
        }
    }

    /// A power of two, or 0 for nothing.
    fn align(self) -> usize {
        match self {
            Self::Struct { align, .. } => align,
            other => other.size(),
        }
    }
}

impl<'a> Elements<'a> {
    pub(crate) fn string(text: &'a str) -> Self {
        Self { bytes: text.as_bytes(), count: text.len(), align: 1, tail: 1 }
    }
}

const TOO_LONG: TooLarge =
    TooLarge("the message is longer than 2 GiB, which its offsets can reach");
const TOO_WIDE: TooLarge = TooLarge("the table's own fields take more than 64 KiB");
