use super::summary::Summary;
use crate::{foreign::Foreign, intact};
use flatstream::End;
use std::fmt::Display;

/// `summary` as an object on one line.
pub(super) fn print(summary: &Summary<'_>) -> String {
    let Summary { sizes, damage, identifiers, .. } = summary;
    let mut object = Object::new();
    object.text("name", &summary.name).number("bytes", damage.bytes);
    object.text("checksum", &summary.checksum).number("compressed", summary.compressed);
    object.number("sure", summary.sure);
    object.number("frames", summary.frames).number("blocks", summary.blocks);
    object.number("messages", summary.messages);
    object.number("payload_bytes", sizes.sum()).number("frame_bytes", summary.stored);
    object.number("ratio", summary.ratio().map_or("null".into(), |ratio| format!("{ratio:.4}")));
    if summary.compressed {
        let codecs = summary.codecs();
        object.counts("codecs", codecs.iter().map(|(name, count)| (name, *count)));
        let dictionaries = summary.dictionaries.counts.iter();
        object.counts("dictionaries_missing", dictionaries.map(|(id, count)| (id, *count)));
    }
    if let Some((min, max)) = sizes.range() {
        let mut lengths = Object::new();
        lengths.number("min", min).number("median", sizes.percentile(50));
        lengths.number("p99", sizes.percentile(99)).number("max", max);
        lengths.counts("from", sizes.powers());
        object.number("lengths", lengths.end());
    }
    object.counts("identifiers", identifiers.counts.iter().map(|(name, count)| (name, *count)));
    object.number("identifiers_other", identifiers.other);
    object.number("identifiers_none", identifiers.none);
    if let Some(rate) = &summary.rate {
        let mut time = Object::new();
        if let (Some((first, last)), Some(duration)) = (rate.ends, rate.duration()) {
            time.number("first_ns", first).number("last_ns", last).number("duration_s", duration);
        }
        if let Some(per_second) = rate.per_second() {
            time.number("messages_per_s", per_second);
        }
        time.number("backwards", rate.backwards).number("untimed", rate.untimed);
        object.number("time", time.end());
    }
    let (first, tail) = (damage.end, summary.tail);
    let mut lost = Object::new();
    lost.number("regions", damage.damaged_regions).number("lost_bytes", damage.lost_bytes);
    if first != End::Clean {
        lost.number("first_offset", damage.last_good_offset);
        lost.number("messages_before", damage.frames);
        lost.text("first_reason", &intact::why(first));
    }
    lost.text("end", word(first)).text("tail", word(tail.map_or(End::Clean, |(_, end)| end)));
    object.number("damage", lost.end());
    object.end() + "\n"
}

/// A file that is no stream.
pub(super) fn print_foreign(name: &str, bytes: Option<u64>, foreign: &Foreign) -> String {
    let mut object = Object::new();
    object.text("name", name);
    if let Some(bytes) = bytes {
        object.number("bytes", bytes);
    }
    object.text("foreign", &foreign.to_string());
    object.end() + "\n"
}

fn word(end: End) -> &'static str {
    match end {
        End::Clean => "clean",
        End::Torn { .. } => "torn",
        End::ZeroTail => "zeros",
        _ => "corrupt",
    }
}

/// A JSON object under way, with its keys in the order that they come in.
struct Object(String);

impl Object {
    fn new() -> Self {
        Self(String::from("{"))
    }

    fn text(&mut self, key: &str, value: &str) -> &mut Self {
        self.number(key, serde_json::Value::from(value))
    }

    /// A number, or anything that is JSON as it is displayed.
    fn number(&mut self, key: &str, value: impl Display) -> &mut Self {
        let comma = if self.0.len() > 1 { "," } else { "" };
        let key = serde_json::Value::from(key);
        self.0 += &format!("{comma}{key}:{value}");
        self
    }

    fn counts(&mut self, key: &str, counts: impl Iterator<Item = (impl Display, u64)>) {
        let mut object = Self::new();
        for (what, count) in counts {
            object.number(&what.to_string(), count);
        }
        self.number(key, object.end());
    }

    fn end(mut self) -> String {
        self.0.push('}');
        self.0
    }
}
