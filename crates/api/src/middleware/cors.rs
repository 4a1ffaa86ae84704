//! Other sites' pages may read what is published; they may not send, and no credentials are looked at.

use super::rate::{RATE_LIMIT, RATE_LIMIT_POLICY};
use actix_cors::Cors;
use actix_web::http::header::{CONTENT_LANGUAGE, ETAG, LINK, RETRY_AFTER};

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
