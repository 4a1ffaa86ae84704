//! Which idempotency keys are at work in this process.
//!
//! Kept in memory: a mark in the database would outlive a process that was killed, and the sender could never
//! send the batch again.

use crate::error::StoreError;
use std::collections::HashSet;
use std::sync::{Arc, Mutex, PoisonError};

/// Client, feed and key of a batch.
type Key = (String, String, String);

/// The keys at work.
#[derive(Debug, Default)]
pub(crate) struct Running(Mutex<HashSet<Key>>);

/// A key at work, until this is dropped.
#[derive(Debug)]
pub(crate) struct Entered {
    running: Arc<Running>,
    key: Key,
}

impl Running {
    /// Notes that a batch with this key is at work.
    ///
    /// # Errors
    /// [`StoreError::KeyRunning`] when another one is.
    pub(crate) fn enter(
        self: &Arc<Self>,
        client: &str,
        feed: &str,
        key: &str,
    ) -> Result<Entered, StoreError> {
        let key = (client.to_owned(), feed.to_owned(), key.to_owned());
        let mut keys = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if !keys.insert(key.clone()) {
            return Err(StoreError::KeyRunning);
        }
        drop(keys);
        Ok(Entered {
            running: Arc::clone(self),
            key,
        })
    }
}

impl Drop for Entered {
    fn drop(&mut self) {
        let mut keys = self.running.0.lock().unwrap_or_else(PoisonError::into_inner);
        keys.remove(&self.key);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_key_is_free_again_when_its_call_has_ended() {
        let running = Arc::new(Running::default());
        let first = running.enter("c", "srda", "k").unwrap();
        assert!(matches!(
            running.enter("c", "srda", "k"),
            Err(StoreError::KeyRunning)
        ));
        assert!(
            running.enter("c2", "srda", "k").is_ok(),
            "another client's key is another key"
        );
        drop(first);
        assert!(running.enter("c", "srda", "k").is_ok());
    }
}
