//! A gap that moves the unfavourable way, year after year.

use super::weighed::{Weighed, others};
use super::{Asked, DriftBeginning};
use crate::area::AreaCode;
use crate::compare::FEWEST_FOR_BANDS;
use crate::indicator::Direction;
use crate::locale::{shown_difference, shown_sign};
use crate::period::Period;
use crate::statistics::spread;
use crate::status::ObservationStatus;
use std::cmp::Ordering;

/// A gap that moved the unfavourable way fewer times than this in a row has not drifted: three of three happen by chance
/// once in eight, were each year a coin, and two of two once in four.
pub const FEWEST_YEARS_OF_DRIFT: i16 = 3;

/// The share of the width of the peers' middle half that the gap must have moved in all.
const LEAST_PART_OF_WIDTH: f64 = 0.25;

/// A drift, and how far it has gone.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Drift {
    pub(super) beginning: DriftBeginning,
    /// How far the gap has moved, in widths of the peers' middle half.
    pub(super) widths: f64,
}

/// The drift of a figure until now, if it has any.
///
/// The gap is the own value less the median, in years apart by the same place in the year, so that no season is a movement.
/// It has moved when the numbers as they are shown say so. Counted are only peers that have a value in each of the last
/// [`FEWEST_YEARS_OF_DRIFT`] years and the one before; it goes back as long as all of them have one. It ends at a value of
/// the area that does not carry a finding and at a break in its series.
pub(super) fn drift(asked: &Asked<'_>, one: &Weighed<'_>) -> Option<Drift> {
    let unfavourable = match one.indicator.direction {
        Direction::Higher => Ordering::Less,
        Direction::Lower => Ordering::Greater,
        Direction::None => return None,
    };
    let now = one.summary.period?;
    let panel = panel(asked, one, now);
    if panel.len() + 1 < FEWEST_FOR_BANDS {
        return None;
    }
    let decimals = one.indicator.decimals;
    let at = |years: i16| Standing::of(asked, one, &panel, now.plus_years(-years)?);
    let latest = at(0)?;
    let mut beginning = latest;
    let mut years = 0;
    while !beginning.breaks
        && let Some(earlier) = at(years + 1)
        && shown_sign(
            shown_difference(beginning.gap(), earlier.gap(), decimals),
            decimals,
        ) == unfavourable
    {
        beginning = earlier;
        years += 1;
    }
    let widths = (latest.gap() - beginning.gap()).abs() / one.width()?;
    if years < FEWEST_YEARS_OF_DRIFT || widths < LEAST_PART_OF_WIDTH {
        return None;
    }
    Some(Drift {
        beginning: DriftBeginning {
            period: beginning.period,
            value: beginning.own,
            median: beginning.median,
            median_now: latest.median,
            n: panel.len() as u32 + 1,
        },
        widths,
    })
}

/// The other peers that have a value in every year that a drift needs.
fn panel<'a>(asked: &Asked<'a>, one: &Weighed<'_>, now: Period) -> Vec<&'a AreaCode> {
    let has = |area: &AreaCode, years: i16| {
        now.plus_years(-years)
            .is_some_and(|period| one.series.cell(area, period).value.is_some())
    };
    others(asked)
        .filter(|area| (0..=FEWEST_YEARS_OF_DRIFT).all(|years| has(area, years)))
        .collect()
}

/// The own value and the panel's median in a period.
#[derive(Debug, Clone, Copy)]
struct Standing {
    period: Period,
    own: f64,
    median: f64,
    /// Whether the own series breaks here, so that nothing before is comparable.
    breaks: bool,
}

impl Standing {
    /// `None` where the area has no value that carries a finding, or one of the panel has none.
    fn of(asked: &Asked<'_>, one: &Weighed<'_>, panel: &[&AreaCode], period: Period) -> Option<Standing> {
        let own = one.series.cell(&asked.area.code, period);
        let value = own.value.filter(|_| own.status.carries_finding())?;
        let mut values: Vec<f64> = panel
            .iter()
            .map(|area| one.series.cell(area, period).value)
            .collect::<Option<_>>()?;
        values.push(value);
        Some(Standing {
            period,
            own: value,
            median: spread(&values)?.median,
            breaks: own.status == ObservationStatus::Break,
        })
    }

    fn gap(&self) -> f64 {
        self.own - self.median
    }
}
