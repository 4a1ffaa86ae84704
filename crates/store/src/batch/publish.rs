//! Making figures of the desk public: they become versions of their cells, as those of a batch do.

use super::conceal::conceal;
use super::derive::{Anew, Brought, Derived, Place};
use super::end::End;
use super::weigh::few;
use super::write::Written;
use crate::database::AnyConnection;
use crate::error::StoreError;
use crate::rows::batches;
use crate::rows::chosen::{self, Chosen};
use crate::rows::values::{self, Added, Current};
use blis_domain::derivation::Derivation;
use blis_domain::indicator::IndicatorCode;
use blis_domain::period::Period;
use blis_domain::release::ReleaseStage;
use std::collections::HashMap;

/// The stages of released indicators and periods.
pub(super) type Stages = HashMap<(IndicatorCode, Period), ReleaseStage>;

/// Writes the chosen figures that wait on the desk, and the derived ones that they touch. What is stored by now already
/// is no change. They are still on the desk afterwards: the caller takes them off.
pub(super) fn publish(
    connection: &mut AnyConnection,
    of: Chosen<'_>,
    derivations: &[Derivation],
    stages: &Stages,
    written: &mut Written<'_>,
) -> Result<(), StoreError> {
    let areas = few(&chosen::areas(connection, of)?);
    write_figures(connection, of, (derivations, areas.as_deref()), stages, written)?;
    let anew = Anew {
        derivations,
        areas: areas.as_deref(),
        whole: &[],
        brought: Brought::Desk(of),
    };
    anew.derive(connection, |connection, indicator, derived| {
        written.add(connection, indicator, derived.iter().map(Derived::added))
    })?;
    conceal(connection, derivations, areas.as_deref(), written)?;
    written.touch(connection)
}

/// Writes the chosen figures alone; of released ones with the status of their stage.
pub(super) fn write_figures(
    connection: &mut AnyConnection,
    of: Chosen<'_>,
    (derivations, areas): (&[Derivation], Option<&[String]>),
    stages: &Stages,
    written: &mut Written<'_>,
) -> Result<(), StoreError> {
    // All of it came in one batch.
    let demonstration = batches::is_demonstration(connection, written.batch())?;
    for indicator in chosen::indicators(connection, of)? {
        // Its sheet got a formula while the figure waited.
        if derivations.iter().any(|one| one.indicator == indicator) {
            return Err(StoreError::ComputedSince(indicator));
        }
        let mut figures = chosen::figures(connection, of, &indicator)?;
        for ((_, period, _), reading) in &mut figures {
            if let Some(stage) = stages.get(&(indicator.clone(), *period)) {
                reading.status = stage.status(reading.status);
            }
        }
        let stored = values::current(connection, &indicator, areas)?;
        let stored: HashMap<Place, Current> = stored.into_iter().collect();
        let added = figures.iter().filter_map(|(place, reading)| {
            let is_same =
                |current: &Current| current.reading == *reading && current.demonstration == demonstration;
            let end = End::of(stored.get(place), reading.withdrawn, is_same);
            let (area, period, breakdown) = place;
            (!matches!(end, End::Unchanged)).then(|| Added {
                indicator: &indicator,
                area,
                period: *period,
                breakdown,
                value: reading.value,
                status: reading.status,
                note: reading.note.as_deref(),
                withdrawn: reading.withdrawn,
                conf_status: reading.conf_status,
                cases: reading.cases,
                hidden: reading.conf_status,
                demonstration,
                closes: end.closes(),
            })
        });
        written.add(connection, &indicator, added)?;
        let whole = figures.iter().filter(|((_, _, part), _)| part.is_empty());
        let places = whole
            .map(|((area, period, _), _)| (area.clone(), *period))
            .collect();
        written.explain(connection, &indicator, &places)?;
    }
    Ok(())
}
