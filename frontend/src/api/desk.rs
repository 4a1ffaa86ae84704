//! What is asked and done by somebody who looks after feeds and held figures. Nobody else gets an answer.

use super::session::{csrf, signed_in};
use super::{Failure, Place, client};
use crate::state::cache::Answer;
use blis_client::{Client, HeldQuery, ReceiptQuery};
use blis_domain::desk::{BatchShown, Decide, Decision, HeldFigure};
use blis_domain::receipt::{BatchSummary, ReceiptRow, RowOutcome};
use blis_domain::wire::{FeedView, Page, TableFormat};

/// The most rows and figures of a page of a list.
const PAGE: u32 = 50;

/// The feeds.
pub(crate) fn feeds((): ()) -> Answer<Page<FeedView>> {
    let client = client();
    Box::pin(async move {
        let client = client?;
        signed_in(&client, || client.feeds()).await
    })
}

/// Batches of a feed.
pub(crate) fn batches((feed, place): (String, Place)) -> Answer<Page<BatchSummary>> {
    let client = client();
    Box::pin(async move {
        let client = client?;
        signed_in(&client, || client.batches(&feed, place.as_deref())).await
    })
}

/// Which batch: its feed and its id.
pub(crate) type BatchKey = (String, String);

/// A batch and what was decided about it.
pub(crate) fn batch((feed, id): BatchKey) -> Answer<BatchShown> {
    let client = client();
    Box::pin(async move {
        let client = client?;
        signed_in(&client, || client.batch(&feed, &id)).await
    })
}

/// Rows of a receipt: of which batch, that met which end, from where on.
pub(crate) fn receipt_rows(
    ((feed, id), outcome, cursor): (BatchKey, Option<RowOutcome>, Place),
) -> Answer<Page<ReceiptRow>> {
    let client = client();
    Box::pin(async move {
        let client = client?;
        let query = ReceiptQuery {
            outcome,
            cursor,
            limit: Some(PAGE),
            ..ReceiptQuery::default()
        };
        signed_in(&client, || client.batch_rows(&feed, &id, &query)).await
    })
}

/// Where the rows of a receipt lie as a file.
pub(crate) fn receipt_file(
    client: &Client,
    (feed, id): &BatchKey,
    outcome: Option<RowOutcome>,
    format: TableFormat,
) -> String {
    let query = ReceiptQuery {
        outcome,
        ..ReceiptQuery::default()
    };
    client.batch_table_address(feed, id, &query, format).to_string()
}

/// Held figures: of which batch, from where on.
pub(crate) fn held((batch, cursor): (Option<String>, Place)) -> Answer<Page<HeldFigure>> {
    let client = client();
    Box::pin(async move {
        let client = client?;
        let query = HeldQuery {
            batch,
            cursor,
            limit: Some(PAGE),
            ..HeldQuery::default()
        };
        signed_in(&client, || client.held(&query)).await
    })
}

/// What is decided about.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum About {
    /// A held figure, by its id.
    Figure(String),
    /// All figures that wait of a batch.
    Batch(BatchKey),
}

/// Decides. Called from an event, where nothing says the language, so the answer brings its words in that of `client`.
pub(crate) async fn decide(client: Client, about: About, what: Decide) -> Result<Decision, Failure> {
    signed_in(&client, || async {
        let csrf = csrf(&client).await?;
        match &about {
            About::Figure(id) => client.decide_held(&csrf, id, &what).await,
            About::Batch((feed, id)) => client.decide_batch(&csrf, feed, id, &what).await,
        }
    })
    .await
}

/// Sees to it that a link to a file opens: makes sure of the session.
pub(crate) async fn stay(client: Client) -> Result<(), Failure> {
    signed_in(&client, || client.feeds()).await.map(drop)
}
