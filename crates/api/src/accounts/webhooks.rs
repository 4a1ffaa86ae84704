//! Webhooks and their secrets, as those who answer for the data look after them.

use super::unacceptable::refuse;
use crate::auth::sealing::Purpose;
use crate::auth::secret;
use crate::state::State;
use crate::web::problem::ApiError;
use blis_domain::person::PersonId;
use blis_domain::problem::FaultDraft;
use blis_domain::webhook::{self, USUAL_HOURS, WebhookEvent, WebhookSecret};
use blis_domain::wire::{
    DeliveryView, NewWebhook, NewWebhookSecret, UpdateWebhook, WebhookAdded, WebhookSecretOnce,
    WebhookSecretView, WebhookView,
};
use blis_store::{AuditContext, DeliveryListed, Webhook, WebhookChange};
use time::Duration;

/// A webhook as it is shown, and the version that a change of it names.
pub(crate) struct Shown {
    pub(crate) view: WebhookView,
    pub(crate) version: u64,
}

/// Every webhook.
pub(crate) fn list(state: &State) -> Result<Vec<WebhookView>, ApiError> {
    Ok(state.store.webhooks()?.into_iter().map(view).collect())
}

/// One webhook.
pub(crate) fn show(state: &State, id: &str) -> Result<Shown, ApiError> {
    let found = state.store.webhook(id)?;
    Ok(Shown {
        version: found.version,
        view: view(found),
    })
}

/// Makes a webhook with its first secret, which nobody can show again.
pub(crate) fn add(
    state: &State,
    owner: &PersonId,
    asked: NewWebhook,
    context: &AuditContext,
) -> Result<(WebhookAdded, u64), ApiError> {
    let mut faults = webhook::new_faults(&asked);
    faults.extend(address_fault(state, &asked.address));
    refuse(faults)?;
    let id = state.store.new_id();
    let (secret, sealed) = new_secret(state, &id)?;
    let new = blis_store::NewWebhook {
        id: id.clone(),
        description: asked.description.trim().to_owned(),
        address: asked.address,
        events: events(&asked.events),
        owner: owner.clone(),
        sealed,
    };
    let secret_id = state.store.add_webhook(&new, context)?;
    let shown = show(state, &id)?;
    let added = WebhookAdded {
        webhook: shown.view,
        secret: WebhookSecretOnce {
            id: secret_id,
            secret: secret.to_text(),
        },
    };
    Ok((added, shown.version))
}

/// Changes a webhook that is still as the caller saw it.
pub(crate) fn change(
    state: &State,
    seen: &Shown,
    asked: UpdateWebhook,
    context: &AuditContext,
) -> Result<Shown, ApiError> {
    let mut faults = Vec::new();
    if let Some(wanted) = &asked.events {
        faults.extend(webhook::event_faults(wanted));
    }
    faults.extend(asked.description.as_deref().and_then(webhook::description_fault));
    faults.extend(
        asked
            .address
            .as_deref()
            .and_then(|address| address_fault(state, address)),
    );
    refuse(faults)?;
    let to = WebhookChange {
        description: asked.description.map(|description| description.trim().to_owned()),
        address: asked.address,
        events: asked.events.as_deref().map(events),
        suspended: asked.suspended,
    };
    let id = &seen.view.id;
    state.store.change_webhook(id, &to, seen.version, context)?;
    show(state, id)
}

/// Removes a webhook for good.
pub(crate) fn remove(state: &State, id: &str, context: &AuditContext) -> Result<(), ApiError> {
    Ok(state.store.remove_webhook(id, context)?)
}

/// Puts another secret in the place of the one there is. Nobody can show it again.
pub(crate) fn add_secret(
    state: &State,
    id: &str,
    asked: &NewWebhookSecret,
    context: &AuditContext,
) -> Result<WebhookSecretOnce, ApiError> {
    refuse(webhook::hours_fault(asked.old_signs_hours).into_iter().collect())?;
    let hours = asked.old_signs_hours.unwrap_or(USUAL_HOURS);
    let old_until = state.store.now() + Duration::hours(hours.into());
    let (secret, sealed) = new_secret(state, id)?;
    let id = state.store.add_webhook_secret(id, &sealed, old_until, context)?;
    Ok(WebhookSecretOnce {
        id,
        secret: secret.to_text(),
    })
}

/// Tries a webhook out.
pub(crate) fn ping(state: &State, id: &str, context: &AuditContext) -> Result<DeliveryView, ApiError> {
    Ok(delivery_view(state.store.ping_webhook(id, context)?))
}

/// Has a delivery tried again.
pub(crate) fn retry(
    state: &State,
    id: &str,
    delivery: &str,
    context: &AuditContext,
) -> Result<DeliveryView, ApiError> {
    Ok(delivery_view(state.store.retry_delivery(id, delivery, context)?))
}

/// A delivery as it is shown.
pub(crate) fn delivery_view(delivery: DeliveryListed) -> DeliveryView {
    DeliveryView {
        id: delivery.id,
        event: delivery.event,
        version: delivery.version,
        created_at: delivery.created_at,
        state: delivery.state,
        attempts: delivery.attempts,
        last_attempt_at: delivery.last_attempt_at,
        status: delivery.status,
        failure: delivery.failure,
        due_at: delivery.due_at,
    }
}

/// A secret, and what is kept of it.
fn new_secret(state: &State, webhook: &str) -> Result<(WebhookSecret, Vec<u8>), ApiError> {
    let secret = WebhookSecret::of(secret::bytes()?);
    let sealed = state
        .sealing_key
        .seal(Purpose::WebhookSecret, webhook, secret.as_bytes())
        .map_err(ApiError::internal)?;
    Ok((secret, sealed))
}

fn address_fault(state: &State, address: &str) -> Option<FaultDraft> {
    let refused = state.receivers.read(address).err()?;
    Some(FaultDraft::at("/address", refused.code(), refused.message()))
}

/// The events of a list that was looked through.
fn events(codes: &[String]) -> Vec<WebhookEvent> {
    codes
        .iter()
        .filter_map(|code| WebhookEvent::from_code(code))
        .collect()
}

fn view(webhook: Webhook) -> WebhookView {
    WebhookView {
        id: webhook.id,
        description: webhook.description,
        address: webhook.address,
        events: webhook.events,
        state: webhook.state,
        disabled_because: webhook.disabled_because,
        failing_since: webhook.failing_since,
        waiting: webhook.waiting,
        owner: webhook.owner.to_string(),
        created_at: webhook.created_at,
        secrets: webhook
            .secrets
            .into_iter()
            .map(|secret| WebhookSecretView {
                id: secret.id,
                created_at: secret.created_at,
                expires_at: secret.expires_at,
            })
            .collect(),
    }
}
