//! Two indicators beside each other: who has both values in a period, who lacks one and why, and whether they go together.

use crate::area::AreaCode;
use crate::correlation::rank_correlation;
use crate::period::Period;
use crate::series::Series;
use crate::status::MissingReason;

/// Below this many pairs nothing is said about how two indicators go together.
pub const FEWEST_FOR_RELATION: usize = 8;

/// How many standard errors a correlation must lie from none before anything is said of it: nineteen in twenty that came
/// about by chance lie nearer.
const BEYOND_CHANCE: f64 = 1.96;

/// From here on a relation is called moderate.
const MODERATE: f64 = 0.4;
/// From here on it is called strong.
const STRONG: f64 = 0.7;

/// An area with both values.
#[derive(Debug, Clone, PartialEq)]
pub struct Pair {
    /// The area.
    pub area: AreaCode,
    /// The value of the first indicator.
    pub x: f64,
    /// The value of the second indicator.
    pub y: f64,
}

/// An area that lacks one of the values, or both.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Unpaired {
    /// The area.
    pub area: AreaCode,
    /// Why the first indicator has no value; `None` where it has one.
    pub x: Option<MissingReason>,
    /// Why the second indicator has no value; `None` where it has one.
    pub y: Option<MissingReason>,
}

/// Two indicators beside each other in one period.
#[derive(Debug, Clone, PartialEq)]
pub struct Pairing {
    /// The period.
    pub period: Period,
    /// How many areas were asked about, the own one included.
    pub n: u32,
    /// Those with both values, in the order they were given.
    pub pairs: Vec<Pair>,
    /// Those without, in the order they were given.
    pub unpaired: Vec<Unpaired>,
    /// Spearman's rank correlation of the pairs.
    pub correlation: Option<f64>,
}

/// How strong a relation is, in words.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Strength {
    /// Below 0.4.
    Weak,
    /// From 0.4 on.
    Moderate,
    /// From 0.7 on.
    Strong,
}

/// What may be said of how two indicators go together.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Relation {
    /// Fewer than [`FEWEST_FOR_RELATION`] have both values: nothing.
    TooFew,
    /// All values of one indicator are equal: nothing.
    NoVariation,
    /// So small a correlation comes about by chance, too.
    Unclear {
        /// Spearman's rank correlation.
        correlation: f64,
    },
    /// They go together, or against each other where the correlation is negative.
    Related {
        /// Spearman's rank correlation.
        correlation: f64,
        /// How closely.
        strength: Strength,
    },
}

/// Pairs the values that `peers` have in `period`; `area` is added when it is not among them.
pub fn pair(x: &Series, y: &Series, area: &AreaCode, peers: &[AreaCode], period: Period) -> Pairing {
    let own = (!peers.contains(area)).then_some(area);
    let (mut pairs, mut unpaired) = (Vec::with_capacity(peers.len() + 1), Vec::new());
    for member in own.into_iter().chain(peers) {
        let (of_x, of_y) = (x.cell(member, period), y.cell(member, period));
        match (of_x.value, of_y.value) {
            (Some(x), Some(y)) => pairs.push(Pair {
                area: member.clone(),
                x,
                y,
            }),
            _ => unpaired.push(Unpaired {
                area: member.clone(),
                x: of_x.reason(),
                y: of_y.reason(),
            }),
        }
    }
    let values: Vec<(f64, f64)> = pairs.iter().map(|pair| (pair.x, pair.y)).collect();
    Pairing {
        period,
        n: (pairs.len() + unpaired.len()) as u32,
        correlation: rank_correlation(&values),
        pairs,
        unpaired,
    }
}

impl Pairing {
    /// What may be said of how the two go together.
    ///
    /// Where nothing goes together, the correlation of n pairs has the standard error 1/√(n−1) (Kendall & Gibbons 1990,
    /// "Rank Correlation Methods", chapter 4), and one that lies within 1.96 of them is not told from none.
    pub fn relation(&self) -> Relation {
        if self.pairs.len() < FEWEST_FOR_RELATION {
            return Relation::TooFew;
        }
        let Some(correlation) = self.correlation else {
            return Relation::NoVariation;
        };
        let size = correlation.abs();
        if size * ((self.pairs.len() - 1) as f64).sqrt() <= BEYOND_CHANCE {
            return Relation::Unclear { correlation };
        }
        // As it is shown, in two digits: 0.70 is never called less than strong.
        let strength = match (size * 100.0).round() / 100.0 {
            size if size >= STRONG => Strength::Strong,
            size if size >= MODERATE => Strength::Moderate,
            _ => Strength::Weak,
        };
        Relation::Related {
            correlation,
            strength,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::status::ObservationStatus;

    fn areas(n: usize) -> Vec<AreaCode> {
        (0..n).map(|n| format!("{n:07}").parse().unwrap()).collect()
    }

    fn series(areas: &[AreaCode], value: impl Fn(usize) -> Option<f64>) -> Series {
        let year = Period::year(2016).unwrap();
        let mut series = Series::empty("TST.ONE".parse().unwrap(), areas.to_vec(), vec![year]);
        for (column, cell) in series.values[0].iter_mut().enumerate() {
            *cell = value(column);
        }
        series
    }

    fn relation(x: impl Fn(usize) -> Option<f64>, n: usize) -> Relation {
        let areas = areas(n);
        let of_y = series(&areas, |place| Some(place as f64));
        pair(&series(&areas, x), &of_y, &areas[0], &areas, of_y.periods[0]).relation()
    }

    #[test]
    fn who_lacks_a_value_is_told_with_the_reason() {
        let areas = areas(4);
        let mut x = series(&areas, |place| (place != 1).then_some(1.0));
        x.status[0][1] = ObservationStatus::Suppressed;
        let y = series(&areas, |place| (place != 1 && place != 2).then_some(2.0));
        let found = pair(&x, &y, &areas[3], &areas[..3], x.periods[0]);
        assert_eq!(found.n, 4, "the own area is asked about, too");
        let paired: Vec<&AreaCode> = found.pairs.iter().map(|pair| &pair.area).collect();
        assert_eq!(paired, [&areas[3], &areas[0]]);
        let (both, one) = (&found.unpaired[0], &found.unpaired[1]);
        assert_eq!(
            (both.x, both.y),
            (Some(MissingReason::Suppressed), Some(MissingReason::NotAvailable))
        );
        assert_eq!((one.x, one.y), (None, Some(MissingReason::NotAvailable)));
    }

    #[test]
    fn nothing_is_said_of_few() {
        assert_eq!(relation(|place| Some(place as f64), 7), Relation::TooFew);
        let all = Relation::Related {
            correlation: 1.0,
            strength: Strength::Strong,
        };
        assert_eq!(relation(|place| Some(place as f64), 8), all);
        assert_eq!(relation(|_| Some(3.0), 20), Relation::NoVariation);
    }

    #[test]
    fn a_relation_is_as_strong_as_it_is_shown() {
        let mut pairing = {
            let areas = areas(44);
            let series = series(&areas, |place| Some(place as f64));
            pair(&series, &series, &areas[0], &areas, series.periods[0])
        };
        for (correlation, wanted) in [
            (-0.697, Strength::Strong),
            (0.694, Strength::Moderate),
            (0.396, Strength::Moderate),
            (-0.394, Strength::Weak),
        ] {
            pairing.correlation = Some(correlation);
            let strength = wanted;
            assert_eq!(
                pairing.relation(),
                Relation::Related {
                    correlation,
                    strength
                }
            );
        }
    }

    #[test]
    fn what_may_be_chance_is_told_from_what_is_not() {
        // Every third one lies above all others: the rest go together.
        let above =
            |n: usize| move |place: usize| Some((place + if place.is_multiple_of(3) { n } else { 0 }) as f64);
        assert!(
            matches!(relation(above(9), 9), Relation::Unclear { .. }),
            "0.3 of nine"
        );
        let of_many = relation(above(44), 44);
        assert!(
            matches!(
                of_many,
                Relation::Related {
                    strength: Strength::Moderate,
                    ..
                }
            ),
            "0.52 of forty-four: {of_many:?}"
        );
    }
}
