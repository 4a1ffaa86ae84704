//! `/outbox`: the letters of a demonstration.

use super::frame::{Page, Unsent};
use super::visit::for_visitor;
use super::words::Words;
use crate::auth::forbidden;
use crate::outbox::lying;
use crate::state::State;
use crate::web::blocking::blocking;
use crate::web::language;
use crate::web::problem::ApiError;
use actix_web::http::StatusCode;
use actix_web::web::Data;
use actix_web::{HttpRequest, HttpResponse};
use blis_domain::locale;
use blis_domain::rights::Action;
use blis_store::SignedIn;
use maud::{Markup, html};

const PATH: &str = "/outbox";

/// The page.
pub(super) async fn show(request: HttpRequest, state: Data<State>) -> HttpResponse {
    for_visitor(&request, &state, async |me| shown(&request, &state, &me).await).await
}

async fn shown(request: &HttpRequest, state: &Data<State>, me: &SignedIn) -> Result<Unsent, ApiError> {
    if !me.standing.may(Action::ReadOutbox) {
        return Err(forbidden());
    }
    let known = state.clone();
    let letters = blocking(move || lying(&known)).await?;
    let language = language::of(request);
    let words = Words::of(language);
    let page = Page {
        language,
        path: PATH,
        title: words.outbox,
        body: html! {
            p.subtitle { (words.outbox_about) }
            @if letters.is_empty() { p { (words.outbox_empty) } }
            @for letter in &letters {
                article {
                    h2 { (letter.subject) }
                    p.quiet { (letter.recipient) " · " (locale::to_second(&letter.created_at)) " (UTC)" }
                    (text(&letter.body))
                }
            }
        },
    };
    Ok(page.answer(StatusCode::OK))
}

/// The text of a letter: its paragraphs and lines, and the addresses in it as links.
fn text(body: &str) -> Markup {
    html! {
        @for paragraph in body.trim_end().split("\n\n") {
            p.letter {
                @for (at, line) in paragraph.lines().enumerate() {
                    @if at > 0 { br; }
                    @if line.starts_with("https://") || line.starts_with("http://") { a href=(line) { (line) } }
                    @else { (line) }
                }
            }
        }
    }
}
