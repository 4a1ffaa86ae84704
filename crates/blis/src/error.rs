//! How a command ends: done, refused or failed, wrong use.

use std::process::ExitCode;

/// How a command that ran to its end has ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Outcome {
    /// Done.
    Done,
    /// Something was refused, and the command has said what.
    Refused,
}

impl Outcome {
    /// Its exit code.
    pub(crate) fn code(self) -> ExitCode {
        match self {
            Outcome::Done => ExitCode::SUCCESS,
            Outcome::Refused => ExitCode::FAILURE,
        }
    }
}

/// The command line asks for what makes no sense, beyond what its grammar can tell.
#[derive(Debug, thiserror::Error)]
#[error("{0}")]
pub(crate) struct WrongUse(pub(crate) String);

/// The exit code of an error.
pub(crate) fn code(error: &anyhow::Error) -> ExitCode {
    if error.downcast_ref::<WrongUse>().is_some() {
        ExitCode::from(2)
    } else {
        ExitCode::FAILURE
    }
}
