//! `GET /changes`.

use crate::state::State;
use crate::web::answer::Answer;
use crate::web::blocking::dear;
use crate::web::cursor::Question;
use crate::web::problem::ApiError;
use crate::web::query::{PageLimit, Query};
use actix_web::web::Data;
use actix_web::{HttpRequest, get};
use blis_domain::change::DataChange;
use blis_domain::wire::Page;
use serde::Deserialize;
use utoipa::IntoParams;

/// Which page of the changes.
#[derive(Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub(crate) struct Turned {
    /// Where to go on: `next` of an earlier page.
    cursor: Option<String>,
    /// The most changes of a page.
    #[serde(default)]
    #[param(value_type = u32, minimum = 1, maximum = 1000, default = 500)]
    limit: PageLimit,
}

/// List the changes as wholes
///
/// Newest first: when each became known, what made it, how many values are new, changed or withdrawn since, and of which
/// indicators. The values themselves are told by `/observations/changes`, `since` the version before.
#[utoipa::path(
    tag = "Indicators",
    operation_id = "list_data_changes",
    params(Turned),
    responses((
        status = 200,
        description = "A page of changes",
        body = Page<DataChange>,
        headers(("link" = String, description = "The next page, as `rel=\"next\"` (RFC 8288)"))
    ))
)]
#[get("/changes")]
pub(crate) async fn list(
    request: HttpRequest,
    state: Data<State>,
    Query(turned): Query<Turned>,
) -> Result<Answer, ApiError> {
    let question = Question::of("data_changes", &())?;
    let before = turned
        .cursor
        .as_deref()
        .map(|cursor| question.place(cursor))
        .transpose()?;
    let found = dear(state.clone(), move || {
        Ok(state.store.data_changes(before, turned.limit.0)?)
    })
    .await?;
    let page = Page {
        items: found.items,
        total: found.total,
        next: found.next.map(|last| question.cursor(last)).transpose()?,
    };
    Ok(Answer::json(&page)?.followed_by(&request, "/changes", page.next.as_deref()))
}
