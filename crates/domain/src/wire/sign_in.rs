//! Signing in, and the links that open an account.

use crate::text::Language;
use serde::{Deserialize, Serialize};

/// Opens a session.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct SignIn {
    /// The e-mail address, in any case.
    pub email: String,
    /// The password.
    pub password: String,
    /// A one-time code or a recovery code, where the account has a second factor.
    #[serde(default)]
    pub code: Option<String>,
}

/// Shows anew who is signed in: by everything that signing in asks of them.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct ConfirmSession {
    /// The password, of those who signed in with it.
    #[serde(default)]
    pub password: Option<String>,
    /// A one-time code or a recovery code, of those who have a second factor.
    #[serde(default)]
    pub code: Option<String>,
}

/// Asks for a letter with a link to set a new password. The answer does not tell whether there is such an account.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct AskPasswordReset {
    /// The e-mail address, in any case.
    pub email: String,
}

/// Sets a new password by the link of a letter.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct ResetPassword {
    /// The secret part of the link.
    pub token: String,
    /// The new password.
    pub password: String,
}

/// Accepts an invitation by the link of a letter.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct AcceptInvitation {
    /// The secret part of the link.
    pub token: String,
    /// The person's name.
    pub name: String,
    /// The language of letters and pages.
    pub language: Language,
    /// The password to sign in with.
    pub password: String,
}

/// Makes the first administrator, by the link that the server prints at its first start.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct FirstAdmin {
    /// The secret part of the link.
    pub token: String,
    /// The e-mail address to sign in with.
    pub email: String,
    /// The person's name.
    pub name: String,
    /// The password to sign in with.
    pub password: String,
}
