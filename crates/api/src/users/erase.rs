//! `DELETE /users/{id}`.

use super::UserPath;
use crate::accounts;
use crate::auth::{ErasePerson, Fresh, Granted};
use crate::state::State;
use crate::web::blocking::blocking;
use crate::web::own::done;
use crate::web::problem::ApiError;
use crate::web::query::{Nothing, Query};
use crate::web::trace;
use crate::web::version::Expected;
use actix_web::web::{Data, Path};
use actix_web::{HttpRequest, HttpResponse, delete};
use blis_domain::problem::Problem;

/// Erase a person
///
/// Everything that says who it was goes for good: address, name, roles, browsers, and the details of the audit log
/// about them. The id stays, for the log and for documents. Nobody erases their own account.
#[utoipa::path(
    tag = "People",
    operation_id = "erase_user",
    params(UserPath, ("if-match" = String, Header, description = "The `ETag` of the last read")),
    responses(
        (status = 204, description = "Nothing is left but the id"),
        (status = 409, description = "Nobody else administers the installation",
            body = Problem, content_type = "application/problem+json"),
        (status = 412, description = "The person was changed in the meantime",
            body = Problem, content_type = "application/problem+json"),
        (status = 428, description = "`If-Match` is missing", body = Problem, content_type = "application/problem+json"),
    )
)]
#[delete("/users/{id}")]
pub(crate) async fn erase(
    granted: Granted<ErasePerson, Fresh>,
    request: HttpRequest,
    path: Path<UserPath>,
    _: Query<Nothing>,
    state: Data<State>,
) -> Result<HttpResponse, ApiError> {
    let expected = Expected::of(&request)?;
    let context = trace::context(granted.caller.actor(), &request);
    blocking(move || {
        let standing = granted.caller.standing();
        accounts::erase(
            &state,
            standing,
            &path.id,
            |version| expected.is(version),
            &context,
        )
    })
    .await?;
    Ok(done().finish())
}
