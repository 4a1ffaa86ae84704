//! `POST /releases`.

use super::checked;
use crate::auth::{Granted, ManageReleases};
use crate::state::State;
use crate::web::blocking::blocking;
use crate::web::document;
use crate::web::language::Wanted;
use crate::web::own::{private, written};
use crate::web::problem::ApiError;
use crate::web::query::{Nothing, Query};
use crate::web::trace;
use crate::web::version::tagged;
use actix_web::web::{Data, Payload};
use actix_web::{HttpRequest, HttpResponse, post};
use blis_domain::problem::Problem;
use blis_domain::release::{PlanRelease, Release};

/// Plan a release
///
/// Without an instant it is a draft; with one it is public at that minute, by itself.
#[utoipa::path(
    tag = "Releases",
    operation_id = "plan_release",
    request_body = PlanRelease,
    responses(
        (status = 201, description = "The release", body = Release,
            headers(("etag" = String, description = "The version of its plan"))),
        (status = 413, description = "The body is too large", body = Problem, content_type = "application/problem+json"),
        (status = 415, description = "The body is not JSON", body = Problem, content_type = "application/problem+json"),
        (status = 422, description = "It cannot be planned so; each fault names its field",
            body = Problem, content_type = "application/problem+json"),
    )
)]
#[post("/releases")]
pub(crate) async fn create(
    granted: Granted<ManageReleases>,
    _: Query<Nothing>,
    language: Wanted,
    state: Data<State>,
    request: HttpRequest,
    payload: Payload,
) -> Result<HttpResponse, ApiError> {
    let plan = checked(document::read(&request, payload).await?)?;
    let context = trace::context(granted.caller.actor(), &request);
    let (json, version) = blocking(move || {
        let release = state.store.plan_release(&plan, &context)?;
        Ok((written(&release)?, release.version))
    })
    .await?;
    Ok(private(tagged(HttpResponse::Created(), version), language, json))
}
