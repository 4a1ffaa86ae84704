//! Addresses that letters are sent to and people sign in with.

use crate::text::Text;
use serde::{Deserialize, Serialize};
use std::fmt;
use std::str::FromStr;

/// The most bytes before the @ (RFC 5321, 4.5.3.1.1).
const LONGEST_LOCAL: usize = 64;

/// An e-mail address as it was written: a dot-atom, an @ and a host name (RFC 5321, 4.1.2, without quoted local parts
/// and address literals), all of it ASCII.
///
/// Two spellings of one address are told to be one by [`EmailAddress::folded`], not by `==`. `Debug` hides it, because
/// addresses do not belong in logs.
#[derive(Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct EmailAddress(String);

/// Why a text is not an e-mail address. It does not repeat the text, which may be somebody's.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum InvalidEmailAddress {
    /// There is no text.
    #[error("the e-mail address is empty")]
    Empty,
    /// Longer than letters can carry.
    #[error("the e-mail address is too long")]
    TooLong,
    /// A line break or another control character.
    #[error("the e-mail address holds control characters")]
    ControlCharacter,
    /// No @, or several.
    #[error("the e-mail address needs one @")]
    NotOneAt,
    /// What stands before the @ is not a mailbox name.
    #[error("the part of the e-mail address before the @ is not valid")]
    Mailbox,
    /// The host is written with letters beyond ASCII.
    #[error("the host of the e-mail address must be written as xn--…")]
    HostBeyondAscii,
    /// What stands after the @ is not a host name.
    #[error("the host of the e-mail address is not valid")]
    Host,
}

impl InvalidEmailAddress {
    /// The stable code, for programs.
    pub fn code(self) -> &'static str {
        match self {
            InvalidEmailAddress::Empty => "email_empty",
            InvalidEmailAddress::TooLong => "email_too_long",
            InvalidEmailAddress::ControlCharacter => "email_control_character",
            InvalidEmailAddress::NotOneAt => "email_not_one_at",
            InvalidEmailAddress::Mailbox => "email_mailbox",
            InvalidEmailAddress::HostBeyondAscii => "email_host_beyond_ascii",
            InvalidEmailAddress::Host => "email_host",
        }
    }

    /// The sentence for a person: what is wrong, and what would be right.
    pub fn message(self) -> Text {
        match self {
            InvalidEmailAddress::Empty => {
                Text::new("Trūkst e-pasta adreses.", "The e-mail address is missing.")
            }
            InvalidEmailAddress::TooLong => Text::new(
                "E-pasta adrese ir par garu: atļautas 254 rakstzīmes, pirms @ – 64.",
                "The e-mail address is too long: 254 characters are allowed, 64 before the @.",
            ),
            InvalidEmailAddress::ControlCharacter => Text::new(
                "E-pasta adresē ir vadības rakstzīmes.",
                "The e-mail address holds control characters.",
            ),
            InvalidEmailAddress::NotOneAt => Text::new(
                "E-pasta adresē jābūt vienai @ zīmei.",
                "The e-mail address needs one @.",
            ),
            InvalidEmailAddress::Mailbox => Text::new(
                "E-pasta adreses daļa pirms @ nav derīga; jāraksta kā vards.uzvards.",
                "The part of the e-mail address before the @ is not valid; write it as name.surname.",
            ),
            InvalidEmailAddress::HostBeyondAscii => Text::new(
                "E-pasta adreses daļa pēc @ jāraksta ASCII veidā (xn--…).",
                "The part of the e-mail address after the @ must be written in ASCII (xn--…).",
            ),
            InvalidEmailAddress::Host => Text::new(
                "E-pasta adreses daļa pēc @ nav derīga; jāraksta kā pasvaldiba.lv.",
                "The part of the e-mail address after the @ is not valid; write it as municipality.lv.",
            ),
        }
    }
}

impl EmailAddress {
    /// The most bytes of an address (RFC 5321, erratum 1690).
    pub const LONGEST: usize = 254;

    /// The address as it was written, without the spaces around it.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The address in lower case: the form in which it is looked up and in which it is one of a kind.
    pub fn folded(&self) -> String {
        self.0.to_ascii_lowercase()
    }

    /// What stands before the @.
    pub fn mailbox(&self) -> &str {
        self.0.split('@').next().unwrap_or_default()
    }

    /// What stands after the @.
    pub fn host(&self) -> &str {
        self.0.split('@').nth(1).unwrap_or_default()
    }
}

impl FromStr for EmailAddress {
    type Err = InvalidEmailAddress;

    fn from_str(text: &str) -> Result<EmailAddress, InvalidEmailAddress> {
        let text = text.trim_matches(' ');
        if text.is_empty() {
            return Err(InvalidEmailAddress::Empty);
        }
        if text.len() > EmailAddress::LONGEST {
            return Err(InvalidEmailAddress::TooLong);
        }
        if text.chars().any(char::is_control) {
            return Err(InvalidEmailAddress::ControlCharacter);
        }
        let (mailbox, host) = text.split_once('@').ok_or(InvalidEmailAddress::NotOneAt)?;
        if host.contains('@') {
            return Err(InvalidEmailAddress::NotOneAt);
        }
        if mailbox.len() > LONGEST_LOCAL {
            return Err(InvalidEmailAddress::TooLong);
        }
        if !mailbox.split('.').all(is_atom) {
            return Err(InvalidEmailAddress::Mailbox);
        }
        if !host.is_ascii() {
            return Err(InvalidEmailAddress::HostBeyondAscii);
        }
        match is_host(host) {
            true => Ok(EmailAddress(text.to_owned())),
            false => Err(InvalidEmailAddress::Host),
        }
    }
}

/// RFC 5322, 3.2.3.
fn is_atom(text: &str) -> bool {
    let is_atext = |byte: u8| byte.is_ascii_alphanumeric() || b"!#$%&'*+-/=?^_`{|}~".contains(&byte);
    !text.is_empty() && text.bytes().all(is_atext)
}

/// Two or more labels of letters, digits and inner hyphens; the last begins with a letter, so that it is no IP address.
fn is_host(text: &str) -> bool {
    let is_label = |label: &str| {
        (1..=63).contains(&label.len())
            && label
                .bytes()
                .all(|byte| byte.is_ascii_alphanumeric() || byte == b'-')
            && !label.starts_with('-')
            && !label.ends_with('-')
    };
    let last_begins_with_letter = text
        .rsplit('.')
        .next()
        .is_some_and(|last| last.starts_with(|letter: char| letter.is_ascii_alphabetic()));
    text.contains('.') && text.split('.').all(is_label) && last_begins_with_letter
}

impl TryFrom<String> for EmailAddress {
    type Error = InvalidEmailAddress;

    fn try_from(text: String) -> Result<EmailAddress, InvalidEmailAddress> {
        text.parse()
    }
}

impl From<EmailAddress> for String {
    fn from(address: EmailAddress) -> String {
        address.0
    }
}

impl fmt::Display for EmailAddress {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl fmt::Debug for EmailAddress {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("EmailAddress(…)")
    }
}
