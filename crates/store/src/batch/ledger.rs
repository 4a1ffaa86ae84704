//! The current values a batch is compared with, and the versions it will add.

use crate::database::AnyConnection;
use crate::error::StoreError;
use crate::rows::values::{self, Current, NewVersion};
use crate::rows::versions::ChangedCells;
use blis_domain::area::AreaCode;
use blis_domain::indicator::IndicatorCode;
use blis_domain::observation::{ObservationKey, Reading};
use blis_domain::period::Period;
use std::collections::hash_map::Entry;
use std::collections::{BTreeSet, HashMap};

/// Area, period and breakdown of a value.
pub(super) type Place = (AreaCode, Period, String);

/// What is stored, with what the batch adds laid over it.
///
/// Values are read an indicator at a time, not a row at a time: a feed sends indicators whole. A batch
/// about a few areas reads those areas alone; what it touches by way of formulas is in the same areas.
#[derive(Debug, Default)]
pub(super) struct Ledger {
    /// The areas it is about; all when there is none.
    areas: Option<Vec<String>>,
    known: HashMap<IndicatorCode, HashMap<Place, Known>>,
    added: Vec<NewVersion>,
}

/// What is known of a place.
#[derive(Debug, Clone)]
pub(super) struct Known {
    /// The reading.
    pub(super) reading: Reading,
    /// Whether it is invented.
    pub(super) demonstration: bool,
    /// The stored row that a change would close.
    stored: Option<i64>,
}

/// What a reading means for its place.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Offer {
    /// There was nothing.
    New,
    /// There was another value, or none with another status.
    Changed {
        /// The value before.
        old: Option<f64>,
    },
    /// It is what is stored.
    Unchanged,
}

/// Up to so many areas are named in a query; more are read with all the others.
const FEW_AREAS: usize = 20;

impl Ledger {
    /// A ledger for these rows.
    pub(super) fn about<'a>(keys: impl Iterator<Item = &'a ObservationKey>) -> Ledger {
        let areas: BTreeSet<&AreaCode> = keys.map(|key| &key.area).collect();
        let few = areas.len() <= FEW_AREAS;
        Ledger {
            areas: few.then(|| areas.into_iter().map(ToString::to_string).collect()),
            ..Ledger::default()
        }
    }

    /// A ledger for whatever is stored.
    pub(super) fn about_all() -> Ledger {
        Ledger::default()
    }

    /// Reads the current values of an indicator, once.
    pub(super) fn load(
        &mut self,
        connection: &mut AnyConnection,
        indicator: &IndicatorCode,
    ) -> Result<(), StoreError> {
        if let Entry::Vacant(vacant) = self.known.entry(indicator.clone()) {
            let rows = values::current(connection, indicator, self.areas.as_deref())?;
            vacant.insert(rows.into_iter().map(|(place, row)| (place, row.into())).collect());
        }
        Ok(())
    }

    /// What is known of a place of an indicator that was loaded.
    pub(super) fn get(&self, indicator: &IndicatorCode, place: &Place) -> Option<&Known> {
        self.known.get(indicator)?.get(place)
    }

    /// The places of an indicator that was loaded.
    pub(super) fn places(&self, indicator: &IndicatorCode) -> impl Iterator<Item = &Place> {
        self.known.get(indicator).into_iter().flat_map(HashMap::keys)
    }

    /// Takes a reading for a key whose indicator was loaded.
    ///
    /// A real figure in the place of an invented one is a change even when the numbers agree: it is no
    /// longer invented.
    pub(super) fn offer(&mut self, key: ObservationKey, reading: Reading, demonstration: bool) -> Offer {
        let place = (key.area.clone(), key.period, key.breakdown.clone());
        let known = self.known.entry(key.indicator.clone()).or_default();
        let (offer, closes) = match known.get(&place) {
            None => (Offer::New, None),
            Some(before) if before.reading == reading && before.demonstration == demonstration => {
                return Offer::Unchanged;
            }
            Some(before) => {
                let old = before.reading.value;
                (Offer::Changed { old }, before.stored)
            }
        };
        let known_now = Known {
            reading: reading.clone(),
            demonstration,
            stored: closes,
        };
        known.insert(place, known_now);
        self.added.push(NewVersion {
            key,
            reading,
            demonstration,
            closes,
        });
        offer
    }

    /// Lets go of what was to be added.
    pub(super) fn discard(&mut self) {
        *self = Ledger::default();
    }

    /// The versions to be added.
    pub(super) fn added(&self) -> &[NewVersion] {
        &self.added
    }

    /// How many cells the versions to be added touch.
    pub(super) fn cells(&self) -> ChangedCells {
        let all = self.added.len() as u64;
        let changed = self
            .added
            .iter()
            .filter(|version| version.closes.is_some())
            .count() as u64;
        ChangedCells {
            new: all - changed,
            changed,
            withdrawn: 0,
        }
    }
}

impl From<Current> for Known {
    fn from(current: Current) -> Known {
        Known {
            reading: current.reading,
            demonstration: current.demonstration,
            stored: Some(current.id),
        }
    }
}
