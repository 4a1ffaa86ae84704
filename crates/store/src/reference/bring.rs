//! Bringing what is shipped into the tables: what is missing is added, what reads otherwise is updated,
//! what the tables have besides is left alone (a sheet that is no longer shipped keeps its values). Sheets, which people
//! change, are another matter (`sheets`).

use super::sheets::bring_catalogue;
use super::{Shipped, ShippedNetwork};
use crate::database::AnyConnection;
use crate::error::StoreError;
use crate::rows::areas::{self, AreaRow, SuccessorRow};
use crate::rows::indicators::{self, UnitRow};
use crate::rows::networks::{self, NetworkRow};
use crate::rows::sheets::Since;
use blis_domain::indicator::IndicatorCode;
use std::collections::HashMap;

/// What was brought.
#[derive(Debug, Default)]
pub(crate) struct Brought {
    /// Entries that were not there.
    pub(crate) added: u32,
    /// Entries that read otherwise.
    pub(crate) updated: u32,
    /// Whether any sheet has a new version.
    pub(crate) sheets: bool,
    /// Sheets that this release changes and somebody changed here: they stay as they are.
    pub(crate) kept: Vec<IndicatorCode>,
    /// Indicators that have a formula now and had another or none before; new sheets with one, too.
    pub(crate) formulas_changed: Vec<IndicatorCode>,
}

/// Brings everything into the tables, with the counters locked. What it says of sheets is known since the change that the
/// caller finishes.
pub(crate) fn bring(
    connection: &mut AnyConnection,
    shipped: &Shipped,
    since: Since,
) -> Result<Brought, StoreError> {
    let mut brought = Brought::default();
    bring_areas(connection, shipped, &mut brought)?;
    bring_networks(connection, shipped, &mut brought)?;
    bring_units(connection, shipped, &mut brought)?;
    bring_catalogue(connection, shipped, since, &mut brought)?;
    Ok(brought)
}

fn bring_areas(
    connection: &mut AnyConnection,
    shipped: &Shipped,
    brought: &mut Brought,
) -> Result<(), StoreError> {
    let there: HashMap<String, AreaRow> = by_code(areas::all_rows(connection)?, |row| &row.code);
    let mut successors: HashMap<String, Vec<SuccessorRow>> = HashMap::new();
    for row in areas::all_successors(connection)? {
        successors.entry(row.area.clone()).or_default().push(row);
    }
    for area in &shipped.areas {
        let row = AreaRow::from(area);
        let its_successors = SuccessorRow::all_of(area);
        let same_successors = successors.get(&row.code) == Some(&its_successors);
        match there.get(&row.code) {
            None => {
                areas::insert(connection, &row)?;
                brought.added += 1;
            }
            Some(before) if *before != row || !same_successors => {
                areas::update(connection, &row)?;
                brought.updated += 1;
            }
            Some(_) => continue,
        }
        areas::replace_successors(connection, &row.code, &its_successors)?;
    }
    Ok(())
}

fn bring_networks(
    connection: &mut AnyConnection,
    shipped: &Shipped,
    brought: &mut Brought,
) -> Result<(), StoreError> {
    let there: HashMap<String, NetworkRow> = by_code(networks::all_rows(connection)?, |row| &row.code);
    for (network, position) in shipped.networks.iter().zip(0..) {
        let row = network_row(network, position);
        match there.get(&row.code) {
            None => {
                networks::insert(connection, &row)?;
                brought.added += 1;
            }
            Some(before) if *before != row => {
                networks::update(connection, &row)?;
                brought.updated += 1;
            }
            Some(_) => {}
        }
    }
    Ok(())
}

fn network_row(network: &ShippedNetwork, position: i32) -> NetworkRow {
    NetworkRow {
        code: network.code.to_string(),
        position,
        name_lv: network.name.lv.clone(),
        name_en: network.name.en.clone(),
        theme_lv: network.theme.lv.clone(),
        theme_en: network.theme.en.clone(),
        policy_area: network.policy_area.code().to_owned(),
    }
}

fn bring_units(
    connection: &mut AnyConnection,
    shipped: &Shipped,
    brought: &mut Brought,
) -> Result<(), StoreError> {
    let there: HashMap<String, UnitRow> = by_code(indicators::all_units(connection)?, |row| &row.code);
    for row in shipped.units.iter().map(UnitRow::from) {
        match there.get(&row.code) {
            None => {
                indicators::insert_unit(connection, &row)?;
                brought.added += 1;
            }
            Some(before) if *before != row => {
                indicators::update_unit(connection, &row)?;
                brought.updated += 1;
            }
            Some(_) => {}
        }
    }
    Ok(())
}

fn by_code<R>(rows: Vec<R>, code: impl Fn(&R) -> &String) -> HashMap<String, R> {
    rows.into_iter().map(|row| (code(&row).clone(), row)).collect()
}
