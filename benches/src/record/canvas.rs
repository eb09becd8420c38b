//! Drawing for pages that are light or dark: on nothing, in colours seen on
//! both.

use crate::measure::Outcome;
use plotters::{
    coord::Shift,
    element::{Circle, PathElement, Rectangle},
    prelude::{DrawingArea, IntoDrawingArea, RGBColor, SVGBackend},
    style::{
        Color, IntoTextStyle, ShapeStyle,
        text_anchor::{HPos, Pos, VPos},
    },
};
use std::error::Error;

/// A picture in the making, in pixels from its upper left corner.
pub(super) struct Canvas<'s>(DrawingArea<SVGBackend<'s>, Shift>);

/// Where text stands to its point, at half its height.
#[derive(Clone, Copy)]
pub(super) enum Align {
    Left,
    Middle,
    Right,
}

pub(super) type Point = (i32, i32);

impl Canvas<'_> {
    /// The SVG of what `paint` draws.
    pub(super) fn draw(
        (width, height): Point,
        paint: impl FnOnce(&Canvas<'_>) -> Outcome<()>,
    ) -> Outcome<String> {
        let mut svg = String::new();
        let size = (u32::try_from(width)?, u32::try_from(height)?);
        {
            let canvas = Canvas(SVGBackend::with_string(&mut svg, size).into_drawing_area());
            paint(&canvas)?;
            canvas.0.present().map_err(wrong)?;
        }
        Ok(svg)
    }

    pub(super) fn text(&self, text: &str, at: Point, align: Align) -> Outcome<()> {
        self.text_in(text, at, align, TEXT_PIXELS)
    }

    pub(super) fn title(&self, text: &str, at: Point) -> Outcome<()> {
        self.text_in(text, at, Align::Left, TITLE_PIXELS)
    }

    fn text_in(&self, text: &str, at: Point, align: Align, pixels: f64) -> Outcome<()> {
        let h_pos = match align {
            Align::Left => HPos::Left,
            Align::Middle => HPos::Center,
            Align::Right => HPos::Right,
        };
        let style = ("sans-serif", pixels * BACKEND_SCALE, &GREY).into_text_style(&self.0);
        let style = style.pos(Pos::new(h_pos, VPos::Center));
        self.0.draw_text(text, &style, at).map_err(wrong)
    }

    pub(super) fn bar(&self, from: Point, to: Point, color: RGBColor) -> Outcome<()> {
        self.0.draw(&Rectangle::new([from, to], color.filled())).map_err(wrong)
    }

    pub(super) fn line(&self, points: Vec<Point>, color: RGBColor, width: u32) -> Outcome<()> {
        let style = ShapeStyle { color: color.to_rgba(), filled: false, stroke_width: width };
        self.0.draw(&PathElement::new(points, style)).map_err(wrong)
    }

    /// A line that is only there to be read along.
    pub(super) fn guide(&self, from: Point, to: Point) -> Outcome<()> {
        let style = ShapeStyle { color: GREY.mix(0.35), filled: false, stroke_width: 1 };
        self.0.draw(&PathElement::new(vec![from, to], style)).map_err(wrong)
    }

    pub(super) fn dot(&self, at: Point, color: RGBColor) -> Outcome<()> {
        self.0.draw(&Circle::new(at, 3, color.filled())).map_err(wrong)
    }
}

/// About how wide text is: fonts are the reader's, so this is on the wide side.
pub(super) fn width_of(text: &str) -> i32 {
    i32::try_from(text.chars().count()).map_or(i32::MAX, |chars| chars * 13 / 2)
}

fn wrong(error: impl Error) -> Box<dyn Error> {
    format!("cannot draw: {error}").into()
}

/// Text, axes and baselines: a contrast above 4 to white and to `#0d1117`.
pub(super) const GREY: RGBColor = RGBColor(0x78, 0x78, 0x78);
pub(super) const BLUE: RGBColor = RGBColor(0x2f, 0x7f, 0xdf);
pub(super) const ORANGE: RGBColor = RGBColor(0xc4, 0x70, 0x1c);
/// For lines, told apart by lightness as well.
pub(super) const COLORS: [RGBColor; 8] = [
    GREY,
    BLUE,
    ORANGE,
    RGBColor(0x2a, 0x9d, 0x6f),
    RGBColor(0xc8, 0x4a, 0x8e),
    RGBColor(0x8a, 0x6a, 0xe0),
    RGBColor(0x9a, 0x8a, 0x10),
    RGBColor(0xd0, 0x50, 0x40),
];
const TEXT_PIXELS: f64 = 12.0;
const TITLE_PIXELS: f64 = 14.0;
/// The backend takes the height of a line and writes that of the letters.
const BACKEND_SCALE: f64 = 1.24;

#[cfg(test)]
mod tests {
    use super::*;

    fn luminance(RGBColor(r, g, b): RGBColor) -> f64 {
        let linear = |channel: u8| {
            let part = f64::from(channel) / 255.0;
            if part <= 0.03928 { part / 12.92 } else { ((part + 0.055) / 1.055).powf(2.4) }
        };
        0.2126 * linear(r) + 0.7152 * linear(g) + 0.0722 * linear(b)
    }

    fn contrast(a: RGBColor, b: RGBColor) -> f64 {
        let (a, b) = (luminance(a) + 0.05, luminance(b) + 0.05);
        (a / b).max(b / a)
    }

    #[test]
    fn text_is_seen_on_light_and_on_dark() {
        for page in [RGBColor(0xff, 0xff, 0xff), RGBColor(0x0d, 0x11, 0x17)] {
            assert!(contrast(GREY, page) > 4.0);
            for color in COLORS {
                assert!(contrast(color, page) > 3.0, "{color:?}");
            }
        }
    }
}
