//! `GET /health/live`.

use super::Health;
use actix_web::http::header::CACHE_CONTROL;
use actix_web::{HttpResponse, get};

/// Ask whether the process is up
///
/// Looks at nothing else: a server whose database is away should not be restarted for it.
#[utoipa::path(
    tag = "Server",
    operation_id = "show_liveness",
    responses((status = 200, description = "It is up", body = Health))
)]
#[get("/health/live")]
pub(crate) async fn live() -> HttpResponse {
    HttpResponse::Ok()
        .insert_header((CACHE_CONTROL, "no-store"))
        .json(Health { status: "ok" })
}
