//! Why a call brought no answer.

use blis_domain::problem::{Problem, ProblemCode};
use blis_domain::wire::TokenError;
use std::sync::Arc;

/// Why a call brought no answer.
#[derive(Debug, Clone, thiserror::Error)]
pub enum ClientError {
    /// The text is not the address of a server.
    #[error("`{0}` is not the address of a BLIS server, such as http://127.0.0.1:8080")]
    Address(String),
    /// The server was not reached, or the line broke before the answer was whole.
    #[error("the server cannot be reached")]
    Transport(#[source] Arc<reqwest::Error>),
    /// The server refused, and said why.
    #[error("{}: {}", .0.title, .0.detail)]
    Problem(Box<Problem>),
    /// The server gave no access token, and said why.
    #[error("no access token: {} ({})", .0.error_description, .0.error)]
    Token(TokenError),
    /// Something answered, but not in the words of the contract: a proxy, or a server of another release.
    #[error("the answer cannot be read (status {status}): {what}")]
    Unreadable {
        /// The HTTP status.
        status: u16,
        /// What is wrong with it.
        what: String,
    },
}

impl ClientError {
    /// The HTTP status of the answer; `None` when there was none.
    pub fn status(&self) -> Option<u16> {
        match self {
            ClientError::Address(_) | ClientError::Transport(_) | ClientError::Token(_) => None,
            ClientError::Problem(problem) => Some(problem.status),
            ClientError::Unreadable { status, .. } => Some(*status),
        }
    }

    /// Whether it is a problem of this type.
    pub fn is(&self, code: ProblemCode) -> bool {
        matches!(self, ClientError::Problem(problem) if problem.kind == code.uri())
    }

    /// Whether the same call may succeed a little later: the line broke, the server is busy or starting.
    pub fn is_temporary(&self) -> bool {
        match self {
            ClientError::Transport(error) => !error.is_builder(),
            _ => self.is(ProblemCode::StillRunning) || matches!(self.status(), Some(429 | 502 | 503 | 504)),
        }
    }
}

impl From<reqwest::Error> for ClientError {
    /// The address is taken out: it is in the caller's hands, and it may carry what a log should not.
    fn from(error: reqwest::Error) -> ClientError {
        ClientError::Transport(Arc::new(error.without_url()))
    }
}
