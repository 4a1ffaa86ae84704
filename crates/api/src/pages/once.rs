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

/// More does not fit into a cookie: browsers take 4096 bytes, with its name and attributes.
const MOST_BYTES: usize = 3600;

/// Secrets, and the page that shows them.
#[derive(Serialize, Deserialize)]
struct Shown {
    place: String,
    secrets: Vec<String>,
    /// Seconds since 1970.
    until: i64,
}

/// Whose secrets are kept now, and where to go.
#[derive(Deserialize)]
pub(super) struct KeptForm {
    place: String,
    return_to: Option<String>,
}

/// Sends the browser to the page at `place`, with what that page shows from now on. What other pages have to show they
/// go on showing.
pub(super) fn show_at(
    request: &HttpRequest,
    state: &State,
    me: &SignedIn,
    place: &str,
    secrets: Vec<String>,
) -> Result<Unsent, ApiError> {
    let life = i64::try_from(LIFE.as_secs()).unwrap_or(0);
    let mut shown = elsewhere(request, state, me, place);
    shown.push(Shown {
        place: place.to_owned(),
        secrets,
        until: state.clock.now().unix_timestamp().saturating_add(life),
    });
    let mut answer = see_other(&format!("{place}?lang={}", language::of(request)));
    carry(state, me, shown, &mut answer)?;
    Ok(answer)
}

/// What the page at `place` has to show in this session; nothing when it was kept, or was shown for long enough.
pub(super) fn at(request: &HttpRequest, state: &State, me: &SignedIn, place: &str) -> Option<Vec<String>> {
    let mut shown = all(request, state, me).into_iter();
    shown
        .find(|shown| shown.place == place)
        .map(|shown| shown.secrets)
}

/// Everything that this session has to show.
fn all(request: &HttpRequest, state: &State, me: &SignedIn) -> Vec<Shown> {
    let sealed = state.transport.shown(request);
    let shown: Option<Vec<Shown>> =
        sealed.and_then(|sealed| carried::opened(state, Purpose::ShownOnce, &me.session, &sealed));
    let now = state.clock.now().unix_timestamp();
    let shown = shown.into_iter().flatten();
    shown.filter(|shown| now < shown.until).collect()
}

/// What other pages than the one at `place` have to show.
fn elsewhere(request: &HttpRequest, state: &State, me: &SignedIn, place: &str) -> Vec<Shown> {
    let mut shown = all(request, state, me);
    shown.retain(|shown| shown.place != place);
    shown
}

/// Gives it to the browser; of more than it can carry the oldest is left out.
fn carry(state: &State, me: &SignedIn, mut shown: Vec<Shown>, answer: &mut Unsent) -> Result<(), ApiError> {
    while !shown.is_empty() {
        let sealed = carried::sealed(state, Purpose::ShownOnce, &me.session, &shown)?;
        if sealed.len() <= MOST_BYTES || shown.len() == 1 {
            state.transport.give_shown(&mut answer.answer, &sealed, LIFE);
            return Ok(());
        }
        shown.remove(0);
    }
    state.transport.clear_shown(&mut answer.answer);
    Ok(())
}

/// The button that says that those of the page at `place` are kept, and goes on.
pub(super) fn kept(language: Language, me: &SignedIn, place: &str, on: &str, label: &str) -> Markup {
    fields::form(
        &format!("{PATH}?lang={language}"),
        &me.csrf,
        &html! {
            input type="hidden" name="place" value=(place);
            input type="hidden" name="return_to" value=(on);
            button.button.button-strong type="submit" { (label) }
        },
    )
}

/// Forgets them.
pub(super) async fn forget(request: HttpRequest, state: Data<State>, form: Sent<KeptForm>) -> HttpResponse {
    for_form(&request, &state, form, async |me, form, _| {
        let back = ReturnTo::of(form.return_to.as_deref());
        let mut answer = see_other(&back.in_language(language::of(&request)));
        let shown = elsewhere(&request, &state, &me, &form.place);
        carry(&state, &me, shown, &mut answer)?;
        Ok(answer)
    })
    .await
}
