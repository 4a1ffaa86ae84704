//! `GET /rights`.

use crate::web::answer::Answer;
use crate::web::problem::ApiError;
use crate::web::query::{Nothing, Query};
use actix_web::get;
use blis_domain::wire::RightsTable;

/// Say who may do what
///
/// The one table by which the server decides, in words.
#[utoipa::path(
    tag = "Accounts",
    operation_id = "show_rights",
    responses((status = 200, description = "The table", body = RightsTable))
)]
#[get("/rights")]
pub(crate) async fn show(_: Query<Nothing>) -> Result<Answer, ApiError> {
    Answer::json(&RightsTable::in_words())
}
