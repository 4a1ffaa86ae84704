//! What the law on personal data asks for: all that is held about a person, and its erasure (GDPR, articles 15 and 17).

use super::{Store, entries};
use crate::audit::AuditContext;
use crate::directory::PersonListed;
use crate::error::StoreError;
use crate::rows::erasure::{self, Erased};
use crate::rows::identities::{self, ExternalIdentity};
use crate::rows::letters::{self, LetterHeld};
use crate::rows::sessions_listed::{self, SessionHeld};
use crate::rows::{audit, directory, grants};
use blis_domain::person::{PersonId, PersonState};
use blis_domain::rights::Sight;

/// All that is held about a person, but for the audit log, which [`Store::audit`] reads with [`Sight::Own`].
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct HeldOfPerson {
    /// The account with every role.
    pub person: PersonListed,
    /// Every session there was, the newest first.
    pub sessions: Vec<SessionHeld>,
    /// The identities at other services, the oldest first.
    pub identities: Vec<ExternalIdentity>,
    /// The letters, the newest first.
    pub letters: Vec<LetterHeld>,
}

impl Store {
    /// All that is held about a person, as of one instant; nothing when there is none, or they were erased.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub fn held_of(&self, person: &PersonId) -> Result<Option<HeldOfPerson>, StoreError> {
        self.inner.database.read(|connection| {
            let seen = directory::seen(connection, &Sight::Everything, person)?;
            let Some(seen) = seen.filter(|seen| seen.person.state != PersonState::Erased) else {
                return Ok(None);
            };
            Ok(Some(HeldOfPerson {
                person: seen.person,
                sessions: sessions_listed::all_of(connection, person)?,
                identities: identities::of_person(connection, person)?,
                letters: letters::of_person(connection, person)?,
            }))
        })
    }

    /// Erases a person. The id stays, with nothing to say who it was; the audit log stays whole. `version` is the one
    /// that whoever decides has seen. On SQLite nothing of them is left in the files of the database either; of
    /// PostgreSQL docs/OPERATIONS.md says where it stays for a while.
    ///
    /// # Errors
    /// [`StoreError::UnknownPerson`], also when they were erased before, [`StoreError::Stale`],
    /// [`StoreError::LastAdmin`], or when the database fails.
    pub fn erase_person(
        &self,
        person: &PersonId,
        version: u64,
        context: &AuditContext,
    ) -> Result<Erased, StoreError> {
        let now = self.micros();
        let erased = self.inner.database.write(|connection| {
            grants::lock_admins(connection)?;
            let held = directory::held(connection, person)?
                .filter(|held| held.state != PersonState::Erased)
                .ok_or_else(|| StoreError::UnknownPerson(person.clone()))?;
            if held.version != version {
                return Err(StoreError::Stale);
            }
            if grants::is_last_admin(connection, person)? {
                return Err(StoreError::LastAdmin);
            }
            let places = directory::places(connection, person)?;
            let erased = erasure::erase(connection, person, now)?;
            for draft in entries::person_erased(person, erased, &places, context) {
                audit::append(connection, &draft, now)?;
            }
            Ok(erased)
        })?;
        self.empty_journal();
        Ok(erased)
    }
}
