//! `PUT /observations/{indicator}/{area}/{period}/explanation`.

use super::{Appearing, FigurePath, reached};
use crate::auth::{ExplainFigures, Granted};
use crate::state::State;
use crate::web::blocking::blocking;
use crate::web::document;
use crate::web::language::Wanted;
use crate::web::own::{private, written};
use crate::web::problem::ApiError;
use crate::web::query::Query;
use crate::web::trace;
use actix_web::web::{Data, Path, Payload};
use actix_web::{HttpRequest, HttpResponse, put};
use blis_domain::explanation::{Explanation, LONGEST_EXPLANATION, WriteExplanation, explanation};
use blis_domain::problem::{FaultDraft, Problem, ProblemCode, ProblemDraft};
use blis_domain::text::Text;

/// More than two texts of the longest kind take.
const MOST_BYTES: usize = 64 * 1024;

/// Explain a figure
///
/// The explanation stays with the figure wherever it is shown: among the observations, in the block of the indicator, in
/// comparisons. It takes the place of the one before it, which stays with the figures of its time (`as_of`); one that says
/// the same changes nothing. With `with_release` the explanation is of a figure that waits to become public, and appears
/// with it.
#[utoipa::path(
    tag = "Indicators",
    operation_id = "explain_figure",
    params(FigurePath, Appearing),
    request_body = WriteExplanation,
    responses(
        (status = 200, description = "What is said of the figure now", body = Explanation),
        (status = 202, description = "What will be said of the figure that waits, once it is public", body = WriteExplanation),
        (status = 409, description = "There is no figure to be explained (`nothing_to_explain`)",
            body = Problem, content_type = "application/problem+json"),
        (status = 413, description = "The body is too large", body = Problem, content_type = "application/problem+json"),
        (status = 415, description = "The body is not JSON", body = Problem, content_type = "application/problem+json"),
        (status = 422, description = "A text is empty, too long, or holds what cannot be shown",
            body = Problem, content_type = "application/problem+json"),
    )
)]
#[put("/observations/{indicator}/{area}/{period}/explanation")]
pub(crate) async fn update(
    granted: Granted<ExplainFigures>,
    path: Path<FigurePath>,
    Query(appearing): Query<Appearing>,
    language: Wanted,
    state: Data<State>,
    request: HttpRequest,
    payload: Payload,
) -> Result<HttpResponse, ApiError> {
    let said = checked(&document::read_up_to(&request, payload, MOST_BYTES).await?)?;
    let context = trace::context(granted.caller.actor(), &request);
    let json = blocking(move || {
        let figure = reached(&state, granted.caller.standing(), path.into_inner())?;
        if appearing.with_release {
            state.store.explain_beforehand(&figure, &said, &context)?;
            return written(&said);
        }
        written(&state.store.explain(&figure, &said, &context)?)
    })
    .await?;
    let answer = match appearing.with_release {
        true => HttpResponse::Accepted(),
        false => HttpResponse::Ok(),
    };
    Ok(private(answer, language, json))
}

/// An explanation as it may be kept.
fn checked(asked: &WriteExplanation) -> Result<WriteExplanation, ApiError> {
    let texts = [("/lv", Some(&asked.lv)), ("/en", asked.en.as_ref())];
    let is_bad = |text: &String| explanation(text).is_none();
    let bad = texts.into_iter().filter(|(_, text)| text.is_some_and(is_bad));
    let message = || {
        Text::new(
            format!("Skaidrojumā jābūt 1 līdz {LONGEST_EXPLANATION} redzamām rakstzīmēm."),
            format!("An explanation has 1 to {LONGEST_EXPLANATION} characters that can be shown."),
        )
    };
    let faults: Vec<FaultDraft> = bad
        .map(|(pointer, _)| FaultDraft::at(pointer, "invalid_explanation", message()))
        .collect();
    if faults.is_empty() {
        let kept = |text: &String| explanation(text).unwrap_or_default().to_owned();
        return Ok(WriteExplanation {
            lv: kept(&asked.lv),
            en: asked.en.as_ref().map(kept),
        });
    }
    Err(ProblemDraft {
        faults,
        ..ProblemDraft::new(
            ProblemCode::Unacceptable,
            "Skaidrojumu saglabāt nevar.",
            "The explanation cannot be kept.",
        )
    }
    .into())
}
