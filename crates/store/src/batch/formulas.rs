//! The formulas that a batch is applied by: those of the catalogue at that moment. Somebody may have changed a sheet
//! while the rows came.

use crate::catalogue;
use crate::database::AnyConnection;
use crate::error::StoreError;
use crate::rows::versions::DataVersion;
use blis_domain::derivation::Derivation;
use blis_domain::feed::CheckedRows;
use std::borrow::Cow;

/// The formulas as they were known before the transaction.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Formulas<'a> {
    /// The reference version they are of, or an earlier one.
    pub(crate) reference: u64,
    /// The derived indicators, each after those it is computed from.
    pub(crate) derivations: &'a [Derivation],
}

impl<'a> Formulas<'a> {
    /// The formulas as they are now that the counters are locked, for rows that were checked before. A row of what is
    /// computed by now would stay beside its formula: the batch is to be sent anew, and that row is then refused.
    pub(super) fn as_of_now(
        self,
        connection: &mut AnyConnection,
        now: DataVersion,
        rows: &CheckedRows,
    ) -> Result<Cow<'a, [Derivation]>, StoreError> {
        let derivations = match now.reference == self.reference {
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
