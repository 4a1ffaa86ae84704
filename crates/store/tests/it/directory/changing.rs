//! Roles given and taken, people suspended and let back: with their entries, and never without an administrator.

use super::{add, everywhere, in_jelgava, in_saldus, named, seen, within};
use crate::support::{Harness, JELGAVA, SALDUS, new_session, somebody};
use blis_domain::area::AreaCode;
use blis_domain::audit::actions;
use blis_domain::person::{PersonId, PersonState};
use blis_domain::rights::{Action, Role, Sight, Standing, Subject};
use blis_store::{AuditFilter, Decider, NewPerson, StoreError};

/// The municipalities of the entries about an action, oldest first.
fn told(harness: &Harness, action: &str) -> Vec<Option<AreaCode>> {
    let filter = AuditFilter {
        action: Some(action.to_owned()),
        ..AuditFilter::seen_with(Sight::Everything)
    };
    let mut items = harness.store.audit(&filter).unwrap().items;
    items.reverse();
    items
        .into_iter()
        .map(|record| record.entry.municipality)
        .collect()
}

fn signed_in(harness: &Harness, person: &PersonId) -> String {
    signed_in_by(harness, person, 1)
}

fn signed_in_by(harness: &Harness, person: &PersonId, refresh: u8) -> String {
    let new = new_session(person, refresh);
    harness
        .store
        .open_session(&new, &somebody())
        .unwrap()
        .unwrap()
        .session
}

fn suspend(harness: &Harness, id: &PersonId) -> Result<PersonState, StoreError> {
    let version = seen(harness, id).person.version;
    harness.store.set_suspended(id, true, version, &somebody())
}

on_both! {
    fn a_role_is_given_once_and_taken_with_an_entry_each(database) {
        let harness = Harness::new(database);
        let anna = add(&harness, "anna@test.lv", "Anna", vec![]);
        let before = seen(&harness, &anna).person.version;
        let grant = in_saldus(Role::Member);
        let ids = harness.store.give_roles(&anna, std::slice::from_ref(&grant), &somebody()).unwrap();
        let given = seen(&harness, &anna);
        assert!(given.person.version > before, "whoever decides by what they saw is told that it is another now");
        assert_eq!(given.places, [within(SALDUS)]);
        let again = harness.store.give_roles(&anna, &[in_jelgava(Role::Member), grant], &somebody());
        assert!(matches!(again, Err(StoreError::RoleHeld(Role::Member))), "{again:?}");
        assert_eq!(seen(&harness, &anna), given, "all of them or none");
        assert_eq!(told(&harness, actions::GIVE_ROLE), [Some(SALDUS.parse().unwrap())]);
        let janis = add(&harness, "janis@test.lv", "Jānis", vec![]);
        assert!(!harness.store.take_role(&janis, &ids[0], &somebody()).unwrap(), "it is the role of another");
        assert!(!harness.store.take_role(&anna, "x\0", &somebody()).unwrap());
        assert!(harness.store.take_role(&anna, &ids[0], &somebody()).unwrap());
        assert!(!harness.store.take_role(&anna, &ids[0], &somebody()).unwrap(), "it is gone");
        assert_eq!(seen(&harness, &anna).places, []);
        assert_eq!(told(&harness, actions::TAKE_ROLE), [Some(SALDUS.parse().unwrap())]);
        let nobody = harness.store.give_roles(&PersonId::new(1, [7; 10]), &[in_saldus(Role::Member)], &somebody());
        assert!(matches!(nobody, Err(StoreError::UnknownPerson(_))), "{nobody:?}");
        assert_eq!(harness.store.verify_audit(None).unwrap().fault, None);
    }
}

on_both! {
    fn whoever_is_suspended_is_out_at_once_and_may_come_back(database) {
        let harness = Harness::new(database);
        let anna = add(&harness, "anna@test.lv", "Anna", vec![in_saldus(Role::Member), in_jelgava(Role::Member)]);
        let session = signed_in(&harness, &anna);
        assert_eq!(suspend(&harness, &anna).unwrap(), PersonState::Suspended);
        assert_eq!(harness.store.signed_in(&session).unwrap(), None);
        assert_eq!(harness.store.sessions_of(&anna).unwrap(), []);
        let places = [Some(JELGAVA.parse().unwrap()), Some(SALDUS.parse().unwrap())];
        assert_eq!(told(&harness, actions::SUSPEND_PERSON), places, "the log of each municipality tells");
        let version = seen(&harness, &anna).person.version;
        assert_eq!(suspend(&harness, &anna).unwrap(), PersonState::Suspended);
        assert_eq!(seen(&harness, &anna).person.version, version, "nothing changed, so nothing is told");
        assert_eq!(told(&harness, actions::SUSPEND_PERSON).len(), 2);
        let back = harness.store.set_suspended(&anna, false, version, &somebody()).unwrap();
        assert_eq!(back, PersonState::Active);
        assert_eq!(harness.store.signed_in(&session).unwrap(), None, "the session stays ended");
        assert_eq!(told(&harness, actions::LET_PERSON_BACK).len(), 2);
    }
}

on_both! {
    fn whoever_has_no_password_is_let_back_to_the_invitation(database) {
        let harness = Harness::new(database);
        let new = NewPerson { password_hash: None, ..named("anna@test.lv", None, vec![]) };
        let anna = harness.store.add_person(&new, &somebody()).unwrap();
        assert_eq!(suspend(&harness, &anna).unwrap(), PersonState::Suspended);
        let version = seen(&harness, &anna).person.version;
        assert_eq!(harness.store.set_suspended(&anna, false, version, &somebody()).unwrap(), PersonState::Invited);
    }
}

on_both! {
    fn a_decision_by_an_older_version_is_refused(database) {
        let harness = Harness::new(database);
        let anna = add(&harness, "anna@test.lv", "Anna", vec![in_saldus(Role::Member)]);
        let version = seen(&harness, &anna).person.version;
        harness.store.give_roles(&anna, &[in_jelgava(Role::Member)], &somebody()).unwrap();
        let stale = harness.store.set_suspended(&anna, true, version, &somebody());
        assert!(matches!(stale, Err(StoreError::Stale)), "{stale:?}");
        assert_eq!(seen(&harness, &anna).person.state, PersonState::Active);
    }
}

on_both! {
    fn all_sessions_end_with_one_entry_a_place(database) {
        let harness = Harness::new(database);
        let anna = add(&harness, "anna@test.lv", "Anna", vec![in_saldus(Role::Member)]);
        let session = signed_in(&harness, &anna);
        assert_eq!(harness.store.end_sessions(&anna, Decider::Command, &somebody()).unwrap(), 1);
        assert_eq!(harness.store.signed_in(&session).unwrap(), None);
        assert_eq!(harness.store.end_sessions(&anna, Decider::Command, &somebody()).unwrap(), 0);
        assert_eq!(told(&harness, actions::END_SESSIONS), [Some(SALDUS.parse().unwrap())]);
    }
}

on_both! {
    fn whoever_grew_out_of_reach_meanwhile_is_left_alone(database) {
        let harness = Harness::new(database);
        let store = &harness.store;
        let anna = add(&harness, "anna@test.lv", "Anna", vec![in_saldus(Role::Member)]);
        let session = signed_in(&harness, &anna);
        let liga = PersonId::new(1, [9; 10]);
        let liga = Standing::new(Subject::Person(liga), vec![in_saldus(Role::MunicipalAdmin)], true);
        let ends = |person: &PersonId| store.end_sessions(person, Decider::ByRights(&liga, Action::SuspendPerson), &somebody());
        let strips = || store.remove_second_factor(&anna, Decider::ByRights(&liga, Action::InvitePerson), &somebody());
        store.give_second_factor(&anna, b"sealed", &somebody()).unwrap();
        let again = signed_in_by(&harness, &anna, 2);
        assert_eq!(store.signed_in(&session).unwrap(), None, "another secret ends the sessions of the person");
        // Seen as a member of Saldus; before the change is made they are more than that.
        store.give_roles(&anna, &[everywhere(Role::Admin)], &somebody()).unwrap();
        assert!(matches!(ends(&anna), Err(StoreError::BeyondReach)), "an administrator is not signed out from below");
        assert!(matches!(strips(), Err(StoreError::BeyondReach)), "nor left to be taken over by a password alone");
        assert!(store.signed_in(&again).unwrap().is_some());
        assert!(store.second_factor(&anna).unwrap().is_some());
        let janis = add(&harness, "janis@test.lv", "Jānis", vec![in_saldus(Role::Member)]);
        signed_in_by(&harness, &janis, 3);
        assert_eq!(ends(&janis).unwrap(), 1, "whoever is within reach is");
    }
}

on_both! {
    fn the_last_administrator_stays(database) {
        let harness = Harness::new(database);
        let dace = add(&harness, "dace@test.lv", "Dace", vec![everywhere(Role::Admin)]);
        let grant = seen(&harness, &dace).person.grants[0].id.clone();
        let take = || harness.store.take_role(&dace, &grant, &somebody());
        // Neither who is suspended, nor who has not come yet, nor who is invented can take over.
        let other = add(&harness, "anna@test.lv", "Anna", vec![everywhere(Role::Admin)]);
        suspend(&harness, &other).unwrap();
        let invited = NewPerson { password_hash: None, ..named("b@test.lv", None, vec![everywhere(Role::Admin)]) };
        harness.store.add_person(&invited, &somebody()).unwrap();
        let invented = NewPerson { demonstration: true, ..named("c@test.lv", None, vec![everywhere(Role::Admin)]) };
        harness.store.add_person(&invented, &somebody()).unwrap();
        assert!(matches!(take(), Err(StoreError::LastAdmin)));
        assert!(matches!(suspend(&harness, &dace), Err(StoreError::LastAdmin)));
        assert_eq!(seen(&harness, &dace).person.grants.len(), 1);
        let version = seen(&harness, &other).person.version;
        harness.store.set_suspended(&other, false, version, &somebody()).unwrap();
        assert!(take().unwrap(), "now there is another");
        assert!(matches!(suspend(&harness, &other), Err(StoreError::LastAdmin)));
    }
}

on_both! {
    fn of_many_administrators_who_are_taken_at_once_one_stays(database) {
        let harness = Harness::new(database);
        let admins: Vec<PersonId> = (0..6)
            .map(|n| add(&harness, &format!("a{n}@test.lv"), "Anna", vec![everywhere(Role::Admin)]))
            .collect();
        let (store, harness) = (&harness.store, &harness);
        let outcomes: Vec<Result<(), StoreError>> = std::thread::scope(|scope| {
            let threads: Vec<_> = admins
                .iter()
                .enumerate()
                .map(|(n, id)| scope.spawn(move || match n % 2 {
                    0 => store.take_role(id, &seen(harness, id).person.grants[0].id, &somebody()).map(drop),
                    _ => suspend(harness, id).map(drop),
                }))
                .collect();
            threads.into_iter().map(|thread| thread.join().unwrap()).collect()
        });
        let refused = outcomes.iter().filter(|one| matches!(one, Err(StoreError::LastAdmin))).count();
        assert_eq!((refused, outcomes.iter().filter(|one| one.is_ok()).count()), (1, 5), "{outcomes:?}");
    }
}
