//! Finding people, and how they look to their administrators.

use crate::state::State;
use crate::web::cursor::Question;
use crate::web::problem::ApiError;
use crate::web::query::{self, PageLimit};
use blis_domain::area::AreaCode;
use blis_domain::network::NetworkCode;
use blis_domain::person::{PersonId, PersonState};
use blis_domain::problem::ProblemDraft;
use blis_domain::rights::{Action, Role, Sight, Standing};
use blis_domain::wire::{GrantView, Page, User, UserGrant};
use blis_store::{GrantListed, PeopleCursor, PeopleFilter, PeoplePage, PersonListed, PersonSeen};
use serde::Deserialize;
use utoipa::IntoParams;

/// Which people to list.
#[derive(Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub(crate) struct PeopleSought {
    /// With this in the name or the e-mail address, in any case and with or without Latvian marks. Nothing in it has a
    /// meaning of its own.
    q: Option<String>,
    /// With this role.
    role: Option<Role>,
    /// With a role in this municipality.
    #[param(example = "0840200")]
    municipality: Option<AreaCode>,
    /// With a role in this network.
    #[param(example = "N2")]
    network: Option<NetworkCode>,
    /// In this state; without it all but those who were erased.
    state: Option<PersonState>,
    /// The page after this one: `next` of the page before.
    cursor: Option<String>,
    /// The most people of a page.
    #[serde(default)]
    #[param(value_type = u32, minimum = 1, maximum = 1000, default = 500)]
    limit: PageLimit,
}

impl PeopleSought {
    /// What a form of a page asks for: what was left empty is not asked, and a page has its own length.
    pub(crate) fn of_form(query: &str, limit: u32) -> Result<PeopleSought, ApiError> {
        let sought: PeopleSought = query::read_filled(query)?;
        Ok(PeopleSought {
            limit: PageLimit(limit),
            ..sought
        })
    }

    /// The filter of the store, for a reader who sees so much, and the question its cursors belong to.
    pub(crate) fn filter(self, sight: Sight) -> Result<(PeopleFilter, Question), ApiError> {
        let question = Question::of(
            "users",
            &(&self.q, self.role, &self.municipality, &self.network, self.state),
        )?;
        let after: Option<PeopleCursor> = self
            .cursor
            .as_deref()
            .map(|cursor| question.place(cursor))
            .transpose()?;
        let filter = PeopleFilter {
            q: self.q,
            role: self.role,
            municipality: self.municipality,
            network: self.network,
            state: self.state,
            after,
            limit: self.limit.0,
            ..PeopleFilter::seen_with(sight)
        };
        Ok((filter, question))
    }
}

/// A page of the people that a filter finds; its cursor is good for this question alone. The second is the cursor of
/// the page before: nothing in it where that is the first page.
pub(crate) fn find(
    state: &State,
    filter: &PeopleFilter,
    question: &Question,
) -> Result<(Page<User>, Option<Option<String>>), ApiError> {
    let PeoplePage {
        items,
        total,
        next,
        previous,
    } = state.store.people(filter)?;
    let cursor = |place: PeopleCursor| question.cursor(place);
    let page = Page {
        items: items.into_iter().map(user).collect(),
        total,
        next: next.map(cursor).transpose()?,
    };
    let previous = previous.map(|place| place.map(cursor).transpose()).transpose()?;
    Ok((page, previous))
}

/// The person of an address, if the action reaches one of their places: whoever is not seen is not there.
pub(crate) fn seen(
    state: &State,
    standing: &Standing,
    action: Action,
    id: &str,
) -> Result<PersonSeen, ApiError> {
    let found = match id.parse::<PersonId>() {
        Ok(id) => state.store.person_seen(&standing.sight(action), &id)?,
        Err(_) => None,
    };
    found.ok_or_else(|| ProblemDraft::not_found("Šāda lietotāja nav.", "There is no such person.").into())
}

/// A person as they look outside.
pub(crate) fn user(listed: PersonListed) -> User {
    User {
        id: listed.id,
        email: listed.email,
        name: listed.name,
        language: listed.language,
        state: listed.state,
        grants: listed.grants.into_iter().map(grant).collect(),
        second_factor: listed.second_factor,
        demonstration: listed.demonstration,
        created_at: listed.created_at,
    }
}

/// A role as it looks outside.
pub(super) fn grant(listed: GrantListed) -> UserGrant {
    UserGrant {
        id: listed.id,
        grant: GrantView::from(&listed.grant),
        given_by: listed.given_by,
        given_at: listed.given_at,
    }
}
