//! Letters of a demonstration.

use serde::{Deserialize, Serialize};

/// A letter of a demonstration, which leaves it for nowhere. Its links open accounts.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct LetterView {
    /// Its id.
    pub id: String,
    /// Whom it is for.
    pub recipient: String,
    /// Its subject.
    pub subject: String,
    /// Its text.
    pub body: String,
    /// When it was written, RFC 3339 in UTC.
    pub created_at: String,
}
