//! What readers get: areas, networks, blocks, likeness, the list of observations. The catalogue is in `sheets`.

use super::Store;
use crate::error::StoreError;
use crate::instant;
use crate::read::load_block;
use crate::rows::changes::{self, ChangeFilter, ChangesFound, ChangesFrom};
use crate::rows::data_changes::{self, DataChangesFound};
use crate::rows::observations::{ObservationCursor, ObservationFilter, ObservationPage};
use crate::rows::versions::KnownThen;
use crate::rows::{areas, batches, members, networks, observations, versions};
use blis_domain::area::{Area, AreaCode};
use blis_domain::indicator::IndicatorCode;
use blis_domain::network::Network;
use blis_domain::series::Series;
use blis_domain::similarity::{self, SimilarArea};
use std::sync::Arc;
use time::OffsetDateTime;

impl Store {
    /// All areas of the division, by the Latvian alphabet.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub fn areas(&self) -> Result<Arc<Vec<Area>>, StoreError> {
        let mut stamp = self.inner.known.stamp();
        // Areas do not change with the values.
        stamp.data = 0;
        let load = || {
            self.inner
                .database
                .read(|connection| areas::all(connection, None))
        };
        self.inner.areas.get(stamp, load)
    }

    /// The areas as they are, or with the networks they were in then; all else of them is as it is now.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub fn areas_then(&self, then: Option<KnownThen>) -> Result<Arc<Vec<Area>>, StoreError> {
        let Some(then) = then else {
            return self.areas();
        };
        let mut stamp = self.inner.known.stamp();
        stamp.data = then.version;
        let read = |connection: &mut _| areas::all(connection, Some(then.version));
        let load = || self.inner.database.read(read);
        self.inner.areas_then.get(stamp, load)
    }

    /// The thematic networks in their order.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub fn networks(&self) -> Result<Arc<Vec<Network>>, StoreError> {
        let mut stamp = self.inner.known.stamp();
        stamp.data = 0;
        let load = || self.inner.database.read(networks::all);
        self.inner.networks.get(stamp, load)
    }

    /// The networks as they are, or with the members and the count of indicators that they had then. Who coordinated them
    /// and where they stood is not told of the past.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub fn networks_then(&self, then: Option<KnownThen>) -> Result<Arc<Vec<Network>>, StoreError> {
        let Some(then) = then else {
            return self.networks();
        };
        let mut stamp = self.inner.known.stamp();
        stamp.data = then.version;
        let catalogue = self.indicators_then(Some(then))?;
        let read = |connection: &mut _| networks::then(connection, then.version, &catalogue);
        let load = || self.inner.database.read(read);
        self.inner.networks_then.get(stamp, load)
    }

    /// What was known at an instant. It is asked once for all that an answer is made of: everything else goes by the
    /// data version, which never comes to mean other figures.
    ///
    /// # Errors
    /// [`StoreError::AsOfInFuture`], or when the database cannot be read.
    pub fn as_of(&self, at: OffsetDateTime) -> Result<KnownThen, StoreError> {
        let now = self.micros();
        let resolve = |connection: &mut _| versions::known_then(connection, instant::micros(at), now);
        self.inner.database.read(resolve)?.ok_or(StoreError::AsOfInFuture)
    }

    /// What is known now, for an answer that is read in several steps: all of them by the same data version.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub fn known_now(&self) -> Result<KnownThen, StoreError> {
        let now = self.inner.database.read(versions::current)?;
        Ok(KnownThen {
            version: now.data,
            settled: false,
        })
    }

    /// Since when there is a data version; nothing for that before the first change.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub fn known_since(&self, version: u64) -> Result<Option<OffsetDateTime>, StoreError> {
        let read = |connection: &mut _| versions::instant_of(connection, version);
        let at = self.inner.database.read(read)?;
        at.map(|at| Ok(instant::moment(at)?)).transpose()
    }

    /// The block of an indicator: all areas in the order of [`Store::areas`], all periods. From memory when
    /// it is there.
    ///
    /// # Errors
    /// [`StoreError::UnknownIndicator`], or when the database cannot be read.
    pub fn series(
        &self,
        indicator: &IndicatorCode,
        as_of: Option<KnownThen>,
    ) -> Result<Arc<Series>, StoreError> {
        if !self
            .indicators_then(as_of)?
            .iter()
            .any(|sheet| sheet.code == *indicator)
        {
            return Err(StoreError::UnknownIndicator(indicator.clone()));
        }
        let inner = &self.inner;
        let version = as_of.map(|then| then.version);
        let load = || {
            let read = |connection: &mut _| load_block(connection, indicator, version);
            inner.database.read(read).map(Arc::new)
        };
        match version {
            // What a version says of the values never changes, so there is nothing to find out before it is read.
            Some(version) => inner.blocks_then.get(indicator, inner.known.then(version), load),
            None => inner.blocks.get(indicator, inner.known.of(indicator), load),
        }
    }

    /// The pilots by their likeness to an area, nearest first, over context indicators with weights; over
    /// [`similarity::DEFAULT_VARIABLES`] when none are named. As it is, or as it was known then.
    ///
    /// # Errors
    /// [`StoreError::UnknownArea`] and [`StoreError::UnknownIndicator`];
    /// [`StoreError::NothingToCompareBy`] when no variable has a value for any of these areas.
    pub fn nearest(
        &self,
        area: &AreaCode,
        on: &[(IndicatorCode, f64)],
        as_of: Option<KnownThen>,
    ) -> Result<Vec<SimilarArea>, StoreError> {
        let areas = self.areas()?;
        if !areas.iter().any(|one| one.code == *area) {
            return Err(StoreError::UnknownArea(area.clone()));
        }
        let chosen = match on {
            [] => similarity::default_variables(&self.indicators_then(as_of)?),
            _ => on.to_vec(),
        };
        let mut blocks = Vec::with_capacity(chosen.len());
        for (code, weight) in chosen {
            blocks.push((self.series(&code, as_of)?, weight));
        }
        let compared = similarity::compared_areas(&areas, area);
        let variables = similarity::variables(&blocks, &compared);
        if variables.is_empty() {
            return Err(StoreError::NothingToCompareBy);
        }
        Ok(similarity::nearest(area, &compared, &variables))
    }

    /// A page of the observations, current or as they were known then, ordered by the data version that brought them.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub fn observations(
        &self,
        filter: &ObservationFilter,
        after: Option<ObservationCursor>,
        limit: u32,
    ) -> Result<ObservationPage, StoreError> {
        let read = |connection: &mut _| observations::page(connection, filter, after, limit);
        self.inner.database.read(read)
    }

    /// A page of the changes of values, in the order in which they became known.
    ///
    /// # Errors
    /// [`StoreError::UnknownVersion`] when no change has the data version to go on from, or when the database cannot
    /// be read.
    pub fn changes(
        &self,
        filter: &ChangeFilter,
        from: ChangesFrom,
        limit: u32,
    ) -> Result<ChangesFound, StoreError> {
        let read = |connection: &mut _| changes::page(connection, filter, from, limit);
        self.inner.database.read(read)
    }

    /// A page of the changes as wholes, newest first: those before a data version, or the newest.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub fn data_changes(&self, before: Option<u64>, limit: u32) -> Result<DataChangesFound, StoreError> {
        let read = |connection: &mut _| data_changes::page(connection, before, limit);
        self.inner.database.read(read)
    }

    /// Whether anything in the store is invented for demonstration: a batch, or a membership.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub fn is_demonstration(&self) -> Result<bool, StoreError> {
        let stamp = self.inner.known.stamp();
        let load = || {
            self.inner.database.read(|connection| {
                Ok(batches::any_demonstration(connection)? || members::any_demonstration(connection)?)
            })
        };
        self.inner.demonstration.get(stamp, load).map(|answer| *answer)
    }

    /// The data version: the number of the latest change of values.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub fn data_version(&self) -> Result<u64, StoreError> {
        Ok(self.inner.database.read(versions::current)?.data)
    }
}
