//! Derived indicators follow their inputs.

use crate::support::{Harness, JELGAVA, RIGA, SALDUS, batch, nothing, row};
use blis_domain::status::ObservationStatus;

on_both! {
    fn a_ratio_comes_with_its_second_input(database) {
        let harness = Harness::new(database);
        harness.push(batch([row("EDU.PRE.ENROLLED", SALDUS, 2012, 300.0)]));
        assert!(harness.series("EDU.PRE.COV").periods.is_empty(), "with one input nothing can be said");
        let record = harness.push(batch([row("CTX.POP1_6", SALDUS, 2012, 400.0)])).record;
        assert_eq!(harness.value("EDU.PRE.COV", SALDUS, 2012), Some(75.0));
        assert_eq!(record.counts.received, 1, "the receipt counts what was sent, not what was derived");
        let series = harness.series("EDU.PRE.COV");
        assert_eq!(series.version, record.version, "a derived value is a version of the same batch");
        let sheets = harness.store.indicators().unwrap();
        let sheet = sheets.iter().find(|sheet| sheet.code.as_str() == "EDU.PRE.COV").unwrap();
        assert_eq!(sheet.last_period.map(|period| period.to_string()).as_deref(), Some("2012"));
    }
}

on_both! {
    fn a_correction_reaches_what_is_derived_and_nothing_else(database) {
        let harness = Harness::new(database);
        harness.push(batch([
            row("CTX.POP", SALDUS, 2012, 1000.0),
            row("CTX.POP65", SALDUS, 2012, 200.0),
            row("CTX.POP", JELGAVA, 2012, 1000.0),
            row("CTX.POP65", JELGAVA, 2012, 300.0),
        ]));
        let rows_before = database.count("observation");
        harness.push(batch([row("CTX.POP65", SALDUS, 2012, 250.0)]));
        assert_eq!(harness.value("CTX.SHARE65", SALDUS, 2012), Some(25.0));
        assert_eq!(harness.value("CTX.SHARE65", JELGAVA, 2012), Some(30.0));
        assert_eq!(
            database.count("observation") - rows_before,
            2,
            "one corrected input, one corrected share"
        );
    }
}

on_both! {
    fn an_input_without_a_value_passes_its_status_on(database) {
        let harness = Harness::new(database);
        harness.push(batch([
            row("CTX.POP", SALDUS, 2012, 1000.0),
            nothing("CTX.POP65", SALDUS, 2012, "Q"),
            row("CTX.POP", JELGAVA, 2012, 0.0),
            row("CTX.POP65", JELGAVA, 2012, 0.0),
        ]));
        let cell = harness.cell("CTX.SHARE65", SALDUS, 2012);
        assert_eq!((cell.value, cell.status), (None, ObservationStatus::Suppressed));
        let cell = harness.cell("CTX.SHARE65", JELGAVA, 2012);
        assert_eq!(
            (cell.value, cell.status),
            (None, ObservationStatus::CannotExist),
            "a share of nobody cannot exist"
        );
    }
}

on_both! {
    fn what_is_derived_from_something_invented_is_invented(database) {
        let harness = Harness::new(database);
        harness.push(batch([row("CTX.POP", SALDUS, 2012, 1000.0)]).feed("demo").demonstration());
        harness.push(batch([row("CTX.POP65", SALDUS, 2012, 250.0)]));
        assert!(harness.series("CTX.SHARE65").demonstration, "its denominator is invented");
        harness.push(batch([row("CTX.POP", SALDUS, 2012, 1000.0)]));
        assert!(!harness.series("CTX.SHARE65").demonstration);
    }
}

on_both! {
    fn a_formula_that_changes_is_computed_anew(database) {
        let harness = Harness::new(database);
        harness.push(batch([
            row("CTX.POP", SALDUS, 2012, 1000.0),
            row("CTX.POP65", SALDUS, 2012, 200.0),
        ]));
        let pushed_at = harness.clock.now();
        // As if the program before this one, which kept no history, had shipped another formula and computed by it.
        database.execute(
            "delete from sheet_version where indicator = 'CTX.SHARE65'; \
             update indicator set formula = 'CTX.POP65' where code = 'CTX.SHARE65'; \
             update observation set value = 200 where indicator = 'CTX.SHARE65'",
        );
        harness.clock.advance(60);
        let report = harness.store.migrate().unwrap();
        assert_eq!((report.reference_updated, report.recomputed), (1, 1));
        assert_eq!(harness.value("CTX.SHARE65", SALDUS, 2012), Some(20.0));
        let then = harness.series_at("CTX.SHARE65", pushed_at);
        let period = then.periods[0];
        assert_eq!(
            then.cell(&SALDUS.parse().unwrap(), period).value,
            Some(200.0),
            "what was shown then can be shown again"
        );
        let changes = database.lines(
            "select cause || ' ' || new_cells || ' ' || changed_cells as line from data_change order by version",
        );
        assert_eq!(changes, ["batch 3 0", "formula 0 1"]);
    }
}

on_both! {
    fn areas_that_are_no_pilots_are_derived_as_well(database) {
        let harness = Harness::new(database);
        harness.push(batch([row("CTX.POP", RIGA, 2012, 4.0), row("CTX.POP65", RIGA, 2012, 1.0)]));
        assert_eq!(harness.value("CTX.SHARE65", RIGA, 2012), Some(25.0));
    }
}

on_both! {
    /// A growth of this year is wrong as soon as last year's figure is corrected.
    fn a_correction_reaches_the_later_figures_that_look_back(database) {
        Harness::new(database);
        database.execute("update indicator set formula = 'change(CTX.POP)' where code = 'CTX.SHARE65'");
        let harness = Harness::unmigrated(database);
        let pop = |year, value| row("CTX.POP", SALDUS, year, value);
        harness.push(batch([pop(2012, 1000.0), pop(2013, 1100.0), pop(2014, 1150.0)]));
        let change = |year| harness.value("CTX.SHARE65", SALDUS, year);
        assert_eq!([2012, 2013, 2014].map(change), [None, Some(100.0), Some(50.0)]);
        let rows_before = database.count("observation");
        harness.push(batch([pop(2012, 1050.0)]));
        assert_eq!([2012, 2013, 2014].map(change), [None, Some(50.0), Some(50.0)]);
        assert_eq!(
            database.count("observation") - rows_before,
            2,
            "the corrected figure, and the one change that it is part of"
        );
    }
}
