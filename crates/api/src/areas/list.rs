//! `GET /areas`.

use crate::lookup;
use crate::state::State;
use crate::web::answer::Answer;
use crate::web::blocking::blocking;
use crate::web::moment::AsOf;
use crate::web::problem::ApiError;
use crate::web::query::Query;
use actix_web::get;
use actix_web::web::Data;
use blis_domain::area::{Area, AreaKind, AreaScope};
use blis_domain::locale::folded;
use blis_domain::network::NetworkCode;
use blis_domain::wire::Page;
use serde::Deserialize;
use utoipa::IntoParams;

/// Which areas to list.
#[derive(Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub(crate) struct AreaFilter {
    /// `pilot` (when left out): the 44 pilots. `country`: every local government of 2009–2021.
    #[serde(default)]
    #[param(inline)]
    scope: AreaScope,
    /// Members of a network alone.
    #[param(example = "N2")]
    network: Option<NetworkCode>,
    /// Cities or municipalities alone.
    #[param(inline)]
    kind: Option<AreaKind>,
    /// Those of a NUTS 3 region (2016) alone.
    #[param(example = "LV008")]
    region: Option<String>,
    /// Part of the name in either language; letters count without their marks, so `kekava` finds Ķekava.
    q: Option<String>,
    /// With the networks that they were in then: an RFC 3339 instant, or a date, which means its last moment in UTC, and
    /// today's what is known now.
    #[param(value_type = String, required = false, example = "2020-12-31")]
    as_of: Option<AsOf>,
}

impl AreaFilter {
    fn lets_through(&self, area: &Area) -> bool {
        let named = |text: &str| {
            let sought = folded(text.trim());
            folded(&area.name.lv).contains(&sought) || folded(&area.name.en).contains(&sought)
        };
        (area.pilot || self.scope == AreaScope::Country)
            && self
                .network
                .as_ref()
                .is_none_or(|network| area.networks.contains(network))
            && self.kind.is_none_or(|kind| area.kind == kind)
            && self.region.as_ref().is_none_or(|region| area.region == *region)
            && self.q.as_deref().is_none_or(named)
    }
}

/// List areas
///
/// In the order of their Latvian names. The whole list is one page.
#[utoipa::path(
    tag = "Areas",
    operation_id = "list_areas",
    params(AreaFilter),
    responses((status = 200, description = "The areas", body = Page<Area>))
)]
#[get("/areas")]
pub(crate) async fn list(state: Data<State>, Query(filter): Query<AreaFilter>) -> Result<Answer, ApiError> {
    let (areas, filter, then) = blocking(move || {
        let then = lookup::as_of(&state, filter.as_of)?;
        let areas = state.store.areas_then(then)?;
        // A network or region that does not exist is a mistake, not an empty list.
        if let Some(code) = &filter.network {
            lookup::network(&state.store.networks()?, code)?;
        }
        if let Some(region) = &filter.region {
            lookup::region(&areas, region)?;
        }
        Ok((areas, filter, then))
    })
    .await?;
    let found: Vec<&Area> = areas.iter().filter(|area| filter.lets_through(area)).collect();
    Ok(Answer::json(&Page::whole(found))?.known_then(then))
}
