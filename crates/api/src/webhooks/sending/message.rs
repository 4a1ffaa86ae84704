//! The body of a delivery. It is written anew for each attempt, from what does not change.

use crate::routes::BASE;
use blis_domain::webhook::{Message, ObservationsChanged, Pinged, WebhookEvent};
use blis_store::{DeliveryTells, TakenDelivery};

/// The body, for a server that others reach at an address such as `https://blis.example`.
pub(super) fn body(taken: &TakenDelivery, site: &str) -> Result<Vec<u8>, serde_json::Error> {
    let timestamp = taken.happened_at.clone();
    match &taken.tells {
        DeliveryTells::Ping => serde_json::to_vec(&Message {
            event: WebhookEvent::Ping,
            timestamp,
            data: Pinged {
                webhook: taken.webhook.clone(),
            },
        }),
        DeliveryTells::Changed(change) => serde_json::to_vec(&Message {
            event: WebhookEvent::ObservationsChanged,
            timestamp,
            data: ObservationsChanged {
                version: change.version,
                previous: change.previous,
                cause: change.cause,
                batch: change.batch.clone(),
                new: change.new,
                changed: change.changed,
                withdrawn: change.withdrawn,
                changes: format!("{site}{BASE}/observations/changes?since={}", change.previous),
            },
        }),
    }
}
