//! A thread that empties a queue of the store: woken by the bell of the queue, until it is told to stop.

use blis_store::Bell;
use std::io;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::{self, Receiver, RecvTimeoutError};
use std::thread;
use std::time::Duration;

/// How often a queue is looked at without being told: for what another program queued, put off or left.
pub(crate) const LOOKED_AT: Duration = Duration::from_secs(30);

/// How long whoever stops the server waits for what is under way. What takes longer is left to its lease.
const LAST_WORK: Duration = Duration::from_secs(10);

/// A thread that works, until it is told to stop.
pub(crate) struct QueueThread {
    stop: Stop,
    bell: Bell,
    ended: Receiver<()>,
}

impl QueueThread {
    /// Starts the work, which ends soon after its [`Stop`] says so; the bell is rung then.
    pub(crate) fn start(
        name: &str,
        bell: Bell,
        work: impl FnOnce(&Stop) + Send + 'static,
    ) -> io::Result<QueueThread> {
        let stop = Stop::default();
        let told = stop.clone();
        let (ends, ended) = mpsc::channel();
        thread::Builder::new().name(name.to_owned()).spawn(move || {
            work(&told);
            // Whoever waited may have given up.
            drop(ends);
        })?;
        Ok(QueueThread { stop, bell, ended })
    }

    /// Tells it to stop, and waits; `false` when it is still at work after that.
    pub(crate) fn stop(self) -> bool {
        self.stop.0.store(true, Ordering::SeqCst);
        self.bell.ring();
        !matches!(self.ended.recv_timeout(LAST_WORK), Err(RecvTimeoutError::Timeout))
    }
}

/// Whether to stop.
#[derive(Clone, Default)]
pub(crate) struct Stop(Arc<AtomicBool>);

impl Stop {
    /// Whether somebody said so.
    pub(crate) fn is_told(&self) -> bool {
        self.0.load(Ordering::SeqCst)
    }
}

/// How long to sleep where the next one is due in so long; nothing for none.
pub(crate) fn rest(next: Option<Duration>) -> Duration {
    // Due, and yet nobody got it: another server has it this instant.
    let least = Duration::from_millis(100);
    next.map_or(LOOKED_AT, |next| next.clamp(least, LOOKED_AT))
}
