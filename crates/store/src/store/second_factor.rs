//! The second factor of people: set up, used and taken away, each with its entry in the audit log.
//!
//! Secrets come here sealed and leave so; the key is the server's.

use super::directory::{Decider, require_reach};
use super::sessions::SignedIn;
use super::{Store, entries};
use crate::audit::AuditContext;
use crate::database::AnyConnection;
use crate::error::StoreError;
use crate::instant::Micros;
use crate::rows::second_factor::{self, SecondFactor, ShownCode};
use crate::rows::sessions::{self, SessionEnd};
use crate::rows::{audit, grants, people};
use blis_domain::person::{PersonId, PersonState};

/// What came of taking one's own second factor away.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum FactorRemoval {
    /// It is gone.
    Removed,
    /// There was none.
    NotSet,
    /// One of the person's roles holds with it alone.
    Needed,
    /// The session is over.
    SessionOver,
}

impl Store {
    /// What the codes of a person are checked against; nothing when no second factor is set up.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub fn second_factor(&self, person: &PersonId) -> Result<Option<SecondFactor>, StoreError> {
        let find = |connection: &mut _| second_factor::of(connection, person);
        self.inner.database.read(find)
    }

    /// The sealed secret of a person that no code has confirmed yet.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub fn waiting_second_factor(&self, person: &PersonId) -> Result<Option<Vec<u8>>, StoreError> {
        let find = |connection: &mut _| second_factor::waiting(connection, person);
        self.inner.database.read(find)
    }

    /// Every sealed secret with its person, holding or waiting, by person: for seeing whether a key opens them.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub fn sealed_secrets(&self) -> Result<Vec<(PersonId, Vec<u8>)>, StoreError> {
        self.inner.database.read(second_factor::all_sealed)
    }

    /// How many recovery codes of a person were not used yet.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub fn recovery_codes_left(&self, person: &PersonId) -> Result<u32, StoreError> {
        let count = |connection: &mut _| second_factor::recovery_codes_left(connection, person);
        self.inner.database.read(count)
    }

    /// Keeps a sealed secret of who is signed in until a code of it comes. One that holds already goes on to hold.
    /// `false` when the session is over.
    ///
    /// # Errors
    /// When the database fails.
    pub fn prepare_second_factor(
        &self,
        me: &SignedIn,
        sealed: &[u8],
        context: &AuditContext,
    ) -> Result<bool, StoreError> {
        let now = self.micros();
        self.inner.database.write(|connection| {
            if !hold(connection, me, now)? {
                return Ok(false);
            }
            second_factor::prepare(connection, &me.person.id, sealed)?;
            let draft = entries::second_factor_prepared(&me.person.id, context);
            audit::append(connection, &draft, now)?;
            Ok(true)
        })
    }

    /// Lets the secret hold that waits, after a code of this step, and with these recovery codes. The session is one
    /// with a second factor from now on, and the person's other sessions end. `false` when another secret waits by
    /// now, or the session is over.
    ///
    /// # Errors
    /// When the database fails.
    pub fn confirm_second_factor(
        &self,
        me: &SignedIn,
        checked: &[u8],
        step: u64,
        recovery_codes: &[[u8; 32]],
        context: &AuditContext,
    ) -> Result<bool, StoreError> {
        let (person, now) = (&me.person.id, self.micros());
        self.inner.database.write(|connection| {
            if !hold(connection, me, now)? || !second_factor::confirm(connection, person, checked, step, now)?
            {
                return Ok(false);
            }
            second_factor::replace_recovery_codes(connection, person, recovery_codes, now)?;
            sessions::confirm(connection, &me.session, true, now)?;
            let ended = sessions::end_all_of(connection, person, Some(&me.session), SessionEnd::Ended, now)?;
            let draft = entries::second_factor_set(person, ended, context);
            audit::append(connection, &draft, now)?;
            Ok(true)
        })
    }

    /// Gives a person a sealed secret that holds at once, in the place of any other and without recovery codes, and
    /// ends their sessions. For the people of a demonstration, whose secrets are told to everybody.
    ///
    /// # Errors
    /// [`StoreError::UnknownPerson`] when nobody who may sign in has this id, or when the database fails.
    pub fn give_second_factor(
        &self,
        person: &PersonId,
        sealed: &[u8],
        context: &AuditContext,
    ) -> Result<(), StoreError> {
        let now = self.micros();
        self.inner.database.write(|connection| {
            if !people::hold_state(connection, person, PersonState::Active)? {
                return Err(StoreError::UnknownPerson(person.clone()));
            }
            second_factor::remove(connection, person)?;
            second_factor::prepare(connection, person, sealed)?;
            second_factor::confirm(connection, person, sealed, 0, now)?;
            let ended = sessions::end_all_of(connection, person, None, SessionEnd::Ended, now)?;
            let draft = entries::second_factor_set(person, ended, context);
            audit::append(connection, &draft, now).map(drop)
        })
    }

    /// Puts new recovery codes in the place of those of who is signed in. `false` when no second factor is set up, or
    /// the session is over.
    ///
    /// # Errors
    /// When the database fails.
    pub fn replace_recovery_codes(
        &self,
        me: &SignedIn,
        hashes: &[[u8; 32]],
        context: &AuditContext,
    ) -> Result<bool, StoreError> {
        let (person, now) = (&me.person.id, self.micros());
        self.inner.database.write(|connection| {
            if !hold(connection, me, now)? || second_factor::of(connection, person)?.is_none() {
                return Ok(false);
            }
            second_factor::replace_recovery_codes(connection, person, hashes, now)?;
            let draft = entries::recovery_codes_made(person, context);
            audit::append(connection, &draft, now)?;
            Ok(true)
        })
    }

    /// Takes the second factor of who is signed in away, unless one of their roles needs it.
    ///
    /// # Errors
    /// When the database fails.
    pub fn take_away_second_factor(
        &self,
        me: &SignedIn,
        context: &AuditContext,
    ) -> Result<FactorRemoval, StoreError> {
        let (person, now) = (&me.person.id, self.micros());
        self.inner.database.write(|connection| {
            if !hold(connection, me, now)? {
                return Ok(FactorRemoval::SessionOver);
            }
            if second_factor::of(connection, person)?.is_none() {
                return Ok(FactorRemoval::NotSet);
            }
            let grants = grants::of_person(connection, person)?;
            if grants.iter().any(|grant| grant.role.needs_second_factor()) {
                return Ok(FactorRemoval::Needed);
            }
            second_factor::remove(connection, person)?;
            // A role given later must not wake in a session that has no second factor any more.
            sessions::forget_second_factor(connection, person)?;
            let draft = entries::second_factor_removed(person, 0, context);
            audit::append(connection, &draft, now)?;
            Ok(FactorRemoval::Removed)
        })
    }

    /// Takes the second factor of a person away, whatever their roles, and ends their sessions: for an administrator,
    /// when somebody lost the authenticator and the recovery codes. `false` when there was none.
    ///
    /// # Errors
    /// [`StoreError::UnknownPerson`] when nobody has this id, [`StoreError::BeyondReach`], or when the database fails.
    pub fn remove_second_factor(
        &self,
        person: &PersonId,
        decider: Decider<'_>,
        context: &AuditContext,
    ) -> Result<bool, StoreError> {
        let now = self.micros();
        self.inner.database.write(|connection| {
            require_reach(connection, person, decider)?;
            if people::find(connection, person)?.is_none() {
                return Err(StoreError::UnknownPerson(person.clone()));
            }
            if !second_factor::remove(connection, person)? {
                return Ok(false);
            }
            let ended = sessions::end_all_of(connection, person, None, SessionEnd::Ended, now)?;
            let draft = entries::second_factor_removed(person, ended, context);
            audit::append(connection, &draft, now)?;
            Ok(true)
        })
    }

    /// Says that who is signed in showed anew who they are: by the password, whose hash was `checked`, by a code, or
    /// by both. With a code the session is one with a second factor from now on. `false` when the password is another
    /// by now, the code is not good, or the session is over.
    ///
    /// # Errors
    /// When the database fails.
    pub fn confirm_session(
        &self,
        me: &SignedIn,
        checked: Option<&str>,
        code: Option<&ShownCode>,
        context: &AuditContext,
    ) -> Result<bool, StoreError> {
        let (person, now) = (&me.person.id, self.micros());
        self.inner.database.write(|connection| {
            if !hold(connection, me, now)? {
                return Ok(false);
            }
            if let Some(checked) = checked
                && !people::hold_password(connection, person, checked)?
            {
                return Ok(false);
            }
            if let Some(code) = code
                && !second_factor::use_code(connection, person, code, now)?
            {
                return Ok(false);
            }
            sessions::confirm(connection, &me.session, code.is_some(), now)?;
            let draft = entries::session_confirmed(&me.session, person, checked.is_some(), code, context);
            audit::append(connection, &draft, now)?;
            Ok(true)
        })
    }
}

/// Holds a person who is signed in until the end of the transaction; `false` when the session is over.
fn hold(connection: &mut AnyConnection, me: &SignedIn, now: Micros) -> Result<bool, StoreError> {
    Ok(
        people::hold_state(connection, &me.person.id, PersonState::Active)?
            && sessions::open(connection, &me.session, now)?.is_some(),
    )
}
