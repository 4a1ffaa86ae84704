//! Releases: figures wait for their instant, and are public all at once.

mod hidden;
mod waiting;

use crate::support::{Harness, JELGAVA, SALDUS, TestClock, batch, code, row, somebody};
use blis_domain::change::ChangeCause;
use blis_domain::desk::{Decide, Verdict};
use blis_domain::indicator::Gate;
use blis_domain::receipt::BatchState;
use blis_domain::release::{PlanFault, ReleaseStage, ReleaseState};
use blis_domain::sheet::{Sheet, SheetCause};
use blis_domain::status::ObservationStatus;
use blis_domain::text::Text;
use blis_store::{
    ChangeFilter, ChangesFrom, HeldFilter, ObservationFilter, ProposedSheet, ReleasePlan, SheetsOutcome,
    StoreError,
};
use time::{Duration, OffsetDateTime};

const OLD: &str = "CTX.POP65";

/// Lets the new figures of an indicator wait for a release.
fn gate(harness: &Harness, indicator: &str) {
    let (sheet, _) = harness.store.sheet(&code(indicator)).unwrap().unwrap();
    let sheet = Sheet {
        gate: Gate::Release,
        ..Sheet::from(&sheet)
    };
    let proposed = ProposedSheet { sheet, seen: None };
    let outcome = harness
        .store
        .take_sheets(&[proposed], SheetCause::Edited, &somebody())
        .unwrap();
    assert!(matches!(outcome, SheetsOutcome::Taken(_)), "{outcome:?}");
}

fn plan(stage: ReleaseStage, at: Option<OffsetDateTime>) -> ReleasePlan {
    ReleasePlan {
        name: Text::new("Iedzīvotāji 65+", "Inhabitants of 65 and more"),
        indicators: vec![code(OLD)],
        period: "2016".parse().unwrap(),
        stage,
        release_at: at,
        members_until: None,
    }
}

/// All inhabitants of two municipalities are known, and the old ones of them are released.
fn prepared(harness: &Harness) {
    let rows =
        (2009..2017u16).flat_map(|year| [SALDUS, JELGAVA].map(|area| row("CTX.POP", area, year, 26_000.0)));
    harness.push(batch(rows));
    let rows = (2009..2016u16).flat_map(|year| [SALDUS, JELGAVA].map(|area| row(OLD, area, year, 5_000.0)));
    harness.push(batch(rows));
    gate(harness, OLD);
    harness.clock.advance(60);
}

fn in_an_hour(clock: &TestClock) -> OffsetDateTime {
    clock.now() + Duration::hours(1)
}

fn status(harness: &Harness, area: &str) -> ObservationStatus {
    harness.cell(OLD, area, 2016).status
}

/// What is public of the indicator in 2016, with the stage of its release.
fn stages(harness: &Harness) -> Vec<(Option<f64>, Option<ReleaseStage>)> {
    let filter = ObservationFilter {
        indicator: Some(code(OLD)),
        ..ObservationFilter::default()
    };
    let items = harness.store.observations(&filter, None, 100).unwrap().items;
    let of_year = items.into_iter().filter(|one| one.period.to_string() == "2016");
    of_year.map(|one| (one.value, one.stage)).collect()
}

on_both! {
    fn figures_are_public_at_their_instant_and_not_before(database) {
        let harness = Harness::new(database);
        prepared(&harness);
        let sent = harness.push(batch([row(OLD, SALDUS, 2016, 5_100.0), row(OLD, JELGAVA, 2016, 5_200.0)])).record;
        assert_eq!((sent.state, sent.counts.new), (BatchState::Applied, 2));
        let before = harness.store.data_version().unwrap();
        let at = in_an_hour(&harness.clock);
        let release = harness.store.plan_release(&plan(ReleaseStage::Provisional, Some(at)), &somebody()).unwrap();
        assert_eq!(release.state, ReleaseState::Scheduled);
        harness.clock.advance(3_600 - 60);
        assert!(harness.store.publish_due_releases().unwrap().is_empty());
        assert_eq!(harness.value(OLD, SALDUS, 2016), None, "a minute before nobody reads it");
        assert_eq!(harness.value("CTX.SHARE65", SALDUS, 2016), None, "nor what is derived from it");
        assert_eq!(harness.store.held(&HeldFilter::default(), 0, 10).unwrap().total, 0, "there is nothing to decide");
        let link = harness.clock.now();
        harness.clock.advance(60);
        assert!(harness.store.publish_due_releases().unwrap().is_empty());
        let release = harness.store.release(&release.id).unwrap();
        assert_eq!((release.state, release.held_back), (ReleaseState::Published, Some(0)));
        assert_eq!(release.data_version, Some(before + 1), "one change");
        for (area, value) in [(SALDUS, 5_100.0), (JELGAVA, 5_200.0)] {
            assert_eq!(harness.value(OLD, area, 2016), Some(value));
            assert_eq!(status(&harness, area), ObservationStatus::Provisional);
            assert!(harness.value("CTX.SHARE65", area, 2016).is_some());
        }
        let changes = harness.store.changes(&ChangeFilter::default(), ChangesFrom::Since(blis_store::ChangedSince::Version(before)), 100).unwrap();
        assert_eq!(changes.items.len(), 4);
        assert!(changes.items.iter().all(|one| (one.cause, one.version) == (ChangeCause::Release, before + 1)));
        assert_eq!(harness.series_at(OLD, link).cell(&SALDUS.parse().unwrap(), "2016".parse().unwrap()).value, None);
        let held = harness.store.held_of_batch(&sent.id).unwrap().unwrap();
        assert_eq!((held.waiting, held.released), (0, 2), "whoever sent them reads that they were released");
        assert_eq!(held.decision.unwrap().version, before + 1);
        // Nothing is released twice.
        assert!(harness.store.publish_due_releases().unwrap().is_empty());
        assert_eq!(harness.store.data_version().unwrap(), before + 1);
    }
}

on_both! {
    fn provisional_figures_become_final_and_are_revised_after_that(database) {
        let harness = Harness::new(database);
        prepared(&harness);
        let store = &harness.store;
        harness.push(batch([row(OLD, SALDUS, 2016, 5_100.0), row(OLD, JELGAVA, 2016, 5_200.0)]));
        let first = store.plan_release(&plan(ReleaseStage::Provisional, None), &somebody()).unwrap();
        store.publish_release(&first.id, &somebody()).unwrap();
        assert_eq!(stages(&harness), [(Some(5_100.0), Some(ReleaseStage::Provisional)), (Some(5_200.0), Some(ReleaseStage::Provisional))]);
        let revised = store.plan_release(&plan(ReleaseStage::Revised, None), &somebody());
        assert!(matches!(revised, Err(StoreError::ReleaseRefused(PlanFault::StageDoesNotFollow(..)))), "{revised:?}");
        // One is sent anew, the other stays as it was.
        harness.clock.advance(60);
        harness.push(batch([row(OLD, SALDUS, 2016, 5_110.0)]));
        assert_eq!(harness.value(OLD, SALDUS, 2016), Some(5_100.0), "a correction waits as well");
        let last = store.plan_release(&plan(ReleaseStage::Final, None), &somebody()).unwrap();
        store.publish_release(&last.id, &somebody()).unwrap();
        assert_eq!((harness.value(OLD, SALDUS, 2016), harness.value(OLD, JELGAVA, 2016)), (Some(5_110.0), Some(5_200.0)));
        for area in [SALDUS, JELGAVA] {
            assert_eq!(status(&harness, area), ObservationStatus::Normal, "what is final is not provisional, sent anew or not");
        }
        harness.clock.advance(60);
        harness.push(batch([row(OLD, SALDUS, 2016, 5_120.0)]));
        let third = store.plan_release(&plan(ReleaseStage::Revised, None), &somebody()).unwrap();
        store.publish_release(&third.id, &somebody()).unwrap();
        assert_eq!(stages(&harness), [(Some(5_200.0), Some(ReleaseStage::Final)), (Some(5_120.0), Some(ReleaseStage::Revised))]);
        let again = store.publish_release(&third.id, &somebody());
        assert!(matches!(again, Err(StoreError::ReleasePublished)), "{again:?}");
    }
}

on_both! {
    fn a_release_goes_on_without_what_is_suspect_and_says_so(database) {
        let harness = Harness::new(database);
        prepared(&harness);
        let store = &harness.store;
        let sent = harness.push(batch([row(OLD, SALDUS, 2016, 50_000.0), row(OLD, JELGAVA, 2016, 5_200.0)]).partial()).record;
        assert_eq!(sent.counts.suspect, 1);
        let held = store.held(&HeldFilter::default(), 0, 10).unwrap();
        assert_eq!(held.total, 1, "the other one waits for its release");
        let release = store.plan_release(&plan(ReleaseStage::Provisional, None), &somebody()).unwrap();
        let release = store.publish_release(&release.id, &somebody()).unwrap();
        assert_eq!(release.held_back, Some(1));
        assert_eq!((harness.value(OLD, SALDUS, 2016), harness.value(OLD, JELGAVA, 2016)), (None, Some(5_200.0)));
        let clear = Decide { decision: Verdict::Release, reason: "Asked by telephone.".to_owned() };
        store.decide_held(held.items[0].id, &clear, &somebody()).unwrap();
        assert_eq!(harness.value(OLD, SALDUS, 2016), Some(50_000.0), "its release is over, and it follows");
        assert_eq!(status(&harness, SALDUS), ObservationStatus::Provisional, "as the rest of it is");
    }
}

on_both! {
    fn a_figure_that_is_cleared_before_its_release_waits_for_it(database) {
        let harness = Harness::new(database);
        prepared(&harness);
        let store = &harness.store;
        let sent = harness.push(batch([row(OLD, SALDUS, 2016, 50_000.0), row(OLD, JELGAVA, 2016, 5_200.0)])).record;
        assert_eq!(sent.state, BatchState::Held);
        let release = store.plan_release(&plan(ReleaseStage::Final, None), &somebody()).unwrap();
        let clear = Decide { decision: Verdict::Release, reason: "Asked by telephone.".to_owned() };
        let decision = store.decide_batch("srda", &sent.id, &clear, &somebody()).unwrap();
        assert_eq!(decision.figures, 2);
        assert_eq!(harness.value(OLD, JELGAVA, 2016), None, "a decision about what is suspect breaks no embargo");
        store.publish_release(&release.id, &somebody()).unwrap();
        assert_eq!((harness.value(OLD, SALDUS, 2016), harness.value(OLD, JELGAVA, 2016)), (Some(50_000.0), Some(5_200.0)));
    }
}

on_both! {
    fn the_last_figure_that_was_sent_is_released(database) {
        let harness = Harness::new(database);
        prepared(&harness);
        harness.push(batch([row(OLD, SALDUS, 2016, 5_100.0)]));
        harness.push(batch([row(OLD, SALDUS, 2016, 5_150.0)]));
        let release = harness.store.plan_release(&plan(ReleaseStage::Final, None), &somebody()).unwrap();
        harness.store.publish_release(&release.id, &somebody()).unwrap();
        assert_eq!(stages(&harness), [(Some(5_150.0), Some(ReleaseStage::Final))]);
        assert_eq!(database.count("awaiting_release"), 0);
    }
}

on_both! {
    fn a_plan_holds_against_the_catalogue_and_the_other_plans(database) {
        let harness = Harness::new(database);
        prepared(&harness);
        let store = &harness.store;
        let refused = |plan: ReleasePlan| match store.plan_release(&plan, &somebody()) {
            Err(StoreError::ReleaseRefused(fault)) => fault.code(),
            other => panic!("{other:?}"),
        };
        let open = ReleasePlan { indicators: vec![code("CTX.POP")], ..plan(ReleaseStage::Final, None) };
        assert_eq!(refused(open), "open_indicator");
        let unknown = ReleasePlan { indicators: vec![code("CTX.NONE")], ..plan(ReleaseStage::Final, None) };
        assert_eq!(refused(unknown), "unknown_indicator");
        let monthly = ReleasePlan { period: "2016-03".parse().unwrap(), ..plan(ReleaseStage::Final, None) };
        assert_eq!(refused(monthly), "other_frequency");
        assert_eq!(refused(plan(ReleaseStage::Final, Some(harness.clock.now()))), "in_the_past");
        let release = store.plan_release(&plan(ReleaseStage::Final, None), &somebody()).unwrap();
        assert_eq!(refused(plan(ReleaseStage::Final, None)), "planned_already");
        let stale = store.change_release(&release.id, &plan(ReleaseStage::Final, None), |version| version == 9, &somebody());
        assert!(matches!(stale, Err(StoreError::Stale)), "{stale:?}");
        store.call_off_release(&release.id, &somebody()).unwrap();
        assert!(matches!(store.release(&release.id), Err(StoreError::UnknownRelease)));
        assert!(store.plan_release(&plan(ReleaseStage::Final, None), &somebody()).is_ok());
    }
}
