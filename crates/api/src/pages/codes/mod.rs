//! `/account/codes`: one-time codes, set up, replaced and taken away, and the recovery codes.

mod body;
pub(super) mod words;

pub(super) use body::{Cursor, one_time_field, recovery_field};

use super::form::{NoFields, Sent};
use super::frame::{Page, Unsent};
use super::once;
use super::question::Question;
use super::visit::{after, done, for_form, for_fresh_visitor, for_visitor, see_other};
use super::words::Words;
use crate::accounts;
use crate::auth::is_fresh;
use crate::state::State;
use crate::web::blocking::blocking;
use crate::web::language;
use actix_web::http::StatusCode;
use actix_web::web::Data;
use actix_web::{HttpRequest, HttpResponse};
use blis_domain::problem::ProblemCode;
use blis_domain::text::Language;
use maud::{Markup, html};
use serde::Deserialize;

/// The page.
pub(super) const PATH: &str = "/account/codes";
/// Where its forms go.
pub(super) const CONFIRM: &str = "/account/codes/confirm";
pub(super) const RECOVERY: &str = "/account/codes/recovery";
pub(super) const REMOVE: &str = "/account/codes/remove";

/// What the address of the page says after one-time codes were taken away.
const REMOVED: &str = "removed";

/// What the form of the first code brings.
#[derive(Deserialize)]
pub(super) struct CodeForm {
    code: String,
}

/// How it stands.
pub(super) async fn show(request: HttpRequest, state: Data<State>) -> HttpResponse {
    for_visitor(&request, &state, async |me| {
        let (known, person) = (state.clone(), me.person.id.clone());
        let language = language::of(&request);
        let given = once::at(&request, &state, &me, PATH).unwrap_or_default();
        match given.as_slice() {
            [] => {}
            // There is one secret, and there are several recovery codes.
            [secret] => {
                let (known, own) = (state.clone(), me.clone());
                let waiting = blocking(move || accounts::waiting_second_factor(&known, &own)).await?;
                // One that was confirmed or replaced elsewhere is not worth scanning any more.
                if let Some(waiting) = waiting.filter(|waiting| waiting.secret == *secret) {
                    let body = body::secret(language, &me, &waiting, None);
                    return Ok(page(language, body, StatusCode::OK));
                }
            }
            codes => {
                let body = body::recovery_codes(language, &me, codes);
                return Ok(page(language, body, StatusCode::OK));
            }
        }
        let left = blocking(move || Ok(known.store.recovery_codes_left(&person)?)).await?;
        let removed = done(&request).is_some_and(|what| what == REMOVED);
        let body = html! {
            @if removed { p.notice role="status" { (Words::of(language).codes.removed) } }
            (body::state(language, &me, is_fresh(&state, &me), left))
        };
        Ok(page(language, body, StatusCode::OK))
    })
    .await
}

/// Gives a secret, which the page then shows and whose first code it asks for.
pub(super) async fn prepare(request: HttpRequest, state: Data<State>, form: Sent<NoFields>) -> HttpResponse {
    for_form(&request, &state, form, async |me, _, context| {
        let (known, own) = (state.clone(), me.clone());
        let secret = blocking(move || accounts::prepare_second_factor(&known, &own, &context)).await?;
        once::show_at(&request, &state, &me, PATH, vec![secret.secret])
    })
    .await
}

/// Takes the first code, and shows the recovery codes.
pub(super) async fn confirm(request: HttpRequest, state: Data<State>, form: Sent<CodeForm>) -> HttpResponse {
    for_form(&request, &state, form, async |me, form, context| {
        let (known, own) = (state.clone(), me.clone());
        let outcome =
            blocking(move || accounts::confirm_second_factor(&known, &own, &form.code, &context)).await;
        let language = language::of(&request);
        match outcome {
            Ok(codes) => once::show_at(&request, &state, &me, PATH, codes.recovery_codes),
            Err(error) if error.draft.code == ProblemCode::Unacceptable => {
                let (known, own) = (state.clone(), me.clone());
                let waiting = blocking(move || accounts::waiting_second_factor(&known, &own)).await?;
                let secret = waiting.ok_or(error)?;
                let wrong = Some(Words::of(language).codes.wrong);
                let body = body::secret(language, &me, &secret, wrong);
                Ok(page(language, body, StatusCode::UNPROCESSABLE_ENTITY))
            }
            Err(error) => Err(error),
        }
    })
    .await
}

/// Makes new recovery codes, and shows them.
pub(super) async fn replace_recovery_codes(
    request: HttpRequest,
    state: Data<State>,
    form: Sent<NoFields>,
) -> HttpResponse {
    for_form(&request, &state, form, async |me, _, context| {
        let (known, own) = (state.clone(), me.clone());
        let codes = blocking(move || accounts::replace_recovery_codes(&known, &own, &context)).await?;
        once::show_at(&request, &state, &me, PATH, codes.recovery_codes)
    })
    .await
}

/// Asks whether one-time codes are to be taken away.
pub(super) async fn ask_remove(request: HttpRequest, state: Data<State>) -> HttpResponse {
    for_fresh_visitor(&request, &state, REMOVE, async |me| {
        let language = language::of(&request);
        let words = &Words::of(language).codes;
        let question = Question {
            language,
            path: REMOVE,
            title: words.remove,
            about: words.remove_about,
            action: REMOVE,
            csrf: &me.csrf,
            fields: &[],
            yes: words.remove,
            back: format!("{PATH}?lang={language}"),
        };
        Ok(question.page())
    })
    .await
}

/// Takes one-time codes away.
pub(super) async fn remove(request: HttpRequest, state: Data<State>, form: Sent<NoFields>) -> HttpResponse {
    for_form(&request, &state, form, async |me, _, context| {
        let known = state.clone();
        blocking(move || accounts::take_away_second_factor(&known, &me, &context)).await?;
        Ok(see_other(&after(PATH, language::of(&request), REMOVED)))
    })
    .await
}

fn page(language: Language, body: Markup, status: StatusCode) -> Unsent {
    let page = Page {
        language,
        path: PATH,
        title: Words::of(language).codes.heading,
        body,
    };
    page.answer(status)
}
