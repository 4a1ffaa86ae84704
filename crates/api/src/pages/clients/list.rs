//! `/admin/clients`: all of them, and the form for another.

use super::super::form::Form;
use super::super::frame::{Page, Unsent};
use super::super::moment::to_minute;
use super::super::visit::see_other;
use super::super::words::Words;
use super::{Guarded, May, PATH, for_form, for_manager, networks, parts, told};
use crate::accounts::clients;
use crate::state::State;
use crate::web::blocking::blocking;
use crate::web::language;
use crate::web::problem::ApiError;
use crate::web::trace;
use actix_web::http::StatusCode;
use actix_web::web::Data;
use actix_web::{HttpRequest, HttpResponse};
use blis_domain::audit::Actor;
use blis_domain::text::Language;
use blis_domain::wire::{ClientView, NewClient};
use blis_store::SignedIn;
use maud::{Markup, html};
use serde::Deserialize;

/// What the form of a new client brings.
#[derive(Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub(in crate::pages) struct NewForm {
    csrf: String,
    id: String,
    name: String,
    feed: String,
    addresses: String,
    may: May,
}

impl Guarded for NewForm {
    fn csrf(&self) -> &str {
        &self.csrf
    }
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
    form: Result<Form<NewForm>, ApiError>,
) -> HttpResponse {
    for_form(&request, &state, form, async |me, form| {
        let asked = NewClient {
            id: form.id.trim().to_owned(),
            name: form.name.clone(),
            feed: Some(form.feed.trim().to_owned()).filter(|feed| !feed.is_empty()),
            scopes: form.may.scopes(),
            allowed_addresses: networks(&form.addresses),
        };
        let id = asked.id.clone();
        let context = trace::context(Actor::Person(me.person.id.clone()), &request);
        let known = state.clone();
        match blocking(move || clients::add(&known, asked, &context)).await {
            Ok(_) => Ok(see_other(&format!("{PATH}/{id}?lang={}", language::of(&request)))),
            Err(error) => {
                let reason = told(&request, error)?;
                shown(&request, &state, &me, &form, Some(&reason)).await
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
    refused: Option<&str>,
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
            (table(language, &found))
            (form(language, me, typed, refused))
            p { a href=(format!("/account?lang={language}")) { (words.account) } }
        },
    };
    Ok(page.answer(match refused {
        Some(_) => StatusCode::UNPROCESSABLE_ENTITY,
        None => StatusCode::OK,
    }))
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

fn form(language: Language, me: &SignedIn, typed: &NewForm, refused: Option<&str>) -> Markup {
    let words = &Words::of(language).clients;
    html! {
        section {
            h2 { (words.add) }
            form.form method="post" action=(format!("{PATH}?lang={language}")) {
                @if let Some(reason) = refused { p.form-refused role="alert" id="refused" { (reason) } }
                input type="hidden" name="csrf" value=(me.csrf);
                label {
                    span.label { (words.name) }
                    input.field type="text" name="name" value=(typed.name) maxlength="100" required autocomplete="off";
                }
                label {
                    span.label { (words.id) }
                    input.field type="text" name="id" value=(typed.id) minlength="3" maxlength="64" required
                        pattern="[a-z0-9]([a-z0-9\\-]*[a-z0-9])?" aria-describedby="id-rules" autocomplete="off"
                        autocapitalize="none" spellcheck="false";
                }
                p.quiet id="id-rules" { (words.id_rules) }
                (parts::may(language, typed.may))
                label {
                    span.label { (words.feed) }
                    input.field type="text" name="feed" value=(typed.feed) aria-describedby="feed-rules"
                        autocomplete="off" autocapitalize="none" spellcheck="false";
                }
                p.quiet id="feed-rules" { (words.feed_rules) }
                (parts::addresses(language, &typed.addresses))
                button.button.button-strong type="submit" { (words.add) }
            }
        }
    }
}
