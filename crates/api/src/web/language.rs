//! The language of an answer: `?lang=` before `Accept-Language`, Latvian when neither says.

use super::problem::ApiError;
use actix_web::dev::Payload;
use actix_web::http::header::{ACCEPT_LANGUAGE, HeaderMap};
use actix_web::{FromRequest, HttpRequest};
use blis_domain::problem::ProblemDraft;
use blis_domain::text::{Language, Text};
use std::future::{Ready, ready};

/// The language the caller wants, for handlers whose answer has words.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Wanted(pub(crate) Language);

impl FromRequest for Wanted {
    type Error = ApiError;
    type Future = Ready<Result<Wanted, ApiError>>;

    fn from_request(req: &HttpRequest, _: &mut Payload) -> Self::Future {
        ready(match asked_for(req.query_string()) {
            None => Ok(Wanted(accepted(req.headers()))),
            Some(tag) => check(&tag).map(Wanted),
        })
    }
}

/// The language of a page, which must not fail for a parameter that means nothing.
pub(crate) fn of(request: &HttpRequest) -> Language {
    guess(request.query_string(), request.headers())
}

/// The language for an error: as good a guess as can be had, since an error must not fail.
pub(crate) fn guess(query: &str, headers: &HeaderMap) -> Language {
    asked_for(query)
        .and_then(|tag| Language::from_tag(&tag))
        .unwrap_or_else(|| accepted(headers))
}

/// The language of a tag given as `?lang=`.
pub(crate) fn check(tag: &str) -> Result<Language, ApiError> {
    Language::from_tag(tag).ok_or_else(|| {
        let text = Text::new("jāraksta lv vai en.", "write lv or en.");
        ProblemDraft::parameter("lang", "invalid_parameter", text).into()
    })
}

fn asked_for(query: &str) -> Option<String> {
    super::query::pairs(query)
        .into_iter()
        .find(|(name, _)| name == "lang")
        .map(|(_, tag)| tag)
}

fn accepted(headers: &HeaderMap) -> Language {
    headers
        .get(ACCEPT_LANGUAGE)
        .and_then(|value| value.to_str().ok())
        .map(Language::negotiate)
        .unwrap_or_default()
}
