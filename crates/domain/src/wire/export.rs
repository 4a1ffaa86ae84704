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
    /// The identities at other services that sign the person in, the oldest first.
    pub identities: Vec<ExportedIdentity>,
    /// The letters to the person that are still remembered, the newest first, without their text.
    pub letters: Vec<ExportedLetter>,
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

/// An identity at another service.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct ExportedIdentity {
    /// The service, as it names itself.
    pub issuer: String,
    /// What the service calls the person.
    pub subject: String,
    /// When it was linked, RFC 3339 in UTC.
    pub linked_at: String,
}

/// A letter to the person.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct ExportedLetter {
    /// What it was about: `invitation`, `password_reset`, `roles_given`.
    pub purpose: String,
    /// Where it went.
    pub recipient: String,
    /// Its subject.
    pub subject: String,
    /// When it was written, RFC 3339 in UTC.
    pub created_at: String,
    /// When a mail server took it, RFC 3339 in UTC.
    pub sent_at: Option<String>,
}
