//! `/admin/clients`: machine clients and their secrets, for those who run the installation.

mod list;
mod one;
mod page;
mod parts;
mod words;

pub(super) use list::{add, list};
pub(super) use one::{ask_revoke, change, give_secret, remove, revoke_secret, show, suspend};
pub(super) use words::{ClientWords, EN, LV};

use super::frame::Unsent;
use super::visit::{allow, for_visitor};
use crate::state::State;
use crate::web::problem::ApiError;
use actix_web::web::Data;
use actix_web::{HttpRequest, HttpResponse};
use blis_domain::problem::{ProblemCode, ProblemDraft};
use blis_domain::rights::{Action, Role};
use blis_store::SignedIn;
use serde::Deserialize;

/// Fields of the forms whose name is another than that of the API's document.
const FIELDS: [(&str, &str); 3] = [
    ("may", "scopes"),
    ("addresses", "allowed_addresses"),
    ("days", "expires_in_days"),
];

const PATH: &str = "/admin/clients";

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

/// The refusal of a form that its own page can tell; of others the error itself.
fn told(error: ApiError) -> Result<ProblemDraft, ApiError> {
    match error.draft.code {
        ProblemCode::Unacceptable | ProblemCode::Conflict | ProblemCode::Stale => Ok(*error.draft),
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
