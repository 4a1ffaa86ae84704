//! `GET /areas/{code}/profile`.

use super::AreaPath;
use crate::lookup;
use crate::state::State;
use crate::web::answer::Answer;
use crate::web::blocking::dear;
use crate::web::moment::AsOf;
use crate::web::problem::ApiError;
use crate::web::query::Query;
use actix_web::get;
use actix_web::web::{Data, Path};
use blis_domain::compare::compare;
use blis_domain::indicator::PolicyArea;
use blis_domain::peers::PeerSelector;
use blis_domain::period::Period;
use blis_domain::wire::Profile;
use blis_store::{KnownThen, Store};
use serde::Deserialize;
use utoipa::IntoParams;

/// What the profile covers.
#[derive(Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub(crate) struct ProfileScope {
    /// The comparison set: `all`, `country`, `network:N2`, `kind:city`, `region:LV008`, `similar:7`,
    /// `areas:0840200,0880200`.
    #[serde(default)]
    #[param(value_type = String, default = "all", example = "similar:7")]
    peers: PeerSelector,
    /// The period; each indicator's latest one when left out.
    #[param(example = "2016")]
    period: Option<Period>,
    /// One policy area alone.
    #[param(inline)]
    policy_area: Option<PolicyArea>,
    /// As it was known then: an RFC 3339 instant, or a date, which means its last moment in UTC, and today's what is
    /// known now.
    #[param(value_type = String, required = false, example = "2020-12-31")]
    as_of: Option<AsOf>,
}

/// Read where an area stands in every indicator
///
/// One summary an indicator, in the order of the catalogue; counts that only formulas use are left out.
#[utoipa::path(
    tag = "Comparing",
    operation_id = "show_profile",
    params(AreaPath, ProfileScope),
    responses((status = 200, description = "The profile", body = Profile))
)]
#[get("/areas/{code}/profile")]
pub(crate) async fn profile(
    state: Data<State>,
    path: Path<AreaPath>,
    Query(scope): Query<ProfileScope>,
) -> Result<Answer, ApiError> {
    let (profile, then) = dear(state.clone(), move || {
        let then = lookup::as_of(&state, scope.as_of)?;
        Ok((read(&state.store, &path, &scope, then)?, then))
    })
    .await?;
    Ok(Answer::json(&profile)?.known_then(then))
}

fn read(
    store: &Store,
    path: &AreaPath,
    scope: &ProfileScope,
    then: Option<KnownThen>,
) -> Result<Profile, ApiError> {
    lookup::area_in_path(&store.areas()?, &path.code)?;
    let peers = lookup::peers(store, &scope.peers, &path.code, then)?;
    let selector = scope.peers.to_string();
    let mut items = Vec::new();
    for sheet in store.indicators_then(then)?.iter() {
        let wanted = scope
            .policy_area
            .is_none_or(|policy_area| sheet.policy_area == policy_area);
        if !wanted || !sheet.dimension.is_shown() {
            continue;
        }
        let series = store.series(&sheet.code, then)?;
        let period = scope.period.or_else(|| series.period_to_show(&path.code));
        items.push(compare(sheet, &series, &path.code, &selector, &peers, period).summary);
    }
    Ok(Profile {
        area: path.code.clone(),
        period: scope.period,
        items,
    })
}
