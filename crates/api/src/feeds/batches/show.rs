//! `GET /feeds/{feed}/batches/{id}`.

use super::{BatchPath, no_such_batch, private, sees_numbers, told, written};
use crate::auth::{Granted, ReadReceipts};
use crate::state::State;
use crate::web::blocking::blocking;
use crate::web::language::Wanted;
use crate::web::problem::ApiError;
use crate::web::query::{Nothing, Query};
use actix_web::web::{Data, Path};
use actix_web::{HttpResponse, get};
use blis_domain::desk::{BatchShown, Decision};
use blis_domain::rights::Action;

/// Read a receipt
///
/// As it was given when the batch came, and in `held` what became since of the figures that were taken aside. Who decided
/// is told to those who may decide; numbers, to the feed's clients and to those who see what is hidden.
#[utoipa::path(
    tag = "Feeds",
    operation_id = "show_batch",
    params(BatchPath),
    responses((status = 200, description = "The receipt", body = BatchShown))
)]
#[get("/feeds/{feed}/batches/{id}")]
pub(crate) async fn show(
    granted: Granted<ReadReceipts>,
    path: Path<BatchPath>,
    _: Query<Nothing>,
    language: Wanted,
    state: Data<State>,
) -> Result<HttpResponse, ApiError> {
    let caller = granted.into_feed(&path.feed)?;
    let may_decide = caller.standing().may(Action::DecideHeld);
    let sees_numbers = sees_numbers(caller.standing(), &path.feed);
    let BatchPath { feed, id } = path.into_inner();
    let sought = id.clone();
    let receipt = blocking(move || {
        let Some(record) = state.store.batch(&feed, &sought)? else {
            return Ok(None);
        };
        let mut held = state.store.held_of_batch(&record.id)?;
        if let Some(held) = held.as_mut().filter(|_| !may_decide) {
            held.decision = held.decision.take().map(Decision::unnamed);
        }
        let receipt = record.told(|row| told(row, sees_numbers, language.0));
        written(&BatchShown { receipt, held }).map(Some)
    })
    .await?;
    let receipt = receipt.ok_or_else(|| no_such_batch(&id))?;
    Ok(private(HttpResponse::Ok(), language, receipt))
}
