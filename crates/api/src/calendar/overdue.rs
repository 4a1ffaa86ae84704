//! `GET /calendar/overdue`.

use super::day;
use crate::auth::{Granted, ReadOverdue};
use crate::lookup;
use crate::state::State;
use crate::web::blocking::dear;
use crate::web::language::Wanted;
use crate::web::own::{private, written};
use crate::web::problem::ApiError;
use crate::web::query::Query;
use actix_web::web::Data;
use actix_web::{HttpResponse, get};
use blis_domain::area::AreaCode;
use blis_domain::calendar::{OverdueFigure, expected_on, latest_due};
use blis_domain::indicator::IndicatorCode;
use blis_domain::network::{Network, NetworkCode};
use blis_domain::problem::{ProblemCode, ProblemDraft};
use blis_domain::rights::{Action, Sight, Within};
use blis_domain::wire::Page;
use serde::Deserialize;
use utoipa::IntoParams;

/// Which overdue figures to list.
#[derive(Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub(crate) struct OverdueSought {
    /// Of the members of this network alone.
    #[param(example = "N2")]
    network: Option<NetworkCode>,
    /// Of this area alone.
    #[param(example = "0840200")]
    area: Option<AreaCode>,
    /// Of this indicator alone.
    #[param(example = "CTX.UNEMP")]
    indicator: Option<IndicatorCode>,
}

/// List overdue figures
///
/// Of each indicator whose sheet says when its figures are expected, the latest period whose day has passed: the pilot
/// municipalities of which nothing has arrived for it. What waits for its release or a decision has arrived. Coordinators
/// see the members of their networks; feeds, stewards and administrators see all. The whole list is one page.
#[utoipa::path(
    tag = "Releases",
    operation_id = "list_overdue",
    params(OverdueSought),
    responses((status = 200, description = "What is overdue", body = Page<OverdueFigure>))
)]
#[get("/calendar/overdue")]
pub(crate) async fn overdue(
    granted: Granted<ReadOverdue>,
    Query(sought): Query<OverdueSought>,
    language: Wanted,
    state: Data<State>,
) -> Result<HttpResponse, ApiError> {
    let today = day(state.clock.now());
    let json = dear(state.clone(), move || {
        let store = &state.store;
        let (sheets, areas, networks) = (store.indicators()?, store.areas()?, store.networks()?);
        if let Some(code) = &sought.indicator {
            lookup::indicator(&sheets, "indicator", code)?;
        }
        if let Some(code) = &sought.area {
            lookup::area(&areas, code)?;
        }
        let network = match &sought.network {
            None => None,
            Some(code) => Some(lookup::network(&networks, code)?),
        };
        let seen = seen(&granted.caller.standing().sight(Action::ReadOverdue), &networks);
        if let (Some(theirs), Some(network)) = (&seen, network)
            && !theirs.iter().any(|one| one.code == network.code)
        {
            return Err(ProblemDraft::new(
                ProblemCode::Forbidden,
                format!("Tīklu {} vada citi.", network.code),
                format!("The network {} is managed by others.", network.code),
            )
            .into());
        }
        let is_sought = |code: &AreaCode| {
            sought.area.as_ref().is_none_or(|one| one == code)
                && network.is_none_or(|one| one.members.contains(code))
                && seen
                    .as_ref()
                    .is_none_or(|theirs| theirs.iter().any(|one| one.members.contains(code)))
        };
        let asked: Vec<&AreaCode> = areas
            .iter()
            .filter(|area| area.pilot && is_sought(&area.code))
            .map(|area| &area.code)
            .collect();
        let mut items = Vec::new();
        for sheet in sheets.iter().filter(|sheet| sheet.formula.is_none()) {
            let due = sheet
                .expected_days
                .filter(|_| sought.indicator.as_ref().is_none_or(|one| *one == sheet.code))
                .and_then(|days| Some((latest_due(sheet.frequency, days, today)?, days)));
            let Some((period, days)) = due else {
                continue;
            };
            let received = store.areas_received(&sheet.code, period)?;
            let expected = expected_on(period, days);
            let late = today.number() - expected.number();
            let missing = asked.iter().filter(|area| !received.contains(**area));
            items.extend(missing.map(|area| OverdueFigure {
                indicator: sheet.code.clone(),
                area: (*area).clone(),
                period,
                expected,
                days_late: u32::try_from(late).unwrap_or(0),
            }));
        }
        written(&Page::whole(items))
    })
    .await?;
    Ok(private(HttpResponse::Ok(), language, json))
}

/// The networks whose members are seen; nothing for whoever sees all.
fn seen<'a>(sight: &Sight, networks: &'a [Network]) -> Option<Vec<&'a Network>> {
    let places = match sight {
        Sight::Everything => return None,
        Sight::Only(places) => places.as_slice(),
        Sight::Own(_) | Sight::Nothing => &[],
    };
    // A feed brings figures of whatever municipality.
    if places.iter().any(|place| matches!(place, Within::Feed(_))) {
        return None;
    }
    let is_theirs = |network: &&Network| places.contains(&Within::Network(network.code.clone()));
    Some(networks.iter().filter(is_theirs).collect())
}
