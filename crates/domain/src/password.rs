//! Which passwords are taken: long ones that nobody would try first.
//!
//! Length counts, composition does not (NIST SP 800-63B-4, 3.1.1.2): no capital, digit or sign is asked for, and every
//! character of Unicode, the space too, is welcome. What is easy to guess is taken off, and something must be left.

mod guessable;

use crate::person::{EmailAddress, PersonName};
use crate::text::Language;
use guessable::Guessable;
use std::fmt;
use unicode_normalization::UnicodeNormalization;

/// The fewest characters.
pub const SHORTEST: usize = 12;

/// The most characters.
pub const LONGEST: usize = 128;

/// The fewest characters that must be left when all that is easy to guess is taken off.
const LEAST_LEFT: usize = 6;

/// A password that may be set. `Debug` hides it.
#[derive(Clone, PartialEq, Eq)]
pub struct NewPassword(String);

/// Why a password is not taken.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, thiserror::Error)]
pub enum PasswordRefusal {
    /// Fewer than 12 characters.
    #[error("the password is shorter than {SHORTEST} characters")]
    TooShort,
    /// More than 128 characters.
    #[error("the password is longer than {LONGEST} characters")]
    TooLong,
    /// A line break or another control character, which a form cannot send again.
    #[error("the password holds control characters")]
    ControlCharacter,
    /// Little besides the person's own address and name.
    #[error("the password is made of the person's address or name")]
    Personal,
    /// Little besides words that many passwords are made of.
    #[error("the password is made of common words")]
    Common,
    /// Little besides neighbours on a keyboard or in an alphabet.
    #[error("the password is a walk over a keyboard or an alphabet")]
    Walk,
    /// Little besides the same again.
    #[error("the password repeats itself")]
    Repetition,
    /// Little besides digits and signs: a date, a telephone number.
    #[error("the password is made of digits and signs")]
    FewLetters,
}

impl PasswordRefusal {
    /// Every one.
    pub const ALL: [PasswordRefusal; 8] = [
        PasswordRefusal::TooShort,
        PasswordRefusal::TooLong,
        PasswordRefusal::ControlCharacter,
        PasswordRefusal::Personal,
        PasswordRefusal::Common,
        PasswordRefusal::Walk,
        PasswordRefusal::Repetition,
        PasswordRefusal::FewLetters,
    ];

    /// The stable code, for programs.
    pub fn code(self) -> &'static str {
        match self {
            PasswordRefusal::TooShort => "password_too_short",
            PasswordRefusal::TooLong => "password_too_long",
            PasswordRefusal::ControlCharacter => "password_control_character",
            PasswordRefusal::Personal => "password_personal",
            PasswordRefusal::Common => "password_common",
            PasswordRefusal::Walk => "password_walk",
            PasswordRefusal::Repetition => "password_repetition",
            PasswordRefusal::FewLetters => "password_few_letters",
        }
    }

    /// The sentence for a person: what is wrong, and what would be right.
    pub fn message(self, language: Language) -> String {
        match language {
            Language::Lv => self.in_latvian(),
            Language::En => self.in_english(),
        }
    }

    fn in_latvian(self) -> String {
        let why = match self {
            PasswordRefusal::TooShort => {
                return format!(
                    "Parolē jābūt vismaz {SHORTEST} rakstzīmēm; derēs arī teikums no vairākiem vārdiem."
                );
            }
            PasswordRefusal::TooLong => return format!("Parole ir garāka par {LONGEST} rakstzīmēm."),
            PasswordRefusal::ControlCharacter => return "Parolē ir vadības rakstzīmes.".to_owned(),
            PasswordRefusal::Personal => "Bez jūsu adreses vai vārda parolē gandrīz nekā nav.",
            PasswordRefusal::Common => "Parole sastāv no vārdiem, ko paroļu minētāji izmēģina vispirms.",
            PasswordRefusal::Walk => "Parolē ir blakus esoši taustiņi vai alfabēta burti pēc kārtas.",
            PasswordRefusal::Repetition => "Parolē atkārtojas viens un tas pats.",
            PasswordRefusal::FewLetters => "Parole sastāv gandrīz tikai no cipariem un zīmēm.",
        };
        format!("{why} Izvēlieties vairākus vārdus, kas kopā citam nenāktu prātā.")
    }

    fn in_english(self) -> String {
        let why = match self {
            PasswordRefusal::TooShort => {
                return format!(
                    "The password needs at least {SHORTEST} characters; a sentence of several words will do."
                );
            }
            PasswordRefusal::TooLong => {
                return format!("The password is longer than {LONGEST} characters.");
            }
            PasswordRefusal::ControlCharacter => {
                return "The password holds control characters.".to_owned();
            }
            PasswordRefusal::Personal => "There is little in the password besides your address or name.",
            PasswordRefusal::Common => "The password is made of words that are tried first.",
            PasswordRefusal::Walk => "The password is made of neighbouring keys or of the alphabet in order.",
            PasswordRefusal::Repetition => "The password repeats itself.",
            PasswordRefusal::FewLetters => "The password is made of little but digits and signs.",
        };
        format!("{why} Choose several words that nobody else would put together.")
    }
}

/// The form in which a password is hashed and compared, however it was typed: NFKC (Unicode Standard Annex 15), as NIST
/// SP 800-63B asks, so that `ā` in one character and `a` with a mark are one password.
pub fn normalised(typed: &str) -> String {
    typed.nfkc().collect()
}

impl NewPassword {
    /// Looks at a password that somebody with this address and name wants to set. Whoever calls cuts nothing off: a
    /// space at the end belongs to the password.
    ///
    /// # Errors
    /// Why it is not taken.
    pub fn check(
        typed: &str,
        email: &EmailAddress,
        name: Option<&PersonName>,
    ) -> Result<NewPassword, PasswordRefusal> {
        // Composing makes text shorter, but not by so much; what is longer is not looked at.
        if typed.chars().count() > 4 * LONGEST {
            return Err(PasswordRefusal::TooLong);
        }
        let password = normalised(typed);
        if password.chars().any(char::is_control) {
            return Err(PasswordRefusal::ControlCharacter);
        }
        match password.chars().count() {
            0..SHORTEST => return Err(PasswordRefusal::TooShort),
            SHORTEST..=LONGEST => {}
            _ => return Err(PasswordRefusal::TooLong),
        }
        let guessable = Guessable::of(&password, email, name);
        match guessable.left() < LEAST_LEFT {
            true => Err(guessable.most()),
            false => Ok(NewPassword(password)),
        }
    }

    /// The password, normalised, to be hashed.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Debug for NewPassword {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("NewPassword(…)")
    }
}

#[cfg(test)]
mod tests;
