//! A bell that is rung when letters or deliveries were queued, so that whoever sends them need not look all the time.

use std::fmt;
use std::sync::{Arc, Condvar, Mutex, PoisonError};
use std::time::Duration;

/// A bell. Its clones ring together.
#[derive(Clone, Default)]
pub struct Bell {
    inner: Arc<Inner>,
}

#[derive(Default)]
struct Inner {
    rung: Mutex<u64>,
    told: Condvar,
}

impl Bell {
    /// Wakes whoever waits.
    pub fn ring(&self) {
        let mut rung = self.inner.rung.lock().unwrap_or_else(PoisonError::into_inner);
        *rung = rung.wrapping_add(1);
        self.inner.told.notify_all();
    }

    /// How often it was rung: what [`Bell::wait`] starts from, so that no ring between the two is missed.
    pub fn rung(&self) -> u64 {
        *self.inner.rung.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Waits until it was rung since `seen`, at the most so long.
    pub fn wait(&self, seen: u64, longest: Duration) {
        let rung = self.inner.rung.lock().unwrap_or_else(PoisonError::into_inner);
        // Whoever waits looks again anyway: whether it was the bell or the time makes no difference.
        drop(
            self.inner
                .told
                .wait_timeout_while(rung, longest, |rung| *rung == seen),
        );
    }
}

impl fmt::Debug for Bell {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Bell({})", self.rung())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_ring_before_the_wait_is_not_missed() {
        let bell = Bell::default();
        let seen = bell.rung();
        bell.clone().ring();
        bell.wait(seen, Duration::from_secs(3600));
        assert_eq!(bell.rung(), seen + 1);
    }
}
