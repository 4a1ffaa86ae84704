//! Sheets of the catalogue are changed by people and by releases, and every version of them is kept.

use crate::support::{Harness, Kind, SALDUS, ScratchDatabase, batch, code, row, somebody};
use blis_domain::audit::{Actor, actions};
use blis_domain::feed::RawObservation;
use blis_domain::indicator::Direction;
use blis_domain::period::Frequency;
use blis_domain::rights::Sight;
use blis_domain::sheet::{Sheet, SheetCause};
use blis_domain::text::Text;
use blis_store::{AuditFilter, Intake, NewBatch, ProposedSheet, SheetsOutcome, SheetsTaken, StoreError};

fn sheet(harness: &Harness, indicator: &str) -> Sheet {
    let (sheet, _) = harness.store.sheet(&code(indicator)).unwrap().unwrap();
    Sheet::from(&sheet)
}

fn number(harness: &Harness, indicator: &str) -> u64 {
    harness.store.sheet(&code(indicator)).unwrap().unwrap().1
}

fn proposed(sheet: Sheet) -> ProposedSheet {
    ProposedSheet { sheet, seen: None }
}

fn renamed(harness: &Harness, indicator: &str, name: &str) -> Sheet {
    let sheet = sheet(harness, indicator);
    Sheet {
        name: Text::new(sheet.name.lv.clone(), name),
        ..sheet
    }
}

fn try_take(harness: &Harness, sheets: &[ProposedSheet]) -> SheetsOutcome {
    harness
        .store
        .take_sheets(sheets, SheetCause::Edited, &somebody())
        .unwrap()
}

fn taken(outcome: SheetsOutcome) -> SheetsTaken {
    match outcome {
        SheetsOutcome::Taken(taken) => taken,
        SheetsOutcome::Refused(faults) => panic!("refused: {faults:?}"),
    }
}

fn take(harness: &Harness, sheet: Sheet) -> SheetsTaken {
    taken(try_take(harness, &[proposed(sheet)]))
}

fn refused(outcome: SheetsOutcome) -> Vec<(String, &'static str, &'static str)> {
    match outcome {
        SheetsOutcome::Taken(taken) => panic!("taken: {taken:?}"),
        SheetsOutcome::Refused(faults) => faults
            .iter()
            .map(|fault| (fault.indicator.to_string(), fault.field, fault.code.code()))
            .collect(),
    }
}

/// Number, cause and whether it became the sheet, newest first.
fn history(harness: &Harness, indicator: &str) -> Vec<(u64, SheetCause, bool)> {
    let versions = harness.store.sheet_versions(&code(indicator)).unwrap();
    versions
        .iter()
        .map(|one| (one.number, one.cause, one.adopted))
        .collect()
}

/// As if the last release had shipped the sheet otherwise.
fn shipped_otherwise(database: &ScratchDatabase, indicator: &str) {
    let other = match database.kind() {
        Kind::Sqlite => "zeroblob(32)",
        Kind::Postgres => "decode(repeat('00', 32), 'hex')",
    };
    database.execute(&format!(
        "update sheet_version set hash = {other} where cause = 'shipped' and indicator = '{indicator}'"
    ));
}

on_both! {
    fn every_sheet_begins_with_the_version_that_was_shipped(database) {
        let harness = Harness::new(database);
        assert_eq!(database.count("sheet_version"), database.count("indicator"));
        assert_eq!(history(&harness, "CTX.POP"), [(1, SheetCause::Shipped, true)]);
        let first = harness.store.sheet_version(&code("CTX.POP"), 1).unwrap().unwrap();
        assert_eq!((first.sheet, first.actor), (sheet(&harness, "CTX.POP"), None));
        assert_eq!(harness.store.data_version().unwrap(), 0, "there were no figures to be told apart from");
        assert_eq!(harness.store.sheet_version(&code("CTX.POP"), 2).unwrap(), None);
        let stranger = harness.store.sheet_versions(&code("NO.SUCH"));
        assert!(matches!(stranger, Err(StoreError::UnknownIndicator(_))));
    }
}

on_both! {
    fn a_change_is_a_version_with_an_entry_and_readers_know_at_once(database) {
        let harness = Harness::new(database);
        let before = sheet(&harness, "CTX.POP");
        let told = take(&harness, renamed(&harness, "CTX.POP", "People"));
        let fields: Vec<&str> = told.changed[0].fields.iter().map(|field| field.field.as_str()).collect();
        assert_eq!((fields, told.changed[0].number, told.unchanged), (vec!["name.en"], 2, 0));
        assert_eq!(sheet(&harness, "CTX.POP").name.en, "People");
        assert_eq!(number(&harness, "CTX.POP"), 2);
        let versions = harness.store.sheet_versions(&code("CTX.POP")).unwrap();
        assert_eq!((versions[0].cause, &versions[0].actor), (SheetCause::Edited, &Some(Actor::Command)));
        assert_eq!(versions[1].sheet, before, "what it said stays to be read");
        let filter = AuditFilter {
            action: Some(actions::CHANGE_INDICATOR.to_owned()),
            ..AuditFilter::seen_with(Sight::Everything)
        };
        let entries = harness.store.audit(&filter).unwrap().items;
        let detail = entries[0].detail.as_ref().unwrap();
        assert_eq!(entries[0].entry.target.id.as_deref(), Some("CTX.POP"));
        assert_eq!(detail.before.as_deref(), Some(r#"{"name.en":"Population at the start of the year"}"#));
        assert!(detail.after.as_ref().is_some_and(|after| after.contains(r#""name.en":"People""#)));

        let again = take(&harness, renamed(&harness, "CTX.POP", "  People "));
        assert_eq!((again.changed.len(), again.unchanged), (0, 1), "it says that already");
        assert_eq!(harness.store.audit(&filter).unwrap().total, 1);
        assert_eq!(number(&harness, "CTX.POP"), 2);
        assert_eq!(database.lines("select cause || ' ' || new_cells as line from data_change"), ["sheet 0"]);
    }
}

on_both! {
    fn what_is_proposed_on_an_older_version_is_refused(database) {
        let harness = Harness::new(database);
        take(&harness, renamed(&harness, "CTX.POP", "People"));
        let late = ProposedSheet { sheet: renamed(&harness, "CTX.POP", "Others"), seen: Some(1) };
        let wanted = [("CTX.POP".to_owned(), "code", "stale")];
        assert_eq!(refused(harness.store.try_sheets(std::slice::from_ref(&late)).unwrap()), wanted);
        assert_eq!(refused(try_take(&harness, &[late])), wanted);
        let same = ProposedSheet { sheet: sheet(&harness, "CTX.POP"), seen: Some(1) };
        assert_eq!(taken(try_take(&harness, &[same])).unchanged, 1, "nobody is overwritten by what is there");
        let new = ProposedSheet {
            sheet: Sheet { code: code("TST.NEW"), ..sheet(&harness, "CTX.POP") },
            seen: Some(1),
        };
        assert_eq!(refused(try_take(&harness, &[new])), [("TST.NEW".to_owned(), "code", "unknown_version")]);
    }
}

on_both! {
    fn a_release_follows_keeps_and_never_overwrites(database) {
        let harness = Harness::new(database);
        take(&harness, renamed(&harness, "CTX.POP", "People"));
        take(&harness, renamed(&harness, "CTX.AREA", "Ground"));
        // Of an earlier release, which kept no history.
        database.execute(
            "delete from sheet_version where indicator = 'CTX.UNEMP'; \
             update indicator_text set name = 'x' where indicator = 'CTX.UNEMP' and language = 'en'",
        );
        shipped_otherwise(database, "CTX.AREA");
        let report = harness.store.migrate().unwrap();
        assert_eq!((report.reference_added, report.reference_updated), (0, 1));
        assert_eq!(report.sheets_kept, [code("CTX.AREA")], "the release changed it, and so did somebody here");
        assert_eq!(sheet(&harness, "CTX.POP").name.en, "People", "the release says what it said");
        assert_eq!(sheet(&harness, "CTX.AREA").name.en, "Ground");
        assert_ne!(sheet(&harness, "CTX.UNEMP").name.en, "x");
        assert_eq!(history(&harness, "CTX.UNEMP"), [(2, SheetCause::Shipped, true), (1, SheetCause::Shipped, true)]);
        assert_eq!(
            history(&harness, "CTX.AREA"),
            [(3, SheetCause::Shipped, false), (2, SheetCause::Edited, true), (1, SheetCause::Shipped, true)],
            "what the release says stands in the history, for whoever wants it"
        );
        assert_eq!(number(&harness, "CTX.AREA"), 2);
        let again = harness.store.migrate().unwrap();
        assert_eq!(again, blis_store::MigrationReport::default(), "it is told once");
        let theirs = harness.store.sheet_version(&code("CTX.AREA"), 3).unwrap().unwrap().sheet;
        assert_eq!(take(&harness, theirs).changed[0].number, 4, "and can be taken");
        shipped_otherwise(database, "CTX.AREA");
        let report = harness.store.migrate().unwrap();
        assert_eq!((report.reference_updated, report.sheets_kept.len()), (0, 0), "both say the same by now");
    }
}

on_both! {
    fn a_shipped_formula_that_does_not_fit_to_ours_is_kept_out(database) {
        let harness = Harness::new(database);
        // Here the share of the old became a count, and the count was to come from the share.
        let count = Sheet { formula: Some("CTX.SHARE65 * CTX.POP / 100".to_owned()), ..sheet(&harness, "CTX.POP65") };
        let share = Sheet { formula: None, ..sheet(&harness, "CTX.SHARE65") };
        taken(try_take(&harness, &[proposed(count), proposed(share)]));
        // As if the release before had shipped the share without its formula, and nobody had touched it here.
        database.execute("delete from sheet_version where indicator = 'CTX.SHARE65'");
        let report = harness.store.migrate().unwrap();
        assert_eq!(report.sheets_kept, [code("CTX.SHARE65")], "it would go in a circle");
        assert_eq!(sheet(&harness, "CTX.SHARE65").formula, None);
        harness.push(batch([row("CTX.SHARE65", SALDUS, 2012, 20.0), row("CTX.POP", SALDUS, 2012, 1000.0)]));
        assert_eq!(harness.value("CTX.POP65", SALDUS, 2012), Some(200.0));
    }
}

on_both! {
    fn another_formula_computes_its_figures_in_the_same_change(database) {
        let harness = Harness::new(database);
        harness.push(batch([row("CTX.POP", SALDUS, 2012, 1000.0), row("CTX.POP65", SALDUS, 2012, 200.0)]));
        let pushed_at = harness.clock.now();
        harness.clock.advance(60);
        let version = harness.store.data_version().unwrap();
        let per_thousand = Sheet { formula: Some("per(1000, CTX.POP65, CTX.POP)".to_owned()), ..sheet(&harness, "CTX.SHARE65") };
        let told = take(&harness, per_thousand);
        assert_eq!(told.recomputed, 1);
        assert_eq!(harness.value("CTX.SHARE65", SALDUS, 2012), Some(200.0), "readers know at once");
        assert_eq!(harness.store.data_version().unwrap(), version + 1, "sheet and figures are one change");
        let then = harness.series_at("CTX.SHARE65", pushed_at);
        assert_eq!(then.values[0].iter().flatten().copied().collect::<Vec<_>>(), [20.0], "what was shown can be shown again");
        assert_eq!(
            database.lines("select cause || ' ' || changed_cells as line from data_change where version > 1"),
            ["formula 1"]
        );
        harness.push(batch([row("CTX.POP65", SALDUS, 2012, 300.0)]));
        assert_eq!(harness.value("CTX.SHARE65", SALDUS, 2012), Some(300.0), "later figures go by it as well");
    }
}

on_both! {
    fn what_is_at_fault_is_refused_as_a_whole(database) {
        let harness = Harness::new(database);
        harness.push(batch([row("CTX.POP", SALDUS, 2012, 1000.0)]));
        let versions = database.count("sheet_version");
        let formula = |indicator: &str, formula: &str| {
            proposed(Sheet { formula: Some(formula.to_owned()), ..sheet(&harness, indicator) })
        };
        let sound = proposed(renamed(&harness, "CTX.AREA", "Ground"));
        let cases = [
            (formula("CTX.SHARE65", "100 *"), ("CTX.SHARE65", "formula", "invalid_formula")),
            (formula("CTX.SHARE65", "NO.SUCH"), ("CTX.SHARE65", "formula", "unknown_indicator")),
            (formula("CTX.POP65", "CTX.SHARE65"), ("CTX.POP65", "formula", "cycle")),
        ];
        for (wrong, (indicator, field, fault)) in cases {
            let outcome = try_take(&harness, &[sound.clone(), wrong]);
            assert_eq!(refused(outcome), [(indicator.to_owned(), field, fault)]);
        }
        let quarterly = Sheet { frequency: Frequency::Quarter, ..sheet(&harness, "CTX.POP") };
        let told = refused(try_take(&harness, &[proposed(quarterly)]));
        assert!(told.contains(&("CTX.POP".to_owned(), "frequency", "has_figures")), "{told:?}");
        assert!(told.contains(&("CTX.POP".to_owned(), "frequency", "other_frequency")), "others use it: {told:?}");
        let twice = refused(try_take(&harness, &[sound.clone(), sound]));
        assert_eq!(twice, [("CTX.AREA".to_owned(), "code", "duplicate")]);
        assert_eq!(database.count("sheet_version"), versions, "nothing of it is stored");
        assert_ne!(sheet(&harness, "CTX.AREA").name.en, "Ground");
    }
}

on_both! {
    fn new_sheets_may_name_each_other(database) {
        let harness = Harness::new(database);
        let like = sheet(&harness, "CTX.AREA");
        let one = Sheet { code: code("TST.ONE"), partners: vec![code("TST.TWO")], formula: Some("2 * TST.TWO".to_owned()), ..like.clone() };
        let two = Sheet { code: code("TST.TWO"), direction: Direction::Lower, ..like };
        let told = taken(try_take(&harness, &[proposed(one.clone()), proposed(two.clone())]));
        assert!(told.changed.iter().all(|changed| changed.is_new && changed.number == 1));
        assert_eq!((sheet(&harness, "TST.ONE"), sheet(&harness, "TST.TWO")), (one, two));
        let sheets = harness.store.indicators().unwrap();
        assert!(sheets.is_sorted_by_key(|sheet| (sheet.policy_area, sheet.dimension)), "they stand among their like");
        harness.push(batch([row("TST.TWO", SALDUS, 2012, 4.0)]));
        assert_eq!(harness.value("TST.ONE", SALDUS, 2012), Some(8.0));
        assert_eq!(harness.store.migrate().unwrap(), blis_store::MigrationReport::default(), "a release leaves them alone");
    }
}

on_both! {
    fn no_figure_gets_beside_a_formula_that_came_while_the_batch_was_sent(database) {
        let harness = Harness::new(database);
        let open = || -> (Box<blis_store::OpenBatch>, RawObservation) {
            let (new, _): (NewBatch, _) = batch([]).build();
            match harness.store.begin_batch(new).unwrap() {
                Intake::Open(open) => (open, row("CTX.POP65", SALDUS, 2012, 5.0)),
                Intake::Replayed(reply) => panic!("{reply:?}"),
            }
        };
        let (mut sent, its_row) = open();
        sent.take(Ok(its_row));
        let derived = Sheet { formula: Some("2 * CTX.AREA".to_owned()), ..sheet(&harness, "CTX.POP65") };
        take(&harness, derived);
        let error = sent.apply(&somebody()).unwrap_err();
        assert!(matches!(error, StoreError::ComputedMeanwhile(_)) && error.may_pass(), "{error}");
        assert_eq!(database.count("batch"), 0);
        let (mut again, its_row) = open();
        again.take(Ok(its_row));
        assert_eq!(again.apply(&somebody()).unwrap().record.counts.refused, 1, "sent anew, its receipt says why");
    }
}
