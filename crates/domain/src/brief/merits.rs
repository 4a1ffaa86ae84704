//! Strengths and concerns: the firmest of each policy area first.

use super::weighed::{Weighed, firmest_first};
use super::{BriefMerit, MOST_MERITS};
use crate::compare::Band;
use crate::evidence::{Evidence, FigureView};
use crate::finding;
use crate::indicator::{Dimension, PolicyArea};

/// What the municipality does well, beside its peers.
pub(super) fn strengths(weighed: &[Weighed<'_>]) -> Vec<BriefMerit> {
    merits(weighed, Band::Best)
}

/// What it does less well than its peers.
pub(super) fn concerns(weighed: &[Weighed<'_>]) -> Vec<BriefMerit> {
    merits(weighed, Band::Worst)
}

fn merits(weighed: &[Weighed<'_>], band: Band) -> Vec<BriefMerit> {
    let mut leaning: Vec<&Weighed<'_>> = weighed.iter().filter(|one| one.lean == Ok(band)).collect();
    leaning.sort_by(firmest_first(band));
    let (mut first, mut second) = (Vec::new(), Vec::new());
    let mut seen: Vec<PolicyArea> = Vec::new();
    for one in leaning {
        let policy_area = one.indicator.policy_area;
        match seen.contains(&policy_area) {
            true => second.push(one),
            false => {
                seen.push(policy_area);
                first.push(one);
            }
        }
    }
    let chosen = first.into_iter().chain(second).take(MOST_MERITS);
    chosen.map(|one| merit(weighed, one, band)).collect()
}

fn merit(weighed: &[Weighed<'_>], one: &Weighed<'_>, band: Band) -> BriefMerit {
    let evidence = Evidence::of(one.indicator, &one.summary, FigureView::Ranking);
    let partners = match one.indicator.dimension {
        Dimension::Productivity => one.partners.as_slice(),
        _ => &[],
    };
    let (agreeing, asked) = (one.sets_saying(band), one.verdicts.len());
    BriefMerit {
        text: finding::merit(one.indicator, &evidence, band, agreeing, asked),
        evidence,
        sets_agreeing: agreeing as u32,
        sets: asked as u32,
        partners: partners
            .iter()
            .map(|&at| Evidence::of(weighed[at].indicator, &weighed[at].summary, FigureView::Ranking))
            .collect(),
    }
}
