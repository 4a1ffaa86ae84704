//! One thing kept in memory: the areas, the networks, the catalogue.

use super::known::Stamp;
use crate::error::StoreError;
use std::sync::{Arc, Mutex, PoisonError};

/// A copy and the stamp it belongs to.
#[derive(Debug)]
pub(crate) struct Kept<T>(Mutex<Option<(Stamp, Arc<T>)>>);

impl<T> Default for Kept<T> {
    fn default() -> Kept<T> {
        Kept(Mutex::new(None))
    }
}

impl<T> Kept<T> {
    /// The copy of a stamp, read when there is none. The stamp must have been taken before.
    pub(crate) fn get(
        &self,
        stamp: Stamp,
        load: impl FnOnce() -> Result<T, StoreError>,
    ) -> Result<Arc<T>, StoreError> {
        if let Some((of, copy)) = self.0.lock().unwrap_or_else(PoisonError::into_inner).as_ref()
            && *of == stamp
        {
            return Ok(Arc::clone(copy));
        }
        // Two callers may read at the same time; that is cheaper than to let one wait on the other's read
        // with the lock held. The later one's copy stays, under the stamp it asked with.
        let copy = Arc::new(load()?);
        *self.0.lock().unwrap_or_else(PoisonError::into_inner) = Some((stamp, Arc::clone(&copy)));
        Ok(copy)
    }
}
