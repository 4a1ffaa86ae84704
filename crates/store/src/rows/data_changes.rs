//! The changes as wholes, newest first: what made each, and which indicators it touched.

use super::{bigint, parsed, unsigned};
use crate::database::AnyConnection;
use crate::error::{Corrupt, Step, StoreError};
use crate::instant::{self, Micros};
use crate::schema::{batch, data_change, data_change_indicator, explanation, sheet_version};
use blis_domain::change::{ChangeCause, DataChange, TouchedIndicator};
use blis_domain::indicator::IndicatorCode;
use diesel::prelude::*;
use std::collections::{BTreeMap, HashMap};

/// A page of changes.
#[derive(Debug, Clone, PartialEq)]
pub struct DataChangesFound {
    /// The changes, newest first.
    pub items: Vec<DataChange>,
    /// How many there are in all.
    pub total: u64,
    /// The data version of the last of them, when older ones follow.
    pub next: Option<u64>,
}

#[derive(Queryable, Selectable)]
#[diesel(table_name = data_change)]
struct ChangeRow {
    version: i64,
    at: Micros,
    cause: String,
    batch: Option<String>,
    new_cells: i64,
    changed_cells: i64,
    withdrawn_cells: i64,
}

/// Keeps how many cells of each indicator a change touched: whoever lists changes must not count a million values.
pub(crate) fn count(
    connection: &mut AnyConnection,
    version: u64,
    cells: &BTreeMap<IndicatorCode, u64>,
) -> Result<(), StoreError> {
    for (indicator, cells) in cells.iter().filter(|(_, cells)| **cells > 0) {
        diesel::insert_into(data_change_indicator::table)
            .values((
                data_change_indicator::version.eq(bigint(version)),
                data_change_indicator::indicator.eq(indicator.as_str()),
                data_change_indicator::cells.eq(bigint(*cells)),
            ))
            .execute(connection)
            .step("count the cells of a change")?;
    }
    Ok(())
}

/// The changes before a data version, or the newest.
pub(crate) fn page(
    connection: &mut AnyConnection,
    before: Option<u64>,
    limit: u32,
) -> Result<DataChangesFound, StoreError> {
    let step = "read the changes";
    let total: i64 = data_change::table.count().get_result(connection).step(step)?;
    let before = before.map_or(i64::MAX, bigint);
    // One more than asked for tells whether there are more.
    let mut rows: Vec<ChangeRow> = data_change::table
        .filter(data_change::version.lt(before))
        .order(data_change::version.desc())
        .limit(i64::from(limit) + 1)
        .select(ChangeRow::as_select())
        .load(connection)
        .step(step)?;
    let more = rows.len() > limit as usize;
    rows.truncate(limit as usize);
    let next = rows.last().filter(|_| more).map(|row| row.version);
    let mut touched = touched(connection, rows.iter().map(|row| row.version).collect())?;
    let feeds = feeds(
        connection,
        rows.iter().filter_map(|row| row.batch.clone()).collect(),
    )?;
    let items = rows.into_iter().map(|row| {
        let indicators = touched.remove(&row.version).unwrap_or_default();
        let feed = row.batch.as_ref().and_then(|batch| feeds.get(batch).cloned());
        into_change(row, feed, indicators)
    });
    Ok(DataChangesFound {
        items: items.collect::<Result<_, _>>()?,
        total: unsigned("data_change.version", total)?,
        next: next
            .map(|version| unsigned("data_change.version", version))
            .transpose()?,
    })
}

/// The indicators that some changes touched, by version: those with most values first.
fn touched(
    connection: &mut AnyConnection,
    versions: Vec<i64>,
) -> Result<HashMap<i64, Vec<TouchedIndicator>>, StoreError> {
    let rows: Vec<(i64, String, i64)> = data_change_indicator::table
        .filter(data_change_indicator::version.eq_any(&versions))
        .select(data_change_indicator::all_columns)
        .load(connection)
        .step("read which indicators changes touched")?;
    let mut touched: HashMap<i64, Vec<TouchedIndicator>> = HashMap::new();
    for (version, indicator, cells) in rows {
        touched.entry(version).or_default().push(TouchedIndicator {
            indicator: parsed("data_change_indicator.indicator", &indicator)?,
            cells: unsigned("data_change_indicator.cells", cells)?,
        });
    }
    for (version, indicator) in told_otherwise(connection, versions)? {
        let indicators = touched.entry(version).or_default();
        if indicators.iter().all(|one| one.indicator != indicator) {
            indicators.push(TouchedIndicator { indicator, cells: 0 });
        }
    }
    for indicators in touched.values_mut() {
        indicators.sort_by(|a, b| b.cells.cmp(&a.cells).then_with(|| a.indicator.cmp(&b.indicator)));
    }
    Ok(touched)
}

/// The indicators of which changes say something else than values: those of which the sheet is another, or an explanation.
fn told_otherwise(
    connection: &mut AnyConnection,
    versions: Vec<i64>,
) -> Result<Vec<(i64, IndicatorCode)>, StoreError> {
    let sheets: Vec<(i64, String)> = sheet_version::table
        .filter(sheet_version::version.eq_any(&versions))
        .filter(sheet_version::adopted.eq(true))
        .select((sheet_version::version, sheet_version::indicator))
        .load(connection)
        .step("read which sheets changes touched")?;
    let written: Vec<(Option<i64>, String)> = explanation::table
        .filter(explanation::version.eq_any(&versions))
        .select((explanation::version, explanation::indicator))
        .load(connection)
        .step("read of what explanations were written")?;
    let withdrawn: Vec<(Option<i64>, String)> = explanation::table
        .filter(explanation::superseded_version.eq_any(&versions))
        .select((explanation::superseded_version, explanation::indicator))
        .load(connection)
        .step("read of what explanations were taken back")?;
    let explained = written.into_iter().chain(withdrawn);
    let explained = explained.filter_map(|(version, code)| Some((version?, code)));
    let all = sheets.into_iter().chain(explained);
    all.map(|(version, code)| Ok((version, parsed("sheet_version.indicator", &code)?)))
        .collect()
}

fn feeds(
    connection: &mut AnyConnection,
    batches: Vec<String>,
) -> Result<HashMap<String, String>, StoreError> {
    let rows: Vec<(String, String)> = batch::table
        .filter(batch::id.eq_any(batches))
        .select((batch::id, batch::feed))
        .load(connection)
        .step("read the feeds of changes")?;
    Ok(rows.into_iter().collect())
}

fn into_change(
    row: ChangeRow,
    feed: Option<String>,
    indicators: Vec<TouchedIndicator>,
) -> Result<DataChange, Corrupt> {
    Ok(DataChange {
        version: unsigned("data_change.version", row.version)?,
        recorded_at: instant::rfc3339(row.at)?,
        cause: ChangeCause::from_code(&row.cause)
            .ok_or_else(|| Corrupt::new("data_change.cause", &row.cause))?,
        feed,
        batch: row.batch,
        new: unsigned("data_change.new_cells", row.new_cells)?,
        changed: unsigned("data_change.changed_cells", row.changed_cells)?,
        withdrawn: unsigned("data_change.withdrawn_cells", row.withdrawn_cells)?,
        indicators,
    })
}
