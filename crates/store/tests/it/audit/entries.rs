//! No change without its entry, and no entry without its change.

use super::{anna, in_saldus, log, person as person_of, record};
use crate::support::{Harness, JELGAVA, LIFE, SALDUS, batch, new_session, row, somebody};
use blis_domain::audit::{Actor, Outcome, actions};
use blis_domain::person::PersonId;
use blis_domain::rights::{Grant, Role, Within};
use blis_store::{
    AllowedAddresses, AuditContext, AuditDraft, AuditRecord, NewClient, NewSession, Renewal, SessionEnd,
    Store, StoreError,
};
use serde_json::{Value, json};

fn from_outside() -> AuditContext {
    AuditContext::of(Actor::Nobody)
        .in_request("r1")
        .from_address("192.0.2.1")
}

fn client(id: &str, feed: &str) -> NewClient {
    NewClient {
        id: id.to_owned(),
        name: "SRDA".to_owned(),
        feed: Some(feed.to_owned()),
        scopes: vec!["feed:write".to_owned()],
        allowed_addresses: AllowedAddresses::default(),
        secret: None,
    }
}

/// The entries that an act adds, oldest first.
fn told<T>(harness: &Harness, act: impl FnOnce(&Store) -> T) -> (T, Vec<AuditRecord>) {
    let before = log(harness).len();
    let done = act(&harness.store);
    let report = harness.store.verify_audit(None).unwrap();
    assert_eq!(report.fault, None, "the chain holds whatever was done");
    (done, log(harness).split_off(before))
}

fn actions_of(records: &[AuditRecord]) -> Vec<&str> {
    records
        .iter()
        .map(|record| record.entry.action.as_str())
        .collect()
}

fn after(record: &AuditRecord) -> Value {
    let detail = record.detail.as_ref().unwrap();
    serde_json::from_str(detail.after.as_deref().unwrap()).unwrap()
}

fn session_of(person: &PersonId, refresh: u8) -> NewSession {
    NewSession {
        csrf: "the csrf value".to_owned(),
        ..new_session(person, refresh)
    }
}

on_both! {
    fn a_client_is_added_with_its_entry_and_without_its_secret(database) {
        let harness = Harness::new(database);
        let ((), records) = told(&harness, |store| {
            store.add_client(client("srda-1", "srda"), &AuditContext::command("client add")).unwrap();
        });
        assert_eq!(actions_of(&records), [actions::ADD_CLIENT]);
        let entry = &records[0].entry;
        assert_eq!((&entry.actor, entry.request.as_deref()), (&Actor::Command, Some("client add")));
        assert_eq!((entry.target.kind.as_str(), entry.target.id.as_deref()), ("client", Some("srda-1")));
        assert_eq!(entry.outcome, Outcome::Done);
        assert_eq!(after(&records[0]), json!({
            "name": "SRDA", "feed": "srda", "scopes": ["feed:write"], "allowed_addresses": [],
        }));
        for (id, feed) in [("srda-1", "srda"), ("srda-2", "nobody")] {
            let (refused, records) = told(&harness, |store| store.add_client(client(id, feed), &somebody()));
            assert!(refused.is_err() && records.is_empty(), "{id}: {records:?}");
        }
    }
}

on_both! {
    fn a_person_is_added_with_an_entry_and_one_for_each_role(database) {
        let harness = Harness::new(database);
        let coordinator = Grant::new(Role::Coordinator, Within::Network("N2".parse().unwrap()));
        let new = anna(vec![in_saldus(Role::Member), coordinator]);
        let (id, records) = told(&harness, |store| store.add_person(&new, &from_outside()).unwrap());
        assert_eq!(actions_of(&records), [actions::ADD_PERSON, actions::GIVE_ROLE, actions::GIVE_ROLE]);
        for record in &records {
            assert_eq!(record.entry.target.id.as_deref(), Some(id.as_str()));
            assert_eq!(record.entry.request.as_deref(), Some("r1"));
            assert_eq!(record.detail.as_ref().unwrap().address.as_deref(), Some("192.0.2.1"));
        }
        assert_eq!(records[0].entry.municipality, None, "their roles hold in two places");
        assert_eq!(records[1].entry.municipality.as_ref().unwrap().as_str(), SALDUS);
        assert_eq!(records[2].entry.network.as_ref().unwrap().as_str(), "N2");
        assert_eq!(after(&records[0])["email"], "anna@saldus.lv");
        let everything: String = records.iter().map(|record| after(record).to_string()).collect();
        assert!(!everything.contains("argon2"), "a hash is a secret too: {everything}");
    }
}

on_both! {
    fn an_administrator_sees_that_somebody_came_to_the_municipality(database) {
        let harness = Harness::new(database);
        let new = anna(vec![in_saldus(Role::Member), in_saldus(Role::Councillor)]);
        let (_, records) = told(&harness, |store| store.add_person(&new, &somebody()).unwrap());
        assert_eq!(records.len(), 3);
        for record in records {
            assert_eq!(record.entry.municipality.as_ref().unwrap().as_str(), SALDUS, "{:?}", record.entry);
        }
    }
}

on_both! {
    fn a_role_that_is_refused_adds_neither_person_nor_entry(database) {
        let harness = Harness::new(database);
        let stray = Grant::new(Role::Member, Within::Municipality("0999999".parse().unwrap()));
        for grant in [Grant::new(Role::Member, Within::Everywhere), stray] {
            let new = anna(vec![in_saldus(Role::Member), grant]);
            let (refused, records) = told(&harness, |store| store.add_person(&new, &somebody()));
            assert!(refused.is_err() && records.is_empty(), "{records:?}");
            assert_eq!(database.count("person"), 0);
        }
    }
}

on_both! {
    fn what_cannot_be_told_to_the_log_is_not_done(database) {
        let harness = Harness::new(database);
        let person = harness.store.add_person(&anna(vec![]), &somebody()).unwrap();
        let session = harness.store.open_session(&session_of(&person, 1), &somebody()).unwrap().unwrap().session;
        database.execute("delete from audit_head");
        let failed = |outcome: Result<(), StoreError>| assert!(matches!(outcome, Err(StoreError::Corrupt(_))), "{outcome:?}");
        failed(harness.store.add_client(client("srda-1", "srda"), &somebody()));
        assert_eq!(harness.store.client("srda-1").unwrap(), None);
        failed(harness.store.end_session(&session, SessionEnd::SignedOut, &somebody()).map(drop));
        assert!(harness.store.signed_in(&session).unwrap().is_some());
        failed(harness.try_push(batch([row("CTX.UNEMP", SALDUS, 2012, 7.0)])).map(drop));
        assert_eq!((database.count("observation"), database.count("batch")), (0, 0));
        let members = [("N2".parse().unwrap(), SALDUS.parse().unwrap())];
        failed(harness.store.set_network_members(&members, false, &somebody()));
        assert_eq!(database.count("network_member"), 0);
        failed(harness.store.set_password(&person, "$argon2id$new", &somebody()));
        assert!(harness.store.signed_in(&session).unwrap().is_some(), "the password is the old one");
    }
}

on_both! {
    fn the_members_of_networks_are_told_by_network_before_and_after(database) {
        let harness = Harness::new(database);
        let member = |network: &str, area: &str| (network.parse().unwrap(), area.parse().unwrap());
        let set = |members: &[_]| {
            told(&harness, |store| store.set_network_members(members, false, &somebody()).unwrap()).1
        };
        let records = set(&[member("N1", SALDUS), member("N3", SALDUS)]);
        assert_eq!(actions_of(&records), [actions::SET_NETWORK_MEMBERS; 2]);
        assert!(set(&[member("N3", SALDUS), member("N1", SALDUS)]).is_empty(), "they are the same");
        let records = set(&[member("N1", SALDUS), member("N3", SALDUS), member("N3", JELGAVA)]);
        assert_eq!(records.len(), 1, "the other network is as it was");
        let AuditRecord { entry, detail } = &records[0];
        assert_eq!(entry.network.as_ref().unwrap().as_str(), "N3");
        assert_eq!(entry.target.id.as_deref(), Some("N3"));
        let before: Value = serde_json::from_str(detail.as_ref().unwrap().before.as_deref().unwrap()).unwrap();
        assert_eq!(before, json!({ "members": [SALDUS], "demonstration": false }));
        assert_eq!(after(&records[0]), json!({ "members": [JELGAVA, SALDUS], "demonstration": false }));
    }
}

on_both! {
    fn a_batch_is_one_entry_and_a_repetition_or_a_trial_is_none(database) {
        let harness = Harness::new(database);
        let one = || batch([row("CTX.UNEMP", SALDUS, 2012, 7.0), row("CTX.UNEMP", JELGAVA, 2012, 7.0)]).key("k");
        let push = |harness: &Harness, batch| told(harness, |_| harness.push(batch));
        assert!(push(&harness, one().dry_run()).1.is_empty());
        let (reply, records) = push(&harness, one());
        assert_eq!(actions_of(&records), [actions::PUSH_BATCH]);
        let target = &records[0].entry.target;
        assert_eq!((target.kind.as_str(), target.id.as_deref()), ("batch", Some(reply.record.id.as_str())));
        let values = after(&records[0]);
        assert_eq!((&values["feed"], &values["counts"]["new"]), (&json!("srda"), &json!(2)));
        assert!(push(&harness, one()).1.is_empty(), "a receipt given again is no batch");
        assert!(told(&harness, |_| harness.try_push(one().body(9)).unwrap_err()).1.is_empty());
        let (reply, records) = push(&harness, batch([row("CTX.UNEMP", "0999999", 2012, 7.0)]));
        assert_eq!(reply.record.counts.refused, 1);
        assert_eq!(records[0].entry.outcome, Outcome::Refused);
    }
}

on_both! {
    fn a_session_is_told_from_its_beginning_to_its_end(database) {
        let harness = Harness::new(database);
        let store = &harness.store;
        let person = store.add_person(&anna(vec![]), &somebody()).unwrap();
        let me = AuditContext::of(Actor::Person(person.clone()));
        let open = |refresh| {
            told(&harness, |store| store.open_session(&session_of(&person, refresh), &from_outside()).unwrap().unwrap())
        };
        let (first, records) = open(1);
        assert_eq!(actions_of(&records), [actions::SIGN_IN]);
        assert_eq!(records[0].entry.actor, Actor::Person(person.clone()), "nobody before is somebody now");
        assert_eq!(records[0].entry.target.id.as_deref(), Some(person.as_str()));
        assert_eq!(after(&records[0])["session"], json!(first.session));
        assert!(!after(&records[0]).to_string().contains("csrf"));

        let renew = |shown: u8, next: u8| {
            told(&harness, |store| {
                store.renew_session(&[shown; 32], &[next; 32], LIFE, false, |_| true, &from_outside()).unwrap()
            })
        };
        assert!(renew(1, 2).1.is_empty(), "renewing is everyday");
        let (reused, records) = renew(1, 3);
        assert_eq!((reused, actions_of(&records)), (Renewal::Reused, vec![actions::END_STOLEN_SESSION]));
        assert_eq!(records[0].entry.actor, Actor::Nobody, "one of the two is not who they say");
        assert_eq!(records[0].entry.target.id.as_deref(), Some(person.as_str()));
        assert!(renew(1, 4).1.is_empty(), "it is over");

        let second = open(5).0.session;
        let sign_out = |session: &str| {
            told(&harness, |store| store.end_session(session, SessionEnd::SignedOut, &me).unwrap()).1
        };
        assert_eq!(actions_of(&sign_out(&second)), [actions::SIGN_OUT]);
        assert!(sign_out(&second).is_empty(), "it is over");

        let third = open(6).0.session;
        let (_, records) = told(&harness, |store| store.end_session_of(&person_of(7), &third, &me).unwrap());
        assert!(records.is_empty(), "not theirs");
        let (_, records) = told(&harness, |store| store.end_session_of(&person, &third, &me).unwrap());
        assert_eq!(actions_of(&records), [actions::END_SESSION]);
        assert_eq!(after(&records[0]), json!({ "session": third, "because": "ended" }));

        open(8);
        let (_, records) = told(&harness, |store| store.set_password(&person, "$argon2id$new", &me).unwrap());
        assert_eq!(actions_of(&records), [actions::SET_PASSWORD]);
        assert_eq!(after(&records[0]), json!({ "sessions_ended": 1 }));
    }
}

on_both! {
    fn who_may_not_sign_in_leaves_no_session_behind(database) {
        let harness = Harness::new(database);
        let mut invited = anna(vec![]);
        invited.password_hash = None;
        let person = harness.store.add_person(&invited, &somebody()).unwrap();
        for who in [person, person_of(7)] {
            let (opened, records) = told(&harness, |store| store.open_session(&session_of(&who, 1), &somebody()).unwrap());
            assert!(opened.is_none() && records.is_empty());
        }
        assert_eq!(database.count("session"), 0);
    }
}

on_both! {
    fn what_is_refused_is_told_even_when_outsiders_choose_the_words(database) {
        let harness = Harness::new(database);
        let long = "ā".repeat(5000);
        let context = AuditContext::client(&format!("a\0{long}")).from_address(&long).in_request("r\0");
        let mut draft = AuditDraft::refused(&context, actions::SIGN_IN, "person", Some(&long));
        draft.after = Some(json!({ "why": "wrong\0", "tried": long }));
        let seq = record(&harness, &draft);
        let AuditRecord { entry, detail } = log(&harness).remove(0);
        assert_eq!((entry.seq, entry.outcome), (seq, Outcome::Refused));
        assert!(entry.actor.id().unwrap().starts_with("a�ā") && entry.actor.id().unwrap().len() < 300);
        assert_eq!(entry.request.as_deref(), Some("r�"));
        assert!(detail.unwrap().address.unwrap().len() < 256);
        assert_eq!(harness.store.verify_audit(None).unwrap().fault, None);
    }
}
