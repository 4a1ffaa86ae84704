//! A table as an answer: a file to be kept, for whoever asked and nobody else.

use crate::web::answer::with_body;
use crate::web::attachment::disposition;
use crate::web::problem::ApiError;
use actix_web::http::header::{CACHE_CONTROL, CONTENT_DISPOSITION, CONTENT_LANGUAGE};
use actix_web::{HttpResponse, HttpResponseBuilder};
use blis_domain::problem::ProblemDraft;
use blis_domain::text::Language;
use blis_domain::wire::TableFormat;
use serde::Deserialize;
use time::OffsetDateTime;
use utoipa::IntoParams;

/// The format that an address ends with: `/audit.csv`.
#[derive(Deserialize, IntoParams)]
#[into_params(parameter_in = Path)]
pub(crate) struct TablePath {
    /// Format of the file.
    #[param(value_type = TableFormat, inline)]
    format: String,
}

impl TablePath {
    /// The format. At any other end of the address there is nothing.
    pub(crate) fn format(&self) -> Result<TableFormat, ApiError> {
        table_format(&self.format)
    }
}

/// The format of an end of an address. At any other there is nothing.
pub(crate) fn table_format(end: &str) -> Result<TableFormat, ApiError> {
    TableFormat::from_extension(end).ok_or_else(no_format)
}

/// The format that the path of a page ends with.
pub(crate) fn format_of(path: &str) -> Result<TableFormat, ApiError> {
    let (_, end) = path.rsplit_once('.').unwrap_or_default();
    table_format(end)
}

fn no_format() -> ApiError {
    ProblemDraft::not_found(
        "Šādā formātā tabulu lejupielādēt nevar; ir csv un xlsx.",
        "The table cannot be had in this format; there are csv and xlsx.",
    )
    .into()
}

/// The content type of a table.
pub(crate) fn content_type(format: TableFormat) -> &'static str {
    match format {
        // RFC 4180, 3.
        TableFormat::Csv => "text/csv; charset=utf-8; header=present",
        TableFormat::Xlsx => format.media_type(),
    }
}

/// A table, written.
pub(crate) struct TableFile {
    name: String,
    format: TableFormat,
    rows: u64,
    /// Nothing where the head alone was asked for.
    bytes: Option<Vec<u8>>,
}

impl TableFile {
    /// A file with a name of ours and the day; nothing of a request is in it.
    pub(super) fn new(
        name: &'static str,
        now: OffsetDateTime,
        format: TableFormat,
        rows: u64,
        bytes: Vec<u8>,
    ) -> TableFile {
        TableFile {
            name: format!("blis-{name}-{}.{}", now.date(), format.extension()),
            format,
            rows,
            bytes: Some(bytes),
        }
    }

    /// The file without what stands in it, for who asks for the head of the answer alone. How long the file would be is
    /// known once it is written, and is left out of the head (RFC 9110, 8.6).
    pub(crate) fn head(name: &'static str, now: OffsetDateTime, format: TableFormat) -> TableFile {
        TableFile {
            bytes: None,
            ..TableFile::new(name, now, format, 0, Vec::new())
        }
    }

    /// What stands in it, for whoever does not answer with it.
    pub(crate) fn into_bytes(self) -> Vec<u8> {
        self.bytes.unwrap_or_default()
    }

    /// How many rows it has below the headings.
    pub(crate) fn rows(&self) -> u64 {
        self.rows
    }

    /// The answer, in the language of its headings.
    pub(crate) fn answer(self, language: Language) -> HttpResponse {
        let (mut answer, bytes) = self.into_parts(language);
        with_body(&mut answer, bytes)
    }

    /// The answer before it is sent, and its body, if it has one.
    pub(crate) fn into_parts(self, language: Language) -> (HttpResponseBuilder, Option<Vec<u8>>) {
        let mut answer = HttpResponse::Ok();
        answer
            .insert_header((CACHE_CONTROL, "no-store"))
            .insert_header((CONTENT_LANGUAGE, language.tag()))
            .insert_header((CONTENT_DISPOSITION, disposition(&self.name)))
            .content_type(content_type(self.format));
        (answer, self.bytes)
    }
}
