//! `GET /me/export`.

use crate::accounts;
use crate::auth::{Fresh, Granted, UseOwnAccount};
use crate::state::State;
use crate::web::attachment::as_file;
use crate::web::blocking::blocking;
use crate::web::language::Wanted;
use crate::web::own::{private, written};
use crate::web::problem::ApiError;
use crate::web::query::{Nothing, Query};
use actix_web::web::Data;
use actix_web::{HttpRequest, HttpResponse, get};
use blis_domain::wire::PersonExport;

/// The name of the file.
pub(crate) const FILE: &str = "blis-account.json";

/// Take out all that is held about oneself
///
/// The account, its sessions, and the own log. That it was taken out is written into the log; a browser asks for it from our own
/// pages alone, and `HEAD` writes nothing.
#[utoipa::path(
    tag = "Accounts",
    operation_id = "export_me",
    responses((
        status = 200,
        description = "All that is held, as a file",
        body = PersonExport,
        headers(("content-disposition" = String, description = "`attachment` with the name of the file"))
    ))
)]
#[get("/me/export")]
pub(crate) async fn export(
    granted: Granted<UseOwnAccount, Fresh>,
    request: HttpRequest,
    _: Query<Nothing>,
    language: Wanted,
    state: Data<State>,
) -> Result<HttpResponse, ApiError> {
    let context = accounts::handing_out(granted.caller.actor(), &request)?;
    let me = granted.caller.signed_in()?.person.id.clone();
    let json = blocking(move || written(&accounts::export_own(&state, &me, context.as_ref())?)).await?;
    Ok(as_file(private(HttpResponse::Ok(), language, json), FILE))
}
