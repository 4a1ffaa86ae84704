//! `/admin/clients`: machine clients and their secrets, for those who run the installation.

mod list;
mod one;
mod parts;
mod words;

pub(super) use list::{add, list};
pub(super) use one::{change, give_secret, remove, revoke_secret, show, suspend};
pub(super) use words::{ClientWords, EN, LV};

use super::form::Form;
use super::frame::Unsent;
use super::message::refusal;
use super::visit::for_visitor;
use crate::auth::{csrf, forbidden};
use crate::state::State;
use crate::web::language;
use crate::web::problem::ApiError;
use actix_web::web::Data;
use actix_web::{HttpRequest, HttpResponse};
use blis_domain::problem::ProblemCode;
use blis_domain::rights::Action;
use blis_store::SignedIn;

const PATH: &str = "/admin/clients";

/// What a form brings besides its own fields.
trait Guarded {
    /// The token of the session.
    fn csrf(&self) -> &str;
}

/// Answers whoever may look after machine clients.
async fn for_manager(
    request: &HttpRequest,
    state: &Data<State>,
    page: impl AsyncFnOnce(SignedIn) -> Result<Unsent, ApiError>,
) -> HttpResponse {
    for_visitor(request, state, async |me| {
        if !me.standing.may(Action::ManageClients) {
            return Err(forbidden());
        }
        page(me).await
    })
    .await
}

/// Does what a form asks, once it is known that a page of ours asked.
async fn for_form<F: Guarded>(
    request: &HttpRequest,
    state: &Data<State>,
    form: Result<Form<F>, ApiError>,
    page: impl AsyncFnOnce(SignedIn, F) -> Result<Unsent, ApiError>,
) -> HttpResponse {
    let Form(form) = match form {
        Ok(form) => form,
        Err(error) => return refusal(request, &error).finish(),
    };
    for_manager(request, state, async |me| {
        csrf::with_field(request, form.csrf(), &me.csrf)?;
        page(me, form).await
    })
    .await
}

/// Why a form was not taken, where its own page can say it; otherwise the error itself.
fn told(request: &HttpRequest, error: ApiError) -> Result<String, ApiError> {
    match error.draft.code {
        ProblemCode::Unacceptable | ProblemCode::Conflict | ProblemCode::Stale => Ok(error
            .draft
            .in_language(language::of(request), request.path())
            .detail),
        _ => Err(error),
    }
}

/// The networks typed into a field, one a line or with spaces between.
fn networks(typed: &str) -> Vec<String> {
    typed
        .split(|letter: char| letter.is_whitespace() || letter == ',')
        .filter(|text| !text.is_empty())
        .map(str::to_owned)
        .collect()
}

/// The scopes that were ticked.
fn scopes(writes: bool, reads: bool) -> Vec<String> {
    [("feed:write", writes), ("data:read", reads)]
        .into_iter()
        .filter(|(_, ticked)| *ticked)
        .map(|(scope, _)| scope.to_owned())
        .collect()
}
