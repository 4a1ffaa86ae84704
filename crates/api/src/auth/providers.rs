//! `GET /auth/providers`.

use crate::state::State;
use crate::web::answer::Answer;
use crate::web::problem::ApiError;
use crate::web::query::{Nothing, Query};
use actix_web::get;
use actix_web::web::Data;
use blis_domain::wire::{Page, Provider};

/// List the services to sign in with
///
/// Other organisations whom this installation lets sign people in, by OpenID Connect. Signing in by one goes through
/// pages, because it must be done in a browser.
#[utoipa::path(
    tag = "Accounts",
    operation_id = "list_providers",
    responses((status = 200, description = "The services", body = Page<Provider>))
)]
#[get("/auth/providers")]
pub(crate) async fn list(_: Query<Nothing>, state: Data<State>) -> Result<Answer, ApiError> {
    let view = |one: &crate::auth::external::Provider| Provider {
        id: one.id().to_owned(),
        name: one.name().clone(),
        start: one.start(),
    };
    Answer::json(&Page::whole(state.providers.all().iter().map(view).collect()))
}
