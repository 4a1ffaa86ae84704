//! The history of the sheets.

use super::{bigint, parsed, unsigned};
use crate::database::AnyConnection;
use crate::error::{Corrupt, Step, StoreError};
use crate::instant::{self, Micros};
use crate::schema::{data_change, sheet_version};
use blis_domain::audit::Actor;
use blis_domain::indicator::IndicatorCode;
use blis_domain::sheet::{Sheet, SheetCause};
use diesel::prelude::*;
use sha2::{Digest, Sha256};
use std::collections::HashMap;

/// A version of a sheet.
#[derive(Debug, Clone, PartialEq)]
pub struct SheetVersion {
    /// Counted from 1 in each indicator.
    pub number: u64,
    /// What the sheet said.
    pub sheet: Sheet,
    /// What brought it.
    pub cause: SheetCause,
    /// Whether it became the sheet. What a release brings stays out where the sheet was changed here.
    pub adopted: bool,
    /// Who; nobody for what a release brings.
    pub actor: Option<Actor>,
    /// When, RFC 3339 in UTC. From then on `as_of` tells of it.
    pub at: String,
}

/// A version to be added.
#[derive(Debug)]
pub(crate) struct NewVersion<'a> {
    /// The sheet.
    pub(crate) sheet: &'a Sheet,
    /// Its number.
    pub(crate) number: u64,
    /// What brings it.
    pub(crate) cause: SheetCause,
    /// Whether it becomes the sheet.
    pub(crate) adopted: bool,
    /// Who brings it.
    pub(crate) actor: Option<&'a Actor>,
}

/// The change of which versions are a part.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Since {
    /// The data version it makes; 0 for what was there before any.
    pub(crate) version: u64,
    /// When.
    pub(crate) at: Micros,
}

/// A row of `sheet_version`.
#[derive(Queryable, Selectable)]
#[diesel(table_name = sheet_version)]
struct VersionRow {
    number: i64,
    sheet: String,
    cause: String,
    adopted: bool,
    actor_kind: Option<String>,
    actor: Option<String>,
    at: Micros,
    version: i64,
}

/// The hash of a sheet: the same for as long as nothing in it is another.
pub(crate) fn hash(sheet: &Sheet) -> [u8; 32] {
    Sha256::digest(sheet.canonical()).into()
}

/// Adds a version.
pub(crate) fn insert(
    connection: &mut AnyConnection,
    new: &NewVersion<'_>,
    since: Since,
) -> Result<(), StoreError> {
    let sheet = serde_json::to_string(new.sheet).map_err(|error| Corrupt::new("a sheet", error))?;
    diesel::insert_into(sheet_version::table)
        .values((
            sheet_version::indicator.eq(new.sheet.code.as_str()),
            sheet_version::number.eq(bigint(new.number)),
            sheet_version::sheet.eq(sheet),
            sheet_version::hash.eq(hash(new.sheet).as_slice()),
            sheet_version::cause.eq(new.cause.code()),
            sheet_version::adopted.eq(new.adopted),
            sheet_version::actor_kind.eq(new.actor.map(Actor::kind)),
            sheet_version::actor.eq(new.actor.and_then(Actor::id)),
            sheet_version::at.eq(since.at),
            sheet_version::version.eq(bigint(since.version)),
        ))
        .execute(connection)
        .map(drop)
        .step("add a version of a sheet")
}

/// The number of the latest version of each sheet, whether it became the sheet or not.
pub(crate) fn latest(connection: &mut AnyConnection) -> Result<HashMap<IndicatorCode, u64>, StoreError> {
    numbers(connection, false)
}

/// The number of the version that each sheet is in.
pub(crate) fn in_force(connection: &mut AnyConnection) -> Result<HashMap<IndicatorCode, u64>, StoreError> {
    numbers(connection, true)
}

fn numbers(
    connection: &mut AnyConnection,
    adopted_alone: bool,
) -> Result<HashMap<IndicatorCode, u64>, StoreError> {
    let mut query = sheet_version::table
        .group_by(sheet_version::indicator)
        .select((sheet_version::indicator, diesel::dsl::max(sheet_version::number)))
        .into_boxed();
    if adopted_alone {
        query = query.filter(sheet_version::adopted.eq(true));
    }
    let rows: Vec<(String, Option<i64>)> = query
        .load(connection)
        .step("read the numbers of the sheets' versions")?;
    let mut numbers = HashMap::with_capacity(rows.len());
    for (code, number) in rows {
        numbers.insert(
            parsed("sheet_version.indicator", &code)?,
            unsigned("sheet_version.number", number.unwrap_or(0))?,
        );
    }
    Ok(numbers)
}

/// The hash of the sheet that a release brought last, of each indicator.
pub(crate) fn last_shipped(
    connection: &mut AnyConnection,
) -> Result<HashMap<IndicatorCode, Vec<u8>>, StoreError> {
    let rows: Vec<(String, Vec<u8>)> = sheet_version::table
        .filter(sheet_version::cause.eq(SheetCause::Shipped.code()))
        // Each takes the place of the one before it.
        .order((sheet_version::indicator, sheet_version::number))
        .select((sheet_version::indicator, sheet_version::hash))
        .load(connection)
        .step("read what the last release brought")?;
    let mut hashes = HashMap::with_capacity(rows.len());
    for (code, hash) in rows {
        hashes.insert(parsed("sheet_version.indicator", &code)?, hash);
    }
    Ok(hashes)
}

/// The versions of a sheet, newest first.
pub(crate) fn of(
    connection: &mut AnyConnection,
    indicator: &IndicatorCode,
) -> Result<Vec<SheetVersion>, StoreError> {
    let rows: Vec<(VersionRow, Option<Micros>)> = sheet_version::table
        .left_join(data_change::table.on(data_change::version.eq(sheet_version::version)))
        .filter(sheet_version::indicator.eq(indicator.as_str()))
        .order(sheet_version::number.desc())
        .select((VersionRow::as_select(), data_change::at.nullable()))
        .load(connection)
        .step("read the history of a sheet")?;
    let read = |(row, known_at)| version(row, known_at).map_err(StoreError::from);
    rows.into_iter().map(read).collect()
}

/// One version of a sheet.
pub(crate) fn numbered(
    connection: &mut AnyConnection,
    indicator: &IndicatorCode,
    number: u64,
) -> Result<Option<SheetVersion>, StoreError> {
    let row: Option<(VersionRow, Option<Micros>)> = sheet_version::table
        .left_join(data_change::table.on(data_change::version.eq(sheet_version::version)))
        .filter(sheet_version::indicator.eq(indicator.as_str()))
        .filter(sheet_version::number.eq(bigint(number)))
        .select((VersionRow::as_select(), data_change::at.nullable()))
        .first(connection)
        .optional()
        .step("read a version of a sheet")?;
    let read = |(row, known_at)| version(row, known_at).map_err(StoreError::from);
    row.map(read).transpose()
}

/// The sheets that were in force at a data version.
pub(crate) fn then(
    connection: &mut AnyConnection,
    version: u64,
) -> Result<HashMap<IndicatorCode, Sheet>, StoreError> {
    let rows: Vec<(String, String)> = sheet_version::table
        .filter(sheet_version::version.le(bigint(version)))
        .filter(sheet_version::adopted.eq(true))
        // Each takes the place of the one before it.
        .order((sheet_version::indicator, sheet_version::number))
        .select((sheet_version::indicator, sheet_version::sheet))
        .load(connection)
        .step("read the sheets as they were")?;
    let mut texts: HashMap<String, String> = HashMap::new();
    texts.extend(rows);
    let mut sheets = HashMap::with_capacity(texts.len());
    for (code, text) in texts {
        sheets.insert(parsed("sheet_version.indicator", &code)?, sheet(&text)?);
    }
    Ok(sheets)
}

fn version(row: VersionRow, known_at: Option<Micros>) -> Result<SheetVersion, Corrupt> {
    let actor = match row.actor_kind.as_deref() {
        None => None,
        Some(kind) => Some(
            Actor::from_parts(kind, row.actor.as_deref())
                .ok_or_else(|| Corrupt::new("sheet_version.actor_kind", kind))?,
        ),
    };
    // The change has its instant from the end of its transaction. The number 0 stands for none.
    let at = known_at.filter(|_| row.version > 0).unwrap_or(row.at);
    Ok(SheetVersion {
        number: unsigned("sheet_version.number", row.number)?,
        sheet: sheet(&row.sheet)?,
        cause: SheetCause::from_code(&row.cause)
            .ok_or_else(|| Corrupt::new("sheet_version.cause", &row.cause))?,
        adopted: row.adopted,
        actor,
        at: instant::rfc3339(at)?,
    })
}

fn sheet(text: &str) -> Result<Sheet, Corrupt> {
    serde_json::from_str(text).map_err(|_| Corrupt::new("sheet_version.sheet", text))
}
