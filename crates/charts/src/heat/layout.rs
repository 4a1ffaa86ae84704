//! Places the cells, the names of rows and columns and the key of a heat chart.

use super::cell::Sign;
use super::columns::{AFTER_VALUE, ColumnName, Columns, SIGN};
use super::model::{Cell, Model, Row};
use crate::certainty::Certainty;
use crate::chart::CannotDraw;
use crate::key::{self, Entry};
use crate::mark::Mark;
use crate::place::{Anchor, Frame, Label};
use crate::text_width::{Weight, text_width};
use crate::theme::{Ink, MARGIN, TEXT};
use crate::wrap::wrapped_to;
use blis_domain::period::Period;

/// Below this width cells are made for fingers, and names of rows take more lines.
const NARROW: f64 = 560.0;
/// The narrowest chart that says anything.
const LEAST_WIDTH: f64 = 220.0;
/// Between the names of rows and the cells.
const AFTER_HEAD: f64 = 8.0;
/// From one line of a name to the next.
const LEADING: f64 = 15.0;
/// What a row has above and below its name.
const AIR: f64 = 7.0;
/// The least height of a row.
const LEAST_ROW: f64 = 24.0;
/// Above the title of a policy area.
const BEFORE_TITLE: f64 = 8.0;
/// Below it.
const AFTER_TITLE: f64 = 3.0;

/// One cell, placed by its row and column.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct PlacedCell {
    pub(super) sign: Sign,
    /// The room of its sign.
    pub(super) sign_frame: Frame,
    /// The value, where there is room for it.
    pub(super) value: Option<Label>,
    pub(super) certainty: Certainty,
    pub(super) explained: bool,
}

/// A row, placed.
#[derive(Debug, Clone)]
pub(super) struct PlacedRow {
    pub(super) y: f64,
    pub(super) height: f64,
    pub(super) name: Vec<Label>,
    pub(super) period: Option<Label>,
    pub(super) cells: Vec<PlacedCell>,
}

/// A heat chart with every piece in its place.
#[derive(Debug, Clone)]
pub(super) struct Layout {
    pub(super) width: u32,
    pub(super) height: u32,
    /// The width of the names of rows with the own column.
    pub(super) kept: u32,
    /// Where the names of the columns begin, below the key.
    pub(super) top: f64,
    pub(super) key: Vec<Entry>,
    /// The period of all rows that do not say theirs.
    pub(super) corner: Option<Label>,
    pub(super) names: Vec<ColumnName>,
    /// The titles of the policy areas.
    pub(super) titles: Vec<Label>,
    pub(super) rows: Vec<PlacedRow>,
    pub(super) columns: Columns,
    /// The own column, a frame a policy area.
    pub(super) own: Vec<Frame>,
}

impl Layout {
    pub(super) fn of(model: &Model, width: u32) -> Result<Layout, CannotDraw> {
        let seen = f64::from(width);
        if seen < LEAST_WIDTH {
            return Err(CannotDraw::TooSmall);
        }
        let (head, columns) = sides(model, seen);
        let left = columns.at.first().copied().unwrap_or_default();
        // The key stays where it can be seen without scrolling.
        let (key, key_height) = key::placed(model.key(), MARGIN, seen);
        let (names, names_height) = columns.names(model);
        let top = key_height + 4.0;
        // The first title stands beside the names of the columns, where there is nothing else.
        let first_title = model.groups.first().map_or(0.0, |group| {
            LEADING * head.title(group.title, 0.0, true).len() as f64 + AFTER_TITLE
        });
        let grid = top + (names_height + 8.0).max(first_title);

        let (mut rows, mut titles, mut own) = (Vec::new(), Vec::new(), Vec::new());
        let mut y = grid - first_title;
        for group in &model.groups {
            if !rows.is_empty() {
                y += BEFORE_TITLE;
            }
            let title = head.title(group.title, y, rows.is_empty());
            y += LEADING * title.len() as f64 + AFTER_TITLE;
            titles.extend(title);
            let first = y;
            for row in &group.rows {
                let placed = head.row(row, y, &columns, model.period);
                y += placed.height;
                rows.push(placed);
            }
            own.push(Frame::between(
                (left, left + columns.width - 1.0),
                (first, y - 1.0),
            ));
        }
        let corner = model.period.map(|period| {
            let y = grid - AFTER_TITLE - LEADING / 2.0;
            Label::quiet(MARGIN + head.width, y, Anchor::End, period.to_string())
        });
        Ok(Layout {
            width: width.max((columns.right() + MARGIN).ceil() as u32),
            height: (y + 4.0).ceil() as u32,
            kept: columns.kept().ceil() as u32,
            top,
            key,
            corner,
            names: names.into_iter().map(|name| name.lowered(grid - 5.0)).collect(),
            titles,
            rows,
            columns,
            own,
        })
    }

    /// The place of a cell, with a little air to the next.
    pub(super) fn frame(&self, row: usize, column: usize) -> Option<Frame> {
        let row = self.rows.get(row)?;
        Some(frame(&self.columns, column, (row.y, row.height)))
    }

    /// Every cell, row by row.
    pub(super) fn marks(&self, model: &Model) -> Vec<Mark> {
        let mut marks = Vec::with_capacity(self.rows.len() * model.columns.len());
        for (row, of) in model.rows().enumerate() {
            for (column, (cell, head)) in of.cells.iter().zip(&model.columns).enumerate() {
                let Some(frame) = self.frame(row, column) else {
                    continue;
                };
                marks.push(Mark {
                    area: head.area.clone(),
                    period: of.period,
                    x: frame.x,
                    y: frame.y,
                    width: frame.width,
                    height: frame.height,
                    card: cell.card.clone(),
                });
            }
        }
        marks
    }

    /// Every text that is written across.
    #[cfg(test)]
    pub(super) fn labels(&self) -> impl Iterator<Item = &Label> {
        let across = self.names.iter().filter(|name| !name.upwards);
        let cells = self.rows.iter().flat_map(|row| &row.cells);
        self.key
            .iter()
            .map(|entry| &entry.label)
            .chain(&self.corner)
            .chain(&self.titles)
            .chain(
                self.rows
                    .iter()
                    .flat_map(|row| row.name.iter().chain(&row.period)),
            )
            .chain(across.flat_map(|name| &name.lines))
            .chain(cells.filter_map(|cell| cell.value.as_ref()))
    }
}

/// Names of rows and columns side by side; the names give way where values then have room in the cells.
fn sides(model: &Model, seen: f64) -> (Head, Columns) {
    let narrow = seen < NARROW;
    let of = |share: f64| {
        let head = Head::of(model, seen, share);
        let columns = Columns::of(model, MARGIN + head.width + AFTER_HEAD, seen, narrow);
        (head, columns)
    };
    let [generous, sparing] = if narrow { [0.38, 0.38] } else { [0.28, 0.22] };
    let found = of(sparing);
    if found.1.with_values && !of(generous).1.with_values {
        return found;
    }
    of(generous)
}

fn frame(columns: &Columns, column: usize, (y, height): (f64, f64)) -> Frame {
    Frame {
        x: columns.at.get(column).copied().unwrap_or_default(),
        y,
        width: columns.width - 1.0,
        height: height - 1.0,
    }
}

/// The names of rows and the titles over them.
struct Head {
    width: f64,
    /// The most lines that a name takes.
    lines: usize,
    /// The room of a period beside a name.
    period: f64,
}

impl Head {
    fn of(model: &Model, seen: f64, share: f64) -> Head {
        let narrow = seen < NARROW;
        let (least, most) = if narrow { (110.0, 150.0) } else { (160.0, 330.0) };
        let periods = model.rows().filter_map(|row| row.period);
        let widest = periods
            .map(|period| text_width(&period.to_string(), TEXT, Weight::Regular))
            .fold(0.0, f64::max);
        Head {
            width: (seen * share).clamp(least, most),
            lines: if narrow { 4 } else { 2 },
            period: widest + 8.0,
        }
    }

    /// The title of a policy area; the first leaves room for the period in the corner.
    fn title(&self, title: &str, y: f64, first: bool) -> Vec<Label> {
        let taken = if first { self.period } else { 0.0 };
        let lines = wrapped_to(title, self.width - taken, TEXT, Weight::Bold, 4);
        lines
            .into_iter()
            .enumerate()
            .map(|(line, text)| {
                let y = y + LEADING * (line as f64 + 0.5);
                Label::quiet(MARGIN, y, Anchor::Start, text).with(Ink::Text, Weight::Bold)
            })
            .collect()
    }

    /// A row; it says its period where that is not the usual one.
    fn row(&self, row: &Row, y: f64, columns: &Columns, usual: Option<Period>) -> PlacedRow {
        let period = row.period.filter(|period| Some(*period) != usual);
        let taken = if period.is_some() { self.period } else { 0.0 };
        let lines = wrapped_to(&row.name, self.width - taken, TEXT, Weight::Regular, self.lines);
        let count = lines.len().max(1) as f64;
        let height = (count * LEADING + AIR).max(LEAST_ROW);
        let first = y + height / 2.0 - LEADING * (count - 1.0) / 2.0;
        let name = lines.into_iter().enumerate().map(|(line, text)| {
            let y = first + LEADING * line as f64;
            Label::quiet(MARGIN, y, Anchor::Start, text).with(Ink::Text, Weight::Regular)
        });
        let cells = row.cells.iter().enumerate();
        PlacedRow {
            y,
            height,
            name: name.collect(),
            period: period
                .map(|period| Label::quiet(MARGIN + self.width, first, Anchor::End, period.to_string())),
            cells: cells
                .map(|(column, cell)| placed(cell, frame(columns, column, (y, height)), columns.with_values))
                .collect(),
        }
    }
}

fn placed(cell: &Cell, frame: Frame, with_values: bool) -> PlacedCell {
    let written = cell.written.as_ref().filter(|_| with_values);
    let middle = frame.y + frame.height / 2.0;
    PlacedCell {
        sign: cell.sign,
        sign_frame: match written {
            Some(_) => Frame { width: SIGN, ..frame },
            None => frame,
        },
        value: written.map(|text| {
            Label::quiet(
                frame.right() - AFTER_VALUE + 1.0,
                middle,
                Anchor::End,
                text.as_str(),
            )
            .with(Ink::Text, Weight::Regular)
        }),
        certainty: cell.certainty,
        explained: cell.explained,
    }
}
