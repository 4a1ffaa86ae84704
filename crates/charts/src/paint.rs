//! The brush: paints placed pieces, in CSS pixels and roles of colour, on any plotters backend.
//!
//! Plotters counts whole pixels, strokes included. The brush therefore paints in [`FINENESS`] units a pixel:
//! a line can be 2.5 pixels wide and a bar end on a quarter of a pixel, and a bitmap comes out as sharp as a
//! dense screen.

use crate::chart::DrawError;
use crate::dash::{Point, dashes};
use crate::place::{Anchor, Frame, Label};
use crate::signs::ESTIMATED;
use crate::text_width::Weight;
use crate::theme::{FONT_FAMILY, Ink, Scheme, TEXT};
use plotters::backend::DrawingBackend;
use plotters::style::text_anchor::{HPos, Pos, VPos};
use plotters::style::{
    Color, FontDesc, FontFamily, FontStyle, FontTransform, RGBColor, ShapeStyle, TextStyle,
};

/// Units of the backend in one CSS pixel.
pub(crate) const FINENESS: u32 = 4;

/// The type size in units of the backend.
pub(crate) const FONT_SIZE: f64 = TEXT * FINENESS as f64;

/// What plotters divides a type size by on its way to SVG's `font-size` (it thinks in heights of boxes).
pub(crate) const BOX_OF_EM: f64 = 1.24;

/// A brush on a plotters backend.
pub(crate) struct Brush<'a, B: DrawingBackend> {
    backend: &'a mut B,
    scheme: Scheme,
}

impl<'a, B: DrawingBackend> Brush<'a, B> {
    /// A brush on a backend of [`FINENESS`] times the chart's size.
    pub(crate) fn new(backend: &'a mut B, scheme: Scheme) -> Brush<'a, B> {
        Brush { backend, scheme }
    }

    /// Fills a rectangle.
    pub(crate) fn fill(&mut self, frame: Frame, ink: Ink) -> Result<(), DrawError> {
        let (from, to) = (unit((frame.x, frame.y)), unit((frame.right(), frame.bottom())));
        let style = self.style(ink, 1.0).filled();
        done(self.backend.draw_rect(from, to, &style, true))
    }

    /// Draws the inside edge of a rectangle.
    pub(crate) fn outline(&mut self, frame: Frame, ink: Ink, stroke: f64) -> Result<(), DrawError> {
        self.line(&edge(frame, stroke), ink, stroke)
    }

    /// Draws the inside edge of a rectangle in dashes.
    pub(crate) fn dashed_outline(&mut self, frame: Frame, ink: Ink, stroke: f64) -> Result<(), DrawError> {
        self.dashed(&edge(frame, stroke), ink, stroke, ESTIMATED)
    }

    /// Draws a line through points.
    pub(crate) fn line(&mut self, points: &[Point], ink: Ink, stroke: f64) -> Result<(), DrawError> {
        let style = self.style(ink, stroke);
        done(self.backend.draw_path(points.iter().copied().map(unit), &style))
    }

    /// Draws a line through points in dashes: pixels of line, pixels of none.
    pub(crate) fn dashed(
        &mut self,
        points: &[Point],
        ink: Ink,
        stroke: f64,
        (on, off): (f64, f64),
    ) -> Result<(), DrawError> {
        dashes(points, on, off)
            .iter()
            .try_for_each(|dash| self.line(dash, ink, stroke))
    }

    /// Fills the area within points.
    pub(crate) fn polygon(&mut self, points: &[Point], ink: Ink) -> Result<(), DrawError> {
        let style = self.style(ink, 1.0).filled();
        done(
            self.backend
                .fill_polygon(points.iter().copied().map(unit), &style),
        )
    }

    /// Fills several closed figures as one, which a page draws faster than many.
    ///
    /// All must begin at the same height: what leads from one to the next runs back the same way and encloses nothing.
    pub(crate) fn polygons(&mut self, figures: &[Vec<Point>], ink: Ink) -> Result<(), DrawError> {
        let closed = figures
            .iter()
            .flat_map(|figure| figure.iter().chain(figure.first()).copied());
        let points: Vec<Point> = closed.collect();
        match points.is_empty() {
            true => Ok(()),
            false => self.polygon(&points, ink),
        }
    }

    /// Fills a circle.
    pub(crate) fn dot(&mut self, centre: Point, radius: f64, ink: Ink) -> Result<(), DrawError> {
        let style = self.style(ink, 0.0).filled();
        done(
            self.backend
                .draw_circle(unit(centre), length(radius), &style, true),
        )
    }

    /// Draws a circle that hides what lies under it.
    pub(crate) fn ring(
        &mut self,
        centre: Point,
        radius: f64,
        ink: Ink,
        stroke: f64,
    ) -> Result<(), DrawError> {
        self.dot(centre, radius, Ink::Surface)?;
        let style = self.style(ink, stroke);
        done(
            self.backend
                .draw_circle(unit(centre), length(radius - stroke / 2.0), &style, false),
        )
    }

    /// Writes a label.
    pub(crate) fn write(&mut self, label: &Label) -> Result<(), DrawError> {
        self.write_turned(label, FontTransform::None)
    }

    /// Writes a label from its place upwards, turned by a quarter.
    pub(crate) fn write_upwards(&mut self, label: &Label) -> Result<(), DrawError> {
        self.write_turned(label, FontTransform::Rotate270)
    }

    fn write_turned(&mut self, label: &Label, turn: FontTransform) -> Result<(), DrawError> {
        let across = match label.anchor {
            Anchor::Start => HPos::Left,
            Anchor::Middle => HPos::Center,
            Anchor::End => HPos::Right,
        };
        let weight = match label.weight {
            Weight::Regular => FontStyle::Normal,
            Weight::Bold => FontStyle::Bold,
        };
        let size = FONT_SIZE * BOX_OF_EM;
        let colour = self.colour(label.ink);
        let font = FontDesc::new(FontFamily::Name(FONT_FAMILY), size, weight).transform(turn);
        let style = TextStyle::from(font)
            .color(&colour)
            .pos(Pos::new(across, VPos::Center));
        done(
            self.backend
                .draw_text(&label.text, &style, unit((label.x, label.y))),
        )
    }

    fn colour(&self, ink: Ink) -> RGBColor {
        let (red, green, blue) = ink.rgb(self.scheme);
        RGBColor(red, green, blue)
    }

    fn style(&self, ink: Ink, stroke: f64) -> ShapeStyle {
        self.colour(ink).stroke_width(length(stroke))
    }
}

/// The closed line that keeps a stroke inside a rectangle.
fn edge(frame: Frame, stroke: f64) -> [Point; 5] {
    let inside = frame.grown(-stroke / 2.0);
    let (left, right) = (inside.x, inside.right().max(inside.x));
    let (top, bottom) = (inside.y, inside.bottom().max(inside.y));
    [
        (left, top),
        (right, top),
        (right, bottom),
        (left, bottom),
        (left, top),
    ]
}

fn unit((x, y): Point) -> (i32, i32) {
    let unit = |pixels: f64| (pixels * f64::from(FINENESS)).round() as i32;
    (unit(x), unit(y))
}

fn length(pixels: f64) -> u32 {
    (pixels * f64::from(FINENESS)).round() as u32
}

fn done<E: std::fmt::Display>(result: Result<(), E>) -> Result<(), DrawError> {
    result.map_err(|error| DrawError::Backend(error.to_string()))
}
