//! The card of one value: what a reader learns by pointing at it.

use crate::mark::Card;
use blis_domain::compare::Band;
use blis_domain::explanation::Explanation;
use blis_domain::finding;
use blis_domain::indicator::Indicator;
use blis_domain::locale::quantity;
use blis_domain::period::Period;
use blis_domain::status::ObservationStatus;
use blis_domain::text::Language;

/// Where a value stands among its peers.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Standing {
    pub(crate) rank: u32,
    pub(crate) of: u32,
    pub(crate) band: Option<Band>,
}

/// One value and what is known about it.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Datum<'a> {
    pub(crate) title: &'a str,
    pub(crate) period: Option<Period>,
    pub(crate) value: f64,
    pub(crate) status: ObservationStatus,
    /// `None` for an area outside the comparison set.
    pub(crate) standing: Option<Standing>,
    pub(crate) median: Option<f64>,
    /// What those say of it whom it is about.
    pub(crate) explanation: Option<&'a Explanation>,
}

/// The longest explanation on a card, in characters; the table has the whole.
const LONGEST_EXPLANATION: usize = 160;

impl Datum<'_> {
    /// The card: value and period, rank and band, distance to the median, status, explanation.
    pub(crate) fn card(&self, language: Language, indicator: &Indicator) -> Card {
        let symbol = indicator.unit.symbol.get(language);
        let mut first = quantity(language, self.value, indicator.decimals, symbol);
        if let Some(period) = self.period {
            first = format!("{first} · {period}");
        }
        let mut lines = vec![first];
        // Alone there is no rank, and the median is the value itself.
        let standing = self.standing.filter(|standing| standing.of > 1);
        if let Some(Standing { rank, of, band }) = standing {
            let mut line = finding::rank(language, indicator.direction, rank, of);
            if let Some(band) = band {
                line = format!("{line} · {}", finding::band(language, band));
            }
            lines.push(line);
        }
        if let Some(median) = self.median.filter(|_| self.standing.is_none_or(|one| one.of > 1)) {
            lines.push(finding::distance_to_median(
                language, indicator, self.value, median,
            ));
        }
        lines.extend(finding::status(language, self.status).map(str::to_owned));
        lines.extend(
            self.explanation
                .map(|one| clipped(&finding::explained(language, one))),
        );
        Card {
            title: self.title.to_owned(),
            lines,
        }
    }
}

/// The text in one line, and no longer than a card can hold.
pub(crate) fn clipped(text: &str) -> String {
    let line = text.split_whitespace().collect::<Vec<_>>().join(" ");
    match line.char_indices().nth(LONGEST_EXPLANATION) {
        Some((end, _)) => format!("{} …", line[..end].trim_end()),
        None => line,
    }
}
