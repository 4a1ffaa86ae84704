//! What stands out in a profile: where an area is among the best, among the worst, and what has moved; and how it stands
//! in each policy area.

use crate::compare::{Band, ComparisonSummary};
use crate::indicator::{Dimension, Indicator, IndicatorCode, PolicyArea};
use serde::{Deserialize, Serialize};
use std::borrow::Borrow;

/// The few figures of a profile to look at first.
#[derive(Debug, Clone, PartialEq)]
pub struct Highlights<'a> {
    /// In the best quarter, the best first.
    pub better: Vec<&'a ComparisonSummary>,
    /// In the worst quarter, the worst first.
    pub worse: Vec<&'a ComparisonSummary>,
    /// Moved most since the value before, the greatest move first.
    pub changed: Vec<&'a ComparisonSummary>,
}

/// The highlights of a profile, at most `most` of each kind.
///
/// What a municipality cannot choose is left out: a council is told of what it can do something about.
/// Moves are measured against the width of the peers' middle half, so that euro and per cent can be put
/// in one order. Where two figures stand out alike, the one earlier in the profile comes first.
pub fn highlights<'a>(
    indicators: &[impl Borrow<Indicator>],
    items: &'a [ComparisonSummary],
    most: usize,
) -> Highlights<'a> {
    let chosen: Vec<&ComparisonSummary> = items
        .iter()
        .filter(|item| {
            indicators
                .iter()
                .map(Borrow::borrow)
                .find(|indicator| indicator.code == item.indicator)
                .is_some_and(|indicator| {
                    indicator.dimension.is_shown() && indicator.dimension != Dimension::Context
                })
        })
        .collect();
    let of_band = |band| chosen.iter().copied().filter(move |item| item.band == Some(band));
    Highlights {
        better: greatest_first(of_band(Band::Best), most, |item| item.percentile),
        worse: greatest_first(of_band(Band::Worst), most, |item| item.percentile.map(|p| -p)),
        changed: greatest_first(chosen.iter().copied(), most, relative_move),
    }
}

/// How an area stands in the indicators of one policy area. They add up: `best + middle + worst + no_band + missing` is `n`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct PolicyAreaStanding {
    /// The policy area.
    pub policy_area: PolicyArea,
    /// How many indicators it has in the profile.
    pub n: u32,
    /// How many are in the best quarter.
    pub best: u32,
    /// In the middle half.
    pub middle: u32,
    /// In the worst quarter.
    pub worst: u32,
    /// Have a value and no band: no direction, too few values, or hardly any difference.
    pub no_band: u32,
    /// Have no value.
    pub missing: u32,
    /// The indicators, in the order of the profile.
    pub indicators: Vec<IndicatorCode>,
}

/// The standing in each policy area that has indicators in the profile, in the order of [`PolicyArea::ALL`]. They are
/// counts and no score: quarters of different indicators do not add up to a mark. Base counts are no part of a profile, and
/// a summary whose sheet is not among the indicators belongs nowhere.
pub fn by_policy_area(
    indicators: &[impl Borrow<Indicator>],
    items: &[ComparisonSummary],
) -> Vec<PolicyAreaStanding> {
    let area_of = |item: &ComparisonSummary| {
        let sheets = indicators.iter().map(Borrow::borrow);
        let mut shown = sheets.filter(|sheet| sheet.dimension.is_shown());
        shown
            .find(|sheet| sheet.code == item.indicator)
            .map(|sheet| sheet.policy_area)
    };
    let placed: Vec<(PolicyArea, &ComparisonSummary)> = items
        .iter()
        .filter_map(|item| Some((area_of(item)?, item)))
        .collect();
    let standing = |policy_area: PolicyArea| {
        let here = placed.iter().filter(|(area, _)| *area == policy_area);
        let here: Vec<&ComparisonSummary> = here.map(|(_, item)| *item).collect();
        let count =
            |is: &dyn Fn(&ComparisonSummary) -> bool| here.iter().filter(|item| is(item)).count() as u32;
        PolicyAreaStanding {
            policy_area,
            n: here.len() as u32,
            best: count(&|item| item.band == Some(Band::Best)),
            middle: count(&|item| item.band == Some(Band::Middle)),
            worst: count(&|item| item.band == Some(Band::Worst)),
            no_band: count(&|item| item.band.is_none() && item.value.is_some()),
            missing: count(&|item| item.value.is_none()),
            indicators: here.iter().map(|item| item.indicator.clone()).collect(),
        }
    };
    let standings = PolicyArea::ALL.iter().map(|one| standing(*one));
    standings.filter(|one| one.n > 0).collect()
}

/// How far the value moved, in widths of the peers' middle half; `None` when it did not move.
fn relative_move(item: &ComparisonSummary) -> Option<f64> {
    let width = item.peers.q3? - item.peers.q1?;
    let moved = (item.value? - item.previous?.value).abs();
    (width > 0.0 && moved > 0.0).then_some(moved / width)
}

fn greatest_first<'a>(
    items: impl Iterator<Item = &'a ComparisonSummary>,
    most: usize,
    measure: impl Fn(&ComparisonSummary) -> Option<f64>,
) -> Vec<&'a ComparisonSummary> {
    let mut measured: Vec<(f64, &ComparisonSummary)> = items
        .filter_map(|item| measure(item).map(|measure| (measure, item)))
        .collect();
    measured.sort_by(|a, b| b.0.total_cmp(&a.0));
    measured.into_iter().take(most).map(|(_, item)| item).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::area::AreaCode;
    use crate::compare::compare;
    use crate::indicator::Direction;
    use crate::period::Period;
    use crate::samples;
    use crate::series::Series;

    fn indicator(code: &str, dimension: Dimension, direction: Direction) -> Indicator {
        Indicator {
            dimension,
            direction,
            ..samples::indicator(code.parse().unwrap())
        }
    }

    /// Nine areas with 1 to 9; the own one with `own`, and `before` a year earlier.
    fn summary(indicator: &Indicator, own: f64, before: f64) -> ComparisonSummary {
        let areas: Vec<AreaCode> = (0..9).map(|n| format!("{n:07}").parse().unwrap()).collect();
        let years = [Period::year(2015).unwrap(), Period::year(2016).unwrap()];
        let mut series = Series::empty(indicator.code.clone(), areas.clone(), years.to_vec());
        series.values[0][0] = Some(before);
        for column in 0..9 {
            series.values[1][column] = Some(column as f64 + 1.0);
        }
        series.values[1][0] = Some(own);
        compare(indicator, &series, &areas[0], "all", &areas, Some(years[1])).summary
    }

    fn codes(items: &[&ComparisonSummary]) -> Vec<String> {
        items.iter().map(|item| item.indicator.to_string()).collect()
    }

    #[test]
    fn the_best_the_worst_and_the_moved_are_told_apart() {
        let indicators = [
            indicator("A.GOOD", Dimension::Quality, Direction::Higher),
            indicator("A.BAD", Dimension::Quality, Direction::Lower),
            indicator("A.PLAIN", Dimension::Priority, Direction::None),
            indicator("A.CONTEXT", Dimension::Context, Direction::Higher),
        ];
        let items = [
            summary(&indicators[0], 9.5, 9.5),
            summary(&indicators[1], 9.5, 9.0),
            summary(&indicators[2], 5.0, 1.0),
            summary(&indicators[3], 9.5, 1.0),
        ];
        let found = highlights(&indicators, &items, 3);
        assert_eq!(
            codes(&found.better),
            ["A.GOOD"],
            "the context is not a merit of anybody"
        );
        assert_eq!(codes(&found.worse), ["A.BAD"]);
        assert_eq!(
            codes(&found.changed),
            ["A.PLAIN", "A.BAD"],
            "what did not move is not listed, the greater move comes first"
        );
    }

    #[test]
    fn no_more_than_asked_for() {
        let one = indicator("A.GOOD", Dimension::Quality, Direction::Higher);
        let items = vec![summary(&one, 9.5, 1.0); 5];
        let found = highlights(&[one], &items, 3);
        assert_eq!((found.better.len(), found.changed.len()), (3, 3));
    }

    #[test]
    fn the_standings_of_the_policy_areas_add_up() {
        let social = |code: &str, direction| Indicator {
            policy_area: PolicyArea::SocialHealth,
            ..indicator(code, Dimension::Quality, direction)
        };
        let indicators = [
            indicator("A.GOOD", Dimension::Quality, Direction::Higher),
            social("B.BAD", Direction::Lower),
            social("B.PLAIN", Direction::None),
            social("B.NONE", Direction::Higher),
            indicator("A.BASE", Dimension::Base, Direction::None),
        ];
        let mut items: Vec<ComparisonSummary> = indicators.iter().map(|one| summary(one, 9.5, 9.0)).collect();
        (items[3].value, items[3].band) = (None, None);
        let found = by_policy_area(&indicators, &items);
        let told: Vec<_> = found
            .iter()
            .map(|it| {
                (
                    it.policy_area,
                    it.n,
                    it.best,
                    it.middle,
                    it.worst,
                    it.no_band,
                    it.missing,
                )
            })
            .collect();
        assert_eq!(
            told,
            [
                (PolicyArea::SocialHealth, 3, 0, 0, 1, 1, 1),
                (PolicyArea::EducationCulture, 1, 1, 0, 0, 0, 0),
            ]
        );
        let codes: Vec<&str> = found[0].indicators.iter().map(|code| code.as_str()).collect();
        assert_eq!(codes, ["B.BAD", "B.PLAIN", "B.NONE"]);
    }
}
