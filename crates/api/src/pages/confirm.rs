//! `/account/confirm`: showing anew who one is, before something grave.

use super::codes::{Cursor, one_time_field, recovery_field};
use super::fields;
use super::form::Sent;
use super::frame::{NOWHERE, Page, Unsent};
use super::kept::{Kept, MOST_BYTES_CARRYING};
use super::page_above;
use super::question::Question;
use super::return_to::ReturnTo;
use super::visit::{for_form, for_visitor, see_other};
use super::words::Words;
use crate::accounts::{self, Asked};
use crate::state::State;
use crate::web::blocking::blocking;
use crate::web::language;
use crate::web::problem::ApiError;
use actix_web::http::StatusCode;
use actix_web::web::{Data, Query};
use actix_web::{HttpRequest, HttpResponse};
use blis_domain::problem::ProblemCode;
use blis_domain::text::Language;
use blis_domain::wire::ConfirmSession;
use blis_store::SignedIn;
use maud::{Markup, html};
use serde::Deserialize;

/// The page and its form.
pub(super) const PATH: &str = "/account/confirm";

/// Where to go afterwards.
#[derive(Deserialize)]
pub(super) struct Place {
    return_to: Option<String>,
}

/// What the form brings.
#[derive(Deserialize)]
pub(super) struct Filled {
    return_to: Option<String>,
    kept: Option<String>,
    password: Option<String>,
    code: Option<String>,
}

/// The address of the page, from which somebody goes on to a path of this site.
pub(super) fn address(language: Language, back: &str) -> String {
    let back = ReturnTo::of(Some(back)).in_query();
    format!("{PATH}?lang={language}&return_to={back}")
}

/// The form.
pub(super) async fn show(request: HttpRequest, state: Data<State>, place: Query<Place>) -> HttpResponse {
    for_visitor(&request, &state, async |me| {
        let back = ReturnTo::of(place.return_to.as_deref());
        let onward = Onward {
            back,
            waiting: Waiting::Nothing,
        };
        shown(&request, &state, &me, &onward, None).await
    })
    .await
}

/// The form in the place of the answer to another, which is sent once it is known who sent it.
pub(super) async fn before(
    request: &HttpRequest,
    state: &Data<State>,
    me: &SignedIn,
    kept: &Kept,
) -> Result<Unsent, ApiError> {
    let onward = Onward {
        back: ReturnTo::of(Some(page_above(&kept.path))),
        waiting: Waiting::Form(kept.sealed(state, me)?),
    };
    let refused = ApiError::of_code(ProblemCode::SignInAgain);
    shown(request, state, me, &onward, Some(refused)).await
}

/// Takes the password and the code, and goes on.
pub(super) async fn submit(
    request: HttpRequest,
    state: Data<State>,
    form: Sent<Filled, MOST_BYTES_CARRYING>,
) -> HttpResponse {
    for_form(&request, &state, form, async |me, form, context| {
        state.transport.way(&request).require_private()?;
        let opened = form
            .kept
            .as_deref()
            .and_then(|kept| Kept::opened(&state, &me, kept));
        let onward = Onward {
            back: ReturnTo::of(form.return_to.as_deref()),
            waiting: Waiting::of(form.kept, opened.is_some()),
        };
        let confirmation = ConfirmSession {
            password: form.password,
            code: form.code,
        };
        let (known, own) = (state.clone(), me.clone());
        let outcome = async {
            let turn = state.passwords.turn().await?;
            blocking(move || accounts::confirm_session(&known, &own, &confirmation, &turn, &context)).await
        };
        let outcome = outcome.await;
        let language = language::of(&request);
        match (outcome, opened) {
            (Ok(()), Some(kept)) => Ok(going_on(language, &me, &onward.back, &kept)),
            (Ok(()), None) if matches!(onward.waiting, Waiting::Lost) => Ok(lost(language, &onward.back)),
            (Ok(()), None) => Ok(see_other(&onward.back.in_language(language))),
            (Err(error), _) => match error.draft.code {
                ProblemCode::Unacceptable | ProblemCode::TooManyRequests | ProblemCode::Unavailable => {
                    shown(&request, &state, &me, &onward, Some(error)).await
                }
                _ => Err(error),
            },
        }
    })
    .await
}

/// What comes afterwards: a page, and before it a form that waits, sealed.
struct Onward {
    back: ReturnTo,
    waiting: Waiting,
}

/// What waits to be sent.
enum Waiting {
    Nothing,
    /// A form, sealed.
    Form(String),
    /// What does not open: it was changed on the way, or sealed in another session.
    Lost,
}

impl Waiting {
    /// What a page brought back, which opens or does not.
    fn of(kept: Option<String>, opens: bool) -> Waiting {
        match kept {
            Some(kept) if opens => Waiting::Form(kept),
            Some(_) => Waiting::Lost,
            None => Waiting::Nothing,
        }
    }
}

/// The page that sends the form that waited. Its sender says so once more, for a browser sends no form by itself.
fn going_on(language: Language, me: &SignedIn, back: &ReturnTo, kept: &Kept) -> Unsent {
    let words = Words::of(language);
    let typed: Vec<(String, String)> = url::form_urlencoded::parse(kept.fields.as_bytes())
        .into_owned()
        .collect();
    let hidden: Vec<(&str, String)> = typed
        .iter()
        .map(|(name, value)| (name.as_str(), value.clone()))
        .collect();
    let question = Question {
        language,
        path: NOWHERE,
        title: words.codes.confirmed,
        about: words.codes.kept,
        action: &kept.path,
        csrf: &me.csrf,
        fields: &hidden,
        yes: words.codes.go_on,
        back: back.in_language(language),
    };
    question.page()
}

/// The page for whoever showed who they are, and whose form cannot be sent any more.
fn lost(language: Language, back: &ReturnTo) -> Unsent {
    let words = &Words::of(language).codes;
    let page = Page {
        language,
        path: NOWHERE,
        title: words.confirmed,
        body: html! {
            p.notice role="alert" { (words.kept_lost) }
            p { a.button.button-strong href=(back.in_language(language)) { (words.fill_again) } }
        },
    };
    page.answer(StatusCode::OK)
}

async fn shown(
    request: &HttpRequest,
    state: &Data<State>,
    me: &SignedIn,
    onward: &Onward,
    refused: Option<ApiError>,
) -> Result<Unsent, ApiError> {
    let language = language::of(request);
    let (known, own) = (state.clone(), me.clone());
    let asked = blocking(move || accounts::asked_of(&known, &own)).await?;
    let status = match refused.as_ref().map(|error| error.draft.code) {
        None => StatusCode::OK,
        Some(ProblemCode::TooManyRequests) => StatusCode::TOO_MANY_REQUESTS,
        Some(ProblemCode::Unavailable) => StatusCode::SERVICE_UNAVAILABLE,
        Some(ProblemCode::SignInAgain) => StatusCode::FORBIDDEN,
        Some(_) => StatusCode::UNPROCESSABLE_ENTITY,
    };
    // That it has to be shown is no fault of what was typed.
    let fault = refused.as_ref().filter(|_| status != StatusCode::FORBIDDEN);
    let reason = fault.map(|error| error.draft.in_language(language, PATH).detail);
    let address = match onward.waiting {
        Waiting::Form(_) => NOWHERE.to_owned(),
        Waiting::Nothing | Waiting::Lost => address(language, onward.back.as_str()),
    };
    let page = Page {
        language,
        path: &address,
        title: Words::of(language).codes.confirm_heading,
        body: body(language, me, asked, onward, reason.as_deref()),
    };
    let answer = page.answer(status);
    Ok(match &refused {
        Some(error) => answer.with_headers_of(error),
        None => answer,
    })
}

fn body(
    language: Language,
    me: &SignedIn,
    asked: Option<Asked>,
    onward: &Onward,
    refused: Option<&str>,
) -> Markup {
    let words = &Words::of(language).codes;
    html! {
        @match asked {
            None => {
                p.notice { (words.confirm_elsewhere) }
                @if !matches!(onward.waiting, Waiting::Nothing) {
                    p.form-refused role="alert" { (words.unsent_elsewhere) }
                }
                p { a.button href=(format!("/account?lang={language}")) { (Words::of(language).account) } }
            }
            Some(asked) => {
                p { (words.confirm_why) }
                @match onward.waiting {
                    Waiting::Nothing => {}
                    Waiting::Form(_) => p.notice role="status" { (words.kept_meanwhile) },
                    Waiting::Lost => p.notice role="alert" { (words.kept_lost) },
                }
                @if let Some(reason) = refused {
                    p.form-refused role="alert" id="refused" { (reason) }
                }
                (form(language, me, asked, onward, refused.is_some(), false))
                @if asked.code {
                    details {
                        summary { (words.lost) }
                        (form(language, me, asked, onward, false, true))
                    }
                }
            }
        }
    }
}

fn form(
    language: Language,
    me: &SignedIn,
    asked: Asked,
    onward: &Onward,
    refused: bool,
    by_recovery_code: bool,
) -> Markup {
    let words = Words::of(language);
    let body = html! {
        input type="hidden" name="return_to" value=(onward.back.as_str());
        @if let Waiting::Form(kept) = &onward.waiting { input type="hidden" name="kept" value=(kept); }
        @if asked.password {
            // Tells the browser's own keeper of passwords whose this one is.
            input hidden type="email" name="username" value=(me.person.email.as_str()) autocomplete="username";
            label {
                span.label { (words.password) }
                input.field type="password" name="password" autocomplete="current-password" required autofocus[!by_recovery_code]
                    aria-describedby=[refused.then_some("refused")];
            }
        }
        @if asked.code && by_recovery_code {
            (recovery_field(words.codes.recovery_code))
        } @else if asked.code {
            @let cursor = if asked.password { Cursor::Before } else { Cursor::Here };
            (one_time_field(words.codes.code, refused, cursor))
        }
        button.button.button-strong type="submit" { (words.codes.confirm) }
    };
    fields::form(&format!("{PATH}?lang={language}"), &me.csrf, &body)
}
