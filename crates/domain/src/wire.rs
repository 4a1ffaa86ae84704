//! Shapes of the API that belong to no single subject: lists, tokens, the instance; and those of accounts.
//!
//! Shapes of accounts: what is sent refuses members it does not know, so that nothing slips in unread. What people
//! type (addresses, names, passwords) travels as text and is read by the server into the types of [`crate::person`],
//! so that a fault has a sentence and a place. Shapes that hold a secret have no `Debug`.

mod audit;
mod clients;
mod export;
mod feeds;
mod image;
mod letters;
mod likeness;
mod me;
mod networks;
mod people;
mod providers;
mod rights;
mod sheets;
mod sign_in;
mod table;
mod webhooks;

pub use audit::AuditEntryView;
pub use clients::{ClientSecretOnce, ClientSecretView, ClientView, NewClient, NewClientSecret, UpdateClient};
pub use export::{ExportedIdentity, ExportedLetter, ExportedSession, PersonExport};
pub use feeds::FeedView;
pub use image::ImageFormat;
pub use letters::LetterView;
pub use likeness::SimilarReasons;
pub use me::{
    ChangePassword, Me, MyPerson, RecoveryCodes, SecondFactorCode, SecondFactorSecret, SecondFactorState,
    SessionView, SignInWay, UpdateMe,
};
pub use networks::UpdateNetwork;
pub use people::{GrantView, InviteUser, NewGrant, SettableState, UpdateUser, User, UserGrant};
pub use providers::{IdentityView, Provider};
pub use rights::{RightsEntry, RightsRole, RightsRow, RightsTable};
pub use sheets::{CatalogueChange, CatalogueFormat, SheetChange, SheetThen, SheetVersionView};
pub use sign_in::{AcceptInvitation, AskPasswordReset, ConfirmSession, FirstAdmin, ResetPassword, SignIn};
pub use table::TableFormat;
pub use webhooks::{
    DeliveryView, NewWebhook, NewWebhookSecret, UpdateWebhook, WebhookAdded, WebhookSecretOnce,
    WebhookSecretView, WebhookView,
};

use crate::area::AreaCode;
use crate::compare::ComparisonSummary;
use crate::period::Period;
use crate::similarity::SimilarArea;
use serde::{Deserialize, Serialize};

/// A page of a list.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Page<T> {
    /// The items of this page.
    pub items: Vec<T>,
    /// How many the whole list has.
    pub total: u64,
    /// The cursor of the next page; `null` on the last.
    pub next: Option<String>,
}

impl<T> Page<T> {
    /// A list short enough for one page.
    pub fn whole(items: Vec<T>) -> Page<T> {
        Page {
            total: items.len() as u64,
            items,
            next: None,
        }
    }
}

/// The areas most like one, nearest first.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct SimilarAreas {
    /// The area asked about.
    pub area: AreaCode,
    /// The areas, nearest first.
    pub items: Vec<SimilarArea>,
}

/// Where an area stands in every indicator.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Profile {
    /// The area asked about.
    pub area: AreaCode,
    /// The period asked for; `null` when each indicator's latest one was taken.
    pub period: Option<Period>,
    /// One summary an indicator, in the order of the catalogue; base counts are left out.
    pub items: Vec<ComparisonSummary>,
}

/// A row of a batch, as the contract documents it. What arrives is read more patiently, so that each
/// fault can be named (see [`crate::feed::RawObservation`]).
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct PushObservation {
    /// Indicator code: `CTX.UNEMP`.
    pub indicator: String,
    /// Area code: `0840200` or `LV0840200`.
    pub area: String,
    /// Period: `2016`, `2016-S1`, `2016-Q1`, `2016-03`.
    pub period: String,
    /// The part of the whole, where the indicator has parts.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub breakdown: Option<String>,
    /// The number in the indicator's unit, or `null`.
    pub value: Option<f64>,
    /// Letter of SDMX CL_OBS_STATUS; `A` with a value and `O` without one when left out.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub status: Option<String>,
    /// A remark that stays with the value.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub note: Option<String>,
    /// `D` withdraws the value: then `value` and `status` are empty. `I`, `A`, `M` and `R` say what the value is, as
    /// does a row without it (SDMX ACTION).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub action: Option<String>,
    /// Letter of SDMX CL_CONF_STATUS. With any but `F`, which it is when left out, the number is kept and not shown.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub conf_status: Option<String>,
    /// How many cases stand behind the value, where the value itself is no count: below the indicator's minimum count
    /// the number is not shown. It is never told to anybody.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub cases: Option<u32>,
}

/// A JSON batch.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct PushBatch {
    /// Its rows.
    pub observations: Vec<PushObservation>,
}

/// The answer to a good token request (RFC 6749, 5.1).
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct TokenResponse {
    /// The access token (RFC 9068).
    pub access_token: String,
    /// Always `Bearer`.
    pub token_type: String,
    /// Seconds until it ends.
    pub expires_in: u64,
    /// The scopes given.
    pub scope: String,
}

/// The answer to a bad token request (RFC 6749, 5.2).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct TokenError {
    /// `invalid_request`, `invalid_client`, `invalid_scope` or `unsupported_grant_type`.
    pub error: String,
    /// A sentence for the developer of the client, in English (RFC 6749 allows ASCII alone).
    pub error_description: String,
}

/// What this installation is.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Instance {
    /// `BLIS`.
    pub name: String,
    /// The version of the program.
    pub version: String,
    /// Whether it holds demonstration data.
    pub demonstration: bool,
}

#[cfg(test)]
mod tests;
