//! Secrets that a form brought forth and that are kept nowhere. The browser holds them, sealed for its session, until
//! their owner says that they are kept elsewhere, for a quarter of an hour at most: so the page that shows them may be
//! loaded again, or opened in the other language, and no form is sent a second time for it.

use super::fields;
use super::form::Sent;
use super::frame::Unsent;
use super::return_to::ReturnTo;
use super::visit::{for_form, see_other};
use crate::auth::carried;
use crate::auth::sealing::Purpose;
use crate::state::State;
use crate::web::language;
use crate::web::problem::ApiError;
use actix_web::web::Data;
use actix_web::{HttpRequest, HttpResponse};
use blis_domain::text::Language;
use blis_store::SignedIn;
use maud::{Markup, html};
use serde::{Deserialize, Serialize};
use std::time::Duration;

/// Where the form goes that says that they are kept.
pub(super) const PATH: &str = "/account/kept";

/// How long they are shown.
const LIFE: Duration = Duration::from_secs(15 * 60);

/// Secrets, and the page that shows them.
#[derive(Serialize, Deserialize)]
struct Shown {
    place: String,
    secrets: Vec<String>,
    /// Seconds since 1970.
    until: i64,
}

/// Where to go when they are kept.
#[derive(Deserialize)]
pub(super) struct KeptForm {
    return_to: Option<String>,
}

/// Sends the browser to the page at `place`, with what that page shows.
pub(super) fn show_at(
    request: &HttpRequest,
    state: &State,
    me: &SignedIn,
    place: &str,
    secrets: Vec<String>,
) -> Result<Unsent, ApiError> {
    let life = i64::try_from(LIFE.as_secs()).unwrap_or(0);
    let shown = Shown {
        place: place.to_owned(),
        secrets,
        until: state.clock.now().unix_timestamp().saturating_add(life),
    };
    let sealed = carried::sealed(state, Purpose::ShownOnce, &me.session, &shown)?;
    let mut answer = see_other(&format!("{place}?lang={}", language::of(request)));
    state.transport.give_shown(&mut answer.answer, &sealed, LIFE);
    Ok(answer)
}

/// What the page at `place` has to show in this session; nothing when it was kept, or was shown for long enough.
pub(super) fn at(request: &HttpRequest, state: &State, me: &SignedIn, place: &str) -> Option<Vec<String>> {
    let sealed = state.transport.shown(request)?;
    let shown: Shown = carried::opened(state, Purpose::ShownOnce, &me.session, &sealed)?;
    let holds = shown.place == place && state.clock.now().unix_timestamp() < shown.until;
    holds.then_some(shown.secrets)
}

/// The button that says that they are kept, and goes on.
pub(super) fn kept(language: Language, me: &SignedIn, on: &str, label: &str) -> Markup {
    fields::form(
        &format!("{PATH}?lang={language}"),
        &me.csrf,
        &html! {
            input type="hidden" name="return_to" value=(on);
            button.button.button-strong type="submit" { (label) }
        },
    )
}

/// Forgets them.
pub(super) async fn forget(request: HttpRequest, state: Data<State>, form: Sent<KeptForm>) -> HttpResponse {
    for_form(&request, &state, form, async |_, form, _| {
        let back = ReturnTo::of(form.return_to.as_deref());
        let mut answer = see_other(&back.in_language(language::of(&request)));
        state.transport.clear_shown(&mut answer.answer);
        Ok(answer)
    })
    .await
}
