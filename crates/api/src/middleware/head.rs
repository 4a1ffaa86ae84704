//! Heads that are longer than any honest one. HTTP/1 has a bound of its own where they are read; HTTP/2 has not.

use crate::web::problem::ApiError;
use actix_web::body::{BoxBody, MessageBody};
use actix_web::dev::{ServiceRequest, ServiceResponse};
use actix_web::middleware::Next;
use blis_domain::problem::ProblemCode;

/// The longest address, with its query: every area by its code is a thousand.
const LONGEST_ADDRESS: usize = 8 * 1024;

/// The most bytes of all headers.
const MOST_HEADERS: usize = 32 * 1024;

/// Refuses what is longer.
pub(crate) async fn bound(
    request: ServiceRequest,
    next: Next<impl MessageBody + 'static>,
) -> Result<ServiceResponse<BoxBody>, actix_web::Error> {
    let address = request
        .uri()
        .path_and_query()
        .map_or(0, |address| address.as_str().len());
    let headers: usize = request
        .headers()
        .iter()
        .map(|(name, value)| name.as_str().len() + value.len())
        .sum();
    if address > LONGEST_ADDRESS || headers > MOST_HEADERS {
        return Ok(request.error_response(ApiError::of_code(ProblemCode::HeadTooLarge)));
    }
    Ok(next.call(request).await?.map_into_boxed_body())
}
