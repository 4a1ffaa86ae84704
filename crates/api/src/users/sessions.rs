//! `DELETE /users/{id}/sessions`.

use super::UserPath;
use crate::accounts::people;
use crate::auth::{Fresh, Granted, SuspendPerson};
use crate::state::State;
use crate::web::blocking::blocking;
use crate::web::own::done;
use crate::web::problem::ApiError;
use crate::web::query::{Nothing, Query};
use crate::web::trace;
use actix_web::web::{Data, Path};
use actix_web::{HttpRequest, HttpResponse, delete};

/// End every session of a person
///
/// They may sign in again. Only whoever reaches every place where the person has a role may do it.
#[utoipa::path(
    tag = "People",
    operation_id = "end_user_sessions",
    params(UserPath),
    responses((status = 204, description = "The person is signed in nowhere"))
)]
#[delete("/users/{id}/sessions")]
pub(crate) async fn end_sessions(
    granted: Granted<SuspendPerson, Fresh>,
    request: HttpRequest,
    path: Path<UserPath>,
    _: Query<Nothing>,
    state: Data<State>,
) -> Result<HttpResponse, ApiError> {
    let context = trace::context(granted.caller.actor(), &request);
    blocking(move || people::end_sessions(&state, granted.caller.standing(), &path.id, &context)).await?;
    Ok(done().finish())
}
