//! Why a row is refused: one table of codes, fields and sentences.

use crate::locale::shortest;
use crate::text::Language;
use serde::{Deserialize, Serialize};

macro_rules! faults {
    ($($(#[$doc:meta])* $name:ident $({ $($member:ident : $type:ty),* })? = $code:literal;)*) => {
        /// Why a row of a batch is refused. Kept with the receipt as it is here, and put into words in
        /// the language of whoever reads the receipt.
        #[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
        #[serde(tag = "fault")]
        #[allow(missing_docs, reason = "the members are what the sentence of the fault names")]
        pub enum Fault { $($(#[$doc])* #[serde(rename = $code)] $name $({ $($member: $type),* })?,)* }

        impl Fault {
            /// Every code there is.
            pub const CODES: &'static [&'static str] = &[$($code),*];

            /// The stable code, for programs.
            pub fn code(&self) -> &'static str {
                match self { $(Fault::$name $({ $($member: _),* })? => $code,)* }
            }
        }
    };
}

/// What a cell of a workbook holds that stands for something else than what is seen.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum CellContent {
    /// A number that is shown as a date.
    Date,
    /// What stands where a formula failed, such as `#N/A`.
    Error,
}

faults! {
    /// A byte that is not UTF-8.
    NotUtf8 = "not_utf8";
    /// Longer than any row.
    RowTooLong { most: u32 } = "row_too_long";
    /// A line that is not JSON.
    InvalidJson { byte: u64 } = "invalid_json";
    /// A cell of a workbook that is computed from others.
    FormulaCell { field: String } = "formula_cell";
    /// A cell of a workbook that is shown as something else than it holds.
    CellNotText { field: String, holds: CellContent } = "cell_not_text";
    /// The row is not a JSON object.
    NotAnObject = "not_an_object";
    /// A field that the contract does not know.
    UnknownField { field: String } = "unknown_field";
    /// A field that stands in the row more than once.
    RepeatedField { field: String } = "repeated_field";
    /// A field that must be there is not.
    MissingField { field: String } = "missing_field";
    /// A field that must be text is not.
    NotText { field: String } = "not_text";
    /// The row has more or fewer fields than the heading.
    WrongFieldCount { expected: u32, found: u32 } = "wrong_field_count";
    /// Not in the catalogue.
    UnknownIndicator { code: String } = "unknown_indicator";
    /// Computed by BLIS, so not to be pushed.
    DerivedIndicator { code: String } = "derived_indicator";
    /// Not a local government of the division.
    UnknownArea { code: String } = "unknown_area";
    /// Not a period.
    InvalidPeriod { period: String } = "invalid_period";
    /// A period of another length than the indicator's.
    WrongFrequency { period: String } = "wrong_frequency";
    /// A period that has not begun.
    FuturePeriod { period: String } = "future_period";
    /// Not one of the parts that the sheet names, of which `allowed` says some; empty where there is none.
    BreakdownNotAllowed { indicator: String, breakdown: Option<String>, allowed: Option<String> } =
        "breakdown_not_allowed";
    /// Not a part as it is written; `meant` says how it would be, with nothing for the whole.
    InvalidBreakdown { breakdown: String, meant: Option<String> } = "invalid_breakdown";
    /// Not a number.
    NotANumber { value: String } = "not_a_number";
    /// Less than can be.
    BelowMinimum { value: f64, min: f64 } = "below_minimum";
    /// More than can be.
    AboveMaximum { value: f64, max: f64 } = "above_maximum";
    /// Not a letter of CL_OBS_STATUS.
    InvalidStatus { status: String } = "invalid_status";
    /// A number with a status that says there is none.
    ValueDespiteStatus { status: String } = "value_despite_status";
    /// No number with a status that needs one.
    StatusWithoutValue { status: String } = "status_without_value";
    /// The remark holds control characters.
    InvalidNote = "invalid_note";
    /// The remark is too long.
    NoteTooLong { most: u32 } = "note_too_long";
    /// Not an action of SDMX that a row may have.
    InvalidAction { action: String } = "invalid_action";
    /// Not a letter of CL_CONF_STATUS.
    InvalidConfStatus { conf_status: String } = "invalid_conf_status";
    /// Not a count of cases.
    InvalidCases { cases: String } = "invalid_cases";
    /// A field that says something of a value that is taken back.
    NotWithWithdrawal { field: String } = "not_with_withdrawal";
    /// The same indicator, area, period and breakdown stood in an earlier row.
    DuplicateRow { first: u64 } = "duplicate_row";
}

impl Fault {
    /// Whether its sentence names a number that was sent.
    pub fn names_number(&self) -> bool {
        matches!(
            self,
            Fault::NotANumber { .. }
                | Fault::BelowMinimum { .. }
                | Fault::AboveMaximum { .. }
                | Fault::InvalidCases { .. }
        )
    }

    /// The field at fault; several, joined by commas, where they are at fault together.
    pub fn field(&self) -> Option<&str> {
        match self {
            Fault::NotUtf8
            | Fault::RowTooLong { .. }
            | Fault::InvalidJson { .. }
            | Fault::NotAnObject
            | Fault::WrongFieldCount { .. } => None,
            // What makes two rows the same row.
            Fault::DuplicateRow { .. } => Some("indicator,area,period,breakdown"),
            Fault::FormulaCell { field }
            | Fault::CellNotText { field, .. }
            | Fault::UnknownField { field }
            | Fault::RepeatedField { field }
            | Fault::MissingField { field }
            | Fault::NotText { field }
            | Fault::NotWithWithdrawal { field } => Some(field),
            Fault::UnknownIndicator { .. } | Fault::DerivedIndicator { .. } => Some("indicator"),
            Fault::UnknownArea { .. } => Some("area"),
            Fault::InvalidPeriod { .. } | Fault::WrongFrequency { .. } | Fault::FuturePeriod { .. } => {
                Some("period")
            }
            Fault::BreakdownNotAllowed { .. } | Fault::InvalidBreakdown { .. } => Some("breakdown"),
            Fault::NotANumber { .. } | Fault::BelowMinimum { .. } | Fault::AboveMaximum { .. } => {
                Some("value")
            }
            Fault::InvalidStatus { .. }
            | Fault::ValueDespiteStatus { .. }
            | Fault::StatusWithoutValue { .. } => Some("status"),
            Fault::InvalidNote | Fault::NoteTooLong { .. } => Some("note"),
            Fault::InvalidAction { .. } => Some("action"),
            Fault::InvalidConfStatus { .. } => Some("conf_status"),
            Fault::InvalidCases { .. } => Some("cases"),
        }
    }

    /// The sentence for a person: what is wrong, and what would be right.
    pub fn message(&self, language: Language) -> String {
        match language {
            Language::Lv => self.in_latvian(),
            Language::En => self.in_english(),
        }
    }

    fn in_latvian(&self) -> String {
        let plain = |value: &f64| shortest(Language::Lv, *value);
        match self {
            Fault::NotUtf8 => "Rindā ir baits, kas nav UTF-8.".to_owned(),
            Fault::RowTooLong { most } => format!("Rinda ir garāka par {most} baitiem."),
            Fault::InvalidJson { byte } => format!("Rinda no {byte}. baita nav derīgs JSON."),
            Fault::FormulaCell { field } => {
                format!("Laukā „{field}” ir formula; jāraksta tās rezultāts.")
            }
            Fault::CellNotText { field, holds } => match holds {
                CellContent::Date => {
                    format!("Laukā „{field}” šūna ir datums; šūnas formātam jābūt tekstam vai skaitlim.")
                }
                CellContent::Error => format!("Laukā „{field}” šūnā ir kļūda, nevis vērtība."),
            },
            Fault::NotAnObject => "Rinda nav JSON objekts.".to_owned(),
            Fault::UnknownField { field } => format!("Lauks „{field}” nav paredzēts."),
            Fault::RepeatedField { field } => format!("Lauks „{field}” rindā ir vairākkārt."),
            Fault::MissingField { field } => format!("Trūkst lauka „{field}”."),
            Fault::NotText { field } => format!("Laukam „{field}” jābūt tekstam."),
            Fault::WrongFieldCount { expected, found } => {
                format!("Virsrakstā lauku skaits ir {expected}, rindā – {found}.")
            }
            Fault::UnknownIndicator { code } => format!("Rādītāja „{code}” katalogā nav."),
            Fault::DerivedIndicator { code } => {
                format!("Rādītāju „{code}” BLIS aprēķina pēc formulas; sūtāmi tā sākotnējie dati.")
            }
            Fault::UnknownArea { code } => {
                format!("Pašvaldības ar kodu „{code}” 2009.–2021. gada iedalījumā nav.")
            }
            Fault::InvalidPeriod { period } => {
                format!("„{period}” nav periods; jāraksta 2016, 2016-S1, 2016-Q1 vai 2016-03.")
            }
            Fault::WrongFrequency { period } => {
                format!("Periods „{period}” neatbilst rādītāja novērošanas biežumam.")
            }
            Fault::FuturePeriod { period } => format!("Periods „{period}” vēl nav sācies."),
            Fault::BreakdownNotAllowed {
                indicator,
                breakdown,
                allowed,
            } => match (breakdown, allowed.as_deref()) {
                (Some(part), Some(allowed)) => {
                    format!("„{part}” nav rādītāja „{indicator}” dalījuma daļa; tā daļas ir {allowed}.")
                }
                _ => format!("Rādītājam „{indicator}” nav paredzēts dalījums."),
            },
            Fault::InvalidBreakdown { breakdown, meant } => match meant.as_deref() {
                None => format!(
                    "„{breakdown}” nav dalījuma daļa; jāraksta SEX=F, AGE=Y15T24 vai AGE=Y15T24,SEX=F."
                ),
                Some("") => format!("„{breakdown}” nozīmē kopumu; tam lauks jāatstāj tukšs."),
                Some(meant) => format!("„{breakdown}” jāraksta {meant}."),
            },
            Fault::NotANumber { value } => {
                format!("„{value}” nav skaitlis; jāraksta cipari ar decimālpunktu, piemēram, 1782.52.")
            }
            Fault::BelowMinimum { value, min } => {
                format!(
                    "Vērtība {} ir mazāka par mazāko iespējamo ({}).",
                    plain(value),
                    plain(min)
                )
            }
            Fault::AboveMaximum { value, max } => {
                format!(
                    "Vērtība {} ir lielāka par lielāko iespējamo ({}).",
                    plain(value),
                    plain(max)
                )
            }
            Fault::InvalidStatus { status } => {
                format!("„{status}” nav novērojuma statuss (SDMX CL_OBS_STATUS burts).")
            }
            Fault::ValueDespiteStatus { status } => {
                format!("Statuss „{status}” nozīmē, ka vērtības nav, bet tā ir dota.")
            }
            Fault::StatusWithoutValue { status } => {
                format!("Statusam „{status}” vajadzīga vērtība, bet tās nav.")
            }
            Fault::InvalidNote => "Piezīmē ir vadības rakstzīmes.".to_owned(),
            Fault::NoteTooLong { most } => format!("Piezīme ir garāka par {most} rakstzīmēm."),
            Fault::InvalidAction { action } => {
                format!("„{action}” nav darbība; jāraksta D (atsaukt) vai I, A, M, R (noteikt vērtību).")
            }
            Fault::InvalidConfStatus { conf_status } => {
                format!("„{conf_status}” nav konfidencialitātes statuss (SDMX CL_CONF_STATUS burts).")
            }
            Fault::InvalidCases { cases } => {
                format!("„{cases}” nav gadījumu skaits; jāraksta vesels skaitlis, kas nav mazāks par nulli.")
            }
            Fault::NotWithWithdrawal { field } => {
                format!("Rinda vērtību atsauc (darbība D), tāpēc laukam „{field}” jābūt tukšam.")
            }
            Fault::DuplicateRow { first } => {
                format!("Tas pats rādītājs, pašvaldība, periods un dalījums jau ir {first}. rindā.")
            }
        }
    }

    fn in_english(&self) -> String {
        let plain = |value: &f64| shortest(Language::En, *value);
        match self {
            Fault::NotUtf8 => "The row holds a byte that is not UTF-8.".to_owned(),
            Fault::RowTooLong { most } => format!("The row is longer than {most} bytes."),
            Fault::InvalidJson { byte } => format!("The row is not valid JSON from byte {byte} on."),
            Fault::FormulaCell { field } => {
                format!("The field “{field}” holds a formula; write what it gives instead.")
            }
            Fault::CellNotText { field, holds } => match holds {
                CellContent::Date => {
                    format!("The cell of the field “{field}” is a date; format it as text or as a number.")
                }
                CellContent::Error => {
                    format!("The cell of the field “{field}” holds an error instead of a value.")
                }
            },
            Fault::NotAnObject => "The row is not a JSON object.".to_owned(),
            Fault::UnknownField { field } => format!("The field “{field}” is not part of the contract."),
            Fault::RepeatedField { field } => {
                format!("The field “{field}” stands in the row more than once.")
            }
            Fault::MissingField { field } => format!("The field “{field}” is missing."),
            Fault::NotText { field } => format!("The field “{field}” must be text."),
            Fault::WrongFieldCount { expected, found } => {
                format!("The heading has {expected} fields, the row has {found}.")
            }
            Fault::UnknownIndicator { code } => format!("There is no indicator “{code}” in the catalogue."),
            Fault::DerivedIndicator { code } => {
                format!("BLIS computes “{code}” by its formula; send its inputs instead.")
            }
            Fault::UnknownArea { code } => {
                format!("There is no local government “{code}” in the division of 2009–2021.")
            }
            Fault::InvalidPeriod { period } => {
                format!("“{period}” is not a period; write 2016, 2016-S1, 2016-Q1 or 2016-03.")
            }
            Fault::WrongFrequency { period } => {
                format!("The period “{period}” does not fit the frequency of the indicator.")
            }
            Fault::FuturePeriod { period } => format!("The period “{period}” has not begun."),
            Fault::BreakdownNotAllowed {
                indicator,
                breakdown,
                allowed,
            } => match (breakdown, allowed.as_deref()) {
                (Some(part), Some(allowed)) => {
                    format!("“{part}” is no part of the indicator “{indicator}”; its parts are {allowed}.")
                }
                _ => format!("The indicator “{indicator}” has no breakdown."),
            },
            Fault::InvalidBreakdown { breakdown, meant } => match meant.as_deref() {
                None => format!(
                    "“{breakdown}” is not a part of a whole; write it as SEX=F, AGE=Y15T24 or AGE=Y15T24,SEX=F."
                ),
                Some("") => format!("“{breakdown}” means the whole; leave the field empty for it."),
                Some(meant) => format!("“{breakdown}” must be written {meant}."),
            },
            Fault::NotANumber { value } => {
                format!("“{value}” is not a number; write digits with a decimal point, such as 1782.52.")
            }
            Fault::BelowMinimum { value, min } => {
                format!(
                    "The value {} is below the least possible ({}).",
                    plain(value),
                    plain(min)
                )
            }
            Fault::AboveMaximum { value, max } => {
                format!(
                    "The value {} is above the greatest possible ({}).",
                    plain(value),
                    plain(max)
                )
            }
            Fault::InvalidStatus { status } => {
                format!("“{status}” is not an observation status (a letter of SDMX CL_OBS_STATUS).")
            }
            Fault::ValueDespiteStatus { status } => {
                format!("The status “{status}” means that there is no value, yet one is given.")
            }
            Fault::StatusWithoutValue { status } => {
                format!("The status “{status}” needs a value, and there is none.")
            }
            Fault::InvalidNote => "The note holds control characters.".to_owned(),
            Fault::NoteTooLong { most } => format!("The note is longer than {most} characters."),
            Fault::InvalidAction { action } => {
                format!("“{action}” is not an action; write D (withdraw) or I, A, M, R (set the value).")
            }
            Fault::InvalidConfStatus { conf_status } => {
                format!("“{conf_status}” is not a confidentiality status (a letter of SDMX CL_CONF_STATUS).")
            }
            Fault::InvalidCases { cases } => {
                format!("“{cases}” is not a number of cases; write a whole number that is not below zero.")
            }
            Fault::NotWithWithdrawal { field } => {
                format!("The row withdraws its value (action D), so the field “{field}” must be empty.")
            }
            Fault::DuplicateRow { first } => {
                format!("The same indicator, area, period and breakdown stand in row {first} already.")
            }
        }
    }
}
