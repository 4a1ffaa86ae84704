//! The queue of letters: who takes one holds it alone, until it is sent, put off or given up.

use crate::support::{Harness, new_person, somebody};
use blis_domain::person::PersonId;
use blis_store::{LetterCounts, LetterOutcome, NewLetter, NewLink, NewPerson, TakenLetter};
use time::Duration;

const LEASE: Duration = Duration::minutes(10);

fn invite(harness: &Harness, mailbox: &str) -> PersonId {
    let new = NewPerson {
        password_hash: None,
        ..new_person(&format!("{mailbox}@saldus.lv"))
    };
    let hash = mailbox.bytes().fold(0, u8::wrapping_add);
    let link = NewLink {
        hash: [hash; 32],
        expires_at: harness.clock.now() + Duration::days(14),
    };
    let letter = NewLetter {
        subject: "Uzaicinājums".to_owned(),
        body: format!("for {mailbox}"),
    };
    harness
        .store
        .invite_person(&new, &link, &letter, &somebody())
        .unwrap()
}

fn take(harness: &Harness) -> Option<TakenLetter> {
    harness.store.take_letter(LEASE).unwrap()
}

fn counts(harness: &Harness) -> (u64, u64) {
    let LetterCounts { waiting, given_up } = harness.store.count_letters().unwrap();
    (waiting, given_up)
}

on_both! {
    fn a_letter_is_taken_by_one_sender_and_sent_once(database) {
        let harness = Harness::new(database);
        assert_eq!(take(&harness), None);
        assert_eq!(harness.store.next_letter_in().unwrap(), None);
        let bell = harness.store.letter_bell();
        let before = bell.rung();
        invite(&harness, "anna");
        assert!(bell.rung() > before, "the sender is woken");
        assert_eq!(harness.store.next_letter_in().unwrap(), Some(Duration::ZERO));
        let taken = take(&harness).unwrap();
        assert_eq!((taken.recipient.as_str(), taken.body.as_str(), taken.attempt), ("anna@saldus.lv", "for anna", 1));
        assert!(!format!("{taken:?}").contains("anna"), "no log line shows whom it is for");
        assert_eq!(take(&harness), None, "another server does not send it too");
        assert_eq!(harness.store.next_letter_in().unwrap(), Some(LEASE));
        assert_eq!(counts(&harness), (1, 0));
        assert!(harness.store.settle_letter(&taken, LetterOutcome::Sent).unwrap());
        harness.clock.advance(86_400);
        assert_eq!(take(&harness), None);
        assert_eq!(counts(&harness), (0, 0));
    }
}

on_both! {
    fn a_sender_that_died_leaves_its_letter_to_the_next(database) {
        let harness = Harness::new(database);
        invite(&harness, "anna");
        let first = take(&harness).unwrap();
        harness.clock.advance(LEASE.whole_seconds() - 1);
        assert_eq!(take(&harness), None);
        harness.clock.advance(1);
        let second = take(&harness).unwrap();
        assert_eq!((second.id.as_str(), second.attempt), (first.id.as_str(), 2));
        let later = LetterOutcome::Later { after: Duration::minutes(1), because: "slow" };
        assert!(!harness.store.settle_letter(&first, later).unwrap(), "it is not the first one's any more");
        assert!(!harness.store.settle_letter(&first, LetterOutcome::GivenUp { because: "slow" }).unwrap());
        assert!(harness.store.settle_letter(&second, LetterOutcome::Sent).unwrap());
        assert!(!harness.store.settle_letter(&first, LetterOutcome::Sent).unwrap(), "it was sent already");
    }
}

on_both! {
    fn letters_put_off_wait_behind_the_others(database) {
        let harness = Harness::new(database);
        invite(&harness, "anna");
        harness.clock.advance(1);
        invite(&harness, "janis");
        let anna = take(&harness).unwrap();
        assert_eq!(anna.body, "for anna", "the oldest first");
        let later = LetterOutcome::Later { after: Duration::minutes(4), because: "450 4.2.0 greylisted" };
        assert!(harness.store.settle_letter(&anna, later).unwrap());
        let janis = take(&harness).unwrap();
        assert_eq!(janis.body, "for janis");
        assert!(harness.store.settle_letter(&janis, LetterOutcome::Sent).unwrap());
        assert_eq!(harness.store.next_letter_in().unwrap(), Some(Duration::minutes(4)));
        harness.clock.advance(240);
        assert_eq!(take(&harness).unwrap().attempt, 2);
    }
}

on_both! {
    fn what_was_given_up_is_tried_no_more_and_keeps_its_reason_without_the_text(database) {
        let harness = Harness::new(database);
        invite(&harness, "anna");
        let taken = take(&harness).unwrap();
        assert!(harness.store.settle_letter(&taken, LetterOutcome::GivenUp { because: "550 5.1.1" }).unwrap());
        harness.clock.advance(3600);
        assert_eq!(take(&harness), None);
        assert_eq!(counts(&harness), (0, 1));
        let kept = database.lines("select failure || '/' || body || '/' || subject as line from letter");
        assert_eq!(kept, ["550 5.1.1//Uzaicinājums"]);
    }
}

on_both! {
    fn many_senders_share_the_letters_without_sending_one_twice(database) {
        let harness = Harness::new(database);
        for n in 0..12 {
            invite(&harness, &format!("nr{n}"));
        }
        let harness = &harness;
        let mut sent: Vec<String> = std::thread::scope(|scope| {
            let threads: Vec<_> = (0..4)
                .map(|_| scope.spawn(move || {
                    let mut sent = Vec::new();
                    // Whoever loses a race looks again while there is something to send.
                    while harness.store.next_letter_in().unwrap() == Some(Duration::ZERO) {
                        if let Some(taken) = take(harness) {
                            assert!(harness.store.settle_letter(&taken, LetterOutcome::Sent).unwrap());
                            sent.push(taken.body);
                        }
                    }
                    sent
                }))
                .collect();
            threads.into_iter().flat_map(|thread| thread.join().unwrap()).collect()
        });
        sent.sort();
        let before = sent.len();
        sent.dedup();
        assert_eq!((before, sent.len()), (12, 12));
    }
}
