//! `POST /releases/{id}/publish`.

use super::ReleasePath;
use crate::auth::{Fresh, Granted, ManageReleases};
use crate::state::State;
use crate::web::blocking::blocking;
use crate::web::language::Wanted;
use crate::web::own::{private, written};
use crate::web::problem::ApiError;
use crate::web::query::{Nothing, Query};
use crate::web::trace;
use actix_web::web::{Data, Path};
use actix_web::{HttpRequest, HttpResponse, post};
use blis_domain::problem::Problem;
use blis_domain::release::Release;

/// Make a release public now
///
/// All its figures at once, whatever its instant; what is held as suspect stays held. It cannot be taken back.
#[utoipa::path(
    tag = "Releases",
    operation_id = "publish_release",
    params(ReleasePath),
    responses(
        (status = 200, description = "The release, which is public", body = Release),
        (status = 409, description = "It is public already (`release_published`), or an indicator of it is computed by now \
            (`computed`)", body = Problem, content_type = "application/problem+json"),
    )
)]
#[post("/releases/{id}/publish")]
pub(crate) async fn publish(
    granted: Granted<ManageReleases, Fresh>,
    path: Path<ReleasePath>,
    _: Query<Nothing>,
    language: Wanted,
    state: Data<State>,
    request: HttpRequest,
) -> Result<HttpResponse, ApiError> {
    let context = trace::context(granted.caller.actor(), &request);
    let json = blocking(move || written(&state.store.publish_release(&path.id, &context)?)).await?;
    Ok(private(HttpResponse::Ok(), language, json))
}
