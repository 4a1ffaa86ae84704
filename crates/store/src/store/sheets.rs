//! The catalogue: its sheets, their history, and changes of them.

use super::Store;
use crate::audit::AuditContext;
use crate::catalogue::{self, Catalogue, ProposedSheet, SheetsOutcome, SheetsTaken};
use crate::error::{Corrupt, StoreError};
use crate::rows::indicators;
use crate::rows::sheets::{self, SheetVersion};
use crate::rows::versions::{self, KnownThen};
use blis_domain::indicator::{Indicator, IndicatorCode};
use blis_domain::sheet::SheetCause;
use std::sync::Arc;

impl Store {
    /// The catalogue in its order, with the first and last period that has a value.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub fn indicators(&self) -> Result<Arc<Vec<Indicator>>, StoreError> {
        Ok(Arc::clone(&self.catalogue()?.sheets))
    }

    /// The catalogue as it is, or as it was known then: with the sheets of that time, and without those that came later.
    /// Which period is the first or the last of an indicator is not told of the past.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub fn indicators_then(&self, then: Option<KnownThen>) -> Result<Arc<Vec<Indicator>>, StoreError> {
        let Some(then) = then else {
            return self.indicators();
        };
        let load = |connection: &mut _| {
            let mut sheets = sheets::then(connection, then.version)?;
            // Where a sheet stands among its like, and what its unit is called, are those of now.
            let units = indicators::units(connection)?;
            let positions = indicators::positions(connection)?;
            let mut known = Vec::with_capacity(sheets.len());
            for (code, sheet) in sheets.drain() {
                let unit = units.iter().find(|unit| unit.code == sheet.unit);
                let unit = unit.ok_or_else(|| Corrupt::new("sheet_version.sheet", &sheet.unit))?;
                let position = positions.get(code.as_str()).copied().unwrap_or(i32::MAX);
                known.push((position, sheet.on(unit.clone())));
            }
            known.sort_by_key(|(position, sheet)| (sheet.policy_area, sheet.dimension, *position));
            Ok(known.into_iter().map(|(_, sheet)| sheet).collect())
        };
        let mut stamp = self.inner.known.stamp();
        stamp.data = then.version;
        self.inner
            .catalogue_then
            .get(stamp, || self.inner.database.read(load))
    }

    /// A sheet with the number of the version it is in, both of one moment; nothing when it is not in the catalogue.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub fn sheet(&self, indicator: &IndicatorCode) -> Result<Option<(Indicator, u64)>, StoreError> {
        let catalogue = self.catalogue()?;
        let sheet = catalogue.sheets.iter().find(|sheet| sheet.code == *indicator);
        Ok(sheet.map(|sheet| (sheet.clone(), catalogue.number(indicator))))
    }

    /// All sheets with the numbers of the versions they are in, in the order of the catalogue.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub fn numbered_sheets(&self) -> Result<Vec<(Indicator, u64)>, StoreError> {
        let catalogue = self.catalogue()?;
        let numbered = |sheet: &Indicator| (sheet.clone(), catalogue.number(&sheet.code));
        Ok(catalogue.sheets.iter().map(numbered).collect())
    }

    fn catalogue(&self) -> Result<Arc<Catalogue>, StoreError> {
        let load = |connection: &mut _| {
            Ok(Catalogue {
                sheets: Arc::new(indicators::all(connection)?),
                numbers: sheets::in_force(connection)?,
            })
        };
        let stamp = self.inner.known.stamp();
        self.inner.catalogue.get(stamp, || self.inner.database.read(load))
    }

    /// The versions of a sheet, newest first; those that a release brought and that did not become the sheet among them.
    ///
    /// # Errors
    /// [`StoreError::UnknownIndicator`], or when the database cannot be read.
    pub fn sheet_versions(&self, indicator: &IndicatorCode) -> Result<Vec<SheetVersion>, StoreError> {
        let found = self
            .inner
            .database
            .read(|connection| sheets::of(connection, indicator))?;
        match found.is_empty() {
            true => Err(StoreError::UnknownIndicator(indicator.clone())),
            false => Ok(found),
        }
    }

    /// One version of a sheet.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub fn sheet_version(
        &self,
        indicator: &IndicatorCode,
        number: u64,
    ) -> Result<Option<SheetVersion>, StoreError> {
        let find = |connection: &mut _| sheets::numbered(connection, indicator, number);
        self.inner.database.read(find)
    }

    /// Says what proposed sheets would change, and stores nothing.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub fn try_sheets(&self, proposed: &[ProposedSheet]) -> Result<SheetsOutcome, StoreError> {
        let plan = |connection: &mut _| catalogue::plan(connection, proposed);
        Ok(match self.inner.database.read(plan)? {
            Ok(plan) => SheetsOutcome::Taken(SheetsTaken {
                changed: plan.changes.into_iter().map(|change| change.told).collect(),
                unchanged: plan.unchanged,
                recomputed: 0,
            }),
            Err(faults) => SheetsOutcome::Refused(faults),
        })
    }

    /// Takes proposed sheets, all of them or none, in one transaction with the figures of formulas that are others now
    /// and an entry of each sheet in the audit log. Sheets that are not among them stay.
    ///
    /// # Errors
    /// When the database fails. What cannot be taken is no error: the outcome says why.
    pub fn take_sheets(
        &self,
        proposed: &[ProposedSheet],
        cause: SheetCause,
        context: &AuditContext,
    ) -> Result<SheetsOutcome, StoreError> {
        let (at, clock) = (self.micros(), &self.inner.clock);
        let saved = self.inner.database.write(|connection| {
            let before = versions::locked(connection)?;
            let next = before.next(at, true);
            Ok(match catalogue::plan(connection, proposed)? {
                Err(faults) => Err(faults),
                Ok(plan) => Ok(catalogue::save(
                    connection,
                    plan,
                    cause,
                    context,
                    (before, next),
                    clock,
                )?),
            })
        })?;
        Ok(match saved {
            Err(faults) => SheetsOutcome::Refused(faults),
            Ok(saved) => {
                let known = &self.inner.known;
                known.batch_committed(saved.now.data, &saved.recomputed.touched);
                known.reference_changed(saved.now);
                self.inner.webhook_bell.ring();
                SheetsOutcome::Taken(saved.taken)
            }
        })
    }
}
