//! Watching for what another process changes.
//!
//! A batch of this process moves the known versions by itself. For those of others a thread waits for a sign
//! (a notification of PostgreSQL, the change counter of a SQLite file) and then reads the versions.

mod signal;

use crate::error::StoreError;
use crate::store::Inner;
use signal::Signal;
use std::sync::Arc;
use std::sync::mpsc::{self, Receiver, RecvTimeoutError, Sender};
use std::thread::JoinHandle;
use std::time::Duration;

/// How often the sign is looked at. Both looks are cheap: one reads a socket without waiting, the other a
/// few bytes of memory shared with SQLite's other connections.
const TICK: Duration = Duration::from_millis(200);

/// Ticks between two attempts to listen again after the connection was lost.
const TICKS_BETWEEN_ATTEMPTS: u32 = 10;

/// Keeps the read model of a store true to what other processes write, until it is dropped.
#[derive(Debug)]
pub struct Watcher {
    orders: Option<Sender<Order>>,
    thread: Option<JoinHandle<()>>,
    inner: Arc<Inner>,
}

/// A wish to look now, and where to send what was found.
type Order = Sender<Result<bool, StoreError>>;

impl Watcher {
    /// Starts to watch. What was changed before is known when this returns.
    pub(crate) fn start(inner: Arc<Inner>) -> Result<Watcher, StoreError> {
        // The sign first, the versions second: a change between the two is seen twice rather than never.
        let signal = Signal::open(inner.url())?;
        inner.learn()?;
        let (orders, inbox) = mpsc::channel();
        let work = Arc::clone(&inner);
        let thread = std::thread::Builder::new()
            .name("blis-store-watch".to_owned())
            .spawn(move || watch(&work, signal, &inbox))
            .map_err(|source| StoreError::Watch {
                step: "start the thread that watches for changes",
                source: Box::new(source),
            })?;
        Ok(Watcher {
            orders: Some(orders),
            thread: Some(thread),
            inner,
        })
    }

    /// Looks now instead of at the next sign, and says whether another process had changed anything.
    ///
    /// # Errors
    /// When the versions cannot be read, or the thread has ended.
    pub fn poll_now(&self) -> Result<bool, StoreError> {
        let ended = |source: Box<dyn std::error::Error + Send + Sync>| StoreError::Watch {
            step: "ask the thread that watches for changes",
            source,
        };
        let (answer, answered) = mpsc::channel();
        let orders = self
            .orders
            .as_ref()
            .ok_or_else(|| ended("it was stopped".into()))?;
        orders
            .send(answer)
            .map_err(|error| ended(error.to_string().into()))?;
        answered.recv().map_err(|error| ended(Box::new(error)))?
    }

    /// Waits until this process knows of a data version; `false` when the time is up first.
    pub fn wait_for(&self, version: u64, patience: Duration) -> bool {
        self.inner.known().wait_for(version, patience)
    }
}

impl Drop for Watcher {
    fn drop(&mut self) {
        // The thread ends when nobody can order any more.
        self.orders = None;
        if let Some(thread) = self.thread.take()
            && thread.join().is_err()
        {
            tracing::error!("the thread that watches for changes has panicked");
        }
    }
}

fn watch(inner: &Inner, signal: Signal, orders: &Receiver<Order>) {
    let mut signal = Some(signal);
    // Whether something may have changed that was not read yet.
    let mut behind = false;
    let mut ticks_until_attempt = 0;
    loop {
        match orders.recv_timeout(TICK) {
            Err(RecvTimeoutError::Disconnected) => return,
            Err(RecvTimeoutError::Timeout) => {}
            Ok(answer) => {
                // The asker may be gone; the versions are learnt all the same.
                let _ = answer.send(inner.learn());
                continue;
            }
        }
        match &mut signal {
            Some(one) => match one.seen() {
                Ok(seen) => behind |= seen,
                Err(error) => {
                    tracing::warn!(
                        error = error.with_causes(),
                        "changes of other processes are not heard of at present"
                    );
                    signal = None;
                    ticks_until_attempt = 0;
                }
            },
            None if ticks_until_attempt > 0 => ticks_until_attempt -= 1,
            None => {
                ticks_until_attempt = TICKS_BETWEEN_ATTEMPTS;
                if let Ok(one) = Signal::open(inner.url()) {
                    signal = Some(one);
                    // Whatever was said while nobody listened is lost.
                    behind = true;
                    tracing::info!("changes of other processes are heard of again");
                }
            }
        }
        if behind {
            match inner.learn() {
                Ok(_) => behind = false,
                Err(error) => {
                    tracing::warn!(
                        error = error.with_causes(),
                        "the versions of the data cannot be read"
                    );
                }
            }
        }
    }
}
