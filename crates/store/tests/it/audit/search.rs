//! Searching the log.

use super::{all, person, record};
use crate::support::{Harness, JELGAVA, SALDUS, ScratchDatabase};
use blis_domain::audit::{Actor, actions};
use blis_domain::rights::{Sight, Within};
use blis_store::{AuditContext, AuditDraft, AuditFilter};
use std::collections::BTreeSet;
use time::Duration;

const NONE: [u64; 0] = [];

/// Six entries, a minute apart.
fn written(database: &ScratchDatabase) -> Harness {
    let harness = Harness::new(database);
    let by = |actor: Actor| AuditContext::of(actor);
    let saldus = Some(SALDUS.parse().unwrap());
    let jelgava = Some(JELGAVA.parse().unwrap());
    let (anna, janis) = (person(1), person(2));
    let drafts = [
        AuditDraft::done(&by(Actor::Command), actions::ADD_CLIENT, "client", Some("srda-1")),
        AuditDraft {
            municipality: saldus.clone(),
            ..AuditDraft::done(
                &by(Actor::Command),
                actions::ADD_PERSON,
                "person",
                Some(anna.as_str()),
            )
        },
        AuditDraft {
            municipality: jelgava,
            ..AuditDraft::done(
                &by(Actor::Person(anna.clone())),
                actions::ADD_PERSON,
                "person",
                Some(janis.as_str()),
            )
        },
        AuditDraft {
            network: Some("N2".parse().unwrap()),
            ..AuditDraft::done(
                &by(Actor::Person(janis.clone())),
                actions::SET_NETWORK_MEMBERS,
                "network",
                Some("N2"),
            )
        },
        AuditDraft::done(
            &by(Actor::Client("srda-1".to_owned())),
            actions::PUSH_BATCH,
            "batch",
            Some("b1"),
        ),
        // A client may be called like a person's id: nobody reads its entries as theirs.
        AuditDraft {
            municipality: saldus,
            ..AuditDraft::refused(
                &by(Actor::Client(janis.to_string())),
                actions::SIGN_IN,
                "batch",
                Some(janis.as_str()),
            )
        },
    ];
    for draft in drafts {
        record(&harness, &draft);
        harness.clock.advance(60);
    }
    harness
}

fn found(harness: &Harness, filter: &AuditFilter) -> Vec<u64> {
    let page = harness.store.audit(filter).unwrap();
    assert_eq!(page.total, page.items.len() as u64, "it is one page");
    assert_eq!(page.next, None);
    page.items.iter().map(|item| item.entry.seq).collect()
}

on_both! {
    fn each_filter_finds_its_entries_newest_first(database) {
        let harness = written(database);
        let start = harness.clock.now() - Duration::minutes(6);
        let f = |change: fn(&mut AuditFilter)| {
            let mut filter = all();
            change(&mut filter);
            found(&harness, &filter)
        };
        assert_eq!(f(|_| ()), [6, 5, 4, 3, 2, 1]);
        assert_eq!(f(|all| all.actor = Some(Actor::Command)), [2, 1]);
        assert_eq!(f(|all| all.actor = Some(Actor::Nobody)), NONE);
        assert_eq!(f(|all| all.actor = Some(Actor::Person(person(1)))), [3]);
        assert_eq!(f(|all| all.actor = Some(Actor::Client("srda-1".to_owned()))), [5]);
        assert_eq!(f(|all| all.action = Some("add_person".to_owned())), [3, 2]);
        assert_eq!(f(|all| all.target_kind = Some("person".to_owned())), [3, 2]);
        assert_eq!(f(|all| all.target = Some("b1".to_owned())), [5]);
        assert_eq!(f(|all| {
            all.target_kind = Some("person".to_owned());
            all.target = Some(person(2).to_string());
        }), [3]);
        assert_eq!(f(|all| all.municipality = Some(SALDUS.parse().unwrap())), [6, 2]);
        assert_eq!(f(|all| all.network = Some("N2".parse().unwrap())), [4]);
        let from = |from| found(&harness, &AuditFilter { from: Some(from), ..all() });
        let to = |to| found(&harness, &AuditFilter { to: Some(to), ..all() });
        assert_eq!(from(start + Duration::minutes(4)), [6, 5], "from this instant on");
        assert_eq!(from(start + Duration::seconds(241)), [6]);
        assert_eq!(to(start + Duration::minutes(1)), [1], "before this instant");
        assert_eq!(f(|all| {
            all.actor = Some(Actor::Command);
            all.municipality = Some(SALDUS.parse().unwrap());
        }), [2], "filters narrow each other");
        assert_eq!(f(|all| all.target = Some("\0".to_owned())), NONE, "what cannot be there is not found");
        assert_eq!(f(|all| all.actor = Some(Actor::Client("\0".to_owned()))), NONE);
    }
}

on_both! {
    fn nobody_finds_what_they_may_not_see(database) {
        let harness = written(database);
        let seen = |sight| found(&harness, &AuditFilter::seen_with(sight));
        let saldus = Within::Municipality(SALDUS.parse().unwrap());
        let network = Within::Network("N2".parse().unwrap());
        assert_eq!(seen(Sight::Nothing), NONE);
        assert_eq!(seen(Sight::Only(vec![saldus.clone()])), [6, 2]);
        assert_eq!(seen(Sight::Only(vec![saldus.clone(), network])), [6, 4, 2]);
        assert_eq!(seen(Sight::Only(vec![Within::Feed("srda".to_owned())])), NONE);
        assert_eq!(seen(Sight::Own(person(1))), [3, 2], "what they did, and what was done to them");
        assert_eq!(seen(Sight::Own(person(2))), [4, 3]);
        assert_eq!(seen(Sight::Own(person(3))), NONE);
        let elsewhere = AuditFilter {
            municipality: Some(JELGAVA.parse().unwrap()),
            ..AuditFilter::seen_with(Sight::Only(vec![saldus]))
        };
        assert_eq!(found(&harness, &elsewhere), NONE, "asking for another municipality opens nothing");
    }
}

on_both! {
    fn pages_are_complete_and_repeat_nothing_while_the_log_grows(database) {
        let harness = written(database);
        for limit in [1, 2, 3, 5, 6, 7] {
            let mut seen = Vec::new();
            let mut filter = AuditFilter { limit, ..all() };
            let newest = harness.store.audit_head().unwrap().seq;
            loop {
                let page = harness.store.audit(&filter).unwrap();
                assert!(page.items.len() <= limit as usize);
                seen.extend(page.items.iter().map(|item| item.entry.seq));
                let draft = AuditDraft::done(&AuditContext::command("test"), actions::SIGN_IN, "person", None);
                assert_eq!(record(&harness, &draft), page.total + 1, "the total is of the whole list");
                match page.next {
                    Some(next) => filter.before = Some(next),
                    None => break,
                }
            }
            let whole: Vec<u64> = (1..=newest).rev().collect();
            assert_eq!(seen, whole, "pages of {limit}");
            assert_eq!(seen.iter().collect::<BTreeSet<_>>().len(), seen.len());
        }
        assert_eq!(harness.store.audit(&AuditFilter { before: Some(0), ..all() }).unwrap().items, []);
        assert_eq!(harness.store.audit(&AuditFilter { before: Some(u64::MAX), ..all() }).unwrap().items.len(), 100.min(harness.store.audit_head().unwrap().seq as usize));
    }
}

on_both! {
    fn the_way_back_to_newer_pages_is_the_way_that_was_come(database) {
        let harness = written(database);
        for limit in [1, 2, 3, 4] {
            let mut filter = AuditFilter { limit, ..all() };
            let mut asked = Vec::new();
            loop {
                let page = harness.store.audit(&filter).unwrap();
                asked.push((filter.before, page.items[0].entry.seq));
                match page.next {
                    Some(next) => filter.before = Some(next),
                    None => break,
                }
            }
            for pair in asked.windows(2) {
                let [(newer, _), (_, first)] = pair else { unreachable!() };
                // What the newest page asks with, or nothing: both show the same.
                let back = harness.store.audit_newer(&filter, *first).unwrap();
                assert_eq!(back, *newer, "pages of {limit}");
            }
            let newest = asked[0].1;
            assert_eq!(harness.store.audit_newer(&filter, newest).unwrap(), None);
        }
        let saldus = Within::Municipality(SALDUS.parse().unwrap());
        let own = AuditFilter { limit: 1, ..AuditFilter::seen_with(Sight::Only(vec![saldus])) };
        assert_eq!(harness.store.audit_newer(&own, 1).unwrap(), Some(6), "counted among what may be seen");
        assert_eq!(harness.store.audit_newer(&own, u64::MAX).unwrap(), None);
    }
}
