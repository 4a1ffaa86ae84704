//! A cost is never read alone: low costs may be thrift, or few may be served. A sheet names the figures of coverage and
//! quality that a cost stands with, and here the pattern that they make together gets its name. It is a pattern among
//! peers and no cause.

use crate::compare::{Band, ComparisonSummary, FEWEST_FOR_BANDS};
use crate::indicator::{Dimension, Direction};

/// A figure that stands beside a cost.
#[derive(Debug, Clone, PartialEq)]
pub struct Partner {
    /// What it tells of the service.
    pub dimension: Dimension,
    /// Its band among the same peers; none where it says nothing.
    pub band: Option<Band>,
}

/// What a cost and the figures beside it look like together.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum CostPattern {
    /// Low costs, and few are served.
    LowAndFewServed,
    /// Low costs, and the quality is low.
    LowAndPoor,
    /// Low costs, and neither coverage nor quality is low.
    LowAndSound,
    /// High costs, and many are served.
    HighAndManyServed,
    /// High costs, and the quality is high.
    HighAndGood,
    /// High costs, and coverage or quality is low.
    HighAndPoor,
    /// Low or high costs, and none of the figures beside says anything.
    Unread,
}

/// The pattern of a cost with the figures beside it; none where the cost is neither low nor high among its peers, or
/// where the figures beside it make no pattern.
pub fn cost_pattern(cost: &ComparisonSummary, partners: &[Partner]) -> Option<CostPattern> {
    let is_low = is_low(cost)?;
    let bands = |covers: bool| {
        partners
            .iter()
            .filter(move |partner| (partner.dimension == Dimension::Coverage) == covers)
            .filter_map(|partner| partner.band)
    };
    let (coverage, quality) = (
        |wanted| bands(true).any(|band| band == wanted),
        |wanted| bands(false).any(|band| band == wanted),
    );
    let nothing_said = partners.iter().all(|partner| partner.band.is_none());
    let all_said = partners.iter().all(|partner| partner.band.is_some());
    match is_low {
        _ if partners.is_empty() => None,
        _ if nothing_said => Some(CostPattern::Unread),
        true if coverage(Band::Worst) => Some(CostPattern::LowAndFewServed),
        true if quality(Band::Worst) => Some(CostPattern::LowAndPoor),
        true if all_said => Some(CostPattern::LowAndSound),
        false if coverage(Band::Worst) || quality(Band::Worst) => Some(CostPattern::HighAndPoor),
        false if coverage(Band::Best) => Some(CostPattern::HighAndManyServed),
        false if quality(Band::Best) => Some(CostPattern::HighAndGood),
        _ => None,
    }
}

/// Whether a figure is among the lowest quarter of its peers (`true`) or the highest (`false`), whichever way is better;
/// none in between, and where there are too few for quarters or no spread.
fn is_low(cost: &ComparisonSummary) -> Option<bool> {
    match (cost.direction, cost.band) {
        (Direction::Lower, band) => return of_band(band?, Band::Best),
        (Direction::Higher, band) => return of_band(band?, Band::Worst),
        (Direction::None, _) => {}
    }
    let (q1, q3) = cost.peers.q1.zip(cost.peers.q3)?;
    let value = cost.value?;
    let are_enough = usize::try_from(cost.peers.with_value).is_ok_and(|n| n >= FEWEST_FOR_BANDS);
    match are_enough && q1 < q3 {
        true if value <= q1 => Some(true),
        true if value >= q3 => Some(false),
        _ => None,
    }
}

fn of_band(band: Band, low: Band) -> Option<bool> {
    (band != Band::Middle).then_some(band == low)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::area::AreaCode;
    use crate::compare::compare;
    use crate::indicator::Indicator;
    use crate::period::Period;
    use crate::samples;
    use crate::series::Series;

    /// The cost of the n-th of nine areas whose costs are 1 to 9.
    fn cost(place: usize, direction: Direction) -> ComparisonSummary {
        let indicator = Indicator {
            direction,
            ..samples::indicator("TST.COST".parse().unwrap())
        };
        let areas: Vec<AreaCode> = (0..9).map(|n| format!("{n:07}").parse().unwrap()).collect();
        let year = Period::year(2016).unwrap();
        let mut series = Series::empty(indicator.code.clone(), areas.clone(), vec![year]);
        for (value, n) in series.values[0].iter_mut().zip(1..) {
            *value = Some(f64::from(n));
        }
        compare(&indicator, &series, &areas[place], "all", &areas, Some(year)).summary
    }

    fn partners(coverage: Option<Band>, quality: Option<Band>) -> [Partner; 2] {
        [(Dimension::Coverage, coverage), (Dimension::Quality, quality)]
            .map(|(dimension, band)| Partner { dimension, band })
    }

    #[test]
    fn low_and_high_costs_are_named_with_what_stands_beside() {
        use Band::{Best, Middle, Worst};
        let cases = [
            (0, Some(Worst), Some(Best), Some(CostPattern::LowAndFewServed)),
            (0, Some(Middle), Some(Worst), Some(CostPattern::LowAndPoor)),
            (0, Some(Middle), Some(Best), Some(CostPattern::LowAndSound)),
            (0, Some(Middle), None, None),
            (0, None, None, Some(CostPattern::Unread)),
            (8, Some(Best), Some(Middle), Some(CostPattern::HighAndManyServed)),
            (8, Some(Middle), Some(Best), Some(CostPattern::HighAndGood)),
            (8, Some(Best), Some(Worst), Some(CostPattern::HighAndPoor)),
            (8, Some(Middle), Some(Middle), None),
            (4, Some(Worst), Some(Worst), None),
        ];
        for direction in [Direction::Lower, Direction::None] {
            for (place, coverage, quality, expected) in cases {
                let told = cost_pattern(&cost(place, direction), &partners(coverage, quality));
                assert_eq!(told, expected, "{place} {coverage:?} {quality:?} {direction:?}");
            }
        }
    }

    #[test]
    fn a_figure_that_stands_alone_makes_no_pattern() {
        assert_eq!(cost_pattern(&cost(0, Direction::Lower), &[]), None);
    }
}
