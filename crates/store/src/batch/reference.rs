//! What a batch is held against besides the values.

use crate::catalogue;
use crate::database::AnyConnection;
use crate::error::StoreError;
use crate::rows::dividing;
use crate::rows::versions::DataVersion;
use blis_domain::area::AreaCode;
use blis_domain::breakdown::Part;
use blis_domain::derivation::Derivation;
use blis_domain::feed::CheckedRows;
use blis_domain::indicator::Indicator;
use std::borrow::Cow;

/// Catalogue and areas as they were known before the transaction.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Reference<'a> {
    /// The reference version they are of, or an earlier one.
    pub(crate) version: u64,
    /// The catalogue.
    pub(crate) sheets: &'a [Indicator],
    /// All areas there are.
    pub(crate) areas: &'a [AreaCode],
    /// The derived indicators, each after those it is computed from.
    pub(crate) derivations: &'a [Derivation],
}

impl<'a> Reference<'a> {
    /// The formulas as they are now that the counters are locked, for rows that were checked before: somebody may have
    /// changed a sheet while they came. A row of what is computed by now would stay beside its formula, and a part that
    /// the sheet does not have any more could not be sent again: the batch is to be sent anew, and that row is then
    /// refused.
    pub(super) fn derivations_now(
        &self,
        connection: &mut AnyConnection,
        now: DataVersion,
        rows: &CheckedRows,
    ) -> Result<Cow<'a, [Derivation]>, StoreError> {
        parts_are_there(connection, rows)?;
        let derivations = match now.reference == self.version {
            true => Cow::Borrowed(self.derivations),
            false => Cow::Owned(catalogue::derivations(connection)?),
        };
        let computed = rows
            .indicators()
            .find(|(indicator, _)| derivations.iter().any(|one| one.indicator == **indicator));
        match computed {
            Some((indicator, _)) => Err(StoreError::ComputedMeanwhile(indicator.clone())),
            None => Ok(derivations),
        }
    }
}

/// That the sheets still have the parts of which there are rows.
fn parts_are_there(connection: &mut AnyConnection, rows: &CheckedRows) -> Result<(), StoreError> {
    let mut parts = rows
        .rows()
        .iter()
        .filter(|row| !rows.breakdown(row).is_empty())
        .peekable();
    if parts.peek().is_none() {
        return Ok(());
    }
    let divided = dividing::divided(connection)?;
    for row in parts {
        let indicator = rows.indicator(row);
        let has = |part: Part| divided.get(indicator).is_some_and(|one| one.division().has(part));
        if !rows.breakdown(row).parse().is_ok_and(has) {
            return Err(StoreError::DividedMeanwhile(indicator.clone()));
        }
    }
    Ok(())
}
