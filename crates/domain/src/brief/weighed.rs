//! Every figure weighed: whether it leans to the good or the bad side of its peers, or why nothing is said of it.

use super::{Asked, LeftOutReason};
use crate::area::AreaCode;
use crate::compare::{Band, BandReason, ComparisonSummary, compare};
use crate::indicator::{Dimension, Direction, Indicator, PolicyArea};
use crate::locale::{shown_difference, shown_sign};
use crate::period::Period;
use crate::series::Series;
use crate::verdict::{SetVerdict, verdicts};
use std::cmp::Ordering;

/// How many years a figure may lie behind the newest one: councils are elected every four, and the turnout is a figure too.
const MOST_YEARS_BEHIND: u16 = 4;

/// A figure with what is known of its place.
#[derive(Debug)]
pub(super) struct Weighed<'a> {
    pub(super) indicator: &'a Indicator,
    pub(super) series: &'a Series,
    pub(super) summary: ComparisonSummary,
    /// What the comparison sets say.
    pub(super) verdicts: Vec<SetVerdict>,
    /// Its quarter or half by itself.
    pub(super) alone: Result<Band, LeftOutReason>,
    /// The same, read with its partners.
    pub(super) lean: Result<Band, LeftOutReason>,
    /// Its partners, by their places among the figures.
    pub(super) partners: Vec<usize>,
    /// The latest period in which at least half of the other peers have a value.
    pub(super) common: Option<Period>,
}

impl Weighed<'_> {
    /// How many of the comparison sets say a band.
    pub(super) fn sets_saying(&self, band: Band) -> usize {
        let said = self.verdicts.iter().map(SetVerdict::band);
        said.filter(|said| *said == Some(band)).count()
    }

    /// How far out it lies among its peers: 50 is the last of either side, 0 the middle.
    fn extremity(&self) -> f64 {
        self.summary.percentile.map_or(0.0, |it| (it - 50.0).abs())
    }

    /// Whether a question may be asked of its value: something can be done about it, the value bears it, and it is no cost
    /// that must be read with what it buys.
    pub(super) fn is_asked_about(&self) -> bool {
        use LeftOutReason as R;
        matches!(self.lean, Ok(_) | Err(R::NoSpread | R::Divided))
    }

    /// The width of the peers' middle half, when it has one.
    pub(super) fn width(&self) -> Option<f64> {
        let width = self.summary.peers.q3? - self.summary.peers.q1?;
        (width > 0.0).then_some(width)
    }
}

/// The firmest first: confirmed by most comparison sets, then furthest out. Equal ones stay in the order of the catalogue.
pub(super) fn firmest_first(band: Band) -> impl Fn(&&Weighed<'_>, &&Weighed<'_>) -> Ordering {
    move |a, b| {
        let by_sets = b.sets_saying(band).cmp(&a.sets_saying(band));
        by_sets.then_with(|| b.extremity().total_cmp(&a.extremity()))
    }
}

/// The peers, the area itself among them.
pub(super) fn members(asked: &Asked<'_>) -> Vec<AreaCode> {
    let own = &asked.area.code;
    let itself = (!asked.peers.contains(own)).then(|| own.clone());
    itself.into_iter().chain(asked.peers.iter().cloned()).collect()
}

/// Every shown indicator weighed, in the order given.
pub(super) fn weigh<'a>(
    asked: &Asked<'a>,
    figures: impl IntoIterator<Item = (&'a Indicator, &'a Series)>,
) -> Vec<Weighed<'a>> {
    let shown = figures
        .into_iter()
        .filter(|(indicator, _)| indicator.dimension.is_shown());
    let mut weighed: Vec<Weighed<'a>> = shown
        .map(|(indicator, series)| weigh_one(asked, indicator, series))
        .collect();
    if asked.period.is_none() {
        leave_out_stale(&mut weighed);
    }
    for at in 0..weighed.len() {
        let partners = partners(&weighed, at);
        let says = |band| partners.iter().any(|&one| weighed[one].alone == Ok(band));
        let is_cost = weighed[at].indicator.dimension == Dimension::Productivity;
        let otherwise = match weighed[at].alone {
            Ok(Band::Best) => says(Band::Worst),
            Ok(Band::Worst) => says(Band::Best),
            _ => false,
        };
        if is_cost && otherwise {
            weighed[at].lean = Err(LeftOutReason::PartnerSaysOtherwise);
        }
        weighed[at].partners = partners;
    }
    weighed
}

/// Where each figure has a period of its own, one that lies years behind the newest of them says nothing of today.
fn leave_out_stale(weighed: &mut [Weighed<'_>]) {
    let year = |one: &Weighed<'_>| one.summary.period.map(Period::calendar_year);
    let newest = weighed.iter().filter_map(year).max();
    for one in weighed {
        let behind = newest.zip(year(one)).map(|(newest, year)| newest - year);
        if one.alone.is_ok() && behind > Some(MOST_YEARS_BEHIND) {
            one.alone = Err(LeftOutReason::OutOfDate);
            one.lean = one.alone;
        }
    }
}

fn weigh_one<'a>(asked: &Asked<'a>, indicator: &'a Indicator, series: &'a Series) -> Weighed<'a> {
    let own = &asked.area.code;
    let period = asked.period.or_else(|| series.period_to_show(own));
    let selector = asked.selector.to_string();
    let summary = compare(indicator, series, own, &selector, asked.peers, period).summary;
    let sets = asked
        .comparators
        .iter()
        .map(|(selector, members)| (selector.clone(), members));
    let verdicts = verdicts(indicator, series, own, period, sets);
    let common = common_period(asked, series);
    let alone = alone(asked, indicator, &summary, &verdicts, common);
    Weighed {
        indicator,
        series,
        summary,
        verdicts,
        alone,
        lean: alone,
        partners: Vec::new(),
        common,
    }
}

/// The indicator's partners that are among the figures.
fn partners(weighed: &[Weighed<'_>], at: usize) -> Vec<usize> {
    let partners = weighed[at].indicator.partners.iter();
    partners
        .filter_map(|code| weighed.iter().position(|one| one.indicator.code == *code))
        .filter(|partner| *partner != at)
        .collect()
}

fn alone(
    asked: &Asked<'_>,
    indicator: &Indicator,
    summary: &ComparisonSummary,
    verdicts: &[SetVerdict],
    common: Option<Period>,
) -> Result<Band, LeftOutReason> {
    if is_context(indicator) {
        return Err(LeftOutReason::Context);
    }
    if indicator.direction == Direction::None {
        return Err(LeftOutReason::NoDirection);
    }
    let (Some(value), Some(median)) = (summary.value, summary.peers.median) else {
        return Err(LeftOutReason::NoValue);
    };
    if asked.period.is_none() && summary.period < common {
        return Err(LeftOutReason::OutOfDate);
    }
    if !summary.status.carries_finding() {
        return Err(LeftOutReason::Doubtful);
    }
    let band = match (summary.band, summary.band_reason) {
        (Some(band), _) => band,
        (None, Some(BandReason::NoSpread)) => return Err(LeftOutReason::NoSpread),
        (None, _) => return Err(LeftOutReason::TooFewValues),
    };
    // What reads as the median is no finding, however the digits that are not shown lie.
    let distance = shown_difference(value, median, indicator.decimals);
    let is_level = shown_sign(distance, indicator.decimals) == Ordering::Equal;
    let opposite = match band {
        Band::Best => Band::Worst,
        Band::Worst => Band::Best,
        Band::Middle => return Ok(Band::Middle),
    };
    if is_level {
        return Err(LeftOutReason::NoSpread);
    }
    let said: Vec<Band> = verdicts.iter().filter_map(SetVerdict::band).collect();
    let saying = |one| said.iter().filter(|said| **said == one).count();
    match saying(opposite) > 0 || saying(band) * 2 < said.len() {
        true => Err(LeftOutReason::Divided),
        false => Ok(band),
    }
}

/// Whether it is nothing that the municipality chooses.
pub(super) fn is_context(indicator: &Indicator) -> bool {
    indicator.dimension == Dimension::Context || indicator.policy_area == PolicyArea::Context
}

/// The latest period in which at least half of the other peers have a value, as long as the municipality existed
/// throughout it.
fn common_period(asked: &Asked<'_>, series: &Series) -> Option<Period> {
    let others: Vec<&AreaCode> = others(asked).collect();
    series.latest_period_of_half(&others, |period| asked.area.existed_throughout(period))
}

/// The peers without the area itself.
pub(super) fn others<'a>(asked: &Asked<'a>) -> impl Iterator<Item = &'a AreaCode> {
    let own = &asked.area.code;
    asked.peers.iter().filter(move |peer| *peer != own)
}
