//! What stands behind versions and is not public: hidden numbers, and counts of cases. No query of what is public is in
//! this file or reads this table.

use super::{bigint, parsed, unsigned};
use crate::database::AnyConnection;
use crate::error::{Corrupt, Step, StoreError};
use crate::schema::{desk_value, hidden_value, observation};
use blis_domain::area::AreaCode;
use blis_domain::confidentiality::ConfStatus;
use blis_domain::hidden::{HiddenFigure, IndicatorOfArea};
use blis_domain::indicator::IndicatorCode;
use blis_domain::status::ObservationStatus;
use diesel::prelude::*;
use std::collections::{BTreeSet, HashMap, HashSet};

/// Values hidden by one statement: each takes nine of the 32,766 parameters that a statement of SQLite may have.
const AT_ONCE: usize = 2000;

/// A row to be added.
#[derive(Insertable)]
#[diesel(table_name = hidden_value, treat_none_as_default_value = false)]
pub(crate) struct NewHidden<'a> {
    pub(crate) indicator: &'a str,
    pub(crate) area: &'a str,
    pub(crate) period: String,
    pub(crate) breakdown: &'a str,
    pub(crate) version: i64,
    pub(crate) value: Option<f64>,
    pub(crate) status: &'static str,
    pub(crate) conf_status: &'static str,
    pub(crate) cases: Option<f64>,
}

/// What stands behind a version.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct Behind {
    /// The number, where it is hidden.
    pub(crate) value: Option<f64>,
    /// The status of the number.
    pub(crate) status: ObservationStatus,
    /// What the sender says of it.
    pub(crate) sent: ConfStatus,
    /// How many cases stand behind it.
    pub(crate) cases: Option<f64>,
}

/// Area, period, breakdown and version of a cell, as they are stored.
pub(crate) type VersionOfCell = (String, String, String, i64);

/// Reads a letter of the store.
pub(crate) fn letter(column: &'static str, code: &str) -> Result<ConfStatus, Corrupt> {
    ConfStatus::from_code(code).ok_or_else(|| Corrupt::new(column, code))
}

/// What stands behind the versions of an indicator, those before the current ones among them, for all areas or for some.
pub(crate) fn behind(
    connection: &mut AnyConnection,
    indicator: &IndicatorCode,
    areas: Option<&[String]>,
) -> Result<HashMap<VersionOfCell, Behind>, StoreError> {
    type Row = (
        (String, String, String, i64),
        Option<f64>,
        String,
        String,
        Option<f64>,
    );
    let mut query = hidden_value::table
        .filter(hidden_value::indicator.eq(indicator.as_str()))
        .into_boxed();
    if let Some(areas) = areas {
        query = query.filter(hidden_value::area.eq_any(areas));
    }
    let rows: Vec<Row> = query
        .select((
            (
                hidden_value::area,
                hidden_value::period,
                hidden_value::breakdown,
                hidden_value::version,
            ),
            hidden_value::value,
            hidden_value::status,
            hidden_value::conf_status,
            hidden_value::cases,
        ))
        .load(connection)
        .step("read what stands behind the values of an indicator")?;
    let mut found = HashMap::with_capacity(rows.len());
    for (key, value, status, sent, cases) in rows {
        let behind = Behind {
            value,
            status: parsed("hidden_value.status", &status)?,
            sent: letter("hidden_value.conf_status", &sent)?,
            cases,
        };
        found.insert(key, behind);
    }
    Ok(found)
}

/// The indicators of which anything is kept here.
pub(crate) fn indicators(connection: &mut AnyConnection) -> Result<HashSet<IndicatorCode>, StoreError> {
    let codes: Vec<String> = hidden_value::table
        .select(hidden_value::indicator)
        .distinct()
        .load(connection)
        .step("read which indicators have hidden figures")?;
    let codes = codes.iter().map(|code| parsed("hidden_value.indicator", code));
    Ok(codes.collect::<Result<_, _>>()?)
}

/// What has something to hide, or had: numbers that are hidden, and waiting ones that their senders keep back.
pub(crate) fn hiding(connection: &mut AnyConnection) -> Result<BTreeSet<IndicatorOfArea>, StoreError> {
    let mut codes: Vec<(String, String)> = hidden_value::table
        .filter(hidden_value::value.is_not_null())
        .select((hidden_value::area, hidden_value::indicator))
        .distinct()
        .load(connection)
        .step("read what has hidden numbers")?;
    let waiting: Vec<(String, String)> = desk_value::table
        .filter(desk_value::left_at.is_null())
        .filter(desk_value::conf_status.ne(ConfStatus::Free.code()))
        .select((desk_value::area, desk_value::indicator))
        .distinct()
        .load(connection)
        .step("read which waiting figures are kept back")?;
    codes.extend(waiting);
    let codes = codes.iter().map(|(area, code)| {
        let code = parsed("hidden_value.indicator", code)?;
        Ok((parsed("hidden_value.area", area)?, code))
    });
    codes.collect()
}

/// Keeps what stands behind versions.
pub(crate) fn insert(connection: &mut AnyConnection, rows: &[NewHidden<'_>]) -> Result<(), StoreError> {
    if rows.is_empty() {
        return Ok(());
    }
    // Many rows in one statement do not compile on the combined connection.
    match connection {
        #[cfg(feature = "sqlite")]
        AnyConnection::Sqlite(connection) => diesel::insert_into(hidden_value::table)
            .values(rows)
            .execute(connection),
        #[cfg(feature = "postgres")]
        AnyConnection::Postgres(connection) => diesel::copy_from(hidden_value::table)
            .from_insertable(rows)
            .execute(connection),
    }
    .map(drop)
    .step("keep what is not public")
}

/// Takes the numbers out of versions that were written in this transaction, and keeps them here: nobody has seen them.
/// They are of one indicator, period, part and version, and hidden for the same reason.
pub(crate) fn hide(
    connection: &mut AnyConnection,
    ids: &[i64],
    rows: &[NewHidden<'_>],
    why: ConfStatus,
) -> Result<(), StoreError> {
    for (ids, rows) in ids.chunks(AT_ONCE).zip(rows.chunks(AT_ONCE)) {
        let Some(first) = rows.first() else { continue };
        let of_change = observation::version.eq(first.version);
        diesel::update(
            observation::table
                .filter(observation::id.eq_any(ids))
                .filter(of_change),
        )
        .set((
            observation::value.eq(None::<f64>),
            observation::status.eq(ObservationStatus::Suppressed.letter()),
            observation::conf_status.eq(why.code()),
        ))
        .execute(connection)
        .step("hide values")?;
        let areas = rows.iter().map(|row| row.area);
        let known = hidden_value::table
            .filter(hidden_value::indicator.eq(first.indicator))
            .filter(hidden_value::area.eq_any(areas))
            .filter(hidden_value::period.eq(&first.period))
            .filter(hidden_value::breakdown.eq(first.breakdown))
            .filter(hidden_value::version.eq(first.version));
        diesel::delete(known)
            .execute(connection)
            .step("make room for hidden values")?;
        insert(connection, rows)?;
    }
    Ok(())
}

/// Which hidden figures are asked for.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct HiddenFilter {
    /// Of one indicator.
    pub indicator: Option<IndicatorCode>,
    /// Of these areas; of all when there is none.
    pub areas: Option<Vec<AreaCode>>,
}

/// A page of hidden figures.
#[derive(Debug, Clone, PartialEq)]
pub struct HiddenPage {
    /// The figures, in the order in which they were recorded.
    pub items: Vec<HiddenFigure>,
    /// How many the filter finds.
    pub total: u64,
    /// What to give as `after` for the next page; `None` on the last.
    pub next: Option<u64>,
}

/// Number, keys, what is told and what is kept of a hidden figure.
type FoundRow = (
    i64,
    (String, String, String, String),
    (String, Option<String>, String, i64),
    (Option<f64>, String, Option<f64>),
);

/// The condition that a hidden number is the one of a version of a cell.
#[diesel::dsl::auto_type(no_type_alias)]
pub(super) fn of_version() -> _ {
    hidden_value::indicator
        .eq(observation::indicator)
        .and(hidden_value::area.eq(observation::area))
        .and(hidden_value::period.eq(observation::period))
        .and(hidden_value::breakdown.eq(observation::breakdown))
        .and(hidden_value::version.eq(observation::version))
}

/// The current figures that are hidden, page by page.
macro_rules! filtered {
    ($columns:expr, $filter:expr) => {{
        let mut query = observation::table
            .inner_join(hidden_value::table.on(of_version()))
            .filter(observation::superseded_version.is_null())
            .filter(observation::conf_status.ne(ConfStatus::Free.code()))
            .filter(hidden_value::value.is_not_null())
            .select($columns)
            .into_boxed();
        if let Some(indicator) = &$filter.indicator {
            query = query.filter(observation::indicator.eq(indicator.to_string()));
        }
        if let Some(areas) = &$filter.areas {
            let areas: Vec<String> = areas.iter().map(ToString::to_string).collect();
            query = query.filter(observation::area.eq_any(areas));
        }
        query
    }};
}

/// A page of the current figures that are hidden.
pub(crate) fn page(
    connection: &mut AnyConnection,
    filter: &HiddenFilter,
    after: u64,
    limit: u32,
) -> Result<HiddenPage, StoreError> {
    let total: i64 = filtered!(diesel::dsl::count_star(), filter)
        .first(connection)
        .step("count the hidden figures")?;
    let columns = (
        observation::id,
        (
            observation::indicator,
            observation::area,
            observation::period,
            observation::breakdown,
        ),
        (
            observation::conf_status,
            observation::note,
            observation::batch,
            observation::version,
        ),
        (hidden_value::value, hidden_value::status, hidden_value::cases),
    );
    let mut rows: Vec<FoundRow> = filtered!(columns, filter)
        .filter(observation::id.gt(bigint(after)))
        .order(observation::id)
        // One more than asked for tells whether there is a next page.
        .limit(i64::from(limit) + 1)
        .load(connection)
        .step("read the hidden figures")?;
    let more = rows.len() > limit as usize;
    rows.truncate(limit as usize);
    let next = rows.last().filter(|_| more).map(|(id, ..)| *id);
    Ok(HiddenPage {
        next: next.map(|id| unsigned("observation.id", id)).transpose()?,
        items: rows.into_iter().map(into_figure).collect::<Result<_, _>>()?,
        total: unsigned("the count of hidden figures", total)?,
    })
}

fn into_figure((_, key, told, kept): FoundRow) -> Result<HiddenFigure, Corrupt> {
    let (indicator, area, period, breakdown) = key;
    let (conf_status, note, batch, version) = told;
    let (value, status, cases) = kept;
    Ok(HiddenFigure {
        indicator: parsed("observation.indicator", &indicator)?,
        area: parsed("observation.area", &area)?,
        period: parsed("observation.period", &period)?,
        breakdown: Some(breakdown).filter(|part| !part.is_empty()),
        // The condition of the query says that there is one.
        value: value.ok_or_else(|| Corrupt::new("hidden_value.value", "null"))?,
        status: parsed("hidden_value.status", &status)?,
        conf_status: letter("observation.conf_status", &conf_status)?,
        cases,
        note,
        batch,
        version: unsigned("observation.version", version)?,
    })
}
