//! The thematic networks in which municipalities learn from each other.

use crate::area::AreaCode;
use crate::indicator::PolicyArea;
use crate::text::Text;
use serde::{Deserialize, Serialize};
use std::fmt;
use std::str::FromStr;

/// The code of a network: `N2`.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct NetworkCode(String);

/// The text is not the code of a network.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("`{0}` is not a network code: N and a number, such as N2")]
pub struct InvalidNetworkCode(pub String);

impl NetworkCode {
    /// The code as text.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl FromStr for NetworkCode {
    type Err = InvalidNetworkCode;

    fn from_str(text: &str) -> Result<NetworkCode, InvalidNetworkCode> {
        let code = text.trim().to_ascii_uppercase();
        match code.strip_prefix('N') {
            Some(digits) if (1..=3).contains(&digits.len()) && digits.bytes().all(|b| b.is_ascii_digit()) => {
                Ok(NetworkCode(code))
            }
            _ => Err(InvalidNetworkCode(text.chars().take(40).collect())),
        }
    }
}

impl TryFrom<String> for NetworkCode {
    type Error = InvalidNetworkCode;

    fn try_from(text: String) -> Result<NetworkCode, InvalidNetworkCode> {
        text.parse()
    }
}

impl From<NetworkCode> for String {
    fn from(code: NetworkCode) -> String {
        code.0
    }
}

impl fmt::Display for NetworkCode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// The five steps of a network's learning cycle.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum NetworkStage {
    /// Members, theme, the council's consent.
    Start,
    /// Indicators chosen, differences seen.
    Compare,
    /// Survey, site visits, questions to the better ones.
    Understand,
    /// A plan with measure, owner, indicator, baseline, target and date.
    Improve,
    /// Did the figures move?
    FollowUp,
}

impl NetworkStage {
    /// The steps in their order.
    pub const ALL: [NetworkStage; 5] = [
        NetworkStage::Start,
        NetworkStage::Compare,
        NetworkStage::Understand,
        NetworkStage::Improve,
        NetworkStage::FollowUp,
    ];

    /// The stable code: in JSON and in the store.
    pub fn code(self) -> &'static str {
        match self {
            NetworkStage::Start => "start",
            NetworkStage::Compare => "compare",
            NetworkStage::Understand => "understand",
            NetworkStage::Improve => "improve",
            NetworkStage::FollowUp => "follow_up",
        }
    }

    /// The step of a code.
    pub fn from_code(code: &str) -> Option<NetworkStage> {
        NetworkStage::ALL.into_iter().find(|stage| stage.code() == code)
    }
}

/// How much of it there is in a network.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct NetworkCounts {
    /// Member municipalities.
    pub members: u32,
    /// Indicators of its theme in the catalogue, base counts left out.
    pub indicators: u32,
}

/// A thematic network.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Network {
    /// `N1` to `N4`, and any later one.
    pub code: NetworkCode,
    /// Its name.
    pub name: Text,
    /// What it works on, in a sentence or two.
    pub theme: Text,
    /// The policy area of its indicators.
    pub policy_area: PolicyArea,
    /// Member areas in the order of their Latvian names.
    pub members: Vec<AreaCode>,
    /// Who organises and serves it; `null` while nobody is named.
    pub coordinator: Option<String>,
    /// Where it stands in the learning cycle; `null` before its first meeting.
    pub stage: Option<NetworkStage>,
    /// Its size in figures.
    pub counts: NetworkCounts,
    /// Whether the membership is invented for demonstration.
    pub demonstration: bool,
}
