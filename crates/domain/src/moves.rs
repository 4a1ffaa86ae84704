//! Since last year (*kopš pērn*): which figures of a municipality have changed more than they usually do.
//!
//! **The noise rule.** A change since the same period a year before is told when it is at least [`LEAST_TIMES_USUAL`] times
//! the usual one: the median size of the municipality's own changes in the years before, ten at the most, or one unit of the
//! last digit shown where that is more. At least [`FEWEST_EARLIER_CHANGES`] such changes must be known. The median holds
//! while fewer than half of them were out of the ordinary (Hampel, "The influence curve and its role in robust estimation",
//! Journal of the American Statistical Association 69 (1974) 383–393). Of figures that only swing, with changes that are
//! normally distributed, 5 to 8 of a hundred pass by chance: what is told is a reason to look, and no finding by itself.
//! Measured was the size and not the distance from the trend: "usually by 0.8 in a year" is understood by everybody.
//!
//! **What is comparable.** Nothing is measured over a break in the series (status B), from or to a value whose status does
//! not [carry a finding](ObservationStatus::carries_finding), or beyond the days on which the municipality existed in its
//! borders. Years apart by the same place in the year are compared, so that no season is a change. A change to or from a
//! provisional or estimated value is told, and marked.

use crate::area::{Area, AreaCode};
use crate::compare::{FEWEST_FOR_BANDS, PreviousValue, compare};
use crate::evidence::{Evidence, FigureView};
use crate::finding;
use crate::indicator::{Direction, Indicator};
use crate::locale::{shown_difference, shown_sign};
use crate::peers::PeerSelector;
use crate::period::Period;
use crate::series::Series;
use crate::statistics::spread;
use crate::status::ObservationStatus;
use crate::text::Text;
use serde::{Deserialize, Serialize};
use std::cmp::Ordering;

#[cfg(test)]
mod tests;

/// How many times the usual change one must be.
pub const LEAST_TIMES_USUAL: f64 = 3.5;

/// Fewer changes than this say nothing about what is usual.
pub const FEWEST_EARLIER_CHANGES: usize = 4;

/// How many years a figure may lie behind the newest one and still be of last year: some come a year later than others.
const MOST_YEARS_BEHIND: u16 = 1;

/// How many years back a change is still part of what is usual.
const MOST_EARLIER_CHANGES: i16 = 10;

/// Whose changes are asked for. The set arrives resolved, as of the same moment as the figures.
#[derive(Debug, Clone, Copy)]
pub struct MovesAsked<'a> {
    /// The municipality.
    pub area: &'a Area,
    /// The comparison set, for what the others did meanwhile.
    pub selector: &'a PeerSelector,
    /// Its members.
    pub peers: &'a [AreaCode],
    /// The period; each indicator's latest one of the municipality when `None`.
    pub period: Option<Period>,
}

coded! {
    /// Whether a change went the better way of its indicator.
    Course {
        /// It did.
        Better = "better",
        /// It went the other way.
        Worse = "worse",
    }

    /// Why it cannot be said whether a figure has moved.
    NoMoveReason {
        /// It has no value.
        NoValue = "no_value",
        /// At least half of the peers have a later one, or it lies more than a year behind the newest of all figures.
        OutOfDate = "out_of_date",
        /// Its status, or that of the value a year before, does not carry a finding.
        Doubtful = "doubtful",
        /// The municipality did not exist, within its borders, throughout both periods.
        OtherTerritory = "other_territory",
        /// The series breaks in between.
        Break = "break",
        /// There is no value of a year before.
        NoYearBefore = "no_year_before",
        /// Fewer than four earlier changes are comparable.
        ShortHistory = "short_history",
    }
}

/// The numbers of a change.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Movement {
    /// The period.
    pub period: Period,
    /// The value.
    pub value: f64,
    /// Its status, or that of the value before where that one alone is to be marked.
    pub status: ObservationStatus,
    /// The value of a year before.
    pub before: PreviousValue,
    /// The value less the one before, as they are shown.
    pub change: f64,
    /// The usual size of a change in a year.
    pub usual: f64,
    /// How many earlier changes say so.
    pub earlier: u32,
    /// How many times the usual one it is.
    pub times_usual: f64,
    /// Whether it went the better way; `null` where neither is.
    pub course: Option<Course>,
    /// The median change of the other peers between the same periods; `null` when fewer than 8 have both values.
    pub others_change: Option<f64>,
    /// How many of them have both values.
    pub others: u32,
}

/// A figure that has changed more than it usually does.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Move {
    /// What it says, in a sentence or two.
    pub text: Text,
    /// The numbers.
    pub movement: Movement,
    /// The figure beside its peers, and where it is seen.
    pub evidence: Evidence,
}

/// How many figures were left out for a reason.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct NotMeasured {
    /// The reason.
    pub reason: NoMoveReason,
    /// How many.
    pub count: u32,
}

/// What has changed since a year before.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Moves {
    /// The municipality.
    pub area: AreaCode,
    /// The selector of the peers.
    pub peers: String,
    /// The period asked for; `null` when each indicator's latest one was taken.
    pub period: Option<Period>,
    /// The figures that moved, the most times the usual first; those alike in the order of the catalogue.
    pub items: Vec<Move>,
    /// How many indicators were looked at.
    pub indicators: u32,
    /// How many of them changed as they usually do, or not at all.
    pub as_usual: u32,
    /// Of how many it cannot be said, by reason; reasons that met none are left out.
    pub not_measured: Vec<NotMeasured>,
    /// The latest data version of the figures looked at.
    pub version: u64,
    /// Whether any of the values is invented for demonstration.
    pub demonstration: bool,
}

/// What has changed, from the indicators of a profile in the order of the catalogue, each with its block. Base counts are
/// passed over; what a municipality cannot choose is not, for news it is.
pub fn moves<'a>(
    asked: &MovesAsked<'_>,
    figures: impl IntoIterator<Item = (&'a Indicator, &'a Series)>,
) -> Moves {
    let mut moves = Moves {
        area: asked.area.code.clone(),
        peers: asked.selector.to_string(),
        period: asked.period,
        items: Vec::new(),
        indicators: 0,
        as_usual: 0,
        not_measured: Vec::new(),
        version: 0,
        demonstration: false,
    };
    let shown: Vec<(&Indicator, &Series)> = figures
        .into_iter()
        .filter(|(indicator, _)| indicator.dimension.is_shown())
        .collect();
    let newest = newest_year(asked, &shown);
    let mut reasons = Vec::new();
    moves.indicators = shown.len() as u32;
    for (indicator, series) in shown {
        moves.version = moves.version.max(series.version);
        moves.demonstration |= series.demonstration;
        match movement(asked, indicator, series) {
            Ok(movement) if newest > Some(movement.period.calendar_year() + MOST_YEARS_BEHIND) => {
                reasons.push(NoMoveReason::OutOfDate);
            }
            Ok(movement) if movement.times_usual < LEAST_TIMES_USUAL => moves.as_usual += 1,
            Ok(movement) => moves.items.push(told(asked, indicator, series, movement)),
            Err(reason) => reasons.push(reason),
        }
    }
    // A stable sort keeps the order of the catalogue among those alike.
    moves
        .items
        .sort_by(|a, b| b.movement.times_usual.total_cmp(&a.movement.times_usual));
    let count = |reason: NoMoveReason| NotMeasured {
        reason,
        count: reasons.iter().filter(|one| **one == reason).count() as u32,
    };
    let counted = NoMoveReason::ALL.iter().copied().map(count);
    moves.not_measured = counted.filter(|one| one.count > 0).collect();
    moves
}

/// The year of the newest figure of the municipality, where each figure has a period of its own.
fn newest_year(asked: &MovesAsked<'_>, figures: &[(&Indicator, &Series)]) -> Option<u16> {
    if asked.period.is_some() {
        return None;
    }
    let latest = |(_, series): &(&Indicator, &Series)| series.latest_period_of(&asked.area.code);
    figures.iter().filter_map(latest).map(Period::calendar_year).max()
}

fn told(asked: &MovesAsked<'_>, indicator: &Indicator, series: &Series, movement: Movement) -> Move {
    let (own, selector) = (&asked.area.code, asked.selector.to_string());
    let period = Some(movement.period);
    let summary = compare(indicator, series, own, &selector, asked.peers, period).summary;
    Move {
        text: finding::moved_since(indicator, &movement),
        evidence: Evidence::of(indicator, &summary, FigureView::Trend),
        movement,
    }
}

/// The change of one figure since a year before, whether or not it is more than usual.
///
/// # Errors
/// Why it cannot be measured.
pub fn movement(
    asked: &MovesAsked<'_>,
    indicator: &Indicator,
    series: &Series,
) -> Result<Movement, NoMoveReason> {
    let own = &asked.area.code;
    let period = asked.period.or_else(|| series.latest_period_of(own));
    let period = period.ok_or(NoMoveReason::NoValue)?;
    let now = series.cell(own, period);
    let value = now.value.ok_or(NoMoveReason::NoValue)?;
    let existed = |period| asked.area.existed_throughout(period);
    let others: Vec<&AreaCode> = others(asked).collect();
    if asked.period.is_none() && Some(period) < series.latest_period_of_half(&others, existed) {
        return Err(NoMoveReason::OutOfDate);
    }
    if !now.status.carries_finding() {
        return Err(NoMoveReason::Doubtful);
    }
    let year_before = period.plus_years(-1).ok_or(NoMoveReason::NoYearBefore)?;
    if !existed(period) || !existed(year_before) {
        return Err(NoMoveReason::OtherTerritory);
    }
    if now.status == ObservationStatus::Break {
        return Err(NoMoveReason::Break);
    }
    let before = series.cell(own, year_before);
    let value_before = before.value.ok_or(NoMoveReason::NoYearBefore)?;
    if !before.status.carries_finding() {
        return Err(NoMoveReason::Doubtful);
    }
    let earlier = earlier_changes(asked, series, year_before);
    if earlier.len() < FEWEST_EARLIER_CHANGES {
        return Err(NoMoveReason::ShortHistory);
    }
    let sizes: Vec<f64> = earlier.iter().map(|change| change.abs()).collect();
    let median = spread(&sizes).ok_or(NoMoveReason::ShortHistory)?.median;
    let usual = median.max(10f64.powi(-i32::from(indicator.decimals)));
    let change = shown_difference(value, value_before, indicator.decimals);
    let others = changes_of_others(&others, series, period, year_before);
    Ok(Movement {
        period,
        value,
        status: match finding::status_text(now.status) {
            Some(_) => now.status,
            None => before_status_to_mark(before.status),
        },
        before: PreviousValue {
            period: year_before,
            value: value_before,
        },
        change,
        usual,
        earlier: earlier.len() as u32,
        times_usual: change.abs() / usual,
        course: course(indicator, change),
        others_change: spread(&others)
            .filter(|_| others.len() >= FEWEST_FOR_BANDS)
            .map(|spread| spread.median),
        others: others.len() as u32,
    })
}

/// A break at the value before is over; what is said of it otherwise is said of the change too.
fn before_status_to_mark(status: ObservationStatus) -> ObservationStatus {
    match status {
        ObservationStatus::Break => ObservationStatus::Normal,
        other => other,
    }
}

/// The changes of the municipality from year to year until `last`, the latest first. They end at a break and where its
/// borders begin; a year without a value is stepped over.
fn earlier_changes(asked: &MovesAsked<'_>, series: &Series, last: Period) -> Vec<f64> {
    let own = &asked.area.code;
    let mut changes = Vec::new();
    let mut later = series.cell(own, last);
    for years in 1..=MOST_EARLIER_CHANGES {
        let Some(period) = last.plus_years(-years) else {
            break;
        };
        if later.status == ObservationStatus::Break || !asked.area.existed_throughout(period) {
            break;
        }
        let cell = series.cell(own, period);
        let bears = later.status.carries_finding() && cell.status.carries_finding();
        changes.extend(
            later
                .value
                .zip(cell.value)
                .filter(|_| bears)
                .map(|(later, earlier)| later - earlier),
        );
        later = cell;
    }
    changes
}

/// The changes of the other peers between the same periods, breaks and doubtful values aside.
fn changes_of_others(others: &[&AreaCode], series: &Series, period: Period, before: Period) -> Vec<f64> {
    let change = |peer: &&AreaCode| {
        let (now, then) = (series.cell(peer, period), series.cell(peer, before));
        let bears = now.status.carries_finding() && then.status.carries_finding();
        let is_one_series = bears && now.status != ObservationStatus::Break;
        is_one_series.then_some(now.value? - then.value?)
    };
    others.iter().filter_map(change).collect()
}

/// The peers without the municipality itself.
fn others<'a>(asked: &MovesAsked<'a>) -> impl Iterator<Item = &'a AreaCode> {
    let own = &asked.area.code;
    asked.peers.iter().filter(move |peer| *peer != own)
}

fn course(indicator: &Indicator, change: f64) -> Option<Course> {
    match (indicator.direction, shown_sign(change, indicator.decimals)) {
        (Direction::None, _) | (_, Ordering::Equal) => None,
        (Direction::Higher, Ordering::Greater) | (Direction::Lower, Ordering::Less) => Some(Course::Better),
        _ => Some(Course::Worse),
    }
}
