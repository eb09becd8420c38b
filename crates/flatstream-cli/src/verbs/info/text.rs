use super::{rate, summary::Summary};
use crate::{
    intact,
    size::{self, counted},
    styles::Styles,
};
use flatstream::End;

/// `summary` for people.
pub(super) fn print(summary: &Summary<'_>, styles: &Styles) -> String {
    let mut text = Text { styles, out: String::new() };
    let Summary { frames, blocks, messages, stored, sizes, damage, .. } = summary;
    let Styles { label, .. } = styles;
    text.out += &format!("{label}{}{label:#}\n", summary.name);
    text.line("size", &format!("{}, {} bytes", size::human(damage.bytes), damage.bytes));
    text.line("format", &summary.format);
    let of_blocks = match blocks {
        0 => String::new(),
        _ => format!(", {blocks} of them blocks of messages"),
    };
    text.line("frames", &format!("{frames}{of_blocks}"));
    text.line("messages", &messages.to_string());
    let ratio = summary.ratio().map(|ratio| format!(", ratio {ratio:.2}")).unwrap_or_default();
    let (payload, frames) = (size::human(sizes.sum()), size::human(*stored));
    text.line("payload", &format!("{payload} in {frames} of frames{ratio}"));
    if summary.compressed {
        text.counts("codecs", summary.codecs().iter().map(|(name, count)| (&**name, *count)));
    }
    for (id, count) in &summary.dictionaries.counts {
        let which = if *id == 0 { "one without an id".to_owned() } else { id.to_string() };
        text.line(
            "dictionary",
            &format!(
                "{which} is missing: {} not looked into; --dictionary FILE",
                counted(*count, "frame")
            ),
        );
    }
    text.sizes(summary);
    text.identifiers(summary);
    text.rate(summary);
    text.damage(summary);
    text.out
}

struct Text<'a> {
    styles: &'a Styles,
    out: String,
}

impl Text<'_> {
    fn line(&mut self, name: &str, what: &str) {
        let dim = self.styles.dim;
        self.out += &format!("  {dim}{name:<12}{dim:#} {what}\n");
    }

    fn counts<'n>(&mut self, name: &str, counts: impl Iterator<Item = (&'n str, u64)>) {
        let counts: Vec<_> = counts.map(|(what, count)| format!("{what} {count}")).collect();
        if !counts.is_empty() {
            self.line(name, &counts.join(", "));
        }
    }

    fn sizes(&mut self, summary: &Summary<'_>) {
        let sizes = &summary.sizes;
        let Some((min, max)) = sizes.range() else { return };
        let (median, p99) = (sizes.percentile(50), sizes.percentile(99));
        let exact = if max < 256 { "" } else { " (percentiles within 1 %)" };
        let [min, median, p99, max] = [min, median, p99, max].map(size::human);
        self.line("lengths", &format!("min {min}, median {median}, p99 {p99}, max {max}{exact}"));
        let most = sizes.powers().map(|(_, count)| count).max().unwrap_or(1).max(1);
        let good = self.styles.good;
        for (from, count) in sizes.powers() {
            // One that is there shows, however few.
            let width = (u128::from(count) * BAR).div_ceil(u128::from(most));
            let bar: String = (0..width).map(|_| '█').collect();
            let from = size::human(from);
            let space = if bar.is_empty() { "" } else { " " };
            self.out += &format!("  {from:>12}+ {good}{bar}{good:#}{space}{count}\n");
        }
    }

    fn identifiers(&mut self, summary: &Summary<'_>) {
        let tally = &summary.identifiers;
        if summary.messages == 0 {
            return;
        }
        let mut counts: Vec<_> =
            tally.counts.iter().map(|(name, count)| (&**name, *count)).collect();
        counts.sort_by_key(|(_, count)| std::cmp::Reverse(*count));
        counts.extend([("other", tally.other), ("none", tally.none)]);
        self.counts("identifiers", counts.into_iter().filter(|(_, count)| *count > 0));
    }

    fn rate(&mut self, summary: &Summary<'_>) {
        let Some(rate) = &summary.rate else { return };
        if let (Some((first, last)), Some(duration)) = (rate.ends, rate.duration()) {
            let per_second = match rate.per_second() {
                Some(rate) => format!(", {} messages/s", rounded(rate)),
                None => String::new(),
            };
            self.line("first", &rate::instant(first));
            self.line("last", &rate::instant(last));
            self.line("duration", &format!("{duration} s{per_second}"));
        }
        if rate.backwards > 0 {
            let backwards = rate.backwards;
            self.line(
                "order",
                &format!("{} sent before the one in front", counted(backwards, "message")),
            );
        }
        if rate.untimed > 0 {
            self.line("untimed", &format!("{} without a time", counted(rate.untimed, "message")));
        }
    }

    fn damage(&mut self, summary: &Summary<'_>) {
        let Styles { good, bad, .. } = *self.styles;
        let report = &summary.damage;
        if report.end == End::Clean {
            self.line("damage", &format!("{good}none{good:#}"));
            return;
        }
        if let End::Corrupt { .. } = report.end {
            let (regions, lost) = (report.damaged_regions, report.lost_bytes);
            let (lost, places) = (counted(lost, "byte"), counted(regions, "place"));
            let (at, why) = (report.last_good_offset, intact::why(report.end));
            let behind = counted(report.frames, "message");
            self.line("damage", &format!("{bad}{lost} lost, in {places}{bad:#}"));
            self.line("", &format!("first at byte {at}, behind {behind}: {why}"));
        }
        if let Some((at, end)) = summary.tail {
            let (lost, why) = (counted(report.bytes - at, "byte"), intact::why(end));
            self.line("tail", &format!("{bad}{lost} lost at byte {at}{bad:#}: {why}"));
        }
        let advice = match summary.frames {
            0 if !summary.sure => "no frame was found; --checksum NAME, if it is known",
            _ => "`flatstream recover` keeps what is intact",
        };
        self.line("", advice);
    }
}

/// Three digits or more.
fn rounded(value: f64) -> String {
    if value < 0.1 {
        return format!("{value:.2e}");
    }
    let digits = if value < 10.0 { 2 } else { usize::from(value < 100.0) };
    format!("{value:.digits$}")
}

/// Characters of the longest bar.
const BAR: u128 = 40;
