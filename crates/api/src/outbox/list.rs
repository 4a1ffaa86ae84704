//! `GET /outbox`.

use crate::auth::{Granted, ReadOutbox};
use crate::state::State;
use crate::web::blocking::blocking;
use crate::web::language::Wanted;
use crate::web::own::{private, written};
use crate::web::problem::ApiError;
use crate::web::query::{Nothing, Query};
use actix_web::web::Data;
use actix_web::{HttpResponse, get};
use blis_domain::problem::ProblemDraft;
use blis_domain::wire::{LetterView, Page};

/// More than any demonstration writes.
const MOST: i64 = 200;

/// The letters of a demonstration
///
/// The latest first. Their links open accounts. Where letters are sent there is no outbox: the answer is 404.
#[utoipa::path(
    tag = "Accounts",
    operation_id = "list_outbox",
    responses((status = 200, description = "Every letter that lies here", body = Page<LetterView>))
)]
#[get("/outbox")]
pub(crate) async fn list(
    _: Granted<ReadOutbox>,
    _: Query<Nothing>,
    language: Wanted,
    state: Data<State>,
) -> Result<HttpResponse, ApiError> {
    let json = blocking(move || written(&Page::whole(lying(&state)?))).await?;
    Ok(private(HttpResponse::Ok(), language, json))
}

/// The letters that lie here, for whoever may read them.
pub(crate) fn lying(state: &State) -> Result<Vec<LetterView>, ApiError> {
    if !state.letters.lie() {
        return Err(ProblemDraft::not_found(
            "Vēstules šeit neglabā: tās nosūta. Tās ir tikai demonstrācijā.",
            "No letters lie here: they are sent. A demonstration alone keeps them.",
        )
        .into());
    }
    let letters = state.store.lying_letters(MOST)?;
    Ok(letters
        .into_iter()
        .map(|letter| LetterView {
            id: letter.id,
            recipient: letter.recipient,
            subject: letter.subject,
            body: letter.body,
            created_at: letter.created_at,
        })
        .collect())
}
