//! `DELETE /users/{id}/grants/{grant}`.

use crate::accounts::people;
use crate::auth::{ChangeGrants, Fresh, Granted};
use crate::state::State;
use crate::web::blocking::blocking;
use crate::web::own::done;
use crate::web::problem::ApiError;
use crate::web::query::{Nothing, Query};
use crate::web::trace;
use actix_web::web::{Data, Path};
use actix_web::{HttpRequest, HttpResponse, delete};
use blis_domain::problem::Problem;
use serde::Deserialize;
use utoipa::IntoParams;

/// Which role of which person an address is about.
#[derive(Deserialize, IntoParams)]
#[into_params(parameter_in = Path)]
pub(crate) struct GrantPath {
    /// Id of the person.
    id: String,
    /// Id of the role given.
    grant: String,
}

/// Take a role from a person
///
/// It counts at once, also where the person is signed in. Nobody takes roles from themselves.
#[utoipa::path(
    tag = "People",
    operation_id = "take_role",
    params(GrantPath),
    responses(
        (status = 204, description = "The role does not hold any more"),
        (status = 409, description = "Nobody else administers the installation",
            body = Problem, content_type = "application/problem+json"),
    )
)]
#[delete("/users/{id}/grants/{grant}")]
pub(crate) async fn take_role(
    granted: Granted<ChangeGrants, Fresh>,
    request: HttpRequest,
    path: Path<GrantPath>,
    _: Query<Nothing>,
    state: Data<State>,
) -> Result<HttpResponse, ApiError> {
    let context = trace::context(granted.caller.actor(), &request);
    blocking(move || {
        let standing = granted.caller.standing();
        people::take_role(&state, standing, &path.id, &path.grant, &context)
    })
    .await?;
    Ok(done().finish())
}
