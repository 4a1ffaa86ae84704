//! The desk: figures that have arrived and are not public. A held figure waits there until a steward releases or
//! refuses it, or until a later figure is sent for the same cell.

use crate::area::AreaCode;
use crate::change::PreviousState;
use crate::confidentiality::ConfStatus;
use crate::explanation::WriteExplanation;
use crate::feed::Suspicion;
use crate::indicator::IndicatorCode;
use crate::period::Period;
use crate::preview::FigureAnswer;
use crate::receipt::Receipt;
use crate::status::ObservationStatus;
use crate::text::{Language, shown};
use serde::{Deserialize, Serialize};

coded! {
    /// How a figure left the desk.
    DeskExit {
        /// A steward let it out: it is public since.
        Released = "released",
        /// A steward did not: it is nowhere but here.
        Refused = "refused",
        /// A later figure was sent for the same cell.
        Superseded = "superseded",
    }

    /// What a steward decides about held figures.
    Verdict {
        /// They become public.
        Release = "release",
        /// They do not.
        Refuse = "refuse",
    }
}

impl Verdict {
    /// How a figure leaves the desk by it.
    pub fn exit(self) -> DeskExit {
        match self {
            Verdict::Release => DeskExit::Released,
            Verdict::Refuse => DeskExit::Refused,
        }
    }
}

/// The longest reason of a decision, in characters.
pub const LONGEST_REASON: usize = 1000;

/// The reason of a decision as it is kept; `None` when it says nothing, is too long, or holds what cannot be shown.
pub fn reason(text: &str) -> Option<&str> {
    shown(text, LONGEST_REASON)
}

/// A decision about held figures of a batch.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Decision {
    /// Its id.
    pub id: String,
    /// The batch whose figures it is about.
    pub batch: String,
    /// What was decided.
    pub decision: Verdict,
    /// Why, in the words of who decided.
    pub reason: String,
    /// How many figures it is about.
    pub figures: u64,
    /// How many of those it released were not public with it but waited for the release of their indicator.
    pub awaiting_release: u64,
    /// Who decided, by id; `null` for those who may not decide themselves.
    pub decided_by: Option<String>,
    /// The name of that person; `null` where there is none any more, and for those who may not decide themselves.
    pub decided_by_name: Option<String>,
    /// When, RFC 3339 in UTC.
    pub decided_at: String,
    /// The data version after it: of a release the one in which the figures are public.
    pub version: u64,
}

/// What a steward writes to decide.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct Decide {
    /// What is decided.
    pub decision: Verdict,
    /// Why: 1 to 1,000 characters.
    #[cfg_attr(feature = "openapi", schema(min_length = 1, max_length = 1000))]
    pub reason: String,
}

/// A held figure as it is kept, free of language.
#[derive(Debug, Clone, PartialEq)]
pub struct HeldRecord {
    /// Its number on the desk.
    pub id: u64,
    /// The feed it came by.
    pub feed: String,
    /// The batch it came in.
    pub batch: String,
    /// The row of the batch, counted from 1.
    pub row: u64,
    /// The indicator.
    pub indicator: IndicatorCode,
    /// The area.
    pub area: AreaCode,
    /// The period.
    pub period: Period,
    /// The part of the whole; none for the whole.
    pub breakdown: Option<String>,
    /// The number.
    pub value: Option<f64>,
    /// Its status.
    pub status: ObservationStatus,
    /// A remark that stays with the value.
    pub note: Option<String>,
    /// Whether it takes back what the cell says.
    pub withdrawn: bool,
    /// Whether its sender lets everybody see the number.
    pub conf_status: ConfStatus,
    /// Why it is suspect; none when it waits because its batch does.
    pub suspicion: Option<Suspicion>,
    /// Whether its batch waits as a whole, and is decided about so.
    pub as_whole: bool,
    /// What everybody reads in its place meanwhile.
    pub stored: Option<PreviousState>,
    /// Whether it is not held but waits for its release.
    pub awaits_release: bool,
    /// What its municipality answered last.
    pub answer: Option<FigureAnswer>,
    /// The explanation that appears with it.
    pub explanation: Option<WriteExplanation>,
    /// When it came, RFC 3339 in UTC.
    pub held_at: String,
}

/// A held figure, in words.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct HeldFigure {
    /// Its id.
    pub id: String,
    /// The feed it came by.
    pub feed: String,
    /// The batch it came in.
    pub batch: String,
    /// The row of the batch, counted from 1.
    pub row: u64,
    /// The indicator.
    pub indicator: IndicatorCode,
    /// The area.
    pub area: AreaCode,
    /// The period.
    pub period: Period,
    /// The part of the whole; `null` for the whole.
    pub breakdown: Option<String>,
    /// The number that is held; `null` when the status says why there is none.
    pub value: Option<f64>,
    /// Its status.
    pub status: ObservationStatus,
    /// A remark that stays with the value.
    pub note: Option<String>,
    /// Whether it takes back what the cell says.
    pub withdrawn: bool,
    /// What everybody reads in its place meanwhile; `null` when there is nothing.
    pub stored: Option<PreviousState>,
    /// Whether its sender lets everybody see the number, a letter of SDMX CL_CONF_STATUS.
    pub conf_status: ConfStatus,
    /// Why it is suspect; `null` when it waits because its batch does.
    pub suspicion: Option<SuspicionView>,
    /// Whether its batch waits as a whole, and is decided about so.
    pub as_whole: bool,
    /// What its municipality answered last; `null` when it did not.
    pub answer: Option<FigureAnswer>,
    /// When it came, RFC 3339 in UTC.
    pub held_at: String,
}

/// Why a figure is suspect.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct SuspicionView {
    /// A stable code for programs.
    pub code: String,
    /// The field to look at first.
    pub field: String,
    /// A sentence for a person, in the language asked for.
    pub message: String,
    /// The numbers and codes of the sentence.
    pub detail: Suspicion,
}

/// What became of the figures of a batch that were taken aside. It stands beside the receipt, which stays as it was.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct HeldOfBatch {
    /// How many wait for a decision.
    pub waiting: u64,
    /// How many wait for their release, and for no decision.
    #[serde(default)]
    pub awaiting_release: u64,
    /// How many were released.
    pub released: u64,
    /// How many were refused.
    pub refused: u64,
    /// In whose place a later figure came.
    pub superseded: u64,
    /// The latest decision about them; `null` before the first.
    pub decision: Option<Decision>,
}

/// The receipt of a batch, and what was decided since.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct BatchShown {
    /// The receipt, as it was given.
    #[serde(flatten)]
    pub receipt: Receipt,
    /// What became of the figures that were taken aside; `null` when none was.
    pub held: Option<HeldOfBatch>,
}

impl Decision {
    /// The same without who decided.
    #[must_use]
    pub fn unnamed(self) -> Decision {
        Decision {
            decided_by: None,
            decided_by_name: None,
            ..self
        }
    }
}

impl HeldOfBatch {
    /// Counts figures that left the desk so, or that wait.
    pub fn count(&mut self, exit: Option<DeskExit>, figures: u64) {
        match exit {
            None => self.waiting += figures,
            Some(DeskExit::Released) => self.released += figures,
            Some(DeskExit::Refused) => self.refused += figures,
            Some(DeskExit::Superseded) => self.superseded += figures,
        }
    }
}

impl HeldRecord {
    /// The figure without its number, and what would tell it.
    #[must_use]
    pub fn masked(self) -> HeldRecord {
        HeldRecord {
            value: None,
            status: ObservationStatus::Suppressed,
            note: None,
            suspicion: None,
            answer: self.answer.map(|answer| FigureAnswer { text: None, ..answer }),
            explanation: None,
            ..self
        }
    }

    /// The figure for those who are not concerned with what its municipality answered.
    #[must_use]
    pub fn unanswered(self) -> HeldRecord {
        HeldRecord { answer: None, ..self }
    }

    /// The figure without what others lead to expect, some of which are hidden.
    #[must_use]
    pub fn without_grounds(self) -> HeldRecord {
        let value = self.value;
        HeldRecord {
            suspicion: self.suspicion.map(|_| Suspicion::UnlikeHidden { value }),
            ..self
        }
    }

    /// The figure in a language.
    pub fn in_words(self, language: Language) -> HeldFigure {
        HeldFigure {
            id: self.id.to_string(),
            feed: self.feed,
            batch: self.batch,
            row: self.row,
            indicator: self.indicator,
            area: self.area,
            period: self.period,
            breakdown: self.breakdown,
            value: self.value,
            status: self.status,
            note: self.note,
            withdrawn: self.withdrawn,
            stored: self.stored,
            suspicion: self.suspicion.map(|suspicion| SuspicionView {
                code: suspicion.code().to_owned(),
                field: suspicion.field().to_owned(),
                message: suspicion.message(language),
                detail: suspicion,
            }),
            conf_status: self.conf_status,
            as_whole: self.as_whole,
            answer: self.answer,
            held_at: self.held_at,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_reason_says_something() {
        assert_eq!(reason("  checked by telephone\n"), Some("checked by telephone"));
        assert_eq!(
            reason("ā".repeat(LONGEST_REASON).as_str()).map(str::len),
            Some(2000)
        );
        for nothing in ["", " \n", "a\0b", &"ā".repeat(LONGEST_REASON + 1)] {
            assert_eq!(reason(nothing), None);
        }
    }
}
