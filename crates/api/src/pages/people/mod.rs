//! `/admin/users…`: people, for their administrators.

mod account;
mod choices;
mod grave;
mod invite;
mod list;
mod parts;
mod person;
mod roles;
mod words;

pub(super) use account::{ask_sessions, ask_suspend, end_sessions, invite_again, let_back, suspend};
pub(super) use grave::{ask_erase, ask_second_factor, erase, export, remove_second_factor};
pub(super) use invite::{show as new, submit as invite};
pub(super) use list::list;
pub(super) use person::show as person;
pub(super) use roles::{ask_take, give, take};
pub(super) use words::{EN, LV, PeopleWords};

use crate::letters;
use crate::state::State;
use crate::web::blocking::blocking;
use crate::web::problem::ApiError;
use actix_web::web::Data;
use blis_domain::area::Area;
use blis_domain::network::Network;
use blis_domain::problem::ProblemDraft;
use std::sync::Arc;

/// Where the pages of people live.
const PATH: &str = "/admin/users";

/// The places whose names the pages show, and what cannot be done here at all.
struct Places {
    areas: Arc<Vec<Area>>,
    networks: Arc<Vec<Network>>,
    /// Why nobody can be invited, where no letters are sent.
    silent: Option<ProblemDraft>,
}

impl Places {
    async fn of(state: &Data<State>) -> Result<Places, ApiError> {
        let known = state.clone();
        blocking(move || {
            Ok(Places {
                areas: known.store.areas()?,
                networks: known.store.networks()?,
                silent: letters::require(&known).err().map(|error| *error.draft),
            })
        })
        .await
    }
}
