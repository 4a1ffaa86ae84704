//! The desk: figures that have arrived and are not public. No query of what is public is in this file or reads this
//! table. What was chosen of it to be decided about or released is in `chosen`, the list of what waits in `held`.

use super::{awaiting, bigint, hidden, parsed, unsigned};
use crate::database::AnyConnection;
use crate::error::{Corrupt, Step, StoreError};
use crate::instant::Micros;
use crate::schema::desk_value;
use blis_domain::area::AreaCode;
use blis_domain::confidentiality::ConfStatus;
use blis_domain::desk::{DeskExit, HeldOfBatch};
use blis_domain::feed::Suspicion;
use blis_domain::indicator::IndicatorCode;
use blis_domain::observation::ObservationKey;
use blis_domain::period::Period;
use blis_domain::status::ObservationStatus;
use diesel::dsl::not;
use diesel::prelude::*;

/// A figure that is put on the desk.
pub(crate) struct LaidDown<'a> {
    pub(crate) indicator: &'a IndicatorCode,
    pub(crate) area: &'a AreaCode,
    pub(crate) period: Period,
    pub(crate) breakdown: &'a str,
    pub(crate) value: Option<f64>,
    pub(crate) status: ObservationStatus,
    pub(crate) note: Option<&'a str>,
    pub(crate) withdraws: bool,
    pub(crate) conf_status: ConfStatus,
    pub(crate) cases: Option<f64>,
    pub(crate) row: u64,
    pub(crate) suspicion: Option<&'a Suspicion>,
}

/// What is known of a figure that is or was on the desk.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Entry {
    pub(crate) batch: String,
    pub(crate) indicator: IndicatorCode,
    pub(crate) area: AreaCode,
    pub(crate) period: Period,
    pub(crate) breakdown: String,
    pub(crate) value: Option<f64>,
    pub(crate) conf_status: ConfStatus,
    pub(crate) suspicion: Option<Suspicion>,
    /// How it left, when, and by which decision.
    pub(crate) left: Option<(DeskExit, Micros, Option<String>)>,
}

/// A cell of an indicator: area, period and breakdown.
pub(super) type Cell = (AreaCode, Period, String);

/// A cell, and the number of the figure that waits for it.
pub(crate) type WaitingOfKey = (Cell, i64);

/// `treat_none_as_default_value = false` writes NULL where there is nothing, so that many rows are one statement.
#[derive(Insertable)]
#[diesel(table_name = desk_value, treat_none_as_default_value = false)]
struct NewRow<'a> {
    indicator: &'a str,
    area: &'a str,
    period: String,
    breakdown: &'a str,
    value: Option<f64>,
    status: &'a str,
    note: Option<&'a str>,
    batch: &'a str,
    row: i64,
    state: &'static str,
    suspicion: Option<String>,
    withdrawn: bool,
    conf_status: &'static str,
    cases: Option<f64>,
}

/// Rows in one statement: 14 values each, below the 32,766 parameters SQLite takes.
const CHUNK: usize = 2000;

/// Ids in one statement.
pub(super) const IDS: usize = 5000;

/// Puts figures of a batch on the desk.
pub(crate) fn lay_down<'a>(
    connection: &mut AnyConnection,
    batch: &str,
    figures: impl Iterator<Item = LaidDown<'a>>,
) -> Result<(), StoreError> {
    let mut figures = figures.peekable();
    while figures.peek().is_some() {
        let chunk = figures.by_ref().take(CHUNK);
        let rows: Vec<NewRow<'_>> = chunk.map(|figure| row(figure, batch)).collect::<Result<_, _>>()?;
        // Many rows in one statement do not compile on the combined connection.
        match connection {
            #[cfg(feature = "sqlite")]
            AnyConnection::Sqlite(connection) => diesel::insert_into(desk_value::table)
                .values(&rows)
                .execute(connection),
            #[cfg(feature = "postgres")]
            AnyConnection::Postgres(connection) => diesel::copy_from(desk_value::table)
                .from_insertable(&rows)
                .execute(connection),
        }
        .step("put figures on the desk")?;
    }
    Ok(())
}

fn row<'a>(figure: LaidDown<'a>, batch: &'a str) -> Result<NewRow<'a>, Corrupt> {
    Ok(NewRow {
        indicator: figure.indicator.as_str(),
        area: figure.area.as_str(),
        period: figure.period.to_string(),
        breakdown: figure.breakdown,
        value: figure.value,
        status: figure.status.letter(),
        note: figure.note,
        batch,
        row: bigint(figure.row),
        state: "held",
        suspicion: figure.suspicion.map(super::batches::json).transpose()?,
        withdrawn: figure.withdraws,
        conf_status: figure.conf_status.code(),
        cases: figure.cases,
    })
}

/// The cells of an indicator for which a figure waits, each with its number on the desk.
pub(crate) fn waiting(
    connection: &mut AnyConnection,
    indicator: &IndicatorCode,
) -> Result<Vec<WaitingOfKey>, StoreError> {
    let rows: Vec<(i64, String, String, String)> = desk_value::table
        .filter(desk_value::left_at.is_null())
        .filter(desk_value::indicator.eq(indicator.as_str()))
        .select((
            desk_value::id,
            desk_value::area,
            desk_value::period,
            desk_value::breakdown,
        ))
        .load(connection)
        .step("look for figures that wait")?;
    let mut found = Vec::with_capacity(rows.len());
    for (id, area, period, breakdown) in rows {
        let area = parsed("desk_value.area", &area)?;
        let period = parsed("desk_value.period", &period)?;
        found.push(((area, period, breakdown), id));
    }
    Ok(found)
}

/// Takes figures off the desk because later ones were sent for their cells.
pub(crate) fn supersede(connection: &mut AnyConnection, ids: &[i64], at: Micros) -> Result<(), StoreError> {
    for ids in ids.chunks(IDS) {
        diesel::update(desk_value::table.filter(desk_value::id.eq_any(ids)))
            .set((
                desk_value::left_at.eq(at),
                desk_value::left_as.eq(DeskExit::Superseded.code()),
            ))
            .execute(connection)
            .step("take superseded figures off the desk")?;
    }
    awaiting::remove(connection, ids)
}

/// Whether a figure waits for a cell, held or for its release.
pub(crate) fn has_figure(connection: &mut AnyConnection, key: &ObservationKey) -> Result<bool, StoreError> {
    let figure = desk_value::table
        .filter(desk_value::left_at.is_null())
        .filter(desk_value::indicator.eq(key.indicator.as_str()))
        .filter(desk_value::area.eq(key.area.as_str()))
        .filter(desk_value::period.eq(key.period.to_string()))
        .filter(desk_value::breakdown.eq(&key.breakdown));
    diesel::select(diesel::dsl::exists(figure))
        .get_result(connection)
        .step("look for a figure that waits")
}

/// The areas for which a figure of an indicator and period waits.
pub(crate) fn areas_waiting(
    connection: &mut AnyConnection,
    indicator: &IndicatorCode,
    period: Period,
) -> Result<Vec<String>, StoreError> {
    desk_value::table
        .filter(desk_value::left_at.is_null())
        .filter(desk_value::indicator.eq(indicator.as_str()))
        .filter(desk_value::period.eq(period.to_string()))
        .filter(desk_value::breakdown.eq(""))
        .select(desk_value::area)
        .load(connection)
        .step("read for which areas figures wait")
}

/// The numbers of the figures of an indicator that a batch brought and that nobody suspects.
pub(crate) fn unsuspected(
    connection: &mut AnyConnection,
    batch: &str,
    indicator: &IndicatorCode,
) -> Result<Vec<i64>, StoreError> {
    desk_value::table
        .filter(desk_value::batch.eq(batch))
        .filter(desk_value::indicator.eq(indicator.as_str()))
        .filter(desk_value::left_at.is_null())
        .filter(desk_value::suspicion.is_null())
        .select(desk_value::id)
        .load(connection)
        .step("find the figures that wait for a release")
}

/// How many figures of such indicators and period are held.
pub(crate) fn count_held(
    connection: &mut AnyConnection,
    indicators: &[String],
    period: &str,
) -> Result<u64, StoreError> {
    let count: i64 = desk_value::table
        .filter(desk_value::left_at.is_null())
        .filter(desk_value::indicator.eq_any(indicators))
        .filter(desk_value::period.eq(period))
        .filter(not(awaiting::waits()))
        .count()
        .get_result(connection)
        .step("count the figures that a release goes on without")?;
    Ok(unsigned("the count of held figures", count)?)
}

/// A figure that is or was on the desk.
pub(crate) fn find(connection: &mut AnyConnection, id: i64) -> Result<Option<Entry>, StoreError> {
    type Row = (
        String,
        (String, String, String, String),
        (Option<f64>, String),
        Option<String>,
        (Option<Micros>, Option<String>, Option<String>),
    );
    let row: Option<Row> = desk_value::table
        .find(id)
        .select((
            desk_value::batch,
            (
                desk_value::indicator,
                desk_value::area,
                desk_value::period,
                desk_value::breakdown,
            ),
            (desk_value::value, desk_value::conf_status),
            desk_value::suspicion,
            (desk_value::left_at, desk_value::left_as, desk_value::decision),
        ))
        .first(connection)
        .optional()
        .step("read a held figure")?;
    let Some((batch, (indicator, area, period, breakdown), value, suspicion, left)) = row else {
        return Ok(None);
    };
    let ((value, sent), (at, exit, decision)) = (value, left);
    let left = match at.zip(exit) {
        None => None,
        Some((at, exit)) => {
            let exit = DeskExit::from_code(&exit).ok_or_else(|| Corrupt::new("desk_value.left_as", &exit))?;
            Some((exit, at, decision))
        }
    };
    Ok(Some(Entry {
        batch,
        indicator: parsed("desk_value.indicator", &indicator)?,
        area: parsed("desk_value.area", &area)?,
        period: parsed("desk_value.period", &period)?,
        breakdown,
        value,
        conf_status: hidden::letter("desk_value.conf_status", &sent)?,
        suspicion: suspicion.as_deref().map(super::batches::read_json).transpose()?,
        left,
    }))
}

/// What became of the figures of a batch, but for the decision; nothing when none was put on the desk.
pub(crate) fn of_batch(
    connection: &mut AnyConnection,
    batch: &str,
) -> Result<Option<HeldOfBatch>, StoreError> {
    let counts: Vec<(Option<String>, i64)> = desk_value::table
        .filter(desk_value::batch.eq(batch))
        .group_by(desk_value::left_as)
        .select((desk_value::left_as, diesel::dsl::count_star()))
        .load(connection)
        .step("count the held figures of a batch")?;
    let mut held: Option<HeldOfBatch> = None;
    for (exit, count) in counts {
        let read =
            |code: &str| DeskExit::from_code(code).ok_or_else(|| Corrupt::new("desk_value.left_as", code));
        let exit = exit.as_deref().map(read).transpose()?;
        let count = unsigned("the count of held figures", count)?;
        held.get_or_insert_default().count(exit, count);
    }
    if let Some(held) = held.as_mut().filter(|held| held.waiting > 0) {
        held.awaiting_release = awaiting::count_of_batch(connection, batch)?;
        held.waiting -= held.awaiting_release;
    }
    Ok(held)
}
