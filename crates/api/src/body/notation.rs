//! In which notation a body is written, by its `Content-Type`.

use crate::web::problem::ApiError;
use blis_domain::problem::{ProblemCode, ProblemDraft};

/// In which notation the rows are written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Notation {
    Json,
    Csv,
    Ndjson,
    Xlsx,
}

/// The media type of an XLSX workbook.
const XLSX: &str = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

impl Notation {
    /// The notation that a `Content-Type` header names.
    pub(crate) fn of(content_type: &str) -> Result<Notation, ApiError> {
        let mut parts = content_type.split(';').map(str::trim);
        let media = parts.next().unwrap_or("").to_ascii_lowercase();
        let charset = parts
            .filter_map(|part| part.split_once('='))
            .find(|(name, _)| name.eq_ignore_ascii_case("charset"))
            .map(|(_, value)| value.trim_matches('"').to_ascii_lowercase());
        let notation = match media.as_str() {
            "application/json" => Some(Notation::Json),
            "text/csv" => Some(Notation::Csv),
            "application/x-ndjson" | "application/ndjson" => Some(Notation::Ndjson),
            XLSX => Some(Notation::Xlsx),
            _ => None,
        };
        match (notation, charset.as_deref()) {
            (Some(notation), None | Some("utf-8" | "utf8")) => Ok(notation),
            _ => Err(ProblemDraft::new(
                ProblemCode::UnsupportedMediaType,
                format!("Content-Type jābūt application/json, text/csv, application/x-ndjson (UTF-8) vai {XLSX}."),
                format!("The Content-Type must be application/json, text/csv, application/x-ndjson (UTF-8) or {XLSX}."),
            )
            .into()),
        }
    }
}
