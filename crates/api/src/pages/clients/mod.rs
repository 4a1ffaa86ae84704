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
use super::visit::{allow, for_fresh_visitor, for_visitor};
use crate::auth::csrf;
use crate::state::State;
use crate::web::language;
use crate::web::problem::ApiError;
use actix_web::web::Data;
use actix_web::{HttpRequest, HttpResponse};
use blis_domain::problem::ProblemCode;
use blis_domain::rights::{Action, Role};
use blis_store::SignedIn;
use serde::Deserialize;

const PATH: &str = "/admin/clients";

/// What a form brings besides its own fields.
trait Guarded {
    /// The token of the session.
    fn csrf(&self) -> &str;
}

/// The page on which a form stands: that of all clients, or of one.
fn page_of(form: &str) -> &str {
    match form.match_indices('/').nth(3) {
        Some((end, _)) => &form[..end],
        None => form,
    }
}

/// Answers whoever may look after machine clients.
async fn for_manager(
    request: &HttpRequest,
    state: &Data<State>,
    page: impl AsyncFnOnce(SignedIn) -> Result<Unsent, ApiError>,
) -> HttpResponse {
    for_visitor(request, state, async |me| {
        allow(&me, Action::ManageClients)?;
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
    for_fresh_visitor(request, state, page_of(request.path()), async |me| {
        csrf::with_field(request, form.csrf(), &me.csrf)?;
        allow(&me, Action::ManageClients)?;
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

/// What a client may do, as the forms offer it.
#[derive(Clone, Copy, PartialEq, Eq, Default, Deserialize)]
#[serde(rename_all = "snake_case")]
enum May {
    #[default]
    Write,
    Read,
    Both,
}

impl May {
    const ALL: [May; 3] = [May::Write, May::Read, May::Both];

    /// What a client of these scopes may do.
    fn of(scopes: &[String]) -> May {
        let has = |role: Role| scopes.iter().any(|scope| Role::of_scope(scope) == Some(role));
        match (has(Role::FeedWriter), has(Role::DataReader)) {
            (true, true) => May::Both,
            (true, false) => May::Write,
            (false, _) => May::Read,
        }
    }

    fn scopes(self) -> Vec<String> {
        let roles: &[Role] = match self {
            May::Write => &[Role::FeedWriter],
            May::Read => &[Role::DataReader],
            May::Both => &[Role::FeedWriter, Role::DataReader],
        };
        let scopes = roles.iter().filter_map(|role| role.scope());
        scopes.map(str::to_owned).collect()
    }

    fn code(self) -> &'static str {
        match self {
            May::Write => "write",
            May::Read => "read",
            May::Both => "both",
        }
    }
}
