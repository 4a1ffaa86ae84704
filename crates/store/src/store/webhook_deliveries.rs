//! The queue of deliveries to webhooks. Queuing, taking and settling them is no doing of anybody's: it has no entries in
//! the audit log; what is done to a webhook has, also when the server stops it.

use super::webhooks::KIND;
use super::{Bell, Store};
use crate::audit::{AuditContext, AuditDraft};
use crate::database::AnyConnection;
use crate::error::StoreError;
use crate::instant::{self, Micros};
use crate::rows::webhook_deliveries::{self, Attempted, DeliveryOutcome, TakenDelivery};
use crate::rows::{audit, webhooks};
use blis_domain::audit::actions;
use blis_domain::webhook::{DisabledBecause, WebhookState};
use serde_json::json;
use std::time::Duration;

impl Store {
    /// The bell that is rung when this process queued a delivery.
    pub fn webhook_bell(&self) -> Bell {
        self.inner.webhook_bell.clone()
    }

    /// Takes a delivery that is due: nobody else gets it, nor one behind it, until the lease is over. Nothing when none
    /// is due.
    ///
    /// # Errors
    /// When the database fails.
    pub fn take_delivery(&self, lease: Duration) -> Result<Option<TakenDelivery>, StoreError> {
        let now = self.micros();
        // Most looks find nothing, and need not wait for the writer.
        match self.inner.database.read(webhook_deliveries::next_due)? {
            Some(due) if instant::micros(due) <= now => {}
            _ => return Ok(None),
        }
        self.inner
            .database
            .write(|connection| webhook_deliveries::take(connection, lease, now))
    }

    /// Writes down what became of an attempt; `false` when the delivery was taken away or taken by another sender
    /// meanwhile. Where it is given up the webhook is stopped, with an entry in the log.
    ///
    /// # Errors
    /// When the database fails.
    pub fn settle_delivery(&self, taken: &TakenDelivery, attempted: Attempted) -> Result<bool, StoreError> {
        let now = self.micros();
        self.inner.database.write(|connection| {
            // The webhook before its deliveries: in this order everybody takes them.
            match webhooks::hold(connection, &taken.webhook, now) {
                Err(StoreError::UnknownWebhook(_)) => return Ok(false),
                held => drop(held?),
            }
            let settled = webhook_deliveries::settle(connection, taken, attempted, now)?;
            if let (true, DeliveryOutcome::GivenUp { because, .. }) = (settled, attempted.outcome) {
                disable(connection, &taken.webhook, because, now)?;
            }
            Ok(settled)
        })
    }

    /// How long until the next delivery is due: nothing when none waits, nought when one is due.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub fn next_delivery_in(&self) -> Result<Option<Duration>, StoreError> {
        let now = self.inner.clock.now();
        let due = self.inner.database.read(webhook_deliveries::next_due)?;
        Ok(due.map(|due| (due - now).try_into().unwrap_or(Duration::ZERO)))
    }

    /// How many deliveries wait.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub fn deliveries_waiting(&self) -> Result<u64, StoreError> {
        self.inner.database.read(webhook_deliveries::count_waiting)
    }
}

/// Stops a webhook that does not receive, unless somebody stopped or removed it meanwhile.
fn disable(
    connection: &mut AnyConnection,
    id: &str,
    because: DisabledBecause,
    now: Micros,
) -> Result<(), StoreError> {
    let found = match webhooks::hold(connection, id, now) {
        Err(StoreError::UnknownWebhook(_)) => return Ok(()),
        found => found?,
    };
    if found.state != WebhookState::Active {
        return Ok(());
    }
    webhooks::raise(connection, id)?;
    webhooks::set_state(connection, id, WebhookState::Disabled, Some(because))?;
    let context = AuditContext::command("serve");
    let draft = AuditDraft {
        after: Some(json!({ "because": because.code(), "failing_since": found.failing_since })),
        ..AuditDraft::done(&context, actions::DISABLE_WEBHOOK, KIND, Some(id))
    };
    audit::append(connection, &draft, now).map(drop)
}
