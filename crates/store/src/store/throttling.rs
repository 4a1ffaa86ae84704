//! Failures to sign in: how long whoever guesses has to wait.

use super::Store;
use crate::audit::AuditDraft;
use crate::error::StoreError;
use crate::rows::audit;
use crate::rows::throttle::{self, ThrottleKey};

impl Store {
    /// Seconds to wait for whoever is held by any of these keys; `None` when nobody is.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub fn sign_in_wait(&self, keys: &[ThrottleKey]) -> Result<Option<u64>, StoreError> {
        let now = self.micros();
        let wait = |connection: &mut _| throttle::wait(connection, keys, now);
        self.inner.database.read(wait)
    }

    /// Counts a failure to sign in by each of these keys, with its entry in the audit log, and gives the seconds to
    /// wait from now on. What comes when one of them is held already, because others failed meanwhile, counts
    /// nothing and writes nothing: the log cannot be filled faster than the waits allow.
    ///
    /// # Errors
    /// When the database fails.
    pub fn count_failure(&self, keys: &[ThrottleKey], draft: &AuditDraft) -> Result<Option<u64>, StoreError> {
        let now = self.micros();
        self.inner.database.write(|connection| {
            // One failure after the other: nothing else that locks these rows ever waits for the log.
            audit::lock(connection)?;
            if let Some(wait) = throttle::wait(connection, keys, now)? {
                return Ok(Some(wait));
            }
            for key in keys {
                throttle::count(connection, key, now)?;
            }
            throttle::sweep(connection, now)?;
            audit::append(connection, draft, now)?;
            throttle::wait(connection, keys, now)
        })
    }

    /// Counts that somebody asked for a letter by each of these keys; seconds to wait for whoever asked too often
    /// before, and then nothing is counted.
    ///
    /// # Errors
    /// When the database fails.
    pub fn count_asking(&self, keys: &[ThrottleKey]) -> Result<Option<u64>, StoreError> {
        let now = self.micros();
        self.inner.database.write(|connection| {
            // One after the other, as with failures.
            audit::lock(connection)?;
            if let Some(wait) = throttle::wait(connection, keys, now)? {
                return Ok(Some(wait));
            }
            for key in keys {
                throttle::count(connection, key, now)?;
            }
            throttle::sweep(connection, now)?;
            Ok(None)
        })
    }

    /// Forgets the failures counted by a key.
    ///
    /// # Errors
    /// When the database fails.
    pub fn forget_failures(&self, key: &ThrottleKey) -> Result<(), StoreError> {
        // Most who sign in have not failed before, and need not wait for the writer.
        let known = |connection: &mut _| throttle::is_known(connection, key);
        match self.inner.database.read(known)? {
            true => self
                .inner
                .database
                .write(|connection| throttle::forget(connection, key)),
            false => Ok(()),
        }
    }
}
