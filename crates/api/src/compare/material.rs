//! What a comparison is made of, and what charts and tables of it say beside.

use crate::lookup;
use crate::state::State;
use crate::web::moment::AsOf;
use crate::web::problem::ApiError;
use blis_domain::area::{Area, AreaCode};
use blis_domain::compare::{Comparison, compare};
use blis_domain::finding;
use blis_domain::indicator::{Indicator, IndicatorCode};
use blis_domain::peers::PeerSelector;
use blis_domain::period::Period;
use blis_domain::series::Series;
use blis_domain::text::Language;
use blis_store::KnownThen;
use std::collections::HashMap;
use std::sync::Arc;
use time::OffsetDateTime;
use time::format_description::well_known::Rfc3339;

/// What is compared with whom, as known when.
pub(crate) struct Sought<'a> {
    pub(crate) indicator: &'a IndicatorCode,
    pub(crate) area: &'a AreaCode,
    pub(crate) peers: &'a PeerSelector,
    pub(crate) as_of: Option<AsOf>,
}

/// The figures of a comparison.
pub(crate) struct Figures {
    pub(crate) sheet: Indicator,
    pub(crate) area: AreaCode,
    /// The comparison set as it was asked for.
    pub(crate) selector: String,
    pub(crate) peers: Vec<AreaCode>,
    pub(crate) series: Arc<Series>,
}

impl Figures {
    /// Reads what is sought, as known then; `areas` are all there are.
    pub(crate) fn read(
        state: &State,
        sought: &Sought<'_>,
        areas: &[Area],
        then: Option<KnownThen>,
    ) -> Result<Figures, ApiError> {
        let store = &state.store;
        let catalogue = store.indicators_then(then)?;
        let sheet = lookup::indicator(&catalogue, "indicator", sought.indicator)?.clone();
        let area = lookup::area(areas, sought.area)?.code.clone();
        Ok(Figures {
            selector: sought.peers.to_string(),
            peers: lookup::peers(store, sought.peers, &area, then)?,
            series: store.series(&sheet.code, then)?,
            sheet,
            area,
        })
    }

    /// The comparison in a period; when none is named, in the one that shows most of the area.
    pub(crate) fn comparison(&self, period: Option<Period>) -> Comparison {
        let period = period.or_else(|| self.series.period_to_show(&self.area));
        compare(
            &self.sheet,
            &self.series,
            &self.area,
            &self.selector,
            &self.peers,
            period,
        )
    }

    /// The block until a period; all of it where none is named.
    pub(crate) fn series_until(&self, period: Option<Period>) -> Series {
        self.series.narrowed(&self.series.areas, None, period)
    }
}

/// The figures of a comparison with what stands beside them where they are taken along.
pub(crate) struct Material {
    pub(crate) figures: Figures,
    pub(crate) names: HashMap<AreaCode, String>,
    /// Since when these figures are known; nothing before the first change.
    pub(crate) since: Option<OffsetDateTime>,
    /// The moment that was asked for.
    pub(crate) then: Option<KnownThen>,
    /// The comparison set in words, as they follow "compared with".
    pub(crate) peers_in_words: String,
}

impl Material {
    /// Reads what is sought, with names in a language.
    pub(crate) fn read(state: &State, sought: &Sought<'_>, language: Language) -> Result<Material, ApiError> {
        let store = &state.store;
        let then = lookup::as_of(state, sought.as_of)?;
        // All of it by the same data version, which links name by its instant.
        let known = then.map_or_else(|| store.known_now(), Ok)?;
        let areas = store.areas()?;
        Ok(Material {
            figures: Figures::read(state, sought, &areas, Some(known))?,
            peers_in_words: finding::peers(language, sought.peers, &store.networks()?),
            names: areas.iter().map(|area| named(area, language)).collect(),
            since: store.known_since(known.version)?,
            then,
        })
    }

    /// The address of the page that goes on showing these figures, whatever comes later.
    pub(crate) fn link(
        &self,
        site: &str,
        period: Option<Period>,
        language: Language,
    ) -> Result<String, ApiError> {
        let part = |name: &str, value: Option<String>| {
            value.map_or(String::new(), |value| format!("&{name}={value}"))
        };
        let period = part("period", period.map(|period| period.to_string()));
        let moment = self.since.map(|at| at.format(&Rfc3339)).transpose();
        let moment = part("as_of", moment.map_err(ApiError::internal)?);
        let Figures {
            sheet,
            area,
            selector,
            ..
        } = &self.figures;
        let (indicator, peers) = (&sheet.code, selector);
        Ok(format!(
            "{site}/indicators/{indicator}?area={area}&peers={peers}{period}{moment}&lang={language}"
        ))
    }

    /// The name of an area; its code where it has none.
    pub(crate) fn name(&self, area: &AreaCode) -> String {
        self.names.get(area).cloned().unwrap_or_else(|| area.to_string())
    }
}

fn named(area: &Area, language: Language) -> (AreaCode, String) {
    (area.code.clone(), area.name.get(language).to_owned())
}
