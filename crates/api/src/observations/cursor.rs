//! The cursor of a list: opaque to the caller, who hands back what it was given.

use crate::web::problem::ApiError;
use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use blis_domain::problem::ProblemCode;
use blis_store::ObservationCursor;

/// The text of a cursor.
pub(super) fn written(cursor: &ObservationCursor) -> Result<String, ApiError> {
    let plain = serde_json::to_vec(cursor).map_err(ApiError::internal)?;
    Ok(URL_SAFE_NO_PAD.encode(plain))
}

/// The cursor of a text.
pub(super) fn read(text: &str) -> Result<ObservationCursor, ApiError> {
    let plain = URL_SAFE_NO_PAD.decode(text).ok();
    plain
        .and_then(|plain| serde_json::from_slice(&plain).ok())
        .ok_or_else(|| ApiError::of_code(ProblemCode::InvalidCursor))
}
