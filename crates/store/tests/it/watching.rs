//! What another process writes reaches this one.

use crate::support::{Harness, JELGAVA, SALDUS, batch, row, somebody};
use std::time::Duration;

on_both! {
    fn a_second_store_sees_the_change(database) {
        let writer = Harness::new(database);
        let reader = Harness::unmigrated(database);
        writer.push(batch([row("CTX.UNEMP", SALDUS, 2012, 7.0)]));
        let watcher = reader.store.watch().unwrap();
        let value = || reader.value("CTX.UNEMP", SALDUS, 2012);
        assert_eq!(value(), Some(7.0), "what was there before is known at once");
        let record = writer.push(batch([row("CTX.UNEMP", SALDUS, 2012, 8.0)])).record;
        assert!(
            watcher.wait_for(record.version, Duration::from_secs(20)),
            "the sign of a change must arrive without anybody asking"
        );
        assert_eq!(value(), Some(8.0));
    }
}

on_both! {
    fn a_look_on_demand_says_whether_there_was_news(database) {
        let writer = Harness::new(database);
        let reader = Harness::unmigrated(database);
        let watcher = reader.store.watch().unwrap();
        assert!(!watcher.poll_now().unwrap());
        writer.push(batch([row("CTX.UNEMP", SALDUS, 2012, 7.0)]));
        // The thread may have seen the sign before it was asked; then there is no news, but it is known.
        watcher.poll_now().unwrap();
        assert!(watcher.wait_for(1, Duration::ZERO));
        assert_eq!(reader.value("CTX.UNEMP", SALDUS, 2012), Some(7.0));
        assert!(!watcher.poll_now().unwrap());
    }
}

on_both! {
    fn memberships_and_the_catalogue_follow_too(database) {
        let writer = Harness::new(database);
        let reader = Harness::unmigrated(database);
        let watcher = reader.store.watch().unwrap();
        assert!(reader.store.networks().unwrap()[0].members.is_empty());
        assert_eq!(reader.store.indicators().unwrap()[0].last_period, None);
        assert!(!reader.store.is_demonstration().unwrap());
        let members = [("N1".parse().unwrap(), JELGAVA.parse().unwrap())];
        writer.store.set_network_members(&members, true, &somebody()).unwrap();
        watcher.poll_now().unwrap();
        assert_eq!(reader.store.networks().unwrap()[0].members.len(), 1);
        assert!(reader.store.is_demonstration().unwrap());
    }
}

on_both! {
    fn a_watcher_ends_when_it_is_dropped(database) {
        let harness = Harness::new(database);
        let watcher = harness.store.watch().unwrap();
        drop(watcher);
        let again = harness.store.watch().unwrap();
        assert!(!again.poll_now().unwrap());
    }
}
