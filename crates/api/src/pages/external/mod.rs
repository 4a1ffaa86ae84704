//! Signing in through another service, and the identities of an account: where it starts, where the browser comes back,
//! and the forms of the account page.
//!
//! From the service the browser comes back from another site, so the cookies of a session are not sent, nor would they
//! be on a redirect. The way goes on from a page of ours, which opens the next one by itself.

mod begin;
mod callback;
mod identities;
mod words;

pub(super) use begin::{link, start};
pub(super) use callback::callback;
pub(super) use identities::{section, unlink};
pub(super) use words::{EN, ExternalWords, LV};

use super::frame::{Page, Unsent};
use super::return_to::ReturnTo;
use super::words::Words;
use crate::state::State;
use actix_web::http::StatusCode;
use actix_web::http::header::{REFERRER_POLICY, REFRESH};
use blis_domain::text::Language;
use maud::{Markup, html};

/// The services to choose from on the page for signing in.
pub(super) fn choices(state: &State, language: Language, back: &ReturnTo) -> Markup {
    let words = Words::of(language);
    let query = url::form_urlencoded::Serializer::new(String::new())
        .append_pair("lang", language.tag())
        .append_pair("return_to", back.as_str())
        .finish();
    html! {
        @if !state.providers.all().is_empty() {
            section {
                h2 { (words.external.or_with) }
                ul.plain {
                    @for provider in state.providers.all() {
                        li {
                            a.button href=(format!("{}?{query}", provider.start())) {
                                (provider.name().get(language))
                            }
                        }
                    }
                }
            }
        }
    }
}

/// A page that opens another by itself. A form must not redirect to another site, and a redirect after one would not
/// carry the cookies; this does both.
fn onward(language: Language, title: &str, said: &str, address: &str) -> Unsent {
    let words = Words::of(language);
    let page = Page {
        language,
        path: "/account",
        title,
        body: html! {
            p { (said) }
            p { a.button href=(address) { (words.external.go_on) } }
        },
    };
    let mut answer = page.answer(StatusCode::OK);
    answer
        .answer
        .insert_header((REFRESH, format!("0; url={address}")))
        // The address may hold a code.
        .insert_header((REFERRER_POLICY, "no-referrer"));
    answer
}
