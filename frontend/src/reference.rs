//! What changes rarely and every page needs: areas, networks and the catalogue.

use blis_domain::area::{Area, AreaCode};
use blis_domain::indicator::{Indicator, IndicatorCode};
use blis_domain::network::{Network, NetworkCode};
use blis_domain::period::{Frequency, Period};
use blis_domain::text::Language;
use std::collections::HashMap;
use std::sync::Arc;

/// Whom the page shows while nobody has chosen: the municipality of the model's own examples.
const EXAMPLE: &str = "0840200";

/// Areas, networks and catalogue, fetched once.
#[derive(Debug, Clone)]
pub(crate) struct Reference {
    /// All areas of the division, in the order of their Latvian names.
    pub(crate) areas: Vec<Area>,
    /// The networks.
    pub(crate) networks: Vec<Network>,
    /// The catalogue, in its order.
    pub(crate) indicators: Vec<Arc<Indicator>>,
    /// Whether any data is invented for demonstration.
    pub(crate) demonstration: bool,
}

impl Reference {
    /// The area of a code.
    pub(crate) fn area(&self, code: &AreaCode) -> Option<&Area> {
        self.areas.iter().find(|area| area.code == *code)
    }

    /// The name of an area, or its code when it is not known.
    pub(crate) fn name<'a>(&'a self, code: &'a AreaCode, language: Language) -> &'a str {
        self.area(code)
            .map_or(code.as_str(), |area| area.name.get(language))
    }

    /// The names of all areas.
    pub(crate) fn names(&self, language: Language) -> HashMap<AreaCode, String> {
        self.areas
            .iter()
            .map(|area| (area.code.clone(), area.name.get(language).to_owned()))
            .collect()
    }

    /// The sheet of an indicator.
    pub(crate) fn indicator(&self, code: &IndicatorCode) -> Option<&Arc<Indicator>> {
        self.indicators.iter().find(|indicator| indicator.code == *code)
    }

    /// A network.
    pub(crate) fn network(&self, code: &NetworkCode) -> Option<&Network> {
        self.networks.iter().find(|network| network.code == *code)
    }

    /// The indicators a profile shows, in the order of the catalogue.
    pub(crate) fn profile_indicators(&self) -> impl Iterator<Item = &Arc<Indicator>> {
        self.indicators
            .iter()
            .filter(|indicator| indicator.dimension.is_shown())
    }

    /// What an indicator is called; its code where it is not in the catalogue.
    pub(crate) fn indicator_name(&self, code: &IndicatorCode, language: Language) -> String {
        match self.indicator(code) {
            Some(sheet) => sheet.name.get(language).to_owned(),
            None => code.to_string(),
        }
    }

    /// The area shown while nobody has chosen one; `None` only where there are no areas.
    pub(crate) fn example(&self) -> Option<&AreaCode> {
        let pilots = || self.areas.iter().filter(|area| area.pilot);
        pilots()
            .find(|area| area.code.as_str() == EXAMPLE)
            .or_else(|| pilots().next())
            .or(self.areas.first())
            .map(|area| &area.code)
    }

    /// The years from the first to the last value of any indicator, ascending; none before any value.
    pub(crate) fn years(&self) -> Vec<Period> {
        let of_year = |period: &Option<Period>| period.filter(|one| one.frequency() == Frequency::Year);
        let first = self
            .indicators
            .iter()
            .filter_map(|one| of_year(&one.first_period))
            .min();
        let last = self
            .indicators
            .iter()
            .filter_map(|one| of_year(&one.last_period))
            .max();
        match (first, last) {
            (Some(first), Some(last)) => (first.calendar_year()..=last.calendar_year())
                .filter_map(Period::year)
                .collect(),
            _ => Vec::new(),
        }
    }

    /// Whether any value was ever received.
    pub(crate) fn has_values(&self) -> bool {
        self.indicators
            .iter()
            .any(|indicator| indicator.last_period.is_some())
    }
}
