//! Changes to a network by its page.

use super::super::form::{NoFields, Sent, unreadable};
use super::super::frame::Unsent;
use super::super::question::Question;
use super::super::visit::{after, allow, for_form, for_visitor, see_other};
use super::super::words::Words;
use super::network::{Told, shown};
use super::{PATH, code_of};
use crate::accounts::networks;
use crate::lookup;
use crate::state::State;
use crate::web::blocking::blocking;
use crate::web::language;
use crate::web::problem::ApiError;
use actix_web::web::{Data, Path};
use actix_web::{HttpRequest, HttpResponse};
use blis_domain::area::AreaCode;
use blis_domain::network::{NetworkCode, NetworkStage};
use blis_domain::problem::ProblemCode;
use blis_domain::rights::{Action, Standing};
use blis_domain::wire::UpdateNetwork;
use blis_store::{AuditContext, SignedIn};
use serde::Deserialize;

/// What the form of a network brings.
#[derive(Deserialize)]
pub(in crate::pages) struct LifeForm {
    /// The version that was on the page.
    pub(super) version: u64,
    pub(super) coordinator: String,
    pub(super) stage: String,
}

/// What the form of a new member brings.
#[derive(Deserialize)]
pub(in crate::pages) struct MemberForm {
    area: String,
}

/// Saves coordinator and stage, or says on the page why not.
pub(in crate::pages) async fn save(
    request: HttpRequest,
    state: Data<State>,
    code: Path<String>,
    form: Sent<LifeForm>,
) -> HttpResponse {
    for_form(&request, &state, form, async |me, form, context| {
        let stage = match form.stage.as_str() {
            "" => None,
            stage => Some(NetworkStage::from_code(stage).ok_or_else(unreadable)?),
        };
        let coordinator = Some(form.coordinator.trim().to_owned()).filter(|name| !name.is_empty());
        let asked = UpdateNetwork {
            coordinator: Some(coordinator),
            stage: Some(stage),
        };
        let seen = form.version;
        let change = move |state: &State, standing: &Standing, code: &NetworkCode, context: &AuditContext| {
            let is_current = |version| version == seen;
            networks::change(state, standing, code, asked, is_current, context).map(drop)
        };
        match changed(&request, &state, &me, &code, ("saved", context), change).await {
            // Of somebody who was quicker the page tells what they saved, beside what was typed.
            Err(error) if [ProblemCode::Unacceptable, ProblemCode::Stale].contains(&error.draft.code) => {
                let told = Told::Refused(&error.draft, &form);
                shown(&request, &state, &me, &code, Some(told)).await
            }
            other => other,
        }
    })
    .await
}

/// Takes a municipality into the network.
pub(in crate::pages) async fn add(
    request: HttpRequest,
    state: Data<State>,
    code: Path<String>,
    form: Sent<MemberForm>,
) -> HttpResponse {
    for_form(&request, &state, form, async |me, form, context| {
        let area: AreaCode = form.area.parse().map_err(|_| unreadable())?;
        let change = move |state: &State, standing: &Standing, code: &NetworkCode, context: &AuditContext| {
            networks::add_member(state, standing, code, &area, context)
        };
        changed(&request, &state, &me, &code, ("added", context), change).await
    })
    .await
}

/// Asks whether a municipality is to be taken out of the network.
pub(in crate::pages) async fn ask_remove(
    request: HttpRequest,
    state: Data<State>,
    path: Path<(String, String)>,
) -> HttpResponse {
    for_visitor(&request, &state, async |me| {
        allow(&me, Action::ManageNetwork)?;
        let language = language::of(&request);
        let code = code_of(&path.0)?;
        let area: AreaCode = path.1.parse().map_err(|_| unreadable())?;
        let (known, standing) = (state.clone(), me.standing.clone());
        let (network, name) = blocking(move || {
            let network = networks::reached(&known, &standing, &code)?;
            let areas = known.store.areas()?;
            let area = lookup::area_in_path(&areas, &area)?;
            Ok((network, area.name.get(language).to_owned()))
        })
        .await?;
        let words = &Words::of(language).networks;
        let path = format!("{PATH}/{}/members/{}", network.code, path.1);
        let title = format!("{}: {name}", words.remove);
        let about = format!(
            "{} {}. {}",
            network.code,
            network.name.get(language),
            words.confirm_remove
        );
        let question = Question {
            language,
            path: &path,
            title: &title,
            about: &about,
            action: &path,
            csrf: &me.csrf,
            fields: &[],
            yes: words.remove,
            back: format!("{PATH}/{}?lang={language}", network.code),
        };
        Ok(question.page())
    })
    .await
}

/// Takes a municipality out of the network.
pub(in crate::pages) async fn remove(
    request: HttpRequest,
    state: Data<State>,
    path: Path<(String, String)>,
    form: Sent<NoFields>,
) -> HttpResponse {
    for_form(&request, &state, form, async |me, _, context| {
        let area: AreaCode = path.1.parse().map_err(|_| unreadable())?;
        let change = move |state: &State, standing: &Standing, code: &NetworkCode, context: &AuditContext| {
            networks::remove_member(state, standing, code, &area, context)
        };
        changed(&request, &state, &me, &path.0, ("removed", context), change).await
    })
    .await
}

/// Changes a network by a form whose token was looked at, and goes back to its page.
async fn changed(
    request: &HttpRequest,
    state: &Data<State>,
    me: &SignedIn,
    code: &str,
    (done, context): (&str, AuditContext),
    change: impl FnOnce(&State, &Standing, &NetworkCode, &AuditContext) -> Result<(), ApiError> + Send + 'static,
) -> Result<Unsent, ApiError> {
    let code = code_of(code)?;
    let back = after(&format!("{PATH}/{code}"), language::of(request), done);
    let (known, standing) = (state.clone(), me.standing.clone());
    blocking(move || change(&known, &standing, &code, &context)).await?;
    Ok(see_other(&back))
}
