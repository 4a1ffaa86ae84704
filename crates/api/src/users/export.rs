//! `GET /users/{id}/export`.

use super::UserPath;
use crate::accounts;
use crate::auth::{ErasePerson, Fresh, Granted};
use crate::state::State;
use crate::web::attachment::as_file;
use crate::web::blocking::blocking;
use crate::web::language::Wanted;
use crate::web::own::{private, written};
use crate::web::problem::ApiError;
use crate::web::query::{Nothing, Query};
use actix_web::web::{Data, Path};
use actix_web::{HttpRequest, HttpResponse, get};
use blis_domain::wire::PersonExport;

/// Take out all that is held about a person
///
/// For a person who asks the office for it. That it was taken out is written into the log, theirs as well; a
/// browser asks for it from our own pages alone, and `HEAD` writes nothing.
#[utoipa::path(
    tag = "People",
    operation_id = "export_user",
    params(UserPath),
    responses((
        status = 200,
        description = "All that is held, as a file",
        body = PersonExport,
        headers(("content-disposition" = String, description = "`attachment` with the name of the file"))
    ))
)]
#[get("/users/{id}/export")]
pub(crate) async fn export(
    granted: Granted<ErasePerson, Fresh>,
    request: HttpRequest,
    path: Path<UserPath>,
    _: Query<Nothing>,
    language: Wanted,
    state: Data<State>,
) -> Result<HttpResponse, ApiError> {
    let context = accounts::handing_out(granted.caller.actor(), &request)?;
    let json = blocking(move || {
        let standing = granted.caller.standing();
        let context = context.as_ref();
        written(&accounts::export_other(&state, standing, &path.id, context)?)
    })
    .await?;
    Ok(as_file(
        private(HttpResponse::Ok(), language, json),
        "blis-person.json",
    ))
}
