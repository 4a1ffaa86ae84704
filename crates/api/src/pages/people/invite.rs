//! `/admin/users/new`: inviting a person.

use super::super::fields::{self, Field, Refused, Select};
use super::super::form::Sent;
use super::super::frame::Page;
use super::super::visit::{after, allow, for_form, for_fresh_visitor, see_other};
use super::super::words::Words;
use super::choices::Choices;
use super::parts::{RoleTyped, role_fields};
use super::roles::chosen;
use super::{PATH, Places};
use crate::accounts::people;
use crate::state::State;
use crate::web::blocking::blocking;
use crate::web::language;
use crate::web::problem::ApiError;
use actix_web::http::StatusCode;
use actix_web::web::Data;
use actix_web::{HttpRequest, HttpResponse};
use blis_domain::person::{EmailAddress, PersonName, PersonState};
use blis_domain::problem::{ProblemCode, ProblemDraft};
use blis_domain::rights::Action;
use blis_domain::text::Language;
use blis_domain::wire::InviteUser;
use blis_store::SignedIn;
use maud::{Markup, html};
use serde::Deserialize;

/// What the form brings.
#[derive(Default, Deserialize)]
pub(in crate::pages) struct InvitationForm {
    email: String,
    name: String,
    language: String,
    role: String,
    #[serde(default)]
    municipality: String,
    #[serde(default)]
    network: String,
}

/// The empty form.
pub(in crate::pages) async fn show(request: HttpRequest, state: Data<State>) -> HttpResponse {
    for_fresh_visitor(&request, &state, request.path(), async |me| {
        allow(&me, Action::InvitePerson)?;
        let language = language::of(&request);
        let empty = InvitationForm {
            language: language.tag().to_owned(),
            ..InvitationForm::default()
        };
        let places = Places::of(&state).await?;
        Ok(page(language, &me, &places, &empty, None).answer(StatusCode::OK))
    })
    .await
}

/// Invites, or says why not with what was typed.
pub(in crate::pages) async fn submit(
    request: HttpRequest,
    state: Data<State>,
    form: Sent<InvitationForm>,
) -> HttpResponse {
    for_form(&request, &state, form, async |me, form, context| {
        let language = language::of(&request);
        let outcome = match asked(&form) {
            Ok(asked) => {
                let (known, inviter) = (state.clone(), me.clone());
                blocking(move || people::invite(&known, &inviter, asked, &context)).await
            }
            Err(error) => Err(error),
        };
        let error = match outcome {
            Ok((user, _)) => {
                // Somebody who had an account gets another letter, and the page must not promise them a link.
                let done = match user.state {
                    PersonState::Invited => "invited",
                    _ => "told",
                };
                return Ok(see_other(&after(&format!("{PATH}/{}", user.id), language, done)));
            }
            Err(error) => error,
        };
        match error.draft.code {
            ProblemCode::MayNotGive
            | ProblemCode::Conflict
            | ProblemCode::Unacceptable
            | ProblemCode::TooManyRequests => {
                let places = Places::of(&state).await?;
                let page = page(language, &me, &places, &form, Some(&error.draft));
                let status = Refused::of(language, Some(&error.draft)).status();
                Ok(page.answer(status).with_headers_of(&error))
            }
            _ => Err(error),
        }
    })
    .await
}

fn asked(form: &InvitationForm) -> Result<InviteUser, ApiError> {
    Ok(InviteUser {
        email: form.email.clone(),
        name: Some(form.name.trim().to_owned()).filter(|name| !name.is_empty()),
        language: people::language_of(&form.language)?,
        grants: vec![chosen(&form.role, &form.municipality, &form.network)?],
    })
}

fn page(
    language: Language,
    me: &SignedIn,
    places: &Places,
    typed: &InvitationForm,
    refused: Option<&ProblemDraft>,
) -> Page<'static> {
    Page {
        language,
        path: "/admin/users/new",
        title: Words::of(language).people.invite,
        body: body(language, me, places, typed, refused),
    }
}

fn body(
    language: Language,
    me: &SignedIn,
    places: &Places,
    typed: &InvitationForm,
    refused: Option<&ProblemDraft>,
) -> Markup {
    let words = &Words::of(language).people;
    let choices = Choices::of(&me.standing, &places.areas, &places.networks, language);
    let role = RoleTyped {
        role: &typed.role,
        municipality: &typed.municipality,
        network: &typed.network,
    };
    let refused = Refused::of(language, refused);
    let email = Field {
        name: "email",
        label: words.email,
        kind: "email",
        value: &typed.email,
        longest: Some(EmailAddress::LONGEST),
        ..Field::default()
    };
    let name = Field {
        name: "name",
        label: words.name,
        value: &typed.name,
        hint: Some(words.name_rules),
        required: false,
        longest: Some(PersonName::LONGEST),
        ..Field::default()
    };
    let form = html! {
        (refused.summary(&[("role", "grants")]))
        (refused.field(&email))
        (refused.field(&name))
        (role_fields(language, words, &choices, &role, refused))
        (refused.select(&Select::of_languages(words.language, &typed.language)))
        button.button.button-strong type="submit" disabled[places.silent.is_some()] { (words.send_invitation) }
    };
    html! {
        @if let Some(silent) = &places.silent { p.form-refused role="alert" { (silent.detail.get(language)) } }
        p.subtitle { (words.about_inviting) }
        (fields::form(&format!("{PATH}/new?lang={language}"), &me.csrf, &form))
        p { a href=(format!("{PATH}?lang={language}")) { (words.heading) } }
    }
}
