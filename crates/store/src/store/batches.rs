//! Batches: applying them, and reading their receipts.

use super::Store;
use crate::audit::AuditContext;
use crate::batch::{self, BatchReply, Intake, NewBatch, OpenBatch, Reference};
use crate::catalogue;
use crate::error::StoreError;
use crate::instant::{self, Micros};
use crate::rows::batch_rows::{self, ReceiptFilter, ReceiptPage};
use crate::rows::batches::{self, BatchPage};
use crate::rows::{feeds, idempotency};
use blis_domain::area::AreaCode;
use blis_domain::feed::{CheckedRows, Checker, Fault, RawObservation};
use blis_domain::receipt::BatchRecord;
use blis_domain::wire::FeedView;

impl Store {
    /// Begins a batch, whose rows are then given to it one by one.
    ///
    /// # Errors
    /// [`StoreError::UnknownFeed`], [`StoreError::KeyReused`], [`StoreError::KeyRunning`], or when the database cannot be
    /// read.
    pub fn begin_batch(&self, batch: NewBatch) -> Result<Intake, StoreError> {
        let inner = &self.inner;
        let entered = match batch.dry_run {
            true => None,
            false => Some(
                inner
                    .running
                    .enter(&batch.client, &batch.feed, &batch.idempotency_key)?,
            ),
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
            return Ok(Intake::Replayed(BatchReply {
                record,
                replayed: true,
            }));
        }
        let (catalogue, areas) = (self.indicators()?, self.areas()?);
        let came_at = inner.clock.now();
        let month = instant::month(came_at)?;
        let checker = Checker::new(&catalogue, areas.iter().map(|area| &area.code), month);
        Ok(Intake::Open(Box::new(OpenBatch::new(
            self.clone(),
            batch,
            checker,
            instant::micros(came_at),
            entered,
        ))))
    }

    /// Applies a batch whose rows are all at hand; see [`OpenBatch::apply`].
    ///
    /// # Errors
    /// Those of [`Store::begin_batch`] and [`OpenBatch::apply`].
    pub fn apply_batch(
        &self,
        batch: NewBatch,
        rows: impl IntoIterator<Item = Result<RawObservation, Fault>>,
        context: &AuditContext,
    ) -> Result<BatchReply, StoreError> {
        match self.begin_batch(batch)? {
            Intake::Replayed(reply) => Ok(reply),
            Intake::Open(mut open) => {
                for row in rows {
                    open.take(row);
                }
                open.apply(context)
            }
        }
    }

    /// Applies a batch that came at an instant, and whose rows were checked.
    pub(crate) fn apply_rows(
        &self,
        batch: &NewBatch,
        rows: &CheckedRows,
        came_at: Micros,
        context: &AuditContext,
    ) -> Result<BatchReply, StoreError> {
        let inner = &self.inner;
        // Asked before the sheets are read: they may be newer than it, and then they are read again.
        let version = inner.known.stamp().reference;
        let sheets = self.indicators()?;
        let derivations = catalogue::order(&sheets)?;
        let areas: Vec<AreaCode> = self.areas()?.iter().map(|area| area.code.clone()).collect();
        let reference = Reference {
            version,
            sheets: &sheets,
            areas: &areas,
            derivations: &derivations,
        };
        if batch.dry_run {
            let try_out = |connection: &mut _| batch::try_out(connection, batch, rows, &reference, came_at);
            return inner.database.read(try_out);
        }
        let apply = |connection: &mut _| {
            batch::apply(
                connection,
                batch,
                rows,
                &reference,
                context,
                came_at,
                &inner.clock,
            )
        };
        let applied = inner.database.write(apply)?;
        inner
            .known
            .batch_committed(applied.reply.record.version, &applied.touched);
        if !applied.touched.is_empty() {
            inner.webhook_bell.ring();
        }
        Ok(applied.reply)
    }

    /// Rows of the receipt of a batch of a feed; nothing when there is no such batch.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub fn batch_rows(
        &self,
        feed: &str,
        id: &str,
        filter: &ReceiptFilter,
    ) -> Result<Option<ReceiptPage>, StoreError> {
        self.inner
            .database
            .read(|connection| match batches::exists(connection, feed, id)? {
                true => batch_rows::page(connection, id, filter).map(Some),
                false => Ok(None),
            })
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

    /// The feeds that `sees` lets through, by code, each with what it did last.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub fn feeds(&self, sees: impl Fn(&str) -> bool) -> Result<Vec<FeedView>, StoreError> {
        let list = |connection: &mut _| feeds::list(connection, &sees);
        self.inner.database.read(list)
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
