//! `/admin/clients/{id}`: one machine client, its secrets, and what can be done with it.

use super::super::fields::{self, Field, Refused};
use super::super::form::{NoFields, Sent};
use super::super::frame::{Page, Unsent};
use super::super::moment::to_minute;
use super::super::once;
use super::super::visit::{Freshness, allow, for_form, for_fresh_visitor, see_other};
use super::super::words::Words;
use super::words::ClientWords;
use super::{FIELDS, May, PATH, for_manager, networks, parts, told};
use crate::accounts::clients::{self, Shown};
use crate::state::State;
use crate::web::blocking::blocking;
use crate::web::language;
use crate::web::problem::ApiError;
use actix_web::http::StatusCode;
use actix_web::web::{Data, Path};
use actix_web::{HttpRequest, HttpResponse};
use blis_domain::problem::{ProblemCode, ProblemDraft};
use blis_domain::rights::Action;
use blis_domain::text::Language;
use blis_domain::wire::{ClientView, NewClientSecret, UpdateClient};
use blis_store::{AuditContext, SignedIn};
use maud::{Markup, html};
use serde::Deserialize;

/// What the form of the settings brings. The version is the one that was shown.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(in crate::pages) struct ChangeForm {
    version: u64,
    name: String,
    addresses: String,
    may: May,
}

/// What the form of a new secret brings; no days mean that it does not end.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(in crate::pages) struct SecretForm {
    days: String,
}

/// What the form of a secret brings.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(in crate::pages) struct RevokeForm {
    secret: String,
}

/// What the form for keeping out and letting in brings.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(in crate::pages) struct SuspendForm {
    version: u64,
    suspended: bool,
}

/// What the page says of a form that was sent before.
enum Told<'a> {
    Nothing,
    Refused(&'a ProblemDraft),
    Given(&'a str),
}

/// The page.
pub(in crate::pages) async fn show(
    request: HttpRequest,
    path: Path<String>,
    state: Data<State>,
) -> HttpResponse {
    for_manager(&request, &state, async |me| {
        let given = once::at(&request, &state, &me, &format!("{PATH}/{}", *path));
        let secret = given.iter().flatten().next();
        let told = secret.map_or(Told::Nothing, |secret| Told::Given(secret));
        shown(&request, &state, &me, &path, told).await
    })
    .await
}

/// Changes the settings.
pub(in crate::pages) async fn change(
    request: HttpRequest,
    path: Path<String>,
    state: Data<State>,
    form: Sent<ChangeForm>,
) -> HttpResponse {
    for_form(
        &request,
        &state,
        form,
        Action::ManageClients,
        Freshness::JustNow,
        async |me, form, context| {
            let to = UpdateClient {
                name: Some(form.name),
                scopes: Some(form.may.scopes()),
                allowed_addresses: Some(networks(&form.addresses)),
                suspended: None,
            };
            changed(&request, &state, &me, &path, (form.version, to), &context).await
        },
    )
    .await
}

/// Keeps the client out, or lets it in again.
pub(in crate::pages) async fn suspend(
    request: HttpRequest,
    path: Path<String>,
    state: Data<State>,
    form: Sent<SuspendForm>,
) -> HttpResponse {
    for_form(
        &request,
        &state,
        form,
        Action::ManageClients,
        Freshness::JustNow,
        async |me, form, context| {
            let to = UpdateClient {
                name: None,
                scopes: None,
                allowed_addresses: None,
                suspended: Some(form.suspended),
            };
            changed(&request, &state, &me, &path, (form.version, to), &context).await
        },
    )
    .await
}

async fn changed(
    request: &HttpRequest,
    state: &Data<State>,
    me: &SignedIn,
    id: &str,
    (version, to): (u64, UpdateClient),
    context: &AuditContext,
) -> Result<Unsent, ApiError> {
    let (known, wanted, context) = (state.clone(), id.to_owned(), context.clone());
    let done = blocking(move || {
        let seen = clients::show(&known, &wanted)?;
        match seen.version == version {
            true => clients::change(&known, &seen, to, &context),
            false => Err(ApiError::of_code(ProblemCode::Stale)),
        }
    })
    .await;
    back(request, state, me, id, done.map(drop)).await
}

/// Gives the client another secret, and shows it this once.
pub(in crate::pages) async fn give_secret(
    request: HttpRequest,
    path: Path<String>,
    state: Data<State>,
    form: Sent<SecretForm>,
) -> HttpResponse {
    for_form(
        &request,
        &state,
        form,
        Action::ManageClients,
        Freshness::JustNow,
        async |me, form, context| {
            // What is no number of days is as far out of range as a number can be.
            let days = Some(form.days.trim()).filter(|days| !days.is_empty());
            let asked = NewClientSecret {
                expires_in_days: days.map(|days| days.parse().unwrap_or(u16::MAX)),
            };
            let (known, id) = (state.clone(), path.clone());
            match blocking(move || clients::add_secret(&known, &id, &asked, &context)).await {
                Ok(made) => once::show_at(
                    &request,
                    &state,
                    &me,
                    &format!("{PATH}/{}", *path),
                    vec![made.secret],
                ),
                Err(error) => back(&request, &state, &me, &path, Err(error)).await,
            }
        },
    )
    .await
}

/// Asks whether a secret is to be revoked, and says so when it is the last that holds.
pub(in crate::pages) async fn ask_revoke(
    request: HttpRequest,
    path: Path<(String, String)>,
    state: Data<State>,
) -> HttpResponse {
    for_fresh_visitor(&request, &state, request.path(), async |me| {
        allow(&me, Action::ManageClients)?;
        let language = language::of(&request);
        let (id, secret) = path.clone();
        let (known, wanted) = (state.clone(), id.clone());
        let client = blocking(move || clients::show(&known, &wanted)).await?.view;
        let holding = || client.secrets.iter().filter(|one| one.holds);
        if !holding().any(|one| one.id == secret) {
            return Err(clients::no_such_secret());
        }
        let words = Words::of(language);
        let about = match holding().count() {
            1 => words.clients.about_revoke_last,
            _ => words.clients.about_revoke,
        };
        let title = format!("{}: {}", words.clients.revoke_secret, client.name);
        let page = Page {
            language,
            path: request.path(),
            title: &title,
            body: fields::Question {
                about,
                action: format!("{PATH}/{id}/secrets/revoke?lang={language}"),
                csrf: &me.csrf,
                fields: &[("secret", secret)],
                yes: words.clients.revoke,
                back: format!("{PATH}/{id}?lang={language}"),
                cancel: words.people.cancel,
            }
            .markup(),
        };
        Ok(page.answer(StatusCode::OK))
    })
    .await
}

/// Revokes a secret.
pub(in crate::pages) async fn revoke_secret(
    request: HttpRequest,
    path: Path<String>,
    state: Data<State>,
    form: Sent<RevokeForm>,
) -> HttpResponse {
    for_form(
        &request,
        &state,
        form,
        Action::ManageClients,
        Freshness::JustNow,
        async |me, form, context| {
            let (known, id) = (state.clone(), path.clone());
            let done = blocking(move || clients::revoke_secret(&known, &id, &form.secret, &context)).await;
            back(&request, &state, &me, &path, done).await
        },
    )
    .await
}

/// Removes the client for good.
pub(in crate::pages) async fn remove(
    request: HttpRequest,
    path: Path<String>,
    state: Data<State>,
    form: Sent<NoFields>,
) -> HttpResponse {
    for_form(
        &request,
        &state,
        form,
        Action::ManageClients,
        Freshness::JustNow,
        async |_, _, context| {
            let (known, id) = (state.clone(), path.clone());
            blocking(move || clients::remove(&known, &id, &context)).await?;
            Ok(see_other(&format!("{PATH}?lang={}", language::of(&request))))
        },
    )
    .await
}

/// The page after a form: opened anew when it was done, else with the reason why it was not.
async fn back(
    request: &HttpRequest,
    state: &Data<State>,
    me: &SignedIn,
    id: &str,
    done: Result<(), ApiError>,
) -> Result<Unsent, ApiError> {
    match done {
        Ok(()) => Ok(see_other(&format!("{PATH}/{id}?lang={}", language::of(request)))),
        Err(error) => {
            let problem = told(error)?;
            shown(request, state, me, id, Told::Refused(&problem)).await
        }
    }
}

async fn shown(
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
    Ok(page.answer(match told {
        Told::Refused(_) => StatusCode::UNPROCESSABLE_ENTITY,
        _ => StatusCode::OK,
    }))
}

fn body(language: Language, me: &SignedIn, found: &Shown, told: &Told<'_>) -> Markup {
    let words = &Words::of(language).clients;
    let client = &found.view;
    let to = |rest: &str| format!("{PATH}/{}{rest}?lang={language}", client.id);
    let refused = Refused::of(
        language,
        match told {
            Told::Refused(problem) => Some(problem),
            _ => None,
        },
    );
    html! {
        p.subtitle {
            (client.id)
            @if let Some(feed) = &client.feed { " · " (words.feed) ": " (feed) }
            " · " (parts::state(language, client))
        }
        (refused.summary(&FIELDS))
        @if let Told::Given(secret) = told {
            div.notice role="status" {
                p { strong { (words.keep) } }
                p.secrets { code { (secret) } }
                (once::kept(language, me, &format!("{PATH}/{}", client.id), words.is_kept))
            }
        }
        section {
            h2 { (words.secrets) }
            (secrets(language, client))
            (fields::form(&to("/secrets"), &me.csrf, &html! {
                (refused.field(&days(words)))
                button.button.button-strong type="submit" { (words.give) }
            }))
        }
        section {
            h2 { (words.settings) }
            (fields::form(&to(""), &me.csrf, &settings(language, found, refused)))
        }
        section {
            h2 { (words.access) }
            (fields::form(&to("/suspension"), &me.csrf, &html! {
                input type="hidden" name="version" value=(found.version);
                input type="hidden" name="suspended" value=(!client.suspended);
                p { (if client.suspended { words.about_resume } else { words.about_suspend }) }
                button.button type="submit" { (if client.suspended { words.resume } else { words.suspend }) }
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

fn days(words: &ClientWords) -> Field<'static> {
    Field {
        name: "days",
        label: words.days,
        kind: "number",
        value: "365",
        hint: Some(words.days_rules),
        required: false,
        ..Field::default()
    }
}

/// What stands in the form of the settings.
fn settings(language: Language, found: &Shown, refused: Refused<'_>) -> Markup {
    let (words, client) = (&Words::of(language).clients, &found.view);
    let name = Field {
        name: "name",
        label: words.name,
        value: &client.name,
        longest: Some(100),
        ..Field::default()
    };
    html! {
        input type="hidden" name="version" value=(found.version);
        (refused.field(&name))
        (parts::may(language, May::of(&client.scopes), refused))
        (parts::addresses(language, &client.allowed_addresses.join("\n"), refused))
        button.button.button-strong type="submit" { (words.save) }
    }
}

fn secrets(language: Language, client: &ClientView) -> Markup {
    let to = |secret: &str| format!("{PATH}/{}/secrets/{secret}/revoke?lang={language}", client.id);
    let words = &Words::of(language).clients;
    let secrets = &client.secrets;
    let moment = |at: &Option<String>| at.as_deref().map(to_minute);
    if secrets.is_empty() {
        return html! { p.notice { (words.no_secret) } };
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
                                    a.button href=(to(&secret.id)) { (words.revoke) }
                                }
                            }
                        }
                    }
                }
            }
        }
    }
}
