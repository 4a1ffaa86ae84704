//! Hidden figures as they are read by those who may.

use crate::area::AreaCode;
use crate::confidentiality::ConfStatus;
use crate::indicator::IndicatorCode;
use crate::period::Period;
use crate::status::ObservationStatus;
use serde::{Deserialize, Serialize};

/// A figure that is current and not shown to everybody.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct HiddenFigure {
    /// The indicator.
    pub indicator: IndicatorCode,
    /// The area.
    pub area: AreaCode,
    /// The period.
    pub period: Period,
    /// The part of the whole; `null` for the whole.
    pub breakdown: Option<String>,
    /// The number.
    pub value: f64,
    /// The status of the number, which everybody reads as `Q`.
    pub status: ObservationStatus,
    /// Why it is hidden: `A` too few cases, `D` because it would reveal another, else the letter of its sender.
    pub conf_status: ConfStatus,
    /// How many cases stand behind it, where its sender says so.
    pub cases: Option<f64>,
    /// A remark, which everybody reads.
    pub note: Option<String>,
    /// The batch it came in.
    pub batch: String,
    /// The data version that brought it.
    pub version: u64,
}
