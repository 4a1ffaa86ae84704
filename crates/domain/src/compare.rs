//! The comparison: where one area stands among its peers in one indicator and period.

mod quarter;

pub use quarter::Quarter;

use crate::area::AreaCode;
use crate::explanation::Explanation;
use crate::indicator::{Direction, Indicator, IndicatorCode, Unit};
use crate::period::Period;
use crate::series::Series;
use crate::statistics::spread;
use crate::status::{MissingReason, ObservationStatus};
use serde::{Deserialize, Serialize};
use std::cmp::Ordering;

/// Fewer values than this make no quarters worth naming.
pub const FEWEST_FOR_BANDS: usize = 8;

/// Where a value lies: the best quarter, the middle half or the worst quarter of its peers.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "lowercase")]
pub enum Band {
    /// Best quarter, by the indicator's direction.
    Best,
    /// Middle half.
    Middle,
    /// Worst quarter.
    Worst,
}

/// Why no band is given.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum BandReason {
    /// Neither way of the indicator is better.
    NoDirection,
    /// Fewer than 8 peers have a value.
    TooFewValues,
    /// The first and the third quartile are equal.
    NoSpread,
    /// The area asked about has no value.
    NoValue,
}

/// Who was compared with, and how their values spread.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct PeerSummary {
    /// The selector that named them: `network:N2`.
    pub selector: String,
    /// How many they are, the area itself included.
    pub n: u32,
    /// How many of them have a value.
    pub with_value: u32,
    /// The least value.
    pub min: Option<f64>,
    /// First quartile (Hyndman–Fan type 7).
    pub q1: Option<f64>,
    /// Median.
    pub median: Option<f64>,
    /// Third quartile.
    pub q3: Option<f64>,
    /// The greatest value.
    pub max: Option<f64>,
    /// Arithmetic mean.
    pub mean: Option<f64>,
}

/// One peer with a value.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct ComparisonItem {
    /// The peer.
    pub area: AreaCode,
    /// Its value.
    pub value: f64,
    /// The status of the value.
    pub status: ObservationStatus,
    /// Its rank: 1 is the best, ties share the better rank (1, 2, 2, 4).
    pub rank: u32,
    /// Its band, when bands are given.
    pub band: Option<Band>,
    /// What the peer says of its value.
    pub explanation: Option<Explanation>,
}

/// One peer without a value.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct MissingItem {
    /// The peer.
    pub area: AreaCode,
    /// Why there is no value.
    pub reason: MissingReason,
    /// What the peer says of it.
    pub explanation: Option<Explanation>,
}

/// The value that came before, so that a reader sees what changed.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct PreviousValue {
    /// The latest earlier period in which the area has a value.
    pub period: Period,
    /// That value.
    pub value: f64,
}

/// Where an area stands, without the list of its peers.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct ComparisonSummary {
    /// The indicator.
    pub indicator: IndicatorCode,
    /// The area asked about.
    pub area: AreaCode,
    /// The period; `null` when the indicator has no value at all.
    pub period: Option<Period>,
    /// The unit of the values.
    pub unit: Unit,
    /// Which way is better.
    pub direction: Direction,
    /// The area's value.
    pub value: Option<f64>,
    /// The status of the value, or of its absence.
    pub status: ObservationStatus,
    /// What the area says of its value, or of its absence.
    pub explanation: Option<Explanation>,
    /// Why there is no value; `null` where there is one.
    pub reason: Option<MissingReason>,
    /// The area's rank: 1 is the best by direction; where there is no direction, the greatest value.
    pub rank: Option<u32>,
    /// Among how many with a value.
    pub of: u32,
    /// Share of the other peers that are behind, ties counted half, 0 to 100.
    pub percentile: Option<f64>,
    /// Best quarter, middle half or worst quarter.
    pub band: Option<Band>,
    /// Why there is no band.
    pub band_reason: Option<BandReason>,
    /// Who was compared with.
    pub peers: PeerSummary,
    /// Own value less the median.
    pub gap_to_median: Option<f64>,
    /// Own value less the best value; `null` without a direction.
    pub gap_to_best: Option<f64>,
    /// Who has the best value; empty without a direction.
    pub best: Vec<AreaCode>,
    /// The area's own value before this one; `null` when it has no value now or had none earlier.
    pub previous: Option<PreviousValue>,
    /// The data version of the indicator.
    pub version: u64,
    /// Whether any value of the indicator is invented for demonstration.
    pub demonstration: bool,
}

impl ComparisonSummary {
    /// Why the area has no value, where it has none.
    pub fn absence(&self) -> MissingReason {
        self.reason.unwrap_or(MissingReason::of(self.status))
    }

    /// The best value among the peers, also where the area has none itself; `None` without a direction.
    pub fn best_value(&self) -> Option<f64> {
        match self.direction {
            Direction::Higher => self.peers.max,
            Direction::Lower => self.peers.min,
            Direction::None => None,
        }
    }
}

/// Where an area stands among its peers, with every peer in rank order.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Comparison {
    /// Where the area stands.
    #[serde(flatten)]
    pub summary: ComparisonSummary,
    /// The peers with a value, in rank order; equal ranks in the order the peers were given.
    pub items: Vec<ComparisonItem>,
    /// The peers without one, and why.
    pub missing: Vec<MissingItem>,
}

/// Compares `area` with `peers` in one period of the indicator's block.
///
/// `peers` is the resolved list of `selector`; the area itself is added when it is not in it. Without a
/// period, or with one in which nothing was received, the answer has no value and says so.
///
/// Quantiles are of type 7. The band at a boundary is the better one: a value equal to the quartile on
/// the good side is in the best quarter, one equal to the quartile on the bad side is not in the worst.
pub fn compare(
    indicator: &Indicator,
    series: &Series,
    area: &AreaCode,
    selector: &str,
    peers: &[AreaCode],
    period: Option<Period>,
) -> Comparison {
    let mut members: Vec<&AreaCode> = Vec::with_capacity(peers.len() + 1);
    if !peers.contains(area) {
        members.push(area);
    }
    members.extend(peers);

    let mut items = Vec::with_capacity(members.len());
    let mut missing = Vec::new();
    let said_of = |area: &AreaCode| series.explanation(area, period?).cloned();
    for &member in &members {
        let cell = period.map_or(crate::series::Cell::NOT_AVAILABLE, |period| {
            series.cell(member, period)
        });
        match cell.value {
            Some(value) => items.push(ComparisonItem {
                area: member.clone(),
                value,
                status: cell.status,
                rank: 0,
                band: None,
                explanation: said_of(member),
            }),
            None => missing.push(MissingItem {
                area: member.clone(),
                reason: cell.reason().unwrap_or(MissingReason::NotAvailable),
                explanation: said_of(member),
            }),
        }
    }
    items.sort_by(|a, b| better_first(indicator.direction, a.value, b.value));
    rank_in_order(&mut items);
    let bands = Bands::of(indicator.direction, &items);
    for item in &mut items {
        item.band = bands.as_ref().ok().map(|bands| bands.band(item.value));
    }

    let own_cell = period.map_or(crate::series::Cell::NOT_AVAILABLE, |period| {
        series.cell(area, period)
    });
    let own = items.iter().find(|item| item.area == *area);
    let values: Vec<f64> = items.iter().map(|item| item.value).collect();
    let spread = spread(&values);
    let directed = indicator.direction != Direction::None;
    let best_value = items.first().map(|item| item.value).filter(|_| directed);
    let summary = ComparisonSummary {
        indicator: indicator.code.clone(),
        area: area.clone(),
        period,
        unit: indicator.unit.clone(),
        direction: indicator.direction,
        value: own.map(|item| item.value),
        status: own_cell.status,
        explanation: said_of(area),
        reason: own_cell.reason(),
        rank: own.map(|item| item.rank),
        of: items.len() as u32,
        percentile: own.and_then(|item| percentile(item.value, &items, indicator.direction)),
        band: own.and_then(|item| item.band),
        band_reason: match (&bands, own) {
            (_, None) => Some(BandReason::NoValue),
            (Err(reason), Some(_)) => Some(*reason),
            (Ok(_), Some(_)) => None,
        },
        peers: PeerSummary {
            selector: selector.to_owned(),
            n: members.len() as u32,
            with_value: items.len() as u32,
            min: spread.map(|s| s.min),
            q1: spread.map(|s| s.q1),
            median: spread.map(|s| s.median),
            q3: spread.map(|s| s.q3),
            max: spread.map(|s| s.max),
            mean: spread.map(|s| s.mean),
        },
        gap_to_median: own.zip(spread).map(|(item, spread)| item.value - spread.median),
        gap_to_best: own.zip(best_value).map(|(item, best)| item.value - best),
        best: match best_value {
            Some(_) => items
                .iter()
                .take_while(|item| item.rank == 1)
                .map(|item| item.area.clone())
                .collect(),
            None => Vec::new(),
        },
        previous: own
            .and(period)
            .and_then(|period| previous_value(series, area, period)),
        version: series.version,
        demonstration: series.demonstration,
    };
    Comparison {
        summary,
        items,
        missing,
    }
}

fn previous_value(series: &Series, area: &AreaCode, period: Period) -> Option<PreviousValue> {
    series
        .periods
        .iter()
        .zip(series.line(area))
        .rev()
        .filter(|(earlier, _)| **earlier < period && earlier.frequency() == period.frequency())
        .find_map(|(earlier, cell)| {
            cell.value.map(|value| PreviousValue {
                period: *earlier,
                value,
            })
        })
}

/// Better values first; without a direction, greater ones first.
fn better_first(direction: Direction, a: f64, b: f64) -> Ordering {
    match direction {
        Direction::Lower => a.total_cmp(&b),
        Direction::Higher | Direction::None => b.total_cmp(&a),
    }
}

/// Standard competition ranking of a sorted list: 1, 2, 2, 4.
fn rank_in_order(items: &mut [ComparisonItem]) {
    for place in 0..items.len() {
        items[place].rank = match place.checked_sub(1) {
            Some(before) if items[before].value == items[place].value => items[before].rank,
            _ => place as u32 + 1,
        };
    }
}

fn percentile(own: f64, items: &[ComparisonItem], direction: Direction) -> Option<f64> {
    let others = items.len().checked_sub(1).filter(|others| *others > 0)?;
    let (mut behind, mut level) = (0usize, 0usize);
    for item in items {
        match better_first(direction, own, item.value) {
            Ordering::Less => behind += 1,
            Ordering::Equal => level += 1,
            Ordering::Greater => {}
        }
    }
    // The area itself is among those level with it.
    Some(100.0 * (behind as f64 + 0.5 * (level - 1) as f64) / others as f64)
}

/// The two quartiles between which the middle half lies, turned so that `good` is the better one.
struct Bands {
    direction: Direction,
    good: f64,
    bad: f64,
}

impl Bands {
    fn of(direction: Direction, items: &[ComparisonItem]) -> Result<Bands, BandReason> {
        if direction == Direction::None {
            return Err(BandReason::NoDirection);
        }
        if items.len() < FEWEST_FOR_BANDS {
            return Err(BandReason::TooFewValues);
        }
        let values: Vec<f64> = items.iter().map(|item| item.value).collect();
        let spread = spread(&values).ok_or(BandReason::TooFewValues)?;
        if spread.q1 == spread.q3 {
            return Err(BandReason::NoSpread);
        }
        let (good, bad) = match direction {
            Direction::Lower => (spread.q1, spread.q3),
            _ => (spread.q3, spread.q1),
        };
        Ok(Bands { direction, good, bad })
    }

    fn band(&self, value: f64) -> Band {
        if better_first(self.direction, value, self.good) != Ordering::Greater {
            Band::Best
        } else if better_first(self.direction, value, self.bad) == Ordering::Greater {
            Band::Worst
        } else {
            Band::Middle
        }
    }
}

#[cfg(test)]
mod tests;
