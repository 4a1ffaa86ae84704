//! Adding the versions of one change, and counting them.

use crate::database::AnyConnection;
use crate::error::StoreError;
use crate::rows::explanations;
use crate::rows::values::{self, Added, Stamp};
use crate::rows::versions::{self, ChangedCells, DataVersion};
use blis_domain::area::AreaCode;
use blis_domain::indicator::IndicatorCode;
use blis_domain::period::Period;
use std::collections::{BTreeSet, HashSet};

/// What was written by now.
pub(super) struct Written<'a> {
    stamp: Stamp<'a>,
    next: DataVersion,
    /// The indicators that have new values.
    pub(super) touched: BTreeSet<IndicatorCode>,
    /// How many cells of theirs.
    pub(super) cells: ChangedCells,
    /// The figures of the desk that leave it by this change.
    pub(super) leaving: HashSet<i64>,
    /// The indicators that count others and of which figures leave the desk without a version: what they count is decided
    /// anew.
    pub(super) settled: BTreeSet<IndicatorCode>,
}

impl<'a> Written<'a> {
    /// Nothing yet of a batch.
    pub(super) fn of(batch: &'a str, next: DataVersion) -> Written<'a> {
        Written {
            stamp: Stamp {
                batch,
                version: next.data,
            },
            next,
            touched: BTreeSet::new(),
            cells: ChangedCells::default(),
            leaving: HashSet::new(),
            settled: BTreeSet::new(),
        }
    }

    /// The batch that it is of.
    pub(super) fn batch(&self) -> &'a str {
        self.stamp.batch
    }

    /// The data version that they make.
    pub(super) fn version(&self) -> u64 {
        self.stamp.version
    }

    /// Adds versions of an indicator.
    pub(super) fn add<'v>(
        &mut self,
        connection: &mut AnyConnection,
        indicator: &IndicatorCode,
        versions: impl Iterator<Item = Added<'v>>,
    ) -> Result<(), StoreError> {
        let batch = self.batch();
        self.add_of(connection, batch, indicator, versions)
    }

    /// Adds versions of an indicator whose numbers another batch brought: they stay of that one.
    pub(super) fn add_of<'v>(
        &mut self,
        connection: &mut AnyConnection,
        batch: &str,
        indicator: &IndicatorCode,
        versions: impl Iterator<Item = Added<'v>>,
    ) -> Result<(), StoreError> {
        let mut versions = versions.peekable();
        if versions.peek().is_none() {
            return Ok(());
        }
        self.touched.insert(indicator.clone());
        let version = self.stamp.version;
        let mut cells = ChangedCells::default();
        let counted = versions.inspect(|version| cells.count(version.closes, version.withdrawn));
        values::add(connection, counted, Stamp { batch, version })?;
        self.cells.add(cells.of(indicator));
        Ok(())
    }

    /// Lets appear what was written beforehand of figures that are public by this change.
    pub(super) fn explain(
        &mut self,
        connection: &mut AnyConnection,
        indicator: &IndicatorCode,
        places: &HashSet<(AreaCode, Period)>,
    ) -> Result<(), StoreError> {
        if explanations::appear(connection, indicator, places, self.next)? {
            self.touched.insert(indicator.clone());
        }
        Ok(())
    }

    /// Notes at each of the indicators which change touched it last.
    pub(super) fn touch(&self, connection: &mut AnyConnection) -> Result<(), StoreError> {
        for code in &self.touched {
            versions::touch(connection, code, self.stamp.version)?;
        }
        Ok(())
    }
}
