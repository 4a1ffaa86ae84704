//! What is wrong with a text that is no formula.

use super::FURTHEST_BACK;
use crate::text::Language;
use std::fmt;

/// The text is not a formula.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("the formula cannot be read at character {at}: {what} is expected")]
pub struct InvalidFormula {
    /// Where, in characters from 1.
    pub at: usize,
    /// What was expected there.
    pub what: Expected,
}

/// What was expected in the place where a formula cannot be read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Expected {
    /// The whole is too long.
    ShorterFormula,
    /// Too many brackets in brackets.
    LessNesting,
    /// Something to compute with.
    Factor,
    /// A sign between two factors, or nothing more.
    OperatorOrEnd,
    /// `)`.
    ClosingBracket,
    /// `,` between two arguments.
    Comma,
    /// A number.
    Number,
    /// The code of an indicator.
    IndicatorCode,
    /// The name of a function.
    Function,
    /// How many periods earlier: `[-1]`.
    PeriodsEarlier,
}

impl Expected {
    fn words(self) -> (&'static str, &'static str) {
        match self {
            Expected::ShorterFormula => ("īsāka formula", "a shorter formula"),
            Expected::LessNesting => ("mazāk iekavu iekavās", "less nesting"),
            Expected::Factor => (
                "skaitlis, rādītājs, funkcija vai atverošā iekava",
                "a number, an indicator, a function or an opening bracket",
            ),
            Expected::OperatorOrEnd => ("darbības zīme vai beigas", "an operator or the end"),
            Expected::ClosingBracket => ("aizverošā iekava", "a closing bracket"),
            Expected::Comma => ("komats", "a comma"),
            Expected::Number => ("skaitlis", "a number"),
            Expected::IndicatorCode => ("rādītāja kods", "an indicator code"),
            Expected::Function => (
                "funkcija share, per, change vai growth",
                "one of the functions share, per, change and growth",
            ),
            Expected::PeriodsEarlier => ("[-1] līdz [-60]", "[-1] to [-60]"),
        }
    }
}

impl fmt::Display for Expected {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.words().1)
    }
}

impl InvalidFormula {
    /// The sentence for whoever writes the sheet.
    pub fn message(&self, language: Language) -> String {
        let (latvian, english) = self.what.words();
        let at = self.at;
        match language {
            Language::Lv => format!("Formulu nevar nolasīt no {at}. rakstzīmes: tur jābūt šim: {latvian}."),
            Language::En => format!("The formula cannot be read at character {at}: {english} is expected."),
        }
    }
}

// The words name it.
const _: () = assert!(FURTHEST_BACK == 60);
