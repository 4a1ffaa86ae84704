//! The versions that cells had before a change, as they were sent: also what was hidden. They serve to decide what may be
//! shown, never to answer.

use super::{bigint, hidden, parsed, unsigned};
use crate::database::AnyConnection;
use crate::error::{Step, StoreError};
use crate::schema::observation;
use blis_domain::area::AreaCode;
use blis_domain::confidentiality::ConfStatus;
use blis_domain::indicator::IndicatorCode;
use blis_domain::period::Period;
use diesel::prelude::*;
use std::collections::{BTreeSet, HashMap};

/// A version of a cell.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct Earlier {
    /// The data version that brought it.
    pub(crate) since: u64,
    /// The number.
    pub(crate) value: Option<f64>,
    /// How many cases stood behind it, as its sender said.
    pub(crate) cases: Option<f64>,
    /// Whether everybody saw the number, and if not why.
    pub(crate) shown: ConfStatus,
}

/// The versions of cells of an indicator, by area, period and breakdown.
pub(crate) type VersionsOfCell = HashMap<(AreaCode, Period, String), Vec<Earlier>>;

/// Areas in one statement.
const AREAS: usize = 5000;

/// What an indicator said in some places before a data version, oldest first.
pub(crate) fn versions(
    connection: &mut AnyConnection,
    code: &IndicatorCode,
    places: &BTreeSet<(Period, AreaCode)>,
    before: u64,
) -> Result<VersionsOfCell, StoreError> {
    type Row = ((String, String, String, i64), Option<f64>, String);
    let areas: BTreeSet<&AreaCode> = places.iter().map(|(_, area)| area).collect();
    let areas: Vec<String> = areas.into_iter().map(ToString::to_string).collect();
    let periods: BTreeSet<Period> = places.iter().map(|(period, _)| *period).collect();
    let periods: Vec<String> = periods.iter().map(ToString::to_string).collect();
    let mut found = VersionsOfCell::new();
    for areas in areas.chunks(AREAS) {
        let behind = hidden::behind(connection, code, Some(areas))?;
        let rows: Vec<Row> = observation::table
            .filter(observation::indicator.eq(code.as_str()))
            .filter(observation::area.eq_any(areas))
            .filter(observation::period.eq_any(&periods))
            .filter(observation::version.lt(bigint(before)))
            .order(observation::version)
            .select((
                (
                    observation::area,
                    observation::period,
                    observation::breakdown,
                    observation::version,
                ),
                observation::value,
                observation::conf_status,
            ))
            .load(connection)
            .step("read the earlier values of an indicator")?;
        for (cell, value, shown) in rows {
            let behind = behind.get(&cell);
            let (area, period, breakdown, version) = cell;
            let earlier = Earlier {
                since: unsigned("observation.version", version)?,
                value: behind.and_then(|behind| behind.value).or(value),
                cases: behind.and_then(|behind| behind.cases),
                shown: hidden::letter("observation.conf_status", &shown)?,
            };
            let area: AreaCode = parsed("observation.area", &area)?;
            let period: Period = parsed("observation.period", &period)?;
            if places.contains(&(period, area.clone())) {
                found.entry((area, period, breakdown)).or_default().push(earlier);
            }
        }
    }
    Ok(found)
}
