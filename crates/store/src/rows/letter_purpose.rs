//! What letters are about, and which of them bring a link.

use crate::error::Corrupt;
use crate::rows::links::LinkPurpose;

/// What a letter is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum LetterPurpose {
    /// An invitation, with the link to accept it.
    Invitation,
    /// A forgotten password, with the link to set another.
    PasswordReset,
    /// Roles that somebody who has an account was given by who did not see them before. It has no link.
    RolesGiven,
}

impl LetterPurpose {
    pub(super) const ALL: [LetterPurpose; 3] = [
        LetterPurpose::Invitation,
        LetterPurpose::PasswordReset,
        LetterPurpose::RolesGiven,
    ];

    /// The stable code: in the store and in metrics.
    pub fn code(self) -> &'static str {
        match self {
            LetterPurpose::Invitation => "invitation",
            LetterPurpose::PasswordReset => "password_reset",
            LetterPurpose::RolesGiven => "roles_given",
        }
    }

    /// What the link in it is for; nothing where it has none. A letter ends with its link.
    pub(super) fn link(self) -> Option<LinkPurpose> {
        match self {
            LetterPurpose::Invitation => Some(LinkPurpose::Invitation),
            LetterPurpose::PasswordReset => Some(LinkPurpose::PasswordReset),
            LetterPurpose::RolesGiven => None,
        }
    }

    pub(super) fn from_code(code: &str) -> Result<LetterPurpose, Corrupt> {
        LetterPurpose::ALL
            .into_iter()
            .find(|purpose| purpose.code() == code)
            .ok_or_else(|| Corrupt::new("purpose of a letter", code))
    }
}
