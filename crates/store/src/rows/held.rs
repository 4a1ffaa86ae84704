//! The list of held figures, page by page: what waits for a steward, beside what everybody reads meanwhile.

use super::{awaiting, bigint, explanations, figure_answers, parsed, unsigned};
use crate::database::AnyConnection;
use crate::error::{Corrupt, Step, StoreError};
use crate::instant::{self, Micros};
use crate::schema::{awaiting_release, batch, desk_value, observation};
use blis_domain::area::AreaCode;
use blis_domain::change::PreviousState;
use blis_domain::desk::HeldRecord;
use blis_domain::indicator::IndicatorCode;
use blis_domain::period::Period;
use blis_domain::receipt::BatchState;
use diesel::dsl::not;
use diesel::prelude::*;
use std::collections::HashSet;

/// Which figures of the desk are asked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Waiting {
    /// Those that are held until somebody decides.
    #[default]
    Held,
    /// Those that wait for a release.
    ForRelease,
    /// Both.
    Any,
}

/// Which held figures are asked for: those that wait.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct HeldFilter {
    /// For what they wait.
    pub waiting: Waiting,
    /// Of these indicators in a period.
    pub release: Option<(Vec<IndicatorCode>, Period)>,
    /// Of these areas.
    pub areas: Option<Vec<AreaCode>>,
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
        query = match $filter.waiting {
            Waiting::Held => query.filter(not(awaiting::waits())),
            Waiting::ForRelease => query.filter(awaiting::waits()),
            Waiting::Any => query,
        };
        if let Some((indicators, period)) = &$filter.release {
            let codes: Vec<String> = indicators.iter().map(ToString::to_string).collect();
            query = query
                .filter(desk_value::indicator.eq_any(codes))
                .filter(desk_value::period.eq(period.to_string()));
        }
        if let Some(areas) = &$filter.areas {
            let codes: Vec<String> = areas.iter().map(ToString::to_string).collect();
            query = query.filter(desk_value::area.eq_any(codes));
        }
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
    conf_status: String,
}

/// Value, status, note, whether it is withdrawn, and version of what everybody reads.
type StoredRow = (Option<f64>, String, Option<String>, bool, i64);

/// A figure with the feed, the state and the instant of its batch, and what everybody reads in its place.
type FoundRow = (HeldRow, (String, String, Micros), Option<StoredRow>);

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
            (batch::feed, batch::state, batch::received_at),
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
    let ids: Vec<i64> = rows.iter().map(|(row, ..)| row.id).collect();
    let items = rows.into_iter().map(into_record).collect::<Result<_, _>>()?;
    Ok(HeldPage {
        next: next.map(|id| unsigned("desk_value.id", id)).transpose()?,
        items: with_what_was_said(connection, items, &ids)?,
        total: unsigned("the count of held figures", total)?,
    })
}

/// The figures with what their municipalities said of them, and whether they wait for a release.
fn with_what_was_said(
    connection: &mut AnyConnection,
    mut figures: Vec<HeldRecord>,
    ids: &[i64],
) -> Result<Vec<HeldRecord>, StoreError> {
    let awaiting: HashSet<i64> = awaiting_release::table
        .filter(awaiting_release::figure.eq_any(ids))
        .select(awaiting_release::figure)
        .load(connection)
        .step("read which figures wait for a release")?
        .into_iter()
        .collect();
    let mut answers = figure_answers::latest(connection, ids)?;
    let mut explanations = explanations::waiting_for(connection, &figures)?;
    for (figure, id) in figures.iter_mut().zip(ids) {
        figure.awaits_release = awaiting.contains(id);
        figure.answer = answers.remove(id);
        if figure.breakdown.is_none() {
            let place = (figure.indicator.clone(), figure.area.clone(), figure.period);
            figure.explanation = explanations.remove(&place);
        }
    }
    Ok(figures)
}

fn into_record((row, (feed, state, received_at), stored): FoundRow) -> Result<HeldRecord, Corrupt> {
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
        conf_status: super::hidden::letter("desk_value.conf_status", &row.conf_status)?,
        as_whole: state == BatchState::Held.code(),
        awaits_release: false,
        answer: None,
        explanation: None,
        held_at: instant::rfc3339(received_at)?,
    })
}
