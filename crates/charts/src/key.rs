//! The key line over a chart: what signs, bands and hollow shapes mean, once, in words.

use crate::certainty::Certainty;
use crate::chart::DrawError;
use crate::heat::cell::{self, Sign};
use crate::paint::Brush;
use crate::place::{Anchor, Frame, Label};
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
}

impl KeySign {
    fn width(self) -> f64 {
        match self {
            KeySign::Band(_)
            | KeySign::MiddleOnHalf
            | KeySign::Break
            | KeySign::Explained
            | KeySign::Bracket => 10.0,
            KeySign::Half | KeySign::Bar(_) | KeySign::Dot(_) => 18.0,
            KeySign::Cell(_) => 16.0,
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

/// The entries in lines no wider than the chart, beginning at `start`, and the height they take.
pub(crate) fn placed(wanted: Vec<(KeySign, String)>, start: f64, width: f64) -> (Vec<Entry>, f64) {
    let mut entries = Vec::with_capacity(wanted.len());
    let (mut x, mut y) = (start, LINE / 2.0);
    for (sign, words) in wanted {
        let mut label = Label::quiet(x + sign.width() + AFTER_SIGN, y, Anchor::Start, words);
        if x > MARGIN && label.frame().right() > width - MARGIN {
            (x, y) = (MARGIN, y + LINE + 2.0);
            (label.x, label.y) = (x + sign.width() + AFTER_SIGN, y);
        }
        let frame = Frame {
            x,
            y: y - 5.0,
            width: sign.width(),
            height: 10.0,
        };
        x = label.frame().right() + BETWEEN;
        entries.push(Entry { sign, frame, label });
    }
    let height = if entries.is_empty() {
        0.0
    } else {
        y + LINE / 2.0 + 4.0
    };
    (entries, height)
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
        }
        brush.write(label)?;
    }
    Ok(())
}
