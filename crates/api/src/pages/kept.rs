//! A form that came when its sender had first to show who they are. The page that asks holds it, sealed for their
//! session, so that nothing that was typed is lost, and the server keeps nothing.

use super::form::MOST_BYTES;
use crate::auth::carried;
use crate::auth::sealing::Purpose;
use crate::state::State;
use crate::web::problem::ApiError;
use blis_store::SignedIn;
use serde::{Deserialize, Serialize};

/// What a form takes that carries another: base 64 makes four bytes of three.
pub(super) const MOST_BYTES_CARRYING: usize = MOST_BYTES * 2;

/// A form to be sent later.
#[derive(Debug, Serialize, Deserialize)]
pub(super) struct Kept {
    /// Where it goes.
    pub(super) path: String,
    /// Its fields, written as forms are, without the token.
    pub(super) fields: String,
}

impl Kept {
    /// As a page holds it.
    pub(super) fn sealed(&self, state: &State, me: &SignedIn) -> Result<String, ApiError> {
        carried::sealed(state, Purpose::KeptForm, &me.session, self)
    }

    /// What a page brings back, if it was sealed for this session.
    pub(super) fn opened(state: &State, me: &SignedIn, shown: &str) -> Option<Kept> {
        carried::opened(state, Purpose::KeptForm, &me.session, shown)
    }
}
