//! Building the block of an indicator from its rows.

use crate::database::AnyConnection;
use crate::error::{Corrupt, StoreError};
use crate::rows::values::{self, BlockRow};
use crate::rows::{areas, explanations, parsed, unsigned};
use blis_domain::area::AreaCode;
use blis_domain::indicator::IndicatorCode;
use blis_domain::period::Period;
use blis_domain::series::{Series, WithdrawnCell};
use std::collections::{BTreeMap, HashMap};

/// The block of an indicator as it is, or as it was at a data version. Every area has a column, whether anything
/// was received of it or not.
pub(crate) fn load_block(
    connection: &mut AnyConnection,
    indicator: &IndicatorCode,
    as_of: Option<u64>,
) -> Result<Series, StoreError> {
    let areas = areas::codes(connection)?;
    let rows = values::block_rows(connection, indicator, as_of)?;
    let mut block = block(indicator, areas, &rows)?;
    block.remarks = explanations::remarks(connection, indicator, as_of)?;
    let explained = block.remarks.iter().map(|remark| remark.explanation.version);
    block.version = explained.max().unwrap_or(0).max(block.version);
    Ok(block)
}

fn block(indicator: &IndicatorCode, areas: Vec<AreaCode>, rows: &[BlockRow]) -> Result<Series, Corrupt> {
    let mut periods: BTreeMap<Period, Vec<&BlockRow>> = BTreeMap::new();
    for row in rows {
        let period = parsed("observation.period", &row.period)?;
        periods.entry(period).or_default().push(row);
    }
    let mut block = Series::empty(indicator.clone(), areas, periods.keys().copied().collect());
    let columns: HashMap<&str, usize> = block
        .areas
        .iter()
        .enumerate()
        .map(|(column, area)| (area.as_str(), column))
        .collect();
    let mut withdrawn = Vec::new();
    for (line, rows) in periods.values().enumerate() {
        for row in rows {
            let column = *columns
                .get(row.area.as_str())
                .ok_or_else(|| Corrupt::new("observation.area", &row.area))?;
            block.values[line][column] = row.value;
            block.status[line][column] = parsed("observation.status", &row.status)?;
            if row.withdrawn {
                withdrawn.push(WithdrawnCell {
                    period: block.periods[line],
                    area: block.areas[column].clone(),
                });
            }
            // Every change adds a row, so the latest row tells when the block was last touched.
            block.version = block.version.max(unsigned("observation.version", row.version)?);
            block.demonstration |= row.demonstration;
        }
    }
    withdrawn.sort_unstable();
    block.withdrawn = withdrawn;
    Ok(block)
}
