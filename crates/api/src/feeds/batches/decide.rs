//! `POST /feeds/{feed}/batches/{id}/decision`.

use super::BatchPath;
use crate::auth::{DecideHeld, Granted};
use crate::held::checked;
use crate::state::State;
use crate::web::blocking::blocking;
use crate::web::document;
use crate::web::language::Wanted;
use crate::web::own::{private, written};
use crate::web::problem::ApiError;
use crate::web::query::{Nothing, Query};
use crate::web::trace;
use actix_web::web::{Data, Path, Payload};
use actix_web::{HttpRequest, HttpResponse, post};
use blis_domain::desk::{Decide, Decision};
use blis_domain::problem::Problem;

/// Decide about a held batch
///
/// All its figures that wait are released or refused at once: those of an atomic batch, which waits as a whole, and those
/// of a partial one that were not decided about yet. The receipt stays as it was; the decision stands beside it.
#[utoipa::path(
    tag = "Feeds",
    operation_id = "decide_batch",
    params(BatchPath),
    request_body = Decide,
    responses(
        (status = 201, description = "The decision holds", body = Decision),
        (status = 409, description = "It was decided about before, nothing of it waits, or an indicator of it is \
            computed by now; `errors` says which",
            body = Problem, content_type = "application/problem+json"),
        (status = 413, description = "The body is too large", body = Problem, content_type = "application/problem+json"),
        (status = 415, description = "The body is not JSON", body = Problem, content_type = "application/problem+json"),
        (status = 422, description = "The reason is empty or too long",
            body = Problem, content_type = "application/problem+json"),
    )
)]
#[post("/feeds/{feed}/batches/{id}/decision")]
pub(crate) async fn decide(
    granted: Granted<DecideHeld>,
    path: Path<BatchPath>,
    _: Query<Nothing>,
    language: Wanted,
    state: Data<State>,
    request: HttpRequest,
    payload: Payload,
) -> Result<HttpResponse, ApiError> {
    let caller = granted.into_feed(&path.feed)?;
    let asked: Decide = checked(document::read(&request, payload).await?)?;
    let context = trace::context(caller.actor(), &request);
    let json = blocking(move || {
        let BatchPath { feed, id } = path.into_inner();
        written(&state.store.decide_batch(&feed, &id, &asked, &context)?)
    })
    .await?;
    Ok(private(HttpResponse::Created(), language, json))
}
