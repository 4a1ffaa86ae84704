//! The catalogue: sheets, units and partners.

use super::dividing::DivisionRow;
use super::{parsed, unsigned};
use crate::database::AnyConnection;
use crate::error::{Corrupt, Step, StoreError};
use crate::schema::{
    desk_value, indicator, indicator_partner, indicator_text, indicator_version, observation, unit,
};
use blis_domain::indicator::{Dimension, Direction, Gate, Indicator, IndicatorCode, PolicyArea, Unit};
use blis_domain::period::{Frequency, Period};
use blis_domain::sheet::Sheet;
use blis_domain::text::{Language, Text};
use diesel::dsl::exists;
use diesel::prelude::*;
use std::collections::HashMap;

/// A row of `unit`.
#[derive(Debug, Clone, PartialEq, Queryable, Selectable, Insertable, AsChangeset)]
#[diesel(table_name = unit, treat_none_as_null = true)]
pub(crate) struct UnitRow {
    pub(crate) code: String,
    sdmx: Option<String>,
    symbol_lv: String,
    symbol_en: String,
    name_lv: String,
    name_en: String,
}

/// A row of `indicator`.
#[derive(Debug, Clone, PartialEq, Queryable, Selectable, Insertable, AsChangeset)]
#[diesel(table_name = indicator, treat_none_as_null = true)]
pub(crate) struct IndicatorRow {
    pub(crate) code: String,
    position: i32,
    policy_area: String,
    dimension: String,
    unit: String,
    decimals: i32,
    min_value: Option<f64>,
    max_value: Option<f64>,
    direction: String,
    frequency: String,
    pub(crate) formula: Option<String>,
    min_count: Option<i32>,
    gate: String,
    expected_days: Option<i32>,
    count_of: Option<String>,
    #[diesel(embed)]
    division: DivisionRow,
}

/// A row of `indicator_text`: the words of a sheet in one language.
#[derive(Debug, Clone, PartialEq, Queryable, Selectable, Insertable)]
#[diesel(table_name = indicator_text)]
pub(crate) struct TextRow {
    pub(crate) indicator: String,
    language: String,
    name: String,
    definition: String,
    reading: String,
    source: String,
}

impl TextRow {
    /// The rows of a sheet.
    pub(crate) fn all_of(sheet: &Sheet) -> Vec<TextRow> {
        let row = |language: Language| TextRow {
            indicator: sheet.code.to_string(),
            language: language.tag().to_owned(),
            name: sheet.name.get(language).to_owned(),
            definition: sheet.definition.get(language).to_owned(),
            reading: sheet.reading.get(language).to_owned(),
            source: sheet.source.get(language).to_owned(),
        };
        Language::ALL.into_iter().map(row).collect()
    }
}

/// The words of a sheet in both languages.
#[derive(Default)]
struct Words {
    name: Text,
    definition: Text,
    reading: Text,
    source: Text,
}

impl Words {
    fn add(&mut self, row: TextRow) -> Result<(), Corrupt> {
        let language = Language::from_tag(&row.language)
            .ok_or_else(|| Corrupt::new("indicator_text.language", &row.language))?;
        let words = [
            (&mut self.name, row.name),
            (&mut self.definition, row.definition),
            (&mut self.reading, row.reading),
            (&mut self.source, row.source),
        ];
        for (text, word) in words {
            match language {
                Language::Lv => text.lv = word,
                Language::En => text.en = word,
            }
        }
        Ok(())
    }
}

impl From<&Unit> for UnitRow {
    fn from(unit: &Unit) -> UnitRow {
        UnitRow {
            code: unit.code.clone(),
            sdmx: unit.sdmx.clone(),
            symbol_lv: unit.symbol.lv.clone(),
            symbol_en: unit.symbol.en.clone(),
            name_lv: unit.name.lv.clone(),
            name_en: unit.name.en.clone(),
        }
    }
}

impl From<UnitRow> for Unit {
    fn from(row: UnitRow) -> Unit {
        Unit {
            code: row.code,
            sdmx: row.sdmx,
            symbol: Text::new(row.symbol_lv, row.symbol_en),
            name: Text::new(row.name_lv, row.name_en),
        }
    }
}

impl IndicatorRow {
    /// The row of a sheet that stands at a position of the catalogue.
    pub(crate) fn new(sheet: &Sheet, position: i32) -> IndicatorRow {
        IndicatorRow {
            code: sheet.code.to_string(),
            position,
            policy_area: sheet.policy_area.code().to_owned(),
            dimension: sheet.dimension.code().to_owned(),
            unit: sheet.unit.clone(),
            decimals: i32::from(sheet.decimals),
            min_value: sheet.min,
            max_value: sheet.max,
            direction: sheet.direction.code().to_owned(),
            frequency: sheet.frequency.code().to_owned(),
            formula: sheet.formula.clone(),
            min_count: sheet
                .min_count
                .map(|count| i32::try_from(count).unwrap_or(i32::MAX)),
            gate: sheet.gate.code().to_owned(),
            expected_days: sheet
                .expected_days
                .map(|days| i32::try_from(days).unwrap_or(i32::MAX)),
            count_of: sheet.count_of.as_ref().map(ToString::to_string),
            division: sheet.division().into(),
        }
    }

    fn into_sheet(
        self,
        unit: UnitRow,
        words: Words,
        partners: Vec<IndicatorCode>,
        periods: Option<(Option<String>, Option<String>)>,
    ) -> Result<Indicator, Corrupt> {
        let (first, last) = periods.unwrap_or_default();
        let divided = self.division.read()?;
        let period = |text: Option<String>| -> Result<Option<Period>, Corrupt> {
            text.map(|text| parsed("a period", &text)).transpose()
        };
        Ok(Indicator {
            code: parsed("indicator.code", &self.code)?,
            policy_area: PolicyArea::from_code(&self.policy_area)
                .ok_or_else(|| Corrupt::new("indicator.policy_area", &self.policy_area))?,
            dimension: Dimension::from_code(&self.dimension)
                .ok_or_else(|| Corrupt::new("indicator.dimension", &self.dimension))?,
            name: words.name,
            definition: words.definition,
            reading: words.reading,
            unit: unit.into(),
            decimals: unsigned("indicator.decimals", self.decimals)?,
            min: self.min_value,
            max: self.max_value,
            direction: Direction::from_code(&self.direction)
                .ok_or_else(|| Corrupt::new("indicator.direction", &self.direction))?,
            frequency: Frequency::from_code(&self.frequency)
                .ok_or_else(|| Corrupt::new("indicator.frequency", &self.frequency))?,
            source: words.source,
            formula: self.formula,
            min_count: self
                .min_count
                .map(|count| unsigned("indicator.min_count", count))
                .transpose()?,
            gate: Gate::from_code(&self.gate).ok_or_else(|| Corrupt::new("indicator.gate", &self.gate))?,
            expected_days: self
                .expected_days
                .map(|days| unsigned("indicator.expected_days", days))
                .transpose()?,
            count_of: self
                .count_of
                .map(|code| parsed("indicator.count_of", &code))
                .transpose()?,
            parts: divided.division().named(),
            breakdowns: divided.breakdowns,
            age_groups: divided.age_groups,
            parts_add_up: divided.adds_up,
            partners,
            first_period: period(first)?,
            last_period: period(last)?,
        })
    }
}

/// The catalogue in its order: by policy area, dimension and position. A sheet that moves into another dimension stands
/// among its like at once.
pub(crate) fn all(connection: &mut AnyConnection) -> Result<Vec<Indicator>, StoreError> {
    let mut partners: HashMap<String, Vec<IndicatorCode>> = HashMap::new();
    for (indicator, partner) in all_partners(connection)? {
        let partner = parsed("indicator_partner.partner", &partner)?;
        partners.entry(indicator).or_default().push(partner);
    }
    let mut words: HashMap<String, Words> = HashMap::new();
    let texts: Vec<TextRow> = indicator_text::table
        .select(TextRow::as_select())
        .load(connection)
        .step("read the texts of the catalogue")?;
    for row in texts {
        words.entry(row.indicator.clone()).or_default().add(row)?;
    }
    let mut periods: HashMap<String, (Option<String>, Option<String>)> = indicator_version::table
        .select((
            indicator_version::indicator,
            indicator_version::first_period,
            indicator_version::last_period,
        ))
        .load::<(String, Option<String>, Option<String>)>(connection)
        .step("read the first and last periods")?
        .into_iter()
        .map(|(code, first, last)| (code, (first, last)))
        .collect();
    let rows: Vec<(IndicatorRow, UnitRow)> = indicator::table
        .inner_join(unit::table)
        .order((indicator::position, indicator::code))
        .select((IndicatorRow::as_select(), UnitRow::as_select()))
        .load(connection)
        .step("read the catalogue")?;
    let mut sheets = Vec::with_capacity(rows.len());
    for (row, unit) in rows {
        let partners = partners.remove(&row.code).unwrap_or_default();
        let periods = periods.remove(&row.code);
        let words = words.remove(&row.code);
        let words = words.ok_or_else(|| Corrupt::new("indicator_text", format!("without {}", row.code)))?;
        sheets.push(row.into_sheet(unit, words, partners, periods)?);
    }
    // A stable sort: within a dimension the position counts.
    sheets.sort_by_key(|sheet| (sheet.policy_area, sheet.dimension));
    Ok(sheets)
}

/// The position of each sheet.
pub(crate) fn positions(connection: &mut AnyConnection) -> Result<HashMap<String, i32>, StoreError> {
    let rows: Vec<(String, i32)> = indicator::table
        .select((indicator::code, indicator::position))
        .load(connection)
        .step("read the positions of the sheets")?;
    Ok(rows.into_iter().collect())
}

/// Moves a sheet to another position.
pub(crate) fn set_position(
    connection: &mut AnyConnection,
    code: &IndicatorCode,
    position: i32,
) -> Result<(), StoreError> {
    diesel::update(indicator::table.find(code.as_str()))
        .set(indicator::position.eq(position))
        .execute(connection)
        .map(drop)
        .step("move a sheet")
}

/// Whether anything was ever received or computed of an indicator, what waits on the desk among it.
pub(crate) fn has_figures(connection: &mut AnyConnection, code: &IndicatorCode) -> Result<bool, StoreError> {
    let figures = observation::table.filter(observation::indicator.eq(code.as_str()));
    let waiting = desk_value::table
        .filter(desk_value::indicator.eq(code.as_str()))
        .filter(desk_value::left_at.is_null());
    diesel::select(exists(figures).or(exists(waiting)))
        .get_result(connection)
        .step("look for figures of an indicator")
}

/// All pairs of an indicator and its partner, in their order.
fn all_partners(connection: &mut AnyConnection) -> Result<Vec<(String, String)>, StoreError> {
    indicator_partner::table
        .order((indicator_partner::indicator, indicator_partner::position))
        .select((indicator_partner::indicator, indicator_partner::partner))
        .load(connection)
        .step("read the partners of the indicators")
}

/// All rows of `unit`.
pub(crate) fn all_units(connection: &mut AnyConnection) -> Result<Vec<UnitRow>, StoreError> {
    unit::table
        .order(unit::code)
        .select(UnitRow::as_select())
        .load(connection)
        .step("read the units")
}

/// The units.
pub(crate) fn units(connection: &mut AnyConnection) -> Result<Vec<Unit>, StoreError> {
    Ok(all_units(connection)?.into_iter().map(Unit::from).collect())
}

/// Adds a unit.
pub(crate) fn insert_unit(connection: &mut AnyConnection, row: &UnitRow) -> Result<(), StoreError> {
    diesel::insert_into(unit::table)
        .values(row)
        .execute(connection)
        .map(drop)
        .step("add a unit")
}

/// Puts a unit's row in the place of the one there.
pub(crate) fn update_unit(connection: &mut AnyConnection, row: &UnitRow) -> Result<(), StoreError> {
    diesel::update(unit::table.find(&row.code))
        .set(row)
        .execute(connection)
        .map(drop)
        .step("update a unit")
}

/// Puts a sheet in the place of the one there, or adds it; but for its partners, which may not be there yet.
pub(crate) fn put(connection: &mut AnyConnection, sheet: &Sheet, position: i32) -> Result<(), StoreError> {
    let row = IndicatorRow::new(sheet, position);
    let changed = diesel::update(indicator::table.find(&row.code))
        .set(&row)
        .execute(connection)
        .step("update an indicator")?;
    if changed == 0 {
        diesel::insert_into(indicator::table)
            .values(&row)
            .execute(connection)
            .step("add an indicator")?;
    }
    diesel::delete(indicator_text::table.filter(indicator_text::indicator.eq(&row.code)))
        .execute(connection)
        .step("take back the texts of an indicator")?;
    for text in TextRow::all_of(sheet) {
        diesel::insert_into(indicator_text::table)
            .values(text)
            .execute(connection)
            .step("add the text of an indicator")?;
    }
    Ok(())
}

/// Puts the partners of a sheet in the place of those that are there.
pub(crate) fn put_partners(connection: &mut AnyConnection, sheet: &Sheet) -> Result<(), StoreError> {
    let code = sheet.code.as_str();
    diesel::delete(indicator_partner::table.filter(indicator_partner::indicator.eq(code)))
        .execute(connection)
        .step("take back the partners of an indicator")?;
    for (partner, position) in sheet.partners.iter().zip(0i32..) {
        diesel::insert_into(indicator_partner::table)
            .values((
                indicator_partner::indicator.eq(code),
                indicator_partner::position.eq(position),
                indicator_partner::partner.eq(partner.as_str()),
            ))
            .execute(connection)
            .step("add the partner of an indicator")?;
    }
    Ok(())
}
