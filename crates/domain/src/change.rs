//! Changes of the values: each has a number, which is the data version it made.

use crate::area::AreaCode;
use crate::confidentiality::ConfStatus;
use crate::indicator::IndicatorCode;
use crate::period::Period;
use crate::status::ObservationStatus;
use serde::{Deserialize, Serialize};

coded! {
    /// What made a change.
    ChangeCause {
        /// Somebody sent a batch; figures derived from what was sent are part of the change.
        Batch = "batch",
        /// A steward released figures that were held; figures derived from them are part of the change.
        Decision = "decision",
        /// A release became public; figures derived from its figures are part of the change.
        Release = "release",
        /// A figure was explained, or its explanation withdrawn. No value is of such a change.
        Explanation = "explanation",
        /// The formula of a derived indicator is another.
        Formula = "formula",
        /// Sheets of the catalogue read otherwise. No value is of such a change: it tells which sheet was known when.
        Sheet = "sheet",
        /// Networks have other members. No value is of such a change: it tells who took part when.
        Members = "members",
        /// The database was restored from a backup. No value is of such a change: it parts the numbers given out before
        /// from those given out since.
        Restore = "restore",
    }
}

/// A change of one cell: what it says since, and what it said before.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Change {
    /// The indicator.
    pub indicator: IndicatorCode,
    /// The area.
    pub area: AreaCode,
    /// The period.
    pub period: Period,
    /// The part of the whole; `null` for the whole.
    pub breakdown: Option<String>,
    /// The number since; `null` when the status says why there is none.
    pub value: Option<f64>,
    /// Its status.
    pub status: ObservationStatus,
    /// Whether the number may be shown, a letter of SDMX CL_CONF_STATUS.
    pub conf_status: ConfStatus,
    /// A remark that stays with the value.
    pub note: Option<String>,
    /// Whether its sender took it back.
    pub withdrawn: bool,
    /// What the cell said before; `null` when it said nothing.
    pub previous: Option<PreviousState>,
    /// What made the change.
    pub cause: ChangeCause,
    /// The feed the value came by.
    pub feed: String,
    /// The batch it came in.
    pub batch: String,
    /// When it became known, RFC 3339 in UTC.
    pub recorded_at: String,
    /// The data version that the change made.
    pub version: u64,
}

/// What a cell said before a change.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct PreviousState {
    /// The number; `null` when the status says why there was none.
    pub value: Option<f64>,
    /// Its status.
    pub status: ObservationStatus,
    /// The remark.
    pub note: Option<String>,
    /// Whether it had been taken back.
    pub withdrawn: bool,
    /// The data version that brought it.
    pub version: u64,
}

/// A change as a whole: what made it, and how much it touched.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct DataChange {
    /// The data version that it made.
    pub version: u64,
    /// When it became known, RFC 3339 in UTC.
    pub recorded_at: String,
    /// What made it.
    pub cause: ChangeCause,
    /// The feed of its batch; `null` where it has none.
    pub feed: Option<String>,
    /// The batch that made it, or whose figures were decided about; `null` where it has none.
    pub batch: Option<String>,
    /// How many values are in cells that said nothing before.
    pub new: u64,
    /// How many values took the place of others.
    pub changed: u64,
    /// How many values were withdrawn.
    pub withdrawn: u64,
    /// The indicators it touched, computed ones among them: those with most values first.
    pub indicators: Vec<TouchedIndicator>,
}

/// An indicator that a change touched.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct TouchedIndicator {
    /// The indicator.
    pub indicator: IndicatorCode,
    /// How many of its values.
    pub cells: u64,
}

/// A page of changes, oldest first. The list has no end: there is always a place to come back to.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct ChangePage {
    /// The changes.
    pub items: Vec<Change>,
    /// The cursor of the next page; `null` when these are all there are by now.
    pub next: Option<String>,
    /// The cursor of whatever comes after these: `next` where there is one, else what to come back with later.
    pub resume: String,
}
