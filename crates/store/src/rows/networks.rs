//! Networks and their members.

use super::{parsed, unsigned};
use crate::database::AnyConnection;
use crate::error::{Corrupt, Step, StoreError};
use crate::schema::{area, indicator, network, network_member};
use blis_domain::area::AreaCode;
use blis_domain::indicator::{Dimension, PolicyArea};
use blis_domain::network::{Network, NetworkCode, NetworkCounts, NetworkStage};
use blis_domain::text::Text;
use diesel::prelude::*;
use serde::Serialize;
use std::collections::HashMap;

/// The part of a row of `network` that is shipped; coordinator and stage belong to the network's life.
#[derive(Debug, Clone, PartialEq, Queryable, Selectable, Insertable, AsChangeset)]
#[diesel(table_name = network)]
pub(crate) struct NetworkRow {
    pub(crate) code: String,
    pub(crate) position: i32,
    pub(crate) name_lv: String,
    pub(crate) name_en: String,
    pub(crate) theme_lv: String,
    pub(crate) theme_en: String,
    pub(crate) policy_area: String,
}

/// A row of `network_member`.
#[derive(Debug, Clone, PartialEq, Eq, Queryable, Selectable, Insertable)]
#[diesel(table_name = network_member)]
pub(crate) struct MemberRow {
    pub(crate) network: String,
    pub(crate) area: String,
    pub(crate) demonstration: bool,
}

/// All networks in their order, with members and counts.
pub(crate) fn all(connection: &mut AnyConnection) -> Result<Vec<Network>, StoreError> {
    let mut members: HashMap<String, (Vec<AreaCode>, bool)> = HashMap::new();
    for row in members_by_name(connection)? {
        let (codes, demonstration) = members.entry(row.network).or_default();
        codes.push(parsed("network_member.area", &row.area)?);
        *demonstration |= row.demonstration;
    }
    let shown = Dimension::ALL
        .iter()
        .filter(|one| one.is_shown())
        .map(|one| one.code());
    let sheets: HashMap<String, i64> = indicator::table
        .filter(indicator::dimension.eq_any(shown))
        .group_by(indicator::policy_area)
        .select((indicator::policy_area, diesel::dsl::count_star()))
        .load::<(String, i64)>(connection)
        .step("count the indicators of the networks")?
        .into_iter()
        .collect();
    let rows: Vec<(NetworkRow, Option<String>, Option<String>)> = network::table
        .order((network::position, network::code))
        .select((NetworkRow::as_select(), network::coordinator, network::stage))
        .load(connection)
        .step("read the networks")?;
    let mut networks = Vec::with_capacity(rows.len());
    for (row, coordinator, stage) in rows {
        let (members, demonstration) = members.remove(&row.code).unwrap_or_default();
        let policy_area = PolicyArea::from_code(&row.policy_area)
            .ok_or_else(|| Corrupt::new("network.policy_area", &row.policy_area))?;
        networks.push(Network {
            code: parsed("network.code", &row.code)?,
            name: Text::new(row.name_lv, row.name_en),
            theme: Text::new(row.theme_lv, row.theme_en),
            policy_area,
            counts: NetworkCounts {
                members: members.len() as u32,
                indicators: unsigned(
                    "the count of indicators",
                    sheets.get(policy_area.code()).copied().unwrap_or(0),
                )?,
            },
            members,
            coordinator,
            stage: stage.as_deref().map(stage_of).transpose()?,
            demonstration,
        });
    }
    Ok(networks)
}

fn stage_of(code: &str) -> Result<NetworkStage, Corrupt> {
    NetworkStage::from_code(code).ok_or_else(|| Corrupt::new("network.stage", code))
}

fn members_by_name(connection: &mut AnyConnection) -> Result<Vec<MemberRow>, StoreError> {
    network_member::table
        .inner_join(area::table)
        .order((network_member::network, area::sort_key, area::code))
        .select(MemberRow::as_select())
        .load(connection)
        .step("read the members of the networks")
}

/// All rows of `network`.
pub(crate) fn all_rows(connection: &mut AnyConnection) -> Result<Vec<NetworkRow>, StoreError> {
    network::table
        .order(network::code)
        .select(NetworkRow::as_select())
        .load(connection)
        .step("read the networks")
}

/// Adds a network.
pub(crate) fn insert(connection: &mut AnyConnection, row: &NetworkRow) -> Result<(), StoreError> {
    diesel::insert_into(network::table)
        .values(row)
        .execute(connection)
        .map(drop)
        .step("add a network")
}

/// Updates what is shipped of a network.
pub(crate) fn update(connection: &mut AnyConnection, row: &NetworkRow) -> Result<(), StoreError> {
    diesel::update(network::table.find(&row.code))
        .set(row)
        .execute(connection)
        .map(drop)
        .step("update a network")
}

/// Whether any membership is invented.
pub(crate) fn any_demonstration(connection: &mut AnyConnection) -> Result<bool, StoreError> {
    diesel::select(diesel::dsl::exists(
        network_member::table.filter(network_member::demonstration.eq(true)),
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

/// Puts these members in the place of those there, and tells which networks have others now.
pub(crate) fn replace_members(
    connection: &mut AnyConnection,
    members: &[(NetworkCode, AreaCode)],
    demonstration: bool,
) -> Result<Vec<MembersChanged>, StoreError> {
    let networks: Vec<String> = network::table
        .select(network::code)
        .order((network::position, network::code))
        .load(connection)
        .step("read the codes of the networks")?;
    let areas = super::areas::codes(connection)?;
    let mut rows: Vec<MemberRow> = Vec::with_capacity(members.len());
    for (network, area) in members {
        if !networks.iter().any(|known| known == network.as_str()) {
            return Err(StoreError::UnknownNetwork(network.clone()));
        }
        if !areas.contains(area) {
            return Err(StoreError::UnknownArea(area.clone()));
        }
        rows.push(MemberRow {
            network: network.to_string(),
            area: area.to_string(),
            demonstration,
        });
    }
    rows.sort_by(|a, b| (&a.network, &a.area).cmp(&(&b.network, &b.area)));
    rows.dedup();
    let before: Vec<MemberRow> = network_member::table
        .order((network_member::network, network_member::area))
        .select(MemberRow::as_select())
        .load(connection)
        .step("read the members of the networks")?;
    if before == rows {
        return Ok(Vec::new());
    }
    diesel::delete(network_member::table)
        .execute(connection)
        .step("take back the members of the networks")?;
    for row in &rows {
        diesel::insert_into(network_member::table)
            .values(row)
            .execute(connection)
            .step("add a member of a network")?;
    }
    let mut changed = Vec::new();
    for code in &networks {
        let (old, new) = (Membership::of(code, &before), Membership::of(code, &rows));
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

/// Adds a member; `false` when it is one already.
pub(crate) fn add_member(
    connection: &mut AnyConnection,
    code: &NetworkCode,
    member: &AreaCode,
    demonstration: bool,
) -> Result<bool, StoreError> {
    if !super::areas::codes(connection)?.contains(member) {
        return Err(StoreError::UnknownArea(member.clone()));
    }
    let there: Option<String> = network_member::table
        .find((code.as_str(), member.as_str()))
        .select(network_member::area)
        .first(connection)
        .optional()
        .step("look for the member of a network")?;
    if there.is_some() {
        return Ok(false);
    }
    diesel::insert_into(network_member::table)
        .values(MemberRow {
            network: code.to_string(),
            area: member.to_string(),
            demonstration,
        })
        .execute(connection)
        .map(|_| true)
        .step("add a member of a network")
}

/// Takes a member out; `false` when it is none.
pub(crate) fn remove_member(
    connection: &mut AnyConnection,
    code: &NetworkCode,
    member: &AreaCode,
) -> Result<bool, StoreError> {
    diesel::delete(network_member::table.find((code.as_str(), member.as_str())))
        .execute(connection)
        .map(|removed| removed == 1)
        .step("take a member out of a network")
}

/// What belongs to the life of a network, and is changed by who manages it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NetworkLife {
    /// Who organises and serves it, as everybody reads it.
    pub coordinator: Option<String>,
    /// Where it stands in the learning cycle.
    pub stage: Option<NetworkStage>,
}

/// Who coordinates a network, and where it stands.
pub(crate) fn life(connection: &mut AnyConnection, code: &NetworkCode) -> Result<NetworkLife, StoreError> {
    let row: Option<(Option<String>, Option<String>)> = network::table
        .find(code.as_str())
        .select((network::coordinator, network::stage))
        .first(connection)
        .optional()
        .step("read a network")?;
    let (coordinator, stage) = row.ok_or_else(|| StoreError::UnknownNetwork(code.clone()))?;
    Ok(NetworkLife {
        coordinator,
        stage: stage.as_deref().map(stage_of).transpose()?,
    })
}

/// Sets who coordinates a network, and where it stands.
pub(crate) fn set_life(
    connection: &mut AnyConnection,
    code: &NetworkCode,
    life: &NetworkLife,
) -> Result<(), StoreError> {
    diesel::update(network::table.find(code.as_str()))
        .set((
            network::coordinator.eq(life.coordinator.as_deref()),
            network::stage.eq(life.stage.map(NetworkStage::code)),
        ))
        .execute(connection)
        .map(drop)
        .step("change a network")
}
