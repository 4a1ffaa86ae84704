//! Which figures of the desk are not held any more, or never were, but wait for a release. The figures are in `desk`.

use super::unsigned;
use crate::database::AnyConnection;
use crate::error::{Step, StoreError};
use crate::schema::{awaiting_release, desk_value};
use blis_domain::indicator::IndicatorCode;
use diesel::dsl::{Eq, Filter, exists};
use diesel::prelude::*;

/// Ids in one statement.
const IDS: usize = 5000;

/// Figures that are not held but wait for a release.
#[derive(Insertable)]
#[diesel(table_name = awaiting_release)]
struct Awaiting {
    figure: i64,
}

/// Lets figures of the desk wait for a release.
pub(crate) fn insert(connection: &mut AnyConnection, ids: &[i64]) -> Result<(), StoreError> {
    for ids in ids.chunks(IDS) {
        let rows: Vec<Awaiting> = ids.iter().map(|id| Awaiting { figure: *id }).collect();
        // Many rows in one statement do not compile on the combined connection.
        match connection {
            #[cfg(feature = "sqlite")]
            AnyConnection::Sqlite(connection) => diesel::insert_into(awaiting_release::table)
                .values(&rows)
                .execute(connection),
            #[cfg(feature = "postgres")]
            AnyConnection::Postgres(connection) => diesel::insert_into(awaiting_release::table)
                .values(&rows)
                .execute(connection),
        }
        .step("let figures wait for a release")?;
    }
    Ok(())
}

/// Figures that left the desk wait no more.
pub(super) fn remove(connection: &mut AnyConnection, ids: &[i64]) -> Result<(), StoreError> {
    for ids in ids.chunks(IDS) {
        diesel::delete(awaiting_release::table.filter(awaiting_release::figure.eq_any(ids)))
            .execute(connection)
            .step("let figures wait no more")?;
    }
    Ok(())
}

/// The condition that a figure of the desk waits for a release, for the query of each. PostgreSQL would look through all of
/// them for each figure if it were asked for numbers that are not among theirs.
pub(super) fn waits() -> exists<Filter<awaiting_release::table, Eq<awaiting_release::figure, desk_value::id>>>
{
    exists(awaiting_release::table.filter(awaiting_release::figure.eq(desk_value::id)))
}

/// Whether a figure waits for a release.
pub(crate) fn awaits(connection: &mut AnyConnection, id: i64) -> Result<bool, StoreError> {
    diesel::select(diesel::dsl::exists(awaiting_release::table.find(id)))
        .get_result(connection)
        .step("look whether a figure waits for a release")
}

/// How many figures of an indicator wait for a release.
pub(crate) fn count(connection: &mut AnyConnection, indicator: &IndicatorCode) -> Result<u64, StoreError> {
    let count: i64 = desk_value::table
        .inner_join(awaiting_release::table.on(awaiting_release::figure.eq(desk_value::id)))
        .filter(desk_value::left_at.is_null())
        .filter(desk_value::indicator.eq(indicator.as_str()))
        .count()
        .get_result(connection)
        .step("count the figures that wait for a release")?;
    Ok(unsigned("the count of figures that wait", count)?)
}

/// How many figures of a batch wait for a release.
pub(crate) fn count_of_batch(connection: &mut AnyConnection, batch: &str) -> Result<u64, StoreError> {
    let count: i64 = desk_value::table
        .inner_join(awaiting_release::table.on(awaiting_release::figure.eq(desk_value::id)))
        .filter(desk_value::left_at.is_null())
        .filter(desk_value::batch.eq(batch))
        .count()
        .get_result(connection)
        .step("count the figures of a batch that wait for a release")?;
    Ok(unsigned("the count of figures that wait", count)?)
}

/// The figures of an indicator that wait for a release of a period.
pub(crate) fn figures(
    connection: &mut AnyConnection,
    indicator: &IndicatorCode,
    period: &str,
) -> Result<Vec<i64>, StoreError> {
    desk_value::table
        .inner_join(awaiting_release::table.on(awaiting_release::figure.eq(desk_value::id)))
        .filter(desk_value::left_at.is_null())
        .filter(desk_value::indicator.eq(indicator.as_str()))
        .filter(desk_value::period.eq(period))
        .select(desk_value::id)
        .load(connection)
        .step("find what waits of an indicator")
}

/// The batches of which figures wait for a release of such indicators and period, oldest first.
pub(crate) fn batches(
    connection: &mut AnyConnection,
    indicators: &[String],
    period: &str,
) -> Result<Vec<String>, StoreError> {
    desk_value::table
        .inner_join(awaiting_release::table.on(awaiting_release::figure.eq(desk_value::id)))
        .filter(desk_value::left_at.is_null())
        .filter(desk_value::indicator.eq_any(indicators))
        .filter(desk_value::period.eq(period))
        .select(desk_value::batch)
        .distinct()
        .order(desk_value::batch)
        .load(connection)
        .step("find the batches of a release")
}
