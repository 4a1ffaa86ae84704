//! `/admin/networks/{code}`: who coordinates a network, where it stands, and its members.

use super::super::fields::{self, Field, Refused, Select};
use super::super::frame::{Page, Unsent};
use super::super::visit::{allow, done, for_visitor};
use super::super::words::Words;
use super::change::LifeForm;
use super::words::NetworkWords;
use super::{PATH, code_of};
use crate::accounts::networks::{reached, version_of};
use crate::state::State;
use crate::web::blocking::blocking;
use crate::web::language;
use crate::web::problem::ApiError;
use actix_web::web::{Data, Path};
use actix_web::{HttpRequest, HttpResponse};
use blis_domain::area::Area;
use blis_domain::network::{Network, NetworkStage};
use blis_domain::person::PersonName;
use blis_domain::problem::ProblemDraft;
use blis_domain::rights::Action;
use blis_domain::text::Language;
use blis_store::SignedIn;
use maud::{Markup, html};

/// The page.
pub(in crate::pages) async fn show(
    request: HttpRequest,
    state: Data<State>,
    code: Path<String>,
) -> HttpResponse {
    for_visitor(&request, &state, async |me| {
        let words = &Words::of(language::of(&request)).networks;
        let told = done(&request).and_then(|what| words.done(&what)).map(Told::Done);
        shown(&request, &state, &me, &code, told).await
    })
    .await
}

/// What the page says of a form that was sent before.
pub(super) enum Told<'a> {
    Done(&'a str),
    /// Why it could not be saved, and what was typed.
    Refused(&'a ProblemDraft, &'a LifeForm),
}

/// The page as somebody sees it.
pub(super) async fn shown(
    request: &HttpRequest,
    state: &Data<State>,
    me: &SignedIn,
    code: &str,
    told: Option<Told<'_>>,
) -> Result<Unsent, ApiError> {
    allow(me, Action::ManageNetwork)?;
    let language = language::of(request);
    let code = code_of(code)?;
    let (known, standing) = (state.clone(), me.standing.clone());
    let (network, areas) =
        blocking(move || Ok((reached(&known, &standing, &code)?, known.store.areas()?))).await?;
    let words = &Words::of(language).networks;
    let path = format!("{PATH}/{}", network.code);
    let title = format!("{} {}", network.code, network.name.get(language));
    let (refused, typed) = match &told {
        Some(Told::Refused(problem, typed)) => (Some(*problem), Some(*typed)),
        _ => (None, None),
    };
    let refused = Refused::of(language, refused);
    let view = View {
        language,
        words,
        csrf: &me.csrf,
        network: &network,
        areas: &areas,
        path: &path,
    };
    let page = Page {
        language,
        path: &path,
        title: &title,
        body: html! {
            p.subtitle { (network.theme.get(language)) }
            @if let Some(Told::Done(what)) = &told { p.notice role="status" { (what) } }
            (view.life(refused, typed))
            (view.members())
            p {
                a href=(format!("/networks/{}?lang={language}", network.code)) { (words.public_page) }
                " · "
                a href=(format!("{PATH}?lang={language}")) { (words.heading) }
            }
        },
    };
    Ok(page.answer(refused.status()))
}

struct View<'a> {
    language: Language,
    words: &'a NetworkWords,
    csrf: &'a str,
    network: &'a Network,
    areas: &'a [Area],
    path: &'a str,
}

impl View<'_> {
    fn to(&self, way: &str) -> String {
        format!("{}{way}?lang={}", self.path, self.language)
    }

    fn life(&self, refused: Refused<'_>, typed: Option<&LifeForm>) -> Markup {
        let (words, network) = (self.words, self.network);
        let saved = network.coordinator.as_deref().unwrap_or_default();
        let coordinator = typed.map_or(saved, |typed| &typed.coordinator);
        let coordinator = Field {
            name: "coordinator",
            label: words.coordinator,
            value: coordinator,
            meanwhile: refused.meanwhile(coordinator.trim(), saved),
            hint: Some(words.coordinator_rules),
            required: false,
            longest: Some(PersonName::LONGEST),
            ..Field::default()
        };
        let saved = network.stage.map_or("", NetworkStage::code);
        let stages = NetworkStage::ALL
            .into_iter()
            .map(|stage| (stage.code(), words.stage(stage)));
        let chosen = typed.map_or(saved, |typed| &typed.stage);
        let differs = refused.meanwhile(chosen, saved).is_some();
        let stage = Select {
            name: "stage",
            label: words.stage,
            options: [("", words.no_stage)].into_iter().chain(stages).collect(),
            chosen,
            meanwhile: differs.then(|| network.stage.map_or(words.no_stage, |stage| words.stage(stage))),
            ..Select::default()
        };
        let now = version_of(network);
        let form = html! {
            (refused.summary(&[]))
            input type="hidden" name="version"
                value=(typed.map_or(now, |typed| refused.version(typed.version, now)));
            (refused.field(&coordinator))
            (refused.select(&stage))
            button.button.button-strong type="submit" { (words.save) }
        };
        html! {
            section {
                h2 { (words.life) }
                (fields::form(&self.to(""), self.csrf, &form))
            }
        }
    }

    fn members(&self) -> Markup {
        let (words, members) = (self.words, &self.network.members);
        // The areas are in the order of the alphabet already.
        let (inside, outside): (Vec<&Area>, Vec<&Area>) =
            self.areas.iter().partition(|area| members.contains(&area.code));
        let area = Select {
            name: "area",
            label: words.municipality,
            options: outside
                .into_iter()
                .map(|area| (area.code.as_str(), area.name.get(self.language)))
                .collect(),
            required: true,
            ..Select::default()
        };
        html! {
            section {
                h2 { (words.members) }
                @if inside.is_empty() {
                    p { (words.no_members) }
                } @else {
                    ul.plain.members {
                        @for area in inside {
                            li {
                                (area.name.get(self.language))
                                a.button href=(self.to(&format!("/members/{}", area.code)))
                                    aria-label=(format!("{}: {}", words.remove, area.name.get(self.language))) {
                                    (words.remove)
                                }
                            }
                        }
                    }
                }
                (fields::form(&self.to("/members"), self.csrf, &html! {
                    (Refused::of(self.language, None).select(&area))
                    button.button type="submit" { (words.add) }
                }))
            }
        }
    }
}
