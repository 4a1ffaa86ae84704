//! A question before something that hurts: what will happen, the way on and the way back.

use super::fields;
use super::frame::{Page, Unsent};
use super::words::Words;
use actix_web::http::StatusCode;
use blis_domain::text::Language;
use maud::html;

/// The question, which is a page of its own.
pub(super) struct Question<'a> {
    pub(super) language: Language,
    /// The address of its page.
    pub(super) path: &'a str,
    pub(super) title: &'a str,
    pub(super) about: &'a str,
    /// Where the form goes, without the language.
    pub(super) action: &'a str,
    pub(super) csrf: &'a str,
    /// More hidden fields.
    pub(super) fields: &'a [(&'a str, String)],
    pub(super) yes: &'a str,
    pub(super) back: String,
}

impl Question<'_> {
    /// Its page.
    pub(super) fn page(self) -> Unsent {
        let body = html! {
            p { (self.about) }
            @for (name, value) in self.fields { input type="hidden" name=(name) value=(value); }
            div.choices {
                button.button.button-strong type="submit" { (self.yes) }
                a.button href=(self.back) { (Words::of(self.language).cancel) }
            }
        };
        let action = format!("{}?lang={}", self.action, self.language);
        let page = Page {
            language: self.language,
            path: self.path,
            title: self.title,
            body: fields::form(&action, self.csrf, &body),
        };
        page.answer(StatusCode::OK)
    }
}
