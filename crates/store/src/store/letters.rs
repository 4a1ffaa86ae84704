//! The queue of letters. Taking and settling them is no doing of anybody's: it has no entries in the audit log; asking
//! for them has.

use super::{Bell, Store};
use crate::error::StoreError;
use crate::instant;
use crate::rows::letters::{self, LetterCounts, LetterOutcome, LyingLetter, TakenLetter};
use time::{Duration, OffsetDateTime};

/// How far back letters that were given up are counted.
const COUNTED: Duration = Duration::days(7);

impl Store {
    /// What time it is by the clock of the store.
    pub fn now(&self) -> OffsetDateTime {
        self.inner.clock.now()
    }

    /// The bell that is rung when this process queued a letter.
    pub fn letter_bell(&self) -> Bell {
        self.inner.bell.clone()
    }

    /// Takes a letter that is due: nobody else gets it until the lease is over. Nothing when none is due.
    ///
    /// # Errors
    /// When the database fails.
    pub fn take_letter(&self, lease: Duration) -> Result<Option<TakenLetter>, StoreError> {
        let now = self.micros();
        // Most looks find nothing, and need not wait for the writer.
        match self.inner.database.read(letters::next_due)? {
            Some(due) if instant::micros(due) <= now => {}
            _ => return Ok(None),
        }
        self.inner
            .database
            .write(|connection| letters::take(connection, lease, now))
    }

    /// Writes down what became of a letter that was taken; `false` when it was withdrawn or taken by another sender
    /// meanwhile.
    ///
    /// # Errors
    /// When the database fails.
    pub fn settle_letter(&self, taken: &TakenLetter, outcome: LetterOutcome<'_>) -> Result<bool, StoreError> {
        let now = self.micros();
        self.inner
            .database
            .write(|connection| letters::settle(connection, taken, outcome, now))
    }

    /// How long until the next letter is due: nothing when none waits, nought when one is due.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub fn next_letter_in(&self) -> Result<Option<Duration>, StoreError> {
        let now: OffsetDateTime = self.inner.clock.now();
        let due = self.inner.database.read(letters::next_due)?;
        Ok(due.map(|due| (due - now).max(Duration::ZERO)))
    }

    /// How many letters wait, and how many were given up lately.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub fn count_letters(&self) -> Result<LetterCounts, StoreError> {
        let since = instant::micros(self.inner.clock.now() - COUNTED);
        self.inner
            .database
            .read(|connection| letters::count(connection, since))
    }

    /// The letters that lie unsent, the latest first: the outbox of a demonstration.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub fn lying_letters(&self, limit: i64) -> Result<Vec<LyingLetter>, StoreError> {
        self.inner
            .database
            .read(|connection| letters::lying(connection, limit))
    }
}
