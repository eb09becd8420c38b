//! The message: a line.

use crate::verbs::record::slot;
use flatbuffers::{Allocator, FlatBufferBuilder};
use flatstream::{Result, StreamSerialize};
use std::borrow::Cow;

/// A line of text, or a piece of one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Line<'t> {
    pub(super) number: u64,
    pub(super) offset: u64,
    /// Owned where bytes that are not UTF-8 were replaced.
    pub(super) text: Cow<'t, str>,
    pub(super) continues: bool,
    pub(super) time_ns: Option<u64>,
}

impl StreamSerialize for Line<'_> {
    fn serialize<'b, A: Allocator + 'b>(
        &self,
        builder: &mut FlatBufferBuilder<'b, A>,
    ) -> Result<()> {
        let text = builder.create_string(&self.text);
        let table = builder.start_table();
        builder.push_slot(NUMBER, self.number, 0);
        builder.push_slot(OFFSET, self.offset, 0);
        if let Some(time_ns) = self.time_ns {
            builder.push_slot_always(TIME_NS, time_ns);
        }
        builder.push_slot_always(TEXT, text);
        builder.push_slot(LOSSY, matches!(self.text, Cow::Owned(_)), false);
        builder.push_slot(CONTINUES, self.continues, false);
        let root = builder.end_table(table);
        builder.finish(root, Some("LINE"));
        Ok(())
    }
}

/// `line.fbs` in binary.
pub(super) const SCHEMA: &[u8] = include_bytes!("../../../../schemas/line.bfbs");

const NUMBER: u16 = slot(0);
const OFFSET: u16 = slot(1);
const TEXT: u16 = slot(2);
const LOSSY: u16 = slot(3);
const CONTINUES: u16 = slot(4);
const TIME_NS: u16 = slot(5);
