//! What becomes of the letters of an installation.

use super::server::MailServer;
use crate::state::State;
use crate::web::problem::ApiError;
use blis_domain::problem::{ProblemCode, ProblemDraft};

/// What becomes of the letters of an installation.
#[derive(Debug, Clone, Default)]
pub enum Letters {
    /// There are none: who would have to write one is refused.
    #[default]
    None,
    /// They lie in an outbox that administrators read: for demonstrations, which write to nobody.
    Outbox,
    /// A mail server takes them.
    Sent(Box<MailServer>),
}

impl Letters {
    /// Whether letters are written here at all.
    pub(crate) fn are_written(&self) -> bool {
        !matches!(self, Letters::None)
    }

    /// Whether they lie in an outbox.
    pub(crate) fn lie(&self) -> bool {
        matches!(self, Letters::Outbox)
    }
}

/// Refuses what needs a letter where none is sent. A link is never shown to whoever invites in the letter's place: it
/// would let them set the password of somebody else.
pub(crate) fn require(state: &State) -> Result<(), ApiError> {
    match state.letters.are_written() {
        true => Ok(()),
        false => Err(ProblemDraft::new(
            ProblemCode::Conflict,
            "Šī sistēma vēstules nesūta: tās uzturētājs nav norādījis e-pasta serveri. Vērsieties pie sistēmas \
             uzturētāja.",
            "This installation sends no letters: whoever runs it has not named a mail server. Turn to them.",
        )
        .into()),
    }
}
