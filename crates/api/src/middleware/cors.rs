//! Other sites' pages may read what is published; they may not send, and no credentials are looked at. Nothing else is
//! open to them: what is somebody's own is answered without a word on other origins, and so is the question before it.

use super::rate::{RATE_LIMIT, RATE_LIMIT_POLICY};
use crate::state::State;
use actix_cors::Cors;
use actix_web::body::{BoxBody, MessageBody};
use actix_web::dev::{ServiceRequest, ServiceResponse};
use actix_web::http::Method;
use actix_web::http::header::{
    ACCESS_CONTROL_REQUEST_HEADERS, ACCESS_CONTROL_REQUEST_METHOD, CONTENT_LANGUAGE, ETAG, HeaderMap, LINK,
    RETRY_AFTER,
};
use actix_web::middleware::Next;
use actix_web::web::Data;

/// The rule for pages of other origins.
pub(crate) fn open_reads() -> Cors {
    Cors::default()
        .allow_any_origin()
        .send_wildcard()
        .allowed_methods(["GET", "HEAD", "OPTIONS"])
        .allow_any_header()
        .expose_headers([
            ETAG,
            LINK,
            CONTENT_LANGUAGE,
            RETRY_AFTER,
            RATE_LIMIT,
            RATE_LIMIT_POLICY,
        ])
        .max_age(3600)
}

/// Keeps the rule from everything that is no open read.
pub(crate) async fn close_the_rest(
    mut request: ServiceRequest,
    next: Next<impl MessageBody + 'static>,
) -> Result<ServiceResponse<BoxBody>, actix_web::Error> {
    let state = request.app_data::<Data<State>>();
    let is_open_read = state.is_some_and(|state| state.addresses.is_open_read(request.path()));
    let asks = [Method::GET, Method::HEAD, Method::OPTIONS].contains(request.method());
    let is_preflight = request.headers().contains_key(ACCESS_CONTROL_REQUEST_METHOD);
    if is_open_read && (asks || is_preflight) {
        return Ok(next.call(request).await?.map_into_boxed_body());
    }
    // Without these it is a plain question for the methods.
    let headers = request.headers_mut();
    headers.remove(ACCESS_CONTROL_REQUEST_METHOD);
    headers.remove(ACCESS_CONTROL_REQUEST_HEADERS);
    let mut answer = next.call(request).await?.map_into_boxed_body();
    strip(answer.headers_mut());
    Ok(answer)
}

fn strip(headers: &mut HeaderMap) {
    let ours: Vec<_> = headers
        .keys()
        .filter(|name| name.as_str().starts_with("access-control-"))
        .cloned()
        .collect();
    for name in ours {
        headers.remove(name);
    }
}
