//! Areas and what became of them.

use super::{members, parsed, unsigned};
use crate::database::AnyConnection;
use crate::error::{Corrupt, Step, StoreError};
use crate::schema::{area, area_successor};
use blis_domain::area::{Area, AreaCode, AreaKind, Successor};
use blis_domain::locale::sort_key;
use blis_domain::network::NetworkCode;
use blis_domain::text::Text;
use diesel::prelude::*;
use std::collections::HashMap;

/// A row of `area`.
#[derive(Debug, Clone, PartialEq, Queryable, Selectable, Insertable, AsChangeset, Identifiable)]
#[diesel(table_name = area, primary_key(code), treat_none_as_null = true)]
pub(crate) struct AreaRow {
    pub(crate) code: String,
    name_lv: String,
    name_en: String,
    sort_key: String,
    kind: String,
    region: String,
    planning_region: String,
    iso_3166_2: String,
    pilot: bool,
    population: i32,
    population_year: i32,
    area_km2: f64,
    lat: f64,
    lon: f64,
    valid_from: String,
    valid_to: Option<String>,
}

/// A row of `area_successor`.
#[derive(Debug, Clone, PartialEq, Queryable, Selectable, Insertable)]
#[diesel(table_name = area_successor)]
pub(crate) struct SuccessorRow {
    pub(crate) area: String,
    code: String,
    position: i32,
    name_lv: String,
    name_en: String,
    certain: bool,
    note_lv: Option<String>,
    note_en: Option<String>,
}

impl From<&Area> for AreaRow {
    fn from(area: &Area) -> AreaRow {
        AreaRow {
            code: area.code.to_string(),
            name_lv: area.name.lv.clone(),
            name_en: area.name.en.clone(),
            sort_key: sort_key(&area.name.lv),
            kind: area.kind.code().to_owned(),
            region: area.region.clone(),
            planning_region: area.planning_region.clone(),
            iso_3166_2: area.iso_3166_2.clone(),
            pilot: area.pilot,
            // Two thousand million inhabitants are more than there will be.
            population: i32::try_from(area.population).unwrap_or(i32::MAX),
            population_year: i32::from(area.population_year),
            area_km2: area.area_km2,
            lat: area.lat,
            lon: area.lon,
            valid_from: area.valid_from.clone(),
            valid_to: area.valid_to.clone(),
        }
    }
}

impl AreaRow {
    fn into_area(self, networks: Vec<NetworkCode>, successors: Vec<Successor>) -> Result<Area, Corrupt> {
        Ok(Area {
            code: parsed("area.code", &self.code)?,
            name: Text::new(self.name_lv, self.name_en),
            kind: AreaKind::from_code(&self.kind).ok_or_else(|| Corrupt::new("area.kind", &self.kind))?,
            region: self.region,
            planning_region: self.planning_region,
            iso_3166_2: self.iso_3166_2,
            pilot: self.pilot,
            networks,
            population: unsigned("area.population", self.population)?,
            population_year: unsigned("area.population_year", self.population_year)?,
            area_km2: self.area_km2,
            lat: self.lat,
            lon: self.lon,
            valid_from: self.valid_from,
            valid_to: self.valid_to,
            successors,
        })
    }
}

impl SuccessorRow {
    /// The rows of an area's successors, in their order.
    pub(crate) fn all_of(area: &Area) -> Vec<SuccessorRow> {
        let numbered = area.successors.iter().zip(0..);
        numbered
            .map(|(successor, position)| SuccessorRow {
                area: area.code.to_string(),
                code: successor.code.to_string(),
                position,
                name_lv: successor.name.lv.clone(),
                name_en: successor.name.en.clone(),
                certain: successor.certain,
                note_lv: successor.note.as_ref().map(|note| note.lv.clone()),
                note_en: successor.note.as_ref().map(|note| note.en.clone()),
            })
            .collect()
    }

    fn into_successor(self) -> Result<Successor, Corrupt> {
        Ok(Successor {
            code: parsed("area_successor.code", &self.code)?,
            name: Text::new(self.name_lv, self.name_en),
            certain: self.certain,
            note: match (self.note_lv, self.note_en) {
                (Some(lv), Some(en)) => Some(Text::new(lv, en)),
                _ => None,
            },
        })
    }
}

/// All areas by the Latvian alphabet, with their successors and their networks: those they are in, or were in at a data
/// version.
pub(crate) fn all(connection: &mut AnyConnection, version: Option<u64>) -> Result<Vec<Area>, StoreError> {
    let mut networks: HashMap<String, Vec<NetworkCode>> = HashMap::new();
    for row in members::all(connection, version)? {
        let network = parsed("network_member.network", &row.network)?;
        networks.entry(row.area).or_default().push(network);
    }
    let mut successors: HashMap<String, Vec<Successor>> = HashMap::new();
    for row in all_successors(connection)? {
        let area = row.area.clone();
        successors.entry(area).or_default().push(row.into_successor()?);
    }
    let rows: Vec<AreaRow> = area::table
        .order((area::sort_key, area::code))
        .select(AreaRow::as_select())
        .load(connection)
        .step("read the areas")?;
    let mut areas = Vec::with_capacity(rows.len());
    for row in rows {
        let networks = networks.remove(&row.code).unwrap_or_default();
        let successors = successors.remove(&row.code).unwrap_or_default();
        areas.push(row.into_area(networks, successors)?);
    }
    Ok(areas)
}

/// The codes of all areas in the order of [`all`]: the columns of every block.
pub(crate) fn codes(connection: &mut AnyConnection) -> Result<Vec<AreaCode>, StoreError> {
    let codes: Vec<String> = area::table
        .order((area::sort_key, area::code))
        .select(area::code)
        .load(connection)
        .step("read the codes of the areas")?;
    Ok(codes
        .iter()
        .map(|code| parsed("area.code", code))
        .collect::<Result<_, _>>()?)
}

/// All rows of `area`.
pub(crate) fn all_rows(connection: &mut AnyConnection) -> Result<Vec<AreaRow>, StoreError> {
    area::table
        .order(area::code)
        .select(AreaRow::as_select())
        .load(connection)
        .step("read the areas")
}

/// All rows of `area_successor`.
pub(crate) fn all_successors(connection: &mut AnyConnection) -> Result<Vec<SuccessorRow>, StoreError> {
    area_successor::table
        .order((area_successor::area, area_successor::position))
        .select(SuccessorRow::as_select())
        .load(connection)
        .step("read the successors of the areas")
}

/// Adds an area.
pub(crate) fn insert(connection: &mut AnyConnection, row: &AreaRow) -> Result<(), StoreError> {
    diesel::insert_into(area::table)
        .values(row)
        .execute(connection)
        .map(drop)
        .step("add an area")
}

/// Puts an area's row in the place of the one there.
pub(crate) fn update(connection: &mut AnyConnection, row: &AreaRow) -> Result<(), StoreError> {
    diesel::update(area::table.find(&row.code))
        .set(row)
        .execute(connection)
        .map(drop)
        .step("update an area")
}

/// Puts these successors in the place of those an area has.
pub(crate) fn replace_successors(
    connection: &mut AnyConnection,
    area: &str,
    rows: &[SuccessorRow],
) -> Result<(), StoreError> {
    diesel::delete(area_successor::table.filter(area_successor::area.eq(area)))
        .execute(connection)
        .step("take back the successors of an area")?;
    for row in rows {
        diesel::insert_into(area_successor::table)
            .values(row)
            .execute(connection)
            .step("add the successor of an area")?;
    }
    Ok(())
}
