//! `DELETE /releases/{id}`.

use super::ReleasePath;
use crate::auth::{Granted, ManageReleases};
use crate::state::State;
use crate::web::blocking::blocking;
use crate::web::own::done;
use crate::web::problem::ApiError;
use crate::web::query::{Nothing, Query};
use crate::web::trace;
use actix_web::web::{Data, Path};
use actix_web::{HttpRequest, HttpResponse, delete};
use blis_domain::problem::Problem;

/// Call a planned release off
///
/// The figures that wait for it go on waiting, for another one.
#[utoipa::path(
    tag = "Releases",
    operation_id = "call_off_release",
    params(ReleasePath),
    responses(
        (status = 204, description = "It is not planned any more"),
        (status = 409, description = "It is public already (`release_published`)",
            body = Problem, content_type = "application/problem+json"),
    )
)]
#[delete("/releases/{id}")]
pub(crate) async fn delete(
    granted: Granted<ManageReleases>,
    path: Path<ReleasePath>,
    _: Query<Nothing>,
    state: Data<State>,
    request: HttpRequest,
) -> Result<HttpResponse, ApiError> {
    let context = trace::context(granted.caller.actor(), &request);
    blocking(move || Ok(state.store.call_off_release(&path.id, &context)?)).await?;
    Ok(done().finish())
}
