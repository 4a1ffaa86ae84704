//! The name of a person.

use crate::text::Text;
use serde::{Deserialize, Serialize};
use std::fmt;
use std::str::FromStr;

/// The name of a person: 1 to 120 characters on one line, without spaces around it.
///
/// `Debug` hides it, because names do not belong in logs.
#[derive(Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct PersonName(String);

/// Why a text is not a name. It does not repeat the text, which may be somebody's.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum InvalidPersonName {
    /// Nothing but spaces.
    #[error("the name is empty")]
    Empty,
    /// Longer than 120 characters.
    #[error("the name is longer than {} characters", PersonName::LONGEST)]
    TooLong,
    /// A line break, another control character, or one that turns the direction of what follows.
    #[error("the name holds control characters")]
    ControlCharacter,
}

impl InvalidPersonName {
    /// The stable code, for programs.
    pub fn code(self) -> &'static str {
        match self {
            InvalidPersonName::Empty => "name_empty",
            InvalidPersonName::TooLong => "name_too_long",
            InvalidPersonName::ControlCharacter => "name_control_character",
        }
    }

    /// The sentence for a person.
    pub fn message(self) -> Text {
        match self {
            InvalidPersonName::Empty => Text::new("Trūkst vārda.", "The name is missing."),
            InvalidPersonName::TooLong => Text::new(
                format!("Vārds ir garāks par {} rakstzīmēm.", PersonName::LONGEST),
                format!("The name is longer than {} characters.", PersonName::LONGEST),
            ),
            InvalidPersonName::ControlCharacter => Text::new(
                "Vārdā ir vadības rakstzīmes.",
                "The name holds control characters.",
            ),
        }
    }
}

impl PersonName {
    /// The most characters.
    pub const LONGEST: usize = 120;

    /// The name.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl FromStr for PersonName {
    type Err = InvalidPersonName;

    fn from_str(text: &str) -> Result<PersonName, InvalidPersonName> {
        let name = text.trim();
        if name.is_empty() {
            return Err(InvalidPersonName::Empty);
        }
        if name.chars().count() > PersonName::LONGEST {
            return Err(InvalidPersonName::TooLong);
        }
        match name.chars().any(is_unseen) {
            true => Err(InvalidPersonName::ControlCharacter),
            false => Ok(PersonName(name.to_owned())),
        }
    }
}

/// Control characters, line and paragraph separators, and the unseen characters that make one name look like another:
/// spaces without width and the marks and overrides of direction (Unicode TR 36, 2.10).
fn is_unseen(letter: char) -> bool {
    letter.is_control()
        || matches!(
            letter,
            '\u{ad}' | '\u{61c}' | '\u{200b}' | '\u{200e}' | '\u{200f}' | '\u{2028}'..='\u{202e}'
                | '\u{2060}'..='\u{206f}' | '\u{feff}'
        )
}

impl TryFrom<String> for PersonName {
    type Error = InvalidPersonName;

    fn try_from(text: String) -> Result<PersonName, InvalidPersonName> {
        text.parse()
    }
}

impl From<PersonName> for String {
    fn from(name: PersonName) -> String {
        name.0
    }
}

impl fmt::Display for PersonName {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl fmt::Debug for PersonName {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("PersonName(…)")
    }
}
