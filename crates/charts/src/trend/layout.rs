//! Places the lines, the band, the axes and the names of a trend in a given size.

use super::band::middle_half;
use super::curves::{Axes, PlacedLine};
use super::labels::{End, Ends, Saying};
use super::model::Model;
use super::time;
use crate::chart::CannotDraw;
use crate::dash::Point;
use crate::emphasis::Emphasis;
use crate::key::{self, Entry};
use crate::place::{Anchor, Frame, Label};
use crate::theme::{LINE, MARGIN};
use crate::ticks::ticks;

/// The least sides of a plot that still shows a course.
const LEAST_PLOT: (f64, f64) = (90.0, 80.0);
/// Between the plot and what stands beside it.
pub(crate) const SPACE: f64 = 8.0;
/// Between the unit and the key.
pub(crate) const AFTER_UNIT: f64 = 18.0;
/// Between the plot and the names at the ends of lines.
pub(crate) const AFTER_PLOT: f64 = 14.0;

/// A trend with every piece in its place.
#[derive(Debug, Clone)]
pub(crate) struct Layout {
    pub(crate) width: u32,
    pub(crate) height: u32,
    pub(crate) plot: Frame,
    pub(crate) unit: Option<Label>,
    pub(crate) key: Vec<Entry>,
    /// The numbers of the grid lines, each on the height of its line.
    pub(crate) ticks: Vec<Label>,
    /// The line of zero, when values lie on both sides of it.
    pub(crate) zero: Option<f64>,
    pub(crate) periods: Vec<Label>,
    pub(crate) half: Vec<Vec<Point>>,
    pub(crate) half_label: Option<Label>,
    pub(crate) median: Vec<Vec<Point>>,
    pub(crate) lines: Vec<PlacedLine>,
    pub(crate) ends: Vec<End>,
}

impl Layout {
    pub(crate) fn of(model: &Model, width: u32, height: u32) -> Result<Layout, CannotDraw> {
        let mut refused = CannotDraw::TooSmall;
        for saying in Saying::ALL {
            match Layout::placed(model, (width, height), saying, false) {
                // No room for words in the band itself: the key names it.
                Ok(layout) if !layout.half.is_empty() && layout.half_label.is_none() => {
                    return Layout::placed(model, (width, height), saying, true).or(Ok(layout));
                }
                Ok(layout) => return Ok(layout),
                Err(reason) => refused = reason,
            }
        }
        Err(refused)
    }

    fn placed(
        model: &Model,
        (width, height): (u32, u32),
        saying: Saying,
        half_in_key: bool,
    ) -> Result<Layout, CannotDraw> {
        let (w, h) = (f64::from(width), f64::from(height));
        let unit = (!model.writing.has_short_unit())
            .then(|| Label::quiet(MARGIN, LINE / 2.0, Anchor::Start, model.symbol.as_str()));
        let key_start = unit
            .as_ref()
            .map_or(MARGIN, |unit| unit.frame().right() + AFTER_UNIT);
        let (key, key_height) = key::placed(model.key(half_in_key), key_start, w);
        let head = key_height.max(if unit.is_some() { LINE + 4.0 } else { 0.0 });

        let numbers = numbers(model);
        let column = numbers.iter().map(|(_, label)| label.width()).fold(0.0, f64::max);
        let ends = Ends::of(model, w, saying);
        let beside = if ends.is_empty() {
            time::half_a_name(&model.periods)
        } else {
            ends.width + AFTER_PLOT
        };
        let (left, right) = (MARGIN + column + SPACE, w - MARGIN - beside);
        let (top, bottom) = (head + SPACE, h - LINE - SPACE);
        if right - left < LEAST_PLOT.0 || bottom - top < LEAST_PLOT.1 {
            return Err(CannotDraw::TooSmall);
        }
        let axes = Axes::new(model, Frame::between((left, right), (top, bottom)));
        let lines: Vec<PlacedLine> = model.lines.iter().map(|line| axes.line(model, line)).collect();
        let median_points = axes.points(model, &model.median);
        let mut layout = Layout {
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
            periods: time::labels(
                &model.periods,
                &axes.across,
                h - LINE / 2.0 - 1.0,
                (MARGIN, w - MARGIN),
            ),
            half: axes.half(model),
            half_label: None,
            median: axes.paths(model, &median_points),
            ends: ends.placed(model, &lines, &median_points, axes.plot),
            lines,
        };
        if !half_in_key {
            layout.half_label = middle_half(model, &layout);
        }
        Ok(layout)
    }

    /// Whether a point can be seen.
    pub(crate) fn plot_holds(&self, (x, y): Point) -> bool {
        let plot = self.plot.grown(0.5);
        plot.crosses(x) && (plot.y..=plot.bottom()).contains(&y)
    }

    /// Whether a line is drawn without being pointed at.
    pub(crate) fn is_drawn(&self, line: usize) -> bool {
        self.lines
            .get(line)
            .is_some_and(|line| line.emphasis != Emphasis::Rest)
    }

    /// Every text of the chart.
    #[cfg(test)]
    pub(crate) fn labels(&self) -> impl Iterator<Item = &Label> {
        self.unit
            .iter()
            .chain(self.key.iter().map(|entry| &entry.label))
            .chain(&self.ticks)
            .chain(&self.periods)
            .chain(&self.half_label)
            .chain(self.ends.iter().flat_map(|end| &end.labels))
    }
}

/// The numbers of the axis, not yet in their places; the uppermost carries a short unit.
pub(crate) fn numbers(model: &Model) -> Vec<(f64, Label)> {
    let round = ticks(model.range.0, model.range.1, model.decimals);
    let last = round.values.len().saturating_sub(1);
    round
        .values
        .iter()
        .enumerate()
        .map(|(place, &value)| {
            let text = if place == last && model.writing.has_short_unit() {
                model.writing.tick_with_unit(value, round.decimals)
            } else {
                model.writing.tick(value, round.decimals)
            };
            (value, Label::quiet(0.0, 0.0, Anchor::End, text))
        })
        .collect()
}
