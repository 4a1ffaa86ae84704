//! Batches and their receipts.

use crate::database::AnyConnection;
use crate::error::{Corrupt, Step, StoreError};
use crate::instant::Micros;
use crate::rows::batch_rows::{self, ReceiptFilter};
use crate::schema::batch;
use blis_domain::receipt::{BatchMode, BatchRecord, BatchState, BatchSummary};
use diesel::prelude::*;
use serde::Serialize;
use serde::de::DeserializeOwned;
use std::collections::HashSet;

/// A page of the batches of a feed.
#[derive(Debug, Clone, PartialEq)]
pub struct BatchPage {
    /// The batches, newest first.
    pub items: Vec<BatchSummary>,
    /// How many the feed has.
    pub total: u64,
    /// What to give as `before` for the next page; `None` on the last.
    pub next: Option<String>,
}

#[derive(Insertable)]
#[diesel(table_name = batch)]
struct NewBatchRow<'a> {
    id: &'a str,
    feed: &'a str,
    client: &'a str,
    state: &'a str,
    mode: &'a str,
    received_at: Micros,
    version: i64,
    demonstration: bool,
    summary: String,
}

/// Keeps a receipt, but for its rows.
pub(crate) fn insert(
    connection: &mut AnyConnection,
    summary: &BatchSummary,
    client: &str,
    received_at: Micros,
    demonstration: bool,
) -> Result<(), StoreError> {
    let row = NewBatchRow {
        id: &summary.id,
        feed: &summary.feed,
        client,
        state: summary.state.code(),
        mode: match summary.mode {
            BatchMode::Atomic => "atomic",
            BatchMode::Partial => "partial",
        },
        received_at,
        version: super::bigint(summary.version),
        demonstration,
        summary: json(summary)?,
    };
    diesel::insert_into(batch::table)
        .values(row)
        .execute(connection)
        .map(drop)
        .step("store the receipt of the batch")
}

/// The receipt of a batch of a feed.
pub(crate) fn find(
    connection: &mut AnyConnection,
    feed: &str,
    id: &str,
) -> Result<Option<BatchRecord>, StoreError> {
    if super::cannot_be_stored(id) {
        return Ok(None);
    }
    let found: Option<String> = batch::table
        .filter(batch::feed.eq(feed).and(batch::id.eq(id)))
        .select(batch::summary)
        .first(connection)
        .optional()
        .step("read the receipt of the batch")?;
    found.map(|summary| with_rows(connection, &summary)).transpose()
}

/// The receipt of a stored summary, with the first of its rows.
pub(crate) fn with_rows(connection: &mut AnyConnection, summary: &str) -> Result<BatchRecord, StoreError> {
    let summary: BatchSummary = read_json(summary)?;
    let first = ReceiptFilter {
        limit: BatchRecord::MOST_ROWS,
        ..ReceiptFilter::default()
    };
    let page = batch_rows::page(connection, &summary.id, &first)?;
    Ok(BatchRecord::new(summary, page.items, page.total))
}

/// Whether a feed has a batch.
pub(crate) fn exists(connection: &mut AnyConnection, feed: &str, id: &str) -> Result<bool, StoreError> {
    if super::cannot_be_stored(id) {
        return Ok(false);
    }
    let found = batch::table.filter(batch::feed.eq(feed).and(batch::id.eq(id)));
    diesel::select(diesel::dsl::exists(found))
        .get_result(connection)
        .step("look for the batch")
}

/// What became of a batch when it came.
pub(crate) fn state(connection: &mut AnyConnection, id: &str) -> Result<Option<BatchState>, StoreError> {
    Ok(summary(connection, id)?.map(|summary| summary.state))
}

/// Whether the figures of a batch are invented for demonstration.
pub(crate) fn is_demonstration(connection: &mut AnyConnection, id: &str) -> Result<bool, StoreError> {
    batch::table
        .find(id)
        .select(batch::demonstration)
        .first(connection)
        .step("read whether the batch is of a demonstration")
}

/// A batch without its rows.
pub(crate) fn summary(connection: &mut AnyConnection, id: &str) -> Result<Option<BatchSummary>, StoreError> {
    let found: Option<String> = batch::table
        .find(id)
        .select(batch::summary)
        .first(connection)
        .optional()
        .step("read the summary of the batch")?;
    Ok(found.as_deref().map(read_json).transpose()?)
}

/// The receipts of a feed older than `before`, newest first.
pub(crate) fn page(
    connection: &mut AnyConnection,
    feed: &str,
    before: Option<&str>,
    limit: u32,
) -> Result<BatchPage, StoreError> {
    let total: i64 = batch::table
        .filter(batch::feed.eq(feed))
        .count()
        .get_result(connection)
        .step("count the batches")?;
    let mut query = batch::table
        .filter(batch::feed.eq(feed))
        .order(batch::id.desc())
        // One more than asked for tells whether there is a next page.
        .limit(i64::from(limit) + 1)
        .select((batch::id, batch::summary))
        .into_boxed();
    if let Some(before) = before {
        query = query.filter(batch::id.lt(before));
    }
    let mut rows: Vec<(String, String)> = query.load(connection).step("read the batches")?;
    let more = rows.len() > limit as usize;
    rows.truncate(limit as usize);
    Ok(BatchPage {
        next: rows.last().filter(|_| more).map(|(id, _)| id.clone()),
        items: rows
            .iter()
            .map(|(_, summary)| read_json(summary))
            .collect::<Result<_, _>>()?,
        total: super::unsigned("the count of batches", total)?,
    })
}

/// When a batch came.
pub(crate) fn received_at(connection: &mut AnyConnection, id: &str) -> Result<Option<Micros>, StoreError> {
    batch::table
        .find(id)
        .select(batch::received_at)
        .first(connection)
        .optional()
        .step("read when a batch came")
}

/// Ids in one statement.
const IDS: usize = 5000;

/// Which of such batches came by another feed.
pub(crate) fn of_other_feeds(
    connection: &mut AnyConnection,
    ids: &[&str],
    feed: &str,
) -> Result<HashSet<String>, StoreError> {
    let mut found = HashSet::new();
    for ids in ids.chunks(IDS) {
        let others: Vec<String> = batch::table
            .filter(batch::id.eq_any(ids))
            .filter(batch::feed.ne(feed))
            .select(batch::id)
            .load(connection)
            .step("find the batches of other feeds")?;
        found.extend(others);
    }
    Ok(found)
}

/// Whether any batch is invented.
pub(crate) fn any_demonstration(connection: &mut AnyConnection) -> Result<bool, StoreError> {
    diesel::select(diesel::dsl::exists(
        batch::table.filter(batch::demonstration.eq(true).and(batch::state.eq("applied"))),
    ))
    .get_result(connection)
    .step("ask whether a batch is for demonstration")
}

/// Reads a part of a stored receipt.
pub(super) fn read_json<T: DeserializeOwned>(text: &str) -> Result<T, Corrupt> {
    serde_json::from_str(text).map_err(|error| Corrupt::new("a receipt", error))
}

/// A part of a receipt holds finite numbers and text alone, so this cannot fail; if it did, the batch must.
pub(super) fn json<T: Serialize>(part: &T) -> Result<String, Corrupt> {
    serde_json::to_string(part).map_err(|error| Corrupt::new("a receipt", error))
}

#[cfg(test)]
mod tests {
    use super::*;
    use blis_domain::receipt::{RowOutcome, RowReport};
    use proptest::prelude::*;

    proptest! {
        /// Needs the feature `float_roundtrip` of serde_json.
        #[test]
        fn a_receipt_reads_back_to_the_last_digit(old in any::<f64>(), new in -1e9..1e9f64) {
            prop_assume!(old.is_finite());
            let report = RowReport {
                row: 1,
                outcome: RowOutcome::Changed,
                fault: None,
                suspicion: None,
                old: Some(old),
                new: Some(new),
                key: None,
                withdrawn: false,
                kept_back: false,
            };
            let rows = vec![report];
            prop_assert_eq!(read_json::<Vec<RowReport>>(&json(&rows).unwrap()).unwrap(), rows);
        }
    }
}
