//! `GET /networks/{code}`.

use crate::accounts::networks::version_of;
use crate::lookup;
use crate::state::State;
use crate::web::answer::Answer;
use crate::web::blocking::blocking;
use crate::web::moment::Then;
use crate::web::problem::ApiError;
use crate::web::query::Query;
use actix_web::get;
use actix_web::web::{Data, Path};
use blis_domain::network::{Network, NetworkCode};
use serde::Deserialize;
use utoipa::IntoParams;

/// Which network an address is about.
#[derive(Deserialize, IntoParams)]
#[into_params(parameter_in = Path)]
pub(crate) struct NetworkPath {
    /// Code of the network: `N1` to `N4`, and any later one.
    pub(super) code: NetworkCode,
}

/// Read a network
///
/// The `ETag` goes into the `If-Match` of a change. `as_of` tells who took part then; who coordinated, and the stage, are
/// not told of the past, and that `ETag` is good for `If-None-Match` alone.
#[utoipa::path(
    tag = "Networks",
    operation_id = "show_network",
    params(NetworkPath, Then),
    responses((status = 200, description = "The network", body = Network))
)]
#[get("/networks/{code}")]
pub(crate) async fn show(
    state: Data<State>,
    path: Path<NetworkPath>,
    Query(known): Query<Then>,
) -> Result<Answer, ApiError> {
    let (networks, then) = blocking(move || {
        let then = lookup::as_of(&state, known.as_of)?;
        Ok((state.store.networks_then(then)?, then))
    })
    .await?;
    let network = lookup::network_in_path(&networks, &path.code)?;
    let answer = Answer::json(network)?;
    Ok(match then {
        None => answer.of_version(version_of(network)),
        Some(_) => answer.known_then(then),
    })
}
