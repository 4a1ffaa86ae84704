//! `GET /instance`.

use crate::state::State;
use crate::web::answer::Answer;
use crate::web::blocking::blocking;
use crate::web::problem::ApiError;
use crate::web::query::{Nothing, Query};
use actix_web::get;
use actix_web::web::Data;
use blis_domain::wire::Instance;

/// Ask what this installation is
///
/// Its version, and whether it holds invented data for demonstration.
#[utoipa::path(
    tag = "Server",
    operation_id = "show_instance",
    responses((status = 200, description = "The installation", body = Instance))
)]
#[get("/instance")]
pub(crate) async fn show(state: Data<State>, _: Query<Nothing>) -> Result<Answer, ApiError> {
    let demonstration = blocking(move || Ok(state.store.is_demonstration()?)).await?;
    Answer::json(&Instance {
        name: "BLIS".to_owned(),
        version: env!("CARGO_PKG_VERSION").to_owned(),
        demonstration,
    })
}
