//! People: who may sign in, and with what.

use super::{grants, parsed};
use crate::database::AnyConnection;
use crate::error::{Corrupt, Step, StoreError, is_twice};
use crate::instant::{self, Micros};
use crate::schema::{person, role_grant};
use blis_domain::person::{EmailAddress, PersonId, PersonName, PersonState};
use blis_domain::rights::{Grant, Role};
use blis_domain::text::Language;
use diesel::prelude::*;
use std::fmt;

/// A person to be added.
#[derive(Clone)]
pub struct NewPerson {
    /// Where letters go, and what the person signs in with.
    pub email: EmailAddress,
    /// What others read.
    pub name: Option<PersonName>,
    /// The language of letters.
    pub language: Language,
    /// The Argon2id hash of the password (PHC string); without one the person is invited and cannot sign in yet.
    pub password_hash: Option<String>,
    /// Whether the person is invented for a demonstration.
    pub demonstration: bool,
    /// The roles.
    pub grants: Vec<Grant>,
    /// Who adds the person: an id, or the name of a command.
    pub added_by: String,
}

impl fmt::Debug for NewPerson {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "NewPerson({} roles)", self.grants.len())
    }
}

/// What is known of a person.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Person {
    /// The id.
    pub id: PersonId,
    /// Where letters go.
    pub email: EmailAddress,
    /// What others read.
    pub name: Option<PersonName>,
    /// The language of letters.
    pub language: Language,
    /// What may be done with the account.
    pub state: PersonState,
    /// Whether the person is invented for a demonstration.
    pub demonstration: bool,
}

/// What a sign-in is checked against.
#[derive(Clone, PartialEq, Eq)]
pub struct Account {
    /// Who it is.
    pub person: PersonId,
    /// The Argon2id hash of the password (PHC string), once one was set.
    pub password_hash: Option<String>,
    /// What may be done with the account.
    pub state: PersonState,
    /// Whether the person is invented for a demonstration.
    pub demonstration: bool,
}

impl fmt::Debug for Account {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Account({})", self.person)
    }
}

#[derive(Queryable, Selectable)]
#[diesel(table_name = person)]
struct PersonRow {
    id: String,
    email: Option<String>,
    name: Option<String>,
    language: String,
    state: String,
    demonstration: bool,
}

impl PersonRow {
    fn into_person(self) -> Result<Person, Corrupt> {
        // Whoever was erased has no address and is nobody any more.
        let email = self.email.unwrap_or_default();
        Ok(Person {
            id: parsed("person.id", &self.id)?,
            email: email
                .parse()
                .map_err(|_| Corrupt::new("person.email", "an address"))?,
            name: self.name.map(|name| parsed("person.name", &name)).transpose()?,
            language: Language::from_tag(&self.language)
                .ok_or_else(|| Corrupt::new("person.language", &self.language))?,
            state: state_of(&self.state)?,
            demonstration: self.demonstration,
        })
    }
}

#[derive(Queryable, Selectable)]
#[diesel(table_name = person)]
struct AccountRow {
    id: String,
    password_hash: Option<String>,
    state: String,
    demonstration: bool,
}

impl AccountRow {
    fn into_account(self) -> Result<Account, Corrupt> {
        Ok(Account {
            person: parsed("person.id", &self.id)?,
            password_hash: self.password_hash,
            state: state_of(&self.state)?,
            demonstration: self.demonstration,
        })
    }
}

fn state_of(code: &str) -> Result<PersonState, Corrupt> {
    PersonState::from_code(code).ok_or_else(|| Corrupt::new("person.state", code))
}

/// Adds a person with their roles.
pub(crate) fn insert(
    connection: &mut AnyConnection,
    new: &NewPerson,
    now: Micros,
) -> Result<PersonId, StoreError> {
    let folded = new.email.folded();
    if account_of(connection, &folded)?.is_some() {
        return Err(StoreError::PersonExists);
    }
    let id = instant::id(now);
    let state = match new.password_hash {
        Some(_) => PersonState::Active,
        None => PersonState::Invited,
    };
    let added = diesel::insert_into(person::table)
        .values((
            person::id.eq(&id),
            person::email.eq(new.email.as_str()),
            person::email_folded.eq(folded),
            person::name.eq(new.name.as_ref().map(PersonName::as_str)),
            person::language.eq(new.language.tag()),
            person::password_hash.eq(new.password_hash.as_deref()),
            person::password_set_at.eq(new.password_hash.as_ref().map(|_| now)),
            person::state.eq(state.code()),
            person::demonstration.eq(new.demonstration),
            person::created_at.eq(now),
            person::version.eq(1),
        ))
        .execute(connection);
    match added {
        Err(error) if is_twice(&error, "person_email_unique") => return Err(StoreError::PersonExists),
        added => added.step("add the person")?,
    };
    for grant in &new.grants {
        grants::insert(connection, &id, grant, &new.added_by, now)?;
    }
    Ok(parsed("person.id", &id)?)
}

/// The account that signs in with this address, as [`EmailAddress::folded`] gives it.
pub(crate) fn account_of(
    connection: &mut AnyConnection,
    email_folded: &str,
) -> Result<Option<Account>, StoreError> {
    let row: Option<AccountRow> = person::table
        .filter(person::email_folded.eq(email_folded))
        .select(AccountRow::as_select())
        .first(connection)
        .optional()
        .step("look for the account")?;
    Ok(row.map(AccountRow::into_account).transpose()?)
}

/// The account of the person with this id.
pub(crate) fn account(connection: &mut AnyConnection, id: &PersonId) -> Result<Option<Account>, StoreError> {
    let row: Option<AccountRow> = person::table
        .find(id.as_str())
        .select(AccountRow::as_select())
        .first(connection)
        .optional()
        .step("read the account")?;
    Ok(row.map(AccountRow::into_account).transpose()?)
}

/// Holds the password of a person as it is until the end of the transaction; `false` when it is another by now, or the
/// person may not sign in any more.
///
/// What was checked against a hash some time ago counts only if the hash is still the one that holds: otherwise a
/// sign-in that was under way would outlive the change of the password.
pub(crate) fn hold_password(
    connection: &mut AnyConnection,
    id: &PersonId,
    password_hash: &str,
) -> Result<bool, StoreError> {
    let held = diesel::update(person::table)
        .filter(person::id.eq(id.as_str()))
        .filter(person::password_hash.eq(password_hash))
        .filter(person::state.eq(PersonState::Active.code()))
        .set(person::version.eq(person::version))
        .execute(connection)
        .step("hold the password of a person")?;
    Ok(held == 1)
}

/// Holds a person in a state until the end of the transaction; `false` when they are in another by now.
pub(crate) fn hold_state(
    connection: &mut AnyConnection,
    id: &PersonId,
    state: PersonState,
) -> Result<bool, StoreError> {
    let held = diesel::update(person::table)
        .filter(person::id.eq(id.as_str()))
        .filter(person::state.eq(state.code()))
        .set(person::version.eq(person::version))
        .execute(connection)
        .step("hold the state of a person")?;
    Ok(held == 1)
}

/// Lets nobody else change a person before the end of the transaction.
pub(crate) fn hold(connection: &mut AnyConnection, id: &PersonId) -> Result<(), StoreError> {
    diesel::update(person::table.find(id.as_str()))
        .set(person::version.eq(person::version))
        .execute(connection)
        .map(drop)
        .step("hold a person")
}

/// Makes a person who is invited active, under this name where they have none; `false` when they are not invited any
/// more.
pub(crate) fn activate(
    connection: &mut AnyConnection,
    id: &PersonId,
    name: Option<&PersonName>,
) -> Result<bool, StoreError> {
    let changed = diesel::update(person::table)
        .filter(person::id.eq(id.as_str()))
        .filter(person::state.eq(PersonState::Invited.code()))
        .set((
            person::state.eq(PersonState::Active.code()),
            person::version.eq(person::version + 1),
        ))
        .execute(connection)
        .step("make a person active")?;
    if changed == 0 {
        return Ok(false);
    }
    diesel::update(person::table)
        .filter(person::id.eq(id.as_str()))
        .filter(person::name.is_null())
        .set(person::name.eq(name.map(PersonName::as_str)))
        .execute(connection)
        .map(|_| true)
        .step("name a person who became active")
}

/// The person with this id; nothing when there is none, or they were erased.
pub(crate) fn find(connection: &mut AnyConnection, id: &PersonId) -> Result<Option<Person>, StoreError> {
    let row: Option<PersonRow> = person::table
        .filter(person::id.eq(id.as_str()))
        .filter(person::state.ne(PersonState::Erased.code()))
        .select(PersonRow::as_select())
        .first(connection)
        .optional()
        .step("read the person")?;
    Ok(row.map(PersonRow::into_person).transpose()?)
}

/// Sets what a person says of themselves. The caller has found the person in the same transaction.
pub(crate) fn describe(
    connection: &mut AnyConnection,
    id: &PersonId,
    name: Option<&PersonName>,
    language: Language,
) -> Result<(), StoreError> {
    diesel::update(person::table.find(id.as_str()))
        .set((
            person::name.eq(name.map(PersonName::as_str)),
            person::language.eq(language.tag()),
            person::version.eq(person::version + 1),
        ))
        .execute(connection)
        .map(drop)
        .step("change what a person says of themselves")
}

/// Sets the password of a person who is invited or active; `false` when there is no such person.
pub(crate) fn set_password(
    connection: &mut AnyConnection,
    id: &PersonId,
    password_hash: &str,
    now: Micros,
) -> Result<bool, StoreError> {
    let changed = diesel::update(person::table)
        .filter(person::id.eq(id.as_str()))
        .filter(person::state.eq_any([PersonState::Invited.code(), PersonState::Active.code()]))
        .set((
            person::password_hash.eq(password_hash),
            person::password_set_at.eq(now),
            person::state.eq(PersonState::Active.code()),
            person::version.eq(person::version + 1),
        ))
        .execute(connection)
        .step("set the password")?;
    Ok(changed == 1)
}

/// Takes a person who was invited in: with the name they chose, the language and the password. `false` when they are
/// not invited any more.
pub(crate) fn take_in(
    connection: &mut AnyConnection,
    id: &PersonId,
    (name, language): (&PersonName, Language),
    password_hash: &str,
    now: Micros,
) -> Result<bool, StoreError> {
    let changed = diesel::update(person::table)
        .filter(person::id.eq(id.as_str()))
        .filter(person::state.eq(PersonState::Invited.code()))
        .set((
            person::name.eq(name.as_str()),
            person::language.eq(language.tag()),
            person::password_hash.eq(password_hash),
            person::password_set_at.eq(now),
            person::state.eq(PersonState::Active.code()),
            person::version.eq(person::version + 1),
        ))
        .execute(connection)
        .step("take in the person")?;
    Ok(changed == 1)
}

/// How many people there are who are not invented for a demonstration, whatever their state, without those erased.
pub(crate) fn count_real(connection: &mut AnyConnection) -> Result<u64, StoreError> {
    let real: i64 = person::table
        .filter(person::demonstration.eq(false))
        .filter(person::state.ne(PersonState::Erased.code()))
        .count()
        .get_result(connection)
        .step("count the people who are real")?;
    Ok(super::unsigned("the people who are real", real)?)
}

/// Whether anybody real who may sign in runs the system.
pub(crate) fn is_there_an_admin(connection: &mut AnyConnection) -> Result<bool, StoreError> {
    let found: Option<String> = role_grant::table
        .inner_join(person::table)
        .filter(role_grant::role.eq(Role::Admin.code()))
        .filter(person::state.eq(PersonState::Active.code()))
        .filter(person::demonstration.eq(false))
        .select(person::id)
        .first(connection)
        .optional()
        .step("look for an administrator")?;
    Ok(found.is_some())
}
