//! The councillor's page (*lapa deputātam*): of all figures of one municipality at most three strengths, three concerns and
//! five questions to ask in the council, each with the figures behind it.
//!
//! Everything is chosen by rules that are written here, so that anybody can check why a figure stands there, and the same
//! figures always give the same page. Nothing fills up a list: where two figures stand out, two are told.
//!
//! A figure **is weighed** only when the municipality can do something about it (no context), one way of it is better, it is
//! there, it is not out of date (older than what half of the peers have, or than four years), its status [carries a
//! finding](ObservationStatus::carries_finding), and at least [`FEWEST_FOR_BANDS`](crate::compare::FEWEST_FOR_BANDS) of the peers have a value. What is not
//! weighed is counted by its reason.
//!
//! A **strength** is in the best quarter of its peers, in the worst quarter of no comparison set, and in the best of at least
//! half of those that give quarters; a **concern** is the reverse. A cost is read with what it buys (the `partners` of its sheet): a low one is no strength where a partner is
//! in the worst quarter, and a high one no concern where a partner is in the best. The firmest come first: those that most
//! comparison sets confirm, then those furthest out among the peers, then the order of the catalogue; one of each policy
//! area before the second of any.
//!
//! No page has ranks: places in an order are what lists of municipalities are quoted for, and say least (Goldstein and
//! Spiegelhalter, "League tables and their limitations", Journal of the Royal Statistical Society A 159 (1996) 385–443).

use crate::area::{Area, AreaCode};
use crate::evidence::Evidence;
use crate::indicator::Indicator;
use crate::peers::PeerSelector;
use crate::period::Period;
use crate::series::Series;
use crate::status::ObservationStatus;
use crate::text::Text;
use serde::{Deserialize, Serialize};

mod drift;
mod merits;
mod questions;
#[cfg(test)]
mod tests;
mod weighed;

pub use drift::FEWEST_YEARS_OF_DRIFT;

/// The most strengths, and the most concerns.
pub const MOST_MERITS: usize = 3;

/// The most questions.
pub const MOST_QUESTIONS: usize = 5;

/// Whose page it is, and beside whom its figures are read. Sets arrive resolved, as of the same moment as the figures.
#[derive(Debug, Clone, Copy)]
pub struct Asked<'a> {
    /// The municipality.
    pub area: &'a Area,
    /// The division, for the names of others.
    pub areas: &'a [Area],
    /// The comparison set.
    pub selector: &'a PeerSelector,
    /// Its members.
    pub peers: &'a [AreaCode],
    /// The sets of [`crate::verdict::comparators`] with their members.
    pub comparators: &'a [(PeerSelector, Vec<AreaCode>)],
    /// The pilots by their likeness, nearest first ([`crate::similarity::nearest`]).
    pub nearest: &'a [AreaCode],
    /// The period; each indicator's latest one of the municipality when `None`.
    pub period: Option<Period>,
}

coded! {
    /// Why a figure is neither a strength nor a concern, its place among the peers aside.
    LeftOutReason {
        /// What the municipality cannot choose.
        Context = "context",
        /// Neither way is better.
        NoDirection = "no_direction",
        /// It has no value.
        NoValue = "no_value",
        /// At least half of the peers have a later one, or it lies more than four years behind the newest of all figures.
        OutOfDate = "out_of_date",
        /// Its status does not carry a finding: a forecast, filled in, unreliable, not validated, another definition.
        Doubtful = "doubtful",
        /// Fewer than 8 of the peers have a value.
        TooFewValues = "too_few_values",
        /// The values hardly differ.
        NoSpread = "no_spread",
        /// A comparison set says the opposite, or fewer than half of those that give quarters say the same.
        Divided = "divided",
        /// A cost whose coverage, quality or outcome says the opposite.
        PartnerSaysOtherwise = "partner_says_otherwise",
    }

    /// The rule by which a question is raised.
    QuestionRule {
        /// A cost in the worst quarter, and what it buys too.
        CostHighResultLow = "cost_high_result_low",
        /// A cost in the best quarter, and what it buys in the worst.
        CostLowResultLow = "cost_low_result_low",
        /// In the worst quarter of every comparison set that gives quarters, of two at least.
        WorstInEverySet = "worst_in_every_set",
        /// The gap to the peers' median has moved the unfavourable way in each of the last three years or more.
        MovingAway = "moving_away",
        /// A similar municipality is better by more than the width of the peers' middle half.
        FarFromSimilar = "far_from_similar",
        /// No value, where at least half of the other peers have one.
        Missing = "missing",
    }
}

/// How many figures were left out for a reason.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct BriefLeftOut {
    /// The reason.
    pub reason: LeftOutReason,
    /// How many.
    pub count: u32,
}

/// A strength or a concern.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct BriefMerit {
    /// What it says, in a sentence or two.
    pub text: Text,
    /// The figure.
    pub evidence: Evidence,
    /// How many of the comparison sets asked put it into the same quarter.
    pub sets_agreeing: u32,
    /// How many were asked.
    pub sets: u32,
    /// What a cost is read with: its coverage, quality or outcome; empty for other figures.
    pub partners: Vec<Evidence>,
}

/// A similar municipality that a question is about.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct SimilarFigure {
    /// The municipality.
    pub area: AreaCode,
    /// Its name.
    pub name: Text,
    /// Its value in the period of the evidence.
    pub value: f64,
    /// The status of the value.
    pub status: ObservationStatus,
}

/// Where a movement began. Median and number are those of the peers that have a value in every year of it, the area among
/// them, so that nothing moves because others came or went.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct DriftBeginning {
    /// The period since which the gap moves the unfavourable way, year by year.
    pub period: Period,
    /// The area's value then.
    pub value: f64,
    /// Median of those peers then.
    pub median: f64,
    /// Median of the same peers in the period of the evidence.
    pub median_now: f64,
    /// How many they are.
    pub n: u32,
}

/// A question that a councillor can ask.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct BriefQuestion {
    /// The rule that raised it.
    pub rule: QuestionRule,
    /// The question.
    pub text: Text,
    /// The figures that raise it, in words.
    pub why: Text,
    /// The figures: the one asked about first.
    pub evidence: Vec<Evidence>,
    /// The similar municipality, where the question is about one.
    pub similar: Option<SimilarFigure>,
    /// Where the movement began, where the question is about one.
    pub since: Option<DriftBeginning>,
}

/// The councillor's page.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Brief {
    /// The municipality.
    pub area: AreaCode,
    /// The selector of the peers.
    pub peers: String,
    /// How many they are, the municipality itself included.
    pub n: u32,
    /// The period asked for; `null` when each indicator's latest one was taken.
    pub period: Option<Period>,
    /// At most three, the firmest first.
    pub strengths: Vec<BriefMerit>,
    /// At most three, the firmest first.
    pub concerns: Vec<BriefMerit>,
    /// At most five.
    pub questions: Vec<BriefQuestion>,
    /// How many indicators were looked at.
    pub indicators: u32,
    /// How many of them could be neither, by reason; reasons that met none are left out.
    pub left_out: Vec<BriefLeftOut>,
    /// The latest data version of the figures looked at.
    pub version: u64,
    /// Whether any of the values is invented for demonstration.
    pub demonstration: bool,
}

/// The page of a municipality, from the indicators of its profile in the order of the catalogue, each with its block.
/// Base counts are passed over, as in the profile.
pub fn brief<'a>(asked: &Asked<'a>, figures: impl IntoIterator<Item = (&'a Indicator, &'a Series)>) -> Brief {
    let weighed = weighed::weigh(asked, figures);
    let versions = weighed.iter().map(|one| one.series.version);
    Brief {
        area: asked.area.code.clone(),
        peers: asked.selector.to_string(),
        n: weighed::members(asked).len() as u32,
        period: asked.period,
        strengths: merits::strengths(&weighed),
        concerns: merits::concerns(&weighed),
        questions: questions::questions(asked, &weighed),
        indicators: weighed.len() as u32,
        left_out: left_out(&weighed),
        version: versions.max().unwrap_or(0),
        demonstration: weighed.iter().any(|one| one.series.demonstration),
    }
}

fn left_out(weighed: &[weighed::Weighed<'_>]) -> Vec<BriefLeftOut> {
    let of = |reason: LeftOutReason| BriefLeftOut {
        reason,
        count: weighed.iter().filter(|one| one.lean == Err(reason)).count() as u32,
    };
    let counted = LeftOutReason::ALL.iter().copied().map(of);
    counted.filter(|one| one.count > 0).collect()
}
