//! Keeping the installation in order: what is taken away, what is told of it, how it is closed.

use super::Store;
use crate::database::Connections;
use crate::error::StoreError;
use crate::rows::{audit, sessions, sweep, versions};

/// What the database holds, in numbers that say nothing of anybody.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Figures {
    /// Sessions that are open.
    pub sessions_open: u64,
    /// The last entry of the audit log.
    pub audit_head_seq: u64,
    /// The data version.
    pub data_version: u64,
}

impl Store {
    /// Takes away what has had its time: tokens and sessions that are over, failures that are forgiven. Says of which
    /// table how many rows were.
    ///
    /// # Errors
    /// When the database fails; what was taken away before that stays away.
    pub fn sweep(&self) -> Result<Vec<(&'static str, u64)>, StoreError> {
        let now = self.micros();
        let swept = sweep::RULES.iter().map(|rule| {
            // Each by itself: others write in between.
            let rows = self
                .inner
                .database
                .write(|connection| sweep::sweep(connection, rule, now))?;
            Ok((rule.table, rows))
        });
        let swept = swept.collect();
        // Also for what was erased while others read.
        self.empty_journal();
        swept
    }

    /// Empties the journal of SQLite, which goes on holding what was taken out of the tables. Where others read for
    /// long, the next sweep does it, or the end of the server.
    pub(super) fn empty_journal(&self) {
        match self.inner.database.settle() {
            Ok(true) => {}
            Ok(false) => tracing::info!("others read: the journal of the database is emptied later"),
            Err(error) => tracing::warn!(
                error = error.with_causes(),
                "the journal of the database is emptied later"
            ),
        }
    }

    /// What the database holds.
    ///
    /// # Errors
    /// When it cannot be read.
    pub fn figures(&self) -> Result<Figures, StoreError> {
        let now = self.micros();
        self.inner.database.read(|connection| {
            Ok(Figures {
                sessions_open: sessions::count_open(connection, now)?,
                audit_head_seq: audit::head(connection)?.seq,
                data_version: versions::current(connection)?.data,
            })
        })
    }

    /// The pools of connections as they are now.
    pub fn connections(&self) -> [Connections; 2] {
        self.inner.database.connections()
    }

    /// Leaves the database as one that nobody has open: on SQLite all that was written is in the file itself, and not
    /// in the journal beside it. `false` when others who have it open read from the journal.
    ///
    /// # Errors
    /// When the database fails. Nothing is lost then: the journal is read at the next start.
    pub fn settle(&self) -> Result<bool, StoreError> {
        self.inner.database.settle()
    }
}
