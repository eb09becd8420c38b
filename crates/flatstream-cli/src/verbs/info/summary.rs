use super::{lenient::Lenient, rate::Rate, sizes::Sizes};
use crate::{failure::Failure, input::Input, intact, printer, progress::Progress};
use flatstream::{CodecKind, Deframer, End, IntactFrame, RecoveredFrame, Recovery, Tag};

/// What there is to say of a stream, gathered in one pass and in constant memory.
pub(super) struct Summary<'s> {
    pub(super) name: String,
    /// What was found out about the format, and how sure that is.
    pub(super) format: String,
    pub(super) checksum: String,
    pub(super) compressed: bool,
    pub(super) sure: bool,
    pub(super) frames: u64,
    /// Frames that hold a block of messages.
    pub(super) blocks: u64,
    pub(super) messages: u64,
    /// Bytes of intact frames.
    pub(super) stored: u64,
    pub(super) sizes: Sizes,
    pub(super) identifiers: Tally<String>,
    /// Frames by their tag, without its bit for blocks.
    tags: [u64; 128],
    /// Dictionaries that are needed and not at hand.
    pub(super) dictionaries: Tally<u32>,
    pub(super) rate: Option<Rate<'s>>,
    pub(super) damage: Recovery,
    /// A torn or zero tail: where it begins, and what it is.
    pub(super) tail: Option<(u64, End)>,
}

impl<'s> Summary<'s> {
    /// Reads all of `input`.
    pub(super) fn of(
        input: Input,
        rate: Option<Rate<'s>>,
        progress: &Progress,
    ) -> Result<Self, Failure> {
        let deframer = Lenient::new(input.deframer()?);
        let limits = input.limits();
        let name = input.name().to_owned();
        let compressed = deframer.may_hold_many();
        let tag_at = compressed.then_some(4 + deframer.digest_len());
        let mut summary = Self {
            format: input.describe(),
            checksum: input.format().checksum.to_string(),
            compressed,
            sure: input.is_sure(),
            frames: 0,
            blocks: 0,
            messages: 0,
            stored: 0,
            sizes: Sizes::new(),
            identifiers: Tally::default(),
            tags: [0; 128],
            dictionaries: Tally::default(),
            rate,
            damage: intact::frames(&name, &[][..], &deframer, limits, |_| Ok(()))?,
            tail: None,
            name,
        };
        let name = summary.name.clone();
        summary.damage = intact::frames(&name, input.into_read(), &deframer, limits, |piece| {
            match piece {
                RecoveredFrame::Intact(frame) => {
                    progress.at(frame.offset);
                    summary.frame(&frame, tag_at, deframer.needed());
                }
                RecoveredFrame::Lost { end: End::Corrupt { .. }, .. } => {}
                RecoveredFrame::Lost { offset, end, .. } => summary.tail = Some((offset, end)),
            }
            Ok(())
        })?;
        Ok(summary)
    }

    fn frame(&mut self, frame: &IntactFrame<'_>, tag_at: Option<usize>, needed: Option<u32>) {
        self.frames += 1;
        self.stored += frame.bytes.len() as u64;
        let tag = tag_at.and_then(|at| frame.bytes.get(at));
        if let Some(tag) = tag {
            self.tags[usize::from(tag & 0x7f)] += 1;
            self.blocks += u64::from(Tag::from_byte(*tag).has_many());
        }
        if let Some(needed) = needed {
            self.dictionaries.add(&needed);
            return;
        }
        for payload in frame.messages() {
            self.messages += 1;
            self.sizes.add(payload.len());
            match printer::identifier(payload) {
                Some(identifier) => self.identifiers.add(identifier),
                None => self.identifiers.none += 1,
            }
            if let Some(rate) = &mut self.rate {
                rate.add(payload);
            }
        }
    }

    /// How frames are compressed: names of codecs, and how many have each.
    pub(super) fn codecs(&self) -> Vec<(String, u64)> {
        let used = (0_u8..).zip(&self.tags).filter(|(_, count)| **count > 0);
        used.map(|(byte, count)| {
            let tag = Tag::from_byte(byte);
            let mut name = match CodecKind::ALL.iter().find(|kind| kind.id() == tag.codec()) {
                Some(kind) => kind.to_string(),
                None if tag.codec() == Tag::STORED.codec() => "stored".to_owned(),
                None => format!("codec {}", tag.codec().to_byte()),
            };
            if tag.has_dictionary() {
                name += " with a dictionary";
            }
            (name, *count)
        })
        .collect()
    }

    /// Bytes of messages to bytes of frames, if there are any.
    pub(super) fn ratio(&self) -> Option<f64> {
        (self.stored > 0).then(|| self.sizes.sum() as f64 / self.stored as f64)
    }
}

/// How often values occur: the first ones that come, and all others as one.
#[derive(Debug)]
pub(super) struct Tally<T> {
    pub(super) counts: Vec<(T, u64)>,
    pub(super) other: u64,
    pub(super) none: u64,
}

impl<T> Tally<T> {
    fn add<Q: ?Sized + PartialEq + ToOwned<Owned = T>>(&mut self, value: &Q)
    where
        T: std::borrow::Borrow<Q>,
    {
        let room = self.counts.len() < MOST_VALUES;
        match self.counts.iter_mut().find(|(known, _)| (*known).borrow() == value) {
            Some((_, count)) => *count += 1,
            None if room => self.counts.push((value.to_owned(), 1)),
            None => self.other += 1,
        }
    }
}

impl<T> Default for Tally<T> {
    fn default() -> Self {
        Self { counts: Vec::new(), other: 0, none: 0 }
    }
}

/// Values that are told apart.
const MOST_VALUES: usize = 32;
