//! `PUT /indicators/{code}`.

use super::IndicatorPath;
use crate::auth::{Granted, ManageCatalogue};
use crate::catalogue;
use crate::state::State;
use crate::web::blocking::blocking;
use crate::web::document;
use crate::web::language::Wanted;
use crate::web::own::{private, written};
use crate::web::problem::ApiError;
use crate::web::query::{Nothing, Query};
use crate::web::trace;
use crate::web::version::{Expected, tagged};
use actix_web::web::{Data, Path, Payload};
use actix_web::{HttpRequest, HttpResponse, put};
use blis_domain::indicator::Indicator;
use blis_domain::problem::Problem;
use blis_domain::sheet::Sheet;

/// More than any sheet takes.
const MOST_BYTES: usize = 64 * 1024;

/// Change a sheet of the catalogue
///
/// The sheet is given as a whole, with its code; what is `null` or left out is taken away. A formula that is another is
/// computed anew for all municipalities and periods in the same change. What was there before stays in the history, and
/// the next release does not overwrite it.
#[utoipa::path(
    tag = "Indicators",
    operation_id = "update_indicator",
    params(IndicatorPath, ("if-match" = String, Header, description = "The `ETag` of the last read")),
    request_body = Sheet,
    responses(
        (status = 200, description = "The sheet as it is now", body = Indicator,
            headers(("etag" = String, description = "The number of its version"))),
        (status = 412, description = "It was changed in the meantime",
            body = Problem, content_type = "application/problem+json"),
        (status = 413, description = "The body is too large", body = Problem, content_type = "application/problem+json"),
        (status = 415, description = "The body is not JSON", body = Problem, content_type = "application/problem+json"),
        (status = 422, description = "The sheet cannot be taken; each fault names its field",
            body = Problem, content_type = "application/problem+json"),
        (status = 428, description = "`If-Match` is missing", body = Problem, content_type = "application/problem+json"),
    )
)]
#[put("/indicators/{code}")]
pub(crate) async fn update(
    granted: Granted<ManageCatalogue>,
    path: Path<IndicatorPath>,
    _: Query<Nothing>,
    language: Wanted,
    state: Data<State>,
    request: HttpRequest,
    payload: Payload,
) -> Result<HttpResponse, ApiError> {
    let expected = Expected::of(&request)?;
    let sheet: Sheet = document::read_up_to(&request, payload, MOST_BYTES).await?;
    let context = trace::context(granted.caller.actor(), &request);
    let (json, version) = blocking(move || {
        let (indicator, version) = catalogue::change(&state, &path.code, sheet, &expected, &context)?;
        Ok((written(&indicator)?, version))
    })
    .await?;
    Ok(private(tagged(HttpResponse::Ok(), version), language, json))
}
