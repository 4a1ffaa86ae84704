//! Applying a batch, or trying it out.

use super::aside::{self, take_aside};
use super::conceal::conceal;
use super::concealment;
use super::derive::{Anew, Brought, Derived};
use super::told::Told;
use super::weigh::{Weighed, weigh};
use super::write::Written;
use super::{BatchReply, NewBatch, Reference};
use crate::audit::{AuditContext, AuditDraft};
use crate::database::AnyConnection;
use crate::error::StoreError;
use crate::instant::{self, Micros};
use crate::options::Clock;
use crate::rows::values::Added;
use crate::rows::versions::{self, NewChange};
use crate::rows::{audit, batch_rows, batches, feeds, idempotency};
use blis_domain::audit::{Outcome, actions};
use blis_domain::change::ChangeCause;
use blis_domain::derivation::Derivation;
use blis_domain::feed::CheckedRows;
use blis_domain::indicator::IndicatorCode;
use blis_domain::receipt::{BatchMode, BatchRecord, BatchState, BatchSummary, Notice, RowCounts};
use serde_json::json;
use std::collections::BTreeSet;

/// What applying a batch came to.
#[derive(Debug)]
pub(crate) struct Applied {
    /// The answer to its sender.
    pub(crate) reply: BatchReply,
    /// The indicators that have new values, derived ones among them.
    pub(crate) touched: BTreeSet<IndicatorCode>,
}

/// Applies a batch that came at an instant, in a transaction of its own, which the caller holds and commits at once.
pub(crate) fn apply(
    connection: &mut AnyConnection,
    new: &NewBatch,
    rows: &CheckedRows,
    reference: &Reference<'_>,
    context: &AuditContext,
    now: Micros,
    clock: &Clock,
) -> Result<Applied, StoreError> {
    feeds::require(connection, &new.feed)?;
    claim_key(connection, new)?;
    if let Some(record) = idempotency::earlier_receipt(connection, new)? {
        let reply = BatchReply {
            record,
            replayed: true,
        };
        return Ok(Applied {
            reply,
            touched: BTreeSet::new(),
        });
    }
    let before = versions::locked(connection)?;
    let derivations = reference.derivations_now(connection, before, rows)?;
    let weighed = weigh(connection, rows, new, reference)?;
    let state = match new.mode {
        BatchMode::Atomic if weighed.has_faults() => BatchState::Refused,
        BatchMode::Atomic if weighed.has_suspects() => BatchState::Held,
        BatchMode::Atomic | BatchMode::Partial => BatchState::Applied,
    };
    let counts = weighed.counts();
    let notices = match state {
        BatchState::Applied => weighed.notices(),
        // Of what is not stored there is nothing to know.
        BatchState::Refused | BatchState::Held | BatchState::DryRun => Vec::new(),
    };
    let settled = match state {
        BatchState::Applied => aside::settled(connection, &weighed)?,
        BatchState::Held | BatchState::Refused | BatchState::DryRun => BTreeSet::new(),
    };
    let brings_values = match state {
        BatchState::Applied => weighed.brings_any() || weighed.keeps_back_any(false) || !settled.is_empty(),
        BatchState::Held => weighed.keeps_back_any(true),
        BatchState::Refused | BatchState::DryRun => false,
    };
    let next = before.next(now, brings_values);
    let told = Told::of(&weighed);
    let record = record(new, (counts, &told, notices), state, next.data, next.recorded_at)?;
    batches::insert(
        connection,
        &record.summary,
        &new.client,
        next.recorded_at,
        new.demonstration,
    )?;
    batch_rows::insert(connection, &record.id, told.reports())?;
    drop(told);
    take_aside(connection, &weighed, (state, &record.id), next.recorded_at)?;
    let mut written = Written::of(&record.id, next);
    written.settled = settled;
    if brings_values {
        if state == BatchState::Applied {
            write(connection, new, &weighed, &derivations, &mut written)?;
        }
        keep_back(connection, &weighed, state == BatchState::Held, &mut written)?;
        conceal(connection, &derivations, weighed.areas.as_deref(), &mut written)?;
        written.touch(connection)?;
    }
    idempotency::insert(connection, new, &record.id, next.recorded_at)?;
    audit::append(connection, &draft(new, &record, context), now)?;
    let change = NewChange {
        cause: ChangeCause::Batch,
        batch: Some(&record.id),
        cells: written.cells,
    };
    versions::finish(connection, next, brings_values.then_some(&change), clock)?;
    let touched = written.touched;
    let reply = BatchReply {
        record,
        replayed: false,
    };
    Ok(Applied { reply, touched })
}

/// The entry of a batch: one for all its rows, which its receipt tells.
fn draft(new: &NewBatch, record: &BatchRecord, context: &AuditContext) -> AuditDraft {
    let summary = &record.summary;
    AuditDraft {
        outcome: match summary.state {
            BatchState::Refused => Outcome::Refused,
            _ => Outcome::Done,
        },
        after: Some(json!({
            "feed": summary.feed,
            "mode": summary.mode,
            "state": summary.state,
            "counts": summary.counts,
            "version": summary.version,
            "demonstration": new.demonstration,
        })),
        ..AuditDraft::done(context, actions::PUSH_BATCH, "batch", Some(&summary.id))
    }
}

/// Writes the values of the rows, and those of the derived indicators that they touch.
fn write(
    connection: &mut AnyConnection,
    new: &NewBatch,
    weighed: &Weighed<'_>,
    derivations: &[Derivation],
    written: &mut Written<'_>,
) -> Result<(), StoreError> {
    let rows = weighed.rows;
    for (indicator, _) in rows.indicators() {
        let added = weighed.brought(indicator).map(|(row, end)| Added {
            indicator,
            area: rows.area(row),
            period: rows.period(row),
            breakdown: rows.breakdown(row),
            value: row.value(),
            status: row.status(),
            note: rows.note(row),
            withdrawn: row.withdraws(),
            conf_status: row.conf_status(),
            cases: rows.cases(row),
            hidden: row.conf_status(),
            demonstration: new.demonstration,
            closes: end.closes(),
        });
        written.add(connection, indicator, added)?;
        let whole = weighed
            .brought(indicator)
            .filter(|(row, _)| rows.breakdown(row).is_empty());
        let places = whole.map(|(row, _)| (rows.area(row).clone(), rows.period(row)));
        written.explain(connection, indicator, &places.collect())?;
    }
    let anew = Anew {
        derivations,
        areas: weighed.areas.as_deref(),
        whole: &[],
        brought: Brought::Batch(weighed),
    };
    anew.derive(connection, |connection, indicator, derived| {
        written.add(connection, indicator, derived.iter().map(Derived::added))
    })
}

/// Keeps back the public numbers whose senders say so with figures that wait.
fn keep_back(
    connection: &mut AnyConnection,
    weighed: &Weighed<'_>,
    whole: bool,
    written: &mut Written<'_>,
) -> Result<(), StoreError> {
    let areas = weighed.areas.as_deref();
    for (indicator, _) in weighed.rows.indicators() {
        let letters = weighed.kept_back(indicator, whole).collect();
        concealment::keep_back(connection, indicator, &letters, areas, written)?;
    }
    Ok(())
}

/// Says what a batch would come to, and stores nothing.
pub(crate) fn try_out(
    connection: &mut AnyConnection,
    new: &NewBatch,
    rows: &CheckedRows,
    reference: &Reference<'_>,
    now: Micros,
) -> Result<BatchReply, StoreError> {
    feeds::require(connection, &new.feed)?;
    let version = versions::current(connection)?;
    let weighed = weigh(connection, rows, new, reference)?;
    Ok(BatchReply {
        record: record(
            new,
            (weighed.counts(), &Told::of(&weighed), weighed.notices()),
            BatchState::DryRun,
            version.data,
            now,
        )?,
        replayed: false,
    })
}

fn record(
    new: &NewBatch,
    (counts, told, notices): (RowCounts, &Told<'_>, Vec<Notice>),
    state: BatchState,
    version: u64,
    received_at: Micros,
) -> Result<BatchRecord, StoreError> {
    let summary = BatchSummary {
        id: instant::id(received_at),
        feed: new.feed.clone(),
        state,
        mode: new.mode,
        counts,
        version,
        received_at: instant::rfc3339(received_at)?,
        notices,
    };
    let first = told.reports().take(BatchRecord::MOST_ROWS as usize);
    Ok(BatchRecord::new(summary, first.collect(), told.len()))
}

/// Lets one call at a time pass with a key. Within this process that is seen to before; here it is about
/// other processes on the same PostgreSQL. The lock ends with the transaction, so a killed process leaves
/// none.
#[cfg_attr(
    not(feature = "postgres"),
    expect(unused_variables, reason = "SQLite needs no such lock")
)]
fn claim_key(connection: &mut AnyConnection, new: &NewBatch) -> Result<(), StoreError> {
    match connection {
        // A SQLite file has one writer at a time, and this transaction is it.
        #[cfg(feature = "sqlite")]
        AnyConnection::Sqlite(_) => Ok(()),
        #[cfg(feature = "postgres")]
        AnyConnection::Postgres(connection) => {
            use crate::error::Step;
            use diesel::{QueryableByName, RunQueryDsl, sql_query, sql_types};
            #[derive(QueryableByName)]
            struct Lock {
                #[diesel(sql_type = sql_types::Bool)]
                free: bool,
            }
            // Such locks belong to the database, and two installations may share one in two schemas.
            let lock: Lock = sql_query(
                "SELECT pg_try_advisory_xact_lock($1 # hashtextextended(current_schema()::text, 0)) AS free",
            )
            .bind::<sql_types::BigInt, _>(lock_number(new))
            .get_result(connection)
            .step("lock the idempotency key")?;
            if lock.free {
                Ok(())
            } else {
                Err(StoreError::KeyRunning)
            }
        }
    }
}

/// A number for the key: 64 bits of its hash. Should two keys ever share one, a sender would be told that its
/// key is at work, and send again.
#[cfg(feature = "postgres")]
fn lock_number(new: &NewBatch) -> i64 {
    use sha2::{Digest, Sha256};
    let mut hash = Sha256::new();
    for part in [&new.client, &new.feed, &new.idempotency_key] {
        hash.update((part.len() as u64).to_be_bytes());
        hash.update(part);
    }
    let digest = hash.finalize();
    let mut bytes = [0; 8];
    bytes.copy_from_slice(&digest[..8]);
    i64::from_be_bytes(bytes)
}
