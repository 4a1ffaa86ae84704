//! The rows of a batch, taken one by one as they are read.

use super::{BatchReply, Entered, NewBatch};
use crate::audit::AuditContext;
use crate::error::StoreError;
use crate::instant::Micros;
use crate::store::Store;
use blis_domain::feed::{Checker, Fault, RawObservation, RowPack};

/// A batch that begins.
#[derive(Debug)]
pub enum Intake {
    /// Its key came before, with the same body: the receipt that was given then.
    Replayed(BatchReply),
    /// Its rows are awaited.
    Open(Box<OpenBatch>),
}

/// A batch whose rows are awaited. Nothing of it is stored before [`OpenBatch::apply`]; dropped before that, it is as if
/// it had never come.
pub struct OpenBatch {
    store: Store,
    batch: NewBatch,
    checker: Checker,
    pack: RowPack,
    /// When it came.
    came_at: Micros,
    /// Its key, at work until this is dropped.
    _entered: Option<Entered>,
}

impl OpenBatch {
    pub(crate) fn new(
        store: Store,
        batch: NewBatch,
        checker: Checker,
        came_at: Micros,
        entered: Option<Entered>,
    ) -> OpenBatch {
        OpenBatch {
            store,
            batch,
            checker,
            pack: RowPack::default(),
            came_at,
            _entered: entered,
        }
    }

    /// Takes the next row, or the reason why it could not even be read.
    pub fn take(&mut self, row: Result<RawObservation, Fault>) {
        let checked = row.and_then(|raw| self.checker.check(&raw));
        self.pack.take(checked);
    }

    /// How many rows came so far.
    pub fn received(&self) -> u64 {
        self.pack.received()
    }

    /// Applies the batch, and answers with its receipt.
    ///
    /// In one transaction: the rows' values as new versions, the derived indicators they touch, the receipt,
    /// the idempotency key and the entry in the audit log. An atomic batch with a refused row stores the last
    /// three alone; one with a suspect row is put on the desk as a whole, and of a partial one the suspect rows are; a dry
    /// run stores nothing. The same key and body again give the receipt given before.
    ///
    /// # Errors
    /// [`StoreError::UnknownFeed`], [`StoreError::KeyReused`], [`StoreError::KeyRunning`], or when the
    /// database fails; then nothing of the batch is stored, and it may be sent again with the same key.
    pub fn apply(self, context: &AuditContext) -> Result<BatchReply, StoreError> {
        self.store
            .apply_rows(&self.batch, &self.pack.finish(), self.came_at, context)
    }
}

/// Without its rows: there may be a million.
impl std::fmt::Debug for OpenBatch {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "OpenBatch({:?}, {} rows)", self.batch, self.received())
    }
}
