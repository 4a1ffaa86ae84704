//! What coordinators do with their networks.

use super::unacceptable::unacceptable;
use crate::lookup;
use crate::state::State;
use crate::web::problem::ApiError;
use blis_domain::area::AreaCode;
use blis_domain::network::{Network, NetworkCode, NetworkStage};
use blis_domain::person::PersonName;
use blis_domain::problem::{ProblemCode, ProblemDraft};
use blis_domain::rights::{Action, Standing, Target};
use blis_domain::wire::UpdateNetwork;
use blis_store::{AuditContext, NetworkChange, NetworkLife};
use sha2::{Digest, Sha256};

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

/// The version of who coordinates a network and where it stands, by their content: it is the same on every server and
/// the same again once a change was taken back. Who takes part is not in it, so that a member who joins meanwhile is in
/// nobody's way.
pub(crate) fn version(coordinator: Option<&str>, stage: Option<NetworkStage>) -> u64 {
    let hash = Sha256::new()
        .chain_update(stage.map_or("", NetworkStage::code))
        .chain_update([0, u8::from(coordinator.is_some())])
        .chain_update(coordinator.unwrap_or_default())
        .finalize();
    hash.iter()
        .take(8)
        .fold(0, |number, byte| (number << 8) | u64::from(*byte))
}

/// The version of a network as it was read.
pub(crate) fn version_of(network: &Network) -> u64 {
    version(network.coordinator.as_deref(), network.stage)
}

/// Sets who coordinates a network and where it stands, if they are still as whoever decides has seen them: `is_current`
/// says whether that was this version.
pub(crate) fn change(
    state: &State,
    standing: &Standing,
    code: &NetworkCode,
    asked: UpdateNetwork,
    is_current: impl FnOnce(u64) -> bool,
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
    let is_current = |life: &NetworkLife| is_current(version(life.coordinator.as_deref(), life.stage));
    state.store.change_network(code, &change, is_current, context)?;
    reached(state, standing, code)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_change_of_a_network_is_another_version() {
        let versions = [
            version(None, None),
            version(Some(""), None),
            version(Some("Anna"), None),
            version(None, Some(NetworkStage::Start)),
            version(Some("Anna"), Some(NetworkStage::Start)),
            version(Some("start"), None),
        ];
        for (at, one) in versions.iter().enumerate() {
            assert!(!versions[at + 1..].contains(one), "{at}");
        }
    }
}
