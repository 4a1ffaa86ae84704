//! `GET /catalogue.{yaml|csv}`.

use super::CataloguePath;
use super::file::write_catalogue;
use crate::state::State;
use crate::web::answer::Answer;
use crate::web::blocking::blocking;
use crate::web::problem::ApiError;
use crate::web::query::{Nothing, Query};
use actix_web::get;
use actix_web::web::{Data, Path};

/// Take the catalogue along as a file
///
/// Every sheet with the number of its version, in the order of the catalogue: as YAML to be read and compared as text, or
/// as CSV. The same file, changed, is taken back by `PUT` at the same address.
#[utoipa::path(
    tag = "Indicators",
    operation_id = "export_catalogue",
    params(CataloguePath),
    responses((status = 200, description = "The catalogue, as a file",
        content((serde_json::Value = "application/yaml"), (String = "text/csv")),
        headers(("content-disposition" = String, description = "Its name"))))
)]
#[get("/catalogue.{format}")]
pub(crate) async fn export(
    state: Data<State>,
    path: Path<CataloguePath>,
    _: Query<Nothing>,
) -> Result<Answer, ApiError> {
    let format = path.format()?;
    let bytes = blocking(move || {
        let sheets = state.store.numbered_sheets()?;
        write_catalogue(format, &sheets).map_err(ApiError::internal)
    })
    .await?;
    Ok(Answer::catalogue(bytes, format))
}
