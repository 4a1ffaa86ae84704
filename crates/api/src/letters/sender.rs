//! The thread that sends letters: it takes what is due from the queue, one after the other, and puts off what the mail
//! server does not take now.
//!
//! A letter is sent at least once. It is marked after the mail server took it; a server that dies in between sends it
//! again when the lease is over, with the same Message-ID.

use super::message::Envelope;
use super::send_error::SendError;
use super::server::MailServer;
use crate::metrics::Metrics;
use crate::queue_thread::{LOOKED_AT, QueueThread, Stop, rest};
use blis_store::{LetterOutcome, Store, StoreError, TakenLetter};
use std::time::Duration as Wait;
use time::{Duration, OffsetDateTime};

/// How long a letter is held while it is being sent: longer than all steps of a slow mail server together.
const LEASE: Duration = Duration::minutes(10);

/// How long a letter is tried. Mail servers, too, are down over a weekend.
const TRIED: Duration = Duration::days(3);

/// The longest wait between two attempts.
const LONGEST_WAIT: Duration = Duration::hours(1);

/// A thread that sends, until it is told to stop.
pub(crate) struct Sender(QueueThread);

impl Sender {
    /// Starts to send.
    pub(crate) fn start(store: Store, server: MailServer, metrics: Metrics) -> std::io::Result<Sender> {
        let bell = store.letter_bell();
        let work = Work {
            store,
            server,
            metrics,
        };
        QueueThread::start("letters", bell, move |stop| work.until_stopped(stop)).map(Sender)
    }

    /// Stops: the letter under way is ended, no other is begun.
    pub(crate) fn stop(self) {
        if !self.0.stop() {
            tracing::warn!("a letter is still being sent; it is tried again after the next start");
        }
    }
}

struct Work {
    store: Store,
    server: MailServer,
    metrics: Metrics,
}

impl Work {
    fn until_stopped(&self, stop: &Stop) {
        let bell = self.store.letter_bell();
        loop {
            let seen = bell.rung();
            if stop.is_told() {
                return;
            }
            let rested = self.send_next().and_then(|sent| match sent {
                true => Ok(None),
                false => self.until_next().map(Some),
            });
            match rested {
                Ok(None) => {}
                Ok(Some(wait)) => bell.wait(seen, wait),
                Err(error) => {
                    tracing::warn!(
                        error = error.to_string(),
                        "the queue of letters cannot be read; it is looked at again"
                    );
                    bell.wait(seen, LOOKED_AT);
                }
            }
        }
    }

    /// How long to sleep.
    fn until_next(&self) -> Result<Wait, StoreError> {
        let next = self.store.next_letter_in()?;
        self.metrics.letters_waiting(self.store.count_letters()?.waiting);
        Ok(rest(next.map(Duration::unsigned_abs)))
    }

    /// Sends the letter that is due for the longest; `false` when none is.
    fn send_next(&self) -> Result<bool, StoreError> {
        let Some(letter) = self.store.take_letter(LEASE)? else {
            return Ok(false);
        };
        let outcome = self.server.send(&Envelope {
            id: &letter.id,
            to: &letter.recipient,
            subject: &letter.subject,
            body: &letter.body,
            written: letter.created_at,
        });
        let (purpose, attempt) = (letter.purpose.code(), letter.attempt);
        match outcome {
            Ok(()) => {
                self.store.settle_letter(&letter, LetterOutcome::Sent)?;
                self.metrics.letter(purpose, "sent");
                tracing::info!(
                    letter.id,
                    letter.purpose = purpose,
                    letter.attempt = attempt,
                    "a letter was sent"
                );
            }
            Err(error) => {
                let next = self.store.now() + wait_after(attempt);
                let settled = match error.is_final || next >= last_attempt(&letter) {
                    true => self.give_up(&letter, &error)?,
                    false => self.put_off(&letter, &error)?,
                };
                if !settled {
                    tracing::info!(letter.id, "a letter that was not sent is needed no more");
                }
            }
        }
        Ok(true)
    }

    fn give_up(&self, letter: &TakenLetter, error: &SendError) -> Result<bool, StoreError> {
        let because = error.because.as_str();
        self.metrics.letter(letter.purpose.code(), "given_up");
        tracing::error!(
            letter.id,
            letter.purpose = letter.purpose.code(),
            letter.attempt,
            error = because,
            "a letter was given up"
        );
        self.store
            .settle_letter(letter, LetterOutcome::GivenUp { because })
    }

    fn put_off(&self, letter: &TakenLetter, error: &SendError) -> Result<bool, StoreError> {
        let (because, after) = (error.because.as_str(), wait_after(letter.attempt));
        self.metrics.letter(letter.purpose.code(), "put_off");
        tracing::warn!(
            letter.id,
            letter.purpose = letter.purpose.code(),
            letter.attempt,
            retry_s = after.whole_seconds(),
            error = because,
            "a letter was not sent; it is tried again"
        );
        self.store
            .settle_letter(letter, LetterOutcome::Later { after, because })
    }
}

/// How long to wait after an attempt: a minute, then twice as long each time, up to an hour.
fn wait_after(attempt: u32) -> Duration {
    let doubled = attempt.saturating_sub(1).min(16);
    Duration::minutes(1i64 << doubled).min(LONGEST_WAIT)
}

/// When it makes no sense to try any more: the link in the letter is over, or it was tried for days.
fn last_attempt(letter: &TakenLetter) -> OffsetDateTime {
    letter.expires_at.min(letter.created_at + TRIED)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_wait_grows_up_to_an_hour() {
        let minutes: Vec<i64> = (1..=9)
            .map(|attempt| wait_after(attempt).whole_minutes())
            .collect();
        assert_eq!(minutes, [1, 2, 4, 8, 16, 32, 60, 60, 60]);
        assert_eq!(wait_after(u32::MAX), LONGEST_WAIT);
    }
}
