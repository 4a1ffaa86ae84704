//! What is kept for a while only.

use crate::support::{Harness, LIFE, new_person, new_session, somebody};
use blis_domain::audit::actions;
use blis_domain::limits::Patience;
use blis_domain::person::PersonId;
use blis_store::{AuditDraft, SessionEnd, ThrottleKey};

const DAY: i64 = 86_400;

fn person(harness: &Harness) -> PersonId {
    let new = new_person("anna@saldus.lv");
    harness.store.add_person(&new, &somebody()).unwrap()
}

fn open(harness: &Harness, person: &PersonId, refresh: u8) -> String {
    let new = new_session(person, refresh);
    harness
        .store
        .open_session(&new, &somebody())
        .unwrap()
        .unwrap()
        .session
}

on_both! {
    fn sessions_that_are_over_go_after_ninety_days_and_open_ones_stay(database) {
        let harness = Harness::new(database);
        let anna = person(&harness);
        let ended = open(&harness, &anna, 1);
        harness.store.end_session(&ended, SessionEnd::SignedOut, &somebody()).unwrap();
        open(&harness, &anna, 2);
        let swept = |table: &str| {
            let swept = harness.store.sweep().unwrap();
            swept.iter().find(|(name, _)| *name == table).unwrap().1
        };
        assert_eq!(harness.store.sweep().unwrap().iter().map(|(_, rows)| rows).sum::<u64>(), 0);

        harness.clock.advance(2 * DAY);
        assert_eq!(swept("refresh_token"), 1, "that of the session which was ended");
        assert_eq!((database.count("session"), database.count("refresh_token")), (2, 1));

        harness.clock.advance(88 * DAY + 1);
        open(&harness, &anna, 3);
        assert_eq!(swept("session"), 1, "ended 90 days ago");
        assert_eq!(database.count("session"), 2, "the second has run out since, and is kept as long");
        harness.clock.advance(13 * DAY);
        assert_eq!(swept("session"), 0);
        harness.clock.advance(DAY + 1);
        assert_eq!(swept("session"), 1, "run out 90 days ago");
    }
}

on_both! {
    fn a_token_that_was_replaced_is_remembered_for_a_day(database) {
        let harness = Harness::new(database);
        let anna = person(&harness);
        open(&harness, &anna, 1);
        harness.store.renew_session(&[1; 32], &[2; 32], LIFE, false, |_| true, &somebody()).unwrap();
        harness.clock.advance(DAY - 1);
        harness.store.sweep().unwrap();
        assert_eq!(database.count("refresh_token"), 2);
        harness.clock.advance(2);
        harness.store.sweep().unwrap();
        assert_eq!(database.count("refresh_token"), 1, "the current one stays");
        assert_eq!(harness.store.sessions_of(&anna).unwrap().len(), 1);
    }
}

on_both! {
    fn failures_to_sign_in_are_forgotten_after_a_day(database) {
        let harness = Harness::new(database);
        let key = ThrottleKey { hash: [7; 32], patience: Patience::WITH_ACCOUNT };
        let draft = AuditDraft::refused(&somebody(), actions::SIGN_IN, "person", None);
        harness.store.count_failure(&[key], &draft).unwrap();
        harness.clock.advance(DAY - 1);
        harness.store.sweep().unwrap();
        assert_eq!(database.count("sign_in_throttle"), 1);
        harness.clock.advance(2);
        harness.store.sweep().unwrap();
        assert_eq!(database.count("sign_in_throttle"), 0);
        assert!(harness.store.audit_head().unwrap().seq > 0, "the log stays");
    }
}

on_both! {
    fn the_figures_count_what_there_is(database) {
        let harness = Harness::new(database);
        let anna = person(&harness);
        open(&harness, &anna, 1);
        let ended = open(&harness, &anna, 2);
        harness.store.end_session(&ended, SessionEnd::SignedOut, &somebody()).unwrap();
        let figures = harness.store.figures().unwrap();
        assert_eq!((figures.sessions_open, figures.data_version), (1, 0));
        assert_eq!(figures.audit_head_seq, harness.store.audit_head().unwrap().seq);
        harness.clock.advance(15 * DAY);
        assert_eq!(harness.store.figures().unwrap().sessions_open, 0, "run out");
        let [readers, writers] = harness.store.connections();
        assert_eq!((readers.name, writers.name), ("readers", "writers"));
        assert!(readers.taken > 0 && writers.taken > 0 && readers.open >= readers.idle);
    }
}
