//! The audit log: reading and checking it, and telling it what changes nothing else.

use super::Store;
use crate::audit::{AuditDraft, AuditFilter, AuditHead, AuditPage, AuditRecord, AuditReport};
use crate::error::StoreError;
use crate::rows::audit;

impl Store {
    /// Adds an entry about what was refused, or has changed nothing that is kept here. Every operation that changes
    /// something adds its own.
    ///
    /// # Errors
    /// When the database fails.
    pub fn record(&self, draft: &AuditDraft) -> Result<AuditHead, StoreError> {
        let now = self.micros();
        let append = |connection: &mut _| audit::append(connection, draft, now);
        self.inner.database.write(append)
    }

    /// Adds such an entry for each of several places, all of them or none.
    ///
    /// # Errors
    /// When the database fails.
    pub fn record_each(&self, drafts: &[AuditDraft]) -> Result<(), StoreError> {
        let now = self.micros();
        self.inner.database.write(|connection| {
            for draft in drafts {
                audit::append(connection, draft, now)?;
            }
            Ok(())
        })
    }

    /// The entries a filter finds, newest first.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub fn audit(&self, filter: &AuditFilter) -> Result<AuditPage, StoreError> {
        let page = |connection: &mut _| audit::page(connection, filter);
        self.inner.database.read(page)
    }

    /// The entries a filter finds, without counting all of them: for whoever reads on from a page. With them comes what
    /// to give as `before` for those that follow; `None` at the end.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub fn audit_onwards(&self, filter: &AuditFilter) -> Result<(Vec<AuditRecord>, Option<u64>), StoreError> {
        let onwards = |connection: &mut _| audit::onwards(connection, filter);
        self.inner.database.read(onwards)
    }

    /// What to give as `before` for the page that ends where the entry `first` begins: the one newer than a page
    /// which begins with it. `None` when no full page is newer, so that the newest page is the one to show.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub fn audit_newer(&self, filter: &AuditFilter, first: u64) -> Result<Option<u64>, StoreError> {
        let newer = |connection: &mut _| audit::newer(connection, filter, first);
        self.inner.database.read(newer)
    }

    /// The end of the log as it is now.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub fn audit_head(&self) -> Result<AuditHead, StoreError> {
        self.inner.database.read(audit::head)
    }

    /// Checks every entry of the log, and that it holds the one `expected` from an earlier head: without that, a log
    /// whose end was cut off together with its head cannot be told from a shorter one.
    ///
    /// # Errors
    /// When the database cannot be read. A log that is not in order is no error: the report says so.
    pub fn verify_audit(&self, expected: Option<AuditHead>) -> Result<AuditReport, StoreError> {
        let verify = |connection: &mut _| audit::verify(connection, expected);
        self.inner.database.read(verify)
    }
}
