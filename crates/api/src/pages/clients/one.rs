//! `/admin/clients/{id}`: one machine client, its secrets, and what can be done with it.

use super::super::form::Form;
use super::super::frame::{Page, Unsent};
use super::super::moment::to_minute;
use super::super::visit::see_other;
use super::super::words::Words;
use super::{Guarded, May, PATH, for_form, for_manager, networks, parts, told};
use crate::accounts::clients::{self, Shown};
use crate::state::State;
use crate::web::blocking::blocking;
use crate::web::language;
use crate::web::problem::ApiError;
use crate::web::trace;
use actix_web::http::StatusCode;
use actix_web::web::{Data, Path};
use actix_web::{HttpRequest, HttpResponse};
use blis_domain::audit::Actor;
use blis_domain::problem::ProblemCode;
use blis_domain::text::Language;
use blis_domain::wire::{ClientSecretOnce, ClientSecretView, NewClientSecret, UpdateClient};
use blis_store::{AuditContext, SignedIn};
use maud::{Markup, html};
use serde::Deserialize;

macro_rules! forms {
    ($($(#[$doc:meta])* $name:ident { $($field:ident: $type:ty),* })*) => {$(
        $(#[$doc])*
        #[derive(Deserialize)]
        #[serde(deny_unknown_fields)]
        pub(in crate::pages) struct $name {
            csrf: String,
            $($field: $type,)*
        }

        impl Guarded for $name {
            fn csrf(&self) -> &str {
                &self.csrf
            }
        }
    )*};
}

forms! {
    /// What the form of the settings brings. The version is the one that was shown.
    ChangeForm {
        version: u64,
        name: String,
        addresses: String,
        may: May
    }
    /// What the form of a new secret brings; no days mean that it does not end.
    SecretForm { days: String }
    /// What the form of a secret brings.
    RevokeForm { secret: String }
    /// What the form for keeping out and letting in brings.
    SuspendForm { version: u64, suspended: bool }
    /// What the form for removing brings.
    RemoveForm {}
}

/// What the page says of a form that was sent before.
enum Told<'a> {
    Nothing,
    Refused(&'a str),
    Given(&'a ClientSecretOnce),
}

/// The page.
pub(in crate::pages) async fn show(
    request: HttpRequest,
    path: Path<String>,
    state: Data<State>,
) -> HttpResponse {
    for_manager(&request, &state, async |me| {
        shown(&request, &state, &me, &path, Told::Nothing).await
    })
    .await
}

/// Changes the settings.
pub(in crate::pages) async fn change(
    request: HttpRequest,
    path: Path<String>,
    state: Data<State>,
    form: Result<Form<ChangeForm>, ApiError>,
) -> HttpResponse {
    for_form(&request, &state, form, async |me, form| {
        let to = UpdateClient {
            name: Some(form.name),
            scopes: Some(form.may.scopes()),
            allowed_addresses: Some(networks(&form.addresses)),
            suspended: None,
        };
        changed(&request, &state, &me, &path, form.version, to).await
    })
    .await
}

/// Keeps the client out, or lets it in again.
pub(in crate::pages) async fn suspend(
    request: HttpRequest,
    path: Path<String>,
    state: Data<State>,
    form: Result<Form<SuspendForm>, ApiError>,
) -> HttpResponse {
    for_form(&request, &state, form, async |me, form| {
        let to = UpdateClient {
            name: None,
            scopes: None,
            allowed_addresses: None,
            suspended: Some(form.suspended),
        };
        changed(&request, &state, &me, &path, form.version, to).await
    })
    .await
}

async fn changed(
    request: &HttpRequest,
    state: &Data<State>,
    me: &SignedIn,
    id: &str,
    version: u64,
    to: UpdateClient,
) -> Result<Unsent, ApiError> {
    let (known, wanted, context) = (state.clone(), id.to_owned(), context(request, me));
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
    form: Result<Form<SecretForm>, ApiError>,
) -> HttpResponse {
    for_form(&request, &state, form, async |me, form| {
        // What is no number of days is as far out of range as a number can be.
        let days = Some(form.days.trim()).filter(|days| !days.is_empty());
        let asked = NewClientSecret {
            expires_in_days: days.map(|days| days.parse().unwrap_or(u16::MAX)),
        };
        let (known, id, context) = (state.clone(), path.clone(), context(&request, &me));
        match blocking(move || clients::add_secret(&known, &id, &asked, &context)).await {
            Ok(once) => shown(&request, &state, &me, &path, Told::Given(&once)).await,
            Err(error) => back(&request, &state, &me, &path, Err(error)).await,
        }
    })
    .await
}

/// Revokes a secret.
pub(in crate::pages) async fn revoke_secret(
    request: HttpRequest,
    path: Path<String>,
    state: Data<State>,
    form: Result<Form<RevokeForm>, ApiError>,
) -> HttpResponse {
    for_form(&request, &state, form, async |me, form| {
        let (known, id, context) = (state.clone(), path.clone(), context(&request, &me));
        let done = blocking(move || clients::revoke_secret(&known, &id, &form.secret, &context)).await;
        back(&request, &state, &me, &path, done).await
    })
    .await
}

/// Removes the client for good.
pub(in crate::pages) async fn remove(
    request: HttpRequest,
    path: Path<String>,
    state: Data<State>,
    form: Result<Form<RemoveForm>, ApiError>,
) -> HttpResponse {
    for_form(&request, &state, form, async |me, _: RemoveForm| {
        let (known, id, context) = (state.clone(), path.clone(), context(&request, &me));
        blocking(move || clients::remove(&known, &id, &context)).await?;
        Ok(see_other(&format!("{PATH}?lang={}", language::of(&request))))
    })
    .await
}

fn context(request: &HttpRequest, me: &SignedIn) -> AuditContext {
    trace::context(Actor::Person(me.person.id.clone()), request)
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
            let reason = told(request, error)?;
            shown(request, state, me, id, Told::Refused(&reason)).await
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
    let token = html! { input type="hidden" name="csrf" value=(me.csrf); };
    let version = html! { input type="hidden" name="version" value=(found.version); };
    html! {
        p.subtitle {
            (client.id)
            @if let Some(feed) = &client.feed { " · " (words.feed) ": " (feed) }
            " · " (parts::state(language, client))
        }
        @match told {
            Told::Refused(reason) => p.form-refused role="alert" id="refused" { (reason) },
            Told::Given(once) => {
                div.notice role="status" {
                    p { strong { (words.keep) } }
                    p { code { (once.secret) } }
                }
            },
            Told::Nothing => {},
        }
        section {
            h2 { (words.secrets) }
            (secrets(language, &client.secrets, &token, &to("/secrets/revoke")))
            form.form method="post" action=(to("/secrets")) {
                (token)
                label {
                    span.label { (words.days) }
                    input.field type="number" name="days" min="1" max="3650" value="365" aria-describedby="days-rules";
                }
                p.quiet id="days-rules" { (words.days_rules) }
                button.button.button-strong type="submit" { (words.give) }
            }
        }
        section {
            h2 { (words.settings) }
            form.form method="post" action=(to("")) {
                (token) (version)
                label {
                    span.label { (words.name) }
                    input.field type="text" name="name" value=(client.name) maxlength="100" required autocomplete="off";
                }
                (parts::may(language, May::of(&client.scopes)))
                (parts::addresses(language, &client.allowed_addresses.join("\n")))
                button.button.button-strong type="submit" { (words.save) }
            }
        }
        section {
            h2 { (words.access) }
            form.form method="post" action=(to("/suspension")) {
                (token) (version)
                input type="hidden" name="suspended" value=(!client.suspended);
                p { (if client.suspended { words.about_resume } else { words.about_suspend }) }
                button.button type="submit" { (if client.suspended { words.resume } else { words.suspend }) }
            }
            // Two steps without a script: what cannot be taken back is not done by a slip.
            details {
                summary { (words.removing) }
                form.form method="post" action=(to("/remove")) {
                    (token)
                    p { (words.about_remove) }
                    button.button type="submit" { (words.remove) }
                }
            }
        }
        p { a href=(format!("{PATH}?lang={language}")) { (words.title) } }
    }
}

fn secrets(language: Language, secrets: &[ClientSecretView], token: &Markup, revoke: &str) -> Markup {
    let words = &Words::of(language).clients;
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
                                    form method="post" action=(revoke) {
                                        (token)
                                        input type="hidden" name="secret" value=(secret.id);
                                        button.button type="submit" { (words.revoke) }
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
