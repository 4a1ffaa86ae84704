//! `/admin/clients/{id}`: one machine client, its secrets, and what can be done with it.

use super::super::form::{NoFields, Sent};
use super::super::frame::Unsent;
use super::super::once;
use super::super::question::Question;
use super::super::visit::{after, allow, done, for_form, for_fresh_visitor, see_other};
use super::super::words::Words;
use super::page::{Told, Typed, shown};
use super::{May, PATH, for_manager, networks, told};
use crate::accounts::clients;
use crate::state::State;
use crate::web::blocking::blocking;
use crate::web::language;
use crate::web::problem::ApiError;
use actix_web::web::{Data, Path};
use actix_web::{HttpRequest, HttpResponse};
use blis_domain::problem::ProblemCode;
use blis_domain::rights::Action;
use blis_domain::wire::{NewClientSecret, UpdateClient};
use blis_store::{AuditContext, SignedIn};
use serde::Deserialize;

/// What the form of the settings brings. The version is the one that was shown.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(in crate::pages) struct ChangeForm {
    pub(super) version: u64,
    pub(super) name: String,
    pub(super) addresses: String,
    pub(super) may: May,
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

/// The page.
pub(in crate::pages) async fn show(
    request: HttpRequest,
    path: Path<String>,
    state: Data<State>,
) -> HttpResponse {
    for_manager(&request, &state, async |me| {
        let given = once::at(&request, &state, &me, &format!("{PATH}/{}", *path));
        let words = &Words::of(language::of(&request)).clients;
        let done = done(&request).and_then(|what| words.done(&what));
        let told = match (given.as_deref(), done) {
            (Some(secrets), _) => Told::Given(secrets),
            (None, Some(what)) => Told::Done(what),
            (None, None) => Told::Nothing,
        };
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
    for_form(&request, &state, form, async |me, form, context| {
        let to = UpdateClient {
            name: Some(form.name.clone()),
            scopes: Some(form.may.scopes()),
            allowed_addresses: Some(networks(&form.addresses)),
            suspended: None,
        };
        let typed = Typed {
            settings: Some(&form),
            ..Typed::default()
        };
        changed(
            &request,
            &state,
            (&me, &context),
            &path,
            (form.version, to),
            ("saved", typed),
        )
        .await
    })
    .await
}

/// Keeps the client out, or lets it in again.
pub(in crate::pages) async fn suspend(
    request: HttpRequest,
    path: Path<String>,
    state: Data<State>,
    form: Sent<SuspendForm>,
) -> HttpResponse {
    for_form(&request, &state, form, async |me, form, context| {
        let done = match form.suspended {
            true => "suspended",
            false => "resumed",
        };
        let to = UpdateClient {
            name: None,
            scopes: None,
            allowed_addresses: None,
            suspended: Some(form.suspended),
        };
        changed(
            &request,
            &state,
            (&me, &context),
            &path,
            (form.version, to),
            (done, Typed::default()),
        )
        .await
    })
    .await
}

async fn changed(
    request: &HttpRequest,
    state: &Data<State>,
    (me, context): (&SignedIn, &AuditContext),
    id: &str,
    (version, to): (u64, UpdateClient),
    told: (&str, Typed<'_>),
) -> Result<Unsent, ApiError> {
    let (known, wanted, context) = (state.clone(), id.to_owned(), context.clone());
    let outcome = blocking(move || {
        let seen = clients::show(&known, &wanted)?;
        match seen.version == version {
            true => clients::change(&known, &seen, to, &context),
            false => Err(ApiError::of_code(ProblemCode::Stale)),
        }
    })
    .await;
    back(request, state, me, id, outcome.map(drop), told).await
}

/// Gives the client another secret, which its page shows for a quarter of an hour.
pub(in crate::pages) async fn give_secret(
    request: HttpRequest,
    path: Path<String>,
    state: Data<State>,
    form: Sent<SecretForm>,
) -> HttpResponse {
    for_form(&request, &state, form, async |me, form, context| {
        // What is no number of days is as far out of range as a number can be.
        let typed = Typed {
            days: Some(&form.days),
            ..Typed::default()
        };
        let days = Some(form.days.trim()).filter(|days| !days.is_empty());
        let asked = NewClientSecret {
            expires_in_days: days.map(|days| days.parse().unwrap_or(u16::MAX)),
        };
        let (known, id) = (state.clone(), path.clone());
        match blocking(move || clients::add_secret(&known, &id, &asked, &context)).await {
            Ok(made) => {
                let place = format!("{PATH}/{}", *path);
                // One that was made before, and that nobody said was kept, is not lost.
                let mut secrets = once::at(&request, &state, &me, &place).unwrap_or_default();
                secrets.push(made.secret);
                once::show_at(&request, &state, &me, &place, secrets)
            }
            Err(error) => {
                let problem = told(error)?;
                shown(&request, &state, &me, &path, Told::Refused(&problem, typed)).await
            }
        }
    })
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
        let question = Question {
            language,
            path: request.path(),
            title: &title,
            about,
            action: &format!("{PATH}/{id}/secrets/revoke"),
            csrf: &me.csrf,
            fields: &[("secret", secret)],
            yes: words.clients.revoke,
            back: format!("{PATH}/{id}?lang={language}"),
        };
        Ok(question.page())
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
    for_form(&request, &state, form, async |me, form, context| {
        let (known, id) = (state.clone(), path.clone());
        let outcome = blocking(move || clients::revoke_secret(&known, &id, &form.secret, &context)).await;
        let told = ("revoked", Typed::default());
        back(&request, &state, &me, &path, outcome, told).await
    })
    .await
}

/// Removes the client for good.
pub(in crate::pages) async fn remove(
    request: HttpRequest,
    path: Path<String>,
    state: Data<State>,
    form: Sent<NoFields>,
) -> HttpResponse {
    for_form(&request, &state, form, async |_, _, context| {
        let (known, id) = (state.clone(), path.clone());
        blocking(move || clients::remove(&known, &id, &context)).await?;
        Ok(see_other(&after(PATH, language::of(&request), "removed")))
    })
    .await
}

/// The page after a form: opened anew when it was done, and says so; else with the reason why it was not.
async fn back(
    request: &HttpRequest,
    state: &Data<State>,
    me: &SignedIn,
    id: &str,
    outcome: Result<(), ApiError>,
    (done, typed): (&str, Typed<'_>),
) -> Result<Unsent, ApiError> {
    match outcome {
        Ok(()) => Ok(see_other(&after(
            &format!("{PATH}/{id}"),
            language::of(request),
            done,
        ))),
        Err(error) => {
            let problem = told(error)?;
            shown(request, state, me, id, Told::Refused(&problem, typed)).await
        }
    }
}
