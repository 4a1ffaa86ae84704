//! The audit log as people read it.

use crate::area::AreaCode;
use crate::network::NetworkCode;
use serde::{Deserialize, Serialize};
use serde_json::Value;

/// An entry of the audit log with its details. What was erased for a person's sake is `null`.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct AuditEntryView {
    /// Its place in the log, counted from 1 without a gap.
    pub seq: u64,
    /// When, RFC 3339 in UTC.
    pub at: String,
    /// `person`, `client`, `command` or `nobody`.
    pub actor_kind: String,
    /// The id of the person or the client.
    pub actor: Option<String>,
    /// What was done: `sign_in`, `invite_person`, `push_batch` …
    pub action: String,
    /// What it was done to: `person`, `session`, `client`, `feed` …
    pub target_kind: String,
    /// The id of what it was done to.
    pub target: Option<String>,
    /// The municipality it concerns.
    pub municipality: Option<AreaCode>,
    /// The network it concerns.
    pub network: Option<NetworkCode>,
    /// `done` or `refused`.
    pub outcome: String,
    /// The id of the request, as in the server's log.
    pub request: Option<String>,
    /// The address it came from.
    pub address: Option<String>,
    /// What was there before.
    pub before: Option<Value>,
    /// What is there after.
    pub after: Option<Value>,
}
