//! What coordinators do with their networks.

use super::unacceptable::unacceptable;
use crate::lookup;
use crate::state::State;
use crate::web::problem::ApiError;
use blis_domain::area::AreaCode;
use blis_domain::network::{Network, NetworkCode};
use blis_domain::person::PersonName;
use blis_domain::problem::{ProblemCode, ProblemDraft};
use blis_domain::rights::{Action, Standing, Target};
use blis_domain::wire::UpdateNetwork;
use blis_store::{AuditContext, NetworkChange};

/// The network of an address, if the person manages it. Which networks there are is public, so that one which is not
/// within reach is forbidden and not hidden.
pub(crate) fn reached(state: &State, standing: &Standing, code: &NetworkCode) -> Result<Network, ApiError> {
    let networks = state.store.networks()?;
    let network = lookup::network_in_path(&networks, code)?;
    match standing.may_on(Action::ManageNetwork, &Target::Network(code)) {
        true => Ok(network.clone()),
        false => Err(ProblemDraft::new(
            ProblemCode::Forbidden,
            format!("Tīklu {code} vada citi."),
            format!("The network {code} is managed by others."),
        )
        .into()),
    }
}

/// Takes a municipality into a network.
pub(crate) fn add_member(
    state: &State,
    standing: &Standing,
    code: &NetworkCode,
    area: &AreaCode,
    context: &AuditContext,
) -> Result<(), ApiError> {
    reached(state, standing, code)?;
    // What is added to a demonstration is no less invented than the rest of it.
    state
        .store
        .add_network_member(code, area, state.demonstration, context)?;
    Ok(())
}

/// Takes a municipality out of a network.
pub(crate) fn remove_member(
    state: &State,
    standing: &Standing,
    code: &NetworkCode,
    area: &AreaCode,
    context: &AuditContext,
) -> Result<(), ApiError> {
    reached(state, standing, code)?;
    lookup::area_in_path(&state.store.areas()?, area)?;
    state.store.remove_network_member(code, area, context)?;
    Ok(())
}

/// Sets who coordinates a network and where it stands.
pub(crate) fn change(
    state: &State,
    standing: &Standing,
    code: &NetworkCode,
    asked: UpdateNetwork,
    context: &AuditContext,
) -> Result<Network, ApiError> {
    reached(state, standing, code)?;
    let coordinator = match asked.coordinator {
        None => None,
        Some(None) => Some(None),
        Some(Some(text)) => {
            let name: Result<PersonName, _> = text.parse();
            let name =
                name.map_err(|reason| unacceptable("/coordinator", reason.code(), reason.message()))?;
            Some(Some(name))
        }
    };
    let change = NetworkChange {
        coordinator,
        stage: asked.stage,
    };
    state.store.change_network(code, &change, context)?;
    reached(state, standing, code)
}
