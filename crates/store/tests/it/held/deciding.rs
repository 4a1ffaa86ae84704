//! What a decision does: a released figure is public from then on, and a refused one never is.

use super::{TAX, held, honest_of_saldus, sent_alone, slip, to, with_history, year_of};
use crate::support::{Harness, JELGAVA, SALDUS, batch, code, row, somebody};
use blis_domain::audit::Actor;
use blis_domain::change::ChangeCause;
use blis_domain::desk::{DeskExit, Verdict};
use blis_domain::period::Frequency;
use blis_domain::receipt::BatchState;
use blis_domain::rights::Sight;
use blis_domain::sheet::{Sheet, SheetCause};
use blis_store::{
    AuditContext, AuditFilter, ChangeFilter, ChangesFrom, ProposedSheet, SheetsOutcome, StoreError,
};

/// Inhabitants of Saldus over some years, and those of 65 and more, of which a share is derived.
fn with_inhabitants(harness: &Harness) {
    let rows = (2009..2016u16).flat_map(|year| {
        [
            row("CTX.POP", SALDUS, year, 26_000.0),
            row("CTX.POP65", SALDUS, year, 5_000.0),
        ]
    });
    harness.push(batch(rows));
}

on_both! {
    fn a_released_figure_is_known_from_the_decision_on(database) {
        let harness = Harness::new(database);
        with_inhabitants(&harness);
        harness.clock.advance(60);
        let sent = harness.push(batch([
            row("CTX.POP", SALDUS, 2016, 26_000.0),
            row("CTX.POP65", SALDUS, 2016, 50_000.0),
        ]).partial()).record;
        assert_eq!((sent.counts.new, sent.counts.suspect), (1, 1));
        assert_eq!(harness.value("CTX.SHARE65", SALDUS, 2016), None, "what is held is no input either");
        harness.clock.advance(60);
        let (before, version) = (harness.clock.now(), harness.store.data_version().unwrap());
        harness.clock.advance(60);
        let figure = &held(&harness)[0];
        let decision = harness.store.decide_held(figure.id, &to(Verdict::Release), &somebody()).unwrap();
        assert_eq!((decision.figures, decision.version), (1, version + 1));
        assert_eq!(harness.value("CTX.POP65", SALDUS, 2016), Some(50_000.0));
        let share = harness.value("CTX.SHARE65", SALDUS, 2016).unwrap();
        assert!((share - 192.307).abs() < 0.01, "what is derived from it is computed: {share}");
        let then = harness.series_at("CTX.POP65", before);
        assert_eq!(
            then.cell(&SALDUS.parse().unwrap(), "2016".parse().unwrap()).value,
            None,
            "a link of the day before shows what was public that day"
        );
        let from = ChangesFrom::Since(blis_store::ChangedSince::Version(version));
        let changes = harness.store.changes(&ChangeFilter::default(), from, 10).unwrap().items;
        let told: Vec<(&str, ChangeCause, &str)> = changes
            .iter()
            .map(|one| (one.indicator.as_str(), one.cause, one.batch.as_str()))
            .collect();
        assert_eq!(told, [
            ("CTX.POP65", ChangeCause::Decision, sent.id.as_str()),
            ("CTX.SHARE65", ChangeCause::Decision, sent.id.as_str()),
        ]);
        assert!(held(&harness).is_empty());
        let beside = harness.store.held_of_batch(&sent.id).unwrap().unwrap();
        assert_eq!((beside.released, beside.decision), (1, Some(decision)));
        assert_eq!(harness.store.batch("srda", &sent.id).unwrap(), Some(sent), "a receipt is never rewritten");
    }
}

on_both! {
    fn a_released_batch_is_public_as_a_whole(database) {
        let harness = Harness::new(database);
        with_history(&harness, TAX);
        let mut rows = year_of(&harness, TAX, 2016);
        rows.push(row(TAX, SALDUS, 2015, 9.0));
        let sent = harness.push(batch(rows.clone())).record;
        assert_eq!(sent.state, BatchState::Held);
        let version = harness.store.data_version().unwrap();
        let decision = harness.store.decide_batch("srda", &sent.id, &to(Verdict::Release), &somebody()).unwrap();
        assert_eq!((decision.figures as usize, decision.version), (rows.len(), version + 1));
        assert_eq!(harness.value(TAX, SALDUS, 2015), Some(9.0));
        assert!(harness.value(TAX, JELGAVA, 2016).is_some());
        let cells = database.lines(
            "select cause || ' ' || new_cells || ' ' || changed_cells as line from data_change order by version desc",
        );
        assert_eq!(cells[0], format!("decision {} 1", rows.len() - 1));
        let again = harness.push(batch(rows)).record;
        assert_eq!(again.counts.unchanged, again.counts.received, "sending it again changes nothing");
    }
}

on_both! {
    fn a_refused_figure_leaves_everything_as_it_was(database) {
        let harness = Harness::new(database);
        with_history(&harness, TAX);
        let sent = harness.push(slip(&harness)).record;
        let version = harness.store.data_version().unwrap();
        let decision = harness.store.decide_batch("srda", &sent.id, &to(Verdict::Refuse), &somebody()).unwrap();
        assert_eq!((decision.decision, decision.version), (Verdict::Refuse, version));
        assert_eq!(harness.store.data_version().unwrap(), version);
        assert_eq!(harness.value(TAX, SALDUS, 2016), None);
        assert!(held(&harness).is_empty());
        let told = harness.push(slip(&harness)).record;
        assert_eq!(told.state, BatchState::Held, "who sends it again asks again");
    }
}

on_both! {
    fn nothing_is_decided_twice(database) {
        let harness = Harness::new(database);
        with_history(&harness, TAX);
        let sent = harness.push(slip(&harness).partial()).record;
        let id = held(&harness)[0].id;
        harness.store.decide_held(id, &to(Verdict::Refuse), &somebody()).unwrap();
        for again in [
            harness.store.decide_held(id, &to(Verdict::Release), &somebody()),
            harness.store.decide_batch("srda", &sent.id, &to(Verdict::Release), &somebody()),
        ] {
            let Err(StoreError::Decided(already)) = again else { panic!("{again:?}") };
            assert_eq!((already.exit, already.by.as_deref()), (DeskExit::Refused, Some("command")));
        }
        assert_eq!(database.count("decision"), 1);
        let store = &harness.store;
        assert!(matches!(store.decide_held(u64::MAX, &to(Verdict::Refuse), &somebody()), Err(StoreError::UnknownHeld)));
        assert!(matches!(
            store.decide_batch("blis", &sent.id, &to(Verdict::Refuse), &somebody()),
            Err(StoreError::UnknownBatch(_))
        ));
    }
}

on_both! {
    fn a_decision_is_in_the_log_of_the_municipality(database) {
        let harness = Harness::new(database);
        with_history(&harness, TAX);
        harness.push(slip(&harness).partial());
        let figure = &held(&harness)[0];
        let who = AuditContext::of(Actor::Client("steward".to_owned()));
        harness.store.decide_held(figure.id, &to(Verdict::Release), &who).unwrap();
        let filter = AuditFilter {
            action: Some("decide_held".to_owned()),
            ..AuditFilter::seen_with(Sight::Everything)
        };
        let page = harness.store.audit(&filter).unwrap();
        let entry = &page.items[0];
        assert_eq!(entry.entry.municipality.as_ref().map(|code| code.as_str()), Some(SALDUS));
        let detail = entry.detail.as_ref().unwrap();
        let (before, after) = (detail.before.as_deref().unwrap(), detail.after.as_deref().unwrap());
        assert!(after.contains("\"decision\":\"release\"") && after.contains("Asked by telephone."), "{after}");
        assert!(before.contains("unit_slip"), "{before}");
    }
}

on_both! {
    /// A steward and a sender meet: whichever comes first, a cell has one current value and nothing is lost.
    fn a_decision_and_a_later_figure_do_not_cross(database) {
        let harness = Harness::new(database);
        with_history(&harness, TAX);
        harness.push(slip(&harness).partial());
        let id = held(&harness)[0].id;
        let outcomes = crate::support::at_once(2, |caller| match caller {
            0 => harness.store.decide_held(id, &to(Verdict::Release), &somebody()).is_ok(),
            _ => harness.push(sent_alone(honest_of_saldus(&harness)).partial()).record.counts.refused == 0,
        });
        assert!(outcomes[1]);
        let current = database.lines(&format!(
            "select count(*) || '' as line from observation where indicator = '{TAX}' and area = '{SALDUS}' \
             and period = '2016' and superseded_version is null",
        ));
        let waiting = held(&harness).len();
        assert!(current[0] == "1" && waiting <= 1, "{outcomes:?} {current:?} {waiting}");
    }
}

on_both! {
    fn a_sheet_does_not_change_under_what_waits_unseen(database) {
        let harness = Harness::new(database);
        with_history(&harness, TAX);
        let tax = honest_of_saldus(&harness) * 10.0;
        let sent = harness.push(batch([
            row(TAX, SALDUS, 2016, tax),
            row("EDU.SPEND.PC", SALDUS, 2016, 1_000.0),
        ])).record;
        assert_eq!(sent.state, BatchState::Held);
        let take = |sheet: Sheet| {
            let proposed = ProposedSheet { sheet, seen: None };
            harness.store.take_sheets(&[proposed], SheetCause::Edited, &somebody()).unwrap()
        };
        let sheet = |indicator: &str| Sheet::from(&harness.store.sheet(&code(indicator)).unwrap().unwrap().0);
        let quarterly = take(Sheet { frequency: Frequency::Quarter, ..sheet("EDU.SPEND.PC") });
        assert!(
            matches!(&quarterly, SheetsOutcome::Refused(faults) if faults.iter().any(|one| one.code.code() == "has_figures")),
            "years would be released into quarters: {quarterly:?}"
        );
        let computed = take(Sheet { formula: Some("2 * CTX.AREA".to_owned()), ..sheet(TAX) });
        assert!(matches!(computed, SheetsOutcome::Taken(_)), "{computed:?}");
        let released = harness.store.decide_batch("srda", &sent.id, &to(Verdict::Release), &somebody());
        assert!(
            matches!(&released, Err(error @ StoreError::ComputedSince(_)) if !error.may_pass()),
            "whoever decides would try for ever: {released:?}"
        );
        assert_eq!(harness.value("EDU.SPEND.PC", SALDUS, 2016), None, "nothing of it is released by half");
        harness.store.decide_batch("srda", &sent.id, &to(Verdict::Refuse), &somebody()).unwrap();
        assert!(held(&harness).is_empty());
    }
}
