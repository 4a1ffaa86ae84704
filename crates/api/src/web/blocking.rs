//! Work that waits for the database, away from the threads that answer.

use super::problem::ApiError;
use actix_web::web;

/// Runs a whole operation on the blocking pool, in the span of its request.
pub(crate) async fn blocking<T: Send + 'static>(
    work: impl FnOnce() -> Result<T, ApiError> + Send + 'static,
) -> Result<T, ApiError> {
    let span = tracing::Span::current();
    web::block(move || span.in_scope(work)).await?
}
