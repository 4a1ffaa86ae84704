//! `/account/confirm`: showing anew who one is, before something grave.

use super::codes::{one_time_field, recovery_field};
use super::fields;
use super::form::Sent;
use super::frame::{Page, Unsent};
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
        shown(&request, &state, &me, &Onward { back, kept: None }, None).await
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
        kept: Some(kept.sealed(state, me)?),
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
        let onward = Onward {
            back: ReturnTo::of(form.return_to.as_deref()),
            kept: form.kept,
        };
        let confirmation = ConfirmSession {
            password: form.password,
            code: form.code,
        };
        let turn = state.passwords.turn().await?;
        let (known, own) = (state.clone(), me.clone());
        let outcome =
            blocking(move || accounts::confirm_session(&known, &own, &confirmation, &turn, &context)).await;
        let language = language::of(&request);
        let kept = onward.kept.as_deref();
        match (outcome, kept.and_then(|kept| Kept::opened(&state, &me, kept))) {
            (Ok(()), None) => Ok(see_other(&onward.back.in_language(language))),
            (Ok(()), Some(kept)) => Ok(going_on(language, &me, &onward.back, &kept)),
            (Err(error), _) => match error.draft.code {
                ProblemCode::Unacceptable | ProblemCode::TooManyRequests => {
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
    kept: Option<String>,
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
        path: PATH,
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
        Some(ProblemCode::SignInAgain) => StatusCode::FORBIDDEN,
        Some(_) => StatusCode::UNPROCESSABLE_ENTITY,
    };
    // That it has to be shown is no fault of what was typed.
    let fault = refused.as_ref().filter(|_| status != StatusCode::FORBIDDEN);
    let reason = fault.map(|error| error.draft.in_language(language, PATH).detail);
    let address = address(language, onward.back.as_str());
    let page = Page {
        language,
        path: &address,
        title: Words::of(language).codes.confirm_heading,
        body: body(language, me, asked, onward, reason.as_deref()),
    };
    let mut answer = page.answer(status);
    for (name, value) in refused.iter().flat_map(|error| &error.headers) {
        answer.answer.insert_header((name.clone(), value.clone()));
    }
    Ok(answer)
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
            None => p.notice { (words.confirm_elsewhere) },
            Some(asked) => {
                p { (words.confirm_why) }
                @if onward.kept.is_some() { p.notice role="status" { (words.kept_meanwhile) } }
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
        @if let Some(kept) = &onward.kept { input type="hidden" name="kept" value=(kept); }
        @if asked.password {
            // Tells the browser's own keeper of passwords whose this one is.
            input hidden type="email" name="username" value=(me.person.email.as_str()) autocomplete="username";
            label {
                span.label { (words.password) }
                input.field type="password" name="password" autocomplete="current-password" required
                    aria-describedby=[refused.then_some("refused")];
            }
        }
        @if asked.code && by_recovery_code {
            (recovery_field(words.codes.recovery_code))
        } @else if asked.code {
            (one_time_field(words.codes.code, refused))
        }
        button.button.button-strong type="submit" { (words.codes.confirm) }
    };
    fields::form(&format!("{PATH}?lang={language}"), &me.csrf, &body)
}
