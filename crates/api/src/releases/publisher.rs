//! The thread that makes releases public at their instants.

use crate::queue_thread::{LOOKED_AT, QueueThread, Stop, rest};
use blis_store::{Store, StoreError};
use std::io;

/// Makes releases public at their instants, until it is stopped.
pub(crate) struct Publisher(QueueThread);

impl Publisher {
    /// Makes public what is due by now, so that no reader finds the server behind its releases, and starts to watch for
    /// what comes.
    pub(crate) fn start(store: Store) -> io::Result<Publisher> {
        publish_due(&store).map_err(io::Error::other)?;
        let bell = store.release_bell();
        QueueThread::start("releases", bell, move |stop| keep(&store, stop)).map(Publisher)
    }

    /// Stops it, and waits for a release that is under way.
    pub(crate) fn stop(self) {
        if !self.0.stop() {
            tracing::warn!("a release is still under way; it is public as a whole, or at the next start");
        }
    }
}

fn keep(store: &Store, stop: &Stop) {
    let bell = store.release_bell();
    loop {
        let seen = bell.rung();
        if stop.is_told() {
            return;
        }
        let rested = publish_due(store).and_then(|()| store.next_release_in());
        match rested {
            Ok(next) => bell.wait(seen, rest(next)),
            Err(error) => {
                tracing::warn!(
                    error = error.to_string(),
                    "the releases cannot be read; they are looked at again"
                );
                bell.wait(seen, LOOKED_AT);
            }
        }
    }
}

/// Makes public what is due. A release that cannot be is told of, and keeps none of the others up.
fn publish_due(store: &Store) -> Result<(), StoreError> {
    for (id, error) in store.publish_due_releases()? {
        tracing::error!(
            release.id = id,
            error = error.to_string(),
            "a release that is due cannot be made public"
        );
    }
    Ok(())
}
