//! `POST /feeds/{feed}/batches`.

use super::{FeedPath, key, private, written};
use crate::auth::{Granted, PushBatch};
use crate::body::Sent;
use crate::routes::BASE;
use crate::state::State;
use crate::web::blocking::blocking;
use crate::web::language::Wanted;
use crate::web::problem::ApiError;
use crate::web::query::Query;
use crate::web::trace;
use actix_web::http::header::LOCATION;
use actix_web::web::{Data, Path, Payload};
use actix_web::{HttpRequest, HttpResponse, post};
use blis_domain::problem::Problem;
use blis_domain::receipt::{BatchMode, BatchRecord, Receipt};
use blis_domain::wire;
use blis_store::{Intake, NewBatch};
use serde::Deserialize;
use utoipa::IntoParams;

/// How a batch is taken.
#[derive(Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub(crate) struct Manner {
    /// Check everything and store nothing, not even the key.
    #[serde(default)]
    #[param(default = false)]
    dry_run: bool,
    /// `atomic` (when left out): one bad row refuses all, and one suspect row holds all. `partial`: the other rows are
    /// stored.
    #[serde(default)]
    #[param(inline)]
    mode: BatchMode,
}

/// Push a batch
///
/// Rows that are bad each by itself are told in the receipt, with row, field, code and message; a body that cannot
/// be read as a whole is a problem. The same key and body again give the same receipt with `Idempotent-Replayed`.
/// A figure that is unlike all that is known of its indicator is held for a steward; the receipt says why.
/// The body may be compressed (`Content-Encoding: gzip` or `zstd`); it has at most 64 MiB as it is sent, at most 256 MiB
/// when unpacked, and at most 1,000,000 rows of at most 64 KiB.
#[utoipa::path(
    tag = "Feeds",
    operation_id = "push_batch",
    params(
        FeedPath,
        Manner,
        ("idempotency-key" = String, Header, max_length = 255,
            description = "Chosen by the sender for this batch, such as a UUID; quoted or bare"),
    ),
    request_body(content(
        (wire::PushBatch = "application/json"),
        (String = "text/csv"),
        (String = "application/x-ndjson"),
        (Vec<u8> = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
    ), description = "JSON, also a dataset of JSON-stat 2.0; CSV whose heading names the same fields; one JSON object a \
        line; or an XLSX workbook with the same heading in its only sheet"),
    responses(
        (status = 201, description = "The receipt; in `atomic` mode with state `refused` when a row is bad, and `held` when \
            one is suspect", body = Receipt,
            headers(("location" = String, description = "The address of the receipt"))),
        (status = 200, description = "The receipt of the first call with this key", body = Receipt,
            headers(("idempotent-replayed" = String, description = "`true`"))),
        (status = 409, description = "The first call with this key is still running", body = Problem,
            content_type = "application/problem+json", headers(("retry-after" = u32, description = "Seconds"))),
        (status = 413, description = "The body is too large", body = Problem, content_type = "application/problem+json"),
        (status = 415, description = "The media type or the encoding is not read here", body = Problem,
            content_type = "application/problem+json"),
        (status = 422, description = "The key was used with another body", body = Problem,
            content_type = "application/problem+json"),
    )
)]
#[post("/feeds/{feed}/batches")]
pub(crate) async fn create(
    granted: Granted<PushBatch>,
    request: HttpRequest,
    path: Path<FeedPath>,
    Query(manner): Query<Manner>,
    language: Wanted,
    state: Data<State>,
    payload: Payload,
) -> Result<HttpResponse, ApiError> {
    let caller = granted.into_feed(&path.feed)?;
    let idempotency_key = key::of(&request)?;
    let sent = Sent::receive(&request, payload, &state.spool_folder).await?;
    let mut body = blocking(move || sent.unpack()).await?;
    let turn = match body.is_large() {
        true => Some(state.large_bodies.turn().await?),
        false => None,
    };
    let dry_run = manner.dry_run;
    let context = trace::context(caller.actor(), &request);
    let (reply, receipt) = blocking(move || {
        let _turn = turn;
        let batch = NewBatch {
            feed: path.into_inner().feed,
            client: caller.id(),
            idempotency_key,
            body_hash: body.hash(),
            mode: manner.mode,
            dry_run,
            demonstration: false,
            vouched: false,
        };
        let reply = match state.store.begin_batch(batch)? {
            Intake::Replayed(reply) => reply,
            Intake::Open(mut open) => {
                body.rows(&mut |row| {
                    open.take(row);
                    Ok(())
                })?;
                drop(body);
                open.apply(&context)?
            }
        };
        if !reply.replayed && !dry_run {
            state.metrics.batch(&reply.record);
        }
        let receipt = written(&reply.record.receipt(language.0))?;
        Ok((reply, receipt))
    })
    .await?;
    if !reply.replayed {
        log(&reply.record);
    }
    let mut answer = if reply.replayed {
        HttpResponse::Ok()
    } else {
        HttpResponse::Created()
    };
    if reply.replayed {
        answer.insert_header(("idempotent-replayed", "true"));
    }
    if !dry_run {
        let address = format!("{BASE}/feeds/{}/batches/{}", reply.record.feed, reply.record.id);
        answer.insert_header((LOCATION, address));
    }
    Ok(private(answer, language, receipt))
}

/// The line of a batch. An answer given again is none: the batch was logged when it came.
fn log(record: &BatchRecord) {
    tracing::info!(
        batch.id = record.id,
        batch.feed = record.feed,
        batch.state = record.state.code(),
        batch.received = record.counts.received,
        batch.new = record.counts.new,
        batch.changed = record.counts.changed,
        batch.unchanged = record.counts.unchanged,
        batch.refused = record.counts.refused,
        batch.suspect = record.counts.suspect,
        "a batch was taken"
    );
}
