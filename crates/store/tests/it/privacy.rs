//! What is held about a person, and that nothing of it is left when they are erased.

use crate::support::{Harness, Kind, LIFE, SALDUS, ScratchDatabase, new_person, new_session, somebody};
use blis_domain::audit::{Actor, actions};
use blis_domain::person::{PersonId, PersonState};
use blis_domain::rights::{Grant, Role, Sight, Within};
use blis_domain::text::Language;
use blis_store::{
    AuditContext, AuditDraft, AuditFilter, LinkOutcome, NewLetter, NewLink, NewPerson, NewSession,
    SessionEnd, SignedIn, StoreError, Witness,
};
use std::fs;
use std::path::Path;
use time::Duration;

/// What says that it is her. It stands nowhere else in the database of a test.
const MARKS: [&str; 8] = [
    "Anna@Saldus.lv",
    "annasubject",
    "annaletter",
    "anna@saldus.lv",
    "Anna Liepa",
    "Anna Ozola",
    "annaphone",
    "192.0.2.77",
];

fn person(email: &str, grants: Vec<Grant>) -> NewPerson {
    NewPerson {
        name: Some("Anna Liepa".parse().unwrap()),
        language: Language::En,
        grants,
        ..new_person(email)
    }
}

fn session(person: &PersonId, refresh: u8) -> NewSession {
    NewSession {
        device: "annaphone".to_owned(),
        address: "192.0.2.77".to_owned(),
        ..new_session(person, refresh)
    }
}

/// Anna, with something of hers in every table that knows people.
fn anna(harness: &Harness) -> SignedIn {
    let store = &harness.store;
    let member = Grant::new(Role::Member, Within::Municipality(SALDUS.parse().unwrap()));
    let id = store
        .add_person(&person("Anna@Saldus.lv", vec![member]), &somebody())
        .unwrap();
    let herself = AuditContext::of(Actor::Person(id.clone())).from_address("192.0.2.77");
    let over = store.open_session(&session(&id, 1), &herself).unwrap().unwrap();
    store
        .end_session(&over.session, SessionEnd::SignedOut, &herself)
        .unwrap();
    harness.clock.advance(60);
    let open = store.open_session(&session(&id, 2), &herself).unwrap().unwrap();
    store
        .renew_session(&[2; 32], &[3; 32], LIFE, true, |_| true, &herself)
        .unwrap();
    store
        .change_account(&id, Some(&"Anna Ozola".parse().unwrap()), None, &herself)
        .unwrap()
        .unwrap();
    assert!(store.prepare_second_factor(&open, b"sealed", &herself).unwrap());
    let recovery = [[7; 32], [8; 32]];
    assert!(
        store
            .confirm_second_factor(&open, b"sealed", 1, &recovery, &herself)
            .unwrap()
    );
    let witness = Witness {
        issuer: "https://login.example".to_owned(),
        subject: "annasubject".to_owned(),
        verified_email: None,
        name: None,
    };
    assert_eq!(
        store.link_identity(&open.session, &witness, &herself).unwrap(),
        LinkOutcome::Linked
    );
    let link = NewLink {
        hash: [9; 32],
        expires_at: harness.clock.now() + Duration::hours(1),
    };
    let letter = NewLetter {
        subject: "annaletter".to_owned(),
        body: "the link".to_owned(),
    };
    assert!(store.ask_password_reset(&id, &link, &letter, &herself).unwrap());
    let refused = AuditDraft::refused(&herself, actions::SIGN_IN, "person", Some(id.as_str()));
    store.record(&refused).unwrap();
    open
}

/// Every text of every table.
fn everything(database: &ScratchDatabase) -> String {
    let mut texts = Vec::new();
    match database.kind() {
        Kind::Sqlite => {
            // Blobs are hashes and ciphers.
            let columns = r#"select 'case typeof("' || c.name || '") when ''blob'' then hex("' || c.name || '")
                else coalesce(cast("' || c.name || '" as text), '''') end as line from "' || m.name || '"' as line
                from sqlite_master m, pragma_table_info(m.name) c where m.type = 'table'"#;
            for column in database.lines(columns) {
                texts.extend(database.lines(&format!("select {column}")));
            }
        }
        Kind::Postgres => {
            let tables = "select quote_ident(table_name) as line from information_schema.tables \
                where table_schema = current_schema()";
            for table in database.lines(tables) {
                texts.extend(database.lines(&format!("select t::text as line from {table} t")));
            }
        }
    }
    texts.join("\n")
}

/// Every column that refers to a person, as `table.column`.
fn references(database: &ScratchDatabase) -> Vec<String> {
    database.lines(match database.kind() {
        Kind::Sqlite => {
            "select m.name || '.' || f.\"from\" as line from sqlite_master m, pragma_foreign_key_list(m.name) f \
             where f.\"table\" = 'person' order by 1"
        }
        Kind::Postgres => {
            "select c.conrelid::regclass::text || '.' || a.attname as line from pg_constraint c \
             join pg_attribute a on a.attrelid = c.conrelid and a.attnum = any (c.conkey) \
             where c.contype = 'f' and c.confrelid = 'person'::regclass order by 1"
        }
    })
}

fn log_of(harness: &Harness, person: &PersonId) -> Vec<blis_store::AuditRecord> {
    let filter = AuditFilter::seen_with(Sight::Own(person.clone()));
    harness.store.audit(&filter).unwrap().items
}

/// All bytes of all files of a database.
fn bytes(folder: &Path) -> Vec<u8> {
    let files = fs::read_dir(folder).unwrap();
    files
        .flat_map(|file| fs::read(file.unwrap().path()).unwrap())
        .collect()
}

fn hold(bytes: &[u8], mark: &str) -> bool {
    bytes.windows(mark.len()).any(|part| part == mark.as_bytes())
}

#[test]
fn no_file_of_sqlite_holds_who_was_erased() {
    let database = ScratchDatabase::sqlite();
    let ScratchDatabase::Sqlite(folder) = &database else {
        unreachable!("it was asked for");
    };
    let harness = Harness::new(&database);
    // So many that her rows share pages with others, which are split and put together.
    let others = |round: u32| {
        for number in 0..60 {
            let other = NewPerson {
                name: Some("Jānis Kalniņš".parse().unwrap()),
                ..person(&format!("janis{round}.{number}@saldus.lv"), Vec::new())
            };
            harness.store.add_person(&other, &somebody()).unwrap();
        }
    };
    others(1);
    let anna = anna(&harness);
    others(2);
    for mark in MARKS {
        assert!(
            hold(&bytes(folder.path()), mark),
            "`{mark}` is looked for in the right place"
        );
    }
    let held = harness.store.held_of(&anna.person.id).unwrap().unwrap();
    harness
        .store
        .erase_person(&anna.person.id, held.person.version, &somebody())
        .unwrap();
    let left = bytes(folder.path());
    for mark in MARKS {
        assert!(
            !hold(&left, mark),
            "`{mark}` is still in the file or its journal, for whoever reads the disk or a copy of it"
        );
    }
}

on_both! {
    fn nothing_says_who_it_was_once_a_person_is_erased(database) {
        let harness = Harness::new(database);
        let anna = anna(&harness);
        let id = anna.person.id;
        for reference in references(database) {
            let (table, column) = reference.split_once('.').unwrap();
            let rows = database.lines(&format!("select {column} as line from {table} where {column} = '{id}'"));
            assert!(!rows.is_empty(), "{reference}: let this test put something of hers there, and erase it");
        }
        let before = everything(database);
        for mark in MARKS {
            assert!(before.contains(mark), "{mark} would be found");
        }
        let version = harness.store.held_of(&id).unwrap().unwrap().person.version;
        let erased = harness.store.erase_person(&id, version, &somebody()).unwrap();
        assert_eq!((erased.grants, erased.sessions), (1, 2));
        let after = everything(database);
        for mark in MARKS {
            assert!(!after.contains(mark), "{mark} is left");
        }
        assert!(after.contains(id.as_str()), "the id stays, for the log and for documents");
        assert_eq!(harness.store.signed_in(&anna.session).unwrap(), None, "the session is over");
        assert_eq!(harness.store.held_of(&id).unwrap(), None);
    }
}

on_both! {
    fn the_log_is_whole_after_an_erasure_and_says_that_there_was_one(database) {
        let harness = Harness::new(database);
        let id = anna(&harness).person.id;
        let about_her = log_of(&harness, &id).len() as u64;
        let other = harness.store.add_person(&person("berta@saldus.lv", vec![]), &somebody()).unwrap();
        let hers = AuditContext::of(Actor::Person(id.clone()));
        let member = Grant::new(Role::Member, Within::Municipality(SALDUS.parse().unwrap()));
        harness.store.give_roles(&other, &[member], &hers).unwrap();
        let version = harness.store.held_of(&id).unwrap().unwrap().person.version;
        let erased = harness.store.erase_person(&id, version, &somebody()).unwrap();
        assert_eq!(erased.details as u64, about_her);
        let report = harness.store.verify_audit(None).unwrap();
        assert_eq!((report.fault, report.erased), (None, about_her), "no entry is missing or changed");
        let log = log_of(&harness, &id);
        assert_eq!(log[0].entry.action, actions::ERASE_PERSON);
        let given = log.iter().find(|one| one.entry.action == actions::GIVE_ROLE && one.entry.actor == Actor::Person(id.clone()));
        assert!(given.unwrap().detail.is_some(), "what she did to others is their record");
    }
}

on_both! {
    fn an_erasure_is_done_once_and_on_what_was_seen(database) {
        let harness = Harness::new(database);
        let id = anna(&harness).person.id;
        let version = harness.store.held_of(&id).unwrap().unwrap().person.version;
        let stale = harness.store.erase_person(&id, version - 1, &somebody());
        assert!(matches!(stale, Err(StoreError::Stale)), "{stale:?}");
        assert!(harness.store.held_of(&id).unwrap().is_some(), "nothing was erased");
        harness.store.erase_person(&id, version, &somebody()).unwrap();
        let again = harness.store.erase_person(&id, version + 1, &somebody());
        assert!(matches!(again, Err(StoreError::UnknownPerson(_))), "{again:?}");
        let anew = harness.store.add_person(&person("anna@saldus.lv", vec![]), &somebody()).unwrap();
        assert_ne!(anew, id, "whoever comes back is somebody else");
    }
}

on_both! {
    fn the_last_administrator_is_not_erased(database) {
        let harness = Harness::new(database);
        let admin = Grant::new(Role::Admin, Within::Everywhere);
        let id = harness.store.add_person(&person("anna@saldus.lv", vec![admin]), &somebody()).unwrap();
        let version = harness.store.held_of(&id).unwrap().unwrap().person.version;
        let refused = harness.store.erase_person(&id, version, &somebody());
        assert!(matches!(refused, Err(StoreError::LastAdmin)), "{refused:?}");
        assert!(harness.store.held_of(&id).unwrap().is_some());
    }
}

on_both! {
    fn all_that_is_held_is_given_with_sessions_that_are_over(database) {
        let harness = Harness::new(database);
        let anna = anna(&harness);
        let held = harness.store.held_of(&anna.person.id).unwrap().unwrap();
        assert_eq!(held.person.state, PersonState::Active);
        assert_eq!(held.person.grants.len(), 1);
        let ends: Vec<Option<&str>> = held.sessions.iter().map(|one| one.ended_because.as_deref()).collect();
        assert_eq!(ends, [None, Some("signed_out")]);
        assert!(held.sessions.iter().all(|one| one.listed.address == "192.0.2.77"));
    }
}
