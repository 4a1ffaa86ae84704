//! The list of changes: copies follow it, so each change is told once, in order, with what it took the place of.

use crate::support::{Harness, JELGAVA, SALDUS, batch, code, nothing, row};
use blis_domain::change::{Change, ChangeCause};
use blis_domain::observation::Observation;
use blis_domain::status::ObservationStatus;
use blis_store::{
    ChangeFilter, ChangePlace, ChangedSince, ChangesFound, ChangesFrom, ObservationFilter, StoreError,
};
use std::collections::BTreeMap;
use time::Duration;

fn page(harness: &Harness, filter: &ChangeFilter, from: ChangesFrom, limit: u32) -> ChangesFound {
    let page = harness.store.changes(filter, from, limit).unwrap();
    assert!(page.items.len() <= limit as usize);
    page
}

/// All changes from a place on, and the place behind them; `between` is called after each page that has another behind
/// it.
fn all_while(
    harness: &Harness,
    from: ChangesFrom,
    limit: u32,
    mut between: impl FnMut(usize),
) -> (Vec<Change>, ChangePlace) {
    let (mut found, mut from) = (Vec::new(), from);
    for number in 0.. {
        let page = page(harness, &ChangeFilter::default(), from, limit);
        found.extend(page.items);
        if !page.more {
            return (found, page.end);
        }
        between(number);
        from = ChangesFrom::Place(page.end);
    }
    unreachable!("a list of changes ends")
}

fn all(harness: &Harness, from: ChangesFrom) -> (Vec<Change>, ChangePlace) {
    all_while(harness, from, 1000, |_| {})
}

/// `indicator area period value<previous version` of each.
fn told(changes: &[Change]) -> Vec<String> {
    let number = |value: Option<f64>| value.map_or("-".to_owned(), |value| value.to_string());
    let tell = |one: &Change| {
        let before = one
            .previous
            .as_ref()
            .map_or("nothing".to_owned(), |before| number(before.value));
        format!(
            "{} {} {} {}<{before} v{}",
            one.indicator,
            one.area,
            one.period,
            number(one.value),
            one.version
        )
    };
    changes.iter().map(tell).collect()
}

on_both! {
    fn exactly_the_cells_that_changed_are_named(database) {
        let harness = Harness::new(database);
        harness.push(batch([
            row("CTX.POP", SALDUS, 2012, 1000.0),
            row("CTX.POP65", SALDUS, 2012, 100.0),
            row("CTX.UNEMP", JELGAVA, 2012, 7.0),
        ]));
        let (first, end) = all(&harness, ChangesFrom::First);
        assert_eq!(told(&first), [
            format!("CTX.POP {SALDUS} 2012 1000<nothing v1"),
            format!("CTX.POP65 {SALDUS} 2012 100<nothing v1"),
            format!("CTX.UNEMP {JELGAVA} 2012 7<nothing v1"),
            format!("CTX.SHARE65 {SALDUS} 2012 10<nothing v1"),
        ]);
        harness.push(batch([row("CTX.UNEMP", JELGAVA, 2012, 7.0)]));
        harness.push(batch([row("CTX.UNEMP", JELGAVA, 2012, 7000.0)]));
        assert_eq!(all(&harness, ChangesFrom::Place(end)), (vec![], end), "nothing changed");
        harness.clock.advance(60);
        let record = harness.push(batch([
            row("CTX.POP", SALDUS, 2012, 1000.0),
            row("CTX.POP65", SALDUS, 2012, 200.0),
            nothing("CTX.UNEMP", JELGAVA, 2012, "Q"),
        ])).record;
        let (changed, _) = all(&harness, ChangesFrom::Place(end));
        assert_eq!(told(&changed), [
            format!("CTX.POP65 {SALDUS} 2012 200<100 v2"),
            format!("CTX.UNEMP {JELGAVA} 2012 -<7 v2"),
            format!("CTX.SHARE65 {SALDUS} 2012 20<10 v2"),
        ]);
        let one = &changed[1];
        assert_eq!((one.status, one.withdrawn, one.cause), (ObservationStatus::Suppressed, false, ChangeCause::Batch));
        assert_eq!((one.feed.as_str(), &one.batch, &one.recorded_at), ("srda", &record.id, &record.received_at));
        let before = one.previous.as_ref().unwrap();
        assert_eq!((before.status, before.withdrawn, before.version), (ObservationStatus::Normal, false, 1));

        // Taken back, as a row of the table says it.
        database.execute("update observation set withdrawn = true where version = 2 and indicator = 'CTX.UNEMP'");
        harness.push(batch([row("CTX.UNEMP", JELGAVA, 2012, 8.0)]));
        let (since, _) = all(&harness, ChangesFrom::Since(ChangedSince::Version(1)));
        assert!(since[1].withdrawn && since[1].value.is_none(), "who follows the list takes it back as well");
        assert!(since[3].previous.as_ref().is_some_and(|before| before.withdrawn));
        assert_eq!(since.len(), 4);
    }
}

on_both! {
    fn turning_pages_while_batches_come_neither_skips_nor_repeats(database) {
        let harness = Harness::new(database);
        let year = |n: usize| 1990 + n as u16;
        harness.push(batch((0..20).map(|n| row("CTX.UNEMP", SALDUS, year(n), 1.0))));
        let (found, end) = all_while(&harness, ChangesFrom::First, 3, |page| {
            if page < 4 {
                // A new one, and corrections of one told already and of one not told yet.
                harness.push(batch([
                    row("CTX.UNEMP", JELGAVA, year(page), 1.0),
                    row("CTX.UNEMP", SALDUS, year(page), 2.0 + page as f64),
                    row("CTX.UNEMP", SALDUS, year(19 - page), 2.0 + page as f64),
                ]));
            }
        });
        assert_eq!(found.len(), 20 + 4 * 3);
        // Whoever lays the changes over each other has the table, and at each step what the change says was before.
        let mut copy: BTreeMap<_, Option<f64>> = BTreeMap::new();
        for one in found {
            let before = copy.insert((one.area.to_string(), one.period), one.value);
            assert_eq!(before, one.previous.map(|before| before.value), "{} {}", one.area, one.period);
        }
        let whole = harness.store.observations(&ObservationFilter::default(), None, 1000).unwrap().items;
        let whole: BTreeMap<_, _> = whole
            .into_iter()
            .map(|one: Observation| ((one.area.to_string(), one.period), one.value))
            .collect();
        assert_eq!(copy, whole);
        assert_eq!(all(&harness, ChangesFrom::Place(end)), (vec![], end));
        harness.push(batch([row("CTX.UNEMP", JELGAVA, 2015, 3.0)]));
        assert_eq!(all(&harness, ChangesFrom::Place(end)).0.len(), 1, "the place leads on");
    }
}

on_both! {
    fn a_filter_narrows_the_list_and_its_end_lies_behind_all_that_was_looked_through(database) {
        let harness = Harness::new(database);
        harness.push(batch([row("CTX.UNEMP", SALDUS, 2012, 7.0), row("CTX.UNEMP", JELGAVA, 2012, 8.0)]));
        harness.clock.advance(60);
        let second = harness.clock.now();
        harness.push(batch([row("CTX.PIT.PC", SALDUS, 2012, 500.0)]));
        let of = |indicator: Option<&str>, area: Option<&str>, from: ChangesFrom| {
            let filter = ChangeFilter {
                indicator: indicator.map(code),
                area: area.map(|area| area.parse().unwrap()),
            };
            let page = page(&harness, &filter, from, 10);
            assert!(!page.more);
            assert_eq!(page.end.version, 2);
            page.items.len()
        };
        let first = ChangesFrom::First;
        assert_eq!(of(None, None, first), 3);
        assert_eq!(of(Some("CTX.UNEMP"), None, first), 2);
        assert_eq!(of(None, Some(SALDUS), first), 2);
        assert_eq!(of(Some("CTX.UNEMP"), Some(SALDUS), first), 1);
        for (since, expected) in [
            (ChangedSince::Version(0), 3),
            (ChangedSince::Version(1), 1),
            (ChangedSince::Version(2), 0),
            (ChangedSince::Instant(second), 1),
            (ChangedSince::Instant(second + Duration::microseconds(1)), 0),
            (ChangedSince::Instant(second - Duration::days(1)), 3),
        ] {
            assert_eq!(of(None, None, ChangesFrom::Since(since)), expected, "{since:?}");
        }
    }
}

on_both! {
    fn nobody_goes_on_from_a_version_that_is_not_there(database) {
        let harness = Harness::new(database);
        harness.push(batch([row("CTX.UNEMP", SALDUS, 2012, 7.0)]));
        let filter = ChangeFilter::default();
        for from in [
            ChangesFrom::Since(ChangedSince::Version(2)),
            ChangesFrom::Since(ChangedSince::Version(u64::MAX)),
            ChangesFrom::Place(ChangePlace { version: 7, id: 1 }),
        ] {
            let refused = harness.store.changes(&filter, from, 10);
            assert!(matches!(refused, Err(StoreError::UnknownVersion(_))), "{from:?}: {refused:?}");
        }
    }
}
