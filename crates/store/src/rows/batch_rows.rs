//! The rows of receipts.

use crate::database::AnyConnection;
use crate::error::{Corrupt, Step, StoreError};
use crate::schema::batch_row;
use blis_domain::receipt::{RowOutcome, RowReport};
use diesel::prelude::*;

/// Rows in one statement: 5 values each, below the 32,766 parameters SQLite takes.
const CHUNK: usize = 2000;

/// Which rows of a receipt are wanted.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct ReceiptFilter {
    /// Those with this outcome.
    pub outcome: Option<RowOutcome>,
    /// Those with this code.
    pub code: Option<String>,
    /// Those after this row.
    pub after: u64,
    /// At most so many.
    pub limit: u32,
}

/// A page of the rows of a receipt.
#[derive(Debug, Clone, PartialEq)]
pub struct ReceiptPage {
    /// The rows, in their order.
    pub items: Vec<RowReport>,
    /// How many there are on all pages.
    pub total: u64,
    /// What to give as `after` for the next page; `None` on the last.
    pub next: Option<u64>,
}

#[derive(Insertable)]
#[diesel(table_name = batch_row, treat_none_as_default_value = false)]
struct NewRow<'a> {
    batch: &'a str,
    row: i64,
    outcome: &'static str,
    code: &'static str,
    report: String,
}

/// Keeps the rows of a receipt.
pub(crate) fn insert(
    connection: &mut AnyConnection,
    batch: &str,
    reports: impl Iterator<Item = RowReport>,
) -> Result<(), StoreError> {
    let mut reports = reports.peekable();
    while reports.peek().is_some() {
        let chunk = reports.by_ref().take(CHUNK);
        let rows: Vec<NewRow<'_>> = chunk
            .map(|report| row(batch, &report))
            .collect::<Result<_, _>>()?;
        // Many rows in one statement do not compile on the combined connection.
        match connection {
            #[cfg(feature = "sqlite")]
            AnyConnection::Sqlite(connection) => diesel::insert_into(batch_row::table)
                .values(&rows)
                .execute(connection),
            #[cfg(feature = "postgres")]
            AnyConnection::Postgres(connection) => diesel::copy_from(batch_row::table)
                .from_insertable(&rows)
                .execute(connection),
        }
        .step("store the rows of the receipt")?;
    }
    Ok(())
}

fn row<'a>(batch: &'a str, report: &RowReport) -> Result<NewRow<'a>, Corrupt> {
    Ok(NewRow {
        batch,
        row: super::bigint(report.row),
        outcome: report.outcome.code(),
        code: report.code(),
        report: super::batches::json(report)?,
    })
}

/// Rows of a receipt.
pub(crate) fn page(
    connection: &mut AnyConnection,
    batch: &str,
    filter: &ReceiptFilter,
) -> Result<ReceiptPage, StoreError> {
    let wanted = || {
        let mut query = batch_row::table.filter(batch_row::batch.eq(batch)).into_boxed();
        if let Some(outcome) = filter.outcome {
            query = query.filter(batch_row::outcome.eq(outcome.code()));
        }
        if let Some(code) = &filter.code {
            query = query.filter(batch_row::code.eq(code));
        }
        query
    };
    let total: i64 = wanted()
        .count()
        .get_result(connection)
        .step("count the rows of the receipt")?;
    let mut rows: Vec<(i64, String)> = wanted()
        .filter(batch_row::row.gt(super::bigint(filter.after)))
        .order(batch_row::row)
        // One more than asked for tells whether there is a next page.
        .limit(i64::from(filter.limit) + 1)
        .select((batch_row::row, batch_row::report))
        .load(connection)
        .step("read the rows of the receipt")?;
    let more = rows.len() > filter.limit as usize;
    rows.truncate(filter.limit as usize);
    let next = rows.last().filter(|_| more).map(|(row, _)| *row);
    Ok(ReceiptPage {
        next: next
            .map(|row| super::unsigned("batch_row.row", row))
            .transpose()?,
        items: rows
            .iter()
            .map(|(_, report)| super::batches::read_json(report))
            .collect::<Result<_, _>>()?,
        total: super::unsigned("the count of rows", total)?,
    })
}
