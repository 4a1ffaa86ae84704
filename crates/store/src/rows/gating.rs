//! What sheets say of publication, read in the transaction that asks: which figures wait for a release, and how the cases
//! of a figure are counted, so that few are not shown.

use super::{parsed, unsigned};
use crate::database::AnyConnection;
use crate::error::{Step, StoreError};
use crate::schema::indicator;
use blis_domain::indicator::{Gate, IndicatorCode, Unit};
use diesel::prelude::*;
use std::collections::{HashMap, HashSet};

/// The indicators whose new figures wait for a release.
pub(crate) fn gated(connection: &mut AnyConnection) -> Result<HashSet<IndicatorCode>, StoreError> {
    let codes: Vec<String> = indicator::table
        .filter(indicator::gate.eq(Gate::Release.code()))
        .select(indicator::code)
        .load(connection)
        .step("find the indicators that are released")?;
    let codes = codes.iter().map(|code| parsed("indicator.code", code));
    Ok(codes.collect::<Result<_, _>>()?)
}

/// What a sheet says of how its cases are counted.
#[derive(Debug, Clone, Default)]
pub(crate) struct Counting {
    /// The smallest count that may be shown; 0 when any may.
    pub(crate) min_count: u32,
    /// Whether its figures are counts.
    pub(crate) counts: bool,
    /// The indicator whose figure counts its cases.
    pub(crate) count_of: Option<IndicatorCode>,
}

impl Counting {
    /// Whether a figure is hidden of which its sender does not say how many cases stand behind it: few may not be shown,
    /// and nothing else counts them.
    pub(crate) fn is_hidden_without_cases(&self) -> bool {
        self.min_count > 0 && !self.counts && self.count_of.is_none()
    }
}

/// The indicators whose figures count the cases of others.
pub(crate) fn that_count(connection: &mut AnyConnection) -> Result<HashSet<IndicatorCode>, StoreError> {
    let counting = counting(connection)?.into_values();
    Ok(counting.filter_map(|one| one.count_of).collect())
}

/// How the cases of each indicator are counted.
pub(crate) fn counting(
    connection: &mut AnyConnection,
) -> Result<HashMap<IndicatorCode, Counting>, StoreError> {
    let rows: Vec<(String, String, Option<i32>, Option<String>)> = indicator::table
        .select((
            indicator::code,
            indicator::unit,
            indicator::min_count,
            indicator::count_of,
        ))
        .load(connection)
        .step("read how the cases of indicators are counted")?;
    let mut found = HashMap::with_capacity(rows.len());
    for (code, unit, min_count, count_of) in rows {
        let min_count = min_count.map(|count| unsigned("indicator.min_count", count));
        let count_of = count_of.map(|code| parsed("indicator.count_of", &code));
        let counting = Counting {
            min_count: min_count.transpose()?.unwrap_or(0),
            counts: Unit::code_counts(&unit),
            count_of: count_of.transpose()?,
        };
        found.insert(parsed("indicator.code", &code)?, counting);
    }
    Ok(found)
}
