//! Links that let somebody in once: invitations, new passwords, the first administrator.

use crate::support::{Harness, JELGAVA, SALDUS, new_person, new_session, somebody};
use blis_domain::audit::{Actor, actions};
use blis_domain::person::{PersonId, PersonState};
use blis_domain::rights::{Grant, Role, Sight, Within};
use blis_domain::text::Language;
use blis_store::{
    AuditFilter, LetterPurpose, LinkPurpose, NewLetter, NewLink, NewPerson, NewSession, StoreError,
};
use time::Duration;

fn person(email: &str, role: Role) -> NewPerson {
    let within = match role {
        Role::Admin => Within::Everywhere,
        _ => Within::Municipality(SALDUS.parse().unwrap()),
    };
    NewPerson {
        name: Some("Anna Liepa".parse().unwrap()),
        grants: vec![Grant::new(role, within)],
        ..new_person(email)
    }
}

fn link(harness: &Harness, hash: u8) -> NewLink {
    NewLink {
        hash: [hash; 32],
        expires_at: harness.clock.now() + Duration::days(14),
    }
}

fn letter(body: &str) -> NewLetter {
    NewLetter {
        subject: "Uzaicinājums".to_owned(),
        body: body.to_owned(),
    }
}

fn invite(harness: &Harness, email: &str, hash: u8) -> PersonId {
    let new = person(email, Role::Member);
    let link = link(harness, hash);
    harness
        .store
        .invite_person(&new, &link, &letter("first"), &somebody())
        .unwrap()
}

fn accept(harness: &Harness, hash: u8) -> Option<PersonId> {
    let name = "Anna Ozoliņa".parse().unwrap();
    harness
        .store
        .accept_invitation(&[hash; 32], &name, Language::En, "$argon2id$chosen", &somebody())
        .unwrap()
}

fn holds(harness: &Harness, hash: u8, purpose: LinkPurpose) -> bool {
    harness.store.open_link(&[hash; 32], purpose).unwrap().is_some()
}

fn bodies(harness: &Harness) -> Vec<String> {
    let lying = harness.store.lying_letters(10).unwrap();
    lying.into_iter().map(|letter| letter.body).collect()
}

/// What the log says of an action: who did it.
fn actors(harness: &Harness, action: &str) -> Vec<Actor> {
    let filter = AuditFilter {
        action: Some(action.to_owned()),
        ..AuditFilter::seen_with(Sight::Everything)
    };
    let page = harness.store.audit(&filter).unwrap();
    page.items.into_iter().map(|record| record.entry.actor).collect()
}

fn session(person: &PersonId) -> NewSession {
    NewSession {
        device: String::new(),
        address: String::new(),
        ..new_session(person, 99)
    }
}

on_both! {
    fn an_invitation_is_accepted_once_and_opens_the_account(database) {
        let harness = Harness::new(database);
        let id = invite(&harness, "anna@saldus.lv", 1);
        assert_eq!(bodies(&harness), ["first"], "the letter is queued with the link");
        let account = || harness.store.account(&"anna@saldus.lv".parse().unwrap()).unwrap().unwrap();
        assert_eq!((account().state, account().password_hash), (PersonState::Invited, None), "whatever was passed");
        assert!(!holds(&harness, 1, LinkPurpose::PasswordReset), "a link is for one purpose");
        for _ in 0..2 {
            let holder = harness.store.open_link(&[1; 32], LinkPurpose::Invitation).unwrap().unwrap();
            assert_eq!(holder.person.id, id, "looking does not use it up");
        }
        assert_eq!(accept(&harness, 2), None, "a link nobody made");
        assert_eq!(accept(&harness, 1), Some(id.clone()));
        assert_eq!(account().state, PersonState::Active);
        assert_eq!(account().password_hash.as_deref(), Some("$argon2id$chosen"));
        assert_eq!(accept(&harness, 1), None, "a link works once");
        assert!(!holds(&harness, 1, LinkPurpose::Invitation));
        assert_eq!(bodies(&harness), [""; 0], "nobody needs the letter any more");
        let signed_in = harness.store.open_session(&session(&id), &somebody()).unwrap().unwrap();
        assert_eq!(signed_in.person.name.unwrap().as_str(), "Anna Ozoliņa");
        assert_eq!(signed_in.person.language, Language::En);
        assert_eq!(actors(&harness, actions::SEND_INVITATION), [Actor::Command]);
        assert_eq!(actors(&harness, actions::ACCEPT_INVITATION), [Actor::Person(id)]);
    }
}

on_both! {
    fn a_link_ends_with_its_time(database) {
        let harness = Harness::new(database);
        invite(&harness, "anna@saldus.lv", 1);
        harness.clock.advance(14 * 86_400 - 1);
        assert!(holds(&harness, 1, LinkPurpose::Invitation));
        harness.clock.advance(1);
        assert!(!holds(&harness, 1, LinkPurpose::Invitation));
        assert_eq!(accept(&harness, 1), None);
    }
}

on_both! {
    fn an_invitation_sent_again_ends_the_one_before(database) {
        let harness = Harness::new(database);
        let id = invite(&harness, "anna@saldus.lv", 1);
        let janis = invite(&harness, "janis@saldus.lv", 9);
        harness.clock.advance(1);
        let again = |hash| {
            harness.store.invite_again(&id, &link(&harness, hash), &letter("second"), &somebody()).unwrap()
        };
        assert!(again(2));
        assert!(!holds(&harness, 1, LinkPurpose::Invitation), "the last letter is the one that counts");
        assert!(holds(&harness, 9, LinkPurpose::Invitation), "of others none");
        assert_eq!(bodies(&harness), ["second", "first"], "the letter that waited is withdrawn");
        assert_eq!(accept(&harness, 2), Some(id.clone()));
        assert!(!again(3), "who accepted is invited no more");
        assert!(!holds(&harness, 3, LinkPurpose::Invitation));
        assert_eq!(accept(&harness, 9), Some(janis));
    }
}

on_both! {
    fn who_is_there_already_is_not_invited_and_gets_no_letter(database) {
        let harness = Harness::new(database);
        harness.store.add_person(&person("anna@saldus.lv", Role::Member), &somebody()).unwrap();
        let new = person("Anna@saldus.lv", Role::Member);
        let refused = harness.store.invite_person(&new, &link(&harness, 1), &letter("x"), &somebody());
        assert!(matches!(refused, Err(StoreError::PersonExists)), "{refused:?}");
        assert_eq!(bodies(&harness), [""; 0]);
        assert!(!holds(&harness, 1, LinkPurpose::Invitation));
    }
}

on_both! {
    fn a_password_is_reset_once_and_all_sessions_end(database) {
        let harness = Harness::new(database);
        let store = &harness.store;
        let id = store.add_person(&person("anna@saldus.lv", Role::Member), &somebody()).unwrap();
        let open = store.open_session(&session(&id), &somebody()).unwrap().unwrap().session;
        let ask = |hash| store.ask_password_reset(&id, &link(&harness, hash), &letter("reset"), &somebody()).unwrap();
        assert!(ask(1) && ask(2));
        assert!(!holds(&harness, 1, LinkPurpose::PasswordReset), "the last letter is the one that counts");
        assert!(store.signed_in(&open).unwrap().is_some(), "asking ends nothing");
        let reset = |hash| store.reset_password(&[hash; 32], "$argon2id$new", &somebody()).unwrap();
        assert_eq!(reset(1), None);
        assert_eq!(reset(2), Some(id.clone()));
        assert_eq!(reset(2), None, "a link works once");
        assert!(store.signed_in(&open).unwrap().is_none());
        let account = store.account(&"anna@saldus.lv".parse().unwrap()).unwrap().unwrap();
        assert_eq!(account.password_hash.as_deref(), Some("$argon2id$new"));
        assert_eq!(actors(&harness, actions::RESET_PASSWORD), [Actor::Person(id)]);
        assert_eq!(bodies(&harness), [""; 0]);
    }
}

on_both! {
    fn a_password_set_otherwise_ends_the_links_of_letters(database) {
        let harness = Harness::new(database);
        let store = &harness.store;
        let id = store.add_person(&person("anna@saldus.lv", Role::Member), &somebody()).unwrap();
        assert!(store.ask_password_reset(&id, &link(&harness, 1), &letter("x"), &somebody()).unwrap());
        store.set_password(&id, "$argon2id$other", &somebody()).unwrap();
        assert!(!holds(&harness, 1, LinkPurpose::PasswordReset));
    }
}

on_both! {
    fn who_was_invited_gets_no_new_password(database) {
        let harness = Harness::new(database);
        let id = invite(&harness, "anna@saldus.lv", 1);
        let asked = harness.store.ask_password_reset(&id, &link(&harness, 2), &letter("x"), &somebody()).unwrap();
        assert!(!asked);
        assert_eq!(bodies(&harness), ["first"]);
        assert_eq!(actors(&harness, actions::ASK_PASSWORD_RESET), []);
    }
}

on_both! {
    fn many_who_use_one_link_at_once_are_let_in_once(database) {
        let harness = Harness::new(database);
        invite(&harness, "anna@saldus.lv", 1);
        let harness = &harness;
        let accepted: usize = std::thread::scope(|scope| {
            let threads: Vec<_> = (0..6).map(|_| scope.spawn(move || usize::from(accept(harness, 1).is_some()))).collect();
            threads.into_iter().map(|thread| thread.join().unwrap()).sum()
        });
        assert_eq!(accepted, 1);
        assert_eq!(actors(harness, actions::ACCEPT_INVITATION).len(), 1);
    }
}

on_both! {
    fn the_first_administrator_comes_by_the_last_link_and_only_the_first(database) {
        let harness = Harness::new(database);
        let store = &harness.store;
        let offer = |hash| store.offer_first_admin(&link(&harness, hash), &somebody()).unwrap();
        let come = |hash, email| {
            store.add_first_admin(&[hash; 32], &person(email, Role::Admin), &somebody())
        };
        assert!(offer(1) && offer(2));
        assert!(!store.first_admin_may_come(&[1; 32]).unwrap(), "replaced at the second start");
        assert!(store.first_admin_may_come(&[2; 32]).unwrap());
        assert_eq!(come(1, "dace@lps.lv").unwrap(), None);
        store.add_person(&person("anna@saldus.lv", Role::Member), &somebody()).unwrap();
        assert!(matches!(come(2, "anna@saldus.lv"), Err(StoreError::PersonExists)));
        assert!(store.first_admin_may_come(&[2; 32]).unwrap(), "a slip does not cost the link");
        let id = come(2, "dace@lps.lv").unwrap().unwrap();
        assert_eq!(come(2, "eva@lps.lv").unwrap(), None);
        assert!(!offer(3), "there is one");
        assert!(!store.first_admin_may_come(&[3; 32]).unwrap());
        let gave = actors(&harness, actions::GIVE_ROLE);
        assert_eq!(gave.first(), Some(&Actor::Person(id)), "the newest entry");
    }
}

on_both! {
    fn a_server_that_takes_nobody_in_takes_the_offer_back(database) {
        let harness = Harness::new(database);
        let store = &harness.store;
        assert_eq!(store.withdraw_first_admin(&somebody()).unwrap(), 0);
        assert!(actors(&harness, actions::WITHDRAW_FIRST_ADMIN).is_empty(), "nothing was done");
        assert!(store.offer_first_admin(&link(&harness, 1), &somebody()).unwrap());
        assert_eq!(store.withdraw_first_admin(&somebody()).unwrap(), 1);
        assert!(!store.first_admin_may_come(&[1; 32]).unwrap());
        let late = store.add_first_admin(&[1; 32], &person("eva@lps.lv", Role::Admin), &somebody()).unwrap();
        assert_eq!(late, None);
        assert_eq!(actors(&harness, actions::WITHDRAW_FIRST_ADMIN).len(), 1);
    }
}

on_both! {
    fn an_administrator_added_by_command_ends_the_offer(database) {
        let harness = Harness::new(database);
        let store = &harness.store;
        assert!(store.offer_first_admin(&link(&harness, 1), &somebody()).unwrap());
        let demo = NewPerson { demonstration: true, ..person("demo@lps.lv", Role::Admin) };
        store.add_person(&demo, &somebody()).unwrap();
        assert!(store.first_admin_may_come(&[1; 32]).unwrap(), "an invented one is none");
        store.add_person(&person("dace@lps.lv", Role::Admin), &somebody()).unwrap();
        assert!(!store.first_admin_may_come(&[1; 32]).unwrap());
        let late = store.add_first_admin(&[1; 32], &person("eva@lps.lv", Role::Admin), &somebody()).unwrap();
        assert_eq!(late, None);
    }
}

on_both! {
    fn no_link_of_before_outlives_a_suspension(database) {
        let harness = Harness::new(database);
        let store = &harness.store;
        let invited = invite(&harness, "anna@saldus.lv", 1);
        let active = store.add_person(&person("janis@saldus.lv", Role::Member), &somebody()).unwrap();
        assert!(store.ask_password_reset(&active, &link(&harness, 2), &letter("reset"), &somebody()).unwrap());
        let set = |id: &PersonId, suspended| {
            let version = store.person_seen(&Sight::Everything, id).unwrap().unwrap().person.version;
            store.set_suspended(id, suspended, version, &somebody()).unwrap()
        };
        for id in [&invited, &active] {
            set(id, true);
        }
        assert_eq!(bodies(&harness), [""; 0], "a letter that waits would bring a link that lets nobody in");
        assert_eq!((set(&invited, false), set(&active, false)), (PersonState::Invited, PersonState::Active));
        assert_eq!(accept(&harness, 1), None, "whoever got hold of the letter must not come back with the person");
        assert_eq!(store.reset_password(&[2; 32], "$argon2id$new", &somebody()).unwrap(), None);
        assert!(store.invite_again(&invited, &link(&harness, 3), &letter("again"), &somebody()).unwrap());
        assert_eq!(accept(&harness, 3), Some(invited));
    }
}

on_both! {
    fn whoever_has_an_account_is_told_of_roles_and_whoever_has_not_accepted_is_invited_again(database) {
        let harness = Harness::new(database);
        let store = &harness.store;
        let active = store.add_person(&person("janis@saldus.lv", Role::Member), &somebody()).unwrap();
        let invited = invite(&harness, "anna@saldus.lv", 1);
        let give = |id: &PersonId, role, hash| {
            let grants = [Grant::new(role, Within::Municipality(JELGAVA.parse().unwrap()))];
            let until = harness.clock.now() + Duration::days(14);
            let (new, invitation, notice) = (link(&harness, hash), letter("invitation"), letter("notice"));
            store.give_roles_by_letter(id, &grants, (&new, &invitation), (&notice, until), &somebody())
        };
        give(&active, Role::Member, 2).unwrap();
        harness.clock.advance(1);
        give(&active, Role::Councillor, 3).unwrap();
        harness.clock.advance(1);
        give(&invited, Role::Member, 4).unwrap();
        assert_eq!(bodies(&harness), ["invitation", "notice", "notice"], "each notice tells of something else");
        assert!(!holds(&harness, 1, LinkPurpose::Invitation) && holds(&harness, 4, LinkPurpose::Invitation));
        assert!(!holds(&harness, 2, LinkPurpose::Invitation), "no link where none is needed");
        assert_eq!(actors(&harness, actions::SEND_INVITATION).len(), 2);
        let again = give(&active, Role::Member, 5);
        assert!(matches!(again, Err(StoreError::RoleHeld(Role::Member))), "{again:?}");
        assert_eq!(bodies(&harness).len(), 3, "no letter about what was not given");
        let taken = store.take_letter(Duration::minutes(1)).unwrap().unwrap();
        assert_eq!((taken.purpose, taken.recipient.as_str()), (LetterPurpose::RolesGiven, "janis@saldus.lv"));
    }
}
