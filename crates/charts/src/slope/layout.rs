//! Places the lines, the axis, the labels at both ends and the notes of a slope in a given size.

use super::labels::{BESIDE, End, Labels, Side, Whose};
use super::model::{Line, Model};
use crate::certainty::Certainty;
use crate::chart::CannotDraw;
use crate::dash::Point;
use crate::emphasis::Emphasis;
use crate::key::{self, Entry};
use crate::mark::Mark;
use crate::place::{Anchor, Frame, Label};
use crate::scale::Scale;
use crate::text_width::Weight;
use crate::theme::{LINE, MARGIN, TEXT};
use crate::ticks::ticks;
use crate::trend::keys::Place;
use crate::trend::labels::Saying;
use crate::trend::time::half_a_name;
use crate::wrap::wrapped_to;
use blis_domain::movement::Course;

/// The least sides of a plot in which a slope can be told.
const LEAST_PLOT: (f64, f64) = (70.0, 90.0);
/// Between the plot and what stands above and below it.
const SPACE: f64 = 8.0;
/// Between the heading of the axis and the key.
const AFTER_HEADING: f64 = 18.0;
/// Half the side of a mark.
const REACH: f64 = 5.0;
/// How far before a value the sign of its break stands.
const BEFORE_BREAK: f64 = 14.0;
/// The most lines that one note takes; the page has the whole.
const NOTE_LINES: usize = 3;

/// An area's line, placed.
#[derive(Debug, Clone)]
pub(super) struct PlacedLine {
    pub(super) emphasis: Emphasis,
    pub(super) points: [Option<Point>; 2],
    pub(super) certainty: [Certainty; 2],
    /// Whether the two are joined: nothing joins what cannot be compared.
    pub(super) joined: bool,
    /// Where the sign of a break stands.
    pub(super) broken: Option<Point>,
    /// The values that are explained.
    pub(super) explained: Vec<Point>,
}

/// A slope with every piece in its place.
#[derive(Debug, Clone)]
pub(super) struct Layout {
    pub(super) width: u32,
    pub(super) height: u32,
    pub(super) plot: Frame,
    pub(super) heading: Option<Label>,
    pub(super) key: Vec<Entry>,
    /// The heights of the grid lines.
    pub(super) levels: Vec<f64>,
    /// Their numbers, as far as no label stands in their place.
    pub(super) ticks: Vec<Label>,
    /// The line of zero, when values lie on both sides of it.
    pub(super) zero: Option<f64>,
    /// Where the two periods stand.
    pub(super) columns: [f64; 2],
    pub(super) periods: [Label; 2],
    pub(super) median: [Option<Point>; 2],
    /// Whether the two medians are of like things.
    pub(super) median_joined: bool,
    pub(super) lines: Vec<PlacedLine>,
    pub(super) ends: Vec<End>,
    pub(super) notes: Vec<Label>,
}

impl Layout {
    pub(super) fn of(model: &Model, width: u32, height: u32) -> Result<Layout, CannotDraw> {
        let mut refused = CannotDraw::TooSmall;
        for saying in Saying::ALL {
            match Layout::placed(model, (width, height), saying) {
                Ok(layout) => return Ok(layout),
                Err(reason) => refused = reason,
            }
        }
        Err(refused)
    }

    fn placed(model: &Model, (width, height): (u32, u32), saying: Saying) -> Result<Layout, CannotDraw> {
        let (w, h) = (f64::from(width), f64::from(height));
        let heading = (!model.heading.is_empty())
            .then(|| Label::quiet(MARGIN, LINE / 2.0, Anchor::Start, model.heading.as_str()));
        let key_start = heading
            .as_ref()
            .map_or(MARGIN, |heading| heading.frame().right() + AFTER_HEADING);
        let (key, key_height) = key::placed(model.key(), key_start, w);
        let head = key_height.max(if heading.is_some() { LINE + 4.0 } else { 0.0 });

        let numbers = numbers(model);
        let column = numbers.iter().map(|(_, label)| label.width()).fold(0.0, f64::max);
        let [left_labels, right_labels] =
            [Side::Left, Side::Right].map(|side| Labels::of(model, side, w, saying));
        let left = MARGIN + column.max(left_labels.width) + BESIDE;
        let beside = match right_labels.width {
            0.0 => half_a_name(&model.periods),
            width => width + BESIDE,
        };
        let right = w - MARGIN - beside;
        let (top, bottom) = (head + SPACE, h - LINE - SPACE);
        if right - left < LEAST_PLOT.0 || bottom - top < LEAST_PLOT.1 {
            return Err(CannotDraw::TooSmall);
        }
        let plot = Frame::between((left, right), (top, bottom));
        let up = Scale::new(model.range, (bottom, top));
        let columns = [left, right];
        let at = |place: usize, value: f64| (columns[place], up.at(value));
        let lines: Vec<PlacedLine> = model.lines.iter().map(|line| placed(line, at)).collect();
        let median = [0, 1].map(|place| model.medians[place].map(|value| at(place, value)));

        let tips = |place: usize| {
            let lines = &lines;
            move |whose: Whose| match whose {
                Whose::Line(line) => lines[line].points[place],
                Whose::Median => median[place],
            }
        };
        let bounds = (top - SPACE, bottom + SPACE);
        let mut ends = left_labels.placed(model, tips(0), left - BESIDE, bounds);
        let taken: Vec<Frame> = ends
            .iter()
            .flat_map(|end| &end.labels)
            .map(|label| label.frame().grown(3.0))
            .collect();
        ends.extend(right_labels.placed(model, tips(1), right + BESIDE, bounds));

        let ticks: Vec<Label> = numbers
            .into_iter()
            .map(|(value, label)| label.moved_to(left - BESIDE, up.at(value)))
            .collect();
        let year = |place: usize| {
            let text = model.periods[place].to_string();
            Label::quiet(columns[place], h - LINE / 2.0 - 1.0, Anchor::Middle, text)
                .with(crate::theme::Ink::Text, Weight::Bold)
                .within(MARGIN, w - MARGIN)
        };
        let notes = notes(model, w, h + SPACE);
        let foot = notes.last().map_or(h, |last| last.y + LINE / 2.0);
        Ok(Layout {
            width,
            height: foot.ceil() as u32,
            plot,
            heading,
            key,
            levels: ticks.iter().map(|label| label.y).collect(),
            ticks: ticks
                .into_iter()
                .filter(|label| !taken.iter().any(|frame| frame.overlaps(&label.frame())))
                .collect(),
            zero: (model.range.0 < 0.0 && model.range.1 > 0.0).then(|| up.at(0.0)),
            columns,
            periods: [year(0), year(1)],
            median,
            median_joined: model.median_change.is_some(),
            lines,
            ends,
            notes,
        })
    }

    /// The dots that can be pointed at, the earlier period first, in each from the highest value down.
    pub(super) fn marks(&self, model: &Model) -> (Vec<Mark>, Vec<Place>) {
        let (mut marks, mut places) = (Vec::new(), Vec::new());
        for (row, period) in model.periods.into_iter().enumerate() {
            let mut column: Vec<(usize, Point)> = self
                .lines
                .iter()
                .enumerate()
                .filter_map(|(line, placed)| Some((line, placed.points[row]?)))
                .collect();
            // Of values alike the more prominent line comes first, as the lines are ordered.
            column.sort_by(|(_, one), (_, other)| one.1.total_cmp(&other.1));
            for (line, (x, y)) in column {
                let Some(end) = &model.lines[line].ends[row] else {
                    continue;
                };
                places.push(Place { line, row });
                marks.push(Mark {
                    area: model.lines[line].area.clone(),
                    period: Some(period),
                    x: x - REACH,
                    y: y - REACH,
                    width: 2.0 * REACH,
                    height: 2.0 * REACH,
                    card: end.card.clone(),
                });
            }
        }
        (marks, places)
    }

    /// Every text of the chart.
    #[cfg(test)]
    pub(super) fn labels(&self) -> impl Iterator<Item = &Label> {
        self.heading
            .iter()
            .chain(self.key.iter().map(|entry| &entry.label))
            .chain(&self.ticks)
            .chain(&self.periods)
            .chain(self.ends.iter().flat_map(|end| &end.labels))
            .chain(&self.notes)
    }
}

fn placed(line: &Line, at: impl Fn(usize, f64) -> Point) -> PlacedLine {
    let points = [0, 1].map(|place| line.ends[place].as_ref().map(|end| at(place, end.value)));
    let certainty = [0, 1].map(|place| {
        line.ends[place]
            .as_ref()
            .map_or(Certainty::Firm, |end| end.certainty)
    });
    let is_explained = |place: &usize| line.ends[*place].as_ref().is_some_and(|end| end.explained);
    let broken = matches!(line.course, Course::Broken(_)) && line.emphasis != Emphasis::Rest;
    PlacedLine {
        emphasis: line.emphasis,
        points,
        certainty,
        joined: matches!(line.course, Course::Moved(_)),
        broken: points[1].map(|(x, y)| (x - BEFORE_BREAK, y)).filter(|_| broken),
        explained: [0, 1]
            .into_iter()
            .filter(is_explained)
            .filter_map(|place| points[place])
            .collect(),
    }
}

/// The numbers of the axis, not yet in their places; the uppermost carries a short unit.
fn numbers(model: &Model) -> Vec<(f64, Label)> {
    let round = ticks(model.range.0, model.range.1, model.decimals);
    let last = round.values.len().saturating_sub(1);
    let text = |(place, value): (usize, &f64)| {
        if place == last && model.writing.has_short_unit() {
            model.writing.tick_with_unit(*value, round.decimals)
        } else {
            model.writing.tick(*value, round.decimals)
        }
    };
    round
        .values
        .iter()
        .enumerate()
        .map(|one| (*one.1, Label::quiet(0.0, 0.0, Anchor::End, text(one))))
        .collect()
}

/// Who is not compared, in lines below the drawing.
fn notes(model: &Model, width: f64, from: f64) -> Vec<Label> {
    let room = width - 2.0 * MARGIN;
    let lines = model
        .notes
        .iter()
        .flat_map(|note| wrapped_to(note, room, TEXT, Weight::Regular, NOTE_LINES));
    lines
        .enumerate()
        .map(|(line, text)| {
            let y = from + LINE * (line as f64 + 0.5);
            Label::quiet(MARGIN, y, Anchor::Start, text)
        })
        .collect()
}
