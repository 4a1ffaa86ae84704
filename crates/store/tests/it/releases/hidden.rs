//! What a release does to hidden figures that it makes final without their being sent anew.

use super::gate;
use crate::support::{Harness, SALDUS, batch, code, row, somebody};
use blis_domain::breakdown::Breakdown;
use blis_domain::feed::{RawObservation, RawValue};
use blis_domain::release::ReleaseStage;
use blis_domain::sheet::{Sheet, SheetCause};
use blis_domain::text::Text;
use blis_store::{ObservationFilter, ProposedSheet, ReleasePlan, SheetsOutcome};

const ENROLLED: &str = "EDU.PRE.ENROLLED";
const CLIENTS: &str = "SOC.HOME.CLIENTS";
const COST: &str = "SOC.HOME.COST";

fn release(harness: &Harness, indicators: &[&str], stage: ReleaseStage) {
    let plan = ReleasePlan {
        name: Text::new("Vērtības", "Figures"),
        indicators: indicators.iter().map(|one| code(one)).collect(),
        period: "2016".parse().unwrap(),
        stage,
        release_at: None,
        members_until: None,
    };
    let planned = harness.store.plan_release(&plan, &somebody()).unwrap();
    harness.store.publish_release(&planned.id, &somebody()).unwrap();
    harness.clock.advance(60);
}

on_both! {
    /// A part that was hidden for the sake of another is shown with it, and its number is the one that was sent.
    fn a_hidden_part_outlives_the_final_release(database) {
        let harness = Harness::new(database);
        let (sheet, _) = harness.store.sheet(&code(ENROLLED)).unwrap().unwrap();
        let sheet = Sheet {
            min_count: None,
            breakdowns: vec![Breakdown::Sex],
            parts_add_up: true,
            ..Sheet::from(&sheet)
        };
        let proposed = ProposedSheet { sheet, seen: None };
        let taken = harness.store.take_sheets(&[proposed], SheetCause::Edited, &somebody()).unwrap();
        assert!(matches!(taken, SheetsOutcome::Taken(_)));
        gate(&harness, ENROLLED);
        let part = |of: &str, value, letter: Option<&str>, cases| RawObservation {
            breakdown: Some(of.to_owned()),
            conf_status: letter.map(str::to_owned),
            cases,
            ..row(ENROLLED, SALDUS, 2016, value)
        };
        harness.push(batch([
            row(ENROLLED, SALDUS, 2016, 42.0),
            part("SEX=F", 30.0, Some("C"), RawValue::Absent),
            part("SEX=M", 12.0, None, RawValue::Number(12.0)),
        ]));
        release(&harness, &[ENROLLED], ReleaseStage::Provisional);
        let parts = || {
            let filter = ObservationFilter { parts: "SEX".parse().unwrap(), ..ObservationFilter::default() };
            let found = harness.store.observations(&filter, None, 10).unwrap().items;
            found.iter().map(|one| one.value).collect::<Vec<_>>()
        };
        assert_eq!(parts(), [None, None], "42 less 12 would be the secret 30");
        harness.push(batch([part("SEX=F", 30.0, None, RawValue::Absent)]));
        release(&harness, &[ENROLLED], ReleaseStage::Final);
        assert_eq!(parts(), [Some(30.0), Some(12.0)]);
    }
}

on_both! {
    /// A cost of how many nobody knew becomes final together with the count that tells it.
    fn a_figure_is_shown_by_the_release_that_counts_it(database) {
        let harness = Harness::new(database);
        gate(&harness, COST);
        gate(&harness, CLIENTS);
        harness.push(batch([row(COST, SALDUS, 2016, 900.0)]));
        release(&harness, &[COST], ReleaseStage::Provisional);
        assert_eq!(harness.value(COST, SALDUS, 2016), None);
        harness.push(batch([row(CLIENTS, SALDUS, 2016, 9.0)]));
        release(&harness, &[COST, CLIENTS], ReleaseStage::Final);
        assert_eq!(harness.value(COST, SALDUS, 2016), Some(900.0));
    }
}
