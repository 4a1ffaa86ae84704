//! `GET /releases/{id}`.

use super::ReleasePath;
use crate::state::State;
use crate::web::answer::Answer;
use crate::web::blocking::blocking;
use crate::web::problem::ApiError;
use crate::web::query::{Nothing, Query};
use actix_web::get;
use actix_web::web::{Data, Path};
use blis_domain::release::Release;

/// Read a release
///
/// The `ETag` goes into the `If-Match` of a change.
#[utoipa::path(
    tag = "Releases",
    operation_id = "show_release",
    params(ReleasePath),
    responses((status = 200, description = "The release", body = Release))
)]
#[get("/releases/{id}")]
pub(crate) async fn show(
    state: Data<State>,
    path: Path<ReleasePath>,
    _: Query<Nothing>,
) -> Result<Answer, ApiError> {
    let release = blocking(move || Ok(state.store.release(&path.id)?)).await?;
    Ok(Answer::json(&release)?.of_version(release.version))
}
