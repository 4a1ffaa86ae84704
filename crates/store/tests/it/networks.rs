//! The life of a network: members, coordinator, stage.

use crate::support::{Harness, JELGAVA, RIGA, SALDUS, batch, row, somebody};
use blis_domain::area::AreaCode;
use blis_domain::audit::actions;
use blis_domain::change::ChangeCause;
use blis_domain::network::{Network, NetworkCode, NetworkStage};
use blis_domain::rights::Sight;
use blis_store::{AuditFilter, KnownThen, NetworkChange, NetworkLife, StoreError};

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

/// The members of the network at a data version, as the networks say and as the areas say.
fn members_then(harness: &Harness, version: u64) -> Vec<String> {
    let then = Some(KnownThen {
        version,
        settled: true,
    });
    let networks = harness.store.networks_then(then).unwrap();
    let said = networks.iter().find(|one| one.code == n1()).unwrap();
    let areas = harness.store.areas_then(then).unwrap();
    let in_it = areas.iter().filter(|area| area.networks.contains(&n1()));
    let codes = |codes: Vec<&AreaCode>| codes.into_iter().map(AreaCode::to_string).collect::<Vec<_>>();
    let members = codes(said.members.iter().collect());
    assert_eq!(members, codes(in_it.map(|area| &area.code).collect()));
    assert_eq!(said.counts.members as usize, members.len());
    members
}

on_both! {
    fn who_took_part_is_read_again_as_of_any_change(database) {
        let harness = Harness::new(database);
        let add = |area: &str| harness.store.add_network_member(&n1(), &area.parse().unwrap(), false, &somebody()).unwrap();
        let remove = |area: &str| harness.store.remove_network_member(&n1(), &area.parse().unwrap(), &somebody()).unwrap();
        // Before the first figures nothing is numbered, and who comes and goes leaves nothing behind.
        assert!(add(JELGAVA) && add(RIGA) && remove(RIGA) && add(RIGA) && remove(RIGA));
        assert_eq!((harness.store.data_version().unwrap(), database.count("network_member")), (0, 1));
        harness.push(batch([row("CTX.UNEMP", SALDUS, 2012, 7.0)]));
        harness.clock.advance(60);
        assert!(add(SALDUS));
        assert!(!add(SALDUS) && !remove(RIGA), "what changes nothing is no change");
        harness.clock.advance(60);
        assert!(remove(JELGAVA));
        harness.clock.advance(60);
        assert!(add(JELGAVA));
        let all = [(n1(), SALDUS.parse().unwrap()), (n1(), RIGA.parse().unwrap())];
        harness.store.set_network_members(&all, false, &somebody()).unwrap();
        harness.store.set_network_members(&all, false, &somebody()).unwrap();
        let stage = NetworkChange { coordinator: Some(Some("Ilze Āre".parse().unwrap())), stage: Some(Some(NetworkStage::Compare)) };
        assert!(harness.store.change_network(&n1(), &stage, |_| true, &somebody()).unwrap());
        let seen = [vec![JELGAVA], vec![JELGAVA], vec![JELGAVA, SALDUS], vec![SALDUS], vec![JELGAVA, SALDUS], vec![RIGA, SALDUS]];
        for (version, members) in seen.iter().enumerate() {
            assert_eq!(members_then(&harness, version as u64), *members, "at {version}");
        }
        assert_eq!(harness.store.data_version().unwrap(), 5);
        let causes: Vec<_> = harness.store.data_changes(None, 50).unwrap().items.iter().map(|one| one.cause).collect();
        assert_eq!(causes, [vec![ChangeCause::Members; 4], vec![ChangeCause::Batch]].concat());
        let then = Some(KnownThen { version: 5, settled: true });
        let past = harness.store.networks_then(then).unwrap();
        let now = harness.store.networks().unwrap();
        assert_eq!(past[0].counts, now[0].counts, "of the catalogue, too");
        assert_eq!((past[0].coordinator.as_ref(), past[0].stage), (None, None), "it is not told of the past");
        // By the instant, as links ask.
        let start = harness.store.as_of(harness.clock.now() - time::Duration::seconds(120)).unwrap();
        assert_eq!(members_then(&harness, start.version), [JELGAVA, SALDUS]);
    }
}
