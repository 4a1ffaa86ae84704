//! Refusals in the shape of RFC 6749, 5.2, which clients of OAuth 2 read; the one error that is no problem+json.

use actix_web::HttpResponse;
use actix_web::http::StatusCode;
use actix_web::http::header::{CACHE_CONTROL, PRAGMA, WWW_AUTHENTICATE};
use blis_domain::wire::TokenError;

/// Why no token is given.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Refusal {
    /// The request lacks a parameter, has one twice, or shows credentials twice.
    InvalidRequest(&'static str),
    /// The client is unknown, its secret wrong, or it is kept out; which of them is not said.
    InvalidClient,
    /// A scope that the client does not have.
    InvalidScope,
    /// Another grant than client credentials.
    UnsupportedGrantType,
}

impl Refusal {
    /// The answer.
    pub(super) fn answer(self) -> HttpResponse {
        let (status, error, description) = match self {
            Refusal::InvalidRequest(what) => (StatusCode::BAD_REQUEST, "invalid_request", what),
            Refusal::InvalidClient => (
                StatusCode::UNAUTHORIZED,
                "invalid_client",
                "The client is unknown, its secret is wrong, or it may not come in from here now",
            ),
            Refusal::InvalidScope => (
                StatusCode::BAD_REQUEST,
                "invalid_scope",
                "The client does not have this scope",
            ),
            Refusal::UnsupportedGrantType => (
                StatusCode::BAD_REQUEST,
                "unsupported_grant_type",
                "The grant type is client_credentials",
            ),
        };
        let mut answer = HttpResponse::build(status);
        answer
            .insert_header((CACHE_CONTROL, "no-store"))
            .insert_header((PRAGMA, "no-cache"));
        if self == Refusal::InvalidClient {
            answer.insert_header((WWW_AUTHENTICATE, "Basic realm=\"blis\""));
        }
        answer.json(TokenError {
            error: error.to_owned(),
            error_description: description.to_owned(),
        })
    }
}
