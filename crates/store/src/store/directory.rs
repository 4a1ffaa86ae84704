//! People in the eyes of their administrators: listed, found, given roles, suspended and let back.

use super::{Store, entries};
use crate::audit::AuditContext;
use crate::database::AnyConnection;
use crate::directory::{PeopleFilter, PeoplePage, PersonCalled, PersonSeen};
use crate::error::StoreError;
use crate::instant::Micros;
use crate::rows::directory::{self, HeldPerson, places};
use crate::rows::sessions::{self, SessionEnd};
use crate::rows::{audit, grants, letters, people};
use blis_domain::person::{PersonId, PersonState};
use blis_domain::rights::{Action, Grant, Role, Sight, Standing, Target};
use std::collections::HashMap;

/// By which right somebody does something to the account of a person as a whole. It is asked in the transaction that
/// does it: between a look at the person and the change they may be given a role in a place that whoever decides does
/// not reach.
#[derive(Debug, Clone, Copy)]
pub enum Decider<'a> {
    /// By the table of rights, which must let them do this to the person in every place of theirs.
    ByRights(&'a Standing, Action),
    /// By running a command beside the database: everybody is within reach.
    Command,
}

impl Store {
    /// A page of the people whom somebody sees.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub fn people(&self, filter: &PeopleFilter) -> Result<PeoplePage, StoreError> {
        let page = |connection: &mut _| directory::page(connection, filter);
        self.inner.database.read(page)
    }

    /// A person; nothing when there is none, or none who is seen.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub fn person_seen(&self, sight: &Sight, id: &PersonId) -> Result<Option<PersonSeen>, StoreError> {
        let find = |connection: &mut _| directory::seen(connection, sight, id);
        self.inner.database.read(find)
    }

    /// What the people among these ids are called, as far as they are seen.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub fn people_called(
        &self,
        sight: &Sight,
        ids: &[PersonId],
    ) -> Result<HashMap<PersonId, PersonCalled>, StoreError> {
        let called = |connection: &mut _| directory::called(connection, sight, ids);
        self.inner.database.read(called)
    }

    /// Gives a person roles, and tells the ids of the grants in their order.
    ///
    /// # Errors
    /// [`StoreError::UnknownPerson`], [`StoreError::RoleHeld`], [`StoreError::UnknownArea`],
    /// [`StoreError::UnknownNetwork`], [`StoreError::ImpossibleGrant`], or when the database fails; then none is given.
    pub fn give_roles(
        &self,
        person: &PersonId,
        given: &[Grant],
        context: &AuditContext,
    ) -> Result<Vec<String>, StoreError> {
        let now = self.micros();
        let given_by = entries::who(context);
        self.inner.database.write(|connection| {
            let (_, ids) = give(connection, person, given, &given_by, now)?;
            for grant in given {
                audit::append(connection, &entries::role_given(grant, person, context), now)?;
            }
            Ok(ids)
        })
    }

    /// Takes a role from a person; `false` when the person has no such grant.
    ///
    /// # Errors
    /// [`StoreError::LastAdmin`], or when the database fails.
    pub fn take_role(
        &self,
        person: &PersonId,
        grant: &str,
        context: &AuditContext,
    ) -> Result<bool, StoreError> {
        let now = self.micros();
        self.inner.database.write(|connection| {
            // Before it is known which role it is: whoever locks rows of people locks them in one order.
            grants::lock_admins(connection)?;
            let last = grants::is_last_admin(connection, person)?;
            let Some(taken) = grants::remove(connection, person, grant)? else {
                return Ok(false);
            };
            if last && taken.role == Role::Admin {
                return Err(StoreError::LastAdmin);
            }
            directory::raise(connection, person)?;
            audit::append(connection, &entries::role_taken(&taken, person, context), now)?;
            Ok(true)
        })
    }

    /// Suspends a person and ends their sessions and the links sent to them, or lets them back: to the invitation where
    /// there is no way in yet, and without the links of before. `version` is the one that whoever decides has seen. Tells the state they are in now.
    ///
    /// # Errors
    /// [`StoreError::UnknownPerson`], [`StoreError::Stale`], [`StoreError::LastAdmin`], or when the database fails.
    pub fn set_suspended(
        &self,
        person: &PersonId,
        suspended: bool,
        version: u64,
        context: &AuditContext,
    ) -> Result<PersonState, StoreError> {
        let now = self.micros();
        self.inner.database.write(|connection| {
            grants::lock_admins(connection)?;
            let held = held(connection, person)?;
            if held.version != version {
                return Err(StoreError::Stale);
            }
            let state = match (suspended, held.state) {
                (true, PersonState::Invited | PersonState::Active) => PersonState::Suspended,
                (false, PersonState::Suspended) if held.has_way_in => PersonState::Active,
                (false, PersonState::Suspended) => PersonState::Invited,
                (_, unchanged) => return Ok(unchanged),
            };
            if suspended && grants::is_last_admin(connection, person)? {
                return Err(StoreError::LastAdmin);
            }
            directory::set_state(connection, person, state)?;
            let ended = match suspended {
                true => {
                    // Nobody comes back by a link of before: whoever is let back is sent another.
                    letters::end_links_of(connection, person, now)?;
                    sessions::end_all_of(connection, person, None, SessionEnd::Suspended, now)?
                }
                false => 0,
            };
            for draft in entries::state_set(
                person,
                (held.state, state),
                ended,
                &places(connection, person)?,
                context,
            ) {
                audit::append(connection, &draft, now)?;
            }
            Ok(state)
        })
    }

    /// Ends every session of a person, and counts them.
    ///
    /// # Errors
    /// [`StoreError::BeyondReach`], or when the database fails.
    pub fn end_sessions(
        &self,
        person: &PersonId,
        decider: Decider<'_>,
        context: &AuditContext,
    ) -> Result<usize, StoreError> {
        let now = self.micros();
        self.inner.database.write(|connection| {
            require_reach(connection, person, decider)?;
            let ended = sessions::end_all_of(connection, person, None, SessionEnd::Ended, now)?;
            if ended > 0 {
                for draft in entries::sessions_ended(person, ended, &places(connection, person)?, context) {
                    audit::append(connection, &draft, now)?;
                }
            }
            Ok(ended)
        })
    }
}

/// Holds a person until the end of the transaction, and asks whether all of their places are within reach. Whoever gives
/// them a role holds them as well, so none is given after this.
pub(super) fn require_reach(
    connection: &mut AnyConnection,
    person: &PersonId,
    decider: Decider<'_>,
) -> Result<(), StoreError> {
    people::hold(connection, person)?;
    let Decider::ByRights(standing, action) = decider else {
        return Ok(());
    };
    let places = places(connection, person)?;
    let target = Target::Person {
        id: person,
        places: &places,
    };
    match standing.may_on(action, &target) {
        true => Ok(()),
        false => Err(StoreError::BeyondReach),
    }
}

/// A person who is about to be changed; whoever was erased is changed no more.
fn held(connection: &mut AnyConnection, person: &PersonId) -> Result<HeldPerson, StoreError> {
    directory::held(connection, person)?
        .filter(|held| held.state != PersonState::Erased)
        .ok_or_else(|| StoreError::UnknownPerson(person.clone()))
}

/// Gives a person roles: who they are, held until the end of the transaction, and the ids of the grants in their order.
/// The entries of the log are the caller's, who writes them last.
pub(super) fn give(
    connection: &mut AnyConnection,
    person: &PersonId,
    given: &[Grant],
    given_by: &str,
    now: Micros,
) -> Result<(HeldPerson, Vec<String>), StoreError> {
    // First, so that nobody accepts an invitation or is erased meanwhile.
    directory::raise(connection, person)?;
    let held = held(connection, person)?;
    let mut ids = Vec::with_capacity(given.len());
    for grant in given {
        if grants::holds(connection, person, grant)? {
            return Err(StoreError::RoleHeld(grant.role));
        }
        ids.push(grants::insert(connection, person.as_str(), grant, given_by, now)?);
    }
    Ok((held, ids))
}
