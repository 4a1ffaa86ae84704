//! Identities at the services of other organisations, and whose they are here.

use super::{cannot_be_stored, parsed};
use crate::database::AnyConnection;
use crate::error::{Step, StoreError};
use crate::instant::{self, Micros, rfc3339};
use crate::schema::external_identity;
use blis_domain::person::{EmailAddress, PersonId, PersonName};
use diesel::prelude::*;
use std::fmt;

/// What another service witnesses of somebody who signed in there.
#[derive(Clone, PartialEq, Eq)]
pub struct Witness {
    /// The service, as it names itself in its tokens.
    pub issuer: String,
    /// What it calls the person; never given to another.
    pub subject: String,
    /// The e-mail address, where the service has verified that it is theirs.
    pub verified_email: Option<EmailAddress>,
    /// Their name, where the service tells it.
    pub name: Option<PersonName>,
}

impl fmt::Debug for Witness {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Witness({})", self.issuer)
    }
}

/// An identity at another service that is linked to an account.
#[derive(Clone, PartialEq, Eq)]
pub struct ExternalIdentity {
    /// Its id here.
    pub id: String,
    /// The service.
    pub issuer: String,
    /// What the service calls the person.
    pub subject: String,
    /// When it was linked: RFC 3339, UTC.
    pub linked_at: String,
}

impl fmt::Debug for ExternalIdentity {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "ExternalIdentity({} at {})", self.id, self.issuer)
    }
}

/// Whose an identity is.
pub(crate) fn owner(
    connection: &mut AnyConnection,
    issuer: &str,
    subject: &str,
) -> Result<Option<PersonId>, StoreError> {
    if cannot_be_stored(subject) {
        return Ok(None);
    }
    let owner: Option<String> = external_identity::table
        .filter(external_identity::issuer.eq(issuer))
        .filter(external_identity::subject.eq(subject))
        .select(external_identity::person)
        .first(connection)
        .optional()
        .step("look for the owner of an identity")?;
    Ok(owner
        .map(|id| parsed("external_identity.person", &id))
        .transpose()?)
}

/// The identities of a person, the oldest first.
pub(crate) fn of_person(
    connection: &mut AnyConnection,
    person: &PersonId,
) -> Result<Vec<ExternalIdentity>, StoreError> {
    let rows: Vec<(String, String, String, Micros)> = external_identity::table
        .filter(external_identity::person.eq(person.as_str()))
        .order((external_identity::linked_at, external_identity::id))
        .select((
            external_identity::id,
            external_identity::issuer,
            external_identity::subject,
            external_identity::linked_at,
        ))
        .load(connection)
        .step("read the identities of a person")?;
    rows.into_iter()
        .map(|(id, issuer, subject, linked_at)| {
            Ok(ExternalIdentity {
                id,
                issuer,
                subject,
                linked_at: rfc3339(linked_at)?,
            })
        })
        .collect()
}

/// Links an identity to a person, and gives its id. Whether it is anybody's was looked at before; of two who link the
/// same at once the database lets one through.
pub(crate) fn insert(
    connection: &mut AnyConnection,
    witness: &Witness,
    person: &PersonId,
    now: Micros,
) -> Result<String, StoreError> {
    let id = instant::id(now);
    diesel::insert_into(external_identity::table)
        .values((
            external_identity::id.eq(&id),
            external_identity::issuer.eq(&witness.issuer),
            external_identity::subject.eq(&witness.subject),
            external_identity::person.eq(person.as_str()),
            external_identity::linked_at.eq(now),
        ))
        .execute(connection)
        .step("link an identity")?;
    Ok(id)
}

/// Unlinks an identity; `false` when it is gone already.
pub(crate) fn delete(connection: &mut AnyConnection, id: &str) -> Result<bool, StoreError> {
    let gone = diesel::delete(external_identity::table.find(id))
        .execute(connection)
        .step("unlink an identity")?;
    Ok(gone == 1)
}
