//! The thread that sends to webhooks: it takes what is due from the queue, has a bounded number of attempts under way at
//! a time, and writes down what became of each.
//!
//! A delivery is made at least once. It is marked after the receiver answered; a server that dies in between makes it
//! again when the lease is over, under the same id. Those of one webhook go one after the other.

use super::message;
use super::post::{Answered, Outgoing, Post};
use crate::auth::SealingKey;
use crate::auth::sealing::Purpose;
use crate::metrics::Metrics;
use crate::queue_thread::{LOOKED_AT, QueueThread, Stop, rest};
use crate::state::State;
use blis_domain::webhook::{DeliveryFailure, DisabledBecause, WebhookSecret, signature, wait_after};
use blis_store::{Attempted, Bell, DeliveryOutcome, Store, StoreError, TakenDelivery, random_bytes};
use std::io;
use std::sync::mpsc::{self, Sender};
use std::time::Duration;
use tokio::runtime::{Builder, Runtime};

/// How long a delivery is held while it is made: longer than any receiver may take.
const LEASE: Duration = Duration::from_secs(120);

/// How many attempts are under way at a time, each at another webhook.
const MOST_UNDER_WAY: usize = 16;

/// A thread that sends, until it is told to stop.
pub(crate) struct WebhookSender(QueueThread);

impl WebhookSender {
    /// Starts to send.
    pub(crate) fn start(state: &State, patience: Duration) -> io::Result<WebhookSender> {
        let work = Work {
            store: state.store.clone(),
            post: Post::new(state.receivers, patience).map_err(io::Error::other)?,
            sealing_key: state.sealing_key.clone(),
            site: state.authority.issuer().to_owned(),
            metrics: state.metrics.clone(),
            runtime: Builder::new_multi_thread()
                .worker_threads(1)
                .thread_name("webhooks-io")
                .enable_all()
                .build()?,
        };
        let bell = state.store.webhook_bell();
        QueueThread::start("webhooks", bell, move |stop| {
            work.until_stopped(stop);
            work.runtime.shutdown_background();
        })
        .map(WebhookSender)
    }

    /// Stops: attempts under way are ended, no other is begun.
    pub(crate) fn stop(self) {
        if !self.0.stop() {
            tracing::warn!("a webhook is still being sent to; it is tried again after the next start");
        }
    }
}

struct Work {
    store: Store,
    post: Post,
    sealing_key: SealingKey,
    /// The address under which others reach the server.
    site: String,
    metrics: Metrics,
    runtime: Runtime,
}

/// An attempt that ended.
struct Ended {
    taken: TakenDelivery,
    answered: Answered,
}

impl Work {
    fn until_stopped(&self, stop: &Stop) {
        let bell = self.store.webhook_bell();
        let (ends, ended) = mpsc::channel();
        let mut under_way = 0usize;
        loop {
            let seen = bell.rung();
            while let Ok(attempt) = ended.try_recv() {
                under_way -= 1;
                self.settle(&attempt);
            }
            let stopping = stop.is_told();
            if stopping && under_way == 0 {
                return;
            }
            if stopping || under_way == MOST_UNDER_WAY {
                // The end of an attempt rings.
                bell.wait(seen, LOOKED_AT);
                continue;
            }
            let rested = self.begin_next(&ends, &bell).and_then(|begun| match begun {
                true => Ok(None),
                false => self.until_next().map(Some),
            });
            match rested {
                Ok(None) => under_way += 1,
                Ok(Some(wait)) => bell.wait(seen, wait),
                Err(error) => {
                    tracing::warn!(
                        error = error.with_causes(),
                        "the queue of webhooks cannot be read; it is looked at again"
                    );
                    bell.wait(seen, LOOKED_AT);
                }
            }
        }
    }

    /// How long to sleep.
    fn until_next(&self) -> Result<Duration, StoreError> {
        let next = self.store.next_delivery_in()?;
        self.metrics.deliveries_waiting(self.store.deliveries_waiting()?);
        Ok(rest(next))
    }

    /// Begins an attempt at the delivery that is due for the longest; `false` when none is.
    fn begin_next(&self, ends: &Sender<Ended>, bell: &Bell) -> Result<bool, StoreError> {
        let Some(taken) = self.store.take_delivery(LEASE)? else {
            return Ok(false);
        };
        let (post, ends, bell) = (self.post.clone(), ends.clone(), bell.clone());
        let (outgoing, now) = (self.outgoing(&taken), self.store.now());
        self.runtime.spawn(async move {
            let answered = match outgoing {
                Ok(outgoing) => post.send(outgoing, now).await,
                Err(failure) => Answered::Not(failure),
            };
            // Nobody listens any more when the server stopped meanwhile.
            let _ = ends.send(Ended { taken, answered });
            bell.ring();
        });
        Ok(true)
    }

    /// What goes out, signed now.
    fn outgoing(&self, taken: &TakenDelivery) -> Result<Outgoing, DeliveryFailure> {
        let secrets: Vec<WebhookSecret> = taken
            .sealed
            .iter()
            .filter_map(|sealed| {
                let open = self
                    .sealing_key
                    .open(Purpose::WebhookSecret, &taken.webhook, sealed);
                WebhookSecret::from_bytes(open.ok()?).ok()
            })
            .collect();
        let body = message::body(taken, &self.site);
        let (Ok(body), false) = (body, secrets.is_empty()) else {
            return Err(DeliveryFailure::SecretUnreadable);
        };
        let timestamp = u64::try_from(self.store.now().unix_timestamp()).unwrap_or(0);
        Ok(Outgoing {
            signature: signature(&secrets, &taken.id, timestamp, &body),
            address: taken.address.clone(),
            id: taken.id.clone(),
            timestamp,
            body,
        })
    }

    /// Writes down what became of an attempt. Where that fails the lease ends by itself, and it is made again.
    fn settle(&self, Ended { taken, answered }: &Ended) {
        let random = random_bytes::<2>().map_or(0, u16::from_be_bytes);
        let attempted = attempted(taken.of_round, *answered, random);
        self.tell(taken, &attempted);
        match self.store.settle_delivery(taken, attempted) {
            Ok(true) => {}
            Ok(false) => tracing::info!(
                delivery.id = taken.id,
                "a delivery was taken away while it was made"
            ),
            Err(error) => tracing::warn!(
                delivery.id = taken.id,
                error = error.with_causes(),
                "what became of a delivery cannot be written down; it is made again"
            ),
        }
    }

    /// Tells the log, which is never told where a webhook is.
    fn tell(&self, taken: &TakenDelivery, attempted: &Attempted) {
        let (id, webhook, attempt, status) = (&taken.id, &taken.webhook, taken.attempt, attempted.status);
        match attempted.outcome {
            DeliveryOutcome::Delivered => {
                self.metrics.delivery("delivered");
                tracing::info!(
                    delivery.id = id,
                    webhook,
                    delivery.attempt = attempt,
                    status,
                    "a webhook was told"
                );
            }
            DeliveryOutcome::Later { after, failure } => {
                self.metrics.delivery("put_off");
                tracing::warn!(
                    delivery.id = id,
                    webhook,
                    delivery.attempt = attempt,
                    status,
                    failure = failure.code(),
                    retry_s = after.as_secs(),
                    "a webhook was not told; it is tried again"
                );
            }
            DeliveryOutcome::GivenUp { failure, because } => {
                self.metrics.delivery("given_up");
                tracing::error!(
                    delivery.id = id,
                    webhook,
                    delivery.attempt = attempt,
                    status,
                    failure = failure.code(),
                    because = because.code(),
                    "a webhook is stopped, for it does not receive"
                );
            }
        }
    }
}

/// What follows from an answer to an attempt, counted from 1 in its round.
fn attempted(of_round: u32, answered: Answered, random: u16) -> Attempted {
    let (status, failure, asked_for) = match answered {
        Answered::Status(status @ 200..300, _) => {
            return Attempted {
                status: Some(status),
                outcome: DeliveryOutcome::Delivered,
            };
        }
        Answered::Status(status, asked_for) => (Some(status), DeliveryFailure::Status, asked_for),
        Answered::Not(failure) => (None, failure, None),
    };
    let outcome = match (status, wait_after(of_round, random, asked_for)) {
        (Some(410), _) => DeliveryOutcome::GivenUp {
            failure,
            because: DisabledBecause::Gone,
        },
        (_, Some(after)) => DeliveryOutcome::Later { after, failure },
        (_, None) => DeliveryOutcome::GivenUp {
            failure,
            because: DisabledBecause::Failing,
        },
    };
    Attempted { status, outcome }
}

#[cfg(test)]
mod tests {
    use super::*;
    use blis_domain::webhook::MOST_ATTEMPTS;

    #[test]
    fn what_follows_from_an_answer() {
        let of = |attempt, answered| attempted(attempt, answered, 0).outcome;
        for status in [200, 202, 204, 299] {
            assert_eq!(
                of(1, Answered::Status(status, None)),
                DeliveryOutcome::Delivered,
                "{status}"
            );
        }
        for status in [301, 302, 307, 400, 401, 404, 429, 500, 502, 503, 504] {
            let later = DeliveryOutcome::Later {
                after: Duration::from_millis(4500),
                failure: DeliveryFailure::Status,
            };
            assert_eq!(of(1, Answered::Status(status, None)), later, "{status}");
        }
        let asked = Duration::from_secs(600);
        let later = DeliveryOutcome::Later {
            after: asked,
            failure: DeliveryFailure::Status,
        };
        assert_eq!(of(1, Answered::Status(429, Some(asked))), later);
        let failing = DeliveryOutcome::GivenUp {
            failure: DeliveryFailure::Timeout,
            because: DisabledBecause::Failing,
        };
        assert_eq!(
            of(MOST_ATTEMPTS, Answered::Not(DeliveryFailure::Timeout)),
            failing
        );
        let gone = DeliveryOutcome::GivenUp {
            failure: DeliveryFailure::Status,
            because: DisabledBecause::Gone,
        };
        assert_eq!(of(1, Answered::Status(410, None)), gone);
    }
}
