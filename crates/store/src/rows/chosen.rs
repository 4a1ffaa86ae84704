//! Figures of the desk that are decided about or released together.

use super::desk::{Cell, IDS};
use super::{awaiting, bigint, hidden, parsed, unsigned};
use crate::database::AnyConnection;
use crate::error::{Step, StoreError};
use crate::instant::Micros;
use crate::schema::{desk_value, observation};
use blis_domain::area::AreaCode;
use blis_domain::desk::DeskExit;
use blis_domain::indicator::IndicatorCode;
use blis_domain::observation::Reading;
use diesel::dsl::not;
use diesel::prelude::*;
use std::collections::HashSet;

/// Figures that wait, chosen to be decided about or to be released.
#[derive(Debug, Clone, Copy)]
pub(crate) enum Chosen<'a> {
    /// One that is held, by its number.
    Figure(i64),
    /// All that are held of a batch.
    Batch(&'a str),
    /// Those of a batch that wait for a release of such indicators and period.
    Release {
        /// The indicators.
        indicators: &'a [String],
        /// The period.
        period: &'a str,
        /// The batch.
        batch: &'a str,
    },
}

/// A cell, and what a figure of the desk says in it.
pub(crate) type FigureOfKey = (Cell, Reading);

/// The figures that were chosen and wait, of whatever columns.
macro_rules! chosen {
    ($of:expr, $columns:expr) => {{
        let query = desk_value::table
            .filter(desk_value::left_at.is_null())
            .select($columns)
            .into_boxed();
        match $of {
            Chosen::Figure(id) => query.filter(desk_value::id.eq(id)).filter(not(awaiting::waits())),
            Chosen::Batch(batch) => query
                .filter(desk_value::batch.eq(batch))
                .filter(not(awaiting::waits())),
            Chosen::Release {
                indicators,
                period,
                batch,
            } => query
                .filter(desk_value::indicator.eq_any(indicators))
                .filter(desk_value::period.eq(period))
                .filter(desk_value::batch.eq(batch))
                .filter(awaiting::waits()),
        }
    }};
}

/// Number, indicator, period and batch of a figure.
type PlaceOfFigure = (i64, String, String, String);

/// The chosen figures, by number, with their indicators, periods and batches.
pub(crate) fn places(
    connection: &mut AnyConnection,
    of: Chosen<'_>,
) -> Result<Vec<PlaceOfFigure>, StoreError> {
    let columns = (
        desk_value::id,
        desk_value::indicator,
        desk_value::period,
        desk_value::batch,
    );
    chosen!(of, columns)
        .load(connection)
        .step("read where held figures belong")
}

/// The numbers of the chosen figures that take back a number that everybody reads. (Those that keep one back did so when
/// they came.)
pub(crate) fn taking_back(
    connection: &mut AnyConnection,
    of: Chosen<'_>,
) -> Result<HashSet<i64>, StoreError> {
    let public = observation::table
        .filter(observation::indicator.eq(desk_value::indicator))
        .filter(observation::area.eq(desk_value::area))
        .filter(observation::period.eq(desk_value::period))
        .filter(observation::breakdown.eq(desk_value::breakdown))
        .filter(observation::superseded_version.is_null())
        .filter(observation::value.is_not_null());
    let found: Vec<i64> = chosen!(of, desk_value::id)
        .filter(desk_value::withdrawn.eq(true))
        .filter(diesel::dsl::exists(public))
        .load(connection)
        .step("find what takes public numbers away")?;
    Ok(found.into_iter().collect())
}

/// The numbers of the chosen figures.
pub(crate) fn ids(connection: &mut AnyConnection, of: Chosen<'_>) -> Result<HashSet<i64>, StoreError> {
    let ids: Vec<i64> = chosen!(of, desk_value::id)
        .load(connection)
        .step("read which figures are chosen")?;
    Ok(ids.into_iter().collect())
}

/// The indicators of the chosen figures.
pub(crate) fn indicators(
    connection: &mut AnyConnection,
    of: Chosen<'_>,
) -> Result<Vec<IndicatorCode>, StoreError> {
    let codes: Vec<String> = chosen!(of, desk_value::indicator)
        .distinct()
        .order(desk_value::indicator)
        .load(connection)
        .step("read the indicators of held figures")?;
    let codes = codes.iter().map(|code| parsed("desk_value.indicator", code));
    Ok(codes.collect::<Result<_, _>>()?)
}

/// The areas of the chosen figures.
pub(crate) fn areas(connection: &mut AnyConnection, of: Chosen<'_>) -> Result<Vec<AreaCode>, StoreError> {
    let codes: Vec<String> = chosen!(of, desk_value::area)
        .distinct()
        .order(desk_value::area)
        .load(connection)
        .step("read the areas of held figures")?;
    let codes = codes.iter().map(|code| parsed("desk_value.area", code));
    Ok(codes.collect::<Result<_, _>>()?)
}

/// What the chosen figures of an indicator say.
pub(crate) fn figures(
    connection: &mut AnyConnection,
    of: Chosen<'_>,
    indicator: &IndicatorCode,
) -> Result<Vec<FigureOfKey>, StoreError> {
    type Row = (
        (String, String, String),
        Option<f64>,
        String,
        Option<String>,
        bool,
        (String, Option<f64>),
    );
    let columns = (
        (desk_value::area, desk_value::period, desk_value::breakdown),
        desk_value::value,
        desk_value::status,
        desk_value::note,
        desk_value::withdrawn,
        (desk_value::conf_status, desk_value::cases),
    );
    let rows: Vec<Row> = chosen!(of, columns)
        .filter(desk_value::indicator.eq(indicator.as_str()))
        .order(desk_value::id)
        .load(connection)
        .step("read held figures")?;
    let mut found = Vec::with_capacity(rows.len());
    for ((area, period, breakdown), value, status, note, withdrawn, (sent, cases)) in rows {
        let area = parsed("desk_value.area", &area)?;
        let period = parsed("desk_value.period", &period)?;
        let status = parsed("desk_value.status", &status)?;
        let reading = Reading {
            value,
            status,
            note,
            withdrawn,
            conf_status: hidden::letter("desk_value.conf_status", &sent)?,
            cases,
        };
        found.push(((area, period, breakdown), reading));
    }
    Ok(found)
}

/// Takes the chosen figures off the desk by a decision; how many they were.
pub(crate) fn leave(
    connection: &mut AnyConnection,
    of: Chosen<'_>,
    exit: DeskExit,
    decision: &str,
    (at, version): (Micros, u64),
) -> Result<usize, StoreError> {
    let published = (exit == DeskExit::Released).then_some(bigint(version));
    let set = (
        desk_value::left_at.eq(at),
        desk_value::left_as.eq(exit.code()),
        desk_value::decision.eq(decision),
        desk_value::published_version.eq(published),
    );
    let ids: Vec<i64> = chosen!(of, desk_value::id)
        .load(connection)
        .step("find figures to take off the desk")?;
    for ids in ids.chunks(IDS) {
        diesel::update(desk_value::table.filter(desk_value::id.eq_any(ids)))
            .set(set)
            .execute(connection)
            .step("take figures off the desk")?;
    }
    awaiting::remove(connection, &ids)?;
    Ok(ids.len())
}

/// How many of the chosen figures wait.
pub(crate) fn count(connection: &mut AnyConnection, of: Chosen<'_>) -> Result<u64, StoreError> {
    let count: i64 = chosen!(of, diesel::dsl::count_star())
        .first(connection)
        .step("count held figures")?;
    Ok(unsigned("the count of held figures", count)?)
}
