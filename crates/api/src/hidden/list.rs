//! `GET /hidden`.

use crate::auth::{Granted, ReadHidden};
use crate::lookup;
use crate::routes::BASE;
use crate::state::State;
use crate::web::blocking::blocking;
use crate::web::cursor::Question;
use crate::web::language::Wanted;
use crate::web::own::{paged, written};
use crate::web::problem::ApiError;
use crate::web::query::{PageLimit, Query};
use actix_web::web::Data;
use actix_web::{HttpRequest, HttpResponse, get};
use blis_domain::area::AreaCode;
use blis_domain::hidden::HiddenFigure;
use blis_domain::indicator::IndicatorCode;
use blis_domain::problem::{ProblemCode, ProblemDraft};
use blis_domain::rights::{Action, Sight, Standing, Target, Within};
use blis_domain::wire::Page;
use blis_store::HiddenFilter;
use serde::Deserialize;
use utoipa::IntoParams;

/// Which hidden figures to list.
#[derive(Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub(crate) struct HiddenSought {
    /// Of this indicator alone.
    #[param(example = "EDU.PRE.ENROLLED")]
    indicator: Option<IndicatorCode>,
    /// Of this area alone.
    #[param(example = "0840200")]
    area: Option<AreaCode>,
    /// The page after this one: `next` of the page before.
    cursor: Option<String>,
    /// The most figures of a page.
    #[serde(default)]
    #[param(value_type = u32, minimum = 1, maximum = 1000, default = 500)]
    limit: PageLimit,
}

/// List hidden figures
///
/// The current figures that are not shown to everybody, in the order they were recorded, each with its number and why it
/// is hidden. Who looks after a municipality sees those of the municipality.
#[utoipa::path(
    tag = "Indicators",
    operation_id = "list_hidden",
    params(HiddenSought),
    responses((
        status = 200,
        description = "A page of hidden figures",
        body = Page<HiddenFigure>,
        headers(("link" = String, description = "The next page, as `rel=\"next\"` (RFC 8288)"))
    ))
)]
#[get("/hidden")]
pub(crate) async fn list(
    granted: Granted<ReadHidden>,
    request: HttpRequest,
    Query(sought): Query<HiddenSought>,
    language: Wanted,
    state: Data<State>,
) -> Result<HttpResponse, ApiError> {
    let areas = within_reach(granted.caller.standing(), sought.area.as_ref())?;
    let question = Question::of("hidden", &(&sought.indicator, &sought.area))?;
    let after: Option<u64> = sought
        .cursor
        .as_deref()
        .map(|cursor| question.place(cursor))
        .transpose()?;
    let filter = HiddenFilter {
        indicator: sought.indicator,
        areas,
    };
    let (json, next) = blocking(move || {
        if let Some(code) = &filter.indicator {
            lookup::indicator(&state.store.indicators()?, "indicator", code)?;
        }
        if let Some(code) = &sought.area {
            lookup::area(&state.store.areas()?, code)?;
        }
        let found = state.store.hidden(&filter, after.unwrap_or(0), sought.limit.0)?;
        let page = Page {
            items: found.items,
            total: found.total,
            next: found.next.map(|last| question.cursor(last)).transpose()?,
        };
        Ok((written(&page)?, page.next))
    })
    .await?;
    let address = format!("{BASE}/hidden");
    Ok(paged(&request, &address, language, json, next.as_deref()))
}

/// The areas whose hidden figures are told: the one that is asked for, or all within reach; none stands for every one.
fn within_reach(standing: &Standing, asked: Option<&AreaCode>) -> Result<Option<Vec<AreaCode>>, ApiError> {
    if let Some(area) = asked {
        return match standing.may_on(Action::ReadHidden, &Target::Municipality(area)) {
            true => Ok(Some(vec![area.clone()])),
            false => Err(out_of_reach(area).into()),
        };
    }
    Ok(match standing.sight(Action::ReadHidden) {
        Sight::Everything => None,
        Sight::Only(places) => {
            let own = places.into_iter().filter_map(|place| match place {
                Within::Municipality(area) => Some(area),
                Within::Everywhere | Within::Network(_) | Within::Feed(_) => None,
            });
            Some(own.collect())
        }
        Sight::Own(_) | Sight::Nothing => Some(Vec::new()),
    })
}

fn out_of_reach(area: &AreaCode) -> ProblemDraft {
    ProblemDraft::new(
        ProblemCode::Forbidden,
        format!("Pašvaldības {area} slēptās vērtības jums nav atvērtas."),
        format!("The hidden figures of {area} are not open to you."),
    )
}
