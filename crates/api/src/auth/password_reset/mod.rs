//! `/auth/password-reset`: a new password in the place of a forgotten one.

mod create;
mod update;

pub(crate) use create::*;
pub(crate) use update::*;
