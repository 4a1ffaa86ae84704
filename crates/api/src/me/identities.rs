//! `GET /me/identities` and `DELETE /me/identities/{id}`.

use crate::accounts;
use crate::auth::{Granted, UseOwnAccount};
use crate::state::State;
use crate::web::blocking::blocking;
use crate::web::language::Wanted;
use crate::web::own::{done, private, written};
use crate::web::problem::ApiError;
use crate::web::query::{Nothing, Query};
use crate::web::trace;
use actix_web::web::{Data, Path};
use actix_web::{HttpRequest, HttpResponse, delete, get};
use blis_domain::problem::{Problem, ProblemDraft};
use blis_domain::wire::{IdentityView, Page};
use serde::Deserialize;
use utoipa::IntoParams;

/// Which identity an address is about.
#[derive(Deserialize, IntoParams)]
#[into_params(parameter_in = Path)]
pub(crate) struct IdentityPath {
    /// Its id.
    id: String,
}

/// List one's own identities at other services
///
/// Each of them signs the person in. The page of the account links another: it must be proved in a browser.
#[utoipa::path(
    tag = "Accounts",
    operation_id = "list_my_identities",
    responses((status = 200, description = "The identities, the oldest first", body = Page<IdentityView>))
)]
#[get("/me/identities")]
pub(crate) async fn list_identities(
    granted: Granted<UseOwnAccount>,
    state: Data<State>,
    _: Query<Nothing>,
    language: Wanted,
) -> Result<HttpResponse, ApiError> {
    let person = granted.caller.signed_in()?.person.id.clone();
    let known = state.clone();
    let found = blocking(move || Ok(known.store.identities_of(&person)?)).await?;
    let view = |one: blis_store::ExternalIdentity| IdentityView {
        provider: state
            .providers
            .of_issuer(&one.issuer)
            .map(|provider| provider.id().to_owned()),
        id: one.id,
        issuer: one.issuer,
        linked_at: one.linked_at,
    };
    let page = Page::whole(found.into_iter().map(view).collect());
    Ok(private(HttpResponse::Ok(), language, written(&page)?))
}

/// Unlink one of one's own identities
///
/// It signs nobody in here any more, and the other sessions opened through services end. The only way to sign in is not
/// taken away.
#[utoipa::path(
    tag = "Accounts",
    operation_id = "unlink_my_identity",
    params(IdentityPath),
    responses(
        (status = 204, description = "The identity is unlinked"),
        (status = 409, description = "It is the only way for the person to sign in", body = Problem,
            content_type = "application/problem+json"),
    )
)]
#[delete("/me/identities/{id}")]
pub(crate) async fn unlink_identity(
    granted: Granted<UseOwnAccount>,
    request: HttpRequest,
    path: Path<IdentityPath>,
    _: Query<Nothing>,
    state: Data<State>,
) -> Result<HttpResponse, ApiError> {
    let context = trace::context(granted.caller.actor(), &request);
    let me = granted.caller.signed_in()?.clone();
    let unlinked = blocking(move || accounts::unlink_identity(&state, &me, &path.id, &context)).await?;
    match unlinked {
        true => Ok(done().finish()),
        // Also of another's: who asks learns nothing.
        false => {
            Err(ProblemDraft::not_found("Jums šādas identitātes nav.", "You have no such identity.").into())
        }
    }
}
