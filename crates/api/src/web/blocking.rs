//! Work that waits for the database, away from the threads that answer.

use super::problem::ApiError;
use super::turns::Turns;
use crate::state::State;
use actix_web::web::{self, Data};
use blis_domain::problem::ProblemCode;
use std::time::Duration;

/// How many may wait for a dear read.
const MOST_WAITING: usize = 64;

/// How long they wait for it to begin.
const LONGEST_WAIT: Duration = Duration::from_secs(5);

/// How long whoever asked waits for it to end.
const LONGEST_READ: Duration = Duration::from_secs(30);

/// Runs a whole operation on the blocking pool, in the span of its request.
pub(crate) async fn blocking<T: Send + 'static>(
    work: impl FnOnce() -> Result<T, ApiError> + Send + 'static,
) -> Result<T, ApiError> {
    let span = tracing::Span::current();
    web::block(move || span.in_scope(work)).await?
}

/// The turns of reads that are dear: those that compute over all areas or all indicators, or draw. As many run as there
/// are cores, so that everything else finds a thread.
pub(crate) fn dear_reads() -> Turns {
    Turns::new(MOST_WAITING).waiting_at_most(LONGEST_WAIT)
}

/// How many large bodies may wait to be read. Each lies in a file meanwhile.
const MOST_BODIES_WAITING: usize = 8;

/// The turns of bodies that are large. There is one at a time, for what reading and storing it takes of memory; whoever
/// sent it waits as long as it takes the ones before.
pub(crate) fn large_bodies() -> Turns {
    Turns::one_by_one(MOST_BODIES_WAITING)
}

/// Runs a dear read in its turn. One that takes too long is answered as not to be had now, and keeps its turn until it
/// has ended: nothing else can take back the thread.
pub(crate) async fn dear<T: Send + 'static>(
    state: Data<State>,
    work: impl FnOnce() -> Result<T, ApiError> + Send + 'static,
) -> Result<T, ApiError> {
    in_time(&state.dear_reads, LONGEST_READ, work).await
}

async fn in_time<T: Send + 'static>(
    turns: &Turns,
    longest: Duration,
    work: impl FnOnce() -> Result<T, ApiError> + Send + 'static,
) -> Result<T, ApiError> {
    let turn = turns.turn().await?;
    let work = blocking(move || {
        let _turn = turn;
        work()
    });
    tokio::time::timeout(longest, work).await.unwrap_or_else(|_| {
        tracing::warn!("a read took longer than anybody waits");
        Err(ApiError::of_code(ProblemCode::Unavailable).retry_after(10))
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::sync::mpsc;

    #[actix_web::test]
    async fn a_read_that_takes_too_long_is_given_up_and_keeps_its_turn() {
        let turns = Turns::new(1).waiting_at_most(Duration::ZERO);
        let cores = std::thread::available_parallelism().map_or(1, usize::from);
        let mut ends = Vec::new();
        for _ in 0..cores {
            let (end, ended) = mpsc::channel::<()>();
            let given_up = in_time(&turns, Duration::from_millis(10), move || {
                let _ = ended.recv();
                Ok(())
            });
            assert_eq!(given_up.await.unwrap_err().draft.code, ProblemCode::Unavailable);
            ends.push(end);
        }
        assert!(turns.turn().await.is_err(), "the threads are still at work");
        drop(ends);
        let turns_again = turns.waiting_at_most(Duration::from_secs(60));
        assert!(turns_again.turn().await.is_ok());
    }
}
