//! The columns of a heat chart: how wide they are, whether values stand in them, and their names.

use super::model::{Column, Model};
use crate::emphasis::Emphasis;
use crate::names::fitted;
use crate::place::{Anchor, Label};
use crate::text_width::{Weight, text_width};
use crate::theme::{Ink, MARGIN, TEXT};
use crate::wrap::wrapped_to;

/// The least width of a column that is pointed at by a mouse, and by a finger.
const LEAST: (f64, f64) = (13.0, 24.0);
/// The greatest width of a column without values.
const MOST: f64 = 40.0;
/// The least width of a column in which values and names are written across.
const WIDE: f64 = 64.0;
/// Free at the sides of a name that is.
const BESIDE_NAME: f64 = 2.0;
/// The greatest width of a column with values.
const MOST_WITH_VALUES: f64 = 120.0;
/// The room of a sign that stands before its value.
pub(super) const SIGN: f64 = 20.0;
/// Behind a value.
pub(super) const AFTER_VALUE: f64 = 5.0;
/// Between the own column and the others.
const AFTER_OWN: f64 = 5.0;
/// The longest name that is read upwards.
const LONGEST_NAME: f64 = 124.0;
/// From one line of a name to the next.
const LEADING: f64 = 15.0;

/// The name over a column.
#[derive(Debug, Clone)]
pub(super) struct ColumnName {
    pub(super) lines: Vec<Label>,
    /// Whether it is turned, to be read upwards.
    pub(super) upwards: bool,
}

/// The columns, placed across.
#[derive(Debug, Clone)]
pub(super) struct Columns {
    /// Their left edges.
    pub(super) at: Vec<f64>,
    pub(super) width: f64,
    /// Whether there is room for the values beside their signs.
    pub(super) with_values: bool,
    /// Whether names are turned, to be read upwards.
    upwards: bool,
}

impl Columns {
    /// The columns from `left` on in what can be seen at once, or farther where they need it.
    pub(super) fn of(model: &Model, left: f64, seen: f64, narrow: bool) -> Columns {
        let count = model.columns.len();
        let room = (seen - left - AFTER_OWN - MARGIN) / count.max(1) as f64;
        let with_values = room >= WIDE.max(SIGN + widest_value(model) + AFTER_VALUE);
        let least = if narrow { LEAST.1 } else { LEAST.0 };
        let most = if with_values { MOST_WITH_VALUES } else { MOST };
        let width = room.clamp(least, most);
        let at = |place: usize| {
            let gap = if place > 0 { AFTER_OWN } else { 0.0 };
            left + place as f64 * width + gap
        };
        Columns {
            at: (0..count).map(at).collect(),
            width,
            with_values,
            upwards: width < WIDE.max(widest_word(model) + 2.0 * BESIDE_NAME),
        }
    }

    /// Where the last one ends.
    pub(super) fn right(&self) -> f64 {
        self.at.last().copied().unwrap_or_default() + self.width
    }

    /// Where what stays in sight ends: behind the own column.
    pub(super) fn kept(&self) -> f64 {
        self.at.first().copied().unwrap_or_default() + self.width + AFTER_OWN / 2.0
    }

    /// The names, each ending at zero, and the height of the tallest.
    pub(super) fn names(&self, model: &Model) -> (Vec<ColumnName>, f64) {
        let columns = model.columns.iter().zip(&self.at);
        let names: Vec<ColumnName> = columns.map(|(column, x)| self.name(column, *x)).collect();
        let height = names.iter().map(ColumnName::height).fold(0.0, f64::max);
        (names, height)
    }

    fn name(&self, column: &Column, x: f64) -> ColumnName {
        let look = column.emphasis.look();
        let ink = match column.emphasis {
            Emphasis::Rest => Ink::Secondary,
            _ => look.text,
        };
        let middle = x + (self.width - 1.0) / 2.0;
        let upwards = self.upwards;
        if upwards {
            let text = fitted(&column.name, LONGEST_NAME, TEXT, look.weight);
            let label = Label::quiet(middle, 0.0, Anchor::Start, text).with(ink, look.weight);
            return ColumnName {
                lines: vec![label],
                upwards,
            };
        }
        let lines = wrapped_to(&column.name, self.width - 2.0 * BESIDE_NAME, TEXT, look.weight, 3);
        let count = lines.len();
        let placed = lines.into_iter().enumerate().map(|(line, text)| {
            let y = -LEADING * ((count - line) as f64 - 0.5);
            Label::quiet(middle, y, Anchor::Middle, text).with(ink, look.weight)
        });
        ColumnName {
            lines: placed.collect(),
            upwards,
        }
    }
}

impl ColumnName {
    fn height(&self) -> f64 {
        match self.upwards {
            true => self.lines.iter().map(Label::width).fold(0.0, f64::max),
            false => LEADING * self.lines.len() as f64,
        }
    }

    /// The same name farther down.
    pub(super) fn lowered(mut self, by: f64) -> ColumnName {
        for line in &mut self.lines {
            line.y += by;
        }
        self
    }
}

/// The width of the longest value.
fn widest_value(model: &Model) -> f64 {
    let cells = model.rows().flat_map(|row| &row.cells);
    let values = cells.filter_map(|cell| cell.written.as_ref());
    values
        .map(|text| text_width(text, TEXT, Weight::Regular))
        .fold(0.0, f64::max)
}

/// The width of the longest word of a name: no word is parted.
fn widest_word(model: &Model) -> f64 {
    let words = model.columns.iter().flat_map(|column| {
        let weight = column.emphasis.look().weight;
        let words = column.name.split_whitespace();
        words.map(move |word| text_width(word, TEXT, weight))
    });
    words.fold(0.0, f64::max)
}
