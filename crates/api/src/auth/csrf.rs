//! Changes by cookie come from our own pages alone: the browser's word on where a request comes from, and a token that
//! only our pages can read.

use crate::web::problem::ApiError;
use actix_web::HttpRequest;
use actix_web::http::header::{HOST, ORIGIN};
use blis_domain::problem::{ProblemCode, ProblemDraft};
use subtle::ConstantTimeEq;

/// Where a page sends its token.
pub(crate) const HEADER: &str = "x-csrf-token";

/// Lets on what the browser says comes from this site. Programs that are no browser say nothing and are let on:
/// nobody can make them call in another's name.
pub(crate) fn same_origin(request: &HttpRequest) -> Result<(), ApiError> {
    let header = |name: &str| {
        request
            .headers()
            .get(name)
            .map(|value| value.to_str().unwrap_or(""))
    };
    let ours = match (header("sec-fetch-site"), header(ORIGIN.as_str())) {
        // `none`: typed into the address bar, or opened from the bookmarks.
        (Some(site), _) => matches!(site, "same-origin" | "none"),
        (None, Some(origin)) => {
            let host = origin.split_once("://").map(|(_, host)| host);
            host.is_some() && host == header(HOST.as_str())
        }
        (None, None) => true,
    };
    match ours {
        true => Ok(()),
        false => Err(cross_site()),
    }
}

/// Whether the browser itself says that one of our pages asked, or its owner by the address bar or by a tab restored.
pub(crate) fn is_from_page(request: &HttpRequest) -> bool {
    let site = request.headers().get("sec-fetch-site");
    site.is_some_and(|site| site == "same-origin" || site == "none")
}

/// Lets on a request that shows the token of its session.
pub(crate) fn with_token(request: &HttpRequest, kept: &str) -> Result<(), ApiError> {
    same_origin(request)?;
    let shown = request
        .headers()
        .get(HEADER)
        .map_or(&b""[..], |value| value.as_bytes());
    matches(shown, kept)
}

/// Lets on a form that brings the token of its session in a field.
pub(crate) fn with_field(request: &HttpRequest, shown: &str, kept: &str) -> Result<(), ApiError> {
    same_origin(request)?;
    matches(shown.as_bytes(), kept)
}

fn matches(shown: &[u8], kept: &str) -> Result<(), ApiError> {
    match bool::from(shown.ct_eq(kept.as_bytes())) {
        true => Ok(()),
        false => Err(cross_site()),
    }
}

fn cross_site() -> ApiError {
    ProblemDraft::new(
        ProblemCode::CrossSite,
        "Pieprasījums nenāk no BLIS lapas. Pārlādējiet lapu un mēģiniet vēlreiz.",
        "The request does not come from a page of BLIS. Reload the page and try again.",
    )
    .into()
}
