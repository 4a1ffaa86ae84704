//! `/admin/users/{id}`: a person, their roles, and what can be done.

use super::super::fields::{self, Refused};
use super::super::frame::{Page, Unsent};
use super::super::visit::{allow, done, for_visitor};
use super::super::words::Words;
use super::choices::Choices;
use super::parts::{RoleTyped, called, role_and_place, role_fields};
use super::words::PeopleWords;
use super::{PATH, Places};
use crate::accounts::people::seen;
use crate::state::State;
use crate::web::blocking::blocking;
use crate::web::language;
use crate::web::problem::ApiError;
use actix_web::web::{Data, Path};
use actix_web::{HttpRequest, HttpResponse};
use blis_domain::locale;
use blis_domain::person::{PersonId, PersonState};
use blis_domain::problem::ProblemDraft;
use blis_domain::rights::{Action, Target, may_give};
use blis_domain::text::Language;
use blis_domain::wire::GrantView;
use blis_store::{GrantListed, PersonCalled, PersonSeen, SignedIn};
use maud::{Markup, html};
use std::collections::HashMap;

/// The page.
pub(in crate::pages) async fn show(
    request: HttpRequest,
    state: Data<State>,
    id: Path<String>,
) -> HttpResponse {
    for_visitor(&request, &state, async |me| {
        let words = &Words::of(language::of(&request)).people;
        let told = done(&request).and_then(|what| words.done(&what)).map(Told::Done);
        shown(&request, &state, &me, &id, told).await
    })
    .await
}

/// What the page says of a form that was sent before.
pub(super) enum Told<'a> {
    Done(&'a str),
    /// Why a role could not be given, and what was chosen.
    Refused(&'a ProblemDraft, RoleTyped<'a>),
}

/// The page as somebody sees it.
pub(super) async fn shown(
    request: &HttpRequest,
    state: &Data<State>,
    me: &SignedIn,
    id: &str,
    told: Option<Told<'_>>,
) -> Result<Unsent, ApiError> {
    allow(me, Action::ReadPeople)?;
    let language = language::of(request);
    let places = Places::of(state).await?;
    let (known, standing, id) = (state.clone(), me.standing.clone(), id.to_owned());
    let (found, givers) = blocking(move || {
        let found = seen(&known, &standing, Action::ReadPeople, &id)?;
        let givers: Vec<PersonId> = found
            .person
            .grants
            .iter()
            .filter_map(|grant| grant.given_by.parse().ok())
            .collect();
        let givers = known
            .store
            .people_called(&standing.sight(Action::ReadPeople), &givers)?;
        Ok((found, givers))
    })
    .await?;
    let words = &Words::of(language).people;
    let person = &found.person;
    let path = format!("{PATH}/{}", person.id);
    let view = View {
        language,
        words,
        me,
        found: &found,
        places: &places,
        givers: &givers,
        path: &path,
    };
    let page = Page {
        language,
        path: &path,
        title: called(words, person),
        body: view.body(told.as_ref()),
    };
    Ok(page.answer(refused(language, told.as_ref()).status()))
}

/// What was wrong with the form of a role.
fn refused<'a>(language: Language, told: Option<&Told<'a>>) -> Refused<'a> {
    let problem = match told {
        Some(Told::Refused(problem, _)) => Some(*problem),
        _ => None,
    };
    Refused::of(language, problem)
}

struct View<'a> {
    language: Language,
    words: &'a PeopleWords,
    me: &'a SignedIn,
    found: &'a PersonSeen,
    places: &'a Places,
    givers: &'a HashMap<PersonId, PersonCalled>,
    path: &'a str,
}

impl View<'_> {
    fn to(&self, way: &str) -> String {
        format!("{}{way}?lang={}", self.path, self.language)
    }

    fn is_me(&self) -> bool {
        self.found.person.id == self.me.person.id
    }

    fn body(&self, told: Option<&Told<'_>>) -> Markup {
        let (words, person) = (self.words, &self.found.person);
        html! {
            p.subtitle {
                @if let (Some(_), Some(email)) = (&person.name, &person.email) { (email.as_str()) " · " }
                (words.state(person.state))
                " · " (words.created) " " (locale::to_minute(&person.created_at))
                @if person.second_factor { " · " (words.second_factor) }
            }
            @if person.demonstration { p.quiet { (words.demonstration) } }
            @if let Some(Told::Done(what)) = told { p.notice role="status" { (what) } }
            (self.roles(told))
            (self.account())
            p { a href=(format!("{PATH}?lang={}", self.language)) { (words.heading) } }
        }
    }

    fn roles(&self, told: Option<&Told<'_>>) -> Markup {
        let (words, person) = (self.words, &self.found.person);
        let gives = self.me.standing.may(Action::ChangeGrants) && person.state != PersonState::Erased;
        html! {
            section {
                h2 { (words.roles) }
                @if person.grants.is_empty() {
                    p { (words.no_roles) }
                } @else {
                    div.table-frame role="region" tabindex="0" aria-label=(words.roles) {
                        table {
                            thead { tr { @for head in words.role_columns { th scope="col" { (head) } } } }
                            tbody { @for one in &person.grants { (self.role(one)) } }
                        }
                    }
                }
                @if self.is_me() { p.quiet { (words.own_roles) } }
            }
            @if gives && !self.is_me() {
                section {
                    h2 id="give" { (words.give) }
                    (fields::form(&self.to("/grants"), &self.me.csrf, &self.giving(told)))
                }
            }
        }
    }

    /// What stands in the form of a role.
    fn giving(&self, told: Option<&Told<'_>>) -> Markup {
        let Places { areas, networks, .. } = self.places;
        let choices = Choices::of(&self.me.standing, areas, networks, self.language);
        let nothing = RoleTyped::default();
        let typed = match told {
            Some(Told::Refused(_, typed)) => typed,
            _ => &nothing,
        };
        let refused = refused(self.language, told);
        html! {
            (refused.summary(&[]))
            (role_fields(self.language, self.words, &choices, typed, refused))
            button.button.button-strong type="submit" { (self.words.give) }
        }
    }

    fn role(&self, one: &GrantListed) -> Markup {
        let view = GrantView::from(&one.grant);
        let may = may_give(&self.me.standing, &self.found.person.id, &one.grant).is_ok();
        let named = role_and_place(self.language, &view, &self.places.areas, &self.places.networks);
        html! {
            tr {
                th scope="row" { (named) }
                td { (self.giver(&one.given_by)) }
                td { (locale::to_minute(&one.given_at)) }
                td {
                    @if may {
                        a.button href=(self.to(&format!("/grants/{}", one.id)))
                            aria-label=(format!("{}: {named}", self.words.take)) { (self.words.take) }
                    }
                }
            }
        }
    }

    /// Who gave a role: by name where the reader sees them.
    fn giver<'a>(&'a self, given_by: &'a str) -> &'a str {
        let Ok(id) = given_by.parse::<PersonId>() else {
            return self.words.server;
        };
        if id == self.me.person.id {
            return self.words.oneself;
        }
        match self.givers.get(&id) {
            Some(called) => called
                .name
                .as_ref()
                .map_or(called.email.as_str(), |name| name.as_str()),
            None => self.words.somebody,
        }
    }

    fn account(&self) -> Markup {
        let (words, person) = (self.words, &self.found.person);
        let target = Target::Person {
            id: &person.id,
            places: &self.found.places,
        };
        let reached = self.me.standing.may_on(Action::SuspendPerson, &target);
        let invited = person.state == PersonState::Invited && self.me.standing.may(Action::InvitePerson);
        html! {
            section {
                h2 { (words.account) }
                div.choices {
                    @if invited {
                        (fields::button(&self.to("/invitation"), &self.me.csrf, &[], words.invite_again))
                    }
                    @if reached && !self.is_me() {
                        @match person.state {
                            PersonState::Invited | PersonState::Active => {
                                a.button href=(self.to("/suspend")) { (words.suspend) }
                            }
                            PersonState::Suspended => {
                                @let version = person.version.to_string();
                                (fields::button(
                                    &self.to("/let-back"), &self.me.csrf, &[("version", &version)], words.let_back,
                                ))
                            }
                            PersonState::Erased => {}
                        }
                    }
                    @if reached && person.state == PersonState::Active {
                        a.button href=(self.to("/sessions")) { (words.end_sessions) }
                    }
                    @if reached && !self.is_me() && person.second_factor {
                        a.button href=(self.to("/second-factor")) { (words.remove_second_factor) }
                    }
                }
                @if self.is_me() {
                    p.quiet { (words.own_account) }
                } @else if !reached {
                    p.quiet { (words.elsewhere) }
                }
                @if self.me.standing.may(Action::ErasePerson) && person.state != PersonState::Erased {
                    h3.label { (words.data) }
                    div.choices {
                        a.button href=(self.to("/export")) { (words.export) }
                        @if !self.is_me() { a.button href=(self.to("/erase")) { (words.erase) } }
                    }
                }
                @if self.me.standing.may(Action::ReadAudit) {
                    p { a href=(format!("/admin/audit?lang={}&actor={}", self.language, person.id)) { (words.log) } }
                }
            }
        }
    }
}
