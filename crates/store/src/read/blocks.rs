//! The blocks of the indicators, in a cache bounded in bytes.

use super::known::BlockStamp;
use crate::error::StoreError;
use blis_domain::explanation::{Explanation, Remark};
use blis_domain::indicator::IndicatorCode;
use blis_domain::series::{Series, WithdrawnCell};
use blis_domain::status::ObservationStatus;
use moka::policy::EvictionPolicy;
use moka::sync::Cache;
use std::sync::Arc;

/// An indicator and the version its block was asked under.
type Key = (IndicatorCode, BlockStamp);

/// The cache. A block is replaced as a whole; see [`super::Known`] for why it cannot be stale.
#[derive(Debug)]
pub(crate) struct Blocks(Cache<Key, Arc<Series>>);

impl Blocks {
    /// A cache of at most so many bytes.
    pub(crate) fn new(bytes: u64) -> Blocks {
        let cache = Cache::builder()
            .name("blocks")
            .max_capacity(bytes)
            // Not moka's own policy: it lets popular entries stay and turns newcomers away, and after a batch
            // the popular entry is the old block and the newcomer the one that is wanted.
            .eviction_policy(EvictionPolicy::lru())
            .weigher(|_: &Key, block: &Arc<Series>| weight(block))
            .build();
        Blocks(cache)
    }

    /// The block of an indicator, read when it is not there. Callers who ask for the same block at the same
    /// time wait for one read.
    pub(crate) fn get(
        &self,
        indicator: &IndicatorCode,
        stamp: BlockStamp,
        load: impl FnOnce() -> Result<Arc<Series>, StoreError>,
    ) -> Result<Arc<Series>, StoreError> {
        let key = (indicator.clone(), stamp);
        let mut own = None;
        let load = || {
            load().map_err(|error| {
                let why = error.with_causes();
                own = Some(error);
                why
            })
        };
        // The error goes to everybody who waited: as it is to whoever read, in words to the others.
        let found = self.0.try_get_with(key, load);
        found.map_err(|why| own.unwrap_or_else(|| StoreError::ReadForAnother { why: why.to_string() }))
    }
}

/// About how many bytes a block takes.
fn weight(block: &Series) -> u32 {
    let cell = size_of::<Option<f64>>() + size_of::<ObservationStatus>();
    let row = 2 * size_of::<Vec<f64>>() + 16;
    // A code is a string of seven bytes with its header.
    let column = size_of::<String>() + 8;
    let said = |remark: &Remark| {
        let Explanation { lv, en, .. } = &remark.explanation;
        size_of::<Remark>() + lv.len() + en.as_ref().map_or(0, String::len)
    };
    let bytes = size_of::<Series>()
        + block.remarks.iter().map(said).sum::<usize>()
        + block.periods.len() * (row + block.areas.len() * cell)
        + block.areas.len() * column
        + block.withdrawn.len() * (size_of::<WithdrawnCell>() + 8);
    u32::try_from(bytes).unwrap_or(u32::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;
    use blis_domain::period::Period;

    #[test]
    fn a_block_weighs_what_its_cells_do() {
        let areas = (0..119).map(|n| format!("{n:07}").parse().unwrap()).collect();
        let periods = (2009..2021).filter_map(Period::year).collect();
        let block = Series::empty("CTX.POP".parse().unwrap(), areas, periods);
        let weight = weight(&block);
        assert!(
            (25_000..40_000).contains(&weight),
            "{weight} bytes for 12 × 119 cells"
        );
    }
}
