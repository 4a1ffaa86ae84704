//! Webhooks, their secrets and what was sent to them.

use crate::webhook::{DeliveryFailure, DeliveryState, DisabledBecause, WebhookEvent, WebhookState};
use serde::{Deserialize, Serialize};

/// A webhook.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct WebhookView {
    /// Its id.
    pub id: String,
    /// What it is for.
    pub description: String,
    /// Where it is.
    pub address: String,
    /// The events it wants.
    pub events: Vec<WebhookEvent>,
    /// Whether it is sent anything.
    pub state: WebhookState,
    /// Why it was stopped by itself; `null` unless it was.
    pub disabled_because: Option<DisabledBecause>,
    /// Since when every attempt failed, RFC 3339 in UTC; `null` when the last one did not.
    pub failing_since: Option<String>,
    /// How many deliveries wait.
    pub waiting: u64,
    /// The id of the person who made it.
    pub owner: String,
    /// When it was made, RFC 3339 in UTC.
    pub created_at: String,
    /// The secrets that sign, the newest first; the secrets themselves are told once.
    pub secrets: Vec<WebhookSecretView>,
}

/// What is known of a secret that signs.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct WebhookSecretView {
    /// Its id.
    pub id: String,
    /// When it was made, RFC 3339 in UTC.
    pub created_at: String,
    /// When it ends, RFC 3339 in UTC; `null` for the one that has none after it.
    pub expires_at: Option<String>,
}

/// A secret, shown this once.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct WebhookSecretOnce {
    /// Its id.
    pub id: String,
    /// The secret: `whsec_` and base 64.
    pub secret: String,
}

/// A webhook that was made, with its first secret, which is shown this once.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct WebhookAdded {
    /// The webhook.
    pub webhook: WebhookView,
    /// What signs its deliveries.
    pub secret: WebhookSecretOnce,
}

/// Makes a webhook.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct NewWebhook {
    /// What it is for, up to 200 characters.
    #[serde(default)]
    pub description: String,
    /// Where it is: an address that begins with `https://`, in a public network, without a user and a fragment.
    pub address: String,
    /// The events it wants, at least one: `observations.changed`.
    pub events: Vec<String>,
}

/// Changes a webhook; what is left out or `null` stays.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct UpdateWebhook {
    /// What it is for.
    #[serde(default)]
    pub description: Option<String>,
    /// Where it is. What waits goes there from now on.
    #[serde(default)]
    pub address: Option<String>,
    /// The events it wants, at least one.
    #[serde(default)]
    pub events: Option<Vec<String>>,
    /// Whether it is stopped for now. `false` also lets on one that was stopped by itself.
    #[serde(default)]
    pub suspended: Option<bool>,
}

/// Puts a new secret in the place of those that sign.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct NewWebhookSecret {
    /// Hours for which those there were go on to sign beside it, 0 to 720; 24 when left out.
    #[serde(default)]
    pub old_signs_hours: Option<u16>,
}

/// A delivery, and what became of it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct DeliveryView {
    /// Its id: the header `webhook-id` of every attempt.
    pub id: String,
    /// The event.
    pub event: WebhookEvent,
    /// The data version it tells of.
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
    /// When it is tried next at the earliest, RFC 3339 in UTC: those before it go first. `null` when it waits no more.
    pub due_at: Option<String>,
}
