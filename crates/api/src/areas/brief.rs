//! `GET /areas/{code}/brief`.

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
use blis_domain::area::AreaCode;
use blis_domain::brief::{Asked, Brief, brief};
use blis_domain::peers::PeerSelector;
use blis_domain::period::Period;
use blis_domain::verdict::comparators;
use blis_store::{KnownThen, Store, StoreError};
use serde::Deserialize;
use utoipa::IntoParams;

/// What the page covers.
#[derive(Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub(crate) struct BriefScope {
    /// The comparison set, as for `/areas/{code}/profile`.
    #[serde(default)]
    #[param(value_type = String, default = "all", example = "similar:7")]
    peers: PeerSelector,
    /// The period; each indicator's latest one when left out.
    #[param(example = "2016")]
    period: Option<Period>,
    /// As it was known then: an RFC 3339 instant, or a date, which means its last moment in UTC, and today's what is
    /// known now.
    #[param(value_type = String, required = false, example = "2020-12-31")]
    as_of: Option<AsOf>,
}

/// Read the councillor's page
///
/// At most three strengths, three concerns and five questions that the figures of a municipality raise, each with the
/// figures behind it, in both languages; chosen by rules, without ranks. What was left out is counted by its reason.
#[utoipa::path(
    tag = "Comparing",
    operation_id = "show_brief",
    params(AreaPath, BriefScope),
    responses((status = 200, description = "The page", body = Brief))
)]
#[get("/areas/{code}/brief")]
pub(crate) async fn show_brief(
    state: Data<State>,
    path: Path<AreaPath>,
    Query(scope): Query<BriefScope>,
) -> Result<Answer, ApiError> {
    let (brief, then) = dear(state.clone(), move || {
        let then = lookup::as_of(&state, scope.as_of)?;
        Ok((read(&state.store, &path.code, &scope, then)?, then))
    })
    .await?;
    Ok(Answer::json(&brief)?.known_then(then))
}

fn read(
    store: &Store,
    code: &AreaCode,
    scope: &BriefScope,
    then: Option<KnownThen>,
) -> Result<Brief, ApiError> {
    let areas = store.areas_then(then)?;
    let area = lookup::area_in_path(&areas, code)?;
    let peers = lookup::peers(store, &scope.peers, code, then)?;
    let nearest: Vec<AreaCode> = match store.nearest(code, &[], then) {
        Ok(similar) => similar.into_iter().map(|one| one.area).collect(),
        // Where nothing tells who is alike, the others answer.
        Err(StoreError::NothingToCompareBy) => Vec::new(),
        Err(error) => return Err(error.into()),
    };
    let asked_too = comparators(area).into_iter().filter_map(|set| {
        let members = set.members(code, &areas, &nearest).ok()?;
        Some((set, members))
    });
    let comparators: Vec<(PeerSelector, Vec<AreaCode>)> = asked_too.collect();
    let sheets = store.indicators_then(then)?;
    let figures: Vec<_> = sheets
        .iter()
        .map(|sheet| Ok((sheet, store.series(&sheet.code, then)?)))
        .collect::<Result<_, StoreError>>()?;
    let asked = Asked {
        area,
        areas: &areas,
        selector: &scope.peers,
        peers: &peers,
        comparators: &comparators,
        nearest: &nearest,
        period: scope.period,
    };
    let figures = figures.iter().map(|(sheet, series)| (*sheet, series.as_ref()));
    Ok(brief(&asked, figures))
}
