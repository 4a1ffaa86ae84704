//! Calls of a data feed: pushing batches and reading their receipts.

use crate::answer;
use crate::client::Client;
use crate::error::ClientError;
use crate::transport;
use blis_domain::receipt::{BatchMode, BatchSummary, Receipt};
use blis_domain::wire::Page;
use reqwest::Method;
use reqwest::header::{CONTENT_ENCODING, CONTENT_TYPE};

/// A batch to push.
#[derive(Debug, Clone, PartialEq)]
pub struct PushCall {
    /// The idempotency key: the same key and body again give the same receipt and store nothing twice.
    pub key: String,
    /// `application/json`, `text/csv` or `application/x-ndjson`.
    pub content_type: String,
    /// The body, encoded as `encoding` says.
    pub body: Vec<u8>,
    /// `gzip` or `zstd`; none when the body is plain.
    pub encoding: Option<String>,
    /// Try it and store nothing.
    pub dry_run: bool,
    /// Whether one bad row refuses all.
    pub mode: BatchMode,
}

/// What came of a pushed batch.
#[derive(Debug, Clone, PartialEq)]
pub struct PushReply {
    /// The receipt.
    pub receipt: Receipt,
    /// Whether it is that of an earlier call with the same key.
    pub replayed: bool,
}

impl Client {
    /// Pushes a batch into a feed.
    ///
    /// # Errors
    /// Any [`ClientError`] of a call.
    pub async fn push(&self, feed: &str, call: PushCall) -> Result<PushReply, ClientError> {
        let mode = match call.mode {
            BatchMode::Atomic => "atomic",
            BatchMode::Partial => "partial",
        };
        let parameters = [
            ("dry_run", Some(call.dry_run.to_string())),
            ("mode", Some(mode.to_owned())),
        ];
        let url = self.address.with(&["feeds", feed, "batches"], &parameters);
        let mut request = self
            .request(Method::POST, url)
            .header("Idempotency-Key", format!("\"{}\"", call.key))
            .header(CONTENT_TYPE, call.content_type)
            .body(call.body);
        if let Some(encoding) = call.encoding {
            request = request.header(CONTENT_ENCODING, encoding);
        }
        let answer = transport::send(request).await?;
        Ok(PushReply {
            receipt: answer::json(&answer)?,
            replayed: answer.replayed,
        })
    }

    /// A page of the batches of a feed, newest first: the latest ones, or those after a cursor, which is `next`
    /// of the page before.
    ///
    /// # Errors
    /// Any [`ClientError`] of a call.
    pub async fn batches(&self, feed: &str, cursor: Option<&str>) -> Result<Page<BatchSummary>, ClientError> {
        let parameters = [("cursor", cursor.map(str::to_owned))];
        self.get(self.address.with(&["feeds", feed, "batches"], &parameters))
            .await
    }

    /// The receipt of one batch.
    ///
    /// # Errors
    /// Any [`ClientError`] of a call.
    pub async fn batch(&self, feed: &str, id: &str) -> Result<Receipt, ClientError> {
        self.get(self.address.of(&["feeds", feed, "batches", id])).await
    }
}
