//! The desk: held figures, and what is decided about them; and figures that are hidden.

use super::Store;
use crate::audit::AuditContext;
use crate::batch::{self, About};
use crate::error::StoreError;
use crate::rows::held::{self, HeldFilter, HeldPage};
use crate::rows::hidden::{self, HiddenFilter, HiddenPage};
use crate::rows::{decisions, desk};
use blis_domain::desk::{Decide, Decision, HeldOfBatch};

impl Store {
    /// A page of the figures that are hidden, those after a number.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub fn hidden(&self, filter: &HiddenFilter, after: u64, limit: u32) -> Result<HiddenPage, StoreError> {
        let page = |connection: &mut _| hidden::page(connection, filter, after, limit);
        self.inner.database.read(page)
    }

    /// A page of the figures that wait, those after a number.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub fn held(&self, filter: &HeldFilter, after: u64, limit: u32) -> Result<HeldPage, StoreError> {
        let page = |connection: &mut _| held::page(connection, filter, after, limit);
        self.inner.database.read(page)
    }

    /// What became of the figures of a batch that were taken aside; nothing when none was.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub fn held_of_batch(&self, batch: &str) -> Result<Option<HeldOfBatch>, StoreError> {
        self.inner.database.read(|connection| {
            let Some(held) = desk::of_batch(connection, batch)? else {
                return Ok(None);
            };
            Ok(Some(HeldOfBatch {
                decision: decisions::latest(connection, batch)?,
                ..held
            }))
        })
    }

    /// Decides about a figure that waits. A released one is public with the next data version, and known from then on.
    ///
    /// # Errors
    /// [`StoreError::UnknownHeld`], [`StoreError::Decided`], [`StoreError::HeldAsWhole`], or when the database fails.
    pub fn decide_held(
        &self,
        id: u64,
        what: &Decide,
        context: &AuditContext,
    ) -> Result<Decision, StoreError> {
        self.decide(About::Figure(id), what, context)
    }

    /// Decides about all figures that wait of a batch of a feed.
    ///
    /// # Errors
    /// [`StoreError::UnknownBatch`], [`StoreError::Decided`], [`StoreError::NothingHeld`], or when the database fails.
    pub fn decide_batch(
        &self,
        feed: &str,
        id: &str,
        what: &Decide,
        context: &AuditContext,
    ) -> Result<Decision, StoreError> {
        self.decide(About::Batch { feed, id }, what, context)
    }

    fn decide(
        &self,
        about: About<'_>,
        what: &Decide,
        context: &AuditContext,
    ) -> Result<Decision, StoreError> {
        let inner = &self.inner;
        let at = self.micros();
        let decided = inner
            .database
            .write(|connection| batch::decide(connection, about, what, context, at, &inner.clock))?;
        inner
            .known
            .batch_committed(decided.decision.version, &decided.touched);
        if !decided.touched.is_empty() {
            inner.webhook_bell.ring();
        }
        Ok(decided.decision)
    }
}
