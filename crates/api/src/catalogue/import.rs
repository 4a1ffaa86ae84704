//! `PUT /catalogue.{yaml|csv}`.

use super::file::{CatalogueFault, CatalogueFile, read_catalogue};
use super::{CataloguePath, refused};
use crate::auth::{Granted, ManageCatalogue};
use crate::state::State;
use crate::web::arrival::broken;
use crate::web::blocking::blocking;
use crate::web::document::broke_off;
use crate::web::language::Wanted;
use crate::web::own::{private, written};
use crate::web::problem::ApiError;
use crate::web::query::Query;
use crate::web::{media, trace};
use actix_web::web::{Data, Path, Payload};
use actix_web::{HttpRequest, HttpResponse, put};
use blis_domain::problem::{FaultDraft, Problem, ProblemCode, ProblemDraft};
use blis_domain::sheet::SheetCause;
use blis_domain::text::Text;
use blis_domain::wire::{CatalogueChange, SheetChange};
use blis_store::{SheetsOutcome, SheetsTaken};
use serde::Deserialize;
use utoipa::IntoParams;

/// More than any catalogue takes.
const MOST_BYTES: usize = 4 << 20;

/// The most faults that are told at once.
const MOST_FAULTS: usize = 200;

/// How a file of the catalogue is taken.
#[derive(Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub(crate) struct Taking {
    /// Say what would change, and store nothing.
    #[serde(default)]
    #[param(default = false)]
    dry_run: bool,
}

/// Take in a file of the catalogue
///
/// The file that `GET` gives at this address, or a part of its sheets. Those that read otherwise get a new version, a code
/// that is not in the catalogue becomes a new sheet, and sheets that are not in the file stay as they are. All of it or
/// nothing. `version` names the version that a change was written on, and is refused when the sheet is in another by now;
/// where it is left out, the sheet is replaced whatever it says.
#[utoipa::path(
    tag = "Indicators",
    operation_id = "import_catalogue",
    params(CataloguePath, Taking),
    request_body(content((serde_json::Value = "application/yaml"), (String = "text/csv")),
        description = "The file, of at most 4 MiB"),
    responses(
        (status = 200, description = "What it has changed, or would change", body = CatalogueChange),
        (status = 413, description = "The body is too large", body = Problem, content_type = "application/problem+json"),
        (status = 415, description = "The body is not of the format that the address ends with",
            body = Problem, content_type = "application/problem+json"),
        (status = 422, description = "The file cannot be taken; each fault names its line, sheet and field",
            body = Problem, content_type = "application/problem+json"),
    )
)]
#[put("/catalogue.{format}")]
pub(crate) async fn import(
    granted: Granted<ManageCatalogue>,
    path: Path<CataloguePath>,
    Query(taking): Query<Taking>,
    language: Wanted,
    state: Data<State>,
    request: HttpRequest,
    payload: Payload,
) -> Result<HttpResponse, ApiError> {
    let format = path.format()?;
    // A form of another site can send anything but this.
    if !media::is(&request, format.media_type()) {
        let media = format.media_type();
        return Err(ProblemDraft::new(
            ProblemCode::UnsupportedMediaType,
            format!("Content-Type jābūt {media}."),
            format!("The Content-Type must be {media}."),
        )
        .into());
    }
    let bytes = payload
        .to_bytes_limited(MOST_BYTES)
        .await
        .map_err(|_| ApiError::of_code(ProblemCode::BodyTooLarge))?
        .map_err(|error| broken(&error, broke_off))?;
    let context = trace::context(granted.caller.actor(), &request);
    let json = blocking(move || {
        let file = read_catalogue(format, &bytes).map_err(|faults| refused(drafts(faults)))?;
        let outcome = match taking.dry_run {
            true => state.store.try_sheets(&file.sheets)?,
            false => state
                .store
                .take_sheets(&file.sheets, SheetCause::Imported, &context)?,
        };
        written(&told(outcome, &file, taking.dry_run)?)
    })
    .await?;
    Ok(private(HttpResponse::Ok(), language, json))
}

fn told(outcome: SheetsOutcome, file: &CatalogueFile, dry_run: bool) -> Result<CatalogueChange, ApiError> {
    match outcome {
        SheetsOutcome::Refused(faults) => Err(refused(drafts(file.placed(&faults)))),
        SheetsOutcome::Taken(SheetsTaken {
            changed,
            unchanged,
            recomputed,
        }) => Ok(CatalogueChange {
            dry_run,
            changed: changed
                .into_iter()
                .map(|one| SheetChange {
                    indicator: one.indicator,
                    number: one.number,
                    is_new: one.is_new,
                    changes: one.fields,
                })
                .collect(),
            unchanged,
            recomputed,
        }),
    }
}

/// The faults of a file in the shape of problems: the pointer goes by the code of the sheet, and the row is the line.
fn drafts(faults: Vec<CatalogueFault>) -> Vec<FaultDraft> {
    let draft = |fault: CatalogueFault| {
        let pointer = match (&fault.indicator, &fault.field) {
            (Some(indicator), Some(field)) => Some(format!("/{indicator}/{}", field.replace('.', "/"))),
            (Some(indicator), None) => Some(format!("/{indicator}")),
            (None, Some(field)) => Some(format!("/{}", field.replace('.', "/"))),
            (None, None) => None,
        };
        FaultDraft {
            pointer,
            row: fault.line,
            code: fault.code,
            message: Text::new(
                fault.sentence(blis_domain::text::Language::Lv),
                fault.sentence(blis_domain::text::Language::En),
            ),
        }
    };
    faults.into_iter().take(MOST_FAULTS).map(draft).collect()
}
