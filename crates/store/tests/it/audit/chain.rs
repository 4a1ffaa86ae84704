//! What is done to the log past the store is found.

use super::{anna, log, record};
use crate::support::{Harness, Kind, SALDUS, ScratchDatabase, batch, row, somebody};
use blis_domain::audit::{AuditDetail, AuditEntry, actions};
use blis_store::{AuditContext, AuditDraft, AuditFlaw, AuditHead, AuditReport};
use diesel::connection::SimpleConnection;
use serde_json::json;
use sha2::{Digest, Sha256};

/// A log of so many entries, each with details.
fn written(database: &ScratchDatabase, entries: u64) -> Harness {
    let harness = Harness::new(database);
    for number in 1..=entries {
        let context = AuditContext::client("srda-1")
            .from_address("192.0.2.1")
            .in_request("r1");
        let mut draft = AuditDraft::done(&context, actions::PUSH_BATCH, "batch", Some("b1"));
        draft.municipality = Some(SALDUS.parse().unwrap());
        draft.after = Some(json!({ "number": number }));
        assert_eq!(record(&harness, &draft), number);
        harness.clock.advance(1);
    }
    harness
}

fn verified(harness: &Harness) -> AuditReport {
    harness.store.verify_audit(None).unwrap()
}

/// The first fault, and how many entries are in order before it.
fn fault(harness: &Harness) -> Option<(u64, AuditFlaw, u64)> {
    let report = verified(harness);
    report.fault.map(|fault| (fault.seq, fault.flaw, report.entries))
}

/// Takes away what keeps honest people from changing the log. Whoever owns the database can do this.
fn unguard(database: &ScratchDatabase) {
    database.execute(match database.kind() {
        Kind::Sqlite => {
            "drop trigger audit_entry_stays_as_it_is; drop trigger audit_entry_stays; \
             drop trigger audit_entry_stays_in_its_place"
        }
        Kind::Postgres => "drop trigger audit_entry_stays on audit_entry",
    });
}

fn sql_of(bytes: &[u8], kind: Kind) -> String {
    let digits: String = bytes.iter().map(|byte| format!("{byte:02x}")).collect();
    match kind {
        Kind::Sqlite => format!("x'{digits}'"),
        Kind::Postgres => format!("'\\x{digits}'"),
    }
}

/// The hashes of an entry and its details, computed here from the tables that describe their bytes.
fn hashed(previous: [u8; 32], entry: &AuditEntry, detail: &AuditDetail) -> [u8; 32] {
    let detail_hash: [u8; 32] = Sha256::digest(detail.canonical_bytes()).into();
    let bytes = [previous.as_slice(), &entry.canonical_bytes(&detail_hash)].concat();
    Sha256::digest(bytes).into()
}

on_both! {
    fn an_empty_log_is_in_order(database) {
        let harness = Harness::new(database);
        assert_eq!(harness.store.audit_head().unwrap(), AuditHead::START);
        let report = verified(&harness);
        assert_eq!((report.entries, report.head, report.fault), (0, AuditHead::START, None));
    }
}

on_both! {
    fn each_entry_holds_the_hash_of_the_one_before(database) {
        let harness = written(database, 3);
        let mut previous = [0; 32];
        for item in log(&harness) {
            previous = hashed(previous, &item.entry, &item.detail.unwrap());
        }
        let head = AuditHead { seq: 3, hash: previous };
        assert_eq!(harness.store.audit_head().unwrap(), head);
        let report = verified(&harness);
        assert_eq!((report.entries, report.erased, report.head, report.fault), (3, 0, head, None));
    }
}

on_both! {
    fn a_log_longer_than_what_is_read_at_once_is_checked_to_its_end(database) {
        let harness = written(database, 2);
        let context = somebody();
        let draft = AuditDraft::done(&context, actions::SIGN_IN, "person", None);
        for _ in 0..1000 {
            record(&harness, &draft);
        }
        assert_eq!((verified(&harness).entries, verified(&harness).fault), (1002, None));
        unguard(database);
        database.execute("update audit_entry set request = 'x' where seq = 1001");
        assert_eq!(fault(&harness), Some((1001, AuditFlaw::Changed, 1000)));
    }
}

on_both! {
    fn the_database_itself_refuses_to_change_the_log(database) {
        let harness = written(database, 2);
        let mut statements = vec![
            "update audit_entry set action = 'x'",
            "update audit_entry set action = 'x' where seq = 1",
            "delete from audit_entry where seq = 2",
            "insert into audit_entry select * from audit_entry where seq = 1",
        ];
        match database.kind() {
            Kind::Sqlite => statements.push("replace into audit_entry select * from audit_entry where seq = 1"),
            Kind::Postgres => statements.extend([
                "truncate audit_entry cascade",
                "insert into audit_entry select * from audit_entry where seq = 1 \
                 on conflict (seq) do update set action = 'x'",
            ]),
        }
        for statement in statements {
            let done = match database.kind() {
                Kind::Sqlite => database.sqlite_connection().batch_execute(statement),
                Kind::Postgres => database.pg_connection().batch_execute(statement),
            };
            assert!(done.is_err(), "{statement}");
        }
        assert_eq!(verified(&harness).entries, 2);
    }
}

on_both! {
    fn a_changed_value_is_found_in_every_column(database) {
        let harness = written(database, 3);
        unguard(database);
        for (column, value) in [
            ("at", "0"),
            ("actor_kind", "'nobody'"),
            ("actor", "'srda-2'"),
            ("actor", "null"),
            ("action", "'sign_in'"),
            ("target_kind", "'feed'"),
            ("target", "''"),
            ("target", "null"),
            ("municipality", "'0010000'"),
            ("municipality", "'nowhere'"),
            ("network", "'N1'"),
            ("outcome", "'refused'"),
            ("request", "null"),
            ("detail_hash", "hash"),
            ("hash", "detail_hash"),
        ] {
            database.execute("create table kept as select * from audit_entry where seq = 2");
            database.execute(&format!("update audit_entry set {column} = {value} where seq = 2"));
            assert_eq!(fault(&harness), Some((2, AuditFlaw::Changed, 1)), "{column} = {value}");
            database.execute(&format!(
                "update audit_entry set {column} = (select {column} from kept) where seq = 2; drop table kept"
            ));
            assert_eq!(fault(&harness), None, "{column} is as it was");
        }
        database.execute("update audit_entry set previous = hash where seq = 2");
        assert_eq!(fault(&harness), Some((2, AuditFlaw::Unchained, 1)));
    }
}

on_both! {
    fn an_entry_that_was_taken_out_is_missed(database) {
        let harness = written(database, 4);
        unguard(database);
        database.execute("delete from audit_detail where seq = 2; delete from audit_entry where seq = 2");
        assert_eq!(fault(&harness), Some((2, AuditFlaw::Missing, 1)));
        database.execute("delete from audit_detail where seq = 1; delete from audit_entry where seq = 1");
        assert_eq!(fault(&harness), Some((1, AuditFlaw::Missing, 0)));
    }
}

on_both! {
    fn two_entries_that_changed_places_are_found(database) {
        let harness = written(database, 4);
        unguard(database);
        database.execute(
            "delete from audit_detail; update audit_entry set seq = 99 where seq = 2; \
             update audit_entry set seq = 2 where seq = 3; update audit_entry set seq = 3 where seq = 99",
        );
        assert_eq!(fault(&harness), Some((2, AuditFlaw::Unchained, 1)));
        database.execute("update audit_entry set previous = (select hash from audit_entry where seq = 1) where seq = 2");
        assert_eq!(fault(&harness), Some((2, AuditFlaw::Changed, 1)), "its number is part of it");
    }
}

on_both! {
    fn details_may_be_erased_and_not_changed(database) {
        let harness = written(database, 3);
        database.execute("delete from audit_detail where seq = 2");
        let report = verified(&harness);
        assert_eq!((report.entries, report.erased, report.fault), (3, 1, None), "erased for a person's sake");
        assert_eq!(log(&harness)[1].detail, None);
        for change in [
            "address = '192.0.2.2'",
            "address = null",
            "after = '{}'",
            "\"before\" = ''",
            "salt = (select salt from audit_detail where seq = 1)",
        ] {
            database.execute("create table kept as select * from audit_detail where seq = 3");
            database.execute(&format!("update audit_detail set {change} where seq = 3"));
            assert_eq!(fault(&harness), Some((3, AuditFlaw::DetailChanged, 2)), "{change}");
            database.execute(
                "delete from audit_detail where seq = 3; insert into audit_detail select * from kept; drop table kept",
            );
        }
        database.execute("insert into audit_detail select 2, salt, address, \"before\", after from audit_detail where seq = 3");
        assert_eq!(fault(&harness), Some((2, AuditFlaw::DetailChanged, 1)), "others in the place of the erased");
    }
}

on_both! {
    fn a_tail_that_was_cut_off_is_missed_by_whoever_kept_the_head(database) {
        let harness = written(database, 4);
        let kept = harness.store.audit_head().unwrap();
        unguard(database);
        database.execute("delete from audit_detail where seq > 2; delete from audit_entry where seq > 2");
        assert_eq!(fault(&harness), Some((3, AuditFlaw::Missing, 2)), "the head is still there");

        database.execute(
            "update audit_head set seq = 2, hash = (select hash from audit_entry where seq = 2)",
        );
        assert_eq!(fault(&harness), None, "whole in itself: a chain cannot see this");
        let report = harness.store.verify_audit(Some(kept)).unwrap();
        assert_eq!(report.fault.map(|fault| (fault.seq, fault.flaw)), Some((3, AuditFlaw::Missing)));

        for number in 3..=5 {
            let draft = AuditDraft::done(&somebody(), actions::SIGN_IN, "person", None);
            assert_eq!(record(&harness, &draft), number, "the log grows over the cut");
        }
        let report = harness.store.verify_audit(Some(kept)).unwrap();
        assert_eq!(report.fault.map(|fault| (fault.seq, fault.flaw)), Some((4, AuditFlaw::Unexpected)));
    }
}

on_both! {
    fn whoever_forges_an_entry_with_its_hash_breaks_the_chain_behind_it(database) {
        let harness = written(database, 3);
        let kept = harness.store.audit_head().unwrap();
        unguard(database);
        let items = log(&harness);
        let details: Vec<AuditDetail> = items.iter().filter_map(|item| item.detail.clone()).collect();
        let first = hashed([0; 32], &items[0].entry, &details[0]);
        let mut forged = items[1].entry.clone();
        forged.action = actions::SIGN_IN.to_owned();
        let second = hashed(first, &forged, &details[1]);
        let forge = |seq: u64, hash: [u8; 32], more: &str| {
            let hash = sql_of(&hash, database.kind());
            database.execute(&format!("update audit_entry set hash = {hash} {more} where seq = {seq}"));
        };
        forge(2, second, ", action = 'sign_in'");
        assert_eq!(fault(&harness), Some((3, AuditFlaw::Unchained, 2)));
        let third = hashed(second, &items[2].entry, &details[2]);
        let previous = sql_of(&second, database.kind());
        forge(3, third, &format!(", previous = {previous}"));
        assert_eq!(fault(&harness), Some((3, AuditFlaw::NotTheHead, 3)));
        database.execute("update audit_head set hash = (select hash from audit_entry where seq = 3)");
        assert_eq!(fault(&harness), None, "who writes the whole log anew");
        let report = harness.store.verify_audit(Some(kept)).unwrap();
        assert_eq!(
            report.fault.map(|fault| (fault.seq, fault.flaw)),
            Some((3, AuditFlaw::Unexpected)),
            "is found by the head that was kept elsewhere"
        );
    }
}

on_both! {
    fn a_head_that_says_otherwise_is_found(database) {
        let harness = written(database, 2);
        for (change, found) in [
            ("update audit_head set seq = 5", (3, AuditFlaw::Missing, 2)),
            ("update audit_head set seq = 1", (2, AuditFlaw::NotTheHead, 2)),
            ("update audit_head set seq = -1", (2, AuditFlaw::NotTheHead, 2)),
            ("update audit_head set seq = 2, hash = salt from audit_detail", (2, AuditFlaw::NotTheHead, 2)),
            ("delete from audit_head", (2, AuditFlaw::NotTheHead, 2)),
        ] {
            database.execute(change);
            assert_eq!(fault(&harness), Some(found), "{change}");
        }
    }
}

on_both! {
    fn many_who_write_at_once_leave_no_gap(database) {
        // Two processes of four threads each; what they do takes other locks as well, in its own order.
        let one = Harness::new(database);
        let other = Harness::unmigrated(database);
        let people_before = database.count("person");
        std::thread::scope(|scope| {
            for thread in 0..8u16 {
                let store = if thread % 2 == 0 { &one } else { &other }.store.clone();
                scope.spawn(move || {
                    for round in 0..5u16 {
                        let draft = AuditDraft::done(&somebody(), actions::SIGN_IN, "person", None);
                        store.record(&draft).unwrap();
                        let mut new = anna(vec![]);
                        new.email = format!("p{thread}-{round}@saldus.lv").parse().unwrap();
                        store.add_person(&new, &somebody()).unwrap();
                        let value = f64::from(thread * 10 + round);
                        let (batch, rows) = batch([row("CTX.UNEMP", SALDUS, 2010 + round, value)]).build();
                        store.apply_batch(batch, rows, &somebody()).unwrap();
                        let network = if (thread + round) % 2 == 0 { "N1" } else { "N2" };
                        let members = [(network.parse().unwrap(), SALDUS.parse().unwrap())];
                        store.set_network_members(&members, false, &somebody()).unwrap();
                    }
                });
            }
        });
        assert_eq!(database.count("person") - people_before, 40);
        let report = verified(&one);
        assert_eq!(report.fault, None);
        assert!(report.entries >= 120, "{} entries", report.entries);
        assert_eq!(report.entries, database.count("audit_entry"));
        assert_eq!(report.head, other.store.audit_head().unwrap());
    }
}
