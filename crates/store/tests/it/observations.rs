//! The list of observations: copies are kept with it, so nothing may be left out.

use crate::support::{Harness, JELGAVA, SALDUS, batch, code, nothing, row};
use blis_domain::observation::Observation;
use blis_domain::status::ObservationStatus;
use blis_store::{ChangedSince, ObservationFilter};

fn all(harness: &Harness, filter: &ObservationFilter, limit: u32) -> Vec<Observation> {
    all_while(harness, filter, limit, |_| {})
}

/// Turns all pages; `between` is called after each.
fn all_while(
    harness: &Harness,
    filter: &ObservationFilter,
    limit: u32,
    mut between: impl FnMut(usize),
) -> Vec<Observation> {
    let mut found = Vec::new();
    let mut after = None;
    for page_number in 0.. {
        let page = harness.store.observations(filter, after, limit).unwrap();
        assert!(page.items.len() <= limit as usize);
        found.extend(page.items);
        between(page_number);
        match page.next {
            Some(next) => after = Some(next),
            None => break,
        }
    }
    found
}

on_both! {
    fn filters_narrow_the_list(database) {
        let harness = Harness::new(database);
        harness.push(batch([
            row("CTX.UNEMP", SALDUS, 2012, 7.0),
            row("CTX.UNEMP", JELGAVA, 2012, 8.0),
            row("CTX.PIT.PC", SALDUS, 2012, 500.0),
        ]));
        harness.clock.advance(60);
        let since = harness.clock.now();
        let record = harness.push(batch([nothing("CTX.UNEMP", JELGAVA, 2012, "Q")])).record;
        let count = |filter: ObservationFilter| {
            let listed = all(&harness, &filter, 2).len() as u64;
            assert_eq!(harness.store.observations(&filter, None, 1).unwrap().total, listed);
            listed
        };
        let none = ObservationFilter::default;
        assert_eq!(count(none()), 3, "only current versions");
        assert_eq!(count(ObservationFilter { indicator: Some(code("CTX.UNEMP")), ..none() }), 2);
        assert_eq!(count(ObservationFilter { area: Some(SALDUS.parse().unwrap()), ..none() }), 2);
        for (changed, expected) in [
            (ChangedSince::Version(0), 3),
            (ChangedSince::Version(1), 1),
            (ChangedSince::Version(record.version), 0),
            (ChangedSince::Instant(since), 1),
            (ChangedSince::Instant(since + time::Duration::seconds(1)), 0),
        ] {
            let filter = ObservationFilter { changed_since: Some(changed), ..none() };
            assert_eq!(count(filter), expected, "{changed:?}");
        }
        let filter = ObservationFilter { changed_since: Some(ChangedSince::Version(1)), ..none() };
        let one = &all(&harness, &filter, 10)[0];
        assert_eq!((one.value, one.status), (None, ObservationStatus::Suppressed));
        assert_eq!((one.feed.as_str(), one.batch.as_str()), ("srda", record.id.as_str()));
        assert_eq!((one.recorded_at.as_str(), one.version), (record.received_at.as_str(), 2));
        assert_eq!((one.breakdown.as_deref(), one.withdrawn), (None, false));
    }
}

on_both! {
    fn turning_pages_while_batches_arrive_neither_skips_nor_repeats(database) {
        let harness = Harness::new(database);
        let year = |n: usize| 1990 + n as u16;
        harness.push(batch((0..20).map(|n| row("CTX.UNEMP", SALDUS, year(n), 1.0))));
        let found = all_while(&harness, &ObservationFilter::default(), 3, |page| {
            if page < 4 {
                // A new one, and a correction of one given already and of one not given yet.
                harness.push(batch([
                    row("CTX.UNEMP", JELGAVA, year(page), 1.0),
                    row("CTX.UNEMP", SALDUS, year(page), 2.0),
                    row("CTX.UNEMP", SALDUS, year(19 - page), 2.0),
                ]));
            }
        });
        let mut versions: Vec<_> = found
            .iter()
            .map(|one| (one.version, one.area.to_string(), one.period, one.indicator.clone()))
            .collect();
        let given = versions.len();
        versions.sort();
        versions.dedup();
        assert_eq!(versions.len(), given, "no version is given twice");
        // Whoever lays the pages over each other has the whole table.
        let mut copy = std::collections::BTreeMap::new();
        for one in found {
            copy.insert((one.area.to_string(), one.period), one.value);
        }
        let whole: std::collections::BTreeMap<_, _> = all(&harness, &ObservationFilter::default(), 1000)
            .into_iter()
            .map(|one| ((one.area.to_string(), one.period), one.value))
            .collect();
        assert_eq!(copy, whole, "nothing is left out");
    }
}
