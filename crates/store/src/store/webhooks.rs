//! Webhooks: who is told of changes, and what signs it.

use super::Store;
use crate::audit::{AuditContext, AuditDraft};
use crate::error::StoreError;
use crate::instant::{self, micros};
use crate::rows::audit;
use crate::rows::webhook_deliveries;
use crate::rows::webhook_deliveries_listed::{self, DeliveryListed, DeliveryPage};
use crate::rows::webhooks::{self, NewWebhook, Webhook, WebhookChange};
use blis_domain::audit::actions;
use blis_domain::webhook::{WebhookEvent, WebhookState};
use serde_json::{Map, Value, json};
use time::OffsetDateTime;

/// What the entries of the log call a webhook.
pub(super) const KIND: &str = "webhook";

impl Store {
    /// An id for what is to be made; something may be sealed for it beforehand.
    pub fn new_id(&self) -> String {
        instant::id(self.micros())
    }

    /// Adds a webhook with its first secret. Gives the id of the secret.
    ///
    /// # Errors
    /// [`StoreError::TooManyWebhooks`], or when the database fails.
    pub fn add_webhook(&self, new: &NewWebhook, context: &AuditContext) -> Result<String, StoreError> {
        let now = self.micros();
        self.inner.database.write(|connection| {
            webhooks::insert(connection, new, now)?;
            let secret = webhooks::add_secret(connection, &new.id, &new.sealed, now, now)?;
            let draft = AuditDraft {
                after: Some(json!({
                    "description": new.description,
                    "host": host(&new.address),
                    "events": codes(&new.events),
                    "secret": { "id": secret },
                })),
                ..AuditDraft::done(context, actions::ADD_WEBHOOK, KIND, Some(&new.id))
            };
            audit::append(connection, &draft, now)?;
            Ok(secret)
        })
    }

    /// The webhooks, by id, without those removed.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub fn webhooks(&self) -> Result<Vec<Webhook>, StoreError> {
        let now = self.micros();
        self.inner
            .database
            .read(|connection| webhooks::all(connection, None, now))
    }

    /// A webhook, unless it was removed.
    ///
    /// # Errors
    /// [`StoreError::UnknownWebhook`], or when the database cannot be read.
    pub fn webhook(&self, id: &str) -> Result<Webhook, StoreError> {
        let now = self.micros();
        self.inner
            .database
            .read(|connection| webhooks::require(connection, id, now))
    }

    /// Changes a webhook if nobody changed it since it had the expected version. Without a difference nothing is done.
    ///
    /// # Errors
    /// [`StoreError::UnknownWebhook`], [`StoreError::Stale`], or when the database fails.
    pub fn change_webhook(
        &self,
        id: &str,
        to: &WebhookChange,
        expected: u64,
        context: &AuditContext,
    ) -> Result<(), StoreError> {
        let now = self.micros();
        self.inner.database.write(|connection| {
            let before = webhooks::hold(connection, id, now)?;
            if before.version != expected {
                return Err(StoreError::Stale);
            }
            let to = different(to, &before);
            if to == WebhookChange::default() {
                return Ok(());
            }
            webhooks::raise(connection, id)?;
            webhooks::change(connection, id, &to)?;
            for draft in told(&to, &before, context) {
                audit::append(connection, &draft, now)?;
            }
            Ok(())
        })?;
        // What waited while it was stopped goes on.
        self.inner.webhook_bell.ring();
        Ok(())
    }

    /// Removes a webhook for good, with its secrets and deliveries. Its id stays in the audit log.
    ///
    /// # Errors
    /// [`StoreError::UnknownWebhook`], or when the database fails.
    pub fn remove_webhook(&self, id: &str, context: &AuditContext) -> Result<(), StoreError> {
        let now = self.micros();
        self.inner.database.write(|connection| {
            let before = webhooks::hold(connection, id, now)?;
            webhooks::raise(connection, id)?;
            webhooks::remove(connection, id, now)?;
            let draft = AuditDraft {
                before: Some(json!({
                    "description": before.description,
                    "host": host(&before.address),
                    "events": codes(&before.events),
                })),
                ..AuditDraft::done(context, actions::REMOVE_WEBHOOK, KIND, Some(id))
            };
            audit::append(connection, &draft, now).map(drop)
        })
    }

    /// Gives a webhook another secret; the one before it signs beside it until `old_until`. Gives its id.
    ///
    /// # Errors
    /// [`StoreError::UnknownWebhook`], or when the database fails.
    pub fn add_webhook_secret(
        &self,
        id: &str,
        sealed: &[u8],
        old_until: OffsetDateTime,
        context: &AuditContext,
    ) -> Result<String, StoreError> {
        let now = self.micros();
        let old_until = micros(old_until);
        self.inner.database.write(|connection| {
            webhooks::hold(connection, id, now)?;
            webhooks::raise(connection, id)?;
            let secret = webhooks::add_secret(connection, id, sealed, old_until, now)?;
            let draft = AuditDraft {
                after: Some(json!({
                    "secret": { "id": secret },
                    "old_signs_until": instant::rfc3339(old_until)?,
                })),
                ..AuditDraft::done(context, actions::ADD_WEBHOOK_SECRET, KIND, Some(id))
            };
            audit::append(connection, &draft, now)?;
            Ok(secret)
        })
    }

    /// Queues a try for a webhook.
    ///
    /// # Errors
    /// [`StoreError::UnknownWebhook`], [`StoreError::WebhookStopped`], or when the database fails.
    pub fn ping_webhook(&self, id: &str, context: &AuditContext) -> Result<DeliveryListed, StoreError> {
        let now = self.micros();
        let queued = self.inner.database.write(|connection| {
            require_active(&webhooks::hold(connection, id, now)?)?;
            let delivery = webhook_deliveries::insert(connection, id, (WebhookEvent::Ping, None), now, now)?;
            let draft = AuditDraft {
                after: Some(json!({ "delivery": delivery })),
                ..AuditDraft::done(context, actions::PING_WEBHOOK, KIND, Some(id))
            };
            audit::append(connection, &draft, now)?;
            webhook_deliveries_listed::find(connection, id, &delivery)
        })?;
        self.inner.webhook_bell.ring();
        Ok(queued)
    }

    /// Has a delivery tried again, as if it had just been queued: also one that was delivered or given up.
    ///
    /// # Errors
    /// [`StoreError::UnknownWebhook`], [`StoreError::UnknownDelivery`], [`StoreError::WebhookStopped`], or when the
    /// database fails.
    pub fn retry_delivery(
        &self,
        id: &str,
        delivery: &str,
        context: &AuditContext,
    ) -> Result<DeliveryListed, StoreError> {
        let now = self.micros();
        let queued = self.inner.database.write(|connection| {
            require_active(&webhooks::hold(connection, id, now)?)?;
            if !webhook_deliveries::retry(connection, id, delivery, now)? {
                return Err(StoreError::UnknownDelivery(delivery.chars().take(80).collect()));
            }
            let draft = AuditDraft {
                after: Some(json!({ "delivery": delivery })),
                ..AuditDraft::done(context, actions::RETRY_DELIVERY, KIND, Some(id))
            };
            audit::append(connection, &draft, now)?;
            webhook_deliveries_listed::find(connection, id, delivery)
        })?;
        self.inner.webhook_bell.ring();
        Ok(queued)
    }

    /// The deliveries of a webhook, the newest first, those before an id.
    ///
    /// # Errors
    /// [`StoreError::UnknownWebhook`], or when the database cannot be read.
    pub fn deliveries(
        &self,
        id: &str,
        before: Option<String>,
        limit: u32,
    ) -> Result<DeliveryPage, StoreError> {
        let now = self.micros();
        self.inner.database.read(|connection| {
            webhooks::require(connection, id, now)?;
            webhook_deliveries_listed::page(connection, id, before, limit)
        })
    }
}

fn require_active(webhook: &Webhook) -> Result<(), StoreError> {
    match webhook.state {
        WebhookState::Active => Ok(()),
        WebhookState::Suspended | WebhookState::Disabled => {
            Err(StoreError::WebhookStopped(webhook.id.clone()))
        }
    }
}

/// What the log is told of an address: what follows the host may be what only the receiver should know.
fn host(address: &str) -> &str {
    let rest = address.split_once("://").map_or(address, |(_, rest)| rest);
    rest.split(['/', '?', '#']).next().unwrap_or_default()
}

fn codes(events: &[WebhookEvent]) -> Vec<&'static str> {
    events.iter().map(|event| event.code()).collect()
}

/// What of a change is another than before.
fn different(to: &WebhookChange, before: &Webhook) -> WebhookChange {
    fn unlike<T: Clone + PartialEq>(to: &Option<T>, before: &T) -> Option<T> {
        to.clone().filter(|to| to != before)
    }
    let is = match before.state {
        WebhookState::Active => Some(false),
        WebhookState::Suspended => Some(true),
        // Neither: it can be let on, and stopped for good measure.
        WebhookState::Disabled => None,
    };
    WebhookChange {
        description: unlike(&to.description, &before.description),
        address: unlike(&to.address, &before.address),
        events: unlike(&to.events, &before.events),
        suspended: to.suspended.filter(|to| Some(*to) != is),
    }
}

/// The entries of a change: one for what the webhook is, one for whether it is sent to.
fn told(to: &WebhookChange, before: &Webhook, context: &AuditContext) -> Vec<AuditDraft> {
    let (mut was, mut is) = (Map::new(), Map::new());
    let mut note = |name: &str, before: Value, after: Value| {
        was.insert(name.to_owned(), before);
        is.insert(name.to_owned(), after);
    };
    if let Some(description) = &to.description {
        note("description", json!(before.description), json!(description));
    }
    if let Some(address) = &to.address {
        note("host", json!(host(&before.address)), json!(host(address)));
    }
    if let Some(events) = &to.events {
        note("events", json!(codes(&before.events)), json!(codes(events)));
    }
    let mut drafts = Vec::new();
    if !was.is_empty() {
        drafts.push(AuditDraft {
            before: Some(Value::Object(was)),
            after: Some(Value::Object(is)),
            ..AuditDraft::done(context, actions::CHANGE_WEBHOOK, KIND, Some(&before.id))
        });
    }
    if let Some(suspended) = to.suspended {
        let action = match suspended {
            true => actions::SUSPEND_WEBHOOK,
            false => actions::RESUME_WEBHOOK,
        };
        drafts.push(AuditDraft::done(context, action, KIND, Some(&before.id)));
    }
    drafts
}

#[cfg(test)]
mod tests {
    use super::host;

    #[test]
    fn of_an_address_the_log_is_told_the_host_alone() {
        for (address, told) in [
            ("https://example.lv/hook/s3cret?key=s3cret", "example.lv"),
            ("https://example.lv:8443", "example.lv:8443"),
            ("https://example.lv?s3cret", "example.lv"),
            ("http://[::1]:9000/x", "[::1]:9000"),
        ] {
            assert_eq!(host(address), told);
        }
    }
}
