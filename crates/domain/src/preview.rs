//! The owner's mirror: what waits to become public, as the municipality sees it whose figures these are.

use crate::area::AreaCode;
use crate::change::PreviousState;
use crate::derivation::Derivation;
use crate::desk::{HeldRecord, SuspicionView};
use crate::explanation::WriteExplanation;
use crate::indicator::{Indicator, IndicatorCode};
use crate::period::Period;
use crate::release::{Release, ReleaseStage, ReleaseState, public_at};
use crate::status::ObservationStatus;
use crate::suppression::linked;
use crate::text::{Language, shown};
use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, BTreeSet, HashMap};

coded! {
    /// What a municipality says of a figure of its own that is not public yet.
    OwnerAnswer {
        /// It is right.
        Confirm = "confirm",
        /// It is wrong, and is to be corrected where it comes from.
        AskCorrection = "ask_correction",
    }

    /// What a figure waits for.
    WaitsFor {
        /// A steward decides whether it is right.
        Decision = "decision",
        /// The instant of its release.
        Release = "release",
    }
}

/// The longest text of an answer, in characters.
pub const LONGEST_ANSWER: usize = 1000;

/// What a municipality answers about a figure.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct AnswerFigure {
    /// Whether it is right.
    pub answer: OwnerAnswer,
    /// What is to be corrected, and why: 1 to 1,000 characters. May be left out of a confirmation.
    #[serde(default)]
    #[cfg_attr(feature = "openapi", schema(min_length = 1, max_length = 1000))]
    pub text: Option<String>,
}

impl AnswerFigure {
    /// The answer as it is kept; `None` when its text says nothing, is too long or cannot be shown, or when a correction
    /// is asked for without saying which.
    pub fn tidied(self) -> Option<AnswerFigure> {
        let text = match self.text.as_deref() {
            None => None,
            Some(text) => Some(shown(text, LONGEST_ANSWER)?.to_owned()),
        };
        let is_whole = text.is_some() || self.answer == OwnerAnswer::Confirm;
        is_whole.then_some(AnswerFigure { text, ..self })
    }
}

/// The answer to a figure, as it is read.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct FigureAnswer {
    /// Whether it is right.
    pub answer: OwnerAnswer,
    /// What is to be corrected.
    pub text: Option<String>,
    /// When it was answered, RFC 3339 in UTC.
    pub answered_at: String,
}

/// The release that a figure waits for.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct PlannedRelease {
    /// Its id.
    pub id: String,
    /// What its figures are.
    pub stage: ReleaseStage,
    /// When it is released, RFC 3339 in UTC; `null` while that is not set.
    pub release_at: Option<String>,
    /// Until when the members of networks alone read it, RFC 3339 in UTC.
    pub members_until: Option<String>,
}

impl PlannedRelease {
    /// When everybody reads it, RFC 3339 in UTC; none while that is not set.
    pub fn public_at(&self) -> Option<&str> {
        public_at(self.release_at.as_deref(), self.members_until.as_deref())
    }
}

/// A figure that waits, in words.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct PreviewFigure {
    /// Its id.
    pub id: String,
    /// The indicator.
    pub indicator: IndicatorCode,
    /// The area.
    pub area: AreaCode,
    /// The period.
    pub period: Period,
    /// The part of the whole; `null` for the whole.
    pub breakdown: Option<String>,
    /// The new number; `null` when the status says why there is none, and with the status `Q` for those who do not see
    /// what is hidden, or may be by then.
    pub value: Option<f64>,
    /// Its status, as it was sent.
    pub status: ObservationStatus,
    /// A remark that stays with the value.
    pub note: Option<String>,
    /// What everybody reads in its place meanwhile; `null` when there is nothing.
    pub stored: Option<PreviousState>,
    /// What it waits for.
    pub waits_for: WaitsFor,
    /// Why it is suspect; `null` when it is not.
    pub suspicion: Option<SuspicionView>,
    /// The release planned for it; `null` while there is none.
    pub release: Option<PlannedRelease>,
    /// What its municipality answered last.
    pub answer: Option<FigureAnswer>,
    /// The explanation that appears with it.
    pub explanation: Option<WriteExplanation>,
    /// When it came, RFC 3339 in UTC.
    pub received_at: String,
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

impl PreviewFigure {
    /// A figure of the desk in a language, with the release among these that it waits for.
    pub fn of(record: HeldRecord, releases: &[Release], language: Language) -> PreviewFigure {
        let covers = |one: &&Release| {
            one.state != ReleaseState::Published && one.covers(&record.indicator, record.period)
        };
        let release = releases.iter().find(covers).map(|one| PlannedRelease {
            id: one.id.clone(),
            stage: one.stage,
            release_at: one.release_at.clone(),
            members_until: one.members_until.clone(),
        });
        let waits_for = match record.awaits_release {
            true => WaitsFor::Release,
            false => WaitsFor::Decision,
        };
        let explanation = record.explanation.clone();
        let words = record.in_words(language);
        PreviewFigure {
            id: words.id,
            indicator: words.indicator,
            area: words.area,
            period: words.period,
            breakdown: words.breakdown,
            value: words.value,
            status: words.status,
            note: words.note,
            stored: words.stored,
            waits_for,
            suspicion: words.suspicion,
            release,
            answer: words.answer,
            explanation,
            received_at: words.held_at,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::confidentiality::ConfStatus;
    use crate::derivation::order;
    use crate::feed::Suspicion;
    use crate::samples;

    #[test]
    fn a_correction_says_what_is_to_be_corrected() {
        let of = |answer, text: Option<&str>| {
            let asked = AnswerFigure {
                answer,
                text: text.map(str::to_owned),
            };
            asked.tidied().map(|kept| kept.text)
        };
        assert_eq!(of(OwnerAnswer::Confirm, None), Some(None));
        assert_eq!(of(OwnerAnswer::AskCorrection, None), None);
        assert_eq!(of(OwnerAnswer::Confirm, Some(" ")), None);
        let text = of(OwnerAnswer::AskCorrection, Some(" Jābūt 5100. "));
        assert_eq!(text, Some(Some("Jābūt 5100.".to_owned())));
    }

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
