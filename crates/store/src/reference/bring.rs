//! Bringing what is shipped into the tables: what is missing is added, what reads otherwise is updated,
//! what the tables have besides is left alone (a sheet that is no longer shipped keeps its values).

use super::{Shipped, ShippedNetwork};
use crate::database::AnyConnection;
use crate::error::StoreError;
use crate::rows::areas::{self, AreaRow, SuccessorRow};
use crate::rows::indicators::{self, IndicatorRow, TextRow, UnitRow};
use crate::rows::networks::{self, NetworkRow};
use crate::rows::versions;
use blis_domain::indicator::IndicatorCode;
use std::collections::HashMap;

/// What was brought.
#[derive(Debug, Default)]
pub(crate) struct Brought {
    /// Entries that were not there.
    pub(crate) added: u32,
    /// Entries that read otherwise.
    pub(crate) updated: u32,
    /// Indicators that have a formula now and had another or none before; new sheets with one, too.
    pub(crate) formulas_changed: Vec<IndicatorCode>,
}

/// Brings everything into the tables.
pub(crate) fn bring(connection: &mut AnyConnection, shipped: &Shipped) -> Result<Brought, StoreError> {
    let before = versions::locked(connection)?;
    let mut brought = Brought::default();
    bring_areas(connection, shipped, &mut brought)?;
    bring_networks(connection, shipped, &mut brought)?;
    bring_units(connection, shipped, &mut brought)?;
    bring_catalogue(connection, shipped, &mut brought)?;
    if brought.added + brought.updated > 0 {
        versions::set(connection, before.reference_changed())?;
    }
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

fn bring_catalogue(
    connection: &mut AnyConnection,
    shipped: &Shipped,
    brought: &mut Brought,
) -> Result<(), StoreError> {
    let there: HashMap<String, IndicatorRow> = by_code(indicators::all_rows(connection)?, |row| &row.code);
    let mut partners: HashMap<String, Vec<String>> = HashMap::new();
    for (code, partner) in indicators::all_partners(connection)? {
        partners.entry(code).or_default().push(partner);
    }
    let mut texts: HashMap<String, Vec<TextRow>> = HashMap::new();
    for row in indicators::all_texts(connection)? {
        texts.entry(row.indicator.clone()).or_default().push(row);
    }
    let mut new_partners = Vec::new();
    for (sheet, position) in shipped.catalogue.iter().zip(0..) {
        let row = IndicatorRow::new(sheet, position);
        let its_partners: Vec<String> = sheet.partners.iter().map(ToString::to_string).collect();
        let its_texts = TextRow::all_of(sheet);
        let same_lists = partners.get(&row.code).map_or(&[][..], Vec::as_slice) == its_partners
            && texts.get(&row.code) == Some(&its_texts);
        let before = there.get(&row.code);
        match before {
            None => {
                indicators::insert(connection, &row)?;
                brought.added += 1;
            }
            Some(before) if *before != row || !same_lists => {
                indicators::update(connection, &row)?;
                brought.updated += 1;
            }
            Some(_) => continue,
        }
        indicators::replace_texts(connection, &row.code, &its_texts)?;
        let formula_before = before.and_then(|row| row.formula.as_ref());
        if row.formula.is_some() && row.formula.as_ref() != formula_before {
            brought.formulas_changed.push(sheet.code.clone());
        }
        new_partners.push((row.code, its_partners));
    }
    // After all sheets: a partner may stand further down.
    for (code, its_partners) in new_partners {
        indicators::replace_partners(connection, &code, &its_partners)?;
    }
    Ok(())
}

fn by_code<R>(rows: Vec<R>, code: impl Fn(&R) -> &String) -> HashMap<String, R> {
    rows.into_iter().map(|row| (code(&row).clone(), row)).collect()
}
