//! The language of an answer: `?lang=` before `Accept-Language`, Latvian when neither says.

use super::problem::ApiError;
use actix_web::dev::Payload;
use actix_web::http::header::{ACCEPT_LANGUAGE, HeaderMap};
use actix_web::{FromRequest, HttpMessage, HttpRequest};
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

/// The language of a page, which must not fail for a parameter that means nothing: what the address asks for, else that
/// of the account of whoever is known to open it, else what the browser prefers.
pub(crate) fn of(request: &HttpRequest) -> Language {
    let own = || request.extensions().get::<OfAccount>().map(|own| own.0);
    asked(request)
        .or_else(own)
        .unwrap_or_else(|| accepted(request.headers()))
}

/// The language that the address of a page asks for.
pub(crate) fn asked(request: &HttpRequest) -> Option<Language> {
    asked_for(request.query_string()).and_then(|tag| Language::from_tag(&tag))
}

/// The language that somebody chose, as an address carries it on before more: `lang=lv&`; nothing where none was chosen,
/// so that it can still be the one of their account.
pub(crate) fn chosen(request: &HttpRequest) -> String {
    asked(request).map_or_else(String::new, |language| format!("lang={language}&"))
}

/// The language of the account of whoever opens a page.
struct OfAccount(Language);

/// Says whose account opens a page.
pub(crate) fn is_of_account(request: &HttpRequest, language: Language) {
    request.extensions_mut().insert(OfAccount(language));
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
