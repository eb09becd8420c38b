//! Charts of many small panels below each other, in columns.

use super::canvas::{Align, BLUE, COLORS, Canvas, GREY, ORANGE, Point, width_of};
use crate::{measure::Outcome, row::Row};
use plotters::prelude::RGBColor;

/// A picture's panels and what is above them.
pub(super) struct Chart<P> {
    pub(super) title: String,
    /// How to read it.
    pub(super) note: String,
    pub(super) panels: Vec<P>,
}

/// What can be drawn in a column.
pub(super) trait Panel {
    fn height(&self) -> i32;
    /// Draws itself with its upper left corner at `at`, as wide as a column.
    fn draw(&self, canvas: &Canvas<'_>, at: Point) -> Outcome<()>;
}

impl<P: Panel> Chart<P> {
    pub(super) fn svg(&self) -> Outcome<String> {
        // Each where there is most room, so that they stay in order from above.
        let mut ends = [HEAD; 2];
        let mut places = Vec::new();
        for panel in &self.panels {
            let (column, x) = if ends[1] < ends[0] { (1, COLUMN + GAP) } else { (0, 0) };
            places.push((x + EDGE, ends[column]));
            ends[column] += panel.height() + GAP;
        }
        let width = if self.panels.len() > 1 { 2 * COLUMN + GAP } else { COLUMN };
        let size = (width.max(width_of(&self.note)) + 2 * EDGE, ends[0].max(ends[1]));
        Canvas::draw(size, |canvas| {
            canvas.title(&self.title, (EDGE, 14))?;
            canvas.text(&self.note, (EDGE, 34), Align::Left)?;
            let mut panels = self.panels.iter().zip(places);
            panels.try_for_each(|(panel, at)| panel.draw(canvas, at))
        })
    }
}

/// Horizontal bars.
pub(super) struct Bars {
    pub(super) title: String,
    pub(super) bars: Vec<Bar>,
    pub(super) scale: Scale,
    /// The room for labels, the same in all panels, so that they are in line.
    pub(super) label_width: i32,
}

pub(super) struct Bar {
    pub(super) label: String,
    pub(super) value: f64,
    /// The quartiles.
    pub(super) low: f64,
    pub(super) high: f64,
    /// What stands at its end.
    pub(super) text: String,
    pub(super) color: RGBColor,
}

#[derive(Clone, Copy)]
pub(super) enum Scale {
    /// From nothing to the longest bar of the panel.
    FromZero,
    /// From 1 to either side, the same way for twice as much and half as much.
    AroundOne { least: f64, most: f64 },
}

impl Chart<Bars> {
    pub(super) fn bars(title: String, note: String, mut panels: Vec<Bars>) -> Self {
        let bars = panels.iter().flat_map(|panel| &panel.bars);
        let widest = bars.map(|bar| width_of(&bar.label)).max().unwrap_or(0);
        for panel in &mut panels {
            panel.label_width = widest;
        }
        Self { title, note, panels }
    }
}

impl Bar {
    pub(super) fn of(row: &Row, label: &str, text: String, [low, value, high]: [f64; 3]) -> Self {
        let color = match () {
            () if row.is_ours() => BLUE,
            () if row.rival => ORANGE,
            () => GREY,
        };
        // Half of the column is for the bars.
        let mut label: String = label.to_owned();
        while width_of(&label) > COLUMN / 2 {
            label.truncate(label.trim_end_matches('\u{2026}').len());
            label.pop();
            label.push('\u{2026}');
        }
        Self { label, value, low, high, text, color }
    }
}

impl Panel for Bars {
    fn height(&self) -> i32 {
        i32::try_from(self.bars.len()).map_or(i32::MAX, |bars| TITLE + bars * BAR)
    }

    fn draw(&self, canvas: &Canvas<'_>, (left, top): Point) -> Outcome<()> {
        let start = left + self.label_width + 8;
        let length = COLUMN - self.label_width - BAR_TEXT - 16;
        let most = self.bars.iter().map(|bar| bar.high.max(bar.value)).fold(0.0, f64::max);
        let part = |value: f64| match self.scale {
            Scale::FromZero => value / most,
            Scale::AroundOne { least, most } => {
                (value.clamp(least, most) / least).ln() / (most / least).ln()
            }
        };
        let x = |value| start + pixels(part(value), length);
        let origin = if let Scale::AroundOne { .. } = self.scale { x(1.0) } else { start };

        canvas.text(&self.title, (left, top + 10), Align::Left)?;
        let bars = (TITLE..).step_by(BAR.unsigned_abs() as usize).map(|y| top + y);
        for (bar, y) in self.bars.iter().zip(bars) {
            let middle = y + BAR / 2;
            canvas.text(&bar.label, (start - 6, middle), Align::Right)?;
            let (a, b) = (origin.min(x(bar.value)), origin.max(x(bar.value)));
            canvas.bar((a, y + 2), (b.max(a + 1), y + BAR - 2), bar.color)?;
            canvas.line(vec![(x(bar.low), middle), (x(bar.high), middle)], GREY, 1)?;
            let end = b.max(x(bar.high)) + 5;
            canvas.text(&bar.text, (end, middle), Align::Left)?;
        }
        canvas.line(vec![(origin, top + TITLE), (origin, top + self.height())], GREY, 1)
    }
}

/// Lines over one axis of named places.
pub(super) struct Lines {
    pub(super) title: String,
    /// What stands below the places, from left to right.
    pub(super) places: Vec<String>,
    pub(super) series: Vec<Series>,
    /// Whether a step up is so many times as much, rather than so much more.
    pub(super) logarithmic: bool,
}

pub(super) struct Series {
    pub(super) name: String,
    /// Places and values.
    pub(super) points: Vec<(usize, f64)>,
}

impl Panel for Lines {
    fn height(&self) -> i32 {
        TITLE + self.legend().1 + PLOT + 24
    }

    fn draw(&self, canvas: &Canvas<'_>, (left, top): Point) -> Outcome<()> {
        let (legend, legend_height) = self.legend();
        canvas.text(&self.title, (left, top + 10), Align::Left)?;
        for ((series, &(x, y)), &color) in
            self.series.iter().zip(&legend).zip(COLORS.iter().cycle())
        {
            let at = (left + x, top + TITLE + y);
            canvas.line(vec![at, (at.0 + 16, at.1)], color, 2)?;
            canvas.text(&series.name, (at.0 + 21, at.1), Align::Left)?;
        }

        let ticks = self.ticks();
        let (least, most) = (ticks[0], ticks[ticks.len() - 1]);
        let labels: Vec<String> = ticks.iter().map(|&tick| figure(tick)).collect();
        let axis = left + labels.iter().map(|label| width_of(label)).max().unwrap_or(0) + 8;
        let (above, below) = (top + TITLE + legend_height, top + TITLE + legend_height + PLOT);
        let part = |value: f64| {
            if self.logarithmic {
                (value / least).ln() / (most / least).ln()
            } else {
                (value - least) / (most - least)
            }
        };
        let y = |value| below - pixels(part(value), PLOT);
        let right = left + COLUMN - 30;
        let spaces = self.places.len().saturating_sub(1).max(1);
        let x = |place: usize| axis + 20 + pixels(place as f64 / spaces as f64, right - axis - 20);
        for (&tick, label) in ticks.iter().zip(&labels) {
            canvas.guide((axis, y(tick)), (right, y(tick)))?;
            canvas.text(label, (axis - 5, y(tick)), Align::Right)?;
        }
        canvas.line(vec![(axis, above), (axis, below)], GREY, 1)?;
        for (place, label) in self.places.iter().enumerate() {
            canvas.text(label, (x(place), below + 13), Align::Middle)?;
        }
        for (series, &color) in self.series.iter().zip(COLORS.iter().cycle()) {
            let at = |&(place, value): &(usize, f64)| (x(place), y(value));
            canvas.line(series.points.iter().map(at).collect(), color, 2)?;
            series.points.iter().try_for_each(|point| canvas.dot(at(point), color))?;
        }
        Ok(())
    }
}

impl Lines {
    /// Where the names of the series stand, below the title, and their height.
    fn legend(&self) -> (Vec<Point>, i32) {
        let (mut x, mut y) = (0, 8);
        let mut places = Vec::new();
        for series in &self.series {
            let width = width_of(&series.name) + 36;
            if x > 0 && x + width > COLUMN {
                (x, y) = (0, y + BAR);
            }
            places.push((x, y));
            x += width;
        }
        (places, y + 18)
    }

    /// Round values from below the least to above the most.
    fn ticks(&self) -> Vec<f64> {
        let values = || self.series.iter().flat_map(|series| &series.points).map(|point| point.1);
        let most = values().fold(f64::MIN_POSITIVE, f64::max);
        if self.logarithmic {
            let least = values().fold(most, f64::min).max(most / 1e12);
            let (mut exponent, mut ticks) = (least.log10().floor(), Vec::new());
            loop {
                ticks.push(10_f64.powf(exponent));
                if ticks.len() > 1 && 10_f64.powf(exponent) >= most {
                    return ticks;
                }
                exponent += 1.0;
            }
        }
        let step = round_up(most / 4.0);
        (0..=4_u8).map(|tick| f64::from(tick) * step).collect()
    }
}

/// A number with what is to be read of it.
pub(super) fn figure(value: f64) -> String {
    if value.abs() >= 1000.0 {
        return format!("{value:.0}");
    }
    let rounded: f64 = format!("{value:.2e}").parse().unwrap_or(value);
    rounded.to_string()
}

#[expect(clippy::cast_possible_truncation, reason = "pictures are small")]
fn pixels(part: f64, of: i32) -> i32 {
    (part.clamp(0.0, 1.0) * f64::from(of)).round() as i32
}

/// The next of 1, 2, 2.5, 5 and 10 times a power of ten.
fn round_up(value: f64) -> f64 {
    let power = 10_f64.powf(value.log10().floor());
    let steps = [1.0, 2.0, 2.5, 5.0];
    steps.iter().map(|step| step * power).find(|&step| step >= value).unwrap_or(10.0 * power)
}

const COLUMN: i32 = 560;
const GAP: i32 = 22;
const EDGE: i32 = 6;
/// Title and note of the chart.
const HEAD: i32 = 58;
/// Title of a panel.
const TITLE: i32 = 22;
const BAR: i32 = 16;
/// The room behind the longest bar.
const BAR_TEXT: i32 = 104;
const PLOT: i32 = 180;
