//! Webhooks by the Standard Webhooks specification: what is told to whom, how often it is tried, where nothing is sent,
//! and how a receiver checks that it came from here. docs/WEBHOOKS.md says it to those who receive.

mod network;
mod schedule;
#[cfg(any(test, feature = "webhooks"))]
mod signature;

pub use network::{REFUSED_V4, REFUSED_V6, is_refused};
pub use schedule::{LONGEST_RETRY_AFTER, MOST_ATTEMPTS, wait_after};
#[cfg(any(test, feature = "webhooks"))]
pub use signature::{
    InvalidDelivery, SECRET_BYTES, SignedHeaders, TOLERANCE_S, UnreadableSecret, WebhookSecret, signature,
    verify,
};

use crate::change::ChangeCause;
use crate::problem::FaultDraft;
use crate::text::Text;
use crate::wire::NewWebhook;
use serde::{Deserialize, Serialize};

/// The most characters of a description.
pub const LONGEST_DESCRIPTION: usize = 200;

/// The most bytes of an address.
pub const LONGEST_ADDRESS: usize = 2000;

/// The most hours that the secrets there were sign beside a new one.
pub const MOST_HOURS: u16 = 30 * 24;

/// How long they sign beside it when nobody says.
pub const USUAL_HOURS: u16 = 24;

coded! {
    /// What a webhook is told of.
    WebhookEvent {
        /// Observations were changed: one event for each number of a change.
        ObservationsChanged = "observations.changed",
        /// Somebody asked for a try. It goes to one webhook, whatever that wants.
        Ping = "webhook.ping",
    }

    /// Whether a webhook is sent anything.
    WebhookState {
        /// It is.
        Active = "active",
        /// Somebody stopped it, for now.
        Suspended = "suspended",
        /// It was stopped by itself: the receiver is gone, or failed for days.
        Disabled = "disabled",
    }

    /// Why a webhook was stopped by itself.
    DisabledBecause {
        /// The receiver answered 410.
        Gone = "gone",
        /// A delivery failed at the last of its attempts.
        Failing = "failing",
    }

    /// Where a delivery stands.
    DeliveryState {
        /// It waits for its turn, or for its next attempt.
        Waiting = "waiting",
        /// The receiver took it.
        Delivered = "delivered",
        /// It is tried no more.
        GivenUp = "given_up",
    }

    /// What went wrong the last time.
    DeliveryFailure {
        /// The receiver answered with a status that is none of success; redirects are not followed.
        Status = "status",
        /// The receiver did not answer in time.
        Timeout = "timeout",
        /// The name of the receiver has no address.
        UnknownHost = "unknown_host",
        /// The receiver is in a network that nothing is sent to.
        NetworkRefused = "network_refused",
        /// There is no connection, or none that could be encrypted.
        Unreachable = "unreachable",
        /// The secret was sealed with another key: the webhook needs a new one.
        SecretUnreadable = "secret_unreadable",
        /// What was queued cannot be read: the database is damaged.
        Corrupt = "corrupt",
        /// The database was restored from a backup while it waited.
        Restored = "restored",
    }
}

impl WebhookEvent {
    /// Those that a webhook may want.
    pub const WANTED: [WebhookEvent; 1] = [WebhookEvent::ObservationsChanged];
}

/// What is sent for a change of observations: no figure, but where the changed ones are read.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct ObservationsChanged {
    /// The data version that the change made.
    pub version: u64,
    /// The data version before it; whoever knows another missed something, or was there before a backup was restored.
    pub previous: u64,
    /// What made the change.
    pub cause: ChangeCause,
    /// The batch that brought it.
    pub batch: Option<String>,
    /// How many values are new.
    pub new: u64,
    /// How many say something else.
    pub changed: u64,
    /// How many were taken back.
    pub withdrawn: u64,
    /// The address of the change and of those after it: `GET /observations/changes?since=`.
    pub changes: String,
}

/// What is sent to try a webhook out.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Pinged {
    /// The webhook.
    pub webhook: String,
}

/// The body of a delivery.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Message<T> {
    /// The event.
    #[serde(rename = "type")]
    pub event: WebhookEvent,
    /// When it happened, RFC 3339 in UTC.
    pub timestamp: String,
    /// What happened.
    pub data: T,
}

/// What is wrong with a new webhook, but for its address, which is read by whoever sends.
pub fn new_faults(new: &NewWebhook) -> Vec<FaultDraft> {
    let mut faults = event_faults(&new.events);
    faults.extend(description_fault(&new.description));
    faults
}

/// What is wrong with what a webhook is called.
pub fn description_fault(description: &str) -> Option<FaultDraft> {
    let fits =
        description.chars().count() <= LONGEST_DESCRIPTION && !description.chars().any(char::is_control);
    (!fits).then(|| {
        FaultDraft::at(
            "/description",
            "invalid_description",
            Text::new(
                format!("Aprakstā ir ne vairāk kā {LONGEST_DESCRIPTION} zīmes vienā rindā."),
                format!("The description has {LONGEST_DESCRIPTION} characters at most, in one line."),
            ),
        )
    })
}

/// What is wrong with the events that a webhook wants.
pub fn event_faults(events: &[String]) -> Vec<FaultDraft> {
    let known: Vec<&str> = WebhookEvent::WANTED.iter().map(|event| event.code()).collect();
    let told = known.join(", ");
    if events.is_empty() {
        let message = Text::new(
            format!("Vajag vismaz vienu notikumu: {told}."),
            format!("At least one event is needed: {told}."),
        );
        return vec![FaultDraft::at("/events", "missing", message)];
    }
    events
        .iter()
        .enumerate()
        .filter(|(at, event)| !known.contains(&event.as_str()) || events[..*at].contains(event))
        .map(|(at, _)| {
            let message = Text::new(
                format!("Notikumi ir {told}, katrs vienreiz."),
                format!("The events are {told}, each once."),
            );
            FaultDraft::at(format!("/events/{at}"), "invalid_event", message)
        })
        .collect()
}

/// What is wrong with the hours for which the secrets there were go on to sign.
pub fn hours_fault(hours: Option<u16>) -> Option<FaultDraft> {
    hours.filter(|hours| *hours > MOST_HOURS).map(|_| {
        let message = Text::new(
            format!("Līdzšinējā atslēga vēl paraksta 0–{MOST_HOURS} stundas."),
            format!("The secret there was signs on for 0 to {MOST_HOURS} hours."),
        );
        FaultDraft::at("/old_signs_hours", "out_of_range", message)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn places(events: &[&str]) -> Vec<String> {
        let events: Vec<String> = events.iter().map(|event| (*event).to_owned()).collect();
        event_faults(&events)
            .into_iter()
            .filter_map(|fault| fault.pointer)
            .collect()
    }

    #[test]
    fn a_webhook_wants_events_that_there_are() {
        assert!(places(&["observations.changed"]).is_empty());
        assert_eq!(places(&[]), ["/events"]);
        assert_eq!(
            places(&["observations.changed", "observations.changed"]),
            ["/events/1"]
        );
        assert_eq!(
            places(&["webhook.ping", "x"]),
            ["/events/0", "/events/1"],
            "a try is asked for, not wanted"
        );
    }

    #[test]
    fn a_description_is_one_line() {
        assert_eq!(
            description_fault("").or(description_fault(&"ā".repeat(200))),
            None
        );
        assert!(description_fault("a\nb").is_some() && description_fault(&"ā".repeat(201)).is_some());
    }

    #[test]
    fn a_secret_signs_on_for_a_month_at_most() {
        assert_eq!(
            hours_fault(None)
                .or(hours_fault(Some(0)))
                .or(hours_fault(Some(MOST_HOURS))),
            None
        );
        assert!(hours_fault(Some(MOST_HOURS + 1)).is_some());
    }

    #[test]
    fn a_message_is_written_as_the_specification_has_it() {
        let message = Message {
            event: WebhookEvent::ObservationsChanged,
            timestamp: "2026-11-20T12:00:00Z".to_owned(),
            data: ObservationsChanged {
                version: 42,
                previous: 41,
                cause: ChangeCause::Batch,
                batch: Some("b".to_owned()),
                new: 3,
                changed: 1,
                withdrawn: 0,
                changes: "https://blis.example/api/v1/observations/changes?since=41".to_owned(),
            },
        };
        assert_eq!(
            serde_json::to_string(&message).unwrap(),
            "{\"type\":\"observations.changed\",\"timestamp\":\"2026-11-20T12:00:00Z\",\"data\":{\"version\":42,\
             \"previous\":41,\"cause\":\"batch\",\"batch\":\"b\",\"new\":3,\"changed\":1,\"withdrawn\":0,\
             \"changes\":\"https://blis.example/api/v1/observations/changes?since=41\"}}"
        );
    }
}
