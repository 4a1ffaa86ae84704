//! The values themselves: the current ones, those of some data version, and adding a version.

use super::hidden::{self, NewHidden};
use super::{bigint, parsed};
use crate::database::AnyConnection;
use crate::error::{Step, StoreError};
use crate::schema::observation;
use blis_domain::area::AreaCode;
use blis_domain::confidentiality::ConfStatus;
use blis_domain::indicator::IndicatorCode;
use blis_domain::observation::Reading;
use blis_domain::period::Period;
use blis_domain::status::ObservationStatus;
use diesel::prelude::*;
use std::collections::HashSet;
use std::sync::Arc;

/// A row of a block.
#[derive(Queryable, Selectable)]
#[diesel(table_name = observation)]
pub(crate) struct BlockRow {
    pub(crate) area: String,
    pub(crate) period: String,
    pub(crate) value: Option<f64>,
    pub(crate) status: String,
    pub(crate) withdrawn: bool,
    pub(crate) version: i64,
    pub(crate) demonstration: bool,
}

/// The current value of a key, as it was sent: also what is hidden. It serves to weigh and to compute, never to answer.
#[derive(Debug, Clone)]
pub(crate) struct Current {
    /// The row's number.
    pub(crate) id: i64,
    /// The data version that brought it.
    pub(crate) version: i64,
    /// What it says.
    pub(crate) reading: Reading,
    /// Whether everybody sees the number, and if not why.
    pub(crate) shown: ConfStatus,
    /// Whether it is invented.
    pub(crate) demonstration: bool,
    /// The batch that it is of. Many values are of one.
    pub(crate) batch: Arc<str>,
}

impl Current {
    /// Whether it has a number that is not shown to everybody.
    pub(crate) fn is_hidden(&self) -> bool {
        self.reading.value.is_some() && !self.shown.is_free()
    }
}

/// The current value of a key within an indicator: area, period and breakdown first.
pub(crate) type CurrentOfKey = ((AreaCode, Period, String), Current);

/// How the value of a key is shown.
pub(crate) type ShownOfKey = ((AreaCode, Period, String), ConfStatus);

/// A version to be added.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Added<'a> {
    /// The indicator.
    pub(crate) indicator: &'a IndicatorCode,
    /// The area.
    pub(crate) area: &'a AreaCode,
    /// The period.
    pub(crate) period: Period,
    /// The part of the whole; empty for the whole.
    pub(crate) breakdown: &'a str,
    /// The number.
    pub(crate) value: Option<f64>,
    /// Its status.
    pub(crate) status: ObservationStatus,
    /// A remark.
    pub(crate) note: Option<&'a str>,
    /// Whether it takes back what the cell said.
    pub(crate) withdrawn: bool,
    /// What its sender lets everybody see.
    pub(crate) conf_status: ConfStatus,
    /// How many cases stand behind it, as its sender says.
    pub(crate) cases: Option<f64>,
    /// Why the number is hidden.
    pub(crate) hidden: ConfStatus,
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
    conf_status: &'static str,
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
        (String, String, String, i64),
        Option<f64>,
        String,
        Option<String>,
        bool,
        bool,
        (String, String),
    );
    let behind = hidden::behind(connection, code, areas)?;
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
            (
                observation::area,
                observation::period,
                observation::breakdown,
                observation::version,
            ),
            observation::value,
            observation::status,
            observation::note,
            observation::withdrawn,
            observation::demonstration,
            (observation::conf_status, observation::batch),
        ))
        .load(connection)
        .step("read the current values of an indicator")?;
    let mut found = Vec::with_capacity(rows.len());
    let mut batches: HashSet<Arc<str>> = HashSet::new();
    for (id, cell, value, status, note, withdrawn, demonstration, (shown, batch)) in rows {
        let batch = match batches.get(batch.as_str()) {
            Some(known) => Arc::clone(known),
            None => {
                let batch: Arc<str> = batch.into();
                batches.insert(Arc::clone(&batch));
                batch
            }
        };
        let shown = hidden::letter("observation.conf_status", &shown)?;
        let behind = behind.get(&cell);
        let reading = Reading {
            value: behind.and_then(|behind| behind.value).or(value),
            status: match behind {
                Some(behind) => behind.status,
                None => parsed("observation.status", &status)?,
            },
            note,
            withdrawn,
            conf_status: behind.map_or(ConfStatus::Free, |behind| behind.sent),
            cases: behind.and_then(|behind| behind.cases),
        };
        let (area, period, breakdown, version) = cell;
        let key = (
            parsed("observation.area", &area)?,
            parsed("observation.period", &period)?,
            breakdown,
        );
        found.push((
            key,
            Current {
                id,
                version,
                reading,
                shown,
                demonstration,
                batch,
            },
        ));
    }
    Ok(found)
}

/// How the values of an indicator were shown whose place was taken by a data version.
pub(crate) fn shown_before(
    connection: &mut AnyConnection,
    code: &IndicatorCode,
    version: u64,
) -> Result<Vec<ShownOfKey>, StoreError> {
    let rows: Vec<(String, String, String, String)> = observation::table
        .filter(observation::superseded_version.eq(bigint(version)))
        .filter(observation::indicator.eq(code.as_str()))
        .select((
            observation::area,
            observation::period,
            observation::breakdown,
            observation::conf_status,
        ))
        .load(connection)
        .step("read how values were shown")?;
    let mut found = Vec::with_capacity(rows.len());
    for (area, period, breakdown, shown) in rows {
        let key = (
            parsed("observation.area", &area)?,
            parsed("observation.period", &period)?,
            breakdown,
        );
        found.push((key, hidden::letter("observation.conf_status", &shown)?));
    }
    Ok(found)
}

/// Closes what is superseded and adds the new versions.
pub(crate) fn add<'a>(
    connection: &mut AnyConnection,
    versions: impl Iterator<Item = Added<'a>>,
    stamp: Stamp<'_>,
) -> Result<(), StoreError> {
    let mut versions = versions.peekable();
    while versions.peek().is_some() {
        let chunk: Vec<Added<'_>> = versions.by_ref().take(chunk(connection)).collect();
        close(connection, &chunk, stamp)?;
        let rows: Vec<NewRow<'_>> = chunk.iter().map(|version| row(version, stamp)).collect();
        insert(connection, &rows)?;
        let behind: Vec<NewHidden<'_>> = chunk
            .iter()
            .filter_map(|version| version.behind(stamp.version))
            .collect();
        hidden::insert(connection, &behind)?;
    }
    Ok(())
}

/// So many rows are added at once.
fn chunk(connection: &AnyConnection) -> usize {
    match connection {
        // 12 values each, well below the 32,766 parameters SQLite takes.
        #[cfg(feature = "sqlite")]
        AnyConnection::Sqlite(_) => 500,
        #[cfg(feature = "postgres")]
        AnyConnection::Postgres(_) => 10_000,
    }
}

/// Ids in one statement.
const IDS: usize = 5000;

fn close(connection: &mut AnyConnection, chunk: &[Added<'_>], stamp: Stamp<'_>) -> Result<(), StoreError> {
    let closed: Vec<i64> = chunk.iter().filter_map(|version| version.closes).collect();
    for ids in closed.chunks(IDS) {
        diesel::update(observation::table.filter(observation::id.eq_any(ids)))
            .set(observation::superseded_version.eq(bigint(stamp.version)))
            .execute(connection)
            .step("close the values that are superseded")?;
    }
    Ok(())
}

/// Many rows in one statement do not compile on the combined connection.
fn insert(connection: &mut AnyConnection, rows: &[NewRow<'_>]) -> Result<(), StoreError> {
    match connection {
        #[cfg(feature = "sqlite")]
        AnyConnection::Sqlite(connection) => diesel::insert_into(observation::table)
            .values(rows)
            .execute(connection),
        // COPY is what PostgreSQL reads fastest.
        #[cfg(feature = "postgres")]
        AnyConnection::Postgres(connection) => diesel::copy_from(observation::table)
            .from_insertable(rows)
            .execute(connection),
    }
    .map(drop)
    .step("add values")
}

impl<'a> Added<'a> {
    /// Whether it has a number that is not shown, or a status that would tell of one.
    fn hides(&self) -> bool {
        (self.value.is_some() || self.status.tells_of_inputs()) && !self.hidden.is_free()
    }

    /// What is kept behind it; nothing where all of it is public.
    pub(crate) fn behind(&self, version: u64) -> Option<NewHidden<'a>> {
        let has_any = self.hides() || self.cases.is_some() || !self.conf_status.is_free();
        has_any.then(|| NewHidden {
            indicator: self.indicator.as_str(),
            area: self.area.as_str(),
            period: self.period.to_string(),
            breakdown: self.breakdown,
            version: bigint(version),
            value: self.value.filter(|_| self.hides()),
            status: self.status.letter(),
            conf_status: self.conf_status.code(),
            cases: self.cases,
        })
    }
}

fn row<'a>(version: &Added<'a>, stamp: Stamp<'a>) -> NewRow<'a> {
    let hides = version.hides();
    NewRow {
        indicator: version.indicator.as_str(),
        area: version.area.as_str(),
        period: version.period.to_string(),
        breakdown: version.breakdown,
        value: version.value.filter(|_| !hides),
        status: match hides {
            true => ObservationStatus::Suppressed.letter(),
            false => version.status.letter(),
        },
        note: version.note,
        batch: stamp.batch,
        version: bigint(stamp.version),
        withdrawn: version.withdrawn,
        demonstration: version.demonstration,
        conf_status: version.hidden.code(),
    }
}

/// The areas of which anything is known of an indicator in a period, if only why there is no value; what was taken back
/// is not.
pub(crate) fn areas_known(
    connection: &mut AnyConnection,
    code: &IndicatorCode,
    period: Period,
) -> Result<Vec<String>, StoreError> {
    observation::table
        .filter(observation::indicator.eq(code.as_str()))
        .filter(observation::period.eq(period.to_string()))
        .filter(observation::breakdown.eq(""))
        .filter(observation::superseded_version.is_null())
        .filter(observation::withdrawn.eq(false))
        .select(observation::area)
        .load(connection)
        .step("read of which areas figures are known")
}
