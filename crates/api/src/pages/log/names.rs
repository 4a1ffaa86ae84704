//! Names in the place of the ids of people, as far as the reader sees those people; the rest stay ids.

use crate::state::State;
use crate::web::problem::ApiError;
use blis_domain::person::PersonId;
use blis_domain::rights::{Action, Sight, Standing};
use blis_domain::wire::AuditEntryView;
use blis_store::PersonCalled;
use std::collections::HashMap;

/// What the people of a page of the log are called.
pub(super) struct Names(HashMap<PersonId, PersonCalled>);

impl Names {
    /// The names for a reader.
    pub(super) fn of(
        state: &State,
        reader: &Standing,
        entries: &[AuditEntryView],
    ) -> Result<Names, ApiError> {
        let sight = reader.sight(Action::ReadPeople);
        if sight == Sight::Nothing {
            return Ok(Names(HashMap::new()));
        }
        let mut ids: Vec<PersonId> = entries
            .iter()
            .flat_map(|entry| {
                let by = entry.actor.as_deref().filter(|_| entry.actor_kind == "person");
                let to = entry.target.as_deref().filter(|_| entry.target_kind == "person");
                [by, to]
            })
            .flatten()
            .filter_map(|id| id.parse().ok())
            .collect();
        ids.sort();
        ids.dedup();
        Ok(Names(state.store.people_called(&sight, &ids)?))
    }

    /// What a person is called: the name, or the address where there is none; the id of somebody who is not seen.
    pub(super) fn called<'a>(&'a self, id: &'a str) -> &'a str {
        let found = id.parse().ok().and_then(|id: PersonId| self.0.get(&id));
        found.map_or(id, |called| {
            called
                .name
                .as_ref()
                .map_or(called.email.as_str(), |name| name.as_str())
        })
    }
}
