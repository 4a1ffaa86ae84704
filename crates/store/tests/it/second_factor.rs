//! The second factor of people: what is kept of it, and what one code is good for.

use crate::support::{Harness, SALDUS, new_person, new_session, somebody};
use blis_domain::audit::actions;
use blis_domain::person::PersonId;
use blis_domain::rights::{Grant, Role, Sight, Within};
use blis_store::{
    AuditFilter, Decider, FactorRemoval, NewPerson, NewSession, ShownCode, SignedIn, StoreError,
};

fn person(harness: &Harness, email: &str, role: Role, within: Within) -> PersonId {
    let new = NewPerson {
        password_hash: Some("$hash".to_owned()),
        grants: vec![Grant::new(role, within)],
        ..new_person(email)
    };
    harness.store.add_person(&new, &somebody()).unwrap()
}

fn session(person: &PersonId, refresh: u8) -> NewSession {
    NewSession {
        password_hash: Some("$hash".to_owned()),
        device: String::new(),
        address: String::new(),
        ..new_session(person, refresh)
    }
}

fn opened(harness: &Harness, person: &PersonId, refresh: u8) -> SignedIn {
    let opened = harness.store.open_session(&session(person, refresh), &somebody());
    opened.unwrap().unwrap()
}

fn member(harness: &Harness) -> SignedIn {
    let id = person(
        harness,
        "anna@test.lv",
        Role::Member,
        Within::Municipality(SALDUS.parse().unwrap()),
    );
    opened(harness, &id, 1)
}

/// Somebody whose second factor is sealed as `secret`, with the recovery codes 1 and 2, the step 100 used.
fn guarded(harness: &Harness) -> SignedIn {
    let anna = member(harness);
    let store = &harness.store;
    assert!(
        store
            .prepare_second_factor(&anna, b"secret", &somebody())
            .unwrap()
    );
    assert!(
        store
            .confirm_second_factor(&anna, b"secret", 100, &[[1; 32], [2; 32]], &somebody())
            .unwrap()
    );
    anna
}

fn of_step(step: u64) -> ShownCode {
    ShownCode::OneTime {
        checked: b"secret".to_vec(),
        step,
    }
}

/// Whether a session opens by a code.
fn opens(harness: &Harness, person: &PersonId, refresh: u8, code: &ShownCode) -> bool {
    let found = harness
        .store
        .open_session_by_code(&session(person, refresh), code, &somebody())
        .unwrap();
    if let Some(found) = &found {
        assert!(found.has_second_factor && !found.standing.lacks_second_factor());
    }
    found.is_some()
}

on_both! {
    fn what_waits_holds_once_it_is_confirmed(database) {
        let harness = Harness::new(database);
        let anna = member(&harness);
        let (store, id) = (&harness.store, &anna.person.id);
        assert!(!store.confirm_second_factor(&anna, b"secret", 1, &[], &somebody()).unwrap(), "nothing waits");
        store.prepare_second_factor(&anna, b"first", &somebody()).unwrap();
        store.prepare_second_factor(&anna, b"secret", &somebody()).unwrap();
        assert_eq!(store.second_factor(id).unwrap(), None);
        assert_eq!(store.waiting_second_factor(id).unwrap().as_deref(), Some(&b"secret"[..]));
        assert!(!store.confirm_second_factor(&anna, b"first", 1, &[], &somebody()).unwrap(), "another waits by now");
        let other = opened(&harness, id, 2);
        assert!(store.confirm_second_factor(&anna, b"secret", 7, &[[1; 32]], &somebody()).unwrap());
        let kept = store.second_factor(id).unwrap().unwrap();
        assert_eq!((kept.sealed.as_slice(), kept.last_step), (&b"secret"[..], 7));
        assert_eq!(store.waiting_second_factor(id).unwrap(), None);
        assert_eq!(store.recovery_codes_left(id).unwrap(), 1);
        assert!(store.signed_in(&other.session).unwrap().is_none(), "a session without it ends");
        assert!(store.signed_in(&anna.session).unwrap().unwrap().has_second_factor);
    }
}

on_both! {
    fn a_code_is_good_once_and_for_its_owner_alone(database) {
        let harness = Harness::new(database);
        let anna = guarded(&harness);
        let id = &anna.person.id;
        let other = person(&harness, "janis@test.lv", Role::Observer, Within::Everywhere);
        assert!(!opens(&harness, id, 10, &of_step(100)), "it was used for setting up");
        assert!(opens(&harness, id, 11, &of_step(101)));
        assert!(!opens(&harness, id, 12, &of_step(101)));
        assert!(!opens(&harness, id, 13, &of_step(100)), "none before it either");
        let old = ShownCode::OneTime { checked: b"another".to_vec(), step: 102 };
        assert!(!opens(&harness, id, 14, &old), "checked against a secret that does not hold any more");
        assert!(!opens(&harness, &other, 15, &ShownCode::Recovery([1; 32])), "the code of another");
        assert!(opens(&harness, id, 16, &ShownCode::Recovery([1; 32])));
        assert!(!opens(&harness, id, 17, &ShownCode::Recovery([1; 32])));
        assert!(!opens(&harness, id, 18, &ShownCode::Recovery([9; 32])));
        assert_eq!(harness.store.recovery_codes_left(id).unwrap(), 1);
        let mut wrong = session(id, 19);
        wrong.password_hash = Some("$old".to_owned());
        let refused = harness.store.open_session_by_code(&wrong, &of_step(103), &somebody()).unwrap();
        assert_eq!(refused, None);
        assert!(opens(&harness, id, 20, &of_step(103)), "a sign-in that failed uses no code up");
    }
}

on_both! {
    fn a_session_is_confirmed_and_remembers_when(database) {
        let harness = Harness::new(database);
        let anna = guarded(&harness);
        let (store, id) = (&harness.store, &anna.person.id);
        let fresh = opened(&harness, id, 2);
        assert_eq!(fresh.confirmed_at, harness.clock.now());
        assert!(fresh.has_second_factor);
        harness.clock.advance(3600);
        assert!(!store.confirm_session(&fresh, Some("$old"), Some(&of_step(101)), &somebody()).unwrap());
        assert!(store.confirm_session(&fresh, Some("$hash"), None, &somebody()).unwrap());
        let now = store.signed_in(&fresh.session).unwrap().unwrap();
        assert_eq!(now.confirmed_at, harness.clock.now());
        assert!(store.confirm_session(&fresh, None, Some(&of_step(101)), &somebody()).unwrap());
        assert!(!store.confirm_session(&fresh, None, Some(&of_step(101)), &somebody()).unwrap());
        store.end_session(&fresh.session, blis_store::SessionEnd::SignedOut, &somebody()).unwrap();
        assert!(!store.confirm_session(&fresh, None, Some(&of_step(102)), &somebody()).unwrap());
        assert!(opens(&harness, id, 3, &of_step(102)), "no code is used up for a session that is over");
    }
}

on_both! {
    fn nobody_sheds_what_a_role_needs(database) {
        let harness = Harness::new(database);
        let store = &harness.store;
        let anna = guarded(&harness);
        assert_eq!(store.take_away_second_factor(&anna, &somebody()).unwrap(), FactorRemoval::Removed);
        assert_eq!(store.take_away_second_factor(&anna, &somebody()).unwrap(), FactorRemoval::NotSet);
        assert_eq!(store.recovery_codes_left(&anna.person.id).unwrap(), 0);
        let id = person(&harness, "admin@test.lv", Role::Admin, Within::Everywhere);
        let admin = opened(&harness, &id, 5);
        assert!(admin.standing.lacks_second_factor());
        store.prepare_second_factor(&admin, b"sealed", &somebody()).unwrap();
        store.confirm_second_factor(&admin, b"sealed", 1, &[], &somebody()).unwrap();
        assert!(!store.signed_in(&admin.session).unwrap().unwrap().standing.lacks_second_factor());
        assert_eq!(store.take_away_second_factor(&admin, &somebody()).unwrap(), FactorRemoval::Needed);
        assert!(store.remove_second_factor(&id, Decider::Command, &somebody()).unwrap());
        assert!(store.signed_in(&admin.session).unwrap().is_none());
        assert!(!store.remove_second_factor(&id, Decider::Command, &somebody()).unwrap());
        let nobody = "00000000-0000-7000-8000-000000000000".parse().unwrap();
        assert!(matches!(
            store.remove_second_factor(&nobody, Decider::Command, &somebody()),
            Err(StoreError::UnknownPerson(_))
        ));
        assert_eq!(store.take_away_second_factor(&admin, &somebody()).unwrap(), FactorRemoval::SessionOver);
    }
}

on_both! {
    fn the_session_of_a_guarded_role_ends_after_twelve_hours_however_it_got_the_role(database) {
        let harness = Harness::new(database);
        let id = person(&harness, "admin@test.lv", Role::Admin, Within::Everywhere);
        let admin = opened(&harness, &id, 5);
        let anna = member(&harness);
        assert_eq!(admin.expires_at, "2026-11-21T00:00:00Z");
        assert_eq!(anna.expires_at, "2026-12-04T12:00:00Z");
        harness.clock.advance(12 * 3600 - 1);
        assert!(harness.store.signed_in(&admin.session).unwrap().is_some());
        assert_eq!(harness.store.sessions_of(&id).unwrap()[0].expires_at, "2026-11-21T00:00:00Z");
        harness.clock.advance(1);
        assert_eq!(harness.store.signed_in(&admin.session).unwrap(), None);
        let over = "it is over for whatever asks for an open session, not for the door alone";
        assert!(!harness.store.prepare_second_factor(&admin, b"another", &somebody()).unwrap(), "{over}");
        assert!(!harness.store.confirm_session(&admin, None, None, &somebody()).unwrap(), "{over}");
        assert!(!harness.store.end_session_of(&id, &admin.session, &somebody()).unwrap(), "{over}");
        assert_eq!(
            harness.store.figures().unwrap().sessions_open, 1,
            "the session of the member alone is counted as open"
        );
        assert!(harness.store.sessions_of(&id).unwrap().is_empty());
        assert!(harness.store.signed_in(&anna.session).unwrap().is_some());
        let at = harness.clock.now().unix_timestamp() * 1_000_000;
        database.execute(&format!(
            "insert into role_grant (id, person, role, given_by, given_at) \
             values ('g', '{}', 'steward', 'test', {at})",
            anna.person.id
        ));
        assert_eq!(
            harness.store.signed_in(&anna.session).unwrap(),
            None,
            "a role that was given later bounds the session too"
        );
    }
}

on_both! {
    fn every_change_has_its_entry_and_no_entry_a_secret(database) {
        let harness = Harness::new(database);
        let anna = guarded(&harness);
        let store = &harness.store;
        store.replace_recovery_codes(&anna, &[[3; 32]], &somebody()).unwrap();
        store.confirm_session(&anna, Some("$hash"), Some(&ShownCode::Recovery([3; 32])), &somebody()).unwrap();
        store.give_second_factor(&anna.person.id, b"given", &somebody()).unwrap();
        store.remove_second_factor(&anna.person.id, Decider::Command, &somebody()).unwrap();
        let log = store.audit(&AuditFilter::seen_with(Sight::Everything)).unwrap().items;
        for (action, times) in [
            (actions::PREPARE_SECOND_FACTOR, 1),
            (actions::SET_SECOND_FACTOR, 2),
            (actions::MAKE_RECOVERY_CODES, 1),
            (actions::CONFIRM_SESSION, 1),
            (actions::REMOVE_SECOND_FACTOR, 1),
        ] {
            let entries: Vec<_> = log.iter().filter(|one| one.entry.action == action).collect();
            assert_eq!(entries.len(), times, "{action}");
            for one in entries {
                assert_eq!(one.entry.target.id.as_deref(), Some(anna.person.id.as_str()));
                let detail = one.detail.as_ref().unwrap();
                let told = format!("{:?} {:?}", detail.before, detail.after);
                for secret in ["secret", "given", "hash", "[3, 3"] {
                    assert!(!told.contains(secret), "{told}");
                }
            }
        }
    }
}
