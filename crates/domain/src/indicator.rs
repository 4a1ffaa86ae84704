//! The catalogue of indicators: one sheet says what a figure is, how to read it and whose it is.

use crate::breakdown::{AgeGroup, Breakdown, Division, NamedPart};
use crate::period::{Frequency, Period};
use crate::text::Text;
use serde::{Deserialize, Serialize};
use std::fmt;
use std::str::FromStr;

/// The code of an indicator: upper-case words joined by dots, `EDU.PRE.COV`.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct IndicatorCode(String);

/// The text is not the code of an indicator.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error(
    "`{0}` is not an indicator code: letters, digits and underscores joined by dots, such as EDU.PRE.COV"
)]
pub struct InvalidIndicatorCode(pub String);

impl IndicatorCode {
    /// The code as text.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl FromStr for IndicatorCode {
    type Err = InvalidIndicatorCode;

    fn from_str(text: &str) -> Result<IndicatorCode, InvalidIndicatorCode> {
        let code = text.trim().to_ascii_uppercase();
        let word = |word: &str| {
            word.bytes()
                .next()
                .is_some_and(|first| first.is_ascii_uppercase())
                && word
                    .bytes()
                    .all(|b| b.is_ascii_uppercase() || b.is_ascii_digit() || b == b'_')
        };
        if code.len() <= 40 && code.split('.').all(word) {
            Ok(IndicatorCode(code))
        } else {
            Err(InvalidIndicatorCode(text.chars().take(40).collect()))
        }
    }
}

impl TryFrom<String> for IndicatorCode {
    type Error = InvalidIndicatorCode;

    fn try_from(text: String) -> Result<IndicatorCode, InvalidIndicatorCode> {
        text.parse()
    }
}

impl From<IndicatorCode> for String {
    fn from(code: IndicatorCode) -> String {
        code.0
    }
}

impl fmt::Display for IndicatorCode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

macro_rules! word_enum {
    ($(#[$doc:meta])* $name:ident { $($(#[$vdoc:meta])* $variant:ident = $word:literal,)* }) => {
        $(#[$doc])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
        pub enum $name { $($(#[$vdoc])* #[serde(rename = $word)] $variant,)* }

        impl $name {
            /// Every one, in the order they are shown.
            pub const ALL: &'static [$name] = &[$($name::$variant),*];

            /// The word on the wire and in the store.
            pub fn code(self) -> &'static str {
                match self { $($name::$variant => $word,)* }
            }

            /// The one of a wire word.
            pub fn from_code(code: &str) -> Option<$name> {
                $name::ALL.iter().copied().find(|one| one.code() == code)
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str(self.code())
            }
        }
    };
}

word_enum! {
    /// The field of municipal work an indicator belongs to: a network's theme, or the context.
    PolicyArea {
        /// Strategic management (network N1).
        Governance = "governance",
        /// Social care and health care (network N2).
        SocialHealth = "social_health",
        /// Public services and housing (network N3).
        ServicesHousing = "services_housing",
        /// Education and culture (network N4).
        EducationCulture = "education_culture",
        /// What the municipality cannot choose.
        Context = "context",
    }
}

word_enum! {
    /// The Norwegian way of asking about a service.
    Dimension {
        /// How much of the budget goes to it?
        Priority = "priority",
        /// Who gets it?
        Coverage = "coverage",
        /// What does a unit cost?
        Productivity = "productivity",
        /// How good is it?
        Quality = "quality",
        /// What comes of it?
        Outcome = "outcome",
        /// What can't the municipality choose?
        Context = "context",
        /// A count or sum that formulas use; not shown in profiles.
        Base = "base",
    }
}

impl Dimension {
    /// Whether its figures are shown in profiles and counted as indicators of a theme. Base counts are not:
    /// they are what formulas are made of.
    pub fn is_shown(self) -> bool {
        self != Dimension::Base
    }
}

word_enum! {
    /// Which way of an indicator is the better one.
    Direction {
        /// More is better.
        Higher = "higher",
        /// Less is better.
        Lower = "lower",
        /// Neither: the figure describes and does not judge.
        None = "none",
    }
}

word_enum! {
    /// What a new figure of an indicator has to pass before it is public.
    Gate {
        /// Nothing: a batch makes it public at once.
        Open = "open",
        /// It waits for a release.
        Release = "release",
    }
}

impl Gate {
    /// Whether nothing is in the way.
    pub fn is_open(&self) -> bool {
        *self == Gate::Open
    }
}

#[expect(
    clippy::derivable_impls,
    reason = "the members are named in a macro, which takes no attribute for one of them"
)]
impl Default for Gate {
    fn default() -> Gate {
        Gate::Open
    }
}

/// A unit of measure.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Unit {
    /// Its code in BLIS: `percent`.
    pub code: String,
    /// UNIT_MEASURE of SDMX where a standard code exists: `PT`.
    pub sdmx: Option<String>,
    /// The short form beside a number: `%`, `EUR`.
    pub symbol: Text,
    /// The long form for a heading.
    pub name: Text,
}

impl Unit {
    /// Whether it counts whole cases of somebody or something, so that its figures are whole and a small one is
    /// moved by chance.
    pub fn counts(&self) -> bool {
        Unit::code_counts(&self.code)
    }

    /// The same of the unit with a code.
    pub fn code_counts(code: &str) -> bool {
        matches!(code, "persons" | "pupils" | "clients" | "visits")
    }
}

/// One sheet of the catalogue.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Indicator {
    /// Its code, for good: `EDU.PRE.COV`.
    pub code: IndicatorCode,
    /// The field it belongs to.
    pub policy_area: PolicyArea,
    /// The question it answers about a service.
    pub dimension: Dimension,
    /// Its name.
    pub name: Text,
    /// What is counted, over what, and when.
    pub definition: Text,
    /// How to read it, and what not to read into it.
    pub reading: Text,
    /// The unit of its values.
    pub unit: Unit,
    /// Digits shown behind the decimal sign.
    pub decimals: u8,
    /// The least value that can be.
    pub min: Option<f64>,
    /// The greatest value that can be.
    pub max: Option<f64>,
    /// Which way is better.
    pub direction: Direction,
    /// How often it is observed.
    pub frequency: Frequency,
    /// Who keeps it.
    pub source: Text,
    /// How it is computed from others; `null` when it is collected.
    pub formula: Option<String>,
    /// The smallest count that may be shown.
    pub min_count: Option<u32>,
    /// Whether its new figures are public at once or with a release.
    #[serde(default)]
    pub gate: Gate,
    /// How many days after the end of a period its figures are expected; `null` where nobody said.
    #[serde(default)]
    pub expected_days: Option<u32>,
    /// The indicator whose figure says how many cases stand behind one of this; `null` when the row says so or the figure
    /// is a count itself.
    pub count_of: Option<IndicatorCode>,
    /// By what it is divided: what may stand in `breakdown`, and what may be asked for.
    #[serde(default)]
    pub breakdowns: Vec<Breakdown>,
    /// Its age groups, where it is divided by age.
    #[serde(default)]
    pub age_groups: Vec<AgeGroup>,
    /// Whether the parts of each breakdown add up to the whole.
    #[serde(default)]
    pub parts_add_up: bool,
    /// Each part that it has, as it is written in `breakdown`, with its name.
    #[serde(default)]
    pub parts: Vec<NamedPart>,
    /// The figures a cost must be read with: its coverage and its quality.
    pub partners: Vec<IndicatorCode>,
    /// First period with a value; `null` while there is none.
    pub first_period: Option<Period>,
    /// Last period with a value; `null` while there is none.
    pub last_period: Option<Period>,
}

impl Indicator {
    /// How it is divided.
    pub fn division(&self) -> Division<'_> {
        Division {
            breakdowns: &self.breakdowns,
            age_groups: &self.age_groups,
            adds_up: self.parts_add_up,
        }
    }
}
