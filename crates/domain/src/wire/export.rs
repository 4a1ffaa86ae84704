//! All that is held about a person (GDPR, articles 15 and 20).

use super::audit::AuditEntryView;
use super::me::SignInWay;
use super::people::User;
use serde::{Deserialize, Serialize};

/// All that is held about a person.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct PersonExport {
    /// The account with its roles.
    pub person: User,
    /// Every session that is still remembered, over or not, the newest first.
    pub sessions: Vec<ExportedSession>,
    /// What the person did and what was done to them, as far as the audit log goes, the newest first. From where
    /// another person did it is left out.
    pub log: Vec<AuditEntryView>,
}

/// A session, over or not.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct ExportedSession {
    /// Its id.
    pub id: String,
    /// By what way it was opened.
    pub way: SignInWay,
    /// Whether a second factor was shown.
    pub second_factor: bool,
    /// The browser, as it called itself.
    pub device: String,
    /// The address it was opened from.
    pub address: String,
    /// When it was opened, RFC 3339 in UTC.
    pub created_at: String,
    /// When it was last used, RFC 3339 in UTC.
    pub last_seen_at: String,
    /// When it ends or would have ended by itself, RFC 3339 in UTC.
    pub expires_at: String,
    /// When it was ended before its time, RFC 3339 in UTC.
    pub ended_at: Option<String>,
    /// Why it was: `signed_out`, `ended`, `token_reused`, `password_set`, `suspended`.
    pub ended_because: Option<String>,
}
