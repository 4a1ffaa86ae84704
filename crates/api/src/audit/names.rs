//! Names in the place of the ids of people, as far as the reader sees those people; the rest stay ids.

use crate::state::State;
use crate::web::problem::ApiError;
use blis_domain::person::PersonId;
use blis_domain::rights::{Action, Sight, Standing};
use blis_domain::wire::AuditEntryView;
use blis_store::{Person, PersonCalled};
use std::collections::HashMap;

/// What the people of some entries of the log are called.
pub(crate) struct Names(HashMap<PersonId, PersonCalled>);

impl Names {
    /// The names for a reader.
    pub(crate) fn of(
        state: &State,
        reader: &Standing,
        entries: &[AuditEntryView],
    ) -> Result<Names, ApiError> {
        let ids: Vec<PersonId> = entries
            .iter()
            .flat_map(|entry| {
                let by = entry.actor.as_deref().filter(|_| entry.actor_kind == "person");
                let to = entry.target.as_deref().filter(|_| entry.target_kind == "person");
                [by, to]
            })
            .flatten()
            .filter_map(|id| id.parse().ok())
            .collect();
        Names::of_people(state, reader, ids)
    }

    /// The names of these people for a reader.
    pub(crate) fn of_people(
        state: &State,
        reader: &Standing,
        mut ids: Vec<PersonId>,
    ) -> Result<Names, ApiError> {
        let sight = reader.sight(Action::ReadPeople);
        if sight == Sight::Nothing {
            return Ok(Names(HashMap::new()));
        }
        ids.sort();
        ids.dedup();
        Ok(Names(state.store.people_called(&sight, &ids)?))
    }

    /// The same with oneself, whom everybody sees.
    pub(crate) fn and_of(mut self, me: &Person) -> Names {
        let called = PersonCalled {
            name: me.name.clone(),
            email: me.email.clone(),
        };
        self.0.insert(me.id.clone(), called);
        self
    }

    /// What a person is called, as far as it is known here: the name, or the address where there is none.
    pub(crate) fn known<'a>(&'a self, id: &str) -> Option<&'a str> {
        let called = self.0.get(&id.parse::<PersonId>().ok()?)?;
        Some(match &called.name {
            Some(name) => name.as_str(),
            None => called.email.as_str(),
        })
    }

    /// What a person is called: the name, or the address where there is none; the id of somebody who is not seen.
    pub(crate) fn called<'a>(&'a self, id: &'a str) -> &'a str {
        self.known(id).unwrap_or(id)
    }
}
