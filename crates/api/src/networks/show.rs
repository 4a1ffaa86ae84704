//! `GET /networks/{code}`.

use crate::accounts::networks::version_of;
use crate::lookup;
use crate::state::State;
use crate::web::answer::Answer;
use crate::web::blocking::blocking;
use crate::web::problem::ApiError;
use crate::web::query::{Nothing, Query};
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
/// The `ETag` goes into the `If-Match` of a change.
#[utoipa::path(
    tag = "Networks",
    operation_id = "show_network",
    params(NetworkPath),
    responses((status = 200, description = "The network", body = Network))
)]
#[get("/networks/{code}")]
pub(crate) async fn show(
    state: Data<State>,
    path: Path<NetworkPath>,
    _: Query<Nothing>,
) -> Result<Answer, ApiError> {
    let networks = blocking(move || Ok(state.store.networks()?)).await?;
    let network = lookup::network_in_path(&networks, &path.code)?;
    Ok(Answer::json(network)?.of_version(version_of(network)))
}
