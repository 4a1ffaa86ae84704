//! The rows of the table of a comparison. Each stands by itself: it says of what and whom it is, with whom it was compared,
//! and where it comes from, so that nothing is lost when rows are sorted, filtered or put beside others.

use super::Material;
use crate::web::table::Cell;
use blis_domain::area::AreaCode;
use blis_domain::compare::{Band, Comparison};
use blis_domain::explanation::Explanation;
use blis_domain::finding;
use blis_domain::indicator::Indicator;
use blis_domain::status::ObservationStatus;
use blis_domain::text::Language;

/// What differs between the rows of one comparison.
struct Peer<'a> {
    area: &'a AreaCode,
    value: Option<f64>,
    status: ObservationStatus,
    /// What the status says, or why there is no value.
    told: Option<&'static str>,
    rank: Option<u32>,
    band: Option<Band>,
    explanation: Option<&'a Explanation>,
}

/// The rows of a comparison: the peers in rank order, then those without a value. `link` leads to the figures as they
/// are now, for good.
pub(super) fn rows(
    material: &Material,
    comparison: &Comparison,
    link: &str,
    language: Language,
) -> Vec<[Cell; 22]> {
    let with_value = comparison.items.iter().map(|item| Peer {
        area: &item.area,
        value: Some(item.value),
        status: item.status,
        told: finding::status(language, item.status),
        rank: Some(item.rank),
        band: item.band,
        explanation: item.explanation.as_ref(),
    });
    let period = comparison.summary.period;
    let without = comparison.missing.iter().map(|item| Peer {
        area: &item.area,
        value: None,
        status: period.map_or(ObservationStatus::Missing, |period| {
            material.figures.series.cell(&item.area, period).status
        }),
        told: Some(finding::missing_reason(language, item.reason)),
        rank: None,
        band: None,
        explanation: item.explanation.as_ref(),
    });
    with_value
        .chain(without)
        .map(|peer| cells(material, comparison, &peer, link, language))
        .collect()
}

/// Where the figures come from, and whether they are invented.
fn source(sheet: &Indicator, comparison: &Comparison, language: Language) -> String {
    let source = sheet.source.get(language);
    match comparison.summary.demonstration {
        true => format!("{source}. {}", finding::demonstration(language)),
        false => source.to_owned(),
    }
}

fn cells(
    material: &Material,
    comparison: &Comparison,
    peer: &Peer<'_>,
    link: &str,
    language: Language,
) -> [Cell; 22] {
    let (sheet, summary) = (&material.figures.sheet, &comparison.summary);
    let text = |text: &str| Cell::Text(text.to_owned());
    let number = |number: Option<f64>| number.map_or(Cell::Nothing, Cell::Number);
    [
        text(sheet.code.as_str()),
        text(sheet.name.get(language)),
        text(sheet.unit.name.get(language)),
        Cell::text(summary.period.map(|period| period.to_string())),
        text(peer.area.as_str()),
        Cell::Text(material.name(peer.area)),
        number(peer.value),
        text(peer.status.letter()),
        Cell::text(peer.told),
        peer.rank.map_or(Cell::Nothing, |rank| Cell::count(rank.into())),
        Cell::text(peer.band.map(|band| finding::band(language, band))),
        Cell::text(peer.explanation.map(|one| one.text(language))),
        text(&material.figures.selector),
        Cell::count(summary.peers.n.into()),
        Cell::count(summary.peers.with_value.into()),
        number(summary.peers.q1),
        number(summary.peers.median),
        number(summary.peers.q3),
        text(sheet.definition.get(language)),
        Cell::Text(source(sheet, comparison, language)),
        Cell::count(summary.version),
        text(link),
    ]
}
