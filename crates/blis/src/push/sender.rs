//! Sending batches: a token while it lasts, and again when the line breaks.

use super::batches::Batch;
use blis_client::{Client, ClientError, PushCall, PushReply};
use blis_domain::problem::ProblemCode;
use blis_domain::receipt::BatchMode;
use blis_domain::rights::Action;
use std::time::Duration;
use uuid::Uuid;

/// How often a batch is sent before giving up, the pauses between them doubling from the first.
const ATTEMPTS: u32 = 5;
const FIRST_PAUSE: Duration = Duration::from_millis(500);

/// What a batch is sent for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Errand {
    /// To be checked and not stored.
    Try,
    /// To be stored, unless it was before.
    Store,
    /// To be stored even when the same content was pushed before.
    StoreAnew,
}

impl Errand {
    pub(super) fn is_trial(self) -> bool {
        self == Errand::Try
    }
}

/// Sends batches into a feed on behalf of a machine client.
pub(super) struct Sender {
    client: Client,
    id: String,
    secret: String,
    feed: String,
    mode: BatchMode,
    has_token: bool,
    /// Part of the keys of batches that are stored anew: one run is one try, however often it is sent.
    run: String,
}

impl Sender {
    pub(super) fn new(client: Client, id: &str, secret: &str, feed: &str, mode: BatchMode) -> Sender {
        Sender {
            client,
            id: id.to_owned(),
            secret: secret.to_owned(),
            feed: feed.to_owned(),
            mode,
            has_token: false,
            run: Uuid::new_v4().to_string(),
        }
    }

    /// Sends a batch until it is answered. An answer that says no is final.
    pub(super) async fn send(
        &mut self,
        batch: &Batch<'_>,
        body: Vec<u8>,
        errand: Errand,
    ) -> Result<PushReply, ClientError> {
        let salt = match errand {
            Errand::StoreAnew => self.run.as_str(),
            Errand::Try | Errand::Store => "",
        };
        let call = PushCall {
            key: batch.key(&body, self.mode, errand, salt),
            content_type: batch.document.content_type.to_owned(),
            body,
            encoding: None,
            dry_run: errand.is_trial(),
            mode: self.mode,
        };
        let (mut attempt, mut pause, mut renewed) = (1, FIRST_PAUSE, false);
        loop {
            let error = match self.once(&call).await {
                Ok(reply) => return Ok(reply),
                Err(error) => error,
            };
            // A long push outlives its token; a token that is refused when new is refused for good.
            if error.is(ProblemCode::Unauthenticated) && self.has_token && !renewed {
                (self.has_token, renewed) = (false, true);
                continue;
            }
            if !error.is_temporary() || attempt >= ATTEMPTS {
                return Err(error);
            }
            tracing::warn!(push.attempt = attempt, error = %error, "sending again");
            tokio::time::sleep(pause).await;
            (attempt, pause) = (attempt + 1, pause * 2);
        }
    }

    async fn once(&mut self, call: &PushCall) -> Result<PushReply, ClientError> {
        if !self.has_token {
            // Pushing is closed to the public, so there is a scope; without one the server would say which it wants.
            let scope = Action::PushBatch.scope().unwrap_or_default();
            let token = self.client.token(&self.id, &self.secret, scope).await?;
            self.client = self.client.clone().with_token(token.access_token);
            self.has_token = true;
        }
        self.client.push(&self.feed, call.clone()).await
    }
}
