//! `/admin/networks`.

use super::super::frame::Page;
use super::super::visit::{allow, for_visitor};
use super::super::words::Words;
use super::PATH;
use crate::state::State;
use crate::web::blocking::blocking;
use crate::web::language;
use actix_web::http::StatusCode;
use actix_web::web::Data;
use actix_web::{HttpRequest, HttpResponse};
use blis_domain::rights::{Action, Target};
use maud::html;

/// The page.
pub(in crate::pages) async fn list(request: HttpRequest, state: Data<State>) -> HttpResponse {
    for_visitor(&request, &state, async |me| {
        allow(&me, Action::ManageNetwork)?;
        let language = language::of(&request);
        let known = state.clone();
        let networks = blocking(move || Ok(known.store.networks()?)).await?;
        let words = &Words::of(language).networks;
        let managed = networks
            .iter()
            .filter(|network| me.standing.may_on(Action::ManageNetwork, &Target::Network(&network.code)));
        let page = Page {
            language,
            path: PATH,
            title: words.heading,
            body: html! {
                p.subtitle { (words.about) }
                section {
                    div.table-frame role="region" tabindex="0" aria-label=(words.heading) {
                        table {
                            thead { tr { @for head in words.columns { th scope="col" { (head) } } } }
                            tbody {
                                @for network in managed {
                                    tr {
                                        th scope="row" {
                                            a href=(format!("{PATH}/{}?lang={language}", network.code)) {
                                                (network.code) " " (network.name.get(language))
                                            }
                                        }
                                        td { (network.counts.members) }
                                        td { (network.stage.map_or(words.no_stage, |stage| words.stage(stage))) }
                                        td { (network.coordinator.as_deref().unwrap_or_default()) }
                                    }
                                }
                            }
                        }
                    }
                }
                p { a href=(format!("/account?lang={language}")) { (Words::of(language).account) } }
            },
        };
        Ok(page.answer(StatusCode::OK))
    })
    .await
}
