//! `/admin/users`.

use super::super::fields::{Refused, Select};
use super::super::frame::{Page, Unsent};
use super::super::visit::{allow, asked, done, for_visitor};
use super::super::words::Words;
use super::parts::role_and_place;
use super::words::PeopleWords;
use super::{PATH, Places};
use crate::accounts::people::{PeopleSought, find};
use crate::state::State;
use crate::web::blocking::blocking;
use crate::web::language;
use crate::web::problem::ApiError;
use crate::web::query::{following, pairs, with_query};
use actix_web::http::StatusCode;
use actix_web::web::Data;
use actix_web::{HttpRequest, HttpResponse};
use blis_domain::person::PersonState;
use blis_domain::problem::ProblemCode;
use blis_domain::rights::{Action, Role, Sight, Within, role_name};
use blis_domain::text::Language;
use blis_domain::wire::User;
use blis_store::SignedIn;
use maud::{Markup, html};

/// How many people stand on a page.
const ON_A_PAGE: u32 = 50;

/// The page.
pub(in crate::pages) async fn list(request: HttpRequest, state: Data<State>) -> HttpResponse {
    for_visitor(&request, &state, async |me| shown(&request, &state, &me).await).await
}

async fn shown(request: &HttpRequest, state: &Data<State>, me: &SignedIn) -> Result<Unsent, ApiError> {
    allow(me, Action::ReadPeople)?;
    let sight = me.standing.sight(Action::ReadPeople);
    let query = with_query("", &asked(request));
    let query = query.trim_start_matches('?');
    let language = language::of(request);
    let places = Places::of(state).await?;
    let invites = me.standing.may(Action::InvitePerson);
    let page = |refused: Option<&str>, results: Markup| {
        let words = &Words::of(language).people;
        Page {
            language,
            path: PATH,
            title: words.heading,
            body: html! {
                p.subtitle { (words.about) }
                @if let Some(what) = done(request).and_then(|what| words.done(&what)) {
                    p.notice role="status" { (what) }
                }
                @if let Some(silent) = places.silent.as_ref().filter(|_| invites) {
                    p.notice { (silent.detail.get(language)) }
                } @else if invites {
                    p { a.button.button-strong href=(format!("{PATH}/new?lang={language}")) { (words.invite) } }
                }
                (form(language, words, &pairs(query), &sight, &places, refused))
                (results)
                p { a href=(format!("/account?lang={language}")) { (Words::of(language).account) } }
            },
        }
    };
    let sought = PeopleSought::of_form(query, ON_A_PAGE).and_then(|sought| sought.filter(sight.clone()));
    let (filter, question) = match sought {
        Ok(asked) => asked,
        Err(error) if error.draft.code == ProblemCode::InvalidParameter => {
            let reason = error.draft.in_language(language, PATH).detail;
            return Ok(page(Some(&reason), html! {}).answer(StatusCode::BAD_REQUEST));
        }
        Err(error) => return Err(error),
    };
    let known = state.clone();
    let (found, previous) = blocking(move || find(&known, &filter, &question)).await?;
    let words = &Words::of(language).people;
    let results = html! {
        (table(language, words, &found.items, &places))
        @if previous.is_some() || found.next.is_some() {
            nav.turning aria-label=(words.turning) {
                @if let Some(cursor) = &previous {
                    a rel="prev" href=(following(PATH, query, cursor.as_deref().unwrap_or_default())) {
                        (words.previous)
                    }
                }
                @if let Some(cursor) = &found.next {
                    a rel="next" href=(following(PATH, query, cursor)) { (words.next) }
                }
            }
        }
    };
    Ok(page(None, results).answer(StatusCode::OK))
}

fn table(language: Language, words: &PeopleWords, people: &[User], places: &Places) -> Markup {
    if people.is_empty() {
        return html! { p.notice { (words.nobody_found) } };
    }
    html! {
        section {
            div.table-frame.people role="region" tabindex="0" aria-label=(words.heading) {
                table {
                    thead { tr { @for head in words.columns { th scope="col" { (head) } } } }
                    tbody {
                        @for user in people {
                            tr {
                                th scope="row" {
                                    a href=(format!("{PATH}/{}?lang={language}", user.id)) {
                                        @match &user.name {
                                            Some(name) => (name.as_str()),
                                            None => (words.nameless),
                                        }
                                    }
                                }
                                td { @if let Some(email) = &user.email { (email.as_str()) } }
                                td {
                                    ul.plain {
                                        @for role in &user.grants {
                                            li { (role_and_place(language, &role.grant, &places.areas, &places.networks)) }
                                        }
                                    }
                                }
                                td { (words.state(user.state)) }
                            }
                        }
                    }
                }
            }
        }
    }
}

/// The form of the search, filled with what was asked. Where the reader sees one municipality alone there is nothing to
/// choose.
fn form(
    language: Language,
    words: &PeopleWords,
    asked: &[(String, String)],
    sight: &Sight,
    places: &Places,
    refused: Option<&str>,
) -> Markup {
    let asked = |wanted: &str| {
        let found = asked.iter().find(|(name, _)| name == wanted);
        found.map_or("", |(_, value)| value.as_str())
    };
    let municipalities: Vec<_> = places
        .areas
        .iter()
        .filter(|area| match sight {
            Sight::Only(seen) => seen.contains(&Within::Municipality(area.code.clone())),
            _ => true,
        })
        .map(|area| (area.code.as_str(), area.name.get(language)))
        .collect();
    let everything = *sight == Sight::Everything;
    let roles = Role::OF_PEOPLE
        .into_iter()
        .filter(|role| everything || role.is_of_a_municipality())
        .map(|role| (role.code(), role_name(language, role)));
    let networks: Vec<(&str, String)> = places
        .networks
        .iter()
        .map(|network| {
            let name = format!("{} {}", network.code, network.name.get(language));
            (network.code.as_str(), name)
        })
        .collect();
    let states = PersonState::ALL
        .into_iter()
        .filter(|state| everything || *state != PersonState::Erased)
        .map(|state| (state.code(), words.state(state)));
    let select = |name, label, any, options: Vec<_>| {
        let options = [("", any)].into_iter().chain(options).collect();
        let select = Select {
            name,
            label,
            options,
            chosen: asked(name),
            ..Select::default()
        };
        Refused::of(language, None).select(&select)
    };
    html! {
        form.filter method="get" action=(PATH) {
            @if let Some(reason) = refused {
                p.form-refused role="alert" id="refused" { (reason) }
            }
            input type="hidden" name="lang" value=(language.tag());
            label {
                span.label { (words.q) }
                input.field type="search" name="q" value=(asked("q")) autocomplete="off" spellcheck="false"
                    maxlength="200";
            }
            (select("role", words.role, words.any_role, roles.collect()))
            @if municipalities.len() > 1 {
                (select("municipality", words.municipality, words.any_municipality, municipalities))
            }
            @if everything {
                @let networks = networks.iter().map(|(code, name)| (*code, name.as_str()));
                (select("network", words.network, words.any_network, networks.collect()))
            }
            (select("state", words.state, words.any_state, states.collect()))
            button.button.button-strong type="submit" { (words.search) }
        }
    }
}
