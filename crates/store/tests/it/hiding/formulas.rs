//! What formulas have to do with hiding: another formula, and a division by what is hidden.

use super::{CHILDREN, ENROLLED, hidden, shown, with_sheet};
use crate::support::{Harness, SALDUS, batch, code, row, somebody};
use blis_domain::confidentiality::ConfStatus;
use blis_domain::sheet::{Sheet, SheetCause};
use blis_domain::status::ObservationStatus;
use blis_store::{ProposedSheet, SheetsOutcome};

on_both! {
    /// A sum that comes after its parts tells the hidden one, where its values are those that were sent.
    fn a_formula_that_is_another_decides_anew(database) {
        let harness = Harness::new(database);
        let sum = |formula: Option<String>| {
            with_sheet(&harness, |sheet| Sheet {
                code: code("EDU.PRE.SUM"),
                min_count: None,
                formula,
                ..sheet
            });
        };
        sum(None);
        harness.push(batch([
            row(ENROLLED, SALDUS, 2012, 3.0),
            row("EDU.PUPILS", SALDUS, 2012, 12.0),
            row("EDU.PRE.SUM", SALDUS, 2012, 15.0),
        ]));
        assert_eq!(harness.value("EDU.PUPILS", SALDUS, 2012), Some(12.0));
        sum(Some(format!("{ENROLLED} + EDU.PUPILS")));
        assert_eq!(harness.value("EDU.PRE.SUM", SALDUS, 2012), Some(15.0), "it is as it was sent");
        assert_eq!(shown(&harness, "EDU.PUPILS", SALDUS).2, ConfStatus::Secondary, "15 less 12 are 3");
    }
}

on_both! {
    /// The sum of yesterday is remembered by whoever read it: with another formula its part would be shown, and tell the
    /// hidden one.
    fn a_sum_that_protects_is_not_forgotten(database) {
        let harness = Harness::new(database);
        with_sheet(&harness, |sheet| Sheet {
            code: code("EDU.PRE.SUM"),
            min_count: None,
            formula: Some(format!("{ENROLLED} + EDU.PUPILS")),
            ..sheet
        });
        let other = || {
            let (sheet, _) = harness.store.sheet(&code("EDU.PRE.SUM")).unwrap().unwrap();
            let sheet = Sheet { formula: Some("2 * EDU.PUPILS".to_owned()), ..Sheet::from(&sheet) };
            let proposed = ProposedSheet { sheet, seen: None };
            harness.store.take_sheets(&[proposed], SheetCause::Edited, &somebody()).unwrap()
        };
        harness.push(batch([row(ENROLLED, SALDUS, 2012, 3.0), row("EDU.PUPILS", SALDUS, 2012, 12.0)]));
        let SheetsOutcome::Refused(faults) = other() else { panic!("12 would be shown beside the 15 of yesterday") };
        assert_eq!((faults[0].field, faults[0].code.code()), ("formula", "has_hidden"));
        assert!(faults[0].message.en.contains(ENROLLED), "{faults:?}");
    }
}

on_both! {
    /// "Cannot exist" is a zero in other words.
    fn what_is_divided_by_a_hidden_zero_is_hidden(database) {
        let harness = Harness::new(database);
        with_sheet(&harness, |sheet| Sheet {
            code: code("EDU.PRE.EACH"),
            unit: "percent".to_owned(),
            min_count: None,
            formula: Some(format!("100 * {CHILDREN} / {ENROLLED}")),
            ..sheet
        });
        let suppressed = (None, ObservationStatus::Suppressed, ConfStatus::Secondary);
        for enrolled in [3.0, 0.0, 4.0, 0.0] {
            harness.push(batch([row(ENROLLED, SALDUS, 2012, enrolled), row(CHILDREN, SALDUS, 2012, 400.0)]));
            assert_eq!(shown(&harness, "EDU.PRE.EACH", SALDUS), suppressed, "of {enrolled}");
        }
        assert_eq!(hidden(&harness).len(), 2, "there is no number behind it");
        harness.push(batch([row(ENROLLED, SALDUS, 2012, 8.0)]));
        assert_eq!(harness.value("EDU.PRE.EACH", SALDUS, 2012), Some(5000.0));
    }
}
