//! Headers that keep a browser from doing what the page never asks for.

use actix_web::body::{BoxBody, MessageBody};
use actix_web::dev::{ServiceRequest, ServiceResponse};
use actix_web::http::header::{
    CONTENT_SECURITY_POLICY, HeaderMap, HeaderName, HeaderValue, REFERRER_POLICY, X_CONTENT_TYPE_OPTIONS,
};
use actix_web::middleware::Next;

/// The page: its own files and WebAssembly, nothing from elsewhere, nothing inline.
const PAGE: &str = "default-src 'self'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self'; \
    img-src 'self' data:; connect-src 'self'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'";

/// The documentation of the API: Swagger UI writes its styles inline.
const API_DOCS: &str = "default-src 'self'; script-src 'self'; style-src 'self' 'unsafe-inline'; \
    img-src 'self' data:; connect-src 'self'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'";

/// The pages of accounts: forms and their style, no script at all.
pub(crate) const ACCOUNTS: &str = "default-src 'none'; style-src 'self'; img-src 'self' data:; base-uri 'none'; \
    form-action 'self'; frame-ancestors 'none'";

/// Sets the headers on whatever the rest answers.
pub(crate) async fn secure(
    request: ServiceRequest,
    next: Next<impl MessageBody + 'static>,
) -> Result<ServiceResponse<BoxBody>, actix_web::Error> {
    let headers = of(request.path());
    let mut answer = next.call(request).await?.map_into_boxed_body();
    set(answer.headers_mut(), headers);
    Ok(answer)
}

/// The headers for an address.
pub(crate) fn of(path: &str) -> [(HeaderName, HeaderValue); 3] {
    let policy = match path.strip_prefix("/api-docs") {
        Some(rest) if rest.is_empty() || rest.starts_with('/') => API_DOCS,
        _ => PAGE,
    };
    [
        (CONTENT_SECURITY_POLICY, HeaderValue::from_static(policy)),
        (X_CONTENT_TYPE_OPTIONS, HeaderValue::from_static("nosniff")),
        (
            REFERRER_POLICY,
            HeaderValue::from_static("strict-origin-when-cross-origin"),
        ),
    ]
}

fn set(map: &mut HeaderMap, headers: [(HeaderName, HeaderValue); 3]) {
    for (name, value) in headers {
        // A page may ask for more than the address says.
        if !map.contains_key(&name) {
            map.insert(name, value);
        }
    }
}
