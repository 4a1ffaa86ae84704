//! `GET /metrics`.

use crate::state::State;
use crate::web::problem::ApiError;
use actix_web::http::header::CACHE_CONTROL;
use actix_web::web::Data;
use actix_web::{HttpResponse, get};

/// Read the counters
///
/// In the text format of Prometheus.
#[utoipa::path(
    tag = "Server",
    operation_id = "show_metrics",
    responses((status = 200, description = "The counters", body = String, content_type = "text/plain"))
)]
#[get("/metrics")]
pub(crate) async fn metrics(state: Data<State>) -> Result<HttpResponse, ApiError> {
    let text = state.metrics.text().map_err(ApiError::internal)?;
    Ok(HttpResponse::Ok()
        .insert_header((CACHE_CONTROL, "no-store"))
        .content_type(prometheus::TEXT_FORMAT)
        .body(text))
}
