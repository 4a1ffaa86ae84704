//! The list of held figures, page by page: what waits for a steward, beside what everybody reads meanwhile.

use super::{bigint, parsed, unsigned};
use crate::database::AnyConnection;
use crate::error::{Corrupt, Step, StoreError};
use crate::instant::{self, Micros};
use crate::schema::{batch, desk_value, observation};
use blis_domain::area::AreaCode;
use blis_domain::change::PreviousState;
use blis_domain::desk::HeldRecord;
use blis_domain::indicator::IndicatorCode;
use diesel::prelude::*;

/// Which held figures are asked for: those that wait.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct HeldFilter {
    /// Of one indicator.
    pub indicator: Option<IndicatorCode>,
    /// Of one area.
    pub area: Option<AreaCode>,
    /// Of one batch.
    pub batch: Option<String>,
}

/// A page of held figures, in the order in which they came.
#[derive(Debug, Clone, PartialEq)]
pub struct HeldPage {
    /// The figures.
    pub items: Vec<HeldRecord>,
    /// How many the filter finds.
    pub total: u64,
    /// What to give as `after` for the next page; `None` on the last.
    pub next: Option<u64>,
}

/// The condition of a filter, for the page and for the count alike.
macro_rules! filtered {
    ($query:expr, $filter:expr) => {{
        let mut query = $query.into_boxed().filter(desk_value::left_at.is_null());
        if let Some(indicator) = &$filter.indicator {
            query = query.filter(desk_value::indicator.eq(indicator.to_string()));
        }
        if let Some(area) = &$filter.area {
            query = query.filter(desk_value::area.eq(area.to_string()));
        }
        match &$filter.batch {
            None => query,
            Some(batch) => query.filter(desk_value::batch.eq(batch.clone())),
        }
    }};
}

#[derive(Queryable, Selectable)]
#[diesel(table_name = desk_value)]
struct HeldRow {
    id: i64,
    indicator: String,
    area: String,
    period: String,
    breakdown: String,
    value: Option<f64>,
    status: String,
    note: Option<String>,
    batch: String,
    row: i64,
    suspicion: Option<String>,
    withdrawn: bool,
}

/// Value, status, note, whether it is withdrawn, and version of what everybody reads.
type StoredRow = (Option<f64>, String, Option<String>, bool, i64);

/// A figure with the feed and the instant of its batch, and what everybody reads in its place.
type FoundRow = (HeldRow, (String, Micros), Option<StoredRow>);

/// A page of the figures that wait.
pub(crate) fn page(
    connection: &mut AnyConnection,
    filter: &HeldFilter,
    after: u64,
    limit: u32,
) -> Result<HeldPage, StoreError> {
    let total: i64 = filtered!(desk_value::table.select(diesel::dsl::count_star()), filter)
        .first(connection)
        .step("count the figures that wait")?;
    let stored = observation::indicator
        .eq(desk_value::indicator)
        .and(observation::area.eq(desk_value::area))
        .and(observation::period.eq(desk_value::period))
        .and(observation::breakdown.eq(desk_value::breakdown))
        .and(observation::superseded_version.is_null());
    let joined = desk_value::table
        .inner_join(batch::table)
        .left_join(observation::table.on(stored))
        .select((
            HeldRow::as_select(),
            (batch::feed, batch::received_at),
            (
                observation::value,
                observation::status,
                observation::note,
                observation::withdrawn,
                observation::version,
            )
                .nullable(),
        ));
    let mut rows: Vec<FoundRow> = filtered!(joined, filter)
        .filter(desk_value::id.gt(bigint(after)))
        .order(desk_value::id)
        // One more than asked for tells whether there is a next page.
        .limit(i64::from(limit) + 1)
        .load(connection)
        .step("read the figures that wait")?;
    let more = rows.len() > limit as usize;
    rows.truncate(limit as usize);
    let next = rows.last().filter(|_| more).map(|(row, ..)| row.id);
    Ok(HeldPage {
        next: next.map(|id| unsigned("desk_value.id", id)).transpose()?,
        items: rows.into_iter().map(into_record).collect::<Result<_, _>>()?,
        total: unsigned("the count of held figures", total)?,
    })
}

fn into_record((row, (feed, received_at), stored): FoundRow) -> Result<HeldRecord, Corrupt> {
    let into_state = |(value, status, note, withdrawn, version): StoredRow| {
        Ok::<_, Corrupt>(PreviousState {
            value,
            status: parsed("observation.status", &status)?,
            note,
            withdrawn,
            version: unsigned("observation.version", version)?,
        })
    };
    Ok(HeldRecord {
        id: unsigned("desk_value.id", row.id)?,
        feed,
        batch: row.batch,
        row: unsigned("desk_value.row", row.row)?,
        indicator: parsed("desk_value.indicator", &row.indicator)?,
        area: parsed("desk_value.area", &row.area)?,
        period: parsed("desk_value.period", &row.period)?,
        breakdown: Some(row.breakdown).filter(|part| !part.is_empty()),
        value: row.value,
        status: parsed("desk_value.status", &row.status)?,
        note: row.note,
        withdrawn: row.withdrawn,
        suspicion: row
            .suspicion
            .as_deref()
            .map(super::batches::read_json)
            .transpose()?,
        stored: stored.map(into_state).transpose()?,
        held_at: instant::rfc3339(received_at)?,
    })
}
