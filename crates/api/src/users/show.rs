//! `GET /users/{id}`.

use super::UserPath;
use crate::accounts::people::{seen, user};
use crate::auth::{Granted, ReadPeople};
use crate::state::State;
use crate::web::blocking::blocking;
use crate::web::language::Wanted;
use crate::web::own::{private, written};
use crate::web::problem::ApiError;
use crate::web::query::{Nothing, Query};
use crate::web::version::tagged;
use actix_web::web::{Data, Path};
use actix_web::{HttpResponse, get};
use blis_domain::rights::Action;
use blis_domain::wire::User;

/// Read a person
///
/// Their roles as far as they concern whoever asks. The `ETag` goes into the `If-Match` of a change.
#[utoipa::path(
    tag = "People",
    operation_id = "show_user",
    params(UserPath),
    responses((
        status = 200,
        description = "The person",
        body = User,
        headers(("etag" = String, description = "The version of the person"))
    ))
)]
#[get("/users/{id}")]
pub(crate) async fn show(
    granted: Granted<ReadPeople>,
    path: Path<UserPath>,
    _: Query<Nothing>,
    language: Wanted,
    state: Data<State>,
) -> Result<HttpResponse, ApiError> {
    let (json, version) = blocking(move || {
        let found = seen(&state, granted.caller.standing(), Action::ReadPeople, &path.id)?.person;
        let version = found.version;
        Ok((written(&user(found))?, version))
    })
    .await?;
    Ok(private(tagged(HttpResponse::Ok(), version), language, json))
}
