//! Work that is let on a few at a time, or one by one, with a short queue before it.

use super::problem::ApiError;
use blis_domain::problem::ProblemCode;
use std::num::NonZero;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Duration;
use tokio::sync::{OwnedSemaphorePermit, Semaphore};

/// What is answered in `Retry-After` when the queue is full.
const LATER_S: u32 = 2;

/// So many turns at a time, and so many who wait for theirs.
pub(crate) struct Turns {
    turns: Arc<Semaphore>,
    waiting: AtomicUsize,
    most_waiting: usize,
    longest_wait: Option<Duration>,
}

/// The right to work, until it is dropped.
pub(crate) struct Turn {
    _permit: OwnedSemaphorePermit,
}

/// One of those who wait, until it is dropped.
struct Waiting<'w>(&'w AtomicUsize);

impl Drop for Waiting<'_> {
    fn drop(&mut self) {
        self.0.fetch_sub(1, Ordering::Relaxed);
    }
}

impl Turns {
    /// As many turns at a time as there are cores. So many may wait; who comes later is asked to try again.
    pub(crate) fn new(most_waiting: usize) -> Turns {
        let cores = std::thread::available_parallelism().map_or(1, NonZero::get);
        Turns::at_a_time(cores, most_waiting)
    }

    /// One turn after the other.
    pub(crate) fn one_by_one(most_waiting: usize) -> Turns {
        Turns::at_a_time(1, most_waiting)
    }

    fn at_a_time(most: usize, most_waiting: usize) -> Turns {
        Turns {
            turns: Arc::new(Semaphore::new(most)),
            waiting: AtomicUsize::new(0),
            most_waiting,
            longest_wait: None,
        }
    }

    /// The same for those who do not wait longer than this.
    pub(crate) fn waiting_at_most(self, longest: Duration) -> Turns {
        Turns {
            longest_wait: Some(longest),
            ..self
        }
    }

    /// How many wait for their turn.
    pub(crate) fn waiting(&self) -> usize {
        self.waiting.load(Ordering::Relaxed)
    }

    /// Waits for one's turn.
    pub(crate) async fn turn(&self) -> Result<Turn, ApiError> {
        let before = self.waiting.fetch_add(1, Ordering::Relaxed);
        let _waiting = Waiting(&self.waiting);
        if before >= self.most_waiting {
            return Err(busy());
        }
        let permit = Arc::clone(&self.turns).acquire_owned();
        let permit = match self.longest_wait {
            None => permit.await,
            Some(longest) => tokio::time::timeout(longest, permit).await.map_err(|_| busy())?,
        };
        permit
            .map(|permit| Turn { _permit: permit })
            .map_err(ApiError::internal)
    }
}

fn busy() -> ApiError {
    ApiError::of_code(ProblemCode::Unavailable).retry_after(LATER_S)
}

#[cfg(test)]
impl Turn {
    /// A turn that nobody has to wait for.
    pub(crate) fn free() -> Turn {
        let semaphore = Arc::new(Semaphore::new(1));
        Turn {
            _permit: semaphore.try_acquire_owned().unwrap(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::future::Future;

    fn taken(turns: &Turns) -> OwnedSemaphorePermit {
        let all = u32::try_from(turns.turns.available_permits()).unwrap();
        Arc::clone(&turns.turns).try_acquire_many_owned(all).unwrap()
    }

    #[tokio::test]
    async fn those_who_wait_are_bounded_and_leave_the_queue_when_they_give_up() {
        let turns = Turns::new(3);
        let _all = taken(&turns);
        let mut waiting: Vec<_> = (0..3).map(|_| Box::pin(turns.turn())).collect();
        for one in &mut waiting {
            let polled = std::future::poll_fn(|context| {
                std::task::Poll::Ready(one.as_mut().poll(context).is_pending())
            });
            assert!(polled.await, "there is no turn yet");
        }
        let refused = turns.turn().await.err().unwrap();
        assert_eq!(refused.draft.code, ProblemCode::Unavailable, "the queue is full");
        assert!(refused.headers.iter().any(|(name, _)| name == "retry-after"));
        drop(waiting);
        assert_eq!(turns.waiting.load(Ordering::Relaxed), 0);
    }

    #[tokio::test(start_paused = true)]
    async fn nobody_waits_longer_than_is_said() {
        let turns = Turns::new(3).waiting_at_most(Duration::from_secs(5));
        let all = taken(&turns);
        assert!(turns.turn().await.is_err());
        drop(all);
        assert!(turns.turn().await.is_ok());
    }
}
