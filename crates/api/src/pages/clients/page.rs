//! What stands on the page of one machine client.

use super::super::fields::{self, Field, Refused};
use super::super::frame::{Page, Unsent};
use super::super::once;
use super::super::words::Words;
use super::one::ChangeForm;
use super::words::ClientWords;
use super::{FIELDS, May, PATH, networks, parts};
use crate::accounts::clients::{self, Shown};
use crate::state::State;
use crate::web::blocking::blocking;
use crate::web::language;
use crate::web::problem::ApiError;
use actix_web::HttpRequest;
use actix_web::web::Data;
use blis_domain::client;
use blis_domain::locale::to_minute;
use blis_domain::problem::ProblemDraft;
use blis_domain::text::Language;
use blis_domain::wire::ClientView;
use blis_store::SignedIn;
use maud::{Markup, html};

/// What the page says of a form that was sent before.
pub(super) enum Told<'a> {
    Nothing,
    /// What it did.
    Done(&'a str),
    /// Why it was not taken, and what was typed.
    Refused(&'a ProblemDraft, Typed<'a>),
    /// A new secret.
    Given(&'a [String]),
}

/// What was typed into a form that was not taken.
#[derive(Clone, Copy, Default)]
pub(super) struct Typed<'a> {
    /// Into the settings.
    pub(super) settings: Option<&'a ChangeForm>,
    /// Into the form of a secret.
    pub(super) days: Option<&'a str>,
}

/// The page as somebody sees it.
pub(super) async fn shown(
    request: &HttpRequest,
    state: &Data<State>,
    me: &SignedIn,
    id: &str,
    told: Told<'_>,
) -> Result<Unsent, ApiError> {
    let language = language::of(request);
    let (known, wanted) = (state.clone(), id.to_owned());
    let found = blocking(move || clients::show(&known, &wanted)).await?;
    let page = Page {
        language,
        path: &format!("{PATH}/{}", found.view.id),
        title: &found.view.name,
        body: body(language, me, &found, &told),
    };
    let refused = match told {
        Told::Refused(problem, _) => Some(problem),
        _ => None,
    };
    Ok(page.answer(Refused::of(language, refused).status()))
}

fn body(language: Language, me: &SignedIn, found: &Shown, told: &Told<'_>) -> Markup {
    let words = &Words::of(language).clients;
    let client = &found.view;
    let to = |rest: &str| format!("{PATH}/{}{rest}?lang={language}", client.id);
    let (problem, typed) = match told {
        Told::Refused(problem, typed) => (Some(*problem), *typed),
        _ => (None, Typed::default()),
    };
    let refused = Refused::of(language, problem);
    html! {
        p.subtitle {
            (client.id)
            @if let Some(feed) = &client.feed { " · " (words.feed) ": " (feed) }
            " · " (parts::state(language, client))
        }
        (refused.summary(&FIELDS))
        @if let Told::Done(what) = told { p.notice role="status" { (what) } }
        @if let Told::Given(secrets) = told {
            @let place = format!("{PATH}/{}", client.id);
            div.notice role="status" {
                p { strong { (words.keep) } }
                @for secret in *secrets { p.secrets { code { (secret) } } }
                (once::kept(language, me, &place, &place, words.is_kept))
            }
        }
        section {
            h2 { (words.secrets) }
            (secrets(language, client))
            (fields::form(&to("/secrets"), &me.csrf, &html! {
                (refused.field(&days(words, typed)))
                button.button.button-strong type="submit" { (words.give) }
            }))
        }
        section {
            h2 { (words.settings) }
            (fields::form(&to(""), &me.csrf, &settings(language, found, typed, refused)))
        }
        section {
            h2 { (words.access) }
            (fields::form(&to("/suspension"), &me.csrf, &html! {
                input type="hidden" name="version" value=(found.version);
                input type="hidden" name="suspended" value=(!client.suspended);
                p { (if client.suspended { words.about_resume } else { words.about_suspend }) }
                @let (yes, spoken) = match client.suspended {
                    true => (words.resume, words.resume_client),
                    false => (words.suspend, words.suspend_client),
                };
                button.button type="submit" aria-label=(spoken) { (yes) }
            }))
            // Two steps without a script: what cannot be taken back is not done by a slip.
            details {
                summary { (words.removing) }
                (fields::form(&to("/remove"), &me.csrf, &html! {
                    p { (words.about_remove) }
                    button.button type="submit" { (words.remove) }
                }))
            }
        }
        p { a href=(format!("{PATH}?lang={language}")) { (words.title) } }
    }
}

fn days<'a>(words: &ClientWords, typed: Typed<'a>) -> Field<'a> {
    Field {
        name: "days",
        member: Some("expires_in_days"),
        label: words.days,
        kind: "number",
        value: typed.days.unwrap_or("365"),
        hint: Some(words.days_rules),
        required: false,
        ..Field::default()
    }
}

/// What stands in the form of the settings.
fn settings(language: Language, found: &Shown, typed: Typed<'_>, refused: Refused<'_>) -> Markup {
    let (words, client) = (&Words::of(language).clients, &found.view);
    let saved = ChangeForm {
        version: found.version,
        name: client.name.clone(),
        addresses: client.allowed_addresses.join("\n"),
        may: May::of(&client.scopes),
    };
    let typed = typed.settings.unwrap_or(&saved);
    let name = Field {
        name: "name",
        label: words.name,
        value: &typed.name,
        longest: Some(client::LONGEST_NAME),
        meanwhile: refused.meanwhile(typed.name.trim(), &saved.name),
        ..Field::default()
    };
    let addresses = client.allowed_addresses.join(", ");
    let addresses = refused.meanwhile(&networks(&typed.addresses).join(", "), &addresses);
    html! {
        input type="hidden" name="version" value=(refused.version(typed.version, found.version));
        (refused.field(&name))
        (parts::may(language, typed.may, saved.may, refused))
        (parts::addresses(language, &typed.addresses, addresses, refused))
        button.button.button-strong type="submit" { (words.save) }
    }
}

fn secrets(language: Language, client: &ClientView) -> Markup {
    let to = |secret: &str| format!("{PATH}/{}/secrets/{secret}/revoke?lang={language}", client.id);
    let words = &Words::of(language).clients;
    let secrets = &client.secrets;
    let moment = |at: &Option<String>| at.as_deref().map(to_minute);
    if secrets.is_empty() {
        return html! { p.quiet { (words.no_secret_yet) } };
    }
    html! {
        div.table-frame role="region" tabindex="0" aria-label=(words.secrets) {
            table {
                thead { tr { @for head in words.secret_columns { th scope="col" { (head) } } } }
                tbody {
                    @for secret in secrets {
                        tr {
                            td { span.numeric { (to_minute(&secret.created_at)) } }
                            td { span.numeric { (moment(&secret.expires_at).unwrap_or(words.endless.to_owned())) } }
                            td { span.numeric { (moment(&secret.last_used_at).unwrap_or(words.never.to_owned())) } }
                            td {
                                @if let Some(at) = moment(&secret.revoked_at) {
                                    (words.revoked) " " span.numeric { (at) }
                                } @else if !secret.holds {
                                    (words.ended)
                                } @else {
                                    @let made = to_minute(&secret.created_at);
                                    a.button href=(to(&secret.id))
                                        aria-label=(format!("{}: {} {made}", words.revoke, words.secret_columns[0])) {
                                        (words.revoke)
                                    }
                                }
                            }
                        }
                    }
                }
            }
        }
    }
}
