//! Batches: applying them, and reading their receipts.

use super::Store;
use crate::audit::AuditContext;
use crate::batch::{self, BatchReply, NewBatch};
use crate::error::{Corrupt, StoreError, with_causes};
use crate::instant;
use crate::rows::batches::{self, BatchPage};
use crate::rows::{feeds, idempotency};
use blis_domain::derivation;
use blis_domain::feed::{Fault, RawObservation};
use blis_domain::receipt::BatchRecord;

impl Store {
    /// Applies a batch, and answers with its receipt.
    ///
    /// In one transaction: the rows' values as new versions, the derived indicators they touch, the receipt,
    /// the idempotency key and the entry in the audit log. An atomic batch with a refused row stores the last
    /// three alone; a dry run stores nothing. The same key and body again give the receipt given before.
    ///
    /// # Errors
    /// [`StoreError::UnknownFeed`], [`StoreError::KeyReused`], [`StoreError::KeyRunning`], or when the
    /// database fails; then nothing of the batch is stored, and it may be sent again with the same key.
    pub fn apply_batch(
        &self,
        batch: NewBatch,
        rows: Vec<Result<RawObservation, Fault>>,
        context: &AuditContext,
    ) -> Result<BatchReply, StoreError> {
        let inner = &self.inner;
        let _running = if batch.dry_run {
            None
        } else {
            let NewBatch {
                client,
                feed,
                idempotency_key,
                ..
            } = &batch;
            Some(inner.running.enter(client, feed, idempotency_key)?)
        };
        // A first look without the writer's lock: most repetitions end here, and so do mistakes.
        let earlier = inner.database.read(|connection| {
            feeds::require(connection, &batch.feed)?;
            match batch.dry_run {
                true => Ok(None),
                false => idempotency::earlier_receipt(connection, &batch),
            }
        })?;
        if let Some(record) = earlier {
            return Ok(BatchReply {
                record,
                replayed: true,
            });
        }
        let catalogue = self.indicators()?;
        let areas = self.areas()?;
        let now = inner.clock.now();
        let rows = batch::check(rows, &catalogue, &areas, instant::month(now)?);
        let now = instant::micros(now);
        if batch.dry_run {
            let try_out = |connection: &mut _| batch::try_out(connection, &batch, &rows, now);
            return inner.database.read(try_out);
        }
        let derivations = derivation::order(&catalogue)
            .map_err(|error| Corrupt::new("a formula of the catalogue", with_causes(&error)))?;
        let apply = |connection: &mut _| {
            batch::apply(
                connection,
                &batch,
                &rows,
                &derivations,
                context,
                now,
                &inner.clock,
            )
        };
        let applied = inner.database.write(apply)?;
        inner
            .known
            .batch_committed(applied.reply.record.version, &applied.touched);
        Ok(applied.reply)
    }

    /// The receipt of a batch of a feed.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub fn batch(&self, feed: &str, id: &str) -> Result<Option<BatchRecord>, StoreError> {
        let find = |connection: &mut _| batches::find(connection, feed, id);
        self.inner.database.read(find)
    }

    /// The batches of a feed, newest first, those before an id.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub fn batches(&self, feed: &str, before: Option<String>, limit: u32) -> Result<BatchPage, StoreError> {
        let page = |connection: &mut _| batches::page(connection, feed, before.as_deref(), limit);
        self.inner.database.read(page)
    }

    /// Whether there is such a feed.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub fn feed_exists(&self, feed: &str) -> Result<bool, StoreError> {
        let exists = |connection: &mut _| feeds::exists(connection, feed);
        self.inner.database.read(exists)
    }
}
