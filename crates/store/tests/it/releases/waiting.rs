//! What waits for a release, and what does not: protection never waits, a revision always does, and nothing is stuck.

use super::{OLD, gate, plan, prepared, stages};
use crate::support::{Harness, JELGAVA, SALDUS, batch, code, row, somebody, withdrawn};
use blis_domain::confidentiality::ConfStatus;
use blis_domain::desk::{Decide, Verdict};
use blis_domain::feed::{RawObservation, RawValue};
use blis_domain::indicator::Gate;
use blis_domain::receipt::BatchState;
use blis_domain::release::ReleaseStage;
use blis_domain::sheet::{Sheet, SheetCause};
use blis_domain::status::{MissingReason, ObservationStatus};
use blis_store::{HeldFilter, HiddenFilter, ObservationFilter, ProposedSheet, SheetsOutcome, Waiting};

fn secret(row: RawObservation) -> RawObservation {
    RawObservation {
        conf_status: Some("C".to_owned()),
        ..row
    }
}

fn clear() -> Decide {
    Decide {
        decision: Verdict::Release,
        reason: "Asked by telephone.".to_owned(),
    }
}

/// How everybody reads a figure of 2015.
fn letter(harness: &Harness, area: &str) -> ConfStatus {
    let filter = ObservationFilter {
        indicator: Some(code(OLD)),
        area: area.parse().ok(),
        ..ObservationFilter::default()
    };
    let items = harness.store.observations(&filter, None, 100).unwrap().items;
    let of_year = items.into_iter().find(|one| one.period.to_string() == "2015");
    of_year.unwrap().conf_status
}

/// What waits for a release.
fn waiting(harness: &Harness) -> u64 {
    let filter = HeldFilter {
        waiting: Waiting::ForRelease,
        ..HeldFilter::default()
    };
    harness.store.held(&filter, 0, 10).unwrap().total
}

fn take(harness: &Harness, indicator: &str, other: impl FnOnce(Sheet) -> Sheet) -> SheetsOutcome {
    let (sheet, _) = harness.store.sheet(&code(indicator)).unwrap().unwrap();
    let sheet = other(Sheet::from(&sheet));
    let proposed = ProposedSheet { sheet, seen: None };
    harness
        .store
        .take_sheets(&[proposed], SheetCause::Edited, &somebody())
        .unwrap()
}

on_both! {
    /// Who takes a figure back, or finds that it recognises somebody, does not wait for a day in autumn.
    fn what_takes_a_public_number_away_waits_for_no_release(database) {
        let harness = Harness::new(database);
        prepared(&harness);
        harness.push(batch([
            withdrawn(OLD, JELGAVA, 2015),
            secret(row(OLD, SALDUS, 2015, 5_000.0)),
            row(OLD, SALDUS, 2014, 5_001.0),
        ]));
        assert_eq!(harness.cell(OLD, JELGAVA, 2015).reason(), Some(MissingReason::Withdrawn));
        assert_eq!(letter(&harness, SALDUS), ConfStatus::Confidential);
        assert_eq!(harness.value("CTX.SHARE65", SALDUS, 2015), None, "nor is it told by what is made of it");
        assert_eq!(harness.value(OLD, SALDUS, 2014), Some(5_000.0), "a new number waits");
        assert_eq!(waiting(&harness), 1);
        // Its letter is not taken off before its release.
        harness.push(batch([row(OLD, SALDUS, 2015, 5_000.0)]));
        assert_eq!(letter(&harness, SALDUS), ConfStatus::Confidential);
        assert_eq!(waiting(&harness), 2);
    }
}

/// The hidden number of a place.
fn hidden(harness: &Harness, area: &str) -> Option<f64> {
    let page = harness.store.hidden(&HiddenFilter::default(), 0, 100).unwrap();
    let of =
        |one: &&blis_domain::hidden::HiddenFigure| one.indicator == code(OLD) && one.area.as_str() == area;
    page.items.iter().find(of).map(|one| one.value)
}

on_both! {
    /// The old number leaves everybody's view at once; the new one stays out of all that is computed until its day, or a sum
    /// would tell it.
    fn a_new_number_with_a_letter_hides_the_old_one_and_waits(database) {
        let harness = Harness::new(database);
        prepared(&harness);
        harness.push(batch([secret(row(OLD, SALDUS, 2015, 5_010.0)), secret(row(OLD, SALDUS, 2016, 5_020.0))]));
        assert_eq!(letter(&harness, SALDUS), ConfStatus::Confidential);
        assert_eq!(hidden(&harness, SALDUS), Some(5_000.0), "what is computed knows the old number alone");
        assert_eq!(waiting(&harness), 2);
        let year = blis_store::ReleasePlan { period: "2015".parse().unwrap(), ..plan(ReleaseStage::Final, None) };
        let release = harness.store.plan_release(&year, &somebody()).unwrap();
        harness.store.publish_release(&release.id, &somebody()).unwrap();
        assert_eq!(hidden(&harness, SALDUS), Some(5_010.0));
        assert_eq!(letter(&harness, SALDUS), ConfStatus::Confidential);
    }
}

on_both! {
    /// "They were two, not forty" is a reason to hide as good as a letter.
    fn a_number_of_which_its_sender_says_that_it_is_of_few_is_hidden_at_once(database) {
        const QUEUE: &str = "EDU.PRE.QUEUE";
        let harness = Harness::new(database);
        let queue = |value, cases| RawObservation {
            cases: RawValue::Number(cases),
            ..row(QUEUE, SALDUS, 2015, value)
        };
        let read = || {
            let filter = ObservationFilter { indicator: Some(code(QUEUE)), ..ObservationFilter::default() };
            let one = harness.store.observations(&filter, None, 10).unwrap().items.remove(0);
            (one.value, one.conf_status)
        };
        harness.push(batch([queue(12.5, 40.0)]));
        gate(&harness, QUEUE);
        harness.push(batch([queue(13.5, 2.0)]));
        assert_eq!((read(), waiting(&harness)), ((None, ConfStatus::SmallCount), 1));
        harness.push(batch([queue(12.5, 2.0)]));
        assert_eq!((read(), waiting(&harness)), ((None, ConfStatus::SmallCount), 1), "the letter is ours: it waits");
    }
}

on_both! {
    /// Whether a number is likely is one question, whether anybody is recognised by the one that is public another.
    fn a_suspect_number_with_a_letter_hides_the_old_one_at_once(database) {
        let harness = Harness::new(database);
        prepared(&harness);
        let sent = harness.push(batch([secret(row(OLD, SALDUS, 2015, 50_000.0))]).partial()).record;
        assert_eq!((sent.counts.suspect, waiting(&harness)), (1, 0));
        assert_eq!((letter(&harness, SALDUS), hidden(&harness, SALDUS)), (ConfStatus::Confidential, Some(5_000.0)));
        let held = harness.store.held(&HeldFilter::default(), 0, 10).unwrap();
        let refuse = Decide { decision: Verdict::Refuse, ..clear() };
        harness.store.decide_held(held.items[0].id, &refuse, &somebody()).unwrap();
        assert_eq!(letter(&harness, SALDUS), ConfStatus::Confidential, "its sender has not said otherwise");
    }
}

on_both! {
    /// A batch that waits as a whole stores nothing, but for the protection that it asks for.
    fn a_batch_that_waits_hides_what_its_letters_are_about(database) {
        let harness = Harness::new(database);
        prepared(&harness);
        let others = row(OLD, JELGAVA, 2015, 50_000.0);
        let sent = harness.push(batch([secret(row(OLD, SALDUS, 2015, 5_010.0)), others])).record;
        assert_eq!(sent.state, BatchState::Held);
        assert_eq!((letter(&harness, SALDUS), hidden(&harness, SALDUS)), (ConfStatus::Confidential, Some(5_000.0)));
        assert_eq!(letter(&harness, JELGAVA), ConfStatus::Free);
    }
}

on_both! {
    fn what_was_held_with_others_protects_as_soon_as_it_is_cleared(database) {
        let harness = Harness::new(database);
        prepared(&harness);
        let sent = harness.push(batch([withdrawn(OLD, JELGAVA, 2015), row(OLD, SALDUS, 2016, 50_000.0)])).record;
        assert_eq!(sent.state, BatchState::Held);
        let decision = harness.store.decide_batch("srda", &sent.id, &clear(), &somebody()).unwrap();
        assert_eq!((decision.figures, decision.awaiting_release), (2, 1));
        assert_eq!(harness.cell(OLD, JELGAVA, 2015).reason(), Some(MissingReason::Withdrawn));
        assert_eq!(harness.value(OLD, SALDUS, 2016), None);
    }
}

on_both! {
    /// Nobody suspects an honest revision, and it waits; one with a slip must not be public sooner.
    fn a_cleared_revision_waits_as_the_others_do(database) {
        let harness = Harness::new(database);
        prepared(&harness);
        let store = &harness.store;
        harness.push(batch([row(OLD, SALDUS, 2016, 5_100.0)]));
        let first = store.plan_release(&plan(ReleaseStage::Final, None), &somebody()).unwrap();
        store.publish_release(&first.id, &somebody()).unwrap();
        harness.clock.advance(60);
        harness.push(batch([row(OLD, SALDUS, 2016, 51_000.0)]).partial());
        let held = store.held(&HeldFilter::default(), 0, 10).unwrap();
        let decision = store.decide_held(held.items[0].id, &clear(), &somebody()).unwrap();
        assert_eq!(decision.awaiting_release, 1, "whoever decided is told that it is not public yet");
        assert_eq!(harness.value(OLD, SALDUS, 2016), Some(5_100.0));
        let next = store.plan_release(&plan(ReleaseStage::Revised, None), &somebody()).unwrap();
        store.publish_release(&next.id, &somebody()).unwrap();
        assert_eq!(stages(&harness), [(Some(51_000.0), Some(ReleaseStage::Revised))]);
    }
}

on_both! {
    /// No release is planned for an open indicator: what waits would wait for ever.
    fn a_gate_is_not_opened_over_what_waits(database) {
        let harness = Harness::new(database);
        prepared(&harness);
        harness.push(batch([row(OLD, SALDUS, 2016, 5_100.0), row(OLD, JELGAVA, 2016, 5_200.0)]));
        let open = |sheet| Sheet { gate: Gate::Open, ..sheet };
        let SheetsOutcome::Refused(faults) = take(&harness, OLD, open) else { panic!("its figures are stuck") };
        assert_eq!((faults[0].field, faults[0].code.code()), ("gate", "figures_wait"));
        assert!(faults[0].message.en.contains('2'), "{faults:?}");
        let release = harness.store.plan_release(&plan(ReleaseStage::Final, None), &somebody()).unwrap();
        harness.store.publish_release(&release.id, &somebody()).unwrap();
        assert!(matches!(take(&harness, OLD, open), SheetsOutcome::Taken(_)));
    }
}

on_both! {
    /// One sheet that is computed by now does not keep the others from their day.
    fn a_release_goes_through_though_one_indicator_is_computed_by_now(database) {
        let harness = Harness::new(database);
        prepared(&harness);
        gate(&harness, "EDU.SPEND.PC");
        harness.push(batch([row(OLD, SALDUS, 2016, 5_100.0), row("EDU.SPEND.PC", SALDUS, 2016, 900.0)]));
        let both = vec![code(OLD), code("EDU.SPEND.PC")];
        let both = blis_store::ReleasePlan { indicators: both, ..plan(ReleaseStage::Final, None) };
        let release = harness.store.plan_release(&both, &somebody()).unwrap();
        // As an upgrade may bring it; who writes a sheet is told that figures wait.
        database.execute(&format!(
            "update indicator set formula = '2 * {OLD}', gate = 'open' where code = 'EDU.SPEND.PC'"
        ));
        harness.store.publish_release(&release.id, &somebody()).unwrap();
        assert_eq!(harness.value(OLD, SALDUS, 2016), Some(5_100.0));
        assert_eq!(harness.value("EDU.SPEND.PC", SALDUS, 2016), Some(10_200.0), "as its formula says, and not as was sent");
        assert_eq!(waiting(&harness), 0, "nothing waits for a release that is over");
    }
}

on_both! {
    /// Whoever reads hidden numbers must not take a final one for provisional.
    fn a_hidden_figure_is_final_with_the_rest(database) {
        let harness = Harness::new(database);
        prepared(&harness);
        let store = &harness.store;
        harness.push(batch([secret(row(OLD, SALDUS, 2016, 5_100.0)), row(OLD, JELGAVA, 2016, 5_200.0)]));
        let status = || {
            let page = store.hidden(&HiddenFilter { indicator: Some(code(OLD)), areas: None }, 0, 10).unwrap();
            page.items.iter().map(|one| (one.value, one.status)).collect::<Vec<_>>()
        };
        for (stage, expected) in [
            (ReleaseStage::Provisional, ObservationStatus::Provisional),
            (ReleaseStage::Final, ObservationStatus::Normal),
        ] {
            let release = store.plan_release(&plan(stage, None), &somebody()).unwrap();
            store.publish_release(&release.id, &somebody()).unwrap();
            assert_eq!(status(), [(5_100.0, expected)]);
        }
    }
}
