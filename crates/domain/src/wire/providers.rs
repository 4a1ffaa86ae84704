//! The services of other organisations that sign people in, and the identities people have there.

use crate::text::Text;
use serde::{Deserialize, Serialize};

/// A service of another organisation that signs people in.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Provider {
    /// Its id.
    pub id: String,
    /// Its name, as it stands on the button.
    pub name: Text,
    /// The path where signing in by it starts: a page, to be opened in a browser.
    pub start: String,
}

/// An identity at another service that signs a person in here.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct IdentityView {
    /// Its id.
    pub id: String,
    /// The id of the service; `null` when the service signs nobody in here any more.
    pub provider: Option<String>,
    /// The service, as it names itself in its tokens.
    pub issuer: String,
    /// When it was linked, RFC 3339 in UTC.
    pub linked_at: String,
}
