//! Bodies that did not arrive.

use super::problem::ApiError;
use crate::edge::is_too_slow;
use blis_domain::problem::ProblemCode;

/// Why a body broke off: it came too slowly, or what the reader says.
pub(crate) fn broken(error: &actix_web::Error, otherwise: impl FnOnce() -> ApiError) -> ApiError {
    match is_too_slow(error) {
        true => ApiError::of_code(ProblemCode::TooSlow),
        false => otherwise(),
    }
}
