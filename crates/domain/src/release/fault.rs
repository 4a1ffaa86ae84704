//! Why a release cannot be planned so.

use super::ReleaseStage;
use crate::finding;
use crate::indicator::{Indicator, IndicatorCode};
use crate::period::Period;
use crate::text::{Language, Text};

/// Why a release cannot be planned so.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum PlanFault {
    /// An indicator is not in the catalogue.
    UnknownIndicator(IndicatorCode),
    /// New figures of an indicator are public at once.
    OpenIndicator(IndicatorCode),
    /// An indicator has no figures of periods as long as this one.
    OtherFrequency(IndicatorCode),
    /// Another release of an indicator and the period is planned.
    PlannedAlready(IndicatorCode),
    /// The stage does not follow what was released of an indicator and the period.
    StageDoesNotFollow(IndicatorCode, Option<ReleaseStage>),
    /// The instant of its release is past.
    ReleasePast,
    /// The instant at which the public follows the members of networks is past.
    PublicPast,
}

/// What is known of an indicator and period that a release is to cover.
#[derive(Debug, Clone, Copy)]
pub struct Beforehand<'a> {
    /// Its sheet; none where it is not in the catalogue.
    pub sheet: Option<&'a Indicator>,
    /// Whether another release of it is planned.
    pub is_planned: bool,
    /// What was released of it last.
    pub released: Option<ReleaseStage>,
}

/// Why figures of an indicator and period cannot be released as this.
pub fn plan_fault(
    code: &IndicatorCode,
    period: Period,
    stage: ReleaseStage,
    before: Beforehand<'_>,
) -> Option<PlanFault> {
    let code = || code.clone();
    let Some(sheet) = before.sheet else {
        return Some(PlanFault::UnknownIndicator(code()));
    };
    if sheet.gate.is_open() {
        Some(PlanFault::OpenIndicator(code()))
    } else if sheet.frequency != period.frequency() {
        Some(PlanFault::OtherFrequency(code()))
    } else if before.is_planned {
        Some(PlanFault::PlannedAlready(code()))
    } else if !stage.may_follow(before.released) {
        Some(PlanFault::StageDoesNotFollow(code(), before.released))
    } else {
        None
    }
}

impl PlanFault {
    /// The stable word.
    pub fn code(&self) -> &'static str {
        match self {
            PlanFault::UnknownIndicator(_) => "unknown_indicator",
            PlanFault::OpenIndicator(_) => "open_indicator",
            PlanFault::OtherFrequency(_) => "other_frequency",
            PlanFault::PlannedAlready(_) => "planned_already",
            PlanFault::StageDoesNotFollow(..) => "stage_does_not_follow",
            PlanFault::ReleasePast | PlanFault::PublicPast => "in_the_past",
        }
    }

    /// The member of the plan that says it (RFC 6901).
    pub fn pointer(&self) -> &'static str {
        match self {
            PlanFault::UnknownIndicator(_) | PlanFault::OpenIndicator(_) | PlanFault::PlannedAlready(_) => {
                "/indicators"
            }
            PlanFault::OtherFrequency(_) => "/period",
            PlanFault::StageDoesNotFollow(..) => "/stage",
            PlanFault::ReleasePast => "/release_at",
            PlanFault::PublicPast => "/members_until",
        }
    }

    /// The fault in a sentence.
    pub fn message(&self) -> Text {
        match self {
            PlanFault::UnknownIndicator(code) => Text::new(
                format!("Rādītāja „{code}” katalogā nav."),
                format!("There is no indicator “{code}” in the catalogue."),
            ),
            PlanFault::OpenIndicator(code) => Text::new(
                format!(
                    "Rādītāja „{code}” jaunās vērtības ir publiskas uzreiz; tā lapā laukā „gate” jābūt „release”."
                ),
                format!(
                    "New figures of “{code}” are public at once; `gate` of its sheet has to be `release`."
                ),
            ),
            PlanFault::OtherFrequency(code) => Text::new(
                format!("Rādītāju „{code}” novēro ar citu biežumu."),
                format!("“{code}” is observed at another frequency."),
            ),
            PlanFault::PlannedAlready(code) => Text::new(
                format!("Rādītāja „{code}” šī perioda vērtībām jau ir ieplānota cita publiskošana."),
                format!("Another release of “{code}” for this period is planned already."),
            ),
            PlanFault::StageDoesNotFollow(code, before) => {
                let name = |language| before.map_or("–", |stage| finding::stage(language, stage));
                let (lv, en) = (name(Language::Lv), name(Language::En));
                Text::new(
                    format!(
                        "Rādītāja „{code}” iepriekšējā publiskošana: {lv}. Vērtības vispirms ir provizoriskas, tad galīgas, un pēc tam tās var tikai precizēt."
                    ),
                    format!(
                        "The release of “{code}” before this one: {en}. Figures are provisional first, then final, and revised after that."
                    ),
                )
            }
            PlanFault::ReleasePast | PlanFault::PublicPast => {
                Text::new("Šis brīdis jau ir pagājis.", "That moment has passed.")
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::indicator::Gate;
    use crate::samples;

    #[test]
    fn each_fault_of_a_plan_is_told_before_the_next() {
        let code: IndicatorCode = "TST.ONE".parse().unwrap();
        let gated = Indicator {
            gate: Gate::Release,
            ..samples::indicator(code.clone())
        };
        let open = samples::indicator(code.clone());
        let year = Period::year(2016).unwrap();
        let quarter: Period = "2016-Q1".parse().unwrap();
        let free = Beforehand {
            sheet: Some(&gated),
            is_planned: false,
            released: None,
        };
        let final_of = |period, before| plan_fault(&code, period, ReleaseStage::Final, before);
        assert_eq!(final_of(year, free), None);
        let told = |period, before| final_of(period, before).map(|fault| (fault.code(), fault.pointer()));
        let unknown = Beforehand { sheet: None, ..free };
        assert_eq!(told(year, unknown), Some(("unknown_indicator", "/indicators")));
        let public = Beforehand {
            sheet: Some(&open),
            ..free
        };
        assert_eq!(told(year, public), Some(("open_indicator", "/indicators")));
        assert_eq!(told(quarter, free), Some(("other_frequency", "/period")));
        let planned = Beforehand {
            is_planned: true,
            ..free
        };
        assert_eq!(told(year, planned), Some(("planned_already", "/indicators")));
        let released = Beforehand {
            released: Some(ReleaseStage::Final),
            ..free
        };
        assert_eq!(told(year, released), Some(("stage_does_not_follow", "/stage")));
    }
}
