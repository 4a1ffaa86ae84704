//! Calls of a data feed: pushing batches and reading their receipts.

use crate::answer;
use crate::client::Client;
use crate::error::ClientError;
use crate::queries::ReceiptQuery;
use crate::transport;
use blis_domain::desk::BatchShown;
use blis_domain::receipt::{BatchMode, BatchSummary, Receipt, ReceiptRow};
use blis_domain::wire::{FeedView, Page, TableFormat};
use reqwest::header::{CONTENT_ENCODING, CONTENT_TYPE};
use reqwest::{Method, Url};

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

    /// The feeds that may be seen, by code, each with what it did last.
    ///
    /// # Errors
    /// Any [`ClientError`] of a call.
    pub async fn feeds(&self) -> Result<Page<FeedView>, ClientError> {
        self.get(self.address.of(&["feeds"])).await
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

    /// The receipt of one batch, and what was decided since.
    ///
    /// # Errors
    /// Any [`ClientError`] of a call.
    pub async fn batch(&self, feed: &str, id: &str) -> Result<BatchShown, ClientError> {
        self.get(self.address.of(&["feeds", feed, "batches", id])).await
    }

    /// A page of the rows of a receipt, in the order in which they were sent: the first ones, or those after a cursor,
    /// which is `next` of the page before.
    ///
    /// # Errors
    /// Any [`ClientError`] of a call.
    pub async fn batch_rows(
        &self,
        feed: &str,
        id: &str,
        query: &ReceiptQuery,
    ) -> Result<Page<ReceiptRow>, ClientError> {
        let mut parameters = found_by(query).to_vec();
        parameters.push(("cursor", query.cursor.clone()));
        parameters.push(("limit", query.limit.map(|limit| limit.to_string())));
        let path = ["feeds", feed, "batches", id, "rows"];
        self.get(self.address.with(&path, &parameters)).await
    }

    /// All rows of a receipt that are found, as the bytes of a file; the cursor and the length of a page mean nothing here.
    ///
    /// # Errors
    /// Any [`ClientError`] of a call; a problem `table-too-large` when there are more than a file may hold.
    pub async fn batch_table(
        &self,
        feed: &str,
        id: &str,
        query: &ReceiptQuery,
        format: TableFormat,
    ) -> Result<Vec<u8>, ClientError> {
        self.table(self.batch_table_address(feed, id, query, format), format)
            .await
    }

    /// Where [`Client::batch_table`] gets them: for a link in a page.
    pub fn batch_table_address(
        &self,
        feed: &str,
        id: &str,
        query: &ReceiptQuery,
        format: TableFormat,
    ) -> Url {
        let rows = format!("rows.{}", format.extension());
        let path = ["feeds", feed, "batches", id, &rows];
        self.linked(self.address.with(&path, &found_by(query)))
    }
}

/// What rows are found by.
fn found_by(query: &ReceiptQuery) -> [(&'static str, Option<String>); 2] {
    [
        ("outcome", query.outcome.map(|outcome| outcome.code().to_owned())),
        ("code", query.code.clone()),
    ]
}
