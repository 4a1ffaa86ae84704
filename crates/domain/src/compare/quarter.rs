//! Quarters without a judgement: where a value lies, whichever way is better.

use super::{BandReason, ComparisonSummary, FEWEST_FOR_BANDS};
use crate::indicator::Direction;

/// Where a value lies among those of its peers, whichever way is better.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Quarter {
    /// The upper quarter.
    Upper,
    /// The middle half.
    Middle,
    /// The lower quarter.
    Lower,
}

impl ComparisonSummary {
    /// Why nobody among the peers has a band; `None` where those with a value have one.
    pub fn without_bands(&self) -> Option<BandReason> {
        match self.direction {
            Direction::None => Some(BandReason::NoDirection),
            _ => self.without_quarters(),
        }
    }

    /// The quarter of a value. At a boundary it is the one that a band would be if more were better.
    pub fn quarter(&self, value: f64) -> Option<Quarter> {
        let (q1, q3) = self.peers.q1.zip(self.peers.q3)?;
        if self.without_quarters().is_some() {
            return None;
        }
        Some(match value {
            upper if upper >= q3 => Quarter::Upper,
            lower if lower < q1 => Quarter::Lower,
            _ => Quarter::Middle,
        })
    }

    fn without_quarters(&self) -> Option<BandReason> {
        if (self.of as usize) < FEWEST_FOR_BANDS {
            return Some(BandReason::TooFewValues);
        }
        (self.peers.q1 == self.peers.q3).then_some(BandReason::NoSpread)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::area::AreaCode;
    use crate::compare::{Band, Comparison, compare};
    use crate::indicator::Indicator;
    use crate::period::Period;
    use crate::samples;
    use crate::series::Series;

    fn compared(direction: Direction, values: &[f64]) -> Comparison {
        let areas: Vec<AreaCode> = (0..values.len())
            .map(|n| format!("{n:07}").parse().unwrap())
            .collect();
        let period = Period::year(2016).unwrap();
        let mut series = Series::empty("TST.ONE".parse().unwrap(), areas.clone(), vec![period]);
        for (column, value) in values.iter().enumerate() {
            series.values[0][column] = Some(*value);
        }
        let indicator = Indicator {
            direction,
            ..samples::indicator("TST.ONE".parse().unwrap())
        };
        compare(&indicator, &series, &areas[0], "all", &areas, Some(period))
    }

    #[test]
    fn quarters_are_the_bands_of_an_indicator_of_which_more_is_better() {
        let values: Vec<f64> = (0..11).map(|n| f64::from(n * n % 7)).collect();
        let plain = compared(Direction::None, &values);
        for item in compared(Direction::Higher, &values).items {
            let expected = match item.band.unwrap() {
                Band::Best => Quarter::Upper,
                Band::Middle => Quarter::Middle,
                Band::Worst => Quarter::Lower,
            };
            assert_eq!(
                plain.summary.quarter(item.value),
                Some(expected),
                "{}",
                item.value
            );
        }
    }

    #[test]
    fn without_enough_values_or_differences_there_are_none() {
        let few = compared(Direction::None, &[1.0, 2.0, 3.0]).summary;
        assert_eq!(
            (few.quarter(1.0), few.without_bands()),
            (None, Some(BandReason::NoDirection))
        );
        let few = compared(Direction::Lower, &[1.0, 2.0, 3.0]).summary;
        assert_eq!(few.without_bands(), Some(BandReason::TooFewValues));
        let alike = compared(Direction::Lower, &[4.0; 9]).summary;
        assert_eq!(
            (alike.quarter(4.0), alike.without_bands()),
            (None, Some(BandReason::NoSpread))
        );
    }
}
