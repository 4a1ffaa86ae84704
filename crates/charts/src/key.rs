//! The key line over a chart: what signs, bands and hollow shapes mean, once, in words.

use crate::certainty::Certainty;
use crate::chart::DrawError;
use crate::heat::cell::{self, Sign};
use crate::paint::Brush;
use crate::place::{Anchor, Frame, Label};
use crate::shape::{self, Shape};
use crate::signs;
use crate::theme::{Ink, LINE, MARGIN};
use blis_domain::compare::Band;
use plotters::backend::DrawingBackend;

/// What stands before the words of an entry.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) enum KeySign {
    /// The sign of a band.
    Band(Band),
    /// The sign of the middle band on the ground of the middle half: the same half, shown both ways.
    MiddleOnHalf,
    /// The bracket of the middle half, with the stroke of the median.
    Bracket,
    /// A swatch of the middle half.
    Half,
    /// A short bar of that certainty.
    Bar(Certainty),
    /// A cell of a heat chart.
    Cell(Sign),
    /// A dot of that certainty on its line.
    Dot(Certainty),
    /// The sign of a break in a series.
    Break,
    /// The sign of a value that is explained.
    Explained,
    /// No sign: words that head the entries after them, in a line of their own or at its beginning.
    Heading,
    /// A mark of that shape, colour and certainty.
    Mark(Shape, Ink, Certainty),
    /// A mark as large as those of that radius.
    Size(f64),
    /// The dashed line of a median.
    Median,
    /// A thin line through earlier periods.
    Trail,
}

/// The radius of a mark that stands for its shape or colour.
const MARK: f64 = 5.0;
/// The dashes of a median.
pub(crate) const MEDIAN: (f64, f64) = (6.0, 4.0);

impl KeySign {
    fn width(self) -> f64 {
        match self {
            KeySign::Band(_)
            | KeySign::MiddleOnHalf
            | KeySign::Break
            | KeySign::Explained
            | KeySign::Bracket
            | KeySign::Mark(..) => 10.0,
            KeySign::Half | KeySign::Bar(_) | KeySign::Dot(_) | KeySign::Trail => 18.0,
            KeySign::Median => 22.0,
            KeySign::Cell(_) => 16.0,
            KeySign::Heading => 0.0,
            KeySign::Size(radius) => 2.0 * radius,
        }
    }

    fn height(self) -> f64 {
        match self {
            KeySign::Size(radius) => 2.0 * radius,
            _ => 10.0,
        }
    }

    /// The room before the words.
    fn room(self) -> f64 {
        match self {
            KeySign::Heading => 0.0,
            _ => self.width() + AFTER_SIGN,
        }
    }
}

/// One entry, placed.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Entry {
    sign: KeySign,
    /// The room of the sign.
    frame: Frame,
    pub(crate) label: Label,
}

const AFTER_SIGN: f64 = 6.0;
const BETWEEN: f64 = 18.0;
const AFTER_HEADING: f64 = 8.0;

/// Between two lines of the key.
const BETWEEN_LINES: f64 = 2.0;

/// The entries in lines no wider than the chart, beginning at `start`, and the height they take. A heading begins a line.
pub(crate) fn placed(wanted: Vec<(KeySign, String)>, start: f64, width: f64) -> (Vec<Entry>, f64) {
    let mut entries: Vec<Entry> = Vec::with_capacity(wanted.len());
    let (mut x, mut top) = (start, 0.0);
    // The first entry of the line, and how high the line is.
    let (mut first, mut height) = (0, LINE);
    for (sign, words) in wanted {
        let mut label = Label::quiet(x + sign.room(), 0.0, Anchor::Start, words);
        let is_full = label.frame().right() > width - MARGIN;
        if x > MARGIN && (is_full || (sign == KeySign::Heading && first < entries.len())) {
            (x, top) = (MARGIN, top + height + BETWEEN_LINES);
            (first, height) = (entries.len(), LINE);
            label.x = x + sign.room();
        }
        let frame = Frame {
            x,
            y: 0.0,
            width: sign.width(),
            height: sign.height(),
        };
        let after = if sign == KeySign::Heading {
            AFTER_HEADING
        } else {
            BETWEEN
        };
        x = label.frame().right() + after;
        height = height.max(sign.height() + 2.0);
        entries.push(Entry { sign, frame, label });
        for entry in entries.iter_mut().skip(first) {
            entry.label.y = top + height / 2.0;
            entry.frame.y = entry.label.y - entry.frame.height / 2.0;
        }
    }
    let taken = if entries.is_empty() {
        0.0
    } else {
        top + height + 4.0
    };
    (entries, taken)
}

/// Paints the key.
pub(crate) fn paint<B: DrawingBackend>(brush: &mut Brush<'_, B>, entries: &[Entry]) -> Result<(), DrawError> {
    for Entry { sign, frame, label } in entries {
        let middle = (frame.x + frame.width / 2.0, frame.y + frame.height / 2.0);
        match *sign {
            KeySign::Band(band) => signs::band(brush, band, middle)?,
            KeySign::MiddleOnHalf => {
                let across = (frame.x - 3.0, label.frame().right() + 3.0);
                brush.fill(Frame::between(across, (label.y - 8.5, label.y + 8.5)), Ink::Half)?;
                signs::band(brush, Band::Middle, middle)?;
            }
            KeySign::Bracket => {
                let (x, top, bottom) = (frame.x + 2.0, frame.y - 1.0, frame.bottom() + 1.0);
                let path = [(x + 4.0, top), (x, top), (x, bottom), (x + 4.0, bottom)];
                brush.line(&path, Ink::Secondary, 1.0)?;
                brush.line(&[(x - 1.0, middle.1), (x + 6.0, middle.1)], Ink::Median, 2.0)?;
            }
            KeySign::Half => brush.fill(*frame, Ink::Half)?,
            KeySign::Bar(certainty) => signs::bar(brush, *frame, Ink::Secondary, certainty)?,
            KeySign::Cell(sign) => cell::paint(brush, sign, frame.grown(2.0))?,
            KeySign::Dot(certainty) => {
                let line = [(frame.x, middle.1), (frame.right(), middle.1)];
                match certainty {
                    Certainty::Estimated => brush.dashed(&line, Ink::Secondary, 1.75, signs::ESTIMATED)?,
                    _ => brush.line(&line, Ink::Secondary, 1.75)?,
                }
                signs::dot(brush, middle, 3.25, Ink::Secondary, certainty)?;
            }
            KeySign::Break => signs::break_sign(brush, middle)?,
            KeySign::Explained => signs::asterisk(brush, middle)?,
            KeySign::Heading => {}
            KeySign::Mark(shape, ink, certainty) => {
                shape::mark(brush, shape, middle, MARK, ink, certainty)?;
            }
            KeySign::Size(radius) => brush.dot(middle, radius, Ink::Peer)?,
            KeySign::Median => {
                brush.dashed(
                    &[(frame.x, middle.1), (frame.right(), middle.1)],
                    Ink::Median,
                    1.0,
                    MEDIAN,
                )?;
            }
            KeySign::Trail => {
                brush.line(
                    &[(frame.x, middle.1), (frame.right(), middle.1)],
                    Ink::Secondary,
                    1.0,
                )?;
                brush.dot((frame.x + 2.0, middle.1), 2.0, Ink::Secondary)?;
                brush.dot((frame.right() - 2.0, middle.1), 3.25, Ink::Secondary)?;
            }
        }
        brush.write(label)?;
    }
    Ok(())
}
