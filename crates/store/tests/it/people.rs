//! People, their roles and their sessions.

use crate::support::{Harness, LIFE, SALDUS, at_once, new_person, new_session, somebody};
use blis_domain::network::NetworkCode;
use blis_domain::person::{PersonId, PersonState};
use blis_domain::rights::{Action, Grant, Role, Target, Within};
use blis_store::{NewPerson, NewSession, Renewal, SessionEnd, SignedIn, StoreError};

fn in_saldus(role: Role) -> Grant {
    Grant::new(role, Within::Municipality(SALDUS.parse().unwrap()))
}

fn new(email: &str, grants: Vec<Grant>) -> NewPerson {
    NewPerson {
        name: Some("Anna Liepa".parse().unwrap()),
        grants,
        ..new_person(email)
    }
}

fn signed_in(harness: &Harness, refresh: u8) -> SignedIn {
    let person = harness
        .store
        .add_person(&new("anna@saldus.lv", vec![in_saldus(Role::Member)]), &somebody())
        .unwrap();
    harness
        .store
        .open_session(&new_session(&person, refresh), &somebody())
        .unwrap()
        .unwrap()
}

fn renew(harness: &Harness, shown: u8, next: u8, from_page: bool) -> Renewal {
    harness
        .store
        .renew_session(&[shown; 32], &[next; 32], LIFE, from_page, |_| true, &somebody())
        .unwrap()
}

on_both! {
    fn a_person_signs_in_with_any_spelling_of_the_address(database) {
        let harness = Harness::new(database);
        let id = harness.store.add_person(&new("Anna@Saldus.LV", vec![]), &somebody()).unwrap();
        let account = harness.store.account(&"anna@saldus.lv".parse().unwrap()).unwrap().unwrap();
        assert_eq!(account.person, id);
        assert_eq!(account.state, PersonState::Active);
        assert!(!format!("{account:?}").contains("argon2"), "no log line shows the hash");
        let again = harness.store.add_person(&new("ANNA@saldus.lv", vec![]), &somebody());
        assert!(matches!(again, Err(StoreError::PersonExists)), "one address is one account");
        assert_eq!(harness.store.account(&"nobody@saldus.lv".parse().unwrap()).unwrap(), None);
    }
}

on_both! {
    fn an_invited_person_has_no_password_and_cannot_sign_in(database) {
        let harness = Harness::new(database);
        let invited = NewPerson { password_hash: None, ..new("anna@saldus.lv", vec![]) };
        let id = harness.store.add_person(&invited, &somebody()).unwrap();
        assert_eq!(harness.store.open_session(&new_session(&id, 1), &somebody()).unwrap(), None);
        harness.store.set_password(&id, "$argon2id$new", &somebody()).unwrap();
        assert!(harness.store.open_session(&new_session(&id, 2), &somebody()).unwrap().is_some());
    }
}

on_both! {
    fn roles_bring_the_networks_of_their_municipality(database) {
        let harness = Harness::new(database);
        let network: NetworkCode = "N2".parse().unwrap();
        harness.store.set_network_members(&[(network.clone(), SALDUS.parse().unwrap())], false, &somebody()).unwrap();
        let signed_in = signed_in(&harness, 1);
        let grants: Vec<&Grant> = signed_in.standing.grants().collect();
        assert_eq!(grants.len(), 1);
        assert_eq!(grants[0].networks, [network]);
        assert!(signed_in.standing.may_on(
            Action::UseOwnAccount,
            &Target::Person { id: &signed_in.person.id, places: &[] }
        ));
    }
}

on_both! {
    fn a_role_that_cannot_be_is_refused_and_nobody_is_added(database) {
        let harness = Harness::new(database);
        let misplaced = Grant::new(Role::Member, Within::Everywhere);
        let stray = Grant::new(Role::Member, Within::Municipality("0999999".parse().unwrap()));
        let machine = Grant::new(Role::FeedWriter, Within::Feed("srda".to_owned()));
        for grant in [misplaced, stray, machine] {
            let refused = harness.store.add_person(&new("anna@saldus.lv", vec![grant]), &somebody());
            assert!(
                matches!(refused, Err(StoreError::ImpossibleGrant(_) | StoreError::UnknownArea(_))),
                "{refused:?}"
            );
            assert_eq!(harness.store.account(&"anna@saldus.lv".parse().unwrap()).unwrap(), None);
        }
    }
}

on_both! {
    fn a_session_lasts_as_long_as_it_is_used_and_no_longer_than_it_may(database) {
        let harness = Harness::new(database);
        let session = signed_in(&harness, 1).session;
        let open = || harness.store.signed_in(&session).unwrap().is_some();
        harness.clock.advance(13 * 86_400);
        assert!(open());
        assert!(matches!(renew(&harness, 1, 2, true), Renewal::Renewed(_)));
        harness.clock.advance(13 * 86_400);
        assert!(open(), "using it kept it");
        assert!(matches!(renew(&harness, 2, 3, true), Renewal::Renewed(_)));
        harness.clock.advance(4 * 86_400 + 1);
        assert!(!open(), "thirty days are the most, however much it is used");
        assert_eq!(renew(&harness, 3, 4, true), Renewal::Unknown);
    }
}

on_both! {
    fn a_refresh_token_shown_twice_ends_the_family(database) {
        let harness = Harness::new(database);
        let session = signed_in(&harness, 1).session;
        assert!(matches!(renew(&harness, 1, 2, false), Renewal::Renewed(_)));
        assert_eq!(renew(&harness, 9, 3, false), Renewal::Unknown, "a token nobody gave");
        assert!(harness.store.signed_in(&session).unwrap().is_some());
        assert_eq!(renew(&harness, 1, 3, false), Renewal::Reused);
        assert!(harness.store.signed_in(&session).unwrap().is_none(), "thief and owner are both out");
        assert_eq!(renew(&harness, 2, 3, false), Renewal::Unknown, "also with the token that was current");
    }
}

on_both! {
    fn two_tabs_of_one_browser_do_not_take_each_other_for_thieves(database) {
        let harness = Harness::new(database);
        let session = signed_in(&harness, 1).session;
        assert!(matches!(renew(&harness, 1, 2, true), Renewal::Renewed(_)));
        harness.clock.advance(5);
        assert_eq!(renew(&harness, 1, 3, true), Renewal::JustReplaced);
        assert!(harness.store.signed_in(&session).unwrap().is_some());
        harness.clock.advance(10);
        assert_eq!(renew(&harness, 1, 3, true), Renewal::Reused, "later it is no other tab");
    }
}

on_both! {
    fn a_new_password_ends_every_other_session(database) {
        let harness = Harness::new(database);
        let here = signed_in(&harness, 1);
        let person = here.person.id.clone();
        let there = harness.store.open_session(&new_session(&person, 2), &somebody()).unwrap().unwrap().session;
        assert_eq!(harness.store.sessions_of(&person).unwrap().len(), 2);
        let change = |checked: &str| harness.store.change_password(&here, checked, "$argon2id$new", &somebody()).unwrap();
        assert!(!change("$argon2id$other"), "what was checked is not what holds");
        assert!(harness.store.signed_in(&there).unwrap().is_some());
        assert!(change("$argon2id$hash"));
        assert!(harness.store.signed_in(&there).unwrap().is_none());
        assert!(harness.store.signed_in(&here.session).unwrap().is_some());
        harness.store.end_session(&here.session, SessionEnd::Ended, &somebody()).unwrap();
        assert!(!change("$argon2id$new"), "whose session is over changes nothing");
        let nobody: PersonId = PersonId::new(1, [7; 10]);
        assert!(matches!(harness.store.set_password(&nobody, "x", &somebody()), Err(StoreError::UnknownPerson(_))));
    }
}

on_both! {
    fn a_sign_in_checked_against_an_older_password_opens_nothing(database) {
        let harness = Harness::new(database);
        let here = signed_in(&harness, 1);
        let checked = |hash: &str| NewSession {
            password_hash: Some(hash.to_owned()),
            ..new_session(&here.person.id, 2)
        };
        harness.store.set_password(&here.person.id, "$argon2id$new", &somebody()).unwrap();
        assert_eq!(
            harness.store.open_session(&checked("$argon2id$hash"), &somebody()).unwrap(),
            None,
            "the password was changed while the old one was being checked"
        );
        assert!(harness.store.open_session(&checked("$argon2id$new"), &somebody()).unwrap().is_some());
    }
}

on_both! {
    fn of_too_many_sessions_the_oldest_end(database) {
        let harness = Harness::new(database);
        let first = signed_in(&harness, 1);
        for n in 2..=blis_store::MOST_SESSIONS as u8 + 1 {
            harness.clock.advance(1);
            harness.store.open_session(&new_session(&first.person.id, n), &somebody()).unwrap().unwrap();
        }
        assert_eq!(harness.store.sessions_of(&first.person.id).unwrap().len() as i64, blis_store::MOST_SESSIONS);
        assert!(harness.store.signed_in(&first.session).unwrap().is_none());
    }
}

on_both! {
    fn signing_out_by_a_token_that_was_replaced_ends_the_session_too(database) {
        let harness = Harness::new(database);
        let here = signed_in(&harness, 1);
        assert!(matches!(renew(&harness, 1, 2, true), Renewal::Renewed(_)));
        assert!(harness.store.end_session_of_token(&[1; 32], &somebody()).unwrap());
        assert!(harness.store.signed_in(&here.session).unwrap().is_none());
        assert!(!harness.store.end_session_of_token(&[9; 32], &somebody()).unwrap());
    }
}

on_both! {
    fn many_who_renew_at_once_get_one_next_token_and_no_error(database) {
        let harness = Harness::new(database);
        let here = signed_in(&harness, 1);
        let store = &harness.store;
        let renewals: Vec<Renewal> = std::thread::scope(|scope| {
            let threads: Vec<_> = (2..10u8)
                .map(|next| scope.spawn(move || {
                    store.renew_session(&[1; 32], &[next; 32], LIFE, true, |_| true, &somebody()).unwrap()
                }))
                .collect();
            threads.into_iter().map(|thread| thread.join().unwrap()).collect()
        });
        let renewed = renewals.iter().filter(|one| matches!(one, Renewal::Renewed(_))).count();
        assert_eq!(renewed, 1, "{renewals:?}");
        assert!(store.signed_in(&here.session).unwrap().is_some(), "tabs of one browser end nothing");
    }
}

on_both! {
    fn nobody_ends_the_session_of_another(database) {
        let harness = Harness::new(database);
        let anna = signed_in(&harness, 1);
        let janis = harness.store.add_person(&new("janis@talsi.lv", vec![]), &somebody()).unwrap();
        assert!(!harness.store.end_session_of(&janis, &anna.session, &somebody()).unwrap());
        assert!(harness.store.signed_in(&anna.session).unwrap().is_some());
        assert!(harness.store.end_session_of(&anna.person.id, &anna.session, &somebody()).unwrap());
        assert!(!harness.store.end_session(&anna.session, SessionEnd::SignedOut, &somebody()).unwrap(), "it is over");
        assert_eq!(harness.store.sessions_of(&anna.person.id).unwrap(), []);
    }
}

on_both! {
    fn of_many_who_add_one_address_at_once_one_does_and_the_others_are_told(database) {
        let harness = Harness::new(database);
        for round in 0..10 {
            let anna = new(&format!("anna-{round}@saldus.lv"), vec![in_saldus(Role::Member)]);
            let added = at_once(4, |_| harness.store.add_person(&anna, &somebody()));
            assert_eq!(added.iter().filter(|one| one.is_ok()).count(), 1, "{added:?}");
            for one in added.into_iter().filter_map(Result::err) {
                assert!(matches!(one, StoreError::PersonExists), "a fault of nobody: {}", one.with_causes());
            }
        }
    }
}

on_both! {
    fn who_is_not_let_in_renews_nothing_and_keeps_the_token(database) {
        let harness = Harness::new(database);
        let invented = NewPerson { demonstration: true, ..new("anna@demo.blis.lv", vec![]) };
        let anna = harness.store.add_person(&invented, &somebody()).unwrap();
        harness.store.open_session(&new_session(&anna, 1), &somebody()).unwrap().unwrap();
        let renewal = harness
            .store
            .renew_session(&[1; 32], &[2; 32], LIFE, true, |person| !person.demonstration, &somebody())
            .unwrap();
        assert_eq!(renewal, Renewal::Unknown, "a real server lets nobody in by it");
        assert!(matches!(renew(&harness, 1, 2, true), Renewal::Renewed(_)), "a demonstration does");
    }
}
