//! What a backup does not bring back, and how the log tells of it.

use super::{Case, tables};
use crate::support::{Harness, LIFE, SALDUS, batch, new_person, new_session, row, somebody};
use blis_domain::change::ChangeCause;
use blis_domain::person::PersonId;
use blis_domain::rights::Sight;
use blis_domain::webhook::WebhookEvent;
use blis_store::{
    AuditFilter, ChangeFilter, ChangedSince, ChangesFrom, DeliveryTells, KnownThen, NewWebhook, Renewal,
    StoreError,
};
use std::time::Duration;

fn person(harness: &Harness) -> PersonId {
    let new = new_person("anna@saldus.lv");
    harness.store.add_person(&new, &somebody()).unwrap()
}

on_both! {
    fn no_session_comes_back_to_life(database) {
        let case = Case::new(database);
        let store = &case.harness.store;
        let anna = person(&case.harness);
        let open = |refresh| store.open_session(&new_session(&anna, refresh), &somebody()).unwrap().unwrap().session;
        let (first, second) = (open(1), open(2));
        case.back_up("b");
        assert!(store.end_session(&first, blis_store::SessionEnd::SignedOut, &somebody()).unwrap());

        let elsewhere = database.elsewhere();
        let restored = case.restore("b", &elsewhere).unwrap();
        let ended: Vec<(String, u64)> = restored.ended.into_iter().filter(|(_, rows)| *rows > 0).collect();
        assert_eq!(ended, [("session".to_owned(), 2)]);
        let there = Harness::unmigrated(&elsewhere).store;
        for gone in [&first, &second] {
            assert_eq!(there.signed_in(gone).unwrap(), None, "nobody knows which was ended meanwhile");
        }
        let renewed = there.renew_session(&[1; 32], &[9; 32], LIFE, true, |_| true, &somebody()).unwrap();
        assert_eq!(renewed, Renewal::Unknown, "no token of it opens another");
        assert!(there.open_session(&new_session(&anna, 3), &somebody()).unwrap().is_some(), "people sign in again");
        assert!(store.signed_in(&second).unwrap().is_some(), "the server that was backed up goes on");
    }
}

on_both! {
    fn no_data_version_is_given_out_twice(database) {
        let case = Case::new(database);
        case.back_up("b");
        // Given out after the backup, by a database that is then lost; and again after the same backup was restored.
        let lost = case.harness.push(batch([row("CTX.POP", SALDUS, 2012, 1007.0)])).record.version;
        let first = database.elsewhere();
        case.harness.clock.advance(60);
        let restored = case.restore("b", &first).unwrap();
        assert_eq!(restored.data_version_before, 2);
        assert!(restored.data_version > lost, "{restored:?}");
        let there = Harness::unmigrated(&first);
        assert_eq!(there.store.data_version().unwrap(), restored.data_version);
        let numbered = first.lines("select cause as line from data_change order by version");
        assert_eq!(numbered, ["batch", "batch", "restore"]);
        assert_eq!(there.store.as_of(case.harness.clock.now()).unwrap().version, restored.data_version);
        assert_eq!(there.series("CTX.POP").version, 2, "figures that are as they were keep their version");
        let stamps = first.lines("select cast(min(version) as text) as line from indicator_version");
        assert_eq!(stamps, [restored.data_version.to_string()], "whoever keeps a block in memory reads it anew");
        let given: Vec<u64> = [1008.0, 1009.0]
            .map(|value| there.push(batch([row("CTX.POP", SALDUS, 2012, value)])).record.version)
            .to_vec();
        assert_eq!(given, [restored.data_version + 1, restored.data_version + 2]);

        case.harness.clock.advance(60);
        let again = case.restore("b", &database.elsewhere()).unwrap();
        assert!(again.data_version > given[1], "{again:?} after {given:?}");
        assert!(again.data_version < 1 << 53, "every program that reads JSON can hold it");
    }
}

on_both! {
    fn who_follows_the_changes_learns_that_some_were_lost(database) {
        let case = Case::new(database);
        case.back_up("b");
        let lost = case.harness.push(batch([row("CTX.POP", SALDUS, 2012, 1007.0)])).record.version;
        let elsewhere = database.elsewhere();
        case.harness.clock.advance(60);
        let restored = case.restore("b", &elsewhere).unwrap();
        let there = Harness::unmigrated(&elsewhere);
        let since = |version: u64| {
            let from = ChangesFrom::Since(ChangedSince::Version(version));
            there.store.changes(&ChangeFilter::default(), from, 10)
        };
        // A copy that has what is lost would keep it for ever.
        assert!(matches!(since(lost), Err(StoreError::UnknownVersion(version)) if version == lost));
        let kept = since(restored.data_version_before).unwrap();
        assert_eq!((kept.items, kept.end.version), (vec![], restored.data_version));
        there.clock.advance(120);
        there.push(batch([row("CTX.POP", SALDUS, 2012, 1008.0)]));
        for version in [restored.data_version_before, restored.data_version] {
            let told = since(version).unwrap().items;
            let told_of: Vec<&str> = told.iter().map(|one| one.indicator.as_str()).collect();
            assert_eq!(told_of, ["CTX.POP", "CTX.SHARE65"], "since {version}");
            assert_eq!(told[0].previous.as_ref().and_then(|before| before.value), Some(1001.0));
        }
    }
}

on_both! {
    fn a_clock_that_was_put_back_lowers_no_version(database) {
        let case = Case::new(database);
        database.execute("update data_version set version = 5000000000000, reference_version = 5000000000000");
        case.back_up("b");
        let restored = case.restore("b", &database.elsewhere()).unwrap();
        assert_eq!(restored.data_version, 5_000_000_000_001);
    }
}

on_both! {
    fn the_log_goes_on_and_tells_of_it(database) {
        let case = Case::new(database);
        let manifest = case.back_up("b");
        let head = case.harness.store.audit_head().unwrap();
        assert_eq!(manifest.audit_head, Some(head.to_string()), "what `blis audit verify --expect` takes");

        let elsewhere = database.elsewhere();
        let restored = case.restore("b", &elsewhere).unwrap();
        let there = Harness::unmigrated(&elsewhere).store;
        assert_eq!(restored.audit_head_before, Some(head));
        assert_eq!(restored.audit_head, Some(there.audit_head().unwrap()));
        let report = there.verify_audit(Some(head)).unwrap();
        assert_eq!((report.fault, report.entries), (None, head.seq + 1));

        let page = there.audit(&AuditFilter::seen_with(Sight::Everything)).unwrap();
        let newest = &page.items[0];
        assert_eq!((newest.entry.action.as_str(), newest.entry.request.as_deref()), ("restore_backup", Some("restore")));
        let before = newest.detail.as_ref().unwrap().before.clone().unwrap();
        assert!(before.contains(&head.to_string()) && before.contains(&manifest.made_at), "{before}");
    }
}

on_both! {
    fn a_backup_of_a_release_without_a_log_is_restored(database) {
        let case = Case::new(database);
        let ways_in = ["external_sign_in", "letter", "one_time_link", "refresh_token", "session"];
        let later = ["data_change_indicator", "data_change", "webhook_delivery", "webhook_secret", "webhook"];
        let log = ["audit_detail", "audit_entry", "audit_head"];
        for table in log.into_iter().chain(later).chain(ways_in) {
            database.execute(&format!("drop table {table}"));
        }
        let manifest = case.back_up("b");
        assert_eq!(manifest.audit_head, None);
        let elsewhere = database.elsewhere();
        let restored = case.restore("b", &elsewhere).unwrap();
        assert_eq!((restored.ended, restored.audit_head), (Vec::new(), None));
        assert!(restored.data_version > 2);
        assert_eq!(tables(&elsewhere).len(), manifest.tables.len());
    }
}

on_both! {
    fn webhooks_are_told_of_the_restoring_and_of_nothing_that_waited(database) {
        let case = Case::new(database);
        let id = case.harness.store.new_id();
        let new = NewWebhook {
            id: id.clone(),
            description: String::new(),
            address: "https://example.lv/".to_owned(),
            events: vec![WebhookEvent::ObservationsChanged],
            owner: "01935f3e-4c00-7abc-8def-0123456789ab".parse().unwrap(),
            sealed: vec![7; 60],
        };
        case.harness.store.add_webhook(&new, &somebody()).unwrap();
        case.harness.push(batch([row("CTX.UNEMP", SALDUS, 2013, 99.0)]));
        case.back_up("b");
        let elsewhere = database.elsewhere();
        let restored = case.restore("b", &elsewhere).unwrap();
        let ended = restored.ended.iter().find(|(table, _)| table == "webhook_delivery");
        assert_eq!(ended.map(|(_, rows)| *rows), Some(1), "it may have been delivered after the backup");
        let there = Harness::unmigrated(&elsewhere).store;
        let taken = there.take_delivery(Duration::from_secs(60)).unwrap().unwrap();
        let DeliveryTells::Changed(change) = taken.tells else { panic!("a change is told") };
        assert_eq!((change.cause, change.version), (ChangeCause::Restore, restored.data_version));
        assert_eq!(change.previous, restored.data_version_before);
        assert_eq!(there.deliveries_waiting().unwrap(), 1);
    }
}

on_both! {
    fn who_took_part_then_is_known_after_the_restoring_too(database) {
        let case = Case::new(database);
        let (network, member) = ("N4".parse().unwrap(), SALDUS.parse().unwrap());
        let before = case.harness.store.data_version().unwrap();
        case.harness.store.remove_network_member(&network, &member, &somebody()).unwrap();
        case.back_up("b");
        let elsewhere = database.elsewhere();
        let restored = case.restore("b", &elsewhere).unwrap();
        let there = Harness::unmigrated(&elsewhere).store;
        there.add_network_member(&network, &member, false, &somebody()).unwrap();
        let known = there.data_version().unwrap();
        assert_eq!(known, restored.data_version + 1);
        let members = |version| {
            let networks = there.networks_then(Some(KnownThen { version, settled: true })).unwrap();
            networks.iter().find(|one| one.code == network).unwrap().members.len()
        };
        assert_eq!([before, before + 1, restored.data_version, known].map(members), [1, 0, 0, 1]);
    }
}
