//! Who is signed in, and what they hold: name, password, codes, sessions.

use super::people::GrantView;
use crate::person::{EmailAddress, PersonId, PersonName};
use crate::rights::{Action, Standing};
use crate::text::Language;
use serde::{Deserialize, Serialize};

/// Who is signed in and what they may do.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Me {
    /// The person; `null` when nobody is signed in.
    pub person: Option<MyPerson>,
    /// The roles given, those that wait for a second factor among them.
    pub grants: Vec<GrantView>,
    /// What is open now, anywhere at all: for menus.
    pub may: Vec<Action>,
    /// How it stands with the second factor.
    pub second_factor: SecondFactorState,
    /// What a page sends back as `X-CSRF-Token` with every change; `null` when nobody is signed in.
    pub csrf_token: Option<String>,
    /// When the session ends at the latest, RFC 3339 in UTC; `null` when nobody is signed in.
    pub expires_at: Option<String>,
}

impl Me {
    /// Nobody is signed in.
    pub fn nobody() -> Me {
        Me {
            person: None,
            grants: Vec::new(),
            may: Standing::nobody().actions(),
            second_factor: SecondFactorState::None,
            csrf_token: None,
            expires_at: None,
        }
    }
}

/// The person who is signed in.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct MyPerson {
    /// Their id.
    pub id: PersonId,
    /// Their name; `null` until they gave one.
    pub name: Option<PersonName>,
    /// Their e-mail address.
    pub email: EmailAddress,
    /// The language of their letters and pages.
    pub language: Language,
}

/// How it stands with the second factor of a person.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum SecondFactorState {
    /// There is none, and none is needed.
    None,
    /// It is set up.
    Set,
    /// A role waits for it: until it is set up, or was shown in this session.
    Required,
}

/// Changes one's own account; what is left out or `null` stays.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct UpdateMe {
    /// The name.
    #[serde(default)]
    pub name: Option<String>,
    /// The language of letters and pages.
    #[serde(default)]
    pub language: Option<Language>,
}

/// Changes one's own password. Every other session ends.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct ChangePassword {
    /// The password as it is.
    pub current: String,
    /// The password as it shall be.
    pub new: String,
}

/// By what way a session was opened.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum SignInWay {
    /// By password.
    Password,
    /// By the service of another organisation (OpenID Connect).
    External,
}

/// A session: one sign-in in one browser.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct SessionView {
    /// Its id.
    pub id: String,
    /// Whether it is the one that asks.
    pub current: bool,
    /// By what way it was opened.
    pub way: SignInWay,
    /// The browser, as it calls itself.
    pub device: String,
    /// The address it was opened from.
    pub address: String,
    /// When it was opened, RFC 3339 in UTC.
    pub created_at: String,
    /// When it was last used, to the minute, RFC 3339 in UTC.
    pub last_seen_at: String,
    /// When it ends at the latest, RFC 3339 in UTC.
    pub expires_at: String,
}

/// The secret of one-time codes (RFC 6238), shown once. It holds after a code was sent back.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct SecondFactorSecret {
    /// The secret in base 32, for typing in.
    pub secret: String,
    /// The same as `otpauth://totp/…`.
    pub uri: String,
    /// The same as a picture to be scanned, SVG.
    pub qr_svg: String,
}

/// A one-time code of the application that keeps the secret.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct SecondFactorCode {
    /// Six digits.
    pub code: String,
}

/// Codes that stand in for the application, each once. Shown once; new ones replace the old.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct RecoveryCodes {
    /// The codes.
    pub recovery_codes: Vec<String>,
}
