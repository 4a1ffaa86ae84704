//! Who takes part in which network, and from which change until which.

use super::{bigint, parsed};
use crate::database::AnyConnection;
use crate::error::{Step, StoreError};
use crate::schema::{area, network, network_member};
use blis_domain::area::AreaCode;
use blis_domain::network::NetworkCode;
use diesel::prelude::*;
use serde::Serialize;

/// Who takes part in what: a row of `network_member` without its versions.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Queryable, Selectable)]
#[diesel(table_name = network_member)]
pub(crate) struct MemberRow {
    pub(crate) network: String,
    pub(crate) area: String,
    pub(crate) demonstration: bool,
}

/// All members as they are, or as they were at a data version: by network, and by the names of the areas.
pub(crate) fn all(
    connection: &mut AnyConnection,
    version: Option<u64>,
) -> Result<Vec<MemberRow>, StoreError> {
    // No change comes after the last number there can be: what is open then is what is.
    let version = version.map_or(i64::MAX, bigint);
    let closed_later = network_member::superseded_version.gt(version);
    network_member::table
        .inner_join(area::table)
        .filter(network_member::version.le(version))
        .filter(
            network_member::superseded_version
                .is_null()
                .or(closed_later.assume_not_null()),
        )
        .order((network_member::network, area::sort_key, area::code))
        .select(MemberRow::as_select())
        .load(connection)
        .step("read the members of the networks")
}

/// The networks of some areas, by area.
pub(crate) fn networks_of(
    connection: &mut AnyConnection,
    areas: &[&str],
) -> Result<Vec<(String, String)>, StoreError> {
    network_member::table
        .filter(network_member::superseded_version.is_null())
        .filter(network_member::area.eq_any(areas))
        .order((network_member::area, network_member::network))
        .select((network_member::area, network_member::network))
        .load(connection)
        .step("read the networks of a municipality")
}

/// Whether any membership is invented.
pub(crate) fn any_demonstration(connection: &mut AnyConnection) -> Result<bool, StoreError> {
    diesel::select(diesel::dsl::exists(
        network_member::table
            .filter(network_member::superseded_version.is_null())
            .filter(network_member::demonstration.eq(true)),
    ))
    .get_result(connection)
    .step("ask whether a membership is for demonstration")
}

/// A network whose members are others now.
#[derive(Debug, PartialEq)]
pub(crate) struct MembersChanged {
    pub(crate) code: NetworkCode,
    pub(crate) before: Membership,
    pub(crate) after: Membership,
}

/// The members of a network, as the audit log keeps them.
#[derive(Debug, PartialEq, Serialize)]
pub(crate) struct Membership {
    members: Vec<String>,
    demonstration: bool,
}

impl Membership {
    fn of(network: &str, rows: &[MemberRow]) -> Membership {
        let own: Vec<&MemberRow> = rows.iter().filter(|row| row.network == network).collect();
        Membership {
            members: own.iter().map(|row| row.area.clone()).collect(),
            demonstration: own.iter().any(|row| row.demonstration),
        }
    }
}

/// Puts these members in the place of those there since a data version, and tells which networks have others now.
pub(crate) fn replace(
    connection: &mut AnyConnection,
    members: &[(NetworkCode, AreaCode)],
    demonstration: bool,
    version: u64,
) -> Result<Vec<MembersChanged>, StoreError> {
    let networks: Vec<String> = network::table
        .select(network::code)
        .order((network::position, network::code))
        .load(connection)
        .step("read the codes of the networks")?;
    let areas = super::areas::codes(connection)?;
    let mut after: Vec<MemberRow> = Vec::with_capacity(members.len());
    for (network, area) in members {
        if !networks.iter().any(|known| known == network.as_str()) {
            return Err(StoreError::UnknownNetwork(network.clone()));
        }
        if !areas.contains(area) {
            return Err(StoreError::UnknownArea(area.clone()));
        }
        after.push(MemberRow {
            network: network.to_string(),
            area: area.to_string(),
            demonstration,
        });
    }
    after.sort();
    after.dedup();
    let mut before = all(connection, None)?;
    before.sort();
    for row in before.iter().filter(|row| after.binary_search(row).is_err()) {
        close(connection, &row.network, &row.area, version)?;
    }
    for row in after.iter().filter(|row| before.binary_search(row).is_err()) {
        open(connection, row, version)?;
    }
    let mut changed = Vec::new();
    for code in &networks {
        let (old, new) = (Membership::of(code, &before), Membership::of(code, &after));
        if old != new {
            changed.push(MembersChanged {
                code: parsed("network.code", code)?,
                before: old,
                after: new,
            });
        }
    }
    Ok(changed)
}

/// Adds a member since a data version; `false` when it is one already.
pub(crate) fn add(
    connection: &mut AnyConnection,
    code: &NetworkCode,
    member: &AreaCode,
    demonstration: bool,
    version: u64,
) -> Result<bool, StoreError> {
    if !super::areas::codes(connection)?.contains(member) {
        return Err(StoreError::UnknownArea(member.clone()));
    }
    let there: Option<String> = network_member::table
        .filter(network_member::superseded_version.is_null())
        .filter(network_member::network.eq(code.as_str()))
        .filter(network_member::area.eq(member.as_str()))
        .select(network_member::area)
        .first(connection)
        .optional()
        .step("look for the member of a network")?;
    if there.is_some() {
        return Ok(false);
    }
    let row = MemberRow {
        network: code.to_string(),
        area: member.to_string(),
        demonstration,
    };
    open(connection, &row, version).map(|()| true)
}

/// Takes a member out since a data version; `false` when it is none.
pub(crate) fn remove(
    connection: &mut AnyConnection,
    code: &NetworkCode,
    member: &AreaCode,
    version: u64,
) -> Result<bool, StoreError> {
    close(connection, code.as_str(), member.as_str(), version)
}

fn open(connection: &mut AnyConnection, row: &MemberRow, version: u64) -> Result<(), StoreError> {
    diesel::insert_into(network_member::table)
        .values((
            network_member::network.eq(&row.network),
            network_member::area.eq(&row.area),
            network_member::demonstration.eq(row.demonstration),
            network_member::version.eq(bigint(version)),
        ))
        .execute(connection)
        .map(drop)
        .step("add a member of a network")
}

/// Whether there was one to be taken out.
fn close(
    connection: &mut AnyConnection,
    network: &str,
    area: &str,
    version: u64,
) -> Result<bool, StoreError> {
    let step = "take a member out of a network";
    // Who came and goes with one number was known by none: that is 0, before the first change.
    let known = diesel::delete(network_member::table.find((network, area, bigint(version))))
        .execute(connection)
        .step(step)?;
    if known == 1 {
        return Ok(true);
    }
    diesel::update(network_member::table)
        .filter(network_member::superseded_version.is_null())
        .filter(network_member::network.eq(network))
        .filter(network_member::area.eq(area))
        .set(network_member::superseded_version.eq(bigint(version)))
        .execute(connection)
        .map(|closed| closed == 1)
        .step(step)
}
