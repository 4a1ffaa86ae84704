//! The questions that figures raise.
//!
//! Each rule lists its candidates, the most telling first. Then the rules take turns in the order of [`QuestionRule`], one
//! question each, until there are five or nobody has any: so that a page asks of different things. Costs come first with
//! what they buy, because a figure that was asked about alone is not asked about again. An indicator is asked
//! about once, and among the candidates of a rule those of a policy area that was asked about least come first.

use super::drift::drift;
use super::weighed::{Weighed, firmest_first, is_context, others};
use super::{Asked, BriefQuestion, MOST_QUESTIONS, QuestionRule, SimilarFigure};
use crate::compare::{Band, FEWEST_FOR_BANDS, compare};
use crate::evidence::{Evidence, FigureView};
use crate::finding::{self, QuestionWords};
use crate::indicator::{Dimension, Direction, IndicatorCode, PolicyArea};
use crate::status::MissingReason;
use crate::verdict::{Agreement, agreement};

/// Among how many of the most similar municipalities one with a value is sought.
const SIMILAR_ASKED: usize = 7;

/// The questions, at most five.
pub(super) fn questions(asked: &Asked<'_>, weighed: &[Weighed<'_>]) -> Vec<BriefQuestion> {
    let mut candidates: Vec<Vec<BriefQuestion>> = QuestionRule::ALL
        .iter()
        .map(|rule| match rule {
            QuestionRule::CostHighResultLow => costs(weighed, *rule, Band::Worst),
            QuestionRule::WorstInEverySet => worst_in_every_set(weighed),
            QuestionRule::MovingAway => moving_away(asked, weighed),
            QuestionRule::FarFromSimilar => far_from_similar(asked, weighed),
            QuestionRule::CostLowResultLow => costs(weighed, *rule, Band::Best),
            QuestionRule::Missing => missing(asked, weighed),
        })
        .collect();
    let mut chosen: Vec<BriefQuestion> = Vec::new();
    loop {
        let before = chosen.len();
        for of_rule in &mut candidates {
            if chosen.len() == MOST_QUESTIONS {
                return chosen;
            }
            of_rule.retain(|one| !one.evidence.iter().any(|it| is_asked(&chosen, &it.indicator)));
            // The first of those that are least: `min_by_key` keeps the order.
            let next = (0..of_rule.len()).min_by_key(|&at| times(&chosen, of_rule[at].evidence.first()));
            chosen.extend(next.map(|at| of_rule.remove(at)));
        }
        if chosen.len() == before {
            return chosen;
        }
    }
}

fn is_asked(chosen: &[BriefQuestion], code: &IndicatorCode) -> bool {
    let mut evidence = chosen.iter().flat_map(|question| &question.evidence);
    evidence.any(|one| one.indicator == *code)
}

/// How often the policy area of a figure was asked about.
fn times(chosen: &[BriefQuestion], figure: Option<&Evidence>) -> usize {
    let area_of = |evidence: Option<&Evidence>| -> Option<PolicyArea> { Some(evidence?.policy_area) };
    let sought = area_of(figure);
    chosen
        .iter()
        .filter(|question| area_of(question.evidence.first()) == sought)
        .count()
}

fn question(rule: QuestionRule, words: &QuestionWords<'_>, evidence: Vec<Evidence>) -> BriefQuestion {
    BriefQuestion {
        rule,
        text: finding::question(words),
        why: finding::why(words, &evidence),
        evidence,
        similar: None,
        since: None,
    }
}

/// Costs of a band with a partner in the worst quarter: each with the partner that is furthest out.
fn costs(weighed: &[Weighed<'_>], rule: QuestionRule, band: Band) -> Vec<BriefQuestion> {
    let is_cost =
        |one: &&Weighed<'_>| one.alone == Ok(band) && one.indicator.dimension == Dimension::Productivity;
    let mut costs: Vec<&Weighed<'_>> = weighed.iter().filter(is_cost).collect();
    costs.sort_by(firmest_first(band));
    let with_partner = costs.into_iter().filter_map(|cost| {
        let partners = cost.partners.iter().map(|&at| &weighed[at]);
        let mut worst: Vec<&Weighed<'_>> = partners.filter(|one| one.alone == Ok(Band::Worst)).collect();
        worst.sort_by(firmest_first(Band::Worst));
        Some((cost, *worst.first()?))
    });
    with_partner
        .map(|(cost, result)| {
            let evidence = [cost, result]
                .map(|one| Evidence::of(one.indicator, &one.summary, FigureView::Ranking))
                .to_vec();
            let (cost, result) = (cost.indicator, result.indicator);
            let words = match band {
                Band::Best => QuestionWords::CostLow { cost, result },
                _ => QuestionWords::CostHigh { cost, result },
            };
            question(rule, &words, evidence)
        })
        .collect()
}

fn worst_in_every_set(weighed: &[Weighed<'_>]) -> Vec<BriefQuestion> {
    let mut worst: Vec<&Weighed<'_>> = weighed.iter().filter(|one| one.lean == Ok(Band::Worst)).collect();
    worst.sort_by(firmest_first(Band::Worst));
    let in_every_set = worst
        .into_iter()
        .filter_map(|one| match agreement(&one.verdicts) {
            Agreement::Same {
                band: Band::Worst,
                said,
            } => Some((one, said)),
            _ => None,
        });
    in_every_set
        .map(|(one, said)| {
            let words = QuestionWords::WorstInEverySet {
                indicator: one.indicator,
                said,
                of: one.verdicts.len(),
            };
            let evidence = Evidence::of(one.indicator, &one.summary, FigureView::Ranking);
            question(QuestionRule::WorstInEverySet, &words, vec![evidence])
        })
        .collect()
}

fn moving_away(asked: &Asked<'_>, weighed: &[Weighed<'_>]) -> Vec<BriefQuestion> {
    let mut drifting: Vec<_> = weighed
        .iter()
        .filter(|one| one.is_asked_about())
        .filter_map(|one| Some((one, drift(asked, one)?)))
        .collect();
    drifting.sort_by(|a, b| b.1.widths.total_cmp(&a.1.widths));
    drifting
        .into_iter()
        .map(|(one, drift)| {
            let words = QuestionWords::MovingAway {
                indicator: one.indicator,
                beginning: &drift.beginning,
            };
            let evidence = Evidence::of(one.indicator, &one.summary, FigureView::Trend);
            let question = question(QuestionRule::MovingAway, &words, vec![evidence]);
            BriefQuestion {
                since: Some(drift.beginning),
                ..question
            }
        })
        .collect()
}

/// The nearest in likeness with a value that carries a finding, when it is better by more than the width of the middle half.
/// Whoever is in the best quarter asks nobody.
fn far_from_similar(asked: &Asked<'_>, weighed: &[Weighed<'_>]) -> Vec<BriefQuestion> {
    let mut far: Vec<(&Weighed<'_>, f64, SimilarFigure, f64)> = weighed
        .iter()
        .filter(|one| one.is_asked_about() && one.summary.band != Some(Band::Best))
        .filter_map(|one| {
            let (own, similar) = (one.summary.value?, similar(asked, one)?);
            let ahead = match one.indicator.direction {
                Direction::Higher => similar.value - own,
                Direction::Lower => own - similar.value,
                Direction::None => return None,
            };
            let widths = ahead / one.width()?;
            (widths > 1.0).then_some((one, own, similar, widths))
        })
        .collect();
    far.sort_by(|a, b| b.3.total_cmp(&a.3));
    far.into_iter()
        .map(|(one, own, similar, _)| {
            let evidence = Evidence::of(one.indicator, &one.summary, FigureView::Ranking);
            let words = QuestionWords::FarFromSimilar {
                indicator: one.indicator,
                own,
                similar: &similar,
            };
            let evidence = vec![evidence.picking(similar.area.clone())];
            let question = question(QuestionRule::FarFromSimilar, &words, evidence);
            BriefQuestion {
                similar: Some(similar),
                ..question
            }
        })
        .collect()
}

fn similar(asked: &Asked<'_>, one: &Weighed<'_>) -> Option<SimilarFigure> {
    let period = one.summary.period?;
    asked.nearest.iter().take(SIMILAR_ASKED).find_map(|code| {
        let area = asked.areas.iter().find(|area| area.code == *code)?;
        let cell = one.series.cell(code, period);
        let value = cell.value.filter(|_| cell.status.carries_finding())?;
        Some(SimilarFigure {
            area: code.clone(),
            name: area.name.clone(),
            value,
            status: cell.status,
        })
    })
}

/// No value, for no reason that protects somebody or lies in the matter, where at least half of the other peers have one.
/// Also of indicators without a direction: a missing figure is no judgement.
fn missing(asked: &Asked<'_>, weighed: &[Weighed<'_>]) -> Vec<BriefQuestion> {
    let mut missing: Vec<(BriefQuestion, u32)> = weighed
        .iter()
        .filter(|one| !is_context(one.indicator))
        .filter_map(|one| missing_one(asked, one))
        .collect();
    missing.sort_by_key(|(_, with_value)| std::cmp::Reverse(*with_value));
    missing.into_iter().map(|(question, _)| question).collect()
}

fn missing_one(asked: &Asked<'_>, one: &Weighed<'_>) -> Option<(BriefQuestion, u32)> {
    let period = match asked.period {
        Some(period) => asked.area.existed_throughout(period).then_some(period)?,
        // Whoever has the figure of then or a later one lacks nothing that others have.
        None => one
            .common
            .filter(|common| one.summary.value.is_none() || one.summary.period < Some(*common))?,
    };
    let selector = asked.selector.to_string();
    let own = &asked.area.code;
    let summary = compare(
        one.indicator,
        one.series,
        own,
        &selector,
        asked.peers,
        Some(period),
    )
    .summary;
    let is_to_be_had = summary.value.is_none()
        && matches!(
            summary.absence(),
            MissingReason::NotAvailable | MissingReason::NotCollected | MissingReason::Withdrawn
        );
    let with_value = summary.peers.with_value;
    let others = others(asked).count() as u32;
    let is_enough = with_value * 2 >= others && with_value as usize >= FEWEST_FOR_BANDS;
    if !is_to_be_had || !is_enough {
        return None;
    }
    let words = QuestionWords::Missing {
        indicator: one.indicator,
        period,
        with_value,
        others,
    };
    let evidence = Evidence::of(one.indicator, &summary, FigureView::Ranking);
    Some((
        question(QuestionRule::Missing, &words, vec![evidence]),
        with_value,
    ))
}
