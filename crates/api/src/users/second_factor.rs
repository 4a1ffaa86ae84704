//! `DELETE /users/{id}/second-factor`.

use super::UserPath;
use crate::accounts::people;
use crate::auth::{Fresh, Granted, InvitePerson};
use crate::state::State;
use crate::web::blocking::blocking;
use crate::web::own::done;
use crate::web::problem::ApiError;
use crate::web::query::{Nothing, Query};
use crate::web::trace;
use actix_web::web::{Data, Path};
use actix_web::{HttpRequest, HttpResponse, delete};

/// Take the second factor of a person away
///
/// For somebody who lost both the authenticator and the recovery codes: their sessions end, and they set up codes anew.
/// Make sure who asks for it. Only whoever reaches every place where the person has a role may do it.
#[utoipa::path(
    tag = "People",
    operation_id = "remove_user_second_factor",
    params(UserPath),
    responses((status = 204, description = "The person has no second factor"))
)]
#[delete("/users/{id}/second-factor")]
pub(crate) async fn remove_second_factor(
    granted: Granted<InvitePerson, Fresh>,
    request: HttpRequest,
    path: Path<UserPath>,
    _: Query<Nothing>,
    state: Data<State>,
) -> Result<HttpResponse, ApiError> {
    let context = trace::context(granted.caller.actor(), &request);
    blocking(move || people::remove_second_factor(&state, granted.caller.standing(), &path.id, &context))
        .await?;
    Ok(done().finish())
}
