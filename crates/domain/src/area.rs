//! Areas: the local governments of the division of 2009–2021, and what became of them.

use crate::calendar::{Day, last_day};
use crate::network::NetworkCode;
use crate::period::Period;
use crate::text::Text;
use serde::{Deserialize, Serialize};
use std::fmt;
use std::str::FromStr;

/// The seven digits of the ATVK, the classification of administrative territories: `0840200`.
///
/// The spelling of SDMX and PxWeb with its country prefix, `LV0840200`, is read as well.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct AreaCode(String);

/// The text is not an ATVK code.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("`{0}` is not an area code: seven digits such as 0840200")]
pub struct InvalidAreaCode(pub String);

impl AreaCode {
    /// The seven digits.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl FromStr for AreaCode {
    type Err = InvalidAreaCode;

    fn from_str(text: &str) -> Result<AreaCode, InvalidAreaCode> {
        let digits = text.trim();
        let digits = digits.strip_prefix("LV").unwrap_or(digits);
        if digits.len() == 7 && digits.bytes().all(|byte| byte.is_ascii_digit()) {
            Ok(AreaCode(digits.to_owned()))
        } else {
            Err(InvalidAreaCode(text.chars().take(40).collect()))
        }
    }
}

impl TryFrom<String> for AreaCode {
    type Error = InvalidAreaCode;

    fn try_from(text: String) -> Result<AreaCode, InvalidAreaCode> {
        text.parse()
    }
}

impl From<AreaCode> for String {
    fn from(code: AreaCode) -> String {
        code.0
    }
}

impl fmt::Display for AreaCode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// The kind of a local government in the division of 2009–2021.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "lowercase")]
pub enum AreaKind {
    /// *Republikas pilsēta* (since 2021 *valstspilsēta*), a city of state significance.
    City,
    /// *Novads*, a municipality of towns and parishes.
    Municipality,
}

impl AreaKind {
    /// Both kinds.
    pub const ALL: [AreaKind; 2] = [AreaKind::City, AreaKind::Municipality];

    /// The word on the wire: `city` or `municipality`.
    pub fn code(self) -> &'static str {
        match self {
            AreaKind::City => "city",
            AreaKind::Municipality => "municipality",
        }
    }

    /// The kind of a wire word.
    pub fn from_code(code: &str) -> Option<AreaKind> {
        AreaKind::ALL.into_iter().find(|kind| kind.code() == code)
    }
}

/// Which local governments a list covers.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "lowercase")]
pub enum AreaScope {
    /// The 44 pilots.
    #[default]
    Pilot,
    /// All 119 local governments of 2009–2021.
    Country,
}

/// Where an area's territory went with the reform of 1 July 2021.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Successor {
    /// Code of the successor in the division since 2021.
    pub code: AreaCode,
    /// Its name.
    pub name: Text,
    /// Whether a source states it; `false` where it was filled from background knowledge.
    pub certain: bool,
    /// What to know about it, if anything.
    pub note: Option<Text>,
}

/// A local government.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Area {
    /// ATVK code of the division of 2009–2021.
    pub code: AreaCode,
    /// Its name: `Saldus novads`, `Saldus municipality`.
    pub name: Text,
    /// City or municipality.
    pub kind: AreaKind,
    /// NUTS 3 region (2016): `LV003`.
    pub region: String,
    /// Planning region of 2009–2021: `Kurzeme`.
    pub planning_region: String,
    /// ISO 3166-2 code: `LV-088`.
    pub iso_3166_2: String,
    /// Whether it is one of the 44 pilots.
    pub pilot: bool,
    /// Networks it takes part in.
    pub networks: Vec<NetworkCode>,
    /// Usual residents on 1 January of `population_year` (Central Statistical Bureau).
    pub population: u32,
    /// The year of `population`.
    pub population_year: u16,
    /// Area in square kilometres.
    pub area_km2: f64,
    /// Latitude of the centre of the area, degrees north (WGS 84, two decimals).
    pub lat: f64,
    /// Longitude of the centre of the area, degrees east (WGS 84, two decimals).
    pub lon: f64,
    /// First day of its existence, ISO 8601.
    pub valid_from: String,
    /// Last day of its existence, ISO 8601; `null` while it exists.
    pub valid_to: Option<String>,
    /// Who answers for its territory since 1 July 2021.
    pub successors: Vec<Successor>,
}

impl Area {
    /// Whether it existed within its borders from the first day of a period to the last. A figure of any other period is
    /// that of another territory, in part at least.
    pub fn existed_throughout(&self, period: Period) -> bool {
        let day = |text: &str| text.parse::<Day>().ok();
        let last = last_day(period);
        let began = day(&self.valid_from).zip(period.later(-1));
        let ended = self.valid_to.as_deref().and_then(day);
        began.is_none_or(|(first, before)| first <= last_day(before).plus(1))
            && ended.is_none_or(|ended| last <= ended)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::samples;

    #[test]
    fn a_period_is_whole_only_within_the_borders() {
        let area = Area {
            valid_to: Some("2021-06-30".to_owned()),
            ..samples::area("0840200".parse().unwrap())
        };
        assert_eq!(area.valid_from, "2009-07-01");
        let whole = |text: &str| area.existed_throughout(text.parse().unwrap());
        let periods = ["2009", "2009-S2", "2020", "2021-S1", "2021"];
        assert_eq!(periods.map(whole), [false, true, true, true, false]);
    }
}
