//! Which parts a reader asks for.

use super::{Breakdown, Part};
use serde::{Deserialize, Serialize};
use std::fmt;
use std::str::FromStr;

/// Which of wholes and parts are asked for: `SEX` the parts of a breakdown, `SEX=F` one part, `*` everything.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub enum PartsSought {
    /// The wholes, which nobody has to ask for.
    #[default]
    Wholes,
    /// Wholes and parts.
    Everything,
    /// The parts of a breakdown.
    Of(Breakdown),
    /// One part.
    One(Part),
}

/// The text names neither a breakdown nor a part.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("`{0}` is neither a breakdown (SEX, AGE, AGE,SEX) nor a part (SEX=F) nor *")]
pub struct InvalidPartsSought(pub String);

impl FromStr for PartsSought {
    type Err = InvalidPartsSought;

    fn from_str(text: &str) -> Result<PartsSought, InvalidPartsSought> {
        let breakdown = || Breakdown::from_code(text).map(PartsSought::Of);
        let part = || text.parse().ok().map(PartsSought::One);
        match text {
            "*" => Ok(PartsSought::Everything),
            _ => breakdown()
                .or_else(part)
                .ok_or_else(|| InvalidPartsSought(text.chars().take(60).collect())),
        }
    }
}

impl fmt::Display for PartsSought {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            PartsSought::Wholes => Ok(()),
            PartsSought::Everything => f.write_str("*"),
            PartsSought::Of(breakdown) => f.write_str(breakdown.code()),
            PartsSought::One(part) => part.fmt(f),
        }
    }
}

impl TryFrom<String> for PartsSought {
    type Error = InvalidPartsSought;

    fn try_from(text: String) -> Result<PartsSought, InvalidPartsSought> {
        text.parse()
    }
}

impl From<PartsSought> for String {
    fn from(sought: PartsSought) -> String {
        sought.to_string()
    }
}
