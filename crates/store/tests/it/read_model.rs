//! The read model: the block in memory is the table, always.

use crate::support::{Harness, JELGAVA, SALDUS, batch, code, nothing, row};
use blis_domain::status::ObservationStatus;
use blis_store::StoreError;
use std::sync::Arc;

on_both! {
    fn a_block_equals_a_direct_query(database) {
        let harness = Harness::new(database);
        harness.push(batch([
            row("CTX.UNEMP", SALDUS, 2012, 7.25),
            row("CTX.UNEMP", JELGAVA, 2012, 8.5),
            nothing("CTX.UNEMP", JELGAVA, 2013, "L"),
        ]));
        harness.push(batch([row("CTX.UNEMP", JELGAVA, 2012, 9.5)]));
        let block = harness.series("CTX.UNEMP");
        let mut cells = Vec::new();
        for (line, period) in block.periods.iter().enumerate() {
            for (column, area) in block.areas.iter().enumerate() {
                let cell = block.cell_at(line, column);
                if cell.status != ObservationStatus::Missing {
                    let hundredths = cell.value.map(|value| (value * 100.0).to_string());
                    let value = hundredths.unwrap_or("-".to_owned());
                    cells.push(format!("{area} {period} {value} {}", cell.status));
                }
            }
        }
        cells.sort();
        let stored = database.lines(
            "select area || ' ' || period || ' ' \
             || coalesce(cast(cast(value * 100 as integer) as text), '-') || ' ' || status as line \
             from observation where indicator = 'CTX.UNEMP' and superseded_version is null order by line",
        );
        assert_eq!(cells, stored);
        assert_eq!(block.version, 2);
        let version = database.lines(
            "select cast(version as text) as line from indicator_version where indicator = 'CTX.UNEMP'",
        );
        assert_eq!(version, ["2"], "the version by which other processes know that a block is old");
    }
}

on_both! {
    fn a_block_without_a_value_has_all_areas_and_no_period(database) {
        let harness = Harness::new(database);
        let block = harness.series("CTX.UNEMP");
        let areas = harness.store.areas().unwrap();
        let codes = areas.iter().map(|area| &area.code);
        assert!(block.areas.iter().eq(codes), "a column an area, in their order");
        assert!(block.periods.is_empty());
        assert_eq!((block.version, block.demonstration), (0, false));
        let cell = harness.cell("CTX.UNEMP", SALDUS, 2012);
        assert_eq!((cell.value, cell.status), (None, ObservationStatus::Missing));
    }
}

on_both! {
    fn a_warm_block_is_not_read_again_until_a_batch_touches_it(database) {
        let harness = Harness::new(database);
        harness.push(batch([row("CTX.UNEMP", SALDUS, 2012, 7.0), row("CTX.PIT.PC", SALDUS, 2012, 500.0)]));
        let (unemployment, tax) = (harness.series("CTX.UNEMP"), harness.series("CTX.PIT.PC"));
        assert!(Arc::ptr_eq(&unemployment, &harness.series("CTX.UNEMP")), "the same block, not a copy");
        harness.push(batch([row("CTX.UNEMP", SALDUS, 2012, 8.0)]));
        assert_eq!(harness.value("CTX.UNEMP", SALDUS, 2012), Some(8.0));
        assert!(Arc::ptr_eq(&tax, &harness.series("CTX.PIT.PC")), "what was not touched stays");
    }
}

on_both! {
    fn a_batch_that_changes_nothing_leaves_the_blocks(database) {
        let harness = Harness::new(database);
        harness.push(batch([row("CTX.UNEMP", SALDUS, 2012, 7.0)]));
        let block = harness.series("CTX.UNEMP");
        harness.push(batch([row("CTX.UNEMP", SALDUS, 2012, 7.0)]));
        harness.push(batch([row("CTX.UNEMP", SALDUS, 2012, -7.0)]));
        assert!(Arc::ptr_eq(&block, &harness.series("CTX.UNEMP")));
    }
}

on_both! {
    fn an_unknown_indicator_is_an_error_and_not_an_empty_block(database) {
        let harness = Harness::new(database);
        assert!(matches!(
            harness.store.series(&code("NOT.THERE"), None),
            Err(StoreError::UnknownIndicator(_))
        ));
    }
}

on_both! {
    fn a_reader_beside_a_writer_never_goes_back(database) {
        let harness = Harness::new(database);
        const BATCHES: u32 = 40;
        std::thread::scope(|scope| {
            let readers: Vec<_> = (0..2)
                .map(|_| {
                    scope.spawn(|| {
                        let mut last = 0.0;
                        while last < f64::from(BATCHES) {
                            let value = harness.value("CTX.UNEMP", SALDUS, 2012).unwrap_or(0.0);
                            assert!(value >= last, "{value} after {last}: an old block came back");
                            last = value;
                        }
                    })
                })
                .collect();
            for value in 1..=BATCHES {
                harness.push(batch([row("CTX.UNEMP", SALDUS, 2012, f64::from(value))]));
                assert_eq!(
                    harness.value("CTX.UNEMP", SALDUS, 2012),
                    Some(f64::from(value)),
                    "who wrote it reads it"
                );
            }
            for reader in readers {
                reader.join().unwrap();
            }
        });
    }
}

on_both! {
    fn a_failed_read_is_an_error_and_is_not_kept(database) {
        let harness = Harness::new(database);
        harness.push(batch([row("CTX.UNEMP", SALDUS, 2012, 7.0)]));
        // Warm what is read beside the values.
        harness.store.indicators().unwrap();
        database.execute("alter table observation rename to observation_hidden");
        assert!(matches!(
            harness.store.series(&code("CTX.UNEMP"), None),
            Err(StoreError::Query { .. })
        ));
        database.execute("alter table observation_hidden rename to observation");
        assert_eq!(harness.value("CTX.UNEMP", SALDUS, 2012), Some(7.0));
    }
}
