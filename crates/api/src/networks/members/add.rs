//! `PUT /networks/{code}/members/{area}`.

use super::MemberPath;
use crate::accounts::networks;
use crate::auth::{Granted, ManageNetwork};
use crate::state::State;
use crate::web::blocking::blocking;
use crate::web::own::done;
use crate::web::problem::ApiError;
use crate::web::query::{Nothing, Query};
use crate::web::trace;
use actix_web::web::{Data, Path};
use actix_web::{HttpRequest, HttpResponse, put};

/// Take a municipality into a network
///
/// One that is a member already stays one.
#[utoipa::path(
    tag = "Networks",
    operation_id = "add_network_member",
    params(MemberPath),
    responses((status = 204, description = "The municipality is a member"))
)]
#[put("/networks/{code}/members/{area}")]
pub(crate) async fn add(
    granted: Granted<ManageNetwork>,
    request: HttpRequest,
    path: Path<MemberPath>,
    _: Query<Nothing>,
    state: Data<State>,
) -> Result<HttpResponse, ApiError> {
    let context = trace::context(granted.caller.actor(), &request);
    blocking(move || {
        let standing = granted.caller.standing();
        networks::add_member(&state, standing, &path.code, &path.area, &context)
    })
    .await?;
    Ok(done().finish())
}
