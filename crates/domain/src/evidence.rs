//! The figure behind a sentence: what it is of, of when, beside how many, and where it can be looked at. Whoever reads a
//! strength, a concern, a question or a change can go and see.

use crate::area::AreaCode;
use crate::compare::{Band, ComparisonSummary};
use crate::explanation::Explanation;
use crate::finding::status_text;
use crate::indicator::{Indicator, IndicatorCode, PolicyArea, Unit};
use crate::period::Period;
use crate::status::ObservationStatus;
use crate::text::Text;
use serde::{Deserialize, Serialize};

coded! {
    /// The view of a comparison in which a figure is seen best.
    FigureView {
        /// The municipalities side by side in one period.
        Ranking = "ranking",
        /// The line over time beside the peers' median.
        Trend = "trend",
    }
}

/// The parts of the address `/indicators/{indicator}?area=&peers=&period=&view=&pick=` where a figure is seen.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct FigureLink {
    /// The indicator.
    pub indicator: IndicatorCode,
    /// The area asked about.
    pub area: AreaCode,
    /// The selector of the peers: `network:N2`.
    pub peers: String,
    /// The period; `null` for each reader's latest.
    pub period: Option<Period>,
    /// The view to open.
    pub view: FigureView,
    /// Who is to stand out beside the area.
    pub pick: Vec<AreaCode>,
}

/// A figure with all that a reader needs to trust or doubt it. It has no rank: whoever wants the places of all goes to the
/// comparison.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Evidence {
    /// The indicator.
    pub indicator: IndicatorCode,
    /// Its name.
    pub name: Text,
    /// The field it belongs to.
    pub policy_area: PolicyArea,
    /// The period; `null` when the indicator has no value at all.
    pub period: Option<Period>,
    /// The area's value.
    pub value: Option<f64>,
    /// The unit of the value.
    pub unit: Unit,
    /// Digits shown behind the decimal sign.
    pub decimals: u8,
    /// The status of the value, or of its absence.
    pub status: ObservationStatus,
    /// The status in words where it is to be marked: provisional, estimated, a break in the series; `null` otherwise.
    pub mark: Option<Text>,
    /// Median of the peers, the area among them.
    pub median: Option<f64>,
    /// Best quarter, middle half or worst quarter of the peers.
    pub band: Option<Band>,
    /// How many of the peers have a value, the area itself included.
    pub with_value: u32,
    /// How many the peers are, the area itself included.
    pub n: u32,
    /// What the area says of its value, or of its absence.
    pub explanation: Option<Explanation>,
    /// Where it is seen.
    pub link: FigureLink,
}

impl Evidence {
    /// The figure of a comparison, with nobody picked.
    pub fn of(indicator: &Indicator, summary: &ComparisonSummary, view: FigureView) -> Evidence {
        Evidence {
            indicator: indicator.code.clone(),
            name: indicator.name.clone(),
            policy_area: indicator.policy_area,
            period: summary.period,
            value: summary.value,
            unit: indicator.unit.clone(),
            decimals: indicator.decimals,
            status: summary.status,
            mark: status_text(summary.status),
            median: summary.peers.median,
            band: summary.band,
            with_value: summary.peers.with_value,
            n: summary.peers.n,
            explanation: summary.explanation.clone(),
            link: FigureLink {
                indicator: indicator.code.clone(),
                area: summary.area.clone(),
                peers: summary.peers.selector.clone(),
                period: summary.period,
                view,
                pick: Vec::new(),
            },
        }
    }

    /// The same figure, with somebody standing out beside the area.
    #[must_use]
    pub fn picking(mut self, area: AreaCode) -> Evidence {
        self.link.pick = vec![area];
        self
    }
}
