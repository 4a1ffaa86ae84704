//! Likeness of areas over stored values.

use crate::support::{Harness, JELGAVA, RIGA, SALDUS, batch, code, row};
use blis_store::StoreError;

on_both! {
    fn the_nearest_pilots_come_from_stored_values(database) {
        let harness = Harness::new(database);
        let saldus = SALDUS.parse().unwrap();
        assert!(
            matches!(harness.store.nearest(&saldus, &[], None), Err(StoreError::NothingToCompareBy)),
            "without a value nobody is like anybody"
        );
        let areas = harness.store.areas().unwrap();
        let pilots: Vec<_> = areas.iter().filter(|area| area.pilot).collect();
        let rows = areas.iter().zip(0u32..).map(|(area, n)| {
            let value = if area.code.as_str() == RIGA { 20.0 } else { f64::from(n) / 4.0 };
            row("CTX.UNEMP", area.code.as_str(), 2012, value)
        });
        harness.push(batch(rows));
        let near = harness.store.nearest(&saldus, &[], None).unwrap();
        assert_eq!(near.len(), pilots.len() - 1, "all pilots but oneself");
        assert!(near.is_sorted_by(|a, b| a.distance <= b.distance));
        assert!(near.iter().all(|one| one.area.as_str() != RIGA), "Rīga is no pilot");
        let of_riga = harness.store.nearest(&RIGA.parse().unwrap(), &[], None).unwrap();
        assert_eq!(of_riga.len(), 44, "who is none may still ask which pilots are alike");
    }
}

on_both! {
    fn variables_are_the_callers_choice(database) {
        let harness = Harness::new(database);
        harness.push(batch([
            row("CTX.UNEMP", SALDUS, 2012, 1.0),
            row("CTX.UNEMP", JELGAVA, 2012, 2.0),
        ]));
        let saldus = SALDUS.parse().unwrap();
        let near = harness.store.nearest(&saldus, &[(code("CTX.UNEMP"), 2.0)], None).unwrap();
        assert_eq!(near.len(), 1);
        assert_eq!(near[0].variables.len(), 1);
        assert!(matches!(
            harness.store.nearest(&saldus, &[(code("NOT.THERE"), 1.0)], None),
            Err(StoreError::UnknownIndicator(_))
        ));
        assert!(matches!(
            harness.store.nearest(&saldus, &[(code("CTX.PIT.PC"), 1.0)], None),
            Err(StoreError::NothingToCompareBy)
        ));
        assert!(matches!(
            harness.store.nearest(&"9999999".parse().unwrap(), &[], None),
            Err(StoreError::UnknownArea(_))
        ));
    }
}
