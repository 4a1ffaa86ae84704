//! `PATCH /users/{id}`.

use super::UserPath;
use crate::accounts::people;
use crate::auth::{Fresh, Granted, SuspendPerson};
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
use blis_domain::problem::Problem;
use blis_domain::wire::{UpdateUser, User};

/// Suspend a person or let them back
///
/// Suspending ends every session at once, and every link that was sent to the person. Only whoever reaches every place
/// where the person has a role may do it, and nobody does it to themselves. Who is let back and has no password yet is in
/// the state of the invited again; the links of before stay ended, so send the invitation again.
#[utoipa::path(
    tag = "People",
    operation_id = "update_user",
    params(UserPath, ("if-match" = String, Header, description = "The `ETag` of the last read")),
    request_body = UpdateUser,
    responses(
        (status = 200, description = "The person as they are now", body = User,
            headers(("etag" = String, description = "The version of the person"))),
        (status = 409, description = "Nobody else administers the installation, or the person has not accepted the invitation",
            body = Problem, content_type = "application/problem+json"),
        (status = 412, description = "The person was changed in the meantime",
            body = Problem, content_type = "application/problem+json"),
        (status = 413, description = "The body is too large", body = Problem, content_type = "application/problem+json"),
        (status = 415, description = "The body is not JSON", body = Problem, content_type = "application/problem+json"),
        (status = 428, description = "`If-Match` is missing", body = Problem, content_type = "application/problem+json"),
    )
)]
#[patch("/users/{id}")]
pub(crate) async fn update(
    granted: Granted<SuspendPerson, Fresh>,
    path: Path<UserPath>,
    _: Query<Nothing>,
    language: Wanted,
    state: Data<State>,
    request: HttpRequest,
    payload: Payload,
) -> Result<HttpResponse, ApiError> {
    let expected = Expected::of(&request)?;
    let asked: UpdateUser = document::read(&request, payload).await?;
    let context = trace::context(granted.caller.actor(), &request);
    let (json, version) = blocking(move || {
        let standing = granted.caller.standing();
        let is_current = |version| expected.is(version);
        let (user, version) =
            people::set_state(&state, standing, &path.id, asked.state, is_current, &context)?;
        Ok((written(&user)?, version))
    })
    .await?;
    Ok(private(tagged(HttpResponse::Ok(), version), language, json))
}
