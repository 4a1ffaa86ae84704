//! The values themselves: the current ones, those of some data version, and adding a version.

use super::{bigint, parsed};
use crate::database::AnyConnection;
use crate::error::{Step, StoreError};
use crate::schema::observation;
use blis_domain::area::AreaCode;
use blis_domain::indicator::IndicatorCode;
use blis_domain::observation::{ObservationKey, Reading};
use blis_domain::period::Period;
use diesel::prelude::*;

/// Rows in one statement: 11 values each, well below the 32,766 parameters SQLite takes.
const CHUNK: usize = 500;

/// A row of a block.
#[derive(Queryable, Selectable)]
#[diesel(table_name = observation)]
pub(crate) struct BlockRow {
    pub(crate) area: String,
    pub(crate) period: String,
    pub(crate) value: Option<f64>,
    pub(crate) status: String,
    pub(crate) version: i64,
    pub(crate) demonstration: bool,
}

/// The current value of a key.
#[derive(Debug, Clone)]
pub(crate) struct Current {
    /// The row's number.
    pub(crate) id: i64,
    /// What it says.
    pub(crate) reading: Reading,
    /// Whether it is invented.
    pub(crate) demonstration: bool,
}

/// The current value of a key within an indicator: area, period and breakdown first.
pub(crate) type CurrentOfKey = ((AreaCode, Period, String), Current);

/// A version to be added.
#[derive(Debug, Clone)]
pub(crate) struct NewVersion {
    /// What it is about.
    pub(crate) key: ObservationKey,
    /// What it says.
    pub(crate) reading: Reading,
    /// Whether it is invented.
    pub(crate) demonstration: bool,
    /// The row whose place it takes.
    pub(crate) closes: Option<i64>,
}

/// What the versions of one batch have in common.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Stamp<'a> {
    /// The batch.
    pub(crate) batch: &'a str,
    /// Its data version.
    pub(crate) version: u64,
}

/// `treat_none_as_default_value = false` writes NULL where there is nothing; otherwise Diesel would leave the
/// column out, and on SQLite insert the rows one by one.
#[derive(Insertable)]
#[diesel(table_name = observation, treat_none_as_default_value = false)]
struct NewRow<'a> {
    indicator: &'a str,
    area: &'a str,
    period: String,
    breakdown: &'a str,
    value: Option<f64>,
    status: &'a str,
    note: Option<&'a str>,
    batch: &'a str,
    version: i64,
    withdrawn: bool,
    demonstration: bool,
}

/// The values of an indicator as they are, or as they were at a data version; without those of parts.
pub(crate) fn block_rows(
    connection: &mut AnyConnection,
    code: &IndicatorCode,
    as_of: Option<u64>,
) -> Result<Vec<BlockRow>, StoreError> {
    let query = observation::table
        .filter(observation::indicator.eq(code.as_str()))
        .filter(observation::breakdown.eq(""))
        .select(BlockRow::as_select())
        .into_boxed();
    let query = match as_of {
        None => query.filter(observation::superseded_version.is_null()),
        Some(version) => query.filter(observation::version.le(bigint(version))).filter(
            observation::superseded_version
                .is_null()
                .or(observation::superseded_version.gt(bigint(version))),
        ),
    };
    query.load(connection).step("read the values of an indicator")
}

/// The current values of an indicator, for all areas or for some.
pub(crate) fn current(
    connection: &mut AnyConnection,
    code: &IndicatorCode,
    areas: Option<&[String]>,
) -> Result<Vec<CurrentOfKey>, StoreError> {
    type Row = (
        i64,
        String,
        String,
        String,
        Option<f64>,
        String,
        Option<String>,
        bool,
    );
    let mut query = observation::table
        .filter(observation::indicator.eq(code.as_str()))
        .filter(observation::superseded_version.is_null())
        .into_boxed();
    if let Some(areas) = areas {
        query = query.filter(observation::area.eq_any(areas));
    }
    let rows: Vec<Row> = query
        .select((
            observation::id,
            observation::area,
            observation::period,
            observation::breakdown,
            observation::value,
            observation::status,
            observation::note,
            observation::demonstration,
        ))
        .load(connection)
        .step("read the current values of an indicator")?;
    let mut found = Vec::with_capacity(rows.len());
    for (id, area, period, breakdown, value, status, note, demonstration) in rows {
        let key = (
            parsed("observation.area", &area)?,
            parsed("observation.period", &period)?,
            breakdown,
        );
        let status = parsed("observation.status", &status)?;
        let reading = Reading { value, status, note };
        found.push((
            key,
            Current {
                id,
                reading,
                demonstration,
            },
        ));
    }
    Ok(found)
}

/// Closes what is superseded and adds the new versions.
pub(crate) fn add(
    connection: &mut AnyConnection,
    versions: &[NewVersion],
    stamp: Stamp<'_>,
) -> Result<(), StoreError> {
    let closed: Vec<i64> = versions.iter().filter_map(|version| version.closes).collect();
    for ids in closed.chunks(CHUNK) {
        diesel::update(observation::table.filter(observation::id.eq_any(ids)))
            .set(observation::superseded_version.eq(bigint(stamp.version)))
            .execute(connection)
            .step("close the values that are superseded")?;
    }
    for chunk in versions.chunks(CHUNK) {
        let rows: Vec<NewRow<'_>> = chunk.iter().map(|version| row(version, stamp)).collect();
        // Many rows in one statement do not compile on the combined connection.
        match connection {
            #[cfg(feature = "sqlite")]
            AnyConnection::Sqlite(connection) => diesel::insert_into(observation::table)
                .values(&rows)
                .execute(connection),
            #[cfg(feature = "postgres")]
            AnyConnection::Postgres(connection) => diesel::insert_into(observation::table)
                .values(&rows)
                .execute(connection),
        }
        .step("add values")?;
    }
    Ok(())
}

fn row<'a>(version: &'a NewVersion, stamp: Stamp<'a>) -> NewRow<'a> {
    NewRow {
        indicator: version.key.indicator.as_str(),
        area: version.key.area.as_str(),
        period: version.key.period.to_string(),
        breakdown: &version.key.breakdown,
        value: version.reading.value,
        status: version.reading.status.letter(),
        note: version.reading.note.as_deref(),
        batch: stamp.batch,
        version: bigint(stamp.version),
        withdrawn: false,
        demonstration: version.demonstration,
    }
}
