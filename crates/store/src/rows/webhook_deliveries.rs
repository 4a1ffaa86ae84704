//! Deliveries to webhooks: queued, taken by one sender at a time, delivered or given up. Those of one webhook go in the
//! order of their events; none waits for those of another.

use super::versions;
use super::{bigint, unsigned, webhooks};
use crate::database::AnyConnection;
use crate::error::{Corrupt, Step, StoreError};
use crate::instant::{self, Micros, rfc3339};
use crate::schema::{webhook, webhook_delivery};
use blis_domain::change::ChangeCause;
use blis_domain::webhook::{DeliveryFailure, DisabledBecause, WebhookEvent, WebhookState};
use diesel::prelude::*;
use std::fmt;
use std::time::Duration;
use time::OffsetDateTime;

/// A delivery that was taken to be sent.
#[derive(Clone, PartialEq, Eq)]
pub struct TakenDelivery {
    /// Its id: the same at each attempt.
    pub id: String,
    /// The webhook it goes to.
    pub webhook: String,
    /// Where that is.
    pub address: String,
    /// The secrets that sign, sealed, the newest first.
    pub sealed: Vec<Vec<u8>>,
    /// What it tells of.
    pub tells: DeliveryTells,
    /// When that happened, RFC 3339 in UTC.
    pub happened_at: String,
    /// Which attempt this is, counted from 1.
    pub attempt: u32,
    /// Which attempt of the round it is: another one begins when somebody asks for it.
    pub of_round: u32,
}

impl fmt::Debug for TakenDelivery {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "TakenDelivery({}, attempt {})", self.id, self.attempt)
    }
}

/// What a delivery tells of.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum DeliveryTells {
    /// A change of observations.
    Changed(ChangeTold),
    /// That somebody tries the webhook out.
    Ping,
}

/// What is told of a change: nothing of its figures.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ChangeTold {
    /// The data version it made.
    pub version: u64,
    /// The data version before it; 0 for none.
    pub previous: u64,
    /// What made it.
    pub cause: ChangeCause,
    /// The batch that brought it.
    pub batch: Option<String>,
    /// How many cells are new.
    pub new: u64,
    /// How many say something else.
    pub changed: u64,
    /// How many were taken back.
    pub withdrawn: u64,
}

/// What became of an attempt.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Attempted {
    /// What the receiver answered, if it did.
    pub status: Option<u16>,
    /// What follows.
    pub outcome: DeliveryOutcome,
}

/// What follows from an attempt.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum DeliveryOutcome {
    /// The receiver took it.
    Delivered,
    /// Not now; it is tried again after this time.
    Later {
        /// How long to wait.
        after: Duration,
        /// Why.
        failure: DeliveryFailure,
    },
    /// It is tried no more, and the webhook is stopped.
    GivenUp {
        /// Why the attempt failed.
        failure: DeliveryFailure,
        /// Why the webhook is stopped.
        because: DisabledBecause,
    },
}

#[derive(Queryable, Selectable, Insertable)]
#[diesel(table_name = webhook_delivery)]
pub(super) struct DeliveryRow {
    pub(super) id: String,
    webhook: String,
    pub(super) event: String,
    pub(super) version: Option<i64>,
    pub(super) created_at: Micros,
    pub(super) due_at: Micros,
    pub(super) attempts: i32,
    attempts_before: i32,
    pub(super) last_attempt_at: Option<Micros>,
    pub(super) status: Option<i32>,
    pub(super) failure: Option<String>,
    pub(super) delivered_at: Option<Micros>,
    pub(super) given_up_at: Option<Micros>,
}

impl DeliveryRow {
    pub(super) fn event(&self) -> Result<WebhookEvent, Corrupt> {
        WebhookEvent::from_code(&self.event)
            .ok_or_else(|| Corrupt::new("webhook_delivery.event", &self.event))
    }

    pub(super) fn version(&self) -> Result<Option<u64>, Corrupt> {
        self.version
            .map(|version| unsigned("webhook_delivery.version", version))
            .transpose()
    }
}

/// Queues what tells of a change, for each webhook that wants it. Called with the data version locked. It is due by the
/// clock: the instant of a change is ahead of one that was put back.
pub(crate) fn announce(
    connection: &mut AnyConnection,
    version: u64,
    at: Micros,
    now: Micros,
) -> Result<(), StoreError> {
    for id in webhooks::wanting(connection, WebhookEvent::ObservationsChanged)? {
        let event = (WebhookEvent::ObservationsChanged, Some(version));
        insert(connection, &id, event, at, now)?;
    }
    Ok(())
}

/// Queues a delivery to a webhook. Gives its id.
pub(crate) fn insert(
    connection: &mut AnyConnection,
    webhook: &str,
    (event, version): (WebhookEvent, Option<u64>),
    at: Micros,
    now: Micros,
) -> Result<String, StoreError> {
    let row = DeliveryRow {
        id: format!("msg_{}", instant::id(at)),
        webhook: webhook.to_owned(),
        event: event.code().to_owned(),
        version: version.map(bigint),
        created_at: at,
        due_at: now,
        attempts: 0,
        attempts_before: 0,
        last_attempt_at: None,
        status: None,
        failure: None,
        delivered_at: None,
        given_up_at: None,
    };
    let id = row.id.clone();
    diesel::insert_into(webhook_delivery::table)
        .values(row)
        .execute(connection)
        .step("queue the delivery")?;
    Ok(id)
}

/// The first delivery that waits of each webhook that is sent to: those behind it go after it.
fn heads(connection: &mut AnyConnection) -> Result<Vec<String>, StoreError> {
    let heads: Vec<Option<String>> = webhook_delivery::table
        .inner_join(webhook::table)
        .filter(webhook::state.eq(WebhookState::Active.code()))
        .filter(webhook_delivery::delivered_at.is_null())
        .filter(webhook_delivery::given_up_at.is_null())
        .group_by(webhook_delivery::webhook)
        .select(diesel::dsl::min(webhook_delivery::id))
        .load(connection)
        .step("look for deliveries that wait")?;
    Ok(heads.into_iter().flatten().collect())
}

/// The instant at which the next delivery is due; nothing when none waits.
pub(crate) fn next_due(connection: &mut AnyConnection) -> Result<Option<OffsetDateTime>, StoreError> {
    let heads = heads(connection)?;
    let due: Option<Micros> = webhook_delivery::table
        .filter(webhook_delivery::id.eq_any(heads))
        .select(diesel::dsl::min(webhook_delivery::due_at))
        .first(connection)
        .step("look for the next delivery")?;
    Ok(due.map(instant::moment).transpose()?)
}

/// Takes the delivery that is due for the longest, for as long as `lease`: until then nobody else gets it, nor one
/// behind it. Nothing when none is due, or when another sender took it this instant. One that cannot be read is given
/// up, so that it holds up no other.
pub(crate) fn take(
    connection: &mut AnyConnection,
    lease: Duration,
    now: Micros,
) -> Result<Option<TakenDelivery>, StoreError> {
    let heads = heads(connection)?;
    let due: Option<DeliveryRow> = webhook_delivery::table
        .filter(webhook_delivery::id.eq_any(heads))
        .filter(webhook_delivery::due_at.le(now))
        .order((webhook_delivery::due_at, webhook_delivery::id))
        .select(DeliveryRow::as_select())
        .first(connection)
        .optional()
        .step("look for a delivery that is due")?;
    let Some(row) = due else {
        return Ok(None);
    };
    // The number of attempts is the token: whoever raised it from what both read holds the delivery.
    let taken = diesel::update(webhook_delivery::table.find(&row.id))
        .filter(webhook_delivery::attempts.eq(row.attempts))
        .filter(webhook_delivery::delivered_at.is_null())
        .filter(webhook_delivery::given_up_at.is_null())
        .set((
            webhook_delivery::attempts.eq(webhook_delivery::attempts + 1),
            webhook_delivery::due_at.eq(now.saturating_add(micros_of(lease))),
        ))
        .execute(connection)
        .step("take a delivery to be sent")?;
    if taken == 0 {
        return Ok(None);
    }
    let id = row.id.clone();
    match into_taken(connection, row, now) {
        Err(StoreError::Corrupt(why)) => {
            tracing::error!(delivery = %id, error = %why, "a delivery to a webhook cannot be read; it is given up");
            give_up(connection, &id, DeliveryFailure::Corrupt, now)?;
            Ok(None)
        }
        taken => taken.map(Some),
    }
}

/// Marks a delivery as one that is not tried any more.
fn give_up(
    connection: &mut AnyConnection,
    id: &str,
    failure: DeliveryFailure,
    now: Micros,
) -> Result<(), StoreError> {
    diesel::update(webhook_delivery::table.find(id))
        .set((
            webhook_delivery::given_up_at.eq(now),
            webhook_delivery::failure.eq(failure.code()),
        ))
        .execute(connection)
        .map(drop)
        .step("give up a delivery")
}

/// The delivery of a row as it was before it was taken.
fn into_taken(
    connection: &mut AnyConnection,
    row: DeliveryRow,
    now: Micros,
) -> Result<TakenDelivery, StoreError> {
    let attempts: u32 = unsigned("webhook_delivery.attempts", row.attempts)?;
    let before: u32 = unsigned("webhook_delivery.attempts_before", row.attempts_before)?;
    let address = webhook::table
        .find(&row.webhook)
        .select(webhook::address)
        .first(connection)
        .step("read where a webhook is")?;
    let tells = match (row.event()?, row.version()?) {
        (WebhookEvent::Ping, _) => DeliveryTells::Ping,
        (WebhookEvent::ObservationsChanged, Some(version)) => {
            DeliveryTells::Changed(told(connection, version)?)
        }
        (WebhookEvent::ObservationsChanged, None) => {
            return Err(Corrupt::new("webhook_delivery.version", "nothing").into());
        }
    };
    Ok(TakenDelivery {
        tells,
        happened_at: rfc3339(row.created_at)?,
        sealed: webhooks::sealed(connection, &row.webhook, now)?,
        attempt: attempts.saturating_add(1),
        of_round: attempts.saturating_sub(before).saturating_add(1),
        id: row.id,
        webhook: row.webhook,
        address,
    })
}

/// What is told of a change.
fn told(connection: &mut AnyConnection, version: u64) -> Result<ChangeTold, StoreError> {
    let (cause, batch, [new, changed, withdrawn]) = versions::numbered(connection, version)?;
    Ok(ChangeTold {
        version,
        previous: versions::before(connection, version)?,
        cause,
        batch,
        new,
        changed,
        withdrawn,
    })
}

/// Writes down what became of an attempt; `false` when the delivery is nobody's any more, or somebody else took it
/// after the lease. One that was delivered was delivered, whoever holds it by now.
pub(crate) fn settle(
    connection: &mut AnyConnection,
    taken: &TakenDelivery,
    attempted: Attempted,
    now: Micros,
) -> Result<bool, StoreError> {
    let attempt = i32::try_from(taken.attempt).unwrap_or(i32::MAX);
    let status = attempted.status.map(i32::from);
    let step = "write down what became of a delivery";
    let open = diesel::update(webhook_delivery::table.find(&taken.id))
        .filter(webhook_delivery::delivered_at.is_null());
    let changed = match attempted.outcome {
        DeliveryOutcome::Delivered => open
            .set((
                webhook_delivery::delivered_at.eq(now),
                webhook_delivery::given_up_at.eq(None::<Micros>),
                webhook_delivery::last_attempt_at.eq(now),
                webhook_delivery::status.eq(status),
                webhook_delivery::failure.eq(None::<String>),
            ))
            .execute(connection),
        DeliveryOutcome::Later { after, failure } => open
            .filter(webhook_delivery::given_up_at.is_null())
            .filter(webhook_delivery::attempts.eq(attempt))
            .set((
                webhook_delivery::due_at.eq(now.saturating_add(micros_of(after))),
                webhook_delivery::last_attempt_at.eq(now),
                webhook_delivery::status.eq(status),
                webhook_delivery::failure.eq(failure.code()),
            ))
            .execute(connection),
        DeliveryOutcome::GivenUp { failure, .. } => open
            .filter(webhook_delivery::given_up_at.is_null())
            .filter(webhook_delivery::attempts.eq(attempt))
            .set((
                webhook_delivery::given_up_at.eq(now),
                webhook_delivery::last_attempt_at.eq(now),
                webhook_delivery::status.eq(status),
                webhook_delivery::failure.eq(failure.code()),
            ))
            .execute(connection),
    }
    .step(step)?;
    if changed == 0 {
        return Ok(false);
    }
    match attempted.outcome {
        DeliveryOutcome::Delivered => webhooks::answered(connection, &taken.webhook)?,
        DeliveryOutcome::Later { .. } | DeliveryOutcome::GivenUp { .. } => {
            webhooks::failed(connection, &taken.webhook, now)?;
        }
    }
    Ok(true)
}

/// Begins another round of attempts at a delivery, now; `false` when the webhook has no such delivery.
pub(crate) fn retry(
    connection: &mut AnyConnection,
    webhook: &str,
    id: &str,
    now: Micros,
) -> Result<bool, StoreError> {
    if super::cannot_be_stored(id) {
        return Ok(false);
    }
    diesel::update(webhook_delivery::table.find(id))
        .filter(webhook_delivery::webhook.eq(webhook))
        .set((
            webhook_delivery::due_at.eq(now),
            webhook_delivery::attempts_before.eq(webhook_delivery::attempts),
            webhook_delivery::delivered_at.eq(None::<Micros>),
            webhook_delivery::given_up_at.eq(None::<Micros>),
        ))
        .execute(connection)
        .map(|changed| changed == 1)
        .step("ask for another attempt at a delivery")
}

/// How many deliveries wait, of webhooks that are sent to.
pub(crate) fn count_waiting(connection: &mut AnyConnection) -> Result<u64, StoreError> {
    let waiting: i64 = webhook_delivery::table
        .inner_join(webhook::table)
        .filter(webhook::state.eq(WebhookState::Active.code()))
        .filter(webhook_delivery::delivered_at.is_null())
        .filter(webhook_delivery::given_up_at.is_null())
        .count()
        .get_result(connection)
        .step("count the deliveries that wait")?;
    Ok(unsigned("deliveries that wait", waiting)?)
}

fn micros_of(duration: Duration) -> Micros {
    Micros::try_from(duration.as_micros()).unwrap_or(Micros::MAX)
}
