//! The body of a batch: received within bounds, unpacked within bounds, and read into rows.
//!
//! Two kinds of fault are told apart. One that leaves no doubt about where rows begin and end belongs to its row and
//! stands in the receipt; one that makes the whole body unreadable is a problem, with the place where it broke.

mod content;
pub(crate) mod csv;
pub(crate) mod decode;
pub(crate) mod digest;
pub(crate) mod json;
pub(crate) mod ndjson;
pub(crate) mod place;

use crate::web::arrival::broken;
use crate::web::problem::ApiError;
use actix_web::HttpRequest;
use actix_web::http::header::{CONTENT_ENCODING, CONTENT_TYPE, HeaderName};
use actix_web::web::{Bytes, Payload};
use blis_domain::feed::{Fault, RawObservation};
use blis_domain::problem::{FaultDraft, ProblemCode, ProblemDraft};
use blis_domain::text::Text;
use decode::Encoding;
use sha2::{Digest, Sha256};

/// The most bytes of a body, packed and unpacked alike.
pub(crate) const MOST_BYTES: usize = 64 << 20;

/// The most rows of a body. Each may have its line in the receipt, so this bounds the answer too.
pub(crate) const MOST_ROWS: usize = 250_000;

/// A row as it was sent, or why it is none.
pub(crate) type Row = Result<RawObservation, Fault>;

/// In which notation the rows are written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Notation {
    Json,
    Csv,
    Ndjson,
}

/// A body as it was sent.
pub(crate) struct Sent {
    bytes: Bytes,
    encoding: Encoding,
    notation: Notation,
}

/// A body without its packing.
pub(crate) struct Unpacked {
    pub(crate) bytes: Vec<u8>,
    pub(crate) notation: Notation,
}

impl Sent {
    /// Receives the body of a request, if its headers name what is read here.
    pub(crate) async fn receive(request: &HttpRequest, payload: Payload) -> Result<Sent, ApiError> {
        let notation = notation(&header(request, CONTENT_TYPE))?;
        let encoding = Encoding::of(&header(request, CONTENT_ENCODING))?;
        let bytes = payload
            .to_bytes_limited(MOST_BYTES)
            .await
            .map_err(|_| too_large())?
            .map_err(|error| broken(&error, broke_off))?;
        digest::check(&header(request, digest::CONTENT_DIGEST), &bytes)?;
        Ok(Sent {
            bytes,
            encoding,
            notation,
        })
    }

    /// Takes the packing off.
    pub(crate) fn unpack(self) -> Result<Unpacked, ApiError> {
        Ok(Unpacked {
            bytes: decode::unpack(self.bytes, self.encoding, MOST_BYTES)?,
            notation: self.notation,
        })
    }
}

impl Unpacked {
    /// SHA-256 of the unpacked body, so that a body is the same however it was packed.
    pub(crate) fn hash(&self) -> [u8; 32] {
        Sha256::digest(&self.bytes).into()
    }

    /// Its rows.
    pub(crate) fn rows(&self) -> Result<Vec<Row>, ApiError> {
        content::check(&self.bytes, self.notation)?;
        let text = place::text(&self.bytes)?;
        Ok(match self.notation {
            Notation::Json => json::rows(text)?,
            Notation::Csv => csv::rows(text)?,
            Notation::Ndjson => ndjson::rows(text)?,
        })
    }
}

fn header(request: &HttpRequest, name: HeaderName) -> String {
    let values: Vec<&str> = request
        .headers()
        .get_all(name)
        .filter_map(|value| value.to_str().ok())
        .collect();
    values.join(", ")
}

pub(crate) fn notation(content_type: &str) -> Result<Notation, ApiError> {
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
        _ => None,
    };
    match (notation, charset.as_deref()) {
        (Some(notation), None | Some("utf-8" | "utf8")) => Ok(notation),
        _ => Err(ProblemDraft::new(
            ProblemCode::UnsupportedMediaType,
            "Content-Type jābūt application/json, text/csv vai application/x-ndjson (UTF-8).",
            "The Content-Type must be application/json, text/csv or application/x-ndjson (UTF-8).",
        )
        .into()),
    }
}

fn too_large() -> ApiError {
    ProblemDraft::new(
        ProblemCode::BodyTooLarge,
        "Saturs ir lielāks par 64 MiB; sadaliet to vairākās datu paketēs.",
        "The body is larger than 64 MiB; split it into several batches.",
    )
    .into()
}

fn too_many_rows() -> ProblemDraft {
    ProblemDraft::new(
        ProblemCode::BodyTooLarge,
        format!("Rindu ir vairāk nekā {MOST_ROWS}; sadaliet tās vairākās datu paketēs."),
        format!("There are more than {MOST_ROWS} rows; split them into several batches."),
    )
}

fn broke_off() -> ApiError {
    malformed(
        "Saturs aprāvās, pirms bija vesels.",
        "The body broke off before it was whole.",
        Vec::new(),
    )
    .into()
}

/// A body that cannot be read as a whole, and where it broke.
fn malformed(lv: impl Into<String>, en: impl Into<String>, faults: Vec<FaultDraft>) -> ProblemDraft {
    ProblemDraft {
        faults,
        ..ProblemDraft::new(ProblemCode::MalformedBody, lv, en)
    }
}

/// A fault of a place of the body.
fn fault(row: Option<u64>, pointer: Option<String>, code: &'static str, message: Text) -> FaultDraft {
    FaultDraft {
        pointer,
        row,
        code,
        message,
    }
}
