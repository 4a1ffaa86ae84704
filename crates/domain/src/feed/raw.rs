//! A row as it was sent, before anything is known of it.

/// What stands in the place of the value.
#[derive(Debug, Clone, PartialEq, Default)]
pub enum RawValue {
    /// The field is not there.
    #[default]
    Absent,
    /// An explicit nothing.
    Null,
    /// A number.
    Number(f64),
    /// Text that may be a number.
    Text(String),
    /// Anything else: a word of JSON as it was written, `[…]` for a list, `{…}` for an object.
    Other(String),
}

/// One row of a batch as it was sent.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct RawObservation {
    /// Indicator code.
    pub indicator: Option<String>,
    /// Area code, with or without its country prefix.
    pub area: Option<String>,
    /// Period in either spelling.
    pub period: Option<String>,
    /// The part of the whole.
    pub breakdown: Option<String>,
    /// The value.
    pub value: RawValue,
    /// Letter of CL_OBS_STATUS.
    pub status: Option<String>,
    /// A remark.
    pub note: Option<String>,
    /// What is done with the value, a letter of SDMX: `D` takes it back.
    pub action: Option<String>,
    /// Letter of CL_CONF_STATUS.
    pub conf_status: Option<String>,
    /// How many cases stand behind the value.
    pub cases: RawValue,
}

impl RawObservation {
    /// The names of the columns of a CSV body, which are those of the JSON members.
    pub const FIELDS: [&'static str; 10] = [
        "indicator",
        "area",
        "period",
        "breakdown",
        "value",
        "status",
        "note",
        "action",
        "conf_status",
        "cases",
    ];
}
