//! Files of figures, read as the bodies of batches are: for whoever cuts them into batches before they are sent.

use crate::body::json::{self, Found};
use crate::body::xlsx;
use crate::web::problem::ApiError;
use blis_domain::feed::{Fault, RawObservation};
use blis_domain::problem::{ProblemCode, ProblemDraft};
use std::error::Error;
use std::io::{BufRead, Read, Seek};

/// The most bytes of a row.
pub const LONGEST_ROW: usize = crate::body::LONGEST_ROW;

/// What stands in a file in place of a row.
#[derive(Debug)]
pub enum Entry<'e> {
    /// A row of JSON as it stands there.
    Text(&'e str),
    /// A row, with its line in a sheet.
    Row(Box<RawObservation>, Option<u32>),
    /// What cannot be a row, with its line in a sheet.
    Fault(Fault, Option<u32>),
}

/// Whoever is given what a file holds, one entry after the other. What they say ends the reading.
pub type Taker<'t> = dyn FnMut(Entry<'_>) -> Result<(), Box<dyn Error + Send + Sync>> + 't;

/// Why a file could not be read.
#[derive(Debug, thiserror::Error)]
pub enum ReadError {
    /// It is not what it should be.
    #[error("{}", .0.detail.en)]
    Refused(Box<ProblemDraft>),
    /// Reading it failed, or whoever took its rows did.
    #[error("it could not be read to its end")]
    Failed(#[source] Box<dyn Error + Send + Sync>),
}

/// Reads JSON: `observations`, or a table of JSON-stat.
///
/// # Errors
/// When it is neither, or reading fails.
pub fn json(mut source: impl BufRead, take: &mut Taker<'_>) -> Result<(), ReadError> {
    let mut give = |entry: Entry<'_>| take(entry).map_err(ApiError::unavailable);
    let outcome = json::read(&mut source, &mut |found| match found {
        Found::Element(Ok(text), _) => give(Entry::Text(text)),
        Found::Element(Err(fault), _) => give(Entry::Fault(fault, None)),
        Found::Cell(row) => give(Entry::Row(Box::new(row), None)),
    });
    outcome.map_err(ReadError::of)
}

/// Reads the sheet of this name of a workbook, or the only one in sight that holds anything.
///
/// # Errors
/// When it is no workbook with such a sheet, or reading fails.
pub fn workbook(
    source: impl Read + Seek,
    sheet: Option<&str>,
    take: &mut Taker<'_>,
) -> Result<(), ReadError> {
    let outcome = xlsx::placed_rows(source, sheet, &mut |line, row| {
        let entry = match row {
            Ok(row) => Entry::Row(Box::new(row), Some(line)),
            Err(fault) => Entry::Fault(fault, Some(line)),
        };
        take(entry).map_err(ApiError::unavailable)
    });
    outcome.map_err(ReadError::of)
}

impl ReadError {
    fn of(error: ApiError) -> ReadError {
        match error.draft.code {
            ProblemCode::MalformedBody | ProblemCode::BodyTooLarge => ReadError::Refused(error.draft),
            _ => ReadError::Failed(error.into_cause()),
        }
    }
}
