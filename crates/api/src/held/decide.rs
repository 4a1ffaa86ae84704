//! `POST /held/{id}/decision`.

use super::checked;
use crate::auth::{DecideHeld, Granted};
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
use blis_store::StoreError;
use serde::Deserialize;
use utoipa::IntoParams;

/// Which held figure an address is about.
#[derive(Deserialize, IntoParams)]
#[into_params(parameter_in = Path)]
pub(crate) struct HeldPath {
    /// Id of the figure, as the list of held figures tells it.
    id: String,
}

/// Decide about a held figure
///
/// A released figure is public from then on, with the figures derived from it; a refused one never is. The receipt of its
/// batch stays as it was.
#[utoipa::path(
    tag = "Feeds",
    operation_id = "decide_held",
    params(HeldPath),
    request_body = Decide,
    responses(
        (status = 201, description = "The decision holds", body = Decision),
        (status = 409, description = "It was decided about before, a later figure took its place, its batch is to be \
            decided about as a whole, or its indicator is computed by now; `errors` says which", body = Problem, content_type = "application/problem+json"),
        (status = 413, description = "The body is too large", body = Problem, content_type = "application/problem+json"),
        (status = 415, description = "The body is not JSON", body = Problem, content_type = "application/problem+json"),
        (status = 422, description = "The reason is empty or too long",
            body = Problem, content_type = "application/problem+json"),
    )
)]
#[post("/held/{id}/decision")]
pub(crate) async fn decide(
    granted: Granted<DecideHeld>,
    path: Path<HeldPath>,
    _: Query<Nothing>,
    language: Wanted,
    state: Data<State>,
    request: HttpRequest,
    payload: Payload,
) -> Result<HttpResponse, ApiError> {
    let asked = checked(document::read(&request, payload).await?)?;
    let context = trace::context(granted.caller.actor(), &request);
    let json = blocking(move || {
        let id = path.id.parse().map_err(|_| StoreError::UnknownHeld)?;
        written(&state.store.decide_held(id, &asked, &context)?)
    })
    .await?;
    Ok(private(HttpResponse::Created(), language, json))
}
