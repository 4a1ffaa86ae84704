//! Places the dots, the brackets, the axes and the names of a distribution in a given size.

use super::swarm::swarm;
use crate::chart::CannotDraw;
use crate::emphasis::Emphasis;
use crate::key::{self, Entry, KeySign};
use crate::mark::Mark;
use crate::place::{Anchor, Frame, Label};
use crate::theme::{LINE, MARGIN};
use crate::trend::curves::{Axes, PlacedLine};
use crate::trend::keys::Place;
use crate::trend::labels::{End, Ends, Saying};
use crate::trend::layout::{AFTER_PLOT, AFTER_UNIT, SPACE, numbers};
use crate::trend::model::Model;
use crate::trend::time;
use blis_domain::compare::Band;
use blis_domain::finding;

/// The least sides of a plot that still shows a distribution.
const LEAST_PLOT: (f64, f64) = (60.0, 100.0);
/// Half the room that a dot claims.
pub(super) const RADIUS: f64 = 3.5;
/// Between the edge of a column and its bracket, where the dots leave no more room.
const BEFORE_BRACKET: f64 = 3.0;
/// Between a bracket and the dots.
const AFTER_BRACKET: f64 = 9.0;
/// Between the edge of a column and its first dot, the bracket between them.
const BEFORE_DOTS: f64 = 10.0;
/// Between the last dot and the other edge.
const AFTER_DOTS: f64 = 2.0;

/// The peers of a period: the middle half and the median.
#[derive(Debug, Clone, Copy)]
pub(super) struct Bracket {
    pub(super) x: f64,
    /// The heights of the third and the first quartile.
    pub(super) half: Option<(f64, f64)>,
    /// The height of the median.
    pub(super) median: Option<f64>,
}

/// A distribution with every piece in its place.
#[derive(Debug, Clone)]
pub(super) struct Layout {
    pub(super) width: u32,
    pub(super) height: u32,
    pub(super) plot: Frame,
    pub(super) unit: Option<Label>,
    pub(super) key: Vec<Entry>,
    pub(super) ticks: Vec<Label>,
    pub(super) zero: Option<f64>,
    pub(super) periods: Vec<Label>,
    pub(super) brackets: Vec<Bracket>,
    /// The dots of the areas, in the order of the model; the own line runs through its own.
    pub(super) lines: Vec<PlacedLine>,
    pub(super) ends: Vec<End>,
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
        let unit = (!model.writing.has_short_unit())
            .then(|| Label::quiet(MARGIN, LINE / 2.0, Anchor::Start, model.symbol.as_str()));
        let key_start = unit
            .as_ref()
            .map_or(MARGIN, |unit| unit.frame().right() + AFTER_UNIT);
        let (key, key_height) = key::placed(wanted(model), key_start, w);
        let head = key_height.max(if unit.is_some() { LINE + 4.0 } else { 0.0 });
        let numbers = numbers(model);
        let column = numbers.iter().map(|(_, label)| label.width()).fold(0.0, f64::max);
        let ends = Ends::of(model, w, saying);
        let beside = if ends.is_empty() {
            0.0
        } else {
            ends.width + AFTER_PLOT
        };
        let (left, right) = (MARGIN + column + SPACE, w - MARGIN - beside);
        let (top, bottom) = (head + SPACE, h - LINE - SPACE);
        if right - left < LEAST_PLOT.0 || bottom - top < LEAST_PLOT.1 {
            return Err(CannotDraw::TooSmall);
        }
        let (axes, column) = Axes::columns(model, Frame::between((left, right), (top, bottom)));
        let mut lines: Vec<PlacedLine> = model.lines.iter().map(|line| axes.line(model, line)).collect();
        let median = axes.points(model, &model.median);
        // Names stand beside the values as they are; the dots move aside afterwards.
        let ends = ends.placed(model, &lines, &median, axes.plot);
        apart(&mut lines, column);
        let periods = time::labels(
            &model.periods,
            &axes.across,
            h - LINE / 2.0 - 1.0,
            (MARGIN, w - MARGIN),
        );
        Ok(Layout {
            width,
            height,
            plot: axes.plot,
            unit,
            key,
            ticks: numbers
                .into_iter()
                .map(|(value, label)| label.moved_to(left - SPACE, axes.up.at(value)))
                .collect(),
            zero: (model.range.0 < 0.0 && model.range.1 > 0.0).then(|| axes.up.at(0.0)),
            periods,
            brackets: brackets(model, &axes, column, &lines),
            lines,
            ends,
        })
    }

    /// The dots that can be pointed at, period by period, in each from the highest value down.
    pub(super) fn marks(&self, model: &Model) -> (Vec<Mark>, Vec<Place>) {
        let (mut marks, mut places) = (Vec::new(), Vec::new());
        for (row, &period) in model.periods.iter().enumerate() {
            let mut column: Vec<(usize, (f64, f64))> = self
                .lines
                .iter()
                .enumerate()
                .filter_map(|(line, placed)| Some((line, (*placed.points.get(row)?)?)))
                .collect();
            column.sort_by(|(_, one), (_, other)| one.1.total_cmp(&other.1));
            for (line, (x, y)) in column {
                let Some((of, Some(point))) = model
                    .lines
                    .get(line)
                    .and_then(|of| Some((of, of.points.get(row)?.as_ref())))
                else {
                    continue;
                };
                places.push(Place { line, row });
                marks.push(Mark {
                    area: of.area.clone(),
                    period: Some(period),
                    x: x - RADIUS,
                    y: y - RADIUS,
                    width: 2.0 * RADIUS,
                    height: 2.0 * RADIUS,
                    card: point.card.clone(),
                });
            }
        }
        (marks, places)
    }
}

/// What the key explains: what a trend's does, with the bracket in the place of the band.
fn wanted(model: &Model) -> Vec<(KeySign, String)> {
    let half = model.half.iter().any(Option::is_some);
    let bracket = half.then(|| {
        (
            KeySign::Bracket,
            finding::band(model.language, Band::Middle).to_owned(),
        )
    });
    bracket.into_iter().chain(model.key_of_dots()).collect()
}

/// Moves the dots of each period apart: the own one stands in the middle, the picks as near to it as can be.
fn apart(lines: &mut [PlacedLine], column: f64) {
    let periods = lines.first().map_or(0, |line| line.points.len());
    let sides = (
        (BEFORE_DOTS + RADIUS - column / 2.0).min(0.0),
        (column / 2.0 - AFTER_DOTS - RADIUS).max(0.0),
    );
    for row in 0..periods {
        let mut order: Vec<(usize, f64)> = lines
            .iter()
            .enumerate()
            .filter_map(|(line, placed)| Some((line, (*placed.points.get(row)?)?.1)))
            .collect();
        order.sort_by(|(one, one_y), (other, other_y)| {
            let rank = |line: usize| lines.get(line).map_or(usize::MAX, |line| order_of(line.emphasis));
            rank(*one)
                .cmp(&rank(*other))
                .then(one_y.total_cmp(other_y))
                .then(one.cmp(other))
        });
        let heights: Vec<f64> = order.iter().map(|(_, y)| *y).collect();
        for ((line, _), aside) in order.iter().zip(swarm(&heights, RADIUS, sides)) {
            let Some(line) = lines.get_mut(*line) else {
                continue;
            };
            let Some(Some(point)) = line.points.get_mut(row) else {
                continue;
            };
            // An asterisk goes with its dot.
            let explained = line.explained.iter_mut().filter(|place| **place == *point);
            explained.for_each(|place| place.0 += aside);
            point.0 += aside;
        }
    }
}

/// Who chooses a place first.
fn order_of(emphasis: Emphasis) -> usize {
    match emphasis {
        Emphasis::Own => 0,
        Emphasis::Pick(place) => 1 + place,
        Emphasis::Rest => usize::MAX,
    }
}

/// The brackets, each beside the dots of its period.
fn brackets(model: &Model, axes: &Axes, column: f64, lines: &[PlacedLine]) -> Vec<Bracket> {
    let rows = model.periods.iter().zip(model.half.iter().zip(&model.median));
    rows.enumerate()
        .map(|(row, (period, (half, median)))| {
            let dots = lines.iter().filter_map(|line| *line.points.get(row)?);
            let first = dots.map(|(x, _)| x - RADIUS).fold(f64::INFINITY, f64::min);
            let edge = axes.across.at(period.axis_position()) - column / 2.0;
            Bracket {
                x: (edge + BEFORE_BRACKET).max(first - AFTER_BRACKET),
                half: half.map(|(q1, q3)| (axes.up.at(q3), axes.up.at(q1))),
                median: median.map(|median| axes.up.at(median)),
            }
        })
        .collect()
}
