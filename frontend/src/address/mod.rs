//! Addresses of the page: everything a reader would send to a colleague, as one typed value.
//!
//! One table is read in both directions, so a link that the page writes is an address that it reads. Routes of the
//! router would know the path alone; here path and query are one value, and a page never sees the query of another.

mod moment;
mod parse;
mod query;
#[cfg(test)]
mod tests;
mod write;

use blis_domain::area::AreaCode;
use blis_domain::indicator::{Dimension, IndicatorCode, PolicyArea};
use blis_domain::network::NetworkCode;
use blis_domain::peers::PeerSelector;
use blis_domain::period::Period;
use blis_domain::receipt::RowOutcome;

pub(crate) use moment::Moment;
pub(crate) use parse::{Note, Parsed, parse, parse_link};
pub(crate) use write::encoded;

/// The most comparators that can be picked: as many as there are colours that can be told apart.
pub(crate) const MOST_PICKS: usize = 5;

/// Where the reader is.
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum Address {
    /// `/`
    Home(HomeAddress),
    /// `/areas/{code}`
    Profile(ProfileAddress),
    /// `/brief/{code}`
    Brief(BriefAddress),
    /// `/indicators`
    Catalogue(CatalogueAddress),
    /// `/indicators/{code}`
    Comparison(ComparisonAddress),
    /// `/embed/indicators/{code}`
    Embed(ComparisonAddress),
    /// `/indicators/{code}/sheet`
    Sheet(IndicatorCode),
    /// `/networks`
    Networks,
    /// `/networks/{code}`
    Network(NetworkCode),
    /// `/feeds`
    Feeds,
    /// `/feeds/{feed}`
    Feed(String),
    /// `/feeds/{feed}/batches/{id}`
    Batch(BatchAddress),
    /// `/held`
    Held(HeldAddress),
    /// `/changes`
    Changes,
    /// `/calendar`
    Calendar(CalendarAddress),
    /// `/calendar/overdue`
    Overdue,
    /// `/releases`
    Releases,
    /// `/releases/{id}`
    Release(String),
    /// `/preview`
    Preview(PreviewAddress),
    /// `/observations/{indicator}/{area}/{period}/explanation`
    Explanation(ExplanationAddress),
    /// `/about`
    About,
    /// Nothing is here.
    Unknown,
}

impl Address {
    /// Every municipality it names by code, its comparison set aside.
    pub(crate) fn areas(&self) -> Vec<&AreaCode> {
        match self {
            Address::Home(home) => home.area.iter().collect(),
            Address::Profile(profile) => vec![&profile.area],
            Address::Brief(brief) => vec![&brief.area],
            Address::Preview(preview) => preview.area.iter().collect(),
            Address::Explanation(figure) => vec![&figure.area],
            Address::Comparison(comparison) | Address::Embed(comparison) => {
                comparison.area.iter().chain(&comparison.picks).collect()
            }
            _ => Vec::new(),
        }
    }
}

/// The question of the home page.
#[derive(Debug, Clone, PartialEq, Default)]
pub(crate) struct HomeAddress {
    /// Whose answers; the remembered one when the address does not say.
    pub(crate) area: Option<AreaCode>,
    /// Compared with whom.
    pub(crate) peers: PeerSelector,
    /// When; each indicator's latest period when the address does not say.
    pub(crate) period: Option<Period>,
}

/// The councillor's page of an area.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct BriefAddress {
    /// Whose page.
    pub(crate) area: AreaCode,
    /// Compared with whom.
    pub(crate) peers: PeerSelector,
    /// When; each indicator's latest period when the address does not say.
    pub(crate) period: Option<Period>,
    /// As it was known then; as it is when the address does not say.
    pub(crate) as_of: Option<Moment>,
}

/// The profile of an area.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct ProfileAddress {
    /// Whose profile.
    pub(crate) area: AreaCode,
    /// Compared with whom.
    pub(crate) peers: PeerSelector,
    /// When; each indicator's latest period when the address does not say.
    pub(crate) period: Option<Period>,
    /// Indicators of this dimension alone.
    pub(crate) dimension: Option<Dimension>,
    /// As it was known then; as it is when the address does not say.
    pub(crate) as_of: Option<Moment>,
}

impl ProfileAddress {
    /// The profile of an area with everything else as it is by default.
    pub(crate) fn of(area: AreaCode) -> ProfileAddress {
        ProfileAddress {
            area,
            peers: PeerSelector::default(),
            period: None,
            dimension: None,
            as_of: None,
        }
    }
}

/// The catalogue of indicators.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(crate) struct CatalogueAddress {
    /// Words looked for.
    pub(crate) words: String,
    /// Indicators of this policy area alone.
    pub(crate) policy_area: Option<PolicyArea>,
}

/// The receipt of a batch.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct BatchAddress {
    /// The feed it came by.
    pub(crate) feed: String,
    /// Its id.
    pub(crate) batch: String,
    /// Rows that met this end alone.
    pub(crate) outcome: Option<RowOutcome>,
}

/// The held figures.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(crate) struct HeldAddress {
    /// Of this batch alone.
    pub(crate) batch: Option<String>,
}

/// The calendar.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(crate) struct CalendarAddress {
    /// Of which year; the days around today when the address does not say.
    pub(crate) year: Option<u16>,
}

/// Figures before their release.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(crate) struct PreviewAddress {
    /// Of whom; of the municipality that whoever is signed in works for when the address does not say.
    pub(crate) area: Option<AreaCode>,
}

/// What is said of a figure that everybody sees. The figure is the whole.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct ExplanationAddress {
    /// Of what.
    pub(crate) indicator: IndicatorCode,
    /// Of whom.
    pub(crate) area: AreaCode,
    /// When.
    pub(crate) period: Period,
}

/// The comparison of one indicator.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct ComparisonAddress {
    /// Of what.
    pub(crate) indicator: IndicatorCode,
    /// Of whom; the remembered one when the address does not say.
    pub(crate) area: Option<AreaCode>,
    /// Compared with whom.
    pub(crate) peers: PeerSelector,
    /// When; the latest period with a value when the address does not say.
    pub(crate) period: Option<Period>,
    /// How it is shown.
    pub(crate) view: View,
    /// Comparators drawn in colours of their own, in the order they were picked.
    pub(crate) picks: Vec<AreaCode>,
    /// As it was known then; as it is when the address does not say.
    pub(crate) as_of: Option<Moment>,
}

impl ComparisonAddress {
    /// The comparison of an indicator with everything else as it is by default.
    pub(crate) fn of(indicator: IndicatorCode) -> ComparisonAddress {
        ComparisonAddress {
            indicator,
            area: None,
            peers: PeerSelector::default(),
            period: None,
            view: View::default(),
            picks: Vec::new(),
            as_of: None,
        }
    }

    /// The same with `area` picked, or let go when it was; unchanged when no more can be picked.
    #[must_use]
    pub(crate) fn toggled(mut self, area: &AreaCode) -> ComparisonAddress {
        match self.picks.iter().position(|one| one == area) {
            Some(place) => {
                self.picks.remove(place);
            }
            None if self.picks.len() < MOST_PICKS && self.area.as_ref() != Some(area) => {
                self.picks.push(area.clone());
            }
            None => {}
        }
        self
    }
}

/// How a comparison is shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(crate) enum View {
    /// Every peer as a bar, in rank order.
    #[default]
    Ranking,
    /// The own line beside the peers' median and middle half.
    Trend,
    /// Every municipality as a dot, the periods side by side.
    Distribution,
    /// Every figure as text.
    Table,
}

impl View {
    /// Every view, in the order of the tabs.
    pub(crate) const ALL: [View; 4] = [View::Ranking, View::Trend, View::Distribution, View::Table];

    /// The word in the address.
    pub(crate) fn code(self) -> &'static str {
        match self {
            View::Ranking => "ranking",
            View::Trend => "trend",
            View::Distribution => "distribution",
            View::Table => "table",
        }
    }
}
