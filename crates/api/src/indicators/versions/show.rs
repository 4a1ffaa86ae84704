//! `GET /indicators/{code}/versions/{number}`.

use crate::lookup;
use crate::state::State;
use crate::web::answer::Answer;
use crate::web::blocking::blocking;
use crate::web::problem::ApiError;
use crate::web::query::{Nothing, Query};
use actix_web::get;
use actix_web::web::{Data, Path};
use blis_domain::indicator::IndicatorCode;
use blis_domain::problem::ProblemDraft;
use blis_domain::wire::SheetThen;
use serde::Deserialize;
use utoipa::IntoParams;

/// Which version of which sheet an address is about.
#[derive(Deserialize, IntoParams)]
#[into_params(parameter_in = Path)]
pub(crate) struct SheetVersionPath {
    /// Code of the indicator: `EDU.PRE.COV`.
    code: IndicatorCode,
    /// Number of the version, counted from 1.
    #[param(minimum = 1)]
    number: u64,
}

/// Read a version of a sheet
///
/// What the sheet said then. A version never changes.
#[utoipa::path(
    tag = "Indicators",
    operation_id = "show_indicator_version",
    params(SheetVersionPath),
    responses((status = 200, description = "The version", body = SheetThen))
)]
#[get("/indicators/{code}/versions/{number}")]
pub(crate) async fn show_version(
    state: Data<State>,
    path: Path<SheetVersionPath>,
    _: Query<Nothing>,
) -> Result<Answer, ApiError> {
    let found = blocking(move || {
        lookup::indicator_in_path(&state.store.indicators()?, &path.code)?;
        let found = state.store.sheet_version(&path.code, path.number)?;
        found.ok_or_else(|| no_such_version(&path.code, path.number))
    })
    .await?;
    Answer::json(&SheetThen {
        number: found.number,
        at: found.at,
        cause: found.cause,
        adopted: found.adopted,
        sheet: found.sheet,
    })
}

fn no_such_version(code: &IndicatorCode, number: u64) -> ApiError {
    ProblemDraft::not_found(
        format!("Rādītāja {code} lapai {number}. versijas nav."),
        format!("The sheet of {code} has no version {number}."),
    )
    .into()
}
