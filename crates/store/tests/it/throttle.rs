//! Failures to sign in, and the waits they bring.

use crate::support::{Harness, somebody};
use blis_domain::audit::actions;
use blis_domain::limits::Patience;
use blis_store::{AuditDraft, ThrottleKey};
use std::sync::Barrier;
use std::thread;

const DAY: i64 = 24 * 3600;

fn account(id: u8) -> ThrottleKey {
    ThrottleKey {
        hash: [id; 32],
        patience: Patience::WITH_ACCOUNT,
    }
}

fn fail(harness: &Harness, keys: &[ThrottleKey]) -> Option<u64> {
    let draft = AuditDraft::refused(&somebody(), actions::SIGN_IN, "person", None);
    harness.store.count_failure(keys, &draft).unwrap()
}

fn fail_times(harness: &Harness, times: usize, keys: &[ThrottleKey]) -> Vec<Option<u64>> {
    (0..times).map(|_| fail(harness, keys)).collect()
}

fn written(harness: &Harness) -> u64 {
    let report = harness.store.verify_audit(None).unwrap();
    assert_eq!(report.fault, None);
    harness.store.audit_head().unwrap().seq
}

on_both! {
    fn failures_make_wait_and_time_or_a_success_lets_in(database) {
        let harness = Harness::new(database);
        let (anna, janis) = (account(1), account(2));
        assert_eq!(fail_times(&harness, 5, &[anna]), [None, None, None, Some(2), Some(2)]);
        assert_eq!(written(&harness), 4, "what comes while it is held is not written down");
        assert_eq!(harness.store.sign_in_wait(&[janis]).unwrap(), None);
        assert_eq!(harness.store.sign_in_wait(&[janis, anna]).unwrap(), Some(2), "any key holds");
        assert_eq!(fail(&harness, &[janis, anna]), Some(2));
        harness.clock.advance(2);
        assert_eq!(harness.store.sign_in_wait(&[anna]).unwrap(), None);
        assert_eq!(fail(&harness, &[anna]), Some(4));
        harness.store.forget_failures(&anna).unwrap();
        harness.store.forget_failures(&anna).unwrap();
        assert_eq!(fail_times(&harness, 4, &[anna]), [None, None, None, Some(2)]);
    }
}

on_both! {
    fn time_forgives_one_failure_after_the_other(database) {
        let harness = Harness::new(database);
        let anna = account(1);
        fail_times(&harness, 3, &[anna]);
        harness.clock.advance(3599);
        assert_eq!(fail(&harness, &[anna]), Some(2), "the fourth");
        harness.clock.advance(3601);
        assert_eq!(fail_times(&harness, 2, &[anna]), [None, Some(2)], "two hours since the first forgave two");
        harness.clock.advance(4 * 3600);
        assert_eq!(fail_times(&harness, 4, &[anna]), [None, None, None, Some(2)]);
    }
}

on_both! {
    fn what_is_older_than_a_day_goes(database) {
        let harness = Harness::new(database);
        for id in 1..=150 {
            fail(&harness, &[account(id)]);
        }
        assert_eq!(database.count("sign_in_throttle"), 150);
        harness.clock.advance(DAY + 1);
        fail(&harness, &[account(1)]);
        assert_eq!(database.count("sign_in_throttle"), 50, "a hundred at a time");
        fail(&harness, &[account(1)]);
        assert_eq!(database.count("sign_in_throttle"), 1);
    }
}

on_both! {
    fn failures_at_once_are_all_counted(database) {
        let harness = Harness::new(database);
        let both = [account(1), ThrottleKey { hash: [9; 32], patience: Patience::WITH_ADDRESS }];
        let start = Barrier::new(8);
        let mut waits: Vec<Option<u64>> = thread::scope(|scope| {
            let threads: Vec<_> = (0..8)
                .map(|_| scope.spawn(|| { start.wait(); fail(&harness, &both) }))
                .collect();
            threads.into_iter().map(|thread| thread.join().unwrap()).collect()
        });
        waits.sort();
        assert_eq!(waits, [None, None, None, Some(2), Some(2), Some(2), Some(2), Some(2)]);
        assert_eq!(written(&harness), 4);
    }
}
