//! `GET /observations/changes`.

use crate::lookup;
use crate::state::State;
use crate::web::answer::Answer;
use crate::web::blocking::blocking;
use crate::web::cursor::Question;
use crate::web::problem::ApiError;
use crate::web::query::{PageLimit, Query, Since};
use actix_web::web::Data;
use actix_web::{HttpRequest, get};
use blis_domain::area::AreaCode;
use blis_domain::change::ChangePage;
use blis_domain::indicator::IndicatorCode;
use blis_domain::problem::Problem;
use blis_store::{ChangeFilter, ChangesFrom};
use serde::Deserialize;
use utoipa::IntoParams;

/// Which changes to list.
#[derive(Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub(crate) struct Followed {
    /// Where to begin: behind a data version the caller has already (`4182`), or at an RFC 3339 instant or a date, which
    /// means its first moment in UTC. From the first change when left out. Beside a cursor it means nothing.
    #[param(value_type = String, required = false, example = "4182")]
    since: Option<Since>,
    /// Where to go on: `next` or `resume` of an earlier page.
    cursor: Option<String>,
    /// Of this indicator alone.
    #[param(example = "CTX.UNEMP")]
    indicator: Option<IndicatorCode>,
    /// Of this area alone.
    #[param(example = "0840200")]
    area: Option<AreaCode>,
    /// The most changes of a page.
    #[serde(default)]
    #[param(value_type = u32, minimum = 1, maximum = 1000, default = 500)]
    limit: PageLimit,
}

/// List what changed
///
/// Every change of every value, in the order they became known: what a cell says since, what it said before, and what
/// made the change. Values that were taken back are marked. Whoever follows the list from its beginning has a whole
/// copy; `resume` is the cursor to come back with for what changed meanwhile. A copy laid down from `/observations`
/// goes on here `since` the greatest `version` it has.
#[utoipa::path(
    tag = "Indicators",
    operation_id = "list_changes",
    params(Followed),
    responses(
        (
            status = 200,
            description = "A page of changes",
            body = ChangePage,
            headers(("link" = String, description = "The next page, as `rel=\"next\"` (RFC 8288)"))
        ),
        (
            status = 410,
            description = "No change has the data version to go on from (`unknown-version`): a backup was restored, and \
                what the caller has from after it was lost. A copy is laid down anew",
            body = Problem,
            content_type = "application/problem+json"
        ),
    )
)]
#[get("/observations/changes")]
pub(crate) async fn changes(
    request: HttpRequest,
    state: Data<State>,
    Query(followed): Query<Followed>,
) -> Result<Answer, ApiError> {
    let question = Question::of("changes", &(&followed.indicator, &followed.area))?;
    let from = match (&followed.cursor, followed.since) {
        (Some(cursor), _) => ChangesFrom::Place(question.place(cursor)?),
        (None, Some(since)) => ChangesFrom::Since(since.into()),
        (None, None) => ChangesFrom::First,
    };
    let filter = ChangeFilter {
        indicator: followed.indicator,
        area: followed.area,
    };
    let found = blocking(move || {
        if let Some(code) = &filter.indicator {
            lookup::indicator(&state.store.indicators()?, "indicator", code)?;
        }
        if let Some(code) = &filter.area {
            lookup::area(&state.store.areas()?, code)?;
        }
        Ok(state.store.changes(&filter, from, followed.limit.0)?)
    })
    .await?;
    let resume = question.cursor(found.end)?;
    let page = ChangePage {
        items: found.items,
        next: found.more.then(|| resume.clone()),
        resume,
    };
    Ok(Answer::json(&page)?.followed_by(&request, "/observations/changes", page.next.as_deref()))
}
