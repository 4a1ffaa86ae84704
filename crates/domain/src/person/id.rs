//! The id of a person.

use serde::{Deserialize, Serialize};
use std::fmt;
use std::str::FromStr;

/// The id of a person: a UUID of version 7 (RFC 9562, 5.7) in lower case. It is the only thing about a person that other
/// tables, tokens and logs hold.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct PersonId(String);

/// The text is not the id of a person.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("`{0}` is not the id of a person: a UUID of version 7")]
pub struct InvalidPersonId(pub String);

impl PersonId {
    /// The id of a person added at a moment, in milliseconds since 1970 in UTC (the lowest 48 bits count), with ten
    /// random bytes (74 of their bits count).
    pub fn new(at_ms: u64, random: [u8; 10]) -> PersonId {
        let [a0, a1, b0, b1, c @ ..] = random;
        let time = at_ms & 0xffff_ffff_ffff;
        let version = u16::from_be_bytes([a0, a1]) & 0x0fff | 0x7000;
        let variant = u16::from_be_bytes([b0, b1]) & 0x3fff | 0x8000;
        let node: String = c.iter().map(|byte| format!("{byte:02x}")).collect();
        PersonId(format!(
            "{:08x}-{:04x}-{version:04x}-{variant:04x}-{node}",
            time >> 16,
            time & 0xffff
        ))
    }

    /// The id as text.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl FromStr for PersonId {
    type Err = InvalidPersonId;

    fn from_str(text: &str) -> Result<PersonId, InvalidPersonId> {
        let id = text.to_ascii_lowercase();
        let in_place = |(at, byte): (usize, u8)| match at {
            8 | 13 | 18 | 23 => byte == b'-',
            14 => byte == b'7',
            19 => matches!(byte, b'8' | b'9' | b'a' | b'b'),
            _ => byte.is_ascii_hexdigit(),
        };
        match id.len() == 36 && id.bytes().enumerate().all(in_place) {
            true => Ok(PersonId(id)),
            false => Err(InvalidPersonId(text.chars().take(40).collect())),
        }
    }
}

impl TryFrom<String> for PersonId {
    type Error = InvalidPersonId;

    fn try_from(text: String) -> Result<PersonId, InvalidPersonId> {
        text.parse()
    }
}

impl From<PersonId> for String {
    fn from(id: PersonId) -> String {
        id.0
    }
}

impl fmt::Display for PersonId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}
