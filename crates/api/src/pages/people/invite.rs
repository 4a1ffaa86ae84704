//! `/admin/users/new`: inviting a person.

use super::super::form::Form;
use super::super::frame::Page;
use super::super::message::refusal;
use super::super::visit::{allow, for_fresh_visitor, see_other};
use super::super::words::Words;
use super::choices::Choices;
use super::parts::{RoleTyped, role_fields};
use super::roles::chosen;
use super::{PATH, Places, after};
use crate::accounts::people;
use crate::auth::csrf;
use crate::state::State;
use crate::web::blocking::blocking;
use crate::web::language;
use crate::web::problem::ApiError;
use crate::web::trace;
use actix_web::http::StatusCode;
use actix_web::web::Data;
use actix_web::{HttpRequest, HttpResponse};
use blis_domain::audit::Actor;
use blis_domain::person::PersonState;
use blis_domain::problem::ProblemCode;
use blis_domain::rights::Action;
use blis_domain::text::Language;
use blis_domain::wire::InviteUser;
use blis_store::SignedIn;
use maud::{Markup, html};
use serde::Deserialize;

/// What the form brings.
#[derive(Default, Deserialize)]
pub(in crate::pages) struct InvitationForm {
    csrf: String,
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
    form: Result<Form<InvitationForm>, ApiError>,
) -> HttpResponse {
    let Form(form) = match form {
        Ok(form) => form,
        Err(error) => return refusal(&request, &error).finish(),
    };
    for_fresh_visitor(&request, &state, request.path(), async |me| {
        csrf::with_field(&request, &form.csrf, &me.csrf)?;
        allow(&me, Action::InvitePerson)?;
        let language = language::of(&request);
        let outcome = match asked(&form) {
            Ok(asked) => {
                let context = trace::context(Actor::Person(me.person.id.clone()), &request);
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
                return Ok(see_other(&after(user.id.as_str(), language, done)));
            }
            Err(error) => error,
        };
        match error.draft.code {
            ProblemCode::MayNotGive
            | ProblemCode::Conflict
            | ProblemCode::Unacceptable
            | ProblemCode::TooManyRequests => {
                let reason = error.draft.in_language(language, request.path()).detail;
                let places = Places::of(&state).await?;
                let status = StatusCode::from_u16(error.draft.code.status());
                let page = page(language, &me, &places, &form, Some(&reason));
                let mut answer = page.answer(status.unwrap_or(StatusCode::UNPROCESSABLE_ENTITY));
                for (name, value) in &error.headers {
                    answer.answer.insert_header((name.clone(), value.clone()));
                }
                Ok(answer)
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
    refused: Option<&str>,
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
    refused: Option<&str>,
) -> Markup {
    let words = &Words::of(language).people;
    let choices = Choices::of(&me.standing, &places.areas, &places.networks, language);
    let role = RoleTyped {
        role: &typed.role,
        municipality: &typed.municipality,
        network: &typed.network,
    };
    html! {
        p.subtitle { (words.about_inviting) }
        form.form method="post" action=(format!("{PATH}/new?lang={language}")) {
            @if let Some(reason) = refused {
                p.form-refused role="alert" id="refused" { (reason) }
            }
            input type="hidden" name="csrf" value=(me.csrf);
            label {
                span.label { (words.email) }
                input.field type="email" name="email" value=(typed.email) autocomplete="off" maxlength="254" required
                    aria-describedby=[refused.map(|_| "refused")];
            }
            label {
                span.label { (words.name) }
                input.field type="text" name="name" value=(typed.name) autocomplete="off" maxlength="120"
                    aria-describedby="name-rules";
                span.quiet id="name-rules" { (words.name_rules) }
            }
            (role_fields(language, words, &choices, &role))
            label {
                span.label { (words.language) }
                select.field name="language" {
                    @for one in Language::ALL {
                        option value=(one.tag()) selected[one.tag() == typed.language] { (Words::of(one).own_language) }
                    }
                }
            }
            button.button.button-strong type="submit" { (words.send_invitation) }
        }
        p { a href=(format!("{PATH}?lang={language}")) { (words.heading) } }
    }
}
