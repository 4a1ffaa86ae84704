//! Networks and their life. Who takes part is in `members`.

use super::{members, parsed, unsigned};
use crate::database::AnyConnection;
use crate::error::{Corrupt, Step, StoreError};
use crate::schema::{indicator, network};
use blis_domain::area::AreaCode;
use blis_domain::indicator::{Dimension, Indicator, PolicyArea};
use blis_domain::network::{Network, NetworkCode, NetworkCounts, NetworkStage};
use blis_domain::text::Text;
use diesel::prelude::*;
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

/// All networks in their order, with members and counts.
pub(crate) fn all(connection: &mut AnyConnection) -> Result<Vec<Network>, StoreError> {
    with_members(connection, None)
}

/// All networks with the members of a data version, and counts over the catalogue of that time. Who coordinated them, and
/// where they stood, is not told of the past.
pub(crate) fn then(
    connection: &mut AnyConnection,
    version: u64,
    catalogue: &[Indicator],
) -> Result<Vec<Network>, StoreError> {
    let mut networks = with_members(connection, Some(version))?;
    for network in &mut networks {
        let own = catalogue
            .iter()
            .filter(|sheet| sheet.policy_area == network.policy_area && sheet.dimension.is_shown());
        network.counts.indicators = own.count() as u32;
        network.coordinator = None;
        network.stage = None;
    }
    Ok(networks)
}

fn with_members(connection: &mut AnyConnection, version: Option<u64>) -> Result<Vec<Network>, StoreError> {
    let mut members: HashMap<String, (Vec<AreaCode>, bool)> = HashMap::new();
    for row in members::all(connection, version)? {
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
