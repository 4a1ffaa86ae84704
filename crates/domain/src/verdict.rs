//! The verdict that survives the argument: the same figure beside several comparison sets at once. Whoever dislikes the
//! answer of one asks another; here all of them answer together.

use crate::area::{Area, AreaCode};
use crate::compare::{Band, BandReason, ComparisonSummary, compare};
use crate::indicator::Indicator;
use crate::peers::PeerSelector;
use crate::period::Period;
use crate::series::Series;

mod stability;

pub use stability::{VerdictStability, VerdictWithout, stability};

/// How many similar areas are asked.
const SIMILAR: u8 = 7;

/// What one comparison set says.
#[derive(Debug, Clone, PartialEq)]
pub struct SetVerdict {
    /// The set.
    pub selector: PeerSelector,
    /// The comparison with it.
    pub summary: ComparisonSummary,
}

impl SetVerdict {
    /// The band of the area among the set.
    pub fn band(&self) -> Option<Band> {
        self.summary.band
    }

    /// Why there is no band.
    pub fn reason(&self) -> Option<BandReason> {
        self.summary.band_reason
    }
}

/// What all of them say together.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Agreement {
    /// All that say something say the same.
    Same {
        /// What they say.
        band: Band,
        /// How many they are; at least two.
        said: usize,
    },
    /// It depends on whom one asks.
    Divided {
        /// How many say that the area is in the best quarter.
        best: usize,
        /// In the middle half.
        middle: usize,
        /// In the worst quarter.
        worst: usize,
    },
    /// Fewer than two say anything: there is nothing to agree on.
    Unsaid,
}

/// The sets that are asked about an area: all pilots, those of its kind, those of its region, the first network that it
/// is in, and the most similar.
pub fn comparators(area: &Area) -> Vec<PeerSelector> {
    let mut sets = vec![
        PeerSelector::All,
        PeerSelector::Kind(area.kind),
        PeerSelector::Region(area.region.clone()),
    ];
    sets.extend(area.networks.first().cloned().map(PeerSelector::Network));
    sets.push(PeerSelector::Similar(SIMILAR));
    sets
}

/// What each set says of an area in a period; `members` are those of the set, resolved.
pub fn verdicts(
    indicator: &Indicator,
    series: &Series,
    area: &AreaCode,
    period: Option<Period>,
    sets: impl IntoIterator<Item = (PeerSelector, impl AsRef<[AreaCode]>)>,
) -> Vec<SetVerdict> {
    sets.into_iter()
        .map(|(selector, members)| SetVerdict {
            summary: compare(
                indicator,
                series,
                area,
                &selector.to_string(),
                members.as_ref(),
                period,
            )
            .summary,
            selector,
        })
        .collect()
}

/// What they say together.
pub fn agreement(verdicts: &[SetVerdict]) -> Agreement {
    let said = |band| {
        verdicts
            .iter()
            .filter(|verdict| verdict.band() == Some(band))
            .count()
    };
    let (best, middle, worst) = (said(Band::Best), said(Band::Middle), said(Band::Worst));
    match (best, middle, worst) {
        _ if best + middle + worst < 2 => Agreement::Unsaid,
        (said, 0, 0) => Agreement::Same {
            band: Band::Best,
            said,
        },
        (0, said, 0) => Agreement::Same {
            band: Band::Middle,
            said,
        },
        (0, 0, said) => Agreement::Same {
            band: Band::Worst,
            said,
        },
        (best, middle, worst) => Agreement::Divided { best, middle, worst },
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::finding;
    use crate::indicator::Direction;
    use crate::samples;
    use crate::text::Language;

    /// Twelve areas with 1 to 12, where more is better.
    fn twelve() -> (Indicator, Series, Vec<AreaCode>, Period) {
        let indicator = Indicator {
            direction: Direction::Higher,
            ..samples::indicator("TST.ONE".parse().unwrap())
        };
        let areas: Vec<AreaCode> = (0..12).map(|n| format!("{n:07}").parse().unwrap()).collect();
        let year = Period::year(2016).unwrap();
        let mut series = Series::empty(indicator.code.clone(), areas.clone(), vec![year]);
        for column in 0..12 {
            series.values[0][column] = Some(column as f64 + 1.0);
        }
        (indicator, series, areas, year)
    }

    fn asked(sets: &[&[usize]], own: usize) -> Vec<SetVerdict> {
        let (indicator, series, areas, year) = twelve();
        let sets = sets.iter().map(|members| {
            let members: Vec<AreaCode> = members.iter().map(|&at| areas[at].clone()).collect();
            (PeerSelector::Areas(members.clone()), members)
        });
        verdicts(&indicator, &series, &areas[own], Some(year), sets)
    }

    const ALL: &[usize] = &[0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11];
    const UPPER: &[usize] = &[4, 5, 6, 7, 8, 9, 10, 11];
    const FEW: &[usize] = &[3, 4];

    #[test]
    fn those_that_say_the_same_agree_whoever_says_nothing() {
        let verdicts = asked(&[ALL, UPPER, FEW], 11);
        assert_eq!(verdicts[2].reason(), Some(BandReason::TooFewValues));
        let together = agreement(&verdicts);
        assert_eq!(
            together,
            Agreement::Same {
                band: Band::Best,
                said: 2
            },
            "a set too small for quarters says nothing against it"
        );
        assert_eq!(
            finding::agreement(Language::En, together, verdicts.len()),
            Some("Best quarter in 2 of 3 comparisons; the others give no quarters.".to_owned())
        );
    }

    #[test]
    fn it_depends_on_whom_one_asks() {
        let verdicts = asked(&[ALL, UPPER], 4);
        let together = agreement(&verdicts);
        assert_eq!(
            together,
            Agreement::Divided {
                best: 0,
                middle: 1,
                worst: 1
            },
            "in the middle of all, and last of the upper ones"
        );
        assert_eq!(
            finding::agreement(Language::Lv, together, 2).unwrap(),
            "Atkarīgs no tā, ar ko salīdzina: vidējā puse – 1, sliktākā ceturtdaļa – 1."
        );
    }

    #[test]
    fn one_verdict_is_no_agreement() {
        assert_eq!(agreement(&asked(&[ALL, FEW], 4)), Agreement::Unsaid);
        assert_eq!(agreement(&[]), Agreement::Unsaid);
        assert_eq!(finding::agreement(Language::Lv, Agreement::Unsaid, 2), None);
    }

    #[test]
    fn a_municipality_in_no_network_is_asked_about_all_the_same() {
        let mut area = samples::area("0840200".parse().unwrap());
        area.networks = vec![];
        assert_eq!(comparators(&area).len(), 4);
        area.networks = vec!["N2".parse().unwrap(), "N3".parse().unwrap()];
        let sets: Vec<String> = comparators(&area).iter().map(ToString::to_string).collect();
        assert!(
            sets.contains(&"network:N2".to_owned()) && sets.len() == 5,
            "{sets:?}"
        );
    }
}
