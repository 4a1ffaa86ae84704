//! What the sender of a feed learns of hidden numbers: those that its feed sent last, and of no others.

use super::{COST, shown, with};
use crate::support::{BatchBuilder, Harness, JELGAVA, SALDUS, batch, code, row};
use blis_domain::confidentiality::ConfStatus;
use blis_domain::receipt::{Notice, NoticeCode, RowCounts, RowOutcome};

const CLIENTS: &str = "SOC.HOME.CLIENTS";

/// What was said of the one row of a batch.
fn told(harness: &Harness, batch: BatchBuilder) -> (RowCounts, Vec<(RowOutcome, Option<f64>)>) {
    let record = harness.push(batch).record;
    let rows = record.rows.iter().map(|row| (row.outcome, row.old)).collect();
    (record.counts, rows)
}

on_both! {
    /// No feed is bound to an indicator: a stranger would guess three clients, and read in the counts that it is so.
    fn a_guess_by_another_feed_is_never_unchanged(database) {
        let harness = Harness::new(database);
        let few = |count| batch([row(CLIENTS, SALDUS, 2013, count)]);
        harness.push(few(3.0));
        assert_eq!(shown(&harness, CLIENTS, SALDUS).2, ConfStatus::SmallCount);
        for guess in [2.0, 3.0] {
            let (counts, rows) = told(&harness, few(guess).feed("blis").dry_run());
            assert_eq!(counts, RowCounts { received: 1, changed: 1, ..RowCounts::default() }, "{guess}");
            assert_eq!(rows, [(RowOutcome::Changed, None)], "{guess}");
        }
        assert_eq!(told(&harness, few(3.0)).0.unchanged, 1, "its own sender knows it");
        let (counts, _) = told(&harness, few(3.0).feed("blis"));
        assert_eq!(counts.changed, 1, "a version is written, and tells nothing");
        assert_eq!(told(&harness, few(3.0).feed("blis")).0.unchanged, 1, "by now it has sent the number itself");
        assert_eq!(told(&harness, few(3.0)).0.changed, 1, "and the other feed has not");
    }
}

on_both! {
    /// All is stored, and nothing is shown: whoever sends it must not have to find that out by reading.
    fn whoever_sends_no_cases_is_told_that_the_figures_are_hidden(database) {
        let harness = Harness::new(database);
        let queue = |area, cases| with(row("EDU.PRE.QUEUE", area, 2013, 12.5), None, cases);
        let rows = || batch([queue(SALDUS, None), queue(JELGAVA, Some(40.0)), row(CLIENTS, SALDUS, 2013, 9.0)]);
        let tried = harness.push(rows().dry_run()).record;
        let sent = harness.push(rows()).record;
        assert_eq!(shown(&harness, "EDU.PRE.QUEUE", SALDUS).2, ConfStatus::SmallCount);
        let notice = Notice { code: NoticeCode::NoCases, indicator: Some(code("EDU.PRE.QUEUE")), rows: 1 };
        let unjudged = Notice { code: NoticeCode::NotCompared, indicator: None, rows: 3 };
        let notices = [notice, unjudged];
        assert_eq!((&sent.notices[..], &tried.notices[..]), (&notices[..], &notices[..]));
        let kept = harness.store.batch("srda", &sent.id).unwrap().unwrap();
        assert_eq!(kept.notices, notices);
        let next = harness.push(batch([row(CLIENTS, SALDUS, 2014, 9.0)])).record;
        assert_eq!(next.notices, []);
    }
}

on_both! {
    /// A number that is hidden by what another feed sends is still of the feed that sent it.
    fn whoever_hides_a_number_has_not_sent_it(database) {
        let harness = Harness::new(database);
        harness.push(batch([with(row(COST, SALDUS, 2013, 512.5), Some("C"), None)]));
        harness.push(batch([row(CLIENTS, SALDUS, 2013, 9.0)]).feed("blis"));
        harness.push(batch([row(CLIENTS, SALDUS, 2013, 2.0)]).feed("blis"));
        harness.push(batch([with(row(COST, SALDUS, 2013, 513.5), None, None)]));
        harness.push(batch([row(CLIENTS, SALDUS, 2013, 9.0)]).feed("blis"));
        harness.push(batch([row(CLIENTS, SALDUS, 2013, 3.0)]).feed("blis"));
        assert_eq!(shown(&harness, COST, SALDUS).2, ConfStatus::SmallCount);
        let guess = batch([row(COST, SALDUS, 2013, 513.5)]);
        assert_eq!(told(&harness, guess.clone().feed("blis").dry_run()).0.changed, 1, "it has sent the count alone");
        assert_eq!(told(&harness, guess).0.unchanged, 1);
    }
}

on_both! {
    /// "About 25 was expected" is the hidden series in other words; and whether a number is suspect beside it tells the series
    /// to whoever asks often enough.
    fn what_another_feed_hides_makes_nothing_suspect(database) {
        let harness = Harness::new(database);
        let cost = |year, value| with(row(COST, SALDUS, year, value), None, Some(2.0));
        harness.push(batch((2009..2016u16).map(|year| cost(year, 500.0 + f64::from(year - 2009)))));
        let slip = || batch([cost(2016, 5_060.0)]).dry_run();
        let own = harness.push(slip()).record;
        assert_eq!(own.rows[0].code(), "unit_slip");
        let others = harness.push(slip().feed("blis")).record;
        assert_eq!((others.counts.new, others.rows.len()), (1, 0));
    }
}

on_both! {
    /// How many cases stand behind a figure is told to nobody: not by "unchanged" either.
    fn a_guess_of_the_cases_of_another_feed_is_never_unchanged(database) {
        let harness = Harness::new(database);
        let queue = |cases| batch([with(row("EDU.PRE.QUEUE", SALDUS, 2013, 12.5), None, Some(cases))]);
        harness.push(queue(40.0));
        for guess in [39.0, 40.0] {
            assert_eq!(told(&harness, queue(guess).feed("blis").dry_run()).0.changed, 1, "{guess}");
        }
        assert_eq!(told(&harness, queue(40.0)).0.unchanged, 1, "its own sender knows them");
    }
}
