//! The curves of a trend: lines in their pieces, the band and the median, from values to pixels.

use super::model::{Line, Model};
use super::time;
use crate::certainty::Certainty;
use crate::dash::Point;
use crate::emphasis::Emphasis;
use crate::place::Frame;
use crate::scale::Scale;
use blis_domain::period::Period;

/// Half the length of what stands alone in its period.
const ALONE: f64 = 7.0;
/// The same where there is one period only.
const ALONE_IN_ALL: f64 = 18.0;

/// A piece of a line.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Stroke {
    pub(crate) path: Vec<Point>,
    /// It leads to an estimated value.
    pub(crate) dashed: bool,
}

/// An area's line, placed.
#[derive(Debug, Clone)]
pub(crate) struct PlacedLine {
    pub(crate) emphasis: Emphasis,
    /// One a period.
    pub(crate) points: Vec<Option<Point>>,
    pub(crate) certainty: Vec<Certainty>,
    pub(crate) strokes: Vec<Stroke>,
    /// The rows whose values are drawn as dots: the last, lonely and uncertain ones.
    pub(crate) dots: Vec<usize>,
    /// Where the series breaks.
    pub(crate) breaks: Vec<Point>,
    /// The values that are explained.
    pub(crate) explained: Vec<Point>,
}

/// The consecutive rows that have a point, with no period missing between them.
fn runs<P: Copy>(model: &Model, points: &[Option<P>]) -> Vec<Vec<(usize, P)>> {
    let mut runs: Vec<Vec<(usize, P)>> = Vec::new();
    for (row, point) in points.iter().enumerate() {
        let Some(point) = *point else { continue };
        match runs.last_mut().and_then(|run| run.last().map(|(last, _)| *last)) {
            Some(last) if last + 1 == row && time::adjacent(model.periods[last], model.periods[row]) => {
                if let Some(run) = runs.last_mut() {
                    run.push((row, point));
                }
            }
            _ => runs.push(vec![(row, point)]),
        }
    }
    runs
}

/// From values and periods to pixels.
pub(crate) struct Axes {
    pub(crate) across: Scale,
    pub(crate) up: Scale,
    pub(crate) plot: Frame,
    alone: f64,
}

impl Axes {
    /// The axes of a plot. A single period stands at its right, beside the names.
    pub(crate) fn new(model: &Model, plot: Frame) -> Axes {
        let at = |period: Option<&Period>| period.map_or(0.0, |period| period.axis_position());
        let span = (at(model.periods.first()), at(model.periods.last()));
        let single = model.periods.len() == 1;
        let alone = if single { ALONE_IN_ALL } else { ALONE };
        let across = if single {
            (plot.right() - alone * 2.0, plot.right())
        } else {
            (plot.x + ALONE + 1.0, plot.right() - 4.0)
        };
        Axes {
            across: Scale::new(span, across),
            up: Scale::new(model.range, (plot.bottom(), plot.y)),
            plot,
            alone,
        }
    }

    /// The axes of a plot with a column for each period, and the width of one. A period that is missing leaves its
    /// column empty.
    pub(crate) fn columns(model: &Model, plot: Frame) -> (Axes, f64) {
        let at: Vec<f64> = model
            .periods
            .iter()
            .map(|period| period.axis_position())
            .collect();
        let step = at
            .windows(2)
            .map(|pair| pair[1] - pair[0])
            .fold(f64::INFINITY, f64::min);
        let span = (
            at.first().copied().unwrap_or(0.0),
            at.last().copied().unwrap_or(0.0),
        );
        let columns = if step.is_finite() && step > 0.0 {
            ((span.1 - span.0) / step).round() + 1.0
        } else {
            1.0
        };
        let column = plot.width / columns;
        let across = (plot.x + column / 2.0, plot.right() - column / 2.0);
        let axes = Axes {
            across: Scale::new(span, across),
            up: Scale::new(model.range, (plot.bottom(), plot.y)),
            plot,
            alone: ALONE,
        };
        (axes, column)
    }

    /// The paths through points, one a run.
    pub(crate) fn paths(&self, model: &Model, points: &[Option<Point>]) -> Vec<Vec<Point>> {
        runs(model, points)
            .into_iter()
            .map(|run| self.wide_enough(run.into_iter().map(|(_, point)| point).collect()))
            .collect()
    }

    /// A path that can be seen even where a period stands alone.
    fn wide_enough(&self, path: Vec<Point>) -> Vec<Point> {
        match path.as_slice() {
            [(x, y)] => vec![(x - self.alone, *y), (x + self.alone, *y)],
            _ => path,
        }
    }

    /// The places of values, one a period.
    pub(crate) fn points(&self, model: &Model, values: &[Option<f64>]) -> Vec<Option<Point>> {
        model
            .periods
            .iter()
            .zip(values)
            .map(|(period, value)| {
                value.map(|value| (self.across.at(period.axis_position()), self.up.at(value)))
            })
            .collect()
    }

    /// The middle half, one closed area a run.
    pub(crate) fn half(&self, model: &Model) -> Vec<Vec<Point>> {
        let edge = |upper: bool| -> Vec<Option<f64>> {
            model
                .half
                .iter()
                .map(|half| half.map(|(q1, q3)| if upper { q3 } else { q1 }))
                .collect()
        };
        let (above, below) = (self.points(model, &edge(true)), self.points(model, &edge(false)));
        self.paths(model, &above)
            .into_iter()
            .zip(self.paths(model, &below))
            .map(|(top, bottom)| top.into_iter().chain(bottom.into_iter().rev()).collect())
            .collect()
    }

    /// A line in its pieces.
    pub(crate) fn line(&self, model: &Model, line: &Line) -> PlacedLine {
        let values: Vec<Option<f64>> = line
            .points
            .iter()
            .map(|point| point.as_ref().map(|point| point.value))
            .collect();
        let points = self.points(model, &values);
        let certainty: Vec<Certainty> = line
            .points
            .iter()
            .map(|point| point.as_ref().map_or(Certainty::Firm, |point| point.certainty))
            .collect();
        let breaks_at = |row: usize| line.points[row].as_ref().is_some_and(|point| point.breaks);
        let (mut strokes, mut dots, mut breaks) = (Vec::new(), Vec::new(), Vec::new());
        for run in runs(model, &points) {
            for pair in run.windows(2) {
                let (from, (row, to)) = (pair[0].1, pair[1]);
                if breaks_at(row) {
                    breaks.push(((from.0 + to.0) / 2.0, (from.1 + to.1) / 2.0));
                    continue;
                }
                self.extend(&mut strokes, from, to, certainty[row] == Certainty::Estimated);
            }
            for (place, &(row, _)) in run.iter().enumerate() {
                let parted_before = place == 0 || breaks_at(row);
                let parted_after = run.get(place + 1).is_none_or(|(next, _)| breaks_at(*next));
                if (parted_before && parted_after) || certainty[row] != Certainty::Firm {
                    dots.push(row);
                }
            }
        }
        let is_explained = |row: usize| line.points[row].as_ref().is_some_and(|point| point.explained);
        let explained: Vec<Point> = (0..points.len())
            .filter(|row| is_explained(*row))
            .filter_map(|row| points[row])
            .collect();
        let last = points.iter().rposition(Option::is_some);
        dots.extend(last.filter(|last| !dots.contains(last)));
        PlacedLine {
            emphasis: line.emphasis,
            points,
            certainty,
            strokes,
            dots,
            breaks,
            explained,
        }
    }

    /// Adds the part of a piece that lies in the plot, to the last stroke where it continues it.
    fn extend(&self, strokes: &mut Vec<Stroke>, from: Point, to: Point, dashed: bool) {
        let Some((from, to)) = clipped(from, to, (self.plot.y, self.plot.bottom())) else {
            return;
        };
        match strokes.last_mut() {
            Some(last) if last.dashed == dashed && last.path.last() == Some(&from) => last.path.push(to),
            _ => strokes.push(Stroke {
                path: vec![from, to],
                dashed,
            }),
        }
    }
}

/// The part of a piece between two heights.
fn clipped(from: Point, to: Point, (top, bottom): (f64, f64)) -> Option<(Point, Point)> {
    let inside = |y: f64| (top - 0.5..=bottom + 0.5).contains(&y);
    if inside(from.1) && inside(to.1) {
        return Some((from, to));
    }
    if (from.1 < top && to.1 < top) || (from.1 > bottom && to.1 > bottom) {
        return None;
    }
    let at = |y: f64| {
        let share = (y - from.1) / (to.1 - from.1);
        (from.0 + (to.0 - from.0) * share, y)
    };
    let limit = |end: Point| {
        if inside(end.1) {
            end
        } else {
            at(end.1.clamp(top, bottom))
        }
    };
    Some((limit(from), limit(to)))
}
