//! Observations: one value of one indicator for one area and period, in one of its versions.

use crate::area::AreaCode;
use crate::confidentiality::ConfStatus;
use crate::explanation::Explanation;
use crate::indicator::IndicatorCode;
use crate::period::Period;
use crate::release::ReleaseStage;
use crate::status::ObservationStatus;
use serde::{Deserialize, Serialize};

/// What an observation is about. Its value may have many versions over the years.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct ObservationKey {
    /// The indicator.
    pub indicator: IndicatorCode,
    /// The area.
    pub area: AreaCode,
    /// The period.
    pub period: Period,
    /// The part of the whole, such as `SEX=F`; empty for the whole.
    pub breakdown: String,
}

impl ObservationKey {
    /// A figure of the whole.
    pub fn whole(indicator: IndicatorCode, area: AreaCode, period: Period) -> ObservationKey {
        ObservationKey {
            indicator,
            area,
            period,
            breakdown: String::new(),
        }
    }
}

/// A checked value: what a row of a batch says about its key.
#[derive(Debug, Clone, PartialEq)]
pub struct Reading {
    /// The number, in the unit of the indicator; `None` when the status says why there is none.
    pub value: Option<f64>,
    /// Its status.
    pub status: ObservationStatus,
    /// A remark that stays with the value.
    pub note: Option<String>,
    /// Whether it takes back what the cell said: there is no number then.
    pub withdrawn: bool,
    /// Whether its sender lets everybody see the number.
    pub conf_status: ConfStatus,
    /// How many cases stand behind it, where its sender says so. Nobody reads it: it serves to decide what is shown.
    pub cases: Option<f64>,
}

impl Reading {
    /// The status of a value that was taken back: SDMX has no letter for it, so it is missing, and marked.
    pub const WITHDRAWN: ObservationStatus = ObservationStatus::Missing;
}

/// One stored version of an observation, as the API lists it.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Observation {
    /// The indicator.
    pub indicator: IndicatorCode,
    /// The area.
    pub area: AreaCode,
    /// The period.
    pub period: Period,
    /// The part of the whole; `null` for the whole.
    pub breakdown: Option<String>,
    /// The number; `null` when the status says why there is none.
    pub value: Option<f64>,
    /// Its status.
    pub status: ObservationStatus,
    /// Whether the number may be shown, a letter of SDMX CL_CONF_STATUS: of any but `F` there is a number that is not
    /// shown, or its sender says why there is none.
    pub conf_status: ConfStatus,
    /// A remark that stays with the value.
    pub note: Option<String>,
    /// What it was when it was released; `null` when a batch or a decision made it public.
    pub stage: Option<ReleaseStage>,
    /// What those whom it is about say of it; `null` when they say nothing. Of parts of a whole it is `null`: it is the
    /// whole that is explained.
    pub explanation: Option<Explanation>,
    /// The feed it came by.
    pub feed: String,
    /// The batch it came in.
    pub batch: String,
    /// When it was recorded, RFC 3339 in UTC.
    pub recorded_at: String,
    /// Whether its sender took it back; it stays listed so that copies can follow.
    pub withdrawn: bool,
    /// The data version that brought it.
    pub version: u64,
}
