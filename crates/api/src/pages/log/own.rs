//! `/account/log`.

use super::super::frame::Page;
use super::super::visit::for_visitor;
use super::super::words::Words;
use super::ON_A_PAGE;
use super::files;
use super::table::{Turning, entries};
use crate::audit::{self, LogPlace, Names};
use crate::state::State;
use crate::web::blocking::blocking;
use crate::web::language;
use actix_web::http::StatusCode;
use actix_web::web::Data;
use actix_web::{HttpRequest, HttpResponse};
use maud::html;

const PATH: &str = "/account/log";

/// The page.
pub(in crate::pages) async fn show(request: HttpRequest, state: Data<State>) -> HttpResponse {
    for_visitor(&request, &state, async |me| {
        let language = language::of(&request);
        let (filter, question) =
            LogPlace::of_page(request.query_string(), ON_A_PAGE)?.filter(&me.person.id)?;
        let turned = filter.before.is_some();
        let (known, id, reader) = (state.clone(), me.person.id.clone(), me.standing.clone());
        let (page, newer, names) = blocking(move || {
            let page = audit::own(&known, &id, filter.clone(), &question)?;
            let newer = match page.items.first() {
                Some(first) if turned => audit::newer(&known, &filter, &question, first.seq)?,
                _ => None,
            };
            let names = Names::of(&known, &reader, &page.items)?;
            Ok((page, newer, names))
        })
        .await?;
        let turning = Turning {
            path: PATH,
            query: request.query_string(),
            newer: turned.then_some(newer),
            older: page.next,
        };
        let words = Words::of(language);
        let body = html! {
            p.subtitle { (words.log.about_mine) }
            (entries(language, &page.items, (&me.person.id, &names), words.log.mine, None))
            (turning.links(language))
            (files::links(language, PATH, request.query_string()))
            p { a href=(format!("/account?lang={language}")) { (words.account) } }
        };
        let page = Page {
            language,
            path: PATH,
            title: words.log.mine,
            body,
        };
        Ok(page.answer(StatusCode::OK))
    })
    .await
}
