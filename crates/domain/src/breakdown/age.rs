//! Age groups, as SDMX writes them in CL_AGE.

use crate::locale::is_singular;
use crate::text::{Language, Text};
use serde::{Deserialize, Serialize};
use std::fmt;
use std::str::FromStr;

/// The oldest age of which anything is said.
const OLDEST: u8 = 120;

/// An age group in completed years: `Y5`, `Y15T24`, `Y_LT15` or `Y_GE65`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct AgeGroup(Ages);

#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
enum Ages {
    /// One year.
    Of(u8),
    /// From the one to the other, both among them.
    Range(u8, u8),
    /// Younger.
    Below(u8),
    /// So old or older.
    From(u8),
}

/// The text is not an age group.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("`{0}` is not an age group, such as Y5, Y15T24, Y_LT15 or Y_GE65")]
pub struct InvalidAgeGroup(pub String);

impl AgeGroup {
    /// The youngest age in it.
    pub fn first(self) -> u8 {
        match self.0 {
            Ages::Of(age) | Ages::Range(age, _) | Ages::From(age) => age,
            Ages::Below(_) => 0,
        }
    }

    /// The oldest age in it; none where it has no end.
    pub fn last(self) -> Option<u8> {
        match self.0 {
            Ages::Of(age) | Ages::Range(_, age) => Some(age),
            Ages::Below(age) => Some(age - 1),
            Ages::From(_) => None,
        }
    }

    /// What it is called.
    pub fn name(self) -> Text {
        let years = |age: u8| match is_singular(Language::Lv, u64::from(age)) {
            true => "gads",
            false => "gadi",
        };
        let year = |age: u8| if age == 1 { "year" } else { "years" };
        match self.0 {
            Ages::Of(age) => Text::new(format!("{age} {}", years(age)), format!("{age} {}", year(age))),
            Ages::Range(first, last) => {
                Text::new(format!("{first}–{last} gadi"), format!("{first}–{last} years"))
            }
            Ages::Below(age) => {
                let than = match is_singular(Language::Lv, u64::from(age)) {
                    true => "gadu",
                    false => "gadiem",
                };
                Text::new(
                    format!("jaunāki par {age} {than}"),
                    format!("under {age} {}", year(age)),
                )
            }
            Ages::From(age) => Text::new(
                format!("{age} {} un vairāk", years(age)),
                format!("{age} {} and over", year(age)),
            ),
        }
    }

    /// The one that a text means, however it is written: Eurostat writes `Y15-24`.
    pub(super) fn meant(text: &str) -> Option<AgeGroup> {
        let age = |digits: &str| -> Option<u8> {
            let plain = !digits.is_empty() && digits.bytes().all(|byte| byte.is_ascii_digit());
            let age: u8 = digits.parse().ok().filter(|_| plain)?;
            (age <= OLDEST).then_some(age)
        };
        let text = text.trim().to_ascii_uppercase();
        let rest = text.strip_prefix('Y')?;
        let ages = if let Some(digits) = rest.strip_prefix("_LT") {
            Ages::Below(age(digits).filter(|age| *age > 0)?)
        } else if let Some(digits) = rest.strip_prefix("_GE") {
            Ages::From(age(digits)?)
        } else if let Some((first, last)) = rest.split_once(['T', '-']) {
            let (first, last) = (age(first)?, age(last)?);
            if first >= last {
                return None;
            }
            Ages::Range(first, last)
        } else {
            Ages::Of(age(rest)?)
        };
        Some(AgeGroup(ages))
    }
}

impl fmt::Display for AgeGroup {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.0 {
            Ages::Of(age) => write!(f, "Y{age}"),
            Ages::Range(first, last) => write!(f, "Y{first}T{last}"),
            Ages::Below(age) => write!(f, "Y_LT{age}"),
            Ages::From(age) => write!(f, "Y_GE{age}"),
        }
    }
}

impl FromStr for AgeGroup {
    type Err = InvalidAgeGroup;

    fn from_str(text: &str) -> Result<AgeGroup, InvalidAgeGroup> {
        let read = AgeGroup::meant(text).filter(|group| group.to_string() == text);
        read.ok_or_else(|| InvalidAgeGroup(text.chars().take(40).collect()))
    }
}

impl TryFrom<String> for AgeGroup {
    type Error = InvalidAgeGroup;

    fn try_from(text: String) -> Result<AgeGroup, InvalidAgeGroup> {
        text.parse()
    }
}

impl From<AgeGroup> for String {
    fn from(group: AgeGroup) -> String {
        group.to_string()
    }
}
