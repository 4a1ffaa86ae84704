//! `PUT /releases/{id}`.

use super::{ReleasePath, checked};
use crate::auth::{Granted, ManageReleases};
use crate::state::State;
use crate::web::blocking::blocking;
use crate::web::document;
use crate::web::language::Wanted;
use crate::web::own::{private, written};
use crate::web::problem::ApiError;
use crate::web::query::{Nothing, Query};
use crate::web::trace;
use crate::web::version::{Expected, tagged};
use actix_web::web::{Data, Path, Payload};
use actix_web::{HttpRequest, HttpResponse, put};
use blis_domain::problem::Problem;
use blis_domain::release::{PlanRelease, Release};

/// Change the plan of a release
///
/// The plan is given as a whole. What is public is not planned any more.
#[utoipa::path(
    tag = "Releases",
    operation_id = "change_release",
    params(ReleasePath, ("if-match" = String, Header, description = "The `ETag` of the last read")),
    request_body = PlanRelease,
    responses(
        (status = 200, description = "The release as it is now", body = Release,
            headers(("etag" = String, description = "The version of its plan"))),
        (status = 409, description = "It is public already (`release_published`)",
            body = Problem, content_type = "application/problem+json"),
        (status = 412, description = "It was changed in the meantime",
            body = Problem, content_type = "application/problem+json"),
        (status = 413, description = "The body is too large", body = Problem, content_type = "application/problem+json"),
        (status = 415, description = "The body is not JSON", body = Problem, content_type = "application/problem+json"),
        (status = 422, description = "It cannot be planned so; each fault names its field",
            body = Problem, content_type = "application/problem+json"),
        (status = 428, description = "`If-Match` is missing", body = Problem, content_type = "application/problem+json"),
    )
)]
#[put("/releases/{id}")]
pub(crate) async fn update(
    granted: Granted<ManageReleases>,
    path: Path<ReleasePath>,
    _: Query<Nothing>,
    language: Wanted,
    state: Data<State>,
    request: HttpRequest,
    payload: Payload,
) -> Result<HttpResponse, ApiError> {
    let expected = Expected::of(&request)?;
    let plan = checked(document::read(&request, payload).await?)?;
    let context = trace::context(granted.caller.actor(), &request);
    let (json, version) = blocking(move || {
        let is_current = |version| expected.is(version);
        let release = state
            .store
            .change_release(&path.id, &plan, is_current, &context)?;
        Ok((written(&release)?, release.version))
    })
    .await?;
    Ok(private(tagged(HttpResponse::Ok(), version), language, json))
}
