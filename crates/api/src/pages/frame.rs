//! The frame of every page: head, foot, styles. What stands in it is escaped by `maud`.

use super::words::Words;
use crate::middleware::headers::ACCOUNTS;
use crate::spa;
use crate::web::answer::with_body;
use crate::web::attachment::disposition;
use crate::web::problem::ApiError;
use actix_web::http::StatusCode;
use actix_web::http::header::{
    CACHE_CONTROL, CONTENT_DISPOSITION, CONTENT_LANGUAGE, CONTENT_SECURITY_POLICY, ContentType,
};
use actix_web::{HttpResponse, HttpResponseBuilder};
use blis_domain::text::Language;
use maud::{DOCTYPE, Markup, html};

/// A page.
pub(super) struct Page<'a> {
    /// The language of its words.
    pub(super) language: Language,
    /// Its address, for the choice of language; with what was asked in it, which then stays asked. [`NOWHERE`] for a
    /// page that cannot be opened again.
    pub(super) path: &'a str,
    /// Its heading.
    pub(super) title: &'a str,
    /// What stands below the heading.
    pub(super) body: Markup,
}

/// The address of a page that holds what a form brought: opened in another language it would hold it no more, so it
/// offers none.
pub(super) const NOWHERE: &str = "";

impl Page<'_> {
    /// The answer, kept by nobody on the way.
    pub(super) fn answer(self, status: StatusCode) -> Unsent {
        let mut answer = HttpResponse::build(status);
        answer
            .insert_header((CACHE_CONTROL, "no-store"))
            .insert_header((CONTENT_SECURITY_POLICY, ACCOUNTS))
            .insert_header((CONTENT_LANGUAGE, self.language.tag()))
            .content_type("text/html; charset=utf-8");
        Unsent {
            answer,
            body: Some(self.markup().into_string().into_bytes()),
        }
    }

    fn markup(&self) -> Markup {
        let words = Words::of(self.language);
        let link = |path: &str| format!("{path}?lang={}", self.language);
        html! {
            (DOCTYPE)
            html lang=(self.language.tag()) {
                head {
                    meta charset="utf-8";
                    meta name="viewport" content="width=device-width, initial-scale=1";
                    meta name="color-scheme" content="light dark";
                    title { (self.title) " · BLIS" }
                    link rel="icon" href="/favicon.svg" type="image/svg+xml";
                    @if let Some(name) = spa::stylesheet() {
                        link rel="stylesheet" href=(format!("/{name}"));
                    }
                }
                body {
                    a.skip href="#content" { (words.skip) }
                    header.head {
                        div.head-bar {
                            a.mark href=(link("/")) { "BLIS" }
                            nav.menu aria-label=(words.menu) {
                                a href=(link("/indicators")) { (words.indicators) }
                                a href=(link("/account")) aria-current=[(self.path == "/account").then_some("page")] {
                                    (words.account)
                                }
                            }
                            @if self.path != NOWHERE {
                                nav.languages aria-label=(words.language) {
                                    @for language in Language::ALL {
                                        a href=(in_language(self.path, language)) lang=(language.tag())
                                            hreflang=(language.tag())
                                            aria-current=[(language == self.language).then_some("true")] {
                                            (language.tag().to_uppercase())
                                        }
                                    }
                                }
                            }
                        }
                    }
                    main.account id="content" tabindex="-1" {
                        h1 { (self.title) }
                        (self.body)
                    }
                }
            }
        }
    }
}

/// An address in another language, and else as it is.
fn in_language(address: &str, language: Language) -> String {
    let (path, query) = address.split_once('?').unwrap_or((address, ""));
    let asked = url::form_urlencoded::parse(query.as_bytes()).filter(|(name, _)| name != "lang");
    let query = url::form_urlencoded::Serializer::new(String::new())
        .append_pair("lang", language.tag())
        .extend_pairs(asked)
        .finish();
    format!("{path}?{query}")
}

/// An answer that may still get cookies.
pub(super) struct Unsent {
    pub(super) answer: HttpResponseBuilder,
    body: Option<Vec<u8>>,
}

impl Unsent {
    /// An answer without a body.
    pub(super) fn empty(answer: HttpResponseBuilder) -> Unsent {
        Unsent {
            answer,
            body: Some(Vec::new()),
        }
    }

    /// An answer with this body, or without a word on one.
    pub(super) fn of(answer: HttpResponseBuilder, body: Option<Vec<u8>>) -> Unsent {
        Unsent { answer, body }
    }

    /// JSON to be kept as a file with this name.
    pub(super) fn file(json: Vec<u8>, name: &'static str) -> Unsent {
        let mut answer = HttpResponse::Ok();
        answer
            .insert_header((CACHE_CONTROL, "no-store"))
            .insert_header((CONTENT_DISPOSITION, disposition(name)))
            .content_type(ContentType::json());
        Unsent {
            answer,
            body: Some(json),
        }
    }

    /// The answer with the headers of a refusal, such as when to try again.
    pub(super) fn with_headers_of(mut self, error: &ApiError) -> Unsent {
        for (name, value) in &error.headers {
            self.answer.insert_header((name.clone(), value.clone()));
        }
        self
    }

    /// The finished answer.
    pub(super) fn finish(mut self) -> HttpResponse {
        with_body(&mut self.answer, self.body)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_asked_stays_asked_in_another_language() {
        for (address, expected) in [
            ("/account", "/account?lang=lv"),
            ("/admin/audit?", "/admin/audit?lang=lv"),
            (
                "/admin/audit?lang=en&actor=anna%40saldus.lv&from=2026-01-01",
                "/admin/audit?lang=lv&actor=anna%40saldus.lv&from=2026-01-01",
            ),
            ("/a?x=%22%3E%3Cscript%3E", "/a?lang=lv&x=%22%3E%3Cscript%3E"),
        ] {
            assert_eq!(in_language(address, Language::Lv), expected);
        }
    }
}
