//! Machine clients and their secrets.

use crate::support::{Harness, ScratchDatabase, at_once, somebody};
use blis_domain::audit::actions;
use blis_domain::rights::Sight;
use blis_store::{
    AllowedAddresses, AuditFilter, ClientChange, MOST_SECRETS, NewClient, NewSecret, StoreError,
};
use time::Duration;

fn new(id: &str) -> NewClient {
    NewClient {
        id: id.to_owned(),
        name: "SRDA".to_owned(),
        feed: Some("srda".to_owned()),
        scopes: vec!["feed:write".to_owned(), "data:read".to_owned()],
        allowed_addresses: AllowedAddresses::parse(&["192.0.2.0/24", "::1"]).unwrap(),
        secret: Some(secret(0x5a)),
    }
}

fn secret(byte: u8) -> NewSecret {
    NewSecret {
        hash: [byte; 32],
        expires_at: None,
    }
}

/// The first bytes of the secrets that hold, the newest first.
fn holding(harness: &Harness, client: &str) -> Vec<u8> {
    let (_, kept) = harness
        .store
        .client_to_sign_in(client, harness.clock.now())
        .unwrap();
    kept.iter().map(|one| one.hash[0]).collect()
}

/// What the log says of clients, the oldest first: the action, and before and after as they stand there.
fn entries(harness: &Harness) -> Vec<(String, String)> {
    let page = harness
        .store
        .audit(&AuditFilter::seen_with(Sight::Everything))
        .unwrap();
    let about = page
        .items
        .into_iter()
        .rev()
        .filter(|one| one.entry.target.kind == "client");
    about
        .map(|one| {
            let detail = one.detail.unwrap();
            let text = |value: Option<String>| value.unwrap_or_default();
            (one.entry.action, text(detail.before) + &text(detail.after))
        })
        .collect()
}

on_both! {
    fn a_client_reads_back_as_it_was_added(database) {
        let harness = Harness::new(database);
        harness.store.add_client(new("srda-1"), &somebody()).unwrap();
        let client = harness.store.client("srda-1").unwrap().unwrap();
        assert_eq!((client.id.as_str(), client.name.as_str()), ("srda-1", "SRDA"));
        assert_eq!(client.feed.as_deref(), Some("srda"));
        assert_eq!(client.scopes, ["feed:write", "data:read"]);
        assert_eq!(client.allowed_addresses.texts(), ["192.0.2.0/24", "::1"]);
        assert!(!client.suspended);
        let (known, kept) = harness.store.client_to_sign_in("srda-1", harness.clock.now()).unwrap();
        assert_eq!((known, kept[0].hash), (Some(client.clone()), [0x5a; 32]));
        let shown = format!("{client:?} {kept:?} {:?} {:?}", new("srda-1"), secret(0x5a));
        assert!(!shown.contains("90, 90"), "no log line shows the hash: {shown}");
        assert_eq!(harness.store.client("nobody").unwrap(), None);
        assert_eq!(harness.store.client("no\0body").unwrap(), None);
        assert_eq!(harness.store.client_to_sign_in("no\0body", harness.clock.now()).unwrap(), (None, vec![]));
    }
}

on_both! {
    fn an_id_is_given_once_and_a_feed_must_exist(database) {
        let harness = Harness::new(database);
        harness.store.add_client(new("srda-1"), &somebody()).unwrap();
        assert!(matches!(harness.store.add_client(new("srda-1"), &somebody()), Err(StoreError::ClientExists(_))));
        let stray = NewClient { feed: Some("nobody".to_owned()), ..new("srda-2") };
        assert!(matches!(harness.store.add_client(stray, &somebody()), Err(StoreError::UnknownFeed(_))));
        assert_eq!(harness.store.client("srda-2").unwrap(), None);
        assert_eq!(database.count("client_secret"), 1);
    }
}

on_both! {
    fn a_new_secret_holds_beside_the_old_one_until_that_is_taken_back_or_ends(database) {
        let harness = Harness::new(database);
        let store = &harness.store;
        store.add_client(new("srda-1"), &somebody()).unwrap();
        store.add_client(new("srda-2"), &somebody()).unwrap();
        harness.clock.advance(10);
        let ending = NewSecret { expires_at: Some(harness.clock.now() + Duration::hours(1)), ..secret(2) };
        store.add_client_secret("srda-1", &ending, &somebody()).unwrap();
        harness.clock.advance(10);
        store.add_client_secret("srda-1", &secret(3), &somebody()).unwrap();
        assert_eq!(holding(&harness, "srda-1"), [3, 2, 0x5a]);
        let listed = store.client_listed("srda-1", harness.clock.now()).unwrap().unwrap();
        let first = listed.secrets.last().unwrap().id.clone();
        assert!(!store.revoke_client_secret("srda-2", &first, &somebody()).unwrap(), "another's secret");
        assert!(!store.revoke_client_secret("srda-1", "no\0ne", &somebody()).unwrap());
        assert!(store.revoke_client_secret("srda-1", &first, &somebody()).unwrap());
        assert!(!store.revoke_client_secret("srda-1", &first, &somebody()).unwrap(), "once");
        assert_eq!(holding(&harness, "srda-1"), [3, 2]);
        harness.clock.advance(3580);
        assert_eq!(holding(&harness, "srda-1"), [3, 2], "to its last moment");
        harness.clock.advance(10);
        assert_eq!(holding(&harness, "srda-1"), [3]);
        let listed = store.client_listed("srda-1", harness.clock.now()).unwrap().unwrap();
        let holds: Vec<bool> = listed.secrets.iter().map(|one| one.holds).collect();
        assert_eq!(holds, [true, false, false], "the newest first, and none is forgotten");
        assert!(listed.secrets[2].revoked_at.is_some());
        assert_eq!(holding(&harness, "srda-2"), [0x5a], "another client's are untouched");
        let of_all = store.clients(harness.clock.now()).unwrap();
        assert_eq!(of_all.iter().map(|one| one.secrets.len()).collect::<Vec<_>>(), [3, 1]);
        assert_eq!(of_all[0], listed);
    }
}

on_both! {
    fn there_is_an_end_to_how_many_secrets_hold(database) {
        let harness = Harness::new(database);
        harness.store.add_client(new("srda-1"), &somebody()).unwrap();
        for byte in 1..MOST_SECRETS {
            harness.store.add_client_secret("srda-1", &secret(u8::try_from(byte).unwrap()), &somebody()).unwrap();
        }
        let one_more = harness.store.add_client_secret("srda-1", &secret(9), &somebody());
        assert!(matches!(one_more, Err(StoreError::TooManySecrets(_))), "{one_more:?}");
        let listed = harness.store.client_listed("srda-1", harness.clock.now()).unwrap().unwrap();
        harness.store.revoke_client_secret("srda-1", &listed.secrets[0].id, &somebody()).unwrap();
        harness.store.add_client_secret("srda-1", &secret(9), &somebody()).unwrap();
        let nobody = harness.store.add_client_secret("nobody", &secret(9), &somebody());
        assert!(matches!(nobody, Err(StoreError::UnknownClient(_))), "{nobody:?}");
    }
}

on_both! {
    fn a_change_is_made_on_what_was_seen(database) {
        let harness = Harness::new(database);
        harness.store.add_client(new("srda-1"), &somebody()).unwrap();
        let seen = harness.store.client("srda-1").unwrap().unwrap().version;
        let suspend = ClientChange { suspended: Some(true), ..ClientChange::default() };
        let change = |to: &ClientChange, expected| harness.store.change_client("srda-1", to, expected, &somebody());
        change(&suspend, Some(seen)).unwrap();
        assert!(harness.store.client("srda-1").unwrap().unwrap().suspended);
        let late = ClientChange { name: Some("Other".to_owned()), ..ClientChange::default() };
        assert!(matches!(change(&late, Some(seen)), Err(StoreError::Stale)));
        change(&late, Some(seen + 1)).unwrap();
        change(&late, Some(seen + 2)).unwrap();
        assert_eq!(harness.store.client("srda-1").unwrap().unwrap().version, seen + 2, "no difference, no change");
        let all = ClientChange {
            scopes: Some(vec!["data:read".to_owned()]),
            allowed_addresses: Some(AllowedAddresses::default()),
            suspended: Some(false),
            ..ClientChange::default()
        };
        change(&all, None).unwrap();
        let client = harness.store.client("srda-1").unwrap().unwrap();
        assert_eq!((client.name.as_str(), client.suspended), ("Other", false));
        assert_eq!((client.scopes.len(), client.allowed_addresses.texts().len()), (1, 0));
        assert!(matches!(
            harness.store.change_client("nobody", &all, None, &somebody()),
            Err(StoreError::UnknownClient(_))
        ));
    }
}

on_both! {
    fn a_client_that_was_removed_is_gone_and_its_id_with_it(database) {
        let harness = Harness::new(database);
        harness.store.add_client(new("srda-1"), &somebody()).unwrap();
        harness.store.remove_client("srda-1", &somebody()).unwrap();
        assert_eq!(harness.store.client("srda-1").unwrap(), None);
        assert_eq!(harness.store.client_listed("srda-1", harness.clock.now()).unwrap(), None);
        assert_eq!(harness.store.client_to_sign_in("srda-1", harness.clock.now()).unwrap(), (None, vec![]));
        assert!(harness.store.clients(harness.clock.now()).unwrap().is_empty());
        assert_eq!((database.count("machine_client"), database.count("client_secret")), (1, 1), "history stays");
        assert!(matches!(harness.store.add_client(new("srda-1"), &somebody()), Err(StoreError::ClientExists(_))));
        for gone in [
            harness.store.remove_client("srda-1", &somebody()),
            harness.store.change_client("srda-1", &ClientChange::default(), None, &somebody()),
            harness.store.add_client_secret("srda-1", &secret(1), &somebody()).map(drop),
            harness.store.revoke_client_secret("srda-1", "x", &somebody()).map(drop),
        ] {
            assert!(matches!(gone, Err(StoreError::UnknownClient(_))), "{gone:?}");
        }
    }
}

on_both! {
    fn everything_is_told_to_the_log_and_no_secret_is(database) {
        let harness = Harness::new(database);
        let store = &harness.store;
        store.add_client(new("srda-1"), &somebody()).unwrap();
        let id = store.add_client_secret("srda-1", &secret(0x5b), &somebody()).unwrap();
        store.revoke_client_secret("srda-1", &id, &somebody()).unwrap();
        let change = ClientChange {
            name: Some("VRAA".to_owned()),
            suspended: Some(true),
            ..ClientChange::default()
        };
        store.change_client("srda-1", &change, None, &somebody()).unwrap();
        store.change_client("srda-1", &change, None, &somebody()).unwrap();
        let resume = ClientChange { suspended: Some(false), ..ClientChange::default() };
        store.change_client("srda-1", &resume, None, &somebody()).unwrap();
        store.remove_client("srda-1", &somebody()).unwrap();
        let told = entries(&harness);
        let wanted = [
            actions::ADD_CLIENT,
            actions::ADD_CLIENT_SECRET,
            actions::REVOKE_CLIENT_SECRET,
            actions::CHANGE_CLIENT,
            actions::SUSPEND_CLIENT,
            actions::RESUME_CLIENT,
            actions::REMOVE_CLIENT,
        ];
        assert_eq!(told.iter().map(|(action, _)| action.as_str()).collect::<Vec<_>>(), wanted);
        assert!(told[3].1.contains("SRDA") && told[3].1.contains("VRAA"), "before and after: {}", told[3].1);
        assert!(told[2].1.contains(&id), "which secret: {}", told[2].1);
        for (action, text) in told {
            for hash in ["5a5a", "5b5b", "90, 90", "91, 91"] {
                assert!(!text.contains(hash), "{action}: {text}");
            }
        }
    }
}

on_both! {
    fn the_use_of_a_secret_is_written_once_a_minute(database) {
        let harness = Harness::new(database);
        harness.store.add_client(new("srda-1"), &somebody()).unwrap();
        let kept = || harness.store.client_to_sign_in("srda-1", harness.clock.now()).unwrap().1.remove(0);
        let id = kept().id;
        let version = harness.store.client("srda-1").unwrap().unwrap().version;
        assert!(!kept().used_just_now);
        assert!(harness.store.client_secret_used(&id, harness.clock.now()).unwrap());
        assert!(kept().used_just_now);
        harness.clock.advance(59);
        assert!(!harness.store.client_secret_used(&id, harness.clock.now()).unwrap());
        harness.clock.advance(1);
        assert!(!kept().used_just_now);
        assert!(harness.store.client_secret_used(&id, harness.clock.now()).unwrap());
        let listed = harness.store.client_listed("srda-1", harness.clock.now()).unwrap().unwrap();
        assert_eq!(listed.secrets[0].last_used_at.as_deref(), Some("2026-11-20T12:01:00Z"));
        assert_eq!(listed.client.version, version, "a use is no change");
    }
}

on_both! {
    fn nobody_waits_to_write_down_a_use(database) {
        let harness = Harness::new(database);
        harness.store.add_client(new("srda-1"), &somebody()).unwrap();
        let id = harness.store.client_to_sign_in("srda-1", harness.clock.now()).unwrap().1.remove(0).id;
        while_another_writes(database, || {
            assert!(!harness.store.client_secret_used(&id, harness.clock.now()).unwrap(), "the writer is not free");
        });
        assert!(harness.store.client_secret_used(&id, harness.clock.now()).unwrap(), "and now it is");
        // The connection waits for others again as it did before.
        harness.store.add_client(new("srda-2"), &somebody()).unwrap();
    }
}

on_both! {
    fn of_many_who_add_one_id_at_once_one_does_and_the_others_are_told(database) {
        let harness = Harness::new(database);
        for round in 0..10 {
            let id = format!("srda-{round}");
            let added = at_once(4, |_| harness.store.add_client(new(&id), &somebody()));
            assert_eq!(added.iter().filter(|one| one.is_ok()).count(), 1, "{added:?}");
            for one in added.into_iter().filter_map(Result::err) {
                assert!(matches!(one, StoreError::ClientExists(_)), "a fault of nobody: {}", one.with_causes());
            }
        }
    }
}

on_both! {
    fn who_names_no_version_is_never_told_that_it_was_changed(database) {
        let harness = Harness::new(database);
        let store = &harness.store;
        for round in 0..10 {
            let id = format!("srda-{round}");
            store.add_client(new(&id), &somebody()).unwrap();
            let first = store.client_listed(&id, harness.clock.now()).unwrap().unwrap().secrets.remove(0).id;
            at_once(4, |caller| match caller {
                0 => assert!(store.revoke_client_secret(&id, &first, &somebody()).unwrap()),
                1 | 2 => drop(store.add_client_secret(&id, &secret(9), &somebody()).unwrap()),
                _ => {
                    let to = ClientChange { name: Some("VRAA".to_owned()), ..ClientChange::default() };
                    store.change_client(&id, &to, None, &somebody()).unwrap();
                }
            });
            let client = store.client(&id).unwrap().unwrap();
            assert_eq!((client.version, client.name.as_str()), (5, "VRAA"), "each change counts");
            assert_eq!(holding(&harness, &id), [9, 9]);
            let removed = at_once(4, |_| store.remove_client(&id, &somebody()));
            assert_eq!(removed.iter().filter(|one| one.is_ok()).count(), 1, "{removed:?}");
            for one in removed.into_iter().filter_map(Result::err) {
                assert!(matches!(one, StoreError::UnknownClient(_)), "{}", one.with_causes());
            }
        }
    }
}

/// Runs something while another process holds the secrets: it would wait for a minute or for ever.
fn while_another_writes(database: &ScratchDatabase, then: impl FnOnce()) {
    use diesel::connection::SimpleConnection;
    match database.kind() {
        crate::support::Kind::Sqlite => {
            let mut other = database.sqlite_connection();
            other.batch_execute("begin immediate").unwrap();
            then();
            other.batch_execute("rollback").unwrap();
        }
        crate::support::Kind::Postgres => {
            let mut other = database.pg_connection();
            other.batch_execute("begin; lock table client_secret").unwrap();
            // Readers would wait too; what is asked for is known already.
            then();
            other.batch_execute("rollback").unwrap();
        }
    }
}
