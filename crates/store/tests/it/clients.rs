//! Machine clients.

use crate::support::{Harness, somebody};
use blis_store::{NewClient, StoreError};

fn new(id: &str) -> NewClient {
    NewClient {
        id: id.to_owned(),
        name: "SRDA".to_owned(),
        feed: Some("srda".to_owned()),
        scopes: vec!["feed:write".to_owned(), "data:read".to_owned()],
        secret_hash: [0x5a; 32],
    }
}

on_both! {
    fn a_client_reads_back_as_it_was_added(database) {
        let harness = Harness::new(database);
        harness.store.add_client(new("srda-1"), &somebody()).unwrap();
        let client = harness.store.client("srda-1").unwrap().unwrap();
        assert_eq!((client.id.as_str(), client.name.as_str()), ("srda-1", "SRDA"));
        assert_eq!(client.feed.as_deref(), Some("srda"));
        assert_eq!(client.scopes, ["feed:write", "data:read"]);
        assert_eq!(client.secret_hash, [0x5a; 32]);
        assert!(!format!("{client:?}").contains("90"), "no log line shows the hash");
        assert_eq!(harness.store.client("nobody").unwrap(), None);
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
    }
}
