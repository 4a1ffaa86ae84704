//! `GET /me/sessions` and `DELETE /me/sessions/{id}`.

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
use blis_domain::problem::ProblemDraft;
use blis_domain::wire::{Page, SessionView, SignInWay};
use blis_store::{SessionListed, SessionWay};
use serde::Deserialize;
use utoipa::IntoParams;

/// Which session an address is about.
#[derive(Deserialize, IntoParams)]
#[into_params(parameter_in = Path)]
pub(crate) struct SessionPath {
    /// Its id.
    #[serde(deserialize_with = "crate::web::text::storable")]
    id: String,
}

/// List one's own sessions
///
/// The newest first: one for each browser in which the person is signed in.
#[utoipa::path(
    tag = "Accounts",
    operation_id = "list_my_sessions",
    responses((status = 200, description = "The open sessions", body = Page<SessionView>))
)]
#[get("/me/sessions")]
pub(crate) async fn list_sessions(
    granted: Granted<UseOwnAccount>,
    state: Data<State>,
    _: Query<Nothing>,
    language: Wanted,
) -> Result<HttpResponse, ApiError> {
    let me = granted.caller.signed_in()?;
    let (person, current) = (me.person.id.clone(), me.session.clone());
    let found = blocking(move || Ok(state.store.sessions_of(&person)?)).await?;
    let items: Vec<SessionView> = found.into_iter().map(|one| view(one, &current)).collect();
    let page = Page {
        total: items.len() as u64,
        items,
        next: None,
    };
    Ok(private(HttpResponse::Ok(), language, written(&page)?))
}

/// End one of one's own sessions
#[utoipa::path(
    tag = "Accounts",
    operation_id = "end_my_session",
    params(SessionPath),
    responses((status = 204, description = "The session is over"))
)]
#[delete("/me/sessions/{id}")]
pub(crate) async fn end_session(
    granted: Granted<UseOwnAccount>,
    request: HttpRequest,
    path: Path<SessionPath>,
    _: Query<Nothing>,
    state: Data<State>,
) -> Result<HttpResponse, ApiError> {
    let context = trace::context(granted.caller.actor(), &request);
    let person = granted.caller.signed_in()?.person.id.clone();
    let ended = blocking(move || Ok(state.store.end_session_of(&person, &path.id, &context)?)).await?;
    match ended {
        true => Ok(done().finish()),
        // Also of another's: who asks learns nothing.
        false => Err(ProblemDraft::not_found("Jums šādas sesijas nav.", "You have no such session.").into()),
    }
}

fn view(listed: SessionListed, current: &str) -> SessionView {
    SessionView {
        current: listed.id == current,
        id: listed.id,
        way: match listed.way {
            SessionWay::Password => SignInWay::Password,
            SessionWay::External => SignInWay::External,
        },
        device: listed.device,
        address: listed.address,
        created_at: listed.created_at,
        last_seen_at: listed.last_seen_at,
        expires_at: listed.expires_at,
    }
}
