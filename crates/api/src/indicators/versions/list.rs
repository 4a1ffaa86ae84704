//! `GET /indicators/{code}/versions`.

use crate::audit::Names;
use crate::auth::{Granted, ManageCatalogue};
use crate::indicators::IndicatorPath;
use crate::state::State;
use crate::web::blocking::blocking;
use crate::web::language::Wanted;
use crate::web::own::{private, written};
use crate::web::problem::ApiError;
use crate::web::query::{Nothing, Query};
use actix_web::web::{Data, Path};
use actix_web::{HttpResponse, get};
use blis_domain::audit::Actor;
use blis_domain::person::PersonId;
use blis_domain::sheet::Sheet;
use blis_domain::wire::{Page, SheetVersionView};
use blis_store::SheetVersion;

/// List the versions of a sheet
///
/// Newest first: when each became known, who brought it, and what it changed. What a release brought and did not become
/// the sheet, because it was changed here, stands among them. The whole list is one page.
#[utoipa::path(
    tag = "Indicators",
    operation_id = "list_indicator_versions",
    params(IndicatorPath),
    responses((status = 200, description = "The versions", body = Page<SheetVersionView>))
)]
#[get("/indicators/{code}/versions")]
pub(crate) async fn list_versions(
    granted: Granted<ManageCatalogue>,
    path: Path<IndicatorPath>,
    _: Query<Nothing>,
    language: Wanted,
    state: Data<State>,
) -> Result<HttpResponse, ApiError> {
    let json = blocking(move || {
        let versions = state.store.sheet_versions(&path.code)?;
        let people: Vec<PersonId> = versions.iter().filter_map(person).cloned().collect();
        let names = Names::of_people(&state, granted.caller.standing(), people)?;
        written(&Page::whole(views(versions, &names)))
    })
    .await?;
    Ok(private(HttpResponse::Ok(), language, json))
}

fn person(version: &SheetVersion) -> Option<&PersonId> {
    match &version.actor {
        Some(Actor::Person(id)) => Some(id),
        _ => None,
    }
}

/// The versions as they are told, newest first, each with what it changed.
fn views(versions: Vec<SheetVersion>, names: &Names) -> Vec<SheetVersionView> {
    let mut sheet: Option<Sheet> = None;
    let mut views: Vec<SheetVersionView> = versions
        .into_iter()
        .rev()
        .map(|version| {
            let name = person(&version).and_then(|id| names.known(id.as_str()));
            let view = SheetVersionView {
                number: version.number,
                at: version.at,
                cause: version.cause,
                adopted: version.adopted,
                actor_kind: version.actor.as_ref().map(|actor| actor.kind().to_owned()),
                actor: version.actor.as_ref().and_then(Actor::id).map(str::to_owned),
                actor_name: name.map(str::to_owned),
                changes: version.sheet.changes_since(sheet.as_ref()),
            };
            if version.adopted {
                sheet = Some(version.sheet);
            }
            view
        })
        .collect();
    views.reverse();
    views
}
