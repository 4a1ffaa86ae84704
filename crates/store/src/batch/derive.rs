//! The derived indicators a batch touches, computed anew.

use super::ledger::{Known, Ledger, Place};
use crate::database::AnyConnection;
use crate::error::StoreError;
use blis_domain::derivation::Derivation;
use blis_domain::formula::Operand;
use blis_domain::indicator::IndicatorCode;
use blis_domain::observation::{ObservationKey, Reading};
use blis_domain::series::Cell;
use std::collections::{BTreeSet, HashMap};

/// Which places of which indicators have changed.
pub(super) type Touched = HashMap<IndicatorCode, BTreeSet<Place>>;

/// What the ledger has changed so far.
pub(super) fn touched(ledger: &Ledger) -> Touched {
    let mut touched = Touched::new();
    for version in ledger.added() {
        let key = &version.key;
        let place = (key.area.clone(), key.period, key.breakdown.clone());
        touched.entry(key.indicator.clone()).or_default().insert(place);
    }
    touched
}

/// Computes the derived indicators in the places where one of their inputs was touched, and those of `whole`
/// wherever they or an input have a row. `derivations` come in the order of dependence, so that a derived
/// input is up to date before it is used.
pub(super) fn derive(
    connection: &mut AnyConnection,
    ledger: &mut Ledger,
    derivations: &[Derivation],
    mut touched: Touched,
    whole: &[IndicatorCode],
) -> Result<(), StoreError> {
    for derivation in derivations {
        let all = whole.contains(&derivation.indicator);
        let mut places: BTreeSet<Place> = BTreeSet::new();
        for input in &derivation.inputs {
            places.extend(touched.get(input).into_iter().flatten().cloned());
        }
        if places.is_empty() && !all {
            continue;
        }
        for code in derivation.inputs.iter().chain([&derivation.indicator]) {
            ledger.load(connection, code)?;
            if all {
                places.extend(ledger.places(code).cloned());
            }
        }
        let changed = touched.entry(derivation.indicator.clone()).or_default();
        for place in places {
            if let Some((cell, demonstration)) = cell_of(ledger, derivation, &place)
                && offer(ledger, derivation, &place, cell, demonstration)
            {
                changed.insert(place);
            }
        }
    }
    Ok(())
}

/// The derived cell, and whether something invented went into it; `None` when there is nothing to store.
fn cell_of(ledger: &Ledger, derivation: &Derivation, place: &Place) -> Option<(Cell, bool)> {
    let input = |operand: &Operand| {
        known(ledger, operand, place).map(|known| Cell {
            value: known.reading.value,
            status: known.reading.status,
        })
    };
    match derivation.derive(&input) {
        Some(cell) => {
            let demonstration = derivation
                .operands
                .iter()
                .filter_map(|operand| known(ledger, operand, place))
                .any(|known| known.demonstration);
            Some((cell, demonstration))
        }
        // An input has no row. Where there is a derived value all the same (its formula was another), it is
        // no longer known.
        None => ledger
            .get(&derivation.indicator, place)
            .map(|known| (Cell::NOT_AVAILABLE, known.demonstration)),
    }
}

/// What is known of an operand: in the place itself, or in an earlier period of it.
fn known<'l>(ledger: &'l Ledger, operand: &Operand, place: &Place) -> Option<&'l Known> {
    if operand.back == 0 {
        return ledger.get(&operand.indicator, place);
    }
    let (area, period, breakdown) = place;
    let earlier = (area.clone(), operand.period(*period)?, breakdown.clone());
    ledger.get(&operand.indicator, &earlier)
}

fn offer(
    ledger: &mut Ledger,
    derivation: &Derivation,
    place: &Place,
    cell: Cell,
    demonstration: bool,
) -> bool {
    let (area, period, breakdown) = place.clone();
    let key = ObservationKey {
        indicator: derivation.indicator.clone(),
        area,
        period,
        breakdown,
    };
    let reading = Reading {
        value: cell.value,
        status: cell.status,
        note: None,
    };
    ledger.offer(key, reading, demonstration) != super::ledger::Offer::Unchanged
}
