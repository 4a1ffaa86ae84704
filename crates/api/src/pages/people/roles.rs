//! Roles given and taken by the page of a person.

use super::super::form::{NoFields, Sent};
use super::super::question::Question;
use super::super::visit::{after, allow, for_form, for_fresh_visitor, see_other};
use super::super::words::Words;
use super::parts::{RoleTyped, called, role_and_place};
use super::person::{Told, shown};
use super::{PATH, Places};
use crate::accounts::people::{give_role, seen, take_role};
use crate::state::State;
use crate::web::blocking::blocking;
use crate::web::language;
use crate::web::problem::ApiError;
use actix_web::web::{Data, Path};
use actix_web::{HttpRequest, HttpResponse};
use blis_domain::problem::{ProblemCode, ProblemDraft};
use blis_domain::rights::{Action, MayNotGive, Role};
use blis_domain::wire::{GrantView, NewGrant};
use serde::Deserialize;

/// What the form of a role brings.
#[derive(Deserialize)]
pub(in crate::pages) struct RoleForm {
    role: String,
    #[serde(default)]
    municipality: String,
    #[serde(default)]
    network: String,
}

/// The role that was chosen; a place left empty is none.
pub(super) fn chosen(role: &str, municipality: &str, network: &str) -> Result<NewGrant, ApiError> {
    let misplaced = || {
        let reason = MayNotGive::Misplaced.message();
        ApiError::from(ProblemDraft::new(ProblemCode::MayNotGive, reason.lv, reason.en))
    };
    let filled = |text: &str| Some(text.trim().to_owned()).filter(|text| !text.is_empty());
    Ok(NewGrant {
        role: Role::from_code(role).ok_or_else(misplaced)?,
        municipality: filled(municipality)
            .map(|code| code.parse())
            .transpose()
            .map_err(|_| misplaced())?,
        network: filled(network)
            .map(|code| code.parse())
            .transpose()
            .map_err(|_| misplaced())?,
    })
}

/// Gives a role, or says on the page why not.
pub(in crate::pages) async fn give(
    request: HttpRequest,
    state: Data<State>,
    id: Path<String>,
    form: Sent<RoleForm>,
) -> HttpResponse {
    for_form(&request, &state, form, async |me, form, context| {
        let language = language::of(&request);
        let outcome = match chosen(&form.role, &form.municipality, &form.network) {
            Ok(asked) => {
                let (known, standing, to) = (state.clone(), me.standing.clone(), id.clone());
                blocking(move || give_role(&known, &standing, &to, asked, &context))
                    .await
                    .map(drop)
            }
            Err(error) => Err(error),
        };
        match outcome {
            Ok(()) => Ok(see_other(&after(&format!("{PATH}/{id}"), language, "given"))),
            Err(error) => match error.draft.code {
                ProblemCode::MayNotGive | ProblemCode::Conflict | ProblemCode::Unacceptable => {
                    let typed = RoleTyped {
                        role: &form.role,
                        municipality: &form.municipality,
                        network: &form.network,
                    };
                    shown(
                        &request,
                        &state,
                        &me,
                        &id,
                        Some(Told::Refused(&error.draft, typed)),
                    )
                    .await
                }
                _ => Err(error),
            },
        }
    })
    .await
}

/// Asks whether a role is to be taken.
pub(in crate::pages) async fn ask_take(
    request: HttpRequest,
    state: Data<State>,
    path: Path<(String, String)>,
) -> HttpResponse {
    for_fresh_visitor(&request, &state, request.path(), async |me| {
        allow(&me, Action::ChangeGrants)?;
        let language = language::of(&request);
        let (id, grant) = path.clone();
        let places = Places::of(&state).await?;
        let (known, standing, whose) = (state.clone(), me.standing.clone(), id.clone());
        let person =
            blocking(move || Ok(seen(&known, &standing, Action::ChangeGrants, &whose)?.person)).await?;
        let held = person.grants.iter().find(|one| one.id == grant);
        let held = held.ok_or_else(|| {
            ProblemDraft::not_found("Šim lietotājam šādas lomas nav.", "The person has no such role.")
        })?;
        let words = &Words::of(language).people;
        let role = role_and_place(
            language,
            &GrantView::from(&held.grant),
            &places.areas,
            &places.networks,
        );
        let about = format!("{role}. {}", words.confirm_take);
        let path = format!("{PATH}/{id}/grants/{grant}");
        let question = Question {
            language,
            path: &path,
            title: &format!("{}: {}", words.take, called(words, &person)),
            about: &about,
            action: &path,
            csrf: &me.csrf,
            fields: &[],
            yes: words.take,
            back: format!("{PATH}/{id}?lang={language}"),
        };
        Ok(question.page())
    })
    .await
}

/// Takes a role.
pub(in crate::pages) async fn take(
    request: HttpRequest,
    state: Data<State>,
    path: Path<(String, String)>,
    form: Sent<NoFields>,
) -> HttpResponse {
    for_form(&request, &state, form, async |me, _, context| {
        let (id, grant) = path.clone();
        let (known, standing, whose) = (state.clone(), me.standing.clone(), id.clone());
        // With the last role here a person goes out of sight.
        let is_seen = blocking(move || {
            take_role(&known, &standing, &whose, &grant, &context)?;
            match seen(&known, &standing, Action::ReadPeople, &whose) {
                Ok(_) => Ok(true),
                Err(error) if error.draft.code == ProblemCode::NotFound => Ok(false),
                Err(error) => Err(error),
            }
        });
        let page = match is_seen.await? {
            true => format!("{PATH}/{id}"),
            false => PATH.to_owned(),
        };
        Ok(see_other(&after(&page, language::of(&request), "taken")))
    })
    .await
}
