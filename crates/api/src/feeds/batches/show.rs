//! `GET /feeds/{feed}/batches/{id}`.

use super::{BatchPath, no_such_batch, private, written};
use crate::auth::{Granted, ReadReceipts};
use crate::state::State;
use crate::web::blocking::blocking;
use crate::web::language::Wanted;
use crate::web::problem::ApiError;
use crate::web::query::{Nothing, Query};
use actix_web::web::{Data, Path};
use actix_web::{HttpResponse, get};
use blis_domain::receipt::Receipt;

/// Read a receipt
#[utoipa::path(
    tag = "Feeds",
    operation_id = "show_batch",
    params(BatchPath),
    responses((status = 200, description = "The receipt", body = Receipt))
)]
#[get("/feeds/{feed}/batches/{id}")]
pub(crate) async fn show(
    granted: Granted<ReadReceipts>,
    path: Path<BatchPath>,
    _: Query<Nothing>,
    language: Wanted,
    state: Data<State>,
) -> Result<HttpResponse, ApiError> {
    granted.into_feed(&path.feed)?;
    let BatchPath { feed, id } = path.into_inner();
    let sought = id.clone();
    let receipt = blocking(move || {
        let record = state.store.batch(&feed, &sought)?;
        record
            .map(|record| written(&record.receipt(language.0)))
            .transpose()
    })
    .await?;
    let receipt = receipt.ok_or_else(|| no_such_batch(&id))?;
    Ok(private(HttpResponse::Ok(), language, receipt))
}
