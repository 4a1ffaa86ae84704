//! The parsers of outside input that are private to this crate, for the fuzz targets (`crates/fuzz`) and nobody else.

use crate::audit::AuditSought;
use crate::auth::token::credentials::Credentials;
use crate::auth::token::form::Form;
use crate::body::decode::{self, Encoding};
use crate::body::digest::Digests;
use crate::body::notation::Notation;
use crate::body::{self, Row};
use crate::feeds::batches::key;
use crate::pages::return_to::ReturnTo;
use crate::web::cursor::Question;
use crate::web::moment::{AsOf, Starting, Until};
use crate::web::problem::ApiError;
use crate::web::query::{self, ChartWidth, Codes, Neighbours, PageLimit, Since, Weights};
use actix_web::http::header::HeaderValue;
use blis_domain::area::{AreaCode, AreaScope};
use blis_domain::feed::{Fault, RawObservation};
use blis_domain::indicator::IndicatorCode;
use blis_domain::network::NetworkCode;
use blis_domain::peers::PeerSelector;
use blis_domain::period::Period;
use blis_domain::problem::ProblemDraft;
use blis_domain::rights::Sight;
use blis_domain::text::Language;
use blis_store::AuditFilter;
use serde::Deserialize;
use std::io::{BufReader, Cursor};
use time::{Date, Time};

/// The most rows of a body.
pub const MOST_ROWS: usize = body::MOST_ROWS;

/// The rows of a body of this media type, read through a buffer of this size.
pub fn rows(
    media: &str,
    bytes: &[u8],
    buffer: usize,
) -> Result<Vec<Result<RawObservation, Fault>>, ProblemDraft> {
    let notation = Notation::of(media).map_err(draft)?;
    let mut rows: Vec<Row> = Vec::new();
    let source = BufReader::with_capacity(buffer, Cursor::new(bytes));
    body::rows(notation, source, &mut |row| {
        rows.push(row);
        Ok(())
    })
    .map_err(draft)?;
    Ok(rows)
}

/// Whether a media type is one that bodies are read in.
pub fn is_media(media: &str) -> bool {
    Notation::of(media).is_ok()
}

/// The plain bytes of a body with this `Content-Encoding`, `most` at the most.
pub fn unpacked(encoding: &str, mut packed: &[u8], most: u64) -> Result<Vec<u8>, ProblemDraft> {
    let encoding = Encoding::of(encoding).map_err(draft)?;
    let mut plain = Vec::new();
    decode::unpack(&mut packed, encoding, most, &mut plain).map_err(draft)?;
    Ok(plain)
}

/// Whether a body is the one that a `Content-Digest` is of.
pub fn is_digest(header: &str, body: &[u8]) -> bool {
    let mut digests = Digests::of(header);
    digests.update(body);
    digests.checked().is_ok()
}

/// The key of an `Idempotency-Key` header; nothing for bytes that are no header.
pub fn idempotency_key(header: &[u8]) -> Option<Result<String, ProblemDraft>> {
    let value = HeaderValue::from_bytes(header).ok()?;
    Some(key::read(&value).map_err(draft))
}

/// Client and secret of a token request; nothing when it is refused.
pub fn token_request(media: &str, authorization: Option<&str>, body: &[u8]) -> Option<(String, String)> {
    let form = Form::read(media, body).ok()?;
    let credentials = Credentials::of(authorization, &form).ok()?;
    Some((credentials.id, credentials.secret))
}

/// Where somebody goes after signing in, as it stands and in English.
pub fn return_to(asked: &str) -> (String, String) {
    let path = ReturnTo::of(Some(asked));
    (path.as_str().to_owned(), path.in_language(Language::En))
}

/// The names and values of a query.
pub fn pairs(query: &str) -> Vec<(String, String)> {
    query::pairs(query)
}

/// The address of the page after a cursor.
pub fn following(path: &str, query: &str, cursor: &str) -> String {
    query::following(path, query, cursor)
}

/// One parameter of each kind there is.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct EveryParameter {
    /// A code.
    pub indicator: Option<IndicatorCode>,
    /// A code.
    pub area: Option<AreaCode>,
    /// A code.
    pub network: Option<NetworkCode>,
    /// A selector.
    pub peers: Option<PeerSelector>,
    /// A period.
    pub period: Option<Period>,
    /// A word of a list.
    pub scope: Option<AreaScope>,
    /// Text.
    pub cursor: Option<String>,
    /// Yes or no.
    pub dry_run: Option<bool>,
    as_of: Option<AsOf>,
    changed_since: Option<Since>,
    on: Option<Codes>,
    weights: Option<Weights>,
    k: Neighbours,
    limit: PageLimit,
    width: ChartWidth,
}

impl EveryParameter {
    /// What has bounds: neighbours, items of a page, the width of a chart, the codes and the weights of a likeness.
    pub fn sizes(&self) -> (u8, u32, u32, Vec<&IndicatorCode>, Vec<f64>) {
        let on = self.on.iter().flat_map(|Codes(codes)| codes).collect();
        let weights = self.weights.iter().flat_map(|Weights(weights)| weights);
        (
            self.k.0,
            self.limit.0,
            self.width.0,
            on,
            weights.copied().collect(),
        )
    }
}

/// What a query says.
pub fn read(query: &str) -> Result<EveryParameter, ProblemDraft> {
    query::read(query).map_err(draft)
}

/// What a query asks of the audit log.
pub fn audit_filter(query: &str) -> Result<AuditFilter, ProblemDraft> {
    let sought: AuditSought = query::read(query).map_err(draft)?;
    let (filter, _) = sought.filter(Sight::Everything).map_err(draft)?;
    Ok(filter)
}

/// What a text means as the start of a span, as the day that data are wanted of (asked on the last day there is), and as
/// the end of a span: nanoseconds since 1970.
pub fn moments(text: &str) -> Option<[i128; 3]> {
    let Starting(start) = text.to_owned().try_into().ok()?;
    let as_of: AsOf = text.to_owned().try_into().ok()?;
    let day = as_of.instant(Date::MAX.with_time(Time::MAX).assume_utc());
    let Until(end) = text.to_owned().try_into().ok()?;
    Some([start, day, end].map(|instant| instant.unix_timestamp_nanos()))
}

/// The place that a cursor names in the answer to a question, and a cursor of that place.
pub fn place(question: &str, cursor: &str) -> Result<((u64, String), String), ProblemDraft> {
    let question = Question::of("fuzz", &question).map_err(draft)?;
    let place: (u64, String) = question.place(cursor).map_err(draft)?;
    let again = question.cursor(&place).map_err(draft)?;
    Ok((place, again))
}

/// The cursor of a place in the answer to a question.
pub fn cursor(question: &str, place: (u64, String)) -> Result<String, ProblemDraft> {
    let question = Question::of("fuzz", &question).map_err(draft)?;
    question.cursor(place).map_err(draft)
}

fn draft(error: ApiError) -> ProblemDraft {
    *error.draft
}
