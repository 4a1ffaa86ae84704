//! Whether somebody between a browser and this server could read along.

use crate::web::problem::ApiError;
use blis_domain::problem::{ProblemCode, ProblemDraft};

/// The way of a request.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Way {
    /// Nobody can read along.
    Private,
    /// Anybody on the way can.
    Open,
}

impl Way {
    /// Lets on what may bring a password, a code or the token of a link. It has gone over the way by then; but nobody
    /// gets used to sending it so, and nothing that somebody else may know by now opens or changes an account.
    pub(crate) fn require_private(self) -> Result<(), ApiError> {
        match self {
            Way::Private => Ok(()),
            Way::Open => Err(ProblemDraft::new(
                ProblemCode::InsecureTransport,
                "Paroles, kodus un saites no vēstulēm pieņem tikai šifrētā savienojumā (https).",
                "Passwords, codes and links of letters are taken over an encrypted connection (https) alone.",
            )
            .into()),
        }
    }
}
