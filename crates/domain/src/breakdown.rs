//! Parts of a whole: by sex, by age group, or by both.
//!
//! A part is written in one way: its dimensions in the order of the alphabet, each with a code of SDMX, `SEX=F`,
//! `AGE=Y15T24`, `AGE=Y15T24,SEX=F`. Sexes are those of CL_SEX, age groups are written as in CL_AGE: `Y5` one year,
//! `Y15T24` from the one to the other, `Y_LT15` below, `Y_GE65` from there on. What is written otherwise (`Y15-24`, as
//! Eurostat does, or the dimensions in another order) is told with what it would have to be, and not rewritten in
//! silence.

use crate::text::Text;
use serde::{Deserialize, Serialize};
use std::fmt;
use std::str::FromStr;

pub use age::{AgeGroup, InvalidAgeGroup};
pub use division::{Division, Sum};
pub use sought::{InvalidPartsSought, PartsSought};

mod age;
mod division;
mod sought;

/// The dimensions, in the order in which they are written.
const AGE: &str = "AGE";
const SEX: &str = "SEX";

/// The names of the dimensions.
pub const DIMENSIONS: [&str; 2] = [AGE, SEX];

/// The codes that mean all parts together; the first is that of SDMX.
const WHOLE: [&str; 4] = ["_T", "T", "TOTAL", "ALL"];

/// Whether the code of a dimension means all of its parts together.
pub fn means_whole(code: &str) -> bool {
    WHOLE.iter().any(|whole| code.eq_ignore_ascii_case(whole))
}

coded! {
    /// By what a whole is divided.
    Breakdown {
        /// By sex.
        Sex = "SEX",
        /// By age group.
        Age = "AGE",
        /// By both together.
        AgeAndSex = "AGE,SEX",
    }
    /// A sex (SDMX CL_SEX).
    Sex {
        /// Female.
        Female = "F",
        /// Male.
        Male = "M",
    }
}

impl Sex {
    fn name(self) -> Text {
        match self {
            Sex::Female => Text::new("sievietes", "females"),
            Sex::Male => Text::new("vīrieši", "males"),
        }
    }
}

impl Breakdown {
    /// Whether it goes by age groups.
    pub fn has_age(self) -> bool {
        matches!(self, Breakdown::Age | Breakdown::AgeAndSex)
    }
}

/// A part of the whole.
///
/// ```
/// # use blis_domain::breakdown::{InvalidPart, Part};
/// let part: Part = "AGE=Y15T24,SEX=F".parse().unwrap();
/// assert_eq!(part.name().en, "females, 15–24 years");
/// let other = "SEX=f,AGE=Y15-24".parse::<Part>().unwrap_err();
/// assert_eq!(other.meant.as_deref(), Some("AGE=Y15T24,SEX=F"));
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Part {
    /// Of a sex.
    OfSex(Sex),
    /// Of an age group.
    OfAge(AgeGroup),
    /// Of a sex within an age group.
    OfBoth(AgeGroup, Sex),
}

/// The text is not a part in the one way it is written.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("`{text}` is not a part of a whole, such as SEX=F, AGE=Y15T24 or AGE=Y15T24,SEX=F")]
pub struct InvalidPart {
    /// The text, or its beginning.
    pub text: String,
    /// What it would have to be, where that can be told: nothing for the whole.
    pub meant: Option<String>,
}

impl Part {
    /// By what it is a part.
    pub fn breakdown(self) -> Breakdown {
        match self {
            Part::OfSex(_) => Breakdown::Sex,
            Part::OfAge(_) => Breakdown::Age,
            Part::OfBoth(..) => Breakdown::AgeAndSex,
        }
    }

    /// Its age group.
    pub fn age(self) -> Option<AgeGroup> {
        match self {
            Part::OfSex(_) => None,
            Part::OfAge(age) | Part::OfBoth(age, _) => Some(age),
        }
    }

    /// What it is called.
    pub fn name(self) -> Text {
        match self {
            Part::OfSex(sex) => sex.name(),
            Part::OfAge(age) => age.name(),
            Part::OfBoth(age, sex) => {
                let (age, sex) = (age.name(), sex.name());
                Text::new(
                    format!("{}, {}", sex.lv, age.lv),
                    format!("{}, {}", sex.en, age.en),
                )
            }
        }
    }
}

impl fmt::Display for Part {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Part::OfSex(sex) => write!(f, "{SEX}={}", sex.code()),
            Part::OfAge(age) => write!(f, "{AGE}={age}"),
            Part::OfBoth(age, sex) => write!(f, "{AGE}={age},{SEX}={}", sex.code()),
        }
    }
}

impl FromStr for Part {
    type Err = InvalidPart;

    fn from_str(text: &str) -> Result<Part, InvalidPart> {
        let read = meant(text);
        match read {
            Some(Some(part)) if part.to_string() == text => Ok(part),
            _ => Err(InvalidPart {
                text: text.chars().take(60).collect(),
                meant: read.map(|part| part.map_or(String::new(), |part| part.to_string())),
            }),
        }
    }
}

/// What a text means however it is written: a part, or the whole.
fn meant(text: &str) -> Option<Option<Part>> {
    let (mut age, mut sex) = (None, None);
    let mut seen: Vec<&str> = Vec::new();
    for piece in text.split([',', ';']) {
        let (name, code) = piece.split_once('=')?;
        let (name, code) = (name.trim(), code.trim().to_ascii_uppercase());
        let name = DIMENSIONS
            .into_iter()
            .find(|one| name.eq_ignore_ascii_case(one))?;
        if seen.contains(&name) {
            return None;
        }
        seen.push(name);
        match name {
            _ if means_whole(&code) => {}
            SEX => sex = Some(Sex::from_code(&code)?),
            _ => age = Some(AgeGroup::meant(&code)?),
        }
    }
    Some(match (age, sex) {
        (None, None) => None,
        (None, Some(sex)) => Some(Part::OfSex(sex)),
        (Some(age), None) => Some(Part::OfAge(age)),
        (Some(age), Some(sex)) => Some(Part::OfBoth(age, sex)),
    })
}

/// A part that an indicator has, with its name.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct NamedPart {
    /// As it is written in `breakdown`: `SEX=F`.
    pub breakdown: String,
    /// What it is called.
    pub name: Text,
}

impl From<Part> for NamedPart {
    fn from(part: Part) -> NamedPart {
        NamedPart {
            breakdown: part.to_string(),
            name: part.name(),
        }
    }
}

#[cfg(test)]
mod tests;
