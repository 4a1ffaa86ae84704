//! People: who may sign in, and with what.

use super::sessions::SignedIn;
use super::{Store, entries};
use crate::audit::AuditContext;
use crate::error::StoreError;
use crate::rows::people::{self, Account, NewPerson, Person};
use crate::rows::sessions::{self, SessionEnd};
use crate::rows::{audit, letters};
use blis_domain::person::{EmailAddress, PersonId, PersonName};
use blis_domain::text::Language;

impl Store {
    /// Adds a person with their roles.
    ///
    /// # Errors
    /// [`StoreError::PersonExists`], [`StoreError::UnknownArea`], [`StoreError::UnknownNetwork`],
    /// [`StoreError::ImpossibleGrant`], or when the database fails.
    pub fn add_person(&self, new: &NewPerson, context: &AuditContext) -> Result<PersonId, StoreError> {
        let now = self.micros();
        self.inner.database.write(|connection| {
            let id = people::insert(connection, new, now)?;
            audit::append(connection, &entries::person_added(new, &id, context), now)?;
            for grant in &new.grants {
                audit::append(connection, &entries::role_given(grant, &id, context), now)?;
            }
            Ok(id)
        })
    }

    /// How many people there are who are not invented for a demonstration, without those erased.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub fn real_people(&self) -> Result<u64, StoreError> {
        self.inner.database.read(people::count_real)
    }

    /// The account that signs in with this address.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub fn account(&self, email: &EmailAddress) -> Result<Option<Account>, StoreError> {
        let folded = email.folded();
        let find = |connection: &mut _| people::account_of(connection, &folded);
        self.inner.database.read(find)
    }

    /// The person with this id; nothing when there is none, or they were erased.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub fn person(&self, id: &PersonId) -> Result<Option<Person>, StoreError> {
        let find = |connection: &mut _| people::find(connection, id);
        self.inner.database.read(find)
    }

    /// Changes what a person says of themselves; what is `None` stays. Gives the person as they are then: nothing when
    /// they were erased meanwhile.
    ///
    /// # Errors
    /// When the database fails.
    pub fn change_account(
        &self,
        person: &PersonId,
        name: Option<&PersonName>,
        language: Option<Language>,
        context: &AuditContext,
    ) -> Result<Option<Person>, StoreError> {
        let now = self.micros();
        self.inner.database.write(|connection| {
            let Some(before) = people::find(connection, person)? else {
                return Ok(None);
            };
            let after = Person {
                name: name.cloned().or_else(|| before.name.clone()),
                language: language.unwrap_or(before.language),
                ..before.clone()
            };
            if after != before {
                people::describe(connection, person, after.name.as_ref(), after.language)?;
                audit::append(
                    connection,
                    &entries::account_changed(&before, &after, context),
                    now,
                )?;
            }
            Ok(Some(after))
        })
    }

    /// Sets the password of a person, and ends all of their sessions.
    ///
    /// # Errors
    /// [`StoreError::UnknownPerson`] when nobody who may have one has this id, or when the database fails.
    pub fn set_password(
        &self,
        person: &PersonId,
        password_hash: &str,
        context: &AuditContext,
    ) -> Result<(), StoreError> {
        self.replace_password(person, None, password_hash, context)
            .map(drop)
    }

    /// Changes the password of who is signed in, and ends their other sessions. `checked` is the hash that the present
    /// password was checked against; `false` when it does not hold any more, or the session is over.
    ///
    /// # Errors
    /// As for [`Store::set_password`].
    pub fn change_password(
        &self,
        me: &SignedIn,
        checked: &str,
        password_hash: &str,
        context: &AuditContext,
    ) -> Result<bool, StoreError> {
        let own = Some((me.session.as_str(), checked));
        self.replace_password(&me.person.id, own, password_hash, context)
    }

    fn replace_password(
        &self,
        person: &PersonId,
        own: Option<(&str, &str)>,
        password_hash: &str,
        context: &AuditContext,
    ) -> Result<bool, StoreError> {
        let now = self.micros();
        self.inner.database.write(|connection| {
            if let Some((session, checked)) = own
                && !(people::hold_password(connection, person, checked)?
                    && sessions::open(connection, session, now)?.is_some())
            {
                return Ok(false);
            }
            if !people::set_password(connection, person, password_hash, now)? {
                return Err(StoreError::UnknownPerson(person.clone()));
            }
            // Whoever changes the password because somebody else got at their letters is rid of the links in them.
            letters::end_links_of(connection, person, now)?;
            let keep = own.map(|(session, _)| session);
            let ended = sessions::end_all_of(connection, person, keep, SessionEnd::PasswordSet, now)?;
            let draft = entries::password_set(person, ended, context);
            audit::append(connection, &draft, now)?;
            Ok(true)
        })
    }
}
