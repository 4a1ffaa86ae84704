//! What is wrong with a file of the catalogue, and where.

use blis_domain::text::{Language, Text};
use std::fmt;

/// One thing that is wrong with a file of the catalogue.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CatalogueFault {
    /// The line, from 1, where it is known.
    pub line: Option<u64>,
    /// The code of the sheet, where it is known.
    pub indicator: Option<String>,
    /// The field: `definition.lv`.
    pub field: Option<String>,
    /// What it is, for programs.
    pub code: &'static str,
    /// What it is, for whoever wrote the file.
    pub message: Text,
}

impl CatalogueFault {
    /// The sentence with its place in front.
    pub fn sentence(&self, language: Language) -> String {
        let line = self.line.map(|line| match language {
            Language::Lv => format!("{line}. rinda"),
            Language::En => format!("line {line}"),
        });
        let places: Vec<String> = [line, self.indicator.clone(), self.field.clone()]
            .into_iter()
            .flatten()
            .collect();
        let message = self.message.get(language);
        match places.is_empty() {
            true => message.to_owned(),
            false => format!("{}: {message}", places.join(", ")),
        }
    }
}

impl fmt::Display for CatalogueFault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.sentence(Language::En))
    }
}

/// A fault of the file as a whole.
pub(super) fn of_file(
    line: Option<u64>,
    code: &'static str,
    lv: impl Into<String>,
    en: impl Into<String>,
) -> CatalogueFault {
    CatalogueFault {
        line,
        indicator: None,
        field: None,
        code,
        message: Text::new(lv, en),
    }
}

pub(super) fn not_utf8(bytes: &[u8], valid: usize) -> CatalogueFault {
    let line = bytes.iter().take(valid).filter(|byte| **byte == b'\n').count() as u64 + 1;
    of_file(
        Some(line),
        "not_utf8",
        "Failam jābūt UTF-8 kodējumā.",
        "The file must be in UTF-8.",
    )
}

pub(super) fn no_sheets() -> CatalogueFault {
    of_file(
        None,
        "no_sheets",
        "Failā nav nevienas rādītāja lapas.",
        "There is no sheet in the file.",
    )
}
