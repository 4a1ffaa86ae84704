//! What a strip shows: five numbers and the own one. No pixels.

use super::StripInput;
use crate::card::{Datum, Standing};
use crate::certainty::Certainty;
use crate::chart::CannotDraw;
use crate::mark::Card;
use crate::ranking::FEWEST_FOR_MEDIAN;
use blis_domain::compare::FEWEST_FOR_BANDS;
use blis_domain::finding;

/// A strip without its places.
#[derive(Debug, Clone)]
pub(crate) struct Model {
    /// The least and the greatest value.
    pub(crate) range: (f64, f64),
    pub(crate) half: Option<(f64, f64)>,
    pub(crate) median: Option<f64>,
    pub(crate) own: Option<(f64, Certainty)>,
    /// `None` when the own area has no value.
    pub(crate) card: Option<Card>,
    pub(crate) description: String,
}

impl Model {
    pub(crate) fn of(input: &StripInput<'_>) -> Result<Model, CannotDraw> {
        let StripInput {
            language,
            indicator,
            summary,
            ..
        } = *input;
        let peers = &summary.peers;
        let range = peers.min.zip(peers.max).ok_or(CannotDraw::NoValues)?;
        if !range.0.is_finite() || !range.1.is_finite() {
            return Err(CannotDraw::NotFinite);
        }
        let enough = |fewest: usize| peers.with_value as usize >= fewest;
        let title = indicator.name.get(language);
        let standing = summary.rank.map(|rank| Standing {
            rank,
            of: summary.of,
            band: summary.band,
        });
        let card = summary.value.map(|value| {
            Datum {
                title,
                period: summary.period,
                value,
                status: summary.status,
                standing,
                median: peers.median,
                explanation: summary.explanation.as_ref(),
            }
            .card(language, indicator)
        });
        Ok(Model {
            range,
            half: peers.q1.zip(peers.q3).filter(|_| enough(FEWEST_FOR_BANDS)),
            median: peers.median.filter(|_| enough(FEWEST_FOR_MEDIAN)),
            own: summary.value.map(|value| (value, Certainty::of(summary.status))),
            description: match &card {
                Some(card) => card.sentence(),
                None => finding::standing(language, title, indicator, summary),
            },
            card,
        })
    }
}
