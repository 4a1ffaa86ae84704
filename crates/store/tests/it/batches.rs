//! Batches: what becomes of each row, and of the whole.

use crate::support::{Harness, JELGAVA, SALDUS, batch, nothing, row};
use blis_domain::feed::Fault;
use blis_domain::receipt::{BatchState, RowCounts, RowOutcome};
use blis_domain::status::ObservationStatus;
use blis_store::StoreError;

on_both! {
    fn a_row_is_new_then_unchanged_then_changed(database) {
        let harness = Harness::new(database);
        let first = harness.push(batch([row("CTX.UNEMP", SALDUS, 2012, 7.32)])).record;
        assert_eq!(first.state, BatchState::Applied);
        assert_eq!((first.counts.new, first.version), (1, 1));
        assert!(first.rows.is_empty(), "a plainly new row needs no words");

        let again = harness.push(batch([row("CTX.UNEMP", SALDUS, 2012, 7.32)])).record;
        assert_eq!((again.counts.unchanged, again.version), (1, 1));
        assert_eq!(harness.store.data_version().unwrap(), 1, "nothing changed, so no version passes");

        let corrected = harness.push(batch([row("CTX.UNEMP", SALDUS, 2012, 7.5)])).record;
        assert_eq!((corrected.counts.changed, corrected.version), (1, 2));
        let report = &corrected.rows[0];
        assert_eq!((report.row, report.outcome), (1, RowOutcome::Changed));
        assert_eq!((report.old, report.new), (Some(7.32), Some(7.5)));
        assert_eq!(harness.value("CTX.UNEMP", SALDUS, 2012), Some(7.5));
    }
}

on_both! {
    fn a_status_or_a_remark_is_a_change_too(database) {
        let harness = Harness::new(database);
        let provisional = || {
            let mut row = row("CTX.UNEMP", SALDUS, 2012, 7.0);
            row.status = Some("P".to_owned());
            row
        };
        let remarked = || {
            let mut row = provisional();
            row.note = Some("Revised in May.".to_owned());
            row
        };
        harness.push(batch([row("CTX.UNEMP", SALDUS, 2012, 7.0)]));
        assert_eq!(harness.push(batch([provisional()])).record.counts.changed, 1);
        assert_eq!(harness.push(batch([remarked()])).record.counts.changed, 1);
        assert_eq!(harness.push(batch([remarked()])).record.counts.unchanged, 1);
        let gone = harness.push(batch([nothing("CTX.UNEMP", SALDUS, 2012, "Q")])).record;
        assert_eq!((gone.rows[0].old, gone.rows[0].new), (Some(7.0), None));
        let cell = harness.cell("CTX.UNEMP", SALDUS, 2012);
        assert_eq!((cell.value, cell.status), (None, ObservationStatus::Suppressed));
    }
}

on_both! {
    fn one_refused_row_refuses_an_atomic_batch(database) {
        let harness = Harness::new(database);
        harness.push(batch([row("CTX.UNEMP", SALDUS, 2012, 7.0)]));
        let rows = [
            row("CTX.UNEMP", SALDUS, 2012, 7.0),
            row("CTX.UNEMP", JELGAVA, 2012, 8.0),
            row("CTX.UNEMP", "9999999", 2012, 9.0),
            row("CTX.UNEMP", JELGAVA, 2012, 8.0),
            row("CTX.DENS", JELGAVA, 2012, 8.0),
        ];
        let refused = harness.push(batch(rows).unreadable(Fault::NotAnObject)).record;
        assert_eq!(refused.state, BatchState::Refused);
        let expected = RowCounts { received: 6, new: 1, unchanged: 1, refused: 4, ..RowCounts::default() };
        assert_eq!(refused.counts, expected, "the counts assess the rows, and add up");
        let faults: Vec<(u64, &str)> = refused
            .rows
            .iter()
            .map(|report| (report.row, report.fault.as_ref().map_or("", Fault::code)))
            .collect();
        assert_eq!(
            faults,
            [(3, "unknown_area"), (4, "duplicate_row"), (5, "derived_indicator"), (6, "not_an_object")]
        );
        assert_eq!(harness.value("CTX.UNEMP", JELGAVA, 2012), None, "nothing of it is stored");
        assert_eq!(harness.store.data_version().unwrap(), 1);
        assert_eq!(harness.store.batch("srda", &refused.id).unwrap().as_ref(), Some(&refused));
    }
}

on_both! {
    fn a_partial_batch_stores_its_good_rows(database) {
        let harness = Harness::new(database);
        let rows = [row("CTX.UNEMP", SALDUS, 2012, 7.0), row("CTX.UNEMP", JELGAVA, 2012, -1.0)];
        let record = harness.push(batch(rows).partial()).record;
        assert_eq!(record.state, BatchState::Applied);
        assert_eq!((record.counts.new, record.counts.refused), (1, 1));
        assert_eq!(harness.value("CTX.UNEMP", SALDUS, 2012), Some(7.0));
        assert_eq!(harness.value("CTX.UNEMP", JELGAVA, 2012), None);
    }
}

on_both! {
    fn a_dry_run_stores_nothing_not_even_the_key(database) {
        let harness = Harness::new(database);
        let rows = [row("CTX.UNEMP", SALDUS, 2012, 7.0), row("CTX.UNEMP", JELGAVA, 2012, -1.0)];
        let tried = harness.push(batch(rows).key("k").dry_run()).record;
        assert_eq!(tried.state, BatchState::DryRun);
        assert_eq!((tried.counts.new, tried.counts.refused, tried.version), (1, 1, 0));
        for table in ["observation", "batch", "idempotency"] {
            assert_eq!(database.count(table), 0, "{table} stays empty");
        }
        let real = harness.push(batch([row("CTX.UNEMP", SALDUS, 2012, 7.0)]).key("k").body(9));
        assert!(!real.replayed, "the key is still free, with any body");
    }
}

on_both! {
    fn an_unknown_feed_is_refused_as_a_whole(database) {
        let harness = Harness::new(database);
        let one = batch([row("CTX.UNEMP", SALDUS, 2012, 7.0)]).feed("nobody");
        assert!(matches!(harness.try_push(one.clone()), Err(StoreError::UnknownFeed(_))));
        assert!(matches!(harness.try_push(one.dry_run()), Err(StoreError::UnknownFeed(_))));
        assert!(harness.store.feed_exists("srda").unwrap());
        assert!(!harness.store.feed_exists("nobody").unwrap());
    }
}

on_both! {
    fn the_list_of_batches_is_newest_first_and_turns_pages(database) {
        let harness = Harness::new(database);
        let ids: Vec<String> = (0..5)
            .map(|n| harness.push(batch([row("CTX.UNEMP", SALDUS, 2010 + n, 7.0)])).record.id.clone())
            .collect();
        harness.push(batch([row("CTX.UNEMP", SALDUS, 2019, 7.0)]).feed("blis"));
        let mut seen = Vec::new();
        let mut before = None;
        loop {
            let page = harness.store.batches("srda", before, 2).unwrap();
            assert_eq!(page.total, 5, "another feed's batches are not counted");
            seen.extend(page.items.into_iter().map(|record| record.id));
            match page.next {
                Some(next) => before = Some(next),
                None => break,
            }
        }
        let newest_first: Vec<String> = ids.into_iter().rev().collect();
        assert_eq!(seen, newest_first, "even when the clock stands still");
        assert_eq!(harness.store.batch("blis", &seen[0]).unwrap(), None, "a feed reads its own receipts");
    }
}

on_both! {
    fn a_large_batch_goes_in_whole(database) {
        let harness = Harness::new(database);
        let areas = harness.store.areas().unwrap();
        let rows = || {
            (2005u16..2017).flat_map(|year| {
                areas.iter().map(move |area| row("CTX.POP", area.code.as_str(), year, f64::from(year)))
            })
        };
        let record = harness.push(batch(rows())).record;
        assert_eq!((record.counts.received, record.counts.new), (119 * 12, 119 * 12));
        let record = harness.push(batch(rows())).record;
        assert_eq!(record.counts.unchanged, 119 * 12);
        let record = harness.push(batch(rows().map(|mut row| {
            row.status = Some("E".to_owned());
            row
        })));
        assert_eq!(record.record.counts.changed, 119 * 12);
        let series = harness.series("CTX.POP");
        assert_eq!((series.periods.len(), series.version), (12, 2));
        assert!(series.status.iter().flatten().all(|status| *status == ObservationStatus::Estimated));
    }
}

on_both! {
    fn what_is_invented_is_marked_until_it_is_replaced(database) {
        let harness = Harness::new(database);
        let rows = || [row("CTX.UNEMP", SALDUS, 2012, 7.0)];
        harness.push(batch(rows()).feed("demo").demonstration());
        assert!(harness.series("CTX.UNEMP").demonstration);
        assert!(!harness.series("CTX.PIT.PC").demonstration);
        assert!(harness.store.is_demonstration().unwrap());
        let real = harness.push(batch(rows())).record;
        assert_eq!(real.counts.changed, 1, "the same number from a real source is another statement");
        assert!(!harness.series("CTX.UNEMP").demonstration);
    }
}
