//! The life of a network: members, coordinator, stage.

use crate::support::{Harness, JELGAVA, SALDUS, somebody};
use blis_domain::audit::actions;
use blis_domain::network::{Network, NetworkCode, NetworkStage};
use blis_domain::rights::Sight;
use blis_store::{AuditFilter, NetworkChange, NetworkLife, StoreError};

fn n1() -> NetworkCode {
    "N1".parse().unwrap()
}

fn network(harness: &Harness) -> Network {
    let networks = harness.store.networks().unwrap();
    networks.iter().find(|one| one.code == n1()).unwrap().clone()
}

fn count(harness: &Harness, action: &str) -> u64 {
    let filter = AuditFilter {
        action: Some(action.to_owned()),
        network: Some(n1()),
        ..AuditFilter::seen_with(Sight::Everything)
    };
    harness.store.audit(&filter).unwrap().total
}

on_both! {
    fn a_member_comes_and_goes_and_readers_know_at_once(database) {
        let harness = Harness::new(database);
        assert_eq!(network(&harness).members, [], "read once, so that a copy is kept");
        let add = |area: &str| harness.store.add_network_member(&n1(), &area.parse().unwrap(), false, &somebody());
        assert!(add(SALDUS).unwrap());
        assert!(add(JELGAVA).unwrap());
        assert!(!add(SALDUS).unwrap(), "it is one already");
        assert_eq!(network(&harness).members, [JELGAVA.parse().unwrap(), SALDUS.parse().unwrap()]);
        let remove = || harness.store.remove_network_member(&n1(), &SALDUS.parse().unwrap(), &somebody()).unwrap();
        assert!(remove());
        assert!(!remove());
        assert_eq!(network(&harness).members, [JELGAVA.parse().unwrap()]);
        assert_eq!((count(&harness, actions::ADD_NETWORK_MEMBER), count(&harness, actions::REMOVE_NETWORK_MEMBER)), (2, 1));
        let of_saldus = AuditFilter { municipality: Some(SALDUS.parse().unwrap()), ..AuditFilter::seen_with(Sight::Everything) };
        assert_eq!(harness.store.audit(&of_saldus).unwrap().total, 2, "its administrators find it in their log");
        assert!(matches!(add("0999999"), Err(StoreError::UnknownArea(_))));
        let stray = harness.store.remove_network_member(&"N9".parse().unwrap(), &SALDUS.parse().unwrap(), &somebody());
        assert!(matches!(stray, Err(StoreError::UnknownNetwork(_))));
        assert!(!harness.store.is_demonstration().unwrap());
    }
}

on_both! {
    fn coordinator_and_stage_are_set_apart_from_each_other(database) {
        let harness = Harness::new(database);
        let change = |change: NetworkChange| harness.store.change_network(&n1(), &change, |_| true, &somebody()).unwrap();
        let named = NetworkChange { coordinator: Some(Some("Ilze Āre".parse().unwrap())), stage: None };
        assert!(change(named.clone()));
        assert!(!change(named), "it is so already");
        assert!(change(NetworkChange { coordinator: None, stage: Some(Some(NetworkStage::Compare)) }));
        let now = network(&harness);
        assert_eq!((now.coordinator.as_deref(), now.stage), (Some("Ilze Āre"), Some(NetworkStage::Compare)));
        assert!(change(NetworkChange { coordinator: Some(None), stage: None }));
        let now = network(&harness);
        assert_eq!((now.coordinator, now.stage), (None, Some(NetworkStage::Compare)));
        assert_eq!(count(&harness, actions::CHANGE_NETWORK), 3);
        let stray = harness.store.change_network(
            &"N9".parse().unwrap(), &NetworkChange::default(), |_| true, &somebody(),
        );
        assert!(matches!(stray, Err(StoreError::UnknownNetwork(_))));
    }
}

on_both! {
    fn what_was_changed_meanwhile_is_not_overwritten(database) {
        let harness = Harness::new(database);
        let stage = |stage| NetworkChange { coordinator: None, stage: Some(Some(stage)) };
        let unnamed = |life: &NetworkLife| life.stage.is_none();
        let first = harness.store.change_network(&n1(), &stage(NetworkStage::Compare), unnamed, &somebody());
        assert!(first.unwrap());
        let second = harness.store.change_network(&n1(), &stage(NetworkStage::Start), unnamed, &somebody());
        assert!(matches!(second, Err(StoreError::Stale)), "{second:?}");
        assert_eq!(network(&harness).stage, Some(NetworkStage::Compare), "the first has the last word");
        assert_eq!(count(&harness, actions::CHANGE_NETWORK), 1);
    }
}
