//! `GET /releases`.

use crate::state::State;
use crate::web::answer::Answer;
use crate::web::blocking::blocking;
use crate::web::problem::ApiError;
use crate::web::query::{Nothing, Query};
use actix_web::get;
use actix_web::web::Data;
use blis_domain::release::Release;
use blis_domain::wire::Page;

/// List the releases
///
/// Those that are planned, with their instants, and those that are public. No figure is told. The whole list is one page,
/// the latest period first.
#[utoipa::path(
    tag = "Releases",
    operation_id = "list_releases",
    responses((status = 200, description = "The releases", body = Page<Release>))
)]
#[get("/releases")]
pub(crate) async fn list(state: Data<State>, _: Query<Nothing>) -> Result<Answer, ApiError> {
    let releases = blocking(move || Ok(state.store.releases()?)).await?;
    Answer::json(&Page::whole(releases))
}
