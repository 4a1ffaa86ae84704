//! Deliveries to webhooks as their log tells them.

use super::unsigned;
use super::webhook_deliveries::DeliveryRow;
use crate::database::AnyConnection;
use crate::error::{Corrupt, Step, StoreError};
use crate::instant::rfc3339;
use crate::schema::webhook_delivery;
use blis_domain::webhook::{DeliveryFailure, DeliveryState, WebhookEvent};
use diesel::prelude::*;

/// A delivery as its log tells it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DeliveryListed {
    /// Its id.
    pub id: String,
    /// What it tells of.
    pub event: WebhookEvent,
    /// The data version.
    pub version: Option<u64>,
    /// When it was queued, RFC 3339 in UTC.
    pub created_at: String,
    /// Where it stands.
    pub state: DeliveryState,
    /// How often it was tried.
    pub attempts: u32,
    /// When it was tried last, RFC 3339 in UTC.
    pub last_attempt_at: Option<String>,
    /// What the receiver answered last.
    pub status: Option<u16>,
    /// What went wrong the last time.
    pub failure: Option<DeliveryFailure>,
    /// When it is tried next at the earliest, RFC 3339 in UTC.
    pub due_at: Option<String>,
}

/// A page of the deliveries of a webhook.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DeliveryPage {
    /// The deliveries, the newest first.
    pub items: Vec<DeliveryListed>,
    /// How many there are.
    pub total: u64,
    /// The last one of the page, when there are more.
    pub next: Option<String>,
}

impl DeliveryRow {
    fn into_listed(self) -> Result<DeliveryListed, Corrupt> {
        let state = match (self.delivered_at, self.given_up_at) {
            (Some(_), _) => DeliveryState::Delivered,
            (None, Some(_)) => DeliveryState::GivenUp,
            (None, None) => DeliveryState::Waiting,
        };
        let failure = |code: &String| {
            DeliveryFailure::from_code(code).ok_or_else(|| Corrupt::new("webhook_delivery.failure", code))
        };
        Ok(DeliveryListed {
            event: self.event()?,
            version: self.version()?,
            created_at: rfc3339(self.created_at)?,
            attempts: unsigned("webhook_delivery.attempts", self.attempts)?,
            last_attempt_at: self.last_attempt_at.map(rfc3339).transpose()?,
            status: self
                .status
                .map(|status| unsigned("webhook_delivery.status", status))
                .transpose()?,
            failure: self.failure.as_ref().map(failure).transpose()?,
            due_at: match state {
                DeliveryState::Waiting => Some(rfc3339(self.due_at)?),
                DeliveryState::Delivered | DeliveryState::GivenUp => None,
            },
            id: self.id,
            state,
        })
    }
}

/// A delivery of a webhook.
pub(crate) fn find(
    connection: &mut AnyConnection,
    webhook: &str,
    id: &str,
) -> Result<DeliveryListed, StoreError> {
    let row: Option<DeliveryRow> = webhook_delivery::table
        .find(id)
        .filter(webhook_delivery::webhook.eq(webhook))
        .select(DeliveryRow::as_select())
        .first(connection)
        .optional()
        .step("read a delivery")?;
    let row = row.ok_or_else(|| StoreError::UnknownDelivery(id.chars().take(80).collect()))?;
    Ok(row.into_listed()?)
}

/// The deliveries of a webhook, the newest first, those before an id.
pub(crate) fn page(
    connection: &mut AnyConnection,
    webhook: &str,
    before: Option<String>,
    limit: u32,
) -> Result<DeliveryPage, StoreError> {
    let total: i64 = webhook_delivery::table
        .filter(webhook_delivery::webhook.eq(webhook))
        .count()
        .get_result(connection)
        .step("count the deliveries of a webhook")?;
    let mut query = webhook_delivery::table
        .filter(webhook_delivery::webhook.eq(webhook.to_owned()))
        .order(webhook_delivery::id.desc())
        // One more than asked for tells whether there are more.
        .limit(i64::from(limit) + 1)
        .select(DeliveryRow::as_select())
        .into_boxed();
    if let Some(before) = before {
        query = query.filter(webhook_delivery::id.lt(before));
    }
    let mut rows: Vec<DeliveryRow> = query.load(connection).step("read the deliveries of a webhook")?;
    let more = rows.len() > limit as usize;
    rows.truncate(limit as usize);
    let next = rows.last().filter(|_| more).map(|row| row.id.clone());
    let items = rows
        .into_iter()
        .map(DeliveryRow::into_listed)
        .collect::<Result<_, _>>()?;
    Ok(DeliveryPage {
        items,
        total: unsigned("deliveries of a webhook", total)?,
        next,
    })
}
