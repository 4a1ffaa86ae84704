//! The queue of deliveries: filled with the change it tells of, kept over a crash, taken by one sender at a time.

use crate::support::{Harness, SALDUS, at_once, batch, row, somebody};
use blis_domain::change::ChangeCause;
use blis_domain::webhook::{DeliveryFailure, DisabledBecause, WebhookEvent, WebhookState};
use blis_store::{
    Attempted, DeliveryOutcome, DeliveryTells, MOST_WEBHOOKS, NewWebhook, StoreError, TakenDelivery,
    WebhookChange,
};
use std::time::Duration;

const LEASE: Duration = Duration::from_secs(120);

const DELIVERED: Attempted = Attempted {
    status: Some(204),
    outcome: DeliveryOutcome::Delivered,
};

fn hook(harness: &Harness) -> String {
    let id = harness.store.new_id();
    let new = NewWebhook {
        id: id.clone(),
        description: "a copy".to_owned(),
        address: "https://example.lv/s3cret".to_owned(),
        events: vec![WebhookEvent::ObservationsChanged],
        owner: "01935f3e-4c00-7abc-8def-0123456789ab".parse().unwrap(),
        sealed: vec![7; 60],
    };
    harness.store.add_webhook(&new, &somebody()).unwrap();
    id
}

fn push(harness: &Harness, value: f64) {
    harness.push(batch([row("CTX.UNEMP", SALDUS, 2012, value)]));
}

fn take(harness: &Harness) -> Option<TakenDelivery> {
    harness.store.take_delivery(LEASE).unwrap()
}

fn version(taken: &TakenDelivery) -> u64 {
    match &taken.tells {
        DeliveryTells::Changed(change) => change.version,
        DeliveryTells::Ping => panic!("a change is told"),
    }
}

on_both! {
    fn a_change_is_queued_with_its_number_and_what_changes_nothing_is_not(database) {
        let harness = Harness::new(database);
        push(&harness, 1.0);
        assert_eq!(harness.store.next_delivery_in().unwrap(), None, "nobody wants to know");
        let id = hook(&harness);
        let bell = harness.store.webhook_bell();
        let before = bell.rung();
        push(&harness, 1.0);
        assert_eq!((take(&harness), bell.rung()), (None, before), "nothing was changed");
        push(&harness, 2.0);
        assert!(bell.rung() > before, "the sender is woken");
        let taken = take(&harness).unwrap();
        let DeliveryTells::Changed(change) = &taken.tells else { panic!("a change is told") };
        assert_eq!((change.version, change.previous, change.cause), (2, 1, ChangeCause::Batch));
        assert_eq!((change.new, change.changed, change.withdrawn), (0, 1, 0));
        assert_eq!((taken.webhook.as_str(), taken.attempt, taken.sealed.len()), (id.as_str(), 1, 1));
        assert!(!format!("{taken:?}").contains("s3cret"));
        let refused = batch([row("CTX.UNEMP", SALDUS, 2012, -1.0)]);
        harness.try_push(refused).unwrap();
        assert_eq!(take(&harness), None, "a batch that was refused is no change");
    }
}

on_both! {
    fn what_waits_outlives_the_program_and_whoever_took_it(database) {
        let harness = Harness::new(database);
        hook(&harness);
        push(&harness, 1.0);
        let first = take(&harness).unwrap();
        drop(harness);
        // As after a kill: another process, which knows of nothing but the database.
        let harness = Harness::unmigrated(database);
        assert_eq!(take(&harness), None, "until the lease is over");
        harness.clock.advance(120);
        let second = take(&harness).unwrap();
        assert_eq!((second.id.as_str(), second.attempt), (first.id.as_str(), 2));
        let later = DeliveryOutcome::Later { after: Duration::from_secs(5), failure: DeliveryFailure::Timeout };
        let late = Attempted { status: None, outcome: later };
        assert!(!harness.store.settle_delivery(&first, late).unwrap(), "it is not the first one's any more");
        assert!(harness.store.settle_delivery(&second, DELIVERED).unwrap());
        assert!(!harness.store.settle_delivery(&first, DELIVERED).unwrap(), "it was delivered already");
        assert_eq!(harness.store.deliveries_waiting().unwrap(), 0);
    }
}

on_both! {
    fn those_of_one_webhook_go_in_order_and_hold_up_no_other(database) {
        let harness = Harness::new(database);
        let (one, other) = (hook(&harness), hook(&harness));
        for value in [1.0, 2.0] {
            harness.clock.advance(1);
            push(&harness, value);
        }
        let (a, b) = (take(&harness).unwrap(), take(&harness).unwrap());
        assert_eq!([version(&a), version(&b)], [1, 1]);
        assert_eq!(take(&harness), None, "the second of each waits for its first");
        let (of_one, of_other) = match a.webhook == one {
            true => (a, b),
            false => (b, a),
        };
        let later = DeliveryOutcome::Later { after: Duration::from_secs(300), failure: DeliveryFailure::Status };
        let put_off = Attempted { status: Some(500), outcome: later };
        assert!(harness.store.settle_delivery(&of_one, put_off).unwrap());
        assert!(harness.store.settle_delivery(&of_other, DELIVERED).unwrap());
        let next = take(&harness).unwrap();
        assert_eq!((next.webhook.as_str(), version(&next)), (other.as_str(), 2));
        assert!(harness.store.settle_delivery(&next, DELIVERED).unwrap());
        assert_eq!(harness.store.next_delivery_in().unwrap(), Some(Duration::from_secs(300)));
        harness.clock.advance(300);
        let again = take(&harness).unwrap();
        assert_eq!((version(&again), again.attempt), (1, 2));
        assert!(harness.store.settle_delivery(&again, DELIVERED).unwrap());
        assert_eq!(version(&take(&harness).unwrap()), 2);
    }
}

on_both! {
    fn a_delivery_that_cannot_be_read_holds_up_no_other(database) {
        let harness = Harness::new(database);
        hook(&harness);
        push(&harness, 1.0);
        database.execute("update webhook_delivery set version = null");
        harness.clock.advance(1);
        push(&harness, 2.0);
        assert_eq!(take(&harness), None, "it is given up");
        assert_eq!(version(&take(&harness).unwrap()), 2, "and the next goes");
    }
}

on_both! {
    fn a_webhook_that_is_stopped_is_let_on_with_what_waited(database) {
        let harness = Harness::new(database);
        let id = hook(&harness);
        push(&harness, 1.0);
        push(&harness, 2.0);
        let taken = take(&harness).unwrap();
        let given_up = DeliveryOutcome::GivenUp { failure: DeliveryFailure::Status, because: DisabledBecause::Gone };
        assert!(harness.store.settle_delivery(&taken, Attempted { status: Some(410), outcome: given_up }).unwrap());
        let stopped = harness.store.webhook(&id).unwrap();
        assert_eq!((stopped.state, stopped.disabled_because), (WebhookState::Disabled, Some(DisabledBecause::Gone)));
        assert_eq!((take(&harness), harness.store.deliveries_waiting().unwrap()), (None, 0));
        push(&harness, 3.0);
        assert_eq!(harness.store.webhook(&id).unwrap().waiting, 1, "nothing new is queued");
        assert!(matches!(harness.store.ping_webhook(&id, &somebody()), Err(StoreError::WebhookStopped(_))));
        let on = WebhookChange { suspended: Some(false), ..WebhookChange::default() };
        assert!(matches!(harness.store.change_webhook(&id, &on, 1, &somebody()), Err(StoreError::Stale)));
        harness.store.change_webhook(&id, &on, stopped.version, &somebody()).unwrap();
        assert_eq!(version(&take(&harness).unwrap()), 2);
        harness.store.retry_delivery(&id, &taken.id, &somebody()).unwrap();
        let again = take(&harness).unwrap();
        assert_eq!((again.id.as_str(), again.attempt, again.of_round), (taken.id.as_str(), 2, 1), "a round of its own");
    }
}

on_both! {
    fn a_webhook_that_is_removed_leaves_its_id_and_nothing_else(database) {
        let harness = Harness::new(database);
        let id = hook(&harness);
        push(&harness, 1.0);
        let taken = take(&harness).unwrap();
        harness.store.remove_webhook(&id, &somebody()).unwrap();
        assert!(!harness.store.settle_delivery(&taken, DELIVERED).unwrap());
        push(&harness, 2.0);
        assert_eq!((take(&harness), harness.store.webhooks().unwrap().len()), (None, 0));
        assert!(matches!(harness.store.webhook(&id), Err(StoreError::UnknownWebhook(_))));
        assert_eq!([database.count("webhook_secret"), database.count("webhook_delivery")], [0, 0]);
        let kept = database.lines("select address || '/' || description as line from webhook");
        assert_eq!(kept, ["/"]);
    }
}

on_both! {
    fn there_are_not_more_webhooks_than_can_be_sent_to(database) {
        let harness = Harness::new(database);
        for _ in 0..MOST_WEBHOOKS {
            hook(&harness);
        }
        let one_more = NewWebhook {
            id: harness.store.new_id(),
            description: String::new(),
            address: "https://example.lv/".to_owned(),
            events: vec![],
            owner: "01935f3e-4c00-7abc-8def-0123456789ab".parse().unwrap(),
            sealed: vec![],
        };
        let refused = harness.store.add_webhook(&one_more, &somebody());
        assert!(matches!(refused, Err(StoreError::TooManyWebhooks)));
    }
}

on_both! {
    fn what_was_delivered_is_forgotten_after_a_month(database) {
        let harness = Harness::new(database);
        let id = hook(&harness);
        push(&harness, 1.0);
        let taken = take(&harness).unwrap();
        assert!(harness.store.settle_delivery(&taken, DELIVERED).unwrap());
        push(&harness, 2.0);
        harness.store.add_webhook_secret(&id, &[8; 60], harness.clock.now(), &somebody()).unwrap();
        harness.clock.advance(30 * 86_400);
        harness.store.sweep().unwrap();
        assert_eq!((database.count("webhook_delivery"), database.count("webhook_secret")), (2, 1));
        harness.clock.advance(1);
        harness.store.sweep().unwrap();
        assert_eq!(database.count("webhook_delivery"), 1, "what waits is kept");
    }
}

on_both! {
    fn many_senders_share_the_deliveries_without_making_one_twice(database) {
        let harness = Harness::new(database);
        for _ in 0..6 {
            hook(&harness);
        }
        push(&harness, 1.0);
        push(&harness, 2.0);
        let made = at_once(4, |_| {
            let mut made = Vec::new();
            // Whoever loses a race looks again while there is something to send.
            while harness.store.deliveries_waiting().unwrap() > 0 {
                if let Some(taken) = take(&harness) {
                    assert!(harness.store.settle_delivery(&taken, DELIVERED).unwrap());
                    made.push((taken.webhook.clone(), version(&taken)));
                }
            }
            made
        });
        let mut made: Vec<_> = made.into_iter().flatten().collect();
        made.sort();
        let before = made.len();
        made.dedup();
        assert_eq!((before, made.len()), (12, 12));
    }
}
