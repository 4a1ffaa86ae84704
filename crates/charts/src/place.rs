//! The pieces a layout is made of: boxes, and labels that know their own size.

use crate::text_width::{Weight, text_width};
use crate::theme::{Ink, TEXT};

/// A rectangle in CSS pixels.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct Frame {
    pub(crate) x: f64,
    pub(crate) y: f64,
    pub(crate) width: f64,
    pub(crate) height: f64,
}

impl Frame {
    /// The rectangle between two pixels across and two down, whichever way round they are.
    pub(crate) fn between((x1, x2): (f64, f64), (y1, y2): (f64, f64)) -> Frame {
        Frame {
            x: x1.min(x2),
            y: y1.min(y2),
            width: (x2 - x1).abs(),
            height: (y2 - y1).abs(),
        }
    }

    pub(crate) fn right(&self) -> f64 {
        self.x + self.width
    }

    pub(crate) fn bottom(&self) -> f64 {
        self.y + self.height
    }

    /// The same middle, `by` larger on every side.
    pub(crate) fn grown(&self, by: f64) -> Frame {
        Frame {
            x: self.x - by,
            y: self.y - by,
            width: self.width + 2.0 * by,
            height: self.height + 2.0 * by,
        }
    }

    /// Whether the two share a pixel column.
    pub(crate) fn overlaps_across(&self, other: &Frame) -> bool {
        self.x < other.right() && other.x < self.right()
    }

    /// Whether the two share a pixel.
    pub(crate) fn overlaps(&self, other: &Frame) -> bool {
        self.overlaps_across(other) && self.y < other.bottom() && other.y < self.bottom()
    }

    /// Whether a vertical line at `x` runs through it.
    pub(crate) fn crosses(&self, x: f64) -> bool {
        (self.x..=self.right()).contains(&x)
    }
}

/// Which part of a label lies on its place.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Anchor {
    Start,
    Middle,
    End,
}

/// A text that has been given its place: `x` by its anchor, `y` in the middle of its line.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Label {
    pub(crate) x: f64,
    pub(crate) y: f64,
    pub(crate) text: String,
    pub(crate) anchor: Anchor,
    pub(crate) ink: Ink,
    pub(crate) weight: Weight,
}

impl Label {
    /// A label in secondary ink and regular weight.
    pub(crate) fn quiet(x: f64, y: f64, anchor: Anchor, text: impl Into<String>) -> Label {
        Label {
            x,
            y,
            text: text.into(),
            anchor,
            ink: Ink::Secondary,
            weight: Weight::Regular,
        }
    }

    /// The same label in another ink and weight.
    pub(crate) fn with(mut self, ink: Ink, weight: Weight) -> Label {
        (self.ink, self.weight) = (ink, weight);
        self
    }

    /// The same label elsewhere.
    pub(crate) fn moved_to(mut self, x: f64, y: f64) -> Label {
        (self.x, self.y) = (x, y);
        self
    }

    pub(crate) fn width(&self) -> f64 {
        text_width(&self.text, TEXT, self.weight)
    }

    /// The room it takes at most.
    pub(crate) fn frame(&self) -> Frame {
        let width = self.width();
        let x = match self.anchor {
            Anchor::Start => self.x,
            Anchor::Middle => self.x - width / 2.0,
            Anchor::End => self.x - width,
        };
        Frame {
            x,
            y: self.y - TEXT / 2.0,
            width,
            height: TEXT,
        }
    }

    /// Moved sideways until it lies between two pixels; its beginning is kept when it is too wide.
    pub(crate) fn within(mut self, left: f64, right: f64) -> Label {
        let frame = self.frame();
        let over = (frame.right() - right).max(0.0);
        let under = (left - (frame.x - over)).max(0.0);
        self.x += under - over;
        self
    }
}
