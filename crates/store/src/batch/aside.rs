//! Taking figures of a batch aside: onto the desk, where they wait for a steward.

use super::weigh::Weighed;
use crate::database::AnyConnection;
use crate::error::StoreError;
use crate::instant::Micros;
use crate::rows::desk::{self, LaidDown};
use crate::rows::{awaiting, gating};
use blis_domain::indicator::IndicatorCode;
use blis_domain::receipt::BatchState;
use std::collections::BTreeSet;

/// The indicators that count others and of which figures leave the desk because the batch says what is stored already.
pub(super) fn settled(
    connection: &mut AnyConnection,
    weighed: &Weighed<'_>,
) -> Result<BTreeSet<IndicatorCode>, StoreError> {
    let counting = gating::that_count(connection)?;
    let mut settled = BTreeSet::new();
    for (indicator, _) in weighed.rows.indicators() {
        if counting.contains(indicator) {
            let waiting = desk::waiting(connection, indicator)?;
            let mut cells = waiting.iter().map(|(cell, _)| cell);
            if cells.any(|cell| weighed.is_unchanged(indicator, cell)) {
                settled.insert(indicator.clone());
            }
        }
    }
    Ok(settled)
}

/// Puts on the desk what waits of a batch, and takes off it what waited for the same cells: a later figure takes the
/// place of an earlier one, whatever becomes of it. What is refused does neither.
pub(super) fn take_aside(
    connection: &mut AnyConnection,
    weighed: &Weighed<'_>,
    (state, id): (BatchState, &str),
    at: Micros,
) -> Result<(), StoreError> {
    let whole = match state {
        BatchState::Held => true,
        BatchState::Applied => false,
        BatchState::Refused | BatchState::DryRun => return Ok(()),
    };
    let rows = weighed.rows;
    for (indicator, range) in rows.indicators() {
        let sent_anew = |((area, period, breakdown), id): ((_, _, String), i64)| {
            rows.find(range.clone(), &area, period, &breakdown).map(|_| id)
        };
        let waiting = desk::waiting(connection, indicator)?;
        let superseded: Vec<i64> = waiting.into_iter().filter_map(sent_anew).collect();
        desk::supersede(connection, &superseded, at)?;
        let aside = weighed.aside(indicator, whole).map(|(row, suspicion)| LaidDown {
            indicator,
            area: rows.area(row),
            period: rows.period(row),
            breakdown: rows.breakdown(row),
            value: row.value(),
            status: row.status(),
            note: rows.note(row),
            withdraws: row.withdraws(),
            conf_status: row.conf_status(),
            cases: rows.cases(row),
            row: row.row(),
            suspicion,
        });
        desk::lay_down(connection, id, aside)?;
        if !whole && weighed.is_gated(indicator) {
            let ids = desk::unsuspected(connection, id, indicator)?;
            awaiting::insert(connection, &ids)?;
        }
    }
    Ok(())
}
