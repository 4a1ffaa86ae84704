//! Signing in through other services: what is under way, and whose each identity is.

use crate::support::{Harness, new_person, new_session, somebody};
use blis_domain::audit::actions;
use blis_domain::person::{PersonId, PersonState};
use blis_domain::rights::Sight;
use blis_domain::text::Language;
use blis_store::{
    AuditFilter, ExternalEntry, ExternalSignIn, LinkOutcome, LinkPurpose, NewLetter, NewLink, NewPerson,
    NewSession, SessionWay, SignedIn, UnlinkOutcome, Witness,
};
use time::Duration;

const ISSUER: &str = "https://login.example.lv";

fn under_way(harness: &Harness, state: u8, session: Option<&SignedIn>) -> ExternalSignIn {
    ExternalSignIn {
        state_hash: [state; 32],
        browser_hash: [7; 32],
        provider: "eid".to_owned(),
        nonce: "nonce".to_owned(),
        verifier: "verifier".to_owned(),
        language: Language::En,
        return_to: "/account".to_owned(),
        session: session.map(|me| me.session.clone()),
        begun_at: harness.clock.now(),
    }
}

fn witness(subject: &str, email: Option<&str>) -> Witness {
    Witness {
        issuer: ISSUER.to_owned(),
        subject: subject.to_owned(),
        verified_email: email.map(|email| email.parse().unwrap()),
        name: Some("Anna Liepa".parse().unwrap()),
    }
}

fn person(harness: &Harness, email: &str, password: Option<&str>) -> PersonId {
    let new = NewPerson {
        password_hash: password.map(str::to_owned),
        ..new_person(email)
    };
    harness.store.add_person(&new, &somebody()).unwrap()
}

fn session(person: PersonId, refresh: u8) -> NewSession {
    NewSession {
        way: SessionWay::External,
        ..new_session(&person, refresh)
    }
}

fn enter(harness: &Harness, witness: &Witness, refresh: u8) -> ExternalEntry {
    let new = |person| session(person, refresh);
    harness
        .store
        .enter_by_identity(witness, new, false, &somebody())
        .unwrap()
}

fn opened(harness: &Harness, witness: &Witness, refresh: u8) -> SignedIn {
    match enter(harness, witness, refresh) {
        ExternalEntry::Opened(signed_in) => *signed_in,
        ExternalEntry::Refused(person) => panic!("{person:?} is refused"),
    }
}

fn signed_in(harness: &Harness, email: &str, refresh: u8) -> SignedIn {
    let id = person(harness, email, Some("$argon2id$hash"));
    harness
        .store
        .open_session(&session(id, refresh), &somebody())
        .unwrap()
        .unwrap()
}

fn entries(harness: &Harness, action: &str) -> usize {
    let filter = AuditFilter {
        action: Some(action.to_owned()),
        ..AuditFilter::seen_with(Sight::Everything)
    };
    harness.store.audit(&filter).unwrap().items.len()
}

on_both! {
    fn a_sign_in_is_taken_once_and_within_its_time(database) {
        let harness = Harness::new(database);
        let begun = under_way(&harness, 1, None);
        harness.store.begin_external(&begun).unwrap();
        assert_eq!(harness.store.take_external(&[2; 32]).unwrap(), None);
        assert_eq!(harness.store.take_external(&[1; 32]).unwrap(), Some(begun));
        assert_eq!(harness.store.take_external(&[1; 32]).unwrap(), None, "once");
        for (seconds, holds) in [(599, true), (600, false)] {
            harness.store.begin_external(&under_way(&harness, 3, None)).unwrap();
            harness.clock.advance(seconds);
            assert_eq!(harness.store.take_external(&[3; 32]).unwrap().is_some(), holds, "{seconds} s");
        }
        assert_eq!(database.count("external_sign_in"), 0, "one that came too late is gone too");
    }
}

on_both! {
    fn those_who_never_came_back_are_forgotten(database) {
        let harness = Harness::new(database);
        for state in 0..120 {
            harness.store.begin_external(&under_way(&harness, state, None)).unwrap();
        }
        harness.clock.advance(601);
        harness.store.begin_external(&under_way(&harness, 200, None)).unwrap();
        assert_eq!(database.count("external_sign_in"), 21, "some at each");
        harness.store.begin_external(&under_way(&harness, 201, None)).unwrap();
        assert_eq!(database.count("external_sign_in"), 2);
    }
}

on_both! {
    fn what_is_kept_of_a_sign_in_is_shown_in_no_log(database) {
        let harness = Harness::new(database);
        let shown = format!("{:?} {:?}", under_way(&harness, 1, None), witness("subject-1", Some("anna@saldus.lv")));
        for secret in ["nonce", "verifier", "subject-1", "anna"] {
            assert!(!shown.contains(secret), "{shown}");
        }
    }
}

on_both! {
    fn an_invitation_is_taken_up_once_and_by_the_verified_address_alone(database) {
        let harness = Harness::new(database);
        let anna = person(&harness, "Anna@Saldus.lv", None);
        assert_eq!(enter(&harness, &witness("s1", None), 1), ExternalEntry::Refused(None));
        assert_eq!(enter(&harness, &witness("s1", Some("janis@saldus.lv")), 1), ExternalEntry::Refused(None));
        assert_eq!(entries(&harness, actions::LINK_IDENTITY), 0);
        let me = opened(&harness, &witness("s1", Some("anna@saldus.LV")), 1);
        assert_eq!(me.person.id, anna);
        assert_eq!(me.person.state, PersonState::Active);
        assert_eq!(me.person.name.unwrap().as_str(), "Anna Liepa");
        assert!(harness.store.knows_identity(ISSUER, "s1").unwrap());
        // Another identity with the same address finds an account that is open, and does not open it.
        assert_eq!(enter(&harness, &witness("s2", Some("anna@saldus.lv")), 2), ExternalEntry::Refused(None));
        assert_eq!(opened(&harness, &witness("s1", None), 3).person.id, anna);
        let other = Witness { issuer: "https://other.lv".to_owned(), ..witness("s1", None) };
        assert_eq!(enter(&harness, &other, 4), ExternalEntry::Refused(None), "the same name at another service");
        assert_eq!(entries(&harness, actions::LINK_IDENTITY), 1);
        assert_eq!(entries(&harness, actions::SIGN_IN), 2);
    }
}

on_both! {
    fn who_is_suspended_gets_in_by_no_identity(database) {
        let harness = Harness::new(database);
        let anna = person(&harness, "anna@saldus.lv", None);
        opened(&harness, &witness("s1", Some("anna@saldus.lv")), 1);
        database.execute("update person set state = 'suspended'");
        assert_eq!(enter(&harness, &witness("s1", None), 2), ExternalEntry::Refused(Some(anna)));
        database.execute("update person set state = 'invited'");
        assert!(matches!(enter(&harness, &witness("s1", None), 2), ExternalEntry::Refused(Some(_))));
    }
}

on_both! {
    fn linking_asks_for_an_open_session(database) {
        let harness = Harness::new(database);
        let me = signed_in(&harness, "anna@saldus.lv", 1);
        let link = |session: &str, subject: &str| {
            harness.store.link_identity(session, &witness(subject, None), &somebody()).unwrap()
        };
        assert_eq!(link("none", "s1"), LinkOutcome::SessionOver);
        assert_eq!(link(&me.session, "s1"), LinkOutcome::Linked);
        assert_eq!(link(&me.session, "s1"), LinkOutcome::AlreadyOwn);
        assert_eq!(link(&me.session, "s2"), LinkOutcome::HasAnother);
        let other = signed_in(&harness, "janis@saldus.lv", 2);
        assert_eq!(link(&other.session, "s1"), LinkOutcome::OfAnother);
        assert_eq!(entries(&harness, actions::LINK_IDENTITY), 1, "what changes nothing is no entry");
        harness.clock.advance(15 * 24 * 3600);
        assert_eq!(link(&other.session, "s3"), LinkOutcome::SessionOver);
    }
}

on_both! {
    fn unlinking_leaves_a_way_in(database) {
        let harness = Harness::new(database);
        person(&harness, "anna@saldus.lv", None);
        let me = opened(&harness, &witness("s1", Some("anna@saldus.lv")), 1);
        let elsewhere = Witness { issuer: "https://other.lv".to_owned(), ..witness("t1", None) };
        harness.clock.advance(1);
        assert_eq!(
            harness.store.link_identity(&me.session, &elsewhere, &somebody()).unwrap(),
            LinkOutcome::Linked
        );
        let own = harness.store.identities_of(&me.person.id).unwrap();
        let issuers: Vec<&str> = own.iter().map(|one| one.issuer.as_str()).collect();
        assert_eq!(issuers, [ISSUER, "https://other.lv"]);
        let unlink = |id: &str, usable: &[&str]| {
            harness.store.unlink_identity(&me, id, usable, &somebody()).unwrap()
        };
        assert_eq!(unlink("none", &issuers), UnlinkOutcome::Unknown);
        assert_eq!(unlink(&own[0].id, &[ISSUER]), UnlinkOutcome::OnlyWay, "the other service signs nobody in");
        opened(&harness, &elsewhere, 2);
        assert_eq!(unlink(&own[0].id, &issuers), UnlinkOutcome::Unlinked);
        let open = harness.store.sessions_of(&me.person.id).unwrap();
        assert_eq!(open.len(), 1, "who used the identity is out, whoever unlinked it is not");
        assert_eq!(open[0].id, me.session);
        assert_eq!(unlink(&own[1].id, &issuers), UnlinkOutcome::OnlyWay);
        let stranger = signed_in(&harness, "janis@saldus.lv", 3);
        let theirs = harness.store.unlink_identity(&stranger, &own[1].id, &issuers, &somebody()).unwrap();
        assert_eq!(theirs, UnlinkOutcome::Unknown);
        assert_eq!(entries(&harness, actions::UNLINK_IDENTITY), 1);
        assert!(harness.store.verify_audit(None).unwrap().fault.is_none(), "the chain holds");
    }
}

on_both! {
    fn a_sign_in_goes_with_the_session_it_links_for(database) {
        let harness = Harness::new(database);
        let me = signed_in(&harness, "anna@saldus.lv", 1);
        harness.store.begin_external(&under_way(&harness, 1, Some(&me))).unwrap();
        database.execute("delete from session");
        assert_eq!(harness.store.take_external(&[1; 32]).unwrap(), None);
    }
}

on_both! {
    fn an_invitation_accepted_through_another_service_lets_in_nobody_by_its_letter(database) {
        let harness = Harness::new(database);
        let new = NewPerson {
            email: "anna@saldus.lv".parse().unwrap(),
            name: None,
            language: Language::Lv,
            password_hash: None,
            demonstration: false,
            grants: vec![],
            added_by: "test".to_owned(),
        };
        let link = NewLink { hash: [1; 32], expires_at: harness.clock.now() + Duration::days(14) };
        let letter = NewLetter { subject: "x".to_owned(), body: "x".to_owned() };
        let id = harness.store.invite_person(&new, &link, &letter, &somebody()).unwrap();
        opened(&harness, &witness("anna", Some("anna@saldus.lv")), 1);
        assert!(harness.store.lying_letters(10).unwrap().is_empty(), "the letter is needed no more");
        assert!(harness.store.open_link(&[1; 32], LinkPurpose::Invitation).unwrap().is_none());
        let held = harness.store.held_of(&id).unwrap().unwrap();
        assert_eq!(held.letters.len(), 1);
    }
}
