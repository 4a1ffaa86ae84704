//! Hiding numbers: nobody is recognised, nothing is lost, and what was known before stays what was known.

mod counts;
mod formulas;
mod senders;

use crate::support::{Harness, JELGAVA, SALDUS, batch, code, row, somebody, withdrawn};
use blis_domain::confidentiality::ConfStatus;
use blis_domain::feed::{RawObservation, RawValue};
use blis_domain::receipt::RowCounts;
use blis_domain::sheet::{Sheet, SheetCause};
use blis_domain::status::{MissingReason, ObservationStatus};
use blis_store::{HiddenFilter, ObservationFilter, ProposedSheet, SheetsOutcome};
use blis_testing::ScratchDatabase;

/// Children in preschool, of whom fewer than five are not shown; and the share that is made of them.
const ENROLLED: &str = "EDU.PRE.ENROLLED";
const CHILDREN: &str = "CTX.POP1_6";
const COVERAGE: &str = "EDU.PRE.COV";

/// What a place costs, of which the count is not in the figure.
const COST: &str = "SOC.HOME.COST";

fn with(row: RawObservation, letter: Option<&str>, cases: Option<f64>) -> RawObservation {
    RawObservation {
        conf_status: letter.map(str::to_owned),
        cases: cases.map_or(RawValue::Absent, RawValue::Number),
        ..row
    }
}

/// `indicator area number letter` of what is hidden.
fn hidden(harness: &Harness) -> Vec<String> {
    let page = harness.store.hidden(&HiddenFilter::default(), 0, 100).unwrap();
    assert_eq!(page.total as usize, page.items.len());
    let tell = |one: &blis_domain::hidden::HiddenFigure| {
        format!(
            "{} {} {} {}",
            one.indicator,
            one.area,
            one.value,
            one.conf_status.code()
        )
    };
    page.items.iter().map(tell).collect()
}

/// How often a number stands in what everybody reads, in any version.
fn written(database: &ScratchDatabase, number: f64) -> usize {
    let asked = format!("select cast(id as text) as line from observation where value = {number}");
    database.lines(&asked).len()
}

/// What everybody reads of a cell: number, status, letter.
fn shown(harness: &Harness, indicator: &str, area: &str) -> (Option<f64>, ObservationStatus, ConfStatus) {
    let filter = ObservationFilter {
        indicator: indicator.parse().ok(),
        area: area.parse().ok(),
        ..ObservationFilter::default()
    };
    let page = harness.store.observations(&filter, None, 10).unwrap();
    assert_eq!(page.items.len(), 1, "of one cell");
    let one = &page.items[0];
    (one.value, one.status, one.conf_status)
}

on_both! {
    /// Three children are recognised, and from the share of 400 they would be counted out.
    fn a_small_count_is_hidden_with_what_reveals_it(database) {
        let harness = Harness::new(database);
        let record = harness
            .push(batch([
                row(ENROLLED, SALDUS, 2012, 3.0),
                row(CHILDREN, SALDUS, 2012, 400.0),
                row(ENROLLED, JELGAVA, 2012, 0.0),
                row(CHILDREN, JELGAVA, 2012, 500.0),
            ]))
            .record;
        assert_eq!(record.counts.new, 4, "its sender is told nothing but what it sent");
        let suppressed = ObservationStatus::Suppressed;
        assert_eq!(shown(&harness, ENROLLED, SALDUS), (None, suppressed, ConfStatus::SmallCount));
        assert_eq!(shown(&harness, COVERAGE, SALDUS), (None, suppressed, ConfStatus::SmallCount));
        assert_eq!(shown(&harness, ENROLLED, JELGAVA), (None, suppressed, ConfStatus::SmallCount));
        assert_eq!(harness.value(CHILDREN, SALDUS, 2012), Some(400.0));
        assert_eq!(harness.cell(ENROLLED, SALDUS, 2012).reason(), Some(MissingReason::Suppressed));
        assert_eq!((written(database, 3.0), written(database, 0.75), written(database, 0.0)), (0, 0, 0));
        let mut hidden = hidden(&harness);
        hidden.sort();
        let expected = [
            format!("{COVERAGE} {JELGAVA} 0 A"),
            format!("{COVERAGE} {SALDUS} 0.75 A"),
            format!("{ENROLLED} {JELGAVA} 0 A"),
            format!("{ENROLLED} {SALDUS} 3 A"),
        ];
        let mut expected = expected.to_vec();
        expected.sort();
        assert_eq!(hidden, expected);
    }
}

on_both! {
    /// A correction publishes what may be shown, and what was known before stays as it was known.
    fn a_larger_count_is_shown_from_then_on(database) {
        let harness = Harness::new(database);
        harness.push(batch([row(ENROLLED, SALDUS, 2012, 3.0), row(CHILDREN, SALDUS, 2012, 400.0)]));
        let then = harness.clock.now();
        harness.clock.advance(60);
        let same = harness.push(batch([row(ENROLLED, SALDUS, 2012, 3.0)])).record;
        assert_eq!(same.counts, RowCounts { received: 1, unchanged: 1, ..RowCounts::default() });
        harness.push(batch([row(ENROLLED, SALDUS, 2012, 6.0)]));
        assert_eq!(harness.value(ENROLLED, SALDUS, 2012), Some(6.0));
        assert_eq!(harness.value(COVERAGE, SALDUS, 2012), Some(1.5));
        assert_eq!(hidden(&harness), Vec::<String>::new());
        let before = harness.series_at(ENROLLED, then);
        assert_eq!(before.cell(&SALDUS.parse().unwrap(), before.periods[0]).value, None);

        harness.clock.advance(60);
        let then = harness.clock.now();
        harness.clock.advance(60);
        harness.push(batch([row(ENROLLED, SALDUS, 2012, 2.0)]));
        assert_eq!(harness.value(ENROLLED, SALDUS, 2012), None);
        assert_eq!(harness.value(COVERAGE, SALDUS, 2012), None);
        let before = harness.series_at(ENROLLED, then);
        assert_eq!(before.cell(&SALDUS.parse().unwrap(), before.periods[0]).value, Some(6.0));
        harness.push(batch([withdrawn(ENROLLED, SALDUS, 2012)]));
        assert_eq!(harness.cell(ENROLLED, SALDUS, 2012).reason(), Some(MissingReason::Withdrawn));
    }
}

on_both! {
    /// What its sender keeps back is stored, compared with what comes later, and not shown.
    fn a_letter_of_the_sender_hides_the_number(database) {
        let harness = Harness::new(database);
        let secret = || with(row("CTX.UNEMP", SALDUS, 2012, 7.0), Some("c"), None);
        harness.push(batch([secret(), row("CTX.UNEMP", JELGAVA, 2012, 8.0)]));
        let suppressed = ObservationStatus::Suppressed;
        assert_eq!(shown(&harness, "CTX.UNEMP", SALDUS), (None, suppressed, ConfStatus::Confidential));
        let free = (Some(8.0), ObservationStatus::Normal, ConfStatus::Free);
        assert_eq!(shown(&harness, "CTX.UNEMP", JELGAVA), free);
        assert_eq!(written(database, 7.0), 0);
        assert_eq!(hidden(&harness), [format!("CTX.UNEMP {SALDUS} 7 C")]);
        assert_eq!(harness.push(batch([secret()])).record.counts.unchanged, 1);
        let record = harness.push(batch([with(row("CTX.UNEMP", SALDUS, 2012, 7.0), Some("F"), None)])).record;
        assert_eq!(record.counts.changed, 1, "that it may be shown is another statement");
        assert_eq!(harness.value("CTX.UNEMP", SALDUS, 2012), Some(7.0));
    }
}

on_both! {
    /// What is derived from a hidden figure is hidden, whatever hides that one, and comes back with it.
    fn what_is_made_of_a_hidden_figure_is_hidden(database) {
        let harness = Harness::new(database);
        let old = |letter| with(row("CTX.POP65", SALDUS, 2012, 200.0), letter, None);
        harness.push(batch([row("CTX.POP", SALDUS, 2012, 1000.0), old(None)]));
        assert_eq!(harness.value("CTX.SHARE65", SALDUS, 2012), Some(20.0));
        harness.push(batch([old(Some("N"))]));
        let share = shown(&harness, "CTX.SHARE65", SALDUS);
        assert_eq!(share, (None, ObservationStatus::Suppressed, ConfStatus::Secondary));
        harness.push(batch([old(None)]));
        assert_eq!(harness.value("CTX.SHARE65", SALDUS, 2012), Some(20.0));
    }
}

on_both! {
    /// A cost for each client tells nothing of how many there are: its sender says so, to us alone.
    fn cases_that_are_sent_decide_and_are_not_told(database) {
        let harness = Harness::new(database);
        let cost = |cases: f64| with(row(COST, SALDUS, 2012, 512.5), None, Some(cases));
        harness.push(batch([cost(4.0)]));
        assert_eq!(shown(&harness, COST, SALDUS).2, ConfStatus::SmallCount);
        assert_eq!(written(database, 512.5), 0);
        assert_eq!(harness.push(batch([cost(4.0)])).record.counts.unchanged, 1);
        harness.push(batch([cost(5.0)]));
        assert_eq!(harness.value(COST, SALDUS, 2012), Some(512.5));
        // Clients are counted by an indicator of their own, which the sheet names.
        harness.push(batch([row("SOC.HOME.CLIENTS", SALDUS, 2013, 4.0), row(COST, SALDUS, 2013, 700.0)]));
        assert_eq!((harness.value(COST, SALDUS, 2013), written(database, 700.0)), (None, 0));
        harness.push(batch([row("SOC.HOME.CLIENTS", SALDUS, 2013, 9.0)]));
        assert_eq!(harness.value(COST, SALDUS, 2013), Some(700.0), "a correction of the count shows the cost");
    }
}

on_both! {
    /// A rate without its count may be that of one person: until somebody says of how many it is, nobody reads it.
    fn of_how_many_nobody_knows_is_hidden_until_somebody_says(database) {
        let harness = Harness::new(database);
        const CLIENTS: &str = "SOC.HOME.CLIENTS";
        harness.push(batch([row(COST, JELGAVA, 2012, 600.0)]));
        assert_eq!(shown(&harness, COST, JELGAVA).2, ConfStatus::SmallCount, "they may be one");
        assert_eq!(written(database, 600.0), 0);
        harness.push(batch([row(CLIENTS, JELGAVA, 2012, 9.0)]));
        assert_eq!(harness.value(COST, JELGAVA, 2012), Some(600.0), "now it is known");
        harness.push(batch([withdrawn(CLIENTS, JELGAVA, 2012)]));
        assert_eq!(shown(&harness, COST, JELGAVA).2, ConfStatus::SmallCount, "and now it is not");
        harness.push(batch([with(row(COST, JELGAVA, 2012, 600.0), None, Some(9.0))]));
        assert_eq!(harness.value(COST, JELGAVA, 2012), Some(600.0));
        // A sheet that names no count, of figures that are none.
        let dropouts = |cases| with(row("EDU.DROPOUT", SALDUS, 2012, 2.5), None, cases);
        harness.push(batch([dropouts(None)]));
        assert_eq!(shown(&harness, "EDU.DROPOUT", SALDUS).2, ConfStatus::SmallCount);
        harness.push(batch([dropouts(Some(12.0))]));
        assert_eq!(harness.value("EDU.DROPOUT", SALDUS, 2012), Some(2.5));
    }
}

on_both! {
    /// A share that BLIS computes has no sender to say of how many it is: each sheet has to name its count.
    fn no_computed_indicator_that_is_shipped_is_empty(database) {
        let harness = Harness::new(database);
        let sheets = harness.store.indicators().unwrap();
        let uncounted = sheets.iter().filter(|sheet| {
            sheet.formula.is_some() && sheet.min_count.is_some() && sheet.count_of.is_none()
        });
        let codes: Vec<&str> = uncounted.map(|sheet| sheet.code.as_str()).collect();
        assert_eq!(codes, Vec::<&str>::new(), "nothing of it would ever be shown");
    }
}

/// Takes a sheet that differs from the one of the children in preschool.
fn with_sheet(harness: &Harness, other: impl FnOnce(Sheet) -> Sheet) {
    let (sheet, _) = harness.store.sheet(&code(ENROLLED)).unwrap().unwrap();
    let proposed = ProposedSheet {
        sheet: other(Sheet::from(&sheet)),
        seen: None,
    };
    let outcome = harness
        .store
        .take_sheets(&[proposed], SheetCause::Edited, &somebody())
        .unwrap();
    assert!(matches!(outcome, SheetsOutcome::Taken(_)), "{outcome:?}");
}

on_both! {
    /// Who raises the minimum hides what is shown by now; who lowers it shows it. Neither has to wait for the feed.
    fn another_minimum_count_is_applied_at_once(database) {
        let harness = Harness::new(database);
        harness.push(batch([row(ENROLLED, SALDUS, 2012, 8.0), row(CHILDREN, SALDUS, 2012, 400.0)]));
        let then = harness.clock.now();
        harness.clock.advance(60);
        let at_least = |count| with_sheet(&harness, |sheet| Sheet { min_count: Some(count), ..sheet });
        at_least(10);
        assert_eq!(shown(&harness, ENROLLED, SALDUS).2, ConfStatus::SmallCount);
        assert_eq!(shown(&harness, COVERAGE, SALDUS).2, ConfStatus::Secondary);
        let before = harness.series_at(ENROLLED, then);
        assert_eq!(before.cell(&SALDUS.parse().unwrap(), before.periods[0]).value, Some(8.0));
        at_least(5);
        assert_eq!(harness.value(ENROLLED, SALDUS, 2012), Some(8.0));
        assert_eq!(harness.value(COVERAGE, SALDUS, 2012), Some(2.0));
    }
}

on_both! {
    /// A published sum and its other part would give a hidden part away; the sum stays, the other part goes.
    fn what_would_follow_by_subtraction_is_hidden(database) {
        let harness = Harness::new(database);
        with_sheet(&harness, |sheet| Sheet {
            code: code("EDU.PRE.SUM"),
            formula: Some(format!("{ENROLLED} + SOC.HOME.CLIENTS")),
            ..sheet
        });
        harness.push(batch([row(ENROLLED, SALDUS, 2012, 3.0), row("SOC.HOME.CLIENTS", SALDUS, 2012, 12.0)]));
        assert_eq!(harness.value("EDU.PRE.SUM", SALDUS, 2012), Some(15.0));
        assert_eq!(shown(&harness, ENROLLED, SALDUS).2, ConfStatus::SmallCount);
        assert_eq!(shown(&harness, "SOC.HOME.CLIENTS", SALDUS).2, ConfStatus::Secondary);
        harness.clock.advance(60);
        let first = harness.clock.now();
        harness.clock.advance(60);
        // A link to the first day shows the sum of 15: with the 12, the 3 of that day would be told.
        harness.push(batch([row(ENROLLED, SALDUS, 2012, 5.0)]));
        assert_eq!(shown(&harness, "SOC.HOME.CLIENTS", SALDUS).2, ConfStatus::Secondary, "the 3 is as secret as it was");
        assert_eq!(shown(&harness, ENROLLED, SALDUS).2, ConfStatus::Secondary, "17 less 5 would be the 12");
        assert_eq!(harness.value("EDU.PRE.SUM", SALDUS, 2012), Some(17.0));
        let then = harness.series_at("EDU.PRE.SUM", first);
        assert_eq!(then.cell(&SALDUS.parse().unwrap(), then.periods[0]).value, Some(15.0));
        assert_eq!(written(database, 12.0), 0);
        harness.push(batch([row(ENROLLED, SALDUS, 2012, 6.0), row("SOC.HOME.CLIENTS", SALDUS, 2012, 13.0)]));
        let values = [ENROLLED, "SOC.HOME.CLIENTS", "EDU.PRE.SUM"].map(|code| harness.value(code, SALDUS, 2012));
        assert_eq!(values, [Some(6.0), Some(13.0), Some(19.0)], "other numbers tell nothing of the first day");
    }
}

on_both! {
    /// What was hidden for the sake of a number may be shown with that number.
    fn a_number_that_is_public_by_now_needs_no_other_hidden(database) {
        let harness = Harness::new(database);
        with_sheet(&harness, |sheet| Sheet {
            code: code("EDU.PRE.SUM"),
            min_count: None,
            formula: Some(format!("{ENROLLED} + EDU.PUPILS")),
            ..sheet
        });
        harness.push(batch([row(ENROLLED, SALDUS, 2012, 3.0), row("EDU.PUPILS", SALDUS, 2012, 12.0)]));
        assert_eq!(shown(&harness, "EDU.PUPILS", SALDUS).2, ConfStatus::Secondary);
        with_sheet(&harness, |sheet| Sheet { min_count: None, ..sheet });
        assert_eq!(harness.value(ENROLLED, SALDUS, 2012), Some(3.0));
        assert_eq!(harness.value("EDU.PUPILS", SALDUS, 2012), Some(12.0));
    }
}
