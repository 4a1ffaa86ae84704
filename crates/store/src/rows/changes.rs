//! The list of changes, page by page: every version of every cell, with what it took the place of.

use super::{bigint, hidden, parsed, unsigned, versions};
use crate::database::AnyConnection;
use crate::error::{Corrupt, Step, StoreError};
use crate::instant::{self, Micros};
use crate::rows::observations::ChangedSince;
use crate::schema::{batch, data_change, observation};
use blis_domain::area::AreaCode;
use blis_domain::change::{Change, ChangeCause, PreviousState};
use blis_domain::indicator::IndicatorCode;
use diesel::prelude::*;
use serde::{Deserialize, Serialize};

/// Which changes are asked for.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct ChangeFilter {
    /// Of one indicator.
    pub indicator: Option<IndicatorCode>,
    /// Of one area.
    pub area: Option<AreaCode>,
}

/// Where a list of changes begins.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum ChangesFrom {
    /// With the first change there was.
    First,
    /// Behind a data version, or at an instant.
    Since(ChangedSince),
    /// Behind the place where another list ended.
    Place(ChangePlace),
}

/// A place in the list of changes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct ChangePlace {
    /// The data version of the change in front of it.
    pub version: u64,
    /// The number of the change in front of it, within that version.
    pub id: i64,
}

impl ChangePlace {
    /// Behind all that a data version changed.
    fn behind(version: u64) -> ChangePlace {
        ChangePlace {
            version,
            id: i64::MAX,
        }
    }
}

/// A page of changes, in the order in which they became known.
#[derive(Debug, Clone, PartialEq)]
pub struct ChangesFound {
    /// The changes.
    pub items: Vec<Change>,
    /// Behind them. Whatever changes later stands behind it as well.
    pub end: ChangePlace,
    /// Whether there are more behind them already.
    pub more: bool,
}

#[derive(Queryable, Selectable)]
#[diesel(table_name = observation)]
struct ChangeRow {
    id: i64,
    indicator: String,
    area: String,
    period: String,
    breakdown: String,
    value: Option<f64>,
    status: String,
    note: Option<String>,
    batch: String,
    version: i64,
    withdrawn: bool,
    conf_status: String,
}

/// Value, status, note, whether it is withdrawn, and version of a row.
type PreviousRow = (Option<f64>, String, Option<String>, bool, i64);

/// A change with the feed of its batch, the instant and the cause of its number, and what it took the place of.
type FoundRow = (ChangeRow, String, Option<(Micros, String)>, Option<PreviousRow>);

diesel::alias!(observation as before: Before);

/// The changes behind a place within a version (`$version`, by `eq`) or of later ones (`gt`).
macro_rules! behind {
    ($filter:expr, $condition:expr, $limit:expr) => {{
        let previous = before
            .field(observation::superseded_version)
            .eq(observation::version.nullable())
            .and(before.field(observation::indicator).eq(observation::indicator))
            .and(before.field(observation::area).eq(observation::area))
            .and(before.field(observation::period).eq(observation::period))
            .and(before.field(observation::breakdown).eq(observation::breakdown));
        let mut query = observation::table
            .inner_join(batch::table)
            .left_join(data_change::table)
            .left_join(before.on(previous))
            .filter($condition)
            .order((observation::version, observation::id))
            .limit($limit)
            .select((
                ChangeRow::as_select(),
                batch::feed,
                (data_change::at, data_change::cause).nullable(),
                before
                    .fields((
                        observation::value,
                        observation::status,
                        observation::note,
                        observation::withdrawn,
                        observation::version,
                    ))
                    .nullable(),
            ))
            .into_boxed();
        if let Some(indicator) = &$filter.indicator {
            query = query.filter(observation::indicator.eq(indicator.to_string()));
        }
        if let Some(area) = &$filter.area {
            query = query.filter(observation::area.eq(area.to_string()));
        }
        query
    }};
}

/// A page of the changes a filter lets through.
pub(crate) fn page(
    connection: &mut AnyConnection,
    filter: &ChangeFilter,
    from: ChangesFrom,
    limit: u32,
) -> Result<ChangesFound, StoreError> {
    let begin = match from {
        ChangesFrom::First => ChangePlace::behind(0),
        ChangesFrom::Place(place) => place,
        ChangesFrom::Since(ChangedSince::Version(version)) => ChangePlace::behind(version),
        ChangesFrom::Since(ChangedSince::Instant(since)) => {
            let before_it = instant::micros(since).saturating_sub(1);
            ChangePlace::behind(versions::version_until(connection, before_it)?)
        }
    };
    if !versions::is_known(connection, begin.version)? {
        return Err(StoreError::UnknownVersion(begin.version));
    }
    // One more than asked for tells whether there are more.
    let wanted = i64::from(limit) + 1;
    let version = bigint(begin.version);
    // The rest of the version first, then those after it: each by one range of the index, where a condition over both
    // would be tried on every change of the version, page by page.
    let rest = observation::version.eq(version).and(observation::id.gt(begin.id));
    let step = "read the changes";
    let mut rows: Vec<FoundRow> = behind!(filter, rest, wanted).load(connection).step(step)?;
    let missing = wanted - rows.len() as i64;
    if missing > 0 {
        let later = behind!(filter, observation::version.gt(version), missing);
        rows.extend(later.load::<FoundRow>(connection).step(step)?);
    }
    let more = rows.len() > limit as usize;
    rows.truncate(limit as usize);
    let end = match rows.last() {
        Some((row, ..)) if more => ChangePlace {
            version: unsigned("observation.version", row.version)?,
            id: row.id,
        },
        // All there is was looked through, also what the filter did not let through.
        _ => ChangePlace::behind(versions::current(connection)?.data),
    };
    let items = rows.into_iter().map(into_change).collect::<Result<_, _>>()?;
    Ok(ChangesFound { items, end, more })
}

fn into_change((row, feed, numbered, previous): FoundRow) -> Result<Change, Corrupt> {
    let (at, cause) = numbered.ok_or_else(|| Corrupt::new("observation.version", row.version))?;
    Ok(Change {
        indicator: parsed("observation.indicator", &row.indicator)?,
        area: parsed("observation.area", &row.area)?,
        period: parsed("observation.period", &row.period)?,
        breakdown: Some(row.breakdown).filter(|part| !part.is_empty()),
        value: row.value,
        status: parsed("observation.status", &row.status)?,
        conf_status: hidden::letter("observation.conf_status", &row.conf_status)?,
        note: row.note,
        withdrawn: row.withdrawn,
        previous: previous.map(into_previous).transpose()?,
        cause: ChangeCause::from_code(&cause).ok_or_else(|| Corrupt::new("data_change.cause", &cause))?,
        feed,
        batch: row.batch,
        recorded_at: instant::rfc3339(at)?,
        version: unsigned("observation.version", row.version)?,
    })
}

fn into_previous((value, status, note, withdrawn, version): PreviousRow) -> Result<PreviousState, Corrupt> {
    Ok(PreviousState {
        value,
        status: parsed("observation.status", &status)?,
        note,
        withdrawn,
        version: unsigned("observation.version", version)?,
    })
}
