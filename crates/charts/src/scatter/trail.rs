//! The way of an area through the earlier periods.

use super::ScatterInput;
use super::cards;
use super::model::{Point, certainty};
use crate::certainty::Certainty;
use crate::emphasis::Emphasis;
use crate::mark::Card;
use crate::trend::time::adjacent;
use blis_domain::period::Period;
use blis_domain::status::ObservationStatus;

/// One earlier period with both values.
#[derive(Debug, Clone)]
pub(super) struct TrailStep {
    pub(super) period: Period,
    pub(super) x: f64,
    pub(super) y: f64,
    pub(super) statuses: [ObservationStatus; 2],
    pub(super) certainty: Certainty,
    pub(super) follows: Follows,
    pub(super) card: Card,
}

/// Whether a step follows the one before it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Follows {
    /// No period is missing between them.
    Directly,
    /// It does, but a series breaks there.
    AfterBreak,
    /// It is the first, or a period without both values lies between.
    Not,
}

/// The earlier periods of an area that stands out, the earliest first.
#[derive(Debug, Clone)]
pub(super) struct Trail {
    /// Its mark, by its place among the points.
    pub(super) point: usize,
    pub(super) emphasis: Emphasis,
    pub(super) steps: Vec<TrailStep>,
    /// Whether the period of the chart follows the last step.
    pub(super) last: Follows,
}

/// The trail of an area; `None` for the rest, and where there is no earlier period.
pub(super) fn trail(input: &ScatterInput<'_>, place: usize, point: &Point) -> Option<Trail> {
    if point.emphasis == Emphasis::Rest {
        return None;
    }
    let mut steps: Vec<TrailStep> = Vec::new();
    let is_earlier =
        |period: &&Period| **period < input.period && period.frequency() == input.period.frequency();
    for &period in input.x.series.periods.iter().filter(is_earlier) {
        let [x, y] = [input.x, input.y].map(|axis| axis.series.cell(&point.area, period));
        let (Some(of_x), Some(of_y)) = (x.value, y.value) else {
            continue;
        };
        let statuses = [x.status, y.status];
        steps.push(TrailStep {
            period,
            x: of_x,
            y: of_y,
            statuses,
            certainty: certainty(statuses),
            follows: follows(steps.last(), period, statuses),
            card: cards::earlier(input, point, period, [x, y]),
        });
    }
    let last = follows(steps.last(), input.period, point.statuses);
    (!steps.is_empty()).then_some(Trail {
        point: place,
        emphasis: point.emphasis,
        steps,
        last,
    })
}

fn follows(before: Option<&TrailStep>, period: Period, statuses: [ObservationStatus; 2]) -> Follows {
    match before {
        Some(before) if adjacent(before.period, period) => {
            match statuses.contains(&ObservationStatus::Break) {
                true => Follows::AfterBreak,
                false => Follows::Directly,
            }
        }
        _ => Follows::Not,
    }
}
