//! `GET /feeds/{feed}/batches/{id}`.

use super::{private, written};
use crate::auth::{Granted, ReadReceipts};
use crate::state::State;
use crate::web::blocking::blocking;
use crate::web::language::Wanted;
use crate::web::problem::ApiError;
use crate::web::query::{Nothing, Query};
use actix_web::web::{Data, Path};
use actix_web::{HttpResponse, get};
use blis_domain::problem::ProblemDraft;
use blis_domain::receipt::Receipt;
use serde::Deserialize;
use utoipa::IntoParams;

/// Which batch an address is about.
#[derive(Deserialize, IntoParams)]
#[into_params(parameter_in = Path)]
pub(crate) struct BatchPath {
    /// Name of the feed: `srda`.
    #[serde(deserialize_with = "crate::web::text::storable")]
    feed: String,
    /// Id of the batch, as its receipt tells it.
    #[serde(deserialize_with = "crate::web::text::storable")]
    id: String,
}

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
    let receipt = receipt.ok_or_else(|| {
        ProblemDraft::not_found(
            format!("Datu paketes „{id}” nav."),
            format!("There is no batch “{id}”."),
        )
    })?;
    Ok(private(HttpResponse::Ok(), language, receipt))
}
