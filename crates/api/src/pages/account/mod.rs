//! `/account`: who is signed in, what they may do, where they are signed in, and their password.

mod body;

use super::external;
use super::form::{NoFields, Sent};
use super::frame::{Page, Unsent};
use super::message::or_message;
use super::visit::{after, done, for_form, for_fresh_visitor, for_visitor, see_other};
use super::words::Words;
use crate::accounts::{self, Visit};
use crate::auth::{csrf, secret};
use crate::me::FILE;
use crate::state::State;
use crate::web::blocking::blocking;
use crate::web::language;
use crate::web::own::written;
use crate::web::problem::ApiError;
use crate::web::trace;
use actix_web::http::StatusCode;
use actix_web::web::Data;
use actix_web::{HttpRequest, HttpResponse};
use blis_domain::audit::Actor;
use blis_domain::problem::{ProblemCode, ProblemDraft};
use blis_domain::text::Language;
use blis_domain::wire::{ChangePassword, UpdateMe};
use blis_store::{SessionEnd, SignedIn};
use body::body;
use serde::Deserialize;

/// The page.
pub(in crate::pages) const PATH: &str = "/account";

/// What the form of name and language brings.
#[derive(Deserialize)]
pub(in crate::pages) struct AboutForm {
    name: String,
    language: Language,
}

/// What the form of the password brings.
#[derive(Deserialize)]
pub(in crate::pages) struct NewPasswordForm {
    current: String,
    new: String,
}

/// What the form of a session brings.
#[derive(Deserialize)]
pub(in crate::pages) struct SessionForm {
    id: String,
}

/// What the page says of a form that was sent before.
enum Told<'a> {
    Nothing,
    /// Why it was not taken, and what was typed: name and language.
    AboutRefused(&'a ProblemDraft, (&'a str, Language)),
    PasswordRefused(&'a ProblemDraft),
    Done(Done),
}

/// What a form of the page did.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(in crate::pages) enum Done {
    About,
    Password,
    Session,
    Identity,
}

impl Done {
    const ALL: [Done; 4] = [Done::About, Done::Password, Done::Session, Done::Identity];

    /// Its word in the address, which is the id of its section too.
    pub(in crate::pages) fn section(self) -> &'static str {
        match self {
            Done::About => "about",
            Done::Password => "password",
            Done::Session => "sessions",
            Done::Identity => "identities",
        }
    }

    /// The way back to the page, to the section that says it.
    pub(in crate::pages) fn back(self, language: Language) -> Unsent {
        let section = self.section();
        see_other(&format!("{}#{section}", after(PATH, language, section)))
    }
}

/// The page.
pub(in crate::pages) async fn show(request: HttpRequest, state: Data<State>) -> HttpResponse {
    for_visitor(&request, &state, async |me| {
        let word = done(&request);
        let done = Done::ALL
            .into_iter()
            .find(|done| Some(done.section()) == word.as_deref());
        shown(&request, &state, &me, done.map_or(Told::Nothing, Told::Done)).await
    })
    .await
}

async fn shown(
    request: &HttpRequest,
    state: &Data<State>,
    me: &SignedIn,
    told: Told<'_>,
) -> Result<Unsent, ApiError> {
    let language = language::of(request);
    let status = match told {
        Told::AboutRefused(..) | Told::PasswordRefused(_) => StatusCode::UNPROCESSABLE_ENTITY,
        _ => StatusCode::OK,
    };
    let person = me.person.id.clone();
    let known = state.clone();
    let (sessions, areas, identities) = blocking(move || {
        let store = &known.store;
        Ok((
            store.sessions_of(&person)?,
            store.areas()?,
            store.identities_of(&person)?,
        ))
    })
    .await?;
    let unlinked = matches!(told, Told::Done(Done::Identity));
    let identities = external::section(state, language, me, &identities, unlinked);
    let page = Page {
        language,
        path: PATH,
        title: Words::of(language).account,
        body: body(
            language,
            me,
            &sessions,
            &areas,
            (state.letters.lie(), &identities),
            &told,
        ),
    };
    Ok(page.answer(status))
}

/// Hands out all that is held about who asks, as a file.
pub(in crate::pages) async fn export(request: HttpRequest, state: Data<State>) -> HttpResponse {
    for_fresh_visitor(&request, &state, "/account", async |me| {
        let context = accounts::handing_out(Actor::Person(me.person.id.clone()), &request)?;
        let (known, own) = (state.clone(), me.person.id.clone());
        let json = blocking(move || written(&accounts::export_own(&known, &own, context.as_ref())?)).await?;
        Ok(Unsent::file(json, FILE))
    })
    .await
}

/// Changes name and language.
pub(in crate::pages) async fn change_about(
    request: HttpRequest,
    state: Data<State>,
    form: Sent<AboutForm>,
) -> HttpResponse {
    for_form(&request, &state, form, async |me, form, context| {
        let typed = form.name.clone();
        let asked = UpdateMe {
            // Whoever has no name yet may leave it so.
            name: (me.person.name.is_some() || !form.name.is_empty()).then_some(form.name),
            language: Some(form.language),
        };
        let (known, own) = (state.clone(), me.clone());
        match blocking(move || accounts::change_account(&known, &own, &asked, &context)).await {
            Ok(_) => Ok(Done::About.back(language::of(&request))),
            Err(error) if error.draft.code == ProblemCode::Unacceptable => {
                shown(
                    &request,
                    &state,
                    &me,
                    Told::AboutRefused(&error.draft, (&typed, form.language)),
                )
                .await
            }
            Err(error) => Err(error),
        }
    })
    .await
}

/// Changes the password.
pub(in crate::pages) async fn change_password(
    request: HttpRequest,
    state: Data<State>,
    form: Sent<NewPasswordForm>,
) -> HttpResponse {
    for_form(&request, &state, form, async |me, form, context| {
        state.transport.way(&request).require_private()?;
        let asked = ChangePassword {
            current: form.current,
            new: form.new,
        };
        let turn = state.passwords.turn().await?;
        let (known, own) = (state.clone(), me.clone());
        match blocking(move || accounts::change_password(&known, &own, &asked, &turn, &context)).await {
            Ok(()) => Ok(Done::Password.back(language::of(&request))),
            Err(error) if error.draft.code == ProblemCode::Unacceptable => {
                shown(&request, &state, &me, Told::PasswordRefused(&error.draft)).await
            }
            Err(error) => Err(error),
        }
    })
    .await
}

/// Ends one of the sessions.
pub(in crate::pages) async fn end_session(
    request: HttpRequest,
    state: Data<State>,
    form: Sent<SessionForm>,
) -> HttpResponse {
    for_form(&request, &state, form, async |me, form, context| {
        let (known, person) = (state.clone(), me.person.id.clone());
        let language = language::of(&request);
        let is_ended = blocking(move || Ok(known.store.end_session_of(&person, &form.id, &context)?)).await?;
        Ok(match is_ended {
            true => Done::Session.back(language),
            // It had ended already.
            false => see_other(&format!("{PATH}?lang={language}")),
        })
    })
    .await
}

/// Signs out.
pub(in crate::pages) async fn sign_out(
    request: HttpRequest,
    state: Data<State>,
    form: Sent<NoFields>,
) -> HttpResponse {
    let outcome = async {
        end_own(&request, &state, &form?.csrf).await?;
        let mut gone = see_other(&format!("/?lang={}", language::of(&request)));
        state.transport.clear(&mut gone.answer);
        Ok(gone.finish())
    };
    let outcome = outcome.await;
    or_message(&request, outcome)
}

/// Ends the session of who signs out; with tokens too old to open it, by the token itself.
async fn end_own(request: &HttpRequest, state: &Data<State>, shown: &str) -> Result<bool, ApiError> {
    let refresh = state.transport.refresh(request);
    let known = state.clone();
    if let Some(visit) = Visit::of(request, state).await? {
        csrf::with_field(request, shown, &visit.signed_in.csrf)?;
        let context = trace::context(Actor::Person(visit.signed_in.person.id), request);
        let session = visit.signed_in.session;
        return blocking(move || {
            Ok(known
                .store
                .end_session(&session, SessionEnd::SignedOut, &context)?)
        })
        .await;
    }
    let Some(refresh) = refresh else {
        return Ok(false);
    };
    let context = trace::context(Actor::Nobody, request);
    blocking(move || {
        Ok(known
            .store
            .end_session_of_token(&secret::hash(&refresh), &context)?)
    })
    .await
}
