//! `GET /health/ready`.

use super::Health;
use crate::state::State;
use crate::web::blocking::blocking;
use crate::web::problem::ApiError;
use actix_web::http::header::CACHE_CONTROL;
use actix_web::web::Data;
use actix_web::{HttpResponse, get};

/// Ask whether requests can be served
///
/// The database is reached and has every migration of this program.
#[utoipa::path(
    tag = "Server",
    operation_id = "show_readiness",
    responses((status = 200, description = "It can serve", body = Health))
)]
#[get("/health/ready")]
pub(crate) async fn ready(state: Data<State>) -> Result<HttpResponse, ApiError> {
    blocking(move || state.store.check_ready().map_err(ApiError::unavailable)).await?;
    Ok(HttpResponse::Ok()
        .insert_header((CACHE_CONTROL, "no-store"))
        .json(Health { status: "ok" }))
}
