//! `GET /networks`.

use crate::lookup;
use crate::state::State;
use crate::web::answer::Answer;
use crate::web::blocking::blocking;
use crate::web::moment::Then;
use crate::web::problem::ApiError;
use crate::web::query::Query;
use actix_web::get;
use actix_web::web::Data;
use blis_domain::network::Network;
use blis_domain::wire::Page;

/// List the networks
///
/// With their members, stage and size. The whole list is one page. `as_of` tells who took part then; who coordinated, and
/// the stage, are not told of the past.
#[utoipa::path(
    tag = "Networks",
    operation_id = "list_networks",
    params(Then),
    responses((status = 200, description = "The networks", body = Page<Network>))
)]
#[get("/networks")]
pub(crate) async fn list(state: Data<State>, Query(known): Query<Then>) -> Result<Answer, ApiError> {
    let (networks, then) = blocking(move || {
        let then = lookup::as_of(&state, known.as_of)?;
        Ok((state.store.networks_then(then)?, then))
    })
    .await?;
    Ok(Answer::json(&Page::whole(networks.iter().collect()))?.known_then(then))
}
