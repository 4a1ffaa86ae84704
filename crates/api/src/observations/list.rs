//! `GET /observations`.

use crate::lookup;
use crate::state::State;
use crate::web::answer::Answer;
use crate::web::blocking::blocking;
use crate::web::cursor::Question;
use crate::web::moment::AsOf;
use crate::web::problem::ApiError;
use crate::web::query::{PageLimit, Query, Since};
use actix_web::web::Data;
use actix_web::{HttpRequest, get};
use blis_domain::area::AreaCode;
use blis_domain::breakdown::PartsSought;
use blis_domain::indicator::IndicatorCode;
use blis_domain::observation::Observation;
use blis_domain::wire::Page;
use blis_store::ObservationFilter;
use serde::Deserialize;
use utoipa::IntoParams;

/// Which observations to list.
#[derive(Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub(crate) struct Sought {
    /// Of this indicator alone.
    #[param(example = "CTX.UNEMP")]
    indicator: Option<IndicatorCode>,
    /// Of this area alone.
    #[param(example = "0840200")]
    area: Option<AreaCode>,
    /// Parts of wholes: `SEX` those by sex, `AGE` those by age group, `AGE,SEX` those by both, `SEX=F` one of them, `*`
    /// wholes and all parts. Without it wholes alone. A sheet says in `parts` which there are.
    #[serde(default)]
    #[param(value_type = String, required = false, example = "SEX")]
    breakdown: PartsSought,
    /// Changed since: a data version the caller has already (`4182`), or an RFC 3339 instant or a date, which means
    /// its first moment in UTC.
    #[param(value_type = String, required = false, example = "4182")]
    changed_since: Option<Since>,
    /// As it was known then: an RFC 3339 instant, or a date, which means its last moment in UTC, and today's what is
    /// known now.
    #[param(value_type = String, required = false, example = "2020-12-31")]
    as_of: Option<AsOf>,
    /// The page after this one: `next` of the page before.
    cursor: Option<String>,
    /// The most rows of a page.
    #[serde(default)]
    #[param(value_type = u32, minimum = 1, maximum = 1000, default = 500)]
    limit: PageLimit,
}

/// List observations
///
/// Values as flat rows, current ones unless `as_of` says otherwise, in the order they were recorded, withdrawn ones
/// marked: wholes, unless parts are asked for by `breakdown`. A copy is kept up to date by asking for what changed since
/// the greatest `version` it has, here or, with what was there before, of `/observations/changes`; with its parts by
/// `breakdown=*`.
#[utoipa::path(
    tag = "Indicators",
    operation_id = "list_observations",
    params(Sought),
    responses((
        status = 200,
        description = "A page of observations",
        body = Page<Observation>,
        headers(("link" = String, description = "The next page, as `rel=\"next\"` (RFC 8288)"))
    ))
)]
#[get("/observations")]
pub(crate) async fn list(
    request: HttpRequest,
    state: Data<State>,
    Query(sought): Query<Sought>,
) -> Result<Answer, ApiError> {
    let question = Question::of(
        "observations",
        &(
            &sought.indicator,
            &sought.area,
            &sought.breakdown,
            &sought.changed_since,
            &sought.as_of,
        ),
    )?;
    let after = sought
        .cursor
        .as_deref()
        .map(|cursor| question.place(cursor))
        .transpose()?;
    let mut filter = ObservationFilter {
        indicator: sought.indicator,
        area: sought.area,
        parts: sought.breakdown,
        changed_since: sought.changed_since.map(Into::into),
        as_of: None,
    };
    let (found, then) = blocking(move || {
        filter.as_of = lookup::as_of(&state, sought.as_of)?;
        if let Some(code) = &filter.indicator {
            let catalogue = state.store.indicators_then(filter.as_of)?;
            lookup::parts(lookup::indicator(&catalogue, "indicator", code)?, filter.parts)?;
        }
        if let Some(code) = &filter.area {
            lookup::area(&state.store.areas()?, code)?;
        }
        let found = state.store.observations(&filter, after, sought.limit.0)?;
        Ok((found, filter.as_of))
    })
    .await?;
    let page = Page {
        items: found.items,
        total: found.total,
        next: found.next.map(|last| question.cursor(last)).transpose()?,
    };
    Ok(Answer::json(&page)?
        .known_then(then)
        .followed_by(&request, "/observations", page.next.as_deref()))
}
