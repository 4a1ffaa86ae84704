//! Hidden figures as they are read by those who may, and what others see of figures before it is decided which are hidden.

use crate::area::AreaCode;
use crate::confidentiality::ConfStatus;
use crate::derivation::Derivation;
use crate::desk::HeldRecord;
use crate::indicator::{Indicator, IndicatorCode};
use crate::period::Period;
use crate::status::ObservationStatus;
use crate::suppression::linked;
use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, BTreeSet, HashMap};

/// A figure that is current and not shown to everybody.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct HiddenFigure {
    /// The indicator.
    pub indicator: IndicatorCode,
    /// The area.
    pub area: AreaCode,
    /// The period.
    pub period: Period,
    /// The part of the whole; `null` for the whole.
    pub breakdown: Option<String>,
    /// The number.
    pub value: f64,
    /// The status of the number, which everybody reads as `Q`.
    pub status: ObservationStatus,
    /// Why it is hidden: `A` too few cases, `D` because it would reveal another, else the letter of its sender.
    pub conf_status: ConfStatus,
    /// How many cases stand behind it, where its sender says so.
    pub cases: Option<f64>,
    /// A remark, which everybody reads.
    pub note: Option<String>,
    /// The batch it came in.
    pub batch: String,
    /// The data version that brought it.
    pub version: u64,
}

/// What those see of figures on the desk who do not see what is hidden.
#[derive(Debug, Clone, Default)]
pub struct Unhidden {
    /// The indicators whose figures may be shown before it is decided which of them are hidden.
    open: BTreeSet<IndicatorCode>,
    /// Those of them that are shown of no such figure in some areas.
    closed: BTreeSet<IndicatorOfArea>,
    /// The indicators that have hidden numbers, of which a suspicion may tell.
    with_hidden: BTreeSet<IndicatorCode>,
}

/// An indicator in an area: what is hidden there is told by figures of that area alone.
pub type IndicatorOfArea = (AreaCode, IndicatorCode);

impl Unhidden {
    /// By the sheets of the catalogue and their formulas, and what has something to hide by now, in public or on the desk.
    ///
    /// Which figures are of few cases, and what would reveal them or what a sender keeps back, is decided when they become
    /// public; until then no number is shown of what has something to hide, nor of what adds up with it.
    pub fn of(
        sheets: &[Indicator],
        derivations: &[Derivation],
        hiding: &BTreeSet<IndicatorOfArea>,
    ) -> Unhidden {
        let hides_few = |sheet: &&Indicator| sheet.min_count.is_some_and(|least| least > 0);
        let few = sheets.iter().filter(hides_few).map(|sheet| sheet.code.clone());
        let closed = with_what_adds_up(few.collect(), derivations);
        let open = sheets.iter().map(|sheet| sheet.code.clone());
        let mut of_area: BTreeMap<&AreaCode, BTreeSet<IndicatorCode>> = BTreeMap::new();
        for (area, code) in hiding {
            of_area.entry(area).or_default().insert(code.clone());
        }
        let in_area = |(area, hiding): (&AreaCode, BTreeSet<IndicatorCode>)| {
            let closed = with_what_adds_up(hiding, derivations).into_iter();
            let area = area.clone();
            closed.map(move |code| (area.clone(), code))
        };
        Unhidden {
            open: open.filter(|code| !closed.contains(code)).collect(),
            closed: of_area.into_iter().flat_map(in_area).collect(),
            with_hidden: hiding.iter().map(|(_, code)| code.clone()).collect(),
        }
    }

    /// A figure as it is seen before it is public.
    pub fn early(&self, record: HeldRecord) -> HeldRecord {
        let is_closed = self
            .closed
            .contains(&(record.area.clone(), record.indicator.clone()));
        if is_closed || !record.conf_status.is_free() || !self.open.contains(&record.indicator) {
            return record.masked();
        }
        match self.with_hidden.contains(&record.indicator) {
            true => record.without_grounds(),
            false => record,
        }
    }
}

/// Indicators, and what adds up with any of them.
fn with_what_adds_up(
    mut codes: BTreeSet<IndicatorCode>,
    derivations: &[Derivation],
) -> BTreeSet<IndicatorCode> {
    for linked in linked(codes.clone(), derivations, &HashMap::new()) {
        let terms = linked.equations.iter().flat_map(|equation| {
            let parts = equation.parts.iter().map(|(part, _)| *part);
            parts.chain([equation.whole])
        });
        codes.extend(terms.map(|at| linked.indicators[at].clone()));
    }
    codes
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::derivation::order;
    use crate::feed::Suspicion;
    use crate::samples;

    fn record(conf_status: ConfStatus) -> HeldRecord {
        HeldRecord {
            id: 1,
            feed: "srda".to_owned(),
            batch: "1".to_owned(),
            row: 1,
            indicator: "TST.ONE".parse().unwrap(),
            area: "0840200".parse().unwrap(),
            period: Period::year(2016).unwrap(),
            breakdown: None,
            value: Some(6.25),
            status: ObservationStatus::Normal,
            withdrawn: false,
            note: None,
            conf_status,
            suspicion: None,
            as_whole: false,
            stored: None,
            awaits_release: true,
            answer: None,
            explanation: None,
            held_at: "2017-01-01T00:00:00Z".to_owned(),
        }
    }

    #[test]
    fn a_number_that_may_be_hidden_is_not_seen_early() {
        let sheet = |min_count| Indicator {
            min_count,
            ..samples::indicator("TST.ONE".parse().unwrap())
        };
        let seen = |conf_status, min_count, formula: &str| {
            let sum = Indicator {
                formula: Some(formula.to_owned()),
                ..samples::indicator("TST.SUM".parse().unwrap())
            };
            let small = Indicator {
                min_count: Some(5),
                ..samples::indicator("TST.FEW".parse().unwrap())
            };
            let sheets = [sheet(min_count), small, sum];
            let unhidden = Unhidden::of(&sheets, &order(&sheets).unwrap(), &BTreeSet::new());
            unhidden.early(record(conf_status)).value
        };
        const APART: &str = "TST.ONE / TST.FEW";
        assert_eq!(seen(ConfStatus::Free, None, APART), Some(6.25));
        assert_eq!(seen(ConfStatus::Free, Some(0), APART), Some(6.25));
        assert_eq!(
            seen(ConfStatus::Free, Some(5), APART),
            None,
            "few cases are found out at the release"
        );
        assert_eq!(seen(ConfStatus::Confidential, None, APART), None);
        assert_eq!(
            seen(ConfStatus::Free, None, "TST.ONE + TST.FEW"),
            None,
            "it may be hidden for the sake of what it adds up with"
        );
        let nothing = Unhidden::default().early(record(ConfStatus::Free));
        assert_eq!(
            (nothing.value, nothing.status),
            (None, ObservationStatus::Suppressed)
        );
    }

    #[test]
    fn what_adds_up_with_a_secret_is_not_seen_early_in_its_area() {
        let one: IndicatorCode = "TST.ONE".parse().unwrap();
        let other: IndicatorCode = "TST.OTHER".parse().unwrap();
        let sum = Indicator {
            formula: Some("TST.ONE + TST.OTHER".to_owned()),
            ..samples::indicator("TST.SUM".parse().unwrap())
        };
        let sheets = [samples::indicator(one), samples::indicator(other.clone()), sum];
        let seen = |area: &str| {
            let hiding = BTreeSet::from([(area.parse().unwrap(), other.clone())]);
            let unhidden = Unhidden::of(&sheets, &order(&sheets).unwrap(), &hiding);
            unhidden.early(record(ConfStatus::Free)).value
        };
        assert_eq!(
            seen("0840200"),
            None,
            "the sum less this one would tell the other"
        );
        assert_eq!(
            seen("0001000"),
            Some(6.25),
            "what another municipality hides is not told by this one"
        );
    }

    #[test]
    fn a_suspicion_tells_no_hidden_number_to_who_reads_none() {
        let indicator = || "TST.ONE".parse().unwrap();
        let sheets = [samples::indicator(indicator())];
        let suspicion = Suspicion::UnlikeOthers {
            value: 6.25,
            low: 1.0,
            high: 2.0,
        };
        let said = |hidden: BTreeSet<IndicatorOfArea>| {
            let record = HeldRecord {
                suspicion: Some(suspicion.clone()),
                ..record(ConfStatus::Free)
            };
            Unhidden::of(&sheets, &[], &hidden).early(record).suspicion
        };
        assert_eq!(said(BTreeSet::new()), Some(suspicion.clone()));
        let untold = Suspicion::UnlikeHidden { value: Some(6.25) };
        let elsewhere = ("0001000".parse().unwrap(), indicator());
        assert_eq!(said(BTreeSet::from([elsewhere])), Some(untold));
    }
}
