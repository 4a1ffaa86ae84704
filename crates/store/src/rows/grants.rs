//! Roles given to people, and where they hold.

use super::parsed;
use crate::database::AnyConnection;
use crate::error::{Corrupt, Step, StoreError};
use crate::instant::{self, Micros};
use crate::schema::{area, network, network_member, role_grant};
use blis_domain::area::AreaCode;
use blis_domain::network::NetworkCode;
use blis_domain::person::PersonId;
use blis_domain::rights::{Grant, Role, Within};
use diesel::prelude::*;

type GrantRow = (String, Option<String>, Option<String>);

/// Gives a person a role.
pub(crate) fn insert(
    connection: &mut AnyConnection,
    person: &str,
    grant: &Grant,
    given_by: &str,
    now: Micros,
) -> Result<(), StoreError> {
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
    diesel::insert_into(role_grant::table)
        .values((
            role_grant::id.eq(instant::id(now)),
            role_grant::person.eq(person),
            role_grant::role.eq(grant.role.code()),
            role_grant::municipality.eq(municipality),
            role_grant::network.eq(network),
            role_grant::given_by.eq(given_by),
            role_grant::given_at.eq(now),
        ))
        .execute(connection)
        .map(drop)
        .step("give the role")
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
    let memberships: Vec<(String, String)> = if municipalities.is_empty() {
        Vec::new()
    } else {
        network_member::table
            .filter(network_member::area.eq_any(municipalities))
            .order((network_member::area, network_member::network))
            .select((network_member::area, network_member::network))
            .load(connection)
            .step("read the networks of a municipality")?
    };
    rows.into_iter()
        .map(|row| Ok(into_grant(row, &memberships)?))
        .collect()
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
