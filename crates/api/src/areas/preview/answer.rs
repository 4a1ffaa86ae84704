//! `POST /areas/{code}/preview/{id}/answer`.

use super::reached;
use crate::auth::{Granted, PreviewFigures};
use crate::state::State;
use crate::web::blocking::blocking;
use crate::web::document;
use crate::web::language::Wanted;
use crate::web::own::{private, written};
use crate::web::problem::ApiError;
use crate::web::query::{Nothing, Query};
use crate::web::trace;
use actix_web::web::{Data, Path, Payload};
use actix_web::{HttpRequest, HttpResponse, post};
use blis_domain::area::AreaCode;
use blis_domain::preview::{AnswerFigure, FigureAnswer, LONGEST_ANSWER};
use blis_domain::problem::{FaultDraft, Problem, ProblemCode, ProblemDraft};
use blis_domain::text::Text;
use blis_store::StoreError;
use serde::Deserialize;
use utoipa::IntoParams;

/// Which figure of a municipality an address is about.
#[derive(Deserialize, IntoParams)]
#[into_params(parameter_in = Path)]
pub(crate) struct PreviewPath {
    /// Code of the municipality.
    code: AreaCode,
    /// Id of the figure, as the preview tells it.
    id: String,
}

/// Answer about a figure before its release
///
/// That it is right, or that it is to be corrected, and how. Data stewards read it beside the figure. A later answer takes
/// the place of an earlier one.
#[utoipa::path(
    tag = "Areas",
    operation_id = "answer_figure",
    params(PreviewPath),
    request_body = AnswerFigure,
    responses(
        (status = 201, description = "The answer", body = FigureAnswer),
        (status = 413, description = "The body is too large", body = Problem, content_type = "application/problem+json"),
        (status = 415, description = "The body is not JSON", body = Problem, content_type = "application/problem+json"),
        (status = 422, description = "A correction is asked for without a text, or the text cannot be kept",
            body = Problem, content_type = "application/problem+json"),
    )
)]
#[post("/areas/{code}/preview/{id}/answer")]
pub(crate) async fn answer(
    granted: Granted<PreviewFigures>,
    path: Path<PreviewPath>,
    _: Query<Nothing>,
    language: Wanted,
    state: Data<State>,
    request: HttpRequest,
    payload: Payload,
) -> Result<HttpResponse, ApiError> {
    let asked: AnswerFigure = document::read(&request, payload).await?;
    let answer = asked.tidied().ok_or_else(no_text)?;
    let context = trace::context(granted.caller.actor(), &request);
    let json = blocking(move || {
        reached(&state, granted.caller.standing(), &path.code)?;
        let id = path.id.parse().map_err(|_| StoreError::UnknownHeld)?;
        written(&state.store.answer_figure(&path.code, id, &answer, &context)?)
    })
    .await?;
    Ok(private(HttpResponse::Created(), language, json))
}

fn no_text() -> ApiError {
    let message = Text::new(
        format!("Labojuma lūgumā jāraksta, kas labojams: 1 līdz {LONGEST_ANSWER} redzamas rakstzīmes."),
        format!("Say what is to be corrected: 1 to {LONGEST_ANSWER} characters that can be shown."),
    );
    ProblemDraft {
        faults: vec![FaultDraft::at("/text", "invalid_text", message.clone())],
        ..ProblemDraft::new(ProblemCode::Unacceptable, message.lv, message.en)
    }
    .into()
}
