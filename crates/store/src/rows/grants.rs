//! Roles given to people, and where they hold.

use super::{members, parsed};
use crate::database::AnyConnection;
use crate::error::{Corrupt, Step, StoreError};
use crate::instant::{self, Micros};
use crate::schema::{area, network, person, role_grant};
use blis_domain::area::AreaCode;
use blis_domain::network::NetworkCode;
use blis_domain::person::{PersonId, PersonState};
use blis_domain::rights::{Grant, Role, Within};
use diesel::prelude::*;

type GrantRow = (String, Option<String>, Option<String>);

/// Gives a person a role, and tells the id of the grant.
pub(crate) fn insert(
    connection: &mut AnyConnection,
    owner: &str,
    grant: &Grant,
    given_by: &str,
    now: Micros,
) -> Result<String, StoreError> {
    let (municipality, network) = match &grant.within {
        Within::Municipality(code) => {
            require_area(connection, code)?;
            (Some(code.as_str()), None)
        }
        Within::Network(code) => {
            require_network(connection, code)?;
            (None, Some(code.as_str()))
        }
        Within::Everywhere | Within::Feed(_) => (None, None),
    };
    if !grant.role.is_of_people() || !grant.role.fits(&grant.within) {
        return Err(StoreError::ImpossibleGrant(grant.role));
    }
    let id = instant::id(now);
    diesel::insert_into(role_grant::table)
        .values((
            role_grant::id.eq(&id),
            role_grant::person.eq(owner),
            role_grant::role.eq(grant.role.code()),
            role_grant::municipality.eq(municipality),
            role_grant::network.eq(network),
            role_grant::given_by.eq(given_by),
            role_grant::given_at.eq(now),
        ))
        .execute(connection)
        .step("give the role")?;
    Ok(id)
}

/// The roles of a person, each with the networks of its municipality.
pub(crate) fn of_person(connection: &mut AnyConnection, person: &PersonId) -> Result<Vec<Grant>, StoreError> {
    let rows: Vec<GrantRow> = role_grant::table
        .filter(role_grant::person.eq(person.as_str()))
        .order((role_grant::given_at, role_grant::id))
        .select((role_grant::role, role_grant::municipality, role_grant::network))
        .load(connection)
        .step("read the roles of a person")?;
    let municipalities: Vec<&str> = rows.iter().filter_map(|(_, code, _)| code.as_deref()).collect();
    let memberships = match municipalities.is_empty() {
        true => Vec::new(),
        false => members::networks_of(connection, &municipalities)?,
    };
    rows.into_iter()
        .map(|row| Ok(into_grant(row, &memberships)?))
        .collect()
}

/// Whether a person holds this role in this place.
pub(crate) fn holds(
    connection: &mut AnyConnection,
    person: &PersonId,
    grant: &Grant,
) -> Result<bool, StoreError> {
    let given = of_person(connection, person)?;
    Ok(given
        .iter()
        .any(|one| one.role == grant.role && one.within == grant.within))
}

/// Takes a role from a person, and tells which; nothing when the person has no such grant.
pub(crate) fn remove(
    connection: &mut AnyConnection,
    person: &PersonId,
    id: &str,
) -> Result<Option<Grant>, StoreError> {
    if super::cannot_be_stored(id) {
        return Ok(None);
    }
    let row: Option<GrantRow> = role_grant::table
        .filter(role_grant::id.eq(id))
        .filter(role_grant::person.eq(person.as_str()))
        .select((role_grant::role, role_grant::municipality, role_grant::network))
        .first(connection)
        .optional()
        .step("look for the role of a person")?;
    let Some(row) = row else { return Ok(None) };
    let removed = diesel::delete(role_grant::table.find(id))
        .execute(connection)
        .step("take the role")?;
    match removed {
        1 => Ok(Some(into_grant(row, &[])?)),
        _ => Ok(None),
    }
}

/// Locks everybody who administers the installation until the end of the transaction, the same ones in the same
/// order for whoever else does, so that no two of them are taken away at once.
pub(crate) fn lock_admins(connection: &mut AnyConnection) -> Result<(), StoreError> {
    match connection {
        // The transaction began IMMEDIATE: the whole database is locked for writing already.
        #[cfg(feature = "sqlite")]
        AnyConnection::Sqlite(_) => Ok(()),
        #[cfg(feature = "postgres")]
        AnyConnection::Postgres(connection) => {
            let admins = role_grant::table
                .filter(role_grant::role.eq(Role::Admin.code()))
                .select(role_grant::person);
            let locked: Result<Vec<String>, _> = person::table
                .filter(person::id.eq_any(admins))
                .order(person::id)
                .select(person::id)
                .for_update()
                .load(connection);
            locked.map(drop).step("lock the administrators")
        }
    }
}

/// Whether the person administers the installation now, and nobody else would do so without them. The invented people
/// of a demonstration can stand in for each other, and for nobody real.
pub(crate) fn is_last_admin(connection: &mut AnyConnection, id: &PersonId) -> Result<bool, StoreError> {
    let admins = role_grant::table
        .filter(role_grant::role.eq(Role::Admin.code()))
        .select(role_grant::person);
    let active: Vec<(String, bool)> = person::table
        .filter(person::state.eq(PersonState::Active.code()))
        .filter(person::id.eq_any(admins))
        .select((person::id, person::demonstration))
        .load(connection)
        .step("read the administrators")?;
    let Some((_, invented)) = active.iter().find(|(one, _)| one == id.as_str()) else {
        return Ok(false);
    };
    let mut others = active.iter().filter(|(one, _)| one != id.as_str());
    Ok(!others.any(|(_, other)| *invented || !*other))
}

fn into_grant(
    (role, municipality, network): GrantRow,
    memberships: &[(String, String)],
) -> Result<Grant, Corrupt> {
    let role = Role::from_code(&role).ok_or_else(|| Corrupt::new("role_grant.role", &role))?;
    let within = match (&municipality, network) {
        (Some(code), _) => Within::Municipality(parsed("role_grant.municipality", code)?),
        (None, Some(code)) => Within::Network(parsed("role_grant.network", &code)?),
        (None, None) => Within::Everywhere,
    };
    let networks = memberships
        .iter()
        .filter(|(area, _)| municipality.as_ref() == Some(area))
        .map(|(_, network)| parsed("network_member.network", network))
        .collect::<Result<Vec<NetworkCode>, Corrupt>>()?;
    Ok(Grant {
        networks,
        ..Grant::new(role, within)
    })
}

fn require_area(connection: &mut AnyConnection, code: &AreaCode) -> Result<(), StoreError> {
    let found: Option<String> = area::table
        .find(code.as_str())
        .select(area::code)
        .first(connection)
        .optional()
        .step("look for the municipality of a role")?;
    found
        .map(drop)
        .ok_or_else(|| StoreError::UnknownArea(code.clone()))
}

fn require_network(connection: &mut AnyConnection, code: &NetworkCode) -> Result<(), StoreError> {
    let found: Option<String> = network::table
        .find(code.as_str())
        .select(network::code)
        .first(connection)
        .optional()
        .step("look for the network of a role")?;
    found
        .map(drop)
        .ok_or_else(|| StoreError::UnknownNetwork(code.clone()))
}
