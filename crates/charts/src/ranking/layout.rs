//! Places every bar, sign, tick and label of a ranking in a given width.

use super::axis::{self, MedianLine, Tick};
use super::columns::{Columns, Form, SPACE};
use super::model::{Model, Peer, Row};
use crate::certainty::Certainty;
use crate::chart::CannotDraw;
use crate::emphasis::Emphasis;
use crate::key::{self, Entry};
use crate::names::fitted;
use crate::place::{Anchor, Frame, Label};
use crate::theme::{LINE, MARGIN, TEXT};
use blis_domain::compare::Band;

/// Height of a bar beside its name.
const BAR: f64 = 14.0;
/// Height of a bar under its name.
const LOW_BAR: f64 = 10.0;

/// A peer's row, placed.
#[derive(Debug, Clone)]
pub(crate) struct PlacedRow {
    /// Where a pointer means it.
    pub(crate) reach: Frame,
    pub(crate) bar: Frame,
    pub(crate) name: Label,
    pub(crate) value: Label,
    /// The sign of its band, and the middle of it.
    pub(crate) sign: Option<(Band, (f64, f64))>,
    pub(crate) emphasis: Emphasis,
    pub(crate) certainty: Certainty,
}

impl PlacedRow {
    fn sign_frame(&self) -> Option<Frame> {
        let (_, (x, y)) = self.sign?;
        Some(Frame::between((x - 4.5, x + 4.5), (y - 4.5, y + 4.5)))
    }
}

/// A ranking with every piece in its place.
#[derive(Debug, Clone)]
pub(crate) struct Layout {
    pub(crate) width: u32,
    pub(crate) height: u32,
    pub(crate) key: Vec<Entry>,
    pub(crate) ticks: Vec<Tick>,
    pub(crate) zero: Vec<Frame>,
    pub(crate) half: Vec<Frame>,
    pub(crate) median: Option<MedianLine>,
    pub(crate) rows: Vec<PlacedRow>,
    pub(crate) gaps: Vec<Label>,
}

impl Layout {
    pub(crate) fn of(model: &Model, width: u32) -> Result<Layout, CannotDraw> {
        let w = f64::from(width);
        let columns = Columns::of(model, w).ok_or(CannotDraw::TooSmall)?;
        let (key, key_height) = key::placed(model.key(), MARGIN, w);
        let median_height = if model.median.is_some() { LINE } else { 0.0 };
        let numbers = key_height + median_height;
        let top = numbers + LINE + 2.0;

        let (mut rows, mut gaps) = (Vec::with_capacity(model.rows.len()), Vec::new());
        let mut y = top + 2.0;
        for row in &model.rows {
            match row {
                Row::Peer(peer) => {
                    rows.push(placed(&columns, peer, y, w));
                    y += columns.pitch();
                }
                Row::Gap(words) => {
                    gaps.push(gap(&columns, words, y + LINE / 2.0));
                    y += LINE + 4.0;
                }
            }
        }
        let span = (top, y);
        let mut texts: Vec<Frame> = rows
            .iter()
            .flat_map(|row| [&row.name, &row.value])
            .chain(&gaps)
            .map(Label::frame)
            .chain(rows.iter().filter_map(PlacedRow::sign_frame))
            .collect();
        texts.sort_by(|a, b| a.y.total_cmp(&b.y));
        let ticks = axis::grid(model, &columns, numbers + LINE / 2.0, span, &texts, w);
        Ok(Layout {
            width,
            height: (y + 4.0).ceil() as u32,
            zero: axis::zero(&columns, span, &texts),
            half: axis::half(model, &columns, span, &rows),
            median: axis::median(model, &columns, (key_height, top), (&ticks, &rows), &texts, w),
            key,
            ticks,
            rows,
            gaps,
        })
    }

    /// Every text of the chart.
    #[cfg(test)]
    pub(crate) fn labels(&self) -> impl Iterator<Item = &Label> {
        self.key
            .iter()
            .map(|entry| &entry.label)
            .chain(self.ticks.iter().filter_map(|tick| tick.label.as_ref()))
            .chain(self.median.iter().map(|median| &median.label))
            .chain(self.rows.iter().flat_map(|row| [&row.name, &row.value]))
            .chain(&self.gaps)
    }
}

fn placed(columns: &Columns, peer: &Peer, y: f64, width: f64) -> PlacedRow {
    let look = peer.emphasis.look();
    let across = (columns.scale.at(0.0).floor(), columns.scale.at(peer.value));
    let shown_name = fitted(&peer.name, columns.name_room, TEXT, look.weight);
    let (text_y, bar, name_anchor) = match columns.form {
        Form::Beside => {
            let middle = y + columns.pitch() / 2.0;
            let bar = Frame::between(across, (middle - BAR / 2.0, middle + BAR / 2.0));
            (middle, bar, Anchor::End)
        }
        Form::Above => {
            let bar = Frame::between(across, (y + LINE, y + LINE + LOW_BAR));
            (y + LINE / 2.0, bar, Anchor::Start)
        }
    };
    let (value_x, value_anchor) = match columns.form {
        Form::Above => (columns.value_at, Anchor::End),
        Form::Beside if peer.value < 0.0 => (bar.x - SPACE, Anchor::End),
        Form::Beside => (bar.right() + SPACE, Anchor::Start),
    };
    let write = |x, anchor, text| Label::quiet(x, text_y, anchor, text).with(look.text, look.weight);
    PlacedRow {
        reach: Frame {
            x: 0.0,
            y,
            width,
            height: columns.pitch(),
        },
        bar,
        name: write(columns.name_at, name_anchor, shown_name),
        value: write(value_x, value_anchor, peer.written.clone()),
        sign: peer.band.map(|band| (band, (columns.sign_at, text_y))),
        emphasis: peer.emphasis,
        certainty: peer.certainty,
    }
}

fn gap(columns: &Columns, words: &str, y: f64) -> Label {
    match columns.form {
        Form::Beside => Label::quiet(columns.name_at, y, Anchor::End, words).within(MARGIN, f64::MAX),
        Form::Above => Label::quiet(columns.name_at, y, Anchor::Start, words),
    }
}
