//! The owner's mirror: what waits to become public, as the municipality sees it whose figures these are.

use crate::area::AreaCode;
use crate::change::PreviousState;
use crate::desk::{HeldRecord, SuspicionView};
use crate::explanation::WriteExplanation;
use crate::indicator::IndicatorCode;
use crate::period::Period;
use crate::release::{Release, ReleaseStage, ReleaseState, public_at};
use crate::status::ObservationStatus;
use crate::text::{Language, shown};
use serde::{Deserialize, Serialize};

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
}
