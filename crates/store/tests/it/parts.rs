//! Parts of a whole, by sex and age: kept beside the whole, told when they are asked for, and hidden with each other.

mod hiding;
mod sums;

use crate::support::{Harness, JELGAVA, SALDUS, batch, code, row, somebody, withdrawn};
use blis_domain::breakdown::Breakdown;
use blis_domain::desk::{Decide, Verdict};
use blis_domain::feed::RawObservation;
use blis_domain::indicator::Gate;
use blis_domain::receipt::BatchState;
use blis_domain::release::ReleaseStage;
use blis_domain::sheet::{Sheet, SheetCause};
use blis_domain::text::Text;
use blis_store::{
    HeldFilter, Intake, NewBatch, ObservationFilter, ProposedSheet, ReleasePlan, SheetsOutcome, StoreError,
};

/// Children in preschool, whose figures are counts; and what is derived from them.
const ENROLLED: &str = "EDU.PRE.ENROLLED";
const CHILDREN: &str = "CTX.POP1_6";
const COVERAGE: &str = "EDU.PRE.COV";

fn part(part: &str, row: RawObservation) -> RawObservation {
    RawObservation {
        breakdown: Some(part.to_owned()),
        ..row
    }
}

/// A whole of 2016 in Saldus with its parts by sex.
fn by_sex(whole: f64, girls: f64, boys: f64) -> [RawObservation; 3] {
    [
        row(ENROLLED, SALDUS, 2016, whole),
        part("SEX=F", row(ENROLLED, SALDUS, 2016, girls)),
        part("SEX=M", row(ENROLLED, SALDUS, 2016, boys)),
    ]
}

fn try_sheet(harness: &Harness, other: impl FnOnce(Sheet) -> Sheet) -> SheetsOutcome {
    let (sheet, _) = harness.store.sheet(&code(ENROLLED)).unwrap().unwrap();
    let proposed = ProposedSheet {
        sheet: other(Sheet::from(&sheet)),
        seen: None,
    };
    harness
        .store
        .take_sheets(&[proposed], SheetCause::Edited, &somebody())
        .unwrap()
}

fn with_sheet(harness: &Harness, other: impl FnOnce(Sheet) -> Sheet) {
    let outcome = try_sheet(harness, other);
    assert!(matches!(outcome, SheetsOutcome::Taken(_)), "{outcome:?}");
}

/// Lets the indicator be divided in all ways; its parts add up. Nothing of it is hidden.
fn divided(harness: &Harness) {
    with_sheet(harness, |sheet| Sheet {
        min_count: None,
        breakdowns: Breakdown::ALL.to_vec(),
        age_groups: vec!["Y1T3".parse().unwrap(), "Y4T6".parse().unwrap()],
        parts_add_up: true,
        ..sheet
    });
}

/// `part value` of what a reader gets who asks for these parts.
fn listed(harness: &Harness, parts: &str) -> Vec<String> {
    let filter = ObservationFilter {
        indicator: Some(code(ENROLLED)),
        parts: match parts {
            "" => Default::default(),
            parts => parts.parse().unwrap(),
        },
        ..ObservationFilter::default()
    };
    let page = harness.store.observations(&filter, None, 100).unwrap();
    assert_eq!(
        page.total as usize,
        page.items.len(),
        "what is counted is what is listed"
    );
    let value = |value: Option<f64>| value.map_or("-".to_owned(), |value| value.to_string());
    let told = page.items.iter().map(|one| {
        let part = one.breakdown.as_deref().unwrap_or("whole");
        format!("{part} {}", value(one.value))
    });
    let mut told: Vec<String> = told.collect();
    told.sort();
    told
}

on_both! {
    fn each_part_is_a_figure_of_its_own_and_readers_ask_for_it(database) {
        let harness = Harness::new(database);
        divided(&harness);
        let crossed = [("Y1T3", "F", 20.0), ("Y1T3", "M", 15.0), ("Y4T6", "F", 40.0), ("Y4T6", "M", 25.0)];
        let rows = by_sex(100.0, 60.0, 40.0).into_iter().chain([
            part("AGE=Y1T3", row(ENROLLED, SALDUS, 2016, 35.0)),
            part("AGE=Y4T6", row(ENROLLED, SALDUS, 2016, 65.0)),
        ]);
        let rows = rows.chain(crossed.map(|(age, sex, value)| {
            part(&format!("AGE={age},SEX={sex}"), row(ENROLLED, SALDUS, 2016, value))
        }));
        let rows: Vec<RawObservation> = rows.collect();
        let record = harness.push(batch(rows.clone())).record;
        assert_eq!((record.state, record.counts.new), (BatchState::Applied, 9), "{:?}", record.rows);
        assert_eq!(harness.push(batch(rows)).record.counts.unchanged, 9, "sent again, nothing changes");
        assert_eq!(listed(&harness, ""), ["whole 100"], "nobody reads parts who does not ask for them");
        assert_eq!(listed(&harness, "SEX"), ["SEX=F 60", "SEX=M 40"]);
        assert_eq!(listed(&harness, "AGE"), ["AGE=Y1T3 35", "AGE=Y4T6 65"]);
        assert_eq!(listed(&harness, "AGE,SEX").len(), 4);
        assert_eq!(listed(&harness, "AGE=Y4T6,SEX=M"), ["AGE=Y4T6,SEX=M 25"]);
        assert_eq!(listed(&harness, "*").len(), 9);
        assert_eq!(harness.value(ENROLLED, SALDUS, 2016), Some(100.0), "series are of wholes");
    }
}

on_both! {
    fn what_was_known_of_a_part_stays_known(database) {
        let harness = Harness::new(database);
        divided(&harness);
        harness.push(batch(by_sex(100.0, 60.0, 40.0)));
        harness.clock.advance(60);
        let then = harness.clock.now();
        harness.clock.advance(60);
        let record = harness.push(batch(by_sex(100.0, 55.0, 45.0))).record;
        assert_eq!((record.counts.changed, record.counts.unchanged), (2, 1));
        let filter = ObservationFilter {
            indicator: Some(code(ENROLLED)),
            parts: "SEX=F".parse().unwrap(),
            as_of: Some(harness.store.as_of(then).unwrap()),
            ..ObservationFilter::default()
        };
        let before = harness.store.observations(&filter, None, 10).unwrap();
        assert_eq!(before.items[0].value, Some(60.0));
        harness.push(batch([part("SEX=F", withdrawn(ENROLLED, SALDUS, 2016))]));
        assert_eq!(listed(&harness, "*"), ["SEX=F -", "SEX=M 45", "whole 100"], "a part is taken back alone");
    }
}

on_both! {
    /// A share of girls would need a denominator of girls: what is derived is derived of wholes.
    fn nothing_is_derived_of_parts(database) {
        let harness = Harness::new(database);
        divided(&harness);
        harness.push(batch([row(CHILDREN, SALDUS, 2016, 200.0)]));
        harness.push(batch(by_sex(100.0, 60.0, 40.0)));
        let filter = ObservationFilter {
            indicator: Some(code(COVERAGE)),
            parts: "*".parse().unwrap(),
            ..ObservationFilter::default()
        };
        let all = harness.store.observations(&filter, None, 10).unwrap().items;
        let told: Vec<_> = all.iter().map(|one| (one.breakdown.as_deref(), one.value)).collect();
        assert_eq!(told, [(None, Some(50.0))]);
    }
}

on_both! {
    /// Of parts alone nothing is shown in a chart, so the indicator has no periods yet.
    fn the_periods_of_an_indicator_are_those_of_its_wholes(database) {
        let harness = Harness::new(database);
        divided(&harness);
        let last = |harness: &Harness| harness.store.sheet(&code(ENROLLED)).unwrap().unwrap().0.last_period;
        harness.push(batch([part("SEX=F", row(ENROLLED, SALDUS, 2016, 60.0))]));
        assert_eq!(last(&harness), None);
        harness.push(batch([row(ENROLLED, SALDUS, 2015, 100.0)]));
        assert_eq!(last(&harness).map(|period| period.to_string()).as_deref(), Some("2015"));
    }
}

on_both! {
    /// Nobody could send such a part again, correct it, or take it back.
    fn a_part_with_figures_stays_in_the_sheet(database) {
        let harness = Harness::new(database);
        divided(&harness);
        harness.push(batch([
            part("SEX=F", row(ENROLLED, SALDUS, 2016, 60.0)),
            part("AGE=Y1T3", row(ENROLLED, SALDUS, 2016, 60.0)),
        ]));
        let refused = |other: fn(Sheet) -> Sheet| match try_sheet(&harness, other) {
            SheetsOutcome::Refused(faults) => {
                faults.iter().map(|fault| (fault.field, fault.code.code())).collect::<Vec<_>>()
            }
            other => panic!("{other:?}"),
        };
        let without_sex = |sheet| Sheet { breakdowns: vec![Breakdown::Age], ..sheet };
        assert_eq!(refused(without_sex), [("breakdowns", "has_figures")]);
        let other_ages = |sheet| Sheet {
            age_groups: vec!["Y1T2".parse().unwrap(), "Y3T6".parse().unwrap()],
            ..sheet
        };
        assert_eq!(refused(other_ages), [("age_groups", "has_figures")]);
        harness.push(batch([part("AGE=Y1T3", withdrawn(ENROLLED, SALDUS, 2016))]));
        with_sheet(&harness, other_ages);
    }
}

on_both! {
    /// A part is judged by its own past: boys are not expected to be as many as all.
    fn each_part_is_judged_as_a_series_of_its_own(database) {
        let harness = Harness::new(database);
        divided(&harness);
        let years = |of: fn(u16) -> [f64; 3]| {
            let rows = (2009..2016u16).flat_map(move |year| {
                let [whole, girls, boys] = of(year);
                [
                    row(ENROLLED, SALDUS, year, whole),
                    part("SEX=F", row(ENROLLED, SALDUS, year, girls)),
                    part("SEX=M", row(ENROLLED, SALDUS, year, boys)),
                ]
            });
            rows.collect::<Vec<_>>()
        };
        harness.push(batch(years(|year| {
            let more = f64::from(year - 2009) * 10.0;
            [1_000.0 + more, 900.0 + more, 100.0]
        })));
        let record = harness.push(batch(by_sex(1_070.0, 970.0, 100.0))).record;
        assert_eq!(record.state, BatchState::Applied, "{:?}", record.rows);
        let record = harness.push(batch([part("SEX=M", row(ENROLLED, SALDUS, 2016, 1_000.0))])).record;
        assert_eq!(record.state, BatchState::Held);
        assert_eq!(record.rows[0].code(), "unit_slip", "told before the sum, which is off because of it");
        let held = harness.store.held(&HeldFilter::default(), 0, 10).unwrap().items;
        assert_eq!(held[0].breakdown.as_deref(), Some("SEX=M"));
        assert_eq!(held[0].stored.as_ref().and_then(|stored| stored.value), Some(100.0), "of the part");
    }
}

on_both! {
    fn parts_wait_for_their_release_and_for_a_decision(database) {
        let harness = Harness::new(database);
        divided(&harness);
        harness.push(batch([row(ENROLLED, JELGAVA, 2016, 10.0)]));
        let record = harness.push(batch(by_sex(100.0, 60.0, 50.0))).record;
        assert_eq!(record.state, BatchState::Held);
        assert_eq!(listed(&harness, "*"), ["whole 10"]);
        let decide = Decide { decision: Verdict::Release, reason: "Tā ir.".to_owned() };
        harness.store.decide_batch("srda", &record.id, &decide, &somebody()).unwrap();
        assert_eq!(listed(&harness, "SEX"), ["SEX=F 60", "SEX=M 50"]);

        with_sheet(&harness, |sheet| Sheet { gate: Gate::Release, ..sheet });
        harness.push(batch(by_sex(100.0, 55.0, 45.0)));
        assert_eq!(listed(&harness, "SEX"), ["SEX=F 60", "SEX=M 50"], "what was public stays until then");
        let plan = ReleasePlan {
            name: Text::new("Bērni", "Children"),
            indicators: vec![code(ENROLLED)],
            period: "2016".parse().unwrap(),
            stage: ReleaseStage::Provisional,
            release_at: None,
            members_until: None,
        };
        let release = harness.store.plan_release(&plan, &somebody()).unwrap();
        harness.store.publish_release(&release.id, &somebody()).unwrap();
        assert_eq!(listed(&harness, "SEX"), ["SEX=F 55", "SEX=M 45"]);
        let filter = ObservationFilter { parts: "*".parse().unwrap(), ..ObservationFilter::default() };
        let all = harness.store.observations(&filter, None, 10).unwrap().items;
        let parts = all.iter().filter(|one| one.breakdown.is_some());
        assert!(parts.clone().count() == 2 && parts.clone().all(|one| one.stage == Some(ReleaseStage::Provisional)));
    }
}

on_both! {
    /// A steward takes the breakdown away while a batch is on its way that was checked against it.
    fn no_part_gets_in_that_the_sheet_does_not_have_any_more(database) {
        let harness = Harness::new(database);
        divided(&harness);
        let (new, _): (NewBatch, _) = batch([]).build();
        let Intake::Open(mut sent) = harness.store.begin_batch(new).unwrap() else { panic!("it is new") };
        for row in by_sex(100.0, 60.0, 40.0) {
            sent.take(Ok(row));
        }
        with_sheet(&harness, |sheet| Sheet { breakdowns: vec![Breakdown::Age], ..sheet });
        let error = sent.apply(&somebody()).unwrap_err();
        assert!(matches!(error, StoreError::DividedMeanwhile(_)) && error.may_pass(), "{error}");
        assert_eq!(listed(&harness, "*"), Vec::<String>::new());
    }
}
