//! Letters get a purpose more, for which SQLite makes their table anew, and lose it on the way back.

use super::back;
use crate::support::{Harness, SALDUS, somebody};
use blis_domain::rights::{Grant, Role, Within};
use blis_domain::text::Language;
use blis_store::{NewLetter, NewLink, NewPerson};
use time::Duration;

const VERSION: &str = "20261123090000";

on_both! {
    fn letters_keep_their_text_forth_and_back_but_for_those_the_tables_before_do_not_know(database) {
        let harness = Harness::new(database);
        let new = |email: &str, password: Option<&str>| NewPerson {
            email: email.parse().unwrap(),
            name: None,
            language: Language::Lv,
            password_hash: password.map(str::to_owned),
            demonstration: false,
            grants: vec![],
            added_by: "test".to_owned(),
        };
        let until = harness.clock.now() + Duration::days(14);
        let link = |hash| NewLink { hash: [hash; 32], expires_at: until };
        let letter = |body: &str| NewLetter { subject: "x".to_owned(), body: body.to_owned() };
        let store = &harness.store;
        store.invite_person(&new("anna@saldus.lv", None), &link(1), &letter("invitation"), &somebody()).unwrap();
        let janis = store.add_person(&new("janis@saldus.lv", Some("$argon2id$hash")), &somebody()).unwrap();
        let grants = [Grant::new(Role::Member, Within::Municipality(SALDUS.parse().unwrap()))];
        let (invitation, notice) = (letter("invitation"), letter("notice"));
        store.give_roles_by_letter(&janis, &grants, (&link(2), &invitation), (&notice, until), &somebody()).unwrap();
        drop(harness);
        back(database, VERSION);
        let letters = || database.lines("select purpose || ' ' || recipient || ' ' || body as line from letter");
        assert_eq!(letters(), ["invitation anna@saldus.lv invitation"]);
        let harness = Harness::new(database);
        assert_eq!(letters(), ["invitation anna@saldus.lv invitation"]);
        let taken = harness.store.take_letter(Duration::minutes(1)).unwrap();
        assert_eq!(taken.map(|letter| letter.body).as_deref(), Some("invitation"), "it is sent as it would have been");
    }
}
