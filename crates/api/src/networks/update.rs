//! `PATCH /networks/{code}`.

use super::NetworkPath;
use crate::accounts::networks;
use crate::auth::{Granted, ManageNetwork};
use crate::state::State;
use crate::web::blocking::blocking;
use crate::web::document;
use crate::web::language::Wanted;
use crate::web::own::{private, written};
use crate::web::problem::ApiError;
use crate::web::query::{Nothing, Query};
use crate::web::trace;
use crate::web::version::{Expected, tagged};
use actix_web::web::{Data, Path, Payload};
use actix_web::{HttpRequest, HttpResponse, patch};
use blis_domain::network::Network;
use blis_domain::problem::Problem;
use blis_domain::wire::UpdateNetwork;

/// Change a network
///
/// Who coordinates it, as everybody reads it, and where it stands in the learning cycle. What is left out stays; `null`
/// takes it away. Members who come or go meanwhile do not make the `ETag` of the last read another for this.
#[utoipa::path(
    tag = "Networks",
    operation_id = "update_network",
    params(NetworkPath, ("if-match" = String, Header, description = "The `ETag` of the last read")),
    request_body = UpdateNetwork,
    responses(
        (status = 200, description = "The network as it is now", body = Network,
            headers(("etag" = String, description = "The version of coordinator and stage"))),
        (status = 412, description = "Coordinator or stage were changed in the meantime",
            body = Problem, content_type = "application/problem+json"),
        (status = 413, description = "The body is too large", body = Problem, content_type = "application/problem+json"),
        (status = 415, description = "The body is not JSON", body = Problem, content_type = "application/problem+json"),
        (status = 422, description = "The coordinator cannot be called so",
            body = Problem, content_type = "application/problem+json"),
        (status = 428, description = "`If-Match` is missing", body = Problem, content_type = "application/problem+json"),
    )
)]
#[patch("/networks/{code}")]
pub(crate) async fn update(
    granted: Granted<ManageNetwork>,
    path: Path<NetworkPath>,
    _: Query<Nothing>,
    language: Wanted,
    state: Data<State>,
    request: HttpRequest,
    payload: Payload,
) -> Result<HttpResponse, ApiError> {
    let expected = Expected::of(&request)?;
    let asked: UpdateNetwork = document::read(&request, payload).await?;
    let context = trace::context(granted.caller.actor(), &request);
    let (json, version) = blocking(move || {
        let standing = granted.caller.standing();
        let is_current = |version| expected.is(version);
        let network = networks::change(&state, standing, &path.code, asked, is_current, &context)?;
        Ok((written(&network)?, networks::version_of(&network)))
    })
    .await?;
    Ok(private(tagged(HttpResponse::Ok(), version), language, json))
}
