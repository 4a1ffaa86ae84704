//! Explanations: what is said of a figure stays with it, and what was said is read again for ever.

use crate::support::{Harness, JELGAVA, SALDUS, batch, code, row, somebody};
use blis_domain::audit::Actor;
use blis_domain::change::ChangeCause;
use blis_domain::desk::{Decide, Verdict};
use blis_domain::explanation::{Explanation, WriteExplanation};
use blis_domain::observation::{Observation, ObservationKey};
use blis_domain::rights::{Grant, Role, Sight, Within};
use blis_store::{
    AuditContext, AuditFilter, ChangedSince, HeldFilter, NewPerson, ObservationFilter, StoreError,
};
use time::OffsetDateTime;

const UNEMPLOYMENT: &str = "CTX.UNEMP";

fn figure(area: &str) -> ObservationKey {
    ObservationKey::whole(code(UNEMPLOYMENT), area.parse().unwrap(), "2016".parse().unwrap())
}

fn said(lv: &str, en: Option<&str>) -> WriteExplanation {
    WriteExplanation {
        lv: lv.to_owned(),
        en: en.map(str::to_owned),
    }
}

fn with_figures(harness: &Harness) {
    let rows = [SALDUS, JELGAVA].map(|area| row(UNEMPLOYMENT, area, 2016, 7.5));
    harness.push(batch(rows));
    harness.clock.advance(60);
}

/// What is said in Latvian of the figure of Saldus, in the block and among the observations.
fn read(harness: &Harness, at: Option<OffsetDateTime>) -> [Option<String>; 2] {
    let then = at.map(|at| harness.store.as_of(at).unwrap());
    let series = harness.store.series(&code(UNEMPLOYMENT), then).unwrap();
    let ObservationKey { area, period, .. } = figure(SALDUS);
    let in_block = series.explanation(&area, period).map(|one| one.lv.clone());
    let filter = ObservationFilter {
        area: Some(area),
        as_of: then,
        ..ObservationFilter::default()
    };
    let found = harness.store.observations(&filter, None, 10).unwrap().items;
    let in_rows = found.into_iter().find_map(|one| one.explanation);
    [in_block, in_rows.map(|one| one.lv)]
}

fn since(harness: &Harness, version: u64) -> Vec<Observation> {
    let filter = ObservationFilter {
        changed_since: Some(ChangedSince::Version(version)),
        ..ObservationFilter::default()
    };
    let page = harness.store.observations(&filter, None, 10).unwrap();
    assert_eq!(page.total as usize, page.items.len());
    page.items
}

on_both! {
    fn what_was_said_of_a_figure_is_read_again_as_of_any_day(database) {
        let harness = Harness::new(database);
        with_figures(&harness);
        let mut days = vec![(harness.clock.now(), None)];
        for text in ["Slēgta rūpnīca.", "Slēgta rūpnīca; jauna atvērta."] {
            harness.clock.advance(60);
            let explained = harness.store.explain(&figure(SALDUS), &said(text, None), &somebody()).unwrap();
            assert_eq!((explained.lv.as_str(), explained.version), (text, harness.store.data_version().unwrap()));
            days.push((harness.clock.now(), Some(text.to_owned())));
        }
        harness.clock.advance(60);
        harness.store.withdraw_explanation(&figure(SALDUS), &somebody()).unwrap();
        days.push((harness.clock.now(), None));
        // A correction of the figure does not take what is said of it away, and says nothing of the past.
        harness.clock.advance(60);
        harness.store.explain(&figure(SALDUS), &said("Precizēts.", None), &somebody()).unwrap();
        harness.push(batch([row(UNEMPLOYMENT, SALDUS, 2016, 7.75)]));
        assert_eq!(read(&harness, None), [Some("Precizēts.".to_owned()), Some("Precizēts.".to_owned())]);
        for (day, text) in days {
            assert_eq!(read(&harness, Some(day)), [text.clone(), text], "{day}");
        }
        let again = harness.store.withdraw_explanation(&figure(JELGAVA), &somebody());
        assert!(matches!(again, Err(StoreError::NotExplained)), "{again:?}");
    }
}

on_both! {
    fn a_copy_hears_of_an_explanation_and_of_its_end(database) {
        let harness = Harness::new(database);
        with_figures(&harness);
        let seen = harness.store.data_version().unwrap();
        assert!(since(&harness, seen).is_empty());
        let first = harness.store.explain(&figure(SALDUS), &said("Slēgta rūpnīca.", Some("A factory closed.")), &somebody()).unwrap();
        let told = since(&harness, seen);
        let said_of: Vec<Option<&Explanation>> = told.iter().map(|one| one.explanation.as_ref()).collect();
        assert_eq!(said_of, [Some(&first)]);
        assert!(since(&harness, first.version).is_empty(), "whoever has the version has the explanation");
        harness.store.withdraw_explanation(&figure(SALDUS), &somebody()).unwrap();
        let told = since(&harness, first.version);
        assert_eq!((told.len(), told[0].explanation.as_ref()), (1, None));
    }
}

on_both! {
    fn to_say_the_same_again_is_no_change(database) {
        let harness = Harness::new(database);
        with_figures(&harness);
        let text = said("Slēgta rūpnīca.", None);
        let first = harness.store.explain(&figure(SALDUS), &text, &somebody()).unwrap();
        harness.clock.advance(60);
        assert_eq!(harness.store.explain(&figure(SALDUS), &text, &somebody()).unwrap(), first);
        assert_eq!(harness.store.data_version().unwrap(), first.version);
        let block = harness.series(UNEMPLOYMENT);
        assert_eq!((block.version, block.remarks.len()), (first.version, 1));
        let cause = database.lines(&format!("select cause as line from data_change where version = {}", first.version));
        assert_eq!(cause, [ChangeCause::Explanation.code()]);
    }
}

on_both! {
    fn what_has_no_figure_is_not_explained(database) {
        let harness = Harness::new(database);
        let refused = harness.store.explain(&figure(SALDUS), &said("Kāpēc?", None), &somebody());
        assert!(matches!(refused, Err(StoreError::NothingToExplain(_))), "{refused:?}");
    }
}

on_both! {
    fn an_explanation_outlives_who_wrote_it(database) {
        let harness = Harness::new(database);
        with_figures(&harness);
        let member = Grant::new(Role::Member, Within::Municipality(SALDUS.parse().unwrap()));
        let new = NewPerson {
            grants: vec![member],
            name: Some("Anna Liepa".parse().unwrap()),
            ..crate::support::new_person("anna@saldus.lv")
        };
        let anna = harness.store.add_person(&new, &somebody()).unwrap();
        let herself = AuditContext::of(Actor::Person(anna.clone()));
        harness.store.explain(&figure(SALDUS), &said("Slēgta rūpnīca.", None), &herself).unwrap();
        let filter = AuditFilter {
            action: Some("explain_figure".to_owned()),
            ..AuditFilter::seen_with(Sight::Only(vec![Within::Municipality(SALDUS.parse().unwrap())]))
        };
        let log = harness.store.audit(&filter).unwrap().items;
        assert_eq!(log.len(), 1, "the municipality finds it in its log");
        assert_eq!(log[0].entry.actor, Actor::Person(anna.clone()));
        let version = harness.store.held_of(&anna).unwrap().unwrap().person.version;
        harness.store.erase_person(&anna, version, &somebody()).unwrap();
        assert_eq!(read(&harness, None)[0].as_deref(), Some("Slēgta rūpnīca."));
        let author = database.lines("select actor as line from explanation");
        assert_eq!(author, [anna.to_string()], "the id stays, and says nothing of who it was");
    }
}

/// A figure of Saldus that is held, ten times what was before, and is explained beforehand; with a key of its cell.
fn explained_beforehand(harness: &Harness) -> ObservationKey {
    const OLD: &str = "CTX.POP65";
    let rows = (2009..2016u16).flat_map(|year| [SALDUS, JELGAVA].map(|area| row(OLD, area, year, 5_000.0)));
    harness.push(batch(rows));
    let sent = harness
        .push(batch([row(OLD, SALDUS, 2016, 50_000.0)]).partial())
        .record;
    assert_eq!(sent.counts.suspect, 1);
    let key = ObservationKey::whole(code(OLD), SALDUS.parse().unwrap(), "2016".parse().unwrap());
    harness
        .store
        .explain_beforehand(&key, &said("Pievienots novads.", None), &somebody())
        .unwrap();
    harness.clock.advance(60);
    key
}

/// What is said of a figure.
fn explained(harness: &Harness, key: &ObservationKey) -> Option<String> {
    let series = harness.store.series(&key.indicator, None).unwrap();
    series
        .explanation(&key.area, key.period)
        .map(|one| one.lv.clone())
}

on_both! {
    /// What was said of a slip must not stand beside the honest figure that comes after it.
    fn what_was_to_be_said_of_a_refused_figure_goes_with_it(database) {
        let harness = Harness::new(database);
        let key = explained_beforehand(&harness);
        let held = harness.store.held(&HeldFilter::default(), 0, 10).unwrap();
        let refuse = Decide { decision: Verdict::Refuse, reason: "A slip.".to_owned() };
        harness.store.decide_held(held.items[0].id, &refuse, &somebody()).unwrap();
        harness.push(batch([row("CTX.POP65", SALDUS, 2016, 5_010.0)]));
        assert_eq!(harness.value("CTX.POP65", SALDUS, 2016), Some(5_010.0));
        assert_eq!(explained(&harness, &key), None);
    }
}

on_both! {
    /// It was written for the cell; that its figure came another way must not leave it waiting for ever.
    fn what_was_to_be_said_appears_with_the_figure_that_took_the_place(database) {
        let harness = Harness::new(database);
        let key = explained_beforehand(&harness);
        harness.push(batch([row("CTX.POP65", SALDUS, 2016, 5_010.0)]));
        assert_eq!(harness.value("CTX.POP65", SALDUS, 2016), Some(5_010.0));
        assert_eq!(explained(&harness, &key).as_deref(), Some("Pievienots novads."));
    }
}
