//! Webhooks and the secrets that sign for them, sealed.

use super::{parsed, unsigned};
use crate::database::AnyConnection;
use crate::error::{Corrupt, Step, StoreError};
use crate::instant::{self, Micros, rfc3339};
use crate::schema::{webhook, webhook_delivery, webhook_secret};
use blis_domain::person::PersonId;
use blis_domain::webhook::{DisabledBecause, WebhookEvent, WebhookState};
use diesel::prelude::*;
use std::fmt;

/// How many webhooks there may be.
pub const MOST_WEBHOOKS: usize = 100;

/// A webhook to be made, with the first secret of it.
#[derive(Clone, PartialEq, Eq)]
pub struct NewWebhook {
    /// Its id, from [`crate::Store::new_id`]: the secret is sealed for it.
    pub id: String,
    /// What it is for.
    pub description: String,
    /// Where it is.
    pub address: String,
    /// What it wants.
    pub events: Vec<WebhookEvent>,
    /// Who makes it.
    pub owner: PersonId,
    /// Its first secret, sealed.
    pub sealed: Vec<u8>,
}

/// A webhook.
#[derive(Clone, PartialEq, Eq)]
pub struct Webhook {
    /// Its id.
    pub id: String,
    /// What it is for.
    pub description: String,
    /// Where it is.
    pub address: String,
    /// What it wants.
    pub events: Vec<WebhookEvent>,
    /// Whether it is sent anything.
    pub state: WebhookState,
    /// Why it was stopped by itself.
    pub disabled_because: Option<DisabledBecause>,
    /// Since when every attempt failed, RFC 3339 in UTC.
    pub failing_since: Option<String>,
    /// Who made it.
    pub owner: PersonId,
    /// When it was made, RFC 3339 in UTC.
    pub created_at: String,
    /// The number of its last change; the tag of the resource.
    pub version: u64,
    /// How many deliveries wait.
    pub waiting: u64,
    /// The secrets that sign, the newest first.
    pub secrets: Vec<SigningSecret>,
}

/// A secret that signs, without the secret.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SigningSecret {
    /// Its id.
    pub id: String,
    /// When it was made, RFC 3339 in UTC.
    pub created_at: String,
    /// When it ends, RFC 3339 in UTC.
    pub expires_at: Option<String>,
}

/// What is to be another at a webhook; what is nothing stays.
#[derive(Clone, PartialEq, Eq, Default)]
pub struct WebhookChange {
    /// What it is for.
    pub description: Option<String>,
    /// Where it is.
    pub address: Option<String>,
    /// What it wants.
    pub events: Option<Vec<WebhookEvent>>,
    /// Whether it is stopped for now; otherwise it is sent to, also when it was stopped by itself.
    pub suspended: Option<bool>,
}

impl fmt::Debug for NewWebhook {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "NewWebhook({})", self.id)
    }
}

impl fmt::Debug for Webhook {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Webhook({}, {:?})", self.id, self.state)
    }
}

impl fmt::Debug for WebhookChange {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("WebhookChange(…)")
    }
}

#[derive(Queryable, Selectable, Insertable)]
#[diesel(table_name = webhook)]
struct WebhookRow {
    id: String,
    description: String,
    address: String,
    events: String,
    state: String,
    disabled_because: Option<String>,
    failing_since: Option<Micros>,
    owner: String,
    created_at: Micros,
    version: i64,
}

#[derive(Queryable, Selectable, Insertable)]
#[diesel(table_name = webhook_secret)]
struct SecretRow {
    id: String,
    webhook: String,
    sealed: Vec<u8>,
    created_at: Micros,
    expires_at: Option<Micros>,
}

impl WebhookRow {
    fn into_webhook(self, waiting: u64, secrets: Vec<SigningSecret>) -> Result<Webhook, Corrupt> {
        Ok(Webhook {
            events: events(&self.events)?,
            state: WebhookState::from_code(&self.state)
                .ok_or_else(|| Corrupt::new("webhook.state", &self.state))?,
            disabled_because: self
                .disabled_because
                .map(|code| {
                    DisabledBecause::from_code(&code)
                        .ok_or_else(|| Corrupt::new("webhook.disabled_because", &code))
                })
                .transpose()?,
            failing_since: self.failing_since.map(rfc3339).transpose()?,
            owner: parsed("webhook.owner", &self.owner)?,
            created_at: rfc3339(self.created_at)?,
            version: unsigned("webhook.version", self.version)?,
            id: self.id,
            description: self.description,
            address: self.address,
            waiting,
            secrets,
        })
    }
}

/// The events of a column.
fn events(text: &str) -> Result<Vec<WebhookEvent>, Corrupt> {
    let event =
        |code: &str| WebhookEvent::from_code(code).ok_or_else(|| Corrupt::new("webhook.events", code));
    text.split_whitespace().map(event).collect()
}

/// The column of events.
fn events_text(events: &[WebhookEvent]) -> String {
    let codes: Vec<&str> = events.iter().map(|event| event.code()).collect();
    codes.join(" ")
}

/// The webhooks, or one of them, by id, without those removed.
pub(crate) fn all(
    connection: &mut AnyConnection,
    id: Option<&str>,
    now: Micros,
) -> Result<Vec<Webhook>, StoreError> {
    if id.is_some_and(super::cannot_be_stored) {
        return Ok(Vec::new());
    }
    let mut query = webhook::table
        .filter(webhook::removed_at.is_null())
        .order(webhook::id)
        .select(WebhookRow::as_select())
        .into_boxed();
    if let Some(id) = id {
        query = query.filter(webhook::id.eq(id.to_owned()));
    }
    let rows: Vec<WebhookRow> = query.load(connection).step("read the webhooks")?;
    let mut found = Vec::with_capacity(rows.len());
    for row in rows {
        let waiting: i64 = webhook_delivery::table
            .filter(webhook_delivery::webhook.eq(&row.id))
            .filter(webhook_delivery::delivered_at.is_null())
            .filter(webhook_delivery::given_up_at.is_null())
            .count()
            .get_result(connection)
            .step("count the deliveries that wait")?;
        let secrets = signing(connection, &row.id, now)?;
        let secrets = secrets.into_iter().map(told).collect::<Result<_, _>>()?;
        found.push(row.into_webhook(unsigned("deliveries that wait", waiting)?, secrets)?);
    }
    Ok(found)
}

/// The webhook with this id, unless it was removed.
pub(crate) fn require(connection: &mut AnyConnection, id: &str, now: Micros) -> Result<Webhook, StoreError> {
    let found = all(connection, Some(id), now)?.pop();
    found.ok_or_else(|| StoreError::UnknownWebhook(id.chars().take(80).collect()))
}

/// Lets nobody else change a webhook before the end of the transaction, and gives it as it is then.
pub(crate) fn hold(connection: &mut AnyConnection, id: &str, now: Micros) -> Result<Webhook, StoreError> {
    // First asked for without holding it: an id of the outside may be one that cannot be stored.
    require(connection, id, now)?;
    diesel::update(webhook::table.find(id))
        .set(webhook::version.eq(webhook::version))
        .execute(connection)
        .step("hold the webhook")?;
    // Whoever held it before may have changed or removed it.
    require(connection, id, now)
}

/// Raises the version of a webhook that is held.
pub(crate) fn raise(connection: &mut AnyConnection, id: &str) -> Result<(), StoreError> {
    diesel::update(webhook::table.find(id))
        .set(webhook::version.eq(webhook::version + 1))
        .execute(connection)
        .map(drop)
        .step("raise the version of the webhook")
}

/// Adds a webhook, without its secret.
pub(crate) fn insert(
    connection: &mut AnyConnection,
    new: &NewWebhook,
    now: Micros,
) -> Result<(), StoreError> {
    let there: i64 = webhook::table
        .filter(webhook::removed_at.is_null())
        .count()
        .get_result(connection)
        .step("count the webhooks")?;
    if there >= MOST_WEBHOOKS as i64 {
        return Err(StoreError::TooManyWebhooks);
    }
    let row = WebhookRow {
        id: new.id.clone(),
        description: new.description.clone(),
        address: new.address.clone(),
        events: events_text(&new.events),
        state: WebhookState::Active.code().to_owned(),
        disabled_because: None,
        failing_since: None,
        owner: new.owner.to_string(),
        created_at: now,
        version: 1,
    };
    diesel::insert_into(webhook::table)
        .values(row)
        .execute(connection)
        .map(drop)
        .step("add the webhook")
}

/// Changes a webhook that is held.
pub(crate) fn change(connection: &mut AnyConnection, id: &str, to: &WebhookChange) -> Result<(), StoreError> {
    let target = || webhook::table.find(id);
    let step = "change the webhook";
    if let Some(description) = &to.description {
        let set = webhook::description.eq(description);
        diesel::update(target()).set(set).execute(connection).step(step)?;
    }
    if let Some(address) = &to.address {
        let set = webhook::address.eq(address);
        diesel::update(target()).set(set).execute(connection).step(step)?;
    }
    if let Some(events) = &to.events {
        let set = webhook::events.eq(events_text(events));
        diesel::update(target()).set(set).execute(connection).step(step)?;
    }
    match to.suspended {
        Some(true) => set_state(connection, id, WebhookState::Suspended, None),
        Some(false) => set_state(connection, id, WebhookState::Active, None),
        None => Ok(()),
    }
}

/// Sets whether a webhook is sent anything; that it failed is forgotten where somebody lets it on.
pub(crate) fn set_state(
    connection: &mut AnyConnection,
    id: &str,
    state: WebhookState,
    because: Option<DisabledBecause>,
) -> Result<(), StoreError> {
    diesel::update(webhook::table.find(id))
        .set((
            webhook::state.eq(state.code()),
            webhook::disabled_because.eq(because.map(DisabledBecause::code)),
        ))
        .execute(connection)
        .step("set the state of the webhook")?;
    match state {
        WebhookState::Active => answered(connection, id),
        WebhookState::Suspended | WebhookState::Disabled => Ok(()),
    }
}

/// Notes that an attempt at a webhook failed.
pub(crate) fn failed(connection: &mut AnyConnection, id: &str, now: Micros) -> Result<(), StoreError> {
    diesel::update(webhook::table.find(id))
        .filter(webhook::failing_since.is_null())
        .set(webhook::failing_since.eq(now))
        .execute(connection)
        .map(drop)
        .step("note that a webhook fails")
}

/// Notes that an attempt at a webhook did not fail.
pub(crate) fn answered(connection: &mut AnyConnection, id: &str) -> Result<(), StoreError> {
    diesel::update(webhook::table.find(id))
        .filter(webhook::failing_since.is_not_null())
        .set(webhook::failing_since.eq(None::<Micros>))
        .execute(connection)
        .map(drop)
        .step("note that a webhook answers")
}

/// Removes a webhook that is held: its secrets and deliveries go, its row stays, emptied, for the log names it.
pub(crate) fn remove(connection: &mut AnyConnection, id: &str, now: Micros) -> Result<(), StoreError> {
    diesel::delete(webhook_secret::table.filter(webhook_secret::webhook.eq(id)))
        .execute(connection)
        .step("remove the secrets of the webhook")?;
    diesel::delete(webhook_delivery::table.filter(webhook_delivery::webhook.eq(id)))
        .execute(connection)
        .step("remove the deliveries of the webhook")?;
    diesel::update(webhook::table.find(id))
        .set((
            webhook::removed_at.eq(now),
            webhook::state.eq(WebhookState::Suspended.code()),
            webhook::disabled_because.eq(None::<String>),
            webhook::address.eq(""),
            webhook::description.eq(""),
        ))
        .execute(connection)
        .map(drop)
        .step("remove the webhook")
}

/// The webhooks that are sent an event.
pub(crate) fn wanting(
    connection: &mut AnyConnection,
    event: WebhookEvent,
) -> Result<Vec<String>, StoreError> {
    let rows: Vec<(String, String)> = webhook::table
        .filter(webhook::state.eq(WebhookState::Active.code()))
        .filter(webhook::removed_at.is_null())
        .order(webhook::id)
        .select((webhook::id, webhook::events))
        .load(connection)
        .step("look who wants an event")?;
    let mut wanting = Vec::new();
    for (id, wanted) in rows {
        if events(&wanted)?.contains(&event) {
            wanting.push(id);
        }
    }
    Ok(wanting)
}

/// Adds a secret to a webhook that is held. Of those there were the newest signs on until `old_until`, the others end.
pub(crate) fn add_secret(
    connection: &mut AnyConnection,
    id: &str,
    sealed: &[u8],
    old_until: Micros,
    now: Micros,
) -> Result<String, StoreError> {
    let mut there = signing(connection, id, now)?.into_iter();
    if let Some(newest) = there.next() {
        let until = newest.expires_at.map_or(old_until, |end| end.min(old_until));
        end(connection, &newest.id, until)?;
    }
    for older in there {
        end(connection, &older.id, now)?;
    }
    let row = SecretRow {
        id: instant::id(now),
        webhook: id.to_owned(),
        sealed: sealed.to_vec(),
        created_at: now,
        expires_at: None,
    };
    let secret = row.id.clone();
    diesel::insert_into(webhook_secret::table)
        .values(row)
        .execute(connection)
        .step("add a secret to the webhook")?;
    Ok(secret)
}

fn end(connection: &mut AnyConnection, secret: &str, at: Micros) -> Result<(), StoreError> {
    diesel::update(webhook_secret::table.find(secret))
        .set(webhook_secret::expires_at.eq(at))
        .execute(connection)
        .map(drop)
        .step("end a secret of the webhook")
}

/// The sealed secrets that sign for a webhook now, the newest first.
pub(crate) fn sealed(
    connection: &mut AnyConnection,
    id: &str,
    now: Micros,
) -> Result<Vec<Vec<u8>>, StoreError> {
    let rows = signing(connection, id, now)?;
    Ok(rows.into_iter().map(|row| row.sealed).collect())
}

fn signing(connection: &mut AnyConnection, id: &str, now: Micros) -> Result<Vec<SecretRow>, StoreError> {
    webhook_secret::table
        .filter(webhook_secret::webhook.eq(id))
        .filter(
            webhook_secret::expires_at
                .is_null()
                .or(webhook_secret::expires_at.gt(now)),
        )
        .order((webhook_secret::created_at.desc(), webhook_secret::id.desc()))
        .select(SecretRow::as_select())
        .load(connection)
        .step("read the secrets of a webhook")
}

fn told(row: SecretRow) -> Result<SigningSecret, Corrupt> {
    Ok(SigningSecret {
        created_at: rfc3339(row.created_at)?,
        expires_at: row.expires_at.map(rfc3339).transpose()?,
        id: row.id,
    })
}
