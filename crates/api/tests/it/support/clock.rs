//! The clock of the store, in the hands of the test.

use std::sync::{Condvar, Mutex};
use time::OffsetDateTime;
use time::macros::datetime;
use tokio::sync::oneshot;

/// A clock that says what it is told, and may stand still.
pub(crate) struct Hands {
    face: Mutex<Face>,
    moved: Condvar,
}

struct Face {
    now: OffsetDateTime,
    stopped: bool,
    waited_for: Option<oneshot::Sender<()>>,
}

impl Default for Hands {
    fn default() -> Hands {
        Hands {
            face: Mutex::new(Face {
                now: datetime!(2026-11-20 12:00 UTC),
                stopped: false,
                waited_for: None,
            }),
            moved: Condvar::new(),
        }
    }
}

impl Hands {
    /// What time it is; waits while the clock stands.
    pub(crate) fn read(&self) -> OffsetDateTime {
        let mut face = self.face.lock().expect("the clock");
        while face.stopped {
            if let Some(told) = face.waited_for.take() {
                // Nobody has to listen.
                let _ = told.send(());
            }
            face = self.moved.wait(face).expect("the clock");
        }
        face.now
    }

    /// What time it is, without waiting.
    pub(crate) fn look(&self) -> OffsetDateTime {
        self.face.lock().expect("the clock").now
    }

    pub(crate) fn set(&self, now: OffsetDateTime) {
        self.face.lock().expect("the clock").now = now;
    }

    pub(crate) fn stop(&self) -> oneshot::Receiver<()> {
        let (told, waits) = oneshot::channel();
        let mut face = self.face.lock().expect("the clock");
        face.stopped = true;
        face.waited_for = Some(told);
        waits
    }

    pub(crate) fn start(&self) {
        self.face.lock().expect("the clock").stopped = false;
        self.moved.notify_all();
    }
}
