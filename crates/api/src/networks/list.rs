//! `GET /networks`.

use crate::state::State;
use crate::web::answer::Answer;
use crate::web::blocking::blocking;
use crate::web::problem::ApiError;
use crate::web::query::{Nothing, Query};
use actix_web::get;
use actix_web::web::Data;
use blis_domain::network::Network;
use blis_domain::wire::Page;

/// List the networks
///
/// With their members, stage and size. The whole list is one page.
#[utoipa::path(
    tag = "Networks",
    operation_id = "list_networks",
    responses((status = 200, description = "The networks", body = Page<Network>))
)]
#[get("/networks")]
pub(crate) async fn list(state: Data<State>, _: Query<Nothing>) -> Result<Answer, ApiError> {
    let networks = blocking(move || Ok(state.store.networks()?)).await?;
    Answer::json(&Page::whole(networks.iter().collect()))
}
