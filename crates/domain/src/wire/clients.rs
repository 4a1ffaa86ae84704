//! Machine clients and their secrets.

use serde::{Deserialize, Serialize};

/// A machine client.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct ClientView {
    /// Its id.
    pub id: String,
    /// What people call it.
    pub name: String,
    /// The feed it belongs to.
    pub feed: Option<String>,
    /// Its scopes: `data:read`, `feed:write`.
    pub scopes: Vec<String>,
    /// The addresses and networks it may come from, such as `192.0.2.0/24`; from anywhere when there is none.
    pub allowed_addresses: Vec<String>,
    /// Whether it is kept out, for now.
    pub suspended: bool,
    /// Whether the last of its secrets that hold ends within 30 days.
    pub expires_soon: bool,
    /// When it last came, to the minute, RFC 3339 in UTC.
    pub last_used_at: Option<String>,
    /// When it was made, RFC 3339 in UTC.
    pub created_at: String,
    /// Its secrets, the newest first; the secrets themselves are kept by nobody but the client.
    pub secrets: Vec<ClientSecretView>,
}

/// What is known of a secret.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct ClientSecretView {
    /// Its id.
    pub id: String,
    /// When it was made, RFC 3339 in UTC.
    pub created_at: String,
    /// When it ends, RFC 3339 in UTC; `null` when it does not.
    pub expires_at: Option<String>,
    /// When it was last shown, to the minute, RFC 3339 in UTC.
    pub last_used_at: Option<String>,
    /// When it was taken back, RFC 3339 in UTC.
    pub revoked_at: Option<String>,
    /// Whether it holds: neither ended nor taken back.
    pub holds: bool,
}

/// A secret, shown this once.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct ClientSecretOnce {
    /// Its id.
    pub id: String,
    /// The secret.
    pub secret: String,
    /// When it ends, RFC 3339 in UTC; `null` when it does not.
    pub expires_at: Option<String>,
}

/// Makes a machine client. It gets its secrets afterwards.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct NewClient {
    /// Its id: small letters without marks, digits and hyphens, 3 to 64 of them. It is given once and for all.
    pub id: String,
    /// What people call it, up to 100 characters.
    pub name: String,
    /// The feed it belongs to; needed for `feed:write`.
    #[serde(default)]
    pub feed: Option<String>,
    /// Its scopes, at least one.
    pub scopes: Vec<String>,
    /// The addresses and networks it may come from; from anywhere when left out.
    #[serde(default)]
    pub allowed_addresses: Vec<String>,
}

/// Changes a machine client; what is left out or `null` stays.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct UpdateClient {
    /// What people call it.
    #[serde(default)]
    pub name: Option<String>,
    /// Its scopes, at least one.
    #[serde(default)]
    pub scopes: Option<Vec<String>>,
    /// The addresses and networks it may come from; from anywhere when empty.
    #[serde(default)]
    pub allowed_addresses: Option<Vec<String>>,
    /// Whether it is kept out.
    #[serde(default)]
    pub suspended: Option<bool>,
}

/// Makes another secret beside those that hold.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct NewClientSecret {
    /// Days until it ends, 1 to 3650; it does not end when left out.
    #[serde(default)]
    pub expires_in_days: Option<u16>,
}
