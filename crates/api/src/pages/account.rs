//! `/account`: who is signed in, what they may do, where they are signed in, and their password.

use super::device;
use super::form::Form;
use super::frame::Page;
use super::message::or_message;
use super::moment;
use super::visit::{Visit, see_other, to_sign_in};
use super::words::Words;
use crate::accounts;
use crate::auth::{csrf, secret};
use crate::state::State;
use crate::web::blocking::blocking;
use crate::web::language::guess;
use crate::web::problem::ApiError;
use crate::web::trace;
use actix_web::http::StatusCode;
use actix_web::web::Data;
use actix_web::{HttpRequest, HttpResponse};
use blis_domain::area::Area;
use blis_domain::audit::Actor;
use blis_domain::problem::ProblemCode;
use blis_domain::rights::{Action, Grant, Within, action_sentence, role_name};
use blis_domain::text::Language;
use blis_domain::wire::ChangePassword;
use blis_store::{SessionEnd, SessionListed, SignedIn};
use maud::{Markup, html};
use serde::Deserialize;
use std::sync::Arc;

/// What the form of the password brings.
#[derive(Deserialize)]
pub(super) struct NewPasswordForm {
    csrf: String,
    current: String,
    new: String,
}

/// What the form of a session brings.
#[derive(Deserialize)]
pub(super) struct SessionForm {
    csrf: String,
    id: String,
}

/// A form that brings nothing but the token of its session.
#[derive(Deserialize)]
pub(super) struct BareForm {
    csrf: String,
}

/// What the page says of a form that was sent before.
enum Told<'a> {
    Nothing,
    Refused(&'a str),
    Changed,
}

/// The page.
pub(super) async fn show(request: HttpRequest, state: Data<State>) -> HttpResponse {
    let outcome = async {
        match Visit::of(&request, &state).await? {
            Some(visit) => shown(&request, &state, &visit, Told::Nothing).await,
            None => Ok(to_sign_in(&request, language_of(&request))),
        }
    };
    let outcome = outcome.await;
    or_message(&request, outcome)
}

async fn shown(
    request: &HttpRequest,
    state: &Data<State>,
    visit: &Visit,
    told: Told<'_>,
) -> Result<HttpResponse, ApiError> {
    let language = language_of(request);
    let status = match told {
        Told::Refused(_) => StatusCode::UNPROCESSABLE_ENTITY,
        _ => StatusCode::OK,
    };
    let person = visit.signed_in.person.id.clone();
    let known = state.clone();
    let (sessions, areas) =
        blocking(move || Ok((known.store.sessions_of(&person)?, known.store.areas()?))).await?;
    let page = Page {
        language,
        path: "/account",
        title: Words::of(language).account,
        body: body(language, &visit.signed_in, &sessions, &areas, &told),
    };
    let mut answer = page.answer(status);
    visit.keep(state, &mut answer.answer);
    Ok(answer.finish())
}

/// Changes the password.
pub(super) async fn change_password(
    request: HttpRequest,
    state: Data<State>,
    form: Result<Form<NewPasswordForm>, ApiError>,
) -> HttpResponse {
    let outcome = async {
        let Form(form) = form?;
        let Some(visit) = entered(&request, &state, &form.csrf).await? else {
            return Ok(to_sign_in(&request, language_of(&request)));
        };
        let asked = ChangePassword {
            current: form.current,
            new: form.new,
        };
        let turn = state.passwords.turn().await?;
        let (known, me) = (state.clone(), visit.signed_in.clone());
        let context = trace::context(Actor::Person(me.person.id.clone()), &request);
        match blocking(move || accounts::change_password(&known, &me, &asked, &turn, &context)).await {
            Ok(()) => shown(&request, &state, &visit, Told::Changed).await,
            Err(error) if error.draft.code == ProblemCode::Unacceptable => {
                let reason = error
                    .draft
                    .in_language(language_of(&request), request.path())
                    .detail;
                shown(&request, &state, &visit, Told::Refused(&reason)).await
            }
            Err(error) => Err(error),
        }
    };
    let outcome = outcome.await;
    or_message(&request, outcome)
}

/// Ends one of the sessions.
pub(super) async fn end_session(
    request: HttpRequest,
    state: Data<State>,
    form: Result<Form<SessionForm>, ApiError>,
) -> HttpResponse {
    let outcome = async {
        let Form(form) = form?;
        let language = language_of(&request);
        let Some(visit) = entered(&request, &state, &form.csrf).await? else {
            return Ok(to_sign_in(&request, language));
        };
        let person = visit.signed_in.person.id.clone();
        let context = trace::context(Actor::Person(person.clone()), &request);
        let known = state.clone();
        blocking(move || Ok(known.store.end_session_of(&person, &form.id, &context)?)).await?;
        let mut answer = see_other(&format!("/account?lang={language}"));
        visit.keep(&state, &mut answer);
        Ok(answer.finish())
    };
    let outcome = outcome.await;
    or_message(&request, outcome)
}

/// Signs out.
pub(super) async fn sign_out(
    request: HttpRequest,
    state: Data<State>,
    form: Result<Form<BareForm>, ApiError>,
) -> HttpResponse {
    let outcome = async {
        let Form(form) = form?;
        let shown = state.transport.refresh(&request);
        match entered(&request, &state, &form.csrf).await? {
            Some(visit) => {
                let known = state.clone();
                let context = trace::context(Actor::Person(visit.signed_in.person.id), &request);
                let session = visit.signed_in.session;
                blocking(move || {
                    let because = SessionEnd::SignedOut;
                    Ok(known.store.end_session(&session, because, &context)?)
                })
                .await?;
            }
            // The tokens are old, but whoever holds one may still end what it opened.
            None => {
                if let Some(shown) = shown {
                    let known = state.clone();
                    let context = trace::context(Actor::Nobody, &request);
                    blocking(move || {
                        Ok(known
                            .store
                            .end_session_of_token(&secret::hash(&shown), &context)?)
                    })
                    .await?;
                }
            }
        }
        let mut answer = see_other(&format!("/?lang={}", language_of(&request)));
        state.transport.clear(&mut answer);
        Ok(answer.finish())
    };
    let outcome = outcome.await;
    or_message(&request, outcome)
}

fn language_of(request: &HttpRequest) -> Language {
    guess(request.query_string(), request.headers())
}

/// Who sent a form, if it brought the token of their session.
async fn entered(request: &HttpRequest, state: &Data<State>, shown: &str) -> Result<Option<Visit>, ApiError> {
    let Some(visit) = Visit::of(request, state).await? else {
        return Ok(None);
    };
    csrf::with_field(request, shown, &visit.signed_in.csrf)?;
    Ok(Some(visit))
}

fn body(
    language: Language,
    me: &SignedIn,
    sessions: &[SessionListed],
    areas: &Arc<Vec<Area>>,
    told: &Told<'_>,
) -> Markup {
    let words = Words::of(language);
    let token = html! { input type="hidden" name="csrf" value=(me.csrf); };
    let to = |path: &str| format!("{path}?lang={language}");
    html! {
        p.subtitle {
            @if let Some(name) = &me.person.name { (name.as_str()) " · " }
            (me.person.email.as_str())
        }
        form.form method="post" action=(to("/sign-out")) {
            (token)
            button.button type="submit" { (words.sign_out) }
        }
        section {
            h2 { (words.roles) }
            @if me.standing.given().is_empty() {
                p { (words.no_roles) }
            } @else {
                ul.plain {
                    @for grant in me.standing.given() {
                        li { (role_name(language, grant.role)) (place(language, grant, areas)) }
                    }
                }
            }
            @if me.standing.lacks_second_factor() {
                p.notice { (words.second_factor_needed) }
            }
            h3.label { (words.may) }
            ul.plain {
                @for action in me.standing.actions() {
                    li { (sentence(language, action)) }
                }
            }
        }
        section {
            h2 { (words.log.heading) }
            ul.plain {
                li { a href=(to("/account/log")) { (words.log.mine) } }
                @if me.standing.may(Action::ReadAudit) {
                    li { a href=(to("/admin/audit")) { (words.log.audit) } }
                }
            }
        }
        section {
            h2 { (words.sessions) }
            div.table-frame role="region" tabindex="0" aria-label=(words.sessions) {
                table {
                    thead { tr { @for head in words.session_columns { th scope="col" { (head) } } } }
                    tbody {
                        @for session in sessions {
                            tr {
                                td title=(session.device) { (device::name(&session.device)) }
                                td { (session.address) }
                                td { (moment::to_minute(&session.created_at)) }
                                td { (moment::to_minute(&session.last_seen_at)) }
                                td {
                                    @if session.id == me.session {
                                        (words.this_session)
                                    } @else {
                                        form method="post" action=(to("/account/sessions")) {
                                            (token)
                                            input type="hidden" name="id" value=(session.id);
                                            button.button type="submit" { (words.end_session) }
                                        }
                                    }
                                }
                            }
                        }
                    }
                }
            }
        }
        section {
            h2 { (words.change_password) }
            form.form method="post" action=(to("/account/password")) {
                @match told {
                    Told::Refused(reason) => p.form-refused role="alert" id="refused" { (reason) },
                    Told::Changed => p.notice role="status" { (words.password_changed) },
                    Told::Nothing => {},
                }
                (token)
                // Tells the browser's own keeper of passwords whose this one is.
                input hidden type="email" name="username" value=(me.person.email.as_str()) autocomplete="username";
                label {
                    span.label { (words.current_password) }
                    input.field type="password" name="current" autocomplete="current-password" required;
                }
                label {
                    span.label { (words.new_password) }
                    input.field type="password" name="new" autocomplete="new-password" minlength="12" required
                        aria-describedby="password-rules";
                }
                p.quiet id="password-rules" { (words.password_rules) }
                button.button.button-strong type="submit" { (words.change_password) }
            }
        }
    }
}

/// Where a role holds, after its name.
fn place(language: Language, grant: &Grant, areas: &[Area]) -> String {
    match &grant.within {
        Within::Municipality(code) => {
            let area = areas.iter().find(|area| area.code == *code);
            let name = area.map_or(code.as_str(), |area| area.name.get(language));
            format!(": {name}")
        }
        Within::Network(code) => format!(": {code}"),
        Within::Feed(feed) => format!(": {feed}"),
        Within::Everywhere => String::new(),
    }
}

/// What an action lets one do, as a line of its own.
fn sentence(language: Language, action: Action) -> String {
    let words = action_sentence(language, action);
    let mut letters = words.chars();
    match letters.next() {
        Some(first) => first.to_uppercase().chain(letters).collect(),
        None => String::new(),
    }
}
