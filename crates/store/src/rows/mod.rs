//! The rows of the tables, one module an aggregate: row structs first, then the queries, as functions that
//! take a connection. Rows stay in this crate; what leaves it is a type of `blis-domain`.

pub(crate) mod areas;
pub(crate) mod audit;
pub(crate) mod awaiting;
pub(crate) mod batch_rows;
pub(crate) mod batches;
pub(crate) mod changes;
pub(crate) mod chosen;
pub(crate) mod client_secrets;
pub(crate) mod clients;
pub(crate) mod data_changes;
pub(crate) mod decisions;
pub(crate) mod desk;
pub(crate) mod directory;
pub(crate) mod dividing;
pub(crate) mod earlier;
pub(crate) mod erasure;
pub(crate) mod explanations;
pub(crate) mod external_sign_ins;
pub(crate) mod feeds;
pub(crate) mod figure_answers;
pub(crate) mod gating;
pub(crate) mod grants;
pub(crate) mod held;
pub(crate) mod hidden;
pub(crate) mod idempotency;
pub(crate) mod identities;
pub(crate) mod indicators;
pub(crate) mod letter_purpose;
pub(crate) mod letters;
pub(crate) mod links;
pub(crate) mod members;
pub(crate) mod networks;
pub(crate) mod observations;
pub(crate) mod people;
pub(crate) mod refresh_tokens;
pub(crate) mod releases;
pub(crate) mod second_factor;
pub(crate) mod sessions;
pub(crate) mod sessions_listed;
pub(crate) mod sheets;
pub(crate) mod sweep;
pub(crate) mod throttle;
pub(crate) mod values;
pub(crate) mod versions;
pub(crate) mod webhook_deliveries;
pub(crate) mod webhook_deliveries_listed;
pub(crate) mod webhooks;

use crate::error::Corrupt;
use blis_domain::rights::Within;
use std::str::FromStr;

/// Reads a code the program wrote earlier.
pub(crate) fn parsed<T: FromStr>(what: &'static str, text: &str) -> Result<T, Corrupt> {
    text.parse().map_err(|_| Corrupt::new(what, text))
}

/// A count or number that cannot be negative.
pub(crate) fn unsigned<T: TryFrom<i64>>(what: &'static str, number: impl Into<i64>) -> Result<T, Corrupt> {
    let number = number.into();
    T::try_from(number).map_err(|_| Corrupt::new(what, number))
}

/// A data version as the bigint that both databases have.
pub(crate) fn bigint(number: u64) -> i64 {
    i64::try_from(number).unwrap_or(i64::MAX)
}

/// Whether no text of the database can be this one: PostgreSQL keeps no NUL, and fails when asked for one.
pub(crate) fn cannot_be_stored(text: &str) -> bool {
    text.contains('\0')
}

/// The municipalities and the networks among places.
pub(crate) fn codes(places: &[Within]) -> (Vec<&str>, Vec<&str>) {
    let mut municipalities = Vec::new();
    let mut networks = Vec::new();
    for place in places {
        match place {
            Within::Municipality(code) => municipalities.push(code.as_str()),
            Within::Network(code) => networks.push(code.as_str()),
            Within::Everywhere | Within::Feed(_) => {}
        }
    }
    (municipalities, networks)
}
