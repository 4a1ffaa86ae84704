//! From one period to another: whose value rose, fell or stayed, and whose two values are not to be compared: one
//! indicator of many areas. Many indicators of one area are the matter of [`crate::moves`].

use crate::area::AreaCode;
use crate::indicator::{Direction, Indicator};
use crate::locale::{shown_difference, shown_sign};
use crate::period::Period;
use crate::series::{Cell, Series};
use crate::statistics::spread;
use crate::status::{MissingReason, ObservationStatus};
use std::cmp::Ordering;

/// What makes two values of one area different things.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Incomparable {
    /// The definition of the indicator changed between them.
    Definition,
    /// The borders of the area changed between them.
    Borders,
    /// The series breaks between them, and nobody says why.
    Series,
}

/// A change that is known beside the figures, which no status of theirs tells.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct KnownChange {
    /// The area that it concerns; `None` where it concerns all.
    pub area: Option<AreaCode>,
    /// The first period that is counted the new way.
    pub since: Period,
    /// What changed.
    pub what: Incomparable,
}

/// What became of a value between the two periods.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Course {
    /// Both values are there and can be compared: the later one is greater, less, or shown alike.
    Moved(Ordering),
    /// Both are there and cannot.
    Broken(Incomparable),
    /// One of them is missing, or both are.
    Missing {
        /// Why there is no earlier one.
        before: Option<MissingReason>,
        /// Why there is no later one.
        after: Option<MissingReason>,
    },
}

/// Whether a value went the better way of its indicator.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Turn {
    /// It did.
    Better,
    /// It is shown alike.
    Same,
    /// It went the other way.
    Worse,
}

/// One area in the two periods.
#[derive(Debug, Clone, PartialEq)]
pub struct Movement {
    /// The area.
    pub area: AreaCode,
    /// The earlier value.
    pub before: Cell,
    /// The later value.
    pub after: Cell,
    /// What became of it.
    pub course: Course,
}

impl Movement {
    /// Whether the value went the better way; `None` where it cannot be said, or neither way is better.
    pub fn turn(&self, direction: Direction) -> Option<Turn> {
        let Course::Moved(course) = self.course else {
            return None;
        };
        match (direction, course) {
            (Direction::None, _) => None,
            (_, Ordering::Equal) => Some(Turn::Same),
            (Direction::Higher, Ordering::Greater) | (Direction::Lower, Ordering::Less) => Some(Turn::Better),
            _ => Some(Turn::Worse),
        }
    }
}

/// How many went which way.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct MovementCounts {
    /// Whose value rose.
    pub rose: u32,
    /// Whose value fell.
    pub fell: u32,
    /// Whose value is shown alike.
    pub stayed: u32,
    /// Whose values cannot be compared.
    pub broken: u32,
    /// Who lacks one value, or both.
    pub missing: u32,
}

impl MovementCounts {
    /// How many could be compared.
    pub fn compared(&self) -> u32 {
        self.rose + self.fell + self.stayed
    }
}

/// An area and its peers in two periods.
#[derive(Debug, Clone, PartialEq)]
pub struct Movements {
    /// The earlier period.
    pub before: Period,
    /// The later period.
    pub after: Period,
    /// The area asked about.
    pub area: AreaCode,
    /// The area and its peers, each once: the area where it stands among them, or else first.
    pub all: Vec<Movement>,
    /// The medians of those that have a value in the one period and in the other.
    pub medians: (Option<f64>, Option<f64>),
}

impl Movements {
    /// What became of an area.
    pub fn of(&self, area: &AreaCode) -> Option<&Movement> {
        self.all.iter().find(|movement| movement.area == *area)
    }

    /// How many went which way.
    pub fn counts(&self) -> MovementCounts {
        let mut counts = MovementCounts::default();
        for movement in &self.all {
            *match movement.course {
                Course::Moved(Ordering::Greater) => &mut counts.rose,
                Course::Moved(Ordering::Less) => &mut counts.fell,
                Course::Moved(Ordering::Equal) => &mut counts.stayed,
                Course::Broken(_) => &mut counts.broken,
                Course::Missing { .. } => &mut counts.missing,
            } += 1;
        }
        counts
    }

    /// Both medians, where they are of like things: those that cannot be compared must be fewer than those that can.
    pub fn comparable_medians(&self) -> Option<(f64, f64)> {
        let counts = self.counts();
        let alike = counts.broken < counts.compared();
        self.medians.0.zip(self.medians.1).filter(|_| alike)
    }
}

/// What became of an area and its peers between two periods, the earlier one first. The area is added when it is not
/// among its peers.
pub fn movements(
    indicator: &Indicator,
    series: &Series,
    area: &AreaCode,
    peers: &[AreaCode],
    (before, after): (Period, Period),
    known: &[KnownChange],
) -> Movements {
    let own = (!peers.contains(area)).then_some(area);
    let all: Vec<Movement> = own
        .into_iter()
        .chain(peers)
        .map(|area| movement(indicator, series, area, (before, after), known))
        .collect();
    let median = |of: fn(&Movement) -> Cell| {
        let values: Vec<f64> = all.iter().filter_map(|one| of(one).value).collect();
        spread(&values).map(|spread| spread.median)
    };
    Movements {
        before,
        after,
        area: area.clone(),
        medians: (median(|one| one.before), median(|one| one.after)),
        all,
    }
}

/// What became of one area between two periods, the earlier one first.
pub fn movement(
    indicator: &Indicator,
    series: &Series,
    area: &AreaCode,
    periods: (Period, Period),
    known: &[KnownChange],
) -> Movement {
    let (before, after) = (series.cell(area, periods.0), series.cell(area, periods.1));
    let course = match (before.value, after.value) {
        (Some(from), Some(to)) => match incomparable(series, area, periods, known) {
            Some(why) => Course::Broken(why),
            None => {
                let change = shown_difference(to, from, indicator.decimals);
                Course::Moved(shown_sign(change, indicator.decimals))
            }
        },
        _ => Course::Missing {
            before: before.reason(),
            after: after.reason(),
        },
    };
    Movement {
        area: area.clone(),
        before,
        after,
        course,
    }
}

/// Why two values of an area are not to be compared. What is known says more than a status does, and comes first.
fn incomparable(
    series: &Series,
    area: &AreaCode,
    (before, after): (Period, Period),
    known: &[KnownChange],
) -> Option<Incomparable> {
    let between = |period: Period| before < period && period <= after;
    let concerned =
        |change: &&KnownChange| change.area.as_ref().is_none_or(|one| one == area) && between(change.since);
    if let Some(change) = known.iter().find(concerned) {
        return Some(change.what);
    }
    let differs = |period| series.cell(area, period).status == ObservationStatus::DefinitionDiffers;
    if differs(before) != differs(after) {
        return Some(Incomparable::Definition);
    }
    let breaks = |period: &Period| {
        period.frequency() == after.frequency()
            && between(*period)
            && series.cell(area, *period).status == ObservationStatus::Break
    };
    series.periods.iter().any(breaks).then_some(Incomparable::Series)
}

#[cfg(test)]
mod tests;
