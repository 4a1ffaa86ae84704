//! The receipt of a batch: what became of every row, counted and named.

use crate::area::AreaCode;
use crate::feed::{Fault, Suspicion};
use crate::indicator::IndicatorCode;
use crate::locale::{NO_BREAK_SPACE, number, shortest};
use crate::period::Period;
use crate::text::Language;
use serde::{Deserialize, Serialize};
use std::ops::Deref;

/// What became of a batch.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum BatchState {
    /// Its good rows are stored.
    Applied,
    /// It waits for a steward as a whole: nothing of it is public. Its counts say what each row would have met.
    Held,
    /// Nothing of it is stored but this receipt. Its counts still say what each row would have met.
    Refused,
    /// It was only tried; nothing is stored. Its counts say what each row would have met.
    DryRun,
}

impl BatchState {
    /// The word in the store and on the wire.
    pub fn code(self) -> &'static str {
        match self {
            BatchState::Applied => "applied",
            BatchState::Held => "held",
            BatchState::Refused => "refused",
            BatchState::DryRun => "dry_run",
        }
    }
}

/// Whether one bad row refuses the whole batch, and one suspect row holds it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum BatchMode {
    /// All rows or none; one that is suspect holds all.
    #[default]
    Atomic,
    /// The good rows; those that are suspect are held by themselves.
    Partial,
}

coded! {
    /// What became of a row.
    RowOutcome {
        /// The first value of its key.
        New = "new",
        /// Another value than before; the old one stays as a version.
        Changed = "changed",
        /// The same as before.
        Unchanged = "unchanged",
        /// Not taken.
        Refused = "refused",
        /// Taken aside for a steward.
        Suspect = "suspect",
    }
}

/// Which figure a row is about.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct RowKey {
    /// The indicator.
    pub indicator: IndicatorCode,
    /// The area.
    pub area: AreaCode,
    /// The period.
    pub period: Period,
    /// The part of the whole.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub breakdown: Option<String>,
}

/// The record of a row that is not plainly new or unchanged, free of language.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct RowReport {
    /// The row, counted from 1 without a heading.
    pub row: u64,
    /// What became of it.
    pub outcome: RowOutcome,
    /// Why it was refused.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub fault: Option<Fault>,
    /// Why it was taken aside.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub suspicion: Option<Suspicion>,
    /// The value before, of a row that is changed or suspect.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub old: Option<f64>,
    /// The value that was sent, of a row that is changed or suspect.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub new: Option<f64>,
    /// Whether it takes the value back.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub withdrawn: bool,
    /// Whether its sender keeps the number back that it has.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub kept_back: bool,
    /// What it is about; nothing of a refused one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub key: Option<RowKey>,
}

/// How many rows met which end. They add up: `received` is the sum of the other five.
///
/// The counts are the assessment of the rows one by one. Whether the good ones were stored is said by the
/// state of the batch: one refused row of an atomic batch leaves the count of the new ones as it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct RowCounts {
    /// Rows in the body.
    pub received: u64,
    /// First values.
    pub new: u64,
    /// Corrections.
    pub changed: u64,
    /// The same as stored.
    pub unchanged: u64,
    /// Not taken.
    pub refused: u64,
    /// Taken aside.
    pub suspect: u64,
}

impl RowCounts {
    /// Counts one more row of an outcome.
    pub fn count(&mut self, outcome: RowOutcome) {
        self.received += 1;
        match outcome {
            RowOutcome::New => self.new += 1,
            RowOutcome::Changed => self.changed += 1,
            RowOutcome::Unchanged => self.unchanged += 1,
            RowOutcome::Refused => self.refused += 1,
            RowOutcome::Suspect => self.suspect += 1,
        }
    }
}

coded! {
    /// What a sender should know of rows that were taken as they are.
    NoticeCode {
        /// Nobody says how many cases stand behind their figures, of which few may not be shown: they are hidden.
        NoCases = "no_cases",
        /// Nothing like them is known yet: nobody could tell whether their figures are likely.
        NotCompared = "not_compared",
    }
}

/// What a sender should know of rows that were taken as they are.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Notice {
    /// What it is.
    pub code: NoticeCode,
    /// The indicator; `null` when it is about rows of several.
    pub indicator: Option<IndicatorCode>,
    /// How many rows it is about.
    pub rows: u64,
}

impl Notice {
    /// The notice in a sentence.
    pub fn message(&self, language: Language) -> String {
        let rows = number(language, self.rows as f64, 0);
        let of = match &self.indicator {
            Some(indicator) => format!("{indicator}: "),
            None => String::new(),
        };
        match (self.code, language) {
            (NoticeCode::NoCases, Language::Lv) => format!(
                "{of}nav teikts, cik gadījumu ir aiz vērtības (lauks \u{201e}cases\u{201d}; rindu skaits: {rows}). \
                 Kamēr tas nav zināms, šīs vērtības ir slēptas."
            ),
            (NoticeCode::NoCases, Language::En) => format!(
                "{of}nobody says how many cases stand behind the figure (field \u{201c}cases\u{201d}; rows: {rows}). \
                 Until that is known, these figures are hidden."
            ),
            (NoticeCode::NotCompared, Language::Lv) => format!(
                "{of}Rindu skaits: {rows}. Par šiem rādītājiem vēl nav nekā, ar ko salīdzināt, tāpēc netika vērtēts, \
                 vai vērtības ir ticamas."
            ),
            (NoticeCode::NotCompared, Language::En) => format!(
                "{of}Rows: {rows}. Nothing is known of these indicators yet to compare with, so nobody has judged \
                 whether the figures are likely."
            ),
        }
    }
}

/// A batch without its rows: what a list of batches shows.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct BatchSummary {
    /// Its id.
    pub id: String,
    /// The feed it came by.
    pub feed: String,
    /// What became of it.
    pub state: BatchState,
    /// Whether one bad row refuses all.
    pub mode: BatchMode,
    /// How many rows met which end.
    #[serde(flatten)]
    pub counts: RowCounts,
    /// The data version after it.
    pub version: u64,
    /// When it was received, RFC 3339 in UTC.
    pub received_at: String,
    /// What its sender should know beside what became of the rows.
    #[serde(default)]
    #[cfg_attr(feature = "openapi", schema(required = true))]
    pub notices: Vec<Notice>,
}

/// What is kept of a batch, free of language: [`Receipt`] is this in words.
#[derive(Debug, Clone, PartialEq)]
pub struct BatchRecord {
    /// The batch.
    pub summary: BatchSummary,
    /// The first of the rows worth naming.
    pub rows: Vec<RowReport>,
    /// How many more there are.
    pub rows_left_out: u64,
}

/// A row of a receipt, in words.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct ReceiptRow {
    /// The row, counted from 1; a CSV heading is not counted.
    pub row: u64,
    /// What became of it.
    pub outcome: RowOutcome,
    /// The indicator that it is about; absent, with the next three, of a refused row.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub indicator: Option<IndicatorCode>,
    /// The area that it is about.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub area: Option<AreaCode>,
    /// The period that it is about.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub period: Option<Period>,
    /// The part of the whole that it is about; absent of a whole.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub breakdown: Option<String>,
    /// A stable code for programs: that of the fault or of the suspicion, `withdrawn` of a value that was taken back, or
    /// `changed`.
    pub code: String,
    /// The field at fault.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub field: Option<String>,
    /// A sentence for a person, in the language asked for.
    pub message: String,
    /// The value before, of a row that is changed or suspect; absent when there was none.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub old: Option<f64>,
    /// The value that was sent, of a row that is changed or suspect; absent when there is none.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub new: Option<f64>,
}

/// The receipt of a batch.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Receipt {
    /// The batch.
    #[serde(flatten)]
    pub summary: BatchSummary,
    /// The rows that are not plainly new or unchanged: the first 1,000 of them.
    pub rows: Vec<ReceiptRow>,
    /// How many more of them there are; `GET …/rows` has them all.
    #[serde(default)]
    pub rows_left_out: u64,
}

/// A record is its batch, with rows.
impl Deref for BatchRecord {
    type Target = BatchSummary;

    fn deref(&self) -> &BatchSummary {
        &self.summary
    }
}

/// A receipt is its batch, with rows.
impl Deref for Receipt {
    type Target = BatchSummary;

    fn deref(&self) -> &BatchSummary {
        &self.summary
    }
}

impl BatchRecord {
    /// The most rows that a receipt tells by itself.
    pub const MOST_ROWS: u32 = 1000;

    /// A receipt with the first of its rows, of so many.
    pub fn new(summary: BatchSummary, rows: Vec<RowReport>, of: u64) -> BatchRecord {
        BatchRecord {
            summary,
            rows_left_out: of.saturating_sub(rows.len() as u64),
            rows,
        }
    }

    /// The receipt in a language.
    pub fn receipt(&self, language: Language) -> Receipt {
        self.told(|row| row.in_words(language))
    }

    /// The receipt, with its rows as they are told to its reader.
    pub fn told(&self, row: impl Fn(&RowReport) -> ReceiptRow) -> Receipt {
        Receipt {
            summary: self.summary.clone(),
            rows: self.rows.iter().map(row).collect(),
            rows_left_out: self.rows_left_out,
        }
    }
}

impl RowReport {
    /// A stable code for programs: that of the fault or of the suspicion, `withdrawn` or `changed`.
    pub fn code(&self) -> &'static str {
        match (&self.fault, &self.suspicion) {
            (Some(fault), _) => fault.code(),
            (None, Some(suspicion)) => suspicion.code(),
            (None, None) if self.withdrawn => "withdrawn",
            (None, None) => "changed",
        }
    }

    /// The row in a language, for those who see no number that may be hidden: how few cases stand behind it is decided
    /// after it came.
    pub fn without_numbers(&self, language: Language) -> ReceiptRow {
        let untold = RowReport {
            suspicion: self
                .suspicion
                .as_ref()
                .map(|_| Suspicion::UnlikeHidden { value: None }),
            old: None,
            new: None,
            ..self.clone()
        };
        let row = untold.in_words(language);
        match &self.fault {
            Some(fault) if fault.names_number() => ReceiptRow {
                message: match language {
                    Language::Lv => "Šādu vērtību pieņemt nevar.".to_owned(),
                    Language::En => "Such a value cannot be taken.".to_owned(),
                },
                ..row
            },
            _ => row,
        }
    }

    /// The row in a language.
    pub fn in_words(&self, language: Language) -> ReceiptRow {
        let (field, message) = match (&self.fault, &self.suspicion) {
            (Some(fault), _) => (fault.field(), fault.message(language)),
            (None, Some(suspicion)) => (Some(suspicion.field()), suspicion.message(language)),
            (None, None) if self.withdrawn => (None, self.withdrawal(language)),
            (None, None) => (None, self.change(language)),
        };
        let key = self.key.as_ref();
        ReceiptRow {
            row: self.row,
            outcome: self.outcome,
            indicator: key.map(|key| key.indicator.clone()),
            area: key.map(|key| key.area.clone()),
            period: key.map(|key| key.period),
            breakdown: key.and_then(|key| key.breakdown.clone()),
            code: self.code().to_owned(),
            field: field.map(str::to_owned),
            message,
            old: self.old,
            new: self.new,
        }
    }

    fn withdrawal(&self, language: Language) -> String {
        match (self.old, language) {
            (Some(old), Language::Lv) => format!("Atsaukta vērtība {}.", shortest(language, old)),
            (Some(old), Language::En) => format!("The value {} is withdrawn.", shortest(language, old)),
            (None, Language::Lv) => "Atsaukts.".to_owned(),
            (None, Language::En) => "Withdrawn.".to_owned(),
        }
    }

    fn change(&self, language: Language) -> String {
        // Of a number that is hidden no receipt tells.
        if self.old.is_none() && self.new.is_none() {
            return match language {
                Language::Lv => "Mainās vērtība, statuss vai piezīme.".to_owned(),
                Language::En => "Its value, its status or its note changes.".to_owned(),
            };
        }
        if self.old == self.new {
            return match language {
                Language::Lv => "Mainās statuss vai piezīme.".to_owned(),
                Language::En => "Its status or its note changes.".to_owned(),
            };
        }
        let shown = |value: Option<f64>| match (value, language) {
            (Some(value), _) => shortest(language, value),
            (None, Language::Lv) => "nav vērtības".to_owned(),
            (None, Language::En) => "no value".to_owned(),
        };
        let new = match language {
            Language::Lv if self.kept_back => "nerādāma vērtība".to_owned(),
            Language::En if self.kept_back => "a number that is not shown".to_owned(),
            _ => shown(self.new),
        };
        let old = shown(self.old);
        match language {
            Language::Lv => format!("Mainās:{NO_BREAK_SPACE}{old} → {new}."),
            Language::En => format!("Changes:{NO_BREAK_SPACE}{old} → {new}."),
        }
    }
}
