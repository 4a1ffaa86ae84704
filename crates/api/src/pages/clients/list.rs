//! `/admin/clients`: all of them, and the form for another.

use super::super::fields::{self, Field, Refused};
use super::super::form::Sent;
use super::super::frame::{Page, Unsent};
use super::super::visit::{after, done, for_form, see_other};
use super::super::words::Words;
use super::{FIELDS, May, PATH, for_manager, networks, parts, told};
use crate::accounts::clients;
use crate::state::State;
use crate::web::blocking::blocking;
use crate::web::language;
use crate::web::problem::ApiError;
use actix_web::web::Data;
use actix_web::{HttpRequest, HttpResponse};
use blis_domain::client;
use blis_domain::locale::to_minute;
use blis_domain::problem::ProblemDraft;
use blis_domain::text::Language;
use blis_domain::wire::{ClientView, NewClient};
use blis_store::SignedIn;
use maud::{Markup, html};
use serde::Deserialize;

/// What the form of a new client brings.
#[derive(Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub(in crate::pages) struct NewForm {
    id: String,
    name: String,
    feed: String,
    addresses: String,
    may: May,
}

/// The page.
pub(in crate::pages) async fn list(request: HttpRequest, state: Data<State>) -> HttpResponse {
    for_manager(&request, &state, async |me| {
        shown(&request, &state, &me, &NewForm::default(), None).await
    })
    .await
}

/// Makes a client.
pub(in crate::pages) async fn add(
    request: HttpRequest,
    state: Data<State>,
    form: Sent<NewForm>,
) -> HttpResponse {
    for_form(&request, &state, form, async |me, form, context| {
        let asked = NewClient {
            id: form.id.trim().to_owned(),
            name: form.name.clone(),
            feed: Some(form.feed.trim().to_owned()).filter(|feed| !feed.is_empty()),
            scopes: form.may.scopes(),
            allowed_addresses: networks(&form.addresses),
        };
        let id = asked.id.clone();
        let known = state.clone();
        match blocking(move || clients::add(&known, asked, &context)).await {
            Ok(_) => Ok(see_other(&after(
                &format!("{PATH}/{id}"),
                language::of(&request),
                "added",
            ))),
            Err(error) => {
                let problem = told(error)?;
                shown(&request, &state, &me, &form, Some(&problem)).await
            }
        }
    })
    .await
}

async fn shown(
    request: &HttpRequest,
    state: &Data<State>,
    me: &SignedIn,
    typed: &NewForm,
    refused: Option<&ProblemDraft>,
) -> Result<Unsent, ApiError> {
    let language = language::of(request);
    let known = state.clone();
    let found = blocking(move || clients::list(&known)).await?;
    let words = Words::of(language);
    let page = Page {
        language,
        path: PATH,
        title: words.clients.title,
        body: html! {
            p.subtitle { (words.clients.about) }
            @if let Some(what) = done(request).and_then(|what| words.clients.done(&what)) {
                p.notice role="status" { (what) }
            }
            (table(language, &found))
            (form(language, me, typed, refused))
            p { a href=(format!("/account?lang={language}")) { (words.account) } }
        },
    };
    Ok(page.answer(Refused::of(language, refused).status()))
}

fn table(language: Language, found: &[ClientView]) -> Markup {
    let words = &Words::of(language).clients;
    html! {
        @if found.is_empty() {
            p.notice { (words.none) }
        } @else {
            section {
                div.table-frame role="region" tabindex="0" aria-label=(words.title) {
                    table {
                        thead { tr { @for head in words.columns { th scope="col" { (head) } } } }
                        tbody {
                            @for client in found {
                                tr {
                                    th scope="row" {
                                        a href=(format!("{PATH}/{}?lang={language}", client.id)) { (client.name) }
                                        br;
                                        span.quiet { (client.id) }
                                    }
                                    td { (client.feed.as_deref().unwrap_or_default()) }
                                    td { (parts::state(language, client)) }
                                    td { span.numeric { (client.last_used_at.as_deref().map_or(words.never.to_owned(), to_minute)) } }
                                    td { (parts::places(language, client)) }
                                }
                            }
                        }
                    }
                }
            }
        }
    }
}

fn form(language: Language, me: &SignedIn, typed: &NewForm, refused: Option<&ProblemDraft>) -> Markup {
    let words = &Words::of(language).clients;
    let refused = Refused::of(language, refused);
    let name = Field {
        name: "name",
        label: words.name,
        value: &typed.name,
        longest: Some(client::LONGEST_NAME),
        ..Field::default()
    };
    let id = Field {
        name: "id",
        label: words.id,
        value: &typed.id,
        hint: Some(words.id_rules),
        longest: Some(client::LONGEST_ID),
        ..Field::default()
    };
    let feed = Field {
        name: "feed",
        label: words.feed,
        value: &typed.feed,
        hint: Some(words.feed_rules),
        required: false,
        ..Field::default()
    };
    let form = html! {
        (refused.summary(&FIELDS))
        (refused.field(&name))
        (refused.field(&id))
        (parts::may(language, typed.may, typed.may, refused))
        (refused.field(&feed))
        (parts::addresses(language, &typed.addresses, None, refused))
        button.button.button-strong type="submit" { (words.add) }
    };
    html! {
        section {
            h2 { (words.add) }
            (fields::form(&format!("{PATH}?lang={language}"), &me.csrf, &form))
        }
    }
}
